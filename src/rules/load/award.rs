//! How an answer earns points: a table of values, bands, a straight line, or the rating itself.

use rust_decimal::Decimal;

use super::bands::{Cut, bands};
use super::diagnostics::{Spot, ticks};
use super::format::{BAND, LINEAR};
use super::scope::Scope;
use super::table::{Item, Table};
use super::values::{self, Atom};
use crate::base::finding::Code;
use crate::rules::form::Bounds;
use crate::rules::measures::{Award, Linear, PointsRow, Worth};
use crate::rules::{Field, Kind, Subject};
use crate::values::Points;

const WAYS: [&str; 4] = ["points", "bands", "linear", "rating"];
/// The most points a value can earn, and the greatest weight.
pub(super) const MOST: u32 = 1_000_000;

/// An award and the least and most it can give.
struct Ranged {
    award: Award,
    least: Decimal,
    most: Decimal,
}

impl Ranged {
    /// What a blank is worth counts as well.
    fn or(self, blank: Option<Points>) -> Self {
        let Some(blank) = blank.map(Points::decimal) else {
            return self;
        };
        Self {
            least: self.least.min(blank),
            most: self.most.max(blank),
            ..self
        }
    }
}

/// Points as the rules write them: from 0 to a million, at most six decimals.
pub(super) fn points(item: Item<'_>) -> Option<Points> {
    let value = item.decimal()?;
    sized(value, item.spot).then(|| Points::written(value))
}

/// Notes an amount that would make scores inexact or turn a measure around.
pub(super) fn sized(value: Decimal, spot: Spot<'_>) -> bool {
    if value.is_sign_negative() && !value.is_zero() {
        spot.say_bad(format!(
            "`{value}` is negative, and points and weights never are"
        ));
    } else if value.normalize().scale() > 6 {
        spot.say_bad(format!("`{value}` has more than 6 decimals"));
    } else if value > Decimal::from(MOST) {
        spot.say(Code::Overflow, format!("`{value}` is more than {MOST}"));
    } else {
        return true;
    }
    false
}

/// What an answer is worth: the keys that scoring rules and terms of levels share.
pub(super) fn worth<'d>(table: &Table<'d>, scope: &Scope<'d>, owner: &str) -> Option<Worth> {
    // The outer none is a value that cannot be read, the inner one a key that is not there.
    let blank = table
        .get("blank")
        .map_or(Some(None), |item| points(item).map(Some));
    let (subject, kind) = scope.subject(table, owner)?;
    let bounds = match subject {
        Subject::Field(field) => scope.fields.get(field).and_then(Field::bounds),
        Subject::Level(_) => None,
    };
    let ranged = award(table, (&kind, bounds), scope)?;
    let blank = blank?;
    let Ranged { award, least, most } = ranged.or(blank);
    let (least, most) = (Points::written(least), Points::written(most));
    Some(Worth {
        subject,
        award,
        blank,
        least,
        most,
        line: table.spot.line(),
    })
}

fn award<'d>(
    table: &Table<'d>,
    (kind, bounds): (&Kind, Option<Bounds>),
    scope: &Scope<'d>,
) -> Option<Ranged> {
    let way = match table.present(&WAYS).as_slice() {
        [one] => *one,
        [] => {
            let message = format!("{} does not say what an answer earns", table.name());
            table.spot.say_help(
                Code::MissingKey,
                message,
                format!("add one of {}", ticks(&WAYS)),
            );
            return None;
        }
        several => {
            let message = format!(
                "{} takes one of {}, not several",
                table.name(),
                ticks(several)
            );
            table.spot.say_bad(message);
            return None;
        }
    };
    let item = table.get(way)?;
    let of_type = super::field::field_type(kind);
    let (word, fits) = (of_type.name, of_type.earns);
    if !fits.contains(&way) {
        let spot = table.key_spot(way).unwrap_or(item.spot);
        let help = if fits.is_empty() {
            "such answers cannot earn points".to_owned()
        } else {
            format!("it takes {}", ticks(fits))
        };
        spot.say_help(
            Code::WrongType,
            format!("`{way}` cannot award points for answers of type `{word}`"),
            help,
        );
        return None;
    }
    if way != "points"
        && let Some(spot) = table.key_spot("otherwise")
    {
        spot.say(
            Code::UnknownKey,
            "`otherwise` belongs to `points` per value",
        );
    }
    match (way, &bounds) {
        ("points", _) => per_value(table, item, kind, scope),
        ("bands", Some(bounds)) => by_band(item, bounds),
        ("linear", Some(bounds)) => linear(item, bounds),
        (_, Some(bounds)) => rating(item, bounds),
        _ => None,
    }
}

fn per_value<'d>(
    table: &Table<'d>,
    item: Item<'d>,
    kind: &Kind,
    scope: &Scope<'d>,
) -> Option<Ranged> {
    let entries = item.entries()?;
    if entries.is_empty() {
        item.spot.say_bad("`points` is empty");
        return None;
    }
    let whole = entries.len();
    let mut rows = Vec::new();
    let mut atoms = Vec::new();
    for (key, value) in entries {
        let atom = values::named(value.key, key, kind, scope);
        let points = points(value);
        if let (Some(atom), Some(points)) = (atom, points) {
            rows.push(PointsRow {
                value: values::set(vec![atom.clone()])?,
                points,
                line: key.line(),
            });
            atoms.push(atom);
        }
    }
    let otherwise = match table.get("otherwise") {
        Some(item) => Some(points(item)?),
        None => None,
    };
    if rows.len() != whole {
        return None;
    }
    let missing = missing(kind, &atoms, scope);
    if otherwise.is_none() && !missing.is_empty() {
        item.spot.say_help(
            Code::TableGap,
            format!("the points leave out {}", missing.join(", ")),
            "add them, or say `otherwise = …` beside `points`",
        );
        return None;
    }
    let reachable = otherwise.filter(|_| !missing.is_empty());
    let all = rows
        .iter()
        .map(|row| row.points)
        .chain(reachable)
        .map(Points::decimal);
    Some(Ranged {
        least: all.clone().min()?,
        most: all.max()?,
        award: Award::Table { rows, otherwise },
    })
}

/// The values a points table does not name, in the words of a message.
fn missing(kind: &Kind, named: &[Atom], scope: &Scope<'_>) -> Vec<String> {
    let without = |values: &[(String, Vec<String>)], atom: fn(u8) -> Atom| -> Vec<String> {
        let indices = (0_u8..).zip(values);
        indices
            .filter(|(index, _)| !named.contains(&atom(*index)))
            .map(|(_, (name, _))| format!("`{name}`"))
            .collect()
    };
    match kind {
        Kind::Choice(options) | Kind::Choices(options, _) => {
            let mut missing = without(&options.options, Atom::Option);
            if options.other {
                missing.push("other answers".to_owned());
            }
            missing
        }
        Kind::Scale(_) => scope
            .levels_of(kind)
            .map(|scale| without(&scale.levels, Atom::Level))
            .unwrap_or_default(),
        Kind::YesNo { .. } => [(true, "`yes`"), (false, "`no`")]
            .into_iter()
            .filter(|(yes, _)| !named.contains(&Atom::YesNo(*yes)))
            .map(|(_, name)| name.to_owned())
            .collect(),
        Kind::Country => vec!["all other countries".to_owned()],
        _ => Vec::new(),
    }
}

fn by_band(item: Item<'_>, bounds: &Bounds) -> Option<Ranged> {
    let gives = |table: &Table<'_>| table.need("points").and_then(points);
    let cuts: Vec<Cut<'_, Points>> = bands(item, &BAND, gives, (bounds.min, bounds.max), "values")?;
    let reached = cuts
        .iter()
        .filter(|cut| cut.reaches(bounds.min, bounds.max))
        .map(|cut| cut.gives.decimal());
    let (least, most) = (reached.clone().min()?, reached.max()?);
    let bands = cuts.into_iter().map(Cut::band).collect();
    Some(Ranged {
        award: Award::Bands(bands),
        least,
        most,
    })
}

fn linear(item: Item<'_>, bounds: &Bounds) -> Option<Ranged> {
    let table = item.table(&LINEAR)?;
    // Bounded like points, so that their products stay exact.
    let bound = |key| {
        let item = table.need(key)?;
        let value = item.decimal()?;
        let good = value.abs() <= Decimal::from(MOST) && value.normalize().scale() <= 6;
        if !good {
            item.spot.say_bad(format!(
                "a bound is at most {MOST} on either side of 0, with at most 6 decimals"
            ));
        }
        good.then_some(value)
    };
    let (from, to) = (bound("from"), bound("to"));
    let end = |key| table.need(key).and_then(points);
    let (points_from, points_to) = (end("points_from"), end("points_to"));
    let (from, to) = (from?, to?);
    if to <= from {
        item.spot.say_bad(format!(
            "the line ends at `{to}`, which is not above its beginning, `{from}`"
        ));
        return None;
    }
    let (points_from, points_to) = (points_from?, points_to?);
    Some(Ranged {
        award: Award::Linear(Linear {
            from,
            to,
            points_from,
            points_to,
            least: bounds.min,
            most: bounds.max,
        }),
        least: points_from.min(points_to).decimal(),
        most: points_from.max(points_to).decimal(),
    })
}

fn rating(item: Item<'_>, bounds: &Bounds) -> Option<Ranged> {
    if !item.flag()? {
        item.spot.say_bad("`rating` takes `true` only");
        return None;
    }
    let Some((least, most)) = bounds.min.zip(bounds.max) else {
        item.spot.say_help(
            Code::MissingKey,
            "the number is taken for points, and its field has no bounds",
            "give the field `min` and `max`",
        );
        return None;
    };
    (sized(least, item.spot) && sized(most, item.spot)).then_some(Ranged {
        award: Award::Rating,
        least,
        most,
    })
}
