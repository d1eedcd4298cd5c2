//! Jotform: one row of headings that begins with the moment of submission and ends with the submission's number.

use super::{ANY, Tool, cell};
use crate::values::spelling::fold_words;

pub(super) static TOOL: Tool = Tool {
    id: "jotform",
    name: "Jotform",
    recognise: |head| {
        let last = head
            .first()
            .and_then(|row| row.iter().rev().find(|cell| !cell.trim().is_empty()));
        cell(head, 0, 0) == "submission date"
            && last.is_some_and(|last| fold_words(last) == "submission id")
    },
    own: &["ip", "submission ip"],
    ..ANY
};
