//! Who stands around somebody: the neighbours in the ranking with what separates them, and, for whoever is out, who has the last seats.

use crate::papers::explanation::ranking::{neighbours, position};
use crate::papers::explanation::separation::separated;
use crate::papers::explanation::{Case, Section, one_line, seat};
use crate::papers::glance::taken;
use crate::record::Ranked;
use crate::values::SeatIn;
use crate::words::outcomes;

pub(super) fn ranking(case: Case<'_>) -> Section {
    let mut section = Section::new("neighbours", "Neighbours in the ranking");
    let Some(standing) = &case.record.standing else {
        return section;
    };
    section.line(0, position(case, standing));
    neighbours(case, standing, &mut section);
    section
}

/// Others of whom the page speaks: neighbours, applications of the same person, and whoever has a last seat that is on it.
pub(super) fn spoken_of<'a>(case: Case<'a>, cutoffs: &Section) -> Vec<&'a str> {
    let standing = case.record.standing.iter();
    let neighbours = standing.flat_map(|standing| standing.above.iter().chain(&standing.below));
    let neighbours = neighbours.map(|other| other.application.as_ref());
    let related = case.record.related.iter().map(AsRef::as_ref);
    let last = case
        .header
        .groups
        .iter()
        .filter_map(|group| group.last.as_ref());
    let last = last.filter(|_| !cutoffs.blocks.is_empty());
    let mut all: Vec<&str> = neighbours
        .chain(related)
        .chain(last.map(|(_, id)| id.as_str()))
        .collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|id| *id != case.record.application);
    all
}

/// Who the others are of whom the page speaks.
pub(super) fn named(ids: &[&str], name: &dyn Fn(&str) -> Option<String>) -> Section {
    let mut section = Section::new("named", "Others on this page");
    let named = ids.iter().filter_map(|id| Some((*id, name(id)?)));
    let rows = named.map(|(id, name)| vec![id.to_owned(), one_line(name)]);
    let rows: Vec<Vec<String>> = rows.collect();
    if !rows.is_empty() {
        section.table(&["application", "name"], rows);
    }
    section
}

/// Where the seats end that somebody without one could have had.
pub(super) fn cutoffs(case: Case<'_>) -> Section {
    let mut section = Section::new("cut-off", "The last seats");
    let Some(standing) = &case.record.standing else {
        return section;
    };
    let open = case.record.group.as_ref().is_some_and(SeatIn::is_open);
    let is_in = case.record.outcome.is_chosen();
    if is_in && !open {
        return section;
    }
    if case.record.fits.is_empty() {
        section.line(0, outcomes::NO_GROUP);
    }
    for group in &case.header.groups {
        let of_open = group.id.is_open();
        if of_open && !is_in || case.record.fits(&group.id) {
            section.line(0, format!("{}: {}", group.title, taken(case.rules, group)));
            seat::last(case, &mut section, group, standing);
            let holder = group.last.as_ref().and_then(|(_, id)| case.other(id));
            if let Some(holder) = holder.filter(|holder| !is_neighbour(standing, holder)) {
                separated(case, holder, None, &mut section, 2);
            }
        }
    }
    section
}

/// Whether what separates the two is said among the neighbours already.
fn is_neighbour(standing: &Ranked<'_>, other: &crate::record::Record<'_>) -> bool {
    let mut beside = standing.above.iter().chain(&standing.below);
    beside.any(|neighbour| neighbour.application == other.application)
}
