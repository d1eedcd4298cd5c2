//! The rules on a sheet: each as a sentence beside the clauses and decisions it rests on, and lines to sign.

use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

use super::measure::pieces;
use super::page::{Cell, Page, Size};
use super::print::{Foot, print_setup};
use crate::papers::handout::Entry;
use crate::papers::titles::capital;
use crate::papers::to_sign::{BESIDE, Chapter, LINES, Rule, SIGNED, Source, ToSign, agreed};

pub(super) const TAB: &str = "rules";
/// The rule, what it says over two, and what it rests on; name, function, date and signature.
const WIDTHS: [usize; 4] = [24, 38, 20, 52];
/// A row is at most so many lines high; what is longer goes on in the next.
const LONGEST: usize = 28;

/// Adds the sheet.
pub(super) fn add(
    workbook: &mut Workbook,
    paper: &ToSign,
    foot: &Foot<'_>,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(TAB)?;
    let mut page = Page::new(sheet, WIDTHS.to_vec())?;
    page.line(&paper.title, Size::Title, &Size::Title.font().set_bold())?;
    let about = "The rules of the selection, each beside what it rests on";
    page.line(about, Size::Text, &Size::Text.font())?;
    for (what, says) in &paper.about {
        let words = format!("{}: {says}", capital(what));
        page.line(&words, Size::Text, &Size::Text.font())?;
    }
    for (file, digest) in &paper.files {
        let words = format!("{file}: SHA-256 {digest}");
        page.line(&words, Size::Small, &Size::Small.font())?;
    }
    for chapter in &paper.chapters {
        self::chapter(&mut page, chapter)?;
    }
    if !paper.beside.is_empty() {
        title(&mut page, BESIDE)?;
        for source in &paper.beside {
            page.line(&said(source), Size::Text, &Size::Text.font())?;
        }
    }
    // Together on a page.
    page.sheet.set_page_breaks(&[page.row])?;
    signatures(&mut page)?;
    print_setup(page.sheet, foot)
}

fn title(page: &mut Page<'_>, text: &str) -> Result<(), XlsxError> {
    page.gap(8)?;
    let look = Size::Text.font().set_bold();
    page.line(
        text,
        Size::Text,
        &look.set_border_bottom(FormatBorder::Medium),
    )
}

fn chapter(page: &mut Page<'_>, chapter: &Chapter) -> Result<(), XlsxError> {
    title(page, &chapter.title())?;
    let head = ["rule", "what it says", "what it rests on"];
    let bold = || Size::Small.font().set_bold();
    row(
        page,
        head.map(str::to_owned),
        Size::Small,
        &bold().set_border_bottom(FormatBorder::Hair),
    )?;
    chapter
        .rules
        .iter()
        .try_for_each(|rule| self::rule(page, chapter, rule))
}

/// A rule in as many rows as it needs.
fn rule(page: &mut Page<'_>, chapter: &Chapter, rule: &Rule) -> Result<(), XlsxError> {
    let name = match rule.id.as_str() {
        "" => chapter.kind,
        id => id,
    };
    let rests: Vec<String> = rule.rests_on.iter().map(said).collect();
    let says = pieces(&rule.says, page.across(1, 3), LONGEST);
    let rests = pieces(&rests.join("\n"), page.across(3, 4), LONGEST);
    let rows = says.len().max(rests.len()).max(1);
    for at in 0..rows {
        let piece = |pieces: &[String]| pieces.get(at).cloned().unwrap_or_default();
        let name = if at == 0 { name } else { "" };
        let mut look = Size::Text.font();
        if at.saturating_add(1) == rows {
            look = look.set_border_bottom(FormatBorder::Hair);
        }
        row(
            page,
            [name.to_owned(), piece(&says), piece(&rests)],
            Size::Text,
            &look,
        )?;
    }
    Ok(())
}

/// `Each clause in our words. (osce; decided by the panel, 2019-02-18)`.
fn said(source: &Source) -> String {
    let decided = source.decided.iter().map(|decided| format!("; {decided}"));
    let decided: String = decided.collect();
    format!("{} ({}{decided})", source.text, source.id)
}

fn row(
    page: &mut Page<'_>,
    [name, says, rests]: [String; 3],
    size: Size,
    look: &Format,
) -> Result<(), XlsxError> {
    let entries = [name, says, rests].map(|main| Entry {
        main,
        small: String::new(),
    });
    let [name, says, rests] = &entries;
    let cell = |entry, over| {
        let cell = Cell {
            entry,
            size,
            text: size.font(),
            look: look.clone().set_indent(1),
        };
        (cell, over)
    };
    page.spread(&[cell(name, 1), cell(says, 2), cell(rests, 1)])
}

fn signatures(page: &mut Page<'_>) -> Result<(), XlsxError> {
    title(page, "Signatures")?;
    let agreed = agreed("at the head of this sheet");
    page.line(&agreed, Size::Text, &Size::Text.font())?;
    let entry = |main: &str| Entry {
        main: main.to_owned(),
        small: String::new(),
    };
    let row = |page: &mut Page<'_>, texts: [&str; SIGNED.len()], look: &Format| {
        let entries = texts.map(entry);
        let cell = |entry| Cell {
            entry,
            size: Size::Small,
            text: Size::Small.font(),
            look: look.clone(),
        };
        page.cells(&entries.iter().map(cell).collect::<Vec<_>>())
    };
    row(page, SIGNED, &Size::Small.font().set_bold())?;
    for _ in 0..LINES {
        page.gap(16)?;
        let look = Size::Small.font().set_border_bottom(FormatBorder::Thin);
        row(page, [""; SIGNED.len()], &look)?;
    }
    Ok(())
}
