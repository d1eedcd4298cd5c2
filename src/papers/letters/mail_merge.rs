//! The table for the mail merge of an office program: one row for everybody who applied.

use super::kind::LetterKind;
use super::known::{Given, Known};
use super::text::Text;

/// What is news in a letter since the letters of an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// That run had no letter to them.
    New,
    /// It says something else.
    Changed,
    /// It says the same.
    Unchanged,
}

impl Since {
    /// The word in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// What a row is made from.
#[derive(Debug)]
pub struct Posted {
    pub kind: LetterKind,
    pub known: Known,
    pub given: Given,
    pub letter: Text,
    /// What of the letter stands inside the frame.
    pub body: Text,
    /// A person is to look at it before it is sent, so that it stands apart.
    pub look_first: bool,
    /// None where no earlier run was given.
    pub since: Option<Since>,
    /// The path of the letter as text, from the table's own folder; blank where it is not written because it says the same as an earlier one.
    pub file: String,
}

pub const HEADINGS: [&str; 14] = [
    "application",
    "name",
    "email",
    "language",
    "letter",
    "since",
    "group",
    "reserve",
    "reasons",
    "questions",
    "confirm by",
    "file",
    "subject",
    "text",
];

impl Posted {
    /// Its cells, under [`HEADINGS`]; all are texts.
    pub fn row(&self) -> [String; 14] {
        let known = &self.known;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let points = || self.body.points().unwrap_or_default().join("\n");
        // What the letter says first is why; a refusal lists it.
        let reasons = match self.kind {
            LetterKind::Ineligible => points(),
            _ => self.body.subject(),
        };
        let questions = match self.kind {
            LetterKind::Clarify if known.to_answer => points(),
            _ => String::new(),
        };
        let confirms = self.kind == LetterKind::Selected;
        [
            known.application.clone(),
            text(&known.name),
            text(&self.given.email),
            known.language.to_owned(),
            self.kind.word().to_owned(),
            self.since
                .map_or_else(String::new, |since| since.word().to_owned()),
            text(&known.group),
            known
                .reserve
                .map_or_else(String::new, |number| number.to_string()),
            reasons,
            questions,
            text(&known.confirm_by.clone().filter(|_| confirms)),
            self.file.clone(),
            self.letter.subject(),
            self.letter.plain(),
        ]
    }
}
