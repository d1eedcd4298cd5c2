//! The cover on a sheet of one page.

use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

use super::formats::MOMENT;
use super::list::moment;
use super::page::{Cell, Page, Size};
use super::print::{Foot, print_setup};
use crate::papers::cover::{Cover, GroupLine};
use crate::papers::glance::{DEADLINE, Step};
use crate::papers::handout::Entry;

pub(super) const TAB: &str = "cover";
const WIDTHS: [usize; 6] = [38, 10, 10, 10, 12, 54];
/// Who may have to sign.
const SIGNATURES: [&str; 2] = ["Selected by", "Checked by"];
const OF_A_SHORTLIST: [&str; 2] = ["Shortlisted by", "Checked by"];

/// Adds the sheet.
pub(super) fn add(
    workbook: &mut Workbook,
    cover: &Cover,
    foot: &Foot<'_>,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(TAB)?;
    let mut page = Page::new(sheet, WIDTHS.to_vec())?;
    page.line(&cover.title, Size::Title, &Size::Title.font().set_bold())?;
    let about = cover.about.iter();
    let about: Vec<String> = about
        .map(|(word, fact)| format!("{word}: {fact}"))
        .collect();
    page.line(&about.join("; "), Size::Text, &Size::Text.font())?;
    deadline(&mut page, cover)?;
    page.gap(6)?;
    let status = format!("{}: {}", cover.status.word, cover.status.words);
    let look = Size::Text.font().set_bold();
    page.line(&status, Size::Text, &look.set_border(FormatBorder::Medium))?;
    page.gap(6)?;
    heading(&mut page, "How many came how far")?;
    let steps = |steps: &[Step], between: &str| {
        let steps = steps.iter().map(|step| match step.note.as_str() {
            "" => format!("{} {}", step.count, step.word),
            note => format!("{} {} ({note})", step.count, step.word),
        });
        steps.collect::<Vec<String>>().join(between)
    };
    let funnel = steps(&cover.funnel, " → ");
    page.line(&funnel, Size::Text, &Size::Text.font().set_bold())?;
    if !cover.beside.is_empty() {
        let words = format!("Beside them: {}", steps(&cover.beside, "; "));
        page.line(&words, Size::Text, &Size::Text.font())?;
    }
    page.gap(6)?;
    groups(&mut page, &cover.groups, cover.is_shortlisting)?;
    for line in &cover.empty {
        page.line(line, Size::Text, &Size::Text.font())?;
    }
    if !cover.open.is_empty() {
        page.gap(6)?;
        heading(&mut page, "Whose answers seats hang on")?;
        for line in &cover.open {
            page.line(line, Size::Text, &Size::Text.font())?;
        }
    }
    page.gap(6)?;
    heading(&mut page, "Made from")?;
    let inputs = cover.inputs.iter();
    let inputs: Vec<String> = inputs
        .map(|(file, digest)| format!("{file} {digest}…"))
        .collect();
    let words = format!("{} (SHA-256)", inputs.join(", "));
    page.line(&words, Size::Small, &Size::Small.font())?;
    if let Some(seed) = &cover.seed {
        let words =
            format!("The lot is drawn from the word {seed}, and the id of each application.");
        page.line(&words, Size::Small, &Size::Small.font())?;
    }
    let signatures = match cover.is_shortlisting {
        true => OF_A_SHORTLIST,
        false => SIGNATURES,
    };
    for sign in signatures {
        page.gap(12)?;
        let line = Size::Text.font().set_border_bottom(FormatBorder::Thin);
        row(&mut page, &[sign, "", "", "on", "", ""], |at| match at {
            0 | 3 => Size::Text.font(),
            _ => line.clone(),
        })?;
    }
    print_setup(page.sheet, foot)?;
    // A chair signs what is on it: all of it is one page.
    page.sheet.set_print_fit_to_pages(1, 1);
    Ok(())
}

fn heading(page: &mut Page<'_>, text: &str) -> Result<(), XlsxError> {
    let look = Size::Text.font().set_bold();
    page.line(
        text,
        Size::Text,
        &look.set_border_bottom(FormatBorder::Thin),
    )
}

/// As a date of the workbook.
fn deadline(page: &mut Page<'_>, cover: &Cover) -> Result<(), XlsxError> {
    let (at, zone) = &cover.deadline;
    let moment = moment(*at);
    let at = match moment {
        Some(_) => String::new(),
        None => at.to_string(),
    };
    let entries = [DEADLINE, &at, zone].map(|main| Entry {
        main: main.to_owned(),
        small: String::new(),
    });
    let cell = |(entry, over)| {
        let cell = Cell {
            entry,
            size: Size::Text,
            text: Size::Text.font(),
            look: Size::Text.font().set_num_format(MOMENT),
        };
        (cell, over)
    };
    let row = page.row;
    let cells = entries.iter().zip([1, 2, 3]).map(cell);
    page.spread(&cells.collect::<Vec<_>>())?;
    if let Some(moment) = moment {
        let look = Size::Text.font().set_num_format(MOMENT);
        page.sheet
            .write_datetime_with_format(row, 1, &moment, &look)?;
    }
    Ok(())
}

fn groups(
    page: &mut Page<'_>,
    groups: &[GroupLine],
    is_shortlisting: bool,
) -> Result<(), XlsxError> {
    let head = match is_shortlisting {
        true => [
            "Group",
            "Shortlist",
            "On it",
            "Firm",
            "By a tie",
            "Where it ends",
        ],
        false => [
            "Group",
            "Seats",
            "Taken",
            "Firm",
            "Reserve",
            "Where its seats end",
        ],
    };
    let bold = Size::Text.font().set_bold();
    row(page, &head, |_| {
        bold.clone().set_border_bottom(FormatBorder::Medium)
    })?;
    for group in groups {
        let numbers = [group.seats.to_string(), group.taken.to_string()];
        let reserve = match is_shortlisting {
            true => group.by_tie.to_string(),
            false => group.reserve.to_string(),
        };
        let more = [group.firm.to_string(), reserve];
        let [seats, taken] = &numbers;
        let [firm, reserve] = &more;
        let cells = [&group.title, seats, taken, firm, reserve, &group.close_call];
        let look = Size::Text.font().set_border_bottom(FormatBorder::Hair);
        let at = page.row;
        row(page, &cells.map(String::as_str), |_| look.clone())?;
        // Numbers of the workbook, which add up.
        let counts = [
            group.seats as usize,
            group.taken as usize,
            group.firm,
            match is_shortlisting {
                true => group.by_tie as usize,
                false => group.reserve,
            },
        ];
        for (column, count) in (1_u16..).zip(counts) {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            page.sheet
                .write_number_with_format(at, column, count, &look)?;
        }
    }
    Ok(())
}

fn row(
    page: &mut Page<'_>,
    texts: &[&str],
    look: impl Fn(usize) -> Format,
) -> Result<(), XlsxError> {
    let entries: Vec<Entry> = texts
        .iter()
        .map(|text| Entry {
            main: (*text).to_owned(),
            small: String::new(),
        })
        .collect();
    let cell = |(at, entry)| Cell {
        entry,
        size: Size::Text,
        text: Size::Text.font(),
        look: look(at),
    };
    page.cells(&entries.iter().enumerate().map(cell).collect::<Vec<_>>())
}
