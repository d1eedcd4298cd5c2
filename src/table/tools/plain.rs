//! A plain table: the first row that shows anything holds the headings.

use super::{ANY, Tool};

pub(super) static TOOL: Tool = Tool {
    id: "plain",
    name: "plain table",
    recognise: |_| true,
    ..ANY
};
