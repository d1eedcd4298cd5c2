//! A firm seat is a promise: here everybody who is asked answers, in every way while these are few.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;

use super::chances::answers;
use super::pile::{ID, Pile, TEST, csv, pile};
use super::{cases, ids, records};
use crate::bench::{Ran, Row, outcome};

/// More ways in which all answer together than these are not tried.
const MOST: usize = 40;

fn with_seat(ran: &Ran, seat: &str) -> BTreeSet<String> {
    let is = |row: &Row| row["outcome"] == "selected" && (seat.is_empty() || row["seat"] == seat);
    let rows: Vec<Row> = ran.ranked().into_iter().filter(is).collect();
    ids(&rows).into_iter().collect()
}

/// The pile with the answers of all who are asked: all ways, or so many of them, spread over all.
fn all_answered(pile: &Pile, questions: &[Row]) -> Vec<Pile> {
    let mut each: Vec<(usize, Vec<Vec<String>>)> = Vec::new();
    for (at, row) in pile.rows.iter().enumerate() {
        let of_row = questions
            .iter()
            .filter(|asked| asked["application"] == row[ID]);
        let asked: Vec<&str> = of_row.map(|asked| asked["field"].as_str()).collect();
        if !asked.is_empty() {
            each.push((at, answers(row, &asked)));
        }
    }
    let ways = each.iter().fold(1_usize, |ways, (_, answers)| {
        ways.saturating_mul(answers.len())
    });
    let step = ways.div_ceil(MOST).max(1);
    // A step without a factor in common with the numbers of answers reaches all of each.
    let step = if step > 1 { step | 1 } else { 1 };
    (0..ways)
        .step_by(step)
        .map(|way| {
            let (mut rows, mut way) = (pile.rows.clone(), way);
            for (at, answers) in &each {
                rows[*at].clone_from(&answers[way % answers.len()]);
                way /= answers.len();
            }
            pile.with(rows)
        })
        .collect()
}

/// Aims that move people near one another, and nothing else.
fn gentle(most: usize) -> impl Strategy<Value = String> {
    let tests = [
        r#"{ field = "residence", in = "region" }"#,
        r#"{ field = "citizenship", in = "region" }"#,
        r#"{ field = "level", is = "none" }"#,
        r#"{ field = "themes", is = "b" }"#,
        r#"{ field = "test", at_least = 15 }"#,
    ];
    let group = ["", "", "group = \"a\"\n"];
    let least = ["1", "2", "3", r#""1/2""#, r#""1/1""#];
    let far = ["tie = true", "within = 0.5", "within = 1.5", "within = 4"];
    let aim = (
        select(tests.to_vec()),
        select(group.to_vec()),
        select(least.to_vec()),
        select(far.to_vec()),
        1..3_u32,
    );
    prop::collection::vec(aim, 1..=most).prop_map(|aims| {
        let mut text = String::new();
        for (at, (test, group, least, far, priority)) in aims.into_iter().enumerate() {
            let _ = write!(
                text,
                "[[balance]]\nid = \"aim-{at}\"\ntitle = \"Aim\"\ncites = [\"c\"]\ntest = {test}\n{group}at_least = {least}\n{far}\npriority = {priority}\n"
            );
        }
        text
    })
}

/// Rules that must hold, and aims before the ranking.
fn firm_rules(most: usize) -> impl Strategy<Value = String> {
    let counts = [
        r#"test = { field = "residence", in = "region" }"#,
        r#"test = { field = "citizenship", in = "region" }"#,
        r#"test = { field = "level", is = "none" }"#,
        r#"test = { field = "themes", is = "b" }"#,
        r#"test = { field = "test", at_least = 15 }"#,
        r#"each = "residence""#,
        r#"each = "citizenship""#,
        r#"each = "level""#,
        r#"each = "themes""#,
    ];
    let group = ["", "", "group = \"a\"\n", "every_group = true\n"];
    let asks = [
        "at_most = 1",
        "at_most = 1",
        "at_most = 2",
        "at_most = 2",
        r#"at_most = "1/2""#,
        "at_least = 1\nhard = true",
        r#"at_least = "1/3"
hard = true"#,
        "at_least = 1\npriority = 1",
        "at_least = 2\npriority = 2",
        r#"at_least = "1/2"
priority = 1"#,
    ];
    let rule = (
        select(counts.to_vec()),
        select(group.to_vec()),
        select(asks.to_vec()),
    );
    prop::collection::vec(rule, 1..=most).prop_map(|rules| {
        let mut text = String::new();
        for (at, (counts, group, asks)) in rules.into_iter().enumerate() {
            let _ = write!(
                text,
                "[[balance]]\nid = \"rule-{at}\"\ntitle = \"Rule\"\ncites = [\"c\"]\n{counts}\n{group}{asks}\n"
            );
        }
        text
    })
}

/// A pile of strangers in which more tests are blank: that scores, as the rules say, and rules that count people ask for it.
fn some_untested(people: usize) -> impl Strategy<Value = Pile> {
    let untested =
        prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(any::<bool>(), people)];
    (pile(people, 2), untested).prop_map(|(pile, untested)| {
        let mut pile = pile.of_strangers();
        for (row, _) in pile
            .rows
            .iter_mut()
            .zip(untested)
            .filter(|(_, blank)| *blank)
        {
            row[TEST].clear();
        }
        pile
    })
}

/// A pile of strangers under rules of every kind but gentle ones.
fn ruled(people: usize, rules: usize) -> impl Strategy<Value = Pile> {
    let counts = ["", "", "fill = \"rank-first\"", "objective = \"total\""];
    let rules = (firm_rules(rules), select(counts.to_vec()));
    (some_untested(people), rules).prop_map(|(mut pile, (balance, counts))| {
        pile.shape.balance = balance;
        pile.shape.counts = counts;
        pile.shape.deal = "by-rank";
        pile
    })
}

/// A pile of strangers under gentle aims.
fn aimed(people: usize, aims: usize) -> impl Strategy<Value = Pile> {
    (some_untested(people), gentle(aims)).prop_map(|(mut pile, balance)| {
        pile.shape.balance = balance;
        // Dealt in turn, all seats are firm or none beside aims.
        pile.shape.deal = "by-rank";
        pile
    })
}

/// None where the balance rules clash, so that nobody has a seat.
fn unless_they_clash<T>(ran: Result<T, String>) -> Option<T> {
    let clash = |wrong: String| assert!(wrong.contains("NoLawfulSelection"), "{wrong}");
    ran.map_err(clash).ok()
}

fn lists(pile: &Pile) -> Option<Ran> {
    unless_they_clash(pile.bench().pile(csv(&pile.rows)).lists_unless_refused())
}

fn selected(pile: &Pile) -> BTreeSet<String> {
    unless_they_clash(pile.bench().pile(csv(&pile.rows)).selected_alone()).unwrap_or_default()
}

fn keeps_a_seat(pile: &Pile) -> Result<(), TestCaseError> {
    let Some(ran) = lists(pile) else {
        return Ok(());
    };
    let firm = with_seat(&ran, "firm");
    for answered in all_answered(pile, &ran.rows("clarify.csv")) {
        let seated = selected(&answered);
        prop_assert!(
            firm.is_subset(&seated),
            "{firm:?} and not {seated:?} in {answered:?}"
        );
    }
    Ok(())
}

fn hangs_on_whoever_can_take_it(pile: &Pile) -> Result<(), TestCaseError> {
    let Some(ran) = lists(pile) else {
        return Ok(());
    };
    let (seated, questions) = (with_seat(&ran, ""), ran.rows("clarify.csv"));
    let mut asked = questions.clone();
    asked.dedup_by_key(|row| row["application"].clone());
    for one in asked {
        let (id, named) = (&one["application"], &one["seats_that_hang_on_it"]);
        let named: BTreeSet<&str> = named.split(", ").filter(|id| !id.is_empty()).collect();
        let of_one = questions.iter().filter(|row| row["application"] == *id);
        let of_one: Vec<Row> = of_one.cloned().collect();
        let mut lost = BTreeSet::new();
        for answered in all_answered(pile, &of_one) {
            let after = selected(&answered);
            lost.extend(seated.difference(&after).cloned());
        }
        let lost: BTreeSet<&str> = lost.iter().map(String::as_str).collect();
        prop_assert!(
            lost.is_subset(&named) || named.contains("not worked out"),
            "{id} takes {lost:?}, not only {named:?}, in {pile:?}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn whoever_has_a_firm_seat_keeps_one_whatever_all_answer(pile in pile(8, 2)) {
        keeps_a_seat(&pile.of_strangers())?;
    }

    #[test]
    fn a_firm_seat_that_was_dealt_in_turn_is_kept_whatever_all_answer(pile in pile(8, 2)) {
        let mut pile = pile.of_strangers();
        pile.shape.deal = "in-turn";
        keeps_a_seat(&pile)?;
    }

    #[test]
    fn a_seat_hangs_on_whoever_can_take_it_alone(pile in pile(8, 2)) {
        hangs_on_whoever_can_take_it(&pile.of_strangers())?;
    }
}

proptest! {
    #![proptest_config(cases(15))]

    #[test]
    fn a_firm_seat_is_kept_for_gentle_aims_whatever_all_answer(pile in aimed(9, 2)) {
        keeps_a_seat(&pile)?;
    }

    #[test]
    fn under_gentle_aims_a_seat_hangs_on_whoever_can_take_it_alone(pile in aimed(9, 2)) {
        hangs_on_whoever_can_take_it(&pile)?;
    }

    #[test]
    fn a_firm_seat_is_kept_under_balance_rules_whatever_all_answer(pile in ruled(9, 3)) {
        keeps_a_seat(&pile)?;
    }

    #[test]
    fn under_balance_rules_a_seat_hangs_on_whoever_can_take_it_alone(pile in ruled(9, 3)) {
        hangs_on_whoever_can_take_it(&pile)?;
    }

    #[test]
    fn where_gentle_aims_move_nobody_whoever_has_no_seat_hears_what_the_ranking_says(pile in aimed(9, 2)) {
        let mut by_rank = pile.clone();
        by_rank.shape.balance.clear();
        let (aimed, by_rank) = (pile.run(), by_rank.run());
        prop_assume!(with_seat(&aimed, "") == with_seat(&by_rank, ""));
        let number = |row: &Row, name: &str| row[name].parse::<u32>().unwrap();
        let more = |row: &Row| number(row, "selected") > number(row, "people");
        let exceeded = aimed.rows("balance.csv").iter().all(more);
        let (aimed, by_rank) = (records(&aimed), records(&by_rank));
        for (id, record) in &by_rank {
            let word = outcome(record);
            let is_out = word.starts_with("reserve") || word.starts_with("unplaced");
            if is_out && outcome(&aimed[id]) == word {
                // Where one more person selected might move somebody, it is said that it is the ranking that says so; nowhere else.
                let said = aimed[id]["why"].to_string();
                let bare = said.replace("by the ranking alone ", "");
                prop_assert!(!exceeded || said == bare, "{}: {}", id, said);
                prop_assert_eq!(bare, record["why"].to_string(), "{}", id);
            }
        }
    }
}
