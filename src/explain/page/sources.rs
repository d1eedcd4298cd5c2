//! The clauses and decisions that the criteria and the score rest on, in full.

use super::{Case, Section};

pub(super) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("sources", "What the rules rest on");
    let (header, record) = (case.header, case.record);
    let judged = header.criteria.iter().filter(|asked| record.criteria.iter().any(|judged| judged.id == asked.id));
    let measured = header.measures.iter().filter(|asked| record.parts.iter().any(|part| part.id == asked.id));
    let cited: Vec<&String> =
        judged.flat_map(|asked| &asked.cites).chain(measured.flat_map(|asked| &asked.cites)).collect();
    for source in header.sources.iter().filter(|source| cited.contains(&&source.id)) {
        section.line(0, format!("{} {}: {}", source.kind, source.id, source.text));
    }
    section
}
