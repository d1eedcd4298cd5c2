//! Moments that are cells of a workbook, which keeps a day and its midnight as one number and shows which it is.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::bench::Bench;
use crate::table::workbook::archive;
use crate::table::{ole, xlsb};

const RULES: &str = include_str!("rules.toml");
const DAY: &str = "d.m.yyyy";
const MOMENT: &str = "d.m.yyyy h:mm";

/// Days as a workbook counts them, each with whether its cell shows a time of day.
type Cells<'a> = &'a [(u16, bool)];

fn xlsx(cells: Cells<'_>) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["ID", "Timestamp"]).unwrap();
    for (row, (day, shows)) in (1..).zip(cells) {
        sheet.write(row, 0, format!("A-{row}")).unwrap();
        let moment = ExcelDateTime::from_serial_datetime(f64::from(*day)).unwrap();
        let format = Format::new().set_num_format(if *shows { MOMENT } else { DAY });
        sheet.write_with_format(row, 1, &moment, &format).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn xls(cells: Cells<'_>) -> Vec<u8> {
    let text = |row: u16, column: u16, text: &str| {
        let length = u16::try_from(text.len()).unwrap();
        let head = [row, column, 0, length]
            .into_iter()
            .flat_map(u16::to_le_bytes);
        ole::record(
            0x0204,
            &head.chain([0]).chain(text.bytes()).collect::<Vec<_>>(),
        )
    };
    let mut records = vec![text(0, 0, "ID"), text(0, 1, "Timestamp")];
    for (row, (day, shows)) in (1..).zip(cells) {
        records.push(text(row, 0, &format!("A-{row}")));
        records.push(ole::styled(
            row,
            1,
            1 + u16::from(*shows),
            f64::from(*day).to_le_bytes(),
        ));
    }
    ole::container(
        "Workbook",
        ole::workbook_with(&ole::styles(&["0", DAY, MOMENT], false), &records),
    )
}

fn xlsb(cells: Cells<'_>) -> Vec<u8> {
    let mut rows = vec![xlsb::row(
        0,
        false,
        &[xlsb::text(0, "ID"), xlsb::text(1, "Timestamp")],
    )];
    for (row, (day, shows)) in (1..).zip(cells) {
        let moment = xlsb::number(1, 1 + u32::from(*shows), f64::from(*day));
        rows.push(xlsb::row(
            row,
            false,
            &[xlsb::text(0, &format!("A-{row}")), moment],
        ));
    }
    xlsb::workbook(&[], &rows, &xlsb::styles(&["0", DAY, MOMENT]))
}

fn ods(cells: Cells<'_>) -> Vec<u8> {
    let text = |text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let rows = (1..).zip(cells).map(|(row, (day, shows))| {
        let day = jiff::civil::date(1899, 12, 30).saturating_add(jiff::Span::new().days(*day));
        let shown = day.strftime(if *shows { "%-d.%-m.%Y 0:00" } else { "%-d.%-m.%Y" });
        let id = text(&format!("A-{row}"));
        format!(
            r#"<table:table-row>{id}<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>{shown}</text:p></table:table-cell></table:table-row>"#
        )
    });
    let heads = format!(
        "<table:table-row>{}{}</table:table-row>",
        text("ID"),
        text("Timestamp")
    );
    let rows = heads + &rows.collect::<String>();
    let content = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="T">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

fn each(cells: Cells<'_>) -> [(&'static str, Vec<u8>); 4] {
    [
        ("a.xlsx", xlsx(cells)),
        ("a.xls", xls(cells)),
        ("a.xlsb", xlsb(cells)),
        ("a.ods", ods(cells)),
    ]
}

/// 31 March 2019, the last day in time.
const LAST: u16 = 43_555;

#[test]
fn a_cell_that_shows_a_time_of_day_is_a_moment_at_midnight_too() {
    for (name, book) in each(&[(LAST, true), (LAST + 1, true), (LAST - 3, true)]) {
        let ran = Bench::new(RULES).file(name, book).select();
        let outcomes: Vec<String> = ran.outcomes().into_values().collect();
        assert_eq!(
            outcomes,
            ["selected course", "ineligible", "selected course"],
            "{name}: {}",
            ran.said.words()
        );
    }
}

#[test]
fn limesurvey_1980_in_a_workbook_is_asked_about_once() {
    // 1 January 1980, 1970 and 1904, and one midnight for everybody.
    for days in [[29_221; 4], [25_569; 4], [1_462; 4], [LAST; 4]] {
        for (name, book) in each(&days.map(|day| (day, true))) {
            let ran = Bench::new(RULES).file(name, book).select();
            assert_eq!(
                ran.said.err.matches("question[").count(),
                1,
                "{name}: {}",
                ran.said.err
            );
            assert!(
                ran.said.err.contains("question[placeholder]"),
                "{name}: {}",
                ran.said.err
            );
            assert!(
                ran.outcomes().values().all(|outcome| outcome == "clarify"),
                "{name}"
            );
        }
    }
}

#[test]
fn a_day_without_a_time_is_no_moment_and_is_asked_about_once_where_all_are() {
    for (name, book) in each(&[(LAST - 1, false), (LAST, true), (LAST + 1, false)]) {
        let ran = Bench::new(RULES).file(name, book).select();
        let outcomes: Vec<String> = ran.outcomes().into_values().collect();
        assert_eq!(
            outcomes,
            ["clarify", "selected course", "clarify"],
            "{name}: {}",
            ran.said.words()
        );
        assert!(
            !ran.said.err.contains("question["),
            "{name}: {}",
            ran.said.err
        );
    }
    let days: Vec<(u16, bool)> = (0..9).map(|before| (LAST - before, false)).collect();
    let text: String = (1..=9)
        .map(|day| format!("A-{day},{day}.3.2019\n"))
        .collect();
    let rules = RULES.replace("# more", "order = \"day-month-year\"");
    let csv = ("a.csv", format!("ID,Timestamp\n{text}").into_bytes());
    for (name, pile) in each(&days).into_iter().chain([csv]) {
        let ran = Bench::new(&rules).file(name, pile).select();
        assert_eq!(
            ran.said.err.matches("question[no-time]").count(),
            1,
            "{name}: {}",
            ran.said.err
        );
        let asked = ran.rows("clarify.csv");
        assert_eq!(asked.len(), 9, "{name}");
        assert!(
            asked
                .iter()
                .all(|row| row["ask"].contains("this is asked once")),
            "{name}: {:?}",
            asked[0]
        );
    }
}

#[test]
fn date_with_midnight_is_asked_about_as_a_date_is() {
    let rules = RULES
        .replace(
            "# more",
            "\n[fields.born]\ntype = \"date\"\nheadings = [\"Born\"]\n",
        )
        .replace(
            "test = { field = \"submitted\", given = true }",
            "test = { field = \"born\", before = 2001-01-01 }",
        );
    let pile = |midnight: &str| {
        let row = |(at, born): (usize, &str)| format!("A-{at},2019-03-01 10:00,{born}{midnight}\n");
        let rows: String = ["03/04/1990", "05/06/2001", "12/01/2000"]
            .into_iter()
            .enumerate()
            .map(row)
            .collect();
        format!("ID,Timestamp,Born\n{rows}")
    };
    let plain = Bench::new(&rules).pile(pile("")).select();
    assert_eq!(
        plain.said.err.matches("question[date-form]").count(),
        1,
        "{}",
        plain.said.err
    );
    for midnight in [" 00:00:00", "T00:00", " 12:00 AM"] {
        let ran = Bench::new(&rules).pile(pile(midnight)).select();
        assert_eq!(ran.said.err.replace(midnight, ""), plain.said.err);
        assert_eq!(ran.outcomes(), plain.outcomes());
    }
}
