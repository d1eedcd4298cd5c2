//! What a cell holds beside its value, as far as it matters: the formula, and the fonts of pieces of its text.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::address::area_of;
use crate::table::workbook::fault::Fault;
use crate::table::workbook::survey::struck::Pieces;
use crate::table::workbook::survey::xml::resolved;
use crate::table::workbook::survey::{Area, styles};
use crate::table::workbook::tags::Tag;

/// A cell that is open.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) style: Option<u32>,
    pub(super) kind: ValueKind,
    pub(super) formula: Option<Box<Written>>,
    /// Whether it holds a value.
    pub(super) result: bool,
    /// How many tags are open in it.
    pub(super) depth: u32,
    /// The number of its shared text, where one has fonts of its own; what its pieces are, and the font of the open one.
    pub(super) shared: String,
    pub(super) pieces: Option<Pieces>,
    pub(super) font: Option<bool>,
}

impl Cell {
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        self.depth = self.depth.saturating_add(1);
        match tag.local {
            b"f" => self.formula = Some(Box::new(Written::of(tag))),
            // An empty text is a result; an empty number is none.
            b"v" => self.result |= self.kind == ValueKind::Text,
            b"is" => self.result = true,
            b"r" => self.font = None,
            b"rPr" => self.font = Some(false),
            b"strike" if self.font.is_some() => {
                self.font = Some(styles::strikes(tag.value("val").as_deref()));
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &[u8]) {
        self.depth = self.depth.saturating_sub(1);
        match (name, &mut self.formula) {
            (b"r", _) => self.pieces.get_or_insert_default().see(self.font),
            (b"f", Some(written)) => written.open = false,
            _ => {}
        }
    }

    /// Text between tags; `rich` says whether it matters which shared text it names.
    pub(super) fn text(&mut self, text: &[u8], rich: bool) -> Result<(), Fault> {
        if let Some(written) = self.formula.as_mut().filter(|written| written.open) {
            return written.references(text);
        }
        sound(text)?;
        if rich && self.kind == ValueKind::Shared && self.shared.len() < 16 {
            self.shared.push_str(utf8(text)?.trim());
        }
        self.plain(text)
    }

    /// Text without references.
    pub(super) fn plain(&mut self, text: &[u8]) -> Result<(), Fault> {
        match self.formula.as_mut().filter(|written| written.open) {
            Some(written) => written.push(utf8(text)?),
            None if text.first().is_some_and(u8::is_ascii_graphic) => self.result = true,
            None => self.result = self.result || !utf8(text)?.trim().is_empty(),
        }
        Ok(())
    }
}

/// What a cell holds, as far as it matters here.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    #[default]
    Number,
    /// The text a formula came to.
    Text,
    /// The number of a shared text.
    Shared,
    Other,
}

impl ValueKind {
    pub(super) fn of(kind: Option<&[u8]>) -> Self {
        match kind {
            None | Some(b"n") => Self::Number,
            Some(b"str") => Self::Text,
            Some(b"s") => Self::Shared,
            Some(_) => Self::Other,
        }
    }
}

/// A formula as it is being read.
pub(super) struct Written {
    pub(super) text: String,
    open: bool,
    /// The group of cells that share it.
    pub(super) group: Option<String>,
    /// The cells that an array formula fills.
    pub(super) fills: Option<Area>,
}

impl Written {
    fn of(tag: &Tag<'_>) -> Self {
        let kind = tag.value("t");
        let kind = kind.as_deref();
        let with = |name, of| tag.value(name).filter(|_| kind == Some(of));
        Self {
            text: String::new(),
            open: true,
            group: with("si", "shared").map(String::from),
            fills: with("ref", "array").and_then(|area| area_of(&area)),
        }
    }

    fn references(&mut self, text: &[u8]) -> Result<(), Fault> {
        references(utf8(text)?, |piece| self.push(piece))
    }

    /// Takes more of the formula; what is longer than any formula of Excel is never shown anyway.
    fn push(&mut self, text: &str) {
        const MAX_FORMULA: usize = 8_192;
        if self.text.len() < MAX_FORMULA {
            self.text.push_str(text);
        }
    }
}

fn utf8(text: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(text).map_err(|_| Fault::Damaged)
}

/// An error where a text has a reference that never ends.
pub(super) fn sound(text: &[u8]) -> Result<(), Fault> {
    match memchr::memchr(b'&', text) {
        Some(_) => references(utf8(text)?, |_| {}),
        None => Ok(()),
    }
}

/// Calls `each` with the pieces of a text, references resolved.
fn references(text: &str, mut each: impl FnMut(&str)) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| Fault::Damaged)? {
            Event::Text(text) => each(&text.xml10_content()),
            Event::GeneralRef(reference) => resolved(&reference)
                .into_iter()
                .for_each(|one| each(one.encode_utf8(&mut [0; 4]))),
            _ => return Ok(()),
        }
    }
}
