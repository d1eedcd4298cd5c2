//! What `intake spread` takes.

use std::path::PathBuf;

use clap::Args;

use super::arguments::Shape;
use crate::shell::Job;

#[derive(Debug, Args)]
pub(super) struct Spread {
    /// The folder that `intake select` wrote.
    run: PathBuf,
    /// How to set it down.
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
}

impl Spread {
    pub(super) fn job(self) -> Job {
        Job::Spread {
            run: self.run,
            format: self.format.format(),
        }
    }
}
