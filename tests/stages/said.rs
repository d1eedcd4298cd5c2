//! What the screen says of a stage.

use super::{PILE, RULES};
use crate::bench::{Bench, plain};

fn said(rules: &str) -> String {
    let mut bench = Bench::new(rules).pile(PILE);
    bench.stage = Some("essays".to_owned());
    plain(&bench.select().said.out)
}

#[test]
fn nobody_is_called_selected_where_nobody_has_a_seat_yet() {
    let counted = RULES.replace("options = { water", "count = true\noptions = { water");
    assert_ne!(counted, RULES);
    let said = said(&counted);
    let cohort = said.split("The cohort").nth(1).unwrap();
    assert!(cohort.contains("shortlisted of applied"), "{cohort}");
    assert!(!said.contains("selected"), "{said}");
}

#[test]
fn a_list_that_keeps_ties_says_how_many_they_are_beside_the_places_of_the_rules() {
    let said = said(RULES);
    let heads: Vec<&str> = said
        .lines()
        .filter(|line| line.contains(" shortlisted for "))
        .collect();
    assert_eq!(
        heads,
        [
            "Water: 4 shortlisted for 3 places, 1 of them by the total of the last",
            "Forest: 3 shortlisted for 3 places"
        ]
    );
}
