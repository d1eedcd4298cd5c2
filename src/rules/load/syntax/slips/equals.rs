//! What to say where `=` was due.

use super::super::shape::line_end;
use super::super::statement::bare;
use super::super::{Mistake, kinds, operators, scalars};
use super::{COMMENTS, Words};

impl Words<'_> {
    pub(super) fn equals_due(&self) -> Mistake {
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
}
