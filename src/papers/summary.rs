//! What the terminal shows: what was read, how many got how far and why, the rosters, the close calls, where the files are.
//!
//! Application ids only; personal columns are for rosters and workbook. Everything makes sense without colour.

use crate::rank::{Standing, StandingId};
use std::fmt::Write as _;
use std::path::Path;

use comfy_table::{CellAlignment, Table, presets};

use super::lists::decisions;
use crate::answers::headings::{Layout, SheetRead};
use crate::base::counted::count;
use crate::base::finding::{Code, Finding, Place, Severity};
use crate::base::ids::{ApplicationId, at};
use crate::record::from_selection::{header, reasons};
use crate::record::manifest::{counts, pool};
use crate::rules::sources::fits;
use crate::rules::{FieldId, GroupId, Rules};
use crate::select::{Outcome, Selection, seed};
use crate::values::escape::visible;
use crate::values::{Answer, Reading, Value, Wrong};
use crate::words;

/// The whole page after a run.
pub fn selection(selection: &Selection<'_>, out: &Path, without_workbook: bool) -> String {
    let mut page = String::new();
    let rules = selection.rules;
    let _ = writeln!(page, "{}", visible(&rules.programme.title));
    heading(&mut page, "Read");
    for sheet in &selection.sheets {
        page.push_str(&read(rules, sheet));
    }
    read_as(&mut page, selection);
    people(&mut page, selection);
    reasons(&mut page, selection);
    rosters(&mut page, selection);
    close_calls(&mut page, selection);
    pointed_out(&mut page, selection);
    heading(&mut page, "The lot");
    let _ = writeln!(
        page,
        "  seed `{}`; pool {} ({} ranked)",
        visible(seed(rules)),
        pool(selection),
        selection.standings.len()
    );
    files(&mut page, selection, out, without_workbook);
    page
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
        "  {}: {}; {} rows{of}",
        visible(&sheet.source.to_string()),
        visible(&sheet.dialect),
        sheet.rows
    );
    if sheet.line_breaks {
        page.push_str(
            "    answers hold line breaks: row numbers count the lines of the file, as a text editor does; in a spreadsheet look for \
             the id\n",
        );
    }
    page.push_str(&mapping(rules, &sheet.layout));
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

fn mapping(rules: &Rules, layout: &Layout) -> String {
    let mut table = plain();
    for (field, readers) in rules.form.fields.iter().zip(&layout.columns) {
        let found: Vec<String> = readers
            .iter()
            .flatten()
            .map(|found| format!("{} `{}`", found.column, visible(found.heading.trim())))
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

fn people(page: &mut String, selection: &Selection<'_>) {
    let counts = counts(selection);
    let deadline = |answer: Answer| {
        selection
            .judgements
            .iter()
            .filter(|judgement| judgement.answer(0) == answer)
            .count()
    };
    let (late, unknown) = (deadline(Answer::NotMet), deadline(Answer::Unclear));
    let hopeful = selection.could_sit();
    heading(page, "Applications");
    let mut line = |number: usize, word: &str, note: String| {
        let _ = writeln!(page, "  {number:>6}  {word}{note}");
    };
    line(counts.received, "received", String::new());
    line(
        deadline(Answer::Met),
        "in time",
        format!(" ({late} late, {unknown} without a readable time)"),
    );
    let eligible = selection.standings.len();
    line(
        eligible,
        "eligible and ranked",
        format!(
            ": {} selected, {} in reserve, {} without a place",
            counts.selected, counts.reserve, counts.unplaced
        ),
    );
    let note = if counts.clarify > 0 {
        let waiting = match waiting(selection) {
            0 => String::new(),
            waiting => format!(
                "; {} for an answer about a column",
                count(waiting, "waits", "wait")
            ),
        };
        format!(": {hopeful} of them could win a seat, see clarify.csv{waiting}")
    } else {
        String::new()
    };
    line(counts.clarify, "unclear, to be asked", note);

    line(counts.ineligible, "ineligible", String::new());
    if counts.superseded > 0 {
        line(
            counts.superseded,
            "superseded by another application of the same person",
            String::new(),
        );
    }
    let decided = &selection.decided.done;
    if !selection.decided.files.is_empty() {
        let note = decisions::left_out(decided);
        line(decided.len(), "decided by people, see decisions.csv", note);
    }
    if eligible > 0 && selection.seats_are_open() {
        page.push_str("  the seats are not final: whoever has one may lose it to somebody who is still asked\n");
    }
}

/// How many applications to be asked about have an answer that waits for one about its whole column.
fn waiting(selection: &Selection<'_>) -> usize {
    let fields = || (0..selection.rules.form.fields.len()).map(FieldId);
    let waits = |application: ApplicationId| {
        fields().any(
            |field| match selection.applications.reading(application, field) {
                // Of two days the applicant is asked.
                Reading::Unreadable(problem) => {
                    problem.code().is_of_column() && problem.wrong != Wrong::TwoDays
                }
                Reading::Value(Value::Choices(choices)) => choices
                    .unread
                    .as_ref()
                    .is_some_and(|problem| problem.code().is_of_column()),
                _ => false,
            },
        )
    };
    let outcomes = selection.outcomes.each();
    outcomes
        .filter(|(application, outcome)| {
            matches!(outcome, Outcome::Clarify { .. }) && waits(*application)
        })
        .count()
}

fn reasons(page: &mut String, selection: &Selection<'_>) {
    let count = |criterion: usize, wanted: Answer, outcome: fn(&Outcome) -> bool| {
        let judged = selection.judgements.iter().zip(&selection.outcomes);
        judged
            .filter(|(judgement, out)| judgement.answer(criterion) == wanted && outcome(out))
            .count()
    };
    let criteria = selection.rules.criteria.iter().enumerate();
    let counted: Vec<(usize, usize, &str, &str)> = criteria
        .map(|(index, criterion)| {
            let not_met = count(index, Answer::NotMet, |outcome| {
                matches!(outcome, Outcome::Ineligible)
            });
            let unclear = count(index, Answer::Unclear, |outcome| {
                matches!(outcome, Outcome::Clarify { .. })
            });
            (
                not_met,
                unclear,
                criterion.id.as_str(),
                criterion.title.as_str(),
            )
        })
        .filter(|(not_met, unclear, ..)| *not_met > 0 || *unclear > 0)
        .collect();
    if counted.is_empty() {
        return;
    }
    heading(page, "Reasons (an application can have several)");
    let mut table = plain();
    table.set_header(["  not met", "unclear", "criterion", ""]);
    for (not_met, unclear, id, title) in counted {
        table.add_row([
            not_met.to_string(),
            unclear.to_string(),
            id.to_owned(),
            visible(title).into_owned(),
        ]);
    }
    right(&mut table, &[0, 1]);
    let _ = writeln!(page, "{}", table.trim_fmt());
}

fn right(table: &mut Table, columns: &[usize]) {
    for column in columns {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

fn rosters(page: &mut String, selection: &Selection<'_>) {
    let groups = selection.rules.places.groups.len();
    let placed = header::groups(selection);
    for (index, group) in placed.iter().enumerate() {
        let seat = (index < groups).then_some(GroupId(index));
        let reserves = with(
            selection,
            |outcome| matches!(outcome, Outcome::Reserve { group, .. } if Some(group) == seat),
        );
        let title = visible(&group.title).into_owned();
        heading(
            page,
            &format!(
                "{title}: {} of {} seats, {} in reserve",
                group.taken,
                group.seats,
                reserves.len()
            ),
        );
        let seated = with(
            selection,
            |outcome| matches!(outcome, Outcome::Selected { group, .. } if group == seat),
        );
        if seated.is_empty() {
            let _ = writeln!(page, "  nobody");
            continue;
        }
        let mut table = plain();
        table.set_header([
            "  place",
            "rank",
            "application",
            "total",
            "outcome",
            "told apart by",
        ]);
        for standing in seated.iter().chain(&reserves) {
            add_standing(&mut table, selection, *standing);
        }
        right(&mut table, &[0, 1, 3]);
        let _ = writeln!(page, "{}", table.trim_fmt());
        if group.taken < group.seats {
            let empty = group.seats.saturating_sub(group.taken);
            let _ = writeln!(page, "  {}", reasons::empty_seats(selection, seat, empty));
        }
    }
}

fn add_standing(table: &mut Table, selection: &Selection<'_>, id: StandingId) {
    let standing = &selection.standings[id];
    let outcome = match selection.outcome(standing.application) {
        Outcome::Reserve { place, .. } => format!("reserve {place}"),
        outcome => outcome.kind().word().to_owned(),
    };
    let same = |other: &Standing| other.rank == standing.rank;
    let shared = selection.standings.find(id.below()).is_some_and(same)
        || id
            .above()
            .is_some_and(|above| same(&selection.standings[above]));
    let by = standing.behind_by.map_or_else(String::new, |by| {
        words::behind_by(selection.rules, Some(by))
    });
    table.add_row([
        id.place().to_string(),
        format!("{}{}", standing.rank, if shared { "=" } else { "" }),
        visible(&selection.applications.id(standing.application)).into_owned(),
        standing.score.to_string(),
        outcome,
        by,
    ]);
}

/// Standings with an outcome, best first.
fn with(selection: &Selection<'_>, wanted: impl Fn(Outcome) -> bool) -> Vec<StandingId> {
    let standings = selection.standings.each();
    standings
        .filter(|(_, standing)| wanted(selection.outcome(standing.application)))
        .map(|(index, _)| index)
        .collect()
}

/// At each cut-off the last one in and the next one out, and what lies between them.
fn close_calls(page: &mut String, selection: &Selection<'_>) {
    let outcome = |id: StandingId| selection.outcome(selection.standings[id].application);
    let fits = |id: StandingId, group: GroupId| {
        let standing = &selection.standings[id];
        selection.judgements[standing.application]
            .groups
            .contains(group)
    };
    let next = |last: StandingId, wanted: &dyn Fn(StandingId, Outcome) -> bool| {
        let mut below = selection.standings.ids().skip(last.place());
        below.find(|id| wanted(*id, outcome(*id)))
    };
    let mut lines = Vec::new();
    for (index, group) in selection.rules.places.groups.iter().enumerate() {
        let Some(last) = at(&selection.filling.last, index).map(StandingId) else {
            continue;
        };
        let without = |index: StandingId, outcome: Outcome, seat: GroupId| {
            fits(index, seat) && !matches!(outcome, Outcome::Selected { group: Some(_), .. })
        };
        let next = next(last, &|at, outcome| without(at, outcome, GroupId(index)));
        lines.extend(next.map(|next| close_call(selection, &group.id, last, next)));
    }
    let open = with(selection, |outcome| {
        matches!(outcome, Outcome::Selected { group: None, .. })
    });
    if let Some(last) = open.last() {
        let next = next(*last, &|_, outcome| {
            !matches!(outcome, Outcome::Selected { .. })
        });
        lines.extend(next.map(|next| close_call(selection, "open places", *last, next)));
    }
    if !lines.is_empty() {
        heading(page, "Close calls");
        let _ = writeln!(page, "{}", lines.join("\n"));
    }
}

fn close_call(
    selection: &Selection<'_>,
    seats: &str,
    last: StandingId,
    next: StandingId,
) -> String {
    let (inside, outside) = (&selection.standings[last], &selection.standings[next]);
    let id =
        |application: ApplicationId| visible(&selection.applications.id(application)).into_owned();
    let apart = inside
        .score
        .decimal()
        .saturating_sub(outside.score.decimal())
        .normalize();
    let between = if apart.is_zero() {
        let decided = between(selection, last, next).unwrap_or_else(|| "the tie-breaks".to_owned());
        format!("equal totals, told apart by {decided}")
    } else {
        format!("{apart} between them")
    };
    let place = match selection.outcome(outside.application) {
        Outcome::Selected { .. } => " (in an open place)".to_owned(),
        Outcome::Reserve { group, place, .. } => {
            let group = at(&selection.rules.places.groups, group).id.as_str();
            format!(" (reserve {place} of {group})")
        }
        _ => String::new(),
    };
    let (last, next) = (id(inside.application), id(outside.application));
    format!(
        "  {seats}: last {last} with {}, next {next}{place} with {}: {between}",
        inside.score, outside.score
    )
}

/// What the rules want pointed out: the findings of what ranked applications share.
fn pointed_out(page: &mut String, selection: &Selection<'_>) {
    let shared = selection
        .findings
        .iter()
        .filter(|finding| finding.code == Code::Shared);
    let lines: Vec<String> = shared
        .map(|finding| format!("  {}", visible(&finding.message)))
        .collect();
    if !lines.is_empty() {
        heading(page, "Pointed out, as the rules ask");
        let _ = writeln!(page, "{}", lines.join("\n"));
    }
}

/// The first tie-break that told apart any two neighbours between two standings of equal total.
fn between(selection: &Selection<'_>, better: StandingId, worse: StandingId) -> Option<String> {
    let run = selection
        .standings
        .as_slice()
        .get(better.place()..=worse.0)?;
    let first = run.iter().filter_map(|standing| standing.behind_by).min()?;
    Some(words::behind_by(selection.rules, Some(first)))
}

fn files(page: &mut String, selection: &Selection<'_>, out: &Path, without_workbook: bool) {
    heading(page, "Files");
    let folder = out.display().to_string();
    let mut line = |file: &str, about: &str| {
        let _ = writeln!(page, "  {}  {about}", visible(&format!("{folder}/{file}")));
    };
    line("rosters/", "one list a group: selected, then reserve");
    if selection.filling.open > 0 {
        line("open.csv", "who got an open place");
    }
    line("unplaced.csv", "eligible and ranked, no seat in reach");
    line("clarify.csv", "what to ask, in which cell");
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
    if !selection.decided.files.is_empty() {
        line(
            "decisions.csv",
            "what people decided, and what the file had said",
        );
    }
    if !without_workbook {
        line("workbook.xlsx", "all of it for the panel");
    }
    line(
        "audit.jsonl",
        "why, for everyone: ask with `intake explain`",
    );
    line("manifest.json", "digests of what went in and came out");
}

/// Findings in words, one or two lines each; rules findings without their source line.
pub fn findings(findings: &[Finding]) -> String {
    let mut page = String::new();
    for finding in findings {
        let place = match &finding.place {
            Place::Input(origin) => origin.to_string(),
            Place::File(file) => file.clone(),
            Place::Rules(_) => "rules".to_owned(),
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
            visible(&place),
            visible(&finding.message)
        );
        if let Some(help) = &finding.help {
            let _ = writeln!(page, "  help: {}", visible(help));
        }
    }
    page
}
