//! The handout of a group: everybody selected above a line, the reserve below it, in at most ten columns, so that it can be read on paper.
//! What is said of few people stands below the list. Addresses are left out: a handout lies about.

mod below;
mod row;
mod shape;

use self::below::below;
use self::row::row;
use self::shape::Shape;
use super::close_calls::of_selection::{CloseCall, close_calls};
use super::glance::taken;
use crate::base::ids::Per;
use crate::papers::titles::OPEN_PLACES;
use crate::rank::StandingId;
use crate::record::from_selection::{empty, header};
use crate::rules::{Group, GroupId};
use crate::select::{Outcome, Selection};
use crate::words::outcomes::not_final;

/// The handout of one group, or of the open places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    pub tab: String,
    /// The group's title, whole.
    pub of: String,
    /// The title, and whether the seats are provisional or final.
    pub title: String,
    /// Lines below it.
    pub about: Vec<String>,
    pub columns: Vec<Column>,
    pub selected: Vec<Row>,
    pub reserve: Vec<Row>,
    /// What is said of few, a line each, with its own heading.
    pub below: Vec<(&'static str, Vec<String>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub kind: ColumnKind,
    pub heading: String,
    /// In small below it.
    pub small: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    Seat,
    Person,
    Answers,
    Part,
    Total,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<Entry>,
    /// The last seat, or the next below it.
    pub is_close: bool,
    /// An awaited answer could take the seat.
    pub is_provisional: bool,
}

/// A cell, and what stands in small below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    pub main: String,
    pub small: String,
}

/// The characters of a sheet's tab.
const TAB: usize = 31;

/// One a group, in the order of the rules, then the open places where there are some.
pub fn handouts(selection: &Selection<'_>, is_final: bool) -> Vec<Handout> {
    let calls = close_calls(selection);
    let groups = selection.rules.places.groups.ids().map(Some);
    let open = (selection.filling.open > 0).then_some(None);
    let shape = Shape::new(selection);
    groups
        .chain(open)
        .map(|group| {
            let call = calls.iter().find(|call| call.group == group).copied();
            handout(selection, &shape, (group, call), is_final)
        })
        .collect()
}

fn handout(
    selection: &Selection<'_>,
    shape: &Shape,
    (group, call): (Option<GroupId>, Option<CloseCall>),
    is_final: bool,
) -> Handout {
    let mut seated = Vec::new();
    let mut waiting = Vec::new();
    for (id, standing) in selection.standings.each() {
        match selection.outcome(standing.application) {
            Outcome::Selected { group: own, .. } if own == group => seated.push(id),
            Outcome::Reserve { group: own, .. } if Some(own) == group => waiting.push(id),
            _ => {}
        }
    }
    let all = header::groups(selection);
    let place = group.map_or(selection.rules.places.groups.len(), |group| group.0);
    let seats = all.get(place);
    let title = seats.map_or(OPEN_PLACES, |seats| &seats.title);
    let firm = seated.iter().filter(|one| selection.is_firm(**one)).count();
    let status = match () {
        () if is_final => ": final",
        () if firm < seated.len() => ": provisional",
        () if seated.is_empty() => "",
        () if selection.seats_are_open() => ": firm, other groups are not",
        () if selection.rules.is_shortlisting() => ": everybody stays on it",
        () => ": every seat is firm",
    };
    let mut about = Vec::new();
    if let Some(seats) = seats {
        let reserve = match waiting.len() {
            // A shortlist has none.
            0 if selection.rules.is_shortlisting() => String::new(),
            0 => ", nobody in reserve".to_owned(),
            many => format!(", {many} in reserve"),
        };
        let taken = format!("{}{reserve}", taken(selection.rules, seats));
        let open = seated.len().saturating_sub(firm);
        let mut said = match open {
            0 => taken,
            _ => format!("{taken}; {open} provisional, {firm} firm"),
        };
        let awaited = selection.awaited();
        if selection.seats_are_open() {
            said = format!("{said}; {}", not_final(awaited));
        } else if awaited.unclear > 0 && !waiting.is_empty() {
            said = format!("{said}; the reserve is {}", not_final(awaited));
        }
        about.push(said);
        let empty = seats.seats.saturating_sub(seats.taken);
        about.extend((empty > 0).then(|| empty::empty_seats(selection, group, empty)));
    }
    about.extend(call.map(|call| format!("{}: {}", call.word(selection), call.told(selection))));
    let close = call.filter(|call| call.is_close(selection));
    let is_close =
        |id: StandingId| close.is_some_and(|call| call.last == id || call.next == Some(id));
    let rows = |people: &[StandingId], word: &str| {
        let numbered = (1_u32..).zip(people);
        let row = |(number, id): (u32, &StandingId)| {
            let seat = format!("{word}{number}");
            row(selection, shape, (*id, seat), is_close(*id))
        };
        numbered.map(row).collect::<Vec<Row>>()
    };
    let (selected, reserve) = (rows(&seated, ""), rows(&waiting, "R "));
    let everybody: Vec<StandingId> = seated.iter().chain(&waiting).copied().collect();
    Handout {
        tab: group.map_or_else(
            || "open places".to_owned(),
            |group| tab(&selection.rules.places.groups, group),
        ),
        of: title.to_string(),
        title: format!("{title}{status}"),
        about,
        columns: shape.columns(selection),
        selected,
        reserve,
        below: below(selection, shape, (group, &seated), &everybody),
    }
}

/// A group on a sheet's tab: its title, or as many words of it as there is room for; where these do not tell it from the others, its id.
fn tab(groups: &Per<GroupId, Group>, id: GroupId) -> String {
    let group = &groups[id];
    let short = shortened(&group.title);
    let is_own = groups
        .each()
        .all(|(other, of)| other == id || shortened(&of.title) != short);
    match is_own && is_short(&short) {
        true => short,
        false => group.id.clone(),
    }
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= TAB {
        return title.to_owned();
    }
    let mut short = String::new();
    for word in title.split(' ') {
        let with = short.chars().count().saturating_add(word.chars().count());
        // A space before it, and the mark behind it.
        if with.saturating_add(2) > TAB {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short + "…"
}

/// Whether a title can stand on a sheet's tab, which holds 31 characters, and not all of them (Excel's specifications and limits).
fn is_short(title: &str) -> bool {
    let is_taken = |c: char| "[]:*?/\\".contains(c) || c.is_control();
    title.chars().count() <= TAB
        && title.encode_utf16().count() <= TAB
        && !title.contains(is_taken)
        && title.trim_matches('\'') == title
        && !title.eq_ignore_ascii_case("history")
}
