//! A table in one text, a line an entry, sorted by what stands before the first tab: searched as it stands, so that it costs nothing
//! at the start.

use std::cmp::Ordering;

/// What stands behind the tab in the line of a key.
pub(super) fn find<'t>(mut lines: &'t str, key: &str) -> Option<&'t str> {
    while !lines.is_empty() {
        let before_middle = lines.as_bytes().get(..lines.len() / 2)?;
        let (before, rest) =
            lines.split_at_checked(memchr::memrchr(b'\n', before_middle).map_or(0, |at| at + 1))?;
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let (known, value) = line.split_once('\t').unwrap_or((line, ""));
        match known.cmp(key) {
            Ordering::Less => lines = after,
            Ordering::Greater => lines = before,
            Ordering::Equal => return Some(value),
        }
    }
    None
}
