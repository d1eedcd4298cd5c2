//! What was carried out of what people decided, for all that come after.

use std::collections::BTreeMap;

use super::{AllowedChange, EvenedOut, Follows, Held, Kind, Miss, RulingDone, StageBefore};
use crate::base::finding::Finding;
use crate::base::ids::ApplicationId;
use crate::rules::CriterionId;

/// Everything that was carried out.
#[derive(Debug, Default)]
pub struct RulingsDone {
    /// As in [`super::Rulings`].
    pub files: Vec<(String, String)>,
    /// In the order of the files.
    pub done: Vec<RulingDone>,
    /// What should be looked at.
    pub notes: Vec<Finding>,
    /// By application: positions in `done`.
    pub(super) by_application: BTreeMap<ApplicationId, Vec<usize>>,
    /// By application: criteria, and whether they are met.
    pub(super) verdicts: BTreeMap<ApplicationId, Vec<(CriterionId, bool)>>,
    /// Who no longer takes part, and how.
    pub(super) dropouts: BTreeMap<ApplicationId, Kind>,
    /// Who holds a seat.
    pub(super) held: BTreeMap<ApplicationId, Held>,
    /// The run whose seats stay, and which changes since then are allowed: now or before.
    pub follows: Option<Follows>,
    pub allowed: Vec<AllowedChange>,
    /// What the stage before told people.
    pub stage_before: Option<StageBefore>,
    /// Balance rules that may be missed.
    pub misses: Vec<Miss>,
    /// Ratings that count evened out.
    pub evened: Vec<EvenedOut>,
}

impl RulingsDone {
    /// How somebody holds a seat; none who does not.
    pub fn held(&self, application: ApplicationId) -> Option<Held> {
        self.held.get(&application).copied()
    }

    /// Everybody who holds a seat.
    pub fn all_held(&self) -> impl Iterator<Item = (ApplicationId, Held)> {
        self.held
            .iter()
            .map(|(application, held)| (*application, *held))
    }

    /// How somebody dropped out; none who did not.
    pub fn dropped_out(&self, application: ApplicationId) -> Option<Kind> {
        self.dropouts.get(&application).copied()
    }

    /// What was decided about an application, in the order of the files.
    pub fn about(&self, application: ApplicationId) -> impl Iterator<Item = &RulingDone> {
        self.by_application
            .get(&application)
            .into_iter()
            .flatten()
            .filter_map(|at| self.done.get(*at))
    }
}
