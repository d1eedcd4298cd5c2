//! `intake replace`: what comes after a run whose seats were given out.

use std::path::{Path, PathBuf};

use super::inputs::{load_settled, refuse};
use super::past_run::RunFolder;
use super::{Exit, Screen, select};
use intake::{engine, table};

pub(super) fn replace(
    run: &Path,
    (files, rulings): (&[PathBuf], &[PathBuf]),
    rules: Option<&Path>,
    reading: &table::Options,
    options: super::write::Options<'_>,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    let disk = screen.disk;
    let folder = RunFolder::at(disk, run);
    let refused = |finding, screen: &mut Screen<'_>| refuse(&[finding], screen);
    let (follows, past) =
        engine::replace::follows(&folder).map_err(|finding| refused(finding, screen))?;
    let rules = match rules {
        Some(rules) => load_settled(rules, screen)?,
        None => past.rules().map_err(|finding| refused(finding, screen))?,
    };
    let before = Some((&follows, &past));
    select::selected((files, rulings), &rules, reading, before, options, screen)
}
