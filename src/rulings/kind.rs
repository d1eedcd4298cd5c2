//! What people decide, by the words that stand for it in files.

use serde::{Deserialize, Serialize};

/// What is written in place of a digest where a file is given no more.
pub(super) const LEFT_OUT: &str = "left out";

/// What is written where a marked response counts.
pub const COUNTS: &str = "counts";
/// What is written where it does not, or a row is none; further words are understood, too.
pub const NO_APPLICATION: &str = "no application";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Answers a cell that is blank or cannot be read.
    Clarify,
    /// Replaces what a cell says, although it can be read.
    Correct,
    /// Says which application of a person stands.
    Stands,
    /// Takes a late application as if it had come in time.
    AcceptLate,
    /// Says that a criterion is met, or is not, whatever the rules make of the answers.
    Override,
    /// Says that a row is no application.
    LeaveOut,
    /// The applicant was offered a seat, and keeps it.
    Invited,
    /// The applicant took the seat that was offered, and keeps it.
    Confirmed,
    /// The applicant takes the application back.
    Withdrawn,
    /// The applicant does not want the seat that was offered.
    Declined,
    /// The applicant did not confirm in time.
    NoAnswer,
    /// The applicant cannot come: no visa, illness.
    Unavailable,
    /// A file is another one than the run had that is followed, and may be.
    AllowChange,
    /// A balance rule that must hold may be missed.
    AllowMissed,
    /// Strict and generous assessors of a field are evened out.
    EvenOut,
}

impl Kind {
    /// Those who drop out, which says nothing of the criteria.
    pub const DROPOUTS: [Self; 4] = [
        Self::Withdrawn,
        Self::Declined,
        Self::NoAnswer,
        Self::Unavailable,
    ];
    /// Those that hold a seat, which say nothing of the criteria either.
    pub const HOLD: [Self; 2] = [Self::Invited, Self::Confirmed];
    pub const ALL: [Self; 15] = [
        Self::Clarify,
        Self::Correct,
        Self::Stands,
        Self::AcceptLate,
        Self::Override,
        Self::LeaveOut,
        Self::Invited,
        Self::Confirmed,
        Self::Withdrawn,
        Self::Declined,
        Self::NoAnswer,
        Self::Unavailable,
        Self::AllowChange,
        Self::AllowMissed,
        Self::EvenOut,
    ];

    /// The word in files and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clarify => "clarify",
            Self::Correct => "correct",
            Self::Stands => "stands",
            Self::AcceptLate => "accept-late",
            Self::Override => "override",
            Self::LeaveOut => "leave-out",
            Self::Invited => "invited",
            Self::Confirmed => "confirmed",
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
            Self::NoAnswer => "no-answer",
            Self::Unavailable => "unavailable",
            Self::AllowChange => "allow-change",
            Self::AllowMissed => "allow-missed",
            Self::EvenOut => "even-out",
        }
    }

    /// Whether it is about the run, and not about one application.
    pub fn is_of_run(self) -> bool {
        matches!(self, Self::AllowChange | Self::AllowMissed | Self::EvenOut)
    }

    /// Whether it says nothing without an answer.
    pub fn needs_answer(self) -> bool {
        let answers = matches!(
            self,
            Self::Clarify | Self::Correct | Self::Stands | Self::Override
        );
        answers || self.is_of_run()
    }

    /// Whether an answer has no place in it.
    pub fn is_whole(self) -> bool {
        self.drops_out() || matches!(self, Self::AcceptLate | Self::LeaveOut)
    }

    /// Whether it holds a seat.
    pub fn holds(self) -> bool {
        Self::HOLD.contains(&self)
    }

    /// Whether it takes somebody out of the ranking.
    pub fn drops_out(self) -> bool {
        Self::DROPOUTS.contains(&self)
    }
}
