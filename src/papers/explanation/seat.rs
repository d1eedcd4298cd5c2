//! The seat: which groups admit the applicant, who holds the last seat in each and by how much, and
//! which rule decided.

use super::evidence::{More, amount};
use super::{Case, Section};
use crate::papers::glance::taken;
use crate::record::{GroupSeats, Ranked};
use crate::values::SeatIn;
use crate::words::{self, outcomes};

pub(super) const ID: &str = "place";

pub(in crate::papers) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new(ID, "Place");
    let Some(standing) = &case.record.standing else {
        return section;
    };
    if case.record.fits.is_empty() {
        section.line(0, outcomes::NO_GROUP);
    }
    for group in &case.header.groups {
        let open = group.id.is_open();
        if open && case.record.group != Some(SeatIn::Open) && case.record.outcome.is_chosen() {
            continue;
        }
        if open || case.record.fits(&group.id) {
            let words = format!("{}: {}", group.title, taken(case.rules, group));
            section.line(0, words);
            admits(case, &mut section, group);
            last(case, &mut section, group, standing);
        }
    }
    section
}

/// How seats are given, in the same words for everybody. Of a shortlist the section of the stages says it.
pub(super) fn given(case: Case<'_>, section: &mut Section) {
    if case.rules.is_shortlisting() {
        return;
    }
    let (places, cites) = (&case.rules.places, case.rules.places.cites.join(", "));
    let words = format!(
        "how seats are given (line {}): {} [{cites}]",
        places.line,
        words::rule::places(places, case.rules.is_shortlisting())
    );
    section.line(0, words);
}

/// What the last one is.
fn chosen(case: Case<'_>) -> &'static str {
    match case.rules.is_shortlisting() {
        true => "shortlisted",
        false => "seated",
    }
}

/// The test of a group.
fn admits(case: Case<'_>, section: &mut Section, group: &GroupSeats) {
    let Some(of) = case
        .rules
        .places
        .groups
        .iter()
        .find(|of| of.id == group.id.word())
    else {
        return;
    };
    let test = words::rule::admits(words::titled(case.rules), of.test.as_ref());
    let words = format!(
        "admits (line {}): {test} [{}]",
        of.line,
        of.cites.join(", ")
    );
    section.line(1, words);
}

/// Who holds the last seat, and by how much.
pub(in crate::papers) fn last(
    case: Case<'_>,
    section: &mut Section,
    group: &GroupSeats,
    standing: &Ranked<'_>,
) {
    let Some((total, id)) = &group.last else {
        return;
    };
    if *id == case.record.application {
        section.line(
            1,
            format!("this is the last one {}, with {total}", chosen(case)),
        );
        return;
    }
    let holder = case
        .other(id)
        .and_then(|other| Some((other.standing.as_ref()?, other)));
    let at = holder.map_or_else(String::new, |(last, _)| {
        format!(", place {}", last.position)
    });
    let this = case.record.total.as_deref().and_then(amount);
    let more = this
        .zip(amount(total))
        .map(|(this, last)| More::of(last, this));
    let equal = more.is_some_and(More::is_equal);
    let word = match more {
        Some(more) if !equal => format!(": {more} than this one"),
        Some(_) => ": the same total".to_owned(),
        None => String::new(),
    };
    let told = holder
        .filter(|_| equal)
        .map_or_else(String::new, |(last, _)| {
            let first = if last.position < standing.position {
                "that one goes first"
            } else {
                "this one goes first"
            };
            format!("; {first} by the tie-breaks")
        });
    let is_passed_over = !equal && !case.record.outcome.is_chosen();
    let before = holder
        .filter(|(last, _)| is_passed_over && last.position > standing.position)
        .map_or("", |_| {
            "; ranked below this one, and came before it for balance rules or a seat that is held"
        });
    let words = format!(
        "the last one {}: {id} with {total}{at}{word}{told}{before}",
        chosen(case)
    );
    section.line(1, words);
}
