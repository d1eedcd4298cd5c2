//! The record of a run is data: what is read back from its text is what was written, to the byte.

use intake::base::controls;
use intake::record::{Header, Record};
use proptest::prelude::*;

use super::pile::{csv, pile};
use crate::bench::{Bench, repository};

/// Every line of an audit read as data and written again.
fn again(audit: &str) -> String {
    let mut lines = audit.lines();
    let header: Header = serde_json::from_str(lines.next().unwrap()).unwrap();
    let records = lines.map(|line| {
        let record: Record<'_> =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        serde_json::to_string(&record).unwrap()
    });
    let all = std::iter::once(serde_json::to_string(&header).unwrap()).chain(records);
    all.map(|line| format!("{}\n", controls::in_json(&line)))
        .collect()
}

proptest! {
    #![proptest_config(super::cases(48))]

    #[test]
    fn a_record_that_is_read_and_written_again_is_the_same(pile in pile(20, 3)) {
        if !pile.rows.is_empty() {
            let ran = pile.bench().pile(csv(&pile.rows)).lists();
            prop_assert_eq!(again(ran.text("audit.jsonl")), ran.text("audit.jsonl"));
        }
    }
}

#[test]
fn so_is_the_record_of_the_sample_with_what_people_decided() {
    let rulings = std::fs::read(repository(
        "sample-applications/montenegro-2019.decisions.csv",
    ))
    .unwrap();
    let bench = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    let ran = bench
        .decided("montenegro-2019.decisions.csv", rulings)
        .select();
    assert!(ran.text("audit.jsonl").contains("\"decisions\":"));
    assert_eq!(again(ran.text("audit.jsonl")), ran.text("audit.jsonl"));
}
