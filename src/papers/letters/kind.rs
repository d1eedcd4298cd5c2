//! Which letter somebody gets.

use crate::papers::explanation::Case;
use crate::record::{Record, Whom};
use crate::rulings;
use crate::values::{OutcomeKind, Sort};

/// The kinds of letters; each has a template of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterKind {
    /// A seat, which is to be confirmed.
    Selected,
    /// A seat that was confirmed.
    Confirmed,
    Reserve,
    /// Eligible, and no seat.
    Unplaced,
    /// A seat, a reserve or neither, while an answer that is awaited from somebody may change it.
    Undecided,
    Ineligible,
    /// A question to be answered.
    Clarify,
    Superseded,
    DroppedOut,
}

impl LetterKind {
    pub const ALL: [Self; 9] = [
        Self::Selected,
        Self::Confirmed,
        Self::Reserve,
        Self::Unplaced,
        Self::Undecided,
        Self::Ineligible,
        Self::Clarify,
        Self::Superseded,
        Self::DroppedOut,
    ];

    /// The word in files, and the name of its template.
    pub fn word(self) -> &'static str {
        match self {
            Self::Selected => "selected",
            Self::Confirmed => "confirmed",
            Self::Reserve => "reserve",
            Self::Unplaced => "unplaced",
            Self::Undecided => "undecided",
            Self::Ineligible => "ineligible",
            Self::Clarify => "clarify",
            Self::Superseded => "superseded",
            Self::DroppedOut => "dropped-out",
        }
    }

    /// Whether a row of a table is known not to be somebody's application, so that there is nobody to write to: it seems to be a total or a
    /// remark, and the office is asked whether it counts.
    pub fn is_nobodys(record: &Record<'_>) -> bool {
        record.questions.iter().any(|question| {
            let about = question.about.as_ref();
            about.is_some_and(|about| about.sort == Sort::Response)
                && question.whom == Some(Whom::Office)
        })
    }

    /// Whether a person is to look at this letter before it is sent: it refuses somebody who was in time by the clock they had.
    pub(in crate::papers) fn is_to_be_looked_at(self, record: &Record<'_>) -> bool {
        self == Self::Ineligible && record.late_by_zone
    }

    /// The letter of an application. A provisional seat is not promised: until it is firm nothing is decided.
    pub(in crate::papers) fn of(case: Case<'_>) -> Self {
        let is = |kinds: &[rulings::Kind]| {
            let mut rulings = case.record.rulings.iter();
            rulings.any(|settled| kinds.contains(&settled.kind))
        };
        // Whatever the criteria say: whoever withdrew is told no reason why they could not have come.
        if is(&rulings::Kind::DROPOUTS) {
            return Self::DroppedOut;
        }
        match case.record.outcome {
            OutcomeKind::Selected if is(&[rulings::Kind::Confirmed]) => Self::Confirmed,
            _ if case.is_provisional() => Self::Undecided,
            OutcomeKind::Selected => Self::Selected,
            OutcomeKind::Reserve => Self::Reserve,
            OutcomeKind::Unplaced => Self::Unplaced,
            OutcomeKind::Clarify => Self::Clarify,
            OutcomeKind::Ineligible => Self::Ineligible,
            OutcomeKind::Superseded => Self::Superseded,
            OutcomeKind::DroppedOut => Self::DroppedOut,
        }
    }
}
