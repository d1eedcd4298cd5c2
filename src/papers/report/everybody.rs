//! Everybody who applied: who is explained in full, who stands in the list with reasons, and who is only counted.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cell, Explained, Listing, Named, number};
use crate::base::contradiction::contradiction;
use crate::base::counted::count;
use crate::base::ids::ApplicationId;
use crate::papers::close_calls::of_selection::close_calls;
use crate::papers::explanation::{self, Block, Case, Section, personal};
use crate::papers::lists::everybody::{PROVISIONAL, is_provisional};
use crate::papers::lists::{reached_by, typed};
use crate::record::Record;
use crate::record::from_selection::reasons::{self, Unplaced};
use crate::record::from_selection::{Lines, header, seat_in};
use crate::rules::{Field, FieldId};
use crate::select::{Outcome, Selection};
use crate::values::SeatIn;

/// At most so many are explained in full: those nearest to a seat. A page of these opens on any machine.
const EXPLAINED: usize = 400;
/// Nobody more is explained once all explanations together have so many bytes of text.
const TEXT: usize = 4 << 20;
/// At most so many are listed.
const LISTED: usize = 3_000;

/// Who is on the page, and how.
pub(super) struct People {
    explained: BTreeSet<ApplicationId>,
    /// In the order in which they are listed.
    listed: Vec<ApplicationId>,
    received: usize,
    /// The personal fields that say who somebody is, where these are shown.
    reached_by: Vec<FieldId>,
}

impl People {
    /// With the explanations, in the order of ids. Those selected, in reserve, next at a cut-off and asked come first, then everybody
    /// else by place and by id.
    pub(super) fn new(selection: &Selection<'_>, is_personal: bool) -> (Self, Vec<Explained>) {
        let close: BTreeSet<ApplicationId> = close_calls(selection)
            .into_iter()
            .filter_map(|call| Some(selection.standings[call.next?].application))
            .collect();
        let nearness = |application: ApplicationId| match selection.outcome(application) {
            Outcome::Selected { .. } => 0,
            Outcome::Reserve { .. } => 1,
            Outcome::Unplaced { .. } if close.contains(&application) => 2,
            Outcome::Clarify { could_sit: true } => 3,
            Outcome::Clarify { .. } => 4,
            Outcome::Unplaced { .. } | Outcome::NotShortlisted | Outcome::BelowFloor { .. } => 5,
            Outcome::Ineligible => 6,
            Outcome::Superseded { .. } | Outcome::DroppedOut => 7,
        };
        let place = |application: ApplicationId| {
            let standing = selection.outcome(application).standing();
            (standing.is_none(), standing)
        };
        let mut listed: Vec<ApplicationId> = selection.applications.ids().collect();
        let received = listed.len();
        listed.sort_by_key(|one| (nearness(*one), place(*one), *one));
        listed.truncate(LISTED);
        let nearest: Vec<ApplicationId> = listed.iter().take(EXPLAINED).copied().collect();
        let (explained, mut pages): (BTreeSet<_>, Vec<_>) =
            explained(selection, &nearest, is_personal)
                .into_iter()
                .unzip();
        pages.sort_by_key(|page| page.number);
        let kind = |one: ApplicationId| selection.outcome(one).kind(selection.rules);
        listed.sort_by_key(|one| (place(*one), kind(*one), *one));
        let people = Self {
            explained,
            listed,
            received,
            reached_by: if is_personal {
                reached_by(selection)
            } else {
                Vec::new()
            },
        };
        (people, pages)
    }

    /// The application as it is named on the page.
    pub(super) fn named(&self, selection: &Selection<'_>, application: ApplicationId) -> Named {
        let is = self.explained.contains(&application);
        Named {
            id: selection.applications.id(application).into_owned(),
            explained: is.then(|| number(application)),
        }
    }

    /// What is not on the page, and what to do about that.
    pub(super) fn left_out(&self) -> Vec<String> {
        let mut said = Vec::new();
        let listed = self.listed.len();
        if listed < self.received {
            let more = self.received.saturating_sub(listed);
            said.push(format!(
                "{listed} of {} applications are listed, those nearest to a seat first; {} only counted here: every one is in the \
                 lists of the run folder",
                self.received,
                count(more, "more is", "more are")
            ));
        }
        if self.explained.len() < listed {
            said.push(format!(
                "{} applications are explained in full here: those selected, in reserve, next at a cut-off and asked come first; \
                 for anybody else run `intake explain RUN ID` with this run's folder and the application's id",
                self.explained.len()
            ));
        }
        said
    }
}

/// `selected`, `reserve 2`, `unclear`.
pub(super) fn word(selection: &Selection<'_>, outcome: Outcome) -> String {
    match outcome {
        Outcome::Reserve { rank, .. } => format!("reserve {rank}"),
        outcome => outcome.kind(selection.rules).in_words().to_owned(),
    }
}

pub(super) fn listing(selection: &Selection<'_>, people: &People) -> Listing {
    let mut listing = Listing::new(
        "Everybody who applied: first those ranked, best first, then all others by id",
        &["application", "outcome", "group", "place", "total", "why"],
    );
    let called = |field: &FieldId| selection.rules.form.fields[*field].name.clone();
    listing
        .headings
        .splice(1..1, people.reached_by.iter().map(called));
    let groups = &selection.rules.places.groups;
    let titles: BTreeMap<&str, &str> = groups
        .iter()
        .map(|group| (group.id.as_str(), group.title.as_str()))
        .collect();
    let mut unplaced = Unplaced::default();
    for application in &people.listed {
        let outcome = selection.outcome(*application);
        let standing = outcome.standing();
        let why = match outcome {
            Outcome::Unplaced { standing } => unplaced.why(selection, standing),
            _ => reasons::why(selection, *application, outcome).join("; "),
        };
        let group = match seat_in(selection, outcome) {
            None => Cell::text(""),
            Some(SeatIn::Open) => Cell::text("Open places"),
            Some(SeatIn::Group(id)) => {
                let title = titles.get(id.as_ref()).copied().unwrap_or_default();
                Cell::Titled(title.to_owned(), id.into_owned())
            }
        };
        let blank = || Cell::text("");
        let mut row = vec![Cell::Named(people.named(selection, *application))];
        row.extend(
            people
                .reached_by
                .iter()
                .map(|field| Cell::text(typed(selection, *application, *field))),
        );
        row.extend([
            Cell::Text(match is_provisional(selection, outcome) {
                true => format!("{}, {PROVISIONAL}", word(selection, outcome)),
                false => word(selection, outcome),
            }),
            group,
            standing.map_or_else(blank, |at| Cell::number(at.position())),
            standing.map_or_else(blank, |at| Cell::number(selection.standings[at].score)),
            Cell::Text(why),
        ]);
        listing.rows.push(row);
    }
    listing
}

/// The explanations as `intake explain` gives them, as many of them as there is room for; what-ifs, and what all rules rest on, are
/// left out.
fn explained(
    selection: &Selection<'_>,
    nearest: &[ApplicationId],
    is_personal: bool,
) -> Vec<(ApplicationId, Explained)> {
    let header = header::header(selection);
    let (lines, dictionary) = Lines::new(selection);
    let record = |application: ApplicationId| {
        let record = lines.of(application).record(&header, &dictionary);
        record.unwrap_or_else(|key| contradiction(format!("a line of the audit has no {key}")))
    };
    let mut room = TEXT;
    let mut pages = Vec::new();
    for application in nearest {
        let line = record(*application);
        // An explanation speaks of neighbours and of the last who are seated.
        let others: Vec<Record<'_>> = Case::speaks_of(&header, &line)
            .into_iter()
            .filter_map(|id| selection.applications.position(id))
            .map(record)
            .collect();
        let case = Case {
            header: &header,
            rules: selection.rules,
            record: &line,
            others: &others,
            what_if: None,
        };
        let wanted = |field: &Field| is_personal && field.personal;
        let own = personal::own(
            selection.rules,
            &selection.applications,
            *application,
            &wanted,
        );
        let sections = explanation::sections(case, &own);
        let Some(left) = room.checked_sub(sections.iter().map(length).sum()) else {
            break;
        };
        room = left;
        let page = Explained {
            number: number(*application),
            id: line.application.to_string(),
            outcome: explanation::outcome_words(selection.rules, &line),
            origin: line.origin.to_string(),
            sections,
        };
        pages.push((*application, page));
    }
    pages
}

/// The bytes of text that a section has.
fn length(section: &Section) -> usize {
    let of = |block: &Block| match block {
        Block::Line(line) => line.text.len(),
        Block::Table(table) => table.rows.iter().flatten().map(String::len).sum(),
        Block::Command(command) => command.len(),
    };
    section.blocks.iter().map(of).sum()
}
