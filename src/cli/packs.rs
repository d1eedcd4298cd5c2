//! What `intake packs` takes.

use std::path::PathBuf;

use clap::Args;

use super::reading::Reading;
use crate::shell::{self, Job};

#[derive(Debug, Args)]
pub(super) struct Packs {
    /// The applications: CSV, .xlsx, .xls, .xlsb or .ods; several files are one pile.
    #[arg(required = true)]
    applications: Vec<PathBuf>,
    /// The rules file of the programme, with [packs] in it.
    #[arg(long, short, value_name = "FILE")]
    rules: PathBuf,
    /// The folder to write; it must not be there yet.
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Who the assessors are: a table with the columns assessor, name, email, organisation, languages, groups, `at_most` and conflicts.
    /// Without it no conflict is looked for.
    #[arg(long, value_name = "FILE")]
    assessors: Option<PathBuf>,
    /// Ratings that came back; packs are then only of what is still to be rated.
    /// Several files are given one by one, each after its --ratings, or all after one.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    ratings: Vec<PathBuf>,
    /// What people decided about single applications: the clarify list with answers, as CSV or workbook.
    /// Several files are given one by one, each after its --decisions.
    #[arg(long = "decisions", value_name = "FILE")]
    rulings: Vec<PathBuf>,
    /// Of rules with stages: which of them.
    #[arg(long, value_name = "ID")]
    stage: Option<String>,
    /// The run of the stage before, whose shortlist is to be rated.
    #[arg(long, value_name = "RUN", requires = "stage")]
    after: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

impl Packs {
    pub(super) fn job(self) -> Job {
        Job::Packs(shell::Packs {
            applications: self.applications,
            rules: self.rules,
            out: self.out,
            assessors: self.assessors.into_iter().collect(),
            ratings: self.ratings,
            rulings: self.rulings,
            stage: self.stage,
            after: self.after,
            reading: self.reading.options(),
        })
    }
}
