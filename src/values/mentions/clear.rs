//! A text as it is read rather than as it is stored: without characters that nobody sees, with digits and letters of other forms as plain
//! ones, and with words whole that were divided at the end of a line. What is found in it is covered where it stands in the text.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::values::countries::fold::invisible;

/// Every zero that nine digits follow (Unicode, general category Nd).
#[rustfmt::skip]
const ZEROS: [u32; 63] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090,
    0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50,
    0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730,
    0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950, 0x1FBF0, 0x1D7CE, 0x1D7D8,
];

/// The clear form of a text.
pub(super) struct Clear {
    pub(super) text: String,
    /// By byte, where the character that it is of stands in the text.
    at: Vec<Range<usize>>,
}

/// What is found in a text as it stands, and where words divided by a hyphen at the end of a line are taken for whole.
pub(super) fn found(text: &str, look: &dyn Fn(&str) -> Vec<Range<usize>>) -> Vec<Range<usize>> {
    let plain = Clear::of(text, false);
    let mut found = plain.found(look);
    if divided(text).next().is_some() {
        found.extend(Clear::of(text, true).found(look));
    }
    found
}

impl Clear {
    /// The clear form; `whole` joins what a hyphen at the end of a line divides.
    fn of(text: &str, whole: bool) -> Self {
        let mut clear = Self {
            text: String::with_capacity(text.len()),
            at: Vec::with_capacity(text.len()),
        };
        let left_out: Vec<Range<usize>> = match whole {
            true => divided(text).collect(),
            false => Vec::new(),
        };
        let mut left_out = left_out.into_iter().peekable();
        for (from, c) in text.char_indices() {
            while left_out.next_if(|gap| gap.end <= from).is_some() {}
            let is_gap = left_out.peek().is_some_and(|gap| gap.contains(&from));
            if is_gap || is_unseen(c) {
                continue;
            }
            let at = from..from.saturating_add(c.len_utf8());
            match digit(c) {
                Some(digit) => clear.push(digit, &at),
                None if has_other_form(c) => std::iter::once(c)
                    .nfkc()
                    .for_each(|plain| clear.push(plain, &at)),
                None => clear.push(c, &at),
            }
        }
        clear
    }

    fn push(&mut self, c: char, at: &Range<usize>) {
        self.text.push(c);
        self.at
            .extend(std::iter::repeat_n(at.clone(), c.len_utf8()));
    }

    /// Looks in the clear form, and says where what was found stands in the text.
    fn found(&self, look: &dyn Fn(&str) -> Vec<Range<usize>>) -> Vec<Range<usize>> {
        let found = look(&self.text).into_iter();
        let stands = |at: Range<usize>| {
            let first = self.at.get(at.start)?;
            let last = self.at.get(at.end.checked_sub(1)?)?;
            Some(first.start..last.end)
        };
        found.filter_map(stands).collect()
    }
}

/// Whether nobody sees a character: Unicode's default-ignorable ones.
fn is_unseen(c: char) -> bool {
    invisible(c)
        || matches!(
            c,
            '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
                | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// A decimal digit of any script as a plain one.
fn digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let code = u32::from(c);
    // The digits of mathematical letters follow each other five times.
    let mathematical = (0x1D7CE..=0x1D7FF).contains(&code);
    let value = match mathematical {
        true => code.checked_sub(0x1D7CE)? % 10,
        false => ZEROS
            .iter()
            .filter_map(|zero| code.checked_sub(*zero))
            .find(|value| *value < 10)?,
    };
    char::from_digit(value, 10)
}

/// Whether a character is a letter, or a mark of addresses and numbers, in a form of its own: ligatures, wide and mathematical letters.
fn has_other_form(c: char) -> bool {
    !c.is_ascii()
        && (c.is_alphanumeric() || matches!(c, '\u{FE50}'..='\u{FE6B}' | '\u{FF01}'..='\u{FF5E}'))
}

/// Where a hyphen divides a word at the end of a line: the hyphen, the end of the line, and what stands before the rest of the word.
fn divided(text: &str) -> impl Iterator<Item = Range<usize>> {
    let hyphens = text.char_indices().filter(|(_, c)| is_hyphen(*c));
    hyphens.filter_map(|(from, c)| {
        let behind = text.get(from.saturating_add(c.len_utf8())..)?;
        let rest = behind.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
        let gap = behind.get(..behind.len().checked_sub(rest.len())?)?;
        let before = text.get(..from)?;
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let is_line = gap.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']);
        let is_within = is_letter(before.chars().rev().find(|c| !is_unseen(*c)))
            && is_letter(rest.chars().next());
        (is_line && is_within).then(|| from..text.len().saturating_sub(rest.len()))
    })
}

fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{AD}' | '\u{2010}' | '\u{2011}' | '\u{FE63}' | '\u{FF0D}'
    )
}
