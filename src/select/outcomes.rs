//! What comes of each application: refused or waiting at first, and a seat or none once seats are dealt.

use crate::answers::Applications;
use crate::base::finding::{Code, Finding};
use crate::base::ids::{ApplicationId, Per};
use crate::base::origin::Origin;
use crate::judge::{Judgement, Verdict};
use crate::people::{self, MatchStatus, People, SameBy};
use crate::rank::StandingId;
use crate::rules::{GroupId, Rules, TieBreak};
use crate::rulings::RulingsDone;
use crate::seats::Placing;
use crate::values::{OutcomeKind, Score};

/// What became of an application. Each has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A seat in a group; none for an open place. Standings count from 0.
    Selected {
        standing: StandingId,
        group: Option<GroupId>,
    },
    /// Reserves of a group count from 1.
    Reserve {
        standing: StandingId,
        group: GroupId,
        rank: u32,
    },
    /// Eligible and ranked, no seat and no reserve list in reach.
    Unplaced {
        standing: StandingId,
    },
    /// The stage before did not shortlist them.
    NotShortlisted,
    /// Eligible, with fewer points in this stage than its floor.
    BelowFloor {
        total: Score,
    },
    /// A person must be asked. `could_sit`: the best possible answers would win a seat.
    Clarify {
        could_sit: bool,
    },
    Ineligible,
    /// Another application of the same person stands.
    Superseded {
        by: ApplicationId,
    },
    /// No longer takes part, whatever the rules make of the answers.
    DroppedOut,
}

impl Outcome {
    /// Its word at the stage that the rules are of.
    pub fn kind(self, rules: &Rules) -> OutcomeKind {
        let is_shortlisting = rules.is_shortlisting();
        match self {
            Self::Selected { .. } if is_shortlisting => OutcomeKind::Shortlisted,
            Self::Selected { .. } => OutcomeKind::Selected,
            Self::Reserve { .. } => OutcomeKind::Reserve,
            Self::Unplaced { .. } | Self::BelowFloor { .. } if is_shortlisting => {
                OutcomeKind::NotShortlisted
            }
            Self::Unplaced { .. } => OutcomeKind::Unplaced,
            Self::NotShortlisted => OutcomeKind::NotShortlisted,
            Self::BelowFloor { .. } => OutcomeKind::BelowFloor,
            Self::Clarify { .. } => OutcomeKind::Clarify,
            Self::Ineligible => OutcomeKind::Ineligible,
            Self::Superseded { .. } => OutcomeKind::Superseded,
            Self::DroppedOut => OutcomeKind::DroppedOut,
        }
    }

    pub fn standing(self) -> Option<StandingId> {
        match self {
            Self::Selected { standing, .. }
            | Self::Reserve { standing, .. }
            | Self::Unplaced { standing } => Some(standing),
            Self::NotShortlisted
            | Self::BelowFloor { .. }
            | Self::Clarify { .. }
            | Self::Ineligible
            | Self::Superseded { .. }
            | Self::DroppedOut => None,
        }
    }
}

/// What is settled before any score: None for those who are eligible so far.
pub(super) fn first_outcomes(
    applications: &Applications,
    judgements: &Per<ApplicationId, Judgement>,
    people: &People,
    rulings: &RulingsDone,
) -> Per<ApplicationId, Option<Outcome>> {
    let outcome = |(application, judgement): (ApplicationId, &Judgement)| {
        match people::superseded_by(people, application) {
            Some(by) => Some(Outcome::Superseded { by }),
            // Whoever is refused stays so.
            None if rulings.dropped_out(application).is_some()
                && judgement.verdict() != Verdict::Ineligible =>
            {
                Some(Outcome::DroppedOut)
            }
            // Whoever holds a seat is ranked, whatever the rules make of the answers now.
            None if rulings.held(application).is_some() => None,
            None if rulings.is_kept_out(applications, application)
                && judgement.verdict() != Verdict::Ineligible =>
            {
                Some(Outcome::NotShortlisted)
            }
            None if applications.unsure(application).is_some() => {
                Some(Outcome::Clarify { could_sit: false })
            }
            None => judged(judgement, is_unsettled(applications, people, application)),
        }
    };
    judgements.each().map(outcome).collect()
}

/// Whether it is open who applied: there is no id or one that is hardly told from another, or a person must say which
/// application stands, or whether it is one.
pub fn is_unsettled(
    applications: &Applications,
    people: &People,
    application: ApplicationId,
) -> bool {
    let matches = people.get(&application).map_or(&[][..], Vec::as_slice);
    matches
        .iter()
        .any(|matched| matched.status == MatchStatus::Unsettled)
        || !applications.has_id(application)
        || people::ids_are_open(applications, people, application)
        || applications.unsure(application).is_some()
}

/// What is settled by a judgement before any score; None for whoever is eligible so far.
pub fn judged(judgement: &Judgement, unsettled: bool) -> Option<Outcome> {
    match judgement.verdict() {
        Verdict::Ineligible => Some(Outcome::Ineligible),
        Verdict::Unclear => Some(Outcome::Clarify { could_sit: false }),
        Verdict::Eligible => unsettled.then_some(Outcome::Clarify { could_sit: false }),
    }
}

pub(super) fn placed(standing: StandingId, placing: Placing) -> Outcome {
    match placing {
        Placing::Seat(group) => Outcome::Selected {
            standing,
            group: Some(group),
        },
        Placing::OpenSeat => Outcome::Selected {
            standing,
            group: None,
        },
        Placing::Reserve { group, rank } => Outcome::Reserve {
            standing,
            group,
            rank,
        },
        Placing::Unplaced => Outcome::Unplaced { standing },
    }
}

/// What ranked applications share and the rules want pointed out.
pub(super) fn shared(
    rules: &Rules,
    applications: &Applications,
    people: &People,
    outcomes: &Per<ApplicationId, Outcome>,
) -> Vec<Finding> {
    let ranked = |application: ApplicationId| outcomes[application].standing().is_some();
    let finding = |(rule, set): (SameBy, Vec<ApplicationId>)| {
        let about_ids = rule == SameBy::Ids;
        let rule = people::rule_id(&rules.form, rule);
        let ids = people::named(applications, set.iter().copied());
        // Whether ids mean one application is settled once somebody has said it.
        let first = *set.first().filter(|_| !about_ids)?;
        let location = Origin::row(applications.source(first), applications.row(first));
        Some(Finding::new(
            Code::Shared,
            location,
            format!("{rule}: {ids}"),
        ))
    };
    people::shared(people, ranked)
        .into_iter()
        .filter_map(finding)
        .collect()
}

/// The published seed of the lot.
pub fn seed(rules: &Rules) -> &str {
    let mut tie_breaks = rules.ranking.tie_breaks.iter();
    tie_breaks.find_map(TieBreak::seed).unwrap_or_default()
}
