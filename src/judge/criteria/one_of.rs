//! `is` and `in`: is the value one of a set? Who chose several options needs only one of them in the set.

use crate::rules::criteria::Set;
use crate::values::spelling::fold;
use crate::values::{Answer, Value};

/// Met when the value is in the set, not met when it is not, unclear when the value is only known in part.
///
/// `text` is the text of a text value.
pub fn answer<'a>(set: &Set, value: &Value, text: impl FnOnce() -> &'a str) -> Answer {
    match (set, value) {
        (Set::Countries(countries), Value::Country(country)) => {
            countries.binary_search(country).is_ok().into()
        }
        (Set::Options(options), Value::Choices(choices)) => {
            if choices.chosen.iter().any(|option| options.contains(option)) {
                Answer::Met
            } else if choices.unread.is_some() {
                Answer::Unclear
            } else {
                Answer::NotMet
            }
        }
        (Set::Levels(wanted), Value::Level(levels)) => {
            let all = levels.iter().all(|level| wanted.contains(level));
            let any = levels.iter().any(|level| wanted.contains(level));
            known(all, any)
        }
        (Set::YesNo(wanted), Value::YesNo(answer)) => (wanted == answer).into(),
        (Set::Numbers(numbers), Value::Number(number)) => numbers.contains(number).into(),
        (Set::Texts(texts), Value::Text) => texts.binary_search(&fold(text())).is_ok().into(),
        (Set::Texts(texts), Value::NearText(near)) => {
            let known_as = |value: &String| texts.binary_search(value).is_ok();
            known(known_as(&fold(text())), near.values.iter().any(known_as))
        }
        // The rules are refused when a set does not fit its field's type.
        _ => Answer::Unclear,
    }
}

/// Met when it holds for all that is possible, not met when for nothing that is possible.
pub(super) fn known(all: bool, any: bool) -> Answer {
    match (all, any) {
        (true, _) => Answer::Met,
        (false, false) => Answer::NotMet,
        (false, true) => Answer::Unclear,
    }
}
