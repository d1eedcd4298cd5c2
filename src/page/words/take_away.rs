//! What the step *Take away* says.

use crate::base::counted::count;

pub const PACK: &str = "Save the run (.zip)";
pub const EACH_FILE: &str = "Each file by itself";
pub const OPEN_RUN: &str = "Open a saved run (.zip)";
pub const WITHOUT_WORKBOOK: &str = "Leave out the workbooks";
pub const AS_WRITTEN: &str = "The run is as it was written.";
pub const SEE_REPORT: &str = "See its report";
pub const NO_REPORT: &str =
    "It was made without a report; people are looked up in the step Selection all the same.";
pub const REPORT_OF_OTHERS: &str =
    "Its report.html holds what Intake writes in no report, and is not shown.";
pub const TOUCHED: &str = "The run is not as it was written: use nothing from it.";
pub const PACKET: &str = "A packet for the panel";
pub const PACKET_ABOUT: &str = "One page to print: a cover, then everybody on a page of their own with what was decided and why.";
pub const PACKET_WHOM: &str = "About whom";
pub const PACKET_KINDS: [(&str, &str); 3] = [
    ("close-calls", "those around the last seats"),
    ("group", "everybody of a group, selected or in reserve"),
    ("named", "those named below"),
];
pub const PACKET_GROUP: &str = "Group";
pub const PACKET_NAMED: &str = "Names or application ids, one a line";
pub const PACKET_NAMES: &str =
    "Show names and statements (from the applications given; the packet is then confidential)";
pub const NO_NAMES: &str = "Give the applications first: names and statements stand in them alone.";
pub const NOBODY_NAMED: &str = "Say whom the packet is about.";
pub const MAKE_PACKET: &str = "Make the packet";
pub const SAVE_PACKET: &str = "Save the packet (.html)";

pub fn files_made(many: usize) -> String {
    count(many, "file", "files")
}

pub fn packet_made(people: usize) -> String {
    let people = count(people, "person is", "people are");
    format!("{people} in the packet, each on a page of their own; save it below")
}
