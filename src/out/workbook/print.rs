//! How sheets are printed: landscape A4, and what stands at the head and the foot of each page.

use rust_xlsxwriter::{Worksheet, XlsxError};

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
const MOST: usize = 100;

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
    sheet.set_header(format!("&L{}&R&A", plain(foot.programme)));
    // The day is the printer's: the engine has no clock, and a run is the same on any day.
    let digest = digest::short(foot.digest);
    sheet.set_footer(format!(
        "&L{}&R{of} {digest}, printed &D, page &P of &N",
        plain(foot.confidential)
    ));
    Ok(())
}

/// A text in which nothing is a code: an ampersand begins one, and two of them print one.
fn plain(text: &str) -> String {
    let text = visible(text);
    let cut = text.char_indices().nth(MOST).map(|(end, _)| {
        let part = text.get(..end).unwrap_or_default();
        let words = part.rsplit_once(' ').map_or(part, |(words, _)| words);
        format!("{words} …")
    });
    cut.as_deref().unwrap_or(&text).replace('&', "&&")
}
