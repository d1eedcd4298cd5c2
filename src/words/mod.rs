//! All sentences. Other modules hold data; the words for it are here: of tests, readings and
//! tie-breaks in this file, of whole rules in `rule` and `balance`, of seats in `outcomes`, of cells that cannot
//! be read in `problems`, of what an applicant is asked, in every language of letters, in `to_applicant`.

pub mod balance;
pub mod days;
pub mod naming;
pub mod outcomes;
pub mod packs;
pub mod problems;
pub mod rule;
pub mod sentences;
pub mod stages;
pub mod to_applicant;
pub mod would_meet;

use std::borrow::Cow;

pub use self::naming::{Naming, subject, titled};
use crate::base::counted::count;
use crate::rules::criteria::{Ask, Bound, Leaf, Moment, Set, Test};
use crate::rules::{Kind, Rules, Scale, ScaleId, Subject, TieBreak, TieBreakId};
use crate::values::{Answer, Country, Reading, Sort, Value, countries, moment};

/// Said of the ratings where the third does not count.
pub const IDLE_THIRD: &str = " (the third rating was not asked for)";

/// A test as a sentence: `citizenship is in osce or residence is in osce`.
pub fn test<'a>(naming: impl Into<Naming<'a>>, test: &Test) -> String {
    let naming = naming.into();
    test_by(test, &|leaf| {
        format!("{} {}", naming.subject(leaf.subject), ask(naming, leaf))
    })
}

/// A test as a sentence, whose conditions are said by `leaf`.
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

/// What a condition asks, to follow its subject: `is at least B2`.
pub fn ask<'a>(naming: impl Into<Naming<'a>>, leaf: &Leaf) -> String {
    let naming = naming.into();
    let rules = naming.rules;
    match &leaf.ask {
        Ask::Given => "is given".to_owned(),
        Ask::OneOf(values) => {
            let words = set(naming, leaf.subject, values);
            if words.len() == 1 {
                format!("is {}", words.concat())
            } else {
                format!("is one of {}", words.join(", "))
            }
        }
        Ask::InList(list) => rules
            .lists
            .find(*list)
            .map_or_else(String::new, |list| format!("is in {}", naming.list(list))),
        Ask::AtLeast(least) => format!("is at least {}", bound(rules, leaf.subject, *least)),
        Ask::AtMost(most) => format!("is at most {}", bound(rules, leaf.subject, *most)),
        Ask::Before(moment) => format!("is before {}", self::moment(rules, *moment)),
        Ask::By(moment) => format!("is not after {}", self::moment(rules, *moment)),
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
pub fn set<'a>(naming: impl Into<Naming<'a>>, subject: Subject, set: &Set) -> Vec<String> {
    let naming = naming.into();
    match set {
        Set::Countries(countries) => countries.iter().map(ToString::to_string).collect(),
        Set::Options(options) => options
            .iter()
            .map(|option| naming.option(subject, *option).into_owned())
            .collect(),
        Set::Levels(levels) => levels
            .iter()
            .map(|level| level_name(naming.rules, subject, level).to_owned())
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

/// A value of those that the rules list for a field: an option, a level, or yes (0) and no (1).
pub(crate) fn value_name(rules: &Rules, subject: Subject, at: u8) -> &str {
    let options = rules.field(subject).and_then(|field| field.kind.options());
    match (options, scale_of(rules, subject)) {
        (Some(_), _) => option_name(rules, subject, at),
        (None, Some(_)) => level_name(rules, subject, at),
        (None, None) if at == 0 => "yes",
        (None, None) => "no",
    }
}

/// The values that the rules list of a field or level, in their order; none of a country, a text, a number.
pub(crate) fn listed_values(rules: &Rules, subject: Subject) -> Vec<&str> {
    let field = rules.field(subject);
    let options = field.and_then(|field| field.kind.options());
    let options = options.map(|options| options.options.len());
    let levels = scale_of(rules, subject).map(|scale| scale.levels.len());
    let yes_no = field.and_then(|field| matches!(field.kind, Kind::YesNo { .. }).then_some(2));
    let many = options.or(levels).or(yes_no).unwrap_or(0);
    let many = u8::try_from(many).unwrap_or(u8::MAX);
    (0..many).map(|at| value_name(rules, subject, at)).collect()
}

/// The scale of a field or level.
pub(crate) fn scale_of(rules: &Rules, subject: Subject) -> Option<&Scale> {
    rules
        .scale_of(subject)
        .map(|scale| &rules.form.scales[scale])
}

/// The name of a level, by its position on a scale.
pub fn level_of_scale(rules: &Rules, scale: ScaleId, level: u8) -> &str {
    rules
        .form
        .scales
        .find(scale)
        .and_then(|scale| scale.levels.get(usize::from(level)))
        .map_or("", |(name, _)| name)
}

/// What a reading was read as; none for a blank, an unreadable answer, and plain text, which is its own value.
pub fn reading<'a>(
    naming: impl Into<Naming<'a>>,
    subject: Subject,
    reading: &Reading,
) -> Option<Cow<'a, str>> {
    let naming = naming.into();
    let rules = naming.rules;
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
                .map(|option| naming.value(subject, *option));
            let beside = beside(choices.other, choices.unread.is_some());
            joined(options.chain(beside), naming.between())
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

/// What an answer says beside options.
pub(crate) fn beside<'a>(other: bool, unread: bool) -> impl Iterator<Item = &'a str> + use<'a> {
    let other = other.then_some("something else");
    let unread = unread.then_some("something unreadable");
    other.into_iter().chain(unread)
}

/// A country's code; the name of a territory without one.
pub(crate) fn country_of(country: Country) -> Cow<'static, str> {
    if countries::exists(country) {
        Cow::Owned(country.to_string())
    } else {
        Cow::Borrowed(countries::name(country))
    }
}

/// Words with something between them; a single one, the usual case, as it is.
pub(crate) fn joined<'a>(mut words: impl Iterator<Item = &'a str>, between: &str) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(words.next().unwrap_or_default());
    for word in words {
        let text = text.to_mut();
        text.push_str(between);
        text.push_str(word);
    }
    text
}

/// A tie-break as it is named in rosters: `higher relevance`, `earlier submitted`, `lot`.
pub fn tie_break<'a>(naming: impl Into<Naming<'a>>, tie_break: &TieBreak) -> String {
    let naming = naming.into();
    let measure = |id| naming.measure(id);
    match tie_break {
        TieBreak::Highest(of) => format!("higher {}", naming.quoted(*of)),
        TieBreak::Lowest(of) => format!("lower {}", naming.quoted(*of)),
        TieBreak::HighestPart(of) => format!("higher part {}", measure(*of)),
        TieBreak::LowestPart(of) => format!("lower part {}", measure(*of)),
        TieBreak::Earliest(of) => format!("earlier {}", naming.quoted(Subject::Field(*of))),
        TieBreak::Lot { .. } => "lot".to_owned(),
    }
}

/// What put somebody behind the one before: a tie-break, by its number, or the score.
pub fn behind_by<'a>(naming: impl Into<Naming<'a>>, tie: Option<TieBreakId>) -> String {
    let naming = naming.into();
    tie.map_or_else(
        || outcomes::BY_SCORE.to_owned(),
        |tie| tie_break(naming, &naming.rules.ranking.tie_breaks[tie]),
    )
}

/// The answer as a mark that needs no colour.
pub fn mark(answer: Answer) -> &'static str {
    match answer {
        Answer::Met => "yes",
        Answer::NotMet => "no",
        Answer::Unclear => "?",
    }
}

/// Too few applications are shared for these assessors to be held against the others: `A1 and A2 share no more than 4 applications with any
/// of the others, and 5 are needed`.
pub fn share_too_few(assessors: &[String], most: u32, needed: u32) -> String {
    let they = match assessors {
        [] => return "nobody has rated".to_owned(),
        [one] => format!("{one} shares"),
        [before @ .., last] => format!("{} and {last} share", before.join(", ")),
    };
    let most = match most {
        0 => "no application".to_owned(),
        most => format!(
            "no more than {}",
            count(most, "application", "applications")
        ),
    };
    format!("{they} {most} with any of the others, and {needed} are needed")
}
