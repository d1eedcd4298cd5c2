//! Brackets and quotation marks that are opened and not closed: one finding, at the bracket.

use super::Mistake;
use super::statements::Fault;

pub(super) fn said(text: &str, fault: Fault) -> Mistake {
    let letter = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    match fault {
        Fault::Unclosed { open, before } => {
            let opened = letter(open);
            let due = if opened == '{' { '}' } else { ']' };
            let help = match before.map(letter) {
                Some(found) => format!("write `{due}` before the `{found}`"),
                None => format!("write `{due}` at the end of what it holds"),
            };
            Mistake::new(open..open.saturating_add(1), format!("nothing closes this `{opened}`"), help)
        }
        Fault::Stray { at } => {
            let found = letter(at);
            let due = if found == '}' { '{' } else { '[' };
            let help = format!("leave it out, or write the `{due}` that it closes");
            Mistake::new(at..at.saturating_add(1), format!("nothing opens what this `{found}` closes"), help)
        }
        Fault::Quote { at } => {
            let quote = letter(at);
            let inside =
                text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric);
            if quote == '\'' && inside {
                let help = "put the whole text between `\"` and `\"`";
                return Mistake::new(
                    at..at.saturating_add(1),
                    "a text between `'` and `'` ends at an apostrophe",
                    help,
                );
            }
            let end =
                text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| at.saturating_add(length));
            let help =
                format!("end the text with `{quote}`; a text over several lines stands between `\"\"\"` and `\"\"\"`");
            Mistake::new(at..end, format!("this text is not closed by `{quote}` in its line"), help)
        }
    }
}
