//! What is known of one application while it is selected: its facts, the score it is ranked by, and the groups it wants.

use crate::answers::Applications;
use crate::awards::Precision;
use crate::base::ids::{ApplicationId, Per};
use crate::judge::criteria::Facts;
use crate::judge::preferences::{self, PreferenceOrder};
use crate::rank;
use crate::rules::{GroupId, GroupSet, Rules};
use crate::score::Tally;
use crate::values::{LevelSet, Reading, Score};

/// What is known about one application; `derived` as in [`Facts`].
pub fn facts<'a>(
    rules: &'a Rules,
    applications: &'a Applications,
    derived: &'a [Per<ApplicationId, LevelSet>],
    application: ApplicationId,
) -> Facts<'a> {
    Facts {
        applications,
        levels: &rules.levels,
        derived,
        lists: &rules.lists,
        precision: Precision::of(&rules.ranking),
        supposed: &[],
        own: &[],
        application,
    }
}

/// The score with which somebody eligible is ranked; none while it, or a tie-break's answer, is open.
pub fn score_to_rank(rules: &Rules, tally: &Tally, facts: Facts<'_>) -> Option<Score> {
    tally.known().filter(|_| {
        !rules
            .ranking
            .tie_breaks
            .iter()
            .any(|tie_break| rank::is_open(tie_break, facts))
    })
}

/// The groups an applicant fits, in the order the applicant named them; the rest in the order of the rules.
pub fn preference(
    rules: &Rules,
    applications: &Applications,
    application: ApplicationId,
    fits: GroupSet,
) -> Vec<GroupId> {
    wished(rules, applications, application, fits).order
}

pub(super) fn wished(
    rules: &Rules,
    applications: &Applications,
    application: ApplicationId,
    fits: GroupSet,
) -> PreferenceOrder {
    let answer = rules
        .places
        .preference
        .map(|field| applications.reading(application, field));
    preferences::preference_order(&rules.places, answer.unwrap_or(&Reading::Blank), fits)
}
