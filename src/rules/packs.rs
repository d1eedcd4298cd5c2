//! `[packs]`: what assessors are given to read and to rate, and who reads whom. It decides nothing about applicants.

use rust_decimal::Decimal;

use super::ids::{Cites, FieldId};
use crate::base::digest;
use crate::base::ids::AssessorId;

/// The sheet of a pack that comes back.
pub const TAB: &str = "ratings";
/// The sheets beside it: what to do, and what is read.
pub const BESIDE: [&str; 2] = ["read first", "applications"];
/// The column of a pack by which each of its rows is known to be of it.
pub const MARK: &str = "pack";

#[derive(Debug, Clone)]
pub struct Packs {
    /// What it is drawn by who reads whom.
    pub seed: String,
    /// The fields that readers see, in order.
    pub shows: Vec<FieldId>,
    /// The most applications that one assessor reads, unless the assessors' file says another number.
    pub at_most: Option<u32>,
    /// The field with the language of an application.
    pub language: Option<FieldId>,
    pub identity: Identity,
    /// What becomes of what gives an applicant away; none where readers may know whose application they read.
    pub blind: Option<Hits>,
    /// Whether the file of a pack has the assessor's name.
    pub named: bool,
    /// What is said behind the instructions that every pack has.
    pub instructions: Option<String>,
    pub cites: Cites,
}

/// The fields that say who an applicant is.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// Together they are the name.
    pub name: Vec<FieldId>,
    pub email: Option<FieldId>,
    pub organisation: Vec<FieldId>,
    pub phone: Vec<FieldId>,
}

impl Identity {
    /// Whether no field says who an applicant is.
    pub fn is_unknown(&self) -> bool {
        let no_texts = [&self.name, &self.organisation, &self.phone]
            .iter()
            .all(|fields| fields.is_empty());
        no_texts && self.email.is_none()
    }
}

/// What becomes of what gives an applicant away in a blind pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hits {
    /// It is covered.
    Mask,
    /// It stays, and the officer looks before packs are sent.
    List,
}

/// What one number of a rating means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    pub at: Decimal,
    pub means: String,
}

/// What readers can say of an application instead of rating it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Declines {
    Conflict,
    Abstain,
}

impl Declines {
    pub const ALL: [Self; 2] = [Self::Conflict, Self::Abstain];

    /// The word, which heads the column and counts in a cell of ratings too.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Abstain => "abstain",
        }
    }

    /// The column's heading in somebody's pack.
    pub fn heading(self, assessor: AssessorId) -> String {
        format!("{} {assessor}", self.word())
    }
}

impl Packs {
    /// What is drawn for an application and an assessor: SHA-256 of `seed:application:A1`, in hexadecimal.
    pub fn drawn(&self, application: &str, assessor: AssessorId) -> String {
        digest::of(format!("{}:{application}:{assessor}", self.seed).as_bytes())
    }
}
