//! Decisions of people.

// What an answer comes to; what becomes of rows and columns; and decisions after the applications were exported anew.
mod answers;
mod exported_anew;
mod left_out;

use crate::bench::{Bench, plain};
use crate::rulings::{HEAD, TOTAL, decided};
use crate::shell::Exit;

/// Applicants with a row of headings in the middle, and what was decided.
fn pasted(rows: &str) -> Bench {
    let pile = "ID,Submitted,Name,E-mail,Member,Motivation
A,2020-03-02T08:00:00,Ana,ana@example.org,yes,9
ID,Submitted,Name,E-mail,Member,Motivation
B,2020-03-03T08:00:00,Ben,ben@example.org,yes,8
";
    Bench::new(crate::rulings::RULES)
        .pile(pile)
        .decided("answers.csv", format!("{HEAD}{rows}"))
}

#[test]
fn repeated_header_any_row_can_be_left_out_by_its_place() {
    let ran =
        pasted("ID,leave-out,,pile.csv:3,,,M. Rosa,2020-04-02,headings pasted twice\n").select();
    assert!(!ran.files.is_empty(), "{}", ran.said.words());
    let ids: Vec<String> = ran.outcomes().into_keys().collect();
    assert_eq!(ids, ["A", "B"]);
    assert!(ran.text("decisions.csv").contains("headings pasted twice"));
    // A row that nothing marks as none needs its place: somebody else could be meant. The message says what to write.
    for (row, cell) in [
        (
            "B,leave-out,,,,,M. Rosa,2020-04-02,a total\n",
            "`pile.csv:4` in `cell`",
        ),
        (
            "B,leave-out,,pile.csv:2,,,M. Rosa,2020-04-02,a total\n",
            "`pile.csv:4` in `cell`",
        ),
    ] {
        let ran = pasted(row).select();
        assert_eq!((ran.said.exit, ran.files.len()), (Exit::Refused, 0));
        assert!(ran.said.err.contains(cell), "{row}: {}", ran.said.err);
    }
}

#[test]
fn repeated_header_the_answers_no_application_and_total_leave_a_row_out() {
    for answer in [
        "no application",
        "No application",
        "total",
        "TOTAL",
        "not an application",
        "none",
        "footer",
    ] {
        let row = format!(
            "pile.csv:8,clarify,id,pile.csv:8,{TOTAL},{answer},M. Rosa,2020-04-02,a total\n"
        );
        let ran = decided(&row).select();
        assert!(!ran.files.is_empty(), "{answer}: {}", ran.said.words());
        assert!(
            ran.outcomes()
                .keys()
                .all(|id| id != answer && id != "pile.csv:8"),
            "{answer}: {:?}",
            ran.outcomes()
        );
    }
}

#[test]
fn everything_wrong_with_decisions_is_said_in_one_round_each_with_its_cell() {
    let rows = "C,clarify,member,pile.csv:4:E,perhaps,yes,M. Rosa,2020-04-02,
Q,clarify,member,pile.csv:4:E,perhaps,yes,M. Rosa,2020-04-02,asked
C,clarify,membr,pile.csv:4:E,perhaps,yes,M. Rosa,2020-04-02,asked
E,override,member,,,perhaps,M. Rosa,2020-04-02,asked
B,override,motivation,,,met,M. Rosa,02.30.2020,asked
C,clarify,member,pile.csv:4:E,perhaps,yes,M. Rosa,2020-04-02,asked
C,clarify,member,pile.csv:4:E,certainly,yes,M. Rosa,2020-04-02,asked
";
    let ran = decided(rows).select();
    assert_eq!((ran.said.exit, ran.files.len()), (Exit::Refused, 0));
    for cell in [
        "answers.csv:2:I",
        "answers.csv:3:A",
        "answers.csv:4:C",
        "answers.csv:5:F",
        "answers.csv:6:H",
        "answers.csv:8:E",
    ] {
        let said = plain(&ran.said.err);
        assert_eq!(
            said.matches(&format!("] {cell}: ")).count(),
            1,
            "{cell}: {said}"
        );
    }
}

#[test]
fn days_are_taken_as_people_write_them_where_only_one_reading_is_possible() {
    let with = |day: &str| {
        decided(&format!(
            "D,accept-late,,,,,M. Rosa,{day},the form was down\n"
        ))
        .select()
    };
    for day in [
        "2020-04-28",
        "28.04.2020",
        "28/04/2020",
        "04/28/2020",
        "28. 4. 2020",
        "2020-04-28 00:00:00",
        "2020-04-28 17:30",
        "2020-04-28T17:30:00Z",
        "28.04.2020 09:05",
        "20200428",
    ] {
        let ran = with(day);
        assert!(!ran.files.is_empty(), "{day}: {}", ran.said.words());
        assert!(ran.text("decisions.csv").contains("2020-04-28"), "{day}");
    }
    for day in ["03.04.2020", "03/04/2020"] {
        let ran = with(day);
        assert_eq!(
            (ran.said.exit, ran.files.len()),
            (Exit::Refused, 0),
            "{day}"
        );
        let said = plain(&ran.said.err);
        assert!(
            said.contains("can be two days") && said.contains("write `2020-04-03` or `2020-03-04`"),
            "{said}"
        );
    }
    for day in ["28.04.20", "April 2020", "31.02.2020"] {
        let ran = with(day);
        assert_eq!(
            (ran.said.exit, ran.files.len()),
            (Exit::Refused, 0),
            "{day}"
        );
        assert!(
            ran.said.err.contains("is no day"),
            "{day}: {}",
            ran.said.err
        );
    }
}

#[test]
fn the_help_of_stands_names_the_ids_to_be_written() {
    for (row, help) in [
        (
            "B,stands,person,,,A,M. Rosa,2020-04-02,asked\n",
            "write `A, B` into `found`",
        ),
        (
            "B,stands,person,,\"A, C\",A,M. Rosa,2020-04-02,asked\n",
            "write `A, B` into `found`",
        ),
        (
            "B,stands,person,,\"A, B\",C,M. Rosa,2020-04-02,asked\n",
            "write `A` or `B`, or `all` where each of them counts",
        ),
    ] {
        let rules = crate::rulings::RULES;
        let rule = rules
            .lines()
            .skip_while(|line| *line != "[[duplicates]]")
            .find_map(|line| line.strip_prefix("id = "))
            .unwrap();
        let ran = decided(&row.replace("person", rule.trim_matches('"'))).select();
        assert_eq!((ran.said.exit, ran.files.len()), (Exit::Refused, 0));
        assert!(ran.said.err.contains(help), "{row}: {}", ran.said.err);
    }
}

/// Three assessors rate everybody; or two, and a third where they are far apart.
fn rated(more: &str, rows: &str, rulings: &str) -> Bench {
    let rules = include_str!("rulings/ratings.toml").replace("# more", more);
    let rules = if more.is_empty() {
        rules
    } else {
        rules.replace(", [\"R3\"]", "")
    };
    let pile = format!("ID,Submitted,R1,R2,R3,R4\n{rows}");
    let bench = Bench::new(&rules).file("a.csv", pile);
    if rulings.is_empty() {
        bench
    } else {
        bench.decided("answers.csv", format!("{HEAD}{rulings}"))
    }
}

#[test]
fn assessor_abstains_and_the_question_is_closed() {
    let rows = "B,2020-03-01 10:00,8,8,9,\nD,2020-03-01 10:00,9,N/A,9,\nE,2020-03-01 10:00,9,,6,\n";
    let rulings = "D,clarify,rel,a.csv:3:D,N/A,(no answer),M. Rosa,2020-04-02,conflict of interest
E,clarify,rel,a.csv:4:D,,(no answer),M. Rosa,2020-04-02,conflict of interest
";
    let ran = rated("", rows, rulings).select();
    assert_eq!(ran.said.exit, Exit::Done, "{}", ran.said.words());
    let totals: Vec<String> = ran
        .ranked()
        .iter()
        .map(|row| format!("{} {}", row["application"], row["total"]))
        .collect();
    // The mean of those who rated: 9 and 9, then 8, 8 and 9, then 9 and 6.
    assert_eq!(totals, ["D 9", "B 8.3333", "E 7.5"]);
    // Without the decisions both are asked about, and nobody is given a mean of fewer.
    let open = rated("", rows, "").select();
    assert_eq!(open.rows("clarify.csv").len(), 2);
}

#[test]
fn assessor_abstains_though_a_third_is_asked_where_others_are_apart() {
    let third = "third = [\"R4\"]\nthird_above = 2";
    // The two who rated are close: nobody else is asked. They are apart and the third abstains: the two stand.
    let rows = "A,2020-03-01 10:00,9,,,\nB,2020-03-01 10:00,2,8,,\n";
    let rulings = "A,clarify,rel,a.csv:2:D,,(no answer),M. Rosa,2020-04-02,conflict of interest
B,clarify,rel,a.csv:3:F,,(no answer),M. Rosa,2020-04-02,conflict of interest
";
    let ran = rated(third, rows, rulings).select();
    assert_eq!(ran.said.exit, Exit::Done, "{}", ran.said.words());
    let totals: Vec<String> = ran
        .ranked()
        .iter()
        .map(|row| format!("{} {}", row["application"], row["total"]))
        .collect();
    assert_eq!(totals, ["A 9", "B 5"]);
}

#[test]
fn who_has_no_rating_at_all_stays_a_question_though_everybody_abstains() {
    let rulings: String = ["C", "D", "E"]
        .iter()
        .map(|column| {
            format!("A,clarify,rel,a.csv:2:{column},,(no answer),M. Rosa,2020-04-02,nobody could\n")
        })
        .collect();
    let ran = rated("", "A,2020-03-01 10:00,,,,\n", &rulings).select();
    assert_eq!(ran.said.exit, Exit::Questions, "{}", ran.said.words());
    assert_eq!(ran.outcomes()["A"], "clarify");
}

#[test]
fn both_missing_ratings_are_asked_for_at_once_each_with_its_cell() {
    let ran = rated(
        "",
        "A,2020-03-01 10:00,9,,,\nB,2020-03-01 10:00,9,9,9,\n",
        "",
    )
    .select();
    let asked = ran.rows("clarify.csv");
    let cells: Vec<&str> = asked.iter().map(|row| row["cell"].as_str()).collect();
    assert_eq!(cells, ["a.csv:2:D", "a.csv:2:E"]);
    assert!(
        asked[1]["ask"].contains("has no rating by assessor 3"),
        "{asked:?}"
    );
}
