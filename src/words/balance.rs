//! Balance rules in words: whom each counts, how many there shall be, and what a share is of.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::rules::{Aim, Amount, Asks, Balance, BalanceCounts, BalanceWithin, Share};
use crate::words::{self, Naming};

/// The whole rule as a sentence.
pub fn rule<'a>(naming: impl Into<Naming<'a>>, balance: &Balance) -> String {
    let naming = naming.into();
    let (title, whom) = (&balance.title, whom(naming, balance));
    let (bound, of_aim) = match &balance.asks {
        Asks::AtMost(amount) => ("at most", most_or_least(naming, balance, *amount, false)),
        Asks::AtLeast(amount) => ("at least", most_or_least(naming, balance, *amount, false)),
        Asks::Aim(aim) => ("at least", most_or_least(naming, balance, aim.least, true)),
    };
    let force = match &balance.asks {
        Asks::AtMost(_) | Asks::AtLeast(_) => "must hold".to_owned(),
        Asks::Aim(aim) => as_far_as(aim),
    };
    format!("{title}: {whom}: {bound} {of_aim}; {force}")
}

/// Whom it counts: `gender is woman`, `each residence`.
pub fn whom<'a>(naming: impl Into<Naming<'a>>, balance: &Balance) -> String {
    let naming = naming.into();
    match &balance.counts {
        BalanceCounts::Meeting(test) => words::test(naming, test),
        BalanceCounts::EachValue(of) => format!("each {}", naming.quoted(*of)),
    }
}

/// Among whom they are counted: `in the group water`.
pub fn within<'a>(naming: impl Into<Naming<'a>>, within: BalanceWithin) -> Cow<'static, str> {
    match within {
        BalanceWithin::All => Cow::Borrowed("among all selected"),
        BalanceWithin::Group(group) => {
            Cow::Owned(format!("in the group {}", naming.into().group(group)))
        }
        BalanceWithin::EachGroup => Cow::Borrowed("in every group by itself"),
    }
}

/// How many, and of what, a share included.
fn most_or_least(naming: Naming<'_>, balance: &Balance, amount: Amount, is_aim: bool) -> String {
    let among = within(naming, balance.within);
    match amount {
        Amount::People(_) => format!("{} {among}", self::amount(amount)),
        Amount::Share(share) if is_aim => match balance.within {
            BalanceWithin::All => format!("{} of the seats that can be filled", self::share(share)),
            _ => format!(
                "{} of the seats that can be filled {among}",
                self::share(share)
            ),
        },
        Amount::Share(share) => match balance.within {
            BalanceWithin::All => format!("{} of all selected", self::share(share)),
            _ => format!("{} of those seated {among}", self::share(share)),
        },
    }
}

/// How far an aim goes.
fn as_far_as(aim: &Aim) -> String {
    let priority = aim.priority;
    match aim.within {
        None => format!("an aim, met as far as possible (priority {priority})"),
        Some(points) if points.is_zero() => {
            format!("an aim after the ranking, among equal totals only (priority {priority})")
        }
        Some(points) => format!(
            "an aim after the ranking, for which somebody may be preferred to a person at most {} ahead (priority {priority})",
            self::points(points)
        ),
    }
}

/// `1 point`, `2.5 points`.
pub fn points(points: Decimal) -> String {
    let one = if points == Decimal::ONE { "" } else { "s" };
    format!("{} point{one}", points.normalize())
}

/// `3 people`, `1/2`, `40 %`.
pub fn amount(amount: Amount) -> String {
    match amount {
        Amount::People(1) => "1 person".to_owned(),
        Amount::People(people) => format!("{people} people"),
        Amount::Share(share) => self::share(share),
    }
}

/// As it was written: `1/2`, or `33.3 %` of tenths of a percent.
pub fn share(share: Share) -> String {
    let decimals = match share.denominator {
        100 => Some(0),
        1_000 => Some(1),
        10_000 => Some(2),
        100_000 => Some(3),
        1_000_000 => Some(4),
        _ => None,
    };
    match decimals {
        Some(decimals) => format!("{} %", Decimal::new(i64::from(share.numerator), decimals)),
        None => format!("{}/{}", share.numerator, share.denominator),
    }
}
