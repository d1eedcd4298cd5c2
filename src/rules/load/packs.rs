//! `[packs]`: what assessors are given to read.

use super::diagnostics::shown;
use super::field_of_type::field_of_type;
use super::format::PACKS;
use super::scope::Scope;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::packs::{Declines, Identity};
use crate::rules::{Field, FieldId, Hits, Kind, Letters, Packs, Protection};

/// `[packs]`; none where something in it is wrong, which is noted.
pub(super) fn packs<'d>(item: Item<'d>, scope: &Scope<'d>, letters: &Letters) -> Option<Packs> {
    let table = item.table(&PACKS)?;
    let flag = |key| table.get(key).and_then(Item::flag).unwrap_or(false);
    let seed = table.need("seed").and_then(Item::text);
    let cites = scope.cites(&table, "[packs]");
    let shows = table.need("shows").and_then(Item::array);
    let is_blind = flag("blind");
    let blind = hits(&table, is_blind);
    let shows: Vec<FieldId> = shows?
        .into_iter()
        .filter_map(|item| shown_to_readers(item, scope, is_blind))
        .collect();
    let language = table.get("language").and_then(|item| {
        field_of_type(item, scope, "choice", &|kind| {
            kind.options().is_some() && !kind.is_several()
        })
    });
    let identity = identity(&table, scope, letters);
    if is_blind && !is_known(&table, letters) {
        let message = "nothing says what gives an applicant away";
        let help = "write `name`, `email`, `organisation` or `phone`, with the fields that hold it";
        table.spot.say_bad_help(message, help);
    }
    if is_blind && is_named_by_id(scope) {
        let message = "the ids are made of personal fields, and readers see the id";
        let help = "give the applications a column of ids; or take `blind` out where readers may know whose application they read";
        table
            .key_spot("blind")
            .unwrap_or(table.spot)
            .say_bad_help(message, help);
    }
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

fn hits(table: &Table<'_>, is_blind: bool) -> Option<Hits> {
    if is_blind {
        let words = [("mask", Hits::Mask), ("list", Hits::List)];
        return table.need("hits")?.word(&words);
    }
    if let Some(spot) = table.key_spot("hits") {
        spot.say_bad("`hits` belongs to `blind = true`");
    }
    None
}

/// A field that readers see: what no rule may read they may not judge by, and a blind pack shows nothing personal.
fn shown_to_readers<'d>(item: Item<'d>, scope: &Scope<'d>, is_blind: bool) -> Option<FieldId> {
    let name = item.text()?;
    let id = scope.shown(name, item.spot)?;
    let field = scope.fields.get(id)?;
    if field.protection != Protection::None {
        let message = format!(
            "readers would see the field `{}`, which no scoring rule may read",
            shown(name)
        );
        let help = "whoever sees it may judge by it: take it out of `shows`";
        item.spot.say_help(Code::ProtectedField, message, help);
    } else if field.kind.is_rating() {
        let message = format!("`{}` is what assessors give", shown(name));
        let help = "a pack has a cell for each rating; take it out of `shows`";
        item.spot.say_bad_help(message, help);
    } else if is_blind && field.personal {
        let message = format!(
            "the field `{}` is personal, and these packs are blind",
            shown(name)
        );
        let help = "take it out of `shows`; or take `personal` out of the field where it is a statement, in which names are looked for";
        item.spot.say_bad_help(message, help);
    }
    Some(id)
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

/// Whether it is said, rightly or not, what gives somebody away.
fn is_known(table: &Table<'_>, letters: &Letters) -> bool {
    let keys = ["name", "email", "organisation", "phone"];
    let is_written = keys.iter().any(|key| table.key_spot(key).is_some());
    is_written || letters.email.is_some() || !letters.name.is_empty()
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
