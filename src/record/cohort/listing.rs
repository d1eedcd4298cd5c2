//! The values of a field or level in the order in which they are shown.

use std::collections::BTreeMap;

use super::asked::asked;
use super::tally::Tally;
use super::{Asked, Counted, Key, NoValue};
use crate::rules::{Rules, Subject};
use crate::select::Selection;
use crate::values::counts_as::CountsAs;
use crate::values::spelling::most_often;
use crate::values::{Country, countries};
use crate::words;

/// At most so many values of a field are listed; all further ones are counted together.
const VALUES: usize = 300;

/// Values first, then what is none.
pub(super) fn listing(
    selection: &Selection<'_>,
    subject: Subject,
    tallies: BTreeMap<Key, Tally>,
) -> Vec<Counted> {
    let rules = selection.rules;
    let is_country = rules
        .field(subject)
        .is_some_and(|field| field.kind.is_country());
    let asked = |value: &CountsAs| asked(selection, subject, value);
    let (mut listed, mut others, mut none) = (Vec::new(), Vec::new(), Vec::new());
    for (key, tally) in tallies {
        match key {
            Key::Value(CountsAs::Listed(at)) => {
                let value = words::value_name(rules, subject, at);
                let field = rules.field(subject);
                let title = field.and_then(|field| words::naming::title_of(field, value));
                listed.push(Counted {
                    name: title.filter(|title| *title != value).map(str::to_owned),
                    asked: asked(&CountsAs::Listed(at)),
                    ..tally.counted(Some(value.to_owned()), None)
                });
            }
            Key::Value(CountsAs::Country(country)) => {
                let asked = asked(&CountsAs::Country(country));
                others.push((words::country_of(country).into_owned(), tally, asked));
            }
            Key::Value(CountsAs::Text(folded)) => {
                let most = most_often(&tally.spellings);
                let spelling = most.unwrap_or(&folded).clone();
                let asked = asked(&CountsAs::Text(folded));
                others.push((spelling, tally, asked));
            }
            Key::None(answer) => none.push((answer, tally)),
        }
    }
    others.sort_by(|(one, left, _), (other, right, _)| {
        let by_number = right.steps.applied.cmp(&left.steps.applied);
        by_number.then_with(|| one.cmp(other))
    });
    let further = others.split_off(VALUES.min(others.len()));
    if let Some(all) = further
        .into_iter()
        .map(|(_, tally, _)| tally)
        .reduce(|all, one| all.join(&one))
    {
        none.push((NoValue::Further, all));
    }
    none.sort_by_key(|(answer, _)| *answer);
    listed.extend(others.into_iter().map(|(value, tally, asked)| Counted {
        name: country(&value).filter(|_| is_country),
        asked,
        ..tally.counted(Some(value), None)
    }));
    listed.extend(
        none.into_iter()
            .map(|(answer, tally)| tally.counted(None, Some(answer))),
    );
    together(rules, &mut listed);
    listed
}

/// A rule by a test asks for those of several values together, where several meet it.
fn together(rules: &Rules, values: &mut [Counted]) {
    for balance in rules
        .balance
        .iter()
        .filter(|balance| balance.test().is_some())
    {
        let all = values.iter_mut().flat_map(|counted| &mut counted.asked);
        let mut own: Vec<&mut Asked> = all.filter(|asked| asked.rule == balance.id).collect();
        if own.len() > 1 {
            for one in &mut own {
                one.asks.push_str(" together");
            }
        }
    }
}

/// The name of a country that goes by its code.
fn country(code: &str) -> Option<String> {
    Country::new(code).map(|country| countries::name(country).to_owned())
}
