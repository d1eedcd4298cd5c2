//! `[packs]`: what assessors are given to read.

use super::diagnostics::{Spot, shown};
use super::field_of_type::field_of_type;
use super::format::PACKS;
use super::scope::Scope;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::packs::{Declines, Identity};
use crate::rules::{Field, FieldId, Hits, Kind, Letters, Packs, Protection};

const OF_IDENTITY: [&str; 4] = ["name", "email", "organisation", "phone"];

/// `[packs]`; none where something in it is wrong, which is noted.
pub(super) fn packs<'d>(item: Item<'d>, scope: &Scope<'d>, letters: &Letters) -> Option<Packs> {
    let table = item.table(&PACKS)?;
    let flag = |key| table.get(key).and_then(Item::flag).unwrap_or(false);
    let seed = table.need("seed").and_then(Item::text);
    let cites = scope.cites(&table, "[packs]");
    let shows = table.need("shows").and_then(Item::array);
    let identity = identity(&table, scope, letters);
    let blind = blindness(&table, scope, None, &identity);
    let shows: Vec<FieldId> = shows?
        .into_iter()
        .filter_map(|item| field_of_readers(item, scope, is_blind(&table, None)))
        .collect();
    let language = table.get("language").and_then(|item| {
        field_of_type(item, scope, "choice", &|kind| {
            kind.options().is_some() && !kind.is_several()
        })
    });
    readers(&table, scope);
    let text = |key| table.get(key).and_then(Item::text).map(str::to_owned);
    Some(Packs {
        seed: seed?.to_owned(),
        shows,
        at_most: table.get("at_most").and_then(|item| item.count(0, 100_000)),
        language,
        identity,
        blind,
        named: flag("named"),
        instructions: text("instructions"),
        cites,
    })
}

/// Whether readers are not to know whose application they read; `of_all` says it where the table does not.
pub(super) fn is_blind(table: &Table<'_>, of_all: Option<Hits>) -> bool {
    let written = table.get("blind").and_then(Item::flag);
    written.unwrap_or(of_all.is_some())
}

/// What becomes of what gives an applicant away; none where packs are not blind.
pub(super) fn blindness(
    table: &Table<'_>,
    scope: &Scope<'_>,
    of_all: Option<Hits>,
    identity: &Identity,
) -> Option<Hits> {
    let written = table.get("blind").and_then(Item::flag);
    if !is_blind(table, of_all) {
        if let Some(spot) = table.key_spot("hits") {
            spot.say_bad("`hits` belongs to `blind = true`");
        }
        return None;
    }
    let spot = table.key_spot("blind").unwrap_or(table.spot);
    // What is written wrong is said where it stands.
    let is_said = !table.present(&OF_IDENTITY).is_empty();
    if written == Some(true) && !is_said && identity.is_unknown() {
        let message = "nothing says what gives an applicant away";
        let help = "write `name`, `email`, `organisation` or `phone` into `[packs]`, with the fields that hold it";
        spot.say_bad_help(message, help);
    }
    if written == Some(true) && is_named_by_id(scope) {
        let message = "the ids are made of personal fields, and readers see the id";
        let help = "give the applications a column of ids; or take `blind` out where readers may know whose application they read";
        spot.say_bad_help(message, help);
    }
    let words = [("mask", Hits::Mask), ("list", Hits::List)];
    match of_all {
        Some(hits) => table
            .get("hits")
            .map_or(Some(hits), |item| item.word(&words)),
        None => table.need("hits")?.word(&words),
    }
}

/// A field that readers see.
pub(super) fn field_of_readers<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
    is_blind: bool,
) -> Option<FieldId> {
    let id = scope.shown(item.text()?, item.spot)?;
    may_be_shown(id, scope, is_blind, item.spot);
    Some(id)
}

/// What no rule may read readers may not judge by, and a blind pack shows nothing personal.
pub(super) fn may_be_shown<'d>(id: FieldId, scope: &Scope<'d>, is_blind: bool, spot: Spot<'d>) {
    let Some(field) = scope.fields.get(id) else {
        return;
    };
    let name = shown(&field.name);
    if field.protection != Protection::None {
        let message =
            format!("readers would see the field `{name}`, which no scoring rule may read");
        let help = "whoever sees it may judge by it: take it out of `shows`";
        spot.say_help(Code::ProtectedField, message, help);
    } else if field.kind.is_rating() {
        let message = format!("`{name}` is what assessors give");
        let help = "a pack has a cell for each rating; take it out of `shows`";
        spot.say_bad_help(message, help);
    } else if is_blind && field.personal {
        let message = format!("the field `{name}` is personal, and these packs are blind");
        let help = "take it out of `shows`; or take `personal` out of the field where it is a statement, in which names are looked for";
        spot.say_bad_help(message, help);
    }
}

fn identity<'d>(table: &Table<'d>, scope: &Scope<'d>, letters: &Letters) -> Identity {
    let texts = |key| -> Option<Vec<FieldId>> {
        let all = table.get(key)?.array()?.into_iter();
        Some(
            all.filter_map(|item| field_of_type(item, scope, "text", &Kind::is_text))
                .collect(),
        )
    };
    let email = table.get("email");
    Identity {
        name: texts("name").unwrap_or_else(|| letters.name.clone()),
        email: match email {
            Some(item) => field_of_type(item, scope, "email", &Kind::is_email),
            None => letters.email,
        },
        organisation: texts("organisation").unwrap_or_default(),
        phone: texts("phone").unwrap_or_default(),
    }
}

/// Whether an id says who somebody is: it is made of fields that are personal.
fn is_named_by_id(scope: &Scope<'_>) -> bool {
    let mut made_of = scope.made_of.iter();
    made_of.any(|id| scope.fields.get(*id).is_some_and(|field| field.personal))
}

/// Notes where there is nothing to rate, and where ratings cannot be assigned together.
fn readers(table: &Table<'_>, scope: &Scope<'_>) {
    let fields = || scope.fields.each().filter_map(|(.., field)| field);
    let rated: Vec<&Field> = fields().filter(|field| field.kind.is_rating()).collect();
    if rated.is_empty() && scope.fields.each().all(|(.., field)| field.is_some()) {
        let help = "write a field of type `rating` with `readers`, or take [packs] out";
        table
            .spot
            .say_bad_help("there is no rating for assessors to give", help);
    }
    let mut pools = rated.iter().filter(|field| field.pool.is_some());
    if let Some(first) = pools.next()
        && let Some(other) = pools.find(|other| other.readers() != first.readers())
    {
        let message = format!(
            "`{}` has {} readers and `{}` has {}: who reads an application rates all of it",
            first.name,
            first.readers(),
            other.name,
            other.readers()
        );
        let help = "give all ratings of a pool the same readers";
        table.spot.say_bad_help(message, help);
    }
    let mut taken = Declines::ALL
        .iter()
        .map(|one| one.word())
        .chain(["comment"]);
    if let Some(word) = taken.find(|word| rated.iter().any(|field| field.name == *word)) {
        let message = format!("a rating is called `{word}`, as a column that every pack has");
        table
            .spot
            .say_bad_help(message, "give the field another name");
    }
}
