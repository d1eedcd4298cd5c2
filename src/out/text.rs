//! A page as plain text, 100 columns wide.

use crate::papers::explanation::{Block, Line, Page, Table};
use crate::words::mark;

/// Columns of a page; a word or command that is longer stays whole.
const WIDTH: usize = 100;
/// A column of a table is not made narrower than this.
const NARROWEST: usize = 12;

/// The page; control characters of applicants are still in it.
pub fn text(page: &Page) -> String {
    let mut out = String::new();
    put(&mut out, "", "    ", &page.title);
    put(&mut out, "", "    ", &page.about);
    for section in &page.sections {
        out.push('\n');
        put(&mut out, "", "    ", &section.heading);
        for block in &section.blocks {
            match block {
                Block::Line(line) => put_line(&mut out, line),
                Block::Table(table) => put_table(&mut out, table),
                Block::Command(command) => {
                    out.push_str("         ");
                    out.push_str(command);
                    out.push('\n');
                }
            }
        }
    }
    out
}

fn put_line(out: &mut String, line: &Line) {
    // What belongs to a marked line stands under its text.
    let indent = " ".repeat(
        line.depth
            .saturating_mul(2)
            .saturating_add(if line.depth > 0 { 5 } else { 2 }),
    );
    let first = line.answer.map_or_else(
        || indent.clone(),
        |answer| format!("{indent}{:<5}", mark(answer)),
    );
    put(out, &first, &format!("{indent}    "), &line.text);
}

/// Puts a text, broken between words; `first` stands before its first line, `rest` before the others.
fn put(out: &mut String, first: &str, rest: &str, text: &str) {
    let room = |before: &str| WIDTH.saturating_sub(before.chars().count());
    for (at, line) in wrapped(text, room(first), room(rest)).iter().enumerate() {
        out.push_str(if at == 0 { first } else { rest });
        out.push_str(line);
        out.push('\n');
    }
}

/// At least one line, none longer than `first` or `rest` unless a word is; runs of spaces stay as they are, except where a
/// line ends.
fn wrapped(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut done = Vec::new();
    let mut words = text.split(' ');
    let mut line = words.next().unwrap_or_default().to_owned();
    let mut used = line.chars().count();
    for word in words {
        let long = word.chars().count().saturating_add(1);
        let room = if done.is_empty() { first } else { rest };
        if used.saturating_add(long) <= room {
            line.push(' ');
            line.push_str(word);
            used = used.saturating_add(long);
        } else {
            done.push(std::mem::replace(&mut line, word.to_owned()));
            used = long.saturating_sub(1);
        }
    }
    done.push(line);
    done
}

fn put_table(out: &mut String, table: &Table) {
    let rows = || std::iter::once(&table.headings).chain(&table.rows);
    let mut widths: Vec<usize> = Vec::new();
    for row in rows() {
        widths.resize(widths.len().max(row.len()), 0);
        widths
            .iter_mut()
            .zip(row)
            .for_each(|(width, cell)| *width = cell.chars().count().max(*width));
    }
    narrow(&mut widths);
    for row in rows() {
        let cells: Vec<Vec<String>> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| wrapped(cell, *width, *width))
            .collect();
        for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = String::new();
            for (cell, width) in cells.iter().zip(&widths) {
                let text = cell.get(at).map_or("", String::as_str);
                line.push_str("  ");
                line.push_str(text);
                line.push_str(&" ".repeat(width.saturating_sub(text.chars().count())));
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

/// Takes from the widest columns until the table fits.
fn narrow(widths: &mut [usize]) {
    let room = WIDTH.saturating_sub(widths.len().saturating_mul(2));
    loop {
        let over = widths
            .iter()
            .fold(0_usize, |sum, width| sum.saturating_add(*width))
            .saturating_sub(room);
        let mut sorted = widths.to_vec();
        sorted.sort_unstable();
        let second = sorted
            .iter()
            .rev()
            .nth(1)
            .copied()
            .unwrap_or(0)
            .max(NARROWEST);
        let Some(widest) = widths.iter_mut().max() else {
            return;
        };
        if over == 0 || *widest <= NARROWEST {
            return;
        }
        // Down to the second widest at once; then both give, one by one.
        *widest = widest.saturating_sub(widest.saturating_sub(second).max(1).min(over));
    }
}
