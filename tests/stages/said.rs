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

#[test]
fn a_letter_says_how_many_are_on_a_list_and_not_that_it_had_as_many_places() {
    let essays = super::essays();
    let past = intake::engine::Past::open(&essays).unwrap();
    let about = intake::engine::explain::About::ForApplicant("A-05".to_owned());
    let nothing = intake::engine::Pile {
        applications: &[],
        ratings: &[],
        rulings: &[],
        reading: &intake::table::Options::default(),
        follows: None,
        stage_before: None,
    };
    let format = intake::engine::explain::Format::Text;
    let page = intake::engine::explain::explain(&past, &about, nothing, format).unwrap();
    let page = plain(&page);
    assert!(
        page.contains("4 people are on the shortlist of the group Water."),
        "{page}"
    );
}
