//! `no_answer`: what means that nobody answered, beside a blank.

use super::diagnostics::shown;
use super::scope::Scope;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::Kind;
use crate::values::spelling;

/// The field's words for no answer; none may be an answer as well.
pub(super) fn words<'d>(table: &Table<'d>, kind: Option<&Kind>, scope: &Scope<'d>) -> Vec<String> {
    let words = table
        .get("no_answer")
        .and_then(Item::texts)
        .unwrap_or_default();
    let answers: Vec<&String> = match kind {
        Some(Kind::Choice(options) | Kind::Choices(options, _)) => options
            .options
            .iter()
            .flat_map(|(id, spellings)| std::iter::once(id).chain(spellings))
            .collect(),
        Some(Kind::Scale(scale)) => {
            let levels = scope
                .scales
                .get(*scale)
                .map_or(&[][..], |scale| scale.levels.as_slice());
            levels
                .iter()
                .flat_map(|(name, spellings)| std::iter::once(name).chain(spellings))
                .collect()
        }
        Some(Kind::YesNo { yes, no }) => yes.iter().chain(no).collect(),
        _ => Vec::new(),
    };
    for (word, spot) in &words {
        let folded = spelling::fold(word);
        let plain =
            matches!(kind, Some(Kind::YesNo { .. })) && matches!(folded.as_str(), "yes" | "no");
        if plain
            || answers
                .iter()
                .any(|answer| spelling::fold(answer) == folded)
        {
            spot.say(
                Code::AmbiguousSpelling,
                format!(
                    "`{}` is an answer of the field and no answer at once",
                    shown(word)
                ),
            );
        }
    }
    words.into_iter().map(|(word, _)| word.to_owned()).collect()
}
