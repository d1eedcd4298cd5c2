//! Texts of personal columns, and an assessor's own words in place of a rating, which cannot be written down by mistake.

use std::fmt;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said<'a> {
    Open(&'a str),
    Personal(Personal<'a>),
    /// What an assessor wrote in their own words where a rating belongs: it may be about anybody.
    InWords(Personal<'a>),
}

/// What stands in place of an assessor's own words, wherever others read it. It is no rating either.
pub const IN_WORDS: &str = "(in words)";

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

    /// An assessor's own words.
    pub fn in_words(text: &'a str) -> Self {
        Self::InWords(Personal(text))
    }

    /// The text; none of a personal column, and of an assessor's own words that these stand there.
    pub fn open(self) -> Option<&'a str> {
        match self {
            Self::Open(text) => Some(text),
            Self::InWords(_) => Some(IN_WORDS),
            Self::Personal(_) => None,
        }
    }

    /// The text as whoever asks an assessor about it sees it; none of a personal column.
    pub fn to_office(self) -> Option<&'a str> {
        match self {
            Self::Open(text) | Self::InWords(Personal(text)) => Some(text),
            Self::Personal(_) => None,
        }
    }

    pub fn is_empty(self) -> bool {
        self.revealed().is_empty()
    }

    /// The text, whosesoever it is: to decide by it, or to show it where personal answers belong.
    pub fn revealed(self) -> &'a str {
        match self {
            Self::Open(text) | Self::Personal(Personal(text)) | Self::InWords(Personal(text)) => {
                text
            }
        }
    }

    /// The text, personal or not, where the rules let it stand; of an assessor's own words that there are some.
    pub fn listed(self) -> &'a str {
        self.open().unwrap_or_else(|| self.revealed())
    }
}
