//! What the page says, in one place; what the engine says itself stands with the engine. English for now.

mod files;

use crate::base::counted::count;
pub use files::of_file;

/// The page's name, and what it is in one sentence.
pub const NAME: &str = "Intake";
pub const ABOUT: &str = "Turns a pile of applications into ranked rosters by published rules, and gives a reason for every outcome.";
/// Said at the top, and in full where it is asked for.
pub const PRIVATE: &str = "Everything happens in this page, on this computer. No file leaves it.";
pub const PRIVATE_MORE: [&str; 6] = [
    "The page cannot send anything: it was tried in Chromium and Firefox with a script that tries every way out, and no request left. So it works without a network, too.",
    "It keeps nothing: close it, and what you did not save is gone. It warns you before it does that.",
    "It reads only the files that you give it, and saves a file only where you press a button.",
    "It cannot protect you from other programs: an extension of your browser may read every page, this one, too. Use a browser without extensions, or a private window in which they are off.",
    "It cannot protect you from a changed copy: take it from where your office keeps it, and compare its SHA-256 sum with the one that was published with it.",
    "What you save is a file like any other: rosters and workbooks hold names. Whoever mails one has sent it.",
];
pub const NO_SCRIPT: &str =
    "This page needs scripts, which are off in this browser. The command `intake` does the same.";
pub const SKIP: &str = "Skip to the step";
pub const STEPS_LABEL: &str = "Steps";
pub const LOADING: &str = "Loading …";
pub const READY: &str = "Ready.";
pub const OLD_BROWSER: &str = "This browser is too old for the page: it needs one of 2023 or later. The command `intake` does the same.";
pub const WORKING: &str = "Working …";
pub const CANCEL: &str = "Cancel";
pub const CANCELLED: &str = "Cancelled: nothing was changed.";
pub const STATE_BLANK: &str = "not begun";
pub const STATE_DONE: &str = "done";
pub const STATE_OPEN: &str = "something is open";
pub const STATE_REFUSED: &str = "needs you";
pub const STATE_STALE: &str = "to be done again";
pub const NEXT: &str = "Next:";
pub const REMOVE: &str = "Remove";
pub const GIVEN: &str = "Files given";
pub const NONE_GIVEN: &str = "None yet.";
pub const SAVE: &str = "Save";
pub const OR_DROP: &str = "or drop them here";
pub const UNSAVED: &str = "There are answers or a selection that you have not saved.";
pub const TOO_LARGE: &str = "These files are more than a page can hold. Use the command `intake`, which reads millions of rows.";
pub const PRINT: &str = "Print this step";
pub const SAVED: &str = "Saved:";
pub const OPENED: &str = "This run was opened from a file. Its story is report.html among its files; look people up here.";
pub const SAY_WHO: &str = "Say who decided, when and why: a decision without them does not count.";
pub const NO_ANSWER_GIVEN: &str = "No answer was given yet.";
pub const SAVE_DECISIONS: &str = "Save the decisions file";
pub const LETTERS: &str = "Letters";
pub const WHAT_TO_DO: &str = "What to do:";
pub const NO_RULES: &str = "no rules yet: give a rules file first";
pub const NO_APPLICATIONS: &str = "no applications yet: give an export first";
pub const NO_RUN: &str = "no selection yet: select first, or open a saved run";
pub const NO_SUCH_FILES: &str = "these files are nothing this step takes";

/// A step of the road.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub id: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    /// What to do after it.
    pub next: &'static str,
}

/// The road, in the order in which it is walked.
pub const STEPS: [Step; 6] = [
    Step {
        id: "rules",
        title: "Rules",
        about: "What the call asked for, as a rules file: who is eligible, what earns points, how seats are given.",
        next: "read every rule below as a sentence beside the clause it rests on; then give the applications.",
    },
    Step {
        id: "applications",
        title: "Applications",
        about: "The export of the form tool as it is, CSV or Excel, and ratings in files of their own where there are some.",
        next: "look whether each column is read as what it is, and what could not be read; then select.",
    },
    Step {
        id: "questions",
        title: "Questions",
        about: "What only a person can answer. Nothing that cannot be read counts as yes, no or zero: it is asked here.",
        next: "answer what you can, and select again with the answers; the rest stays open, and seats it could take stay provisional.",
    },
    Step {
        id: "selection",
        title: "Selection",
        about: "Who got how far and why, the groups, who is close to a last seat, and how firm the seats are.",
        next: "look somebody up, or take the run away.",
    },
    Step {
        id: "take",
        title: "Take away",
        about: "The run as one packed folder, the same to the byte as the command writes it, and each file by itself. A saved run is opened here again.",
        next: "keep the packed run where the applications are kept: it holds names.",
    },
    Step {
        id: "after",
        title: "After",
        about: "Letters to everybody who applied, packs for assessors, and who comes next when a seat is given back.",
        next: "save the letters, and look at those in the folder look-first before you send them.",
    },
];

// Rules.
pub const RULES_FILE: &str = "Rules file and its lists (.toml, .csv)";
pub const TAKE_SAMPLE: &str = "Take the sample";
pub const SAMPLE_ABOUT: &str = "A real call with invented applicants, to try the page with.";
pub const DRAFT: &str = "Begin from an export";
pub const DRAFT_FILE: &str = "Export to begin from (.csv, .xlsx, .xls, .xlsb, .ods)";
pub const DRAFT_ABOUT: &str =
    "Makes a first rules file for its columns, in which every line marked EDIT is yours to settle.";
pub const EDITOR: &str = "The rules as text";
pub const EDITOR_ABOUT: &str =
    "Change them here; they are checked as you type. Tab leaves the text.";
pub const DRAFT_MADE: &str = "A first rules file: go through every line marked EDIT.";
pub const SAVE_RULES: &str = "Save the rules file";
pub const RULES_VALID: &str = "The rules are valid.";
pub const EVERY_RULE: &str = "Every rule, and what it rests on";

// Applications.
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
pub const STAGE: &str = "Stage";
pub const REMEMBER: &str = "Remember in the rules";
pub const REMEMBER_ABOUT: &str =
    "All but hidden and crossed-out rows, which are decided for each file.";

// Questions.
pub const DECISION_FILES: &str = "Decisions so far (decisions.csv, or a filled-in clarify list)";
pub const FOR_ALL: &str = "Said once for all answers below";
pub const WHO: &str = "Who decided";
pub const WHEN: &str = "When";
pub const WHY: &str = "Why, or how it is known";
pub const WHY_HINT: &str =
    "It stands in the records of the run: name nobody who should not be named there.";
pub const ANSWER: &str = "Answer";
pub const NO_ANSWER_YET: &str = "no answer yet";
pub const DECISION: &str = "Decision";
pub const OWN_WHY: &str = "Why, where it is another reason";
pub const TAKE_ANSWERS: &str = "Take these answers, and select again";
pub const NOTHING_ASKED: &str = "Nobody is asked anything.";
pub const BEFORE_QUESTIONS: &str = "Select first: what is asked is known then.";
pub const FOUND: &str = "There stands";
pub const WHOM: &str = "To be asked";
pub const HANGS: &str = "Hangs on it";
pub const COULD_WIN: &str = "could win a seat";

// Selection.
pub const LOOK_UP: &str = "Look somebody up";
pub const PERSON: &str = "Name or application id";
pub const OTHER: &str = "Beside (another application, if you like)";
pub const EXPLAIN: &str = "Explain";
pub const EXPLAINED: &str = "It is said below.";
pub const FIRMNESS: &str = "How firm are the seats?";
pub const FIRMNESS_ABOUT: &str =
    "By how much each weight may change before somebody else gets a seat.";

// Take away.
pub const PACK: &str = "Save the run (.zip)";
pub const EACH_FILE: &str = "Each file by itself";
pub const OPEN_RUN: &str = "Open a saved run (.zip)";
pub const WITHOUT_WORKBOOK: &str = "Leave out the workbooks";
pub const AS_WRITTEN: &str = "The run is as it was written.";
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

// After.
pub const LETTER_DATE: &str = "Day of the letters";
pub const MAKE_LETTERS: &str = "Make the letters";
pub const SAVE_LETTERS: &str = "Save the letters (.zip)";
pub const PACKS: &str = "Packs for assessors";
pub const PACKS_ABOUT: &str = "A workbook for each assessor, with what they read and cells to fill in. Filled in, it is given as a file of ratings.";
pub const ASSESSORS_FILE: &str = "Assessors, where the rules want a file of them";
pub const MAKE_PACKS: &str = "Make the packs";
pub const SAVE_PACKS: &str = "Save the packs (.zip)";
pub const DROPOUTS: &str = "Who gave a seat back";
pub const DROPOUTS_ABOUT: &str = "Whoever has a seat keeps it; what was given back goes to whoever comes next by the same rules.";
pub const APPLICATION: &str = "Application id";
pub const HOW: &str = "What happened";
pub const DROPOUT_KINDS: [(&str, &str); 2] = [
    ("withdrawn", "withdrew"),
    ("unavailable", "cannot take part"),
];
pub const LOOK_FIRST: &str = "Late by the zone of the call alone, and in time by the clock they were sent by; look before you send these:";
pub const UNADDRESSED: &str = "Without an e-mail address that can be read:";
pub const REPLACE: &str = "Find who comes next";

/// That nothing is asked by that name.
pub fn nothing_asked(name: &str) -> String {
    format!("nothing is asked by the name `{name}`")
}

pub fn contradicts_itself(what: &str) -> String {
    format!(
        "Internal error: Intake contradicts itself, and decides nothing: {what}. This is a fault of the program, not of your files; please report it with this message."
    )
}

pub fn broke_down(what: &str) -> String {
    format!(
        "Internal error: Intake itself broke down, and decided nothing: {what}. Please report this if it happens again."
    )
}

/// What a decision is called, by the word that a file of decisions has for it.
pub fn decision(word: &str) -> &str {
    match word {
        "clarify" => "the answer takes the place of what stands there",
        "stands" => "the application named stands for the person",
        "leave-out" => "the row is no application",
        "withdrawn" => "the applicant withdrew",
        "unavailable" => "the applicant cannot take part",
        other => other,
    }
}

/// What a letter says, by its kind.
pub fn letter(kind: &str) -> &str {
    match kind {
        "selected" => "offered a seat",
        "confirmed" => "keeps a seat that was confirmed",
        "shortlisted" => "on the shortlist",
        "not-shortlisted" => "not on the shortlist",
        "dropped-out" => "no longer takes part",
        "reserve" => "on the reserve list",
        "unplaced" => "eligible, and without a seat",
        "ineligible" => "not eligible, with every reason",
        "clarify" => "asked what is not clear",
        "undecided" => "not decided yet: an awaited answer could still change it",
        "superseded" => "another application of the same person stands",
        other => other,
    }
}

/// How many things refuse what was given.
pub fn refused(errors: usize) -> String {
    match errors {
        0 => "cannot be used as it is".to_owned(),
        many => format!("{} to be settled first", count(many, "thing", "things")),
    }
}

/// What findings of a severity are called, one and several.
pub fn severity(severity: crate::base::finding::Severity) -> (&'static str, &'static str) {
    use crate::base::finding::Severity;
    match severity {
        Severity::Error => ("thing that stops it", "things that stop it"),
        Severity::Question => (
            "kind of answer to ask about",
            "kinds of answers to ask about",
        ),
        Severity::Warning => ("thing to look at again", "things to look at again"),
        Severity::Note => ("thing worth knowing", "things worth knowing"),
    }
}

pub fn line_of(file: &str, line: usize) -> String {
    format!("{file}, line {line}")
}

/// What a rules file comes to.
pub fn rules_line(
    title: &str,
    criteria: usize,
    measures: usize,
    groups: usize,
    cap: u32,
) -> String {
    format!(
        "{title}: {} with the deadline, {}, {}, {}",
        count(criteria, "criterion", "criteria"),
        count(measures, "measure", "measures"),
        count(groups, "group", "groups"),
        count(cap, "place", "places")
    )
}

pub fn unsettled(many: usize) -> String {
    let places = count(many, "place is", "places are");
    format!("{places} still to be settled (EDIT); nothing is decided by these rules until then")
}

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

pub fn asked(many: usize) -> String {
    count(many, "question is open", "questions are open")
}

pub fn selected(firm: usize, seats: usize) -> String {
    if firm == 0 && seats > 0 {
        format!(
            "{}, none of them firm yet",
            count(seats, "seat is given", "seats are given")
        )
    } else if firm == seats {
        format!(
            "{}, all of them firm",
            count(seats, "seat is given", "seats are given")
        )
    } else {
        format!(
            "{}, {firm} of them firm",
            count(seats, "seat is given", "seats are given")
        )
    }
}

pub fn files_made(many: usize) -> String {
    count(many, "file", "files")
}

pub fn packet_made(people: usize) -> String {
    let people = count(people, "person is", "people are");
    format!("{people} in the packet, each on a page of their own; save it below")
}

pub fn letters_made(many: usize) -> String {
    count(many, "letter", "letters")
}

pub fn too_late(by: &str) -> String {
    format!("The letters ask to confirm by {by}, and are dated later: give an earlier day.")
}

pub fn packs_made(many: usize) -> String {
    count(many, "pack", "packs")
}

pub fn answers_taken(many: usize) -> String {
    count(
        many,
        "answer is in the decisions file",
        "answers are in the decisions file",
    )
}
