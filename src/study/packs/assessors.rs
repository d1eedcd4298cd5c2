//! The assessors' file: a table with a row for each of them, who they are, what they may read and what they may not.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::counted::count;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{AssessorId, Per, ids};
use crate::base::origin::{Origin, Row};
use crate::rules::{GroupId, Rules};
use crate::table::doubts::Doubts;
use crate::table::{Cells, HeadingId, Sheet};
use crate::values::heading::fold_heading;
use crate::values::spelling::{fold, fold_words, nearest, quoted};

/// Letters of a cell that is a name, an address or a list.
const LONGEST: usize = 2_000;

/// A column, and the headings that it may have; the first is its own.
const COLUMNS: [(Column, &[&str]); 9] = [
    (Column::Assessor, &["assessor", "number", "reader"]),
    (Column::Name, &["name", "full name"]),
    (
        Column::Email,
        &["email", "e mail", "e mail address", "email address"],
    ),
    (
        Column::Organisation,
        &["organisation", "organization", "affiliation", "employer"],
    ),
    (Column::Languages, &["languages", "language"]),
    (Column::Groups, &["groups", "group"]),
    (Column::AtMost, &["at most", "most applications", "maximum"]),
    (
        Column::Conflicts,
        &[
            "conflicts",
            "conflict",
            "declared conflicts",
            "conflicts of interest",
        ],
    ),
    (
        Column::NoConflict,
        &["no conflict", "no conflicts", "no conflict of interest"],
    ),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Assessor,
    Name,
    Email,
    Organisation,
    Languages,
    Groups,
    AtMost,
    Conflicts,
    NoConflict,
}

/// What is known of one assessor.
#[derive(Debug, Clone, Default)]
pub struct Assessor {
    pub name: String,
    pub email: String,
    pub organisation: String,
    /// The options of the field of languages; none where they read all of them.
    pub languages: Option<BTreeSet<String>>,
    /// None where they read all of them.
    pub groups: Option<BTreeSet<GroupId>>,
    pub at_most: Option<u64>,
    /// The ids of applications that they may not read, each with where that stands.
    pub conflicts: BTreeMap<String, Location>,
    /// The same of those with whom they have something in common that is no conflict, as somebody has seen.
    pub no_conflict: BTreeMap<String, Location>,
}

/// The assessors by number: of those who stand in no file nothing is known.
#[derive(Debug)]
pub struct Assessors {
    pub all: Per<AssessorId, Assessor>,
    /// The file, by its name and SHA-256.
    pub file: Option<(String, String)>,
}

impl Assessors {
    /// As many as the rules have readers, of whom nothing is known.
    pub fn unknown(rules: &Rules) -> Self {
        let all = ids::<AssessorId>(rules.form.readers()).map(|_| Assessor::default());
        Self {
            all: all.collect(),
            file: None,
        }
    }
}

/// Reads the file.
///
/// # Errors
/// Findings for every column that is missing or doubled, and for every cell that cannot be read, with its place.
pub fn load(rules: &Rules, sheet: &Sheet) -> Result<(Assessors, Vec<Finding>), Vec<Finding>> {
    let (columns, notes) = columns(sheet)?;
    let mut wrong = Vec::new();
    let mut found: BTreeMap<AssessorId, (Row, Assessor)> = BTreeMap::new();
    sheet.visit(0..sheet.len(), |row, cells| {
        let of = Line {
            rules,
            sheet,
            columns: &columns,
            row,
            cells,
        };
        wrong.extend(of.doubtful());
        let Some(number) = of.number().map_err(|finding| wrong.push(finding)).ok() else {
            return;
        };
        let known = of.assessor(&mut wrong);
        if let Some((first, _)) = found.get(&number) {
            let message = format!("{number} stands in row {first} already");
            wrong.push(of.wrong(Column::Assessor, message, "give each assessor one row"));
            return;
        }
        found.insert(number, (row, known));
    });
    let mut all = Per::default();
    for number in ids::<AssessorId>(rules.form.readers()) {
        match found.remove(&number) {
            Some((_, one)) => drop(all.push(one)),
            None => {
                let message = format!("{number} is a reader in the rules, and has no row");
                let help = format!(
                    "add a row for {number}; one who reads nothing has 0 in the column `at_most`"
                );
                let at = Origin::source(&sheet.source);
                wrong.push(Finding::new(Code::AssessorUnreadable, at, message).help(help));
            }
        }
    }
    if wrong.is_empty() {
        let file = Some((sheet.source.file.clone(), sheet.digest.clone()));
        Ok((Assessors { all, file }, notes))
    } else {
        Err(wrong)
    }
}

type Found = BTreeMap<Column, HeadingId>;

/// Where the columns stand, and a note on each that is none of them.
fn columns(sheet: &Sheet) -> Result<(Found, Vec<Finding>), Vec<Finding>> {
    let (mut found, mut notes, mut wrong) = (Found::new(), Vec::new(), Vec::new());
    for (id, heading) in sheet.headings.each() {
        let folded = fold_heading(&heading.text);
        let at = Origin::cell(&sheet.source, sheet.heading_row, heading.column);
        let is = |names: &[&str]| names.contains(&folded.as_str());
        match COLUMNS.iter().find(|(_, names)| is(names)) {
            Some((column, names)) => {
                if found.insert(*column, id).is_some() {
                    let message = format!("two columns are headed `{}`", own(names));
                    let finding = Finding::new(Code::HeadingTwice, at, message);
                    wrong.push(finding.help("keep one of them"));
                }
            }
            None if folded.is_empty() => {}
            None => {
                let names = COLUMNS.iter().flat_map(|(_, names)| names.iter().copied());
                let message = format!("the column {} is not read", quoted(heading.text.trim()));
                // A misspelt heading would let conflicts be overlooked.
                match nearest(&folded, names) {
                    Some(near) => wrong.push(Finding::new(Code::HeadingMissing, at, message).help(
                        format!("did you mean `{near}`? Otherwise give it a name of its own"),
                    )),
                    None => notes.push(Finding::new(Code::HeadingUnused, at, message)),
                }
            }
        }
    }
    if !found.contains_key(&Column::Assessor) {
        let at = Origin::row(&sheet.source, sheet.heading_row);
        let message = "the assessors' file has no column `assessor`";
        let help = "it says which reader of the rules each row is: A1, A2 and so on";
        wrong.push(Finding::new(Code::HeadingMissing, at, message).help(help));
    }
    if wrong.is_empty() {
        Ok((found, notes))
    } else {
        Err(wrong)
    }
}

fn own(names: &[&str]) -> String {
    names.first().copied().unwrap_or_default().replace(' ', "_")
}

/// A row of the file.
struct Line<'a> {
    rules: &'a Rules,
    sheet: &'a Sheet,
    columns: &'a Found,
    row: Row,
    cells: Cells<'a>,
}

impl Line<'_> {
    fn text(&self, column: Column) -> &str {
        let found = self.columns.get(&column);
        found.map_or("", |heading| self.cells.get(*heading).trim())
    }

    fn origin(&self, column: Column) -> Origin {
        match self.columns.get(&column) {
            Some(heading) => {
                let heading = &self.sheet.headings[*heading];
                Origin::cell(&self.sheet.source, self.row, heading.column)
            }
            None => Origin::row(&self.sheet.source, self.row),
        }
    }

    fn wrong(
        &self,
        column: Column,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        Finding::new(Code::AssessorUnreadable, self.origin(column), message).help(help)
    }

    /// Cells of which nobody knows whether they hold what they show.
    fn doubtful(&self) -> Vec<Finding> {
        let doubt = |(column, heading): (&Column, &HeadingId)| {
            let of = self.sheet.headings[*heading].column;
            Doubts::at(self.sheet.doubts.column(of), self.row)?;
            let message = "the cell is a formula, an error, crossed out or merged with others";
            Some(self.wrong(*column, message, "write the value itself into it"))
        };
        self.columns.iter().filter_map(doubt).collect()
    }

    /// Which reader of the rules it is.
    fn number(&self) -> Result<AssessorId, Finding> {
        let text = self.text(Column::Assessor);
        let folded: String = fold(text).split(' ').collect();
        let digits = folded.trim_start_matches('a');
        let readers = ids::<AssessorId>(self.rules.form.readers());
        let mut known = readers.map(|one| (one, one.to_string()));
        let is = |name: &str| name.get(1..) == Some(digits);
        if let Some((one, _)) = known.find(|(_, name)| is(name)) {
            return Ok(one);
        }
        let help = format!(
            "the rules have {}: write A1, A2 and so on, as their headings stand in the rules",
            count(self.rules.form.readers(), "reader", "readers")
        );
        let message = match text {
            "" => "the row does not say which assessor it is".to_owned(),
            other => format!("{} is no assessor of these rules", quoted(other)),
        };
        Err(self.wrong(Column::Assessor, message, help))
    }

    fn assessor(&self, wrong: &mut Vec<Finding>) -> Assessor {
        for (column, _) in COLUMNS {
            if self.text(column).chars().count() > LONGEST
                && !matches!(column, Column::Conflicts | Column::NoConflict)
            {
                wrong.push(self.wrong(
                    column,
                    "the cell is too long",
                    "write what the heading asks for",
                ));
            }
        }
        let email = self.text(Column::Email);
        if !email.is_empty() && !email.contains('@') {
            wrong.push(self.wrong(
                Column::Email,
                "an address has an at sign in it",
                "write one address, or leave the cell blank",
            ));
        }
        Assessor {
            name: self.text(Column::Name).to_owned(),
            email: email.to_owned(),
            organisation: self.text(Column::Organisation).to_owned(),
            languages: self.languages(wrong),
            groups: self.groups(wrong),
            at_most: self.at_most(wrong),
            conflicts: self.ids(Column::Conflicts),
            no_conflict: {
                let both = self.each(Column::NoConflict);
                let declared = self.ids(Column::Conflicts);
                wrong.extend(both.filter(|id| declared.contains_key(*id)).map(|id| {
                    let message = format!("{} stands under `conflicts`, too", quoted(id));
                    self.wrong(Column::NoConflict, message, "see which of the two holds")
                }));
                self.ids(Column::NoConflict)
            },
        }
    }

    /// The ids that a cell lists, each with where it stands.
    fn ids(&self, column: Column) -> BTreeMap<String, Location> {
        let each = self.each(column);
        each.map(|id| (id.to_owned(), self.origin(column).into()))
            .collect()
    }

    /// What a cell lists.
    fn each(&self, column: Column) -> impl Iterator<Item = &str> {
        let all = self.text(column).split([';', ',', '|', '\n']);
        all.map(str::trim).filter(|one| !one.is_empty())
    }

    fn languages(&self, wrong: &mut Vec<Finding>) -> Option<BTreeSet<String>> {
        if self.text(Column::Languages).is_empty() {
            return None;
        }
        let packs = self.rules.form.packs.as_ref();
        let Some(field) = packs.and_then(|packs| packs.language) else {
            let message = "the rules do not say which field has the language of an application";
            let help = "write `language` into [packs], or take the column out";
            wrong.push(self.wrong(Column::Languages, message, help));
            return None;
        };
        let options = self.rules.form.fields[field].kind.options();
        let options = options
            .map(|options| options.options.as_slice())
            .unwrap_or_default();
        let mut languages = BTreeSet::new();
        for language in self.each(Column::Languages) {
            let folded = fold(language);
            let is = |spelling: &String| fold(spelling) == folded;
            let known = options
                .iter()
                .find(|(id, spellings)| is(id) || spellings.iter().any(is));
            match known {
                Some((id, _)) => drop(languages.insert(id.clone())),
                None => {
                    let ids: Vec<String> =
                        options.iter().map(|(id, _)| format!("`{id}`")).collect();
                    let message = format!("{} is no language of the rules", quoted(language));
                    let help = format!("write one of {}", ids.join(", "));
                    wrong.push(self.wrong(Column::Languages, message, help));
                }
            }
        }
        Some(languages)
    }

    fn groups(&self, wrong: &mut Vec<Finding>) -> Option<BTreeSet<GroupId>> {
        if self.text(Column::Groups).is_empty() {
            return None;
        }
        let all = &self.rules.places.groups;
        let mut groups = BTreeSet::new();
        for group in self.each(Column::Groups) {
            let folded = fold_words(group);
            let known = all
                .position(|one| fold_words(&one.id) == folded || fold_words(&one.title) == folded);
            match known {
                Some(id) => drop(groups.insert(id)),
                None => {
                    let ids: Vec<String> = all.iter().map(|one| format!("`{}`", one.id)).collect();
                    let message = format!("{} is no group of the rules", quoted(group));
                    let help = format!("write one of {}", ids.join(", "));
                    wrong.push(self.wrong(Column::Groups, message, help));
                }
            }
        }
        Some(groups)
    }

    fn at_most(&self, wrong: &mut Vec<Finding>) -> Option<u64> {
        let text = self.text(Column::AtMost);
        if text.is_empty() {
            return None;
        }
        let whole = text.strip_suffix(".0").unwrap_or(text).parse::<u32>().ok();
        if whole.is_none() {
            let message = format!("{} is no number of applications", quoted(text));
            let help = "write a whole number, or leave the cell blank";
            wrong.push(self.wrong(Column::AtMost, message, help));
        }
        whole.map(u64::from)
    }
}
