//! The score, part by part, and the proof that the parts add up.

use super::{Case, Section};
use crate::explain::record::{PartOf, Record};

pub(super) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("score", "Score");
    if case.record.parts.is_empty() {
        return section;
    }
    let mut rows: Vec<Vec<String>> = case.record.parts.iter().filter_map(|of| part(case, of)).collect();
    rows.extend(total(case.record).map(|total| vec!["total".to_owned(), total, String::new()]));
    section.table(&["scoring rule", "points × weight = part", "from"], rows);
    section
}

fn part(case: Case<'_>, part: &PartOf<'_>) -> Option<Vec<String>> {
    let measured = case.header.measures.iter().find(|measured| measured.id == part.id)?;
    let blank = if part.blank { " (blank: earns what the rules give a blank)" } else { "" };
    let sum = match (&part.points, &part.at_most) {
        (Some(points), None) => format!("{points} × {} = {}", measured.weight, part.part),
        (_, most) => format!("open: from {} to {}", part.part, most.as_ref().unwrap_or(&part.part)),
    };
    Some(vec![part.id.to_string(), sum, format!("{} {}{blank}", measured.of, case.found(&measured.of))])
}

/// `22 + 18 + 15 = 55`.
pub(super) fn total(record: &Record<'_>) -> Option<String> {
    let total = record.total.as_ref()?;
    let parts: Vec<&str> = record.parts.iter().map(|part| part.part.as_ref()).collect();
    let most = record.total_at_most.as_ref().map_or_else(String::new, |most| format!(" at least, {most} at most"));
    Some(format!("{} = {total}{most}", parts.join(" + ")))
}
