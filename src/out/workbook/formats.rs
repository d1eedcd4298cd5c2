//! How cells look: bold and lines, wrapping, number formats, colours of outcomes and of what is to be filled in.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::values::OutcomeKind;

/// Behind the cells that are to be filled in.
const ROOM_COLOUR: u32 = 0xFF_F7_D6;
/// A day as it is shown.
pub(super) const DAY: &str = "yyyy-mm-dd";
/// A moment as it is shown.
pub(super) const MOMENT: &str = "yyyy-mm-dd hh:mm:ss";

pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) heading_of_numbers: Format,
    pub(super) text: Format,
    /// Shown as it is, never taken for a formula when somebody edits the cell.
    pub(super) quoted: Format,
    pub(super) number: Format,
    /// The same number, shown as one that several share.
    pub(super) shared: Format,
    pub(super) day: Format,
    pub(super) moment: Format,
    outcomes: [Format; OutcomeKind::ALL.len()],
    /// To be filled in.
    pub(super) room: Format,
    /// To be filled in with a day, and with a number.
    pub(super) room_for_day: Format,
    pub(super) room_for_number: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let left = || top().set_text_wrap().set_align(FormatAlign::Left);
        let right = || top().set_align(FormatAlign::Right).set_indent(1);
        let heading = |format: Format| format.set_bold().set_border_bottom(FormatBorder::Thin);
        let room = || {
            left()
                .set_border(FormatBorder::Hair)
                .set_background_color(ROOM_COLOUR)
        };
        let outcome = |kind: OutcomeKind| {
            // A mark before the word, which stays where a print or an eye has no colour. The cell itself holds the word.
            let look = left().set_num_format(format!("\"{} \"@", mark(kind)));
            match kind {
                OutcomeKind::Selected | OutcomeKind::Shortlisted => look.set_bold(),
                OutcomeKind::Reserve | OutcomeKind::Clarify => look.set_italic(),
                _ => look,
            }
        };
        Self {
            title: Format::new().set_bold(),
            heading: heading(left()),
            heading_of_numbers: heading(right().set_text_wrap()),
            text: left(),
            quoted: left().set_quote_prefix(),
            number: right(),
            shared: right().set_num_format("0\"=\""),
            day: left().set_num_format(DAY),
            moment: left().set_num_format(MOMENT),
            outcomes: OutcomeKind::ALL.map(outcome),
            room: room().set_num_format("@"),
            room_for_day: room().set_num_format(DAY),
            room_for_number: room(),
        }
    }

    /// Of a cell that says what became of somebody.
    pub(super) fn outcome(&self, kind: OutcomeKind) -> &Format {
        let mut all = OutcomeKind::ALL.iter().zip(&self.outcomes);
        let own = all.find(|(one, _)| **one == kind);
        own.map_or(&self.text, |(_, look)| look)
    }
}

/// A line below every row of a list.
pub(super) fn line() -> Format {
    Format::new()
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(0xBF_BF_BF)
}

/// A mark that can be told from the others in black and white.
fn mark(kind: OutcomeKind) -> char {
    match kind {
        OutcomeKind::Selected => '●',
        OutcomeKind::Shortlisted => '◐',
        OutcomeKind::Reserve => '◊',
        OutcomeKind::Unplaced | OutcomeKind::NotShortlisted => '○',
        OutcomeKind::BelowFloor => '▽',
        OutcomeKind::Clarify => '?',
        OutcomeKind::Ineligible => '×',
        OutcomeKind::Superseded => '=',
        OutcomeKind::DroppedOut => '–',
    }
}

/// The colour behind the row of somebody; each is as light in grey as text needs. None behind most rows.
pub(super) fn fill_of(kind: OutcomeKind) -> Option<Format> {
    let colour: u32 = match kind {
        OutcomeKind::Selected | OutcomeKind::Shortlisted => 0xCF_E8_CF,
        OutcomeKind::Reserve => 0xE4_F0_FA,
        OutcomeKind::Clarify => 0xFF_EF_C2,
        OutcomeKind::Unplaced | OutcomeKind::NotShortlisted | OutcomeKind::BelowFloor => {
            return None;
        }
        OutcomeKind::Ineligible | OutcomeKind::Superseded | OutcomeKind::DroppedOut => 0xEF_EF_EF,
    };
    Some(Format::new().set_background_color(colour))
}
