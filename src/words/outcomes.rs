//! What is said of outcomes and seats on more than one paper.

use rust_decimal::Decimal;

use crate::base::counted::count;
use crate::values::Turn;

/// Said of somebody who fits nowhere.
pub const NO_GROUP: &str = "no group admits the applicant";

/// Said where the cap kept somebody out.
pub const CAP_REACHED: &str = "the cap was reached by people ranked above";

/// Said of somebody in whose reach every seat is taken: in the groups that admit them, in those into which people there could move, and
/// the open places.
pub const ALL_FULL: &str = "every seat in reach went to people ranked above";

/// What the applicant hears whose number on a reserve list alone does not say when their turn comes.
pub fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::SomeSeats => {
            "That number alone does not say who comes next: the rules also say who can be selected together, so that for some seats somebody \
             further down can come before you."
        }
        Turn::NoSeat => {
            "That number alone does not say who comes next: the rules also say who can be selected together. As things stand, whichever seat \
             becomes free alone, they would give it to somebody else."
        }
    }
}

/// Which place would have had a seat.
pub fn lowest(position: Option<usize>) -> String {
    match position {
        Some(lowest) => format!("place {lowest} or better would have had a seat"),
        None => "no place in the ranking would have had a seat".to_owned(),
    }
}

/// The same where totals decide as well as the ranking, so that a place promises no seat.
pub fn lowest_by_rank(position: Option<usize>) -> String {
    match position {
        Some(lowest) => {
            format!("by the ranking alone place {lowest} or better would have had a seat")
        }
        None => lowest(None),
    }
}

/// Where the sum of totals decides: which total would have had a seat.
pub fn total_needed(total: Option<Decimal>) -> String {
    match total {
        Some(total) => format!("a total above {} would have had a seat", total.normalize()),
        None => "no total would have had a seat".to_owned(),
    }
}

/// Said where totals decide and the ranking alone would have given somebody a seat.
pub const SEAT_BY_RANK: &str = "by the ranking alone there would have been a seat";

/// Said where no place in the ranking tells by itself whether there is a seat.
pub const HANGS_ON_TOTALS: &str =
    "which place would have had a seat hangs on totals as well, and was not worked out";

/// What put somebody above the next where it was not a tie-break.
pub const BY_SCORE: &str = "score";

/// Said of somebody ranked: `place 12 in the ranking; …`.
pub fn placed(position: usize, what: &str) -> String {
    format!("place {position} in the ranking; {what}")
}

/// How many wait for an answer. Every paper has these numbers, and no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaited {
    /// Those who are unclear, and how many of them could win a seat.
    pub unclear: usize,
    pub could_sit: usize,
    /// Those who are ranked and asked as well, because balance rules hang on it.
    pub ranked: usize,
    /// Nobody has a seat yet: a shortlist is made.
    pub is_shortlisting: bool,
}

impl Awaited {
    pub fn is_nobody(self) -> bool {
        self.unclear == 0 && self.ranked == 0
    }

    /// `3 applications wait for an answer, 2 of them could win a seat; balance rules hang on the answers of 4 more, who are ranked`.
    pub fn words(self) -> String {
        let wait = count(self.unclear, "application waits", "applications wait");
        let could_sit = match self.could_sit {
            0 => "none".to_owned(),
            many => many.to_string(),
        };
        let win = match self.is_shortlisting {
            true => "be shortlisted",
            false => "win a seat",
        };
        let unclear = format!("{wait} for an answer, {could_sit} of them could {win}");
        match (self.unclear, self.ranked) {
            (_, 0) => unclear,
            (0, 1) => "balance rules hang on the answer of 1 application that is ranked".to_owned(),
            (0, many) => {
                format!("balance rules hang on the answers of {many} applications that are ranked")
            }
            (_, 1) => {
                format!("{unclear}; balance rules hang on the answer of 1 more, who is ranked")
            }
            (_, many) => {
                format!(
                    "{unclear}; balance rules hang on the answers of {many} more, who are ranked"
                )
            }
        }
    }
}

/// Said of seats while somebody is asked: `not final: 3 applications wait for an answer, 2 of them could win a seat`.
pub fn not_final(awaited: Awaited) -> String {
    format!("not final: {}", awaited.words())
}

/// What may become of seats by the answer of one who is asked, who may hold one: `take the seat of and 3 more`, and before it
/// `lose the seat they have`. The own id stands first among those named, where it is there.
pub fn could_take<T: AsRef<str>>(
    own: &str,
    named: &[T],
    more: usize,
    is_shortlisting: bool,
) -> String {
    let seat = super::stages::seat(is_shortlisting);
    let (others, loses) = match named {
        [first, others @ ..] if first.as_ref() == own => {
            (others, Some(format!("lose the {seat} they have")))
        }
        all => (all, None),
    };
    let takes =
        (!others.is_empty()).then(|| format!("take the {seat} of {}", seats_of(others, more)));
    let both: Vec<String> = loses.into_iter().chain(takes).collect();
    both.join(", and ")
}

/// The first of several ids, so that no sentence grows with the number of applications: `A-1, A-2 and 3 more`.
pub fn some_of(all: &[impl AsRef<str>], most: usize) -> String {
    let first: Vec<&str> = all.iter().take(most).map(AsRef::as_ref).collect();
    seats_of(&first, all.len().saturating_sub(most))
}

/// Whose seats hang on one answer, where the others are only counted: `A-1, A-2 and 3 more`.
pub fn seats_of(named: &[impl AsRef<str>], more: usize) -> String {
    let named: Vec<&str> = named.iter().map(AsRef::as_ref).collect();
    match more {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
