//! How the day, month and year of a date in digits follow each other.

/// ISO 8601 is always read as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}

impl DateOrder {
    /// The word of the rules.
    pub fn word(self) -> &'static str {
        match self {
            Self::YearMonthDay => "year-month-day",
            Self::DayMonthYear => "day-month-year",
            Self::MonthDayYear => "month-day-year",
        }
    }

    /// What comes first.
    pub fn first(self) -> &'static str {
        match self {
            Self::YearMonthDay => "year",
            Self::DayMonthYear => "day",
            Self::MonthDayYear => "month",
        }
    }
}

/// What stands between day, month and year of a text date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Slash,
    Point,
    Hyphen,
}

impl Mark {
    pub const ALL: [Self; 3] = [Self::Slash, Self::Point, Self::Hyphen];

    /// The mark itself.
    pub fn text(self) -> &'static str {
        match self {
            Self::Slash => "/",
            Self::Point => ".",
            Self::Hyphen => "-",
        }
    }

    /// Several dates written so are written with these.
    pub fn words(self) -> &'static str {
        match self {
            Self::Slash => "slashes",
            Self::Point => "points",
            Self::Hyphen => "hyphens",
        }
    }
}
