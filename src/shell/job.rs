//! What the command line asks for, as data: tests run it in memory.

use std::path::PathBuf;

use rust_decimal::Decimal;

use super::{About, Format, Letters, Output, Packet, Packs, Sentences, Thorough};
use intake::out::Issue;
use intake::table;

/// What is to be done.
#[derive(Debug, Clone)]
pub(crate) enum Job {
    Select {
        applications: Vec<PathBuf>,
        /// Ratings in files of their own.
        ratings: Vec<PathBuf>,
        /// Whom ratings are held against.
        assessors: Vec<PathBuf>,
        rules: PathBuf,
        out: PathBuf,
        reading: table::Options,
        /// What people decided about single applications.
        rulings: Vec<PathBuf>,
        /// Of rules with stages the one that is made, and the run of the one before.
        stage: Option<String>,
        after: Option<PathBuf>,
        replace: bool,
        issue: Issue,
    },
    /// Selects again beside the seats of a run, those that were given back excepted.
    Replace {
        run: PathBuf,
        applications: Vec<PathBuf>,
        ratings: Vec<PathBuf>,
        /// In place of the copy in the run folder.
        rules: Option<PathBuf>,
        /// Of rules with stages: the run of the stage before, where it was made anew.
        after: Option<PathBuf>,
        out: PathBuf,
        reading: table::Options,
        rulings: Vec<PathBuf>,
        replace: bool,
        issue: Issue,
    },
    Check {
        rules: PathBuf,
        applications: Vec<PathBuf>,
        ratings: Vec<PathBuf>,
        reading: table::Options,
        /// Say every rule as a sentence, and how.
        sentences: Option<Sentences>,
        /// Say what is right and worth knowing as well.
        notes: bool,
    },
    Explain {
        run: PathBuf,
        about: About,
        /// The applications the run was made from, where the personal answers are asked for; otherwise none.
        personal: Vec<PathBuf>,
        /// The rulings that run took, where the personal answers are asked for.
        rulings: Vec<PathBuf>,
        reading: table::Options,
        format: Format,
    },
    /// How firm the selection of a run is.
    Firmness {
        run: PathBuf,
        /// Of each weight: so far it is followed for every seat.
        percent: Decimal,
        /// Two scoring rules, over whose weights it is looked at how many others would sit.
        two: Option<[String; 2]>,
        format: Format,
    },
    /// How assessors rated in a run.
    Spread {
        run: PathBuf,
        format: Format,
    },
    Letters(Letters),
    Packet(Packet),
    Packs(Packs),
    /// What an export seems to hold.
    Inspect {
        files: Vec<PathBuf>,
        reading: table::Options,
    },
    /// Writes a first rules file for an export.
    New {
        rules: PathBuf,
        from: Vec<PathBuf>,
        reading: table::Options,
    },
    /// Without applications only the folder is held against its manifest, and the rules, where given, against the run's.
    /// Without rules the run's own copy is used.
    Verify {
        run: PathBuf,
        applications: Vec<PathBuf>,
        ratings: Vec<PathBuf>,
        rules: Option<PathBuf>,
        reading: table::Options,
        /// As in `Select`.
        rulings: Vec<PathBuf>,
        /// The runs that it follows, the latest first.
        before: Vec<PathBuf>,
    },
    /// Two rules files over the same applications, or two run folders.
    Compare {
        a: PathBuf,
        b: PathBuf,
        applications: Vec<PathBuf>,
        ratings: Vec<PathBuf>,
        reading: table::Options,
        /// As in `Select`.
        rulings: Vec<PathBuf>,
        /// As in `Select`.
        stage: Option<String>,
        after: Option<PathBuf>,
        format: Output,
        /// Where to write everybody who differs as CSV.
        movers: Option<PathBuf>,
    },
    Snapshot {
        rules: PathBuf,
        applications: Vec<PathBuf>,
        ratings: Vec<PathBuf>,
        reading: table::Options,
        /// As in `Select`.
        rulings: Vec<PathBuf>,
        /// As in `Select`.
        stage: Option<String>,
        after: Option<PathBuf>,
        /// In place of the name made from those of rules and applications.
        snapshot: Option<PathBuf>,
        /// Renew it.
        accept: bool,
    },
    /// The examples beside the rules.
    Test {
        rules: PathBuf,
        thorough: Thorough,
    },
}
