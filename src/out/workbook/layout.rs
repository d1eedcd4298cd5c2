//! How wide columns are and how high rows, so that a sheet can be read and printed without being set up by hand.

use super::cut;
use crate::papers::lists::Cell;
use crate::values::escape::visible;

/// Column widths in characters: lists of many columns wrap earlier, so that they can still be read on paper.
const NARROWEST: usize = 5;
/// Room beside the text, for the indent and the filter's button.
pub(super) const ROOM: usize = 2;
const WIDEST: usize = 60;
const WIDEST_OF_MANY: usize = 26;
const MANY_COLUMNS: usize = 10;
/// Characters that fit side by side on landscape A4 at about seven points: a wider list has its widest columns narrowed.
const PAPER: usize = 200;
/// What no column is narrowed below.
const NARROWED: usize = 9;
/// A column with a longer line holds sentences, which need room before names and numbers do.
const SENTENCE: usize = 60;
/// As much of the paper as the columns of sentences have together.
const FOR_SENTENCES: usize = 40;
/// Rows that columns are measured by.
pub(super) const MEASURED: usize = 2_000;

/// How wide each column is: as its heading's longest word and its cells need, up to what can still be read.
pub(super) fn widths(headings: &[String], measured: &[Vec<Cell<'_>>]) -> Vec<usize> {
    let is_many = headings.len() > MANY_COLUMNS;
    let widest = if is_many { WIDEST_OF_MANY } else { WIDEST };
    let longest_word = |heading: &String| {
        heading
            .split(' ')
            .map(|word| word.chars().count())
            .max()
            .unwrap_or(0)
    };
    let mut widths: Vec<usize> = headings
        .iter()
        .map(|heading| longest_word(heading).max(NARROWEST))
        .collect();
    let mut sentences = vec![false; widths.len()];
    for cells in measured {
        for ((cell, width), sentence) in cells.iter().zip(&mut widths).zip(&mut sentences) {
            let line = widest_line(cell);
            *sentence |= is_many && line > SENTENCE;
            *width = (*width).max(line.min(widest));
        }
    }
    narrowed(&mut widths, &sentences);
    widths
}

/// How many lines a text takes when it is broken between words.
pub(super) fn wrapped(text: &str, width: usize) -> usize {
    let mut lines = 1_usize;
    let mut used = 0_usize;
    for word in text.split(' ') {
        let length = word.chars().count();
        let with = if used == 0 {
            length
        } else {
            used.saturating_add(1).saturating_add(length)
        };
        if used > 0 && with > width {
            lines = lines.saturating_add(1);
            used = length;
        } else {
            used = with;
        }
        // A word longer than the line is broken inside.
        lines = lines.saturating_add(used.saturating_sub(1) / width.max(1));
        used = used
            .checked_rem(width.max(1))
            .filter(|rest| *rest > 0)
            .unwrap_or(used.min(width));
    }
    lines
}

/// The height of a row of so many lines, in points; 409 is the most Excel allows.
pub(super) fn height(lines: usize) -> u32 {
    u32::try_from(lines.saturating_mul(15))
        .unwrap_or(u32::MAX)
        .min(409)
}

/// A text as a sheet shows it.
pub(super) fn shown(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// The width of a cell's widest line, in characters.
pub(super) fn widest_line(cell: &Cell<'_>) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Count(number) => number.to_string().len(),
        Cell::Shared(number) => number.to_string().len().saturating_add(1),
        Cell::Exact(number) => number.normalize().to_string().len(),
        Cell::Text(text) => shown(text)
            .lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or(0),
    }
}

/// The lines a cell takes in a column of this width; numbers never wrap.
pub(super) fn lines(cell: &Cell<'_>, width: usize) -> usize {
    match cell {
        Cell::Text(text) => cut(&shown(text))
            .split('\n')
            .map(|line| wrapped(line, width))
            .sum(),
        Cell::Empty | Cell::Count(_) | Cell::Shared(_) | Cell::Exact(_) => 1,
    }
}

/// Column widths that fit on paper: the widest columns give way first, all to the same width, but for those of sentences, which share what is
/// left for them.
fn narrowed(widths: &mut [usize], sentences: &[bool]) {
    let room = PAPER.saturating_sub(widths.len().saturating_mul(ROOM.saturating_add(1)));
    let many = sentences.iter().filter(|sentence| **sentence).count();
    let each = FOR_SENTENCES.checked_div(many).unwrap_or(0);
    let left = room.saturating_sub(each.saturating_mul(many));
    let others = || {
        widths
            .iter()
            .zip(sentences)
            .filter(|(_, sentence)| !**sentence)
    };
    let fits = |most: &usize| others().map(|(width, _)| *width.min(most)).sum::<usize>() <= left;
    let most = (NARROWED..=WIDEST).rev().find(fits).unwrap_or(NARROWED);
    for (width, sentence) in widths.iter_mut().zip(sentences) {
        *width = if *sentence {
            each.max(NARROWED)
        } else {
            (*width).min(most)
        };
    }
}
