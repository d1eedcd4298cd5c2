//! What is said of balance rules, and the table of them in the terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use comfy_table::{CellAlignment, Table, presets};

use super::cohort::with_code;
use super::titles;
use crate::base::counted::count;
use crate::record::balance::{AllowedMiss, Balance, Hindrance, Kept, Sort, Sums};
use crate::rules::Rules;
use crate::values::Sort::{Balance as Aim, Group};
use crate::values::Topic;
use crate::values::escape::visible;

/// Whom a rule counts, for one value and one group: `At most 3 of one country: Poland, in Water`.
pub(super) fn whom(rules: &Rules, kept: &Kept) -> String {
    let group = kept.group.as_ref();
    let title = group.map(|id| titles::topic(rules, &Topic::new(Group, id)).into_owned());
    said(kept, title.as_deref())
}

/// The same with the id of the group, where there are no rules to name it.
pub(super) fn whom_by_id(kept: &Kept) -> String {
    said(kept, kept.group.as_deref())
}

fn said(kept: &Kept, group: Option<&str>) -> String {
    let value = value(kept).map_or_else(String::new, |value| format!(": {value}"));
    let group = group.map_or_else(String::new, |group| format!(", in {group}"));
    format!("{}{value}{group}", kept.title)
}

/// The value that a rule is about, by what people call it and by what the rules do.
pub(super) fn value(kept: &Kept) -> Option<String> {
    match (&kept.value, &kept.name) {
        (None, _) => None,
        (Some(value), None) => Some(value.clone()),
        (Some(value), Some(name)) => Some(with_code(name, value).into_owned()),
    }
}

/// What came of a rule: `kept`, `met`, or how many it is short of and why.
pub(super) fn came(kept: &Kept) -> String {
    let said = match kept.sort {
        Sort::Maximum | Sort::Minimum if kept.is_kept() => Cow::Borrowed("kept"),
        Sort::Aim if kept.is_kept() => Cow::Borrowed("met"),
        // What must hold holds, or there is no selection, unless people allowed it.
        Sort::Maximum | Sort::Minimum if let Some(allowed) = &kept.allowed => {
            let by = kept.people.abs_diff(kept.selected);
            let AllowedMiss { who, when, why, .. } = allowed;
            Cow::Owned(format!("missed by {by}, allowed by {who} on {when}: {why}"))
        }
        Sort::Maximum | Sort::Minimum | Sort::Aim => {
            let short = kept.people.saturating_sub(kept.selected);
            let why = kept
                .because
                .as_ref()
                .map_or_else(|| "why is too hard to say".to_owned(), because);
            Cow::Owned(format!("short of {short}: {why}"))
        }
    };
    match kept.unclear {
        0 => said.into_owned(),
        unclear => format!("{said}; {unclear} more may count, their answer is not known"),
    }
}

fn because(cause: &Hindrance) -> String {
    match cause {
        Hindrance::Supply(0) => "nobody who counts could have a seat".to_owned(),
        Hindrance::Supply(supply) => format!("only {supply} who count could have a seat"),
        Hindrance::Conflict(rules) => format!("it cannot be met beside {}", rules.join("; ")),
        Hindrance::Ranking => "the ranking decides between selections that come as near".to_owned(),
        Hindrance::TooFarBehind => "nobody near enough in points could change places".to_owned(),
    }
}

/// At most so many rules are shown that are kept.
const SHOWN: usize = 30;

/// The rules, what each asks for and what came of it, and the two sums.
pub(super) fn table(rules: &Rules, balance: &Balance) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["  rule", "asks", "people", "eligible", "selected", ""]);
    for column in 2..=4 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let (short, kept): (Vec<&Kept>, Vec<&Kept>) =
        balance.rules.iter().partition(|kept| !kept.is_kept());
    for one in short.iter().chain(kept.iter().take(SHOWN)) {
        table.add_row([
            format!("  {}", visible(&whom(rules, one))),
            visible(&one.asks).into_owned(),
            one.people.to_string(),
            one.eligible.to_string(),
            one.selected.to_string(),
            visible(&came(one)).into_owned(),
        ]);
    }
    let mut page = format!("{}\n", table.trim_fmt());
    let beside = kept.len().saturating_sub(SHOWN);
    if beside > 0 {
        let more = count(
            beside,
            "more that is kept: balance.csv",
            "more that are kept: balance.csv",
        );
        let _ = writeln!(page, "  {more}");
    }
    for moved in &balance.moved {
        let _ = writeln!(
            page,
            "  for {}: {} came in, {} made way",
            visible(&titles::topic(rules, &Topic::new(Aim, &moved.rule))),
            visible(&moved.came.join(", ")),
            visible(&moved.left.join(", "))
        );
    }
    for line in sums(&balance.totals) {
        let _ = writeln!(page, "  {}", visible(&line));
    }
    page
}

/// Both sums, the last who is selected by each, and the people in whom they differ.
pub(super) fn sums(sums: &Sums) -> Vec<String> {
    let by = |objective: &str| match objective {
        "total" => "by the largest sum of totals",
        _ => "by rank",
    };
    let last = |place: Option<usize>| {
        place.map_or_else(String::new, |place| format!(", the last at place {place}"))
    };
    let not_proved = match &sums.at_most {
        Some(most) => format!("; not proved to be the largest, which is at most {most}"),
        None => String::new(),
    };
    let mut lines = vec![format!(
        "selected {}: totals of {} together{}{not_proved}",
        by(&sums.objective),
        sums.sum,
        last(sums.last_place)
    )];
    lines.push(match &sums.other {
        None => "what the other objective would come to was too hard to find".to_owned(),
        Some(other) if other.comes.is_empty() && other.leaves.is_empty() => {
            format!("{} it would be the same people", by(&other.objective))
        }
        Some(other) => {
            let proved = if other.proved {
                ""
            } else {
                " (not proved to be the best)"
            };
            format!(
                "{} it would be {} together{}{proved}: {} rather than {}",
                by(&other.objective),
                other.sum,
                last(other.last_place),
                other.comes.join(", "),
                other.leaves.join(", ")
            )
        }
    });
    lines
}

/// The rules of which another number is selected in B than in A, a line each.
pub(super) fn differences(a: &[Kept], b: &[Kept]) -> Vec<String> {
    let same = |one: &Kept, other: &Kept| {
        (&one.rule, &one.value, &one.group) == (&other.rule, &other.value, &other.group)
    };
    let mut lines = Vec::new();
    for one in a {
        let other = b.iter().find(|other| same(one, other));
        let now = other.map_or(0, |other| other.selected);
        if now != one.selected {
            lines.push(format!(
                "{}: selected {} → {now}",
                whom_by_id(one),
                one.selected
            ));
        }
    }
    let new = b
        .iter()
        .filter(|other| !a.iter().any(|one| same(one, other)));
    let new = new.filter(|other| other.selected > 0);
    lines
        .extend(new.map(|other| format!("{}: selected 0 → {}", whom_by_id(other), other.selected)));
    lines
        .iter()
        .map(|line| visible(line).into_owned())
        .collect()
}
