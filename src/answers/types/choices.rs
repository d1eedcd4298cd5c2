//! Choices among declared options. An answer that is almost an option, or that names one, is asked about: it is never taken
//! for the option, and never for something else, which could refuse somebody for a comma.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::spellings::{Found, LONGEST};
use crate::answers::is_blank;
use crate::rules::form::Options;
use crate::rules::spellings::Spellings;
use crate::values::spelling::fold;
use crate::values::{Choices, Problem, Reading, Wrong};

type Read<'a> = Box<dyn Fn(&str) -> Reading + Send + Sync + 'a>;

/// More parts than any form has options.
const MOST_PARTS: usize = 1_000;

/// Reads exactly one option.
pub fn single(options: &Options) -> Read<'_> {
    let spellings = options.compiled();
    Box::new(move |text| match spellings.find(text) {
        _ if text.is_empty() => Reading::Blank,
        Found::Option(option) => reading(Choices {
            chosen: vec![option],
            ..Choices::default()
        }),
        Found::Blank => Reading::Blank,
        Found::Other => reading(Choices {
            other: true,
            ..Choices::default()
        }),
        Found::Unreadable(wrong) => wrong.into(),
    })
}

/// Reads any number of options, split where the declared options end, so that an option may hold the separator.
pub fn several(options: &Options, separator: char) -> Read<'_> {
    let spellings = options.compiled();
    let pieces = Pieces::of(spellings);
    Box::new(move |text| {
        if text.len() > LONGEST {
            return Wrong::TooLong.into();
        }
        if let Some(option) = spellings.option(&fold(text)) {
            return reading(Choices {
                chosen: vec![option],
                ..Choices::default()
            });
        }
        // `n/a` is no answer, even where a slash stands between answers.
        if is_blank(text) {
            return Reading::Blank;
        }
        if text.split(separator).nth(MOST_PARTS).is_some() {
            return Wrong::TooManyAnswers.into();
        }
        let mut choices = Choices::default();
        for part in spellings.pieces(text, separator) {
            match pieces.find(part) {
                Found::Option(option) if choices.chosen.contains(&option) => {}
                Found::Option(option) => choices.chosen.push(option),
                Found::Blank => {}
                Found::Other => choices.other = true,
                Found::Unreadable(wrong) => unread(&mut choices, wrong.into()),
            }
        }
        reading(choices)
    })
}

/// Pieces of answers, each of which is looked at once although many cells hold it.
struct Pieces<'o> {
    spellings: &'o Spellings,
    found: Mutex<BTreeMap<Box<str>, Found>>,
}

impl<'o> Pieces<'o> {
    /// Pieces that are kept; what else cells say is looked at each time.
    const MOST: usize = 20_000;
    /// Bytes of a piece that is kept.
    const LONGEST: usize = 100;

    fn of(spellings: &'o Spellings) -> Self {
        Self {
            spellings,
            found: Mutex::default(),
        }
    }

    fn find(&self, piece: &str) -> Found {
        // An option is found as quickly as it is remembered.
        if let Some(option) = self.spellings.option(&fold(piece)) {
            return Found::Option(option);
        }
        // Threads do not wait for one another: whoever finds the pieces taken looks at its own.
        let known = || self.found.try_lock().ok()?.get(piece).cloned();
        if let Some(found) = known() {
            return found;
        }
        let found = self.spellings.find(piece);
        if piece.len() <= Self::LONGEST
            && let Ok(mut known) = self.found.try_lock()
            && known.len() < Self::MOST
        {
            known.insert(piece.into(), found.clone());
        }
        found
    }
}

/// Notes that part of an answer cannot be read. What is asked about a column waits behind what the applicant must be asked.
pub(crate) fn unread(choices: &mut Choices, problem: Problem) {
    if choices.unread.is_none() {
        choices.before_unread = choices.chosen.len();
    }
    let stays = choices
        .unread
        .as_ref()
        .is_some_and(|known| !known.code().is_of_column() || problem.code().is_of_column());
    if !stays {
        choices.unread = Some(Box::new(problem));
    }
}

/// Whether two answers choose the same, in whatever order.
pub(crate) fn same(one: &Choices, other: &Choices) -> bool {
    let sorted = |choices: &Choices| {
        let mut chosen = choices.chosen.clone();
        chosen.sort_unstable();
        chosen
    };
    sorted(one) == sorted(other) && one.other == other.other && one.unread == other.unread
}

/// What the choices come to: nothing, nothing that can be read, or an answer.
pub(crate) fn reading(choices: Choices) -> Reading {
    match choices {
        Choices {
            chosen,
            other: false,
            unread: None,
            ..
        } if chosen.is_empty() => Reading::Blank,
        Choices {
            chosen,
            other: false,
            unread: Some(problem),
            ..
        } if chosen.is_empty() => Reading::Unreadable(problem),
        choices => choices.into(),
    }
}
