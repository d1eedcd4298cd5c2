//! Headers that are none, and names that stand twice.

use super::Mistake;
use super::statements::{Statement, bare, skeleton};
use crate::rules::load::REPEATED;

/// What is wrong with a header such as `[fields.age`.
pub(super) fn header(written: &str, from: usize) -> Option<Mistake> {
    let bones = skeleton(written);
    let line = bones.trim_end();
    let name = line.trim_start_matches('[').trim_end_matches([']', ' ']);
    let opened = line.len().saturating_sub(line.trim_start_matches('[').len());
    let shown = written.get(opened..opened.saturating_add(name.len())).unwrap_or_default().trim();
    if name.contains([']', '=', '{']) || shown.is_empty() {
        return None;
    }
    let plain: String = shown.split_whitespace().collect::<Vec<_>>().join("-");
    let brackets = if REPEATED.contains(&plain.as_str()) || plain.starts_with("scales.") || opened > 1 {
        ("[[", "]]")
    } else {
        ("[", "]")
    };
    let good = format!("{}{plain}{}", brackets.0, brackets.1);
    let span = from..from.saturating_add(line.len());
    let help = format!("write `{good}`");
    if !plain.chars().all(bare) && !shown.contains(['"', '\'']) {
        let message = format!("`{shown}` cannot be a name without quotes: only letters a to z, digits, `-` and `_`");
        return Some(Mistake { span, message, help: None });
    }
    if shown.contains(char::is_whitespace) {
        return Some(Mistake::new(span, "a name has no blanks", help));
    }
    Some(Mistake::new(span, "the brackets around this name do not match", help))
}

/// A key or a header that stands twice.
pub(super) fn twice(text: &str, statements: &[Statement], nth: usize) -> Mistake {
    let span = statements.get(nth).map_or(0..0, |statement| statement.span.clone());
    let name = name(text, statements.get(nth));
    let header = statements.get(nth).is_some_and(|statement| statement.header);
    let same = |statement: &&Statement| statement.header == header && self::name(text, Some(statement)) == name;
    let before = statements.get(..nth).unwrap_or_default();
    let first = if header {
        before.iter().find(same)
    } else {
        before.iter().rev().take_while(|statement| !statement.header).find(same)
    };
    let line = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count().saturating_add(1));
    let shown = text.get(span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
    let end = span.start.saturating_add(if header { shown.trim_end().len() } else { name.len() });
    let spot = span.start..end;
    let message = match first {
        Some(first) => format!("`{name}` stands twice; the first is in line {}", line(first.span.start)),
        None => format!("`{name}` is there already"),
    };
    if header && REPEATED.contains(&name) {
        return Mistake::new(spot, message, format!("write `[[{name}]]`, with two brackets, over each of several"));
    }
    Mistake::new(spot, message, "leave one of them out, or give it another name")
}

/// The name a statement begins with.
fn name<'t>(text: &'t str, statement: Option<&Statement>) -> &'t str {
    let written = statement.and_then(|statement| text.get(statement.span.clone())).unwrap_or_default();
    let written = written.lines().next().unwrap_or_default();
    if statement.is_some_and(|statement| statement.header) {
        written.split(']').next().unwrap_or_default().trim_start_matches('[').trim()
    } else {
        written.split('=').next().unwrap_or_default().trim()
    }
}
