//! How wide columns are and how high rows, so that a sheet can be read and printed without being set up by hand.

use super::cut;
use super::measure::{TENTHS, letters, wrapped_in};
use crate::papers::lists::{Admits, Cell};
use crate::values::escape::visible;

/// Room beside the text.
pub(super) const ROOM: usize = 1;
/// No column is narrower than this, in characters, and none is wider.
const NARROWEST: usize = 4;
const WIDEST: usize = 60;
/// Words up to this length are not broken, where all columns together have room for it; otherwise those up to the next.
const WHOLE: [usize; 5] = [30, 20, 14, 12, 9];
/// Those that are not broken in a column that is not printed.
const UNPRINTED: usize = 30;
/// So many of these do where smaller letters are left.
const UNBROKEN: usize = 4;
/// The least width of a column in which words are broken.
const BROKEN: usize = 9;
/// Characters that fit side by side on landscape A4 at eleven, nine and seven points, and the lines that a row may take on the average
/// before smaller letters are better, doubled.
const PAPER: [(usize, usize); 3] = [(134, 3), (164, 4), (205, usize::MAX)];
/// Rows that columns are measured by: so many of those at the beginning, each so many rows apart as makes this many.
pub(super) const MEASURED: usize = 2_000;
const WEIGHED: usize = 250;

/// How wide each column is: rows as low as they can be on paper, in letters as large as that allows.
/// Those behind the `printed` ones, which take no room on paper, are as wide as their words.
pub(super) fn widths(headings: &[&str], measured: &[Vec<Cell<'_>>], printed: usize) -> Vec<usize> {
    let words: Vec<Words> = headings
        .iter()
        .enumerate()
        .map(|(column, heading)| {
            let cells = measured.iter().filter_map(|cells| cells.get(column));
            Words::of(heading, cells)
        })
        .collect();
    let (words, behind) = words.split_at(printed.min(words.len()));
    let mut widths = on_paper(words, measured);
    widths.extend(behind.iter().map(|words| words.width(UNPRINTED)));
    widths
}

fn on_paper(words: &[Words], measured: &[Vec<Cell<'_>>]) -> Vec<usize> {
    let apart = measured.len().div_ceil(WEIGHED).max(1);
    let weighed: Vec<Vec<usize>> = measured
        .iter()
        .step_by(apart)
        .map(|cells| cells.iter().take(words.len()).map(widest_line).collect())
        .collect();
    let mut tried = Vec::new();
    for (paper, most) in PAPER {
        let room = paper.saturating_sub(words.len().saturating_mul(ROOM));
        let whole = match most {
            usize::MAX => WHOLE.as_slice(),
            _ => WHOLE.get(..UNBROKEN).unwrap_or_default(),
        };
        let Some(floor) = floor(words, (whole, room)) else {
            continue;
        };
        let (widths, lines) = lowered(floor, &weighed, room);
        tried = widths;
        if lines.saturating_mul(2) <= most.saturating_mul(weighed.len()) {
            break;
        }
    }
    if !tried.is_empty() {
        return tried;
    }
    // Rather than in smaller letters the words of headings are broken.
    let broken: Vec<Words> = words.iter().map(Words::with_broken_heading).collect();
    let [.., (paper, _)] = PAPER;
    let room = paper.saturating_sub(words.len().saturating_mul(ROOM));
    match floor(&broken, (&WHOLE, room)) {
        Some(floor) => lowered(floor, &weighed, room).0,
        // More columns than seven points allow.
        None => broken.iter().map(|words| words.width(BROKEN)).collect(),
    }
}

/// The narrowest that columns may be: as wide as the longest of the words that are not broken, the longest that leave some room. None
/// where they do not fit.
fn floor(words: &[Words], (whole, room): (&[usize], usize)) -> Option<Vec<usize>> {
    let of =
        |whole: usize| -> Vec<usize> { words.iter().map(|words| words.width(whole)).collect() };
    let sum = |widths: &Vec<usize>| widths.iter().sum::<usize>();
    let enough = room.saturating_mul(4) / 5;
    let mut all = whole.iter().map(|whole| of(*whole));
    let roomy = all.find(|widths| sum(widths) <= enough);
    let fits = roomy.or_else(|| {
        let least = of(*whole.last()?);
        (sum(&least) <= room).then_some(least)
    });
    fits.map(|widths| unbroken(widths, words, room))
}

/// Gives what room there is to the columns in which a word is broken, to those first that lack least: a word is broken only where there is no
/// room for it at all.
fn unbroken(mut widths: Vec<usize>, words: &[Words], room: usize) -> Vec<usize> {
    let mut left = room.saturating_sub(widths.iter().sum());
    let own = words.iter().map(|words| words.width(UNPRINTED));
    let mut lacking: Vec<(usize, usize)> = widths
        .iter()
        .zip(own)
        .map(|(width, own)| own.saturating_sub(*width))
        .enumerate()
        .map(|(column, lacks)| (lacks, column))
        .filter(|(lacks, _)| *lacks > 0)
        .collect();
    lacking.sort_unstable();
    for (lacks, column) in lacking {
        if let (Some(width), true) = (widths.get_mut(column), lacks <= left) {
            *width = width.saturating_add(lacks);
            left = left.saturating_sub(lacks);
        }
    }
    widths
}

/// The words of a column, by their lengths.
struct Words {
    /// The longest of the heading.
    headed: usize,
    /// Of numbers, days, marks and addresses, which are not broken.
    unbroken: usize,
    /// For each length, up to the longest that is ever kept whole, whether some word has it; the last stands for all that are longer.
    lengths: [bool; 32],
}

impl Words {
    fn of<'c>(heading: &str, cells: impl Iterator<Item = &'c Cell<'c>>) -> Self {
        let heading = lengths(heading)
            .max()
            .map_or(0, |word| word.saturating_add(1));
        let mut words = Self {
            headed: heading,
            unbroken: NARROWEST,
            lengths: [false; 32],
        };
        for cell in cells {
            match cell {
                Cell::Text(text) => words.add(text),
                Cell::Named(named) => words.add(&named.title),
                cell => words.unbroken = words.unbroken.max(widest_line(cell)),
            }
        }
        words
    }

    fn with_broken_heading(&self) -> Self {
        Self {
            headed: self.headed.min(BROKEN),
            ..*self
        }
    }

    fn add(&mut self, text: &str) {
        let words = text.split([' ', '\n']);
        let addresses = words.filter(|word| word.contains('@'));
        let width = |word: &str| {
            let is_copied = word.chars().count() < ADDRESS;
            is_copied.then(|| letters(word).saturating_add(1))
        };
        let longest = addresses.filter_map(width).max();
        self.unbroken = self.unbroken.max(longest.unwrap_or(0));
        for word in lengths(text) {
            let last = self.lengths.len().saturating_sub(1);
            if let Some(length) = self.lengths.get_mut(word.min(last)) {
                *length = true;
            }
        }
    }

    /// The width in which words up to this length are whole.
    fn width(&self, whole: usize) -> usize {
        let known = self.lengths.iter().enumerate();
        // What is longer is broken in any column.
        let known = known.filter(|(_, some)| **some);
        let known = known.map(|(length, _)| if length > whole { BROKEN } else { length });
        // Many letters are wider than the digits that widths are counted in.
        let longest = known.max().map_or(0, |word| word.saturating_add(1));
        longest.max(self.unbroken).max(self.headed)
    }
}

/// An address up to this length is not broken: nobody can copy one off a page that is.
const ADDRESS: usize = 40;

/// The lengths of words, in characters as wide as digits: letters of some alphabets are wider.
fn lengths(text: &str) -> impl Iterator<Item = usize> {
    let words = text.split([' ', '\n']);
    words.map(|word| letters(word).max(word.chars().count()))
}

/// Gives what room there is to the columns that make rows high; returns their widths and the lines of all rows together.
pub(super) fn lowered(
    mut widths: Vec<usize>,
    all_lengths: &[Vec<usize>],
    room: usize,
) -> (Vec<usize>, usize) {
    let mut left = room.saturating_sub(widths.iter().sum());
    loop {
        let mut all = 0_usize;
        let mut wanted: Vec<usize> = vec![0; widths.len()];
        for lengths in all_lengths {
            let lines = lengths
                .iter()
                .zip(&widths)
                .map(|(length, width)| length.div_ceil((*width).max(1)));
            // Of those that are equally high the last, as texts stand behind names.
            let tallest = lines.enumerate().max_by_key(|(_, lines)| *lines);
            let Some((column, lines)) = tallest else {
                continue;
            };
            all = all.saturating_add(lines.max(1));
            if lines > 1
                && let Some(wanted) = wanted.get_mut(column)
            {
                *wanted = wanted.saturating_add(lines);
            }
        }
        let wanting = widths.iter_mut().zip(&wanted);
        let wanting = wanting.filter(|(width, wanted)| **width < WIDEST && **wanted > 0);
        let most = wanting.max_by_key(|(_, wanted)| **wanted);
        let Some((width, _)) = most.filter(|_| left > 0) else {
            return (widths, all);
        };
        *width = width.saturating_add(1);
        left = left.saturating_sub(1);
    }
}

/// The room of a column of a list in tenths of a narrow letter, which is narrower than the digits that widths are counted in.
fn room(width: usize) -> usize {
    width
        .saturating_add(ROOM)
        .saturating_mul(TENTHS)
        .saturating_mul(21)
        / 20
}

/// The height that Excel allows a row, in points.
pub(super) const TALLEST: usize = 409;

/// The height of a row of so many lines, in points; none where that is more than Excel allows.
pub(super) fn height(lines: usize) -> Option<u32> {
    let points = lines.saturating_mul(14).saturating_add(1);
    let points = Some(points).filter(|points| *points <= TALLEST);
    points.and_then(|points| u32::try_from(points).ok())
}

/// A text as a sheet shows it.
pub(super) fn shown(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// The width of a cell's widest line, in characters.
fn widest_line(cell: &Cell<'_>) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Count(number) => number.to_string().len(),
        Cell::Shared(number) => number.to_string().len().saturating_add(1),
        Cell::Exact(number) => number.normalize().to_string().len(),
        Cell::Day(_) => "2019-03-29".len(),
        Cell::Moment(_) => "2019-03-29 23:59:59".len(),
        // With its mark.
        Cell::Outcome(kind) => kind.in_words().len().saturating_add(3),
        Cell::Room(room) => room.filled.len().max(match room.admits {
            Admits::Day => "2019-03-29".len(),
            _ => WRITTEN,
        }),
        Cell::Text(text) => widest(text),
        Cell::Named(named) => widest(&named.title),
    }
}

/// Characters that whoever fills in a cell has room for.
const WRITTEN: usize = 9;

fn widest(text: &str) -> usize {
    let lines = shown(text);
    let lines = lines.lines().map(|line| line.chars().count());
    lines.max().unwrap_or(0)
}

/// The lines a cell takes in a column of this width; numbers never wrap.
pub(super) fn lines(cell: &Cell<'_>, width: usize) -> usize {
    let of = |text: &str| {
        let text = shown(text);
        let text = cut(&text);
        let lines = text.split('\n').map(|line| wrapped_in(line, room(width)));
        lines.sum()
    };
    match cell {
        Cell::Text(text) => of(text),
        Cell::Named(named) => of(&named.title),
        Cell::Empty
        | Cell::Count(_)
        | Cell::Shared(_)
        | Cell::Exact(_)
        | Cell::Day(_)
        | Cell::Moment(_)
        | Cell::Outcome(_)
        | Cell::Room(_) => 1,
    }
}
