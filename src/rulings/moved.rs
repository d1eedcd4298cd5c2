//! Whether a ruling still belongs to the cell it was taken about, when the applications were exported anew: by the application's
//! id, the field, and what was found. Where the cell stood is only a help to the eye.

use super::whose_cell::{Whose, parts, which_of};
use super::{Kind, PERSONAL, PERSONAL_AT, Ruling, RulingDone, RulingsPending};
use crate::answers::Applications;
use crate::base::digest;
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rules::{FieldId, Form, Kind as FieldKind};
use crate::values::Sort;

/// The hexadecimal digits of a personal cell's mark: enough to notice another text, and few, since birthdays can be tried out.
const DIGITS: usize = 4;

/// An application, a field, and which of its columns, from 0.
pub(super) type Here = (ApplicationId, FieldId, AssessorId);

/// What `found` shows of the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// It says what it said then.
    Same,
    /// It says something else.
    Other,
    /// Nothing is known of what it said.
    None,
}

/// In what a location that was written down differs from where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Apart {
    file: bool,
    row: bool,
    column: bool,
}

/// What stands before the mark of a personal text on a sheet for people.
const MARK: &str = " (to know it again: ";

impl Apart {
    /// Between two locations, each `file:row` or `file:row:column`.
    pub(super) fn between(named: &str, now: &str) -> Self {
        let (this, that) = (parts(named), parts(now));
        let column = this.2.is_some() && that.2.is_some() && this.2 != that.2;
        Self {
            file: this.0 != that.0,
            row: this.1 != that.1,
            column,
        }
    }

    /// `the file's name and the row differ`.
    pub(super) fn words(self) -> String {
        let parts = [
            (self.file, "the file's name"),
            (self.row, "the row"),
            (self.column, "the column"),
        ];
        let named: Vec<&str> = parts
            .iter()
            .filter(|(differs, _)| *differs)
            .map(|(_, name)| *name)
            .collect();
        match named.as_slice() {
            [] => "nothing differs".to_owned(),
            [one] => format!("only {one} differs"),
            several => format!("{} differ", several.join(" and ")),
        }
    }
}

impl RulingsPending<'_> {
    /// Whether a cell that was written down is this one: the same, or of a file that goes by another name now.
    pub(super) fn names_cell(named: &str, now: &str, all: &Applications) -> bool {
        let apart = Apart::between(named, now);
        let renamed = || {
            !all.sources()
                .any(|source| source.to_string() == parts(named).0)
        };
        !apart.row && !apart.column && (!apart.file || renamed())
    }

    /// The marks of the personal cells that rulings are about, before any is carried out.
    pub(super) fn take_marks(&mut self, all: &Applications) {
        let form = &self.rules.form;
        let own = |ruling: &Ruling| {
            mark(&ruling.found).filter(|mark| !mark.is_empty())?;
            let name = self
                .renamed
                .get(&ruling.application)
                .unwrap_or(&ruling.application);
            let application = all.position(name)?;
            let field = FieldId(
                form.fields
                    .iter()
                    .position(|field| field.name == ruling.about)?,
            );
            let assessor = match which_of(ruling, form, (application, field), all) {
                Whose::One(assessor) => assessor,
                Whose::Both(..) | Whose::Nobodys => AssessorId::FIRST,
            };
            mark_of(form, all, (application, field, assessor), &|_, _| None)
        };
        self.marks = self.rulings.all.iter().map(own).collect();
    }

    /// What `found` shows of a cell.
    pub(super) fn proof(
        &self,
        at: usize,
        ruling: &Ruling,
        here: Here,
        all: &Applications,
    ) -> Proof {
        let found = all.said(here.0, here.1, here.2).revealed();
        // Of a personal cell a form has a mark, also where it is blank.
        let is_personal = || self.rules.form.fields[here.1].personal;
        let same = match mark(&ruling.found) {
            Some("") => return Proof::None,
            Some(mark) => self.marks.get(at).and_then(Option::as_deref) == Some(mark),
            // Nothing was there, and nothing is.
            None if ruling.found.is_empty() && found.is_empty() => ruling.kind == Kind::Clarify,
            None if ruling.found.is_empty() => {
                return if ruling.was_blank && !is_personal() {
                    Proof::Other
                } else {
                    Proof::None
                };
            }
            None => bare(&ruling.found) == bare(found),
        };
        if same { Proof::Same } else { Proof::Other }
    }

    /// In what the cell that a ruling names differs from the application's, where that is a reason to ask.
    pub(super) fn apart(
        &self,
        ruling: &Ruling,
        proof: Proof,
        here: Here,
        all: &Applications,
    ) -> Option<(Apart, String)> {
        let cell = all.origin(here.0, here.1, here.2)?.to_string();
        let asked = !ruling.cell.is_empty() && !Self::names_cell(&ruling.cell, &cell, all);
        let taken = proof == Proof::Same
            && (self.rows_moved(here, all) || !self.is_somebody_else(ruling, here, all));
        (asked && !taken).then(|| (Apart::between(&ruling.cell, &cell), cell))
    }

    /// Whether the cell that is named says the same and is another application's: then the id may be mistyped.
    fn is_somebody_else(
        &self,
        ruling: &Ruling,
        (application, field, assessor): Here,
        all: &Applications,
    ) -> bool {
        let found = bare(all.said(application, field, assessor).revealed());
        let is_named = |other: ApplicationId, assessor: AssessorId| {
            let origin = all.origin(other, field, assessor);
            origin.is_some_and(|origin| origin.to_string() == ruling.cell)
                && bare(all.said(other, field, assessor).revealed()) == found
        };
        all.ids()
            .filter(|other| *other != application)
            .any(|other| {
                all.assessors(field)
                    .any(|assessor| is_named(other, assessor))
            })
    }

    /// Whether other rulings name other rows than their cells', too: then the export, or this file of ratings, was sorted anew.
    fn rows_moved(&self, here: Here, all: &Applications) -> bool {
        let of_ratings = |(application, field, assessor): Here| {
            all.rated_at(application, field, assessor)
                .map(|(file, _)| file)
        };
        let file = of_ratings(here);
        self.rulings.all.iter().any(|ruling| {
            let other = all
                .position(&ruling.application)
                .filter(|other| *other != here.0 && all.has_id(*other));
            let Some(other) = other.filter(|_| !ruling.cell.is_empty()) else {
                return false;
            };
            let rated = self.rated(ruling, other, all);
            let now = match (file, rated) {
                (None, None) if !all.is_of_ratings(parts(&ruling.cell).0) => all.location(other),
                (Some(file), Some(rated)) if of_ratings(rated) == Some(file) => {
                    all.cell_location(other, (rated.1, rated.2), true)
                }
                _ => return false,
            };
            Apart::between(&ruling.cell, &now).row
        })
    }

    /// The rating in a file of its own that a ruling about this application is about, if it is about one.
    fn rated(
        &self,
        ruling: &Ruling,
        application: ApplicationId,
        all: &Applications,
    ) -> Option<Here> {
        let form = &self.rules.form;
        let (field, _) = form
            .fields
            .each()
            .find(|(_, field)| field.kind.is_rating() && field.name == ruling.about)?;
        let Whose::One(assessor) = which_of(ruling, form, (application, field), all) else {
            return None;
        };
        all.rated_at(application, field, assessor)?;
        Some((application, field, assessor))
    }
}

/// The mark of what stands in place of a personal text, blank where it has none; none of any other text.
fn mark(found: &str) -> Option<&str> {
    match found.strip_prefix(PERSONAL_AT) {
        Some(at) => Some(
            at.rsplit_once(MARK)
                .map_or("", |(_, mark)| mark.trim_end().trim_end_matches(')').trim()),
        ),
        None => found.strip_prefix(PERSONAL).map(str::trim),
    }
}

/// What stands in the form in place of a personal text: that it is one, and where it can be made the mark by which it is known. With `at`, where
/// it stands, in words for people.
pub fn withheld(
    form: &Form,
    all: &Applications,
    here: (ApplicationId, FieldId, AssessorId),
    done: &[&RulingDone],
    at: Option<&str>,
) -> String {
    let original = |field: FieldId, assessor: AssessorId| {
        let cell = all.origin(here.0, field, assessor)?.to_string();
        let of = |done: &&&RulingDone| {
            matches!(done.kind, Kind::Clarify | Kind::Correct)
                && done.sort == Sort::Field
                && done.cell == cell
        };
        done.iter().find(of).map(|done| done.was.clone())
    };
    match mark_of(form, all, here, &original) {
        Some(mark) => match at {
            Some(at) => format!("{PERSONAL_AT}{at}{MARK}{mark})"),
            None => format!("{PERSONAL} {mark}"),
        },
        None => at.map_or_else(|| PERSONAL.to_owned(), |at| format!("{PERSONAL_AT}{at}")),
    }
}

/// A mark of a cell's text: the first digits of the SHA-256 of it and of the applicant's other personal texts, so that nobody
/// finds the text by trying who does not know these. None where there are no others. `original` has what stood where people
/// have decided since.
fn mark_of(
    form: &Form,
    all: &Applications,
    (application, field, assessor): Here,
    original: &dyn Fn(FieldId, AssessorId) -> Option<String>,
) -> Option<String> {
    let text = |field: FieldId, assessor: AssessorId| {
        original(field, assessor)
            .unwrap_or_else(|| all.said(application, field, assessor).revealed().to_owned())
    };
    let others = (0..).map(FieldId).zip(&form.fields).filter(|(id, other)| {
        *id != field && other.personal && matches!(other.kind, FieldKind::Text | FieldKind::Email)
    });
    let others: Vec<String> = others
        .map(|(id, _)| bare(&text(id, AssessorId::FIRST)))
        .collect();
    if others.iter().all(String::is_empty) {
        return None;
    }
    let name = form.fields.find(field)?.name.clone();
    let known = [vec![name, bare(&text(field, assessor))], others]
        .concat()
        .join("\u{1f}");
    Some(digest::of(known.as_bytes()).chars().take(DIGITS).collect())
}

/// A text as far as it survives a list made safe for spreadsheets: without white space, apostrophes and control characters.
pub(super) fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\'')
        .collect()
}
