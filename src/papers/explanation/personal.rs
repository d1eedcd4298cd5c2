//! An applicant's own answers in personal columns, read from the applications anew because somebody asked for them.

use std::borrow::Cow;

use serde::Serialize;

use super::Section;
use crate::answers::Applications;
use crate::base::ids::{ApplicationId, AssessorId};
use crate::record::Nth;
use crate::rules::{Field, Rules, Subject};
use crate::words;

/// What one column says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Own {
    /// The field's name.
    pub field: String,
    /// Of a rating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessor: Option<Nth<AssessorId>>,
    /// The cell as `file:row:column`.
    pub at: String,
    pub text: String,
    /// What it was read as, where that is another text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
}

/// The answers of one application in the fields wanted.
pub fn own(
    rules: &Rules,
    applications: &Applications,
    of: ApplicationId,
    wanted: &dyn Fn(&Field) -> bool,
) -> Vec<Own> {
    let mut own = Vec::new();
    for (id, field) in rules.form.fields.each().filter(|(_, field)| wanted(field)) {
        for assessor in applications.assessors(id) {
            if let Some(at) = applications.origin(of, id, assessor) {
                let text = applications.said(of, id, assessor).revealed().to_owned();
                let rated = field.kind.is_rating();
                // Several cells are read together, and the criteria say as what.
                let single = applications.assessors(id).len() == 1;
                let reading = single.then(|| applications.reading(of, id));
                let read = reading.and_then(|reading| {
                    words::reading(words::titled(rules), Subject::Field(id), reading)
                });
                let read = read.map(Cow::into_owned).filter(|read| *read != text);
                let assessor = rated.then(|| assessor.into());
                own.push(Own {
                    field: field.name.clone(),
                    assessor,
                    at: at.to_string(),
                    text,
                    read,
                });
            }
        }
    }
    own
}

/// The answers, with or without the cells they stand in.
pub(in crate::papers) fn section(heading: &str, own: &[Own], cells: bool) -> Section {
    let mut section = Section::new("personal", heading);
    let text = |own: &Own| match &own.read {
        _ if own.text.is_empty() => "no answer".to_owned(),
        Some(read) => format!("{}, read as {read}", own.text),
        None => own.text.clone(),
    };
    let name = |own: &Own| match own.assessor {
        Some(assessor) => format!("{}, A{assessor}", own.field),
        None => own.field.clone(),
    };
    let row = |own: &Own| {
        vec![name(own), text(own)]
            .into_iter()
            .chain(cells.then(|| own.at.clone()))
            .collect()
    };
    let headings = ["field", "answer", "cell"];
    if !own.is_empty() {
        section.table(
            headings
                .get(..if cells { 3 } else { 2 })
                .unwrap_or(&headings),
            own.iter().map(row).collect(),
        );
    }
    section
}
