//! The tags of a template, looked at before it is used: no more is in them than letters need.

/// What a statement may begin with.
const STATEMENTS: [&str; 9] = [
    "if", "elif", "else", "endif", "for", "endfor", "block", "endblock", "extends",
];
/// What would call something again, or keep what was made.
const NAMES: [&str; 3] = ["super", "self", "recursive"];

/// The words in the tags of a template, outside of quotes, with their positions in bytes, and the first thing that may not be there.
#[derive(Debug, Default)]
pub(super) struct Tags<'t> {
    words: Vec<(usize, &'t str)>,
    /// The names of blocks.
    blocks: Vec<(usize, &'t str)>,
    refused: Option<(usize, String)>,
}

impl<'t> Tags<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut tags = Self::default();
        let mut at = 0;
        while let Some((from, ends)) = next(text, at) {
            let inside = from.saturating_add(2);
            if ends == "#}" {
                let rest = text.get(inside..).unwrap_or_default();
                at = rest
                    .find(ends)
                    .map_or(text.len(), |end| inside.saturating_add(end));
            } else {
                at = tags.tag(text, inside, ends);
            }
        }
        tags
    }

    /// One tag from its first byte; returns where it ends.
    fn tag(&mut self, text: &'t str, from: usize, ends: &str) -> usize {
        let rest = text.get(from..).unwrap_or_default();
        let mut is_first = true;
        let mut is_block = false;
        let mut chars = rest.char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let at = from.saturating_add(offset);
            if text.get(at..).unwrap_or_default().starts_with(ends) {
                return at.saturating_add(ends.len());
            }
            match c {
                '"' | '\'' => {
                    while let Some((_, inside)) = chars.next() {
                        if inside == '\\' {
                            chars.next();
                        } else if inside == c {
                            break;
                        }
                    }
                }
                '*' | '~' => self.refuse(at, format!("templates do not have `{c}`")),
                c if c.is_alphabetic() || c == '_' => {
                    let mut end = at.saturating_add(c.len_utf8());
                    while let Some((next, c)) =
                        chars.next_if(|(_, c)| c.is_alphanumeric() || *c == '_')
                    {
                        end = from.saturating_add(next).saturating_add(c.len_utf8());
                    }
                    let word = text.get(at..end).unwrap_or_default();
                    let is_statement = std::mem::take(&mut is_first) && ends == "%}";
                    let is_odd = is_statement && !STATEMENTS.contains(&word);
                    if is_odd || NAMES.contains(&word) {
                        self.refuse(at, format!("templates do not have `{word}`"));
                    }
                    if std::mem::replace(&mut is_block, is_statement && word == "block") {
                        self.blocks.push((at, word));
                    }
                    if !is_statement {
                        self.words.push((at, word));
                    }
                }
                _ => {}
            }
        }
        text.len()
    }

    fn refuse(&mut self, at: usize, message: String) {
        self.refused.get_or_insert((at, message));
    }

    /// What may not be there, and where.
    pub(super) fn refused(&self) -> Option<(usize, String)> {
        self.refused.clone()
    }

    /// The blocks, by position in bytes and name.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, &'t str)> {
        self.blocks.iter().copied()
    }

    /// Where a word stands first.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let mut words = self.words.iter();
        words.find(|(_, word)| *word == name).map(|(at, _)| *at)
    }
}

/// The next tag from a position on: where it begins, and what ends it.
fn next(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let kinds = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let rest = text.get(from..)?;
    let found = kinds
        .into_iter()
        .filter_map(|(begins, ends)| Some((rest.find(begins)?, ends)));
    let (at, ends) = found.min()?;
    Some((from.saturating_add(at), ends))
}

/// The column of a byte in its line, in characters from 1.
pub(super) fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().count().saturating_add(1)
}
