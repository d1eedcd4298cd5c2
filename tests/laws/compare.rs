//! What holds for every comparison of two rules files over every pile.

use std::collections::{BTreeMap, BTreeSet};

use intake::out::csv;
use intake::papers::lists::movers::movers;
use intake::record::Audit;
use intake::rules::load::load;
use intake::rulings::Rulings;
use intake::select::select;
use intake::study::compare::state::{of_record, of_selection};
use intake::study::compare::{Compared, Comparison, Status, compare};
use proptest::prelude::*;
use serde_json::Value;

use super::pile::{Pile, Shape, pile, shape};
use super::{cases, records};
use crate::bench::{Bench, outcome, rows, said};

/// Changes a panel could make, each of one or several pieces of the rules.
const EDITS: &[&[(&str, &str)]] = &[
    &[(
        "[\"BY\", \"GE\", \"RS\", \"UA\"]",
        "[\"BY\", \"RS\", \"KE\"]",
    )],
    &[("at_most = \"some\"", "at_most = \"none\"")],
    &[("at_least = 3 }", "at_least = 6 }")],
    &[("weight = 1.5", "weight = 1.250")],
    &[("points_to = 10", "points_to = 9.5")],
    &[("some = 1, much = 0", "some = 0.5, much = 2")],
    &[(
        "{ highest_part = \"rate\" }, { highest = \"test\" }",
        "{ highest = \"test\" }, { highest_part = \"rate\" }",
    )],
    &[("stands = \"latest\"", "stands = \"earliest\"")],
    &[(
        "deadline = 2020-03-31T18:00:00",
        "deadline = 2020-03-31T18:00:01",
    )],
    &[("title = \"Region\"", "title = \"From the region\"")],
    // A level in between, and what it earns.
    &[
        (
            "{ level = \"none\" },",
            "{ level = \"none\" }, { level = \"bit\" },",
        ),
        ("none = 1.25,", "none = 1.25, bit = 1.2,"),
    ],
    &[(", { not = { field = \"staff\", is = true } }", "")],
    // A criterion goes, and one that reads a field of its own comes.
    &[(
        "id = \"experience\"\ntitle = \"Little experience\"\ncites = [\"c\"]\ntest = { level = \"experience\", at_most",
        "id = \"little\"\ntitle = \"Little experience\"\ncites = [\"c\"]\ntest = { level = \"experience\", at_most",
    )],
    &[
        (
            "level = { type = \"scale\"",
            "mail = { type = \"text\", headings = [\"E mail\"] }\nlevel = { type = \"scale\"",
        ),
        (
            "headings = [\"E-mail\"]",
            "headings = [\"Mail address\", \"ID 2\"]",
        ),
        ("same = [\"email\"]", "same = [\"mail\"]"),
        (
            "email = { type = \"email\", headings = [\"Mail address\", \"ID 2\"], personal = true }\n",
            "",
        ),
    ],
    &[("values = [", "values = [\"US\", ")],
];

/// Rules, and the same with some of the changes made in them.
fn edited(rules: &str, chosen: &[bool]) -> String {
    let edits = EDITS
        .iter()
        .zip(chosen)
        .filter(|(_, chosen)| **chosen)
        .flat_map(|(edits, _)| *edits);
    edits.fold(rules.to_owned(), |rules, (from, to)| {
        rules.replacen(from, to, 1)
    })
}

/// `why`: find out which changes do it, too.
fn compared(a: &str, b: &str, bench: &Bench, why: bool) -> Comparison {
    let rules = |text: &str| {
        let loaded = load("rules.toml", text, &|_| Err(String::new()));
        loaded
            .rules
            .unwrap_or_else(|| panic!("{:?}\n{text}", loaded.findings))
    };
    let (a, b) = (rules(a), rules(b));
    let (sheets, _) = bench.sheets();
    let states = |rules| of_selection(&select(rules, &sheets).unwrap());
    let a = Compared {
        rules: &a,
        states: states(&a),
        cohort: Vec::new(),
        balance: Vec::new(),
        run: None,
    };
    let b = Compared {
        rules: &b,
        states: states(&b),
        cohort: Vec::new(),
        balance: Vec::new(),
        run: None,
    };
    compare(
        &a,
        &b,
        why.then_some((sheets.as_slice().into(), &Rulings::default())),
    )
}

fn bench(pile: &Pile, rules: &str) -> Bench {
    Bench::new(rules).pile(super::csv(&pile.rows))
}

/// What of a record can make somebody a mover.
fn fate(record: &Value) -> String {
    let open = |judged: &&Value| judged["answer"] != "met";
    let judged = record["criteria"].as_array().unwrap().iter().filter(open);
    let criteria: BTreeSet<String> = judged
        .map(|judged| format!("{}{}", judged["id"], judged["answer"]))
        .collect();
    let more = ["total", "total_at_most", "could_sit"].map(|key| said(&record[key]));
    format!(
        "{} {} {more:?} {criteria:?}",
        outcome(record),
        record["standing"]["place"]
    )
}

fn chosen() -> impl Strategy<Value = Vec<bool>> {
    prop::collection::vec(prop::bool::weighted(0.25), EDITS.len())
}

/// Rules, others, and a pile with people in it.
fn pair() -> impl Strategy<Value = (Pile, String, String)> {
    (pile(16, 3), prop::option::weighted(0.3, shape(3)), chosen()).prop_filter_map(
        "somebody",
        |(pile, other, chosen)| {
            let a = pile.shape.rules();
            let b = edited(
                &other.map_or_else(|| a.clone(), |shape: Shape| shape.rules()),
                &chosen,
            );
            (!pile.rows.is_empty()).then_some((pile, a, b))
        },
    )
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn rules_compared_with_themselves_show_nothing((pile, _, rules) in pair()) {
        let bench = bench(&pile, &rules);
        let comparison = compared(&rules, &format!("# A comment.\n{rules}"), &bench, true);
        prop_assert!(comparison.changes.is_empty() && comparison.movers.is_empty());
    }

    #[test]
    fn the_other_way_round_everybody_goes_back((pile, a, b) in pair()) {
        let bench = bench(&pile, &a);
        let (there, back) = (compared(&a, &b, &bench, false), compared(&b, &a, &bench, false));
        let moves = |comparison: &Comparison, turned: bool| -> BTreeMap<String, _> {
            let ends = |from, to| if turned { (to, from) } else { (from, to) };
            comparison.movers.iter().cloned().map(|one| (one.application, ends(one.from, one.to))).collect()
        };
        prop_assert_eq!(moves(&there, false), moves(&back, true));
        let changes = |comparison: &Comparison, turned: bool| -> BTreeSet<_> {
            let ends = |was, is| if turned { (is, was) } else { (was, is) };
            let all = comparison.changes.iter().map(|weighed| weighed.change.clone());
            all.map(|change| (change.what, ends(change.was, change.is))).collect()
        };
        prop_assert_eq!(changes(&there, false), changes(&back, true));
    }

    #[test]
    fn the_movers_are_those_whose_records_differ((pile, a, b) in pair()) {
        let bench_a = bench(&pile, &a);
        let ran = [bench_a.lists(), bench(&pile, &b).lists()];
        let [was, is] = [records(&ran[0]), records(&ran[1])];
        let differ: BTreeSet<&String> = was.keys().chain(is.keys())
            .filter(|id| was.get(*id).map(fate) != is.get(*id).map(fate))
            .collect();
        let comparison = compared(&a, &b, &bench_a, false);
        prop_assert_eq!(comparison.movers.iter().map(|one| &one.application).collect::<BTreeSet<_>>(), differ);
        let audits = [&ran[0], &ran[1]].map(|ran| Audit::new(ran.text("audit.jsonl").to_owned()).unwrap());
        // An audit says the same of everyone as the selection it was written of.
        for mover in &comparison.movers {
            for (audit, state) in [(&audits[0], &mover.from), (&audits[1], &mover.to)] {
                let of_audit = audit.line(&mover.application).map(|line| of_record(&audit.record(line).unwrap()));
                prop_assert_eq!(&of_audit, state);
            }
        }
    }

    #[test]
    fn every_mover_has_changes_that_are_there_and_stands_in_the_list((pile, a, b) in pair()) {
        let comparison = compared(&a, &b, &bench(&pile, &a), true);
        // Without the changes A comes out of the values alone, and with all of them B.
        prop_assert_eq!(comparison.attribution, Status::Found);
        let deciding: BTreeSet<usize> = comparison.changes.iter()
            .filter(|weighed| !weighed.change.text).map(|weighed| weighed.change.number).collect();
        for mover in &comparison.movers {
            prop_assert!(!mover.by.is_empty() && mover.by.iter().all(|set| !set.is_empty()));
            prop_assert!(mover.by.iter().flatten().chain(&mover.needed).all(|number| deciding.contains(number)));
        }
        for weighed in comparison.changes.iter().filter(|weighed| weighed.has_effect == Some(false)) {
            let number = weighed.change.number;
            prop_assert!(comparison.movers.iter().all(|mover| mover.by.iter().all(|set| !set.contains(&number))));
        }
        let mut bytes = Vec::new();
        csv::write(&mut bytes, movers(&comparison.movers)).unwrap();
        let listed: Vec<String> =
            rows(std::str::from_utf8(&bytes).unwrap()).into_iter().map(|row| row["application"].clone()).collect();
        prop_assert_eq!(listed, comparison.movers.iter().map(|one| one.application.clone()).collect::<Vec<_>>());
    }
}

proptest! {
    #![proptest_config(cases(40))]

    /// What is said of a change is what comes out when that change, and nothing else, is written into the rules by hand.
    #[test]
    fn a_change_alone_does_what_the_rules_with_it_do(pile in pile(16, 3), first in 0..10_usize, second in 0..10_usize) {
        prop_assume!(!pile.rows.is_empty() && first != second);
        let of = |wanted: &[usize]| (0..EDITS.len()).map(|at| wanted.contains(&at)).collect::<Vec<_>>();
        let a = pile.shape.rules();
        let (one, both) = (edited(&a, &of(&[first])), edited(&a, &of(&[first, second])));
        let bench = bench(&pile, &a);
        let (alone, whole) = (compared(&a, &one, &bench, false), compared(&a, &both, &bench, true));
        let made: BTreeSet<&str> = alone.changes.iter().map(|weighed| weighed.change.what.as_str()).collect();
        let numbers: Vec<usize> = whole.changes.iter()
            .filter(|weighed| made.contains(weighed.change.what.as_str()) && !weighed.change.text)
            .map(|weighed| weighed.change.number).collect();
        prop_assume!(numbers.len() == 1);
        for mover in whole.movers.iter().filter(|mover| mover.moves) {
            let by_hand = alone.movers.iter().find(|other| other.application == mover.application);
            let end = |state: &Option<intake::study::compare::state::State>| state.clone().map(|state| (state.outcome, state.group));
            let does = by_hand.is_some_and(|other| end(&other.to) == end(&mover.to));
            prop_assert_eq!(mover.by.contains(&numbers), does, "{} {:?}", mover.application, mover.by);
        }
    }
}
