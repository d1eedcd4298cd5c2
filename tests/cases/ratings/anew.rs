//! A run of which the ratings stand under headings that readers share is worked out anew from its record, as any other is.

use rust_decimal::Decimal;

use super::{A1, A2, RULES, bench};
use crate::bench::Bench;
use crate::shell::{Exit, Format, Job};

fn firmness(bench: &Bench) -> String {
    let said = bench.job(&Job::Firmness {
        run: bench.out.clone(),
        percent: Decimal::TEN,
        two: None,
        format: Format::Text,
    });
    assert_eq!((said.exit, said.err.as_str()), (Exit::Done, ""));
    said.out
}

#[test]
fn readers_who_share_a_heading_are_told_apart_where_a_run_is_worked_out_anew() {
    let apart = bench(&[("a1.csv", A1), ("a2.csv", A2)]);
    let own = RULES
        .replace(
            "readers = [[\"Motivation\"], [\"Motivation\"]]",
            "readers = [[\"M1\"], [\"M2\"]]",
        )
        .replace("third = [\"Motivation\"]", "third = [\"M3\"]");
    let own = Bench::new(&own).pile(super::PILE);
    let own = own
        .rated("a1.csv", A1.replace("Motivation", "M1"))
        .rated("a2.csv", A2.replace("Motivation", "M2"));
    assert_eq!(apart.select().said.exit, Exit::Done);
    assert_eq!(own.select().said.exit, Exit::Done);
    assert!(
        !firmness(&apart).contains("personal"),
        "{}",
        firmness(&apart)
    );
    assert_eq!(firmness(&apart), firmness(&own));
    for id in ["R-01", "R-03"] {
        let from = |bench: &Bench| {
            let out = bench.explain(id).out;
            let what_if = out.find("What if").unwrap_or_else(|| panic!("{out}"));
            out[what_if..].to_owned()
        };
        assert!(
            from(&apart).contains("Motivation by A1"),
            "{}",
            from(&apart)
        );
        assert_eq!(from(&apart), from(&own));
    }
}

#[test]
fn whoever_gives_no_rating_by_a_decision_is_not_asked_for_it_without_another_either() {
    let three = "readers = [[\"Motivation\"], [\"Motivation\"], [\"Motivation\"]]";
    let rules = RULES
        .replace("readers = [[\"Motivation\"], [\"Motivation\"]]", three)
        .replace("third = [\"Motivation\"]\nthird_above = 3\n", "");
    for (a2, cell) in [
        ("ID,Motivation\nR-01,\nR-02,8\nR-03,6\n", "a2.csv:2:B"),
        ("ID,Motivation\nR-02,8\nR-03,6\n", "pile.csv:2 (A2)"),
    ] {
        let decisions = format!(
            "{}R-01,clarify,motivation,{cell},,(no answer),M. Rosa,2020-04-02,a friend\n",
            crate::rulings::HEAD
        );
        let bench = Bench::new(&rules)
            .pile(super::PILE)
            .rated("a1.csv", A1)
            .rated("a2.csv", a2)
            .rated("a3.csv", "ID,Motivation\nR-01,9\nR-02,8\nR-03,6\n")
            .decided("answers.csv", decisions);
        assert_eq!(bench.select().said.exit, Exit::Done);
        let page = firmness(&bench);
        assert!(
            page.contains("without A1") && !page.contains("would have to be asked"),
            "{page}"
        );
    }
}
