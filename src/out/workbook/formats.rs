//! How cells look: bold and lines, wrapping, number formats, the colour of what is to be filled in.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// Behind the cells that are to be filled in.
const ROOM_COLOUR: u32 = 0xFFF7D6;

pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) text: Format,
    /// Shown as it is, never taken for a formula when somebody edits the cell.
    pub(super) quoted: Format,
    pub(super) number: Format,
    /// The same number, shown as one that several share.
    pub(super) shared: Format,
    /// To be filled in.
    pub(super) room: Format,
    /// To be filled in with a day.
    pub(super) day: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let left = || {
            top()
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1)
        };
        Self {
            title: Format::new().set_bold(),
            heading: left().set_bold().set_border_bottom(FormatBorder::Thin),
            text: left(),
            quoted: left().set_quote_prefix(),
            number: top(),
            shared: top().set_num_format("0\"=\""),
            room: left()
                .set_border(FormatBorder::Hair)
                .set_background_color(ROOM_COLOUR)
                .set_num_format("@"),
            day: left()
                .set_border(FormatBorder::Hair)
                .set_background_color(ROOM_COLOUR)
                .set_num_format("yyyy-mm-dd"),
        }
    }
}
