//! What a selection is made of: applications, what people decided about them, and how both are read.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::file::{File, sheets, wanted};

use super::refuses;
use crate::answers::{self, Ratings, ratings};
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::Row;
use crate::rules::Rules;
use crate::rules::packs::TAB;
use crate::rulings::{self, Follows, Ruling, Rulings, ShortlistNow, StageBefore};
use crate::select::{self, Selection, Sheets};
use crate::table::{self, Options, Sheet};
use crate::words::outcomes::seats_of;

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
        let columns = |sheet: &Sheet| {
            let each = rules
                .iter()
                .map(|rules| ratings::columns_of(&rules.form, sheet));
            each.collect::<Option<Vec<_>>>()
                .map(|all| all.into_iter().flatten().collect())
        };
        let (mut sheets, mut findings) = (Vec::new(), Vec::new());
        for file in self.ratings {
            let file = std::slice::from_ref(file);
            let (mut read, mut about) = wanted(file, &options, &columns);
            let mut options = options.clone();
            let is_undecided = |finding: &Finding| finding.code == Code::WorkbookSheets;
            if about.iter().any(is_undecided) {
                // A pack has what is read beside what is filled in.
                options.sheet = Some(TAB.to_owned());
                let (again, more) = wanted(file, &options, &columns);
                match again.first().is_some_and(|sheet| columns(sheet).is_some()) {
                    true => (read, about) = (again, more),
                    false => options.sheet = None,
                }
            }
            let below = |sheet: &Sheet| {
                let mut rows = rules.iter();
                rows.find_map(|rules| ratings::heading_row(&rules.form, sheet))
            };
            // Titles stand above: that the headings are below is seen by what they say.
            let row = read.first().map_or_else(|| supposed(&about), below);
            if let Some(Row(row)) = row {
                let options = Options {
                    header_row: Some(row),
                    ..options.clone()
                };
                let (again, more) = wanted(file, &options, &columns);
                if again.first().is_some_and(|sheet| columns(sheet).is_some()) {
                    (read, about) = (again, more);
                }
            }
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

/// The row in which the headings of a file seem to stand that was refused for that.
fn supposed(findings: &[Finding]) -> Option<Row> {
    let mut found = findings
        .iter()
        .filter(|finding| finding.code == Code::HeadingRow);
    match &found.next()?.location {
        Location::Input(origin) => origin.row,
        Location::Rules(_) | Location::File(_) => None,
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
    let earlier = pile.stage_before.zip(rules.at_stage_before());
    let Some((before, earlier)) = earlier else {
        return decided(rules, pile, &|rulings| rulings, step);
    };
    let (now, next) = shortlist_now(&earlier, pile, before, step)?;
    let with = |rulings: Rulings| Rulings {
        stage_before: Some(before.clone()),
        shortlist_now: Some(now.clone()),
        ..rulings
    };
    let (selection, findings) = decided(rules, pile, &with, step)?;
    Ok((selection, findings.into_iter().chain(next).collect()))
}

/// How the shortlist of the stage before would come out by what is given now, were those still there who have dropped out since; and what
/// is said of who comes next on it in their place.
fn shortlist_now(
    earlier: &Rules,
    pile: Pile<'_>,
    before: &StageBefore,
    step: &dyn Fn(&str),
) -> Result<(ShortlistNow, Option<Finding>), Vec<Finding>> {
    let pile = Pile {
        follows: None,
        stage_before: before.before.as_deref(),
        ..pile
    };
    let told: BTreeSet<&str> = before.shortlisted().collect();
    // Seats are held in the last stage alone, and what is decided about a run is decided of this one.
    let counts = |ruling: &Ruling| !ruling.kind.holds() && !ruling.kind.is_of_run();
    let drops_out =
        |ruling: &Ruling| ruling.kind.drops_out() && told.contains(ruling.application.as_str());
    let gone = RefCell::new(BTreeSet::new());
    let then = |mut rulings: Rulings| {
        let all = rulings.all.iter().filter(|ruling| drops_out(ruling));
        gone.borrow_mut()
            .extend(all.map(|ruling| ruling.application.clone()));
        rulings
            .all
            .retain(|ruling| counts(ruling) && !drops_out(ruling));
        rulings
    };
    let on_it = |selection: &Selection<'_>| -> BTreeSet<String> {
        let outcomes = selection.outcomes.each();
        let chosen = outcomes.filter(|(_, outcome)| outcome.kind(earlier).is_chosen());
        chosen
            .map(|(one, _)| selection.applications.id(one).into_owned())
            .collect()
    };
    let (selection, _) = selected(earlier, pile, &then, step)?;
    let was = on_it(&selection);
    let gone = gone.into_inner();
    let next = if gone.is_empty() {
        None
    } else {
        let without = |mut rulings: Rulings| {
            rulings.all.retain(counts);
            rulings
        };
        let (selection, _) = selected(earlier, pile, &without, step)?;
        let next = on_it(&selection);
        Some(says_next(before, &gone, next.difference(&was)))
    };
    let shortlisted = was.into_iter().collect();
    Ok((ShortlistNow { shortlisted }, next))
}

/// As [`decide`], of a stage that may itself come after another, with rulings changed.
fn selected<'a>(
    rules: &'a Rules,
    pile: Pile<'_>,
    change: &dyn Fn(Rulings) -> Rulings,
    step: &dyn Fn(&str),
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    let before = pile.stage_before.cloned();
    let with = |rulings: Rulings| Rulings {
        stage_before: before.clone(),
        ..change(rulings)
    };
    decided(rules, pile, &with, step)
}

/// Who comes next in the places of those who are gone.
fn says_next<'n>(
    before: &StageBefore,
    gone: &BTreeSet<String>,
    next: impl Iterator<Item = &'n String>,
) -> Finding {
    /// At most so many are named.
    const NAMED: usize = 10;
    let named = |all: Vec<&String>| {
        let first: Vec<&String> = all.iter().take(NAMED).copied().collect();
        seats_of(&first, all.len().saturating_sub(NAMED))
    };
    let next: Vec<&String> = next.collect();
    let who = if next.is_empty() {
        "nobody comes next in their place".to_owned()
    } else {
        format!("next on it: {}", named(next))
    };
    let message = format!(
        "no longer there of the shortlist of the stage “{}”: {}; {who}",
        before.title,
        named(gone.iter().collect())
    );
    let help = format!(
        "to let them take part make the stage `{}` anew with these decisions, and name that run with `--after`",
        before.stage
    );
    let at = Location::File("the shortlist".to_owned());
    Finding::new(Code::NextShortlisted, at, message).help(help)
}

/// Reads and selects, with what people decided changed.
fn decided<'a>(
    rules: &'a Rules,
    pile: Pile<'_>,
    change: &dyn Fn(Rulings) -> Rulings,
    step: &dyn Fn(&str),
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
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
    // A large pile is not held twice.
    let read = select::read(
        rules,
        Sheets {
            applications: &sheets,
            ratings: &rated,
        },
    );
    drop((sheets, rated));
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
