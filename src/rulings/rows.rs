//! Rows without an id: which application they are, or that they are none; and responses that the form tool marks as unfinished, a
//! preview or a test: that they count, or do not.

use super::answers::says_nothing;
use super::moved::Apart;
use super::{COUNTS, Key, Kind, NO_ANSWER, Ruling, RulingDone, RulingsPending, done, idle};
use crate::answers::{Applications, override_cell, same_id, sources};
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{ApplicationId, AssessorId, Per};
use crate::rules::{FieldId, Form};
use crate::table::tools::responses::RESPONSE;
use crate::values::spelling::{fold, quoted};
use crate::values::{Reading, Sort};

/// What people answer where a row is no application, in place of an id.
const NO_APPLICATION: &[&str] = &[
    "no application",
    "not an application",
    "no applicant",
    "none",
    "total",
    "totals",
    "sum",
    "average",
    "mean",
    "footer",
    "remark",
    "note",
    "headings",
    "heading",
    "header",
    "leave out",
    "leave-out",
];
impl RulingsPending<'_> {
    /// Gives rows their ids, settles which marked responses count, and takes those out that are no applications.
    pub fn rows(&mut self, applications: &mut Applications) {
        let mut named: Vec<(ApplicationId, &Ruling)> = Vec::new();
        let mut left_out: Per<ApplicationId, bool> = applications.ids().map(|_| false).collect();
        for (at, ruling) in self.open(&[Kind::Clarify, Kind::LeaveOut]) {
            let sort = self.sort(ruling, applications);
            if ruling.kind == Kind::Clarify && sort == Sort::Field {
                continue;
            }
            let about_response = sort == Sort::Response;
            let Some(application) = self.row(ruling, applications) else {
                continue;
            };
            if self.again(at, ruling, Key::Row(application))
                || !self.is_same_row(ruling, application, applications)
            {
                continue;
            }
            let unclear =
                ruling.kind == Kind::Clarify && same_id::is_like_another(applications, application);
            // `no application`, answered to the question which one a row is, says that it is none.
            let out = ruling.kind == Kind::LeaveOut
                || (about_response || self.is_id(&ruling.about))
                    && NO_APPLICATION.contains(&fold(&ruling.answer).as_str());
            let named_by_cell = out
                && Self::names_cell(
                    &ruling.cell,
                    &applications.location(application),
                    applications,
                );
            if let (Some(unsure), true) = (applications.unsure(application), about_response || out)
            {
                let (id, cell) = (
                    applications.id(application).into_owned(),
                    applications.location(application),
                );
                let was = unsure.found.to_string();
                if out {
                    left_out[application] = true;
                } else if fold(&ruling.answer) == COUNTS {
                    applications.count(application);
                } else {
                    let wrong = format!(
                        "{} does not say whether the response counts",
                        quoted(&ruling.answer)
                    );
                    let finding = Finding::new(
                        Code::RulingUnreadable,
                        Location::Input(ruling.cells.answer.clone()),
                        wrong,
                    );
                    self.errors.push(
                        finding.help("write `counts`, or `no application` where it does not"),
                    );
                    continue;
                }
                let done = done(ruling, Sort::Response, &id, cell, was, false);
                self.carried_out(
                    at,
                    RulingDone {
                        left_out: out,
                        ..done
                    },
                );
            } else if applications.has_id(application) && !unclear && !named_by_cell {
                let (id, cell) = (
                    applications.id(application),
                    applications.location(application),
                );
                let wrong = if out && !ruling.cell.is_empty() {
                    let apart = Apart::between(&ruling.cell, &cell).words();
                    format!(
                        "`cell` is {}, and the row of `{id}` is {cell}: {apart}",
                        quoted(&ruling.cell)
                    )
                } else {
                    format!("the row has an id, `{id}`")
                };
                let help = format!(
                    "if it is no application after all, such as headings pasted twice or a total, the decision is `leave-out` with `{}` in `cell`",
                    applications.location(application)
                );
                self.errors.push(idle(&ruling.cells.kind, wrong).help(help));
            } else if out {
                left_out[application] = true;
                let (id, cell) = (
                    applications.id(application).into_owned(),
                    applications.location(application),
                );
                self.warn_of_an_application(ruling, application, applications);
                let was = in_words(&self.rules.form, applications, application);
                let done = done(ruling, Sort::Id, &id, cell, was, false);
                self.carried_out(
                    at,
                    RulingDone {
                        left_out: true,
                        ..done
                    },
                );
            } else if self.give_id(at, ruling, application, applications) {
                named.push((application, ruling));
            }
        }
        // Places change once ids do, and rows once some are gone.
        for (application, ruling) in &named {
            let id = sources::given_id(
                &self.rules.form,
                applications,
                *application,
                ruling.answer.trim(),
            );
            override_cell::put(
                &self.rules.form,
                applications,
                *application,
                (self.rules.form.id, AssessorId::FIRST),
                &id,
            );
        }
        let some_out = left_out.iter().any(|out| *out);
        if some_out {
            applications.drop_rows(&left_out);
        }
        if some_out || !named.is_empty() {
            applications.sort_by_id();
        }
    }

    /// Warns where the row that goes has what applications have: it may be somebody's.
    fn warn_of_an_application(
        &mut self,
        ruling: &Ruling,
        application: ApplicationId,
        applications: &Applications,
    ) {
        let submitted = applications.reading(application, self.rules.call.submitted);
        if !applications.has_id(application) || !matches!(submitted, Reading::Value(_)) {
            return;
        }
        let id = applications.id(application);
        let message = format!(
            "{} is left out as no application, and has an id and a moment as applications have",
            quoted(&id)
        );
        let finding = Finding::new(
            Code::LeftOut,
            Location::Input(ruling.cells.kind.clone()),
            message,
        );
        self.notes.push(finding.help(
            "if it is somebody's application, remove the decision; what stays are its row in decisions.csv and `intake explain`",
        ));
    }

    /// The row a ruling is about: of several with one id the one whose location it names, as a heading that was pasted twice.
    fn row(&mut self, ruling: &Ruling, applications: &Applications) -> Option<ApplicationId> {
        let named = |row: &ApplicationId| {
            Self::names_cell(&ruling.cell, &applications.location(*row), applications)
                && applications.id(*row) == ruling.application
        };
        let by_cell = || applications.ids().find(named);
        let found = (ruling.kind == Kind::LeaveOut).then(by_cell).flatten();
        found
            .or_else(|| self.by_mark(ruling, applications))
            .or_else(|| self.application(ruling, applications))
    }

    /// A row without an id that stands elsewhere by now, by its mark; none where two have it, or where it stands as it did.
    fn by_mark(&self, ruling: &Ruling, applications: &Applications) -> Option<ApplicationId> {
        let is = |row: &ApplicationId| {
            !applications.has_id(*row) && applications.row_mark(*row) == ruling.found
        };
        let here = applications.position(&ruling.application);
        if ruling.found.is_empty() || here.is_some_and(|row| applications.has_id(row) || is(&row)) {
            return None;
        }
        let mut marked = applications.ids().filter(is);
        marked.next().filter(|_| marked.next().is_none())
    }

    /// Whether a row that goes by its location is still the one that was asked about: locations change when a file is exported anew.
    fn is_same_row(
        &mut self,
        ruling: &Ruling,
        application: ApplicationId,
        applications: &Applications,
    ) -> bool {
        let same =
            applications.has_id(application) || ruling.found == applications.row_mark(application);
        if !same {
            let wrong = if ruling.found.is_empty() {
                "a row without an id is known by its mark, and `found` holds none".to_owned()
            } else {
                format!(
                    "another row stood at {} when it was decided",
                    ruling.application
                )
            };
            let help = "the clarify list of a run of these applications has the mark, such as `row 1f3a9c02`, under `found`";
            self.errors
                .push(idle(&ruling.cells.found, wrong).help(help));
        }
        same
    }

    /// What `clarify` and `correct` are about: which application a row is, whether a marked response is one, or a field.
    ///
    /// A field may be called as these questions are. Then the cell tells which is meant, and where none is named, what is asked
    /// about the application.
    pub(super) fn sort(&self, ruling: &Ruling, applications: &Applications) -> Sort {
        if ruling.kind != Kind::Clarify {
            return Sort::Field;
        }
        let name = self
            .renamed
            .get(&ruling.application)
            .unwrap_or(&ruling.application);
        let application = applications.position(name);
        let marked = || application.is_some_and(|found| applications.unsure(found).is_some());
        let asked = if self.is_id(&ruling.about) {
            Sort::Id
        } else if ruling.about == RESPONSE && marked() {
            Sort::Response
        } else {
            return Sort::Field;
        };
        let mut fields = (0..).map(FieldId).zip(&self.rules.form.fields);
        let field =
            fields.find(|(id, field)| *id != self.rules.form.id && field.name == ruling.about);
        let Some((field, _)) = field else {
            return asked;
        };
        // Rows that are being given their ids are not found by them yet.
        let Some(application) = application else {
            return Sort::Field;
        };
        let column = ruling.cell.rsplit(':').next();
        let in_column = |assessor: AssessorId| {
            let column_of = applications
                .origin(application, field, assessor)
                .and_then(|origin| origin.column);
            column_of.is_some_and(|of| Some(of.to_string().as_str()) == column)
        };
        let open = match asked {
            Sort::Id => {
                !applications.has_id(application)
                    || same_id::is_like_another(applications, application)
            }
            _ => !ruling.cell.is_empty() || fold(&ruling.answer) == COUNTS,
        };
        if open && !applications.assessors(field).any(in_column) {
            asked
        } else {
            Sort::Field
        }
    }

    /// Whether the answer can be an id; if so, it is noted that it was given.
    fn give_id(
        &mut self,
        at: usize,
        ruling: &Ruling,
        application: ApplicationId,
        applications: &Applications,
    ) -> bool {
        let id = self.rules.form.id;
        let answer = &sources::given_id(
            &self.rules.form,
            applications,
            application,
            ruling.answer.trim(),
        );
        let reading = override_cell::reading(
            &self.rules.form,
            applications.form_source(application),
            id,
            answer,
        );
        let is_word = fold(&ruling.answer) == NO_ANSWER || ruling.answer.trim().starts_with('(');
        if !matches!(reading, Reading::Value(_)) || is_word || says_nothing(&ruling.answer) {
            let wrong = format!("{} is no id", quoted(&ruling.answer));
            let finding = Finding::new(
                Code::RulingUnreadable,
                Location::Input(ruling.cells.answer.clone()),
                wrong,
            );
            self.errors.push(
                finding.help(
                    "write the id that the application shall have; or `no application`, which leaves the row out",
                ),
            );
            return false;
        }
        let cell = applications.origin(application, id, AssessorId::FIRST);
        let cell = cell.map_or_else(
            || applications.location(application),
            |origin| origin.to_string(),
        );
        let was = applications
            .said(application, id, AssessorId::FIRST)
            .open()
            .unwrap_or_default()
            .to_owned();
        self.renamed
            .insert(ruling.application.clone(), answer.to_owned());
        self.carried_out(at, done(ruling, Sort::Id, answer, cell, was, false));
        true
    }

    /// Whether a ruling is about the id; `id` is what questions call it, whatever the rules do.
    fn is_id(&self, about: &str) -> bool {
        let field = self.rules.form.fields.find(self.rules.form.id);
        about == "id" || field.is_some_and(|field| field.name == about)
    }
}

/// What a row says in the columns that are not personal, as far as it helps to know it again.
fn in_words(form: &Form, applications: &Applications, application: ApplicationId) -> String {
    const CELL: usize = 40;
    const CELLS: usize = 12;
    let fields = (0..)
        .map(FieldId)
        .zip(&form.fields)
        .filter(|(id, _)| *id != form.id);
    let said = fields.flat_map(|(id, field)| {
        let texts = applications
            .assessors(id)
            .filter_map(move |assessor| applications.said(application, id, assessor).open());
        texts.filter(|text| !text.is_empty()).map(|text| {
            let short: String = text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .chars()
                .take(CELL)
                .collect();
            let more = if text.chars().nth(CELL).is_some() {
                "…"
            } else {
                ""
            };
            format!("{} `{short}{more}`", field.name)
        })
    });
    said.take(CELLS).collect::<Vec<_>>().join("; ")
}
