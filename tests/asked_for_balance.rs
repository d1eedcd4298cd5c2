//! An answer that a balance rule asks for changes more than what somebody counts as where other rules look at the field, too: what it
//! scores, the order of a tie, and whose application it is. No seat is firm that hangs on any of it.

use std::collections::BTreeSet;

use crate::bench::{Bench, Row};

/// Groups a and b with a seat each; points, a test of which a blank is worth two, and `more`.
fn bench(more: &str, rows: &str) -> Bench {
    let rules = format!(
        r#"format = 1
programme = {{ id = "p", title = "P" }}
call = {{ deadline = 2020-03-31, time_zone = "UTC", submitted = "at", cites = ["c"], clauses = {{ c = "All." }} }}
[fields]
id = {{ type = "id", headings = ["id"] }}
at = {{ type = "timestamp", headings = ["at"] }}
name = {{ type = "text", headings = ["name"], personal = true }}
office = {{ type = "text", headings = ["office"] }}
member = {{ type = "yes-no", headings = ["member"] }}
theme = {{ type = "choices", headings = ["theme"], options = {{ a = [], b = [] }} }}
points = {{ type = "number", headings = ["points"], min = 0, max = 10 }}
test = {{ type = "number", headings = ["test"], min = 0, max = 30 }}
[[eligibility]]
id = "member"
title = "Member"
cites = ["c"]
test = {{ field = "member", is = true }}
[[groups]]
id = "a"
title = "A"
size = 1
cites = ["c"]
test = {{ field = "theme", is = "a" }}
[[groups]]
id = "b"
title = "B"
size = 1
cites = ["c"]
test = {{ field = "theme", is = "b" }}
[[scoring]]
id = "points"
title = "Points"
cites = ["c"]
weight = 1
field = "points"
linear = {{ from = 0, to = 10, points_from = 0, points_to = 10 }}
{more}"#
    );
    Bench::new(&rules).pile(format!(
        "id,at,name,office,member,theme,points,test\n{rows}"
    ))
}

const PLACES: &str = "[places]\ncap = 2\ncites = [\"c\"]\n";
const RANKING: &str =
    "[ranking]\ncites = [\"c\"]\ntie_breaks = [{ earliest = \"at\" }, { lot = \"p\" }]\n";
const SCORED: &str = r#"[[scoring]]
id = "test"
title = "Test"
cites = ["c"]
weight = 1
field = "test"
linear = { from = 0, to = 30, points_from = 0, points_to = 3 }
blank = 2
"#;

fn counting(what: &str, asks: &str) -> String {
    format!("[[balance]]\nid = \"rule\"\ntitle = \"Rule\"\ncites = [\"c\"]\n{what}\n{asks}\n")
}

/// Who has a seat, and of these whose is firm.
fn seats(bench: &Bench) -> String {
    let ran = bench.lists();
    let with = |seat: &str| {
        let is = |row: &Row| row["outcome"] == "selected" && row["seat"].contains(seat);
        let rows = ran.ranked().into_iter().filter(is);
        let ids: BTreeSet<String> = rows.map(|row| row["application"].clone()).collect();
        Vec::from_iter(ids).join(" ")
    };
    format!("{}; firm: {}", with(""), with("firm"))
}

#[test]
fn a_seat_hangs_on_an_answer_that_only_an_aim_asks_for_where_it_scores() {
    let rules = [
        PLACES,
        RANKING,
        SCORED,
        &counting(
            r#"test = { field = "test", at_least = 15 }"#,
            "at_least = 1\ntie = true",
        ),
    ]
    .concat();
    let seats = |member: &str, test: &str| {
        seats(&bench(
            &rules,
            &format!(
                "A-1,2020-03-01 10:00,,,yes,a,8.5,0\nA-2,2020-03-01 10:00,,,{member},a,6,{test}\n"
            ),
        ))
    };
    assert_eq!(seats("maybe", ""), "A-1; firm: ");
    assert_eq!(seats("yes", ""), "A-1; firm: A-1");
    assert_eq!(seats("yes", "30"), "A-2; firm: A-2");
}

#[test]
fn a_seat_hangs_on_its_holders_answer_that_a_maximum_asks_for_where_a_blank_is_worth_more() {
    let places = "[places]\ncap = 2\nfill = \"rank-first\"\ncites = [\"c\"]\n";
    let rules = [
        places,
        RANKING,
        SCORED,
        &counting(r#"test = { field = "test", at_least = 15 }"#, "at_most = 1"),
    ]
    .concat();
    let seats = |test: &str| {
        let rows = format!(
            "A-1,2020-03-01 10:00,,,yes,a,8,{test}\nA-2,2020-03-01 10:00,,,yes,a,7,16\nA-3,2020-03-01 10:00,,,yes,b,1,20\n"
        );
        seats(&bench(&rules, &rows))
    };
    assert_eq!(seats(""), "A-1 A-3; firm: ");
    assert_eq!(seats("30"), "A-1; firm: A-1");
    assert_eq!(seats("0"), "A-2; firm: A-2");
}

#[test]
fn a_seat_hangs_on_an_answer_that_an_aim_asks_for_where_it_parts_a_tie() {
    let ranking = "[ranking]\ncites = [\"c\"]\ntie_breaks = [{ highest = \"test\" }, { earliest = \"at\" }, { lot = \"p\" }]\n";
    let aim = counting(
        "group = \"b\"\ntest = { field = \"test\", at_least = 15 }",
        "at_least = 1",
    );
    let rules = [PLACES, ranking, &aim].concat();
    let seats = |test: &str| {
        let rows = format!(
            "A-1,2020-03-01 10:00,,,yes,b,9,0\nA-2,2020-03-01 10:00,,,yes,a,8,5\nA-3,2020-03-01 10:00,,,yes,a;b,8,{test}\n"
        );
        seats(&bench(&rules, &rows))
    };
    assert_eq!(seats(""), "A-1 A-2; firm: ");
    assert_eq!(seats("20"), "A-2 A-3; firm: A-2 A-3");
    assert_eq!(seats("12"), "A-1 A-3; firm: A-1 A-3");
}

#[test]
fn a_seat_hangs_on_an_answer_that_a_maximum_asks_for_where_it_tells_who_somebody_is() {
    let known = "[[duplicates]]\nid = \"twice\"\nsame = [\"name\", \"office\"]\nnames = []\nstands = \"latest\"\ncites = [\"c\"]\n";
    let rules = [
        PLACES,
        RANKING,
        known,
        &counting(r#"each = "office""#, "at_most = 1"),
    ]
    .concat();
    let seats = |office: &str| {
        let rows = format!(
            "A-1,2020-03-01 10:00,Ana Lem,Green Line,yes,a,9,\nA-2,2020-03-02 10:00,Ana Lem,{office},yes,b,8,\nA-3,2020-03-02 10:00,Bo Ro,Blue Line,yes,b,7,\n"
        );
        seats(&bench(&rules, &rows))
    };
    assert_eq!(seats(""), "A-1 A-2; firm: ");
    assert_eq!(seats("Green Line"), "A-2; firm: A-2");
    assert_eq!(seats("Red Line"), "A-1 A-2; firm: A-1 A-2");
}

#[test]
fn who_may_be_the_person_behind_a_seat_may_leave_it_to_somebody_else_who_is_asked() {
    let known = "[[duplicates]]\nid = \"twice\"\nsame = [\"name\", \"office\"]\nnames = []\nstands = \"latest\"\ncites = [\"c\"]\n";
    let could_win = |office: &str| {
        let rule = counting(r#"each = "office""#, "at_most = 1");
        let rows = format!(
            "A-1,2020-03-01 10:00,Ana Lem,Green Line,yes,a,9,\nA-2,2020-03-02 10:00,Ana Lem,{office},yes,b,8,\n\
             A-3,2020-03-02 10:00,Bo Ro,Blue Line,maybe,a,7,\n"
        );
        let rows = bench(&[PLACES, RANKING, known, &rule].concat(), &rows)
            .lists()
            .rows("clarify.csv");
        let own = rows.into_iter().filter(|row| row["application"] == "A-3");
        let each: Vec<String> = own.map(|row| row["could_win_a_seat"].clone()).collect();
        each.join(" ")
    };
    assert_eq!(could_win(""), "yes");
    assert_eq!(could_win("Red Line"), "no");
}
