//! Values that rules compare answers with, read by the kind of the field or list they belong to.

use super::checks::country;
use super::diagnostics::{Spot, shown};
use super::scope::Scope;
use super::table::Item;
use crate::base::finding::Code;
use crate::rules::{Kind, Options, Scale, Set};
use crate::values::countries::{self, Named};
use crate::values::{Country, LevelSet, Number, spelling};

/// One value of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Atom {
    Country(Country),
    Option(u8),
    Level(u8),
    YesNo(bool),
    Number(Number),
    /// Folded.
    Text(String),
}

/// Reads a value written for `kind`; what does not fit is noted.
pub(super) fn atom(item: Item<'_>, kind: &Kind, scope: &Scope<'_>) -> Option<Atom> {
    match kind {
        Kind::YesNo { .. } => item.flag().map(Atom::YesNo),
        Kind::Number(bounds) | Kind::Rating(bounds) => {
            let value = item.decimal()?;
            within(value, bounds, item.spot).then_some(Atom::Number(Number::plain(value)))
        }
        _ => named(item.text()?, item.spot, kind, scope),
    }
}

/// Notes a number that no answer can be, because the field's bounds exclude it.
pub(super) fn within(
    value: rust_decimal::Decimal,
    bounds: &crate::rules::form::Bounds,
    spot: Spot<'_>,
) -> bool {
    let low = bounds
        .min
        .filter(|min| value < *min)
        .map(|min| format!("below the field's least value, `{min}`"));
    let high = bounds
        .max
        .filter(|max| value > *max)
        .map(|max| format!("above the field's greatest value, `{max}`"));
    let beyond = low.or(high);
    if let Some(beyond) = &beyond {
        spot.say_bad(format!("`{value}` is {beyond}"));
    }
    beyond.is_none()
}

/// The code of the country that a text names or nearly names, for somebody who wrote no code.
fn meant(text: &str) -> String {
    let code = |named| match named {
        Named::Country(country) => Some((country, countries::name(country))),
        _ => None,
    };
    let near = match countries::find(text) {
        Named::Suggest(_, name) => code(countries::find(name)),
        named => code(named),
    };
    match near {
        Some((country, name)) => format!("did you mean `{country}`, {name}?"),
        None => {
            "write the two capital letters of ISO 3166, for example `ME` for Montenegro".to_owned()
        }
    }
}

/// Reads a value written as a word: in a test, or as a key of a points table.
pub(super) fn named(text: &str, spot: Spot<'_>, kind: &Kind, scope: &Scope<'_>) -> Option<Atom> {
    match kind {
        Kind::Country => {
            let found = country(text);
            if found.is_none() {
                let help = match scope.lists.find(text) {
                    Some(_) => format!("for one of those in the list write `in = \"{text}\"`"),
                    None => meant(text),
                };
                spot.say_help(
                    Code::UnknownName,
                    format!("`{}` is no country code", shown(text)),
                    help,
                );
            }
            found.map(Atom::Country)
        }
        Kind::Choice(options) | Kind::Choices(options, _) => {
            option(text, spot, options).map(Atom::Option)
        }
        Kind::Scale(_) => level(text, spot, scope.levels_of(kind)?).map(Atom::Level),
        Kind::YesNo { .. } => {
            let found = match text {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            };
            if found.is_none() {
                spot.say(
                    Code::UnknownName,
                    format!("`{}` is neither `yes` nor `no`", shown(text)),
                );
            }
            found.map(Atom::YesNo)
        }
        _ => Some(Atom::Text(spelling::fold(text))),
    }
}

/// The position of an option, by its id.
pub(super) fn option(text: &str, spot: Spot<'_>, options: &Options) -> Option<u8> {
    pick(text, spot, "option", &options.options)
}

/// The position of a level on a scale, by its name.
pub(super) fn level(text: &str, spot: Spot<'_>, scale: &Scale) -> Option<u8> {
    pick(text, spot, "level", &scale.levels)
}

fn pick(text: &str, spot: Spot<'_>, what: &str, values: &[(String, Vec<String>)]) -> Option<u8> {
    let found = values.iter().position(|(name, _)| name == text);
    if found.is_none() && !spot.notes.full() {
        let message = format!("there is no {what} `{}` here", shown(text));
        let folded = spelling::fold(text);
        let meant = values.iter().find(|(name, more)| {
            std::iter::once(name)
                .chain(more)
                .any(|known| spelling::fold(known) == folded)
        });
        match meant {
            Some((name, _)) => {
                spot.say_help(
                    Code::UnknownName,
                    message,
                    format!("this is a spelling of `{name}`: write `{name}`"),
                );
            }
            None => {
                let names = values.iter().map(|(name, _)| name.as_str());
                spot.say_unknown(
                    Code::UnknownName,
                    message,
                    text,
                    names,
                    "rules name values as the field lists them",
                );
            }
        }
    }
    found.and_then(|index| u8::try_from(index).ok())
}

/// Puts values of one kind together, sorted; none for no values.
pub(super) fn set(atoms: Vec<Atom>) -> Option<Set> {
    let mut set = match atoms.first()? {
        Atom::Country(_) => Set::Countries(Vec::new()),
        Atom::Option(_) => Set::Options(Vec::new()),
        Atom::Level(_) => Set::Levels(LevelSet::default()),
        Atom::YesNo(yes) => Set::YesNo(*yes),
        Atom::Number(_) => Set::Numbers(Vec::new()),
        Atom::Text(_) => Set::Texts(Vec::new()),
    };
    for atom in atoms {
        match (&mut set, atom) {
            (Set::Countries(all), Atom::Country(one)) => all.push(one),
            (Set::Options(all), Atom::Option(one)) => all.push(one),
            (Set::Levels(all), Atom::Level(one)) => *all = all.with(one),
            (Set::Numbers(all), Atom::Number(one)) => all.push(one),
            (Set::Texts(all), Atom::Text(one)) => all.push(one),
            _ => {}
        }
    }
    match &mut set {
        Set::Countries(all) => all.sort_unstable(),
        Set::Options(all) => all.sort_unstable(),
        Set::Numbers(all) => all.sort_unstable(),
        Set::Texts(all) => all.sort_unstable(),
        Set::Levels(_) | Set::YesNo(_) => {}
    }
    Some(set)
}

/// The values of an array, each once.
pub(super) fn array(item: Item<'_>, kind: &Kind, scope: &Scope<'_>) -> Option<Set> {
    let items = item.array()?;
    let whole = items.len();
    let mut atoms: Vec<(Atom, Item<'_>)> = Vec::new();
    for item in items {
        if let Some(atom) = atom(item, kind, scope) {
            atoms.push((atom, item));
        }
    }
    let readable = atoms.len() == whole;
    // Sorted by their printed form only to bring equal ones together.
    let mut order: Vec<_> = atoms
        .iter()
        .map(|(atom, item)| (key(atom), item.spot))
        .collect();
    order.sort_by(|left, right| (&left.0, left.1.start).cmp(&(&right.0, right.1.start)));
    for pair in order.windows(2) {
        if let [(first, _), (second, spot)] = pair
            && first == second
        {
            spot.say_bad(format!(
                "`{}` stands here twice",
                spot.written().trim_matches('"')
            ));
        }
    }
    readable
        .then(|| set(atoms.into_iter().map(|(atom, _)| atom).collect()))
        .flatten()
}

/// A text that is equal for equal values.
pub(super) fn key(atom: &Atom) -> String {
    match atom {
        Atom::Country(country) => country.to_string(),
        Atom::Option(index) | Atom::Level(index) => index.to_string(),
        Atom::YesNo(yes) => yes.to_string(),
        Atom::Number(number) => number.to_string(),
        Atom::Text(text) => text.clone(),
    }
}
