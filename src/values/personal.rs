//! Texts of personal columns, which cannot be written down by mistake.

use std::fmt;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said<'a> {
    Open(&'a str),
    Personal(Personal<'a>),
}

/// A text of a personal column. It has no words of its own: whoever is to have it says so, and a test lists who may.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Personal<'a>(&'a str);

impl fmt::Debug for Personal<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("(personal)")
    }
}

impl<'a> Said<'a> {
    pub fn new(text: &'a str, personal: bool) -> Self {
        if personal {
            Self::Personal(Personal(text))
        } else {
            Self::Open(text)
        }
    }

    /// The text; none of a personal column.
    pub fn open(self) -> Option<&'a str> {
        match self {
            Self::Open(text) => Some(text),
            Self::Personal(_) => None,
        }
    }

    pub fn is_empty(self) -> bool {
        self.revealed().is_empty()
    }

    /// The text, whosesoever it is: to decide by it, or to show it where personal answers belong.
    pub fn revealed(self) -> &'a str {
        match self {
            Self::Open(text) | Self::Personal(Personal(text)) => text,
        }
    }
}
