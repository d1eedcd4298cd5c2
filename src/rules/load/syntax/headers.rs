//! Malformed headers, and names that are defined twice.

use super::Mistake;
use super::statement::{Statement, bare};
use crate::rules::load::format::{self, ROOT};

/// The tables whose names are the author's own: `[fields.age]`.
pub(super) const NAMED: &[&str] = &["fields", "lists", "scales", "decisions"];
/// What people put around and behind a header.
const AROUND: &[char] = &[
    '[', ']', '{', '}', '(', ')', '<', '>', '*', ':', ' ', '\t', '\r', '\n',
];

/// Whether a line without brackets, or with others, is meant as a header: `places`, `{fields.age}`, `call:`.
pub(super) fn meant(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default();
    let name = line.trim_matches(AROUND);
    let first = name.split('.').next().unwrap_or_default();
    let known = first != "format" && ROOT.keys.contains(&first);
    known
        && name.chars().all(bare)
        && !line.contains('=')
        && (!NAMED.contains(&first) || name.contains('.'))
}

/// What is wrong with a header such as `[fields.age`.
pub(super) fn header(written: &str, from: usize) -> Option<Mistake> {
    let line = written.split('#').next().unwrap_or_default().trim_end();
    let lead = line
        .len()
        .saturating_sub(line.trim_start_matches(AROUND).len());
    let opened = line.get(..lead)?.matches('[').count();
    let rest = line.get(lead..)?;
    let end = rest.find([']', '}', ')', '>']).unwrap_or(rest.len());
    let name = rest.get(..end)?.trim_matches(AROUND);
    let behind = rest.get(end..)?.trim_start_matches(AROUND);
    let whole = from..from.saturating_add(line.len());
    if name.is_empty() {
        return Some(Mistake::new(
            whole,
            "this header has no name",
            "write one between the brackets, or leave the line out",
        ));
    }
    if !behind.is_empty() {
        let start = from.saturating_add(line.len().saturating_sub(behind.len()));
        let help = "begin a new line before it; a remark begins with `#`";
        return Some(Mistake::new(
            start..from.saturating_add(line.len()),
            "nothing stands behind a header in its line",
            help,
        ));
    }
    let quoted = name.contains(['"', '\'']);
    let good = if quoted {
        name.to_owned()
    } else {
        proper(name)
    };
    let (open, close) = if is_repeated(&good) || opened > 1 && !ROOT.keys.contains(&good.as_str()) {
        ("[[", "]]")
    } else {
        ("[", "]")
    };
    let help = format!("write `{open}{good}{close}`");
    if !quoted && !good.chars().all(bare) {
        let message = format!(
            "`{name}` cannot be a name without quotes: only letters a to z, digits, `-` and `_`"
        );
        return Some(Mistake::new(whole, message, "write it in these letters"));
    }
    if name.contains(char::is_whitespace) {
        return Some(Mistake::new(whole, "a name has no blanks", help));
    }
    if good != name && !quoted {
        return Some(Mistake::new(
            whole,
            "the parts of a name are parted by points",
            help,
        ));
    }
    let message = if opened == 0 {
        "a header stands in square brackets"
    } else {
        "the brackets around this name do not match"
    };
    Some(Mistake::new(whole, message, help))
}

pub(super) fn is_repeated(name: &str) -> bool {
    format::is_repeated(name)
        || name
            .strip_prefix("scales.")
            .is_some_and(|scale| !scale.contains('.'))
}

/// A name as ids are written, its parts parted by points.
fn proper(name: &str) -> String {
    let spread = name.replace(['/', ':', '\\'], ".");
    let words: Vec<&str> = spread.split_whitespace().collect();
    let joined = match words.split_first() {
        Some((first, rest)) if NAMED.contains(first) && !rest.is_empty() => {
            format!("{first}.{}", rest.join("-"))
        }
        _ => words.join("-"),
    };
    match joined.split_once('.') {
        Some((first, id)) if NAMED.contains(&first) && name.contains(char::is_whitespace) => {
            format!("{first}.{}", id.to_lowercase())
        }
        _ => joined,
    }
}

/// A name that stands twice, and whether what follows under the header goes with it.
pub(super) struct Twice {
    pub(super) mistake: Mistake,
    pub(super) takes_section: bool,
}

/// A key or a header that stands twice; `at` is where the parser stumbled.
pub(super) fn twice(text: &str, statements: &[Statement], nth: usize, at: usize) -> Twice {
    let span = statements
        .get(nth)
        .map_or(0..0, |statement| statement.span.clone());
    let name = name(text, statements.get(nth));
    let header = statements
        .get(nth)
        .is_some_and(|statement| statement.header);
    if !header && at > span.start && at < span.end {
        return Twice {
            mistake: in_braces(text, at),
            takes_section: false,
        };
    }
    let same = |statement: &&Statement| {
        statement.header == header && self::name(text, Some(statement)) == name
    };
    let before = statements.get(..nth).unwrap_or_default();
    let section: Vec<&Statement> = before
        .iter()
        .rev()
        .take_while(|statement| !statement.header)
        .collect();
    let first = if header {
        before.iter().find(same)
    } else {
        section.iter().copied().find(same)
    };
    let line = |at: usize| {
        text.get(..at)
            .map_or(1, |before| before.matches('\n').count().saturating_add(1))
    };
    let shown = text
        .get(span.clone())
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    let end = span.start.saturating_add(if header {
        shown.trim_end().len()
    } else {
        name.len()
    });
    let spot = span.start..end;
    let message = match first {
        Some(first) => format!(
            "`{name}` stands twice; the first is in line {}",
            line(first.span.start)
        ),
        None => format!("`{name}` is there already"),
    };
    if header && is_repeated(name) {
        let help = format!("write `[[{name}]]`, with two brackets, over each of several");
        return Twice {
            mistake: Mistake::new(spot, message, help),
            takes_section: true,
        };
    }
    if header && NAMED.contains(&name) {
        let help = format!(
            "write `[{name}.NAME]` over each, with one bracket on each side and a name of its own"
        );
        return Twice {
            mistake: Mistake::new(spot, message, help),
            takes_section: true,
        };
    }
    // Where all begins anew as the section began, it is a header that is missing.
    let begins = section
        .last()
        .is_some_and(|statement| self::name(text, Some(statement)) == name);
    let next = statements
        .get(nth.saturating_add(1))
        .filter(|next| !next.header);
    let again = next.is_some_and(|next| {
        section
            .iter()
            .any(|one| self::name(text, Some(one)) == self::name(text, Some(next)))
    });
    if !header && begins && again {
        let over = before
            .iter()
            .rev()
            .find(|statement| statement.header)
            .and_then(|header| text.get(header.span.clone()));
        let over = over
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default()
            .split('#')
            .next()
            .unwrap_or_default()
            .trim();
        let help =
            format!("where another begins, write its header before this line, such as `{over}`");
        return Twice {
            mistake: Mistake::new(spot, message, help),
            takes_section: true,
        };
    }
    Twice {
        mistake: Mistake::new(
            spot,
            message,
            "leave one of them out, or give it another name",
        ),
        takes_section: header,
    }
}

/// A key that stands twice in one pair of braces.
fn in_braces(text: &str, at: usize) -> Mistake {
    let rest = text.get(at..).unwrap_or_default();
    let key = rest
        .get(..rest.find(|letter| !bare(letter)).unwrap_or(rest.len()))
        .unwrap_or_default();
    let help = if matches!(
        key,
        "field"
            | "level"
            | "is"
            | "in"
            | "at_least"
            | "at_most"
            | "before"
            | "by"
            | "not"
            | "any"
            | "all"
    ) {
        "put each test into braces of its own: `{ all = [{ … }, { … }] }` where all must be met, `{ any = [{ … }, { … }] }` where one is enough"
    } else {
        "leave one of them out, or put each into braces of its own"
    };
    Mistake::new(
        at..at.saturating_add(key.len().max(1)),
        format!("`{key}` stands twice in these braces"),
        help,
    )
}

/// The name a statement begins with.
pub(super) fn name<'t>(text: &'t str, statement: Option<&Statement>) -> &'t str {
    let written = statement
        .and_then(|statement| text.get(statement.span.clone()))
        .unwrap_or_default();
    let written = written.lines().next().unwrap_or_default();
    if statement.is_some_and(|statement| statement.header) {
        written
            .split(']')
            .next()
            .unwrap_or_default()
            .trim_start_matches('[')
            .trim()
    } else {
        written.split('=').next().unwrap_or_default().trim()
    }
}
