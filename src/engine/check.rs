//! Rules held against applications: how files are read by them, and what cannot be read. Nothing is decided.

use super::pile::Pile;
use super::refuses;
use crate::base::finding::Finding;
use crate::rules::Rules;
use crate::select::Sheets;
use crate::study::analyse::unlikely;
use crate::study::check::{self, Checked};

/// What came of it.
#[derive(Debug)]
pub struct Held {
    pub checked: Checked,
    /// What was noticed of the files themselves.
    pub noticed: Vec<Finding>,
    /// That the deadline is far from when people applied.
    pub far: Option<Finding>,
}

/// Holds rules against the files of a pile.
///
/// # Errors
/// What would stop a selection, with what was noticed.
pub fn held(rules: &Rules, pile: Pile<'_>) -> Result<Held, Vec<Finding>> {
    let (sheets, mut noticed) = pile.sheets([rules]);
    let (rated, more) = pile.rated([rules]);
    noticed.extend(more);
    if refuses(&noticed) {
        return Err(noticed);
    }
    let given = Sheets {
        applications: &sheets,
        ratings: &rated,
    };
    match check::check(rules, given) {
        Ok(checked) => Ok(Held {
            far: unlikely::far(rules, checked.moments.iter().copied()),
            checked,
            noticed,
        }),
        Err(wrong) => Err(noticed.into_iter().chain(wrong).collect()),
    }
}
