//! The programme, its call, and what rules may cite: clauses of the call and recorded decisions.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::criteria::Set;
use super::ids::{Cites, FieldId};

#[derive(Debug, Clone)]
pub struct Programme {
    pub id: String,
    pub title: String,
    pub organiser: Option<String>,
    pub venue: Option<String>,
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
    /// What stands at the foot of every printed page.
    pub confidential: Option<String>,
}

impl Programme {
    /// The line at the foot of every printed page.
    pub fn confidential(&self) -> &str {
        self.confidential.as_deref().unwrap_or("Confidential")
    }
}

#[derive(Debug, Clone)]
pub struct Call {
    /// The last moment at which an application is in time, inclusive.
    pub deadline: Timestamp,
    /// The last day on which whoever is selected may confirm.
    pub confirm_by: Option<Date>,
    /// The last day on which applicants may answer what they are asked.
    pub answer_by: Option<Date>,
    /// The named zone the deadline is stated and printed in.
    pub zone: TimeZone,
    pub zone_name: String,
    /// The field that holds the moment of submission.
    pub submitted: FieldId,
    pub cites: Cites,
    /// Clauses that rules cite, in the order of the file.
    pub clauses: Vec<Sentence>,
    /// Sentences of the call that no rule can judge, kept for the reader.
    pub background: Vec<Sentence>,
    pub decisions: Vec<Decision>,
}

/// A clause or a background sentence of the call, in the programme's own words.
#[derive(Debug, Clone)]
pub struct Sentence {
    pub id: String,
    pub text: String,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// What the call leaves open and how it was settled.
#[derive(Debug, Clone)]
pub struct Decision {
    pub id: String,
    pub text: String,
    pub by: String,
    pub on: Date,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// A named set of values, inline or from a CSV beside the rules.
#[derive(Debug, Clone)]
pub struct List {
    pub id: String,
    /// What the list is, to be said in a sentence: `the 57 OSCE participating States`.
    pub title: Option<String>,
    pub values: Set,
    /// Line of the rules file, from 1.
    pub line: u32,
}
