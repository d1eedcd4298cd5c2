//! Laws of the reader: rows are those of the `csv` crate where a file is well formed, and nothing panics or gets lost.

use std::sync::Arc;

use intake::base::finding::Severity;
use intake::base::origin::Source;
use intake::table::{Body, Delimiter, HeadingId, Options, Sheet, Sizes, read};
use proptest::prelude::*;

use super::bench::{listed, read_files, table};

const COLUMNS: usize = 3;

fn options() -> Options {
    Options {
        delimiter: Some(Delimiter::Comma),
        ..Options::default()
    }
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zšñЖ ,;\"\r\n\t]{0,8}",
        1 => Just(String::new()),
        1 => Just(" ".to_owned()),
        1 => Just("\u{FEFF}x".to_owned()),
        1 => Just("\u{A0}".to_owned()),
    ]
}

fn rows(sheet: &Sheet, range: std::ops::Range<usize>) -> Vec<(u32, Vec<String>)> {
    let mut rows = Vec::new();
    sheet.visit(range, |row, cells| {
        rows.push((
            row.0,
            (0..COLUMNS)
                .map(|at| cells.get(HeadingId(at)).to_owned())
                .collect(),
        ));
    });
    rows
}

/// The sheet and findings, as text, of a file that is read in blocks of these sizes.
fn in_blocks(bytes: &[u8], sizes: Sizes) -> String {
    let source = Arc::new(Source {
        file: "a.csv".to_owned(),
        sheet: None,
    });
    let open = || Ok(Box::new(bytes) as Box<dyn std::io::Read>);
    let all = |_: &Sheet| None;
    let (sheet, findings) = read(&source, &open, &Options::default(), &all, sizes);
    let sheet = sheet.map(|sheet| {
        let read = (&sheet.dialect, &sheet.digest, sheet.has_line_breaks());
        format!("{read:?} {}{:?}", table(&sheet), sheet.doubts)
    });
    format!("{sheet:?} {}", listed(&findings))
}

proptest! {
    #[test]
    fn well_formed_files_read_as_the_csv_crate_reads_them(
        table in prop::collection::vec(prop::collection::vec(cell(), COLUMNS), 1..12),
        crlf in any::<bool>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut writer = csv::WriterBuilder::new();
        if crlf {
            writer.terminator(csv::Terminator::CRLF);
        }
        let mut writer = writer.from_writer(b"one,two,three\n".to_vec());
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut expected = Vec::new();
        for record in csv::Reader::from_reader(bytes.as_slice()).into_records() {
            let record: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                expected.push(record);
            }
        }
        let (sheets, findings) = read_files(&[("a.csv", &bytes)], &options());
        let Some(sheet) = sheets.first() else {
            prop_assert!(expected.is_empty(), "{findings:?}");
            return Ok(());
        };
        let found = rows(sheet, 0..sheet.len());
        prop_assert_eq!(found.iter().map(|(_, row)| row.clone()).collect::<Vec<_>>(), expected);
        // In two parts it is the same.
        let middle = cut.index(sheet.len() + 1);
        let mut parts = rows(sheet, 0..middle);
        parts.extend(rows(sheet, middle..sheet.len()));
        prop_assert_eq!(&parts, &found);
        // A row's line is the number of line ends before it and one.
        let text = String::from_utf8(bytes).unwrap();
        let lines = text.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count();
        prop_assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0));
        prop_assert!(found.iter().all(|(line, _)| *line > 1 && *line as usize <= lines + 1));
    }

    #[test]
    fn whatever_the_bytes_nothing_panics_and_every_row_found_is_visited(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "[a\",;|\t\r\n \u{A0}é]{0,80}".prop_map(String::into_bytes),
            "a,b,c\n[a\", \r\n\u{A0}\u{FEFF}]{0,60}".prop_map(String::into_bytes),
        ],
        given in any::<bool>(),
    ) {
        let options = if given { options() } else { Options::default() };
        let (sheets, findings) = read_files(&[("a.csv", &bytes)], &options);
        let refused = findings.iter().any(|finding| finding.severity() == Severity::Error);
        prop_assert_eq!(sheets.is_empty(), refused);
        for sheet in sheets {
            prop_assert!(matches!(sheet.body, Body::Columns(_)));
            prop_assert_eq!(rows(&sheet, 0..sheet.len()).len(), sheet.len());
            for at in 0..sheet.len() {
                let alone = rows(&sheet, at..at + 1);
                prop_assert_eq!(alone.len(), 1);
                prop_assert_eq!(&alone[0], &rows(&sheet, 0..sheet.len())[at]);
            }
        }
    }

    #[test]
    fn a_text_reads_the_same_in_one_block_and_in_many(
        table in prop::collection::vec(prop::collection::vec(cell(), COLUMNS), 0..40),
        crlf in any::<bool>(),
        tail in prop_oneof![
            3 => Just(Vec::new()),
            1 => "[a\",\r\n \u{A0}\u{FEFF}]{0,40}".prop_map(String::into_bytes),
            1 => prop::collection::vec(any::<u8>(), 0..8),
        ],
        head in 1_500_usize..4_000,
        region in 1_usize..200,
        block in 1_usize..50,
    ) {
        // As many rows as tell how a text is to be read, so that the rest is read as it comes.
        let mut bytes = b"one,two,three\n".to_vec();
        (0..220).for_each(|row| bytes.extend(format!("{row},b,c\n").bytes()));
        let mut writer = csv::WriterBuilder::new();
        if crlf {
            writer.terminator(csv::Terminator::CRLF);
        }
        let mut writer = writer.from_writer(bytes);
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let mut bytes = writer.into_inner().unwrap();
        bytes.extend(tail);
        let many = Sizes { head, region, block, ..Sizes::default() };
        prop_assert_eq!(in_blocks(&bytes, many), in_blocks(&bytes, Sizes::default()));
    }

    #[test]
    fn damaged_workbooks_never_panic(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        keep in any::<prop::sample::Index>(),
    ) {
        for bytes in [super::workbook::small(), super::ole::small()] {
            let mut bent = bytes.clone();
            bent[at.index(bytes.len())] = byte;
            read_files(&[("a", &bent)], &Options::default());
            let (sheets, _) = read_files(&[("a", &bytes[..keep.index(bytes.len())])], &Options::default());
            prop_assert!(sheets.len() <= 1);
        }
    }
}
