//! Texts mean what they say. One that is nearly a text that some rule asks for is read as itself, and is asked about by that rule.

use crate::answers::{beside_options, is_blank};
use crate::rules::form::AskedTexts;
use crate::values::spelling::fold;
use crate::values::{NearText, Reading, Value, Wrong};

/// Bytes of a text beyond which it is prose, in which nobody looks for a name.
const PROSE: usize = 300;

/// Reads a text; `asked` are those that rules ask for in the field, none where it is held against none.
pub fn read(asked: Option<&AskedTexts>) -> Box<dyn Fn(&str) -> Reading + Send + Sync + '_> {
    let asked = asked.filter(|asked| !asked.is_empty());
    Box::new(move |text| {
        if is_blank(text) {
            return Reading::Blank;
        }
        let Some(asked) = asked.filter(|_| text.len() <= PROSE) else {
            return Reading::Value(Value::Text);
        };
        let folded = fold(text);
        if asked.binary_search(&folded).is_ok() {
            return Reading::Value(Value::Text);
        }
        if let Some(how) = beside_options::is_no_text(text) {
            return Wrong::NoText(how).into();
        }
        let near: Vec<String> = asked
            .compiled()
            .near(&folded)
            .into_iter()
            .filter_map(|at| asked.get(at).cloned())
            .collect();
        let Some(first) = near.first() else {
            return Reading::Value(Value::Text);
        };
        Reading::Value(Value::NearText(Box::new(NearText {
            problem: Wrong::NearText(first.clone()).into(),
            values: near,
        })))
    })
}
