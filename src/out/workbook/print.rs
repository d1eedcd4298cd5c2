//! How sheets are printed: landscape A4, and what stands at the head and the foot of each page.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::measure::letters;
use crate::base::digest;
use crate::values::escape::visible;

/// What stands on every page.
#[derive(Debug, Clone)]
pub(super) struct Foot<'a> {
    pub(super) programme: &'a str,
    /// Who may see it, as the rules say.
    pub(super) confidential: &'a str,
    /// By which a print is matched to its run folder.
    pub(super) digest: &'a str,
}

/// Letters of a text: with codes and numbers a header holds 255 at most.
const MOST: usize = 120;
/// Letters of a title that is whole on every page.
const TITLE: usize = 200;
/// What a header holds of two texts, beside its codes.
const BOTH: usize = 240;
/// Narrow letters of two texts that stand side by side over a page.
const BESIDE: usize = 130;

/// Landscape A4, as wide as the page.
pub(super) fn print_setup(sheet: &mut Worksheet, foot: &Foot<'_>) -> Result<(), XlsxError> {
    print_as(sheet, foot, "run")
}

/// The same, with what the digest is of.
pub(super) fn print_as(sheet: &mut Worksheet, foot: &Foot<'_>, of: &str) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    // In inches: left, right, top, bottom, header, footer.
    sheet.set_margins(0.4, 0.4, 0.55, 0.5, 0.25, 0.2);
    sheet.set_header(format!("&L{}&R&A", plain(foot.programme, MOST)));
    // The day is the printer's: the engine has no clock, and a run is the same on any day.
    let digest = digest::short(foot.digest);
    sheet.set_footer(format!(
        "&L{}&R{of} {digest}, printed &D, page &P of &N",
        plain(foot.confidential, MOST)
    ));
    Ok(())
}

/// The same, of a sheet whose name is too short for its title: the title stands at the head of each page, whole, and on a line of its own where it
/// would meet the programme's.
pub(super) fn print_titled(
    sheet: &mut Worksheet,
    foot: &Foot<'_>,
    title: &str,
) -> Result<(), XlsxError> {
    print_setup(sheet, foot)?;
    let title = plain(title, TITLE);
    let left = BOTH.saturating_sub(title.chars().count());
    let programme = plain(foot.programme, left);
    let together = letters(&title).saturating_add(letters(&programme));
    sheet.set_header(match together <= BESIDE {
        true => format!("&L{programme}&R{title}"),
        // Both lines in the height of one and a half. A digit behind the code would be of the number.
        false => format!("&L&8 {programme}\n&8 {title}"),
    });
    Ok(())
}

/// A text in which nothing is a code, of so many letters at most: an ampersand begins one, and two of them print one.
fn plain(text: &str, most: usize) -> String {
    let text = visible(text);
    let mut held = 0_usize;
    let end = text.char_indices().find(|(_, c)| {
        held = held.saturating_add(if *c == '&' { 2 } else { 1 });
        held > most
    });
    let cut = end.map(|(end, _)| {
        let part = text.get(..end).unwrap_or_default();
        let words = part.rsplit_once(' ').map_or(part, |(words, _)| words);
        format!("{words} …")
    });
    cut.as_deref().unwrap_or(&text).replace('&', "&&")
}
