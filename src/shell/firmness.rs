//! `intake firmness`: how firm the selection of a run is.

use std::path::Path;

use rust_decimal::Decimal;

use super::inputs::refuse;
use super::past_run::RunFolder;
use super::{Exit, Screen};
use intake::engine::explain::Format;
use intake::engine::{Past, firmness as engine};

pub(super) fn firmness(
    run: &Path,
    percent: Decimal,
    two: Option<&[String; 2]>,
    format: Format,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    let folder = RunFolder::at(screen.disk, run);
    let past = Past::open(&folder).map_err(|finding| refuse(&[finding], screen))?;
    let text = engine(&past, percent, two, format).map_err(|findings| refuse(&findings, screen))?;
    screen.say(&text);
    Ok(Exit::Done)
}
