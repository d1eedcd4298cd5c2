//! What is said of one problem: message, help, and what an applicant hears in its place.

use std::borrow::Cow;

use crate::values::spelling::in_marks;

type Words = Cow<'static, str>;

/// What is said of a problem.
#[derive(Debug)]
pub struct Said {
    /// What is wrong.
    pub message: Words,
    /// What to write or ask.
    pub help: Option<Words>,
    /// What the applicant is asked, where that is not asked of many kinds of answers alike.
    pub(super) to_applicant: Option<Words>,
}

/// What an applicant is asked whose answer has no meaning that can be proposed.
pub const WHAT: &str = "what do you mean?";

impl Said {
    /// What is asked about a cell; `what` is its text, or stands for it.
    pub fn of(&self, what: &str) -> String {
        let help = self.help.as_ref();
        let help = help.map_or_else(String::new, |help| format!("; {help}"));
        format!("{what} {}{help}", self.message)
    }
}

pub(super) fn alone(message: impl Into<Words>) -> Said {
    Said {
        message: message.into(),
        help: None,
        to_applicant: None,
    }
}

/// A message and what to write or ask.
pub(super) fn with(message: impl Into<Words>, help: impl Into<Words>) -> Said {
    Said {
        help: Some(help.into()),
        ..alone(message)
    }
}

/// With the same help in other words for the applicant.
pub(super) fn reworded(
    message: impl Into<Words>,
    help: impl Into<Words>,
    to_applicant: impl Into<Words>,
) -> Said {
    Said {
        to_applicant: Some(to_applicant.into()),
        ..with(message, help)
    }
}

const DID_YOU_MEAN: &str = "did you mean";

/// With the question whether something known was meant.
pub(super) fn meant(message: impl Into<Words>, all: &[&str]) -> Said {
    let each = |look: fn(&str) -> String| {
        let all: Vec<String> = all.iter().map(|one| look(one)).collect();
        all.join(" and ")
    };
    let to_applicant = format!("{DID_YOU_MEAN} {}?", each(in_marks));
    let office = format!("did the applicant mean {}?", each(ticked));
    reworded(message, office, to_applicant)
}

pub(super) fn ticked(text: &str) -> String {
    format!("`{text}`")
}
