//! One column, dictionary-encoded: its cells are symbols for their texts, and each symbol is read
//! once.

use std::borrow::Cow;

use crate::base::ids::{ApplicationId, at_mut, find};
use crate::base::interner::{Combinations, Encoded, Symbol};
use crate::base::origin::Row;
use crate::rules::SourceId;
use crate::values::{Problem, Reading};

/// Where a cell stands: in its application's own row, or in a file of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RatedAt {
    /// The file among those of ratings, from 0; the greatest there is for the application's own row.
    file: u16,
    row: Row,
}

impl RatedAt {
    const OWN: Self = Self {
        file: u16::MAX,
        row: Row(0),
    };

    pub(super) fn new(file: u16, row: Row) -> Self {
        Self { file, row }
    }

    /// The file and the row; none for the application's own row.
    pub(super) fn in_file(self) -> Option<(u16, Row)> {
        (self != Self::OWN).then_some((self.file, self.row))
    }
}

#[derive(Debug, Clone, Default)]
pub struct CellColumn {
    /// As rows are read, until applications are in order.
    pub(super) texts: Encoded,
    /// Why the texts of some symbols cannot be read whatever they say; such a symbol stands for one cell only. By symbol.
    pub(super) doubtful: Vec<(Symbol, Problem)>,
    /// Of an assessor's ratings: cells of which a person has said that there will be none. Such a symbol stands for one cell only.
    pub(super) abstained: Vec<Symbol>,
    /// Where sources may read one text differently, from which symbol on the texts are of which source. In order.
    pub(super) of: Vec<(Symbol, SourceId)>,
    /// By application, where its cell stands; empty where all stand in their applications' rows.
    pub(super) rated_at: Vec<RatedAt>,
}

impl CellColumn {
    /// Where an application's cell stands that came from a file of ratings.
    pub(super) fn rated_at(&self, application: ApplicationId) -> Option<(u16, Row)> {
        find(&self.rated_at, application)?.in_file()
    }

    /// Puts a cell from a file of ratings where an application's was.
    pub(super) fn put_rated(&mut self, application: ApplicationId, at: RatedAt, cell: Symbol) {
        if self.rated_at.is_empty() {
            self.rated_at = vec![RatedAt::OWN; self.texts.cells.len()];
        }
        *at_mut(&mut self.rated_at, application) = at;
        *at_mut(&mut self.texts.cells, application) = cell;
    }

    /// The texts that follow are of this source, and have symbols of their own.
    pub(super) fn begin(&mut self, source: SourceId) {
        if self.of.last().is_some_and(|(_, last)| *last == source) {
            return;
        }
        self.texts.symbols.forget();
        self.of.push((
            Symbol::try_from(self.texts.symbols.len()).unwrap_or(Symbol::MAX),
            source,
        ));
    }

    /// Every symbol's text, with the source it is of.
    fn texts(&self) -> impl Iterator<Item = (Option<SourceId>, &str)> {
        let mut turns = self.of.iter().peekable();
        let mut source = None;
        (0..)
            .zip(self.texts.symbols.iter())
            .map(move |(symbol, text)| {
                while let Some((_, next)) = turns.next_if(|(first, _)| *first <= symbol) {
                    source = Some(*next);
                }
                (source, text)
            })
    }

    /// Takes the cell of one more row, which cannot be read.
    pub(super) fn push_doubtful(&mut self, text: &str, problem: Problem) {
        let symbol = self.texts.push_apart(text);
        self.doubtful.push((symbol, problem));
    }

    /// Takes the cells of the rows that follow.
    pub(super) fn extend(&mut self, rest: &Self) {
        self.texts.varied |= rest.texts.varied;
        if let Some((_, source)) = rest.of.first() {
            self.begin(*source);
        }
        let mut doubtful = rest.doubtful.iter().peekable();
        let mut renamed: Vec<Symbol> = Vec::with_capacity(rest.texts.symbols.len());
        for (symbol, text) in (0..).zip(rest.texts.symbols.iter()) {
            let doubt = doubtful.next_if(|(doubtful, _)| *doubtful == symbol);
            let symbol = if doubt.is_some() {
                self.texts.symbols.append(text)
            } else {
                self.texts.symbol(text)
            };
            self.doubtful
                .extend(doubt.map(|(_, problem)| (symbol, problem.clone())));
            renamed.push(symbol);
        }
        self.texts.put_renamed(&rest.texts.cells, &renamed);
    }

    /// Takes the cells of so many rows that follow, of each distinct text what `say` makes of it.
    pub(super) fn take(
        &mut self,
        (rest, rows): (&Encoded, usize),
        say: impl for<'t> Fn(&'t str) -> Cow<'t, str>,
    ) {
        self.texts.varied |= rest.varied;
        let texts = rest.symbols.iter();
        let renamed: Vec<Symbol> = texts.map(|text| self.texts.symbol(&say(text))).collect();
        self.texts.put_renamed(&rest.cells, &renamed);
        self.take_blank(rows.saturating_sub(rest.cells.len()));
    }

    /// Takes so many blank cells.
    pub(super) fn take_blank(&mut self, rows: usize) {
        if rows == 0 {
            return;
        }
        let blank = self.texts.symbols.intern("");
        self.texts.put_renamed(&vec![0; rows], &[blank]);
    }

    /// Why a symbol's text cannot be read, whatever it says.
    pub(super) fn doubt(&self, symbol: Symbol) -> Option<&Problem> {
        let found = self
            .doubtful
            .binary_search_by_key(&symbol, |(symbol, _)| *symbol)
            .ok()?;
        self.doubtful.get(found).map(|(_, problem)| problem)
    }

    /// What each symbol is read as.
    pub(super) fn read(&self, read: &dyn Fn(Option<SourceId>, &str) -> Reading) -> Vec<Reading> {
        let mut readings: Vec<Reading> = self
            .texts()
            .map(|(source, text)| read(source, text))
            .collect();
        for (symbol, problem) in &self.doubtful {
            if let Some(reading) = readings.get_mut(*symbol as usize) {
                *reading = Reading::Unreadable(Box::new(problem.clone()));
            }
        }
        readings
    }
}

/// The number of each application's combination of cells, and what each combination is read as.
pub(super) fn combinations(
    columns: &[CellColumn],
    mut read: impl FnMut(&[Symbol]) -> Reading,
) -> (Vec<Symbol>, Vec<Reading>) {
    let rows = columns.first().map_or(0, |column| column.texts.cells.len());
    let mut known = Combinations::default();
    let mut combined = Vec::with_capacity(rows);
    let mut readings = Vec::new();
    let mut key = Vec::with_capacity(columns.len());
    for row in 0..rows {
        key.clear();
        key.extend(
            columns
                .iter()
                .map(|column| column.texts.cells.get(row).copied().unwrap_or_default()),
        );
        let (symbol, is_new) = known.number(&key);
        if is_new {
            readings.push(read(&key));
        }
        combined.push(symbol);
    }
    (combined, readings)
}
