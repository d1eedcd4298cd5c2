//! What a selection is made of: applications, what people decided about them, and how both are read.

use super::file::{File, sheets, wanted};

use super::refuses;
use crate::answers;
use crate::base::finding::{Code, Finding};
use crate::rules::Rules;
use crate::rulings::{self, Follows, Rulings};
use crate::select::{self, Selection};
use crate::table::{self, Options, Sheet};

/// The sheet that the program itself writes for rulings.
const FORM: &str = "clarify";

#[derive(Clone, Copy)]
pub struct Pile<'a> {
    pub applications: &'a [File<'a>],
    /// What people decided about single applications.
    pub rulings: &'a [File<'a>],
    /// How applications are read, beyond what the rules say of it.
    pub reading: &'a Options,
    /// The run whose seats stay.
    pub follows: Option<&'a Follows>,
}

impl Pile<'_> {
    /// The applications read as the first of these rules say, and what was noticed; no more is kept of them than these rules look at.
    pub fn sheets<const N: usize>(self, rules: [&Rules; N]) -> (Vec<Sheet>, Vec<Finding>) {
        let columns = |sheet: &Sheet| {
            let each = rules
                .iter()
                .map(|rules| answers::columns_of(&rules.form, sheet));
            // Where one of them does not find its columns, it is said what stands in others.
            each.collect::<Option<Vec<_>>>()
                .map(|all| all.into_iter().flatten().collect())
        };
        let over = rules.first().map(|rules| self.reading.over(rules));
        let options = over.as_ref().unwrap_or(self.reading);
        wanted(self.applications, options, &columns)
    }
}

/// Reads and selects; returns what was noticed while reading, too. `step` is told what is done.
///
/// # Errors
/// What refuses applications or rulings, with what was noticed of them.
pub fn decide<'a>(
    rules: &'a Rules,
    pile: Pile<'_>,
    step: &dyn Fn(&str),
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    step("reading");
    let (sheets, mut findings) = pile.sheets([rules]);
    // All of it is read and tried before anything is said to be wrong, so that everything is mended at once.
    let (mut rulings, more, wrong) = tried(pile.rulings, pile.reading);
    rulings.follows = pile.follows.cloned();
    findings.extend(more);
    if refuses(&findings) {
        return Err(findings.into_iter().chain(wrong).collect());
    }
    step("selecting");
    // A large pile is not held twice.
    let read = select::read(rules, &sheets);
    drop(sheets);
    match read.and_then(|read| select::select_read(rules, read, &rulings)) {
        Ok(selection) if wrong.is_empty() => Ok((selection, findings)),
        Ok(_) => Err(findings.into_iter().chain(wrong).collect()),
        // What was noticed while reading often says why.
        Err(refused) => Err(findings.into_iter().chain(wrong).chain(refused).collect()),
    }
}

/// Reads what people decided, and says what was noticed; no file, no rulings. What was typed of encoding and separator holds for
/// these files, too.
///
/// # Errors
/// What refuses them, with what was noticed.
pub fn read_rulings(
    files: &[File<'_>],
    reading: &Options,
) -> Result<(Rulings, Vec<Finding>), Vec<Finding>> {
    let (rulings, findings, wrong) = tried(files, reading);
    if wrong.is_empty() && !refuses(&findings) {
        Ok((rulings, findings))
    } else {
        Err(findings.into_iter().chain(wrong).collect())
    }
}

/// The rulings that can be read, what was noticed of the files, and what is wrong with the others.
fn tried(files: &[File<'_>], reading: &Options) -> (Rulings, Vec<Finding>, Vec<Finding>) {
    // Whatever a filter hides was decided all the same.
    let options = Options {
        tool: Some(table::Tool::PLAIN),
        hidden: Some(table::Hidden::Include),
        // A ruling that somebody crossed out may be taken back.
        struck: reading.struck,
        encoding: reading.encoding,
        delimiter: reading.delimiter,
        ..Options::default()
    };
    let (mut given, mut findings) = sheets(files, &options);
    if findings
        .iter()
        .any(|finding| finding.code == Code::WorkbookSheets)
    {
        // A colleague added a sheet of notes.
        (given, findings) = sheets(
            files,
            &Options {
                sheet: Some(FORM.to_owned()),
                ..options
            },
        );
    }
    // Nobody was asked whether hidden rows count.
    findings.retain(|finding| finding.code != Code::HiddenSettled);
    let (rulings, wrong) = if refuses(&findings) {
        Default::default()
    } else {
        rulings::load::load(&given)
    };
    (rulings, findings, wrong)
}
