//! The record of a run is data: what is read back from its text is what was written, to the byte.

use intake::base::controls;
use intake::record::{Audit, Dictionary, Header, Line};
use proptest::prelude::*;

use super::pile::{csv, pile};
use crate::bench::{Bench, repository};

/// Every line of an audit read as data and written again.
fn again(audit: &str) -> String {
    let mut lines = audit.lines();
    let header: Header = serde_json::from_str(lines.next().unwrap()).unwrap();
    let dictionary: Dictionary<'_> = serde_json::from_str(lines.next().unwrap()).unwrap();
    let first = [
        serde_json::to_string(&header).unwrap(),
        serde_json::to_string(&dictionary).unwrap(),
    ];
    let lines = lines.map(|line| {
        let line: Line<'_> =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        serde_json::to_string(&line).unwrap()
    });
    let all = first.into_iter().chain(lines);
    all.map(|line| format!("{}\n", controls::in_json(&line)))
        .collect()
}

/// The audit as the first schema had it: every record in full, and no dictionary.
pub(crate) fn in_full(audit: &str) -> String {
    let audit = Audit::new(audit.to_owned()).unwrap();
    let header = Header {
        schema: 1,
        ..audit.header.clone()
    };
    let mut text = serde_json::to_string(&header).unwrap() + "\n";
    for record in audit.records() {
        text += &(serde_json::to_string(&record.unwrap()).unwrap() + "\n");
    }
    text
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

    #[test]
    fn an_audit_of_the_first_schema_has_the_same_records(pile in pile(20, 3)) {
        if !pile.rows.is_empty() {
            let ran = pile.bench().pile(csv(&pile.rows)).lists();
            let now = Audit::new(ran.text("audit.jsonl").to_owned()).unwrap();
            let then = Audit::new(in_full(ran.text("audit.jsonl"))).unwrap();
            for (now, then) in now.records().zip(then.records()) {
                prop_assert_eq!(now.unwrap(), then.unwrap());
            }
            prop_assert_eq!(now.lines().count(), then.lines().count());
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
