//! What balance rules mean, one sentence each. People are the groups they fit and, behind a colon, what they have (`?` before what they
//! may have); their totals fall by one from 100.

use intake::rank::StandingId;
use intake::rules::GroupId;
use intake::rules::{Aim, Amount, Asks, Assignment, Objective, Share};
use intake::seats::Placing;
use intake::seats::balance::{
    BalanceId, Candidate, Checker, Failed, Obstacle, Open, Problem, Reason, Rule, TraitId,
};
use rust_decimal::Decimal;

use super::make::{Case, nobody};

fn pool(groups: &str, people: &str, rules: &[Rule]) -> Case {
    let sizes: Vec<u32> = groups
        .split(' ')
        .map(|group| group[1..].parse().unwrap())
        .collect();
    let mut wishes = Vec::new();
    let mut candidates = Vec::new();
    for (at, person) in people.split_whitespace().enumerate() {
        let (fits, has) = person.split_once(':').unwrap_or((person, ""));
        let fits: Vec<usize> = fits.bytes().map(|byte| usize::from(byte - b'a')).collect();
        let (has, may) = has.split_once('?').unwrap_or((has, ""));
        candidates.push(Candidate {
            in_groups: false,
            groups: fits.iter().copied().map(GroupId).collect(),
            traits: has.chars().map(named).collect(),
            unclear: may.chars().map(named).collect(),
            total: Decimal::from(100 - at),
            held: false,
        });
        wishes.push(fits);
    }
    let problem = Problem {
        cap: sizes.iter().sum(),
        sizes: sizes.into(),
        candidates: candidates.into(),
        rules: rules.to_vec().into(),
        ..nobody()
    };
    Case { problem, wishes }
}

fn named(letter: char) -> TraitId {
    TraitId(letter as usize - 'a' as usize)
}

fn rule(over: char, asks: Asks) -> Rule {
    let (over, group, slack) = (named(over), None, 0);
    Rule {
        over,
        group,
        asks,
        slack,
    }
}

fn at_most(people: u32, over: char) -> Rule {
    rule(over, Asks::AtMost(Amount::People(people)))
}

fn at_least(people: u32, over: char) -> Rule {
    rule(over, Asks::AtLeast(Amount::People(people)))
}

fn aim(least: Amount, over: char, within: Option<u32>) -> Rule {
    let (priority, within) = (1, within.map(Decimal::from));
    rule(
        over,
        Asks::Aim(Aim {
            least,
            priority,
            within,
        }),
    )
}

impl Case {
    fn told(&self) -> String {
        let seats = self.seats().unwrap().into_iter();
        seats.map(crate::seats::told).collect::<Vec<_>>().join(" ")
    }
}

const SECOND: StandingId = StandingId(1);

#[test]
fn a_most_is_never_exceeded_and_the_next_comes_in() {
    let case = pool("a2", "a:m a:m a:m a:w", &[at_most(1, 'm')]);
    assert_eq!(case.told(), "a . . a");
    let mut balanced = case.solve().unwrap();
    let rule = Reason::Rule(BalanceId(0));
    assert_eq!(balanced.why(SECOND).unwrap().reasons, [rule]);
    let swap = balanced.swap(SECOND).unwrap().unwrap();
    assert_eq!(swap.seated, StandingId(3));
    assert_eq!(swap.certificate.reasons, [rule]);
    // Had they stood above the first, it would have been them.
    assert_eq!(balanced.cutoff(SECOND).unwrap(), Some(StandingId(0)));
}

#[test]
fn seats_that_a_minimum_needs_are_kept_for_it() {
    let case = pool("a2", "a:m a:m a:w", &[at_least(1, 'w')]);
    assert_eq!(case.told(), "a . a");
    let why = case.solve().unwrap().why(SECOND).unwrap();
    assert_eq!(why.reasons, [Reason::Cap, Reason::Rule(BalanceId(0))]);
}

#[test]
fn whoever_is_below_all_who_are_seated_was_not_exchanged_for_anybody() {
    let case = pool("a1", "a:w a:w", &[at_least(1, 'w')]);
    let mut balanced = case.solve().unwrap();
    assert_eq!(balanced.why(SECOND).unwrap().reasons, [Reason::Cap]);
    assert_eq!(balanced.swap(SECOND).unwrap(), None);
}

#[test]
fn an_aim_that_cannot_be_met_empties_no_seat() {
    let half = Amount::Share(Share {
        numerator: 1,
        denominator: 2,
    });
    let case = pool("a3", "a:m a:m a:m a:w", &[aim(half, 'w', None)]);
    assert_eq!(case.told(), "a a . a");
    let met = case.solve().unwrap().aims().unwrap().remove(0);
    assert_eq!((met.target, met.reached), (2, 1));
    assert_eq!(met.obstacle, Some(Obstacle::Supply(1)));
}

#[test]
fn an_aim_names_the_rule_it_clashes_with() {
    let rules = [at_most(1, 'n'), aim(Amount::People(2), 'w', None)];
    let case = pool("a2", "a:wn a:wn a:m", &rules);
    assert_eq!(case.told(), "a . a");
    let met = case.solve().unwrap().aims().unwrap().remove(0);
    assert_eq!(
        met.obstacle,
        Some(Obstacle::Conflict(vec![Reason::Rule(BalanceId(0))]))
    );
}

#[test]
fn a_gentle_aim_passes_nobody_over_who_is_further_ahead() {
    let with = |within| {
        let rules = [aim(Amount::People(1), 'w', within)];
        pool("a2", "a:m a:m a:m a:w", &rules)
    };
    assert_eq!(with(None).told(), "a . . a");
    assert_eq!(with(Some(2)).told(), "a . . a");
    assert_eq!(with(Some(1)).told(), "a a . .");
    let balanced = with(Some(2));
    let balanced = balanced.solve().unwrap();
    let window = &balanced.settled.windows[0];
    assert_eq!(
        (&window.left[..], &window.came[..]),
        (&[SECOND][..], &[StandingId(3)][..])
    );
}

#[test]
fn an_answer_that_cannot_be_read_helps_no_minimum_and_counts_against_no_maximum() {
    let unread = "a:?w a:?w a:w";
    assert_eq!(pool("a2", unread, &[at_least(1, 'w')]).told(), "a . a");
    assert_eq!(pool("a2", unread, &[at_most(0, 'w')]).told(), "a a .");
    let case = pool("a2", unread, &[aim(Amount::People(2), 'w', None)]);
    let met = case.solve().unwrap().aims().unwrap().remove(0);
    assert_eq!((met.reached, met.unclear), (1, 1));
}

#[test]
fn rules_that_cannot_all_hold_are_named_with_the_smallest_changes_and_who_would_come_in() {
    // Eight regions, of each three people, for 22 seats.
    let people: Vec<String> = (0..24)
        .map(|at| format!("a:{}", (b'a' + at % 8) as char))
        .collect();
    let rules: Vec<Rule> = ('a'..='h').map(|region| at_least(3, region)).collect();
    let case = pool("a22", &people.join(" "), &rules);
    let Err(Failed::Never(never)) = case.solve() else {
        panic!("it came out");
    };
    assert_eq!(never.clash.len(), 9);
    assert_eq!((never.relaxations.len(), never.more), (8, false));
    let first = &never.relaxations[0];
    assert_eq!(first.changes, [(BalanceId(0), 2)]);
    // The two lowest of region a are left out.
    let selected = (0..24).filter(|at| ![8, 16].contains(at)).map(StandingId);
    assert_eq!(first.selected, Some(selected.collect()));
}

#[test]
fn what_clashes_is_named_although_the_smallest_changes_are_too_much_work_to_find() {
    // Of 24 minimums 18 must give, any 18.
    let people: Vec<String> = ('a'..='x').map(|region| format!("a:{region}")).collect();
    let rules: Vec<Rule> = ('a'..='x').map(|region| at_least(1, region)).collect();
    let mut case = pool("a6", &people.join(" "), &rules);
    case.problem.budget = 2_000_000;
    let Err(Failed::Never(never)) = case.solve() else {
        panic!("it came out");
    };
    assert_eq!(never.clash.len(), 8);
    assert!(never.relaxations.is_empty() && never.more);
}

#[test]
fn by_force_somebody_has_a_seat_and_somebody_else_has_none() {
    let case = pool("a2", "a:m a:m a:m a:w", &[at_most(1, 'm')]);
    let problem = case.problem.with_seat_for(SECOND);
    let wishes = case.wishes;
    assert_eq!(Case { problem, wishes }.told(), ". a . a");
}

/// Whether a selection and its numbers stand up to the checker, and each certificate does.
fn is_proved(case: &Case) -> bool {
    let mut balanced = case.solve().unwrap();
    let (settled, seats) = (balanced.settled.clone(), balanced.seats.clone());
    let mut checker = Checker::new(&case.problem, &settled, &seats);
    let out = seats.each().filter(|(_, seat)| **seat == Placing::Unplaced);
    checker.is_lawful()
        && checker.is_settled(&balanced.proofs)
        && out.into_iter().all(|(standing, _)| {
            let why = balanced.why(standing).unwrap();
            checker.keeps_out(standing, &why)
        })
}

#[test]
fn whoever_comes_in_for_an_aim_for_whom_nobody_leaves_is_not_barred_by_it() {
    // The first takes a and leaves nobody else room there, until the aim wants somebody in; then they sit in b.
    let mut case = pool(
        "a1 b1",
        "ab a:w a:w",
        &[aim(Amount::People(2), 'w', Some(0))],
    );
    for candidate in &mut case.problem.candidates {
        candidate.total = Decimal::TWO;
    }
    case.problem.assignment = Assignment::PreferenceFirst;
    case.problem.objective = Objective::RankFirst;
    assert_eq!(case.told(), "b a .");
    assert!(is_proved(&case));
}

#[test]
fn what_a_group_can_fill_is_proved_while_all_seats_are_filled_also_where_the_ranking_comes_first() {
    // Two in a would leave two of four seats empty.
    let half = Amount::Share(Share {
        numerator: 1,
        denominator: 2,
    });
    let of_a = Rule {
        group: Some(GroupId(0)),
        ..aim(half, 'x', None)
    };
    let rules = [at_most(2, 'x'), at_most(2, 'y'), of_a];
    let mut case = pool("a2 b2 c2", "a:xy a:xy b:x b:x c:y c:y", &rules);
    case.problem.cap = 4;
    case.problem.objective = Objective::RankFirst;
    assert!(is_proved(&case));
}

#[test]
fn somebody_without_a_seat_may_be_needed_for_how_many_the_groups_can_seat_and_so_for_the_open_places()
 {
    let third = Amount::Share(Share {
        numerator: 1,
        denominator: 3,
    });
    let rules = [at_most(1, 'z'), rule('x', Asks::AtLeast(third))];
    // One of three seated must be x, and only one z may be: three sit. The last two fill two seats of a, which leaves two open ones.
    let mut case = pool("a3", ":xz : : a a:xz", &rules);
    case.problem.cap = 4;
    case.problem.open = Open::Unfilled;
    assert_eq!(case.told(), "open open . a .");
    // Without the last a can seat one, and there are three open places.
    let mut case = pool("a3", ":xz : : a", &rules);
    case.problem.cap = 4;
    case.problem.open = Open::Unfilled;
    assert_eq!(case.told(), "open open open .");
}

#[test]
fn totals_of_seven_digits_are_added_up_also_where_group_choices_decide() {
    let one = |groups: &[usize], traits: &[usize], total: &str| Candidate {
        groups: groups.iter().copied().map(GroupId).collect(),
        traits: traits.iter().copied().map(TraitId).collect(),
        total: total.parse().unwrap(),
        ..Candidate::default()
    };
    let people = Amount::People;
    let all = Share {
        numerator: 1,
        denominator: 1,
    };
    let aim = Asks::Aim(Aim {
        least: people(1),
        priority: 0,
        within: None,
    });
    let rule = |over, group, asks| Rule {
        over: TraitId(over),
        group: Some(GroupId(group)),
        asks,
        slack: 0,
    };
    let problem = Problem {
        cap: 1,
        sizes: vec![1, 0].into(),
        open: Open::Places(1),
        candidates: vec![
            one(&[1], &[3], "2.0"),
            one(&[], &[], "1.9"),
            one(&[1], &[0, 3], "1.9"),
            one(&[], &[], "1.9"),
            one(&[0], &[1], "1.9"),
        ]
        .into(),
        objective: Objective::Total,
        assignment: Assignment::PreferenceFirst,
        rules: vec![
            rule(1, 0, aim),
            rule(0, 1, Asks::AtMost(Amount::Share(all))),
            rule(3, 1, Asks::AtLeast(people(0))),
        ]
        .into(),
        ..nobody()
    };
    let wishes = vec![vec![1], vec![], vec![1], vec![], vec![0]];
    let case = Case { problem, wishes };
    for person in 0..5 {
        let mut case = case.clone();
        case.problem.candidates[StandingId(person)].total = "100000.0".parse().unwrap();
        assert!(case.solve().is_ok(), "{person}");
    }
}
