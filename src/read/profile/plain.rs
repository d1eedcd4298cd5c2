//! A plain table: the first row that shows anything holds the headings.

use super::{Tool, first_row};

pub(super) static TOOL: Tool =
    Tool { id: "plain", name: "plain table", recognise: |_| true, above: 0, rows: 1, headings: first_row, own: &[] };
