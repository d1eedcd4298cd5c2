//! Every kind of rule as a sentence: what earns points, how a level comes about, who fits a group, how seats are given.

use std::borrow::Cow;
use std::fmt::Display;

use rust_decimal::Decimal;

use crate::base::ids::find;
use crate::rules::levels::LevelRow;
use crate::rules::{
    Alike, Assignment, Award, Band, Combine, Counts, Deal, Derivation, Duplicates, Field, Level,
    Measure, Objective, OpenPlaces, Piece, Places, Rules, Several, StandingAnswer, Stands, Subject,
    Test, Unfilled, Worth,
};
use crate::values::countries;
use crate::words::{self, Naming, level_of_scale, set};

/// A measure as a sentence: what earns how many points, and the weight.
pub fn measure<'a>(naming: impl Into<Naming<'a>>, measure: &Measure) -> String {
    let naming = naming.into();
    let awards = award(naming, &measure.worth);
    let blank = match measure.worth.blank {
        Some(points) => format!("a blank {points}"),
        None => "a blank is asked about".to_owned(),
    };
    let of = naming.subject(measure.worth.subject);
    format!(
        "{}: {of} earns {awards}; {blank}; weight {}",
        measure.title, measure.weight
    )
}

/// What an answer earns, as a list.
pub(crate) fn award<'a>(naming: impl Into<Naming<'a>>, worth: &Worth) -> String {
    let naming = naming.into();
    let each = |piece| Some((piece, worth.award.points_of(piece)?.0));
    let gives = |(at, points)| match at {
        Piece::Band(_) => format!("{}: {points}", piece(naming, worth, at)),
        _ => format!("{} {points}", piece(naming, worth, at)),
    };
    match &worth.award {
        Award::Table { .. } | Award::Bands(_) => {
            let pieces = worth.award.pieces().into_iter().filter_map(each);
            pieces.map(gives).collect::<Vec<_>>().join(", ")
        }
        Award::Linear(line) => {
            format!(
                "{} at {} to {} at {} in a straight line",
                line.points_from, line.from, line.points_to, line.to
            )
        }
        Award::Rating => rating(naming.rules.field(worth.subject)),
    }
}

/// What of several ratings is earned: `the median of the ratings, of any 2 of 5 assessors`.
fn rating(field: Option<&Field>) -> String {
    let combine = field.map_or(Combine::Mean, |field| field.combine);
    let what = match combine {
        Combine::Mean => "the mean of the ratings".to_owned(),
        Combine::Median => "the median of the ratings".to_owned(),
        Combine::Sum => "the sum of the ratings".to_owned(),
        Combine::TrimmedMean { from } => format!(
            "the mean of the ratings, from {from} ratings on without the least and the greatest"
        ),
    };
    match field.and_then(|field| Some((field.pool?, field.readers()))) {
        Some((pool, readers)) => format!("{what}, of any {} of {readers} assessors", pool.readers),
        None => what,
    }
}

/// The answers that a piece of an award is for.
pub(crate) fn piece<'a>(naming: impl Into<Naming<'a>>, worth: &Worth, piece: Piece) -> String {
    match (piece, &worth.award) {
        (Piece::Row(at), award) => {
            let row = find(award.rows(), at);
            row.map_or_else(String::new, |row| {
                set(naming, worth.subject, &row.value).join(", ")
            })
        }
        (Piece::Band(at), Award::Bands(bands)) => {
            find(bands, at).map_or_else(String::new, |band| range(band.from, band.below))
        }
        (Piece::From, Award::Linear(line)) => format!("{} or less", line.from),
        (Piece::To, Award::Linear(line)) => format!("{} or more", line.to),
        (Piece::Otherwise, _) => "anything else".to_owned(),
        (Piece::Blank, _) => "a blank".to_owned(),
        (Piece::Number, _) => "the rating itself".to_owned(),
        _ => "between the ends of the line".to_owned(),
    }
}

/// What a row, a band or `otherwise` gives: `C1 earns 8.5`.
pub(crate) fn piece_gives(rules: &Rules, worth: &Worth, at: Piece, points: &dyn Display) -> String {
    let of = piece(rules, worth, at);
    match at {
        Piece::Band(_) => format!("{of}: {points}"),
        _ => format!("{of} earns {points}"),
    }
}

/// A band: `from 1 to below 3`.
pub fn range(from: Option<Decimal>, below: Option<Decimal>) -> String {
    match (from, below) {
        (Some(from), Some(below)) => format!("from {from} to below {below}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(below)) => format!("below {below}"),
        (None, None) => "any".to_owned(),
    }
}

/// How a level is derived, as a sentence.
pub fn level<'a>(naming: impl Into<Naming<'a>>, level: &Level) -> String {
    let naming = naming.into();
    let rules = naming.rules;
    let name = |position: u8| level_of_scale(rules, level.scale, position);
    match &level.derivation {
        Derivation::Table(rows) => {
            let row = |row: &LevelRow| match &row.test {
                Some(test) => format!("{} if {}", name(row.level), words::test(naming, test)),
                None => format!("otherwise {}", name(row.level)),
            };
            rows.iter().map(row).collect::<Vec<_>>().join("; ")
        }
        Derivation::Points { terms, bands } => {
            let term =
                |term: &Worth| format!("{}: {}", naming.subject(term.subject), award(naming, term));
            let band =
                |band: &Band<u8>| format!("{}: {}", range(band.from, band.below), name(band.gives));
            let terms = terms.iter().map(term).collect::<Vec<_>>().join("; ");
            format!(
                "points ({terms}); their sum {}",
                bands.iter().map(band).collect::<Vec<_>>().join(", ")
            )
        }
    }
}

/// Whom a group with this test admits.
pub fn admits<'a>(naming: impl Into<Naming<'a>>, test: Option<&Test>) -> String {
    test.map_or_else(
        || "everyone eligible".to_owned(),
        |test| words::test(naming, test),
    )
}

/// How seats are dealt, as a sentence.
pub fn places(places: &Places, is_shortlisting: bool) -> String {
    let (seat, seats) = match is_shortlisting {
        true => ("place", "places"),
        false => ("seat", "seats"),
    };
    let deal = match places.deal {
        Deal::ByRank => format!("{seats} dealt by rank over all groups"),
        Deal::InTurn => format!("{seats} dealt to the groups in turn"),
    };
    let open = match places.open {
        OpenPlaces::None => "places beyond the groups stay empty".to_owned(),
        OpenPlaces::BestRanked => {
            format!("places beyond the groups go to the best-ranked without a {seat}")
        }
    };
    let unfilled = match places.unfilled {
        Unfilled::StayEmpty => format!("{seats} a group cannot fill stay empty"),
        Unfilled::BecomeOpen => format!("{seats} a group cannot fill become open places"),
    };
    let several = match places.several {
        Several::FirstPreference => "the first preference",
        Several::BestPlace => "the one with the best place",
    };
    let objective = match places.objective {
        Objective::Rank => "",
        Objective::RankFirst => {
            "; a seat stays empty rather than pass over somebody for two ranked lower"
        }
        Objective::Total => {
            "; the largest sum of totals decides between selections that fill as many seats"
        }
    };
    let assignment = match places.assignment {
        Assignment::SelectionFirst => "",
        Assignment::PreferenceFirst => {
            "; each takes the best group that is to be had, whoever below is passed over for it"
        }
    };
    let several = format!("who fits several groups joins {several} that loses nobody a {seat}");
    let all = match is_shortlisting {
        true => format!("{} on the shortlist in all", places.cap),
        false => format!("{} in all", places.cap),
    };
    // Nobody is a reserve before the last stage.
    let reserves = match is_shortlisting {
        true => String::new(),
        false => format!("; {} reserves a group", places.reserve),
    };
    format!("{all}; {deal}; {open}; {unfilled}; {several}{objective}{assignment}{reserves}")
}

/// What makes applications one person's, as a sentence.
pub fn duplicates<'a>(naming: impl Into<Naming<'a>>, rule: &Duplicates) -> String {
    let naming = naming.into();
    let same: Vec<Cow<'_, str>> = rule
        .same
        .iter()
        .map(|field| naming.quoted(Subject::Field(*field)))
        .collect();
    let stands = match rule.stands {
        Stands::Latest => "the latest in time stands",
        Stands::Earliest => "the earliest in time stands",
        Stands::Ask => "a person says which stands",
        Stands::All => "all stand, and it is pointed out",
    };
    let alike = match (rule.alike, rule.stands) {
        (Alike::Apart, _) | (Alike::Ask, Stands::Ask | Stands::All) => "",
        (Alike::Ask, Stands::Latest | Stands::Earliest) => {
            "; where it is only nearly the same, a person says"
        }
    };
    let nearly = if rule.alike == Alike::Ask && alike.is_empty() {
        "or nearly the same "
    } else {
        ""
    };
    let names: Vec<Cow<'_, str>> = rule
        .names
        .iter()
        .map(|field| naming.quoted(Subject::Field(*field)))
        .collect();
    let apart = match rule.stands {
        Stands::Latest | Stands::Earliest if !names.is_empty() => {
            format!(
                "; where the answers to {} contradict each other, a person says",
                names.join(" and ")
            )
        }
        _ => String::new(),
    };
    format!(
        "the same {nearly}{}: {stands}{alike}{apart}",
        same.join(" and ")
    )
}

/// What a territory counts as, as a sentence: `Kosovo counts in the list region`.
pub fn standing_answer<'a>(naming: impl Into<Naming<'a>>, answer: &StandingAnswer) -> String {
    let naming = naming.into();
    let name = answer.territory.name;
    match &answer.counts {
        Counts::As(country) => {
            format!("{name} counts as {} ({country})", countries::name(*country))
        }
        Counts::In(lists) => {
            let lists = lists.iter().map(|list| &naming.rules.lists[*list]);
            let lists: Vec<Cow<'_, str>> = lists.map(|list| naming.list_name(list)).collect();
            match lists.as_slice() {
                [] => format!("{name} counts as itself, in no list"),
                [list] => format!("{name} counts in the list {list}"),
                _ => format!("{name} counts in the lists {}", lists.join(", ")),
            }
        }
    }
}
