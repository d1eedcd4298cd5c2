//! Lists of ranked applicants: rosters, reserves, open places, the unplaced, all scores. One shape for all of them, from
//! which a list leaves out what would say the same in every row, and `unplaced.csv` what is personal.

use std::borrow::Cow;

use super::notes::{Footnotes, awaited, notes, told_apart};
use super::{Cell, Table, stages};
use crate::base::ids::AssessorId;
use crate::papers::titles::{self, Named};
use crate::rank::StandingId;
use crate::record::from_selection::reasons::Unplaced;
use crate::record::from_selection::seat_in;
use crate::rules::{Field, FieldId, Group, GroupId, Most};
use crate::select::{Outcome, Selection};
use crate::words;

/// The columns before the person's own, in their order.
const GROUP: &str = "group";
const OUTCOME: &str = "outcome";
const SEAT: &str = "seat";
/// On a shortlist, what `seat` is on a roster.
const STATE: &str = "state";
const RESERVE: &str = "reserve";
const PLACE: &str = "place";
const RANK: &str = "rank";
const APPLICATION: &str = "application";
const ALL: &[&str] = &[GROUP, OUTCOME, SEAT, RESERVE, PLACE, RANK, APPLICATION];
const OF_A_SHORTLIST: &[&str] = &[GROUP, OUTCOME, STATE, PLACE, RANK, APPLICATION];
const OF_ALL_GROUPS: &[&str] = &[OUTCOME, STATE, PLACE, RANK, APPLICATION];
const OF_ONE_GROUP: &[&str] = &[PLACE, RANK, APPLICATION];

/// One list a group: who is selected, then who is in reserve.
pub(super) fn rosters<'a>(selection: &'a Selection<'_>) -> Vec<Table<'a>> {
    if let Some(shortlist) = selection.rules.stage().and_then(|stage| stage.shortlist) {
        return shortlists(selection, shortlist.most);
    }
    each_group(selection, (ALL, false), |group| {
        let mut order = seated(selection, Some(group));
        order.extend(waiting(selection, Some(group)));
        order
    })
}

/// Who goes on to the next stage: one list a group, or one in all.
fn shortlists<'a>(selection: &'a Selection<'_>, most: Most) -> Vec<Table<'a>> {
    let shape = |name: String, tab: &str| Shape {
        name,
        waits: false,
        ..Shape::new(tab, OF_A_SHORTLIST)
    };
    match most {
        Most::InAll(_) => {
            let chosen = |outcome| matches!(outcome, Outcome::Selected { .. });
            let name = stages::shortlist(None);
            let order = ranked(selection, chosen);
            let shape = Shape {
                lead: OF_ALL_GROUPS,
                ..shape(name, "shortlist")
            };
            vec![table(selection, shape, order)]
        }
        Most::PerGroup(_) => {
            let groups = selection.rules.places.groups.each();
            let list = |(at, group): (GroupId, &'a Group)| {
                let name = stages::shortlist(Some(&group.id));
                let shape = Shape {
                    title: Some(&group.title),
                    ..shape(name, &group.id)
                };
                table(selection, shape, seated(selection, Some(at)))
            };
            groups.map(list).collect()
        }
    }
}

fn each_group<'a>(
    selection: &'a Selection<'_>,
    (lead, is_final): (&'static [&'static str], bool),
    members: impl Fn(GroupId) -> Vec<StandingId>,
) -> Vec<Table<'a>> {
    let groups = selection.rules.places.groups.iter().enumerate();
    groups
        .map(|(index, group)| {
            let shape = Shape {
                name: format!("rosters/{}", group.id),
                tab: group.id.clone(),
                title: Some(&group.title),
                lead,
                shows: Shows::Roster,
                why: false,
                next: true,
                waits: lead == ALL,
                is_final,
            };
            table(selection, shape, members(GroupId(index)))
        })
        .collect()
}

/// Who got an open place; none where the rules have none.
pub(super) fn open<'a>(selection: &'a Selection<'_>, is_final: bool) -> Option<Table<'a>> {
    let shape = Shape {
        next: true,
        waits: false,
        is_final,
        ..Shape::new("open", ALL)
    };
    (selection.filling.open > 0).then(|| table(selection, shape, seated(selection, None)))
}

/// The eligible without a seat or a reserve. A list to look things up in, no roster: nothing personal.
pub(super) fn unplaced<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let order = ranked(selection, |outcome| {
        matches!(outcome, Outcome::Unplaced { .. })
    });
    table(
        selection,
        Shape {
            shows: Shows::NotPersonal,
            why: true,
            ..Shape::new("unplaced", OF_ONE_GROUP)
        },
        order,
    )
}

/// Everyone who is ranked, by name: everything else that is known of them stands on the sheet of everybody.
pub(super) fn scores<'a>(selection: &'a Selection<'_>, is_final: bool) -> Table<'a> {
    table(
        selection,
        Shape {
            is_final,
            shows: Shows::Names,
            ..Shape::new(
                "all scores",
                &[PLACE, RANK, APPLICATION, OUTCOME, SEAT, GROUP, RESERVE],
            )
        },
        ranked(selection, |_| true),
    )
}

/// Standings whose outcome is wanted, best first.
fn ranked(selection: &Selection<'_>, wanted: impl Fn(Outcome) -> bool) -> Vec<StandingId> {
    let standings = selection.standings.each();
    standings
        .filter(|(_, standing)| wanted(selection.outcome(standing.application)))
        .map(|(index, _)| index)
        .collect()
}

fn seated(selection: &Selection<'_>, in_group: Option<GroupId>) -> Vec<StandingId> {
    ranked(
        selection,
        |outcome| matches!(outcome, Outcome::Selected { group, .. } if group == in_group),
    )
}

fn waiting(selection: &Selection<'_>, in_group: Option<GroupId>) -> Vec<StandingId> {
    ranked(
        selection,
        |outcome| matches!(outcome, Outcome::Reserve { group, .. } if Some(group) == in_group),
    )
}

/// Which answers stand in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// All that rosters show.
    Roster,
    /// Those that are not personal.
    NotPersonal,
    /// Those that say who it is.
    Names,
}

/// Which columns a list has.
struct Shape<'a> {
    name: String,
    tab: String,
    title: Option<&'a str>,
    lead: &'static [&'static str],
    shows: Shows,
    /// Whether the notes say why somebody has no place.
    why: bool,
    /// Whether it names for every seat who comes next.
    next: bool,
    /// Whether it holds people without a seat, who may be moved by anybody's answer; otherwise only what takes a seat counts.
    waits: bool,
    /// Whether the run was made to be final.
    is_final: bool,
}

impl Shape<'_> {
    fn new(name: &str, lead: &'static [&'static str]) -> Self {
        Self {
            name: name.to_owned(),
            tab: name.to_owned(),
            title: None,
            lead,
            shows: Shows::Roster,
            why: false,
            next: false,
            waits: true,
            is_final: false,
        }
    }

    /// What stands above a list of seats: its title, and whether these are provisional or final.
    fn above(&self, selection: &Selection<'_>) -> Option<String> {
        let (firm, seats) = selection.firm_seats();
        let status = match () {
            () if !self.lead.contains(&SEAT) && !self.lead.contains(&STATE) => None,
            () if self.is_final => Some("final"),
            () => (firm < seats).then_some("provisional"),
        };
        match (self.title, status) {
            (Some(title), Some(status)) => Some(format!("{title}: {status}")),
            (title, status) => title.or(status).map(str::to_owned),
        }
    }
}

fn table<'a>(selection: &'a Selection<'_>, shape: Shape<'_>, order: Vec<StandingId>) -> Table<'a> {
    let mut above: Vec<String> = shape.above(selection).into_iter().collect();
    let Shape {
        name,
        tab,
        lead,
        shows,
        why,
        next,
        waits,
        ..
    } = shape;
    let mut headings = super::headings(lead);
    let last = super::headings(if next {
        &["total", "told_apart_by", "successor", "notes"]
    } else {
        &["total", "told_apart_by", "notes"]
    });
    let column = |(_, field): (FieldId, &'a Field)| {
        let name = field.name.as_str();
        // A field may be called as a column of every list is.
        let is_taken = headings.iter().chain(&last).any(|own| own.name == name);
        Named {
            name: match is_taken {
                true => Cow::Owned(format!("field {name}")),
                false => Cow::Borrowed(name),
            },
            title: titles::field_title(field),
        }
    };
    let fields: Vec<Named<'a>> = named(selection, shows).map(column).collect();
    headings.extend(fields);
    headings.extend(selection.rules.measures.iter().map(titles::of_part));
    headings.extend(last);
    let fields: Vec<FieldId> = named(selection, shows).map(|(field, _)| field).collect();
    let mut known = Known {
        footnotes: Footnotes::new(selection, &fields),
        why: why.then(Unplaced::default),
        next,
        fields,
        naming: match shows {
            Shows::Names => words::titled(selection.rules),
            Shows::Roster | Shows::NotPersonal => selection.rules.into(),
        },
    };
    let rows = order
        .into_iter()
        .map(move |standing| row(selection, standing, lead, &mut known));
    above.extend(awaited(selection, waits));
    Table {
        name,
        tab,
        above,
        headings,
        unprinted: 0,
        rows: Box::new(rows),
    }
}

/// The fields that rosters show.
fn named<'a>(
    selection: &'a Selection<'_>,
    shows: Shows,
) -> impl Iterator<Item = (FieldId, &'a Field)> {
    let rules = selection.rules;
    let names = super::names(rules);
    let shown = move |id: FieldId, field: &Field| match shows {
        Shows::Roster => field.roster,
        Shows::NotPersonal => field.roster && !field.personal,
        Shows::Names => field.roster && names.contains(&id),
    };
    rules
        .form
        .fields
        .each()
        .filter(move |(id, field)| shown(*id, field))
}

/// What a list's rows look at, and what hangs on one distinct answer alone.
struct Known<'a> {
    fields: Vec<FieldId>,
    why: Option<Unplaced>,
    next: bool,
    footnotes: Footnotes<'a>,
    /// By what tie-breaks are called: a file has names.
    naming: words::Naming<'a>,
}

fn row<'a>(
    selection: &'a Selection<'_>,
    index: StandingId,
    lead: &[&str],
    known: &mut Known<'a>,
) -> Vec<Cell<'a>> {
    let standing = &selection.standings[index];
    let application = standing.application;
    let outcome = selection.outcome(application);
    let leading = |column: &&str| match *column {
        GROUP => Cell::seat(selection, seat_in(selection, outcome)),
        OUTCOME => Cell::Outcome(outcome.kind(selection.rules)),
        SEAT | STATE => match outcome {
            Outcome::Selected { standing, .. } if selection.is_firm(standing) => Cell::text("firm"),
            Outcome::Selected { .. } => Cell::text("provisional"),
            _ => Cell::Empty,
        },
        RESERVE => match outcome {
            Outcome::Reserve { rank, .. } => Cell::Count(u64::from(rank)),
            _ => Cell::Empty,
        },
        PLACE => Cell::count(index.position()),
        RANK if is_shared(selection, index) => Cell::Shared(u64::from(standing.rank)),
        RANK => Cell::Count(u64::from(standing.rank)),
        _ => Cell::text(selection.applications.id(application)),
    };
    let few = lead
        .len()
        .saturating_add(known.fields.len())
        .saturating_add(4);
    let mut cells: Vec<Cell<'a>> = Vec::with_capacity(few.saturating_add(selection.parts.len()));
    cells.extend(lead.iter().map(leading));
    let found = |field: &FieldId| {
        Cell::text(
            selection
                .applications
                .said(application, *field, AssessorId::FIRST)
                .listed(),
        )
    };
    cells.extend(known.fields.iter().map(found));
    let facts = selection.facts(application);
    let parts = selection
        .parts
        .iter()
        .map(|part| part.contribution(facts).least.decimal());
    cells.extend(parts.map(Cell::Exact));
    cells.push(Cell::Exact(standing.score.decimal()));
    cells.push(Cell::text(told_apart(selection, known.naming, index)));
    if known.next {
        cells.push(successor(selection, index));
    }
    let footnotes = known.footnotes.of(selection, application);
    let notes = notes(selection, application, outcome, known.why.as_mut())
        .into_iter()
        .chain(footnotes);
    cells.push(Cell::text(notes.collect::<Vec<_>>().join("; ")));
    cells
}

/// Who comes next for somebody's seat.
fn successor<'a>(selection: &'a Selection<'_>, index: StandingId) -> Cell<'a> {
    match selection.successor(index) {
        Some(Some(next)) => Cell::text(
            selection
                .applications
                .id(selection.standings[next].application),
        ),
        Some(None) => Cell::text("nobody"),
        None => Cell::Empty,
    }
}

/// Whether only the lot tells somebody apart from a neighbour.
fn is_shared(selection: &Selection<'_>, index: StandingId) -> bool {
    let rank = |index: StandingId| {
        selection
            .standings
            .find(index)
            .map(|standing| standing.rank)
    };
    let this = rank(index);
    this == index.above().and_then(rank) || this == rank(index.below())
}
