//! Rows that are no applications, and moments that are nobody's.

use super::{outcome, rules, told};
use crate::bench::{Bench, Ran};

fn pile(rows: &str) -> Ran {
    Bench::new(&rules())
        .pile(format!("ID,Submitted,Name,Score\n{rows}"))
        .select()
}

#[test]
fn repeated_header_rows_are_found_and_never_judged_as_applicants() {
    let ran = pile("A,2020-03-02 10:00,a,5\nID,Submitted,Name,Score\nB,2020-03-03 10:00,b,6\n");
    assert_eq!(outcome(&ran, "ID"), "clarify");
    assert!(
        told(&ran).contains("it repeats the headings; does it count as an application"),
        "{}",
        told(&ran)
    );
    assert!(
        ran.said
            .words()
            .contains("question[no-application] pile.csv:3:A: 1 row may be no application"),
        "{}",
        ran.said.words()
    );
    let rulings = "application,decision,field,cell,found,answer,who,when,why\nID,leave-out,,,,,M,2020-04-02,headings pasted twice\n";
    let text = "ID,Submitted,Name,Score\nA,2020-03-02 10:00,a,5\nid,submitted,NAME,Score\n";
    let ran = Bench::new(&rules())
        .pile(text)
        .decided("d.csv", rulings.replace("\nID", "\nid"))
        .select();
    assert_eq!(told(&ran), "A selected course", "{}", ran.said.words());
}

#[test]
fn repeated_header_has_neighbours_in_totals_and_lines_under_the_table() {
    for stray in [
        "Total,,,11\n",
        "TOTAL:,,,11\n",
        "Average,2020-03-02 10:00,x,5\n",
        "Итого,,,11\n",
        "Summe,,2,\n",
        "Total applications,2,,\n",
        "Exported on 3 April 2020,,,\n",
        "Exported:,2020-04-03,,\n",
        "© The organisers,,,\n",
    ] {
        let ran = pile(&format!(
            "A,2020-03-02 10:00,a,5\n{stray}B,2020-03-03 10:00,b,6\n"
        ));
        let open = ran.rows("clarify.csv");
        assert_eq!(open.len(), 1, "{stray}: {}", told(&ran));
        assert_eq!(open[0]["field"], "response", "{stray}");
    }
    // A row without an id is asked about for that, once.
    let ran = pile("A,2020-03-02 10:00,a,5\n,Total,,11\n");
    assert_eq!(ran.rows("clarify.csv").len(), 1, "{}", told(&ran));
}

#[test]
fn repeated_header_leaves_applications_alone_that_only_look_a_little_like_it() {
    let ran = pile(
        "A,2020-03-02 10:00,Name,5\nTotal-7,2020-03-02 10:00,b,6\nSummer School,2020-03-02 10:00,c,6\nA-3,2020-03-02 10:00,Total,6\n",
    );
    assert!(ran.rows("clarify.csv").is_empty(), "{}", told(&ran));
}

fn moments(moments: &[&str]) -> Ran {
    let rows: String = moments
        .iter()
        .zip(1..)
        .map(|(moment, id)| format!("a{id},{moment},n,5\n"))
        .collect();
    pile(&rows)
}

fn asked_once(ran: &Ran) -> usize {
    ran.said.words().matches("[placeholder]").count()
}

#[test]
fn limesurvey_1980_is_nobodys_moment_and_is_asked_about_once() {
    let ran = moments(&["1980-01-01 00:00:00"; 5]);
    assert_eq!(asked_once(&ran), 1, "{}", ran.said.words());
    assert!(
        ran.outcomes().values().all(|outcome| outcome == "clarify"),
        "{}",
        told(&ran)
    );
    assert!(
        ran.said
            .words()
            .contains("submitted: 5 cells such as `1980-01-01 00:00:00` hold the day from which a clock counts"),
        "{}",
        ran.said.words()
    );
}

#[test]
fn limesurvey_1980_has_neighbours_in_every_clock_and_in_years_before_the_call() {
    for placeholder in [
        "1970-01-01 00:00:00",
        "1970-01-01 01:00:00",
        "1969-12-31 19:00:00",
        "1970-01-01T00:00:00Z",
        "1900-01-01 00:00",
        "1899-12-30 00:00",
        "1904-01-01 00:00",
        "0001-01-01 00:00",
        "2011-03-01 10:00",
        "2017-12-31 23:59",
    ] {
        let ran = moments(&[
            placeholder,
            "2020-03-02 10:00",
            placeholder,
            "2020-03-04 11:00",
        ]);
        assert_eq!(asked_once(&ran), 1, "{placeholder}: {}", ran.said.words());
        let of = |id| outcome(&ran, id);
        assert_eq!(
            [of("a1"), of("a2"), of("a3"), of("a4")],
            ["clarify", "selected course", "clarify", "selected course"],
            "{placeholder}"
        );
    }
    let ran = moments(&["2011-03-02 10:00:00"; 3]);
    assert_eq!(
        (asked_once(&ran), outcome(&ran, "a2").as_str()),
        (1, "clarify"),
        "{}",
        ran.said.words()
    );
    let ran = moments(&["2020-03-02 00:00:00"; 3]);
    assert_eq!(
        (asked_once(&ran), outcome(&ran, "a2").as_str()),
        (1, "clarify"),
        "{}",
        ran.said.words()
    );
    // Few may have been typed in together; a hundred were not sent in one second.
    let ran = moments(&["2020-03-02 10:00:00"; 100]);
    assert_eq!(
        (asked_once(&ran), outcome(&ran, "a2").as_str()),
        (1, "clarify"),
        "{}",
        ran.said.words()
    );
    assert!(
        ran.said
            .words()
            .contains("all 100 cells hold one moment, which is nobody's"),
        "{}",
        ran.said.words()
    );
}

#[test]
fn limesurvey_1980_does_not_make_anybody_wait_whose_moment_may_be_true() {
    for moments_of in [
        &["2020-03-02 10:00"; 99][..],
        &["2020-03-02 00:00", "2020-03-03 00:00", "2020-03-04 00:00"],
        &["2018-04-02 10:00"],
        &["2011-04-02 10:00", "2011-04-03 10:00"],
    ] {
        let ran = moments(moments_of);
        assert_eq!(asked_once(&ran), 0, "{}", ran.said.words());
    }
}
