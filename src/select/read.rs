//! The first step: from sheets to applications, after which the sheets are needed no more.

use crate::answers::headings::SheetRead;
use crate::answers::ratings::{self, Ratings};
use crate::answers::{self, Applications, same_id};
use crate::base::finding::Finding;
use crate::rules::Rules;
use crate::table::Sheet;

/// The sheets that a selection is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sheets<'a> {
    pub applications: &'a [Sheet],
    /// Of ratings in files of their own, in an order that does not hang on how they were given.
    pub ratings: &'a [Sheet],
}

/// Sheets of applications alone.
impl<'a> From<&'a [Sheet]> for Sheets<'a> {
    fn from(applications: &'a [Sheet]) -> Self {
        Self {
            applications,
            ratings: &[],
        }
    }
}

impl<'a, const N: usize> From<&'a [Sheet; N]> for Sheets<'a> {
    fn from(applications: &'a [Sheet; N]) -> Self {
        applications.as_slice().into()
    }
}

impl<'a> From<&'a Vec<Sheet>> for Sheets<'a> {
    fn from(applications: &'a Vec<Sheet>) -> Self {
        applications.as_slice().into()
    }
}

/// The applications in some sheets, which are needed no more, and how each was read.
pub struct SheetsRead {
    pub applications: Applications,
    pub sheets: Vec<SheetRead>,
    /// The ratings of files of their own, which are not joined with them yet.
    pub ratings: Ratings,
    /// How these files were read.
    pub rated: Vec<SheetRead>,
}

/// Reads the answers in sheets, and the ratings in others.
///
/// # Errors
/// A needed column is missing or doubled, or cannot be read.
pub fn read<'s>(rules: &Rules, sheets: impl Into<Sheets<'s>>) -> Result<SheetsRead, Vec<Finding>> {
    let sheets = sheets.into();
    let apart = answers::Ratings::of(&rules.form, sheets.ratings.len());
    let read = answers::read_beside(&rules.form, sheets.applications, apart);
    let (applications, layouts, ratings, rated) =
        match (read, ratings::read(&rules.form, sheets.ratings)) {
            (Ok((applications, layouts)), Ok((ratings, rated))) => {
                (applications, layouts, ratings, rated)
            }
            // Everything that is wrong is said at once.
            (answers, ratings) => {
                let wrong = answers.err().into_iter().chain(ratings.err());
                return Err(wrong.flatten().collect());
            }
        };
    let how = |sheets: &[Sheet], layouts| {
        let sheets = sheets.iter().zip::<Vec<_>>(layouts);
        sheets
            .map(|(sheet, layout)| SheetRead::new(sheet, layout))
            .collect()
    };
    Ok(SheetsRead {
        applications,
        sheets: how(sheets.applications, layouts),
        ratings,
        rated: how(sheets.ratings, rated),
    })
}

/// Joins ratings with their applications, and settles which rows of these stand twice; returns what was noticed.
///
/// # Errors
/// Ratings or applications that contradict each other, all of them at once.
pub fn join(
    rules: &Rules,
    ratings: Ratings,
    applications: &mut Applications,
) -> Result<Vec<Finding>, Vec<Finding>> {
    let joined = ratings.join(&rules.form, applications);
    match (same_id::settle(applications), joined) {
        (Ok(same), Ok(joined)) => Ok(same.into_iter().chain(joined).collect()),
        (same, joined) => {
            let wrong = same.err().into_iter().chain(joined.err());
            Err(wrong.flatten().collect())
        }
    }
}
