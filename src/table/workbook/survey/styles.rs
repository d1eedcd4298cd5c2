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
                    .for_each(|font| *font = strikes(attribute(&tag, "val").as_deref())),
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
pub(super) fn strikes(value: Option<&str>) -> bool {
    value.is_none_or(is_true)
}

/// The shared texts that have pieces with fonts of their own, by number.
pub(super) fn rich(
    archive: &mut Archive<'_>,
    folder: &str,
) -> Result<BTreeMap<u32, Pieces>, Fault> {
    let mut texts = BTreeMap::new();
    let Some(mut part) = xml::part(archive, &format!("{folder}sharedStrings.xml"))? else {
        return Ok(texts);
    };
    let (mut number, mut pieces, mut font) = (0_u32, None::<Pieces>, None);
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "r" => font = None,
                "rPr" => font = Some(false),
                "strike" if font.is_some() => {
                    font = Some(strikes(attribute(&tag, "val").as_deref()));
                }
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
