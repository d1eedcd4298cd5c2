//! What `intake explain` shows, before it is set down: a title, and sections of lines, tables and commands.
//!
//! One file a group of sections; the files of `crate::out` only set down. To add a section: a function here or in
//! a file of its own that takes a [`Case`] and gives a [`Section`], and a line in [`explanation`].

pub(super) mod answers;
pub(super) mod comparison;
pub(super) mod criteria;
pub(super) mod rulings;
pub(super) mod derived;
pub(in crate::papers) mod evened_out;
pub(super) mod evidence;
pub(super) mod outcome;
pub(super) mod personal;
mod place;
pub(super) mod seat;
pub(in crate::papers) mod stage;
pub(super) mod ranking;
pub(super) mod score;
pub(super) mod separation;
pub(super) mod sources;
pub(super) mod told;
pub(in crate::papers) mod what_if;

pub use comparison::comparison;
pub(in crate::papers) use outcome::words as outcome_words;
pub use personal::{Own, own as personal_answers};
pub use rulings::left_out;
use serde::Serialize;

use crate::base::controls::any;
use crate::record::{Columns, GroupSeats, Header, Record};
use crate::rules::Rules;
use crate::study::what_if::told::WhatIf;
use crate::values::{Answer, OutcomeKind, SeatIn};

/// A page about one application, or two.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    pub title: String,
    /// Under the title: the programme, and where the application stands.
    pub about: String,
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// For programs: `why`, `criteria`, `score`, …
    pub id: &'static str,
    pub heading: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    Line(Line),
    Table(Table),
    /// To be typed into a shell.
    Command(String),
}

/// A line of text; those below belong to the nearest one above that is less deep.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// From 0.
    pub depth: usize,
    /// Stands before the text as a mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    pub text: String,
}

/// The first cell of a row names it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// What an explanation is made from: everything stands in the run folder.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    pub header: &'a Header,
    pub rules: &'a Rules,
    pub record: &'a Record<'a>,
    /// The records of others that the page speaks of; what is not among them is left unsaid.
    pub others: &'a [Record<'a>],
    /// None where no what-ifs are told.
    pub what_if: Option<&'a WhatIf>,
}

/// Why an application came out as it did: all sections that have anything in them, in order.
///
/// `own` are the answers in personal columns, where these were asked for.
pub fn explanation(case: Case<'_>, own: &[Own]) -> Page {
    let mut sections = sections(case, own);
    if let Some(place) = sections.iter_mut().find(|one| one.id == seat::ID) {
        seat::given(case, place);
    }
    sections.extend(Some(sources::section(&[case])).filter(Section::says_something));
    Page {
        title: one_line(format!(
            "{}: {}",
            case.record.application,
            outcome::words(case.rules, case.record)
        )),
        about: one_line(format!("{} · {}", case.header.title, case.record.origin)),
        sections,
    }
}

/// The same without what is said of everybody, which a page about all of them says once: how seats are given, and what the rules rest on.
pub(in crate::papers) fn sections(case: Case<'_>, own: &[Own]) -> Vec<Section> {
    let sections = [
        outcome::why(case),
        rulings::section(case),
        outcome::related(case),
        outcome::to_ask(case),
        personal::section("Personal answers", own, true),
        criteria::section(case),
        score::section(case),
        stage::section(case),
        ranking::section(case),
        seat::section(case),
        what_if::section(case),
    ];
    let sections = sections.into_iter();
    sections.filter(Section::says_something).collect()
}

impl Section {
    pub fn new(id: &'static str, heading: &str) -> Self {
        Self {
            id,
            heading: heading.to_owned(),
            blocks: Vec::new(),
        }
    }

    fn says_something(&self) -> bool {
        !self.blocks.is_empty()
    }

    pub fn line(&mut self, depth: usize, text: impl Into<String>) {
        self.blocks.push(Block::Line(Line {
            depth,
            answer: None,
            text: one_line(text.into()),
        }));
    }

    /// A line at the margin, where there is something to be said.
    pub fn line_if(&mut self, said: bool, text: impl Into<String>) {
        if said {
            self.line(0, text);
        }
    }

    pub fn answer(&mut self, depth: usize, answer: Answer, text: impl Into<String>) {
        self.blocks.push(Block::Line(Line {
            depth,
            answer: Some(answer),
            text: one_line(text.into()),
        }));
    }

    pub fn table(&mut self, headings: &[&str], rows: Vec<Vec<String>>) {
        let headings = headings
            .iter()
            .map(|heading| (*heading).to_owned())
            .collect();
        let rows = rows
            .into_iter()
            .map(|row| row.into_iter().map(one_line).collect())
            .collect();
        self.blocks.push(Block::Table(Table { headings, rows }));
    }

    /// A table of longer texts, which keep their paragraphs: each line break parts two. For pages that set a cell down in paragraphs.
    pub fn texts(&mut self, headings: &[&str], rows: Vec<Vec<String>>) {
        self.table(headings, Vec::new());
        if let Some(Block::Table(table)) = self.blocks.last_mut() {
            let rows = rows.into_iter();
            table.rows = rows
                .map(|row| row.iter().map(|cell| in_paragraphs(cell)).collect())
                .collect();
        }
    }

    pub fn command(&mut self, command: impl Into<String>) {
        self.blocks.push(Block::Command(one_line(command.into())));
    }
}

/// A text with a line feed between its paragraphs, and none beside.
fn in_paragraphs(text: &str) -> String {
    let paragraphs = text.split(is_break).map(str::trim);
    let paragraphs: Vec<&str> = paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    paragraphs.join("\n")
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whatever applicants wrote, it stays one line: a line break in an answer must not begin a line that looks like ours.
pub(super) fn one_line(text: String) -> String {
    if any(&text, is_break) {
        text.replace(is_break, " ")
    } else {
        text
    }
}

impl<'a> Case<'a> {
    /// The columns of the sheet that the application stands in.
    fn sheet(self) -> Option<&'a Columns> {
        let (sheet, _) = self.record.origin.rsplit_once(':')?;
        self.header
            .sheets
            .iter()
            .find(|columns| columns.sheet == sheet)
    }

    /// Another application's record.
    pub fn other(self, application: &str) -> Option<&'a Record<'a>> {
        self.others
            .iter()
            .find(|other| other.application == application)
    }

    /// Whether somebody of whom an answer is awaited can still change whether this one has a seat, or where they wait.
    pub(crate) fn is_provisional(self) -> bool {
        match self.record.outcome {
            // Runs of earlier versions do not say which seats are firm.
            OutcomeKind::Selected | OutcomeKind::Shortlisted => self
                .record
                .firm
                .map_or(self.header.seats_open, |firm| !firm),
            OutcomeKind::Reserve | OutcomeKind::Unplaced => self.header.unclear > 0,
            // What the stage before told people stands.
            OutcomeKind::NotShortlisted => {
                self.record.standing.is_some() && self.header.unclear > 0
            }
            OutcomeKind::Clarify
            | OutcomeKind::BelowFloor
            | OutcomeKind::Ineligible
            | OutcomeKind::Superseded
            | OutcomeKind::DroppedOut => false,
        }
    }

    /// Whether nothing can be told them yet: somebody of whom an answer is awaited can still change whether this one has a seat. Once every
    /// seat is firm, answers that are awaited move nobody but those who wait.
    pub(crate) fn is_undecided(self) -> bool {
        let waits = !matches!(
            self.record.outcome,
            OutcomeKind::Selected | OutcomeKind::Shortlisted
        );
        self.is_provisional() && (self.header.seats_open || !waits)
    }

    /// Whether a place on a reserve list may still be a later one.
    pub(crate) fn number_may_change(self) -> bool {
        self.record.outcome == OutcomeKind::Reserve && self.header.unclear > 0
    }

    /// Whether somebody whose seat is firm may come to sit in another group.
    pub(crate) fn may_move(self) -> bool {
        let open = self.record.group.as_ref().is_some_and(SeatIn::is_open);
        let groups = self.record.fits.len().saturating_add(usize::from(open));
        self.record.firm == Some(true) && self.header.seats_open && groups > 1
    }

    /// The ids of all whose records an explanation speaks of: the neighbours, and who holds the last seats.
    pub fn speaks_of(header: &'a Header, record: &'a Record<'a>) -> Vec<&'a str> {
        let standing = record.standing.iter();
        let neighbours = standing.flat_map(|standing| standing.above.iter().chain(&standing.below));
        let fits = |group: &&GroupSeats| group.id.is_open() || record.fits(&group.id);
        let groups = header
            .groups
            .iter()
            .filter(|_| record.standing.is_some())
            .filter(fits);
        let last = groups.filter_map(|group| group.last.as_ref());
        let mut ids: Vec<&str> = neighbours
            .map(|other| other.application.as_ref())
            .chain(last.map(|(_, id)| id.as_str()))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids.retain(|id| *id != record.application);
        ids
    }
}
