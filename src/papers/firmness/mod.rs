//! How firm a selection is, as a page: what would have to count more or less for others to sit, by how much each seat hangs and on
//! whose answer, and what comes out without each assessor.

mod assessors;
mod seats;
mod two;
mod weights;

pub(in crate::papers) use self::assessors::outcome;
pub(crate) use self::two::{TWO_WEIGHTS, said};
use super::explanation::{Page, Section};
use crate::base::counted::count;
use crate::record::Header;
use crate::rules::Rules;
use crate::study::firmness::told::{Exchange, Firmness};

/// The page; sections that have nothing to say are not on it.
pub fn page(rules: &Rules, header: &Header, told: &Firmness) -> Page {
    let (is, seats) = match told.seated {
        1 => ("is", "seat"),
        _ => ("are", "seats"),
    };
    let sections = [
        weights::weights(told),
        weights::within(told),
        two::section(told),
        seats::section(rules, told),
        assessors::section(told),
        left_out(told),
        how(),
    ];
    let says = |section: &Section| !section.blocks.is_empty();
    Page {
        title: format!("How firm the {} {seats} {is}", told.seated),
        about: format!(
            "{} · {} ranked",
            header.title,
            count(told.ranked, "person", "people")
        ),
        sections: sections.into_iter().filter(says).collect(),
    }
}

fn left_out(told: &Firmness) -> Section {
    let mut section = Section::new("left-out", "What was left out");
    for note in &told.notes {
        section.line(0, note.as_str());
    }
    section
}

fn how() -> Section {
    let mut section = Section::new("how", "How this was worked out");
    section.line(0, "from the run folder alone, by filling the groups anew: one weight, one total, one answer or one assessor at a time, all else as it is");
    section.line(0, "weights: by one weight each total is a straight line, so that others can only sit where two totals meet; these weights are exact (weight stability intervals), and nothing is sampled");
    section.line(0, "points: how much less the total could be; single answers: of each cell that earns points the nearest other answer that loses the seat; no advice");
    section
}

/// `A-0175 comes in, A-0254 leaves`.
fn exchange(exchange: &Exchange) -> String {
    let said = |ids: &[String], one: &str, several: &str| {
        let verb = if ids.len() == 1 { one } else { several };
        (!ids.is_empty()).then(|| format!("{} {verb}", listed(ids)))
    };
    let both = [
        said(&exchange.comes, "comes in", "come in"),
        said(&exchange.leaves, "leaves", "leave"),
    ];
    match both.into_iter().flatten().collect::<Vec<_>>() {
        said if said.is_empty() => "the same people sit".to_owned(),
        said => said.join(", "),
    }
}

/// So many ids are named in a sentence.
const NAMED: usize = 12;

/// `A-1, A-2 and 3 more`.
fn listed(ids: &[String]) -> String {
    let named: Vec<&str> = ids.iter().take(NAMED).map(String::as_str).collect();
    match (ids.len().saturating_sub(named.len()), named.split_last()) {
        (0, Some((last, []))) => (*last).to_owned(),
        (0, Some((last, all))) => format!("{} and {last}", all.join(", ")),
        (more, _) => format!("{} and {more} more", named.join(", ")),
    }
}
