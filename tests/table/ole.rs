//! Old Excel files and workbooks with a password, made by hand: nothing writes them any more.

use insta::assert_snapshot;

use super::bench::shown;

const FREE: u32 = 0xFFFF_FFFF;
const END: u32 = 0xFFFF_FFFE;

/// An OLE container with one stream of at least 4,096 bytes; `name` says what it is taken for.
pub(crate) fn container(name: &str, mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = u32::try_from(stream.len() / 512).unwrap();
    // The table of sectors, which lists itself, the directory and the stream.
    let table = (1..)
        .find(|table| table * 128 >= sectors + 1 + table)
        .unwrap();
    let first = table + 1;
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(24, 0);
    bytes.extend(
        [0x3E_u16, 3, 0xFFFE, 9, 6, 0, 0, 0]
            .into_iter()
            .flat_map(u16::to_le_bytes),
    );
    bytes.extend(
        [0, table, table, 0, 4096, END, 0, END, 0]
            .into_iter()
            .flat_map(u32::to_le_bytes),
    );
    bytes.extend((0..table).flat_map(u32::to_le_bytes));
    bytes.resize(512, 0xFF);
    let mut next = vec![0xFFFF_FFFD; table as usize];
    next.push(END);
    next.extend((first + 1..first + sectors).chain([END]));
    next.resize(table as usize * 128, FREE);
    bytes.extend(next.into_iter().flat_map(u32::to_le_bytes));
    for (name, kind, child, start, length) in [
        ("Root Entry", 5, 1, END, 0),
        (name, 2, FREE, first, sectors * 512),
    ] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length_of_name = u16::try_from(entry.len() + 2).unwrap();
        entry.resize(64, 0);
        entry.extend(length_of_name.to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([FREE, FREE, child].into_iter().flat_map(u32::to_le_bytes));
        entry.resize(116, 0);
        entry.extend([start, length, 0].into_iter().flat_map(u32::to_le_bytes));
        bytes.extend(entry);
    }
    bytes.resize(512 * (2 + table as usize), 0);
    bytes.extend(stream);
    bytes
}

pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

pub(crate) fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap();
    let position = [row, column, 0, length]
        .into_iter()
        .flat_map(u16::to_le_bytes);
    record(
        0x0204,
        &position.chain([0]).chain(text.bytes()).collect::<Vec<_>>(),
    )
}

fn start(of: u16) -> Vec<u8> {
    record(
        0x0809,
        &[0x0600_u16, of, 0, 0, 0, 0, 0, 0]
            .into_iter()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>(),
    )
}

/// The stream of a workbook with one sheet, `Answers`.
pub(crate) fn workbook(cells: &[Vec<u8>]) -> Vec<u8> {
    workbook_with(&[], cells)
}

/// A style for each of these number formats, as Excel 97 and later write them or, with texts of another shape, Excel 95.
pub(crate) fn styles(formats: &[&str], wide: bool) -> Vec<u8> {
    let number = |at: usize| u16::try_from(164 + at).unwrap();
    let format = |(at, format): (usize, &&str)| {
        let length = u16::try_from(format.len()).unwrap();
        let text: Vec<u8> = if wide {
            format.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            format.bytes().collect()
        };
        let begin = [number(at), length].into_iter().flat_map(u16::to_le_bytes);
        record(
            0x041E,
            &begin
                .chain([u8::from(wide)])
                .chain(text)
                .collect::<Vec<_>>(),
        )
    };
    let style = |(at, _)| {
        record(
            0x00E0,
            &[vec![0, 0], number(at).to_le_bytes().to_vec(), vec![0; 16]].concat(),
        )
    };
    let all = || formats.iter().enumerate();
    [
        all().flat_map(format).collect(),
        all().flat_map(style).collect::<Vec<u8>>(),
    ]
    .concat()
}

/// The same after records that hold for the whole workbook.
pub(crate) fn workbook_with(globals: &[u8], cells: &[Vec<u8>]) -> Vec<u8> {
    let mut sheet = vec![0, 0, 0, 0, 0, 0, 7, 0];
    sheet.extend(b"Answers");
    let mut stream = start(5);
    stream.extend(globals);
    let position = u32::try_from(stream.len() + 4 + sheet.len() + 4).unwrap();
    sheet[..4].copy_from_slice(&position.to_le_bytes());
    stream.extend(record(0x0085, &sheet));
    stream.extend(record(0x000A, &[]));
    stream.extend(start(0x10));
    stream.extend(cells.concat());
    stream.extend(record(0x000A, &[]));
    stream
}

pub(crate) fn number(row: u16, column: u16, value_bits: [u8; 8]) -> Vec<u8> {
    styled(row, column, 0, value_bits)
}

/// A number with the style of this number.
pub(crate) fn styled(row: u16, column: u16, style: u16, value_bits: [u8; 8]) -> Vec<u8> {
    let position = [row, column, style].into_iter().flat_map(u16::to_le_bytes);
    record(0x0203, &position.chain(value_bits).collect::<Vec<_>>())
}

/// A sound `.xls`.
pub(super) fn small() -> Vec<u8> {
    let cells = [
        label(1, 1, "id"),
        label(1, 2, "score"),
        label(2, 1, "A-1"),
        number(2, 2, 4.6_f64.to_le_bytes()),
        label(4, 1, "A-2"),
    ];
    container("Workbook", workbook(&cells))
}

/// A workbook with a password, as far as anybody without it can tell.
pub(crate) fn locked() -> Vec<u8> {
    container("EncryptedPackage", vec![7; 5000])
}

#[test]
fn an_old_workbook_reads_with_excels_own_addresses() {
    assert_snapshot!(shown("a.xls", &small()), @"
    a.xls[Answers] (Excel workbook, sheet Answers)
    2: B=id | C=score
    3: A-1 | 4.6
    5: A-2 | _
    note [blank-row] a.xls[Answers]:4: 1 blank row, skipped
    ");
}

#[test]
fn a_large_old_workbook_reads_whole() {
    let mut cells = vec![label(0, 0, "id")];
    let text = "x".repeat(2000);
    cells.extend((1..=30).map(|row| label(row, 0, &text)));
    let shown = shown("a.xls", &container("Workbook", workbook(&cells)));
    assert_eq!(shown.matches(&text).count(), 30);
}

#[test]
fn cells_in_far_corners_of_an_old_workbook_are_refused() {
    let cells = [label(0, 0, "id"), label(65_535, 65_535, "far")];
    assert_snapshot!(shown("a.xls", &container("Workbook", workbook(&cells))), @"
    error [workbook-limit] a.xls: too large a workbook: its cells, those between them counted, are more than 2 million and one for every eight bytes of it
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
}

/// The record of shared texts, each in pieces of so many bytes.
fn shared(texts: &[(&str, bool)], piece: usize) -> Vec<u8> {
    let mut bytes = vec![0; 8];
    let mut records = Vec::new();
    for (text, wide) in texts {
        let characters: Vec<u8> = if *wide {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            text.bytes().collect()
        };
        let length = u16::try_from(text.chars().count()).unwrap();
        bytes.extend(length.to_le_bytes());
        bytes.push(u8::from(*wide));
        for (at, part) in characters.chunks(piece).enumerate() {
            if at > 0 {
                records.push(std::mem::replace(&mut bytes, vec![u8::from(*wide)]));
            }
            bytes.extend(part);
        }
    }
    records.push(bytes);
    let kinds = std::iter::once(0x00FC).chain(std::iter::repeat(0x003C));
    kinds
        .zip(&records)
        .flat_map(|(kind, data)| record(kind, data))
        .collect()
}

/// A cell that names the shared text of this number.
fn named(row: u16, column: u16, text: u8) -> Vec<u8> {
    let position = [row, column, 0].into_iter().flat_map(u16::to_le_bytes);
    record(0x00FD, &position.chain([text, 0, 0, 0]).collect::<Vec<_>>())
}

#[test]
fn shared_texts_of_an_old_workbook_are_read_in_pieces_and_counted_as_often_as_cells_name_them() {
    let texts = [
        ("id", false),
        ("a text in several pieces", false),
        ("Жана из неколико делова", true),
    ];
    let cells = [named(0, 0, 0), named(1, 0, 1), named(2, 0, 2)];
    assert_snapshot!(shown("a.xls", &container("Workbook", workbook_with(&shared(&texts, 10), &cells))), @"
    a.xls[Answers] (Excel workbook, sheet Answers)
    1: A=id
    2: a text in several pieces
    3: Жана из неколико делова
    ");
    // Once such a file took all the memory there was.
    let long = "x".repeat(30_000);
    let cells: Vec<_> = (0..5_000_u16)
        .map(|at| named(at / 100, at % 100, 0))
        .collect();
    assert_snapshot!(shown("a.xls", &container("Workbook", workbook_with(&shared(&[(&long, false)], 8_000), &cells))), @"
    error [workbook-limit] a.xls: too large a workbook: its cells hold more text than 48 MiB and eight bytes for every byte of it
      help: copy the applications into a new workbook, or export them as `CSV UTF-8`
    ");
}

#[test]
fn records_that_go_on_for_ever_are_refused_at_once() {
    let before = std::time::Instant::now();
    let endless = [
        record(0x00FC, &[0; 8]),
        record(0x003C, &[0]).repeat(100_000),
    ]
    .concat();
    let mut sheet = vec![
        label(0, 0, "id"),
        label(1, 0, "1"),
        record(0x0006, &[0; 22]),
    ];
    sheet.push(record(0x003C, &[0]).repeat(100_000));
    for stream in [
        workbook_with(&endless, &[label(0, 0, "id")]),
        workbook(&sheet),
    ] {
        let shown = shown("a.xls", &container("Workbook", stream));
        assert!(
            shown.contains("the workbook is damaged or cut short"),
            "{shown}"
        );
    }
    assert!(before.elapsed().as_secs() < 10, "{:?}", before.elapsed());
}

#[test]
fn a_password_is_named_as_the_reason() {
    assert_snapshot!(shown("a.xlsx", &locked()), @"
    error [workbook-locked] a.xlsx: the workbook is protected by a password
      help: remove the password and save again
    ");
    let mut locked = start(5);
    locked.extend(record(0x002F, &[1, 0, 1, 0]));
    assert_snapshot!(shown("a.xls", &container("Workbook", locked)), @"
    error [workbook-locked] a.xls: the workbook is protected by a password
      help: remove the password and save again
    ");
}

#[test]
fn another_document_is_not_taken_for_a_workbook() {
    assert_snapshot!(shown("a.xls", &container("WordDocument", vec![7; 5000])), @"
    error [file-unreadable] a.xls: this is another kind of document, not a table Intake can read
      help: if Excel opens it, save it there as `.xlsx` or as `CSV UTF-8`
    ");
}

#[test]
fn sectors_that_run_in_a_circle_are_refused() {
    let mut bytes = small();
    // The directory's only sector follows itself.
    bytes[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert_snapshot!(shown("a.xls", &bytes), @"
    error [file-unreadable] a.xls: the workbook is damaged or cut short
      help: open it in Excel or LibreOffice and save it again as `.xlsx`, or export it as `CSV UTF-8`
    ");
}
