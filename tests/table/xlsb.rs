//! Binary workbooks, made by hand, record by record: nothing but Excel writes them.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A record of a part.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let byte = |part: u16| u8::try_from(part).unwrap();
    let kind = if kind < 128 {
        vec![byte(kind)]
    } else {
        vec![byte(kind & 0x7F) | 0x80, byte(kind >> 7)]
    };
    [kind, vec![u8::try_from(data.len()).unwrap()], data.to_vec()].concat()
}

/// A text with its length before it.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.encode_utf16().count()).unwrap();
    [
        length.to_le_bytes().to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
    .concat()
}

pub(crate) fn text(column: u32, text: &str) -> Vec<u8> {
    record(
        6,
        &[column.to_le_bytes().to_vec(), vec![0; 4], wide(text)].concat(),
    )
}

/// A number with the style of this number; it is written down with the flag that Excel keeps above the style.
pub(crate) fn number(column: u32, style: u32, value: f64) -> Vec<u8> {
    let style = style | 0x0100_0000;
    record(
        5,
        &[
            column.to_le_bytes().to_vec(),
            style.to_le_bytes().to_vec(),
            value.to_le_bytes().to_vec(),
        ]
        .concat(),
    )
}

pub(crate) fn row(row: u32, hidden: bool, cells: &[Vec<u8>]) -> Vec<u8> {
    let head = [
        row.to_le_bytes().to_vec(),
        vec![0; 7],
        vec![if hidden { 0x10 } else { 0 }],
        vec![0; 5],
    ]
    .concat();
    [record(0, &head), cells.concat()].concat()
}

/// A style for each of these number formats.
pub(crate) fn styles(formats: &[&str]) -> Vec<u8> {
    let number = |at: usize| u16::try_from(164 + at).unwrap().to_le_bytes();
    let format =
        |(at, format): (usize, &&str)| record(44, &[number(at).to_vec(), wide(format)].concat());
    let style = |(at, _)| record(47, &[vec![0, 0], number(at).to_vec(), vec![0; 12]].concat());
    let count = u32::try_from(formats.len()).unwrap().to_le_bytes();
    let formats = || formats.iter().enumerate();
    [
        record(278, &[]),
        record(615, &count),
        formats().flat_map(format).collect(),
        record(616, &[]),
        // The styles that others are based on count by themselves.
        record(626, &[0; 4]),
        record(47, &[0; 16]),
        record(627, &[]),
        record(617, &count),
        formats().flat_map(style).collect(),
        record(618, &[]),
        record(279, &[]),
    ]
    .concat()
}

fn shared_texts(shared: &[(&str, &[[u16; 2]])]) -> Vec<u8> {
    let count = u32::try_from(shared.len()).unwrap().to_le_bytes();
    let text = |(text, pieces): &(&str, &[[u16; 2]])| {
        let rich = u8::from(!pieces.is_empty());
        let runs = u32::try_from(pieces.len()).unwrap().to_le_bytes();
        let runs = if pieces.is_empty() {
            Vec::new()
        } else {
            runs.to_vec()
        };
        let pieces: Vec<u8> = pieces
            .iter()
            .flatten()
            .flat_map(|part| part.to_le_bytes())
            .collect();
        record(19, &[vec![rich], wide(text), runs, pieces].concat())
    };
    [
        record(159, &[count, count].concat()),
        shared.iter().flat_map(text).collect(),
        record(160, &[]),
    ]
    .concat()
}

/// A cell that holds a shared text.
pub(crate) fn shared(column: u32, at: u32) -> Vec<u8> {
    record(
        7,
        &[column.to_le_bytes(), [0; 4], at.to_le_bytes()].concat(),
    )
}

/// A workbook with one sheet, `Answers`.
pub(crate) fn workbook(columns: &[u8], rows: &[Vec<u8>], styles: &[u8]) -> Vec<u8> {
    workbook_with(columns, rows, styles, &[])
}

/// The same with shared texts, each with its pieces: from which character on which font holds.
pub(crate) fn workbook_with(
    columns: &[u8],
    rows: &[Vec<u8>],
    styles: &[u8],
    shared: &[(&str, &[[u16; 2]])],
) -> Vec<u8> {
    let (begin, end) = (
        [record(129, &[]), record(148, &[0; 16])].concat(),
        [record(146, &[]), record(130, &[])].concat(),
    );
    let sheet = [&begin, columns, &record(145, &[]), &rows.concat(), &end].concat();
    let bundle = [vec![0; 8], wide("r1"), wide("Answers")].concat();
    let list = [
        record(131, &[]),
        record(143, &[]),
        record(156, &bundle),
        record(144, &[]),
        record(132, &[]),
    ]
    .concat();
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = format!(
        r#"<Relationships><Relationship Id="r1" Type="{base}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("xl/workbook.bin", list),
        ("xl/_rels/workbook.bin.rels", relation.into_bytes()),
        ("xl/worksheets/sheet1.bin", sheet),
        ("xl/styles.bin", styles.to_vec()),
        ("xl/sharedStrings.bin", shared_texts(shared)),
    ]
    .into_iter()
    .filter(|(name, _)| !shared.is_empty() || *name != "xl/sharedStrings.bin")
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
