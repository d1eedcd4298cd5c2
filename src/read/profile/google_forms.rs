//! Google Forms: one row of headings that begins with the time; options joined by a comma and a space.

use super::{ANY, Tool, cell};

pub(super) static TOOL: Tool = Tool {
    id: "google-forms",
    name: "Google Forms",
    recognise: |head| {
        matches!(
            cell(head, 0, 0).as_str(),
            "timestamp" | "horodateur" | "zeitstempel" | "отметка времени" | "marca temporal" | "sygnatura czasowa"
        )
    },
    ..ANY
};
