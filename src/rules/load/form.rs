//! `[scales]`, all of `[fields]` together, and `[[duplicates]]`.

use std::collections::BTreeMap;

use super::columns::{Made, told_apart};
use super::diagnostics::{Spot, shown};
use super::field::field;
use super::format::{DUPLICATES, SCALE_LEVEL};
use super::names::{Register, check_id};
use super::options::{VALUES, spelled};
use super::person_name;
use super::scope::Scope;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::form::DeclaredScale;
use crate::rules::{Alike, Duplicates, DuplicatesId, Field, FieldId, Kind, Scale, Stands};
use crate::values::spelling;

/// The fields of one form.
const FIELDS: usize = 1_000;

pub(super) fn scales<'d>(item: Item<'d>, scope: &mut Scope<'d>) {
    for (key, value) in item.entries().unwrap_or_default() {
        check_id(value.key, key);
        scope.scales.push(value.key, key, scale(value));
    }
}

fn scale(item: Item<'_>) -> Option<Scale> {
    let rows = item.array()?;
    if rows.len() > VALUES {
        item.spot
            .say_bad(format!("a scale has at most {VALUES} levels"));
        return None;
    }
    let mut levels: Vec<(String, Vec<String>)> = Vec::new();
    let mut seen = BTreeMap::new();
    let mut all = true;
    for (owner, row) in rows.into_iter().enumerate() {
        let Some(table) = row.table(&SCALE_LEVEL) else {
            all = false;
            continue;
        };
        let Some((name, spot)) = table
            .need("level")
            .and_then(|item| Some((item.text()?, item.spot)))
        else {
            all = false;
            continue;
        };
        if levels.iter().any(|(known, _)| known == name) {
            spot.say(
                Code::DuplicateId,
                format!("the scale has two levels `{}`", shown(name)),
            );
            continue;
        }
        let spellings = table
            .get("spellings")
            .and_then(Item::texts)
            .unwrap_or_default();
        for (text, spot) in std::iter::once((name, spot)).chain(spellings.iter().copied()) {
            spelled(&mut seen, text, owner, spot, |owner| {
                match levels.get(owner) {
                    Some((level, _)) => level.clone(),
                    None => name.to_owned(),
                }
            });
        }
        levels.push((
            name.to_owned(),
            spellings
                .into_iter()
                .map(|(text, _)| text.to_owned())
                .collect(),
        ));
    }
    let name = item.key.to_owned();
    all.then(|| DeclaredScale { name, levels }.into())
}

/// Registers every field; gives the one that holds the application's id.
pub(super) fn fields<'d>(item: Item<'d>, scope: &mut Scope<'d>) -> Option<FieldId> {
    let entries = item.entries()?;
    if entries.len() > FIELDS {
        item.spot
            .say_bad(format!("there are more than {FIELDS} fields"));
        return None;
    }
    let mut headings = BTreeMap::new();
    let mut columns = 0_usize;
    let mut id: Option<(FieldId, Spot<'d>)> = None;
    let mut broken = false;
    let mut made_of = Made::new();
    for (key, value) in entries {
        check_id(value.key, key);
        let mut field = field(value.key, key, value, scope, &mut made_of);
        let in_files = scope.assessors > 0;
        if let Some(field) = field.as_mut().filter(|_| in_files) {
            told_apart(field);
        }
        if let Some(field) = &field {
            for column in field.columns() {
                columns = columns.saturating_add(1);
                for heading in column.iter() {
                    shared(&mut headings, heading, columns, in_files, &field.name, key);
                }
            }
            if field.kind.is_id() {
                match id {
                    Some((_, first)) => key.say_bad_help(
                        format!("`{}` is a second field of type `id`", field.name),
                        format!(
                            "the first stands in line {}; an application has one id",
                            first.line()
                        ),
                    ),
                    None => id = Some((FieldId(scope.fields.len()), key)),
                }
            }
        }
        broken |= field.is_none();
        scope.fields.push(value.key, key, field);
    }
    for (name, spot) in made_of {
        let made = scope.read(name, spot, "the id");
        scope.made_of.extend(made);
        let made = made.and_then(|at| Some((at, scope.fields.get(at)?)));
        if let Some((
            _,
            Field {
                kind: Kind::Id | Kind::Rating(_) | Kind::Choices(..),
                ..
            },
        )) = made
        {
            spot.say(
                Code::WrongType,
                format!(
                    "an id is made of answers in one cell each, and `{}` is none",
                    shown(name)
                ),
            );
        }
    }
    // A field that could not be read may be the one.
    if id.is_none() && !broken {
        item.spot.say_help(
            Code::MissingKey,
            "no field has the type `id`",
            "one field must hold what tells applications apart, such as the form tool's response id",
        );
    }
    id.map(|(id, _)| id)
}

/// Notes a heading that stands for two columns; readers of one rating may share it where it is known whose file is whose.
fn shared(
    seen: &mut BTreeMap<String, (usize, String)>,
    heading: &str,
    column: usize,
    in_files: bool,
    field: &str,
    key: Spot<'_>,
) {
    let folded = spelling::fold_words(heading);
    match seen.get(&folded) {
        Some((_, owner)) if owner == field && in_files => {}
        Some((other, owner)) if *other != column => {
            let message = if owner == field {
                format!(
                    "the heading `{}` stands for two columns of `{field}`",
                    shown(heading)
                )
            } else {
                format!(
                    "the heading `{}` belongs to both `{owner}` and `{field}`",
                    shown(heading)
                )
            };
            key.say_help(
                Code::AmbiguousSpelling,
                message,
                "headings are compared without case and punctuation",
            );
        }
        Some(_) => {}
        None => _ = seen.insert(folded, (column, field.to_owned())),
    }
}

pub(super) fn duplicates<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
) -> Register<'d, DuplicatesId, Duplicates> {
    let mut register = Register::new("duplicates rule");
    for table in item.tables(&DUPLICATES) {
        let Some((id, spot)) = super::checks::id(&table) else {
            register.push("", table.spot, None);
            continue;
        };
        let owner = format!("the duplicates rule `{id}`");
        let cites = scope.cites(&table, &owner);
        let same = table.need("same").and_then(|item| {
            let mut same = Vec::new();
            for (name, spot) in item.texts()? {
                if let Some(field) = scope.read(name, spot, &owner) {
                    same.push(field);
                    if let Some(Kind::Rating(_)) = scope.fields.get(field).map(|field| &field.kind)
                    {
                        spot.say(
                            Code::WrongType,
                            format!("`{name}` is a rating, which tells nobody apart"),
                        );
                    }
                }
            }
            Some(same)
        });
        let stands = table.need("stands").and_then(|item| {
            item.word(&[
                ("latest", Stands::Latest),
                ("earliest", Stands::Earliest),
                ("ask", Stands::Ask),
                ("all", Stands::All),
            ])
        });
        let alike = match table.get("alike") {
            Some(item) => item.word(&[("ask", Alike::Ask), ("apart", Alike::Apart)]),
            None => Some(Alike::Ask),
        };
        let named = names(&table, scope, &owner);
        let made =
            same.zip(stands)
                .zip(alike)
                .zip(named)
                .map(|(((same, stands), alike), names)| Duplicates {
                    id: id.to_owned(),
                    names: if same.iter().any(|field| names.contains(field)) {
                        Vec::new()
                    } else {
                        names
                    },
                    same,
                    alike,
                    stands,
                    cites,
                    line: table.spot.line(),
                });
        register.push(id, spot, made);
    }
    register
}

/// The fields with the applicant's name: those the rule names, or those whose headings say so.
fn names<'d>(table: &Table<'d>, scope: &Scope<'d>, owner: &str) -> Option<Vec<FieldId>> {
    let Some(item) = table.get("names") else {
        let is_name = |field: Option<&Field>| field.is_some_and(person_name::is_name);
        let fields = scope.fields.each().filter(|(.., field)| is_name(*field));
        return Some(fields.map(|(id, ..)| id).collect());
    };
    if item.value.as_array().is_some_and(|array| array.is_empty()) {
        return Some(Vec::new());
    }
    let mut names = Vec::new();
    for (name, spot) in item.texts()? {
        let field = scope.read(name, spot, owner)?;
        if !scope.fields.get(field)?.kind.is_text() {
            spot.say(
                Code::WrongType,
                format!("`{name}` is no field of type `text`, which a name is"),
            );
        }
        names.push(field);
    }
    Some(names)
}
