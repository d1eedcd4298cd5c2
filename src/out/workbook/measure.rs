//! How wide a text is and how many lines it takes, by the widths of the letters that sheets are set in.

/// Parts of a narrow letter in which the others are measured.
pub(super) const TENTHS: usize = 10;

/// How wide a text is, in letters as narrow as Latin ones are over many words.
pub(super) fn letters(text: &str) -> usize {
    tenths(text).div_ceil(TENTHS)
}

/// The same, in tenths, by the widths of Carlito, which are those of Calibri; other scripts by those of Noto.
fn tenths(text: &str) -> usize {
    let wide = |c: char| match (c, c.is_uppercase()) {
        ('“' | '”' | '–', _) => 11,
        ('\u{1100}'.., _) => 20,
        // Armenian and Georgian.
        ('\u{530}'..='\u{58f}' | '\u{10a0}'..='\u{10ff}', _) => 16,
        ('\u{250}'.., true) => 15,
        ('\u{250}'.., false) => 13,
        ('M' | 'W', _) => 19,
        ('m' | 'w', _) => 17,
        (_, true) => 13,
        (' ' | 'i' | 'l' | 'j' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '·', _) => 5,
        ('t' | 'f' | 'r' | '(' | ')' | '-', _) => 8,
        _ => 11,
    };
    text.chars().map(wide).sum()
}

/// How many lines a text takes when it is broken between words, in a column of so many narrow letters.
pub(super) fn wrapped(text: &str, width: usize) -> usize {
    wrapped_in(text, width.saturating_mul(TENTHS))
}

/// The same, of so many tenths of one.
pub(super) fn wrapped_in(text: &str, width: usize) -> usize {
    let width = width.max(TENTHS);
    let mut lines = 1_usize;
    let mut used = 0_usize;
    for word in text.split(' ') {
        let own = tenths(word);
        let with = if used == 0 {
            own
        } else {
            used.saturating_add(tenths(" ")).saturating_add(own)
        };
        if used > 0 && with > width {
            lines = lines.saturating_add(1);
            used = own;
        } else {
            used = with;
        }
        // A word longer than the line is broken inside.
        lines = lines.saturating_add(used.saturating_sub(1) / width);
        used = used
            .checked_rem(width)
            .filter(|rest| *rest > 0)
            .unwrap_or(used.min(width));
    }
    lines
}

/// A text in pieces that each fit into a row of so many lines, of a column this wide.
pub(super) fn pieces(text: &str, width: usize, longest: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut lines = 0_usize;
    for paragraph in text.split('\n') {
        let mut rest = paragraph;
        let mut first = true;
        loop {
            let most = width.saturating_mul(longest.saturating_sub(1)).max(1);
            let end = rest.char_indices().nth(most).map(|(at, _)| at);
            let cut = end
                .and_then(|end| rest.get(..end))
                .and_then(|part| part.rfind(' '));
            let (piece, more) = match cut.or(end) {
                Some(at) => rest.split_at(at),
                None => (rest, ""),
            };
            let own = wrapped(piece, width);
            match pieces.last_mut() {
                Some(last) if first && lines.saturating_add(own) <= longest => {
                    last.push('\n');
                    last.push_str(piece);
                    lines = lines.saturating_add(own);
                }
                _ => {
                    pieces.push(piece.to_owned());
                    lines = own;
                }
            }
            rest = more.trim_start();
            first = false;
            if rest.is_empty() {
                break;
            }
        }
    }
    pieces
}
