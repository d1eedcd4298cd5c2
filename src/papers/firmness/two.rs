//! Two weights at once: how many others would sit by each pair of a grid, and who.

use std::collections::BTreeMap;

use super::exchange;
use crate::base::counted::count;
use crate::papers::explanation::Section;
use crate::study::firmness::told::{Axis, Exchange, Firmness, Spot, TwoWeights};

/// The section's id, by which the picture finds it.
pub(crate) const TWO_WEIGHTS: &str = "two-weights";
/// So many different exchanges of seats are told.
const TOLD: usize = 12;

pub(super) fn section(told: &Firmness) -> Section {
    let Some(two) = &told.two else {
        return Section::new(TWO_WEIGHTS, "");
    };
    let heading = format!(
        "Would others sit if “{}” and “{}” counted otherwise at once?",
        two.across.title, two.down.title
    );
    let mut section = Section::new(TWO_WEIGHTS, &heading);
    section.line(
        0,
        format!(
            "how many others would sit, of {}, all else as it is: in each column {} counts as much as stands above it, in each row {} as much as stands before it",
            count(told.seated, "seat", "seats"),
            named(&two.across),
            named(&two.down)
        ),
    );
    section.line(0, "[0] is as it is; what lies between two pairs is not looked at: of each weight by itself the exact range stands above");
    let has = |one: &Spot| two.cells.iter().flatten().any(|spot| spot == one);
    section.line_if(
        has(&Spot::Untold),
        "* a personal column decides between equal totals, which is not in the run folder",
    );
    section.line_if(
        has(&Spot::Unknown),
        "? was not worked out, which was too much work",
    );
    let headings: Vec<&str> = [""]
        .into_iter()
        .chain(two.across.weights.iter().map(String::as_str))
        .collect();
    section.table(&headings, rows(two));
    who(&mut section, two);
    section
}

fn named(axis: &Axis) -> String {
    format!(
        "{} ({}, {} in the run)",
        axis.title, axis.measure, axis.weight
    )
}

/// What is said of one pair.
pub(crate) fn said(spot: &Spot) -> String {
    match spot {
        Spot::Selected { others, .. } => others.to_string(),
        Spot::Untold => "*".to_owned(),
        Spot::Unknown => "?".to_owned(),
    }
}

fn rows(two: &TwoWeights) -> Vec<Vec<String>> {
    let row = |(weight, cells): (&String, &Vec<Spot>)| {
        let cell = |(across, spot): (&String, &Spot)| {
            let is_now = *across == two.across.weight && *weight == two.down.weight;
            match is_now {
                true => format!("[{}]", said(spot)),
                false => said(spot),
            }
        };
        let cells = two.across.weights.iter().zip(cells).map(cell);
        [weight.clone()].into_iter().chain(cells).collect()
    };
    two.down.weights.iter().zip(&two.cells).map(row).collect()
}

/// Who would sit instead of whom, and by how many pairs: the most frequent first.
fn who(section: &mut Section, two: &TwoWeights) {
    let mut all: BTreeMap<&Exchange, usize> = BTreeMap::new();
    for spot in two.cells.iter().flatten() {
        if let Spot::Selected { exchange, .. } = spot {
            let many = all.entry(exchange).or_default();
            *many = many.saturating_add(1);
        }
    }
    all.retain(|exchange, _| **exchange != Exchange::default());
    let mut all: Vec<(&Exchange, usize)> = all.into_iter().collect();
    all.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    for (one, many) in all.iter().take(TOLD) {
        let by = count(*many, "pair of weights", "pairs of weights");
        section.line(0, format!("by {by}: {}", exchange(one)));
    }
    let more = all.len().saturating_sub(TOLD);
    section.line_if(
        more > 0,
        format!("and {more} more exchanges of seats; `--format json` has them all"),
    );
}
