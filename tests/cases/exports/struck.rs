//! Crossed-out rows, cells and parts of cells, in every format that can hold them.

use intake::out::Issue;
use intake::table::{Hidden, Options};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::rules;
use crate::bench::{Bench, Said};
use crate::shell::{Exit, Job};
use crate::table::workbook::archive;
use crate::table::{ole, xlsb};

fn with(name: &str, bytes: &[u8], struck: Option<Hidden>) -> (Bench, Said) {
    let bench = Bench::new(&rules()).file(name, bytes);
    let said = bench.job(&Job::Select {
        assessors: Vec::new(),
        ratings: Vec::new(),
        applications: bench.applications.clone(),
        rules: bench.rules.clone(),
        out: bench.out.clone(),
        rulings: Vec::new(),
        reading: Options {
            struck,
            ..Options::default()
        },
        stage: None,
        after: None,
        replace: true,
        issue: Issue {
            without_workbook: true,
            ..Issue::default()
        },
    });
    (bench, said)
}

/// What `clarify.csv` asks, and which rows are there at all.
fn outcome(bench: &Bench, id: &str) -> String {
    let audit = bench.written("audit.jsonl");
    let record = audit
        .lines()
        .skip(2)
        .map(|line| serde_json::from_str(line).unwrap());
    let record = record
        .filter(|record: &serde_json::Value| record["application"] == id)
        .map(|record| crate::bench::outcome(&record));
    record.collect::<Vec<_>>().join("+")
}

const HEADINGS: [&str; 3] = ["ID", "Submitted", "Score"];

/// Three people, the second of whom is crossed out.
fn xlsx(cross: impl Fn(&mut Worksheet, &Format)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADINGS).unwrap();
    for (row, id) in (1..).zip(["a", "b", "c"]) {
        sheet.write_row(row, 0, [id, "2020-03-02 10:00"]).unwrap();
        sheet.write(row, 2, 5).unwrap();
    }
    cross(sheet, &Format::new().set_font_strikethrough());
    book.save_to_buffer().unwrap()
}

fn whole(sheet: &mut Worksheet, struck: &Format) {
    sheet
        .write_row_with_format(2, 0, ["b", "2020-03-02 10:00"], struck)
        .unwrap();
    sheet.write_with_format(2, 2, 5, struck).unwrap();
}

fn ods() -> Vec<u8> {
    let cell = |style: &str, text: &str| {
        format!(
            r#"<table:table-cell table:style-name="{style}" office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |style: &str, id: &str| {
        format!(
            "<table:table-row>{}{}{}</table:table-row>",
            cell(style, id),
            cell(style, "2020-03-02 10:00"),
            cell(style, "5")
        )
    };
    let heads: String = HEADINGS.map(|text| cell("plain", text)).concat();
    ods_of(&format!(
        "<table:table-row>{heads}</table:table-row>{}{}{}",
        row("plain", "a"),
        row("child", "b"),
        row("plain", "c")
    ))
}

fn ods_of(rows: &str) -> Vec<u8> {
    let styles = r#"<office:automatic-styles><style:style style:name="crossed" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style><style:style style:name="child" style:family="table-cell" style:parent-style-name="crossed"/><style:style style:name="plain" style:family="table-cell"/><style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>"#;
    let content = format!(
        r#"<office:document-content>{styles}<office:body><office:spreadsheet><table:table table:name="T">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

/// Fonts 0 to 3 and 5, as there is none with the number 4; the last crosses out, and so does style 1.
fn xls() -> Vec<u8> {
    let font = |flags: u16| {
        ole::record(
            0x0031,
            &[vec![0, 0], flags.to_le_bytes().to_vec(), vec![0; 11]].concat(),
        )
    };
    let style =
        |font: u16| ole::record(0x00E0, &[font.to_le_bytes().to_vec(), vec![0; 18]].concat());
    let globals = [
        font(0),
        font(0),
        font(0),
        font(0),
        font(8),
        style(0),
        style(5),
    ]
    .concat();
    let text = |row: u16, column: u16, style: u16, text: &str| {
        let length = u16::try_from(text.len()).unwrap();
        let head = [row, column, style, length]
            .into_iter()
            .flat_map(u16::to_le_bytes);
        ole::record(
            0x0204,
            &head.chain([0]).chain(text.bytes()).collect::<Vec<_>>(),
        )
    };
    let mut cells: Vec<Vec<u8>> = (0..)
        .zip(HEADINGS)
        .map(|(column, heading)| text(0, column, 0, heading))
        .collect();
    for (row, id) in (1..).zip(["a", "b", "c"]) {
        let style = u16::from(id == "b");
        cells.extend([
            text(row, 0, style, id),
            text(row, 1, style, "2020-03-02 10:00"),
            ole::styled(row, 2, style, 5_f64.to_le_bytes()),
        ]);
    }
    ole::container("Workbook", ole::workbook_with(&globals, &cells))
}

/// Two fonts, the second of which crosses out, and a style for each.
fn xlsb_styles() -> Vec<u8> {
    let font = |flags: u16| {
        xlsb::record(
            43,
            &[vec![0, 0], flags.to_le_bytes().to_vec(), vec![0; 21]].concat(),
        )
    };
    let style = |font: u16| {
        xlsb::record(
            47,
            &[vec![0; 4], font.to_le_bytes().to_vec(), vec![0; 10]].concat(),
        )
    };
    [
        xlsb::record(278, &[]),
        xlsb::record(611, &[0; 4]),
        font(0),
        font(8),
        xlsb::record(612, &[]),
        xlsb::record(617, &[0; 4]),
        style(0),
        style(1),
        xlsb::record(618, &[]),
        xlsb::record(279, &[]),
    ]
    .concat()
}

fn xlsb() -> Vec<u8> {
    let text = |column: u32, style: u32, text: &str| {
        xlsb::record(
            6,
            &[
                column.to_le_bytes().to_vec(),
                style.to_le_bytes().to_vec(),
                xlsb::wide(text),
            ]
            .concat(),
        )
    };
    let mut rows = vec![xlsb::row(
        0,
        false,
        &(0..)
            .zip(HEADINGS)
            .map(|(column, heading)| text(column, 0, heading))
            .collect::<Vec<_>>(),
    )];
    for (row, id) in (1..).zip(["a", "b", "c"]) {
        let style = u32::from(id == "b");
        rows.push(xlsb::row(
            row,
            false,
            &[
                text(0, style, id),
                text(1, style, "2020-03-02 10:00"),
                xlsb::number(2, style, 5.0),
            ],
        ));
    }
    xlsb::workbook(&[], &rows, &xlsb_styles())
}

#[test]
fn struck_through_rows_are_refused_until_somebody_says_whether_they_count_in_every_format() {
    for (name, book) in [
        ("a.xlsx", xlsx(whole)),
        ("a.ods", ods()),
        ("a.xls", xls()),
        ("a.xlsb", xlsb()),
    ] {
        let (_, said) = with(name, &book, None);
        assert!(
            matches!(said.exit, Exit::Refused),
            "{name}: {}",
            said.words()
        );
        assert!(
            said.words().contains("error[struck]")
                && said.words().contains(":3: 1 row is crossed out: 3"),
            "{name}: {}",
            said.words()
        );
        let (bench, said) = with(name, &book, Some(Hidden::Exclude));
        assert_eq!(
            (outcome(&bench, "a").as_str(), outcome(&bench, "b").as_str()),
            ("selected course", ""),
            "{name}: {}",
            said.words()
        );
        let (bench, said) = with(name, &book, Some(Hidden::Include));
        assert_eq!(
            outcome(&bench, "b"),
            "selected course",
            "{name}: {}",
            said.words()
        );
        assert!(
            said.out.contains("crossed-out rows read"),
            "{name}: {}",
            said.out
        );
    }
}

#[test]
fn struck_through_cells_and_parts_of_cells_are_asked_about_where_a_field_is_read_from_them() {
    let plain = Format::new();
    let score = xlsx(|sheet, struck| _ = sheet.write_with_format(2, 2, 5, struck).unwrap());
    let part = xlsx(|sheet, struck| {
        _ = sheet
            .write_rich_string(2, 2, &[(struck, "5"), (&plain, " 6")])
            .unwrap();
    });
    let unused = xlsx(|sheet, struck| {
        sheet.write(0, 3, "Remarks").unwrap();
        sheet.write_with_format(2, 3, "moved", struck).unwrap();
    });
    let (bench, said) = with("a.xlsx", &score, None);
    assert_eq!(outcome(&bench, "b"), "clarify", "{}", said.words());
    let asked = bench.written("clarify.csv");
    assert!(
        asked.contains("`5` is crossed out; does it count?"),
        "{asked}"
    );
    let (bench, _) = with("a.xlsx", &part, None);
    assert_eq!(outcome(&bench, "b"), "clarify");
    let asked = bench.written("clarify.csv");
    assert!(asked.contains("is crossed out in part"), "{asked}");
    let (bench, said) = with("a.xlsx", &unused, None);
    assert_eq!(
        (outcome(&bench, "b").as_str(), said.exit as u8),
        ("selected course", 0),
        "{}",
        said.words()
    );
    let cell = |text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let heads: String = HEADINGS.map(cell).concat();
    let spans = ods_of(&format!(
        "<table:table-row>{heads}</table:table-row><table:table-row>{}{}{}</table:table-row>",
        cell("b"),
        cell("2020-03-02 10:00"),
        cell(r#"5<text:span text:style-name="T1"> 6</text:span>"#)
    ));
    let (bench, said) = with("a.ods", &spans, None);
    assert_eq!(outcome(&bench, "b"), "clarify", "{}", said.words());
}

#[test]
fn struck_through_shared_texts_of_a_binary_workbook_are_seen_in_whole_and_in_part() {
    const STRUCK: &[[u16; 2]] = &[[0, 1]];
    let book = |id: &[[u16; 2]], day: &[[u16; 2]], score: &[[u16; 2]]| {
        let shared = [
            ("ID", &[][..]),
            ("Submitted", &[]),
            ("Score", &[]),
            ("a", &[]),
            ("2020-03-02 10:00", &[]),
            ("5", &[]),
            ("b", id),
            ("2020-03-02 11:00", day),
            ("55", score),
        ];
        let row = |row: u32| {
            xlsb::row(
                row,
                false,
                &[0, 1, 2].map(|column| xlsb::shared(column, 3 * row + column)),
            )
        };
        xlsb::workbook_with(&[], &[row(0), row(1), row(2)], &xlsb_styles(), &shared)
    };
    let (_, said) = with("a.xlsb", &book(STRUCK, STRUCK, STRUCK), None);
    assert!(said.words().contains("error[struck]"), "{}", said.words());
    for (pieces, asked) in [
        (STRUCK, "is crossed out; does it count?"),
        (&[[1, 1]], "is crossed out in part"),
        (&[[0, 1], [1, 0]], "is crossed out in part"),
    ] {
        let (bench, said) = with("a.xlsb", &book(&[], &[], pieces), None);
        assert_eq!(
            (outcome(&bench, "a").as_str(), outcome(&bench, "b").as_str()),
            ("selected course", "clarify"),
            "{}",
            said.words()
        );
        let clarify = bench.written("clarify.csv");
        assert!(clarify.contains(asked), "{pieces:?}: {clarify}");
    }
    let (_, said) = with("a.xlsb", &book(&[], &[], &[[0, 0]]), None);
    assert!(!said.words().contains("crossed out"), "{}", said.words());
}

#[test]
fn struck_through_styles_that_say_no_strike_cross_nothing_out() {
    let part = |style: &str| {
        let cell = |column: char, text: &str| {
            format!(r#"<c r="{column}2" s="1" t="inlineStr"><is><t>{text}</t></is></c>"#)
        };
        let heads: String = "ABC"
            .chars()
            .zip(HEADINGS)
            .map(|(column, text)| cell(column, text).replace("2\" s=\"1\"", "1\""))
            .collect();
        let sheet = format!(
            "<row r=\"1\">{heads}</row><row r=\"2\">{}{}{}</row>",
            cell('A', "b"),
            cell('B', "2020-03-02 10:00"),
            cell('C', "5")
        );
        let mut parts = crate::table::workbook::bare_parts("", &sheet, "<sst/>");
        let styles = format!(
            r#"<styleSheet><fonts><font/><font>{style}</font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>"#
        );
        for (name, content) in &mut parts {
            if name == "xl/styles.xml" {
                content.clone_from(&styles);
            }
        }
        let parts: Vec<_> = parts
            .iter()
            .map(|(name, part)| (name.as_str(), part.as_str()))
            .collect();
        archive(&parts)
    };
    let (bench, said) = with("a.xlsx", &part("<strike val=\"0\"/>"), None);
    assert_eq!(outcome(&bench, "b"), "selected course", "{}", said.words());
    let (_, said) = with("a.xlsx", &part("<strike/>"), None);
    assert!(said.words().contains("error[struck]"), "{}", said.words());
}

#[test]
fn struck_through_pieces_of_a_shared_text_are_found_in_old_excel_files_even_where_a_record_ends_within_them()
 {
    let font = |flags: u16| {
        ole::record(
            0x0031,
            &[vec![0, 0], flags.to_le_bytes().to_vec(), vec![0; 11]].concat(),
        )
    };
    let style = ole::record(0x00E0, &[0; 20]);
    let plain = |text: &str| {
        [
            &u16::try_from(text.len()).unwrap().to_le_bytes()[..],
            &[0],
            text.as_bytes(),
        ]
        .concat()
    };
    // `5 6`, whose last character has the font that crosses out.
    let rich = |runs: &[(u16, u16)]| {
        let runs_bytes: Vec<u8> = runs
            .iter()
            .flat_map(|(at, font)| [at.to_le_bytes(), font.to_le_bytes()].concat())
            .collect();
        let count = u16::try_from(runs.len()).unwrap().to_le_bytes();
        [&3_u16.to_le_bytes()[..], &[8], &count, b"5 6", &runs_bytes].concat()
    };
    let texts = [
        plain("ID"),
        plain("Submitted"),
        plain("Score"),
        plain("b"),
        plain("2020-03-02 10:00"),
    ]
    .concat();
    let book = |runs: &[(u16, u16)], cut: usize| {
        let all = [
            [6_u32.to_le_bytes(), 6_u32.to_le_bytes()].concat(),
            texts.clone(),
            rich(runs),
        ]
        .concat();
        let (first, rest) = all.split_at(all.len() - cut);
        let more = if rest.is_empty() {
            Vec::new()
        } else {
            ole::record(0x003C, rest)
        };
        let globals = [
            font(0),
            font(0),
            font(0),
            font(0),
            font(8),
            style.clone(),
            ole::record(0x00FC, first),
            more,
        ]
        .concat();
        let cell = |(at, text): (u16, u32)| {
            let head = [at / 3, at % 3, 0]
                .into_iter()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>();
            ole::record(0x00FD, &[head, text.to_le_bytes().to_vec()].concat())
        };
        let cells: Vec<Vec<u8>> = (0..).zip(0..6).map(cell).collect();
        ole::container("Workbook", ole::workbook_with(&globals, &cells))
    };
    for (runs, cut, asked) in [
        (&[(2, 5)][..], 0, "is crossed out in part"),
        (&[(2, 5)], 4, "is crossed out in part"),
        (&[(1, 0), (2, 5)], 4, "is crossed out in part"),
        (&[(0, 5)], 0, "is crossed out"),
        (&[(0, 0)], 0, "is no number"),
    ] {
        let (bench, said) = with("a.xls", &book(runs, cut), None);
        let clarify = if said.exit == Exit::Questions {
            bench.written("clarify.csv")
        } else {
            said.words()
        };
        assert!(clarify.contains(asked), "{runs:?} {cut}: {clarify}");
        assert_eq!(
            clarify.contains("crossed out"),
            asked.contains("crossed"),
            "{runs:?} {cut}: {clarify}"
        );
    }
}

#[test]
fn struck_through_law_whatever_is_crossed_out_decides_nothing_and_everybody_else_is_as_before() {
    let mut seed = 7_u32;
    for _ in 0..20 {
        // Which of nine cells are crossed out, by bits; few enough that whole rows are rare.
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mask = (seed >> 16) & (seed >> 7) & 0x1FF;
        let is = |row: u32, column: u16| mask & (1 << (row * 3 + u32::from(column))) != 0;
        let book = xlsx(|sheet, struck| {
            for (row, id) in (0..3).zip(["a", "b", "c"]) {
                for (column, text) in (0..)
                    .zip([id, "2020-03-02 10:00", "5"])
                    .filter(|(column, _)| is(row, *column))
                {
                    sheet
                        .write_with_format(row + 1, column, text, struck)
                        .unwrap();
                }
            }
        });
        let whole: Vec<u32> = (0..3)
            .filter(|row| (0..3).all(|column| is(*row, column)))
            .collect();
        let (bench, said) = with("a.xlsx", &book, None);
        assert_eq!(
            said.words().contains("error[struck]"),
            !whole.is_empty(),
            "{mask:b}: {}",
            said.words()
        );
        if whole.is_empty() {
            let rows = crate::bench::rows(&bench.written("clarify.csv"));
            let asked = rows
                .iter()
                .filter(|row| row["ask"].contains("crossed out"))
                .count();
            // Of a row whose id is in doubt nothing else is asked before it is known.
            let questions = |row| {
                if is(row, 0) {
                    1
                } else {
                    (1..3).filter(|column| is(row, *column)).count()
                }
            };
            assert_eq!(
                asked,
                (0..3).map(questions).sum::<usize>(),
                "{mask:b}: {rows:?}"
            );
            for (row, id) in (0..3).zip(["a", "b", "c"]) {
                let free = !(0..3).any(|column| is(row, column));
                assert_eq!(
                    outcome(&bench, id) == "selected course",
                    free,
                    "{mask:b} {id}"
                );
            }
        }
    }
}
