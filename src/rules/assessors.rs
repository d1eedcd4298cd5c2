//! `[[assessors]]`: whose a file of ratings is, where each assessor sends one of their own.

use super::sources::fits;
use super::{Field, Form};
use crate::base::ids::AssessorId;

/// One assessor, who is the reader of the same number in every rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessor {
    /// The names their files may have; `*` stands for anything.
    pub files: Vec<String>,
}

impl Form {
    /// How many assessors there are at most: the readers of the rating that has most of them.
    pub fn readers(&self) -> usize {
        let rated = self.fields.iter().filter(|field| field.kind.is_rating());
        rated.map(Field::readers).max().unwrap_or_default()
    }

    /// The assessors of whom a file may be, by its name; more than one where the rules do not tell them apart.
    pub fn assessors_of(&self, file: &str) -> Vec<AssessorId> {
        let all = self.assessors.each();
        let fitting = all.filter(|(_, assessor)| fits(&assessor.files, file));
        fitting.map(|(at, _)| at).collect()
    }
}
