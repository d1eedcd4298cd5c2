//! What the terminal shows: what was read, how many got how far and why, the rosters, the close calls, where the files are.
//!
//! Application ids only; personal columns are for rosters and workbook. Everything makes sense without colour.

mod assessors;
mod people;
mod rosters;

use std::fmt::Write as _;
use std::path::Path;

use comfy_table::{CellAlignment, Table, presets};

use self::assessors::assessors;
use self::people::{people, reasons};
use self::rosters::{close_calls, pointed_out, rosters};
use crate::answers::heading::Found;
use crate::answers::headings::{Layout, SheetRead};
use crate::base::counted::count;
use crate::base::finding::{Code, Finding, Location, Severity};
use crate::base::ids::{AssessorId, Per};
use crate::papers::{balance, cohort, lists, titles};
use crate::rank::StandingId;
use crate::record::manifest::pool;
use crate::record::numbered::{ratings, whose};
use crate::record::{self, audit, cohort::cohorts, proofs};
use crate::rules::sources::fits;
use crate::rules::{Most, Rules};
use crate::select::{Outcome, Selection, seed};
use crate::values::SeatIn;
use crate::values::escape::visible;

/// The whole page after a run.
/// `left_out` says whether the workbooks are, and whether the report is.
pub fn selection(selection: &Selection<'_>, out: &Path, left_out: (bool, bool)) -> String {
    let mut page = String::new();
    let rules = selection.rules;
    let _ = writeln!(page, "{}", visible(&rules.programme.title));
    if let Some(stage) = rules.stage() {
        let _ = writeln!(page, "the stage {}", visible(&stage.title));
    }
    heading(&mut page, "Read");
    for sheet in &selection.sheets {
        page.push_str(&read(rules, sheet));
    }
    for (number, sheet) in (1..).zip(&selection.ratings) {
        page.push_str(&ratings_read(rules, number, sheet));
    }
    read_as(&mut page, selection);
    people(&mut page, selection);
    reasons(&mut page, selection);
    assessors(&mut page, selection);
    replacements(&mut page, selection);
    rosters(&mut page, selection);
    close_calls(&mut page, selection);
    pointed_out(&mut page, selection);
    if let Some(balance) = record::balance::balance(selection) {
        heading(&mut page, "Balance");
        page.push_str(&balance::table(selection.rules, &balance));
    }
    let cohorts = cohorts(selection);
    if !cohorts.is_empty() {
        heading(&mut page, "The cohort");
        page.push_str(&cohort::table(selection.rules, &cohorts));
        if let Some(whom) = cohort::whom(selection) {
            let _ = writeln!(page, "  {whom}");
        }
    }
    heading(&mut page, "The lot");
    let _ = writeln!(
        page,
        "  seed `{}`; pool {} ({} ranked)",
        visible(seed(rules)),
        pool(selection),
        selection.standings.len()
    );
    files(&mut page, selection, out, left_out);
    page
}

/// What changed since the run before.
fn replacements(page: &mut String, selection: &Selection<'_>) {
    let Some(all) = lists::replacements::replacements(selection) else {
        return;
    };
    heading(page, "Since the run before");
    for allowed in lists::replacements::allowed(selection) {
        let _ = writeln!(page, "  {}", visible(&allowed.words()));
    }
    if all.is_empty() {
        page.push_str("  nobody gives a seat back, comes in or moves\n");
    }
    let word = |seat: &Option<SeatIn<'_>>| {
        let title = seat
            .as_ref()
            .map(|seat| titles::seat(selection.rules, seat).title);
        visible(&title.unwrap_or_default()).into_owned()
    };
    for one in &all {
        let id = selection.applications.id(one.application);
        let id = visible(&id);
        let (from, to) = (word(&one.from), word(&one.to));
        let _ = match (&one.from, &one.to) {
            (Some(_), None) => writeln!(page, "  {id} gives a seat in {from} back"),
            (None, _) => writeln!(page, "  {id} comes in: a seat in {to}"),
            (Some(_), Some(_)) => {
                writeln!(page, "  {id} moves from {from} to {to}, which makes room")
            }
        };
    }
}

fn heading(page: &mut String, text: &str) {
    let _ = writeln!(page, "\n\u{1b}[1m{text}\u{1b}[0m");
}

/// How a sheet was read: dialect, which column serves which field, and which serves none.
pub fn read(rules: &Rules, sheet: &SheetRead) -> String {
    let mut page = String::new();
    let mut of = rules
        .form
        .sources
        .iter()
        .filter(|source| fits(&source.files, &sheet.source.file));
    let of = of
        .next()
        .map(|source| format!("; source {}", source.id))
        .unwrap_or_default();
    let _ = writeln!(
        page,
        "  {}: {}; {}{of}",
        visible(&sheet.source.to_string()),
        visible(&sheet.dialect),
        count(sheet.rows, "row", "rows")
    );
    if sheet.line_breaks {
        page.push_str(
            "    answers hold line breaks: row numbers count the lines of the file, as a text editor does; in a spreadsheet look for \
             the id\n",
        );
    }
    page.push_str(&mapping(rules, &sheet.layout, &|_| true));
    page
}

/// How a file of ratings was read: whose ratings stand in which column.
pub fn ratings_read(rules: &Rules, number: usize, sheet: &SheetRead) -> String {
    let mut page = String::new();
    // A pack says itself whose it is, whatever the file is called.
    let by = whose(rules, sheet);
    let of = match by.first() {
        Some(one) if by.len() == 1 => format!(", of {one}"),
        _ => String::new(),
    };
    let _ = writeln!(
        page,
        "  {}: {}{of}; {}; {}",
        visible(&sheet.source.to_string()),
        ratings(number),
        visible(&sheet.dialect),
        count(sheet.rows, "row", "rows")
    );
    let is_there = |readers: &Columns| readers.iter().any(Option::is_some);
    page.push_str(&mapping(rules, &sheet.layout, &is_there));
    page
}

/// How many columns hold answers that were read as something they do not literally say.
fn read_as(page: &mut String, selection: &Selection<'_>) {
    let columns = selection
        .findings
        .iter()
        .filter(|finding| finding.code == Code::ReadAs)
        .count();
    if columns > 0 {
        let columns = count(columns, "column has", "columns have");
        let _ = writeln!(
            page,
            "  {columns} answers in other words or digits; how each was read: manifest.json, `read-as`"
        );
    }
}

/// The columns of one field.
type Columns = Per<AssessorId, Option<Found>>;

/// Which column serves which field; of a rating that several assessors give, whose each is.
fn mapping(rules: &Rules, layout: &Layout, wanted: &dyn Fn(&Columns) -> bool) -> String {
    let mut table = plain();
    for (field, assessors) in rules.form.fields.iter().zip(&layout.columns) {
        if !wanted(assessors) {
            continue;
        }
        let missing = assessors.iter().any(Option::is_none);
        let is_told = field.kind.is_rating() && missing && assessors.len() > 1;
        let found: Vec<String> = assessors
            .each()
            .filter_map(|(assessor, found)| {
                let found = found.as_ref()?;
                let heading = visible(found.heading.trim());
                let whose = if is_told {
                    format!("{assessor} ")
                } else {
                    String::new()
                };
                Some(format!("{whose}{} `{heading}`", found.column))
            })
            .collect();
        let found = if found.is_empty() {
            "no column".to_owned()
        } else {
            found.join(", ")
        };
        table.add_row([format!("    {}", field.name), found]);
    }
    let unused: Vec<String> = layout
        .unused
        .iter()
        .map(|(column, heading)| format!("{column} `{}`", visible(heading.trim())))
        .collect();
    if !unused.is_empty() {
        table.add_row(["    (not used)".to_owned(), unused.join(", ")]);
    }
    format!("{}\n", table.trim_fmt())
}

fn plain() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}

fn right(table: &mut Table, columns: &[usize]) {
    for column in columns {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// Standings with an outcome, best first.
fn with(selection: &Selection<'_>, wanted: impl Fn(Outcome) -> bool) -> Vec<StandingId> {
    let standings = selection.standings.each();
    standings
        .filter(|(_, standing)| wanted(selection.outcome(standing.application)))
        .map(|(index, _)| index)
        .collect()
}

fn files(
    page: &mut String,
    selection: &Selection<'_>,
    out: &Path,
    (without_workbook, without_report): (bool, bool),
) {
    heading(page, "Files");
    let folder = out.display().to_string();
    let mut line = |file: &str, about: &str| {
        let _ = writeln!(page, "  {}  {about}", visible(&format!("{folder}/{file}")));
    };
    let shortlist = selection.rules.stage().and_then(|stage| stage.shortlist);
    match shortlist.map(|shortlist| shortlist.most) {
        None => line("rosters/", "one list a group: selected, then reserve"),
        Some(Most::PerGroup(_)) => {
            line(
                "shortlist/",
                "one list a group: who goes on to the next stage",
            );
        }
        Some(Most::InAll(_)) => line("shortlist.csv", "who goes on to the next stage"),
    }
    if shortlist.is_none() && selection.filling.open > 0 {
        line("open.csv", "who got an open place");
    }
    if shortlist.is_none() {
        line("unplaced.csv", "eligible and ranked, no seat in reach");
    }
    if selection.rules.at.is_some() {
        line(
            "not-shortlisted.csv",
            "eligible, and kept from going on by a stage: which, and why",
        );
    }
    line("clarify.csv", "what to ask, in which cell");
    if lists::assessors::are_told(selection) {
        line(
            "assessors.csv",
            "what each assessor has given, and what is awaited",
        );
    }
    let asked = selection
        .outcomes
        .iter()
        .any(|outcome| matches!(outcome, Outcome::Clarify { .. }));
    if asked && !without_workbook {
        line(
            "clarify.xlsx",
            "the same to fill in: give it back with --decisions",
        );
    }
    line(
        "ineligible.csv",
        "every failed criterion, the value found and the clause",
    );
    line(
        "superseded.csv",
        "applications for which another of the same person stands",
    );
    let gone = |outcome: &Outcome| matches!(outcome, Outcome::DroppedOut);
    if selection.outcomes.iter().any(gone) {
        line("dropped-out.csv", "who no longer takes part, and how");
    }
    if !selection.rulings.files.is_empty() {
        line(
            "decisions.csv",
            "what people decided, and what the file had said",
        );
    }
    if !without_workbook {
        line("workbook.xlsx", "all of it for the panel");
    }
    if !without_report {
        line(
            "report.html",
            "the story of the run on one page, for a browser",
        );
    }
    line(audit::FILE, "why, for everyone: ask with `intake explain`");
    if selection.balancing.is_some() {
        line(
            proofs::FILE,
            "that no better selection keeps the rules: `intake verify` checks it",
        );
    }
    line("manifest.json", "digests of what went in and came out");
}

/// Findings in words, one or two lines each; rules findings without their source line.
pub fn findings(findings: &[Finding]) -> String {
    let mut page = String::new();
    for finding in findings {
        let location = match &finding.location {
            Location::Input(origin) => origin.to_string(),
            Location::File(file) => file.clone(),
            Location::Rules(_) => "rules".to_owned(),
        };
        let severity = finding.severity();
        let colour = match severity {
            Severity::Error => "\u{1b}[1;31m",
            Severity::Warning | Severity::Question => "\u{1b}[1;33m",
            Severity::Note => "\u{1b}[1m",
        };
        let _ = writeln!(
            page,
            "{colour}{severity}[{}]\u{1b}[0m {}: {}",
            finding.code,
            visible(&location),
            visible(&finding.message)
        );
        if let Some(help) = &finding.help {
            let _ = writeln!(page, "  help: {}", visible(help));
        }
    }
    page
}
