//! `intake spread`: how assessors rated in a run.

use std::path::Path;

use super::inputs::refuse;
use super::past_run::RunFolder;
use super::{Exit, Screen};
use intake::engine::explain::Format;
use intake::engine::{Past, spread as engine};

pub(super) fn spread(run: &Path, format: Format, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
    let folder = RunFolder::at(screen.disk, run);
    let past = Past::open(&folder).map_err(|finding| refuse(&[finding], screen))?;
    let text = engine(&past, format).map_err(|findings| refuse(&findings, screen))?;
    screen.say(&text);
    Ok(Exit::Done)
}
