//! Cells that were answered: those nobody could read, and those that said something wrong.

use super::answers::Question;
use super::moved::{Here, Proof};
use super::whose_cell::{Whose, which_of};
use super::{Key, Kind, Ruling, RulingDone, RulingsPending, done, idle};
use crate::answers::{Applications, override_cell};
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rules::{Field, FieldId};
use crate::values::spelling::{self, quoted};
use crate::values::{Reading, Sort, Value};
use crate::words::problems::{self, Said};

impl<'a> RulingsPending<'a> {
    /// Puts answers where the cells were.
    pub fn cells(&mut self, applications: &mut Applications) {
        self.take_marks(applications);
        for (at, ruling) in self.open(&[Kind::Clarify, Kind::Correct]) {
            if self.sort(ruling, applications) != Sort::Field {
                continue;
            }
            let Some(application) = self.application(ruling, applications) else {
                continue;
            };
            if !applications.has_id(application) {
                let help = "say first which application it is: `clarify` with the field `id`";
                self.errors
                    .push(idle(&ruling.cells.application, "the row has no id yet").help(help));
                continue;
            }
            let Some((field, form)) = self.field(ruling) else {
                continue;
            };
            let Some(assessor) = self.assessor(ruling, application, field, applications) else {
                continue;
            };
            let here = (application, field, assessor);
            if self.again(at, ruling, Key::Cell(application, field, assessor))
                || !self.fits((at, ruling), here, applications)
            {
                continue;
            }
            let question = Question {
                form: &self.rules.form,
                source: applications.form_source(application),
                id: field,
                found: applications.said(application, field, assessor).revealed(),
                now: applications.reading(application, field),
                columns: applications.assessors(field).len(),
            };
            let answer = match question.answer(&ruling.answer) {
                Ok(answer) => answer,
                Err(wrong) => {
                    let said = problems::unusable(&wrong, form);
                    self.unreadable(ruling, said, form.personal);
                    continue;
                }
            };
            let is_rating = form.kind.is_rating();
            let cell = applications.cell_location(application, (field, assessor), is_rating);
            let was = applications
                .said(application, field, assessor)
                .listed()
                .to_owned();
            let id = applications.id(application).into_owned();
            let done = done(ruling, Sort::Field, &id, cell, was, form.personal);
            self.carried_out(
                at,
                RulingDone {
                    answer: answer.said,
                    ..done
                },
            );
            // An assessor who gives no rating closes the question; a blank would ask it again.
            let rating = form.kind.is_rating() && applications.assessors(field).len() > 1;
            if rating && answer.text.is_empty() {
                override_cell::abstain(
                    &self.rules.form,
                    applications,
                    application,
                    (field, assessor),
                );
            } else {
                override_cell::put(
                    &self.rules.form,
                    applications,
                    application,
                    (field, assessor),
                    &answer.text,
                );
            }
            if let Some(reading) = answer.settled {
                override_cell::settle(applications, application, field, reading);
            }
        }
    }

    fn field(&mut self, ruling: &Ruling) -> Option<(FieldId, &'a Field)> {
        let rules = self.rules;
        let fields = &rules.form.fields;
        let Some((at, form)) = fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.name == ruling.about)
        else {
            let wrong = format!("the rules have no field {}", quoted(&ruling.about));
            let near = spelling::nearest(
                &ruling.about,
                fields.iter().map(|field| field.name.as_str()),
            );
            let help = match near {
                _ if rules
                    .criteria
                    .iter()
                    .any(|criterion| criterion.id == ruling.about) =>
                {
                    "it is a criterion: the decision is `override`".to_owned()
                }
                Some(near) => format!("did you mean `{near}`?"),
                None => String::new(),
            };
            let finding = idle(&ruling.cells.about, wrong);
            self.errors.push(if help.is_empty() {
                finding
            } else {
                finding.help(help)
            });
            return None;
        };
        if FieldId(at) == rules.form.id {
            let help = "ids are what decisions are filed under; correct the file instead";
            self.errors.push(
                idle(
                    &ruling.cells.about,
                    "an id cannot be corrected by a decision",
                )
                .help(help),
            );
            return None;
        }
        Some((FieldId(at), form))
    }

    /// Which of a field's cells is meant, from 0: of several raters' the one named.
    fn assessor(
        &mut self,
        ruling: &Ruling,
        application: ApplicationId,
        field: FieldId,
        all: &Applications,
    ) -> Option<AssessorId> {
        let options = self.rules.form.fields[field].kind.options().is_some();
        let assessors = all.assessors(field);
        if assessors.len() <= 1 || options {
            return Some(AssessorId::FIRST);
        }
        let is_rating = self.rules.form.fields[field].kind.is_rating();
        let found = which_of(ruling, &self.rules.form, (application, field), all);
        if let Whose::Both(one, other) = found {
            let wrong = format!(
                "the row asks {one}, and `cell` is {}, which is {other}'s",
                quoted(&ruling.cell)
            );
            let help = "see whose rating is answered; then write the number into `cell`, and leave `whom_to_ask` blank";
            self.errors.push(idle(&ruling.cells.cell, wrong).help(help));
        } else if found == Whose::Nobodys {
            let column_of = |assessor: AssessorId| all.origin(application, field, assessor)?.column;
            let is_apart = |assessor| all.rated_at(application, field, assessor).is_some();
            let wrong = match ruling.cell.trim() {
                "" => format!(
                    "`{}` stands in several columns, and `cell` names none of them",
                    ruling.about
                ),
                cell => format!(
                    "`{}` stands in several columns, and nothing says which of them {} was",
                    ruling.about,
                    quoted(cell)
                ),
            };
            let help = if is_rating
                && assessors
                    .clone()
                    .any(|one| is_apart(one) || column_of(one).is_none())
            {
                let numbered: Vec<String> = assessors.map(|one| one.to_string()).collect();
                format!(
                    "write into `cell` whose rating is answered: {}",
                    numbered.join(", ")
                )
            } else {
                let columns: Vec<String> = assessors
                    .filter_map(column_of)
                    .map(|column| column.to_string())
                    .collect();
                format!(
                    "write into `cell` which of the columns {} is answered",
                    columns.join(", ")
                )
            };
            self.errors.push(idle(&ruling.cells.cell, wrong).help(help));
        }
        match found {
            Whose::One(assessor) => Some(assessor),
            Whose::Both(..) | Whose::Nobodys => None,
        }
    }

    /// Whether the cell is still as it was when it was decided, and needs an answer or has one, as the ruling takes for granted.
    fn fits(
        &mut self,
        (at, ruling): (usize, &Ruling),
        (application, field, assessor): Here,
        all: &Applications,
    ) -> bool {
        let found = all.said(application, field, assessor);
        let personal = found.open().is_none();
        let said = found.open().map_or_else(|| "the answer".to_owned(), quoted);
        let now = if found.is_empty() {
            "nothing".to_owned()
        } else {
            said.clone()
        };
        let proof = self.proof(at, ruling, (application, field, assessor), all);
        if proof == Proof::Other {
            let wrong = if personal {
                "it was decided when the cell, or another personal answer of the applicant, said something else"
                    .to_owned()
            } else if ruling.found.is_empty() {
                format!("it was decided when the cell said nothing; now it says {now}")
            } else {
                format!(
                    "it was decided when the cell said {}; now it says {now}",
                    quoted(&ruling.found)
                )
            };
            let help = if personal {
                "see whether it still holds; then write into `found` what the clarify list of a run without the decision has there, or \
                 remove the row"
            } else {
                "see whether it still holds; then write what the cell says now into `found`, or remove the row"
            };
            self.errors
                .push(idle(&ruling.cells.found, wrong).help(help));
            return false;
        }
        if let Some((apart, cell)) = self.apart(ruling, proof, (application, field, assessor), all)
        {
            let named = quoted(&ruling.cell);
            let apart = apart.words();
            let wrong = if proof == Proof::Same {
                format!(
                    "`cell` is {named}, which is somebody else's and says the same, and the application's cell is {cell}: {apart}"
                )
            } else {
                format!(
                    "`cell` is {named}, and the application's cell is {cell}: {apart}, and `found` does not show that it says the same"
                )
            };
            let help = "see whose answer it is; then write into `cell` where that cell stands now, or into `found` what it says";
            self.errors.push(idle(&ruling.cells.cell, wrong).help(help));
            return false;
        }
        let read = match all.reading(application, field) {
            Reading::Value(Value::Choices(choices)) => choices.unread.is_none(),
            Reading::Value(Value::NearText(_)) => false,
            Reading::Value(_) => true,
            // Where raters are still awaited, those who have rated have answered.
            Reading::Unreadable(_) => {
                let form = &self.rules.form;
                let own = || all.rating(form, application, (field, assessor));
                let is_one_of_several =
                    form.fields[field].kind.is_rating() && all.assessors(field).len() > 1;
                is_one_of_several && matches!(own(), Reading::Value(_))
            }
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
            Kind::Correct if found.revealed() == ruling.answer.trim() => {
                ("the file says so already".to_owned(), "remove the row")
            }
            _ => return true,
        };
        self.errors.push(idle(&ruling.cells.kind, wrong).help(help));
        false
    }

    /// The answer is no answer.
    fn unreadable(&mut self, ruling: &Ruling, wrong: Said, personal: bool) {
        let answer = if personal {
            "the answer".to_owned()
        } else {
            quoted(&ruling.answer)
        };
        let location = Location::Input(ruling.cells.answer.clone());
        let finding = Finding::new(
            Code::RulingUnreadable,
            location,
            format!("{answer} {}", wrong.message),
        );
        self.errors.push(match wrong.help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }
}
