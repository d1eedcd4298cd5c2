//! Cells that were answered: those nobody could read, and those that said something wrong.

use super::{Deciding, Key, Kind, NO_ANSWER, OTHER, PERSONAL, Ruling, done, idle};
use crate::domain::spelling::{self, fold, quoted};
use crate::domain::{Choices, Reading, Sort, Value};
use crate::finding::{Code, Finding, Place};
use crate::normalise::{Applications, anew};
use crate::rules::{Field, FieldId, Kind as FieldKind};

impl<'a> Deciding<'a> {
    /// Puts answers where the cells were.
    pub fn cells(&mut self, applications: &mut Applications) {
        for (at, ruling) in self.open(&[Kind::Clarify, Kind::Correct]) {
            if self.sort(ruling, applications) != Sort::Field {
                continue;
            }
            let Some(application) = self.application(ruling, applications) else { continue };
            if !applications.has_id(application) {
                let help = "say first which application it is: `clarify` with the field `id`";
                self.errors.push(idle(&ruling.cells.application, "the row has no id yet").help(help));
                continue;
            }
            let Some((field, form)) = self.field(ruling) else { continue };
            let Some(reader) = self.reader(ruling, application, field, applications) else { continue };
            let here = (application, field, reader);
            if self.again(at, ruling, Key::Cell(application, field, reader)) || !self.fits(ruling, here, applications) {
                continue;
            }
            let (answer, beside) = match ruling.answer.trim() {
                none if fold(none) == NO_ANSWER => ("", false),
                answer => match answer.strip_prefix(OTHER) {
                    Some(other) => (other.trim(), true),
                    None => (answer, false),
                },
            };
            let source = applications.form_source(application);
            let read = |text: &str| anew::reading(&self.rules.form, source, field, text);
            let reading = read(answer);
            // Somebody has looked at it, and says that it is none of the options, in whatever language.
            let (answer, reading) = match &reading {
                Reading::Unreadable(problem) if beside && problem.code == Code::OtherLanguage => {
                    (Choices::BESIDE, read(Choices::BESIDE))
                }
                _ => (answer, reading),
            };
            let settled = match &reading {
                // A remark such as `has not replied` must not become an answer beside the options.
                Reading::Value(Value::Choices(choices)) => choices.unread.is_none() && choices.other == beside,
                // Somebody says that it is none of the texts it is near.
                Reading::Value(Value::NearText(_)) => beside,
                Reading::Value(_) => true,
                Reading::Blank => answer.is_empty(),
                Reading::Unreadable(_) => false,
            };
            if !settled {
                self.unreadable(ruling, &reading, form.personal);
                continue;
            }
            let cell = applications.origin(application, field, reader);
            let cell = cell.map_or_else(|| applications.place(application), |origin| origin.to_string());
            let was = applications.found(application, field, reader).to_owned();
            let id = applications.id(application).into_owned();
            self.carried_out(at, done(ruling, Sort::Field, &id, cell, was, form.personal));
            // A reader who gives no rating closes the question; a blank would ask it again.
            let rating = matches!(form.kind, FieldKind::Rating(_)) && applications.readers(field) > 1;
            if rating && answer.is_empty() {
                anew::abstain(&self.rules.form, applications, application, (field, reader));
            } else {
                anew::put(&self.rules.form, applications, application, (field, reader), answer);
            }
            if matches!(reading, Reading::Value(Value::NearText(_))) {
                anew::settle(applications, application, field, Reading::Value(Value::Text));
            }
        }
    }

    fn field(&mut self, ruling: &Ruling) -> Option<(FieldId, &'a Field)> {
        let rules = self.rules;
        let fields = &rules.form.fields;
        let Some((at, form)) = fields.iter().enumerate().find(|(_, field)| field.name == ruling.about) else {
            let wrong = format!("the rules have no field {}", quoted(&ruling.about));
            let near = spelling::nearest(&ruling.about, fields.iter().map(|field| field.name.as_str()));
            let help = match near {
                _ if rules.criteria.iter().any(|criterion| criterion.id == ruling.about) => {
                    "it is a criterion: the decision is `override`".to_owned()
                }
                Some(near) => format!("did you mean `{near}`?"),
                None => String::new(),
            };
            let finding = idle(&ruling.cells.about, wrong);
            self.errors.push(if help.is_empty() { finding } else { finding.help(help) });
            return None;
        };
        if FieldId(at) == rules.form.id {
            let help = "ids are what decisions are filed under; correct the file instead";
            self.errors.push(idle(&ruling.cells.about, "an id cannot be corrected by a decision").help(help));
            return None;
        }
        Some((FieldId(at), form))
    }

    /// Which of a field's cells is meant, from 0: of several raters' the one named.
    fn reader(&mut self, ruling: &Ruling, application: usize, field: FieldId, all: &Applications) -> Option<usize> {
        let options = self
            .rules
            .form
            .fields
            .get(field.0)
            .is_some_and(|form| matches!(form.kind, FieldKind::Choice(_) | FieldKind::Choices(..)));
        let readers = all.readers(field);
        if readers <= 1 || options {
            return Some(0);
        }
        let column = ruling.cell.rsplit(':').next().unwrap_or_default();
        let column_of = |reader: usize| all.origin(application, field, reader)?.column;
        let of = |reader: &usize| column_of(*reader).is_some_and(|of| of.to_string() == column);
        let found = (0..readers).find(of);
        if found.is_none() {
            let columns: Vec<String> = (0..readers).filter_map(column_of).map(|column| column.to_string()).collect();
            let wrong = format!("`{}` stands in several columns, and `cell` names none of them", ruling.about);
            let help = format!("write into `cell` which of the columns {} is answered", columns.join(", "));
            self.errors.push(idle(&ruling.cells.cell, wrong).help(help));
        }
        found
    }

    /// Whether the cell is still as it was when it was decided, and needs an answer or has one, as the decision takes for granted.
    fn fits(
        &mut self,
        ruling: &Ruling,
        (application, field, reader): (usize, FieldId, usize),
        all: &Applications,
    ) -> bool {
        let personal = self.rules.form.fields.get(field.0).is_some_and(|form| form.personal);
        let found = all.found(application, field, reader);
        let said = if personal { "the answer".to_owned() } else { quoted(found) };
        let now = if found.is_empty() { "nothing".to_owned() } else { said.clone() };
        let shown = if ruling.found == PERSONAL { "" } else { &ruling.found };
        if let Some(wrong) = self.other_cell(ruling, (application, field, reader), shown, all) {
            self.errors.push(wrong);
            return false;
        }
        if !shown.is_empty() && bare(shown) != bare(found) {
            let wrong = if personal {
                "it was decided when the cell said something else".to_owned()
            } else {
                format!("it was decided when the cell said {}; now it says {now}", quoted(&ruling.found))
            };
            let help = "see whether it still holds; then write what the cell says now into `found`, or remove the row";
            self.errors.push(idle(&ruling.cells.found, wrong).help(help));
            return false;
        }
        let read = match all.reading(application, field) {
            Reading::Value(Value::Choices(choices)) => choices.unread.is_none(),
            Reading::Value(Value::NearText(_)) => false,
            Reading::Value(_) => true,
            // Where raters are still awaited, those who have rated have answered.
            Reading::Unreadable(problem) => all.readers(field) > 1 && problem.reader != reader && !found.is_empty(),
            Reading::Blank => false,
        };
        let (wrong, help) = match ruling.kind {
            Kind::Clarify if read => (
                format!("there is nothing to clarify: {said} can be read"),
                "remove the row; if the cell is wrong although it can be read, the decision is `correct`",
            ),
            Kind::Correct if !read => (
                "there is nothing to correct: the cell is blank or cannot be read".to_owned(),
                "the decision is `clarify`",
            ),
            Kind::Correct if found == ruling.answer.trim() => ("the file says so already".to_owned(), "remove the row"),
            _ => return true,
        };
        self.errors.push(idle(&ruling.cells.kind, wrong).help(help));
        false
    }

    /// What is wrong where `cell` names another cell than the application's. In a later export rows stand elsewhere, so that it
    /// is enough when the cell says what it said then, unless the cell named says the same and is somebody else's.
    fn other_cell(
        &self,
        ruling: &Ruling,
        (application, field, reader): (usize, FieldId, usize),
        shown: &str,
        all: &Applications,
    ) -> Option<Finding> {
        let cell = all.origin(application, field, reader)?.to_string();
        if ruling.cell.is_empty() || ruling.cell == cell || ruling.cell == all.place(application) {
            return None;
        }
        let named = |other: &usize| {
            let origin = (0..all.readers(field)).find_map(|reader| {
                let origin = all.origin(*other, field, reader)?;
                (origin.to_string() == ruling.cell).then_some(reader)
            });
            origin.is_some_and(|reader| bare(all.found(*other, field, reader)) == bare(shown))
        };
        let somebody_else = (0..all.len()).filter(|other| *other != application).any(|other| named(&other));
        (shown.is_empty() || somebody_else).then(|| {
            let wrong = format!("`cell` is {}, and the application's cell is {cell}", quoted(&ruling.cell));
            idle(&ruling.cells.cell, wrong)
                .help("see whose answer it is; then write into `cell` where that cell stands now")
        })
    }

    /// The answer is no answer.
    fn unreadable(&mut self, ruling: &Ruling, reading: &Reading, personal: bool) {
        let answer = if personal { "the answer".to_owned() } else { quoted(&ruling.answer) };
        let problem = reading.problem();
        let place = Place::Input(ruling.cells.answer.clone());
        let one_way = "write it so that it can be read in one way only, such as `7.5` or `2019-03-28`";
        let (message, help) = match problem {
            Some(problem) if problem.code.is_of_column() => ("can be read in several ways", Some(one_way.to_owned())),
            Some(problem) => {
                let (message, help) = problem.said(personal);
                (message, help.map(str::to_owned))
            }
            None => match reading {
                Reading::Value(Value::Choices(choices)) if choices.other => (
                    "is none of the options",
                    Some(format!("write one of them; or `{OTHER}` and the applicant's own words")),
                ),
                _ => ("is no answer", Some(format!("write `{NO_ANSWER}` where the applicant has none"))),
            },
        };
        let finding = Finding::new(Code::DecisionUnreadable, place, format!("{answer} {message}"));
        let finding = match help {
            Some(help) => finding.help(help),
            None if message.starts_with("needs a person to decide") => finding
                .help("write the country it counts as; or settle it for everybody with a standing answer in the rules"),
            None => finding,
        };
        self.errors.push(finding);
    }
}

/// A text as far as it survives a list made safe for spreadsheets: without white space, apostrophes and control characters.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\'').collect()
}
