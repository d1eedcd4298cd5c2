//! Tables of rulings to rulings: one a row, in the columns of `clarify.csv` with answer, who, when and why filled in.
//!
//! A row that only repeats the question is no ruling yet. One that is begun must say all of who, when and why.

mod when;
mod words;

use jiff::civil::Date;

use super::kind::LEFT_OUT;
use super::{By, Cells as Places, Kind, NO_ANSWER, Ruling, Rulings};
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{AssessorId, Per};
use crate::base::origin::{Origin, Row};
use crate::table::doubts::Doubts;
use crate::table::{Cells, HeadingId, Sheet};
use crate::values::spelling::{fold, fold_words, nearest, quoted};

/// The columns, as they are headed in `clarify.csv`; more are ignored.
pub const COLUMNS: [&str; 9] = [
    "application",
    "decision",
    "field",
    "cell",
    "found",
    "answer",
    "who",
    "when",
    "why",
];
/// Those that may be absent: a ruling can do without them; without the last where none of a file needs it, such as a file of dropouts.
const OPTIONAL: [&str; 4] = ["field", "cell", "found", ANSWER];
const ANSWER: &str = "answer";

/// Reads sheets of rulings: those that are whole, and a finding for every column that is missing and for every row that is not.
pub fn load(sheets: &[Sheet]) -> (Rulings, Vec<Finding>) {
    let mut errors = Vec::new();
    let mut rulings = Rulings::default();
    // The order in which files were typed is no matter.
    let mut sheets: Vec<&Sheet> = sheets.iter().collect();
    sheets.sort_by_key(|sheet| (&sheet.source, &sheet.digest));
    for sheet in sheets {
        rulings
            .files
            .push((sheet.source.file.clone(), sheet.digest.clone()));
        let columns = match columns(sheet) {
            Ok(columns) => columns,
            Err(wrong) => {
                errors.extend(wrong);
                continue;
            }
        };
        sheet.visit(0..sheet.len(), |row, cells| {
            match (Table {
                sheet,
                columns: &columns,
                row,
                cells,
            })
            .ruling()
            {
                Ok(None) => {}
                Err(wrong) => errors.extend(wrong),
                Ok(Some(ruling)) => rulings.all.push(ruling),
            }
        });
    }
    (rulings, errors)
}

/// What to write as an answer.
fn to_answer(kind: Kind) -> String {
    match kind {
        Kind::AllowChange => {
            format!("write the SHA-256 of the file that is allowed, or `{LEFT_OUT}`")
        }
        Kind::AllowMissed => "write by how many people the rule may be missed".to_owned(),
        Kind::EvenOut => "write `mean` or `rank`".to_owned(),
        _ => format!("write the answer, or `{NO_ANSWER}` where the applicant has none"),
    }
}

fn word(text: &str) -> String {
    fold(text).replace([' ', '_'], "-")
}

/// The kind that a word stands for, as people write it.
fn kind_called(text: &str) -> Option<Kind> {
    let word = word(text);
    let word = match word.as_str() {
        "withdraw" | "withdrew" | "withdrawal" => Kind::Withdrawn.word(),
        "decline" => Kind::Declined.word(),
        other => other,
    };
    Kind::ALL.into_iter().find(|kind| kind.word() == word)
}

/// Whether a decision of a sheet needs an answer.
fn answers(sheet: &Sheet, folded: &Per<HeadingId, String>) -> bool {
    let Some(column) = folded.position(|heading| heading == "decision") else {
        return true;
    };
    let mut needed = false;
    sheet.visit(0..sheet.len(), |_, cells| {
        let kind = kind_called(cells.get(column));
        needed |= kind.is_none_or(Kind::needs_answer);
    });
    needed
}

/// Where each of [`COLUMNS`] stands among the headings.
fn columns(sheet: &Sheet) -> Result<Vec<Option<HeadingId>>, Vec<Finding>> {
    let folded: Per<HeadingId, String> = sheet
        .headings
        .iter()
        .map(|heading| fold_words(&heading.text))
        .collect();
    let mut errors = Vec::new();
    let mut columns = Vec::new();
    for name in COLUMNS {
        let mut hits = folded
            .each()
            .filter(|(_, heading)| *heading == name)
            .map(|(at, _)| at);
        let (first, second) = (hits.next(), hits.next());
        let location = Location::Input(Origin::row(&sheet.source, sheet.heading_row));
        if second.is_some() {
            let wrong = format!("two columns are headed `{name}`");
            errors.push(Finding::new(Code::HeadingTwice, location, wrong).help("keep one of them"));
        } else if first.is_none()
            && (!OPTIONAL.contains(&name) || name == ANSWER && answers(sheet, &folded))
        {
            let near = nearest(name, folded.iter().map(String::as_str));
            let help = near.map_or_else(
                || "fill in the clarify list of a run: it has every column".to_owned(),
                |near| format!("did you mean the column `{near}`?"),
            );
            let wrong = format!("decisions need a column `{name}`");
            errors.push(Finding::new(Code::HeadingMissing, location, wrong).help(help));
        }
        columns.push(first);
    }
    if errors.is_empty() {
        Ok(columns)
    } else {
        Err(errors)
    }
}

/// A row of the table.
struct Table<'a> {
    sheet: &'a Sheet,
    columns: &'a [Option<HeadingId>],
    row: Row,
    cells: Cells<'a>,
}

impl Table<'_> {
    /// Where a column stands among the headings.
    fn column(&self, name: &str) -> Option<HeadingId> {
        let at = COLUMNS.iter().position(|column| *column == name)?;
        *self.columns.get(at)?
    }

    fn text(&self, name: &str) -> &str {
        self.column(name)
            .map_or("", |column| self.cells.get(column).trim())
    }

    /// The cell of a column; the row where the table has no such column.
    fn origin(&self, name: &str) -> Origin {
        let heading = self.column(name).map(|column| &self.sheet.headings[column]);
        match heading {
            Some(heading) => Origin::cell(&self.sheet.source, self.row, heading.column),
            None => Origin::row(&self.sheet.source, self.row),
        }
    }

    fn wrong(&self, code: Code, name: &str, message: impl Into<String>) -> Finding {
        Finding::new(code, Location::Input(self.origin(name)), message)
    }

    /// What is wrong where a cell that must be blank is not.
    fn named(&self, name: &str, wrong: &str) -> Option<Finding> {
        let wrong = self.wrong(Code::RulingUnreadable, name, wrong);
        let is_named = !self.text(name).is_empty();
        is_named.then(|| wrong.help(format!("leave `{name}` blank")))
    }

    /// The ruling; none where the row only repeats a question.
    fn ruling(&self) -> Result<Option<Ruling>, Vec<Finding>> {
        let answers = ["answer", "who", "when", "why"];
        let asked = matches!(
            fold(self.text("decision")).as_str(),
            "" | "clarify" | "stands"
        );
        if asked && answers.iter().all(|name| self.text(name).is_empty()) {
            return Ok(None);
        }
        let mut errors = self.doubtful();
        let kind = self.kind().map_err(|wrong| errors.push(wrong)).ok();
        let missing = |name: &str, what: &str| {
            let wrong = self.wrong(
                Code::RulingIncomplete,
                name,
                format!("the decision does not say {what}"),
            );
            let words = matches!(name, "who" | "why");
            let text = self.text(name);
            let said = if words {
                text.chars().any(char::is_alphabetic)
            } else {
                !text.is_empty()
            };
            (!said).then_some(wrong)
        };
        if kind.is_some_and(Kind::is_of_run) {
            errors.extend(self.named(
                "application",
                "the decision is about the run, and about no application",
            ));
        } else {
            errors.extend(missing("application", "which application it is about"));
        }
        if let Some(kind) = kind.filter(|kind| kind.needs_answer()) {
            errors.extend(missing("field", "what it is about"));
            errors.extend(
                missing("answer", "what was answered").map(|wrong| wrong.help(to_answer(kind))),
            );
        }
        let help = "who, when and why stand in the records for whoever asks later";
        errors.extend(missing("who", "who decided").map(|wrong| wrong.help(help)));
        if kind.is_some_and(Kind::is_whole) && !self.text("answer").is_empty() {
            let wrong = format!("{} has no place here", quoted(self.text("answer")));
            let help = "the decision says it all: leave `answer` blank, or remove the row";
            errors.push(
                self.wrong(Code::RulingUnreadable, "answer", wrong)
                    .help(help),
            );
        }
        let of_all = match kind {
            Some(Kind::AcceptLate) => Some("a late application is accepted as a whole"),
            Some(kind) if kind.drops_out() => {
                Some("who drops out does so with the whole application")
            }
            Some(kind) if kind.holds() => Some("a seat is held; its group goes into `answer`"),
            _ => None,
        };
        errors.extend(of_all.and_then(|wrong| self.named("field", wrong)));
        let when = match missing("when", "when it was decided") {
            Some(wrong) => {
                errors.push(wrong.help(help));
                None
            }
            None => self.when().map_err(|wrong| errors.push(wrong)).ok(),
        };
        errors.extend(missing("why", "why").map(|wrong| wrong.help(help)));
        let (Some(kind), Some(when)) = (kind, when) else {
            return Err(errors);
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Some(Ruling {
            at: Origin::row(&self.sheet.source, self.row),
            application: self.text("application").to_owned(),
            kind,
            about: self.text("field").to_owned(),
            cell: self.text("cell").to_owned(),
            found: self.text("found").to_owned(),
            was_blank: kind == Kind::Clarify && self.says_that_it_was_blank(),
            asked: self.asked().filter(|_| kind == Kind::Clarify),
            answer: self.text("answer").to_owned(),
            by: By {
                who: self.text("who").to_owned(),
                when,
                why: self.text("why").to_owned(),
            },
            cells: Places {
                application: self.origin("application"),
                kind: self.origin("decision"),
                about: self.origin("field"),
                cell: self.origin("cell"),
                found: self.origin("found"),
                answer: self.origin("answer"),
                when: self.origin("when"),
            },
        }))
    }

    /// Whether the row is a clarify list's, which says of a blank cell that it was blank. Somebody's own row says nothing by a blank.
    fn says_that_it_was_blank(&self) -> bool {
        self.is_of_a_form() && self.column("found").is_some() && self.text("found").is_empty()
    }

    fn is_of_a_form(&self) -> bool {
        !self.further("ask").is_empty()
    }

    /// Whom a clarify list asks: `assessor 2`.
    fn asked(&self) -> Option<AssessorId> {
        let number = fold_words(self.further("whom to ask"));
        let number: usize = number.strip_prefix("assessor ")?.parse().ok()?;
        Some(AssessorId(number.checked_sub(1)?)).filter(|_| self.is_of_a_form())
    }

    /// What stands in a column of a clarify list that says nothing of a decision; blank where the table has none.
    fn further(&self, heading: &str) -> &str {
        let mut headings = self.sheet.headings.iter();
        let at = headings.position(|one| fold_words(&one.text) == heading);
        at.map_or("", |at| self.cells.get(HeadingId(at)).trim())
    }

    /// Cells of which nobody knows what they say.
    fn doubtful(&self) -> Vec<Finding> {
        let doubt = |name: &&str| {
            let heading = &self.sheet.headings[self.column(name)?];
            Doubts::at(self.sheet.doubts.column(heading.column), self.row)?;
            let wrong = "the cell is a formula, an error or merged with others";
            Some(
                self.wrong(Code::RulingUnreadable, name, wrong)
                    .help("write the value itself into it"),
            )
        };
        COLUMNS.iter().filter_map(doubt).collect()
    }

    fn kind(&self) -> Result<Kind, Finding> {
        let text = self.text("decision");
        let words = || {
            let all = Kind::ALL.iter();
            let all: Vec<_> = all.map(|kind| format!("`{}`", kind.word())).collect();
            format!("write one of {}", all.join(", "))
        };
        kind_called(text).ok_or_else(|| {
            let (code, wrong) = match text {
                "" => (
                    Code::RulingIncomplete,
                    "the row does not say which decision it is".to_owned(),
                ),
                other => (
                    Code::RulingUnreadable,
                    format!("{} is no decision", quoted(other)),
                ),
            };
            let help = words::unknown(&word(text)).map_or_else(words, str::to_owned);
            self.wrong(code, "decision", wrong).help(help)
        })
    }

    fn when(&self) -> Result<Date, Finding> {
        when::day(self.text("when"))
            .map_err(|(wrong, help)| self.wrong(Code::RulingUnreadable, "when", wrong).help(help))
    }
}
