//! The exports of form tools: recognised, said, and the same run as the plain table of the same people.

use std::fs;

use insta::assert_snapshot;

use crate::bench::{Bench, Ran, repository};

/// The export of a tool, with the form as its rules would say it.
fn export(file: &str, order: &str, separator: char) -> Ran {
    let rules = fs::read_to_string(repository("sample-applications/tools/tools.toml")).unwrap();
    let rules = rules.replace(
        "order = \"year-month-day\"",
        &format!("order = \"{order}\""),
    );
    let rules = rules.replace(
        "separator = \";\"",
        &format!("separator = \"{}\"", separator.escape_default()),
    );
    let bytes = fs::read(repository(&format!("sample-applications/tools/{file}"))).unwrap();
    Bench::new(&rules).file(file, bytes).select()
}

fn plain() -> Ran {
    export("plain.csv", "year-month-day", ';')
}

pub(crate) const TOOLS: [(&str, &str, char); 9] = [
    ("surveymonkey.csv", "month-day-year", ';'),
    ("microsoft-forms.xlsx", "year-month-day", ';'),
    ("google-forms.csv", "month-day-year", ','),
    ("kobo.csv", "year-month-day", ';'),
    ("limesurvey.csv", "year-month-day", ';'),
    ("eusurvey.xlsx", "day-month-year", ';'),
    ("typeform.csv", "year-month-day", ';'),
    ("qualtrics.csv", "year-month-day", ','),
    ("jotform.csv", "year-month-day", '\n'),
];

#[test]
fn the_plain_table_has_somebody_of_every_outcome() {
    let outcomes: Vec<String> = plain()
        .outcomes()
        .iter()
        .map(|(id, outcome)| format!("{id} {outcome}"))
        .collect();
    assert_snapshot!(outcomes.join("\n"), @"
    1001 selected roma
    1002 selected open
    1003 ineligible
    1004 selected environment
    1005 clarify
    ");
}

#[test]
fn every_tools_export_gives_the_same_run_as_the_plain_table() {
    const ELSEWHERE: &str = "\"seated here rather than in “Roma and Sinti”, where every seat went to people ranked above\"";
    let plain = plain();
    let mut told = 0;
    for (file, order, separator) in TOOLS {
        let ran = export(file, order, separator);
        assert_eq!(
            ran.outcomes(),
            plain.outcomes(),
            "{file}: {}",
            ran.said.words()
        );
        // A column for each option does not say which group somebody wanted first, so no note speaks of it.
        let in_order = !ran.said.words().contains("[no-order]");
        for list in plain
            .rosters()
            .into_iter()
            .chain(["open.csv", "unplaced.csv"])
        {
            let wanted = if in_order {
                plain.text(list).to_owned()
            } else {
                plain.text(list).replace(ELSEWHERE, "")
            };
            assert_eq!(ran.text(list), wanted, "{file}, {list}");
            told += usize::from(plain.text(list) != wanted);
        }
    }
    assert!(
        told > 0,
        "the note is in the plain table's rosters, and some tools do not say the order"
    );
}

#[test]
fn it_is_said_which_tool_a_file_was_read_as() {
    let said = TOOLS.map(|(file, order, separator)| {
        let out = export(file, order, separator).said.out;
        out.lines()
            .find(|line| line.contains(file))
            .unwrap_or_default()
            .trim()
            .to_owned()
    });
    assert_snapshot!(said.join("\n"), @"
    surveymonkey.csv: SurveyMonkey, 2 header rows, CSV, comma, UTF-8; 5 rows
    microsoft-forms.xlsx[Sheet1]: Microsoft Forms, Excel workbook, sheet Sheet1; 5 rows
    google-forms.csv: Google Forms, CSV, comma, UTF-8; 5 rows
    kobo.csv: KoboToolbox, CSV, semicolon, UTF-8; 5 rows
    limesurvey.csv: LimeSurvey, CSV, comma, UTF-8; 5 rows
    eusurvey.xlsx[Content]: EUSurvey, Excel workbook, sheet Content; 5 rows
    typeform.csv: Typeform, CSV, comma, UTF-8; 5 rows
    qualtrics.csv: Qualtrics, 3 header rows, CSV, comma, UTF-8; 5 rows
    jotform.csv: Jotform, CSV, comma, UTF-8; 5 rows
    ");
}
