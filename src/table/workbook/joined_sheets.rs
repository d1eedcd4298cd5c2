//! One table on several sheets, side by side: EUSurvey goes on on `Content1` after 254 columns. A row of one belongs to the row
//! with the same number of the other, unless somebody sorted only one of them; then answers would go to somebody else.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::book::Listed;
use super::fault::{Fault, Refusal};
use super::grid::{Builder, Grid};
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::{Column, Origin, Row, Source};
use crate::table::HeadingId;
use crate::table::doubts::Doubts;
use crate::table::sheet::{Body, Heading, Sheet};
use crate::values::spelling::fold_words;

/// The column that tells responses apart.
const ID: &str = "contribution id";

/// Whether these sheets are called as EUSurvey calls the parts of one table: `Content`, `Content1`, `Content2`.
pub(super) fn are_parts(sheets: &[Listed]) -> bool {
    let name = |number: usize| {
        if number == 0 {
            "Content".to_owned()
        } else {
            format!("Content{number}")
        }
    };
    sheets
        .iter()
        .enumerate()
        .all(|(number, sheet)| sheet.name == name(number))
}

/// Puts tables side by side, with a note on how their columns are lettered. `asked`: somebody said that they are one table.
///
/// # Errors
/// A finding where their rows cannot be known to belong together.
pub(super) fn beside(
    first: Sheet,
    others: Vec<Sheet>,
    asked: bool,
) -> Result<(Sheet, Vec<Finding>), Finding> {
    let parts: Vec<Sheet> = std::iter::once(first).chain(others).collect();
    let name = |part: &Sheet| part.source.sheet.clone().unwrap_or_default();
    let names: Vec<String> = parts.iter().map(name).collect();
    let Some(source) = parts.first().map(|first| &first.source) else {
        return Err(Finding::new(
            Code::WorkbookSheets,
            Location::File(String::new()),
            "no sheet",
        ));
    };
    let source = Arc::new(Source {
        file: source.file.clone(),
        sheet: Some(names.join("+")),
    });
    belong(&parts, &names, &source, asked)?;
    let (mut headings, mut offsets, mut width) = (Vec::new(), Vec::new(), 0_u32);
    for (number, part) in parts.iter().enumerate() {
        offsets.push(width);
        // Headings stand one a column, whether or not a table begins in column A.
        headings.resize(width as usize, String::new());
        for heading in &part.headings {
            headings.resize(
                (width.saturating_add(heading.column.0) as usize).saturating_sub(1),
                String::new(),
            );
            headings.push(if is_repeated(number, &parts, heading) {
                String::new()
            } else {
                heading.text.clone()
            });
        }
        width = part
            .headings
            .as_slice()
            .last()
            .map_or(width, |last| width.saturating_add(last.column.0));
    }
    let grid = together(&parts, &offsets).map_err(|refusal| too_large(&source, refusal))?;
    let note = lettered(&names, &offsets, &source);
    let mut parts = parts.into_iter();
    let (Some(first), Some(grid)) = (parts.next(), grid) else {
        return Err(crate::table::common::empty(&source));
    };
    let dialect = first.dialect.replace(
        &format!("sheet {}", names.first().map_or("", String::as_str)),
        &format!("sheets {}", names.join("+")),
    );
    let doubts = std::iter::once(first.doubts)
        .chain(parts.map(|part| part.doubts))
        .zip(offsets);
    let headings = headings
        .into_iter()
        .zip(1..)
        .map(|(text, column)| Heading {
            text,
            column: Column(column),
            also: Vec::new(),
        })
        .collect();
    let body = Body::Grid(grid);
    let sheet = Sheet {
        source,
        dialect,
        headings,
        body,
        doubts: Doubts::beside(doubts),
        ..first
    };
    Ok((sheet, vec![note]))
}

/// Whether a part repeats the ids of the first, so that they would stand in the table twice.
fn is_repeated(part: usize, parts: &[Sheet], heading: &Heading) -> bool {
    part > 0
        && fold_words(&heading.text) == ID
        && parts.iter().take(part).any(|part| id(Some(part)).is_some())
}

/// The rows of all parts, each part's cells after those of the part before it. A row that shows something in one part only is
/// one of the table nevertheless.
fn together(parts: &[Sheet], offsets: &[u32]) -> Result<Option<Grid>, Refusal> {
    let mut builder = Builder::default();
    let mut rows = BTreeSet::new();
    parts
        .iter()
        .for_each(|part| part.visit(0..part.len(), |row, _| _ = rows.insert(row)));
    let mut next = vec![0_usize; parts.len()];
    let kept = |(number, part): (usize, &Sheet)| -> Vec<bool> {
        part.headings
            .iter()
            .map(|heading| !is_repeated(number, parts, heading))
            .collect()
    };
    let kept: Vec<Vec<bool>> = parts.iter().enumerate().map(kept).collect();
    for row in rows {
        for ((part, kept), (next, before)) in
            parts.iter().zip(&kept).zip(next.iter_mut().zip(offsets))
        {
            let mut put = Ok(());
            let mut here = false;
            part.visit(*next..next.saturating_add(1), |at, cells| {
                here = at == row;
                for ((id, heading), kept) in part.headings.each().zip(kept).filter(|_| here) {
                    if put.is_ok() && *kept {
                        put = builder.put(
                            (row.0, before.saturating_add(heading.column.0)),
                            cells.get(id),
                        );
                    }
                }
            });
            put?;
            *next = next.saturating_add(usize::from(here));
        }
    }
    Ok(builder
        .finish()
        .map(|(grid, _)| grid.without_headings(0, 0)))
}

fn id(part: Option<&Sheet>) -> Option<HeadingId> {
    part?
        .headings
        .position(|heading| fold_words(&heading.text) == ID)
}

/// Whether the rows belong together: the headings stand in one row, and every sheet has the same ids, unless somebody said so.
fn belong(
    parts: &[Sheet],
    names: &[String],
    source: &Arc<Source>,
    asked: bool,
) -> Result<(), Finding> {
    let refuse = |location: Origin, message: String, help: String| {
        Err(Finding::new(Code::WorkbookSheets, location, message).help(help))
    };
    let said = names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(" and ");
    let rows: BTreeSet<Row> = parts.iter().map(|part| part.heading_row).collect();
    if rows.len() > 1 {
        let help = "export the answers anew, or name one sheet with `--sheet`".to_owned();
        return refuse(
            Origin::source(source),
            format!("the headings stand in different rows of {said}"),
            help,
        );
    }
    let ids: Vec<(&Sheet, Vec<(Row, String)>)> = parts
        .iter()
        .filter_map(|part| {
            let at = id(Some(part))?;
            let mut ids = Vec::new();
            part.visit(0..part.len(), |row, cells| {
                ids.push((row, cells.get(at).trim().to_owned()));
            });
            Some((part, ids))
        })
        .collect();
    if let Some(((_, known), others)) = ids.split_first() {
        for (part, ids) in others {
            let differs = known
                .iter()
                .zip(ids)
                .find(|(left, right)| left != right)
                .map(|(_, right)| right.0);
            let differs = differs.or_else(|| {
                (known.len() != ids.len())
                    .then(|| known.len().min(ids.len()))
                    .and_then(|at| ids.get(at).or_else(|| known.get(at)).map(|(row, _)| *row))
            });
            if let Some(row) = differs {
                let message =
                    format!("{said} are one table, and here they have different Contribution Ids");
                let help = "somebody sorted or changed one of the sheets: export the answers anew"
                    .to_owned();
                return refuse(Origin::row(&part.source, row), message, help);
            }
        }
    }
    if ids.len() == parts.len() || asked {
        return Ok(());
    }
    let message = format!(
        "the answers stand on {said}, and not all of them have the Contribution Ids, so nothing shows that their rows belong together"
    );
    let help = format!(
        "if nobody sorted or changed a sheet since the export, say `--sheet {}`, or write it as `sheet` under `[export]` in the \
         rules; or export fewer than 254 columns",
        names.join("+")
    );
    refuse(Origin::source(source), message, help)
}

/// How the columns are lettered.
fn lettered(names: &[String], offsets: &[u32], source: &Arc<Source>) -> Finding {
    let each: Vec<String> = names
        .iter()
        .zip(offsets)
        .skip(1)
        .map(|(name, before)| {
            format!(
                "column A of `{name}` is {} here",
                Column(before.saturating_add(1))
            )
        })
        .collect();
    let message = format!(
        "several sheets are read as one table, row by row: {}",
        each.join(", ")
    );
    Finding::new(Code::SheetsJoined, Origin::source(source), message)
}

fn too_large(source: &Arc<Source>, refusal: Refusal) -> Finding {
    super::refusal::refusal(source, Fault::Grid(refusal))
}
