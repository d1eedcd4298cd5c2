//! A firm seat is a promise: here everybody who is asked answers, in every way while these are few.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::chances::answers;
use super::pile::{ID, Pile, pile};
use super::{cases, ids};
use crate::bench::{Ran, Row};

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

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn whoever_has_a_firm_seat_keeps_one_whatever_all_answer(pile in pile(8, 2)) {
        let pile = pile.of_strangers();
        let ran = pile.run();
        let firm = with_seat(&ran, "firm");
        for answered in all_answered(&pile, &ran.rows("clarify.csv")) {
            let seated = with_seat(&answered.run(), "");
            prop_assert!(firm.is_subset(&seated), "{:?} and not {:?} in {:?}", firm, seated, answered);
        }
    }

    #[test]
    fn a_seat_hangs_on_whoever_can_take_it_alone(pile in pile(8, 2)) {
        let pile = pile.of_strangers();
        let ran = pile.run();
        let (seated, questions) = (with_seat(&ran, ""), ran.rows("clarify.csv"));
        let mut asked = questions.clone();
        asked.dedup_by_key(|row| row["application"].clone());
        for one in asked {
            let (id, named) = (&one["application"], &one["seats_that_hang_on_it"]);
            let named: BTreeSet<&str> = named.split(", ").filter(|id| !id.is_empty()).collect();
            let of_one: Vec<Row> = questions.iter().filter(|row| row["application"] == *id).cloned().collect();
            let mut lost = BTreeSet::new();
            for answered in all_answered(&pile, &of_one) {
                let after = with_seat(&answered.run(), "");
                lost.extend(seated.difference(&after).cloned());
            }
            let lost: BTreeSet<&str> = lost.iter().map(String::as_str).collect();
            prop_assert!(lost.is_subset(&named), "{} takes {:?}, not only {:?}, in {:?}", id, lost, named, pile);
        }
    }
}
