//! The sentences: how tests, readings and outcomes are said. Stages state; the words are here.

pub mod problems;
pub mod sentences;
pub mod would_meet;

use std::borrow::Cow;
use std::fmt::Display;

use rust_decimal::Decimal;

use crate::rules::criteria::{Ask, Bound, Leaf, Moment, Set, Test};
use crate::rules::levels::LevelRow;
use crate::rules::{
    Alike, Award, Band, Counts, Deal, Derivation, Duplicates, Level, Measure, OpenPlaces, Piece,
    Places, Rules, Scale, ScaleId, Several, StandingAnswer, Stands, Subject, TieBreak, Unfilled,
    Worth,
};
use crate::values::{Answer, Country, Reading, Sort, Value, countries, moment};

/// A test as a sentence: `citizenship is in osce or residence is in osce`.
pub fn test(rules: &Rules, test: &Test) -> String {
    test_by(test, &|leaf| {
        format!("{} {}", subject(rules, leaf.subject), ask(rules, leaf))
    })
}

/// A test as a sentence, whose questions are said by `leaf`.
pub fn test_by(test: &Test, leaf: &dyn Fn(&Leaf) -> String) -> String {
    let joined = |tests: &[Test], word: &str| {
        let part = |part: &Test| match part {
            Test::Any(_) | Test::All(_) => format!("({})", test_by(part, leaf)),
            Test::Not(_) | Test::Leaf(_) => test_by(part, leaf),
        };
        tests.iter().map(part).collect::<Vec<_>>().join(word)
    };
    match test {
        Test::Any(tests) => joined(tests, " or "),
        Test::All(tests) => joined(tests, " and "),
        Test::Not(inner) => format!("not ({})", test_by(inner, leaf)),
        Test::Leaf(asked) => leaf(asked),
    }
}

/// What a question asks, to follow its subject: `is at least B2`.
pub fn ask(rules: &Rules, leaf: &Leaf) -> String {
    match &leaf.ask {
        Ask::Given => "is given".to_owned(),
        Ask::OneOf(values) => {
            let words = set(rules, leaf.subject, values);
            if words.len() == 1 {
                format!("is {}", words.concat())
            } else {
                format!("is one of {}", words.join(", "))
            }
        }
        Ask::InList(list) => {
            rules
                .lists
                .get(list.0)
                .map_or_else(String::new, |list| match &list.title {
                    Some(title) => format!("is in the list {} ({title})", list.id),
                    None => format!("is in the list {}", list.id),
                })
        }
        Ask::AtLeast(least) => format!("is at least {}", bound(rules, leaf.subject, *least)),
        Ask::AtMost(most) => format!("is at most {}", bound(rules, leaf.subject, *most)),
        Ask::Before(moment) => format!("is before {}", self::moment(rules, *moment)),
        Ask::By(moment) => format!("is not after {}", self::moment(rules, *moment)),
    }
}

/// A field's name or a level's id.
pub fn subject(rules: &Rules, subject: Subject) -> &str {
    match subject {
        Subject::Field(field) => rules
            .form
            .fields
            .get(field.0)
            .map_or("", |field| &field.name),
        Subject::Level(level) => rules.levels.get(level.0).map_or("", |level| &level.id),
    }
}

/// Whether that is a field's name or a level's.
pub fn sort(subject: Subject) -> Sort {
    match subject {
        Subject::Field(_) => Sort::Field,
        Subject::Level(_) => Sort::Level,
    }
}

fn bound(rules: &Rules, subject: Subject, bound: Bound) -> String {
    match bound {
        Bound::Number(number) => number.to_string(),
        Bound::Level(level) => level_name(rules, subject, level).to_owned(),
    }
}

pub(crate) fn moment(rules: &Rules, moment: Moment) -> String {
    match moment {
        Moment::Date(date) => date.to_string(),
        Moment::Instant(instant) => moment::in_zone(instant, &rules.call.zone),
    }
}

/// The values of a set, each in words.
pub fn set(rules: &Rules, subject: Subject, set: &Set) -> Vec<String> {
    match set {
        Set::Countries(countries) => countries.iter().map(ToString::to_string).collect(),
        Set::Options(options) => options
            .iter()
            .map(|option| option_name(rules, subject, *option).to_owned())
            .collect(),
        Set::Levels(levels) => levels
            .iter()
            .map(|level| level_name(rules, subject, level).to_owned())
            .collect(),
        Set::YesNo(true) => vec!["yes".to_owned()],
        Set::YesNo(false) => vec!["no".to_owned()],
        Set::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect(),
        Set::Texts(texts) => texts.iter().map(|text| format!("`{text}`")).collect(),
    }
}

fn option_name(rules: &Rules, subject: Subject, option: u8) -> &str {
    let options = rules.field(subject).and_then(|field| field.kind.options());
    let option = options.and_then(|options| options.options.get(usize::from(option)));
    option.map_or("", |(id, _)| id)
}

pub(crate) fn level_name(rules: &Rules, subject: Subject, level: u8) -> &str {
    scale_of(rules, subject)
        .and_then(|scale| scale.levels.get(usize::from(level)))
        .map_or("", |(name, _)| name)
}

/// The scale of a field or level.
pub(crate) fn scale_of(rules: &Rules, subject: Subject) -> Option<&Scale> {
    rules.form.scales.get(rules.scale_of(subject)?.0)
}

/// The name of a level, by its position on a scale.
pub fn level_of_scale(rules: &Rules, scale: ScaleId, level: u8) -> &str {
    rules
        .form
        .scales
        .get(scale.0)
        .and_then(|scale| scale.levels.get(usize::from(level)))
        .map_or("", |(name, _)| name)
}

/// What a reading was read as; none for a blank, an unreadable answer, and plain text, which is its own value.
pub fn reading<'a>(rules: &'a Rules, subject: Subject, reading: &Reading) -> Option<Cow<'a, str>> {
    let Reading::Value(value) = reading else {
        return None;
    };
    Some(match value {
        Value::Text | Value::NearText(_) => return None,
        Value::Country(country) => country_of(*country),
        Value::Choices(choices) => {
            let options = choices
                .chosen
                .iter()
                .map(|option| option_name(rules, subject, *option));
            let other = choices.other.then_some("something else");
            let unread = choices.unread.is_some().then_some("something unreadable");
            joined(options.chain(other).chain(unread), ", ")
        }
        Value::Level(levels) => joined(
            levels.iter().map(|level| level_name(rules, subject, level)),
            " or ",
        ),
        Value::YesNo(answer) => Cow::Borrowed(if *answer { "yes" } else { "no" }),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Date(date) => Cow::Owned(date.to_string()),
        Value::Instant(moment) => Cow::Owned(moment::in_zone(*moment, &rules.call.zone)),
    })
}

/// A country's code; the name of a place without one.
fn country_of(country: Country) -> Cow<'static, str> {
    if countries::exists(country) {
        Cow::Owned(country.to_string())
    } else {
        Cow::Borrowed(countries::name(country))
    }
}

/// Words with something between them; a single one, the usual case, as it is.
fn joined<'a>(mut words: impl Iterator<Item = &'a str>, between: &str) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(words.next().unwrap_or_default());
    for word in words {
        let text = text.to_mut();
        text.push_str(between);
        text.push_str(word);
    }
    text
}

/// A tie-break as it is named in rosters: `higher relevance`, `earlier submitted`, `lot`.
pub fn tie_break(rules: &Rules, tie_break: &TieBreak) -> String {
    let measure = |id: crate::rules::MeasureId| {
        rules
            .measures
            .get(id.0)
            .map_or("", |measure| measure.id.as_str())
    };
    match tie_break {
        TieBreak::Highest(of) => format!("higher {}", subject(rules, *of)),
        TieBreak::Lowest(of) => format!("lower {}", subject(rules, *of)),
        TieBreak::HighestPart(of) => format!("higher part {}", measure(*of)),
        TieBreak::LowestPart(of) => format!("lower part {}", measure(*of)),
        TieBreak::Earliest(of) => format!("earlier {}", subject(rules, Subject::Field(*of))),
        TieBreak::Lot { .. } => "lot".to_owned(),
    }
}

/// The answer as a mark that needs no colour.
pub fn mark(answer: Answer) -> &'static str {
    match answer {
        Answer::Met => "yes",
        Answer::NotMet => "no",
        Answer::Unclear => "?",
    }
}

/// A measure as a sentence: what earns how many points, and the weight.
pub fn measure(rules: &Rules, measure: &Measure) -> String {
    let awards = award(rules, &measure.worth);
    let blank = match measure.worth.blank {
        Some(points) => format!("a blank {points}"),
        None => "a blank is asked about".to_owned(),
    };
    let of = subject(rules, measure.worth.subject);
    format!(
        "{}: {of} earns {awards}; {blank}; weight {}",
        measure.title, measure.weight
    )
}

/// What an answer earns, as a list.
pub(crate) fn award(rules: &Rules, worth: &Worth) -> String {
    let each = |piece| Some((piece, worth.award.points_of(piece)?.0));
    let gives = |(at, points)| match at {
        Piece::Band(_) => format!("{}: {points}", piece(rules, worth, at)),
        _ => format!("{} {points}", piece(rules, worth, at)),
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
        Award::Rating => "the mean of the ratings".to_owned(),
    }
}

/// The answers that a piece of an award is for.
pub(crate) fn piece(rules: &Rules, worth: &Worth, piece: Piece) -> String {
    match (piece, &worth.award) {
        (Piece::Row(at), award) => {
            let row = award.rows().get(at);
            row.map_or_else(String::new, |row| {
                set(rules, worth.subject, &row.value).join(", ")
            })
        }
        (Piece::Band(at), Award::Bands(bands)) => bands
            .get(at)
            .map_or_else(String::new, |band| range(band.from, band.below)),
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
pub fn level(rules: &Rules, level: &Level) -> String {
    let name = |position: u8| level_of_scale(rules, level.scale, position);
    match &level.derivation {
        Derivation::Table(rows) => {
            let row = |row: &LevelRow| match &row.test {
                Some(test) => format!("{} if {}", name(row.level), self::test(rules, test)),
                None => format!("otherwise {}", name(row.level)),
            };
            rows.iter().map(row).collect::<Vec<_>>().join("; ")
        }
        Derivation::Points { terms, bands } => {
            let term =
                |term: &Worth| format!("{}: {}", subject(rules, term.subject), award(rules, term));
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

/// How seats are dealt, as a sentence.
pub fn places(places: &Places) -> String {
    let deal = match places.deal {
        Deal::ByRank => "seats dealt by rank over all groups",
        Deal::InTurn => "seats dealt to the groups in turn",
    };
    let open = match places.open {
        OpenPlaces::None => "places beyond the groups stay empty",
        OpenPlaces::BestRanked => "places beyond the groups go to the best-ranked without a seat",
    };
    let unfilled = match places.unfilled {
        Unfilled::StayEmpty => "seats a group cannot fill stay empty",
        Unfilled::BecomeOpen => "seats a group cannot fill become open places",
    };
    let several = match places.several {
        Several::FirstPreference => {
            "who fits several groups joins the first preference that loses nobody a seat"
        }
        Several::BestPlace => {
            "who fits several groups joins the one with the best place that loses nobody a seat"
        }
    };
    format!(
        "{} in all; {deal}; {open}; {unfilled}; {several}; {} reserves a group",
        places.cap, places.reserve
    )
}

/// What makes applications one person's, as a sentence.
pub fn duplicates(rules: &Rules, rule: &Duplicates) -> String {
    let same: Vec<&str> = rule
        .same
        .iter()
        .map(|field| subject(rules, Subject::Field(*field)))
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
    let names: Vec<&str> = rule
        .names
        .iter()
        .map(|field| subject(rules, Subject::Field(*field)))
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

/// What a place counts as, as a sentence: `Kosovo counts in the list region`.
pub fn standing_answer(rules: &Rules, answer: &StandingAnswer) -> String {
    let name = answer.place.name;
    match &answer.counts {
        Counts::As(country) => {
            format!("{name} counts as {} ({country})", countries::name(*country))
        }
        Counts::In(lists) => {
            let lists: Vec<&str> = lists
                .iter()
                .filter_map(|list| rules.lists.get(list.0))
                .map(|list| list.id.as_str())
                .collect();
            match lists.as_slice() {
                [] => format!("{name} counts as itself, in no list"),
                [list] => format!("{name} counts in the list {list}"),
                _ => format!("{name} counts in the lists {}", lists.join(", ")),
            }
        }
    }
}
