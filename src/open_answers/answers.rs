//! The answers a field can have, as far as rules tell them apart: those of [`crate::rules::domains`], read; of options any number
//! together, of numbers also what is as near to a cut as can be, since what is earned on a line or by a rating differs there.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::signature::{Feature, Uses};
use crate::answers::override_cell;
use crate::judge::criteria::{Facts, Supposed};
use crate::rules::domains::{Domain, domain, numbers_near, representatives};
use crate::rules::{FieldId, Rules, Subject};
use crate::values::{Choices, Number, Reading, Value};

/// The answers of one field.
#[derive(Debug, Clone)]
pub(super) enum Answers {
    /// Each with its text.
    Each(Vec<(Reading, String)>),
    /// The options that can be chosen, and whether something else can be.
    Options(Vec<u8>, bool),
    Numbers(Vec<Decimal>),
}

/// The answers of a field.
pub(super) fn of_field(rules: &Rules, field: FieldId) -> Answers {
    match domain(rules, field) {
        Some(Domain::Several(options, _)) => Answers::Options(
            (0_u8..)
                .zip(&options.options)
                .map(|(option, _)| option)
                .collect(),
            options.other,
        ),
        Some(Domain::Numbers(_) | Domain::Ratings(_)) => {
            Answers::Numbers(numbers_near(rules, field))
        }
        _ => {
            let texts = representatives(rules, field)
                .answers
                .into_iter()
                .skip(1)
                .filter_map(|cells| cells.into_iter().next());
            // Whatever a text is near, these are the texts themselves, and one that is none of them.
            let read = override_cell::exact_readings(&rules.form, field, texts);
            Answers::Each(
                read.into_iter()
                    .filter(|(reading, _)| matches!(reading, Reading::Value(_)))
                    .collect(),
            )
        }
    }
}

impl Answers {
    /// What a field with an open answer can be, each that the rules tell apart once; none where there are too many.
    pub(super) fn of(
        &self,
        uses: &Uses<'_>,
        field: FieldId,
        facts: Facts<'_>,
    ) -> Option<Vec<Supposed>> {
        let subject = Subject::Field(field);
        let reading = facts.reading(subject);
        // A blank stays one where the rules say what it is; what cannot be read may turn out to be one.
        let blanks: &[bool] = match &*reading {
            Reading::Blank => &[true],
            Reading::Unreadable(problem) if problem.answered => &[false],
            Reading::Unreadable(_) => &[false, true],
            Reading::Value(_) => &[false],
        };
        let mut apart: BTreeMap<Vec<Feature>, Supposed> = BTreeMap::new();
        for blank in blanks {
            let supposed = |reading: Reading, text: &str| Supposed {
                subject,
                reading,
                text: text.to_owned(),
                blank: *blank,
            };
            if let Reading::Unreadable(problem) = &*reading
                && !problem.among.is_empty()
            {
                for value in &problem.among {
                    let supposed = supposed(Reading::Value(value.clone()), "");
                    apart
                        .entry(uses.features(&supposed, facts))
                        .or_insert(supposed);
                }
                continue;
            }
            match self {
                Self::Each(all) => {
                    // A text that is near some that rules ask for is one of those, or one that no rule asks for.
                    // That is the longest, see `rules::domains`.
                    let longest = all.iter().map(|(_, text)| text.len()).max();
                    let near = |text: &String| match &*reading {
                        Reading::Value(Value::NearText(near)) => {
                            near.values.contains(text) || Some(text.len()) == longest
                        }
                        _ => true,
                    };
                    for (reading, text) in all.iter().filter(|(_, text)| near(text)) {
                        let supposed = supposed(reading.clone(), text);
                        apart
                            .entry(uses.features(&supposed, facts))
                            .or_insert(supposed);
                    }
                }
                Self::Numbers(all) => {
                    let between = match &*reading {
                        Reading::Unreadable(problem) => problem.between,
                        _ => None,
                    };
                    let plain = all.iter().map(|number| Number::plain(*number));
                    let within = |number: &Number| {
                        between.is_none_or(|(low, high)| *number >= low && *number <= high)
                    };
                    let ends = between.into_iter().flat_map(|(low, high)| [low, high]);
                    for number in plain.filter(within).chain(ends) {
                        let supposed = supposed(Reading::Value(Value::Number(number)), "");
                        apart
                            .entry(uses.features(&supposed, facts))
                            .or_insert(supposed);
                    }
                }
                Self::Options(options, other) => {
                    let known = match &*reading {
                        Reading::Value(Value::Choices(choices)) => Choices {
                            unread: None,
                            ..(**choices).clone()
                        },
                        _ => Choices::default(),
                    };
                    for choices in together(&known, options, *other, |choices| {
                        uses.features(&supposed(choices.clone().into(), ""), facts)
                    })? {
                        let supposed = supposed(choices.into(), "");
                        apart
                            .entry(uses.features(&supposed, facts))
                            .or_insert(supposed);
                    }
                }
            }
        }
        Some(apart.into_values().collect())
    }
}

/// The sets of options that hold those known, at least one, each that is told apart once. What is asked of a set is whether one
/// of its options is named and what the best of them earns, so that sets which look the same look the same with one more option.
fn together(
    known: &Choices,
    options: &[u8],
    other: bool,
    sign: impl Fn(&Choices) -> Vec<Feature>,
) -> Option<Vec<Choices>> {
    let given = |choices: &Choices| !choices.chosen.is_empty() || choices.other;
    let mut apart: BTreeMap<(bool, Vec<Feature>), Choices> = BTreeMap::new();
    apart.insert((given(known), sign(known)), known.clone());
    let more = options
        .iter()
        .map(|option| Some(*option))
        .chain(other.then_some(None));
    for option in more {
        let with = |choices: &Choices| {
            let mut choices = choices.clone();
            match option {
                Some(option) if !choices.chosen.contains(&option) => choices.chosen.push(option),
                Some(_) => {}
                None => choices.other = true,
            }
            choices
        };
        let larger: Vec<Choices> = apart.values().map(with).collect();
        for choices in larger {
            apart.entry((true, sign(&choices))).or_insert(choices);
        }
        if apart.len() > super::MOST {
            return None;
        }
    }
    Some(
        apart
            .into_iter()
            .filter(|((given, _), _)| *given)
            .map(|(_, choices)| choices)
            .collect(),
    )
}
