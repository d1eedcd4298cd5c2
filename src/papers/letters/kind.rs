//! Which letter somebody gets.

use crate::papers::explanation::Case;
use crate::record::{Record, Whom};
use crate::rules::Subject;
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
    /// Goes on to the next stage; nobody has a seat yet.
    Shortlisted,
    /// Eligible, and goes no further.
    NotShortlisted,
    /// A seat, a reserve or neither, while an answer that is awaited from somebody may change it.
    Undecided,
    Ineligible,
    /// A question to be answered.
    Clarify,
    Superseded,
    DroppedOut,
}

impl LetterKind {
    pub const ALL: [Self; 11] = [
        Self::Selected,
        Self::Confirmed,
        Self::Reserve,
        Self::Unplaced,
        Self::Shortlisted,
        Self::NotShortlisted,
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
            Self::Shortlisted => "shortlisted",
            Self::NotShortlisted => "not-shortlisted",
            Self::Undecided => "undecided",
            Self::Ineligible => "ineligible",
            Self::Clarify => "clarify",
            Self::Superseded => "superseded",
            Self::DroppedOut => "dropped-out",
        }
    }

    /// Whether a row of a table is known not to be somebody's application, so that there is nobody to write to: it seems to be a total or a
    /// remark, and the office is asked whether it counts; or it has neither an id nor the moment that a form writes into every response.
    pub(crate) fn is_nobodys(case: Case<'_>) -> bool {
        let submitted = case.evidence(Subject::Field(case.rules.form.submitted));
        let sent = submitted.is_none_or(|evidence| {
            let mut cells = evidence.cells.iter();
            cells.any(|cell| cell.as_deref() != Some(""))
        });
        case.record.questions.iter().any(|question| {
            let sort = question.about.as_ref().map(|about| about.sort);
            let is_nobodys = match sort {
                Some(Sort::Response) => true,
                Some(Sort::Id) => question.blank && !sent,
                _ => false,
            };
            is_nobodys && question.whom == Some(Whom::Office)
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
        let holds = is(&[rulings::Kind::Invited, rulings::Kind::Confirmed]);
        match case.record.outcome {
            OutcomeKind::Selected if is(&[rulings::Kind::Confirmed]) => Self::Confirmed,
            OutcomeKind::Selected
            | OutcomeKind::Shortlisted
            | OutcomeKind::Reserve
            | OutcomeKind::Unplaced
                if !holds && Self::asks_them(case) =>
            {
                Self::Clarify
            }
            _ if case.is_undecided() => Self::Undecided,
            OutcomeKind::Selected => Self::Selected,
            OutcomeKind::Reserve => Self::Reserve,
            OutcomeKind::Unplaced => Self::Unplaced,
            OutcomeKind::Shortlisted => Self::Shortlisted,
            OutcomeKind::NotShortlisted | OutcomeKind::BelowFloor => Self::NotShortlisted,
            OutcomeKind::Clarify => Self::Clarify,
            OutcomeKind::Ineligible => Self::Ineligible,
            OutcomeKind::Superseded => Self::Superseded,
            OutcomeKind::DroppedOut => Self::DroppedOut,
        }
    }

    /// Whether somebody who is ranked is asked something, for their own seat or for somebody's, while a seat hangs on what is asked.
    pub(in crate::papers) fn asks_them(case: Case<'_>) -> bool {
        let mut questions = case.record.questions.iter();
        case.header.seats_open && questions.any(|question| question.whom == Some(Whom::Applicant))
    }
}
