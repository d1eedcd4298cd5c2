//! What must come of one application.

use std::collections::BTreeSet;

use super::{find, nothing_expected};
use crate::rules::examples::{Amount, Expect, Expected};
use crate::rules::load::diagnostics::Spot;
use crate::rules::load::format::EXPECT;
use crate::rules::load::table::{Item, Table};
use crate::rules::load::values;
use crate::rules::{LevelId, MeasureId, Rules};

/// What is asked about besides fields: who an application is.
const IDENTITY: &str = "id";

pub(super) fn expect(item: Item<'_>, rules: &Rules) -> Option<Expect> {
    let table = item.table(&EXPECT)?;
    let criteria = || rules.criteria.iter().map(|criterion| criterion.id.as_str());
    let groups = || rules.places.groups.iter().map(|group| group.id.as_str());
    let asked = || {
        let fields = rules.form.fields.iter().map(|field| field.name.as_str());
        fields
            .chain(rules.form.duplicates.iter().map(|rule| rule.id.as_str()))
            .chain([IDENTITY])
    };
    let expect = Expect {
        judgement: table
            .get("judgement")
            .and_then(|item| item.word(Expected::WORDS)),
        not_met: names(&table, "not_met", "criterion", &criteria()),
        unclear: names(&table, "unclear", "criterion", &criteria()),
        groups: names(&table, "groups", "group", &groups()),
        questions: names(&table, "questions", "field or rule to ask about", &asked()),
        levels: table
            .get("level")
            .map(|item| levels(item, rules))
            .unwrap_or_default(),
        points: table
            .get("points")
            .map(|item| amounts(item, rules))
            .unwrap_or_default(),
        parts: table
            .get("parts")
            .map(|item| amounts(item, rules))
            .unwrap_or_default(),
        total: table.get("total").and_then(amount),
    };
    nothing_expected(item, expect.is_empty());
    Some(expect)
}

/// A set of names the rules have; it may be empty.
fn names<'n>(
    table: &Table<'_>,
    key: &'static str,
    what: &str,
    known: &(impl Iterator<Item = &'n str> + Clone),
) -> Option<BTreeSet<String>> {
    let item = table.get(key)?;
    let texts = texts(item)?;
    Some(
        texts
            .into_iter()
            .filter(|(name, spot)| find(what, name, *spot, known.clone()).is_some())
            .map(owned)
            .collect(),
    )
}

fn owned((text, _): (&str, Spot<'_>)) -> String {
    text.to_owned()
}

/// The texts of an array, which may be empty: nothing may be just what is expected.
pub(super) fn texts(item: Item<'_>) -> Option<Vec<(&str, Spot<'_>)>> {
    if item.value.as_array().is_some_and(|array| array.is_empty()) {
        Some(Vec::new())
    } else {
        item.texts()
    }
}

fn levels(item: Item<'_>, rules: &Rules) -> Vec<(LevelId, BTreeSet<String>)> {
    let mut all = Vec::new();
    for (key, value) in item.entries().unwrap_or_default() {
        let known = rules.levels.iter().map(|level| level.id.as_str());
        let Some(index) = find("level", value.key, key, known) else {
            continue;
        };
        let scale = rules
            .levels
            .find(LevelId(index))
            .and_then(|level| rules.form.scales.find(level.scale));
        let texts = if value.value.is_array() {
            value.texts()
        } else {
            value.text().map(|text| vec![(text, value.spot)])
        };
        let texts = texts.unwrap_or_default();
        let known = |(text, spot): &(&str, Spot<'_>)| {
            scale.is_some_and(|scale| values::level(text, *spot, scale).is_some())
        };
        all.push((
            LevelId(index),
            texts.into_iter().filter(known).map(owned).collect(),
        ));
    }
    all
}

fn amounts(item: Item<'_>, rules: &Rules) -> Vec<(MeasureId, Amount)> {
    let mut all = Vec::new();
    for (key, value) in item.entries().unwrap_or_default() {
        let known = rules.measures.iter().map(|measure| measure.id.as_str());
        let Some(index) = find("scoring rule", value.key, key, known) else {
            continue;
        };
        all.extend(amount(value).map(|amount| (MeasureId(index), amount)));
    }
    all
}

/// A number, or the least and the most where something is open.
fn amount(item: Item<'_>) -> Option<Amount> {
    if !item.value.is_array() {
        let exact = item.decimal()?;
        return Some(Amount {
            least: exact,
            most: exact,
        });
    }
    let ends: Vec<_> = item
        .array()?
        .into_iter()
        .map(Item::decimal)
        .collect::<Option<_>>()?;
    match ends.as_slice() {
        [least, most] if least <= most => Some(Amount {
            least: *least,
            most: *most,
        }),
        _ => {
            item.spot.say_bad_help(
                "an open amount has two ends, the lesser first",
                "write it as in `[12.5, 40]`; a known one as in `12.5`",
            );
            None
        }
    }
}
