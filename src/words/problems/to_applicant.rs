//! What is asked about a cell as the applicant hears it: always a question, in no words of rules files or spreadsheets.

use super::parts::WHAT;
use super::{BEING_SETTLED, said};
use crate::values::countries::Hint;
use crate::values::spelling::in_marks;
use crate::values::{Problem, Wrong};

const COUNTRY: &str = "which country do you mean?";
const NUMBER: &str = "which number do you mean?";
const DAY: &str = "which day do you mean? Please write year, month and day, such as 2019-03-28";

/// What is asked of an applicant who answered `text`; none where that may not be shown, or no answer is meant.
pub fn to_applicant(problem: &Problem, personal: bool, text: Option<&str>) -> Option<String> {
    let wrong = &problem.wrong;
    if wrong.is_asked_once() {
        return Some(BEING_SETTLED.to_owned());
    }
    let answered = in_marks(text?);
    let asks = |question: &str| Some(format!("you answered {answered}; {question}"));
    if personal && wrong.tells() {
        return asks(WHAT);
    }
    let said = said(problem, personal);
    let tells = |question: &str| {
        Some(format!(
            "you answered {answered}, which {}; {question}",
            said.message
        ))
    };
    match wrong {
        Wrong::NoCountry | Wrong::PerhapsCountryCode => asks(COUNTRY),
        Wrong::NoNumber | Wrong::ThousandsMarks | Wrong::Mark(..) => asks(NUMBER),
        Wrong::BelowLeast(_) | Wrong::AboveHighest(_) => tells(NUMBER),
        Wrong::NoDate(_)
        | Wrong::NoMoment(_)
        | Wrong::NoTimeOfDay(_)
        | Wrong::NoSuchTime(_)
        | Wrong::OtherCalendar(_)
        | Wrong::ShortYear
        | Wrong::OrderOpen
        | Wrong::OtherOrder(..)
        | Wrong::SerialDay
        | Wrong::TwoDays
        | Wrong::TwoDaysAgain
        | Wrong::PerhapsOtherOrder
        | Wrong::PerhapsExchanged => asks(DAY),
        Wrong::NoSuchDay | Wrong::BeforeEarliest(_) | Wrong::AfterLatest(_) => tells(DAY),
        Wrong::NoAddress | Wrong::SeveralAddresses => tells("which address do you mean?"),
        Wrong::MixedAlphabets(..) => tells("please type it again in one alphabet"),
        Wrong::NeitherYesNorNo | Wrong::EitherYesOrNo => asks("is it yes or no?"),
        // What is meant is plain from the question.
        Wrong::Declined | Wrong::NearCountry(Hint::Misspelt, _) => {
            asks(said.to_applicant.as_deref().unwrap_or(WHAT))
        }
        _ => match &said.to_applicant {
            Some(question) => tells(question),
            None => asks(WHAT),
        },
    }
}

/// What an applicant hears of an answer that says that there is none.
pub fn counts_as_none(answered: &str) -> String {
    format!(
        "you answered {}, which counts as no answer; what is your answer?",
        in_marks(answered)
    )
}
