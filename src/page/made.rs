//! The files of a run as they are made, and what its report shows.

use std::collections::BTreeMap;

use crate::base::finding::Finding;
use crate::out::report;
use crate::out::{Fill, Sink};
use crate::papers::report::Report;

/// Keeps the files, and the report once more as a part of a page.
#[derive(Default)]
pub(super) struct Made {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) report: String,
}

impl Sink for Made {
    fn file(&mut self, name: &str, fill: Fill<'_>) -> Result<(), Finding> {
        self.files.file(name, fill)
    }

    fn report(&mut self, report: &Report) {
        self.report = report::within(report);
    }
}
