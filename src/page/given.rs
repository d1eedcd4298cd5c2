//! What a request gives, for the engine.

use super::protocol::{Answer, Request, Role};
use super::words;
use crate::engine::{self, File, Inputs, Pile};
use crate::rules::Rules;
use crate::rules::load::Loaded;
use crate::table;

/// The files of a pile, and how they are read.
pub(super) struct Given<'b> {
    pub(super) applications: Vec<File<'b>>,
    pub(super) ratings: Vec<File<'b>>,
    pub(super) rulings: Vec<File<'b>>,
    pub(super) reading: table::Options,
}

impl<'b> Given<'b> {
    /// # Errors
    /// An answer where an option says nothing to Intake.
    pub(super) fn of(request: &Request<'b>) -> Result<Self, Answer> {
        Ok(Self {
            applications: request.files(Role::Application),
            ratings: request.files(Role::Ratings),
            rulings: request.files(Role::Decisions),
            reading: request.options.reading().map_err(Answer::refused)?,
        })
    }

    pub(super) fn pile(&self) -> Pile<'_> {
        Pile {
            applications: &self.applications,
            ratings: &self.ratings,
            rulings: &self.rulings,
            reading: &self.reading,
            follows: None,
            stage_before: None,
        }
    }
}

/// The rules that were given with their lists, as they were loaded.
///
/// # Errors
/// An answer where there are none, or they are no text.
pub(super) fn loaded(request: &Request<'_>, place: &'static str) -> Result<Loaded, Answer> {
    let rules = request.files(Role::Rules);
    let rules = rules
        .first()
        .ok_or_else(|| Answer::refused(words::NO_RULES))?;
    engine::load(rules, &request.files(Role::List))
        .map_err(|finding| Answer::refused_for(place, &[finding]))
}

/// Those of them that are valid.
///
/// # Errors
/// As [`loaded`]; and where they are not valid.
pub(super) fn valid(request: &Request<'_>, place: &'static str) -> Result<Rules, Answer> {
    let Loaded { rules, findings } = loaded(request, place)?;
    rules.ok_or_else(|| Answer::refused_for(place, &findings))
}

/// Everything for a selection.
///
/// # Errors
/// An answer where something of it is missing.
pub(super) fn inputs<'b>(request: &Request<'b>) -> Result<Inputs<'b>, Answer> {
    let mut rules = request.files(Role::Rules);
    let Given {
        applications,
        ratings,
        rulings,
        reading,
    } = Given::of(request)?;
    if applications.is_empty() {
        return Err(Answer::refused(words::NO_APPLICATIONS));
    }
    if rules.is_empty() {
        return Err(Answer::refused(words::NO_RULES));
    }
    Ok(Inputs {
        rules: rules.swap_remove(0),
        lists: request.files(Role::List),
        applications,
        ratings,
        rulings,
        reading,
        issue: request.options.issue().map_err(Answer::refused)?,
        stage: None,
        stage_before: None,
    })
}
