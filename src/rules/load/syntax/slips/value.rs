//! What to say where a value was due.

use super::super::shape::line_end;
use super::super::{Mistake, kinds, operators, scalars};
use super::Words;

impl Words<'_> {
    pub(super) fn value_due(&self) -> Mistake {
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

    pub(super) fn no_value(&self) -> Mistake {
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
}
