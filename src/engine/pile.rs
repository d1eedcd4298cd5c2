//! What a selection is made of: applications, what people decided about them, and how both are read.

use super::file::{File, sheets, wanted};
use super::rated;

use super::refuses;

use crate::answers::as_asked::{asked, title_as_asked};
use crate::answers::{self, Ratings};
use crate::base::finding::{Code, Finding, Location};
use crate::rules::Rules;
use crate::rulings::{self, Follows, Rulings, StageBefore};
use crate::select::{self, Selection, Sheets, SheetsRead};
use crate::table::{self, Options, Sheet};

/// The sheet that the program itself writes for rulings.
const FORM: &str = "clarify";

#[derive(Clone, Copy)]
pub struct Pile<'a> {
    pub applications: &'a [File<'a>],
    /// Ratings in files of their own; none where they stand beside the answers.
    pub ratings: &'a [File<'a>],
    /// What people decided about single applications.
    pub rulings: &'a [File<'a>],
    /// How applications are read, beyond what the rules say of it.
    pub reading: &'a Options,
    /// The run whose seats stay.
    pub follows: Option<&'a Follows>,
    /// What the run of the stage before told people.
    pub stage_before: Option<&'a StageBefore>,
}

impl Pile<'_> {
    /// The applications read as the first of these rules say, and what was noticed; no more is kept of them than these rules look at.
    pub fn sheets<const N: usize>(self, rules: [&Rules; N]) -> (Vec<Sheet>, Vec<Finding>) {
        let files = self.ratings.len();
        let columns = |sheet: &Sheet| {
            let each = rules.iter().map(|rules| {
                let ratings = Ratings::of(&rules.form, files);
                answers::columns_of(&rules.form, sheet, ratings)
            });
            // Where one of them does not find its columns, it is said what stands in others.
            each.collect::<Option<Vec<_>>>()
                .map(|all| all.into_iter().flatten().collect())
        };
        let over = rules.first().map(|rules| self.reading.over(rules));
        let options = over.as_ref().unwrap_or(self.reading);
        wanted(self.applications, options, &columns)
    }

    /// The applications with all their columns, read as these rules say, and what was noticed.
    pub(super) fn whole_sheets(self, rules: &Rules) -> (Vec<Sheet>, Vec<Finding>) {
        sheets(self.applications, &self.reading.over(rules))
    }

    /// The sheets of ratings, in the order of their names, so that nothing hangs on how they were given; and what was noticed.
    pub fn rated<const N: usize>(self, rules: [&Rules; N]) -> (Vec<Sheet>, Vec<Finding>) {
        if let Some(finding) = self.given_twice() {
            return (Vec::new(), vec![finding]);
        }
        // What the rules say of exports, and which of their sheets is wanted, is said of the applications.
        let options = Options {
            hidden: self.reading.hidden,
            struck: self.reading.struck,
            encoding: self.reading.encoding,
            delimiter: self.reading.delimiter,
            ..Options::default()
        };
        let (mut sheets, mut findings) = (Vec::new(), Vec::new());
        for file in self.ratings {
            let (mut read, mut about) = rated::read(file, &options, &rules);
            sheets.append(&mut read);
            findings.append(&mut about);
        }
        for finding in &mut findings {
            // What can be typed of applications holds for no file of ratings.
            let help = match finding.code {
                Code::WorkbookSheets => {
                    "keep the sheet with the ratings alone in the workbook, or save it as a file of its own"
                }
                Code::HeadingRow => "take out what stands above the headings of the file",
                Code::FileEmpty => {
                    "no ratings in it".clone_into(&mut finding.message);
                    "the first row holds the headings, every row under it the ratings of one application; where the assessor has not begun, \
                     leave the file out"
                }
                Code::Hidden => {
                    "does what they hold count? `--hidden include` reads them like all others, `--hidden exclude` leaves them out, so that \
                     these ratings are missing; or show them in Excel, save, and run again"
                }
                Code::Struck => {
                    "does what they hold count? `--struck include` reads them like all others, `--struck exclude` leaves them out, so that \
                     these ratings are missing; or take the strikes out in Excel, save, and run again"
                }
                _ => continue,
            };
            finding.help = finding.help.is_some().then(|| help.to_owned());
        }
        sheets
            .sort_by(|one, other| (&one.source, &one.digest).cmp(&(&other.source, &other.digest)));
        (sheets, findings)
    }

    /// Cells are known by the names of their files.
    fn given_twice(self) -> Option<Finding> {
        let is_given = |name: &str| self.applications.iter().any(|file| file.name() == name);
        let mut names = self.ratings.iter().map(File::name);
        let name = names.find(|name| is_given(name))?;
        let message =
            "the file is given as applications and as ratings, or two files have this name";
        let help = "ratings that stand beside the answers need no `--ratings`; of two files with one name rename the one with the \
                    ratings";
        let at = Location::File(name.to_owned());
        Some(Finding::new(Code::RatedNobody, at, message).help(help))
    }
}

/// Reads and selects, with what people decided changed. The rules get the titles that the form gives their fields.
pub(super) fn decided<'a>(
    rules: &'a mut Rules,
    pile: Pile<'_>,
    change: &dyn Fn(Rulings) -> Rulings,
    step: &dyn Fn(&str),
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    let given = Given::read(rules, pile, change, step)?;
    if let Ok(read) = &given.read {
        let sheets = read.sheets.iter();
        let asked: Vec<_> = sheets.map(|sheet| asked(&rules.form, sheet)).collect();
        title_as_asked(&mut rules.form, &asked.iter().collect::<Vec<_>>());
    }
    given.decided(rules)
}

/// The same; the rules keep the titles that they have.
pub(super) fn decided_as_is<'a>(
    rules: &'a Rules,
    pile: Pile<'_>,
    change: &dyn Fn(Rulings) -> Rulings,
    step: &dyn Fn(&str),
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    Given::read(rules, pile, change, step)?.decided(rules)
}

/// What a selection is made of, read.
struct Given {
    read: Result<SheetsRead, Vec<Finding>>,
    rulings: Rulings,
    findings: Vec<Finding>,
    /// What is wrong with what people decided.
    wrong: Vec<Finding>,
}

impl Given {
    fn read(
        rules: &Rules,
        pile: Pile<'_>,
        change: &dyn Fn(Rulings) -> Rulings,
        step: &dyn Fn(&str),
    ) -> Result<Self, Vec<Finding>> {
        step("reading");
        let (sheets, mut findings) = pile.sheets([rules]);
        let (rated, more) = pile.rated([rules]);
        findings.extend(more);
        // All of it is read and tried before anything is said to be wrong, so that everything is mended at once.
        let (rulings, more, wrong) = tried(pile.rulings, pile.reading);
        let mut rulings = change(rulings);
        rulings.follows = pile.follows.cloned();
        findings.extend(more);
        if refuses(&findings) {
            return Err(findings.into_iter().chain(wrong).collect());
        }
        step("selecting");
        let read = select::read(
            rules,
            Sheets {
                applications: &sheets,
                ratings: &rated,
            },
        );
        // A large pile is not held twice: the sheets end here.
        Ok(Self {
            read,
            rulings,
            findings,
            wrong,
        })
    }

    fn decided(self, rules: &Rules) -> Result<(Selection<'_>, Vec<Finding>), Vec<Finding>> {
        let Self {
            read,
            rulings,
            findings,
            wrong,
        } = self;
        match read.and_then(|read| select::select_read(rules, read, &rulings)) {
            Ok(selection) if wrong.is_empty() => Ok((selection, findings)),
            Ok(_) => Err(findings.into_iter().chain(wrong).collect()),
            // What was noticed while reading often says why.
            Err(refused) => Err(findings.into_iter().chain(wrong).chain(refused).collect()),
        }
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
    for finding in &mut findings {
        if finding.code == Code::FileEmpty {
            "no decisions in it".clone_into(&mut finding.message);
            let help = "the first row holds the headings, every row under it one decision; where nothing is decided yet, leave the file out";
            finding.help = Some(help.to_owned());
        }
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
