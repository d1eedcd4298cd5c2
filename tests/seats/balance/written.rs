//! The same from a rules file and applications to the records: the whole way is held against brute force, not the solver alone.

use std::fmt::Write as _;

use intake::rules::places::Several;
use intake::rules::{Aim, Amount, Asks, Assignment, GroupId, Objective};
use intake::seats::Placing;
use intake::seats::balance::{Open, Problem};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::make::{Case, PLAIN, With, problem};
use super::reference;
use crate::bench::{Bench, outcome, said};
use crate::proofs::proofs;

/// What a rules file cannot say is put otherwise: no group and no cap without a seat, no rule over nobody, open places by the cap, and
/// totals that tell everybody apart.
fn sayable(mut case: Case) -> Option<Case> {
    let problem = &mut case.problem;
    let seats: u32 = problem.sizes.iter().sum();
    if problem.cap == 0 || problem.sizes.iter().any(|size| *size == 0) {
        return None;
    }
    if let Open::Places(places) = problem.open {
        problem.open = Open::Places(if places == 0 {
            0
        } else {
            problem.cap.saturating_sub(seats)
        });
    }
    for rule in &mut problem.rules {
        let (Asks::AtMost(amount) | Asks::AtLeast(amount) | Asks::Aim(Aim { least: amount, .. })) =
            &mut rule.asks;
        match amount {
            Amount::People(0) => *amount = Amount::People(1),
            Amount::Share(share) if share.numerator == 0 => share.numerator = 1,
            Amount::People(_) | Amount::Share(_) => {}
        }
        if let Asks::Aim(aim) = &mut rule.asks {
            aim.priority += 1;
        }
    }
    for (at, candidate) in problem.candidates.iter_mut().enumerate() {
        candidate.total = Decimal::from(100 - 7 * at);
    }
    Some(case)
}

fn rules(problem: &Problem) -> String {
    let head = include_str!("../../../sample-applications/small/balance.toml");
    let (programme, _) = head.split_once("[places]").unwrap();
    let mut text = format!("{programme}[places]\ncap = {}\n", problem.cap);
    text += match problem.open {
        Open::Places(_) if problem.open == Open::Places(0) => "open = \"none\"\n",
        Open::Places(_) => "open = \"best-ranked\"\n",
        Open::Unfilled => "open = \"best-ranked\"\nunfilled = \"become-open\"\n",
    };
    text += match problem.objective {
        Objective::Rank => "",
        Objective::RankFirst => "fill = \"rank-first\"\n",
        Objective::Total => "objective = \"total\"\n",
    };
    text += match problem.assignment {
        Assignment::SelectionFirst => "",
        Assignment::PreferenceFirst => "assignment = \"preference-first\"\n",
    };
    text += match problem.several {
        Several::FirstPreference => "several = \"first-preference\"\n",
        Several::BestPlace => "several = \"best-place\"\n",
    };
    text += "deal = \"by-rank\"\npreference = \"groups\"\ncites = [\"all\"]\n";
    for (GroupId(at), size) in problem.sizes.each() {
        let _ = write!(
            text,
            "[[groups]]\nid = \"g{at}\"\ntitle = \"G{at}\"\nsize = {size}\ncites = [\"all\"]\ntest = {{ field = \"groups\", is = \"g{at}\" }}\n"
        );
    }
    text += "[fields.id]\ntype = \"id\"\nheadings = [\"ID\"]\n[fields.submitted]\ntype = \"timestamp\"\nheadings = [\"At\"]\n\
             [fields.rating]\ntype = \"number\"\nheadings = [\"Rating\"]\nmin = 0\nmax = 100\n\
             [fields.groups]\ntype = \"choices\"\nheadings = [\"Groups\"]\n[fields.groups.options]\nnothing = []\n";
    for GroupId(at) in problem.sizes.ids() {
        let _ = writeln!(text, "g{at} = []");
    }
    text += "[fields.has]\ntype = \"choices\"\nuse = \"balance-only\"\nheadings = [\"Has\"]\n[fields.has.options]\nnothing = []\nt0 = []\nt1 = []\nt2 = []\nt3 = []\n\
             [[scoring]]\nid = \"rating\"\ntitle = \"Rating\"\ncites = [\"all\"]\nweight = 1\nfield = \"rating\"\nrating = true\n\
             [ranking]\ntie_breaks = [{ lot = \"x\" }]\ncites = [\"all\"]\n";
    for (at, rule) in problem.rules.iter().enumerate() {
        let _ = write!(
            text,
            "[[balance]]\nid = \"r{at}\"\ntitle = \"R{at}\"\ncites = [\"all\"]\ntest = {{ field = \"has\", is = \"t{}\" }}\n",
            rule.over.0
        );
        if let Some(GroupId(group)) = rule.group {
            let _ = writeln!(text, "group = \"g{group}\"");
        }
        let amount = |amount: &Amount| match amount {
            Amount::People(people) => people.to_string(),
            Amount::Share(share) => format!("\"{}/{}\"", share.numerator, share.denominator),
        };
        let _ = match &rule.asks {
            Asks::AtMost(most) => writeln!(text, "at_most = {}", amount(most)),
            Asks::AtLeast(least) => writeln!(text, "at_least = {}\nhard = true", amount(least)),
            Asks::Aim(aim) => writeln!(
                text,
                "at_least = {}\npriority = {}",
                amount(&aim.least),
                aim.priority
            ),
        };
    }
    text
}

fn pile(case: &Case) -> String {
    let mut text = "ID,At,Groups,Has,Rating\n".to_owned();
    let of = |letter: &str, all: Vec<usize>| match all.as_slice() {
        [] => "nothing".to_owned(),
        all => all
            .iter()
            .map(|at| format!("{letter}{at}"))
            .collect::<Vec<_>>()
            .join(";"),
    };
    for (at, candidate) in case.problem.candidates.iter().enumerate() {
        let has = candidate.traits.iter().map(|own| own.0).collect();
        let _ = writeln!(
            text,
            "P-{at},2025-01-01T10:00:00,{},{},{}",
            of("g", case.wishes[at].clone()),
            of("t", has),
            candidate.total
        );
    }
    text
}

/// Where everybody sits, as the records have it, and everybody without a seat has a proof that holds; none where nothing was written.
fn came(case: &Case) -> Option<Vec<String>> {
    let ran = Bench::new(&rules(&case.problem)).pile(pile(case)).select();
    match ran.said.exit as u8 {
        3 => {
            assert!(
                ran.said.err.contains("no-lawful-selection"),
                "{}",
                ran.said.err
            );
            return None;
        }
        exit => assert!(exit <= 1, "{}", ran.said.err),
    }
    let mut seats = vec![String::new(); case.problem.candidates.len()];
    for record in ran.audit().iter().skip(1) {
        let id = said(&record["application"]);
        let at: usize = id.strip_prefix("P-").unwrap().parse().unwrap();
        seats[at] = outcome(record);
    }
    let without = seats.iter().filter(|seat| !seat.starts_with("selected"));
    if let Some(proofs) = proofs(&ran.files).unwrap() {
        assert_eq!(
            (proofs.passed_over, proofs.proved),
            (without.clone().count(), without.count())
        );
    }
    Some(seats)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_run_says_is_what_brute_force_finds(
        case in problem(With {
            held: false,
            objectives: &[Objective::Rank, Objective::RankFirst, Objective::Total],
            assignments: &[Assignment::SelectionFirst, Assignment::PreferenceFirst],
            ..PLAIN
        })
        .prop_filter_map("no file says it", sayable)
        .prop_filter("a file without applications is refused", |case| !case.problem.candidates.is_empty())
    ) {
        let best = reference::best(&case.problem, &case.wishes);
        let best = best.map(|(way, _)| {
            let told = reference::told(&case.problem, &way);
            let word = |placing: &Placing| match placing {
                Placing::Seat(GroupId(at)) => format!("selected g{at}"),
                Placing::OpenSeat => "selected open".to_owned(),
                Placing::Reserve { .. } | Placing::Unplaced => "unplaced".to_owned(),
            };
            told.iter().map(word).collect::<Vec<_>>()
        });
        prop_assert_eq!(came(&case), best, "{}\n{}", rules(&case.problem), pile(&case));
    }
}
