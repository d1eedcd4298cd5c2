//! What holds for every pile, from the cells to the lists.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics fails"
)]

mod chances;
mod compare;
mod explanations;
mod firm;
mod letters;
mod pile;
pub(crate) mod record;
mod what_if;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::Index;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::bench::{Ran, Row, said};
use pile::{EMAIL, ID, Pile, SUBMITTED, THEMES, csv, pile, row};

pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn ids(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row["application"].clone()).collect()
}

fn records(ran: &Ran) -> BTreeMap<String, Value> {
    ran.audit()
        .into_iter()
        .skip(1)
        .map(|record| (said(&record["application"]), record))
        .collect()
}

/// The criteria an application does not meet.
fn not_met(record: &Value) -> BTreeSet<String> {
    let judged = record["criteria"].as_array().unwrap().iter();
    judged
        .filter(|judged| judged["answer"] == "not-met")
        .map(|judged| said(&judged["id"]))
        .collect()
}

fn is_ranked(outcome: &str) -> bool {
    ["selected", "reserve", "unplaced"]
        .iter()
        .any(|word| outcome.starts_with(word))
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn everyone_who_applied_appears_exactly_once(
        pile in pile(30, 4),
        again in prop::collection::vec(any::<Index>(), 0..3),
        nameless in prop::collection::vec(any::<Index>(), 0..3),
    ) {
        let mut rows = pile.rows.clone();
        if !rows.is_empty() {
            nameless.iter().for_each(|at| rows[at.index(pile.rows.len())][ID].clear());
            // A row that stands twice is one application.
            again.iter().for_each(|at| rows.push(rows[at.index(pile.rows.len())].clone()));
        }
        // A row without an id is known by its place.
        let name = |(index, row): (usize, &Vec<String>)| {
            if row[ID].is_empty() { format!("pile.csv:{}", index + 2) } else { row[ID].clone() }
        };
        let applied: BTreeSet<String> =
            rows.iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())).map(name).collect();
        prop_assume!(!applied.is_empty());
        let ran = pile.with(rows).run();
        let mut listed = ids(&ran.ranked());
        for list in ["clarify.csv", "ineligible.csv", "superseded.csv"] {
            // These hold a row for each question or reason.
            let mut here = ids(&ran.rows(list));
            here.dedup();
            listed.extend(here);
        }
        listed.sort();
        prop_assert_eq!(&listed, &applied.iter().cloned().collect::<Vec<_>>());
        let mut audited: Vec<String> = ran.audit()[1..].iter().map(|record| said(&record["application"])).collect();
        audited.sort();
        prop_assert_eq!(audited, listed);
    }

    #[test]
    fn neither_the_order_of_rows_nor_their_files_change_a_byte(
        (pile, shuffled) in pile(30, 4).prop_flat_map(|pile| (Just(pile.clone()), Just(pile.rows).prop_shuffle())),
        cut in any::<Index>(),
    ) {
        prop_assume!(pile.rows.len() > 1);
        let (first, second) = shuffled.split_at(1 + cut.index(pile.rows.len() - 1));
        let whole = pile.run();
        let mixed = pile.with(shuffled.clone()).run();
        let parted = pile.bench().file("one.csv", csv(first)).file("two.csv", csv(second)).lists();
        for other in [mixed, parted] {
            for (file, bytes) in &whole.files {
                match file.as_str() {
                    "clarify.csv" => prop_assert_eq!(without_cells(&whole), without_cells(&other)),
                    "audit.jsonl" => prop_assert_eq!(without_places(&whole), without_places(&other)),
                    _ => prop_assert_eq!(std::str::from_utf8(bytes).unwrap(), other.text(file)),
                }
            }
        }
    }

    #[test]
    fn parts_add_up_to_the_total_and_points_times_weight_are_a_part(pile in pile(20, 4)) {
        prop_assume!(!pile.rows.is_empty());
        let ran = pile.run();
        let decimal = |value: &Value| -> Decimal { said(value).parse().unwrap() };
        let audit = ran.audit();
        let weights: BTreeMap<String, Decimal> =
            audit[0]["measures"].as_array().unwrap().iter().map(|of| (said(&of["id"]), decimal(&of["weight"]))).collect();
        for record in &audit[1..] {
            let parts = record["parts"].as_array().map_or(&[][..], Vec::as_slice);
            let mut most = Decimal::ZERO;
            for part in parts {
                match part.get("points") {
                    Some(points) => {
                        prop_assert_eq!(decimal(points) * weights[&said(&part["id"])], decimal(&part["part"]));
                        prop_assert!(part.get("at_most").is_none());
                    }
                    None => prop_assert!(decimal(&part["at_most"]) >= decimal(&part["part"])),
                }
                most += part.get("at_most").map_or(decimal(&part["part"]), decimal);
            }
            if let Some(total) = record.get("total") {
                let least = parts.iter().map(|part| decimal(&part["part"])).sum::<Decimal>();
                let at_most = record.get("total_at_most").map_or(decimal(total), decimal);
                if record["outcome"] == "clarify" {
                    // One answer may decide several parts, and a blank that is asked about earns what its answer earns.
                    prop_assert!(decimal(total) <= at_most);
                } else {
                    prop_assert_eq!((least, most), (decimal(total), at_most));
                }
            }
        }
        for row in ran.ranked() {
            let parts = row.iter().filter(|(heading, _)| heading.starts_with("part "));
            let sum: Decimal = parts.map(|(_, part)| part.parse::<Decimal>().unwrap()).sum();
            prop_assert_eq!(sum, row["total"].parse::<Decimal>().unwrap());
        }
    }

    #[test]
    fn an_answer_that_cannot_be_read_settles_nothing(
        pile in pile(12, 3).prop_map(Pile::of_strangers),
        at in any::<Index>(),
        column in (1..13_usize).prop_filter("the address names the person", |column| *column != EMAIL),
        junk in prop::sample::select(&["??", "", "n/a", "1e3", "yes and no"][..]),
    ) {
        prop_assume!(!pile.rows.is_empty());
        let at = at.index(pile.rows.len());
        let mut rows = pile.rows.clone();
        junk.clone_into(&mut rows[at][column]);
        let (before, after) = (pile.run(), pile.with(rows).run());
        let id = &pile.rows[at][ID];
        let (was, is) = (&before.outcomes()[id], &after.outcomes()[id]);
        let failed = not_met(&records(&before)[id]);
        prop_assert!(not_met(&records(&after)[id]).is_subset(&failed), "no criterion fails for junk");
        prop_assert!(is != "ineligible" || was == "ineligible", "{was} became {is}");
        // Nobody gets in by junk. A blank may settle a score, where the rules say what it is worth.
        let blank = ["", "n/a"].contains(&junk);
        prop_assert!(!is_ranked(is) || is_ranked(was) || (blank && was == "clarify"), "{was} became {is}");
        // What others meet is theirs.
        for (other, record) in records(&before) {
            prop_assert!(&other == id || record["criteria"] == records(&after)[&other]["criteria"]);
        }
    }

    #[test]
    fn one_more_applicant_never_reorders_two_others(
        pile in pile(16, 3).prop_map(Pile::of_strangers),
        mut newcomer in row(),
        at in any::<Index>(),
    ) {
        prop_assume!(!pile.rows.is_empty());
        newcomer[ID] = "N".to_owned();
        newcomer[EMAIL] = "newcomer@example.org".to_owned();
        let mut rows = pile.rows.clone();
        rows.insert(at.index(rows.len()), newcomer);
        let (before, after) = (pile.run(), pile.with(rows).run());
        let mut order = ids(&after.ranked());
        order.retain(|id| id != "N");
        prop_assert_eq!(order, ids(&before.ranked()));
        let mut outcomes = after.outcomes();
        let newcomer = outcomes.remove("N").unwrap();
        if !newcomer.starts_with("selected") && !newcomer.starts_with("reserve") {
            prop_assert_eq!(outcomes, before.outcomes());
        }
    }

    #[test]
    fn whoever_leaves_without_a_seat_changes_nobodys_seat(mut pile in pile(30, 2), gone in any::<Index>()) {
        pile.shape.reserve %= 2;
        prop_assume!(pile.rows.len() > 1);
        let before = pile.run().outcomes();
        let without_seat: Vec<&String> =
            before.iter().filter(|(_, outcome)| *outcome == "unplaced").map(|(id, _)| id).collect();
        prop_assume!(!without_seat.is_empty());
        let gone = *gone.get(&without_seat);
        let email = pile.rows.iter().find(|row| &row[ID] == gone).unwrap()[EMAIL].to_lowercase();
        // Their other applications go with them: otherwise one of those would stand instead.
        let rows: Vec<_> = pile
            .rows
            .iter()
            .filter(|row| &row[ID] != gone && (email.is_empty() || row[EMAIL].to_lowercase() != email))
            .cloned()
            .collect();
        prop_assume!(!rows.is_empty());
        for (id, outcome) in pile.with(rows).run().outcomes() {
            prop_assert_eq!(&outcome, &before[&id], "{}", id);
        }
    }

    #[test]
    fn nobody_is_passed_over_for_someone_ranked_lower_unless_a_named_rule_forces_it(pile in pile(24, 3)) {
        prop_assume!(!pile.rows.is_empty());
        let ran = pile.run();
        let fits: BTreeMap<&str, Vec<&str>> =
            pile.rows.iter().map(|row| (row[ID].as_str(), row[THEMES].split_terminator(';').collect())).collect();
        let ranked = ran.ranked();
        let records = records(&ran);
        let header = &ran.audit()[0];
        let full = |id: &str| {
            let group = header["groups"].as_array().unwrap().iter().find(|group| group["id"] == id).unwrap();
            group["seats"] == group["taken"]
        };
        for (at, passed) in ranked.iter().enumerate().filter(|(_, row)| row["outcome"] != "selected") {
            let id = passed["application"].as_str();
            let fits = &fits[id];
            for lower in ranked[at..].iter().filter(|row| row["outcome"] == "selected") {
                let seat = lower["group"].as_str();
                prop_assert!(seat != "open" && !fits.contains(&seat), "{id} would have fitted {seat}");
            }
            let why = said(&records[id]["why"][0]);
            // Groups have no titles here but their ids, which stand quoted.
            let why = &why.replace(['“', '”'], "");
            let (_, reason) = why.split_once(" in the ranking; ").unwrap();
            let reason = reason.strip_suffix("; the open places went to people ranked above as well").unwrap_or(reason);
            let reason = reason.split_once("; without the cap there would be a seat: dealt in turn, ").map_or(reason, |of| of.0);
            let above = |text: &str| {
                let groups = text.strip_prefix("every seat of ")?.strip_suffix(" went to people ranked above")?;
                Some(groups.split(" and ").map(str::to_owned).collect::<Vec<_>>())
            };
            let none = "the cap was reached before the deal in turn came to a seat of ";
            if reason.starts_with("every seat of ") || reason.starts_with(none) {
                let (reason, none) = match reason.split_once(none) {
                    Some((reason, none)) => (reason.trim_end_matches("; "), none.split(" and ").map(str::to_owned).collect()),
                    None => (reason, Vec::new()),
                };
                let (own, moved) = match reason.split_once(", and nobody there can move and make room: ") {
                    Some((own, moved)) => (own, above(moved.strip_suffix(", too").unwrap()).unwrap()),
                    None => (reason, Vec::new()),
                };
                let own = above(own).unwrap_or_default();
                prop_assert!(own.iter().chain(&moved).chain(&none).all(|group| full(group)), "{reason}");
                prop_assert!(moved.iter().all(|group| !fits.contains(&group.as_str())), "{reason}");
                let (mut own, mut fits) = ([own, none].concat(), fits.clone());
                own.sort_unstable();
                fits.sort_unstable();
                prop_assert_eq!(&own, &fits, "{}: {}", id, why);
            } else if reason.starts_with("the cap was reached") {
                let seated = ranked.iter().filter(|row| row["outcome"] == "selected").count();
                prop_assert_eq!(seated, pile.shape.cap as usize);
            } else {
                prop_assert!(reason.starts_with("no group admits") && fits.is_empty(), "{}: {}", id, reason);
            }
        }
    }
}

/// Questions without the cells they are about.
fn without_cells(ran: &Ran) -> Vec<Row> {
    let mut rows = ran.rows("clarify.csv");
    rows.iter_mut().for_each(|row| drop(row.remove("cell")));
    rows
}

/// The audit without files and rows.
fn without_places(ran: &Ran) -> Vec<Value> {
    let mut records = ran.audit();
    records[0]["sheets"].take();
    for record in &mut records {
        record["chain"].take();
    }
    for record in &mut records[1..] {
        record["origin"].take();
        record["questions"]
            .as_array_mut()
            .into_iter()
            .flatten()
            .for_each(|question| drop(question["at"].take()));
    }
    records
}

#[test]
fn one_thread_and_two_write_the_same_bytes() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let small = pile(400, 40)
        .prop_filter("large", |pile| pile.rows.len() > 300)
        .new_tree(&mut runner)
        .unwrap()
        .current();
    // Enough rows for every stage to share its work.
    let mut rows: Vec<Vec<String>> = small.rows.iter().cycle().take(21_000).cloned().collect();
    for (index, row) in rows.iter_mut().enumerate() {
        row[ID] = format!("A-{index:05}");
        row[EMAIL] = format!("person{}@example.org", index % 20_000);
        if index % 7 == 0 {
            row[SUBMITTED] = format!("2020-03-{:02}T{:02}:00:00", 1 + index % 30, index % 24);
        }
    }
    let lists = small.bench().pile(csv(&rows));
    // The audit takes longest and shares its work from fewer rows on, in batches of 8,192.
    let audit = small.bench().pile(csv(&rows[..8_500]));
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| [lists.lists_alone(), audit.lists()])
    };
    let (one, two) = (with(1), with(2));
    for (one, two) in one.iter().zip(&two) {
        assert_eq!(
            one.files.keys().collect::<Vec<_>>(),
            two.files.keys().collect::<Vec<_>>()
        );
        for (file, bytes) in &one.files {
            assert!(bytes == &two.files[file], "{file} differs");
        }
    }
}
