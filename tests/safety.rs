//! What applicants write stays text: no formula in a spreadsheet, no control of a terminal, and no name where none belongs.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics fails"
)]

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;

use crate::bench::{Bench, Ran, plain, put};
use crate::shell::{About, Format};

/// A call for one seat and one reserve. `name`, `home`, `skill`, `born`, `age` and `mail` are personal; the first five are read
/// by criteria or scores, so that answers nobody can read become questions.
const RULES: &str = r#"
format = 1
programme = { id = "safety", title = "Safety" }
call = { deadline = 2020-03-31, time_zone = "Europe/Vienna", submitted = "submitted", cites = ["c"], clauses = { c = "One clause for all." } }
places = { cap = 1, reserve = 1, cites = ["c"] }
groups = [{ id = "course", title = "The course", size = 1, cites = ["c"] }]
scales = { skill = [{ level = "basic" }, { level = "fluent" }] }
ranking = { cites = ["c"], tie_breaks = [{ lot = "safety" }] }
duplicates = [{ id = "one-person", same = ["mail"], stands = "latest", names = [], cites = ["c"] }]
[lists.region]
type = "country"
values = ["GE", "PL"]
[fields]
id = { type = "id", headings = ["ID"] }
submitted = { type = "timestamp", headings = ["Submitted"] }
name = { type = "text", headings = ["Name"], personal = true, roster = true }
group = { type = "text", headings = ["Group"], roster = true }
home = { type = "country", headings = ["Home"], personal = true, roster = true }
skill = { type = "scale", scale = "skill", headings = ["Skill"], personal = true }
born = { type = "date", headings = ["Born"], personal = true }
age = { type = "number", min = 0, max = 120, headings = ["Age"], personal = true }
mail = { type = "email", headings = ["Mail"], personal = true, roster = true }
topic = { type = "choice", headings = ["Topic"], options = { water = [], forest = [] } }
rate = { type = "rating", min = 0, max = 10, headings = ["Rate"] }
[[eligibility]]
id = "home"
title = "From the region"
cites = ["c"]
test = { field = "home", in = "region" }
[[eligibility]]
id = "skill"
title = "Fluent"
cites = ["c"]
test = { field = "skill", is = "fluent" }
[[eligibility]]
id = "born"
title = "Born before 2000"
cites = ["c"]
test = { all = [{ field = "born", before = 2000-01-01 }, { field = "age", at_least = 18 }] }
[[eligibility]]
id = "topic"
title = "Water"
cites = ["c"]
test = { field = "topic", is = "water" }
[[scoring]]
id = "rate"
title = "Rate"
cites = ["c"]
weight = 1
field = "rate"
rating = true
"#;

const HEADINGS: [&str; 11] = [
    "ID",
    "Submitted",
    "Name",
    "Group",
    "Home",
    "Skill",
    "Born",
    "Age",
    "Mail",
    "Topic",
    "Rate",
];

/// Someone who meets every criterion.
fn someone(id: &str, rate: &str) -> Vec<String> {
    let mail = format!("{id}@example.org");
    let cells = [
        id,
        "2020-03-01T08:00:00",
        "Ana",
        "Rivers",
        "Georgia",
        "fluent",
        "1990-01-01",
        "30",
        &mail,
        "water",
        rate,
    ];
    cells.map(str::to_owned).to_vec()
}

fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADINGS).unwrap();
    rows.iter()
        .for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn bench(rows: &[Vec<String>]) -> Bench {
    Bench::new(RULES).pile(csv(rows))
}

/// What a spreadsheet, or a person who edits the cell, could turn into a formula.
const FORMULAS: [&str; 24] = [
    "=1+1",
    "=HYPERLINK(\"http://example.org\",\"open\")",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "=",
    "-",
    "＝1＋1",
    "＋1+1",
    "－2+3",
    "＠SUM(A1)",
    "−2+3",
    "\u{200b}=1+1",
    "\u{feff}=1+1",
    "\u{a0}=1+1",
    "\"=1+1",
    "Ana;=1+1",
    "Ana; =1+1",
    "Ana\n=1+1",
    "Ana\r\n+1+1",
    "Ana\r@SUM(A1)",
    "Ana\t=1+1",
    "Ana;Bora;-2+3",
    "=cmd|' /C calc'!A0",
];

/// Said independently of the program: no cell of the list, however a spreadsheet cuts it, begins like a formula.
fn assert_harmless(cell: &str) {
    if cell.parse::<rust_decimal::Decimal>().is_ok() {
        return;
    }
    for piece in cell.split([';', '\t', '\n', '\r']) {
        let begin = piece
            .trim_start_matches(|c: char| c.is_whitespace() || "\"\u{200b}\u{feff}".contains(c));
        assert!(
            !begin.starts_with(|c| "=+-@＝＋－＠−".contains(c)),
            "{cell:?} could become a formula"
        );
    }
}

#[test]
fn nothing_an_applicant_writes_becomes_a_formula_in_a_list() {
    for text in FORMULAS {
        let mut row = someone("A-1", "9");
        row[2] = text.to_owned();
        row[3] = text.to_owned();
        // As an id, too, and as an answer that cannot be read.
        let mut odd = someone(text, "8");
        odd[9] = text.to_owned();
        let mut out = someone("A-3", "7");
        out[9] = "forest".to_owned();
        let ran = bench(&[row, odd, out]).select();
        for file in ran.files.keys().filter(|file| file.ends_with(".csv")) {
            ran.rows(file)
                .iter()
                .flat_map(|row| row.values())
                .for_each(|cell| assert_harmless(cell));
        }
        let roster = &ran.rows("rosters/course.csv")[0];
        assert_eq!(
            roster["name"].replace('\'', ""),
            text.trim().replace('\'', ""),
            "nothing but apostrophes was added"
        );
        assert!(
            roster["name"].contains('\'') && roster["field group"].contains('\''),
            "{roster:?}"
        );
    }
}

#[test]
fn plain_text_and_plain_numbers_stay_as_they_are() {
    for text in [
        "-5",
        "+5",
        "-5.25",
        "Ana-Marija",
        "a=b",
        "ana@example.org",
        "1+1",
        "Ana (she) - Tbilisi",
        "O'Neill",
    ] {
        let mut row = someone("A-1", "9");
        row[2] = text.to_owned();
        assert_eq!(
            bench(&[row]).select().rows("rosters/course.csv")[0]["name"],
            text
        );
    }
}

/// A file inside a workbook.
fn inside(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn the_workbook_holds_no_formula_and_keeps_formula_shaped_text_quoted() {
    let rows: Vec<_> = FORMULAS
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let mut row = someone(&format!("A-{index:02}"), "9");
            row[2] = (*text).to_owned();
            row
        })
        .collect();
    let ran = bench(&rows).with_workbook().select();
    let bytes = &ran.files["workbook.xlsx"];
    let mut workbook: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap();
    let sheets = workbook.sheet_names();
    for (number, sheet) in (1..).zip(&sheets) {
        assert_eq!(
            workbook
                .worksheet_formula(sheet)
                .unwrap()
                .used_cells()
                .count(),
            0,
            "{sheet}"
        );
        assert!(
            !inside(bytes, &format!("xl/worksheets/sheet{number}.xml")).contains("<f>"),
            "{sheet}"
        );
    }
    let scores = workbook.worksheet_range("all scores").unwrap();
    let column = scores
        .rows()
        .next()
        .unwrap()
        .iter()
        .position(|cell| cell.to_string().to_lowercase() == "name")
        .unwrap();
    let number = sheets
        .iter()
        .position(|sheet| sheet == "all scores")
        .unwrap()
        + 1;
    let xml = inside(bytes, &format!("xl/worksheets/sheet{number}.xml"));
    let styles = inside(bytes, "xl/styles.xml");
    let (_, formats) = styles.split_once("<cellXfs").unwrap();
    let formats: Vec<&str> = formats.split("<xf ").skip(1).collect();
    let mut seen = 0;
    for (at, row) in (2..).zip(scores.rows().skip(1)) {
        let Data::String(text) = &row[column] else {
            panic!("row {at} holds {:?}", row[column])
        };
        let (_, cell) = xml.split_once(&format!("<c r=\"H{at}\" s=\"")).unwrap();
        let (style, _) = cell.split_once('"').unwrap();
        let quoted = formats[style.parse::<usize>().unwrap()]
            .split('>')
            .next()
            .unwrap()
            .contains("quotePrefix=\"1\"");
        let begins = text.trim_start_matches(['"', '\u{200b}', '\u{feff}', '\u{a0}']);
        assert_eq!(
            quoted,
            begins.starts_with(|c| "=+-@＝＋－＠−".contains(c)),
            "row {at}: {text:?}"
        );
        seen += usize::from(quoted);
    }
    assert!(seen >= 16, "only {seen} cells were quoted");
}

/// What a terminal obeys, or shows in another order than it stands.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}".contains(c)
        || "\u{200e}\u{200f}\u{61c}".contains(c)
}

fn assert_tame(text: &str) {
    assert!(
        !plain(text).contains(steers),
        "{:?}",
        plain(text).lines().find(|line| line.contains(steers))
    );
}

#[test]
fn no_character_of_a_file_steers_the_terminal() {
    for odd in [
        "\u{202e}",
        "\u{2066}",
        "\u{200f}",
        "\u{61c}",
        "\u{1b}[2J",
        "\u{9b}2J",
        "\u{7}",
        "\u{8}",
        "\r",
        "\u{85}",
    ] {
        let text = format!("x{odd}y");
        let mut row = someone("A-1", "9");
        row[3].clone_from(&text);
        let mut question = someone(&format!("B{odd}2"), "8");
        question[9].clone_from(&text);
        let mut out = someone(&format!("C{odd}3"), "7");
        out[9] = "forest".to_owned();
        out[3].clone_from(&text);
        let mut file = String::from_utf8(csv(&[row, question, out])).unwrap();
        // A column that no rule knows, whose heading is odd, too.
        file = file
            .replacen("Rate", &format!("Rate,Extra{odd}column"), 1)
            .replacen(",9\n", ",9,z\n", 1);
        let bench = Bench::new(RULES).pile(file);
        let ran = bench.select();
        let check = bench.check();
        [&ran.said.out, &ran.said.err, &check.out, &check.err]
            .into_iter()
            .for_each(|said| assert_tame(said));
        if ran.files.is_empty() {
            // Most control characters are refused before anything is read.
            assert!(
                ran.said.err.contains("control-character"),
                "{odd:?}: {}",
                plain(&ran.said.err)
            );
            continue;
        }
        for id in [
            "A-1",
            &format!("B{odd}2"),
            &format!("C{odd}3"),
            &format!("D{odd}4"),
        ] {
            for (about, format) in every_way(id, "A-1")
                .into_iter()
                .flat_map(|way| FORMATS.map(|format| (way.clone(), format)))
            {
                let said = bench.explain_with(about, &bench.applications, format);
                assert_tame(&said.out);
                assert_tame(&said.err);
                if format == Format::Json && !said.out.is_empty() {
                    let page: serde_json::Value = serde_json::from_str(&said.out).unwrap();
                    let id = id.replace(['\r', '\u{85}'], " ");
                    assert!(
                        page["page"]["title"].as_str().unwrap().contains(&id),
                        "JSON says the very text"
                    );
                }
            }
        }
    }
}

#[test]
fn a_line_break_in_an_answer_begins_no_line_of_the_page() {
    let mut row = someone("A-1", "9");
    row[9] = "sea\nCriteria\n  yes  topic — Water [c]".to_owned();
    let bench = bench(&[row]);
    let ran = bench.select();
    assert_eq!(ran.outcomes()["A-1"], "clarify");
    let page = bench.explain("A-1").out;
    assert_eq!(
        page.lines()
            .filter(|line| line.starts_with("Criteria"))
            .count(),
        1,
        "{page}"
    );
    assert!(
        page.contains("`sea Criteria   yes  topic — Water [c]`"),
        "{page}"
    );
}

#[test]
fn the_command_that_checks_a_lot_runs_nothing_else() {
    let mut row = someone("A'$(id)'", "9");
    row[8] = "a@example.org".to_owned();
    let bench = bench(&[row, someone("B", "9")]);
    bench.select();
    let page = bench.explain("A'$(id)'").out;
    assert!(
        page.contains(r"printf '%s' 'safety:A'\''$(id)'\''' | sha256sum"),
        "{page}"
    );
}

/// Everything that is not a roster or the workbook, and everything that is said.
fn elsewhere(bench: &Bench, ran: &Ran, formats: &[Format]) -> Vec<(String, String)> {
    let lists = ran
        .files
        .keys()
        .filter(|file| !file.starts_with("rosters/") && !file.ends_with(".xlsx"));
    let mut texts: Vec<_> = lists
        .map(|file| (file.clone(), ran.text(file).to_owned()))
        .collect();
    assert!(texts.len() >= 6, "lists are missing");
    if let Some(form) = ran.files.get("clarify.xlsx") {
        texts.push((
            "clarify.xlsx".to_owned(),
            inside(form, "xl/sharedStrings.xml"),
        ));
    }
    texts.push((
        "select".to_owned(),
        format!("{}{}", ran.said.out, ran.said.err),
    ));
    let check = bench.check();
    texts.push(("check".to_owned(), format!("{}{}", check.out, check.err)));
    let ids: Vec<String> = ran.outcomes().into_keys().collect();
    for (at, id) in ids.iter().enumerate() {
        let other = &ids[(at + 1) % ids.len()];
        for format in formats {
            for about in every_way(id, other) {
                let said = bench.explain_as(about.clone(), *format);
                texts.push((
                    format!("{about:?} {format:?}"),
                    format!("{}{}", said.out, said.err),
                ));
            }
        }
    }
    texts
}

const FORMATS: [Format; 4] = [Format::Text, Format::Json, Format::Html, Format::Markdown];

/// Every kind of explanation that names an application.
fn every_way(id: &str, other: &str) -> Vec<About> {
    let mut ways = vec![
        About::Application(id.to_owned()),
        About::ForApplicant(id.to_owned()),
    ];
    ways.extend((id != other).then(|| About::Two(id.to_owned(), other.to_owned())));
    ways
}

/// A pile with every outcome, in which `personal` gives each person's personal cells a text.
fn everyone(personal: impl Fn(usize, usize) -> String) -> Vec<Vec<String>> {
    let mut rows: Vec<_> = (1..=8)
        .map(|number| someone(&format!("A-{number}"), &(10 - number).to_string()))
        .collect();
    // The fifth is ineligible, the sixth unclear in every personal column, the seventh gives way to the eighth.
    rows[4][9] = "forest".to_owned();
    for column in [4, 5, 6, 7, 8] {
        rows[5][column] = personal(5, column);
    }
    for row in [6, 7] {
        rows[row][8] = "One.Person@example.org".to_owned();
        rows[row][1] = format!("2020-03-0{row}T08:00:00");
    }
    for (at, row) in rows.iter_mut().enumerate() {
        row[2] = personal(at, 2);
        if at != 5 && at < 6 {
            row[8] = format!(
                "{}@example.org",
                personal(at, 8).replace(char::is_whitespace, "")
            );
        }
    }
    rows
}

#[test]
fn personal_columns_are_in_rosters_and_workbook_only() {
    let rows = everyone(|row, column| format!("secret-{row}-{column}"));
    let bench = bench(&rows).with_workbook();
    let ran = bench.select();
    let outcomes: Vec<String> = ran.outcomes().into_values().collect();
    let wanted = [
        "selected course",
        "reserve course 1",
        "unplaced",
        "unplaced",
        "ineligible",
        "clarify",
        "superseded",
        "unplaced",
    ];
    assert_eq!(outcomes, wanted);
    let roster = ran.text("rosters/course.csv");
    assert!(roster.contains("secret-0-2") && roster.contains("secret-1-8@example.org"));
    for (file, text) in elsewhere(&bench, &ran, &FORMATS) {
        assert!(!text.contains("secret-"), "{file} shows a personal answer");
        assert!(!text.contains("One.Person"), "{file} shows an address");
    }
    assert!(
        ran.text("unplaced.csv").contains("Rivers"),
        "what is not personal is shown"
    );
}

/// Everything the pile's personal cells say of each application, by id.
fn marks(at: usize) -> String {
    format!("secret-{at}-")
}

#[test]
fn personal_answers_that_were_asked_for_are_the_applicants_own() {
    let rows = everyone(|row, column| format!("{}{column}", marks(row)));
    let bench = bench(&rows);
    bench.select();
    for (at, row) in rows.iter().enumerate() {
        for format in FORMATS {
            for about in [
                About::Application(row[0].clone()),
                About::ForApplicant(row[0].clone()),
            ] {
                let said = bench.explain_with(about, &bench.applications, format);
                assert!(said.out.contains(&marks(at)), "{}", said.err);
                let others = (0..rows.len()).filter(|other| *other != at);
                others.for_each(|other| assert!(!said.out.contains(&marks(other)), "{}", said.out));
            }
        }
    }
}

#[test]
fn markup_in_an_answer_stays_text() {
    let payload = "<script>alert(1)</script><style>*{}</style><img src=x onerror=alert(1)>\"'&amp;";
    let mut row = someone("A<b>1", "9");
    row[9] = payload.to_owned();
    row[2] = payload.to_owned();
    let bench = bench(&[row, someone("B", "8")]);
    bench.select();
    for about in every_way("A<b>1", "B") {
        let html = bench.explain_with(about.clone(), &bench.applications, Format::Html);
        let html = if html.out.is_empty() {
            bench.explain_as(about.clone(), Format::Html).out
        } else {
            html.out
        };
        let tags = html.matches('<').count();
        let ours = [
            "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "header", "h1",
            "h2", "p", "section", "ul", "li", "strong", "div", "span", "table", "thead", "tbody",
            "tr", "th", "td", "pre", "code",
        ];
        let known: usize = ours
            .iter()
            .flat_map(|tag| [format!("<{tag}>"), format!("<{tag} "), format!("</{tag}>")])
            .map(|tag| html.matches(&tag).count())
            .sum();
        assert_eq!(tags, known, "{html}");
        assert_eq!(html.matches("<style").count(), 1);
        assert!(
            !html.contains("<script") && !html.contains("<img") && html.contains("&lt;script&gt;"),
            "{html}"
        );
        let markdown = bench.explain_as(about, Format::Markdown).out;
        assert_eq!(
            markdown.matches("<script").count(),
            markdown.matches("\\<script").count(),
            "{markdown}"
        );
    }
}

#[test]
fn no_suggestion_gives_a_personal_answer_away() {
    for (column, answer, telling) in [
        (4, "Polnad", "Poland"),
        (4, "Abkhazia", "disputed"),
        (5, "fluentt", "fluent`"),
    ] {
        let mut row = someone("A-1", "9");
        row[column] = answer.to_owned();
        let bench = bench(&[row, someone("A-2", "8")]);
        let ran = bench.select();
        assert_eq!(ran.outcomes()["A-1"], "clarify", "{answer}");
        for (file, text) in elsewhere(&bench, &ran, &FORMATS) {
            assert!(
                !text.contains(answer) && !text.contains(telling),
                "{file} lets {answer} be guessed: {text}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_personal_cells_stays_there(
        format in prop::sample::select(&FORMATS[..]),
        texts in prop::collection::vec("[ -~\u{a1}-\u{17f}\u{400}-\u{4ff}\u{4e00}-\u{4eff}\u{1f600}-\u{1f64f}]{0,6}", 16),
    ) {
        let rows = everyone(|row, column| {
            format!("{}zqxj{}", texts[(row * 3 + column) % 16], texts[(row + column * 5) % 16]).replace('@', "a")
        });
        let bench = bench(&rows);
        let ran = bench.select();
        prop_assert!(ran.text("rosters/course.csv").contains("zqxj"));
        for (file, text) in elsewhere(&bench, &ran, &[format]) {
            prop_assert!(!text.contains("zqxj"), "{} shows a personal answer: {}", file, text);
        }
    }
}

#[test]
fn a_workbook_with_control_characters_steers_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pile.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let mut odd = someone("B\u{1b}[2J\u{202e}2", "8");
    odd[9] = "sea\u{1b}]0;title\u{7}".to_owned();
    for (row, cells) in (0..).zip([
        HEADINGS.map(str::to_owned).to_vec(),
        someone("A-1", "9"),
        odd.clone(),
    ]) {
        for (column, cell) in (0..).zip(&cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    put(&path, book.save_to_buffer().unwrap());
    let mut bench = Bench::new(RULES);
    bench.applications.push(path);
    let ran = bench.select();
    let (check, page) = (bench.check(), bench.explain(&odd[0]));
    for said in [
        &ran.said.out,
        &ran.said.err,
        &check.out,
        &check.err,
        &page.out,
        &page.err,
    ] {
        assert_tame(said);
    }
}

proptest! {
    /// Characters are decoded only where a byte says that one of these can begin; what comes out is as if each had been looked at.
    #[test]
    fn what_steers_is_found_wherever_it_stands(
        before in "\\PC{0,70}",
        odd in prop::sample::select(vec!["", "\u{7}", "\u{7f}", "\u{85}", "\u{61c}", "\u{200e}", "\u{202e}", "\u{2028}", "\u{2066}", "\n", "·", "“", "ж"]),
        after in "\\PC{0,70}",
    ) {
        let text = format!("{before}{odd}{after}");
        let steers = intake::base::controls::steers;
        let slowly: String = text
            .chars()
            .map(|c| match c {
                '\n' | '\r' | '\t' => " ".to_owned(),
                c if steers(c) => format!("\\u{{{:x}}}", u32::from(c)),
                c => c.to_string(),
            })
            .collect();
        prop_assert_eq!(intake::values::escape::visible(&text), slowly);
        prop_assert_eq!(intake::base::controls::any(&text, steers), text.chars().any(steers));
    }
}
