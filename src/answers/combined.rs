//! One answer from the several columns of a field of choices: the cell with all of them, a column
//! for each option, one for other answers, and further cells, as for a second choice.
//!
//! What is written in a column for other answers is read exactly as the same text in one cell would be. Where the tool also wrote
//! all choices into one cell, both must agree.

use super::column::{CellColumn, combinations};
use super::option_columns::{Part, chosen, position};
use super::types::choices::{self, same};
use super::{beside_options, is_blank};
use crate::base::ids::AssessorId;
use crate::base::interner::Symbol;
use crate::rules::form::Options;
use crate::values::spelling::fold;
use crate::values::yes_no::{Says, find};
use crate::values::{Choices, Problem, Reading, Value, Wrong};

/// The columns of one question.
struct Columns<'a> {
    options: &'a Options,
    cells: &'a [CellColumn],
    /// Of the columns that are read as answers, what each symbol is read as; of the others nothing.
    readings: Vec<Vec<Reading>>,
    /// Whether exactly one option can be chosen.
    single: bool,
}

/// Reads the choices of a question that has several columns.
pub(super) fn read(
    options: &Options,
    single: bool,
    columns: &[CellColumn],
    read: &dyn Fn(&str) -> Reading,
) -> (Vec<Symbol>, Vec<Reading>) {
    let text = position(Part::OtherText, options);
    let readings = |(at, column): (usize, &CellColumn)| match at {
        0 => column.read(&|_, cell| read(cell)),
        _ if at == text => column.read(&|_, cell| {
            if is_no(cell) {
                Reading::Blank
            } else {
                read(cell)
            }
        }),
        _ if at > text => column.read(&|_, cell| read(cell)),
        _ => Vec::new(),
    };
    let readings = columns.iter().enumerate().map(readings).collect();
    let field = Columns {
        options,
        cells: columns,
        readings,
        single,
    };
    combinations(columns, |symbols| field.together(symbols))
}

/// Whether a column for other answers only says that there is none.
fn is_no(cell: &str) -> bool {
    fold(cell) == "0" || find(cell) == Some(Says::No)
}

impl Columns<'_> {
    fn text(&self, symbols: &[Symbol], at: usize) -> &str {
        self.cells
            .get(at)
            .zip(symbols.get(at))
            .map_or("", |(column, symbol)| column.texts.symbols.text(*symbol))
    }

    /// What a column of answers is read as; of whatever is wrong there, it is known that it stands there.
    fn reading(&self, symbols: &[Symbol], at: usize) -> Reading {
        let reading = self
            .readings
            .get(at)
            .zip(symbols.get(at))
            .and_then(|(all, symbol)| all.get(*symbol as usize));
        let placed = |problem: &Problem| {
            Box::new(Problem {
                assessor: AssessorId(at),
                ..problem.clone()
            })
        };
        match reading {
            Some(Reading::Unreadable(problem)) => Reading::Unreadable(placed(problem)),
            Some(Reading::Value(Value::Choices(choices))) => Reading::from(Choices {
                unread: choices.unread.as_deref().map(placed),
                ..(**choices).clone()
            }),
            Some(reading) => reading.clone(),
            None => Reading::Blank,
        }
    }

    fn together(&self, symbols: &[Symbol]) -> Reading {
        let text = position(Part::OtherText, self.options);
        let written = self.reading(symbols, text);
        let mut whole = self.reading(symbols, 0);
        // `Other` in the cell of all choices is what is written in the other column, and nothing beside it.
        if !matches!(written, Reading::Blank) && beside_options::says_other(self.text(symbols, 0)) {
            whole = Reading::Blank;
        }
        if matches!(written, Reading::Blank)
            && self.cells.len() > text
            && beside_options::says_other(self.text(symbols, 0))
        {
            return Wrong::OtherUnsaid.into();
        }
        for further in text.saturating_add(1)..symbols.len() {
            whole = joined(whole, self.reading(symbols, further));
        }
        let marked = self.marked(symbols, &written);
        match (whole, marked) {
            (whole, None) if self.single => one(whole, written),
            (Reading::Blank, None) => written,
            (whole, None) if matches!(written, Reading::Blank) => whole,
            (whole, None) => {
                let mut choices = parts(replaced(whole, &written));
                add_beside(&mut choices, parts(written));
                choices::reading(choices)
            }
            (whole, Some(marked)) => {
                agreed(self.options, replaced(whole, &written), written, marked)
            }
        }
    }

    /// What the columns of the single options say; none where they say nothing at all.
    fn marked(&self, symbols: &[Symbol], written: &Reading) -> Option<Choices> {
        let mark = position(Part::Other, self.options);
        let (mut choices, mut said) = (Choices::default(), false);
        for at in 1..=mark.min(symbols.len().saturating_sub(1)) {
            let cell = self.text(symbols, at);
            let column = self.cells.get(at);
            let doubt = column
                .zip(symbols.get(at))
                .and_then(|(column, symbol)| column.doubt(*symbol));
            said |= doubt.is_some() || !is_blank(cell);
            let option = u8::try_from(at - 1).ok().filter(|_| at < mark);
            let problem = match (doubt, chosen(self.options, option, cell), option) {
                (Some(problem), ..) => problem.clone(),
                (None, Some(false), _) => continue,
                (None, Some(true), Some(option)) => {
                    choices.chosen.push(option);
                    continue;
                }
                // What was chosen beside the options is written in the next column.
                (None, Some(true), None) if !matches!(written, Reading::Blank) => continue,
                (None, Some(true), None) if self.cells.len() > mark + 1 => {
                    Wrong::OtherUnsaid.into()
                }
                (None, Some(true), None) if self.options.other => {
                    choices.other = true;
                    continue;
                }
                _ => Wrong::NeitherMarkedNorNot.into(),
            };
            choices::unread(
                &mut choices,
                Problem {
                    assessor: AssessorId(at),
                    ..problem
                },
            );
        }
        said.then_some(choices)
    }
}

/// The cell of all choices, of which `Other` stands for what is written in the other column.
fn replaced(whole: Reading, written: &Reading) -> Reading {
    match (whole, written) {
        (Reading::Value(Value::Choices(choices)), Reading::Value(_) | Reading::Unreadable(_))
            if choices.other =>
        {
            choices::reading(Choices {
                other: false,
                ..*choices
            })
        }
        (whole, _) => whole,
    }
}

/// Both answers as one, the first's options first.
fn joined(one: Reading, other: Reading) -> Reading {
    let choices = match (one, other) {
        (Reading::Blank, reading) | (reading, Reading::Blank) => return reading,
        (one, other) => [one, other].map(parts),
    };
    let mut all = Choices::default();
    for part in choices {
        add(&mut all, part);
    }
    choices::reading(all)
}

/// One answer where only one option can be chosen.
fn one(whole: Reading, written: Reading) -> Reading {
    match (whole, written) {
        (Reading::Blank, reading) | (reading, Reading::Blank) => reading,
        (Reading::Value(Value::Choices(whole)), Reading::Value(Value::Choices(written)))
            if same(&whole, &written) || whole.other && whole.chosen.is_empty() =>
        {
            Reading::Value(Value::Choices(written))
        }
        (Reading::Value(Value::Choices(whole)), written @ Reading::Unreadable(_))
            if whole.other =>
        {
            written
        }
        _ => Wrong::TwoAnswers.into(),
    }
}

/// Puts an answer behind others.
fn add(all: &mut Choices, part: Choices) {
    let mut before = (part.before_unread == 0).then_some(all.chosen.len());
    for (at, option) in (1..).zip(part.chosen) {
        if !all.chosen.contains(&option) {
            all.chosen.push(option);
        }
        if at == part.before_unread {
            before = Some(all.chosen.len());
        }
    }
    all.other |= part.other;
    all.unordered |= part.unordered;
    if let Some(problem) = part.unread {
        let first = all.unread.is_none();
        choices::unread(all, *problem);
        if first {
            all.before_unread = before.unwrap_or_default();
        }
    }
}

/// What was written in the column for other answers beside a choice: nobody can say which comes first.
fn add_beside(all: &mut Choices, written: Choices) {
    let chosen = all.chosen.len();
    add(all, written);
    all.unordered |= chosen > 0 && all.chosen.len() > chosen;
    if all.unread.is_some() {
        all.before_unread = 0;
    }
}

fn parts(reading: Reading) -> Choices {
    match reading {
        Reading::Value(Value::Choices(choices)) => *choices,
        Reading::Unreadable(problem) => Choices {
            unread: Some(problem),
            ..Choices::default()
        },
        Reading::Value(_) | Reading::Blank => Choices::default(),
    }
}

/// The cell of all choices held against the columns of the single options; what is written beside them belongs to both.
fn agreed(options: &Options, whole: Reading, written: Reading, marked: Choices) -> Reading {
    // Letters of which nothing can be said are asked about as they are.
    let wrote = !matches!(written, Reading::Blank);
    let written = parts(written);
    let mut choices = marked;
    add_beside(&mut choices, written.clone());
    let whole = match whole {
        Reading::Value(Value::Choices(said)) if wrote => {
            let mut said = said;
            add_beside(&mut said, written);
            Reading::Value(Value::Choices(said))
        }
        whole => whole,
    };
    let nothing = choices.chosen.is_empty() && !choices.other;
    match (whole, choices) {
        (Reading::Blank, choices) => choices::reading(Choices {
            unordered: true,
            ..choices
        }),
        (
            _,
            choices @ Choices {
                unread: Some(_), ..
            },
        ) if nothing => choices::reading(choices),
        (Reading::Unreadable(problem), _) if nothing && problem.wrong == Wrong::Declined => {
            Reading::Unreadable(problem)
        }
        // Nobody's answer is lost because the columns hold none: which of the two is right, only a person can tell.
        _ if nothing => Wrong::NothingMarked.into(),
        (Reading::Value(Value::Choices(said)), choices) if !same(&said, &choices) => {
            let id = |option: &u8| Some(options.options.get(usize::from(*option))?.0.clone());
            Wrong::OtherThanMarked(choices.chosen.iter().filter_map(id).collect()).into()
        }
        // The applicant's order is known from the cell with all choices, where there is one.
        (whole @ Reading::Value(_), _) => whole,
        (Reading::Unreadable(_), choices) => Choices {
            unordered: true,
            ..choices
        }
        .into(),
    }
}
