//! How firm a selection is, as a page: what would have to count more or less for others to sit, by how much each seat hangs and on
//! whose answer, and what comes out without each assessor.

mod assessors;
mod seats;
mod two;
mod weights;

pub(in crate::papers) use self::assessors::outcome;
pub(crate) use self::two::{TWO_WEIGHTS, said};
pub(crate) use self::weights::range;
use super::explanation::{Page, Section};
use crate::base::counted::count;
use crate::record::Header;
use crate::rules::Rules;
use crate::study::firmness::told::{Exchange, Firmness};

/// The page; sections that have nothing to say are not on it.
pub fn page(rules: &Rules, header: &Header, told: &Firmness) -> Page {
    let (is, seats) = match (told.seated, rules.is_shortlisting()) {
        (1, true) => ("is", "place on the shortlist"),
        (1, false) => ("is", "seat"),
        (_, true) => ("are", "places on the shortlist"),
        (_, false) => ("are", "seats"),
    };
    let sections = [
        provisional(header),
        stage(rules),
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

/// That somebody is still asked something; nothing is said of a run in which nobody is.
fn provisional(header: &Header) -> Section {
    let mut section = Section::new("provisional", "Is the run provisional?");
    if header.unclear == 0 && header.ranked_and_asked == 0 {
        return section;
    }
    let asked = header.unclear.saturating_add(header.ranked_and_asked);
    let could = match header.could_sit {
        0 => "none of them could win a seat".to_owned(),
        could => format!("{could} of them could win a seat"),
    };
    section.line(
        0,
        format!(
            "{} still asked something, and {could}; what stands here is of the seats as they are without these answers",
            count(asked, "application is", "applications are")
        ),
    );
    section
}

/// What is looked at in the run of a stage, and what stays as it is.
fn stage(rules: &Rules) -> Section {
    let mut section = Section::new("stage", "Which stage is this?");
    let Some(stage) = rules.stage() else {
        return section;
    };
    let title = format!("“{}”", stage.title);
    match rules.stage_after() {
        Some(next) => section.line(
            0,
            format!(
                "{title}: a seat is a place on its shortlist here, and whoever has one goes on to “{}”",
                next.title
            ),
        ),
        None => section.line(0, format!("{title}, which deals the seats")),
    }
    if let Some(before) = rules.stage_before() {
        section.line(
            0,
            format!(
                "who takes part stays as the shortlist of “{}” was told, whatever the weights; what was rated before counts in the totals as this stage combines them",
                before.title
            ),
        );
    }
    if let Some(floor) = stage.floor {
        section.line(
            0,
            format!(
                "its floor of {} asks for points of this stage alone: a weight of its scoring rules moves people over the floor and below it, too",
                floor.normalize()
            ),
        );
    }
    section
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
pub(crate) fn exchange(exchange: &Exchange) -> String {
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
