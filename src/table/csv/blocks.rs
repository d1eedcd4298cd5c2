//! Cuts a text into blocks, each of which ends where a record does: at a line end before which there is an even number of
//! quotation marks.
//!
//! That holds wherever quotation marks stand where they may. Where they don't, the strict pass finds the first that does not
//! before a cut behind it is trusted.

/// The blocks of a text of about so many bytes each; of one that goes on elsewhere what is behind the last cut is left.
pub(super) fn blocks(text: &[u8], size: usize, is_whole: bool) -> Vec<&[u8]> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = cut(rest, size, is_whole).or(is_whole.then_some(rest.len()));
        let Some((block, after)) = end.and_then(|end| rest.split_at_checked(end)) else {
            break;
        };
        blocks.push(block);
        rest = after;
    }
    blocks
}

/// The end of the first record that ends at this byte or behind it. Of a text that goes on, its last byte may be half a line end.
fn cut(text: &[u8], from: usize, is_whole: bool) -> Option<usize> {
    let (before, after) = text.split_at_checked(from.max(1).saturating_sub(1))?;
    let mut quoted = memchr::memchr_iter(b'"', before).count() % 2 == 1;
    for at in memchr::memchr3_iter(b'"', b'\n', b'\r', after) {
        let at = before.len().saturating_add(at);
        let next = text.get(at.saturating_add(1));
        match (text.get(at), next) {
            (Some(b'"'), _) => quoted = !quoted,
            (Some(b'\r'), Some(b'\n')) => {}
            (Some(b'\r'), None) if !is_whole => return None,
            _ if quoted => {}
            _ => return Some(at.saturating_add(1)),
        }
    }
    None
}
