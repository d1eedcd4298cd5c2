//! What the page says, in one place; what the engine says itself stands with the engine. English for now.

mod after;
mod applications;
mod files;
mod questions;
mod rules;
mod selection;
mod take_away;

pub use self::after::*;
pub use self::applications::*;
pub use self::files::of_file;
pub use self::questions::*;
pub use self::rules::*;
pub use self::selection::*;
pub use self::take_away::*;
use crate::base::counted::count;

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
pub const OPENED: &str = "This run was opened from a file.";
pub const SAY_WHO: &str = "Say who decided, when and why: a decision without them does not count.";
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
