//! Brackets and quotation marks that are opened and not closed: one finding, at the bracket.

use super::statement::Fault;
use super::{Mistake, scalars};

pub(super) fn said(text: &str, fault: Fault) -> Mistake {
    let letter = |at: usize| {
        text.get(at..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or(' ')
    };
    match fault {
        Fault::Unclosed { open, before } => {
            let opened = letter(open);
            let due = if opened == '{' { '}' } else { ']' };
            let help = match before.map(letter) {
                Some(found) => format!("write `{due}` before the `{found}`"),
                None => format!("write `{due}` at the end of what it holds"),
            };
            Mistake::new(
                open..open.saturating_add(1),
                format!("nothing closes this `{opened}`"),
                help,
            )
        }
        Fault::Stray { at } => {
            let found = letter(at);
            let due = if found == '}' { '{' } else { '[' };
            let help = format!("leave it out, or write the `{due}` that it closes");
            Mistake::new(
                at..at.saturating_add(1),
                format!("nothing opens what this `{found}` closes"),
                help,
            )
        }
        Fault::Quote { at } => {
            let quote = letter(at);
            let inside = text
                .get(..at)
                .and_then(|before| before.chars().next_back())
                .is_some_and(char::is_alphanumeric);
            let digits = |text: &str| {
                text.len() > 2 && text.bytes().take(3).all(|byte| byte.is_ascii_digit())
            };
            let number = text
                .get(..at)
                .is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit()));
            if quote == '\'' && number && text.get(at.saturating_add(1)..).is_some_and(digits) {
                return Mistake::new(
                    at..at.saturating_add(1),
                    "a number stands without marks between its digits",
                    "leave it out",
                );
            }
            if quote == '\'' && inside {
                let help = "put the whole text between `\"` and `\"`";
                return Mistake::new(
                    at..at.saturating_add(1),
                    "a text between `'` and `'` ends at an apostrophe",
                    help,
                );
            }
            if let Some(mistake) = one_mark(text, at, quote) {
                return mistake;
            }
            let end = text
                .get(at..)
                .and_then(|rest| rest.find('\n'))
                .map_or(text.len(), |length| at.saturating_add(length));
            let help = format!(
                "end the text with `{quote}`; a text over several lines stands between `\"\"\"` and `\"\"\"`"
            );
            Mistake::new(
                at..end,
                format!("this text is not closed by `{quote}` in its line"),
                help,
            )
        }
    }
}

/// A text with a mark of its own on one side only, or with another kind of mark on the other.
fn one_mark(text: &str, at: usize, quote: char) -> Option<Mistake> {
    let start = text
        .get(..at)?
        .rfind('\n')
        .map_or(0, |end| end.saturating_add(1));
    let before = text.get(start..at)?;
    let rest = text.get(at.saturating_add(1)..)?;
    let line = rest.get(..rest.find('\n').unwrap_or(rest.len()))?;
    let bare = before
        .rsplit(['=', '[', ',', '{'])
        .next()
        .unwrap_or_default();
    if !bare.trim().is_empty()
        && !bare.contains(['"', '\''])
        && before.contains('=')
        && line.trim().is_empty()
    {
        let value = bare.trim();
        let from = at.saturating_sub(bare.trim_start().len());
        let help = format!("write `{}`", scalars::quoted(value));
        return Some(Mistake::new(
            from..at.saturating_add(1),
            format!("there is no `{quote}` before this text"),
            help,
        ));
    }
    let end = line
        .find(scalars::is_mark)
        .filter(|_| bare.trim().is_empty())?;
    let length = line.get(end..)?.chars().next()?.len_utf8();
    let help = format!("write `{}`", scalars::quoted(line.get(..end)?));
    let end = at
        .saturating_add(1)
        .saturating_add(end)
        .saturating_add(length);
    Some(Mistake::new(
        at..end,
        format!("a text that begins with `{quote}` ends with it"),
        help,
    ))
}
