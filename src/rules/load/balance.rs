//! `[[balance]]`: whom a rule counts, among whom, and how many of them there shall be.

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::award::sized;
use super::checks;
use super::criteria::test;
use super::diagnostics::{Spot, shown};
use super::format::{BALANCE, Value, takes};
use super::names::Register;
use super::scope::{Reader, Scope};
use super::table::{Item, Table};
use crate::base::contradiction::contradiction;
use crate::base::finding::Code;
use crate::rules::{
    Aim, Amount, Asks, Balance, BalanceCounts, BalanceRuleId, BalanceWithin, Kind, Places, Share,
};
use crate::values::number::{self, DecimalMark};

/// The most people, and the most parts of a share.
const MOST: u32 = 1_000_000;
/// What only aims have.
const OF_AIMS: [&str; 3] = ["priority", "within", "tie"];

pub(super) fn balance<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
    places: Option<&Places>,
) -> Register<'d, BalanceRuleId, Balance> {
    let mut register = Register::new("balance rule");
    let mut aims = Aims::default();
    for table in item.tables(&BALANCE) {
        let (id, spot) = checks::id(&table).unwrap_or(("", table.spot));
        let made = scope.reading(Reader::Balance, |scope| {
            rule(&table, id, scope, places, &mut aims)
        });
        register.push(id, spot, made);
    }
    aims.all_or_none();
    if register.len() > checks::MOST {
        item.spot.say_bad(format!(
            "there are more than {} balance rules",
            checks::MOST
        ));
    }
    register
}

/// The aims so far: how many there are, and where one stands with a priority and one without.
#[derive(Default)]
struct Aims<'d> {
    many: u32,
    with: Option<Spot<'d>>,
    without: Option<Spot<'d>>,
}

impl<'d> Aims<'d> {
    /// The priority of the next aim; by the order of the file where it has none.
    fn priority(&mut self, table: &Table<'d>) -> Option<u32> {
        self.many = self.many.saturating_add(1);
        if let Some(item) = table.get("priority") {
            _ = self.with.get_or_insert(item.spot);
            item.count(1, 99)
        } else {
            let spot = table.key_spot("at_least").unwrap_or(table.spot);
            _ = self.without.get_or_insert(spot);
            Some(self.many)
        }
    }

    fn all_or_none(&self) {
        if let (Some(with), Some(without)) = (self.with, self.without) {
            without.say_bad_help(
                format!(
                    "this aim has no `priority`, and the one in line {} has one",
                    with.line()
                ),
                "give every aim a `priority`, the first to be served the lowest; or none, and they are served in the order of the file",
            );
        }
    }
}

fn rule<'d>(
    table: &Table<'d>,
    id: &str,
    scope: &Scope<'d>,
    places: Option<&Places>,
    aims: &mut Aims<'d>,
) -> Option<Balance> {
    let owner = format!("the balance rule `{id}`");
    let title = table.need("title").and_then(Item::text);
    let cites = scope.cites(table, &owner);
    let counts = counts(table, scope, &owner);
    let within = within(table, places);
    let asks = asks(table, aims);
    gentle_for_each(table, counts.as_ref(), within);
    Some(Balance {
        id: id.to_owned(),
        title: title?.to_owned(),
        counts: counts?,
        within: within?,
        asks: asks?,
        cites,
        line: table.spot.line(),
    })
}

/// Notes a rule for each value or group that moves people near one another: which of them comes first would decide, and the rule
/// does not say it.
fn gentle_for_each(
    table: &Table<'_>,
    counts: Option<&BalanceCounts>,
    among: Option<BalanceWithin>,
) {
    let key = match (counts, among) {
        (Some(BalanceCounts::EachValue(_)), _) => "each",
        (_, Some(BalanceWithin::EachGroup)) => "every_group",
        _ => return,
    };
    let gentle = table.present(&["within", "tie"]).into_iter().next();
    if let Some(gentle) = gentle {
        let spot = table.key_spot(gentle).unwrap_or(table.spot);
        spot.say_bad_help(
            format!("`{gentle}` does not go with `{key}`"),
            "write a rule of its own for each value or group: they are served one after another, in the order of the file or of their priority",
        );
    }
}

/// The one of two keys that is there; both, or neither, is noted.
fn one_of(table: &Table<'_>, keys: [&'static str; 2], help: &str) -> Option<&'static str> {
    let [first, second] = keys;
    match table.present(&keys).as_slice() {
        [one] => Some(*one),
        [] if table.strange() => None,
        [] => {
            let message = format!("{} needs one of `{first}` and `{second}`", table.name());
            table.spot.say_help(Code::MissingKey, message, help);
            None
        }
        _ => {
            let name = table.name();
            let message = format!("{name} takes either `{first}` or `{second}`, not both");
            let spot = table.key_spot(second).unwrap_or(table.spot);
            spot.say_bad_help(message, help);
            None
        }
    }
}

fn counts<'d>(table: &Table<'d>, scope: &Scope<'d>, owner: &str) -> Option<BalanceCounts> {
    let help = "write `test = { … }` for whom it counts, or `each = \"…\"` to count each value of a field by itself";
    let key = one_of(table, ["test", "each"], help);
    let is_level = table.get("of").map_or(Some(false), |item| {
        item.word(&[("field", false), ("level", true)])
    });
    let item = table.get(key?)?;
    if key == Some("test") {
        if let Some(spot) = table.key_spot("of") {
            spot.say(Code::UnknownKey, "`of` belongs to `each`");
        }
        return Some(BalanceCounts::Meeting(test(item, scope, owner)?));
    }
    let name = item.text()?;
    let (subject, kind) = if is_level? {
        scope.level(name, item.spot, owner)?
    } else if scope.fields.find(name).is_none() && scope.levels.find(name).is_some() {
        let help = format!(
            "`{}` is a level: write `of = \"level\"` beside it",
            shown(name)
        );
        let message = format!("there is no field `{}`", shown(name));
        item.spot.say_help(Code::UnknownName, message, help);
        return None;
    } else {
        scope.field(name, item.spot, owner)?
    };
    let of_type = super::field::field_type(&kind);
    let personal = |field| scope.fields.get(field).is_some_and(|field| field.personal);
    let field = scope.fields.find(name).filter(|_| is_level == Some(false));
    if !of_type.keys.contains(&"count") {
        let message = format!(
            "the values of a field of type `{}` cannot be counted",
            of_type.name
        );
        let help = "ask for those who are meant: `test = { field = \"…\", at_least = … }`";
        item.spot.say_help(Code::WrongType, message, help);
        return None;
    }
    if matches!(kind, Kind::Text) && field.is_some_and(personal) {
        item.spot.say_bad_help(
            "the texts of a personal field are not counted each: the run folder would hold them",
            "give the field options: `type = \"choice\"`",
        );
        return None;
    }
    Some(BalanceCounts::EachValue(subject))
}

fn within(table: &Table<'_>, places: Option<&Places>) -> Option<BalanceWithin> {
    let every = table.get("every_group").map_or(Some(false), Item::flag);
    let Some(item) = table.get("group") else {
        return Some(if every? {
            BalanceWithin::EachGroup
        } else {
            BalanceWithin::All
        });
    };
    if every? {
        let spot = table.key_spot("every_group").unwrap_or(item.spot);
        spot.say_bad_help(
            "`group` and `every_group` contradict each other",
            "leave one of them out",
        );
        return None;
    }
    let name = item.text()?;
    // Groups that could not be read are reported where they stand.
    let groups = &places?.groups;
    let found = groups.each().find(|(_, group)| group.id == name);
    if found.is_none() {
        item.spot.say_unknown(
            Code::UnknownName,
            format!("there is no group `{}`", shown(name)),
            name,
            groups.iter().map(|group| group.id.as_str()),
            "leave `group` out to count among all selected",
        );
    }
    found.map(|(id, _)| BalanceWithin::Group(id))
}

fn asks<'d>(table: &Table<'d>, aims: &mut Aims<'d>) -> Option<Asks> {
    let help = "write `at_most` for what must not be exceeded, `at_least` for what is aimed at; for both write two rules";
    let key = one_of(table, ["at_most", "at_least"], help)?;
    let hard = table.get("hard").map_or(Some(false), Item::flag);
    if key == "at_most" {
        for key in table.present(&["hard", "priority", "within", "tie"]) {
            let help = if key == "hard" {
                "leave it out: `at_most` always must hold"
            } else {
                "leave it out: `at_most` always must hold; an aim is written with `at_least`"
            };
            beside(table, key, "at_most", help);
        }
        return Some(Asks::AtMost(amount(table.get(key)?)?));
    }
    if hard? {
        for key in table.present(&OF_AIMS) {
            let help =
                "leave it out, or leave out `hard` for an aim, which is met as far as possible";
            beside(table, key, "hard", help);
        }
        return Some(Asks::AtLeast(amount(table.get(key)?)?));
    }
    let priority = aims.priority(table);
    let tie = table.get("tie").map_or(Some(false), Item::flag);
    let within = match (table.get("within"), tie?) {
        (Some(_), true) => {
            let help = "leave one of them out: `tie = true` says `within = 0`";
            beside(table, "tie", "within", help);
            None
        }
        (Some(item), false) => points(item).map(Some),
        (None, true) => Some(Some(Decimal::ZERO)),
        (None, false) => Some(None),
    };
    Some(Asks::Aim(Aim {
        least: amount(table.get(key)?)?,
        priority: priority?,
        within: within?,
    }))
}

fn beside(table: &Table<'_>, key: &str, other: &str, help: &str) {
    let spot = table.key_spot(key).unwrap_or(table.spot);
    spot.say_bad_help(format!("`{key}` does not go with `{other}`"), help);
}

/// How far ahead somebody may be whom another is preferred to: written as points are.
fn points(item: Item<'_>) -> Option<Decimal> {
    let value = item.decimal()?;
    sized(value, item.spot).then_some(value)
}

fn amount(item: Item<'_>) -> Option<Amount> {
    if !takes(item.key, |value| value == Value::People) {
        contradiction(format!("`{}` takes no number of people", item.key));
    }
    match item.value {
        DeValue::String(text) => {
            let share = share(text);
            if share.is_none() {
                item.spot.say_bad_help(
                    format!("`{}` is no share", shown(text)),
                    "write a fraction above 0 and not above 1, such as \"1/2\", or a percentage, such as \"40 %\" or \"33.3 %\"; a number of people without quotes",
                );
            }
            share.map(Amount::Share)
        }
        DeValue::Integer(integer) => {
            let count = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
            let count = count.filter(|count| *count <= MOST);
            if count.is_none() {
                item.spot.say_bad(format!(
                    "`{}` takes a number of people from 0 to {MOST}, not `{}`",
                    item.key,
                    item.spot.written()
                ));
            }
            count.map(Amount::People)
        }
        DeValue::Float(float) => {
            item.spot.say_help(
                Code::WrongType,
                format!(
                    "`{}` takes a whole number of people, or a share as a text",
                    item.key
                ),
                format!(
                    "for a share write `{} = \"{}\"`",
                    item.key,
                    percentage(float.as_str())
                ),
            );
            None
        }
        _ => {
            item.wrong_type("a number of people, or a share such as \"1/2\"");
            None
        }
    }
}

/// `0.4` as `40 %`; an example where it is no share.
fn percentage(digits: &str) -> String {
    let hundred = number::decimal(digits, DecimalMark::Point)
        .and_then(|value| value.checked_mul(Decimal::ONE_HUNDRED))
        .filter(|value| *value > Decimal::ZERO && *value <= Decimal::ONE_HUNDRED);
    hundred.map_or_else(
        || "40 %".to_owned(),
        |value| format!("{} %", value.normalize()),
    )
}

/// A fraction or a percentage, above 0 and at most 1.
fn share(text: &str) -> Option<Share> {
    let whole = |digits: &str| {
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| plain)
    };
    let (numerator, denominator) = match text.trim().strip_suffix('%') {
        Some(percent) => {
            let percent = percent.trim();
            let (units, decimals) = percent.split_once('.').unwrap_or((percent, ""));
            let written = !percent.starts_with('.') && !percent.ends_with('.');
            let scale = 10_u32.checked_pow(u32::try_from(decimals.len()).ok()?)?;
            let digits = whole(&format!("{units}{decimals}")).filter(|_| written);
            (digits?, scale.checked_mul(100)?)
        }
        None => {
            let (above, below) = text.split_once('/')?;
            (whole(above.trim())?, whole(below.trim())?)
        }
    };
    let good = numerator > 0 && numerator <= denominator && denominator <= MOST;
    good.then_some(Share {
        numerator,
        denominator,
    })
}
