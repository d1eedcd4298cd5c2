//! Assessors: what comes out if one of them had abstained.

use super::{exchange, listed};
use crate::base::counted::count;
use crate::papers::explanation::Section;
use crate::study::firmness::told::{Exchange, Firmness, Without, WithoutThem};

pub(super) fn section(told: &Firmness) -> Section {
    let mut section = Section::new("assessors", "What comes out without each assessor?");
    if told.assessors.is_empty() {
        return section;
    }
    section.line(
        0,
        "as if one had abstained from every application; a rating is of those who remain",
    );
    for without in &told.assessors {
        one(&mut section, without);
    }
    section
}

fn one(section: &mut Section, without: &Without) {
    let whose = format!(
        "without A{} ({} of {})",
        without.assessor,
        count(without.ratings, "rating", "ratings"),
        listed(&without.fields)
    );
    outcome(section, 0, &whose, &without.outcome);
}

/// What comes out if something about ratings is otherwise, behind what that is.
pub(in crate::papers) fn outcome(
    section: &mut Section,
    depth: usize,
    what: &str,
    outcome: &WithoutThem,
) {
    match outcome {
        WithoutThem::Unknown { because } => {
            section.line(depth, format!("{what}: not told, since {because}"));
        }
        WithoutThem::Selected {
            exchange: then,
            asked,
            ranked,
            ineligible,
            eligible,
            below,
            above,
        } => {
            // Whoever would have to be asked has lost no seat: it waits for the answer.
            let (waits, leaves): (Vec<String>, Vec<String>) =
                (then.leaves.iter().cloned()).partition(|id| asked.contains(id));
            let (asked, waiting) = (
                asked.iter().filter(|id| !waits.contains(id)).cloned(),
                !waits.is_empty(),
            );
            let asked: Vec<String> = asked.collect();
            let others = Exchange {
                comes: then.comes.clone(),
                leaves,
            };
            let said = match waiting && others.comes.is_empty() && others.leaves.is_empty() {
                true => "nobody else sits".to_owned(),
                false => exchange(&others),
            };
            section.line(depth, format!("{what}: {said}"));
            let mut more = |ids: &[String], words: &str| {
                if !ids.is_empty() {
                    section.line(depth.saturating_add(1), format!("{words}: {}", listed(ids)));
                }
            };
            more(
                &waits,
                "would have to be rated by somebody else before it is known whether they keep their seat",
            );
            more(&asked, "would have to be asked");
            more(ranked, "would be asked no more, and ranked");
            more(ineligible, "would not be eligible");
            more(eligible, "would be eligible");
            more(below, "would be below the floor");
            more(above, "would be below the floor no more");
        }
    }
}
