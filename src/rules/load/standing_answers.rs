//! `[[standing_answers]]`: territories that Intake always asks about, settled for everybody.

use super::checks::country;
use super::diagnostics::{Spot, shown};
use super::format::STANDING_ANSWER;
use super::names::Register;
use super::scope::Scope;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::base::ids::Per;
use crate::rules::{Counts, List, ListId, Set, StandingAnswer, StandingAnswerId};
use crate::values::countries::{self, Named, Territory};

pub(super) fn standing_answers<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
) -> Register<'d, StandingAnswerId, StandingAnswer> {
    let mut register = Register::new("standing answer");
    for table in item.tables(&STANDING_ANSWER) {
        let named = table
            .need("name")
            .and_then(|item| Some((item.text()?, item.spot)));
        let (territory, spot) = match named {
            Some((name, spot)) => (territory(name, spot), spot),
            None => (None, table.spot),
        };
        let owner = named.map_or_else(
            || "a standing answer".to_owned(),
            |(name, _)| format!("the standing answer for `{}`", shown(name)),
        );
        let cites = scope.cites(&table, &owner);
        let footnote = table
            .get("footnote")
            .and_then(Item::text)
            .map(str::to_owned);
        let counts = counts(&table, scope);
        let id = territory.map_or("", |territory| territory.name);
        let made = territory.zip(counts);
        let made = made.map(|(territory, counts)| StandingAnswer {
            territory,
            counts,
            footnote,
            cites,
            line: table.spot.line(),
        });
        register.push(id, spot, made);
    }
    register
}

/// A territory that Intake would ask about.
fn territory(name: &str, spot: Spot<'_>) -> Option<&'static Territory> {
    let help = match countries::find(name) {
        Named::Ask(territory) => return Some(territory),
        Named::Country(country) => {
            let message = format!(
                "`{}` is read as {} and needs no standing answer",
                shown(name),
                countries::name(country)
            );
            spot.say_bad_help(
                message,
                "standing answers are for places that Intake asks about, such as `Kosovo`",
            );
            return None;
        }
        Named::Suggest(_, near) => format!("did you mean `{near}`?"),
        Named::Several(_) => "write one place".to_owned(),
        Named::Unknown => {
            "write it as an applicant would, such as `Kosovo` or `Greenland`".to_owned()
        }
    };
    spot.say_help(
        Code::UnknownName,
        format!("`{}` is no place that Intake asks about", shown(name)),
        help,
    );
    None
}

fn counts<'d>(table: &Table<'d>, scope: &Scope<'d>) -> Option<Counts> {
    match (table.get("counts_as"), table.get("counts_in")) {
        (Some(item), None) => {
            let code = item.text()?;
            let known = country(code);
            if known.is_none() {
                let message = format!("`{}` is no country code", shown(code));
                item.spot
                    .say_bad_help(message, "write two capital letters, such as `UA`");
            }
            known.map(Counts::As)
        }
        (None, Some(item)) => {
            // In no list at all is an answer, too.
            if item.value.as_array().is_some_and(|array| array.is_empty()) {
                return Some(Counts::In(Vec::new()));
            }
            let mut lists = Vec::new();
            for (name, spot) in item.texts()? {
                let list = scope.lists.resolve(name, spot)?;
                if let Some(List {
                    values: Set::Texts(_) | Set::Numbers(_),
                    ..
                }) = scope.lists.get(list)
                {
                    spot.say(
                        Code::WrongType,
                        format!("`{}` is no list of countries", shown(name)),
                    );
                    return None;
                }
                lists.push(list);
            }
            Some(Counts::In(lists))
        }
        (Some(_), Some(both)) => {
            both.spot
                .say_bad("a place counts either as a country or in lists, not both");
            None
        }
        (None, None) => {
            table.spot.say_help(
                Code::MissingKey,
                format!("{} needs `counts_as` or `counts_in`", table.name()),
                "write `counts_in = [\"…\"]` with the lists it counts in (`[]` for none), or `counts_as = \"UA\"`",
            );
            None
        }
    }
}

/// Puts each territory into the lists it counts in.
pub(super) fn join_lists(answers: &[StandingAnswer], lists: &mut Per<ListId, List>) {
    for answer in answers {
        let Counts::In(joined) = &answer.counts else {
            continue;
        };
        for list in joined {
            if let Some(Set::Countries(countries)) = Some(&mut lists[*list].values)
                && let Err(at) = countries.binary_search(&answer.territory.code)
            {
                countries.insert(at, answer.territory.code);
            }
        }
    }
}
