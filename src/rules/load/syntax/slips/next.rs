//! What to say after a value, where a comma, a bracket or the end of the line was due.

use super::super::shape::line_end;
use super::super::statement::bare;
use super::super::{Mistake, kinds, operators};
use super::Words;

impl Words<'_> {
    pub(super) fn next_due(&self) -> Mistake {
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
