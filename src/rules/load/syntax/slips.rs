//! What to say where a statement differs from a key, `=` and a value: by what was due there.

use super::shape::{Due, Slip, line_end};
use super::statement::bare;
use super::{Mistake, kinds, operators, scalars};

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

    fn equals_due(&self) -> Mistake {
        let line = self.written.get(self.slip.key.start..).unwrap_or_default();
        let line = line.get(..line_end(line, 0)).unwrap_or_default().trim_end();
        let key = self.key;
        let whole = |length: usize, message: String, help: String| {
            let start = self.from.saturating_add(self.slip.key.start);
            Mistake::new(start..start.saturating_add(length.max(1)), message, help)
        };
        if self.slip.within.is_none() {
            if !line.contains(char::is_alphanumeric) {
                return whole(
                    line.len(),
                    format!("`{line}` says nothing here"),
                    "leave it out, or begin it with `#`".to_owned(),
                );
            }
            if let Some(mistake) = self.bullet(line) {
                return mistake;
            }
            if let Some(mark) = COMMENTS.iter().find(|mark| line.starts_with(**mark)) {
                return whole(
                    mark.len(),
                    format!("`{mark}` begins no comment here"),
                    "begin it with `#`".to_owned(),
                );
            }
        } else if let Some((sign, help)) = operators::sign(self.rest) {
            return self.at(
                sign.len(),
                format!("`{sign}` is no word of the rules"),
                help,
            );
        }
        if self.rest.is_empty() || self.first() == '\n' {
            let help = format!("write `{key} = …`; a remark begins with `#`");
            return whole(key.len(), format!("`{key}` has no `=` and no value"), help);
        }
        if self.slip.within == Some('{')
            && key.bytes().all(|byte| byte.is_ascii_digit())
            && self
                .written
                .get(..self.slip.key.start)
                .is_some_and(|before| before.ends_with(','))
        {
            return whole(
                key.len(),
                "decimals begin with a point".to_owned(),
                format!("write a point before `{key}`, not a comma"),
            );
        }
        // `group size = 10`, `let cap = 10`, `citizenship in "osce"`
        let head: String = line
            .chars()
            .take_while(|letter| bare(*letter) || *letter == ' ')
            .collect();
        let spread: Vec<&str> = head
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric))
            .collect();
        if let [word, .., last] = spread.as_slice() {
            let after = line.get(head.len()..).unwrap_or_default();
            let (joined, name) = (spread.join("_"), head.trim_end().len());
            if after.starts_with('=') {
                let one = if !kinds::known(&joined) && kinds::known(last) {
                    (*last).to_owned()
                } else {
                    joined
                };
                return whole(
                    name,
                    "a key has no blanks".to_owned(),
                    format!("write `{one}`"),
                );
            }
            if self.slip.within.is_some() {
                let help = format!(
                    "in a test write `field = \"{word}\"` and what is asked, such as `is = …` or `in = …`, with a comma between"
                );
                return if kinds::known(word) {
                    whole(
                        word.len(),
                        format!("`{word}` has no `=` before its value"),
                        format!("write `{word} = …`"),
                    )
                } else {
                    whole(
                        name,
                        format!("`{}` is no key with its value", head.trim()),
                        help,
                    )
                };
            }
            if kinds::known(word) {
                return whole(
                    word.len(),
                    format!("`{word}` has no `=` before its value"),
                    format!("write `{word} = …`"),
                );
            }
            return whole(
                name,
                "these words are neither a key with its value nor a remark".to_owned(),
                "begin a remark with `#`".to_owned(),
            );
        }
        let sign = self
            .rest
            .get(
                ..self
                    .rest
                    .find(|letter: char| letter.is_alphanumeric() || " \t\"'[{(\n".contains(letter))
                    .unwrap_or(self.rest.len()),
            )
            .unwrap_or_default();
        if sign.is_empty() || scalars::is_mark(self.first()) {
            return whole(
                key.len(),
                format!("`{key}` has no `=` before its value"),
                format!("write `{key} = …`"),
            );
        }
        self.at(
            sign.len(),
            format!("a value stands after `=`, not after `{sign}`"),
            format!("write `{key} = …`"),
        )
    }

    fn value_due(&self) -> Mistake {
        let text = self.written.get(self.slip.at.clone()).unwrap_or_default();
        let (key, within) = (self.key, self.slip.within);
        let after = self.written.get(self.slip.at.end..).unwrap_or_default();
        if text.is_empty() {
            return self.no_value();
        }
        if within == Some('[') && after.trim_start().starts_with('=') {
            return self.at(
                text.len(),
                format!("`{text}` stands here without its `{{`"),
                format!("write `{{ {text} = … }}`"),
            );
        }
        if let Some((sign, help)) = operators::sign(self.rest) {
            let number = self.rest.get(sign.len()..).is_some_and(|rest| {
                rest.trim()
                    .starts_with(|letter: char| letter.is_ascii_digit())
            });
            if number {
                let help = if within == Some('{') {
                    help.to_owned()
                } else {
                    format!(
                        "write the value alone: `{key} = {}`",
                        self.rest
                            .get(sign.len()..line_end(self.rest, 0))
                            .unwrap_or_default()
                            .trim()
                    )
                };
                return self.at(
                    sign.len(),
                    format!("`{sign}` is no word of the rules"),
                    help,
                );
            }
        }
        if kinds::takes(key) == Some(kinds::Takes::Test) || within == Some('{') {
            if let Some((at, word, help)) =
                operators::among(self.rest.get(..line_end(self.rest, 0)).unwrap_or(text))
            {
                let start = self
                    .from
                    .saturating_add(self.slip.at.start)
                    .saturating_add(at);
                return Mistake::new(
                    start..start.saturating_add(word.len()),
                    format!("`{word}` cannot stand here"),
                    help,
                );
            }
            if kinds::takes(key) == Some(kinds::Takes::Test) {
                return self.at(
                    text.len(),
                    "a test stands in braces",
                    "write it such as `{ field = \"…\", is = … }`",
                );
            }
        }
        if !text.contains(char::is_alphanumeric) && after.starts_with(['"', '\'', '[', '{']) {
            return self.at(
                text.len(),
                format!("`{text}` cannot stand here"),
                "leave it out",
            );
        }
        if let Some(inner) = text.strip_prefix('(') {
            let help = match inner
                .strip_suffix(')')
                .map(str::trim)
                .filter(|inner| !inner.is_empty())
            {
                Some(inner) if inner.contains(char::is_alphanumeric) => {
                    format!("write `{}`", scalars::quoted(inner))
                }
                _ => "leave the `(` and its `)` out".to_owned(),
            };
            return self.at(text.len(), "a value stands without parentheses", help);
        }
        match scalars::value(text, key) {
            Some(meant) => self.at(text.len(), meant.message, meant.help),
            None => self.at(
                text.len(),
                format!("`{text}` is no value as rules write it"),
                "a text stands in quotes; a remark begins with `#`",
            ),
        }
    }

    fn no_value(&self) -> Mistake {
        let (key, before) = (
            self.key,
            self.written.get(..self.slip.at.start).unwrap_or_default(),
        );
        match self.first() {
            ',' => self.at(1, "here is a comma too many", "leave it out"),
            '=' if self.slip.within == Some('{') && !kinds::known(key) => {
                self.at(1, "`==` is no word of the rules", "write `is = …`")
            }
            '=' => self.at(1, "one `=` is enough", "leave the other out"),
            '\n' if self.rest.trim_start().starts_with(['{', '[', '"', '\'']) => self.at(
                1,
                format!("the value of `{key}` begins in another line"),
                "begin it in the line of its key, behind the `=`",
            ),
            _ if before.trim_end().ends_with('=') => self.at(
                1,
                format!("`{key}` has no value"),
                "write one after the `=`, or leave the line out",
            ),
            first => self.at(
                first.len_utf8(),
                format!("`{first}` cannot stand here"),
                "write a value in its place, or leave it out",
            ),
        }
    }

    fn next_due(&self) -> Mistake {
        let within = self.slip.within;
        let before = self.written.get(..self.slip.at.start).unwrap_or_default();
        let line = self.rest.get(..line_end(self.rest, 0)).unwrap_or_default();
        let word: String = self
            .rest
            .chars()
            .take_while(|letter| bare(*letter))
            .collect();
        let adjacent = before.ends_with(['"', '\'']);
        if adjacent
            && (before.ends_with("\"\"") || before.ends_with("''"))
            && self.first().is_alphanumeric()
        {
            return self.at(
                word.len(),
                "two quotation marks are a text with nothing in it",
                "write one before the text and one behind it",
            );
        }
        let single = within.is_none()
            && kinds::takes(self.key).is_some_and(|takes| takes != kinds::Takes::Test);
        if let Some((joint, help)) =
            operators::joint(self.rest).filter(|_| line.trim_end().len() > 1)
        {
            let help = if single { "write one value" } else { help };
            return self.at(joint.len(), format!("`{joint}` cannot stand here"), help);
        }
        if let Some(help) = operators::word(&word)
            .filter(|_| !single && before.ends_with(['}', ' ']))
            .filter(|_| !line.contains('=') || !kinds::known(&word))
        {
            return self.at(word.len(), format!("`{word}` cannot stand here"), help);
        }
        if let Some((sign, help)) = operators::sign(self.rest).filter(|_| within == Some('{')) {
            return self.at(
                sign.len(),
                format!("`{sign}` is no word of the rules"),
                help,
            );
        }
        let keyed = line
            .get(word.len()..)
            .is_some_and(|after| after.trim_start().starts_with('='));
        if keyed && kinds::known(&word) {
            return match within {
                None => self.at(
                    word.len(),
                    format!("`{word}` begins in the line of another key"),
                    format!("begin a new line before `{word}`"),
                ),
                Some(_) => self.at(
                    word.len(),
                    format!("there is no comma before `{word}`"),
                    "write one",
                ),
            };
        }
        if adjacent && !matches!(self.first(), ',' | ';' | ']' | '}') && line.contains(['"', '\''])
        {
            let help = "inside of a text in `\"` write `\\\"` for the mark itself, or put the whole text between `'` and `'`";
            return self.at(
                word.len(),
                "the quotation mark before this ended the text",
                help,
            );
        }
        let first = self.first();
        let end = line.trim_end() == first.to_string();
        match first {
            ';' if within.is_some() => {
                self.at(1, "values are parted by commas, not by `;`", "write `,`")
            }
            ',' | ';' | '.' | '|' if end => self.at(
                1,
                format!("nothing ends with `{first}` here"),
                "leave it out",
            ),
            ',' => self.several(),
            '{' | '[' | '"' | '\'' if within.is_some() => self.at(
                1,
                format!("there is no comma before this `{first}`"),
                "write one",
            ),
            '{' | '[' | '"' | '\'' => self.several(),
            // To leave a second test out would change what the rule asks.
            _ if line.contains('{') => self.several(),
            _ => self.comment().unwrap_or_else(|| {
                self.at(
                    line.trim_end().len(),
                    "nothing can stand behind the value",
                    "leave it out; a remark begins with `#`",
                )
            }),
        }
    }

    /// Several values where one stands.
    fn several(&self) -> Mistake {
        let test = self.key == "test"
            || self
                .written
                .get(..self.slip.at.start)
                .is_some_and(|before| before.contains("field"));
        if test {
            let help = "for several tests write `{ all = [{ … }, { … }] }` where all must be met, `{ any = [{ … }, { … }] }` where one is enough";
            return self.at(1, "here begins a second test", help);
        }
        let key = self.key;
        self.at(
            1,
            format!("here begins a second value of `{key}`"),
            format!("leave it out; where several can stand write `{key} = [\"…\", \"…\"]`"),
        )
    }
}
