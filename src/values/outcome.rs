//! What becomes of an application, in a word, and where somebody sits or waits.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// What became of an application. Each has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeKind {
    /// Has a seat.
    Selected,
    /// Goes on to the next stage, where nobody has a seat yet.
    Shortlisted,
    /// Waits for one on a reserve list.
    Reserve,
    /// Eligible and ranked, no seat and no reserve list in reach.
    Unplaced,
    /// Eligible, and does not go on to the next stage; or did not go on from the one before.
    NotShortlisted,
    /// Eligible, with fewer points in the last stage than its floor.
    BelowFloor,
    /// A person must be asked.
    Clarify,
    Ineligible,
    /// Another application of the same person stands.
    Superseded,
    /// No longer takes part: withdrew, declined, gave no answer, cannot come.
    DroppedOut,
}

impl OutcomeKind {
    /// In the order in which they are counted.
    pub const ALL: [Self; 10] = [
        Self::Selected,
        Self::Shortlisted,
        Self::Reserve,
        Self::Unplaced,
        Self::NotShortlisted,
        Self::BelowFloor,
        Self::Clarify,
        Self::Ineligible,
        Self::Superseded,
        Self::DroppedOut,
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Selected => "selected",
            Self::Shortlisted => "shortlisted",
            Self::Reserve => "reserve",
            Self::Unplaced => "unplaced",
            Self::NotShortlisted => "not-shortlisted",
            Self::BelowFloor => "below-floor",
            Self::Clarify => "clarify",
            Self::Ineligible => "ineligible",
            Self::Superseded => "superseded",
            Self::DroppedOut => "dropped-out",
        }
    }

    /// Whether it is what everybody hopes for at its stage: a seat, or the way to the next stage.
    pub fn is_chosen(self) -> bool {
        matches!(self, Self::Selected | Self::Shortlisted)
    }

    /// Whether only runs of a stage have it.
    pub fn is_of_stages(self) -> bool {
        matches!(
            self,
            Self::Shortlisted | Self::NotShortlisted | Self::BelowFloor
        )
    }

    /// Whether somebody was ranked and not chosen, and waits on no list.
    pub fn is_passed_over(self) -> bool {
        matches!(self, Self::Unplaced | Self::NotShortlisted)
    }

    /// The word for a reader of comparisons and snapshots: of an application, not of the list it is on.
    pub fn adjective(self) -> &'static str {
        if self == Self::Clarify {
            "unclear"
        } else {
            self.word()
        }
    }

    /// The same as people say it, on pages and sheets: `not shortlisted`. What files have for programs is [`Self::word`].
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NotShortlisted => "not shortlisted",
            Self::BelowFloor => "below the floor",
            Self::DroppedOut => "dropped out",
            other => other.adjective(),
        }
    }
}

impl fmt::Display for OutcomeKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.word())
    }
}

/// Where somebody sits, or waits for a seat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "Cow<'a, str>", into = "Cow<'a, str>")]
pub enum SeatIn<'a> {
    /// A place beyond the groups' seats. No group may have the id `open`, which is its word in files.
    Open,
    /// A group, by its id.
    Group(Cow<'a, str>),
}

impl SeatIn<'_> {
    /// The word for open places in files.
    pub const OPEN: &'static str = "open";

    pub fn is_open(&self) -> bool {
        *self == Self::Open
    }

    /// The word in files.
    pub fn word(&self) -> &str {
        match self {
            Self::Open => Self::OPEN,
            Self::Group(id) => id,
        }
    }

    pub fn into_owned(self) -> SeatIn<'static> {
        match self {
            Self::Open => SeatIn::Open,
            Self::Group(id) => SeatIn::Group(Cow::Owned(id.into_owned())),
        }
    }
}

impl<'a> From<Cow<'a, str>> for SeatIn<'a> {
    fn from(word: Cow<'a, str>) -> Self {
        if word == Self::OPEN {
            Self::Open
        } else {
            Self::Group(word)
        }
    }
}

impl<'a> From<SeatIn<'a>> for Cow<'a, str> {
    fn from(seat: SeatIn<'a>) -> Self {
        match seat {
            SeatIn::Open => Cow::Borrowed(SeatIn::OPEN),
            SeatIn::Group(id) => id,
        }
    }
}

impl fmt::Display for SeatIn<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.word())
    }
}

/// When somebody on a reserve list comes next, where the balance rules let somebody further down come before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// For some seats and not for others, or it was too hard to say for which.
    SomeSeats,
    /// For no seat, whichever becomes free alone.
    NoSeat,
}
