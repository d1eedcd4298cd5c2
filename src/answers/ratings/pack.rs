//! What a pack has beside ratings: the columns by which its reader says that they take no part, and a mark by which each row is known to
//! be of it, whatever the file is called and however its rows were sorted, split or put together.

use std::collections::BTreeMap;

use super::rated::RatedRowId;
use crate::answers::blank::is_blank;
use crate::answers::heading::Found;
use crate::answers::headings::over;
use crate::answers::types::rating::abstain;
use crate::base::finding::{Code, Finding};
use crate::base::ids::{AssessorId, Per, ids};
use crate::base::origin::{Origin, Row};
use crate::rules::Form;
use crate::rules::form::Headings;
use crate::rules::packs::{Declines, MARK};
use crate::table::Sheet;
use crate::values::spelling::fold;

/// Words by which somebody says beside a rating that they take part after all.
const TAKES_PART: [&str; 4] = ["no", "non", "нет", "false"];

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

    /// All of them.
    pub(super) fn found(&self) -> impl Iterator<Item = &Found> {
        let declines = self.declines.iter().map(|(.., found)| found);
        self.mark.iter().chain(declines)
    }

    /// By row, what an assessor says instead of rating, and the column that says it: a conflict before an abstention.
    pub(super) fn said(
        &self,
        sheet: &Sheet,
        by: AssessorId,
    ) -> BTreeMap<RatedRowId, (Declines, Found)> {
        let mut said = BTreeMap::new();
        for (_, one, found) in self.declines.iter().filter(|(of, ..)| *of == by) {
            let mut row = 0;
            sheet.visit(0..sheet.len(), |_, cells| {
                let text = cells.get(found.id).trim();
                let takes_part = is_blank(text) || TAKES_PART.contains(&fold(text).as_str());
                if !takes_part {
                    said.entry(RatedRowId(row))
                        .or_insert_with(|| (*one, found.clone()));
                }
                row = row.saturating_add(1);
            });
        }
        said
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
    (by, declines, said): (AssessorId, Declines, &Found),
) -> Finding {
    let what = match declines {
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
