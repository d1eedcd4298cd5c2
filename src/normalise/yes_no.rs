//! Yes or no, in plain English or in the words the rules add.

use super::{is_blank, unreadable};
use crate::domain::spelling::fold;
use crate::domain::{Reading, Value};

/// Reads a yes or a no.
pub fn read(yes: &[String], no: &[String]) -> Box<dyn Fn(&str) -> Reading + Send + Sync> {
    let words = |plain: &[&str], more: &[String]| -> Vec<String> {
        plain.iter().map(|word| fold(word)).chain(more.iter().map(|word| fold(word))).collect()
    };
    let (yes, no) = (words(&["yes", "y", "true"], yes), words(&["no", "n", "false"], no));
    Box::new(move |text| {
        let folded = fold(text);
        if yes.contains(&folded) {
            Reading::Value(Value::YesNo(true))
        } else if no.contains(&folded) {
            Reading::Value(Value::YesNo(false))
        } else if is_blank(text) {
            Reading::Blank
        } else {
            unreadable(
                "is neither yes nor no",
                Some("answer `yes` or `no`, or add the word to the field in the rules".to_owned()),
            )
        }
    })
}
