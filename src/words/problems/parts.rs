//! What is said of one problem: message, help, and what an applicant hears in its place.

use std::borrow::Cow;

type Words = Cow<'static, str>;

/// What is said of a problem.
#[derive(Debug)]
pub struct Said {
    /// What is wrong.
    pub message: Words,
    /// What to write or ask.
    pub help: Option<Words>,
    /// The help in words for the applicant, where that has others.
    pub(super) to_applicant: Option<Words>,
}

impl Said {
    /// What is asked about a cell; `what` is its text, or stands for it.
    pub fn of(&self, what: &str) -> String {
        asked(what, &self.message, self.help.as_ref())
    }
}

pub(super) fn asked(what: &str, message: &str, help: Option<&Words>) -> String {
    let help = help.map_or_else(String::new, |help| format!("; {help}"));
    format!("{what} {message}{help}")
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

/// With the question whether something known was meant.
pub(super) fn meant(message: impl Into<Words>, what: &str) -> Said {
    reworded(
        message,
        format!("did the applicant mean {what}?"),
        format!("did you mean {what}?"),
    )
}

pub(super) fn ticked(text: &str) -> String {
    format!("`{text}`")
}
