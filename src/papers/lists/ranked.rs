//! Lists of ranked applicants: rosters, reserves, open places, the unplaced, all scores. One shape for all of them, from
//! which a list leaves out what would say the same in every row, and `unplaced.csv` what is personal.

use std::borrow::Cow;

use super::{Cell, Table};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::people::{self, MatchStatus, SameBy};
use crate::rank::StandingId;
use crate::record::from_selection::found::settled;
use crate::record::from_selection::{reasons, seat_in};
use crate::rules::{Field, FieldId, GroupId};
use crate::rulings::Kind;
use crate::select::{Outcome, Selection};
use crate::words::outcomes::not_final;
use crate::{score, words};

/// The columns before the person's own, in their order.
const GROUP: &str = "group";
const OUTCOME: &str = "outcome";
const RESERVE: &str = "reserve";
const PLACE: &str = "place";
const RANK: &str = "rank";
const APPLICATION: &str = "application";
const ALL: &[&str] = &[GROUP, OUTCOME, RESERVE, PLACE, RANK, APPLICATION];
const OF_ONE_GROUP: &[&str] = &[PLACE, RANK, APPLICATION];

/// One list a group: who is selected, then who is in reserve.
pub(super) fn rosters<'a>(selection: &'a Selection<'_>) -> Vec<Table<'a>> {
    each_group(selection, ALL, |group| {
        let mut order = seated(selection, Some(group));
        order.extend(waiting(selection, Some(group)));
        order
    })
}

/// One list a group: who is selected.
pub(super) fn seats<'a>(selection: &'a Selection<'_>) -> Vec<Table<'a>> {
    each_group(selection, OF_ONE_GROUP, |group| {
        seated(selection, Some(group))
    })
}

fn each_group<'a>(
    selection: &'a Selection<'_>,
    lead: &'static [&'static str],
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
                personal: true,
                why: false,
                waits: lead == ALL,
            };
            table(selection, shape, members(GroupId(index)))
        })
        .collect()
}

/// The reserves of every group, group by group.
pub(super) fn reserves<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let groups = 0..selection.rules.places.groups.len();
    let order = groups
        .flat_map(|group| waiting(selection, Some(GroupId(group))))
        .collect();
    table(
        selection,
        Shape::new("reserve", &[GROUP, RESERVE, PLACE, RANK, APPLICATION]),
        order,
    )
}

/// Who got an open place; none where the rules have none.
pub(super) fn open<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    let shape = Shape {
        waits: false,
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
            personal: false,
            why: true,
            ..Shape::new("unplaced", OF_ONE_GROUP)
        },
        order,
    )
}

/// Everyone who is ranked.
pub(super) fn scores<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    table(
        selection,
        Shape::new(
            "all scores",
            &[PLACE, RANK, APPLICATION, OUTCOME, GROUP, RESERVE],
        ),
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

/// Which columns a list has.
struct Shape<'a> {
    name: String,
    tab: String,
    title: Option<&'a str>,
    lead: &'static [&'static str],
    /// Whether columns marked personal are shown.
    personal: bool,
    /// Whether the notes say why somebody has no place.
    why: bool,
    /// Whether it holds people without a seat, who may be moved by anybody's answer; otherwise only what takes a seat counts.
    waits: bool,
}

impl Shape<'_> {
    fn new(name: &str, lead: &'static [&'static str]) -> Self {
        Self {
            name: name.to_owned(),
            tab: name.to_owned(),
            title: None,
            lead,
            personal: true,
            why: false,
            waits: true,
        }
    }
}

fn table<'a>(selection: &'a Selection<'_>, shape: Shape<'_>, order: Vec<StandingId>) -> Table<'a> {
    let Shape {
        name,
        tab,
        title,
        lead,
        personal,
        why,
        waits,
    } = shape;
    let mut headings = super::headings(lead);
    let last = super::headings(&["total", "told_apart_by", "notes"]);
    let column = |(_, field): (FieldId, &'a Field)| {
        let name = Cow::Borrowed(field.name.as_str());
        // A field may be called as a column of every list is.
        if headings.iter().chain(&last).any(|own| *own == name) {
            Cow::Owned(format!("field {name}"))
        } else {
            name
        }
    };
    let fields: Vec<Cow<'a, str>> = named(selection, personal).map(column).collect();
    headings.extend(fields);
    headings.extend(
        selection
            .rules
            .measures
            .iter()
            .map(|measure| Cow::Owned(format!("part {}", measure.id))),
    );
    headings.extend(last);
    let rows = order
        .into_iter()
        .map(move |standing| row(selection, standing, lead, personal, why));
    let mut above: Vec<String> = title.map(str::to_owned).into_iter().collect();
    if selection.seats_are_open() || waits && selection.unclear() > 0 {
        above.push(not_final(selection.unclear(), selection.could_sit()));
    }
    Table {
        name,
        tab,
        above,
        headings,
        rows: Box::new(rows),
    }
}

/// The fields that rosters show.
fn named<'a>(
    selection: &'a Selection<'_>,
    personal: bool,
) -> impl Iterator<Item = (FieldId, &'a Field)> {
    let fields = selection.rules.form.fields.iter().enumerate();
    let shown = move |field: &Field| field.roster && (personal || !field.personal);
    fields
        .filter(move |(_, field)| shown(field))
        .map(|(index, field)| (FieldId(index), field))
}

fn row<'a>(
    selection: &'a Selection<'_>,
    index: StandingId,
    lead: &[&str],
    personal: bool,
    why: bool,
) -> Vec<Cell<'a>> {
    let standing = &selection.standings[index];
    let application = standing.application;
    let outcome = selection.outcome(application);
    let leading = |column: &&str| match *column {
        GROUP => seat_in(selection, outcome)
            .map_or(Cell::Empty, |seat| Cell::text(seat.word().to_owned())),
        OUTCOME => Cell::text(outcome.kind().word()),
        RESERVE => match outcome {
            Outcome::Reserve { rank, .. } => Cell::Count(u64::from(rank)),
            _ => Cell::Empty,
        },
        PLACE => Cell::count(index.position()),
        RANK if is_shared(selection, index) => Cell::Shared(u64::from(standing.rank)),
        RANK => Cell::Count(u64::from(standing.rank)),
        _ => Cell::text(selection.applications.id(application)),
    };
    let mut cells: Vec<Cell<'a>> = lead.iter().map(leading).collect();
    let found = |(field, _)| {
        Cell::text(
            selection
                .applications
                .said(application, field, AssessorId::FIRST)
                .revealed(),
        )
    };
    cells.extend(named(selection, personal).map(found));
    let facts = selection.facts(application);
    let parts = selection
        .rules
        .measures
        .iter()
        .map(|measure| score::contribution(measure, facts).least.decimal());
    cells.extend(parts.map(Cell::Exact));
    cells.push(Cell::Exact(standing.score.decimal()));
    cells.push(Cell::text(told_apart(selection, index)));
    let footnotes = footnotes(selection, application, personal);
    let notes = notes(selection, application, outcome, why)
        .into_iter()
        .chain(footnotes);
    cells.push(Cell::text(notes.collect::<Vec<_>>().join("; ")));
    cells
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

/// The footnotes of territories that the row shows and the rules settle, each once.
fn footnotes(selection: &Selection<'_>, application: ApplicationId, personal: bool) -> Vec<String> {
    let mut footnotes: Vec<String> = Vec::new();
    for (field, _) in named(selection, personal) {
        if let Some(answer) = settled(selection, application, field)
            && let Some(footnote) = &answer.footnote
        {
            let footnote = format!("{}: {footnote}", answer.territory.name);
            if !footnotes.contains(&footnote) {
                footnotes.push(footnote);
            }
        }
    }
    footnotes
}

/// Which tie-break settled an equal total, and with whom: `after A-0102 by lot; before A-0110 by earlier submitted`.
fn told_apart(selection: &Selection<'_>, index: StandingId) -> String {
    let id = |index: StandingId| {
        let standing = selection.standings.find(index)?;
        Some(selection.applications.id(standing.application).into_owned())
    };
    let behind = |index: StandingId| selection.standings.find(index)?.behind_by;
    let below = index.below();
    let after = behind(index).zip(index.above().and_then(id));
    let before = behind(below).zip(id(below));
    let after = after.map(|(by, other)| {
        format!(
            "after {other} by {}",
            words::behind_by(selection.rules, Some(by))
        )
    });
    let before = before.map(|(by, other)| {
        format!(
            "before {other} by {}",
            words::behind_by(selection.rules, Some(by))
        )
    });
    after
        .into_iter()
        .chain(before)
        .collect::<Vec<_>>()
        .join("; ")
}

/// What a panel should know about a person beside the numbers.
fn notes(
    selection: &Selection<'_>,
    application: ApplicationId,
    outcome: Outcome,
    why: bool,
) -> Vec<String> {
    let mut notes = Vec::new();
    for matched in selection.people.get(&application).into_iter().flatten() {
        let rule = people::rule_id(&selection.rules.form, matched.rule);
        // Who stands for another application shares nothing with it that is worth pointing out.
        let apart = |other: &ApplicationId| {
            matched.status != MatchStatus::Shares
                || !matches!(selection.outcome(*other), Outcome::Superseded { .. })
        };
        let others = people::named(&selection.applications, matched.others.iter().filter(apart));
        if others.is_empty() {
            continue;
        }
        let word = match matched.status {
            MatchStatus::Stands => "stands for",
            MatchStatus::Shares if matched.rule == SameBy::Ids => {
                continue;
            }
            MatchStatus::Shares => "shared with",
            MatchStatus::Superseded { .. } | MatchStatus::Unsettled => continue,
        };
        notes.push(format!("{rule}: {word} {others}"));
    }
    let rulings: Vec<&str> = selection
        .rulings
        .about(application)
        .map(|done| match done.kind {
            Kind::AcceptLate => "accepted late",
            _ => done.about.as_str(),
        })
        .collect();
    if !rulings.is_empty() {
        notes.push(format!("decided by people: {}", rulings.join(", ")));
    }
    match outcome {
        Outcome::Unplaced { .. } if why => {
            notes.extend(reasons::why(selection, application, outcome));
        }
        Outcome::Selected { standing, group } => {
            notes.extend(reasons::seated_elsewhere(selection, standing, group));
            notes.extend(reasons::no_order(selection, standing));
        }
        Outcome::Reserve {
            standing, group, ..
        } => {
            notes.extend(reasons::no_order(selection, standing));
            notes.extend(reasons::also_waiting(selection, standing, group));
        }
        _ => {}
    }
    notes
}
