//! The groups: their seats, the scores with the cut-off, and who sits or waits there.

use rust_decimal::Decimal;

use super::everybody::People;
use super::scale::Scale;
use super::{Cell, Group, Listing, Mark, Strip};
use crate::papers::close_calls::{CloseCall, close_calls};
use crate::rank::StandingId;
use crate::record::GroupSeats;
use crate::record::from_selection::{header, reasons};
use crate::rules::GroupId;
use crate::select::{Outcome, Selection};
use crate::words;

/// At most so many people of a group are listed.
const LISTED: usize = 200;

/// What the scores of a group are of.
const SORTS: [&str; 3] = ["selected here", "in reserve here", "admitted, and neither"];

/// The groups in the order of the rules, each with its position, open places last.
fn placed(selection: &Selection<'_>) -> Vec<(Option<GroupId>, GroupSeats)> {
    let ids = selection.rules.places.groups.ids().map(Some);
    let all = ids.chain(std::iter::once(None));
    all.zip(header::groups(selection)).collect()
}

pub(super) fn seats(selection: &Selection<'_>, people: &People) -> Listing {
    let calls = close_calls(selection);
    let mut listing = Listing::new(
        "Where the seats of each group end",
        &[
            "group",
            "seats",
            "taken",
            "empty",
            "in reserve",
            "last seated",
            "total",
            "next",
            "total",
            "between them",
        ],
    );
    for (seat, group) in placed(selection) {
        let named = |id: StandingId| {
            let standing = &selection.standings[id];
            let who = Cell::Named(people.named(selection, standing.application));
            [who, Cell::number(standing.score)]
        };
        let none = || [Cell::text(""), Cell::text("")];
        let call = calls.iter().find(|call| call.group == seat);
        let last = call.map(|call| call.last);
        let last = last.or_else(|| standings(selection, seat, true).last().copied());
        let mut row = vec![
            titled(&group),
            Cell::number(group.seats),
            Cell::number(group.taken),
            Cell::number(group.seats.saturating_sub(group.taken)),
            Cell::number(standings(selection, seat, false).len()),
        ];
        row.extend(last.map_or_else(none, named));
        row.extend(call.map_or_else(none, |call| named(call.next)));
        row.push(Cell::text(
            call.map(|call| call.between(selection)).unwrap_or_default(),
        ));
        listing.rows.push(row);
    }
    listing
}

fn titled(group: &GroupSeats) -> Cell {
    if group.id.is_open() {
        Cell::text(group.title.clone())
    } else {
        Cell::Titled(group.title.clone(), group.id.word().to_owned())
    }
}

/// Why seats are empty, a sentence each.
pub(super) fn empty(selection: &Selection<'_>) -> Vec<String> {
    let all = placed(selection).into_iter();
    let short = all.filter(|(_, group)| group.taken < group.seats);
    let said = short.map(|(seat, group)| {
        let empty = group.seats.saturating_sub(group.taken);
        format!(
            "{}: {}",
            group.title,
            reasons::empty_seats(selection, seat, empty)
        )
    });
    said.collect()
}

/// Who sits in a group, or waits for it; best first.
fn standings(selection: &Selection<'_>, seat: Option<GroupId>, seated: bool) -> Vec<StandingId> {
    let here = |outcome: Outcome| match outcome {
        Outcome::Selected { group, .. } => seated && group == seat,
        Outcome::Reserve { group, .. } => !seated && Some(group) == seat,
        _ => false,
    };
    let all = selection.standings.each();
    all.filter(|(_, standing)| here(selection.outcome(standing.application)))
        .map(|(id, _)| id)
        .collect()
}

pub(super) fn groups(selection: &Selection<'_>, people: &People) -> Vec<Group> {
    let calls = close_calls(selection);
    // One scale for all, so that groups can be compared by looking.
    let score = |at: usize| {
        let standing = selection.standings.as_slice().get(at)?;
        Some(standing.score.decimal())
    };
    let scores = selection.standings.iter();
    let scores = scores.map(|standing| standing.score.decimal());
    let last = selection.standings.len().saturating_sub(1);
    let scale = score(last)
        .zip(score(0))
        .map(|ends| Scale::new(ends, scores));
    let all = placed(selection).into_iter().map(|(seat, group)| {
        let (seated, waiting) = (
            standings(selection, seat, true),
            standings(selection, seat, false),
        );
        let call = calls.iter().find(|call| call.group == seat);
        let reserve = match seat {
            Some(_) => format!(", {} in reserve", waiting.len()),
            None => String::new(),
        };
        let order = seated.iter().chain(&waiting);
        let mut roster = Listing::new(
            format!("{}: who is selected, then who is in reserve", group.title),
            &[
                "application",
                "place",
                "rank",
                "total",
                "outcome",
                "seat",
                "told apart by",
            ],
        );
        if seat.is_none() {
            roster.caption = format!("{}: who is selected", group.title);
        }
        roster.rows = order
            .take(LISTED)
            .map(|id| row(selection, people, *id))
            .collect();
        let strip = seat.zip(scale).and_then(|(seat, scale)| {
            let strip = strip(selection, (seat, &group), scale, seated.last().copied());
            (strip.most > 0).then_some(strip)
        });
        Group {
            id: seat.map(|_| group.id.word().to_owned()),
            seats: format!("{} of {} seats{reserve}", group.taken, group.seats),
            close_call: call.map(|call| call.people(selection)).unwrap_or_default(),
            strip,
            more: seated
                .len()
                .saturating_add(waiting.len())
                .saturating_sub(roster.rows.len()),
            roster,
            title: group.title,
        }
    });
    all.collect()
}

fn row(selection: &Selection<'_>, people: &People, id: StandingId) -> Vec<Cell> {
    let standing = &selection.standings[id];
    let is_same = |other: Option<StandingId>| {
        let other = other.and_then(|other| selection.standings.find(other));
        other.is_some_and(|other| other.rank == standing.rank)
    };
    let shared = is_same(id.above()) || is_same(Some(id.below()));
    let outcome = selection.outcome(standing.application);
    let seat = match outcome {
        Outcome::Selected { standing, .. } if selection.is_firm(standing) => "firm",
        Outcome::Selected { .. } => "provisional",
        _ => "",
    };
    let by = standing.behind_by;
    vec![
        Cell::Named(people.named(selection, standing.application)),
        Cell::number(id.position()),
        Cell::Number(format!(
            "{}{}",
            standing.rank,
            if shared { "=" } else { "" }
        )),
        Cell::number(standing.score),
        Cell::Text(super::everybody::word(outcome)),
        Cell::text(seat),
        Cell::Text(by.map_or_else(String::new, |by| {
            words::behind_by(selection.rules, Some(by))
        })),
    ]
}

/// The totals of all whom a group admits.
fn strip(
    selection: &Selection<'_>,
    (seat, group): (GroupId, &GroupSeats),
    scale: Scale,
    last: Option<StandingId>,
) -> Strip {
    let admitted = selection.standings.iter().filter_map(|standing| {
        let judgement = &selection.judgements[standing.application];
        let sort = match selection.outcome(standing.application) {
            Outcome::Selected { group, .. } if group == Some(seat) => 0,
            Outcome::Reserve { group, .. } if group == seat => 1,
            _ if judgement.groups.contains(seat) => 2,
            _ => return None,
        };
        Some((standing.score.decimal(), sort, 1))
    });
    let title = format!(
        "{}: totals of everybody ranked whom the group admits",
        group.title
    );
    let mut strip = scale.strip(title, &SORTS, admitted);
    let score = |id: StandingId| selection.standings[id].score;
    strip.marks = last
        .map(|last| mark(scale, score(last).decimal(), "last seat"))
        .into_iter()
        .chain(
            close_calls(selection)
                .iter()
                .find(|call| call.group == Some(seat))
                .map(|call: &CloseCall| mark(scale, score(call.next).decimal(), "next")),
        )
        .collect();
    strip
}

fn mark(scale: Scale, number: Decimal, word: &str) -> Mark {
    Mark {
        at: scale.at(number),
        words: format!("{word} {}", number.normalize()),
    }
}
