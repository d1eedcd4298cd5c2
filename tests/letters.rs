//! Letters for everybody: which one somebody gets and what is in it, templates that officers edit, and the table for a mail merge.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod asked;
mod decided;
mod languages;
mod next;
mod ranked;
mod refused;
mod since;
mod templates;
mod turn;
mod whom;
mod written;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use intake::base::finding::Finding;
use intake::engine::letters::{Request, Written, letters};
use intake::engine::{File, Inputs, PastRun, Pile, select};
use intake::out::Issue;
use intake::table::Options;

use crate::bench::plain;

/// Two groups of one seat, and the scale of English: what these rules and those of `tests/cases/letters.rs` share, with [`essay`].
macro_rules! groups {
    () => {
        r#"[[groups]]
id = "water"
title = "Clean water"
size = 1
cites = ["c"]
test = { field = "theme", is = "water" }
[[groups]]
id = "forest"
title = "Old forests"
size = 1
cites = ["c"]
test = { field = "theme", is = "forest" }
[[scales.english]]
level = "B1"
[[scales.english]]
level = "B2"
"#
    };
}

/// Points for an essay that two assessors rate, and how the ranking begins.
macro_rules! essay {
    () => {
        r#"[[scoring]]
id = "essay"
title = "Essay"
cites = ["c"]
weight = 1
field = "essay"
rating = true
[ranking]
cites = ["c"]
"#
    };
}
pub(crate) use {essay, groups};

/// Two groups of one seat, two assessors whose names stand in the headings, applicants who write in three languages.
pub(crate) const RULES: &str = concat!(
    r#"
format = 1
[programme]
id = "letters"
title = "Course"
organiser = "The office"
place = "Vienna"
first_day = 2020-06-01
last_day = 2020-06-05
[call]
deadline = 2020-03-31
time_zone = "Europe/Vienna"
submitted = "submitted"
confirm_by = 2020-05-01
cites = ["c"]
[call.clauses]
c = "One clause for all."
region = "Applicants live in the region."
[places]
cap = 2
reserve = 1
cites = ["c"]
"#,
    crate::letters::groups!(),
    r#"[lists.region]
type = "country"
values = ["GE", "PL"]
[fields.application]
type = "id"
headings = ["ID"]
[fields.submitted]
type = "timestamp"
headings = ["Submitted"]
[fields.name]
type = "text"
headings = ["Name"]
personal = true
roster = true
[fields.mail]
type = "email"
headings = ["Mail"]
personal = true
[fields.language]
type = "choice"
headings = ["Write to me in"]
options = { english = [], french = ["français"], russian = ["русский"] }
[fields.theme]
type = "choice"
headings = ["What do you work on?"]
options = { water = ["Rivers"], forest = ["Woods"] }
[fields.english]
type = "scale"
scale = "english"
headings = ["How good is your English?"]
[fields.home]
type = "country"
headings = ["Where do you live?"]
[fields.essay]
type = "rating"
readers = [["Rated by Zora"], ["Rated by Yago"]]
combine = "mean"
min = 0
max = 10
[[duplicates]]
id = "one"
same = ["mail"]
names = []
stands = "latest"
cites = ["c"]
[[eligibility]]
id = "english"
title = "Good English"
cites = ["c"]
test = { field = "english", at_least = "B2" }
[[eligibility]]
id = "home"
title = "From the region"
cites = ["region"]
test = { field = "home", in = "region" }
"#,
    crate::letters::essay!(),
    r#"tie_breaks = [{ lot = "published-word" }]
[letters]
language_field = "language"
languages = { french = "fr", russian = "ru" }
name = ["name"]
email = "mail"
contact = "courses@example.org"
[letters.fr]
contact = "cours@example.org"
"#
);

pub(crate) const HEADINGS: &str = "ID,Submitted,Name,Mail,Write to me in,What do you work on?,How good is your English?,Where do you live?,Rated by Zora,Rated by Yago";

/// Everybody's row, and nobody is asked about anything.
pub(crate) const SURE: [&str; 8] = [
    "L-1,2020-03-01T08:00:00,Ana Adamova,ana@example.org,english,Rivers,B2,Georgia,9,9",
    "L-2,2020-03-01T08:00:00,Bora Brod,bora@example.org,français,Woods,B2,Georgia,8,8",
    "L-3,2020-03-01T08:00:00,Cveta Cajka,cveta@example.org,русский,Rivers,B2,Poland,7,7",
    "L-4,2020-03-01T08:00:00,Dina Drozd,dina@example.org,english,Rivers,B2,Poland,7,7",
    "L-5,2020-03-01T08:00:00,Emil Eder,emil@example.org,english,Rivers,B1,Brazil,6,6",
    "L-6,2020-03-01T08:00:00,Fina First,fina@example.org,english,Rivers,B2,Poland,1,1",
    "L-7,2020-03-02T08:00:00,Fina First,fina@example.org,english,Rivers,B1,Poland,1,1",
    "L-8,2020-03-01T08:00:00,Gia Gora,gia@example.org,english,Woods,B1,Poland,5,5",
];
pub(crate) const DECISIONS: &str = "application,decision,field,answer,who,when,why\n\
    L-1,confirmed,,water,Panel Petra,2020-04-20,by telephone\n\
    L-8,withdrawn,,,Panel Petra,2020-04-21,has another plan\n";

/// A run with the letters that come of it.
struct Desk {
    rules: String,
    headings: String,
    rows: Vec<String>,
    rulings: String,
    run: BTreeMap<String, Vec<u8>>,
}

/// What was made: words of errors, or files by name.
type Made = Result<(BTreeMap<String, Vec<u8>>, Written), Vec<Finding>>;

impl Desk {
    fn new(rules: &str, rows: &[&str], rulings: &str) -> Self {
        Self::headed("", rules, rows, rulings)
    }

    /// With more headings behind the usual ones.
    fn headed(more: &str, rules: &str, rows: &[&str], rulings: &str) -> Self {
        let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
        let mut desk = Self {
            rules: rules.to_owned(),
            headings: format!("{HEADINGS}{more}"),
            rows,
            rulings: rulings.to_owned(),
            run: BTreeMap::new(),
        };
        let inputs = Inputs {
            rules: File::new("rules.toml", desk.rules.as_bytes()),
            lists: Vec::new(),
            applications: vec![desk.applications()],
            ratings: Vec::new(),
            rulings: desk.decisions(),
            reading: Options::default(),
            issue: Issue {
                without_workbook: true,
                without_report: true,
                report_personal: false,
                report_firmness: false,
                is_final: false,
                on: None,
            },
            stage: None,
            stage_before: None,
        };
        let ended = select(&inputs, &mut desk.run);
        assert!(ended.is_done, "{:?}", ended.findings);
        desk
    }

    /// Of everybody, with decisions.
    fn sure() -> Self {
        Self::new(RULES, &SURE, DECISIONS)
    }

    fn applications(&self) -> File<'static> {
        File::new(
            "pile.csv",
            format!("{}\n{}\n", self.headings, self.rows.join("\n")),
        )
    }

    fn decisions(&self) -> Vec<File<'static>> {
        let given = !self.rulings.is_empty();
        let file = || File::new("decisions.csv", self.rulings.as_bytes());
        given.then(file).into_iter().collect()
    }

    fn made(&self, templates: Option<&[(&str, &str)]>, date: Option<&str>) -> Made {
        self.made_after(templates, date, None, false)
    }

    /// After the letters of another run.
    fn made_after(
        &self,
        templates: Option<&[(&str, &str)]>,
        date: Option<&str>,
        told: Option<&Self>,
        all: bool,
    ) -> Made {
        let own: Option<Vec<File<'_>>> = templates.map(|templates| {
            let file = |(name, text): &(&str, &str)| File::new(*name, text.as_bytes());
            templates.iter().map(file).collect()
        });
        let request = Request {
            personal: Pile {
                applications: &[self.applications()],
                ratings: &[],
                rulings: &self.decisions(),
                reading: &Options::default(),
                follows: None,
                stage_before: None,
            },
            templates: own.as_ref().map(|own| ("mine", own.as_slice())),
            date: date.map(|date| date.parse().unwrap()),
            told: told.map(|told| &told.run as &dyn PastRun),
            all,
        };
        let mut files = BTreeMap::new();
        letters(&self.run, &request, &mut files).map(|written| (files, written))
    }

    /// The letters with the program's own templates.
    fn letters(&self) -> BTreeMap<String, Vec<u8>> {
        self.made(None, Some("2020-04-22")).unwrap().0
    }

    fn letter(&self, id: &str) -> String {
        text(&self.letters(), &format!("letters/{id}.txt"))
    }

    /// What the templates are told, in words.
    fn refused(&self, templates: &[(&str, &str)]) -> String {
        let findings = self.made(Some(templates), None).unwrap_err();
        plain(&intake::papers::summary::findings(&findings))
    }
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

/// The paragraphs between salutation and closing.
fn body(letter: &str) -> String {
    let paragraphs: Vec<&str> = letter.trim_end().split("\n\n").collect();
    paragraphs[3..paragraphs.len() - 2].join("\n\n")
}

/// The rows of the table, headings first; every cell is a text.
pub(crate) fn table(files: &BTreeMap<String, Vec<u8>>) -> Vec<Vec<String>> {
    sheet(files, "mail merge")
}

fn sheet(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Vec<String>> {
    let bytes = Cursor::new(files["mail-merge.xlsx"].clone());
    let mut book: Xlsx<_> = Xlsx::new(bytes).unwrap();
    let formulas = book.worksheet_formula(name).unwrap();
    assert!(formulas.used_cells().next().is_none(), "{formulas:?}");
    let cell = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no text"),
    };
    let range = book.worksheet_range(name).unwrap();
    range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}
