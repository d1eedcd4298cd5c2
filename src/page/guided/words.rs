//! What the forms of the step *Rules* say.

use crate::base::counted::count;

pub(super) const FORMS: &str = "Change them by forms";
pub(super) const FORMS_ABOUT: &str = "Each form writes into the text of the rules, and changes nothing else of it. What it writes is checked like everything else, and said below.";
pub(super) const NO_FORMS: &str = "The forms come back once the text can be read again.";
pub(super) const WRITE: &str = "Write into the rules";
pub(super) const WRITTEN: &str = "Written into the rules.";
pub(super) const NOTHING_NEW: &str = "The rules say that already.";
pub(super) const AS_TEXT: &str =
    "That can be changed in the text only: somebody wrote it in a form of its own.";
pub(super) const UNDO: &str = "Undo the last change by a form";
pub(super) const CHANGE: &str = "Change";
pub(super) const TAKE_OUT: &str = "Take out";
pub(super) const BACK: &str = "Leave it as it is";

pub(super) const PROGRAMME: &str = "The training";
pub(super) const TITLE: &str = "Title";
pub(super) const SHORT_NAME: &str = "Short name, for files (a-z, 0-9 and hyphens)";
pub(super) const ORGANISER: &str = "Organiser";
pub(super) const PLACE: &str = "Place";
pub(super) const FIRST_DAY: &str = "First day";
pub(super) const LAST_DAY: &str = "Last day";

pub(super) const CALL: &str = "Deadline";
pub(super) const DEADLINE: &str = "Last day";
pub(super) const TIME: &str = "and time; the whole day without one";
pub(super) const ZONE: &str = "Time zone";
pub(super) const CONFIRM_BY: &str = "Day to confirm by";
pub(super) const ANSWER_BY: &str = "Day to answer questions by";

pub(super) const CLAUSES: &str = "What the call says, and what was decided";
pub(super) const CLAUSES_ABOUT: &str = "Every rule rests on a sentence of the call, or on what people decided where the call is silent.";
pub(super) const NEW_CLAUSE: &str = "A further sentence of the call";
pub(super) const DECIDED: &str = "Decided";
pub(super) const BY: &str = "By whom";
pub(super) const ON: &str = "On";

pub(super) const PLACES: &str = "Places and groups";
pub(super) const CAP: &str = "Places in all";
pub(super) const GROUP_SIZE: &str = "Places of a group that says none of its own";
pub(super) const RESERVE: &str = "Reserves for each group";
pub(super) const DEAL: &str = "Where the groups together have more than that";
pub(super) const DEALS: [(&str, &str); 2] = [
    ("by-rank", "the ranking over all decides"),
    ("in-turn", "group by group"),
];
pub(super) const OPEN: &str = "Places beyond the groups";
pub(super) const OPENS: [(&str, &str); 2] = [
    ("none", "stay empty"),
    ("best-ranked", "go to the best-ranked without a seat"),
];
pub(super) const UNFILLED: &str = "Places that a group cannot fill";
pub(super) const UNFILLEDS: [(&str, &str); 2] =
    [("stay-empty", "stay empty"), ("become-open", "become open")];
pub(super) const GROUP: &str = "Group";
pub(super) const SIZE: &str = "Places";
pub(super) const ADD_GROUP: &str = "Add a group";
pub(super) const EVERYBODY: &str = "everybody who is eligible";
pub(super) const WHO_MAY: &str = "Who may sit there";

pub(super) const CRITERIA: &str = "Criteria";
pub(super) const CRITERIA_ABOUT: &str =
    "Whoever does not meet one of them is not eligible. The deadline is always one.";
pub(super) const CRITERION: &str = "Criterion";
pub(super) const ADD_CRITERION: &str = "Add a criterion";
pub(super) const IN_A_FEW_WORDS: &str = "In a few words";
pub(super) const FIELD: &str = "Question of the form";
pub(super) const CHOOSE: &str = "choose one";
pub(super) const ASKED: &str = "What must be so";
pub(super) const VALUES: &str = "Value; several a line each";
pub(super) const VALUE: &str = "Value";
pub(super) const OPTIONS: &str = "Which";
pub(super) const LIST: &str = "or a list of the rules";
pub(super) const NO_LIST: &str = "no list";
pub(super) const PUT_TOGETHER: &str =
    "What is asked is put together of several parts: that is changed in the text.";
pub(super) const RESTS_ON: &str = "It rests on";

pub(super) const RATINGS: &str = "Who rates";
pub(super) const RATING: &str = "Rating";
pub(super) const ADD_RATING: &str = "Make a rating of columns";
pub(super) const COLUMNS: &str = "Columns with the ratings, one for each assessor";
pub(super) const NO_COLUMNS: &str = "no column holds numbers";
pub(super) const LEAST: &str = "Least";
pub(super) const GREATEST: &str = "Greatest";
pub(super) const COMBINE: &str = "Several ratings become one by";
pub(super) const COMBINES: [(&str, &str); 3] = [
    ("mean", "their mean"),
    ("median", "the middle one"),
    ("sum", "their sum"),
];
pub(super) const READ_BY: &str = "How many rate each application, where not all do";
pub(super) const READERS_AS_TEXT: &str =
    "Who reads is written in a form of its own here: that is changed in the text.";

pub(super) const SCORING: &str = "What earns points";
pub(super) const SCORING_ABOUT: &str =
    "Points times weight are a part, and the parts add up to the score.";
pub(super) const MEASURE: &str = "What earns points";
pub(super) const ADD_MEASURE: &str = "Add what earns points";
pub(super) const WEIGHT: &str = "Weight";
pub(super) const BLANK: &str = "Points where nothing was answered; a person is asked without any";
pub(super) const EARNS_ITSELF: &str = "The number itself counts, between its least and greatest.";

pub(super) const MARKS: &str = "Still to be settled";
pub(super) const MARKS_ABOUT: &str = "Nothing decides while a line is marked. Look at each, change what is wrong, and say that it is settled.";
pub(super) const SETTLED: &str = "It is settled";
pub(super) const SHOW: &str = "Show in the text";
pub(super) const NO_MARKS: &str = "No line is marked.";

pub(super) const REMEMBERED: &str = "The rules remember it: it holds for whoever uses them.";
pub(super) const NOTHING_TO_REMEMBER: &str = "Nothing was chosen that the rules could remember.";
pub(super) const NO_SUCH_FORM: &str = "There is no such form.";

/// How a test is asked, by its key.
pub(super) fn asked(key: &str) -> &str {
    match key {
        "is" => "is",
        "in" => "is one of",
        "at_least" => "is at least",
        "at_most" => "is at most",
        "before" => "is before",
        "by" => "is on that day or before",
        "given" => "is answered",
        other => other,
    }
}

pub(super) fn line(number: usize) -> String {
    format!("Line {number}")
}

/// How many lines are marked.
pub(super) fn marked(lines: usize) -> String {
    count(lines, "line", "lines")
}
