//! Answers beside the options in what may be another language: asked once for each distinct answer of a column.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Column;
use super::parts::of_text;
use crate::answers::applications::FieldColumns;
use crate::answers::option_columns::{Part, position};
use crate::answers::types::spellings::Found;
use crate::base::finding::Finding;
use crate::base::ids::{AssessorId, Per, find, id};
use crate::base::interner::{BySymbol, Symbol, Symbols};
use crate::base::origin::Row;
use crate::rules::form::Options;
use crate::rules::spellings::Spellings;
use crate::values::of_column::{InRows, OfColumn};
use crate::values::spelling::fold;
use crate::values::{Reading, Value, Wrong};

/// Distinct answers of a column that are asked about one by one. Nobody reads through more, and each is kept.
const MOST: usize = 500;

/// What is asked about one column; `separator` where a cell may hold several answers.
pub(super) fn look(
    column: &Column<'_>,
    columns: &FieldColumns,
    assessor: AssessorId,
    options: &Options,
    separator: Option<char>,
) -> Vec<Finding> {
    // A column of a single option holds a mark.
    let marks = position(Part::Option(0), options)..position(Part::OtherText, options);
    let waits = |reading: &Reading| match reading {
        Reading::Unreadable(problem) => matches!(problem.wrong, Wrong::OtherSpeech(_)),
        Reading::Value(Value::Choices(choices)) => choices
            .unread
            .as_ref()
            .is_some_and(|problem| matches!(problem.wrong, Wrong::OtherSpeech(_))),
        Reading::Value(_) | Reading::Blank => false,
    };
    let Some(cells) = find(&columns.assessors, assessor).filter(|_| !marks.contains(&assessor.0))
    else {
        return Vec::new();
    };
    if !columns.readings.iter().any(waits) {
        return Vec::new();
    }
    let symbols = if columns.combined.is_empty() {
        &cells.texts.cells
    } else {
        &columns.combined
    };
    let mut asked = Asked::new(options.compiled(), separator);
    for row in column.rows.clone() {
        let waiting = symbols
            .get(row)
            .and_then(|symbol| find(&columns.readings, *symbol))
            .is_some_and(waits);
        if let Some(symbol) = cells.texts.cells.get(row)
            && waiting
            && column.is_application(row)
        {
            let text = cells.texts.symbols.text(*symbol);
            asked.take(*symbol, text, column.row(row));
        }
    }
    let mut parts: BTreeMap<Symbol, Arc<str>> = BTreeMap::new();
    let mut part = |symbol: Symbol| {
        let text = || of_text(column.field, cells.texts.symbols.text(symbol)).into();
        parts.entry(symbol).or_insert_with(text).clone()
    };
    let finding = |(found, cells): (OfColumn, Vec<Symbol>)| {
        column
            .finding(&found)
            .parts(cells.into_iter().map(&mut part))
    };
    asked.questions().into_iter().map(finding).collect()
}

id! {
    QuestionId
}

/// The distinct answers that are asked about, each with the cells that hold it. Whatever is the same in many cells or many parts of
/// one is looked at once.
struct Asked<'a> {
    spellings: &'a Spellings,
    separator: Option<char>,
    /// The distinct pieces of cells, as they are written.
    pieces: Symbols,
    /// By piece: the question about it, if one is asked.
    of_piece: BySymbol<Option<QuestionId>>,
    /// By distinct cell: what is asked about it, and the piece that is the first to be so.
    of_cell: BTreeMap<Symbol, Vec<(QuestionId, Symbol)>>,
    /// By folded piece.
    known: BTreeMap<String, QuestionId>,
    /// By question: in which rows it stands, and in which distinct cells. Behind the last what is asked about all further answers.
    asked: Per<QuestionId, (InRows, Vec<Symbol>)>,
}

impl<'a> Asked<'a> {
    fn new(spellings: &'a Spellings, separator: Option<char>) -> Self {
        Self {
            spellings,
            separator,
            pieces: Symbols::default(),
            of_piece: BySymbol::default(),
            of_cell: BTreeMap::new(),
            known: BTreeMap::new(),
            asked: Per::default(),
        }
    }

    /// Takes one more row with a cell that waits for an answer.
    fn take(&mut self, cell: Symbol, text: &str, row: Option<Row>) {
        if !self.of_cell.contains_key(&cell) {
            let questions = self.look(text);
            for (question, _) in &questions {
                self.asked[*question].1.push(cell);
            }
            self.of_cell.insert(cell, questions);
        }
        for (question, piece) in self.of_cell.get(&cell).into_iter().flatten() {
            let (rows, _) = &mut self.asked[*question];
            rows.add(self.pieces.text(*piece), row);
        }
    }

    /// What is asked about a cell, each question once.
    fn look(&mut self, text: &str) -> Vec<(QuestionId, Symbol)> {
        let pieces = match self.separator {
            None => vec![text],
            Some(separator) => self.spellings.pieces(text, separator),
        };
        let mut questions = BTreeMap::new();
        let further = QuestionId(MOST);
        for piece in pieces {
            let symbol = self.pieces.intern(piece);
            // A cell is counted among the further answers once, however many of its pieces are of them.
            if questions.contains_key(&further)
                && self.of_piece.known(symbol).is_none()
                && !self.known.contains_key(&fold(piece))
            {
                continue;
            }
            let (spellings, known, asked) = (self.spellings, &mut self.known, &mut self.asked);
            let question = self.of_piece.get(symbol, || {
                let found = spellings.find(piece);
                let Found::Unreadable(Wrong::OtherSpeech(_)) = found else {
                    return None;
                };
                let folded = fold(piece);
                Some(known.get(&folded).copied().unwrap_or_else(|| {
                    if asked.len() <= MOST {
                        let question = asked.push(Default::default());
                        known.insert(folded, question);
                    }
                    QuestionId(asked.len().saturating_sub(1))
                }))
            });
            if let Some(question) = question {
                questions.entry(question).or_insert(symbol);
            }
        }
        questions.into_iter().collect()
    }

    /// The questions, in the order of what they are about, and the cells that wait for each.
    fn questions(self) -> Vec<(OfColumn, Vec<Symbol>)> {
        let Self { known, asked, .. } = self;
        let mut asked: Vec<Option<(InRows, Vec<Symbol>)>> = asked.into_iter().map(Some).collect();
        let further = asked.get_mut(MOST).and_then(Option::take);
        let mut take = |question: QuestionId| asked.get_mut(question.0).and_then(Option::take);
        let each = known.into_values().filter_map(&mut take);
        let mut questions: Vec<(OfColumn, Vec<Symbol>)> = each
            .map(|(rows, cells)| (OfColumn::OtherSpeech(rows), cells))
            .collect();
        questions.extend(further.map(|(rows, cells)| (OfColumn::MoreSpeech(rows), cells)));
        questions
    }
}
