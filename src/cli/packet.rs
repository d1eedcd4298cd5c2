//! What `intake packet` takes.

use std::path::PathBuf;

use clap::Args;

use super::reading::Reading;
use crate::shell::packet::Whom;
use crate::shell::{self, Job};

#[derive(Debug, Args)]
pub(super) struct Packet {
    /// The folder that `intake select` wrote.
    run: PathBuf,
    /// The applications' ids.
    #[arg(
        value_name = "APPLICATION-ID",
        required_unless_present_any = ["group", "close_calls"],
        conflicts_with_all = ["group", "close_calls"]
    )]
    applications: Vec<String>,
    /// Everybody of a group instead, by its id or title, or `open` for the open places: who is selected, then who is in reserve.
    #[arg(long, value_name = "GROUP", conflicts_with = "close_calls")]
    group: Option<String>,
    /// Those around the last seat of each group and of the open places instead.
    #[arg(long)]
    close_calls: bool,
    /// Show names and statements, from the files the run was made from.
    #[arg(long, num_args = 1.., value_name = "APPLICATIONS")]
    personal: Vec<PathBuf>,
    /// The decisions the run took, where it took any; needed with --personal.
    #[arg(long = "decisions", value_name = "FILE", requires = "personal")]
    rulings: Vec<PathBuf>,
    /// The file to write; without it the page goes to standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace an earlier packet of that name.
    #[arg(long, requires = "out")]
    replace: bool,
    #[command(flatten)]
    reading: Reading,
}

impl Packet {
    pub(super) fn job(self) -> Job {
        let whom = match self.group {
            Some(group) => Whom::Group(group),
            None if self.close_calls => Whom::CloseCalls,
            None => Whom::Named(self.applications),
        };
        Job::Packet(shell::Packet {
            run: self.run,
            whom,
            personal: self.personal,
            rulings: self.rulings,
            reading: self.reading.options(),
            out: self.out,
            replace: self.replace,
        })
    }
}
