//! `could_win_a_seat = no` is a promise: here every possible answer is tried.

use proptest::prelude::*;

use super::pile::{EMAIL, ID, Pile, RATES, pile, possible, reads};
use super::{cases, ids};

/// More combinations of answers than this are not tried for one application.
const MOST: usize = 200;

/// The pile with every possible answer in place of one row's bad ones, and with the person's other applications gone, if
/// only a person can tell which of them stands.
fn answered(pile: &Pile, at: usize, unsettled: bool) -> Vec<Pile> {
    let row = &pile.rows[at];
    let mut answered = vec![row.clone()];
    for column in (1..row.len()).filter(|column| *column != EMAIL && !reads(*column, &row[*column])) {
        let mut answers = possible(column);
        if column == RATES[2] {
            // The third assessor is only asked where two are far apart.
            answers.push("");
        }
        let each = |row: &Vec<String>| {
            let with = |answer: &&str| {
                let mut row = row.clone();
                (*answer).clone_into(&mut row[column]);
                row
            };
            answers.iter().map(with).collect::<Vec<_>>()
        };
        answered = answered.iter().flat_map(each).take(MOST).collect();
    }
    let one_more = |mut answer: Vec<String>| {
        if answer[ID].is_empty() {
            answer[ID] = "given later".to_owned();
        }
        let mut rows = pile.rows.clone();
        rows[at] = answer;
        if unsettled {
            let email = row[EMAIL].to_lowercase();
            let mut index = 0..;
            rows.retain(|other| index.next() == Some(at) || other[EMAIL].to_lowercase() != email);
        }
        pile.with(rows)
    };
    answered.into_iter().map(one_more).collect()
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn whoever_no_answer_could_seat_is_seated_by_none(pile in pile(9, 2), nameless in any::<bool>()) {
        let mut pile = pile;
        prop_assume!(!pile.rows.is_empty());
        if nameless {
            pile.rows[0][ID].clear();
        }
        let ran = pile.run();
        let questions = ran.rows("clarify.csv");
        let mut hopeless: Vec<_> = questions.iter().filter(|row| row["could_win_a_seat"] == "no").collect();
        hopeless.dedup_by_key(|row| row["application"].clone());
        for row in hopeless {
            let id = &row["application"];
            let at = pile.rows.iter().position(|row| &row[ID] == id).unwrap_or(0);
            let unsettled = questions.iter().any(|row| &row["application"] == id && row["field"] == "one-person");
            for answered in answered(&pile, at, unsettled) {
                let id = &answered.rows.iter().find(|row| row[ID] == *id || row[ID] == "given later").unwrap()[ID];
                let ranked = answered.run().ranked();
                let seated: Vec<_> = ranked.into_iter().filter(|row| row["outcome"] == "selected").collect();
                prop_assert!(!ids(&seated).contains(id), "{} sits: {:?}", id, answered);
            }
        }
    }
}
