//! The options of a field, their spellings, and what is beside them.

use std::collections::BTreeMap;

use super::diagnostics::{Spot, shown};
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::form::{DeclaredOptions, Options};
use crate::values::spelling;

/// The options of one field, the levels of one scale.
pub(super) const VALUES: usize = 64;

pub(super) fn options(table: &Table<'_>, separator: Option<char>) -> Option<Options> {
    let item = table.need("options")?;
    let mut options: Vec<(String, Vec<String>)> = Vec::new();
    let mut texts = Vec::new();
    let mut seen = BTreeMap::new();
    let entries = item.entries()?;
    if entries.is_empty() || entries.len() > VALUES {
        item.spot
            .say_bad(format!("a field has from 1 to {VALUES} options"));
        return None;
    }
    let names: Vec<_> = entries.iter().map(|(_, value)| value.key).collect();
    for (owner, (key, value)) in entries.iter().enumerate() {
        super::names::check_id(value.key, *key);
        // An option may have no other spelling than its id.
        let empty = value.value.as_array().is_some_and(|array| array.is_empty());
        let spellings = if empty {
            Vec::new()
        } else {
            value.texts().unwrap_or_default()
        };
        for (text, spot) in std::iter::once((value.key, *key)).chain(spellings.iter().copied()) {
            spelled(&mut seen, text, owner, spot, |owner| {
                names.get(owner).copied().unwrap_or_default().to_owned()
            });
            texts.push((text, spot));
        }
        options.push((
            value.key.to_owned(),
            spellings
                .into_iter()
                .map(|(text, _)| text.to_owned())
                .collect(),
        ));
    }
    // An option may hold the separator, as long as it is not several options joined by it.
    for (text, spot) in &texts {
        let option = |piece: &str| seen.contains_key(&spelling::fold(piece));
        if let Some(separator) = separator
            .filter(|separator| text.contains(*separator) && text.split(*separator).all(option))
        {
            spot.say_bad(format!(
                "`{}` is several options joined by `{separator}`",
                shown(text)
            ));
        }
    }
    let other = table
        .get("other_answers")
        .and_then(Item::flag)
        .unwrap_or(false);
    let listed = table.get("others");
    if let Some(item) = listed.filter(|_| !other) {
        item.spot.say_bad_help(
            "answers beside the options, in a field that takes none",
            "write `other_answers = true` as well",
        );
    }
    let mut others = Vec::new();
    for (text, spot) in listed.and_then(Item::texts).unwrap_or_default() {
        if let Some(owner) = seen
            .get(&spelling::fold(text))
            .and_then(|(owner, _)| names.get(*owner))
        {
            let message = format!(
                "`{}` is a spelling of the option `{owner}`, and can be no answer beside it",
                shown(text)
            );
            spot.say(Code::AmbiguousSpelling, message);
        }
        others.push(text.to_owned());
    }
    let declared = DeclaredOptions {
        options,
        other,
        others,
    };
    Some(declared.into())
}

/// Notes a spelling that another value or level has already; `seen` holds owner and span by folded spelling.
pub(super) fn spelled<'d>(
    seen: &mut BTreeMap<String, (usize, Spot<'d>)>,
    text: &str,
    owner: usize,
    spot: Spot<'d>,
    name: impl Fn(usize) -> String,
) {
    let folded = spelling::fold(text);
    match seen.get(&folded) {
        Some((other, first)) if *other != owner => spot.say_help(
            Code::AmbiguousSpelling,
            format!(
                "`{}` is a spelling of both `{}` and `{}`",
                shown(text),
                name(*other),
                name(owner)
            ),
            format!(
                "line {} has it already, and an answer must mean one value only",
                first.line()
            ),
        ),
        Some(_) => {}
        None => _ = seen.insert(folded, (owner, spot)),
    }
}
