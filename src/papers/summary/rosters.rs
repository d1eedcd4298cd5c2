//! The rosters, the close calls at their ends, and what the rules want pointed out.

use std::fmt::Write as _;

use comfy_table::Table;

use super::{heading, plain, right, with};
use crate::base::finding::Code;
use crate::base::ids::{ApplicationId, at};
use crate::rank::{Standing, StandingId};
use crate::record::from_selection::{header, reasons};
use crate::rules::GroupId;
use crate::select::{Outcome, Selection};
use crate::values::escape::visible;
use crate::words;

pub(super) fn rosters(page: &mut String, selection: &Selection<'_>) {
    let groups = selection.rules.places.groups.len();
    let placed = header::groups(selection);
    for (index, group) in placed.iter().enumerate() {
        let seat = (index < groups).then_some(GroupId(index));
        let reserves = with(
            selection,
            |outcome| matches!(outcome, Outcome::Reserve { group, .. } if Some(group) == seat),
        );
        let title = visible(&group.title).into_owned();
        heading(
            page,
            &format!(
                "{title}: {} of {} seats, {} in reserve",
                group.taken,
                group.seats,
                reserves.len()
            ),
        );
        let seated = with(
            selection,
            |outcome| matches!(outcome, Outcome::Selected { group, .. } if group == seat),
        );
        if seated.is_empty() {
            let _ = writeln!(page, "  nobody");
            continue;
        }
        let mut table = plain();
        table.set_header([
            "  place",
            "rank",
            "application",
            "total",
            "outcome",
            "told apart by",
        ]);
        for standing in seated.iter().chain(&reserves) {
            add_standing(&mut table, selection, *standing);
        }
        right(&mut table, &[0, 1, 3]);
        let _ = writeln!(page, "{}", table.trim_fmt());
        if group.taken < group.seats {
            let empty = group.seats.saturating_sub(group.taken);
            let _ = writeln!(page, "  {}", reasons::empty_seats(selection, seat, empty));
        }
    }
}

fn add_standing(table: &mut Table, selection: &Selection<'_>, id: StandingId) {
    let standing = &selection.standings[id];
    let outcome = match selection.outcome(standing.application) {
        Outcome::Reserve { rank, .. } => format!("reserve {rank}"),
        outcome => outcome.kind().word().to_owned(),
    };
    let same = |other: &Standing| other.rank == standing.rank;
    let shared = selection.standings.find(id.below()).is_some_and(same)
        || id
            .above()
            .is_some_and(|above| same(&selection.standings[above]));
    let by = standing.behind_by.map_or_else(String::new, |by| {
        words::behind_by(selection.rules, Some(by))
    });
    table.add_row([
        id.position().to_string(),
        format!("{}{}", standing.rank, if shared { "=" } else { "" }),
        visible(&selection.applications.id(standing.application)).into_owned(),
        standing.score.to_string(),
        outcome,
        by,
    ]);
}

/// At each cut-off the last one in and the next one out, and what lies between them.
pub(super) fn close_calls(page: &mut String, selection: &Selection<'_>) {
    let outcome = |id: StandingId| selection.outcome(selection.standings[id].application);
    let fits = |id: StandingId, group: GroupId| {
        let standing = &selection.standings[id];
        selection.judgements[standing.application]
            .groups
            .contains(group)
    };
    let next = |last: StandingId, wanted: &dyn Fn(StandingId, Outcome) -> bool| {
        let mut below = selection.standings.ids().skip(last.position());
        below.find(|id| wanted(*id, outcome(*id)))
    };
    let mut lines = Vec::new();
    for (id, group) in selection.rules.places.groups.each() {
        let Some(last) = *at(&selection.filling.last, id) else {
            continue;
        };
        let without = |index: StandingId, outcome: Outcome, seat: GroupId| {
            fits(index, seat) && !matches!(outcome, Outcome::Selected { group: Some(_), .. })
        };
        let next = next(last, &|at, outcome| without(at, outcome, id));
        lines.extend(next.map(|next| close_call(selection, &group.id, last, next)));
    }
    let open = with(selection, |outcome| {
        matches!(outcome, Outcome::Selected { group: None, .. })
    });
    if let Some(last) = open.last() {
        let next = next(*last, &|_, outcome| {
            !matches!(outcome, Outcome::Selected { .. })
        });
        lines.extend(next.map(|next| close_call(selection, "open places", *last, next)));
    }
    if !lines.is_empty() {
        heading(page, "Close calls");
        let _ = writeln!(page, "{}", lines.join("\n"));
    }
}

fn close_call(
    selection: &Selection<'_>,
    seats: &str,
    last: StandingId,
    next: StandingId,
) -> String {
    let (inside, outside) = (&selection.standings[last], &selection.standings[next]);
    let id =
        |application: ApplicationId| visible(&selection.applications.id(application)).into_owned();
    let apart = inside
        .score
        .decimal()
        .saturating_sub(outside.score.decimal())
        .normalize();
    let between = if apart.is_zero() {
        let decided = between(selection, last, next).unwrap_or_else(|| "the tie-breaks".to_owned());
        format!("equal totals, told apart by {decided}")
    } else {
        format!("{apart} between them")
    };
    let seat = match selection.outcome(outside.application) {
        Outcome::Selected { .. } => " (in an open place)".to_owned(),
        Outcome::Reserve { group, rank, .. } => {
            let group = selection.rules.places.groups[group].id.as_str();
            format!(" (reserve {rank} of {group})")
        }
        _ => String::new(),
    };
    let (last, next) = (id(inside.application), id(outside.application));
    format!(
        "  {seats}: last {last} with {}, next {next}{seat} with {}: {between}",
        inside.score, outside.score
    )
}

/// What the rules want pointed out: the findings of what ranked applications share.
pub(super) fn pointed_out(page: &mut String, selection: &Selection<'_>) {
    let shared = selection
        .findings
        .iter()
        .filter(|finding| finding.code == Code::Shared);
    let lines: Vec<String> = shared
        .map(|finding| format!("  {}", visible(&finding.message)))
        .collect();
    if !lines.is_empty() {
        heading(page, "Pointed out, as the rules ask");
        let _ = writeln!(page, "{}", lines.join("\n"));
    }
}

/// The first tie-break that told apart any two neighbours between two standings of equal total.
fn between(selection: &Selection<'_>, better: StandingId, worse: StandingId) -> Option<String> {
    let run = selection
        .standings
        .as_slice()
        .get(better.position()..=worse.0)?;
    let first = run.iter().filter_map(|standing| standing.behind_by).min()?;
    Some(words::behind_by(selection.rules, Some(first)))
}
