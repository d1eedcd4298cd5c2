//! Words for yes and no in the languages of the OSCE region and its Partners.
//!
//! Only what means one of them and never the other is decided; `ne` is no in Serbian and yes in Greek, `jo` is no in Albanian and
//! yes in Norwegian, and both are for the rules to settle. `examples/yes-no` writes the table.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::spelling::fold;

/// One line a word, sorted by its bytes: the folded word, what it is, and why it is asked about.
const WORDS: &str = include_str!("words.tsv");
/// The same by their words, since other words of other answers are looked for in it, too.
static TABLE: LazyLock<BTreeMap<&str, Says>> = LazyLock::new(|| {
    let says = |says, why| match says {
        "yes" => Says::Yes,
        "no" => Says::No,
        _ => Says::Ask(why),
    };
    words()
        .map(|(word, what, why)| (word, says(what, why)))
        .collect()
});

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Yes,
    No,
    /// It depends on the language or the tool: why, as the end of a sentence.
    Ask(&'static str),
}

/// What a word says, in any case; none for what is neither.
pub fn find(text: &str) -> Option<Says> {
    /// Longer than any word of the table.
    const LONGEST: usize = 64;
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    match folded.as_str() {
        "yes" | "y" | "true" => return Some(Says::Yes),
        "no" | "n" | "false" => return Some(Says::No),
        _ => {}
    }
    TABLE.get(folded.as_str()).copied()
}

/// Every word of the table with what it says: `yes`, `no` or `ask`, and why it is asked about.
pub fn words() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    WORDS.lines().filter_map(|line| {
        let (word, rest) = line.split_once('\t')?;
        let (says, why) = rest.split_once('\t')?;
        Some((word, says, why))
    })
}
