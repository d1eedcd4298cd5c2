//! The cover of the workbook: what a chair reads first and signs. When and from what, how many came how far, where the seats of each group
//! end, what is open and which seats hang on it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};

use super::close_calls::of_selection::close_calls;
use super::glance::{self, Status, Step};
use super::lists::{clarify, names, typed};
use crate::base::counted::count;
use crate::base::digest;
use crate::base::ids::ApplicationId;
use crate::rank::StandingId;
use crate::record::from_selection::{empty, header};
use crate::record::manifest::input;
use crate::rules::GroupId;
use crate::select::{self, Outcome, Selection};
use crate::values::moment;
use crate::words;
use crate::words::outcomes::some_of;

/// At most so many of those who are asked are named, and of the seats of each.
const ASKED: usize = 8;
const SEATS: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    pub title: String,
    /// Organiser, venue and days, each with its word.
    pub about: Vec<(&'static str, String)>,
    /// As a clock in the zone of the call shows it, with what else has to be known of it.
    pub deadline: (DateTime, String),
    pub status: Status,
    /// Nobody has a seat yet: those chosen go on to another stage.
    pub is_shortlisting: bool,
    pub funnel: Vec<Step>,
    /// Who is not on the way from received to selected.
    pub beside: Vec<Step>,
    pub groups: Vec<GroupLine>,
    /// Why seats stay empty, a sentence each.
    pub empty: Vec<String>,
    /// On whose answers seats hang, a sentence each.
    pub open: Vec<String>,
    /// Files that went in, with the beginning of their digests.
    pub inputs: Vec<(String, String)>,
    /// Of the lot, where the rules draw one.
    pub seed: Option<String>,
}

/// A group and where its seats end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupLine {
    pub title: String,
    pub seats: u32,
    pub taken: u32,
    /// Of those taken.
    pub firm: usize,
    pub reserve: usize,
    /// On a shortlist beyond as many as the rules ask for, by the same total as the last.
    pub by_tie: u32,
    /// Blank where nobody is next.
    pub close_call: String,
}

/// The cover of a selection; where the run `is_final` it says so.
pub fn cover(selection: &Selection<'_>, is_final: bool, on: Option<Date>) -> Cover {
    let rules = selection.rules;
    let calls = close_calls(selection);
    let ids = rules.places.groups.ids().map(Some);
    let all = ids
        .chain(std::iter::once(None))
        .zip(header::groups(selection));
    let mut empty = Vec::new();
    let groups = all.map(|(seat, group)| {
        let left = group.seats.saturating_sub(group.taken);
        if left > 0 {
            let why = empty::empty_seats(selection, seat, left);
            empty.push(format!("{}: {why}", group.title));
        }
        let call = calls.iter().find(|call| call.group == seat);
        GroupLine {
            // As many as the rules ask for.
            seats: group.seats.saturating_sub(glance::by_tie(selection, seat)),
            taken: group.taken,
            firm: firm(selection, seat),
            reserve: reserve(selection, seat),
            by_tie: glance::by_tie(selection, seat),
            close_call: call.map(|call| call.told(selection)).unwrap_or_default(),
            title: group.title,
        }
    });
    let groups = groups.collect();
    let short = |digest: &str| digest::short(digest).to_owned();
    let rules_file = input(&rules.file);
    let mut inputs = vec![(rules_file.file, short(&rules_file.sha256))];
    let sheets = selection.sheets.iter();
    inputs.extend(sheets.map(|sheet| (sheet.source.to_string(), short(&sheet.digest))));
    // By number: the name of a file may be an assessor's.
    let ratings = (1..).zip(&selection.ratings);
    inputs.extend(
        ratings
            .map(|(number, sheet): (u32, _)| (format!("ratings {number}"), short(&sheet.digest))),
    );
    let decisions = selection.rulings.files.iter();
    inputs.extend(decisions.map(|(file, digest)| (file.clone(), short(digest))));
    let before = selection.rulings.stage_before.as_ref();
    inputs.extend(before.map(|before| {
        let what = format!("the run of the stage “{}”", before.title);
        (what, short(&before.sha256))
    }));
    let seed = select::seed(rules);
    Cover {
        title: rules.programme.title.clone(),
        about: glance::about(selection, on)
            .into_iter()
            .filter(|(word, _)| *word != glance::DEADLINE)
            .collect(),
        deadline: moment::clock_in_zone(rules.call.deadline, &rules.call.zone),
        status: glance::status(selection, is_final),
        is_shortlisting: rules.is_shortlisting(),
        funnel: glance::funnel(selection),
        beside: glance::beside(selection),
        groups,
        empty,
        open: open(selection),
        inputs,
        seed: (!seed.is_empty()).then(|| seed.to_owned()),
    }
}

fn firm(selection: &Selection<'_>, seat: Option<GroupId>) -> usize {
    let is_firm = |outcome: &Outcome| match outcome {
        Outcome::Selected { standing, group } => *group == seat && selection.is_firm(*standing),
        _ => false,
    };
    selection.outcomes.iter().filter(|one| is_firm(one)).count()
}

fn reserve(selection: &Selection<'_>, seat: Option<GroupId>) -> usize {
    let waits = |outcome: &Outcome| matches!(outcome, Outcome::Reserve { group, .. } if Some(*group) == seat);
    selection.outcomes.iter().filter(|one| waits(one)).count()
}

/// `A-0034 Lejla Tahirović`: the workbook names people where the rules let names stand on rosters.
fn named(selection: &Selection<'_>, application: ApplicationId) -> String {
    let fields = names(selection.rules).into_iter();
    let fields = fields.filter(|field| selection.rules.form.fields[*field].roster);
    let own = fields.map(|field| typed(selection, application, field));
    let all = std::iter::once(selection.applications.id(application)).chain(own.map(Cow::Borrowed));
    let all: Vec<Cow<'_, str>> = all.filter(|one| !one.is_empty()).collect();
    all.join(" ")
}

/// Those whose seats are not firm, best-ranked first.
fn provisional(selection: &Selection<'_>) -> impl Iterator<Item = StandingId> {
    let all = selection.standings.each();
    let seated = all.filter(|(_, one)| selection.is_seated(one.application));
    let open = seated.filter(|(standing, _)| !selection.is_firm(*standing));
    open.map(|(standing, _)| standing)
}

/// The ids of those whose seats no answer alone could take, and several together could.
fn together<'a>(selection: &'a Selection<'_>, takers: &[ApplicationId]) -> Vec<Cow<'a, str>> {
    let taken = takers.iter().filter_map(|one| selection.could_take(*one));
    let alone: BTreeSet<StandingId> = taken.flatten().copied().collect();
    let others = provisional(selection).filter(|standing| !alone.contains(standing));
    others.map(|standing| id(selection, standing)).collect()
}

fn id<'a>(selection: &'a Selection<'_>, standing: StandingId) -> Cow<'a, str> {
    selection
        .applications
        .id(selection.standings[standing].application)
}

/// On whose answers seats hang, those first on whose most do.
fn open(selection: &Selection<'_>) -> Vec<String> {
    let takers = selection.takers();
    let (firm, seats) = selection.firm_seats();
    let unknown = |one: &ApplicationId| selection.could_take(*one).is_none();
    if takers.iter().all(unknown) && !takers.is_empty() {
        let asked = count(takers.len(), "application is", "applications are");
        let them = match firm < seats {
            true => format!(
                "; the seats that may change are those of {}",
                some_of(
                    &provisional(selection)
                        .map(|standing| id(selection, standing))
                        .collect::<Vec<_>>(),
                    SEATS
                )
            ),
            false => String::new(),
        };
        return vec![format!(
            "{asked} waited for, see the sheet clarify; which of them could take whose seat was too much to work out{them}"
        )];
    }
    let mut open: Vec<String> = takers
        .iter()
        .take(ASKED)
        .map(|one| {
            let named = named(selection, *one);
            let id = match selection.applications.has_id(*one) {
                true => named,
                false => format!("{named} (a row without an id: is it an application?)"),
            };
            match clarify::could_take(selection, *one, SEATS) {
                None => format!("{id}: whose is not worked out"),
                Some(words) => format!("{id} could {words}"),
            }
        })
        .collect();
    let more = takers.len().saturating_sub(ASKED);
    if more > 0 {
        let more = count(more, "application", "applications");
        open.push(format!("and {more} more: see the sheet clarify"));
    }
    // Where that is not worked out for somebody, nobody knows.
    let together = match takers.iter().any(unknown) {
        true => Vec::new(),
        false => together(selection, &takers),
    };
    if !together.is_empty() {
        open.push(format!(
            "no answer alone takes the {} of {}, but several together can: see the sheet clarify",
            words::stages::seat(selection.rules.is_shortlisting()),
            some_of(&together, SEATS)
        ));
    }
    open
}
