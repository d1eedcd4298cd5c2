//! What an answer counts as: the values by which people are counted, in the cohort and under balance rules.

use super::spelling::fold;
use super::{Country, Reading, Value};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountsAs {
    /// A position in the rules' list of options or levels; 0 is yes and 1 no.
    Listed(u8),
    Country(Country),
    /// Folded.
    Text(String),
}

/// Everything that one answer counts as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Several options are several values.
    pub values: Vec<CountsAs>,
    /// An answer beside the options.
    pub other: bool,
    /// It may have other values: it is blank, or what was meant is not known, or not of all of it.
    pub open: bool,
}

/// `said` is the text of a text field, where it may be shown.
pub fn counts_as(reading: &Reading, said: Option<&str>) -> Counted {
    let only = |value: CountsAs| Counted {
        values: vec![value],
        ..Counted::default()
    };
    let open = || Counted {
        open: true,
        ..Counted::default()
    };
    let Reading::Value(value) = reading else {
        return open();
    };
    match value {
        Value::Country(country) => only(CountsAs::Country(*country)),
        Value::YesNo(yes) => only(CountsAs::Listed(u8::from(!yes))),
        Value::Text => said.map_or_else(open, |said| only(CountsAs::Text(fold(said)))),
        Value::Choices(choices) => Counted {
            values: choices
                .chosen
                .iter()
                .copied()
                .map(CountsAs::Listed)
                .collect(),
            other: choices.other,
            open: choices.unread.is_some(),
        },
        Value::Level(levels) => levels
            .known()
            .map_or_else(open, |level| only(CountsAs::Listed(level))),
        Value::NearText(_) | Value::Number(_) | Value::Date(_) | Value::Instant(_) => open(),
    }
}
