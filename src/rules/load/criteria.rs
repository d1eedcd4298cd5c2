//! `[[eligibility]]` and the tests that criteria, groups and levels share.

use super::checks;
use super::diagnostics::{shown, ticks};
use super::format::{CRITERION, TEST};
use super::names::Register;
use super::scope::Scope;
use super::table::{Item, Table};
use super::times::{self, Day};
use super::values::{self, Atom};
use crate::base::finding::Code;
use crate::rules::criteria::{Bound, Moment};
use crate::rules::{Ask, Criterion, CriterionId, Kind, Leaf, Set, Test};

const COMBINE: &[&str] = &["any", "all", "not"];
const OPERATORS: &[&str] = &["is", "in", "at_least", "at_most", "before", "by", "given"];

pub(super) fn criteria<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
    register: &mut Register<'d, CriterionId, Criterion>,
) {
    for table in item.tables(&CRITERION) {
        let id = checks::id(&table);
        let (id, spot) = id.unwrap_or(("", table.spot));
        let owner = format!("the criterion `{id}`");
        let title = table.need("title").and_then(Item::text);
        let cites = scope.cites(&table, &owner);
        let test = table
            .need("test")
            .and_then(|item| test(item, scope, &owner));
        let line = table.spot.line();
        let made = title.zip(test).map(|(title, test)| Criterion {
            id: id.to_owned(),
            title: title.to_owned(),
            cites,
            test,
            line,
        });
        register.push(id, spot, made);
    }
    if register.len() > checks::MOST {
        item.spot.say_bad(format!(
            "there are more than {} criteria, the deadline included",
            checks::MOST
        ));
    }
}

/// Reads a test; `owner` is the rule it belongs to, for messages.
pub(super) fn test<'d>(item: Item<'d>, scope: &Scope<'d>, owner: &str) -> Option<Test> {
    let table = item.table(&TEST)?;
    let combine = table.present(COMBINE);
    let rest = table.present(TEST.keys).len();
    match combine.as_slice() {
        [] => leaf(&table, scope, owner).map(Test::Leaf),
        [one] if rest == 1 => {
            let item = table.get(one)?;
            if *one == "not" {
                return Some(Test::Not(Box::new(test(item, scope, owner)?)));
            }
            let mut tests = Vec::new();
            let items = item.array()?;
            let whole = items.len();
            tests.extend(
                items
                    .into_iter()
                    .filter_map(|item| test(item, scope, owner)),
            );
            if tests.len() != whole {
                return None;
            }
            Some(if *one == "any" {
                Test::Any(tests)
            } else {
                Test::All(tests)
            })
        }
        _ => {
            table.spot.say_bad_help(
                format!("{} stands alone in its braces", ticks(&combine)),
                "put every question into braces of its own, as in `{ all = [{ … }, { … }] }`",
            );
            None
        }
    }
}

fn leaf<'d>(table: &Table<'d>, scope: &Scope<'d>, owner: &str) -> Option<Leaf> {
    let asked = table.present(OPERATORS);
    let subject = scope.subject(table, owner);
    let operator = match asked.as_slice() {
        [one] => *one,
        [] if table.strange() => return None,
        [] => {
            table.spot.say_help(
                Code::MissingKey,
                "the test asks nothing",
                format!("add one of {}", ticks(OPERATORS)),
            );
            return None;
        }
        _ => {
            table.spot.say_bad_help(
                format!("the test asks several questions at once: {}", ticks(&asked)),
                "put each into braces of its own, inside `all` or `any`",
            );
            return None;
        }
    };
    let (subject, kind) = subject?;
    let is_level = matches!(subject, crate::rules::Subject::Level(_));
    let item = table.get(operator)?;
    let fits = fitting(&kind, is_level);
    if !fits.contains(&operator) {
        let what = if is_level {
            "a level".to_owned()
        } else {
            format!("a field of type `{}`", word(&kind))
        };
        let spot = table.key_spot(operator).unwrap_or(item.spot);
        spot.say_help(
            Code::WrongType,
            format!("`{operator}` cannot be asked of {what}"),
            format!("it takes {}", ticks(&fits)),
        );
        return None;
    }
    let ask = match operator {
        "given" => {
            if !item.flag()? {
                item.spot.say_bad_help(
                    "`given` takes `true` only",
                    "to ask for a blank, write `{ not = { field = \"…\", given = true } }`",
                );
                return None;
            }
            Ask::Given
        }
        "is" => {
            if item.value.is_array() {
                item.spot.say_help(
                    Code::WrongType,
                    "`is` takes one value",
                    "use `in` for several",
                );
                return None;
            }
            Ask::OneOf(values::set(vec![values::atom(item, &kind, scope)?])?)
        }
        "in" => within(item, &kind, scope)?,
        "at_least" => Ask::AtLeast(bound(item, &kind, scope)?),
        "at_most" => Ask::AtMost(bound(item, &kind, scope)?),
        "before" => Ask::Before(moment(item, &kind, scope, Day::Start)?),
        _ => Ask::By(moment(item, &kind, scope, Day::End)?),
    };
    Some(Leaf {
        subject,
        ask,
        line: table.spot.line(),
    })
}

fn word(kind: &Kind) -> &'static str {
    super::field::type_word(kind)
}

/// The operators a kind takes; a derived level is never blank, so `given` is none of them.
fn fitting(kind: &Kind, is_level: bool) -> Vec<&'static str> {
    let all = super::field::field_type(kind).asked.iter().copied();
    all.filter(|operator| !(is_level && *operator == "given"))
        .collect()
}

fn within(item: Item<'_>, kind: &Kind, scope: &Scope<'_>) -> Option<Ask> {
    let Some(name) = item.value.as_str() else {
        return if item.value.is_array() {
            Some(Ask::OneOf(values::array(item, kind, scope)?))
        } else {
            item.wrong_type("the name of a list, or an array of values");
            None
        };
    };
    if scope.lists.find(name).is_none() && name.contains([',', ';']) {
        let values: Vec<String> = name
            .split([',', ';'])
            .map(|value| format!("\"{}\"", value.trim()))
            .collect();
        let message = format!("there is no list `{}`", shown(name));
        let help = format!("for several values write `in = [{}]`", values.join(", "));
        item.spot.say_help(Code::UnknownName, message, help);
        return None;
    }
    let id = scope.lists.resolve(name, item.spot)?;
    let list = scope.lists.get(id)?;
    let fits = match &list.values {
        Set::Countries(_) => kind.is_country(),
        Set::Texts(_) => kind.is_text(),
        Set::Numbers(_) => kind.bounds().is_some(),
        // No list holds these.
        Set::Options(_) | Set::Levels(_) | Set::YesNo(_) => false,
    };
    if !fits {
        let holds = match list.values {
            Set::Countries(_) => "countries",
            Set::Numbers(_) => "numbers",
            _ => "texts",
        };
        let message = format!(
            "the list `{name}` holds {holds}, and the field is of type `{}`",
            word(kind)
        );
        item.spot.say(Code::WrongType, message);
        return None;
    }
    Some(Ask::InList(id))
}

fn bound(item: Item<'_>, kind: &Kind, scope: &Scope<'_>) -> Option<Bound> {
    match values::atom(item, kind, scope)? {
        Atom::Level(level) => Some(Bound::Level(level)),
        Atom::Number(number) => Some(Bound::Number(number)),
        _ => None,
    }
}

/// What rules write is by the call's clock, like the deadline; a field's own zone is for its answers.
fn moment(item: Item<'_>, kind: &Kind, scope: &Scope<'_>, day: Day) -> Option<Moment> {
    match kind {
        Kind::Timestamp(..) => times::moment(item, &scope.zone, day).map(Moment::Instant),
        _ => times::date(item).map(Moment::Date),
    }
}
