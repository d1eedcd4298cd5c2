//! One application through the stages up to its total, by the rules that its record gives it.

use super::recorded::Recorded;
use crate::answers::Applications;
use crate::base::ids::ApplicationId;
use crate::judge::Judgement;
use crate::judge::criteria::Facts;
use crate::open_answers::PossibleWorlds;
use crate::rules::{GroupId, Rules};
use crate::score::{self, Contribution, Tally};
use crate::select::{self, Outcome};
use crate::values::{LevelSet, Score};

/// How far somebody came.
#[derive(Debug)]
pub(super) struct HowFar {
    pub(super) levels: Vec<LevelSet>,
    pub(super) judgement: Judgement,
    pub(super) parts: Vec<Contribution>,
    pub(super) to: Reached,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reached {
    Ineligible,
    Unclear,
    /// With a total, and the groups in the order in which they are wanted.
    Ranking {
        total: Score,
        order: Vec<GroupId>,
    },
    /// Eligible, with fewer points in its stage than the floor.
    BelowFloor {
        total: Score,
    },
    /// The score hangs on a personal column.
    Withheld,
}

/// What the stages make of one row.
pub(super) fn how_far(
    this: &Recorded<'_>,
    worlds: &mut PossibleWorlds<'_>,
    applications: &Applications,
    row: ApplicationId,
) -> HowFar {
    how_far_by(&this.rules, this, worlds, applications, row)
}

/// The same by other rules than those that the record gives it.
pub(super) fn how_far_by(
    rules: &Rules,
    this: &Recorded<'_>,
    worlds: &mut PossibleWorlds<'_>,
    applications: &Applications,
    row: ApplicationId,
) -> HowFar {
    let facts = select::facts(rules, applications, &[], row);
    let (levels, judgement) = worlds.judge(facts);
    let facts = Facts {
        own: &levels,
        ..facts
    };
    let parts: Vec<Contribution> = rules
        .measures
        .iter()
        .map(|measure| score::contribution(measure, facts))
        .collect();
    let tally = parts.iter().copied().fold(Tally::default(), Tally::with);
    let to = match select::judged(&judgement, this.unsettled) {
        _ if this.unsure => Reached::Unclear,
        Some(Outcome::Ineligible) => Reached::Ineligible,
        Some(_) => Reached::Unclear,
        None if this.score_withheld => Reached::Withheld,
        None => match select::score_to_rank(rules, &tally, facts) {
            None => Reached::Unclear,
            Some(total) if select::is_below_floor(rules, facts) => Reached::BelowFloor { total },
            Some(total) => Reached::Ranking {
                total,
                order: this.order.clone().unwrap_or_else(|| {
                    select::preference(rules, applications, row, judgement.groups)
                }),
            },
        },
    };
    HowFar {
        levels,
        judgement,
        parts,
        to,
    }
}
