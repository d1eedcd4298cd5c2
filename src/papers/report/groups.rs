//! The groups: their seats, the scores with the cut-off, and who sits or waits there.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::everybody::People;
use super::scale::Scale;
use super::{Cell, Group, Listing, Mark, Strip};
use crate::papers::close_calls::of_selection::{CloseCall, close_calls};
use crate::papers::glance::of_seats;
use crate::papers::lists::replacements::replacements;
use crate::papers::titles;
use crate::rank::StandingId;
use crate::record::GroupSeats;
use crate::record::from_selection::{empty, header};
use crate::rules::GroupId;
use crate::select::{Outcome, Selection};
use crate::values::SeatIn;
use crate::words;

/// At most so many people of a group are listed.
const LISTED: usize = 200;

/// What the scores of a group are of.
const SORTS: [&str; 3] = ["selected here", "in reserve here", "admitted, and neither"];
/// The same where nobody has a seat yet.
const SORTS_OF_A_SHORTLIST: [&str; 3] = [
    "shortlisted here",
    "in reserve here",
    "admitted, and not here",
];

/// One group with who sits there and who waits, best first, and what happened at its cut-off.
struct Filled {
    /// None for the open places.
    seat: Option<GroupId>,
    group: GroupSeats,
    seated: Vec<StandingId>,
    waiting: Vec<StandingId>,
    call: Option<CloseCall>,
}

/// All groups, as they were filled.
pub(super) struct Groups(Vec<Filled>);

impl Groups {
    /// In the order of the rules, open places last.
    pub(super) fn new(selection: &Selection<'_>) -> Self {
        let mut seated: BTreeMap<Option<GroupId>, Vec<StandingId>> = BTreeMap::new();
        let mut waiting: BTreeMap<Option<GroupId>, Vec<StandingId>> = BTreeMap::new();
        for (id, standing) in selection.standings.each() {
            match selection.outcome(standing.application) {
                Outcome::Selected { group, .. } => seated.entry(group).or_default().push(id),
                Outcome::Reserve { group, .. } => waiting.entry(Some(group)).or_default().push(id),
                _ => {}
            }
        }
        let calls = close_calls(selection);
        let ids = selection.rules.places.groups.ids().map(Some);
        let all = ids.chain(std::iter::once(None));
        let filled = all
            .zip(header::groups(selection))
            .map(|(seat, group)| Filled {
                seat,
                group,
                seated: seated.remove(&seat).unwrap_or_default(),
                waiting: waiting.remove(&seat).unwrap_or_default(),
                call: calls.iter().find(|call| call.group == seat).copied(),
            });
        Self(filled.collect())
    }

    pub(super) fn seats(&self, selection: &Selection<'_>, people: &People) -> Listing {
        let mut listing = Listing::new(
            match selection.rules.is_shortlisting() {
                true => "Where the shortlist of each group ends",
                false => "Where the seats of each group end",
            },
            &[
                "group",
                match selection.rules.is_shortlisting() {
                    true => "places",
                    false => "seats",
                },
                "taken",
                "empty",
                "in reserve",
                match selection.rules.is_shortlisting() {
                    true => "last shortlisted",
                    false => "last seated",
                },
                "with",
                "next",
                "with",
                "between them",
            ],
        );
        let named = |id: StandingId| {
            let standing = &selection.standings[id];
            let who = Cell::Named(people.named(selection, standing.application));
            [who, Cell::number(standing.score)]
        };
        let none = || [Cell::text(""), Cell::text("")];
        for filled in &self.0 {
            let (group, call) = (&filled.group, filled.call);
            let last = call.map(|call| call.last);
            let last = last.or_else(|| filled.seated.last().copied());
            let mut row = vec![
                titled(group),
                Cell::number(group.seats),
                Cell::number(group.taken),
                Cell::number(group.seats.saturating_sub(group.taken)),
                Cell::number(filled.waiting.len()),
            ];
            row.extend(last.map_or_else(none, named));
            row.extend(call.and_then(|call| call.next).map_or_else(none, named));
            row.push(Cell::text(
                call.map(|call| call.between(selection)).unwrap_or_default(),
            ));
            listing.rows.push(row);
        }
        listing
    }

    /// Why seats are empty, a sentence each.
    pub(super) fn empty(&self, selection: &Selection<'_>) -> Vec<String> {
        let short = self.0.iter();
        let short = short.filter(|filled| filled.group.taken < filled.group.seats);
        let said = short.map(|Filled { seat, group, .. }| {
            let empty = group.seats.saturating_sub(group.taken);
            let why = empty::empty_seats(selection, *seat, empty);
            format!("{}: {why}", group.title)
        });
        said.collect()
    }

    pub(super) fn told(self, selection: &Selection<'_>, people: &People) -> Vec<Group> {
        // One scale for all, so that groups can be compared by looking.
        let scores = selection.standings.iter();
        let scores = scores.map(|standing| standing.score.decimal());
        let ends = scores.clone().min().zip(scores.clone().max());
        let scale = ends.map(|ends| Scale::new(ends, scores));
        let all = self.0.into_iter();
        all.map(|filled| told(selection, people, filled, scale))
            .collect()
    }
}

/// What changed since the run before.
pub(super) fn replaced(selection: &Selection<'_>, people: &People) -> Option<Listing> {
    let all = replacements(selection).filter(|all| !all.is_empty())?;
    let mut listing = Listing::new(
        "What changed since the run before",
        &["application", "what", "from", "to"],
    );
    let seat = |seat: &Option<SeatIn<'_>>| {
        let seat = seat
            .as_ref()
            .map(|seat| titles::seat(selection.rules, seat));
        Cell::Text(seat.map(|seat| seat.title.into_owned()).unwrap_or_default())
    };
    listing.rows = all
        .iter()
        .map(|one| {
            vec![
                Cell::Named(people.named(selection, one.application)),
                Cell::text(one.what()),
                seat(&one.from),
                seat(&one.to),
            ]
        })
        .collect();
    Some(listing)
}

fn told(selection: &Selection<'_>, people: &People, filled: Filled, scale: Option<Scale>) -> Group {
    let Filled {
        seat,
        group,
        seated,
        waiting,
        call,
    } = filled;
    let (reserve, caption) = match seat {
        _ if selection.rules.is_shortlisting() => (String::new(), "who is shortlisted"),
        Some(_) => (
            format!(", {} in reserve", waiting.len()),
            "who is selected, then who is in reserve",
        ),
        None => (String::new(), "who is selected"),
    };
    let mut roster = Listing::new(
        format!("{}: {caption}", group.title),
        &[
            "application",
            "place",
            "rank",
            "total",
            "outcome",
            match selection.rules.is_shortlisting() {
                true => "state",
                false => "seat",
            },
            "told apart by",
        ],
    );
    let order = seated.iter().chain(&waiting).take(LISTED);
    roster.rows = order.map(|id| row(selection, people, *id)).collect();
    let ends = (seated.last().copied(), call.and_then(|call| call.next));
    let strip = seat.zip(scale);
    let strip = strip.map(|(seat, scale)| strip_of(selection, (seat, &group.title), scale, ends));
    let all = seated.len().saturating_add(waiting.len());
    Group {
        id: seat.map(|_| group.id.word().to_owned()),
        seats: format!("{}{reserve}", of_seats(selection.rules, &group)),
        close_call: call
            .map(|call| format!("{}: {}", call.word(selection), call.told(selection)))
            .unwrap_or_default(),
        strip: strip.filter(|strip| strip.most > 0),
        more: all.saturating_sub(roster.rows.len()),
        roster,
        title: group.title,
    }
}

fn titled(group: &GroupSeats) -> Cell {
    if group.id.is_open() {
        Cell::text(group.title.clone())
    } else {
        Cell::Titled(group.title.clone(), group.id.word().to_owned())
    }
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
        Cell::Text(super::everybody::word(selection, outcome)),
        Cell::text(seat),
        Cell::Text(by.map_or_else(String::new, |by| {
            words::behind_by(words::titled(selection.rules), Some(by))
        })),
    ]
}

/// The totals of all whom a group admits, with those of the last one seated and of the next.
fn strip_of(
    selection: &Selection<'_>,
    (seat, title): (GroupId, &str),
    scale: Scale,
    (last, next): (Option<StandingId>, Option<StandingId>),
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
    let title = format!("{title}: totals of everybody ranked whom the group admits");
    let (sorts, end) = match selection.rules.is_shortlisting() {
        true => (&SORTS_OF_A_SHORTLIST, "last shortlisted"),
        false => (&SORTS, "last seat"),
    };
    let mut strip = scale.strip(title, sorts, admitted);
    let score = |id: StandingId| selection.standings[id].score.decimal();
    let marks = [(last, end), (next, "next")];
    let marks = marks
        .into_iter()
        .filter_map(|(id, word)| Some(mark(scale, score(id?), word)));
    strip.marks = marks.collect();
    strip
}

fn mark(scale: Scale, number: Decimal, word: &str) -> Mark {
    Mark {
        at: scale.at(number),
        words: format!("{word} {}", number.normalize()),
    }
}
