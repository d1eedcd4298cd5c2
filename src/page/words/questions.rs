//! What the step *Questions* says.

use crate::base::counted::count;

pub const DECISION_FILES: &str = "Decisions so far (decisions.csv, or a filled-in clarify list)";
pub const FOR_ALL: &str = "Said once for all answers below";
pub const WHO: &str = "Who decided";
pub const WHEN: &str = "When";
pub const WHY: &str = "Why, or how it is known";
pub const WHY_HINT: &str =
    "It stands in the records of the run: name nobody who should not be named there.";
pub const ANSWER: &str = "Answer";
pub const NO_ANSWER_YET: &str = "no answer yet";
pub const SAVE_DECISIONS: &str = "Save the decisions file";
pub const NO_ANSWER_GIVEN: &str = "No answer was given yet.";
pub const DECISION: &str = "Decision";
pub const OWN_WHY: &str = "Why, where it is another reason";
pub const TAKE_ANSWERS: &str = "Take these answers, and select again";
pub const NOTHING_ASKED: &str = "Nobody is asked anything.";
pub const BEFORE_QUESTIONS: &str = "Select first: what is asked is known then.";
pub const FOUND: &str = "There stands";
pub const WHOM: &str = "To be asked";
pub const HANGS: &str = "Hangs on it";
pub const COULD_WIN: &str = "could win a seat";

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

pub fn asked(many: usize) -> String {
    count(many, "question is open", "questions are open")
}

pub fn answers_taken(many: usize) -> String {
    count(
        many,
        "answer is in the decisions file",
        "answers are in the decisions file",
    )
}
