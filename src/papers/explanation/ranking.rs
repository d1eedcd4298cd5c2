//! The rank: who stands directly above and below, what separates them, and the lots where these decided.

use super::evidence::{More, amount};
use super::separation::{lots, separated};
use super::{Case, Section};
use crate::record::{Neighbour, Nth, Ranked};
use crate::words;

pub(in crate::papers) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("ranking", "Ranking");
    let Some(standing) = &case.record.standing else {
        return section;
    };
    section.line(0, position(case, standing));
    let mut drawn = neighbours(case, standing, &mut section);
    if !drawn.is_empty() {
        drawn.insert(0, case.record.application.as_ref());
        lots(case, &drawn, &mut section);
    }
    section
}

/// Who stands directly above and below, and what separates them; returns those from whom only the lot does.
pub(in crate::papers) fn neighbours<'a>(
    case: Case<'_>,
    standing: &'a Ranked<'_>,
    section: &mut Section,
) -> Vec<&'a str> {
    let mut drawn = Vec::new();
    for (word, neighbour) in [("above", &standing.above), ("below", &standing.below)] {
        if let Some(neighbour) = neighbour {
            section.line(0, format!("directly {word}: {}", against(case, neighbour)));
            let decided = case
                .other(&neighbour.application)
                .is_some_and(|other| separated(case, other, neighbour.tie_break, section, 1));
            if decided {
                drawn.push(neighbour.application.as_ref());
            }
        }
    }
    drawn
}

/// `place 19 of 177, rank 18 shared with others whom only the lot tells apart`.
pub(in crate::papers) fn position(case: Case<'_>, standing: &Ranked<'_>) -> String {
    let equal = if standing.rank as usize == standing.position {
        String::new()
    } else {
        format!(
            ", rank {} shared with others whom only the lot tells apart",
            standing.rank
        )
    };
    format!(
        "place {} of {}{equal}",
        standing.position, case.header.ranked
    )
}

/// `A-0176 with 70, equal, told apart by lot`.
fn against(case: Case<'_>, neighbour: &Neighbour<'_>) -> String {
    let (other, total) = (&neighbour.application, &neighbour.total);
    let this = case.record.total.as_deref().and_then(amount);
    match this
        .zip(amount(total))
        .map(|(this, total)| More::of(total, this))
    {
        Some(more) if !more.is_equal() => format!("{other} with {total}, {more} than this one"),
        _ => format!(
            "{other} with {total}, told apart by {}",
            told_apart_by(case, neighbour)
        ),
    }
}

fn told_apart_by(case: Case<'_>, neighbour: &Neighbour<'_>) -> String {
    let id = neighbour.tie_break.and_then(Nth::id);
    let of = id.and_then(|id| case.rules.ranking.tie_breaks.find(id));
    of.map_or_else(
        || neighbour.by.to_string(),
        |of| words::tie_break(words::titled(case.rules), of),
    )
}
