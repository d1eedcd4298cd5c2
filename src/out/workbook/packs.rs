//! An assessor's pack: what to do and what numbers mean, the applications to be read, and the cells to be filled in. All other cells are
//! protected, without a password, so that nothing is changed by mistake.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatBorder,
    ProtectionOptions, Url, Workbook, Worksheet, XlsxError,
};

use super::formats::Formats;
use super::layout::{height, shown};
use super::measure::wrapped;
use super::page::{Cell, Page, Size};
use super::print::{Foot, print_as};
use super::{cut, empty, saved};
use crate::papers::handout;
use crate::papers::packs::{Entry, Pack, Rating};
use crate::rules::packs::{BESIDE, TAB};
use crate::values::escape::could_be_formula;

/// The sheets beside the one that comes back.
const FIRST: &str = BESIDE[0];
const APPLICATIONS: &str = BESIDE[1];
/// In characters: what stands on a page, a question beside a short answer, an id, a rating, a yes, a comment, a mark.
const PAGE: usize = 130;
const ASKED: usize = 38;
const ID: u32 = 18;
const RATED: u32 = 13;
const SAID: u32 = 11;
const COMMENT: u32 = 44;
const MARKED: u32 = 22;
/// Links that a sheet may have, by Excel's specifications, are a few more.
const LINKED: u32 = 65_000;
/// Letters of a title and of a message beside a cell, as Excel takes them.
const TITLE: usize = 32;
const MESSAGE: usize = 255;

/// The workbook's bytes.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn pack(pack: &Pack) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = empty()?;
    let foot = Foot {
        programme: &pack.programme,
        confidential: &pack.confidential,
        digest: &pack.rules,
    };
    read_first(&mut workbook, pack, &foot)?;
    let rows = applications(&mut workbook, pack, &foot)?;
    ratings(&mut workbook, pack, (&foot, &rows))?;
    saved(workbook)
}

fn finish(sheet: &mut Worksheet, pack: &Pack, foot: &Foot<'_>) -> Result<(), XlsxError> {
    let options = ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&options);
    print_as(sheet, foot, &format!("{}, rules", pack.assessor))
}

/// What to do, and what the numbers mean.
fn read_first(workbook: &mut Workbook, pack: &Pack, foot: &Foot<'_>) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(FIRST)?;
    let mut page = Page::new(sheet, vec![PAGE / 2, PAGE / 2])?;
    let (text, bold) = (Size::Text.font(), Size::Text.font().set_bold());
    page.line(&pack.programme, Size::Title, &Size::Title.font().set_bold())?;
    page.line(&pack.about, Size::Text, &text)?;
    page.gap(8)?;
    page.line(&pack.instructions, Size::Text, &text)?;
    for rating in &pack.ratings {
        page.gap(8)?;
        page.line(
            &format!("{}: {}", rating.title, bounds(rating)),
            Size::Text,
            &bold,
        )?;
        for anchor in &rating.anchors {
            let words = format!("{} — {}", anchor.at.normalize(), anchor.means);
            page.line(&words, Size::Text, &text)?;
        }
    }
    finish(sheet, pack, foot)
}

fn bounds(rating: &Rating) -> String {
    format!(
        "a number from {} to {}",
        rating.min.normalize(),
        rating.max.normalize()
    )
}

/// The applications; returns the row in which each begins.
fn applications(
    workbook: &mut Workbook,
    pack: &Pack,
    foot: &Foot<'_>,
) -> Result<Vec<u32>, XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(APPLICATIONS)?;
    let mut page = Page::new(sheet, vec![ASKED, PAGE.saturating_sub(ASKED)])?;
    let title = Size::Title
        .font()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    let (text, bold) = (Size::Text.font(), Size::Text.font().set_bold());
    let mut rows = Vec::new();
    for entry in &pack.entries {
        rows.push(page.row);
        page.line(&entry.id, Size::Title, &title)?;
        for (asked, answer) in &entry.answers {
            let answer = match answer.trim() {
                "" => "no answer",
                answer => answer,
            };
            if is_short(asked, answer) {
                let entries = [asked, answer].map(|main| handout::Entry {
                    main: main.to_owned(),
                    small: String::new(),
                });
                let looks = [&bold, &text];
                let cells = entries.iter().zip(looks).map(|(entry, look)| Cell {
                    entry,
                    size: Size::Text,
                    text: look.clone(),
                    look: look.clone(),
                });
                page.cells(&cells.collect::<Vec<_>>())?;
                continue;
            }
            page.line(asked, Size::Text, &bold)?;
            page.line(answer, Size::Text, &text)?;
        }
        page.gap(12)?;
    }
    page.keep_together(&rows)?;
    finish(sheet, pack, foot)?;
    Ok(rows)
}

/// Whether a question and its answer stand side by side.
fn is_short(asked: &str, answer: &str) -> bool {
    let fits = asked.chars().count() <= ASKED.saturating_mul(2);
    fits && answer.chars().count() < PAGE.saturating_sub(ASKED) && !answer.contains('\n')
}

/// What is filled in: a row for each application.
fn ratings(
    workbook: &mut Workbook,
    pack: &Pack,
    (foot, rows): (&Foot<'_>, &[u32]),
) -> Result<(), XlsxError> {
    let formats = Formats::new();
    let locked = Format::new().set_text_wrap().set_num_format("@");
    let (room, number) = (
        formats.room.clone().set_unlocked(),
        formats.room_for_number.clone().set_unlocked(),
    );
    let sheet = workbook.add_worksheet();
    sheet.set_name(TAB)?;
    let columns = columns(pack);
    for (column, (heading, width)) in (0_u16..).zip(&columns) {
        sheet.write_string_with_format(0, column, *heading, &formats.heading)?;
        sheet.set_column_width(column, *width)?;
    }
    let lines =
        |(heading, width): &(&str, u32)| wrapped(heading, usize::try_from(*width).unwrap_or(1));
    let lines = columns.iter().map(lines).max().unwrap_or(1);
    if let Some(points) = height(lines.saturating_add(1)) {
        sheet.set_row_height(0, points)?;
    }
    for ((row, entry), begins) in (1_u32..).zip(&pack.entries).zip(rows) {
        id(sheet, (row, entry), *begins)?;
        for (column, asked) in (1_u16..).zip(&entry.asked) {
            sheet.write_blank(row, column, if *asked { &number } else { &locked })?;
        }
        let beside = behind(pack);
        for column in beside..beside.saturating_add(3) {
            sheet.write_blank(row, column, &room)?;
        }
        sheet.write_string_with_format(row, beside.saturating_add(3), &entry.mark, &locked)?;
    }
    offer(sheet, pack)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    finish(sheet, pack, foot)
}

/// Headings with the widths of their columns.
fn columns(pack: &Pack) -> Vec<(&str, u32)> {
    let headings = &pack.headings;
    let mut columns = vec![(headings.id.as_str(), ID)];
    columns.extend(pack.ratings.iter().map(|one| (one.heading.as_str(), RATED)));
    columns.extend([
        (headings.conflict.as_str(), SAID),
        (headings.abstain.as_str(), SAID),
        (headings.comment.as_str(), COMMENT),
        (headings.mark.as_str(), MARKED),
    ]);
    columns
}

/// The first column behind the ratings.
fn behind(pack: &Pack) -> u16 {
    u16::try_from(pack.ratings.len())
        .unwrap_or(u16::MAX)
        .saturating_add(1)
}

/// An id, which leads to what is to be read.
fn id(sheet: &mut Worksheet, (row, entry): (u32, &Entry), begins: u32) -> Result<(), XlsxError> {
    let look = Format::new().set_num_format("@").set_bold();
    let text = shown(&entry.id);
    let text = cut(&text);
    let look = if could_be_formula(text) {
        look.set_quote_prefix()
    } else {
        look
    };
    if row > LINKED {
        sheet.write_string_with_format(row, 0, text, &look)?;
        return Ok(());
    }
    let place = format!("internal:'{APPLICATIONS}'!A{}", begins.saturating_add(1));
    sheet.write_url_with_format(row, 0, Url::new(place).set_text(text), &look)?;
    Ok(())
}

/// What may stand in the cells, and what is said beside them.
fn offer(sheet: &mut Worksheet, pack: &Pack) -> Result<(), XlsxError> {
    let last = u32::try_from(pack.entries.len()).unwrap_or(u32::MAX);
    for (column, rating) in (1_u16..).zip(&pack.ratings) {
        sheet.add_data_validation(1, column, last, column, &rule(rating)?)?;
    }
    let beside = behind(pack);
    let says = [
        "You know the applicant or have another interest: choose yes, and leave the rating blank.",
        "You do not rate this application: choose yes, and leave the rating blank.",
    ];
    for (column, says) in (beside..).zip(says) {
        let yes = DataValidation::new().allow_list_strings(&["yes"])?;
        let yes = yes.set_input_message(says)?.show_error_message(false);
        sheet.add_data_validation(1, column, last, column, &yes)?;
    }
    Ok(())
}

fn rule(rating: &Rating) -> Result<DataValidation, XlsxError> {
    let number = |number: &Decimal| number.to_f64().unwrap_or_default();
    let rule = DataValidation::new()
        .set_input_title(first(&rating.title, TITLE))?
        .set_input_message(first(&says(rating), MESSAGE))?;
    if rating.choices.is_empty() {
        let between = DataValidationRule::Between(number(&rating.min), number(&rating.max));
        let error = format!("Write {}, or leave the cell blank.", bounds(rating));
        return rule
            .allow_decimal_number(between)
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_message(error);
    }
    // Half a point can be meant, and is kept by whoever says so.
    let error = format!(
        "This is no whole number from {} to {}.",
        rating.min.normalize(),
        rating.max.normalize()
    );
    rule.allow_list_strings(&rating.choices)?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_message(error)
}

fn says(rating: &Rating) -> String {
    let anchors = rating.anchors.iter();
    let anchors = anchors.map(|anchor| format!("\n{}: {}", anchor.at.normalize(), anchor.means));
    format!(
        "From {} to {}.{}",
        rating.min.normalize(),
        rating.max.normalize(),
        anchors.collect::<String>()
    )
}

/// The first so many UTF-16 units of a text.
fn first(text: &str, most: usize) -> String {
    let mut units = 0_usize;
    let fits = text.chars().take_while(|c| {
        units = units.saturating_add(c.len_utf16());
        units <= most
    });
    fits.collect()
}
