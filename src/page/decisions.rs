//! Answers as the file that `--decisions` takes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::options::Row;
use super::protocol::{Answer, Request, State};
use super::questions::columns;
use super::words;
use crate::out::{Fill, Sink, csv};
use crate::papers::lists::{Cell, Table};
use crate::papers::titles::Named;

/// The name of the file.
const FILE: &str = "decisions.csv";

/// Sets answers down as a file of decisions, one a row.
pub(super) fn decisions(request: &Request<'_>) -> Answer {
    let rows = &request.options.answers;
    let headings = columns().map(|name| Named {
        name: Cow::Borrowed(name),
        title: Cow::Borrowed(name),
    });
    let (columns, each) = (headings.len(), rows.clone().into_iter());
    let cells = move |row: Row| -> Vec<Cell<'static>> {
        let texts = row.into_iter().take(columns);
        texts.map(|text| Cell::Text(Cow::Owned(text))).collect()
    };
    let table = Table {
        name: "decisions".to_owned(),
        tab: "decisions".to_owned(),
        above: Vec::new(),
        headings: headings.to_vec(),
        unprinted: 0,
        rows: Box::new(each.map(cells)),
    };
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let fill: Fill<'_> = Box::new(|out| csv::write(out, table));
    match files.file(FILE, fill) {
        Ok(()) => Answer {
            files,
            ..Answer::new(State::Done, words::answers_taken(rows.len()))
        },
        Err(finding) => Answer::refused_for("done", &[finding]),
    }
}
