//! A field has one name on every paper: what the form called it, where the rules give it no title.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};

use crate::bench::{Bench, plain};
use crate::shell::packet::Whom;

const RULES: &str = include_str!("../sample-applications/small/balance.toml");
const PILE: &str = include_str!("../sample-applications/small/balance.csv");

/// Rules that know several forms; this one asked by the second heading of each.
fn bench() -> Bench {
    let rules = RULES
        .replace(r#"["Gender"]"#, r#"["Sex", "Gender"]"#)
        .replace(r#"["Country"]"#, r#"["State", "Country"]"#)
        .replace(r#"["At"]"#, r#"["Entered", "Sent in at"]"#)
        .replace(
            r#"{ lot = "course" }"#,
            r#"{ earliest = "submitted" }, { lot = "course" }"#,
        )
        .replace("personal = true\n", "roster = true\n");
    assert_eq!(rules.matches(r#"["Sex""#).count(), 1);
    let pile = PILE.replace("ID,At,", "ID,Sent in at,");
    // Two with the same total, put in an order by when they were sent.
    let pile = pile.replace(
        "A-2,2025-01-01T10:00:00,m,Poland,water;forest,88",
        "A-2,2025-01-01T11:00:00,m,Poland,water;forest,90",
    );
    Bench::new(&rules).pile(pile).with_workbook().replacing()
}

#[test]
fn every_paper_of_a_run_and_of_its_record_calls_a_field_as_the_form_did() {
    let bench = bench();
    let ran = bench.select();
    assert!(!ran.files.is_empty(), "{}", ran.said.err);
    let mut book = Xlsx::new(Cursor::new(ran.files["workbook.xlsx"].clone())).unwrap();
    let sheets = book.worksheets().into_iter();
    let cells: Vec<String> = sheets
        .flat_map(|(_, range)| {
            range
                .rows()
                .flatten()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        })
        .collect();
    let papers = [
        ("screen", plain(&ran.said.out)),
        ("workbook", cells.join("\n")),
        ("report", ran.text("report.html").to_owned()),
        ("explanation", plain(&bench.explain("A-2").out)),
        (
            "packet",
            bench.packet(Whom::Named(vec!["A-2".to_owned()]), &[]).out,
        ),
    ];
    for (paper, text) in papers {
        for never in ["Entered", "Sex", "State", "“Submitted”"] {
            assert!(!text.contains(never), "{paper} says {never}:\n{text}");
        }
    }
    let behind = "put behind it by: earlier “Sent in at”";
    assert!(
        plain(&bench.explain("A-2").out)
            .replace("\n          ", " ")
            .contains(behind)
    );
    assert!(ran.text("report.html").contains(behind));
}

#[test]
fn an_organisation_that_a_balance_rule_counts_is_named_as_most_people_wrote_it() {
    let rules = RULES.replace(
        "[[scoring]]",
        "[fields.organisation]\ntype = \"text\"\nheadings = [\"Organisation\"]\n[[scoring]]",
    ) + "\n[[balance]]\nid = \"one\"\ntitle = \"One of each\"\ncites = [\"all\"]\neach = \"organisation\"\nat_most = 1\n";
    let organisation = |line: (usize, &str)| match line {
        (0, head) => format!("{head},Organisation\n"),
        (2, line) => format!("{line},OLD GUARD\n"),
        (1 | 3, line) => format!("{line},Old Guard\n"),
        (at, line) => format!("{line},Group {at}\n"),
    };
    let pile: String = PILE.lines().enumerate().map(organisation).collect();
    let bench = Bench::new(&rules).pile(pile).replacing();
    let ran = bench.select();
    let named: Vec<String> = [
        plain(&ran.said.out),
        ran.text("balance.csv").to_owned(),
        ran.text("report.html").to_owned(),
        plain(&bench.explain("A-2").out),
    ]
    .into();
    for paper in named {
        let paper = paper.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(paper.contains("One of each"), "{paper}");
        assert!(
            paper.contains("Old Guard") && !paper.contains("old guard"),
            "{paper}"
        );
        assert!(!paper.contains("One of each”: OLD GUARD"), "{paper}");
    }
}
