//! The report: the story of a run on one page, as data. `crate::out::report` sets it down.
//!
//! It is made from the same record as every explanation, so no value of a personal column is in it, unless that is asked for: then
//! names stand beside ids, and each explanation has the personal answers.

mod balance;
mod everybody;
mod firmness;
mod groups;
mod open;
mod parts;
mod scale;
mod sources;
mod spread;

use jiff::civil::Date;

use crate::base::ids::{ApplicationId, Id as _};
use crate::papers::cohort::{share, whom};
use crate::papers::explanation::Section;
use crate::papers::glance;
pub use crate::papers::glance::{Status, Step};
use crate::record::cohort::Steps;
use crate::record::manifest::Written;
use crate::rules::MeasureId;
use crate::select::Selection;

pub use scale::{Mark, Share, Strip};

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub title: String,
    /// Organiser, venue, days and deadline, each with its word.
    pub about: Vec<(&'static str, String)>,
    pub status: Status,
    /// Nobody has a seat yet: those chosen go on to another stage.
    pub is_shortlisting: bool,
    /// Personal answers are on it.
    pub is_personal: bool,
    /// Who may see it, as the rules say; where personal answers are on it.
    pub confidential: Option<String>,
    pub funnel: Vec<Step>,
    /// Who is not on the way from received to seated, and why.
    pub beside: Vec<Step>,
    /// The groups with their seats, open places last.
    pub seats: Listing,
    /// Who fares otherwise than in the run that this one follows; none where there is none, or nobody does.
    pub replaced: Option<Listing>,
    /// Why seats are empty, a sentence each.
    pub empty: Vec<String>,
    /// What is asked, those first on whose answers most seats hang.
    pub open: Option<Listing>,
    /// The balance rules and what came of each.
    pub balance: Option<Listing>,
    pub groups: Vec<Group>,
    /// Where the points came from, of those selected and the first reserves.
    pub parts: Option<Parts>,
    pub cohort: Vec<Cohort>,
    /// Whom the cohort counts, where that is not all applications.
    pub counted: Option<String>,
    pub spread: Vec<Spread>,
    /// How firm the seats are; empty where that is not asked for.
    pub firmness: Vec<Section>,
    pub everybody: Listing,
    /// What is left out because the pile is large; blank where everybody is listed and explained.
    pub left_out: Vec<String>,
    pub explained: Vec<Explained>,
    /// Every rule beside what it rests on.
    pub rules: Listing,
    pub inputs: Listing,
    pub files: Listing,
    /// Stands at the foot of each printed page: the digest of the audit.
    pub digest: String,
}

/// A list with a caption: the first cell of a row names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    pub caption: String,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    /// Stands at the right.
    Number(String),
    Named(Named),
    /// Several people, and what is said behind them.
    People(Vec<Named>, String),
    /// What it is called, and its id beside that.
    Titled(String, String),
    /// Texts with their ids.
    Sources(Vec<(String, String)>),
}

/// An application that is named, and where on the page it is explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    /// The explanation's number, from 1; none where it is not on the page.
    pub explained: Option<usize>,
}

/// A group with its scores and who sits or waits there.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub title: String,
    /// As the rules name it; none of the open places.
    pub id: Option<String>,
    /// `8 of 8 seats, 6 in reserve`.
    pub seats: String,
    /// What happened at the cut-off.
    pub close_call: String,
    /// None where nobody ranked fits.
    pub strip: Option<Strip>,
    pub roster: Listing,
    /// How many more are seated or wait than the roster has room for.
    pub more: usize,
}

/// What each rule gave somebody, as stacked pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// Of whom.
    pub of: &'static str,
    /// The scoring rules, by title and id.
    pub rules: Vec<(String, String)>,
    pub rows: Vec<Stack>,
    pub numbers: Listing,
    /// How many more there are.
    pub more: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    pub who: Named,
    pub outcome: String,
    /// In the order of the rules; none of parts that are zero.
    pub pieces: Vec<Piece>,
    pub total: String,
}

/// What one rule gave, as a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub rule: MeasureId,
    pub from: Share,
    pub length: Share,
}

/// One field or level, counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Cohort {
    pub name: String,
    /// What has become of those who were chosen.
    pub chosen: &'static str,
    pub values: Vec<Counted>,
    /// How many values are not shown, and what they come to together.
    pub more: Option<(usize, Steps)>,
}

/// Of one value: how many came how far.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    pub value: String,
    pub applied: Counts,
    pub eligible: Counts,
    pub selected: Counts,
    /// What balance rules ask for, and what is remarkable; may be blank.
    pub note: String,
}

/// How many people, which share that is of all who came so far, and how long the share is beside the longest of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub people: u32,
    /// Of how many.
    pub of: u32,
    pub share: Share,
    pub bar: Share,
}

/// How assessors rated: a strip each, and how far apart they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    pub field: String,
    pub assessors: Vec<Strip>,
    pub numbers: Listing,
    /// How far assessors agree, a sentence each; blank where one alone rates.
    pub agreement: Vec<String>,
    /// How many were rated alike, one apart, and so on; none with fewer than two assessors.
    pub apart: Option<Listing>,
}

/// Why one application came out as it did.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// From 1, in the order of ids.
    pub number: usize,
    pub id: String,
    pub outcome: String,
    /// Where it stands, as `file:row`.
    pub origin: String,
    pub sections: Vec<Section>,
}

/// What a report shows only where somebody asks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shows {
    pub personal: bool,
    pub firmness: bool,
}

/// The report of a run of which these files are written.
pub fn report(
    selection: &Selection<'_>,
    (is_final, on): (bool, Option<Date>),
    shows: Shows,
    written: &[Written],
) -> Report {
    let (people, explained) = everybody::People::new(selection, shows.personal);
    let groups = groups::Groups::new(selection);
    Report {
        title: selection.rules.programme.title.clone(),
        about: glance::about(selection, on),
        status: glance::status(selection, is_final),
        is_shortlisting: selection.rules.is_shortlisting(),
        is_personal: shows.personal,
        confidential: shows
            .personal
            .then(|| selection.rules.programme.confidential().to_owned()),
        funnel: glance::funnel(selection),
        beside: glance::beside(selection),
        seats: groups.seats(selection, &people),
        replaced: groups::replaced(selection, &people),
        empty: groups.empty(selection),
        open: open::open(selection, &people),
        balance: balance::rules(selection),
        groups: groups.told(selection, &people),
        parts: parts::parts(selection, &people),
        cohort: balance::cohort(selection),
        counted: whom(selection),
        spread: spread::spread(selection),
        firmness: if shows.firmness {
            firmness::sections(selection)
        } else {
            Vec::new()
        },
        everybody: everybody::listing(selection, &people),
        left_out: people.left_out(),
        explained,
        rules: sources::rules(selection),
        inputs: sources::inputs(selection),
        files: sources::files(written),
        digest: sources::audit(written),
    }
}

impl Counts {
    /// `12.5 %`.
    pub fn percent(self) -> String {
        share(self.people, self.of).unwrap_or_default()
    }
}

impl Listing {
    fn new(caption: impl Into<String>, headings: &[&str]) -> Self {
        Self {
            caption: caption.into(),
            headings: headings.iter().map(|name| (*name).to_owned()).collect(),
            rows: Vec::new(),
        }
    }
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn number(number: impl ToString + Copy) -> Self {
        Self::Number(number.to_string())
    }
}

/// The number of an application on the page, from 1.
fn number(application: ApplicationId) -> usize {
    application.position().saturating_add(1)
}
