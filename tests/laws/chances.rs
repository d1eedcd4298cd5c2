//! `could_win_a_seat = no` is a promise: here every possible answer is tried.

use proptest::prelude::*;

use super::pile::{EMAIL, ID, Pile, RATES, Shape, TEST, csv, pile, possible, reads};
use super::{cases, ids};
use crate::bench::Bench;

/// More combinations of answers than this are not tried for one application.
const MOST: usize = 200;

/// A row with every possible answer in place of its bad ones. `asked` are the fields that are asked about.
pub(super) fn answers(row: &[String], asked: &[&str]) -> Vec<Vec<String>> {
    // A blank test is worth something, so it stays unless the test is asked about for another reason.
    let settled =
        |column: usize| column == TEST && row[TEST].is_empty() && !asked.contains(&"test");
    let mut answered = vec![row.to_vec()];
    for column in (1..row.len())
        .filter(|column| *column != EMAIL && !settled(*column) && !reads(*column, &row[*column]))
    {
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
    answered
}

/// The pile with every possible answer of one row, and with the person's other applications gone, if only a person can tell
/// which of them stands.
fn answered(pile: &Pile, at: usize, asked: &[&str]) -> Vec<Pile> {
    let row = &pile.rows[at];
    let unsettled = asked.contains(&"one-person");
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
    answers(row, asked).into_iter().map(one_more).collect()
}

/// The test is blank, which earns a point as the rules say; but the level hangs on it, so it is asked about, and then it
/// could earn ten.
#[test]
fn a_blank_that_is_asked_about_may_yet_win_a_seat() {
    let row = |id: &str, level: &str, rates: [&str; 2], test: &str| {
        let cells = [
            id,
            "2020-03-01T08:00:00",
            "",
            "BY",
            "RS",
            "yes",
            "no",
            level,
            "a",
            rates[0],
            rates[1],
            "",
            test,
        ];
        cells.map(str::to_owned).to_vec()
    };
    let rows = vec![
        row("A-1", "lots", ["5", "5"], ""),
        row("A-2", "some", ["6", "6"], "0"),
    ];
    let ran = Bench::new(&Shape::of_one_seat().rules())
        .pile(csv(&rows))
        .lists();
    let asked = ran.rows("clarify.csv");
    let asked: Vec<[&str; 3]> = asked
        .iter()
        .map(|row| {
            [&row["application"], &row["could_win_a_seat"], &row["field"]].map(String::as_str)
        })
        .collect();
    assert_eq!(asked, [["A-1", "yes", "level"], ["A-1", "yes", "test"]]);
}

/// Through a level made of points the blank test is worth five, as the rules say, so that nobody asks about it: what is open
/// hangs on the level alone.
#[test]
fn a_blank_that_rules_settle_is_not_asked_about_with_the_rest() {
    let shape = Shape::of_one_seat().rules();
    let (before, rest) = shape.split_once("table = [").unwrap();
    let (_, after) = rest.split_once("\n]\n").unwrap();
    let points = r#"points = [
  { field = "level", points = { none = 0, some = 1, much = 2 } },
  { field = "test", bands = [{ below = 1, points = 0 }, { from = 1, points = 5 }], blank = 5 },
]
bands = [{ below = 1, level = "none" }, { from = 1, below = 6, level = "some" }, { from = 6, level = "much" }]
"#;
    let row = |id: &str, level: &str, rates: [&str; 2], test: &str| {
        let cells = [
            id,
            "2020-03-01T08:00:00",
            "",
            "BY",
            "RS",
            "yes",
            "no",
            level,
            "a",
            rates[0],
            rates[1],
            "",
            test,
        ];
        cells.map(str::to_owned).to_vec()
    };
    // A-2 has 12.625; A-1 would have 13 with a test of 30 and the level none, which a blank test rules out, and has 9.8 with some.
    let rows = vec![
        row("A-1", "lots", ["5", "5"], ""),
        row("A-2", "none", ["6.5", "7"], "0"),
    ];
    let ran = Bench::new(&format!("{before}{points}{after}"))
        .pile(csv(&rows))
        .lists();
    assert_eq!(
        ran.ranked()
            .iter()
            .map(|row| row["total"].as_str())
            .collect::<Vec<_>>(),
        ["12.625"]
    );
    let asked = ran.rows("clarify.csv");
    let asked: Vec<[&str; 3]> = asked
        .iter()
        .map(|row| {
            [
                &row["field"],
                &row["could_win_a_seat"],
                &row["total_at_most"],
            ]
            .map(String::as_str)
        })
        .collect();
    assert_eq!(asked, [["level", "no", "9.8"]]);
}

proptest! {
    #![proptest_config(cases(150))]

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
            let asked: Vec<&str> =
                questions.iter().filter(|row| &row["application"] == id).map(|row| row["field"].as_str()).collect();
            for answered in answered(&pile, at, &asked) {
                let id = &answered.rows.iter().find(|row| row[ID] == *id || row[ID] == "given later").unwrap()[ID];
                let ranked = answered.run().ranked();
                let seated: Vec<_> = ranked.into_iter().filter(|row| row["outcome"] == "selected").collect();
                prop_assert!(!ids(&seated).contains(id), "{} sits: {:?}", id, answered);
            }
        }
    }
}
