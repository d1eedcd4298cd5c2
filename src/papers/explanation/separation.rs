//! What separates two who are ranked: their totals and the parts these come from, or the tie-breaks, or the lot.

use super::evidence::{More, amount};
use super::score::measure;
use super::{Case, Section};
use crate::rank::lot;
use crate::record::{Nth, PartOf, Record};
use crate::rules::{self, TieBreak, TieBreakId};
use crate::words;

/// What one tie-break found for an application.
#[derive(PartialEq)]
enum Compared {
    Answer(String),
    /// Not shown, and so not compared here.
    Personal,
}

/// Says under a line what separates this application from another; true where the lot did.
///
/// `by` is the tie-break that told them apart, where their totals are equal and it is known.
pub(in crate::papers) fn separated(
    case: Case<'_>,
    other: &Record<'_>,
    by: Option<Nth<TieBreakId>>,
    section: &mut Section,
    depth: usize,
) -> bool {
    let totals = |record: &Record<'_>| record.total.as_deref().and_then(amount);
    let (Some(this), Some(that)) = (totals(case.record), totals(other)) else {
        return false;
    };
    if this != that {
        for (part, against) in case.record.parts.iter().zip(&other.parts) {
            if let Some(apart) = differs(part, against) {
                let title = measure(case, part).map_or(part.id.as_ref(), |own| &own.title);
                let words = format!("{title}: {} against {}, {apart}", part.part, against.part);
                section.line(depth, words);
            }
        }
        return false;
    }
    for (id, tie_break) in case.rules.ranking.tie_breaks.each() {
        let name = words::tie_break(words::titled(case.rules), tie_break);
        if tie_break.seed().is_some() {
            let words = format!("{name}: decided, because nothing before it did");
            section.line(depth, words);
            return true;
        }
        let (this, that) = (
            compared(case, tie_break, case.record),
            compared(case, tie_break, other),
        );
        let named = by == Some(id.into());
        let (said, goes_on) = match (this, that) {
            (Compared::Answer(this), Compared::Answer(that)) if this == that && !named => {
                (format!("{this} both, so the next tie-break counts"), true)
            }
            (Compared::Answer(this), Compared::Answer(that)) => {
                (format!("decided, {this} against {that}"), false)
            }
            _ if named => {
                let said = "decided; the answers are personal and not shown";
                (said.to_owned(), false)
            }
            _ if by.is_some() => {
                let said = "equal, so the next tie-break counts; the answers are personal";
                (said.to_owned(), true)
            }
            // Whether a later one counted cannot be said.
            _ => ("the answers are personal and not shown".to_owned(), false),
        };
        section.line(depth, format!("{name}: {said}"));
        if !goes_on {
            return false;
        }
    }
    false
}

/// `2 more`; none where the parts are equal.
fn differs(this: &PartOf<'_>, other: &PartOf<'_>) -> Option<String> {
    let (this, other) = (amount(&this.part)?, amount(&other.part)?);
    (this != other).then(|| More::of(this, other).to_string())
}

fn compared(case: Case<'_>, tie_break: &TieBreak, record: &Record<'_>) -> Compared {
    if let rules::Compared::Part(measure) = tie_break.compared() {
        let id = case
            .rules
            .measures
            .find(measure)
            .map_or("", |measure| &measure.id);
        let part = record.parts.iter().find(|part| part.id == id);
        return Compared::Answer(
            part.map_or_else(|| "nothing".to_owned(), |part| part.part.to_string()),
        );
    }
    let Some(subject) = tie_break.subject() else {
        return Compared::Personal;
    };
    let fields = &case.rules.form.fields;
    let mut behind = case.rules.fields_behind([subject]).into_iter();
    if behind.any(|field| fields.find(field).is_none_or(|field| field.personal)) {
        return Compared::Personal;
    }
    let Some(evidence) = (Case { record, ..case }).evidence(subject) else {
        return Compared::Personal;
    };
    Compared::Answer(evidence.read.as_deref().unwrap_or("no answer").to_owned())
}

/// Says the lots of several applications, and how to draw them anew.
pub(in crate::papers) fn lots(case: Case<'_>, applications: &[&str], section: &mut Section) {
    let seed = &case.header.seed;
    section.line(
        0,
        "the lots; the lowest goes first; check each with the command under it",
    );
    for application in applications {
        section.line(1, format!("{application}: {}", lot(seed, application)));
        section.command(draw(seed, application));
    }
}

/// The command that draws a lot anew.
pub(in crate::papers) fn draw(seed: &str, application: &str) -> String {
    // An id may hold a quotation mark, and people copy this line into a shell.
    let drawn = format!("{seed}:{application}").replace('\'', r"'\''");
    format!("printf '%s' '{drawn}' | sha256sum")
}
