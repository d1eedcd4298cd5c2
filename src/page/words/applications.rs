//! What the step *Applications* says.

use crate::base::counted::count;

pub const APPLICATION_FILES: &str = "Applications (.csv, .xlsx, .xls, .xlsb, .ods)";
pub const RATING_FILES: &str = "Ratings in files of their own";
pub const READING: &str = "Where a file is not read as it should be";
pub const READING_ABOUT: &str = "Leave these as they are unless a message below says otherwise.";
pub const CHECK: &str = "Read the files";
pub const SELECT: &str = "Select";
pub const COLUMN: &str = "Column";
pub const HEADING: &str = "Heading";
pub const FIELD: &str = "Read as";
pub const NO_COLUMN: &str = "no column";
pub const NOT_USED: &str = "not used";
pub const SHEET: &str = "Sheet of the workbook";
pub const HEADER_ROW: &str = "Row of the headings";
pub const DELIMITER: &str = "What separates cells";
pub const ENCODING: &str = "Encoding";
pub const TOOL: &str = "Form tool";
pub const HIDDEN: &str = "Hidden rows and columns";
pub const STRUCK: &str = "Rows that are crossed out";
pub const FIND_OUT: &str = "find out";
pub const ASK_ME: &str = "ask me";
pub const INCLUDE: &str = "they count";
pub const EXCLUDE: &str = "they do not count";
pub const DELIMITERS: [(&str, &str); 4] = [
    ("comma", "comma"),
    ("semicolon", "semicolon"),
    ("tab", "tab"),
    ("pipe", "vertical bar"),
];
pub const ON: &str = "Day of the selection";
pub const ON_ABOUT: &str =
    "It stands on the cover and in the report, where you say it: the page reads no clock.";
pub const STAGE: &str = "Stage";
pub const REMEMBER: &str = "Remember in the rules";
pub const REMEMBER_ABOUT: &str =
    "All but hidden and crossed-out rows, which are decided for each file.";

pub fn rows_read(rows: usize, files: usize) -> String {
    format!(
        "{} in {}",
        count(rows, "row", "rows"),
        count(files, "file", "files")
    )
}

pub fn to_ask_about(many: usize) -> String {
    count(
        many,
        "kind of answer to ask about",
        "kinds of answers to ask about",
    )
}
