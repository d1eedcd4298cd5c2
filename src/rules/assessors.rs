//! `[[assessors]]`: whose a file of ratings is, where each assessor sends one of their own.

use super::Form;
use super::sources::fits;
use crate::base::ids::AssessorId;

/// One assessor, who is the reader of the same number in every rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessor {
    /// The names their files may have; `*` stands for anything.
    pub files: Vec<String>,
}

impl Form {
    /// The assessors of whom a file may be, by its name; more than one where the rules do not tell them apart.
    pub fn assessors_of(&self, file: &str) -> Vec<AssessorId> {
        let all = self.assessors.each();
        let fitting = all.filter(|(_, assessor)| fits(&assessor.files, file));
        fitting.map(|(at, _)| at).collect()
    }
}
