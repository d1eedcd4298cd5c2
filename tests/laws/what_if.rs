//! Every what-if is what a selection from scratch gives, whatever the pile, whichever column is personal.

use intake::study::what_if::told::Aim;
use proptest::prelude::*;
use proptest::sample::select;

use super::cases;
use super::pile::{ID, Pile, csv, pile, possible};
use crate::bench::said;
use crate::what_if::{Setting, ids, records};

/// The pile's rules, with one column personal.
fn setting(pile: &Pile, personal: &str) -> Setting {
    let heading = format!("[\"{personal}\"]");
    let rules = pile.shape.rules().replace(
        &format!("headings = {heading}"),
        &format!("headings = {heading}, personal = true"),
    );
    Setting::new(&rules, &csv(&pile.rows))
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn every_what_if_comes_out_of_a_selection_anew(
        pile in pile(12, 3),
        personal in prop_oneof![3 => Just(""), 1 => select(&["Test", "Member", "Theme", "Level", "Citizenship", "Staff"][..])],
    ) {
        prop_assume!(!pile.rows.is_empty());
        let setting = setting(&pile, personal);
        let audit = setting.audit(&setting.rows);
        for id in ids(&audit).iter().take(5) {
            setting.agrees(&audit, id);
        }
    }

    #[test]
    fn where_some_answer_alone_wins_a_seat_the_smallest_that_do_are_told(pile in pile(9, 2)) {
        prop_assume!(!pile.rows.is_empty());
        let setting = setting(&pile, "");
        let audit = setting.audit(&setting.rows);
        let records = records(&audit);
        for id in ids(&audit) {
            let told = setting.what_if(&audit, &id);
            let Some(smallest) = told.smallest.filter(|smallest| smallest.aim == Aim::Seat) else { continue };
            if smallest.at_once == 1 && !smallest.trials.is_empty() {
                continue;
            }
            prop_assert!(["reserve", "unplaced"].contains(&said(&records[&id]["outcome"]).as_str()));
            let at = pile.rows.iter().position(|row| row[ID] == id).unwrap();
            for (column, answer) in [5, 6, 7, 8, 9, 10, 12].iter().flat_map(|column| {
                possible(*column).into_iter().filter(|answer| !answer.is_empty()).map(move |answer| (*column, answer))
            }) {
                let mut rows = setting.rows.clone();
                answer.clone_into(&mut rows[at + 1][column]);
                let after = &super::super::what_if::records(&setting.audit(&rows))[&id]["outcome"];
                prop_assert!(after != "selected", "{} sits with {} in column {}", id, answer, column);
            }
        }
    }
}
