//! What to say where a statement differs from a key, `=` and a value: by what was due there.

mod equals;
mod next;
mod value;

use super::shape::{Due, Slip, line_end};
use super::statement::bare;
use super::{Mistake, operators, scalars};

/// What begins a comment elsewhere.
const COMMENTS: &[&str] = &["//", ";", "--", "/*", "<!--", "%", "REM ", "(", "—", "–"];
/// What begins a line of a list elsewhere.
const BULLETS: &[&str] = &["-", "*", "•", ">", "|", "+", "–", "—"];

/// What is said of a slip; `from` is where the statement begins.
pub(super) fn said(written: &str, slip: &Slip, from: usize) -> Mistake {
    let rest = written.get(slip.at.start..).unwrap_or_default();
    let key = written
        .get(slip.key.clone())
        .unwrap_or_default()
        .trim_matches(['"', '\'']);
    let words = Words {
        written,
        slip,
        from,
        rest,
        key,
    };
    match slip.due {
        Due::Key => words.key_due(),
        Due::Equals => words.equals_due(),
        Due::Value => words.value_due(),
        Due::Next => words.next_due(),
    }
}

/// Whether a slip is the mistake although the brackets do not match either: what they say would follow from it.
pub(super) fn outweighs_brackets(written: &str, slip: &Slip) -> bool {
    let rest = written.get(slip.at.start..).unwrap_or_default();
    let after = written.get(slip.at.end..).unwrap_or_default();
    match slip.due {
        Due::Key => rest.starts_with('{') || operators::sign(rest).is_some(),
        Due::Equals => slip.within.is_some() && operators::sign(rest).is_some(),
        Due::Value => {
            slip.within == Some('[') && !slip.at.is_empty() && after.trim_start().starts_with('=')
        }
        Due::Next => operators::joint(rest).is_some(),
    }
}

struct Words<'t> {
    written: &'t str,
    slip: &'t Slip,
    from: usize,
    rest: &'t str,
    key: &'t str,
}

impl Words<'_> {
    fn at(&self, length: usize, message: impl Into<String>, help: impl Into<String>) -> Mistake {
        let start = self.from.saturating_add(self.slip.at.start);
        Mistake::new(start..start.saturating_add(length.max(1)), message, help)
    }

    fn first(&self) -> char {
        self.rest.chars().next().unwrap_or(' ')
    }

    fn comment(&self) -> Option<Mistake> {
        let mark = COMMENTS
            .iter()
            .find(|mark| self.rest.starts_with(**mark))?
            .trim_end();
        Some(self.at(
            mark.len(),
            format!("`{mark}` begins no comment here"),
            "begin it with `#`",
        ))
    }

    fn key_due(&self) -> Mistake {
        let line = self
            .rest
            .get(..line_end(self.rest, 0))
            .unwrap_or_default()
            .trim_end();
        if self.slip.within.is_none() {
            if !line.contains(char::is_alphanumeric) || line.starts_with("```") {
                return self.at(
                    line.len(),
                    format!("`{line}` says nothing here"),
                    "leave it out, or begin it with `#`",
                );
            }
            if let Some(mistake) = self.bullet(line) {
                return mistake;
            }
            if let Some(mistake) = self.comment() {
                return mistake;
            }
        } else if let Some((sign, help)) = operators::sign(self.rest) {
            return self.at(
                sign.len(),
                format!("`{sign}` is no word of the rules"),
                help,
            );
        } else if let Some((word, help)) = operators::joint(self.rest) {
            return self.at(word.len(), format!("`{word}` cannot stand here"), help);
        }
        match self.first() {
            '=' => self.at(
                1,
                "there is no key before this `=`",
                "for one value write `is = …`",
            ),
            ',' => self.at(1, "here is a comma too many", "leave it out"),
            '{' if self
                .written
                .get(..self.slip.at.start)
                .is_some_and(|before| before.trim_end().ends_with('{')) =>
            {
                self.at(1, "here is a `{` too many", "leave it out")
            }
            '{' => self.at(
                1,
                "several things in braces stand in an array",
                "put them between `[` and `]`, with commas between",
            ),
            first if scalars::is_mark(first) => self.at(
                first.len_utf8(),
                "a key stands without these quotes",
                "leave them out",
            ),
            _ => {
                let name = self
                    .rest
                    .find(['=', '\n', ',', '}', '"'])
                    .and_then(|end| self.rest.get(..end))
                    .unwrap_or(line)
                    .trim();
                let message =
                    format!("`{name}` cannot be a key: only letters a to z, digits, `-` and `_`");
                let help = match operators::word(name) {
                    Some(help) => help,
                    None if self.slip.within.is_none() => {
                        "write a key of the rules before the `=`; a remark begins with `#`"
                    }
                    None => "write a key of the rules before the `=`",
                };
                self.at(name.len(), message, help)
            }
        }
    }

    /// A mark of a list before a key.
    fn bullet(&self, line: &str) -> Option<Mistake> {
        let mark = BULLETS
            .iter()
            .find(|mark| self.written.trim_start().starts_with(**mark))?;
        let key = line
            .split('=')
            .next()?
            .trim_start_matches(['-', '*', '•', '>', '|', '+', '–', '—', ' '])
            .trim();
        let named = line.contains('=') && !key.is_empty() && key.chars().all(bare);
        named.then(|| {
            Mistake::new(
                self.from..self.from.saturating_add(mark.len()),
                format!("nothing stands before a key, such as this `{mark}`"),
                format!("write `{key} = …`"),
            )
        })
    }
}
