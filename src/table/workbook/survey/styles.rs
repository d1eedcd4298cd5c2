//! The styles of an `.xlsx`: which of them show a number as more than its digits, and which cross out; and the shared texts with
//! fonts of their own.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::Pattern;
use super::struck::Pieces;
use super::xml::{self, Archive, attribute, is_true};
use crate::table::workbook::fault::Fault;

/// For each style, by its number, what it shows beside a number's own digits.
pub(super) fn patterns(
    archive: &mut Archive<'_>,
    folder: &str,
) -> Result<Vec<Option<Pattern>>, Fault> {
    let Some(mut part) = xml::part(archive, &format!("{folder}styles.xml"))? else {
        return Ok(Vec::new());
    };
    let mut formats: BTreeMap<String, Pattern> = Pattern::built_in()
        .into_iter()
        .map(|(id, pattern)| (id.to_string(), pattern))
        .collect();
    let mut styles = Vec::new();
    let mut in_styles = false;
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId");
                    let pattern =
                        attribute(&tag, "formatCode").and_then(|format| Pattern::of(&format));
                    if let Some((id, pattern)) = id.zip(pattern) {
                        formats.insert(id.into_owned(), pattern);
                    }
                }
                "cellXfs" => in_styles = true,
                "xf" if in_styles => {
                    styles.push(
                        attribute(&tag, "numFmtId")
                            .and_then(|id| formats.get(id.as_ref()).cloned()),
                    );
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => return Ok(styles),
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// For each style, by its number, whether it crosses out.
pub(super) fn struck(archive: &mut Archive<'_>, folder: &str) -> Result<Vec<bool>, Fault> {
    let Some(mut part) = xml::part(archive, &format!("{folder}styles.xml"))? else {
        return Ok(Vec::new());
    };
    let (mut fonts, mut styles) = (Vec::new(), Vec::new());
    let (mut in_fonts, mut in_styles) = (false, false);
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "fonts" => in_fonts = true,
                "font" if in_fonts => fonts.push(false),
                "strike" if in_fonts => fonts
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|font| *font = strikes(&tag)),
                "cellXfs" => in_styles = true,
                "xf" if in_styles => {
                    let font =
                        attribute(&tag, "fontId").and_then(|id| id.trim().parse::<usize>().ok());
                    styles.push(
                        font.and_then(|font| fonts.get(font).copied())
                            .unwrap_or(false),
                    );
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "fonts" => in_fonts = false,
                "cellXfs" => return Ok(styles),
                _ => {}
            },
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// Whether a tag of a font that crosses out says so, rather than that it does not.
pub(super) fn strikes(tag: &quick_xml::events::BytesStart<'_>) -> bool {
    attribute(tag, "val").is_none_or(|value| is_true(&value))
}

/// The shared texts that have pieces with fonts of their own, by number; none where nothing is crossed out anywhere.
pub(super) fn rich(
    archive: &mut Archive<'_>,
    folder: &str,
    struck: bool,
) -> Result<BTreeMap<u32, Pieces>, Fault> {
    let name = format!("{folder}sharedStrings.xml");
    let mut texts = BTreeMap::new();
    if !struck && !mentions(archive, &name)? {
        return Ok(texts);
    }
    let Some(mut part) = xml::part(archive, &name)? else {
        return Ok(texts);
    };
    let (mut number, mut pieces, mut font) = (0_u32, None::<Pieces>, None);
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "r" => font = None,
                "rPr" => font = Some(false),
                "strike" if font.is_some() => font = Some(strikes(&tag)),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "r" => pieces.get_or_insert_default().see(font),
                "si" => {
                    texts.extend(pieces.take().map(|pieces| (number, pieces)));
                    number = number.saturating_add(1);
                }
                _ => {}
            },
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// Whether a part mentions a strike at all: mostly none does, and reading the texts once more would take long.
fn mentions(archive: &mut Archive<'_>, name: &str) -> Result<bool, Fault> {
    const WORD: &[u8] = b"strike";
    let Some(at) = xml::position(archive, name) else {
        return Ok(false);
    };
    let mut part = std::io::BufReader::with_capacity(
        1 << 16,
        archive.by_index(at).map_err(|_| Fault::Damaged)?,
    );
    let mut kept: Vec<u8> = Vec::new();
    loop {
        let more = std::io::BufRead::fill_buf(&mut part).map_err(|_| Fault::Damaged)?;
        if more.is_empty() {
            return Ok(false);
        }
        kept.extend_from_slice(more);
        let length = more.len();
        if memchr::memmem::find(&kept, WORD).is_some() {
            return Ok(true);
        }
        kept.drain(..kept.len().saturating_sub(WORD.len()));
        std::io::BufRead::consume(&mut part, length);
    }
}
