//! Criteria and groups that ask for a rating or a personal column: what comes out without an assessor is what rules without their
//! column give, or it is said that it cannot be told.

use std::collections::BTreeSet;

use intake::study::firmness::told::WithoutThem;
use proptest::prelude::*;
use proptest::sample::select;

use super::Anew;
use super::weights::exchanged;

fn rules(readers: &[usize], criterion: &str, group: &str, personal: bool) -> String {
    let columns: Vec<String> = readers.iter().map(|one| format!("[\"M{one}\"]")).collect();
    let readers = match columns.as_slice() {
        [one] => format!("headings = {one}"),
        all => format!("readers = [{}]\ncombine = \"mean\"", all.join(", ")),
    };
    format!(
        r#"format = 1
[programme]
id = "beside"
title = "Beside"
[call]
deadline = 2024-03-01
time_zone = "Europe/Vienna"
submitted = "sent"
cites = ["all"]
[call.clauses]
all = "All of it."
[places]
cap = 2
reserve = 1
cites = ["all"]
[[groups]]
id = "a"
title = "Group A"
size = 2
{group}
cites = ["all"]
[fields.application]
type = "id"
headings = ["ID"]
[fields.sent]
type = "timestamp"
headings = ["Sent"]
[fields.exile]
type = "number"
headings = ["Exile"]
personal = {personal}
min = 0
max = 20
[fields.motivation]
type = "rating"
{readers}
min = 0
max = 10
[[eligibility]]
id = "either"
title = "Motivated or long in exile"
cites = ["all"]
test = {criterion}
[[scoring]]
id = "motivation"
title = "Motivation"
cites = ["all"]
weight = 1
field = "motivation"
rating = true
[ranking]
decimals = 2
cites = ["all"]
tie_breaks = [{{ lot = "beside" }}]
"#
    )
}

fn csv(rows: &[(u32, [Option<u32>; 2])]) -> String {
    let mut csv = "ID,Sent,Exile,M1,M2\n".to_owned();
    for (at, (exile, ratings)) in rows.iter().enumerate() {
        let [one, two] = ratings.map(|rating| rating.map_or_else(String::new, |it| it.to_string()));
        csv += &format!("R-{at},2024-02-01T10:00:00,{exile},{one},{two}\n");
    }
    csv
}

const TESTS: [&str; 5] = [
    r#"{ any = [{ field = "motivation", at_least = 4 }, { field = "exile", at_least = 10 }] }"#,
    r#"{ all = [{ field = "motivation", at_least = 4 }, { field = "exile", at_least = 10 }] }"#,
    r#"{ any = [{ all = [{ field = "motivation", at_least = 7 }, { field = "exile", at_least = 5 }] }, { field = "motivation", at_least = 9 }] }"#,
    r#"{ not = { all = [{ field = "exile", at_least = 10 }, { field = "motivation", at_most = 6 }] } }"#,
    r#"{ field = "motivation", at_least = 3 }"#,
];

#[test]
fn a_criterion_that_a_personal_column_may_meet_is_not_kept_as_recorded_without_a_word() {
    let rows = [
        (0, [Some(10), Some(3)]),
        (0, [Some(2), Some(2)]),
        (20, [Some(1), Some(1)]),
    ];
    let told = Anew::new(&rules(&[1, 2], TESTS[0], "", true), &csv(&rows))
        .told(10)
        .unwrap();
    // By A2 alone R-0 has 3.
    let outcome = serde_json::to_string(&told.assessors[0].outcome).unwrap();
    assert_eq!(
        outcome,
        r#"{"is":"unknown","because":"for R-0 a personal column has a say in `Motivated or long in exile`, too"}"#
    );
    assert!(matches!(
        told.assessors[1].outcome,
        WithoutThem::Selected { .. }
    ));
    assert_eq!(
        told.notes,
        [
            "single answers of motivation are left out: a rule that reads them reads a personal column as well"
        ]
    );
}

#[test]
fn whoever_is_asked_and_would_not_be_eligible_without_an_assessor_is_named() {
    let rows = [(0, [Some(2), None]), (0, [Some(8), Some(8)])];
    let told = Anew::new(&rules(&[1, 2], TESTS[4], "", true), &csv(&rows))
        .told(10)
        .unwrap();
    let outcome = serde_json::to_value(&told.assessors[1].outcome).unwrap();
    assert_eq!(outcome["ineligible"][0], "R-0", "{outcome}");
}

#[test]
fn whoever_is_asked_because_of_one_rule_alone_is_named_with_its_weight() {
    let rows = [(0, [Some(2), None]), (0, [Some(8), Some(8)])];
    let anew = |criterion| {
        Anew::new(&rules(&[1, 2], criterion, "", false), &csv(&rows))
            .told(10)
            .unwrap()
    };
    let years = r#"{ field = "exile", at_most = 20 }"#;
    assert_eq!(anew(years).measures[0].asked, ["R-0"]);
    // Here the criterion asks for it as well, and is open without it.
    assert!(anew(TESTS[0]).measures[0].asked.is_empty());
    // Here it asks for it, and is met whatever it is.
    let either =
        r#"{ any = [{ field = "motivation", at_least = 4 }, { field = "exile", at_most = 20 }] }"#;
    assert_eq!(anew(either).measures[0].asked, ["R-0"]);
}

proptest! {
    #![proptest_config(crate::laws::cases(60))]

    #[test]
    fn without_an_assessor_nothing_is_told_that_a_personal_cell_makes_false(
        rows in prop::collection::vec((0_u32..=20, [prop::option::weighted(0.9, 0_u32..=10), prop::option::weighted(0.9, 0_u32..=10)]), 2..6),
        criterion in select(&TESTS[..]),
        group in prop_oneof![2 => Just(None), 1 => select(&TESTS[..]).prop_map(Some)],
        personal in prop::bool::weighted(0.8),
    ) {
        let group = group.map_or_else(String::new, |test| format!("test = {test}"));
        let anew = Anew::new(&rules(&[1, 2], criterion, &group, personal), &csv(&rows));
        let told = anew.told(10).unwrap();
        let now = anew.seated().unwrap();
        for (at, other) in [(0, 2), (1, 1)] {
            let Some(without) = told.assessors.get(at) else {
                prop_assert!(!told.notes.is_empty());
                continue;
            };
            let there = Anew::new(&rules(&[other], criterion, &group, personal), &csv(&rows));
            let is_hidden = personal && (criterion.contains("exile") || group.contains("exile"));
            match &without.outcome {
                WithoutThem::Selected { exchange, asked, ranked, ineligible, eligible, .. } => {
                    prop_assert_eq!(there.seated(), Some(exchanged(&now, exchange)), "without A{}", at + 1);
                    let of = |anew: &Anew, word: &str| -> BTreeSet<String> { anew.of_outcome(word) };
                    let new = |word: &str| -> Vec<String> { of(&there, word).difference(&of(&anew, word)).cloned().collect() };
                    prop_assert_eq!(&new("clarify"), asked);
                    prop_assert_eq!(&new("ineligible"), ineligible);
                    let gone = |word: &str| -> Vec<String> {
                        let still: BTreeSet<String> = of(&there, "clarify").union(&of(&there, "ineligible")).cloned().collect();
                        of(&anew, word).difference(&still).cloned().collect()
                    };
                    prop_assert_eq!(&gone("clarify"), ranked);
                    prop_assert_eq!(&gone("ineligible"), eligible);
                }
                WithoutThem::Unknown { because } => prop_assert!(is_hidden, "{}", because),
            }
        }
    }
}
