//! Texts mean what they say. One that is nearly a text that some rule asks for is read as itself, and is asked about by that rule.

use std::sync::OnceLock;

use crate::answers::{beside_options, is_blank};
use crate::values::near::Wanted;
use crate::values::spelling::fold;
use crate::values::{NearText, Reading, Value, Wrong};

/// Bytes of a text beyond which it is prose, in which nobody looks for a name.
const PROSE: usize = 300;

/// Reads a text; `wanted` are those that rules ask for in the field, folded and sorted.
pub fn read(wanted: &[String]) -> Box<dyn Fn(&str) -> Reading + Send + Sync + '_> {
    // Most fields are asked nothing of the kind, and where they are, mostly exactly.
    let known: OnceLock<Wanted> = OnceLock::new();
    Box::new(move |text| {
        if is_blank(text) {
            return Reading::Blank;
        }
        if wanted.is_empty() || text.len() > PROSE {
            return Reading::Value(Value::Text);
        }
        let folded = fold(text);
        if wanted.binary_search(&folded).is_ok() {
            return Reading::Value(Value::Text);
        }
        if let Some(how) = beside_options::is_no_text(text) {
            return Wrong::NoText(how).into();
        }
        let near = known.get_or_init(|| Wanted::new(wanted)).near(&folded);
        let near: Vec<String> = near
            .into_iter()
            .filter_map(|at| wanted.get(at).cloned())
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
