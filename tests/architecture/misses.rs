//! A position that is not there ends the run; no verdict stands in for it.

use std::panic::catch_unwind;

use intake::base::contradiction::Contradiction;
use intake::base::ids::{ApplicationId, Per};

use super::{code, sources};

/// What would let somebody pass one kind of position for another, or turn a miss into a verdict.
const NEVER: [&str; 23] = [
    "application: usize",
    "application: &usize",
    "standing: usize",
    " rule: usize",
    "criterion: usize",
    "measure: usize",
    "level: usize",
    "field: usize",
    "assessor: usize",
    "reader: usize",
    "Criterion(usize)",
    "Group(usize)",
    "Measure(usize)",
    "Level(usize)",
    "applications: &[usize]",
    "unwrap_or(Outcome::",
    "unwrap_or(Verdict::",
    "unwrap_or(Placing::",
    "unwrap_or(OutcomeKind::",
    "map_or(Outcome::",
    "map_or(Verdict::",
    "map_or(Placing::Unplaced",
    "unwrap_or(Judgement",
];

#[test]
fn a_miss_among_applications_is_never_a_verdict() {
    for (file, text) in sources() {
        let text: String = code(&text).split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.replace(" .", ".").replace("( ", "(");
        for never in NEVER {
            assert!(
                !text.contains(never),
                "src/{file} has `{never}`: `base::ids` has the types, and the one door whose miss ends the run"
            );
        }
    }
}

/// Where the rules' lists are still being made, what is named may not be there yet.
const BEING_MADE: &str = "rules/load/";

#[test]
fn nobody_looks_an_id_up_by_its_number() {
    for (file, text) in sources() {
        let text: String = code(&text).split_whitespace().collect();
        let by_number = text.split(".get(").skip(1).find(|after| {
            let asked = after.split([')', '(', '{']).next().unwrap_or_default();
            asked.ends_with(".0") && !file.starts_with(BEING_MADE)
        });
        assert_eq!(
            by_number.map(|after| &after[..after.len().min(40)]),
            None,
            "src/{file}: `base::ids` has `at` for what must be there, and `find` for what may not"
        );
    }
}

#[test]
fn a_miss_says_what_is_not_there_and_who_asked() {
    let per: Per<ApplicationId, u8> = [7].into_iter().collect();
    assert_eq!(per[ApplicationId(0)], 7);
    let payload = catch_unwind(|| per[ApplicationId(1)]).unwrap_err();
    let said = payload.downcast_ref::<Contradiction>().unwrap().to_string();
    assert!(
        said.starts_with("there is no ApplicationId 1 among 1, at tests"),
        "{said}"
    );
}
