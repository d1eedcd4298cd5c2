//! The rank: who stands directly above and below, what separates them, and the lot.

use super::{Case, Section};

pub(super) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("ranking", "Ranking");
    let (header, record) = (case.header, case.record);
    let Some(standing) = &record.standing else { return section };
    let equal = if standing.rank as usize == standing.place {
        String::new()
    } else {
        format!(", rank {} shared with others whom only the lot tells apart", standing.rank)
    };
    section.line(0, format!("place {} of {}{equal}", standing.place, header.ranked));
    for (word, neighbour) in [("above", &standing.above), ("below", &standing.below)] {
        if let Some(neighbour) = neighbour {
            let (other, total, by) = (&neighbour.application, &neighbour.total, &neighbour.by);
            section.line(0, format!("directly {word}: {other} with {total}, told apart by {by}"));
        }
    }
    if let Some(lot) = &standing.lot {
        section.line(0, format!("lot {lot}; the lowest goes first; check it with"));
        section.command(draw(&header.seed, &record.application));
    }
    for group in header.groups.iter().filter(|group| Some(group.id.as_str()) == record.group.as_deref()) {
        let last = group
            .last
            .as_ref()
            .map_or_else(String::new, |(total, id)| format!("; the last seat went to {id} with {total}"));
        section.line(0, format!("{}: {} of {} seats taken{last}", group.id, group.taken, group.seats));
    }
    section
}

/// The command that draws a lot anew.
pub(super) fn draw(seed: &str, application: &str) -> String {
    // An id may hold a quotation mark, and people copy this line into a shell.
    let drawn = format!("{seed}:{application}").replace('\'', r"'\''");
    format!("printf '%s' '{drawn}' | sha256sum")
}
