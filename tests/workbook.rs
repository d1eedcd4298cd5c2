//! The workbook as data: answers that can be chosen are taken, days are days, headings are titles, and counting rows gives the cohort.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, DataType as _, Reader as _, Xlsx};

use crate::bench::{Bench, Ran};
use crate::rulings::HEAD;

const RULES: &str = include_str!("../sample-applications/small/applied-twice.toml");
const FIELDS: &str = r#"
[fields.place]
type = "country"
headings = ["In which country do you live"]
title = "Home"
roster = true
count = true

[fields.topic]
type = "choice"
headings = ["Topic"]
count = true

[fields.topic.options]
water = []
forest = ["Trees, bushes"]

[fields.english]
type = "scale"
scale = "english"
headings = ["English"]

[[scales.english]]
level = "A2"

[[scales.english]]
level = "B2"

[[eligibility]]
id = "all"
title = "All three"
cites = ["member"]
test = { all = [{ field = "english", at_least = "B2" }, { field = "topic", is = "water" }, { field = "place", in = ["AT", "GE"] }] }

[fields.application]"#;
const PILE: &str =
    "ID,Submitted,Name,E-mail,Member,Motivation,In which country do you live,Topic,English
A,2020-03-02T08:00:00,Ana,ana@example.org,yes,9,Austria,water,B2
B,2020-03-03T08:00:00,Bo,bo@example.org,perhaps,8,Georgia,Water,B2
C,2020-03-03T08:00:00,Cem,cem@example.org,yes,17,GE,water,B2
D,2020-03-03T08:00:00,Dina,dina@example.org,yes,7,Gorgia,wattr,good
E,2020-03-03T08:00:00,Eva,eva@example.org,yes,6,Austria,water,B2
F,2020-03-04T08:00:00,Eva,eva@example.org,yes,5,Österreich,water,B2
G,2020-03-04T08:00:00,Gia,gia@example.org,yes,5,Österreich,forest,B2
";

fn bench() -> Bench {
    let rules = RULES
        .replacen("\n[fields.application]", FIELDS, 1)
        .replace("stands = \"latest\"", "stands = \"ask\"");
    Bench::new(&rules).pile(PILE).with_workbook().replacing()
}

fn book(ran: &Ran, file: &str) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(ran.files[file].clone())).unwrap()
}

/// A sheet by its headings.
fn rows(ran: &Ran, file: &str, sheet: &str) -> Vec<BTreeMap<String, Data>> {
    let range = book(ran, file).worksheet_range(sheet).unwrap();
    let is_filled = |cell: &&Data| !cell.is_empty();
    // Lines above the headings fill one cell.
    let is_above = |row: &&[Data]| row.iter().filter(is_filled).count() == 1;
    let mut rows = range.rows().skip_while(is_above);
    let heads: Vec<String> = rows
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let row = |row: &[Data]| heads.iter().cloned().zip(row.iter().cloned()).collect();
    rows.map(row).collect()
}

/// Year, month, day, hour, minute and second of a cell that holds a moment.
fn moment(cell: &Data) -> (u16, u8, u8, u8, u8, u8) {
    let Data::DateTime(moment) = cell else {
        panic!("{cell:?} is no moment")
    };
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    (year, month, day, hour, minute, second)
}

/// A sheet as it is written, the first of them 1.
fn xml(ran: &Ran, file: &str, number: usize) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(&ran.files[file])).unwrap();
    let mut xml = String::new();
    let name = format!("xl/worksheets/sheet{number}.xml");
    let mut sheet = archive.by_name(&name).unwrap();
    sheet.read_to_string(&mut xml).unwrap();
    xml
}

/// What can be chosen in each cell of a column: by row of the sheet, from 1.
fn choices(
    ran: &Ran,
    file: &str,
    number: usize,
    heading: &str,
    sheet: &str,
) -> BTreeMap<u32, Vec<String>> {
    let xml = xml(ran, file, number);
    let mut book = book(ran, file);
    let range = book.worksheet_range(sheet).unwrap();
    let at = range
        .rows()
        .next()
        .unwrap()
        .iter()
        .position(|cell| *cell == heading)
        .unwrap();
    let letter = char::from(b'A' + u8::try_from(at).unwrap());
    let mut all = BTreeMap::new();
    for rule in xml
        .split("<dataValidation ")
        .skip(1)
        .filter(|rule| rule.contains("type=\"list\""))
    {
        let of = |before: &str, after: &str| {
            let (_, rest) = rule.split_once(before).unwrap();
            rest.split(after).next().unwrap().to_owned()
        };
        let list = of("<formula1>", "</formula1>").replace("&apos;", "'");
        let values: Vec<String> = match list.strip_prefix('"') {
            Some(list) => list
                .trim_end_matches('"')
                .split(',')
                .map(str::to_owned)
                .collect(),
            None => {
                // Lists that do not fit into the cell's own rule stand in columns of a sheet of theirs: `answers!$B$1:$B$9`.
                let letter = list.split('$').nth(1).unwrap().as_bytes()[0];
                let at = usize::from(letter - b'A');
                let answers = book.worksheet_range("answers").unwrap();
                let cells = answers.rows().map(|row| row[at].to_string());
                cells.filter(|cell| !cell.is_empty()).collect()
            }
        };
        for range in of("sqref=\"", "\"")
            .split(' ')
            .filter(|range| range.starts_with(letter))
        {
            let mut ends = range
                .split(':')
                .map(|cell| cell[1..].parse::<u32>().unwrap());
            let first = ends.next().unwrap();
            all.extend((first..=ends.next().unwrap_or(first)).map(|row| (row, values.clone())));
        }
    }
    all
}

#[test]
fn every_answer_that_can_be_chosen_is_taken_wherever_it_can() {
    let asked = bench().select();
    let list = asked.rows("clarify.csv");
    let form = choices(&asked, "clarify.xlsx", 1, "Answer", "clarify");
    assert!(list.len() >= 7, "{list:#?}");
    let mut tried = Vec::new();
    for (row, question) in (2_u32..).zip(&list) {
        let Some(answers) = form.get(&row) else {
            continue;
        };
        for answer in answers.iter().take(4).chain(answers.last()) {
            let of = |column: &str| format!("\"{}\"", question[column].replace('"', "\"\""));
            let cells = ["application", "decision", "field", "cell", "found"].map(of);
            let line = format!("{},\"{answer}\",W,2020-04-02,asked\n", cells.join(","));
            let ran = bench().decided("d.csv", format!("{HEAD}{line}")).select();
            let done = ran.rows("decisions.csv");
            assert_eq!(done.len(), 1, "{line}: {}", ran.said.words());
            assert_eq!(done[0]["answer"], *answer, "{line}");
            tried.push(format!("{} {answer}", question["field"]));
        }
    }
    for one in [
        "member yes",
        "topic Trees, bushes",
        "english B2",
        "place Albania",
        " all",
        " E",
    ] {
        assert!(
            tried.iter().any(|tried| tried.contains(one)),
            "{one}: {tried:?}"
        );
    }
    // The list of the panel offers the same.
    let range = book(&asked, "workbook.xlsx").sheet_names();
    let number = range.iter().position(|name| name == "clarify").unwrap() + 1;
    assert_eq!(
        choices(&asked, "workbook.xlsx", number, "Answer", "clarify"),
        form
    );
}

#[test]
fn the_sheet_of_the_workbook_can_be_given_back_as_it_is() {
    let asked = bench().select();
    let ran = bench()
        .decided("workbook.xlsx", asked.files["workbook.xlsx"].clone())
        .select();
    assert!(ran.rows("decisions.csv").is_empty(), "{}", ran.said.words());
    assert_eq!(ran.outcomes(), asked.outcomes());
}

#[test]
fn days_are_days_of_the_workbook_and_headings_are_titles() {
    let row = "B,clarify,member,pile.csv:3:E,perhaps,yes,W,2020-04-02,asked\n";
    let ran = bench().decided("d.csv", format!("{HEAD}{row}")).select();
    let taken = rows(&ran, "workbook.xlsx", "decisions");
    assert_eq!(taken.len(), 1);
    let day = moment(&taken[0]["When"]);
    assert_eq!(day, (2020, 4, 2, 0, 0, 0));
    assert_eq!(taken[0]["Name"], "Bo");
    assert_eq!(taken[0]["About"], "Member");
    let cover = book(&ran, "workbook.xlsx")
        .worksheet_range("cover")
        .unwrap();
    let deadline = cover.rows().find(|row| row[0] == "Deadline").unwrap();
    assert_eq!(moment(&deadline[1]), (2020, 3, 31, 23, 59, 59));
    let everybody = rows(&ran, "workbook.xlsx", "everybody");
    let eva = everybody
        .iter()
        .find(|row| row["Application"] == "F")
        .unwrap();
    assert_eq!(
        (&eva["Home as typed"], &eva["Home as read"]),
        (&Data::from("Österreich"), &Data::from("Austria"))
    );
}

#[test]
fn counting_the_rows_of_everybody_gives_the_numbers_of_the_cohort() {
    let sample = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    for (ran, fields) in [
        (bench().select(), ["Home", "Topic"].as_slice()),
        (
            sample.with_workbook().select(),
            &["Gender", "Citizenship", "Country of residence"],
        ),
    ] {
        let everybody = rows(&ran, "workbook.xlsx", "everybody");
        let cohort = rows(&ran, "workbook.xlsx", "cohort");
        for field in fields {
            let mut counted: BTreeMap<String, f64> = BTreeMap::new();
            for row in everybody
                .iter()
                .filter(|row| row["Outcome"] != "superseded")
            {
                *counted
                    .entry(row[&format!("{field} as read")].to_string())
                    .or_default() += 1.0;
            }
            let own = cohort.iter().filter(|row| row["Field"] == **field);
            let listed: BTreeMap<String, f64> = own
                .map(|row| (row["Value"].to_string(), row["Applied"].as_f64().unwrap()))
                .filter(|(_, many)| *many > 0.0)
                .collect();
            assert!(listed.len() >= 2, "{field}: {listed:?}");
            assert_eq!(counted, listed, "{field}");
        }
    }
}

#[test]
fn whoever_is_counted_in_the_cohort_is_marked_so_that_a_pivot_has_its_numbers() {
    let ran = Bench::new(&RULES.replacen("\n[fields.application]", FIELDS, 1))
        .pile(PILE)
        .with_workbook()
        .replacing()
        .select();
    let all = rows(&ran, "workbook.xlsx", "everybody");
    let counted = |row: &&BTreeMap<String, Data>| row["Counted"] == "yes";
    let from_austria = all.iter().filter(|row| row["Home as read"] == "Austria");
    let (all_of, counted) = (
        from_austria.clone().count(),
        from_austria.filter(counted).count(),
    );
    let mut book = book(&ran, "workbook.xlsx");
    let cohort = book.worksheet_range("cohort").unwrap();
    let line = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    let lines: Vec<Vec<String>> = cohort.rows().map(line).collect();
    assert_eq!(
        lines[0][0],
        "counted is everybody who applied; not counted: 1 application that another of the same person supersedes; eligible are those who are ranked; the column Counted of the sheet everybody says who is"
    );
    let austria = lines
        .iter()
        .find(|row| row[1].starts_with("Austria"))
        .unwrap();
    assert_eq!((austria[2].as_str(), counted, all_of), ("3", 3, 4));
}

#[test]
fn a_title_that_is_longer_than_the_name_of_a_sheet_is_whole_at_the_head_of_its_pages() {
    let head = |title: &str, programme: &str| {
        let rules = RULES.replacen("\"The course\"", &format!("\"{title}\""), 1);
        let rules = rules.replacen("\"Applied twice\"", &format!("\"{programme}\""), 1);
        let ran = Bench::new(&rules).pile(PILE).with_workbook().select();
        // The cover, then the group.
        let sheet = xml(&ran, "workbook.xlsx", 2);
        let (_, head) = sheet.split_once("<oddHeader>").unwrap();
        head.split_once("</oddHeader>").unwrap().0.to_owned()
    };
    let long = "Human rights of people of African descent & their neighbours, in town and country";
    insta::assert_snapshot!(head("The course", "Course"), @"&amp;LCourse&amp;R&amp;A");
    insta::assert_snapshot!(head(long, "Course"), @"&amp;LCourse&amp;RHuman rights of people of African descent &amp;&amp; their neighbours, in town and country");
    insta::assert_snapshot!(head(long, "Training on human rights monitoring and safety and security for human rights defenders"), @"
    &amp;L&amp;8 Training on human rights monitoring and safety and security for human rights defenders
    &amp;8 Human rights of people of African descent &amp;&amp; their neighbours, in town and country
    ");
    // Whatever the titles are, a header holds 255 letters; the group's is whole.
    let longest = "A & B ".repeat(24);
    let both = head(longest.trim_end(), &"A course & more ".repeat(20));
    let text = both.replace("&amp;", "&");
    assert!(
        text.chars().count() <= 255
            && text.contains(longest.trim_end().replace('&', "&&").as_str()),
        "{text}"
    );
}

#[test]
fn words_are_broken_in_no_column_of_the_cohort_and_of_all_scores() {
    let rules = "rules/montenegro-2019.toml";
    let bench = Bench::of(rules, "sample-applications/montenegro-2019.csv").with_workbook();
    let ran = bench.select();
    let mut book = book(&ran, "workbook.xlsx");
    for name in ["cohort", "all scores"] {
        let at = book.sheet_names().iter().position(|sheet| sheet == name);
        let xml = xml(&ran, "workbook.xlsx", at.unwrap() + 1);
        let value = |col: &str, key: &str| -> f64 {
            let (_, value) = col.split_once(&format!("{key}=\"")).unwrap();
            value.split_once('"').unwrap().0.parse().unwrap()
        };
        let mut widths: BTreeMap<u32, f64> = BTreeMap::new();
        for col in xml.split("<col ").skip(1) {
            let (min, max) = (value(col, "min"), value(col, "max"));
            for column in 1..=200_u32 {
                if f64::from(column) >= min && f64::from(column) <= max {
                    widths.insert(column, value(col, "width"));
                }
            }
        }
        let range = book.worksheet_range(name).unwrap();
        // What stands above the headings runs on over the columns.
        let rows = range.rows().skip_while(|row| row[1].is_empty());
        for (row, column, cell) in rows.enumerate().flat_map(|(row, cells)| {
            let cells = (1_u32..).zip(cells);
            cells.map(move |(column, cell)| (row, column, cell.to_string()))
        }) {
            let longest = cell
                .split_whitespace()
                .map(|word| word.chars().count())
                .max();
            let longest = u32::try_from(longest.unwrap_or(0)).unwrap();
            assert!(
                f64::from(longest) <= widths[&column],
                "{name}, row {row}: {cell:?} in {}",
                widths[&column]
            );
        }
    }
}
