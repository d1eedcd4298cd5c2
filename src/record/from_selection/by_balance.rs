//! Why somebody without a seat was passed over under balance rules: a smallest set of rules, none of which could be left out; who below
//! was seated, and what forbids the exchange.

use super::told_place::Told;
use crate::rank::StandingId;
use crate::seats::balance::Reason;
use crate::select::Selection;
use crate::select::balance::{PassedOver, said};
use crate::words::{self, outcomes};

/// What the solver found of somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ByBalance {
    /// None where that was too hard to say.
    reasons: Option<Vec<Reason>>,
    swap: Option<(StandingId, Vec<Reason>)>,
    lowest: Told,
}

impl ByBalance {
    pub(super) fn new(found: &PassedOver, lowest: Told) -> Self {
        let certificate = found.certificate.as_ref();
        let swap = found.swap.as_ref();
        Self {
            reasons: certificate.map(|certificate| certificate.reasons.clone()),
            swap: swap.map(|swap| (swap.seated, swap.certificate.reasons.clone())),
            lowest,
        }
    }

    pub(super) fn said(&self, selection: &Selection<'_>) -> (String, String) {
        let why = match self.reasons.as_deref() {
            None => "which rules leave no room beside everybody selected above is too hard to say"
                .to_owned(),
            Some([]) => outcomes::NO_GROUP.to_owned(),
            Some([Reason::Cap]) => outcomes::CAP_REACHED.to_owned(),
            Some([Reason::Group(group)]) => {
                format!(
                    "every seat of {} went to people ranked above",
                    words::naming::group(selection.rules, *group)
                )
            }
            Some(reasons) if reasons.iter().all(is_of_seats) => format!(
                "beside everybody selected above no seat in reach is left: {}",
                all(selection, reasons)
            ),
            Some(reasons) => format!(
                "beside everybody selected above there is no room under these rules: {}",
                all(selection, reasons)
            ),
        };
        let why = match &self.swap {
            _ if self.reasons.as_deref() == Some(&[]) => why,
            None => why,
            Some((seated, reasons)) => {
                let one = &selection.standings[*seated];
                let exchange = match (self.reasons.as_deref(), reasons.as_slice()) {
                    (Some(own), swap) if own != swap => {
                        format!("would break: {}", all(selection, swap))
                    }
                    (None, swap) => format!("would break: {}", all(selection, swap)),
                    (_, swap) if swap.iter().all(is_of_seats) => {
                        "would leave none either".to_owned()
                    }
                    (_, [_]) => "would break that rule, too".to_owned(),
                    _ => "would break these rules, too".to_owned(),
                };
                format!(
                    "{why}; {} at place {} has a seat, and an exchange {exchange}",
                    selection.applications.id(one.application),
                    seated.position(),
                )
            }
        };
        (why, self.lowest.said())
    }

    /// The same; of a place that is not known nothing.
    pub(super) fn in_brief(&self, selection: &Selection<'_>) -> (String, String) {
        let (why, lowest) = self.said(selection);
        match self.lowest {
            Told::HangsOnTotals | Told::NotKnown => (why, String::new()),
            _ => (why, lowest),
        }
    }
}

/// Whether it is seats alone, and no balance rule.
fn is_of_seats(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Cap | Reason::Group(_) | Reason::OpenPlaces | Reason::Held
    )
}

fn all(selection: &Selection<'_>, reasons: &[Reason]) -> String {
    let Some(balancing) = &selection.balancing else {
        return String::new();
    };
    // Seats of groups that all could be filled leave none open.
    let is_none = |reason: &Reason| *reason == Reason::OpenPlaces && selection.filling.open == 0;
    let none = reasons
        .iter()
        .any(is_none)
        .then(|| "there are no open places".to_owned());
    let rest: Vec<Reason> = reasons
        .iter()
        .copied()
        .filter(|reason| !is_none(reason))
        .collect();
    let rest = said::reasons(selection.rules, &balancing.singles, &rest);
    none.into_iter().chain(rest).collect::<Vec<_>>().join("; ")
}
