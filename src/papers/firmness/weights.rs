//! Weights: what would have to count how much for others to sit.

use super::{exchange, listed};
use crate::base::counted::count;
use crate::papers::explanation::Section;
use crate::study::firmness::told::{End, Exchange, Firmness, Moved, Turn, Weighed};

pub(super) fn weights(told: &Firmness) -> Section {
    let mut section = Section::new(
        "weights",
        "Would somebody else sit if something counted more, or less?",
    );
    section.line_if(told.seated == 0, "nobody has a seat");
    for weighed in &told.measures {
        section.line(
            0,
            format!(
                "{} ({}) counts {}: {}",
                weighed.title,
                weighed.measure,
                weighed.weight,
                range(weighed)
            ),
        );
        end(&mut section, &weighed.up, true);
        end(&mut section, &weighed.down, false);
        if !weighed.asked.is_empty() {
            let words = format!(
                "asked because of it alone, and ranked where it counts nothing, which is not looked at: {}",
                listed(&weighed.asked)
            );
            section.line(1, words);
        }
        if !weighed.untold_at.is_empty() {
            let words = format!(
                "at exactly {} a personal column decides between equal totals, which is not in the run folder",
                weighed.untold_at.join(", ")
            );
            section.line(1, words);
        }
    }
    section
}

/// A weight of nothing, as it is told.
const NOTHING: &str = "0";

/// `the same people sit from 2.5 to 3.25`; *below* and *above* where others sit at exactly that weight.
pub(crate) fn range(weighed: &Weighed) -> String {
    let weight = |end: &End| match end {
        End::Never => None,
        End::Changes(Turn { weight, there, .. }) => {
            let is_within = there.as_ref() == Some(&Exchange::default());
            Some((weight.clone(), is_within))
        }
        End::Unknown { weight } => Some((weight.clone(), true)),
    };
    let from = |(least, is_within): (String, bool)| match is_within {
        true => format!("from {least}"),
        false => format!("above {least}"),
    };
    let until = |(most, is_within): (String, bool)| match is_within {
        true => format!("up to {most}"),
        false => format!("below {most}"),
    };
    match (weight(&weighed.down), weight(&weighed.up)) {
        (None, None) => "whatever it counts, the same people sit".to_owned(),
        (Some((least, _)), None) if least == NOTHING => {
            "the same people sit as long as it counts anything".to_owned()
        }
        (Some((least, _)), Some(most)) if least == NOTHING => {
            format!(
                "the same people sit {}, and down to almost nothing",
                until(most)
            )
        }
        (None, Some(most)) => format!("the same people sit {}, and down to nothing", until(most)),
        (Some(least), None) => format!("the same people sit {}, however high", from(least)),
        (Some((least, _)), Some((most, _))) if least == most => {
            let at_once = |end: &End| matches!(end, End::Changes(_));
            let words = match (at_once(&weighed.down), at_once(&weighed.up)) {
                (true, true) => "others sit as soon as it counts more, or less",
                (true, false) => "others sit as soon as it counts less",
                (false, true) => "others sit as soon as it counts more",
                (false, false) => "how far the same people sit was not worked out",
            };
            words.to_owned()
        }
        (Some((least, true)), Some((most, true))) => {
            format!("the same people sit from {least} to {most}")
        }
        (Some(least), Some(most)) => {
            format!("the same people sit {} and {}", from(least), until(most))
        }
    }
}

fn end(section: &mut Section, end: &End, more: bool) {
    let (way, beyond) = match more {
        true => ("more", "above"),
        false => ("less", "below"),
    };
    let turn = match end {
        End::Never => return,
        End::Unknown { weight } => {
            let words = format!(
                "{way}: what comes {beyond} {weight} was not worked out, which was too much work"
            );
            section.line(1, words);
            return;
        }
        End::Changes(turn) => turn,
    };
    let Turn {
        weight,
        percent,
        there,
        beyond: then,
    } = turn;
    let by = match (percent.as_str(), more) {
        ("0", _) => String::new(),
        (percent, true) => format!(" (+{percent} %)"),
        (percent, false) => format!(" (−{percent} %)"),
    };
    let words = match there {
        Some(there) if there == then => {
            let from = match (more, weight.as_str()) {
                (true, _) => format!("from {weight}{by} on"),
                (false, NOTHING) => "where it counts nothing".to_owned(),
                (false, _) => format!("from {weight}{by} down"),
            };
            format!("{from}: {}", exchange(then))
        }
        Some(there) if *there == Exchange::default() => {
            format!("{beyond} {weight}{by}: {}", exchange(then))
        }
        Some(there) => format!(
            "at exactly {weight}{by}: {}; {beyond} it: {}",
            exchange(there),
            exchange(then)
        ),
        None => format!(
            "{beyond} {weight}{by}: {}; at exactly {weight} a personal column decides, which is not in the run folder",
            exchange(then)
        ),
    };
    section.line(1, format!("{way}: {words}"));
}

pub(super) fn within(told: &Firmness) -> Section {
    let within = &told.within;
    let heading = format!(
        "Which seats does no weight change that is up to {} % larger or smaller?",
        within.percent
    );
    let mut section = Section::new("within", &heading);
    if told.measures.is_empty() || told.seated == 0 {
        return section;
    }
    let firm = within.firm.len();
    let so_far = match within.unknown.is_empty() {
        true => "",
        false => ", as far as weights were followed",
    };
    section.line(
        0,
        match firm == told.seated {
            true => format!("all {}{so_far}", count(firm, "seat", "seats")),
            false => format!("{firm} of {}{so_far}", count(told.seated, "seat", "seats")),
        },
    );
    section.line_if(
        firm > 0 && firm < told.seated,
        format!("those of {}", listed(&within.firm)),
    );
    let row = |moved: &Moved| {
        let title = told
            .measures
            .iter()
            .find(|one| one.measure == moved.measure);
        let title = title.map_or(moved.measure.as_str(), |one| one.title.as_str());
        let lost = match (moved.at, moved.more) {
            (true, true) => format!("from {} on", moved.weight),
            (true, false) => format!("from {} down", moved.weight),
            (false, true) => format!("above {}", moved.weight),
            (false, false) => format!("below {}", moved.weight),
        };
        vec![moved.application.clone(), title.to_owned(), lost]
    };
    if !within.moved.is_empty() {
        let rows = within.moved.iter().map(row).collect();
        section.table(&["seat of", "is lost by the weight of", "which is"], rows);
    }
    section.line_if(
        within.untold,
        "at single weights a personal column decides between equal totals, as said above: of these nothing is said here",
    );
    if !within.unknown.is_empty() {
        let words = format!(
            "not followed so far, which was too much work: {}",
            listed(&within.unknown)
        );
        section.line(0, words);
    }
    section
}
