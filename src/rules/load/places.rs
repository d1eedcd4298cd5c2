//! `[places]` and `[[groups]]`: the cap, the groups' sizes, and whether they fit together.

use super::checks;
use super::criteria::test;
use super::diagnostics::Spot;
use super::format::{GROUP, PLACES};
use super::names::Register;
use super::scope::Scope;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::base::ids::Per;
use crate::rules::{
    Ask, Assignment, Deal, FieldId, Group, GroupId, Kind, Leaf, Objective, OpenPlaces, Options,
    Places, Set, Several, Subject, Test, Unfilled,
};

/// The name of the roster for places that belong to no group.
const OPEN: &str = "open";
/// The seats of a programme, of a group, of a reserve list.
const SEATS: u32 = 1_000_000;

pub(super) fn places<'d>(
    item: Item<'d>,
    groups: Option<Item<'d>>,
    scope: &Scope<'d>,
) -> Option<Places> {
    let table = item.table(&PLACES)?;
    let cites = scope.cites(&table, "[places]");
    let cap = table.need("cap").and_then(|item| item.count(1, SEATS));
    let size = table.get("group_size").map(|item| item.count(1, SEATS));
    let deal = table.get("deal").map_or(Some(Deal::ByRank), |item| {
        item.word(&[("by-rank", Deal::ByRank), ("in-turn", Deal::InTurn)])
    });
    let open = table.get("open").map_or(Some(OpenPlaces::None), |item| {
        item.word(&[
            ("none", OpenPlaces::None),
            ("best-ranked", OpenPlaces::BestRanked),
        ])
    });
    let unfilled = table
        .get("unfilled")
        .map_or(Some(Unfilled::StayEmpty), |item| {
            item.word(&[
                ("stay-empty", Unfilled::StayEmpty),
                ("become-open", Unfilled::BecomeOpen),
            ])
        });
    let several = table
        .get("several")
        .map_or(Some(Several::FirstPreference), |item| {
            item.word(&[
                ("first-preference", Several::FirstPreference),
                ("best-place", Several::BestPlace),
            ])
        });
    let objective = objective(&table);
    let assignment = table
        .get("assignment")
        .map_or(Some(Assignment::SelectionFirst), |item| {
            item.word(&[
                ("selection-first", Assignment::SelectionFirst),
                ("preference-first", Assignment::PreferenceFirst),
            ])
        });
    let reserve = table
        .get("reserve")
        .map_or(Some(0), |item| item.count(0, SEATS));
    let preference = preference(&table, scope);
    let groups =
        groups.and_then(|item| all_groups(item, size, (preference.as_ref(), several), scope));
    let places = Places {
        cap: cap?,
        deal: deal?,
        open: open?,
        unfilled: unfilled?,
        several: several?,
        objective: objective?,
        assignment: assignment?,
        preference: preference.map(|preference| preference.field),
        reserve: reserve?,
        groups: groups?,
        cites,
        line: table.spot.line(),
    };
    fit(&table, &places);
    Some(places)
}

/// What decides between selections, of two keys of which not every two go together.
fn objective(table: &Table<'_>) -> Option<Objective> {
    let rank_first = table.get("fill").map_or(Some(false), |item| {
        item.word(&[("most-seats", false), ("rank-first", true)])
    });
    let item = table.get("objective");
    let total = item.map_or(Some(false), |item| {
        item.word(&[("rank", false), ("total", true)])
    });
    match (rank_first?, total?, item) {
        (true, true, Some(item)) => {
            item.spot.say_bad_help(
                "the largest sum of totals and `fill = \"rank-first\"` contradict each other",
                "write `fill = \"most-seats\"`, or `objective = \"rank\"`",
            );
            None
        }
        (true, ..) => Some(Objective::RankFirst),
        (false, true, _) => Some(Objective::Total),
        (false, false, _) => Some(Objective::Rank),
    }
}

/// The field in which applicants name groups, the most wanted first.
struct Preference<'d> {
    field: FieldId,
    name: &'d str,
    options: Options,
}

fn preference<'d>(table: &Table<'d>, scope: &Scope<'_>) -> Option<Preference<'d>> {
    let item = table.get("preference")?;
    let name = item.text()?;
    let (subject, kind) = scope.field(name, item.spot, "the preference among groups")?;
    match (subject, kind) {
        (Subject::Field(field), Kind::Choices(options, _)) => Some(Preference {
            field,
            name,
            options,
        }),
        (_, kind) => {
            let word = super::field::type_word(&kind);
            item.spot.say(
                Code::WrongType,
                format!("`preference` takes a field of type `choices`, and this is a `{word}`"),
            );
            None
        }
    }
}

#[expect(
    clippy::option_option,
    reason = "outer: whether a size for all is written; inner: whether it is right"
)]
fn all_groups<'d>(
    item: Item<'d>,
    size: Option<Option<u32>>,
    (preference, several): (Option<&Preference<'d>>, Option<Several>),
    scope: &Scope<'d>,
) -> Option<Per<GroupId, Group>> {
    let mut register = Register::new("group");
    for table in item.tables(&GROUP) {
        let (id, spot) = checks::id(&table).unwrap_or(("", table.spot));
        if id == OPEN {
            spot.say_help(
                Code::BadId,
                "`open` cannot be a group's id",
                "the roster of the open places has this name",
            );
        }
        let option =
            preference.and_then(|preference| super::values::option(id, spot, &preference.options));
        let owner = format!("the group `{id}`");
        let title = table.need("title").and_then(Item::text);
        let cites = scope.cites(&table, &owner);
        let asked = table.get("test");
        let stated = asked.and_then(|item| test(item, scope, &owner));
        let beside = preference.filter(|_| asked.is_none());
        let by_name = beside
            .zip(option)
            .filter(|_| several != Some(Several::BestPlace));
        if let Some(preference) = beside {
            open_group(spot, preference.name, id, by_name.is_some());
        }
        let named = by_name.map(|(preference, option)| {
            let ask = Ask::OneOf(Set::Options(vec![option]));
            Test::Leaf(Leaf {
                subject: Subject::Field(preference.field),
                ask,
                line: table.spot.line(),
            })
        });
        let size = match (table.get("size"), size) {
            (Some(item), _) => item.count(1, SEATS),
            (None, Some(size)) => size,
            (None, None) => {
                table.spot.say(
                    Code::MissingKey,
                    format!("{owner} needs a `size`, or [places] a `group_size`"),
                );
                None
            }
        };
        let complete = asked.is_none() || stated.is_some();
        let made = title
            .zip(size)
            .filter(|_| complete)
            .map(|(title, size)| Group {
                id: id.to_owned(),
                title: title.to_owned(),
                by_name: by_name.is_some(),
                test: stated.or(named),
                size,
                option,
                cites,
                line: table.spot.line(),
            });
        register.push(id, spot, made);
    }
    if register.len() > checks::MOST {
        item.spot
            .say_bad(format!("there are more than {} groups", checks::MOST));
    }
    register.into_all()
}

/// Warns of a group without a test beside a preference: what the applicants asked for would decide nothing about it.
fn open_group(spot: Spot<'_>, preference: &str, id: &str, by_name: bool) {
    let test = format!("`test = {{ field = \"{preference}\", is = \"{id}\" }}`");
    let (message, help) = if by_name {
        (
            format!(
                "the group `{id}` has no `test`: only who names it in `{preference}` can have a seat in it"
            ),
            format!(
                "write {test} if that is meant; a group that takes others as well needs a test that says whom"
            ),
        )
    } else {
        (
            format!(
                "the group `{id}` has no `test`: everybody eligible can have a seat in it, whatever `{preference}` says"
            ),
            format!("write {test} if only those shall sit in it who name it"),
        )
    };
    spot.say_help(Code::OpenGroup, message, help);
}

/// Notes a cap that the groups together never reach, never pass, or pass without a word about who gives way.
fn fit(table: &Table<'_>, places: &Places) {
    let sum = places
        .groups
        .iter()
        .fold(0_u32, |sum, group| sum.saturating_add(group.size));
    let (cap, groups) = (places.cap, places.groups.len());
    if let (OpenPlaces::None, Unfilled::BecomeOpen, Some(item)) =
        (places.open, places.unfilled, table.get("unfilled"))
    {
        item.spot.say_bad_help(
            "seats cannot become open where open places stay empty",
            "write `open = \"best-ranked\"` as well, or `unfilled = \"stay-empty\"`",
        );
    }
    let Some(item) = table.get("cap") else { return };
    let together = format!(
        "{groups} group{} with {sum} places together",
        if groups == 1 { "" } else { "s" }
    );
    if cap > sum && places.open == OpenPlaces::None {
        item.spot.say_help(
            Code::CapNeverReached,
            format!(
                "the cap is {cap}, and there {} {together}: {} can never be filled",
                are(groups),
                cap.saturating_sub(sum)
            ),
            "say who gets the places beyond the groups with `open = \"best-ranked\"`, or lower the cap",
        );
    } else if cap == sum && groups > 1 {
        item.spot.say_help(
            Code::CapNeverBinds,
            format!(
                "the cap is {cap}, and there {} {together}: the cap never decides anything",
                are(groups)
            ),
            "nothing is wrong if that is meant",
        );
    } else if cap < sum && table.get("deal").is_none() {
        item.spot.say_help(
            Code::CapBinds,
            format!(
                "the cap is {cap}, and there {} {together}: {} stay empty, where the lowest-ranked would sit",
                are(groups),
                sum.saturating_sub(cap)
            ),
            "write `deal = \"by-rank\"` if that is meant, or `deal = \"in-turn\"` to share the loss among the groups",
        );
    }
}

fn are(groups: usize) -> &'static str {
    if groups == 1 { "is" } else { "are" }
}
