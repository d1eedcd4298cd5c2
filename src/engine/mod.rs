//! The public face: whole commands on bytes. Files come in and go out by the names they are known by; where they stand is for
//! whoever calls: the shell has a disk, a test or a page has memory.

pub mod check;
pub mod compare;
pub mod explain;
mod file;
mod firmness;
mod letter_given;
mod letter_lacks;
mod letter_names;
mod letter_told;
pub mod letters;
mod load;
mod own;
pub mod packet;
pub mod packs;
mod past;
mod decide;
mod pile;
mod rated;
mod stacked;
pub mod replace;
mod select;
pub mod snapshot;
mod spread;
pub mod stages;
pub mod verify;
mod whole;

pub use decide::decide;
pub use file::{File, sheets};
pub use firmness::firmness;
pub use load::load;
pub use past::{Past, PastRun};
pub use pile::{Pile, read_rulings};
pub use select::{Ended, Inputs, may_be_issued, said, select, select_seen, unfinished};
pub use spread::spread;
pub use whole::whole;

use crate::base::finding::{Finding, Severity};

/// Whether any of the findings refuses what it is about.
pub fn refuses(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|found| found.severity() == Severity::Error)
}
