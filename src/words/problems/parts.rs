//! What is said of one problem: message and help.

use std::borrow::Cow;

type Words = Cow<'static, str>;

/// What is said of a problem.
#[derive(Debug)]
pub struct Said {
    /// What is wrong.
    pub message: Words,
    /// What to write or ask.
    pub help: Option<Words>,
}

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
    }
}

/// A message and what to write or ask.
pub(super) fn with(message: impl Into<Words>, help: impl Into<Words>) -> Said {
    Said {
        help: Some(help.into()),
        ..alone(message)
    }
}

/// With the question whether something known was meant.
pub(super) fn meant(message: impl Into<Words>, all: &[&str]) -> Said {
    let all: Vec<String> = all.iter().map(|one| ticked(one)).collect();
    with(
        message,
        format!("did the applicant mean {}?", all.join(" and ")),
    )
}

pub(super) fn ticked(text: &str) -> String {
    format!("`{text}`")
}
