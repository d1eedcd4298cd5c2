//! What became of each application, in a form in which two selections can be held against each other.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::ids::ApplicationId;
use crate::rank::StandingId;
use crate::record::{Record, from_selection};
use crate::rules::CriterionId;
use crate::select::{Outcome, Selection};
use crate::values::{Answer, OutcomeKind, SeatIn};

/// What became of one application. No answer of the applicant is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    pub outcome: OutcomeKind,
    /// The group of a seat or reserve; `open` for an open place.
    pub group: Option<SeatIn<'static>>,
    /// The number on the reserve list, from 1.
    pub reserve: Option<u32>,
    /// The position in the ranking, from 1.
    #[serde(rename = "place")]
    pub position: Option<usize>,
    /// For an open score what it is at least.
    pub total: Option<String>,
    /// For an open score what it is at most.
    pub total_at_most: Option<String>,
    /// For `clarify`: whether any answer could win a seat.
    pub could_sit: Option<bool>,
    /// The criteria that are not met, in the order of the rules.
    pub not_met: Vec<String>,
    pub unclear: Vec<String>,
}

/// By application.
pub type States = BTreeMap<String, State>;

/// What a selection made of everyone.
pub fn of_selection(selection: &Selection<'_>) -> States {
    selection
        .applications
        .ids()
        .map(|application| {
            (
                selection.applications.id(application).into_owned(),
                one(selection, application),
            )
        })
        .collect()
}

fn one(selection: &Selection<'_>, application: ApplicationId) -> State {
    let outcome = selection.outcome(application);
    let tally = match outcome {
        Outcome::Ineligible
        | Outcome::Superseded { .. }
        | Outcome::DroppedOut
        | Outcome::NotShortlisted => None,
        _ => Some(selection.tally(application)),
    };
    let criteria = |wanted: Answer| {
        let answered =
            |index: usize| selection.judgements[application].answer(CriterionId(index)) == wanted;
        let all = selection.rules.criteria.iter().enumerate();
        all.filter(|(index, _)| answered(*index))
            .map(|(_, criterion)| criterion.id.clone())
            .collect()
    };
    State {
        outcome: outcome.kind(selection.rules),
        group: from_selection::seat_in(selection, outcome).map(SeatIn::into_owned),
        reserve: match outcome {
            Outcome::Reserve { rank, .. } => Some(rank),
            _ => None,
        },
        position: outcome.standing().map(StandingId::position),
        total: tally.map(|tally| tally.least.to_string()),
        total_at_most: tally
            .filter(|tally| tally.known().is_none())
            .map(|tally| tally.most.to_string()),
        could_sit: match outcome {
            Outcome::Clarify { could_sit } => Some(could_sit),
            _ => None,
        },
        not_met: criteria(Answer::NotMet),
        unclear: criteria(Answer::Unclear),
    }
}

/// What a record of the audit says became of its application.
pub fn of_record(record: &Record<'_>) -> State {
    let criteria = |wanted: Answer| {
        let answered = record
            .criteria
            .iter()
            .filter(|judged| judged.answer == wanted);
        answered.map(|judged| judged.id.to_string()).collect()
    };
    State {
        outcome: record.outcome,
        group: record.group.clone().map(SeatIn::into_owned),
        reserve: record.reserve,
        position: record.standing.as_ref().map(|standing| standing.position),
        total: record.total.as_ref().map(ToString::to_string),
        total_at_most: record.total_at_most.as_ref().map(ToString::to_string),
        could_sit: record.could_sit,
        not_met: criteria(Answer::NotMet),
        unclear: criteria(Answer::Unclear),
    }
}

impl State {
    /// `selected environment`, `reserve 2 of environment`, `unclear`: the words of a person.
    pub fn outcome_words(&self) -> String {
        match (self.outcome, &self.group, self.reserve) {
            (OutcomeKind::Selected, Some(SeatIn::Open), _) => "selected, open place".to_owned(),
            (OutcomeKind::Selected, Some(group), _) => format!("selected {group}"),
            (OutcomeKind::Shortlisted, Some(SeatIn::Group(group)), _) => {
                format!("shortlisted {group}")
            }
            (OutcomeKind::Reserve, Some(group), Some(number)) => {
                format!("reserve {number} of {group}")
            }
            (OutcomeKind::Clarify, ..) if self.could_sit == Some(true) => {
                "unclear, could win a seat".to_owned()
            }
            (outcome, ..) => outcome.adjective().to_owned(),
        }
    }

    /// What goes with the outcome: `place 12, total 70`; `not met: english`.
    pub fn detail_words(&self) -> String {
        let list = |word: &str, ids: &[String]| {
            (!ids.is_empty()).then(|| format!("{word}: {}", ids.join(", ")))
        };
        let total = self.total.as_ref().map(|total| match &self.total_at_most {
            Some(most) => format!("total {total} to {most}"),
            None => format!("total {total}"),
        });
        let details = [
            self.position.map(|position| format!("place {position}")),
            total,
            list("not met", &self.not_met),
            list("unclear", &self.unclear),
        ];
        details.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Outcome and details.
    pub fn words(&self) -> String {
        let details = self.detail_words();
        if details.is_empty() {
            self.outcome_words()
        } else {
            format!("{} ({details})", self.outcome_words())
        }
    }
}

/// An application that is not the same in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mover {
    pub application: String,
    /// None where the application was not there.
    pub from: Option<State>,
    pub to: Option<State>,
    /// Whether outcome or group are others; if not, only places, totals, chances or criteria are.
    pub moves: bool,
    /// Sets of changes, by number: each set alone leads to what is there in the end. Several are several ways.
    pub by: Vec<Vec<usize>>,
    /// The changes, by number, without any one of which it would be as before.
    pub needed: Vec<usize>,
    /// Not looked for to the end, since the work had reached its bound: there is no set, or one larger than it need be.
    pub bounded: bool,
}

/// What somebody's move is, of all that differs: outcome and group where these differ, and else the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aspect {
    Outcome,
    Rest,
}

impl Aspect {
    /// Whether two states agree in it.
    pub(super) fn agrees(self, one: Option<&State>, other: Option<&State>) -> bool {
        match (self, one, other) {
            (Self::Rest, _, _) => one == other,
            (Self::Outcome, Some(one), Some(other)) => {
                (&one.outcome, &one.group) == (&other.outcome, &other.group)
            }
            (Self::Outcome, _, _) => one.is_none() == other.is_none(),
        }
    }
}

impl Mover {
    pub(super) fn aspect(&self) -> Aspect {
        if self.moves {
            Aspect::Outcome
        } else {
            Aspect::Rest
        }
    }
}

/// Everybody who is not the same in both, in the order of ids.
pub fn movers(from: &States, to: &States) -> Vec<Mover> {
    let all = from
        .keys()
        .chain(to.keys().filter(|id| !from.contains_key(*id)));
    let mut movers: Vec<Mover> = all
        .filter_map(|id| {
            let (was, is) = (from.get(id), to.get(id));
            let moves = !Aspect::Outcome.agrees(was, is);
            (was != is).then(|| Mover {
                application: id.clone(),
                from: was.cloned(),
                to: is.cloned(),
                moves,
                by: Vec::new(),
                needed: Vec::new(),
                bounded: false,
            })
        })
        .collect();
    movers.sort_by(|one, other| one.application.cmp(&other.application));
    movers
}
