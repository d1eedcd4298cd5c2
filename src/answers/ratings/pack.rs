//! What a pack has beside ratings: the columns by which its reader says that they take no part, and a mark by which each row is known to
//! be of it, whatever the file is called and however its rows were sorted, split or put together.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::rated::RatedRowId;
use super::takes_part::{Part, part};
use crate::answers::blank::is_blank;
use crate::answers::heading::Found;
use crate::answers::headings::over;
use crate::answers::types::rating::abstain;
use crate::base::finding::{Code, Finding};
use crate::base::ids::{AssessorId, Per, ids};
use crate::base::origin::{Column, Origin, Row};
use crate::rules::Form;
use crate::rules::form::Headings;
use crate::rules::marks::is_shaped_like_one;
use crate::rules::packs::{Declines, MARK};
use crate::table::Sheet;
use crate::table::doubts::{Doubt, Doubts, Why};
use crate::values::spelling::{fold, quoted};

/// What a reader says beside a rating.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) declines: Declines,
    column: Column,
    /// Whether nobody knows what the cell says.
    pub(super) is_doubtful: bool,
}

/// Whether a doubt is about what the cell says; how a number is shown is none.
fn is_of_what_it_says(doubt: &Doubt) -> bool {
    !matches!(doubt.why, Why::ShownAs(_))
}

fn words(why: &Why) -> String {
    match why {
        Why::NoResult(_) => "a formula that was saved without its result".to_owned(),
        Why::Formula(_) | Why::OtherWorkbook(_) | Why::FormulaColumn(_) => "a formula".to_owned(),
        Why::Merged(area, _) => format!("a part of the merged cells {area}"),
        Why::Struck(_) => "something crossed out".to_owned(),
        Why::Error => "an error of the spreadsheet".to_owned(),
        Why::Control(_) | Why::ShownAs(_) => "a character that steers the screen".to_owned(),
    }
}

/// The columns of packs in a file of ratings.
#[derive(Debug, Default)]
pub(super) struct PackColumns {
    pub(super) mark: Option<Found>,
    pub(super) declines: Vec<(AssessorId, Declines, Found)>,
}

impl PackColumns {
    /// Finds them; none where the rules have no packs.
    pub(super) fn of(form: &Form, sheet: &Sheet, headings: &[Found]) -> (Self, Vec<Finding>) {
        let (mut columns, mut findings) = (Self::default(), Vec::new());
        if form.packs.is_none() {
            return (columns, findings);
        }
        let mut only = |name: String| {
            let names: Headings = vec![name.clone()].into();
            let hits = over(sheet, headings, names.compiled());
            if hits.len() > 1 {
                findings.push(twice(sheet, &name, &hits));
            }
            hits.first().map(|found| (*found).clone())
        };
        columns.mark = only(MARK.to_owned());
        for assessor in ids::<AssessorId>(form.readers()) {
            for one in Declines::ALL {
                let found = only(one.heading(assessor));
                columns
                    .declines
                    .extend(found.map(|found| (assessor, one, found)));
            }
        }
        (columns, findings)
    }

    /// Among columns that nothing is read from those that are headed almost as a pack's are: what is said in them would be overlooked. And
    /// those that a pack has lost.
    pub(super) fn nobodys<'f>(
        &self,
        form: &Form,
        sheet: &Sheet,
        unread: impl Iterator<Item = &'f Found>,
    ) -> Vec<Finding> {
        if form.packs.is_none() {
            return Vec::new();
        }
        let almost = |one: &&Found| {
            let heading = fold(&one.heading);
            let mut words = heading.split(|c: char| !c.is_alphanumeric());
            let first = words.find(|word| !word.is_empty()).unwrap_or_default();
            let declines = ["conflict", "abstain", "abstention"];
            let is_of = |word: &str| first.trim_end_matches('s') == word;
            declines.into_iter().any(is_of)
                || self.mark.is_none() && is_of(MARK) && words.all(str::is_empty)
                || self.mark.is_none() && holds_marks(sheet, one)
        };
        let others = unread.filter(almost).map(|one| {
            let message = format!("`{}` is not quite the heading of a column of a pack", one.heading);
            let help = "give it the heading back that the pack had, such as `conflict A1`, `abstain A1` or `pack`; a column of your own needs another name";
            finding(sheet, one, message, help)
        });
        let mut wrong: Vec<Finding> = others.collect();
        if !wrong.is_empty() {
            return wrong;
        }
        let Some(mark) = &self.mark else {
            // Only a pack has these columns: without marks nobody sees that its rows were moved against each other.
            let of_a_pack = self.declines.first().map(|(.., found)| {
                let message = format!(
                    "`{}` is a column of a pack, and the pack has lost its column `{MARK}`: whether its ratings stand beside their own applications cannot be seen",
                    found.heading
                );
                let help = "put the column back as it was; ratings that are no pack's stand in a file without `conflict` and `abstain`, too";
                finding(sheet, found, message, help)
            });
            wrong.extend(of_a_pack);
            return wrong;
        };
        for assessor in ids::<AssessorId>(form.readers()) {
            let has = |one: Declines| {
                let mut own = self.declines.iter();
                own.any(|(of, what, _)| (*of, *what) == (assessor, one))
            };
            let gone = Declines::ALL.into_iter().filter(|one| !has(*one));
            let gone: Vec<String> = gone
                .map(|one| format!("`{}`", one.heading(assessor)))
                .collect();
            let is_all = gone.len() == Declines::ALL.len();
            // A file that has those of another reader may be theirs alone; one that has nobody's says so once.
            let is_lost = match is_all {
                true => self.declines.is_empty() && assessor == AssessorId::FIRST,
                false => !gone.is_empty(),
            };
            if is_lost {
                let message = match is_all {
                    true => {
                        "the rows are of packs, and no column says who takes no part".to_owned()
                    }
                    false => format!("the pack has lost its column {}", gone.join(" and ")),
                };
                let help = "put the column back, blank where nobody said anything: it is where a reader says that they have a conflict of interest or abstain";
                wrong.push(finding(sheet, mark, message, help));
            }
        }
        wrong
    }

    /// All of them.
    pub(super) fn found(&self) -> impl Iterator<Item = &Found> {
        let declines = self.declines.iter().map(|(.., found)| found);
        self.mark.iter().chain(declines)
    }

    /// By row, what an assessor says instead of rating, and the column that says it: a conflict before an abstention. Of a cell that is
    /// doubtful nobody knows what it says, so that the ratings beside it do not count meanwhile.
    pub(super) fn said(&self, sheet: &Sheet, by: AssessorId) -> BTreeMap<RatedRowId, Said> {
        let mut said = BTreeMap::new();
        for (_, declines, found) in self.declines.iter().filter(|(of, ..)| *of == by) {
            let doubts = sheet.doubts.column(found.column);
            let mut row = 0;
            sheet.visit(0..sheet.len(), |at, cells| {
                let text = cells.get(found.id).trim();
                let is_doubted = Doubts::at(doubts, at).is_some_and(is_of_what_it_says);
                let said_here = part(text, &[]);
                let is_doubtful = is_number(text) || is_doubted || said_here == Part::Unclear;
                if is_doubtful || said_here != Part::Takes {
                    said.entry(RatedRowId(row)).or_insert_with(|| Said {
                        declines: *declines,
                        column: found.column,
                        is_doubtful,
                    });
                }
                row = row.saturating_add(1);
            });
        }
        said
    }

    /// That a cell in which a reader may say that they take no part cannot be taken as it is, once a column; and that such a column is hidden.
    pub(super) fn doubtful(&self, sheet: &Sheet) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (by, declines, found) in &self.declines {
            let heading = declines.heading(*by);
            if sheet.doubts.hidden.contains(&found.column) {
                let message = format!(
                    "the column {} `{heading}`, in which a reader says that they take no part, is hidden",
                    found.column
                );
                let at = Origin::cell(&sheet.source, sheet.heading_row, found.column);
                let help = "does what it holds count? `--hidden include` reads it; or show it in Excel, save, and run again";
                findings.push(Finding::new(Code::Hidden, at, message).help(help));
            }
            findings.extend(numbers(sheet, (*by, &heading), found));
            findings.extend(unclear(sheet, (*by, &heading), found));
            let doubts = sheet.doubts.column(found.column).iter();
            let mut doubts = doubts.filter(|doubt| is_of_what_it_says(doubt));
            let Some(first) = doubts.next() else { continue };
            let more = doubts.fold(first.cells().saturating_sub(1), |sum, doubt| {
                sum.saturating_add(doubt.cells())
            });
            let more = match more {
                0 => String::new(),
                more => format!("; so it is in {more} more of the column"),
            };
            let message = format!(
                "`{heading}`: {}, so that nobody knows whether {by} takes part; the ratings of the row do not count{more}",
                words(&first.why)
            );
            let at = Origin::cell(&sheet.source, first.first, found.column);
            let help = "ask the reader, write what they mean into the cell as plain text (`yes`, or nothing), save, and run again";
            findings.push(Finding::new(Code::ConflictUnclear, at, message).help(help));
        }
        findings
    }

    /// What stands in the column of marks, by row.
    pub(super) fn marks(&self, sheet: &Sheet) -> Option<Per<RatedRowId, String>> {
        let mark = self.mark.as_ref()?;
        let mut marks = Per::default();
        sheet.visit(0..sheet.len(), |_, cells| {
            marks.push(cells.get(mark.id).trim().to_owned());
        });
        Some(marks)
    }
}

/// Whether a rating may have been typed one column too far: no number says that somebody takes no part.
fn is_number(text: &str) -> bool {
    Decimal::from_str_exact(&text.trim().replace(',', ".")).is_ok()
}

/// That what stands where a reader says that they take no part can mean that they do, once a column. What was written stands in the help
/// alone, which is for whoever asks: it may be about anybody.
fn unclear(sheet: &Sheet, (by, heading): (AssessorId, &str), found: &Found) -> Option<Finding> {
    let doubts = sheet.doubts.column(found.column);
    let mut rows: Vec<(Row, String)> = Vec::new();
    sheet.visit(0..sheet.len(), |at, cells| {
        let text = cells.get(found.id).trim();
        let is_plain = !Doubts::at(doubts, at).is_some_and(is_of_what_it_says);
        if is_plain && !is_number(text) && part(text, &[]) == Part::Unclear {
            rows.push((at, quoted(text)));
        }
    });
    let (first, said) = rows.first()?;
    let more = match rows.len().saturating_sub(1) {
        0 => String::new(),
        more => format!("; so it is in {more} more of the column"),
    };
    let message = format!(
        "`{heading}`: words that may say either, so that nobody knows whether {by} takes part; the ratings of the row do not count{more}"
    );
    let at = Origin::cell(&sheet.source, *first, found.column);
    let help = format!("it says {said}: ask the reader, and write `yes` into the cell, or nothing");
    Some(Finding::new(Code::ConflictUnclear, at, message).help(help))
}

/// That numbers stand where a reader says that they take no part, once a column.
fn numbers(sheet: &Sheet, (by, heading): (AssessorId, &str), found: &Found) -> Option<Finding> {
    let doubts = sheet.doubts.column(found.column);
    let mut rows = Vec::new();
    sheet.visit(0..sheet.len(), |at, cells| {
        // What is doubtful besides is said of by itself.
        let is_plain = !Doubts::at(doubts, at).is_some_and(is_of_what_it_says);
        if is_plain && is_number(cells.get(found.id)) {
            rows.push(at);
        }
    });
    let first = rows.first()?;
    let more = match rows.len().saturating_sub(1) {
        0 => String::new(),
        more => format!("; so it is in {more} more of the column"),
    };
    let message = format!(
        "`{heading}`: a number, so that nobody knows whether {by} takes part or has rated in the wrong column; the ratings of the row do not count{more}"
    );
    let at = Origin::cell(&sheet.source, *first, found.column);
    let help =
        "ask the reader: a rating belongs into its own column, and here stands `yes`, or nothing";
    Some(Finding::new(Code::ConflictUnclear, at, message).help(help))
}

/// Whether the marks of a pack stand in a column, whatever it is called.
fn holds_marks(sheet: &Sheet, column: &Found) -> bool {
    let mut holds = false;
    sheet.visit(0..sheet.len(), |_, cells| {
        holds |= is_shaped_like_one(cells.get(column.id));
    });
    holds
}

fn finding(sheet: &Sheet, at: &Found, message: String, help: &str) -> Finding {
    let location = Origin::cell(&sheet.source, sheet.heading_row, at.column);
    Finding::new(Code::PackColumn, location, message).help(help)
}

fn twice(sheet: &Sheet, name: &str, hits: &[&Found]) -> Finding {
    let columns: Vec<String> = hits.iter().map(|hit| hit.column.to_string()).collect();
    let message = format!(
        "the columns {} are both headed `{name}`",
        columns.join(" and ")
    );
    let location = Origin::row(&sheet.source, sheet.heading_row);
    Finding::new(Code::HeadingTwice, location, message).help("keep one of them in the file")
}

/// That somebody rated an application in which they take no part.
pub(super) fn rated_all_the_same(
    sheet: &Sheet,
    (found, row): (&Found, Row),
    (by, said): (AssessorId, &Said),
) -> Finding {
    let what = match said.declines {
        Declines::Conflict => "has a conflict of interest",
        Declines::Abstain => "abstains",
    };
    let message = format!(
        "{by} says in column {} that they take no part, because {by} {what}, and has rated here; the rating does not count",
        said.column
    );
    let help = "ask which of the two was meant: leave the rating blank, or the cell beside it";
    Finding::new(
        Code::ConflictRated,
        Origin::cell(&sheet.source, row, found.column),
        message,
    )
    .help(help)
}

/// Whether a cell holds something that could be a rating, whatever stands beside it.
pub(super) fn is_rated(text: &str, own: &[String]) -> bool {
    !is_blank(text) && !abstain::says(text, own)
}
