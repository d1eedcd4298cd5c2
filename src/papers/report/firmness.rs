//! How firm the seats are, as `intake firmness` says it of the run: the same study over the same record.

use crate::base::contradiction::contradiction;
use crate::papers::explanation::Section;
use crate::papers::firmness;
use crate::record::{Audit, audit};
use crate::select::Selection;
use crate::study::firmness::{self as study, PERCENT};

/// Its sections.
pub(super) fn sections(selection: &Selection<'_>) -> Vec<Section> {
    let mut bytes = Vec::new();
    let written = audit::write(&mut bytes, selection).is_ok();
    let text = String::from_utf8(bytes).ok().filter(|_| written);
    let Some(Ok(audit)) = text.map(Audit::new) else {
        contradiction("the audit cannot be read back");
    };
    let Ok(told) = study::firmness(selection.rules, &audit, PERCENT) else {
        contradiction("a record of the audit cannot be read back");
    };
    firmness::page(selection.rules, &audit.header, &told).sections
}
