//! The sheet of an `.xlsb`: everything can be told.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use zip::ZipArchive;

use super::struck::{Pieces, Strikes};
use super::xml::{self, Archive};
use super::{Formula, Pattern, Survey, relations};
use crate::table::workbook::bytes::{number, short};
use crate::table::workbook::fault::Fault;
use crate::table::workbook::records;

pub(in crate::table::workbook) fn survey(bytes: &[u8], sheet: &str) -> Result<Survey, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let (folder, workbook) = ("xl/", "workbook.bin");
    let mut id = None;
    records(
        &mut archive,
        &format!("{folder}{workbook}"),
        |kind, data| {
            if kind == 156 {
                let (relation, rest) =
                    text(data.get(8..).unwrap_or_default()).ok_or(Fault::Damaged)?;
                let (name, _) = text(rest).ok_or(Fault::Damaged)?;
                if name == sheet && id.is_none() {
                    id = Some(relation);
                }
            }
            Ok(())
        },
    )?;
    let path = relations::target(&mut archive, folder, workbook, &id.ok_or(Fault::Damaged)?)?;
    let styles = styles(&mut archive, folder)?;
    let crossing = crossing(&mut archive, folder)?;
    let (fonts, crossing) = (crossing.0, crossing.1);
    let rich = if fonts.contains(&true) {
        rich(&mut archive, folder, &fonts)?
    } else {
        BTreeMap::new()
    };
    let (mut survey, mut row, mut strikes) = (Survey::default(), 0, Strikes::default());
    records(&mut archive, &path, |kind, data| {
        let at = |at| {
            number(data, at)
                .map(|number| number.saturating_add(1))
                .ok_or(Fault::Damaged)
        };
        if matches!(kind, 2..=11 | 62) && fonts.contains(&true) {
            let column = at(0)?;
            let style = number(data, 4).map_or(0, |style| style & 0x00FF_FFFF);
            let struck = crossing.get(style as usize).copied().unwrap_or(false);
            let pieces = match kind {
                7 => number(data, 8).and_then(|text| rich.get(&text).copied()),
                62 => data.get(8..).and_then(|text| pieces(text, &fonts)),
                _ => None,
            };
            strikes.see((row, column), pieces.unwrap_or_default().within(struck))?;
        }
        match kind {
            0 => {
                const HIDDEN: u16 = 0x10 << 8;
                row = at(0)?;
                if short(data, 10).is_some_and(|flags| flags & HIDDEN != 0) {
                    survey.hide_row(row)?;
                }
            }
            2 | 5 => {
                // Above the style stands a flag.
                let style = number(data, 4).map_or(0, |style| style & 0x00FF_FFFF);
                if matches!(styles.get(style as usize), Some(Some(_))) {
                    survey.shown((row, at(0)?), style)?;
                }
            }
            8..=11 => {
                let column = at(0)?;
                survey.formula(Formula {
                    column,
                    first: row,
                    last: row,
                    text: Arc::default(),
                    has_result: true,
                })?;
            }
            60 if number(data, 8) == Some(0)
                || short(data, 16).is_some_and(|flags| flags & 1 != 0) =>
            {
                survey.hide_columns(at(0)?, at(4)?)?;
            }
            163 => survey.filtered = true,
            176 => survey.merge((at(0)?, at(8)?), (at(4)?, at(12)?))?,
            _ => {}
        }
        Ok(())
    })?;
    strikes.into(&mut survey);
    survey.hidden_rows.sort_unstable();
    if !survey.shown.is_empty() {
        survey.patterns = styles.into_iter().map(Option::unwrap_or_default).collect();
    }
    Ok(survey)
}

/// For each style, by its number, what it shows beside a number's own digits.
fn styles(archive: &mut Archive<'_>, folder: &str) -> Result<Vec<Option<Pattern>>, Fault> {
    const FORMAT: u32 = 44;
    const STYLE: u32 = 47;
    const BEGIN_STYLES: u32 = 617;
    const END_STYLES: u32 = 618;
    let part = format!("{folder}styles.bin");
    let mut formats: BTreeMap<u16, Pattern> = Pattern::built_in().into_iter().collect();
    let (mut styles, mut in_styles) = (Vec::new(), false);
    if xml::position(archive, &part).is_none() {
        return Ok(styles);
    }
    records(archive, &part, |kind, data| {
        match kind {
            FORMAT => {
                let pattern = text(data.get(2..).unwrap_or_default())
                    .and_then(|(format, _)| Pattern::of(&format));
                formats.extend(short(data, 0).zip(pattern));
            }
            BEGIN_STYLES => in_styles = true,
            END_STYLES => in_styles = false,
            STYLE if in_styles => {
                styles.push(short(data, 2).and_then(|format| formats.get(&format).cloned()));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// By number, which fonts cross out, and which styles do.
fn crossing(archive: &mut Archive<'_>, folder: &str) -> Result<(Vec<bool>, Vec<bool>), Fault> {
    const FONT: u32 = 43;
    const STYLE: u32 = 47;
    const STRIKE: u16 = 0x0008;
    let part = format!("{folder}styles.bin");
    let (mut fonts, mut styles, mut in_styles) = (Vec::new(), Vec::new(), false);
    if xml::position(archive, &part).is_none() {
        return Ok((fonts, styles));
    }
    records(archive, &part, |kind, data| {
        match kind {
            FONT => fonts.push(short(data, 2).is_some_and(|flags| flags & STRIKE != 0)),
            617 => in_styles = true,
            618 => in_styles = false,
            STYLE if in_styles => {
                let font = short(data, 4).and_then(|font| fonts.get(usize::from(font)).copied());
                styles.push(font.unwrap_or(false));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((fonts, styles))
}

/// The shared texts that have pieces with fonts of their own, by number.
fn rich(
    archive: &mut Archive<'_>,
    folder: &str,
    fonts: &[bool],
) -> Result<BTreeMap<u32, Pieces>, Fault> {
    const TEXT: u32 = 19;
    let part = format!("{folder}sharedStrings.bin");
    let (mut texts, mut count) = (BTreeMap::new(), 0_u32);
    if xml::position(archive, &part).is_none() {
        return Ok(texts);
    }
    records(archive, &part, |kind, data| {
        if kind == TEXT {
            texts.extend(pieces(data, fonts).map(|pieces| (count, pieces)));
            count = count.saturating_add(1);
        }
        Ok(())
    })?;
    Ok(texts)
}

/// The pieces of a text, each of which begins at a character and has a font; none for a text in one piece.
fn pieces(data: &[u8], fonts: &[bool]) -> Option<Pieces> {
    if data.first()? & 1 == 0 {
        return None;
    }
    let length = usize::try_from(number(data, 1)?).ok()?.checked_mul(2)?;
    let rest = data.get(5..)?.get(length..)?;
    let count = usize::try_from(number(rest, 0)?).ok()?;
    let mut pieces = Pieces::default();
    for (at, piece) in rest.get(4..)?.chunks_exact(4).take(count).enumerate() {
        if at == 0 && short(piece, 0)? > 0 {
            pieces.see(None);
        }
        pieces.see(Some(
            fonts
                .get(usize::from(short(piece, 2)?))
                .copied()
                .unwrap_or(false),
        ));
    }
    Some(pieces)
}

/// Calls `each` with the type and content of every record of a part.
fn records(
    archive: &mut Archive<'_>,
    name: &str,
    each: impl FnMut(u32, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let at = xml::position(archive, name).ok_or(Fault::Damaged)?;
    let mut part = archive.by_index(at).map_err(|_| Fault::Damaged)?;
    records::walk(&mut part, each)
}

/// A text with its length before it, and what follows.
fn text(data: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::try_from(number(data, 0)?).ok()?.checked_mul(2)?;
    let (text, rest) = data.get(4..)?.split_at_checked(length)?;
    let units: Vec<u16> = text
        .chunks_exact(2)
        .filter_map(|unit| short(unit, 0))
        .collect();
    Some((String::from_utf16_lossy(&units), rest))
}
