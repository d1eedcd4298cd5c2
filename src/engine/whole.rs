//! Whether a run may be built on.

use super::PastRun;
use super::verify::{Verified, as_written};
use crate::base::finding::{Code, Finding, Location};
use crate::record::verify::Difference;

/// Whether a run is whole: a round is built on nothing that was touched since it was written.
///
/// # Errors
/// A finding for each file that was changed, removed or added, or that does not add up.
pub fn whole(run: &dyn PastRun) -> Result<(), Vec<Finding>> {
    let differences = match as_written(run).map_err(|finding| vec![finding])? {
        Verified::AsWritten(..) => return Ok(()),
        Verified::Touched(differences) | Verified::Wrong(differences) => differences,
    };
    let finding = |difference: Difference| {
        let at = Location::File(run.called(&difference.file));
        let finding = Finding::new(Code::RunUnreadable, at, difference.words);
        finding.help(
            "nothing is built on a run that is not as it was written: take an untouched copy of it",
        )
    };
    Err(differences.into_iter().map(finding).collect())
}
