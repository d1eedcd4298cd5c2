//! What stands in a workbook, and that it can be filled in and printed.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use insta::assert_snapshot;

use super::sample;

/// The cells of a sheet, row by row.
pub(crate) fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let text = |cell: &Data| cell.to_string();
    range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

/// Everything in a workbook, as it stands in its parts.
pub(super) fn raw(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        all.push_str(&part.name().unwrap());
        part.read_to_string(&mut all).unwrap();
    }
    all
}

/// A pack as a CSV export of its sheet, with what `fill` says of an id under a heading in place of its cells.
pub(super) fn filled(bytes: &[u8], fill: &dyn Fn(&str, &str) -> Option<String>) -> Vec<u8> {
    let rows = cells(bytes, "ratings");
    let headings = rows[0].clone();
    let mut out = csv::Writer::from_writer(Vec::new());
    for (number, row) in rows.iter().enumerate() {
        let cell = |(heading, cell): (&String, &String)| match number {
            0 => cell.clone(),
            _ => fill(&row[0], heading).unwrap_or_else(|| cell.clone()),
        };
        out.write_record(headings.iter().zip(row).map(cell))
            .unwrap();
    }
    out.into_inner().unwrap()
}

#[test]
fn a_pack_says_what_to_do_and_what_the_numbers_mean() {
    let rows = cells(&sample().files["packs/A3.xlsx"], "read first");
    let lines: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    // The digest is of the rules.
    let text = lines.join("\n");
    let digest = intake::base::digest::of(super::RULES.as_bytes());
    assert!(text.contains(&digest[..16]));
    assert_snapshot!(text.replace(&digest[..16], "…"), @"
    Packs for assessors
    Pack of A3 · packs · rules …

    You are A3 and read 1 application. What you read stands on the sheet “applications”. Rate each on the sheet “ratings”, in the coloured cells, by what the numbers mean below. Rate by yourself, and by what is written. A blank cell is no rating, and never a zero. Where you know the applicant, or have any other interest in what becomes of them, choose “yes” under “conflict” and leave the rating blank; where you do not rate for another reason, choose “yes” under “abstain”. A comment is for the office: it decides nothing and stands in no record. Only the coloured cells can be changed; leave the other columns as they are. Save the file under whatever name, and send it back. You are not to know whose applications these are: where you recognise somebody, say so under “conflict”. Send it back by 20 April 2020.

    Motivation: a number from 0 to 10
    0 — says nothing of why they want to come
    4 — names the course, and nothing they would do with it
    7 — names work that the course would help with
    10 — names the work, what is missing for it, and how the course gives that
    ");
}

#[test]
fn a_pack_has_the_answers_and_a_row_to_fill_in_for_each_application() {
    let bytes = &sample().files["packs/A4.xlsx"];
    let lines = |sheet: &str| {
        let rows = cells(bytes, sheet);
        rows.iter()
            .map(|row| row.join(" | "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_snapshot!(lines("applications"), @"
    P-02 | 
    Member of a local group | yes
    Why do you want to come? | Меня зовут [name]. Мы с коллегами документируем обыски. Телефон [telephone number].
     | 
    P-04 | 
    Member of a local group | yes
    Why do you want to come? | 
    We wrote down forty evictions last year.

    I would like to compare our way of working with that of others, and to bring back a form that our volunteers can fill in. | 
     | 
    P-07 | 
    Member of a local group | yes
    Why do you want to come? | Мы помогаем людям, которых выселили, и хотим научиться вести журнал.
    ");
    assert_snapshot!(lines("ratings"), @"
    ID | motivation A4 | conflict A4 | abstain A4 | comment A4 | pack
    P-02 |  |  |  |  | A4-35298664f0-c0f5ee
    P-04 |  |  |  |  | A4-2ae86fd91e-c0f5ee
    P-07 |  |  |  |  | A4-3ba53f5b9e-c0f5ee
    ");
}

#[test]
fn all_but_the_cells_to_fill_in_are_protected() {
    let bytes = &sample().files["packs/A4.xlsx"];
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    for sheet in 1..=3 {
        let text = part(&format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(
            text.contains("<sheetProtection sheet=\"1\""),
            "sheet {sheet}"
        );
        assert!(
            text.contains("paperSize=\"9\" orientation=\"landscape\"")
                || text.contains("orientation=\"landscape\"")
        );
    }
    let (styles, ratings) = (part("xl/styles.xml"), part("xl/worksheets/sheet3.xml"));
    let cells = styles
        .split("<cellXfs")
        .nth(1)
        .unwrap()
        .split("</cellXfs>")
        .next()
        .unwrap();
    let unlocked: Vec<String> = cells
        .split("<xf ")
        .skip(1)
        .enumerate()
        .filter(|(_, style)| style.contains("locked=\"0\""))
        .map(|(at, _)| format!("s=\"{at}\""))
        .collect();
    let is_unlocked = |cell: &str| {
        let cell = ratings.split(&format!("r=\"{cell}\"")).nth(1).unwrap();
        let cell = cell.split(['/', '>']).next().unwrap();
        unlocked.iter().any(|style| cell.contains(style))
    };
    assert!(
        ["B2", "C2", "D2", "E2"]
            .iter()
            .all(|cell| is_unlocked(cell))
    );
    assert!(["A2", "F2", "A1"].iter().all(|cell| !is_unlocked(cell)));
    assert!(
        ratings.contains("0,1,2,3,4,5,6,7,8,9,10"),
        "numbers are chosen from a list"
    );
}

#[test]
fn a_long_statement_stands_in_as_many_rows_as_it_needs() {
    let word = "considerations ";
    let long = word.repeat(900);
    let text = super::pile(&[["P-1", "Ana Lukić", "ana@example.org", "", &long]]);
    let made = super::made(
        &super::rules(super::RULES),
        &[("packs.csv", &text)],
        Some(&super::ASSESSORS.replace("P-04", "")),
        &[],
    )
    .unwrap();
    let (name, bytes) = made
        .files
        .iter()
        .find(|(name, _)| name.starts_with("packs/"))
        .unwrap();
    let rows = cells(bytes, "applications");
    let text: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        text.join(" ").matches("considerations").count(),
        900,
        "{name}"
    );
    assert!(text.len() > 4, "it is more than one row can show");
}
