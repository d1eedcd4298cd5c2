//! Yes or no: in the words the rules add, in plain English, and in words that mean one of them in every language of the region.

use crate::answers::is_blank;
use crate::values::spelling::fold;
use crate::values::yes_no::{Says, find};
use crate::values::{Reading, Value, Wrong};

/// Reads a yes or a no.
pub fn read(yes: &[String], no: &[String]) -> Box<dyn Fn(&str) -> Reading + Send + Sync> {
    let folded =
        |words: &[String]| -> Vec<String> { words.iter().map(|word| fold(word)).collect() };
    let (yes, no) = (folded(yes), folded(no));
    Box::new(move |text| {
        let folded = fold(text);
        if yes.contains(&folded) {
            return Reading::Value(Value::YesNo(true));
        }
        if no.contains(&folded) {
            return Reading::Value(Value::YesNo(false));
        }
        match find(text) {
            Some(Says::Yes) => Reading::Value(Value::YesNo(true)),
            Some(Says::No) => Reading::Value(Value::YesNo(false)),
            Some(Says::Ask(_)) => Wrong::EitherYesOrNo.into(),
            None if is_blank(text) => Reading::Blank,
            None => Wrong::NeitherYesNorNo.into(),
        }
    })
}
