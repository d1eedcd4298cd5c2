//! The rosters, the close calls at their ends, and what the rules want pointed out.

use std::fmt::Write as _;

use comfy_table::Table;

use super::{heading, plain, right, with};
use crate::base::finding::Code;
use crate::papers::close_calls::of_selection;
use crate::papers::glance::of_seats;
use crate::rank::{Standing, StandingId};
use crate::record::from_selection::{empty, header};
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
        let of_seats = of_seats(selection.rules, group);
        let filled = match selection.rules.is_shortlisting() {
            true => of_seats,
            false => format!("{of_seats}, {} in reserve", reserves.len()),
        };
        heading(page, &format!("{title}: {filled}"));
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
            let _ = writeln!(page, "  {}", empty::empty_seats(selection, seat, empty));
        }
    }
}

fn add_standing(table: &mut Table, selection: &Selection<'_>, id: StandingId) {
    let standing = &selection.standings[id];
    let outcome = match selection.outcome(standing.application) {
        Outcome::Reserve { rank, .. } => format!("reserve {rank}"),
        outcome => outcome.kind(selection.rules).word().to_owned(),
    };
    let same = |other: &Standing| other.rank == standing.rank;
    let shared = selection.standings.find(id.below()).is_some_and(same)
        || id
            .above()
            .is_some_and(|above| same(&selection.standings[above]));
    let by = standing.behind_by.map_or_else(String::new, |by| {
        words::behind_by(words::titled(selection.rules), Some(by))
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
    let calls = of_selection::close_calls(selection);
    let lines: Vec<String> = calls
        .iter()
        .map(|call| format!("  {}", visible(&call.words(selection))))
        .collect();
    if !lines.is_empty() {
        let ends = match selection.rules.is_shortlisting() {
            true => "Where the shortlist ends",
            false => "Where the seats end",
        };
        heading(page, ends);
        let _ = writeln!(page, "{}", lines.join("\n"));
    }
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
