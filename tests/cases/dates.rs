//! Dates of which a column shows both orders, days that cannot be meant, and answers that name several values.

use rust_xlsxwriter::Workbook;

use crate::bench::{Bench, Ran, plain};

const RULES: &str = include_str!("dates/rules.toml");

/// A pile in which everybody differs by the answer alone; the id is its number.
fn pile(heading: &str, cells: &[&str]) -> String {
    let rest: Vec<&str> = ["Born", "English", "Years"]
        .into_iter()
        .filter(|other| *other != heading)
        .collect();
    let mut text = format!("ID,Sent,{heading},{}\n", rest.join(","));
    for (number, cell) in (1..).zip(cells) {
        text.push_str(&format!("A-{number:02},2027-03-01 09:00,\"{cell}\",,\n"));
    }
    text
}

/// People with these dates of birth, who must be born on 6 July 1991 or later; the rules say that the month comes first.
fn born(cells: &[&str]) -> Bench {
    Bench::new(RULES).pile(pile("Born", cells))
}

/// Who came out as what: `A-01 selected`.
fn outcomes(ran: &Ran) -> Vec<String> {
    ran.outcomes()
        .iter()
        .map(|(id, outcome)| format!("{id} {outcome}"))
        .collect()
}

fn outcome(ran: &Ran, id: &str) -> String {
    let word = ran.outcomes()[id].clone();
    word.split(' ').next().unwrap().to_owned()
}

/// What somebody is asked, if anything.
fn asked(ran: &Ran, id: &str) -> Option<String> {
    ran.has("clarify.csv")?;
    let rows = ran.rows("clarify.csv");
    rows.iter()
        .find(|row| row["application"] == id)
        .map(|row| row["ask"].clone())
}

/// Slashes show the month first, points the day first.
const MIXED: [&str; 5] = [
    "5/14/1999",
    "11/30/1993",
    "23.08.1997",
    "06.07.1991",
    "7/1/1995",
];

#[test]
fn a_date_of_a_way_of_writing_that_shows_the_other_order_refuses_nobody() {
    let ran = born(&MIXED).select();
    // The applicant meant 6 July; 7 June would be too old.
    assert_eq!(outcome(&ran, "A-04"), "clarify", "{:?}", outcomes(&ran));
    // Slashes are read as the rules say.
    assert_eq!(
        (outcome(&ran, "A-01"), outcome(&ran, "A-05")),
        ("selected".into(), "selected".into())
    );
    insta::assert_snapshot!(plain(&ran.said.err), @r#"
    question[date-form] pile.csv:column C: born: 1 cell (`23.08.1997`) fits only with the day first, but the rules say `order = "month-day-year"`; of those with points fewer fit only what the rules say, so that those that fit both are asked about, too: 1 cell (`06.07.1991`)
      help: if all that are written with points have the day first, put `orders = { "." = "day-month-year" }` under [fields.born] in the rules; otherwise write them as year-month-day in the file
    "#);
}

#[test]
fn a_date_that_comes_to_the_same_either_way_is_asked_of_nobody() {
    let ran = born(&[
        "5/14/1999",
        "11/30/1993",
        "23.08.1997",
        "06.07.1995",
        "05.04.1985",
    ])
    .select();
    assert_eq!(outcome(&ran, "A-04"), "selected", "{:?}", outcomes(&ran));
    assert_eq!(outcome(&ran, "A-05"), "ineligible", "{:?}", outcomes(&ran));
}

#[test]
fn a_way_of_writing_that_shows_both_orders_is_asked_of_those_it_matters_for() {
    let ran = born(&[
        "5/14/1999",
        "11/30/1993",
        "30/06/1998",
        "6/7/1991",
        "7/6/1995",
        "7-6-1991",
    ])
    .select();
    assert_eq!(outcome(&ran, "A-04"), "clarify", "{:?}", outcomes(&ran));
    assert_eq!(outcome(&ran, "A-05"), "selected", "{:?}", outcomes(&ran));
    // Hyphens show nothing, and the column is mixed.
    assert_eq!(outcome(&ran, "A-06"), "clarify", "{:?}", outcomes(&ran));
    insta::assert_snapshot!(asked(&ran, "A-04").unwrap(), @"`6/7/1991` is one of two days: the column is written with the day first and with the month first; ask the applicant which day is meant, and write it as year-month-day");
    insta::assert_snapshot!(plain(&ran.said.err), @r#"
    question[date-form] pile.csv:column C: born: 1 cell (`30/06/1998`) fits only with the day first, but the rules say `order = "month-day-year"`; 3 cells such as `6/7/1991` could be either of two days, and who it matters for is asked
      help: most of the column fits what the rules say: write these few as year-month-day in the file, or answer each in the clarify list
    "#);
}

#[test]
fn a_column_written_in_one_order_asks_nothing() {
    for cells in [
        &[
            "5/14/1999",
            "06/07/1991",
            "7/6/1991",
            "7.6.1991",
            "1991-06-07",
        ][..],
        // Nothing shows another order than the rules declare.
        &["06.07.1991", "7/6/1991", "4/4/1994", "7-8-1995"],
    ] {
        let ran = born(cells).select();
        assert_eq!(plain(&ran.said.err), "", "{cells:?}");
        assert!(
            !outcomes(&ran)
                .iter()
                .any(|outcome| outcome.contains("clarify")),
            "{cells:?}"
        );
    }
}

#[test]
fn a_line_in_the_rules_settles_the_dates_of_one_way_of_writing() {
    let rules = RULES.replace(
        "order = \"month-day-year\"",
        "order = \"month-day-year\"\norders = { \".\" = \"day-month-year\" }",
    );
    let ran = Bench::new(&rules).pile(pile("Born", &MIXED)).select();
    assert_eq!(plain(&ran.said.err), "");
    let selected = outcomes(&ran)
        .iter()
        .all(|outcome| outcome.contains("selected"));
    assert!(selected, "{:?}", outcomes(&ran));
    let wrong = rules.replace("\".\" =", "\"_\" =");
    insta::assert_snapshot!(plain(&Bench::new(&wrong).pile(pile("Born", &MIXED)).select().said.err), @r#"
    error[bad-value]: `_` is no mark between day, month and year
      --> rules.toml:61:12
       |
    61 | orders = { "_" = "day-month-year" }
       |            ^^^
       |
       = help: write `"/"`, `"."` or `"-"`
    "#);
}

#[test]
fn text_cells_of_a_workbook_are_looked_at_by_their_way_of_writing_too() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write_row(0, 0, ["ID", "Sent", "Born", "English", "Years"])
        .unwrap();
    for (row, cell) in (1..).zip(MIXED) {
        sheet
            .write_row(row, 0, [&format!("A-{row:02}"), "2027-03-01 09:00", cell])
            .unwrap();
    }
    let ran = Bench::new(RULES)
        .file("pile.xlsx", book.save_to_buffer().unwrap())
        .select();
    assert_eq!(outcome(&ran, "A-04"), "clarify", "{:?}", outcomes(&ran));
    assert_eq!(outcome(&ran, "A-05"), "selected", "{:?}", outcomes(&ran));
}

#[test]
fn files_are_looked_at_by_themselves() {
    let rows = |from: u32, cells: &[&str]| -> String {
        let rows = (from..)
            .zip(cells)
            .map(|(id, cell)| format!("A-{id:02},2027-03-01 09:00,{cell},,\n"));
        format!("ID,Sent,Born,English,Years\n{}", rows.collect::<String>())
    };
    let bench = Bench::new(RULES)
        .file("a.csv", rows(1, &["5/14/1999", "6/7/1991", "7/6/1991"]))
        .file("b.csv", rows(4, &["30/06/1998", "6/7/1991"]));
    let ran = bench.select();
    assert_eq!(outcome(&ran, "A-02"), "ineligible", "{:?}", outcomes(&ran));
    assert_eq!(outcome(&ran, "A-05"), "clarify", "{:?}", outcomes(&ran));
}

#[test]
fn moments_in_both_orders_are_late_only_where_both_are() {
    let rows = [
        "3/25/2027 9:00",
        "26.03.2027 9:00",
        "05.03.2027 9:00",
        "03.04.2027 9:00",
        "05.06.2027 9:00",
    ];
    let rows: String = (1..)
        .zip(rows)
        .map(|(id, sent)| format!("A-{id},{sent},5/14/1999,,\n"))
        .collect();
    let rules = RULES.replace(
        "headings = [\"Sent\"]",
        "headings = [\"Sent\"]\norder = \"month-day-year\"",
    );
    let ran = Bench::new(&rules)
        .pile(format!("ID,Sent,Born,English,Years\n{rows}"))
        .select();
    let words: Vec<String> = ["A-3", "A-4", "A-5"].map(|id| outcome(&ran, id)).into();
    // 5 March or 3 May; 3 April or 4 March; 5 June or 6 May.
    assert_eq!(
        words,
        ["clarify", "clarify", "ineligible"],
        "{:?}",
        outcomes(&ran)
    );
}

#[test]
fn a_decision_about_a_doubted_column_says_one_day_alone() {
    let decide = |answer: &str| {
        let head = "application,cell,field,found,decision,answer,who,when,why";
        let row = format!(
            "A-04,pile.csv:5:C,born,06.07.1991,clarify,{answer},Ana,2027-03-02,asked by mail"
        );
        born(&MIXED)
            .decided("d.csv", format!("{head}\n{row}\n"))
            .select()
    };
    let said = plain(&decide("06.07.1991").said.err);
    assert!(said.contains("can be two days"), "{said}");
    let ran = decide("1991-07-06");
    assert_eq!(outcome(&ran, "A-04"), "selected", "{}", ran.said.words());
}

#[test]
fn an_undeclared_order_is_asked_of_the_column_and_decides_where_both_days_agree() {
    let rules = RULES.replace("order = \"month-day-year\"\n", "");
    let ran = Bench::new(&rules)
        .pile(pile(
            "Born",
            &["06/07/1991", "06/07/1995", "5/14/1999", "23.08.1997"],
        ))
        .select();
    assert_eq!(outcome(&ran, "A-01"), "clarify", "{:?}", outcomes(&ran));
    assert_eq!(outcome(&ran, "A-02"), "selected", "{:?}", outcomes(&ran));
    insta::assert_snapshot!(plain(&ran.said.err), @r#"
    question[date-form] pile.csv:column C: born: the rules do not say whether the day or the month comes first in its dates: 2 cells such as `06/07/1991` fit both, 6 July 1991 or 7 June 1991; 1 cell (`23.08.1997`) fits only with the day first; 1 cell (`5/14/1999`) fits only with the month first
      help: put one line under [fields.born] in the rules: `orders = { "/" = "month-day-year", "." = "day-month-year" }` reads all of them; look at the file to be sure
    "#);
}

#[test]
fn a_page_about_somebody_says_the_days_a_date_can_be_and_its_what_ifs_hold() {
    let bench = born(&["5/14/1999", "30/06/1998", "6/7/1991", "11/30/1999"]);
    bench.select();
    let page = plain(&bench.explain("A-03").out);
    assert!(page.contains("is one of two days"), "{page}");
    assert!(!page.contains("somebody changed it"), "{page}");
}

/// Of every way to write a column: who is decided is decided by what was meant.
#[test]
fn no_date_decides_by_a_day_that_was_not_meant() {
    let mut seed = 7_u64;
    let mut next = |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..40 {
        // Each mark has a habit of its own, and each habit is shown by a day above 12.
        let habits: Vec<bool> = (0..3).map(|_| next(2) == 0).collect();
        let mut meant = Vec::new();
        let mut cells = Vec::new();
        for (mark, day_first) in ["/", ".", "-"].iter().zip(&habits) {
            for late in [true, false, false] {
                let (day, month) = (
                    if late { 13 + next(15) } else { 1 + next(12) },
                    1 + next(12),
                );
                let year = 1990 + next(3);
                let (one, two) = if *day_first {
                    (day, month)
                } else {
                    (month, day)
                };
                cells.push(format!("{one:02}{mark}{two:02}{mark}{year}"));
                meant.push((year, month, day) >= (1991, 7, 6));
            }
        }
        let ran = born(&cells.iter().map(String::as_str).collect::<Vec<_>>()).lists();
        for (number, (eligible, cell)) in (1..).zip(meant.iter().zip(&cells)) {
            let word = outcome(&ran, &format!("A-{number:02}"));
            let right = if *eligible {
                ["selected", "unplaced"]
            } else {
                ["ineligible", "ineligible"]
            };
            assert!(
                word == "clarify" || right.contains(&word.as_str()),
                "{cell} of {cells:?}: {word}"
            );
        }
    }
}

#[test]
fn a_day_beyond_the_bounds_of_its_field_is_asked_about() {
    let bounds = "order = \"month-day-year\"\nmin = 1940-01-01\nmax = 2010-12-31";
    let rules = RULES.replace("order = \"month-day-year\"", bounds);
    let ran = Bench::new(&rules)
        .pile(pile(
            "Born",
            &[
                "2/3/2027",
                "5/14/1999",
                "12/31/2010",
                "2/3/1027",
                "1/1/1939",
            ],
        ))
        .select();
    let words: Vec<String> = ["A-01", "A-02", "A-03", "A-04", "A-05"]
        .map(|id| outcome(&ran, id))
        .into();
    assert_eq!(
        words,
        ["clarify", "selected", "selected", "clarify", "clarify"],
        "{:?}",
        outcomes(&ran)
    );
    assert_eq!(
        asked(&ran, "A-01").unwrap(),
        "`2/3/2027` is after the latest day, 2010-12-31"
    );
    assert_eq!(
        asked(&ran, "A-05").unwrap(),
        "`1/1/1939` is before the earliest day, 1940-01-01"
    );
    let refused = |from: &str, to: &str| {
        plain(
            &Bench::new(&rules.replace(from, to))
                .pile("ID\n")
                .select()
                .said
                .err,
        )
    };
    insta::assert_snapshot!(refused("max = 2010-12-31", "max = 1930-12-31"), @"
    error[bad-value]: the latest day, `1930-12-31`, is before the earliest, `1940-01-01`
      --> rules.toml:62:7
       |
    62 | max = 1930-12-31
       |       ^^^^^^^^^^
    ");
    insta::assert_snapshot!(refused("min = 1940-01-01", "min = 1940"), @"
    error[wrong-type]: `min` takes a day such as `2019-05-27`, without quotes, and this is a number
      --> rules.toml:61:7
       |
    61 | min = 1940
       |       ^^^^
    ");
}

#[test]
fn an_officer_sees_what_a_personal_date_was_read_as() {
    let rules = RULES.replace(
        "headings = [\"Born\"]",
        "headings = [\"Born\"]\npersonal = true",
    );
    let bench = Bench::new(&rules).pile(pile(
        "Born",
        &["06/07/1991", "5/14/1999", "1999-05-14", "yesterday"],
    ));
    bench.select();
    let page = |id: &str| {
        let about = crate::shell::About::Application(id.to_owned());
        let said = bench.explain_with(about, &bench.applications, crate::shell::Format::Text);
        let lines = said
            .out
            .lines()
            .filter(|line| line.trim().starts_with("born ") && line.contains("pile.csv"));
        plain(&lines.map(str::trim).collect::<Vec<_>>().join("\n"))
    };
    insta::assert_snapshot!([page("A-01"), page("A-03"), page("A-04")].join("\n"), @"
    born   06/07/1991, read as 1991-06-07  pile.csv:2:C
    born   1999-05-14  pile.csv:4:C
    born   yesterday  pile.csv:5:C
    ");
}

#[test]
fn rows_are_said_to_be_lines_only_where_a_spreadsheet_shows_others() {
    let head = "ID,Sent,Born,English,Years,Why";
    let rows = |answers: [&str; 2], between: &str| {
        let [first, second] = answers.map(|why| format!("2027-03-01 09:00,5/14/1999,,,{why}"));
        format!("{head}\nA-1,{first}\n{between}A-2,{second}\n")
    };
    let broken = rows(["\"to\nlearn\"", "no"], "");
    let bench = Bench::new(RULES).pile(broken);
    let note = "    answers hold line breaks: row numbers count the lines of the file, as a text editor does; in a spreadsheet \
                look for the id\n";
    assert!(
        plain(&bench.select().said.out).contains(note),
        "{}",
        bench.select().said.out
    );
    assert!(plain(&bench.check().out).contains(note));
    // Blank lines are rows of a spreadsheet, too; after the last row no number is wrong.
    for whole in [rows(["a", "b"], "\n\n"), rows(["a", "\"b\nc\""], "")] {
        let said = Bench::new(RULES).pile(whole).select().said.out;
        assert!(!said.contains("line breaks"), "{said}");
    }
}

/// People with these levels of English, of whom B2 is asked.
fn english(cells: &[&str]) -> Ran {
    Bench::new(RULES).pile(pile("English", cells)).select()
}

#[test]
fn an_answer_that_names_several_levels_is_asked_about_only_where_they_differ() {
    let enough = [
        "B2/C1",
        "B2-C1",
        "B2 – C2",
        "B2 or C1",
        "between B2 and C1",
        "from B2 to C2",
        "c1, b2",
        "B2;C1",
        "C1 and C2",
    ];
    let ran = english(&enough);
    assert!(
        outcomes(&ran)
            .iter()
            .all(|outcome| outcome.contains("selected")),
        "{:?}",
        outcomes(&ran)
    );
    let short = ["A1/A2", "A2-B1", "between A1 and B1"];
    let ran = english(&short);
    assert!(
        outcomes(&ran)
            .iter()
            .all(|outcome| outcome.contains("ineligible")),
        "{:?}",
        outcomes(&ran)
    );
    let open = [
        "B1/B2",
        "B1-C1",
        "between A2 and C1",
        "B1 or B2",
        "B2/good",
        "B2/",
        "fluent",
    ];
    let ran = english(&open);
    assert!(
        outcomes(&ran)
            .iter()
            .all(|outcome| outcome.contains("clarify")),
        "{:?}",
        outcomes(&ran)
    );
    assert_eq!(
        asked(&ran, "A-01").unwrap(),
        "`B1/B2` names several levels of the scale; ask which of them holds"
    );
}

/// People with so many years of practice, of which three are asked.
fn years(cells: &[&str]) -> Ran {
    Bench::new(RULES).pile(pile("Years", cells)).select()
}

#[test]
fn an_answer_that_names_two_numbers_is_asked_about_only_where_they_differ() {
    let ran = years(&[
        "8-9",
        "7 or 8",
        "between 3 and 4",
        "3–5",
        "4 to 6",
        "12 or 3",
    ]);
    assert!(
        outcomes(&ran)
            .iter()
            .all(|outcome| outcome.contains("selected")),
        "{:?}",
        outcomes(&ran)
    );
    let ran = years(&["0-1", "1 or 2"]);
    assert!(
        outcomes(&ran)
            .iter()
            .all(|outcome| outcome.contains("ineligible")),
        "{:?}",
        outcomes(&ran)
    );
    // Years of the calendar, a number of a number, thousands, a range turned round, and more than the field can hold.
    let ran = years(&[
        "2-3",
        "2019-2023",
        "7/10",
        "1,234",
        "9-5",
        "8-90",
        "8-9-10",
        "5-",
        "3-five",
    ]);
    assert!(
        outcomes(&ran)
            .iter()
            .all(|outcome| outcome.contains("clarify")),
        "{:?}",
        outcomes(&ran)
    );
}

#[test]
fn a_row_that_is_no_application_is_asked_about_by_itself_alone() {
    let rows = "ID,Sent,Born,English,Years\nA-1,2027-03-01 09:00,5/14/1999,C1,4\nID,Sent,Born,English,Years\n\
                A-2,2027-03-01 09:00,5/14/1999,C1,4\nTotal,,,,many\n";
    let bench = Bench::new(RULES).pile(rows);
    let said = plain(&bench.check().out) + &plain(&bench.check().err);
    assert!(!said.contains("unreadable"), "{said}");
    assert_eq!(said.matches("question[").count(), 2, "{said}");
    let ran = bench.select();
    assert_eq!(ran.rows("clarify.csv").len(), 2);
}

#[test]
fn the_orders_of_a_source_settle_the_dates_of_one_way_of_writing_there_and_nowhere_else() {
    let source = |orders: &str| {
        let entry = format!(
            "[[sources]]\nid = \"a\"\nfiles = [\"pile.csv\"]\norder = \"month-day-year\"\n{orders}\n[[sources]]\nid = \"b\"\nfiles = [\"other.csv\"]\n[call]"
        );
        RULES.replacen("[call]", &entry, 1)
    };
    let ran = |rules: &str| {
        Bench::new(rules)
            .pile(pile("Born", &MIXED))
            .file("other.csv", pile("Born", &MIXED))
            .select()
    };
    let open = plain(&ran(&source("")).said.err);
    let line = "put `orders = { \".\" = \"day-month-year\" }` under the `[[sources]]` entry `a`";
    assert!(open.contains(line), "{open}");
    let settled = ran(&source("orders = { \".\" = \"day-month-year\" }"));
    let said = plain(&settled.said.err);
    assert_eq!(said.matches("[date-form]").count(), 1, "{said}");
    assert!(
        said.contains("other.csv:column C") && !said.contains("entry `a`"),
        "{said}"
    );
    let asked: Vec<String> = settled
        .outcomes()
        .iter()
        .filter(|(_, outcome)| *outcome == "clarify")
        .map(|(id, _)| id.clone())
        .collect();
    assert!(
        !asked.is_empty() && asked.iter().all(|id| id.starts_with("b-")),
        "{asked:?}"
    );
    // What a source does not say holds as the field says it; an order of its own goes before the field's orders.
    let field = RULES.replace(
        "order = \"month-day-year\"",
        "order = \"month-day-year\"\norders = { \".\" = \"day-month-year\" }",
    );
    let field = field.replacen(
        "[call]",
        "[[sources]]\nid = \"a\"\nfiles = [\"pile.csv\"]\n[call]",
        1,
    );
    assert_eq!(
        plain(
            &Bench::new(&field)
                .pile(pile("Born", &MIXED))
                .select()
                .said
                .err
        ),
        ""
    );
}
