//! Applications written down rather than read from a file: worked examples, what-ifs, and what rules are tried with.
//!
//! They go through the same stages as everybody's, so that what comes out is what would have come out.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::ids::{AssessorId, find};
use crate::base::origin::{Column, Row, Source};
use crate::rules::form::Headings;
use crate::rules::{Field, FieldId, Form};
use crate::table::Tool;
use crate::table::doubts::Doubts;
use crate::table::sheet::{Body, Heading, Rows, Sheet};
use crate::values::spelling::fold_words;

/// What one application's cells say: by field, then assessor, the third assessor last. What is left out is blank.
pub type Answers = Vec<Vec<String>>;

/// A sheet called `name` with these applications, one a row from row 2, under headings that the form knows.
pub fn sheet(form: &Form, name: &str, applications: &[Answers]) -> Sheet {
    // Two fields may be read from one column; then its first field says what stands in it.
    let mut seen = BTreeSet::new();
    let mut columns: Vec<(FieldId, AssessorId, &str)> = Vec::new();
    for (id, field) in form.fields.each() {
        for (assessor, heading) in (0..).map(AssessorId).zip(headings(field)) {
            if seen.insert(fold_words(heading)) {
                columns.push((id, assessor, heading));
            }
        }
    }
    let heading = |(number, (_, _, heading)): (u32, &(FieldId, AssessorId, &str))| Heading {
        text: (*heading).to_owned(),
        column: Column(number),
        also: Vec::new(),
    };
    let cell = |answers: &Answers, (field, assessor, _): &(FieldId, AssessorId, &str)| {
        find(answers, *field)
            .and_then(|assessors| find(assessors, *assessor))
            .cloned()
            .unwrap_or_default()
    };
    let row = |(number, answers): (u32, &Answers)| {
        (
            Row(number),
            columns.iter().map(|column| cell(answers, column)).collect(),
        )
    };
    Sheet {
        source: Arc::new(Source {
            file: name.to_owned(),
            sheet: None,
        }),
        dialect: "given".to_owned(),
        tool: Tool::PLAIN,
        digest: String::new(),
        heading_row: Row(1),
        headings: (1..).zip(&columns).map(heading).collect(),
        body: Body::Given(Rows((2..).zip(applications).map(row).collect())),
        doubts: Doubts::default(),
    }
}

/// One heading for each of a field's columns: of readers who share theirs the one by which they can be told apart.
fn headings(field: &Field) -> impl Iterator<Item = &str> {
    let many = |heading: &str| {
        let heading = fold_words(heading);
        let has = |names: &&Headings| names.iter().any(|name| fold_words(name) == heading);
        field.columns().filter(has).count()
    };
    field.columns().filter_map(move |names| {
        let own = names.iter().find(|name| many(name) == 1);
        own.or_else(|| names.first()).map(String::as_str)
    })
}
