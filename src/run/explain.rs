//! `intake explain`: one application's page, from a run folder alone.

use std::path::Path;

use super::earlier::Earlier;
use super::inputs::refuse;
use super::{Exit, Screen};
use crate::explain::page;
use crate::write::safe;

pub(super) fn explain(run: &Path, application: &str, screen: &mut Screen<'_>) -> Exit {
    let run = match Earlier::open(run) {
        Ok(run) => run,
        Err(finding) => return refuse(&[finding], screen),
    };
    match run.record(application) {
        Ok(record) => {
            screen.say(&safe::visible_lines(&page::page(&run.header, &record)));
            Exit::Done
        }
        Err(finding) => refuse(&[finding], screen),
    }
}
