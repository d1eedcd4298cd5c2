//! Why there is no selection: what clashes, and the smallest changes of the rules that would do.

use super::problem::Single;
use super::said;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::rules::{Amount, Asks, Rules};
use crate::rulings::Miss;
use crate::seats::balance::{
    BalanceId, Failed, Never, Problem, Reason, Relaxation, Stage, TooHard,
};
use crate::words::outcomes::some_of;

/// So many of the smallest changes are written out.
const MOST: usize = 8;
/// So many of those who would be selected by one of them are named, and so many of those who hold a seat.
const SELECTED: usize = 100;
const HELD: usize = 20;

pub(super) fn findings(
    (rules, misses): (&Rules, &[Miss]),
    singles: &Per<BalanceId, Single>,
    problem: &Problem,
    failed: Failed,
    id: &dyn Fn(StandingId) -> String,
) -> Vec<Finding> {
    match failed {
        Failed::Never(never) => never_held((rules, misses), singles, problem, &never, id),
        Failed::TooHard(hard) => vec![too_hard(rules, singles, problem, &hard)],
    }
}

/// At the line of the rules file that a rule begins with.
fn at(rules: &Rules, line: u32) -> Location {
    Location::File(format!("{}:{line}", rules.file.name))
}

fn never_held(
    (rules, misses): (&Rules, &[Miss]),
    singles: &Per<BalanceId, Single>,
    problem: &Problem,
    never: &Never,
    id: &dyn Fn(StandingId) -> String,
) -> Vec<Finding> {
    let clash = never.clash.iter().map(|reason| {
        let said = said::reason(rules, singles, *reason);
        match reason {
            Reason::Rule(id) => format!("{said}{}", supply(problem, *id)),
            _ => said,
        }
    });
    let clash: Vec<String> = clash.collect();
    let line = never.clash.iter().find_map(|reason| match reason {
        Reason::Rule(id) => Some(rules.balance[singles[*id].rule].line),
        _ => None,
    });
    let message = format!(
        "no selection keeps all that must hold, so that nothing is decided; these clash: {}",
        clash.join("; ")
    );
    let clash = Finding::new(
        Code::NoLawfulSelection,
        at(rules, line.unwrap_or(rules.places.line)),
        message,
    );
    let change = |relaxation: &Relaxation| {
        let line = relaxation.changes.first();
        let line = line.map(|(id, _)| rules.balance[singles[*id].rule].line);
        let changes = relaxation.changes.iter();
        let changes: Vec<String> = changes
            .map(|(rule, by)| changed(rules, singles, *rule, *by))
            .collect();
        let selected = relaxation.selected.as_deref();
        let selected = selected.map_or_else(
            || "who would be selected then is too hard to say".to_owned(),
            |selected| {
                let ids: Vec<String> = selected.iter().map(|one| id(*one)).collect();
                format!("selected would be {}", some_of(&ids, SELECTED))
            },
        );
        let missed = relaxation.changes.iter();
        let missed = missed.map(|(rule, by)| (singles[*rule].name(rules), *by));
        let selected = format!(
            "{selected}; where the rules are to stay, {}",
            Miss::rows(&missed.collect::<Vec<_>>(), misses)
        );
        Finding::new(
            Code::Relaxation,
            at(rules, line.unwrap_or(rules.places.line)),
            format!("one of the smallest changes: {}", changes.join(" and ")),
        )
        .help(selected)
    };
    let held = problem.candidates.each().filter(|(_, one)| one.held);
    let held: Vec<String> = held.map(|(standing, _)| id(standing)).collect();
    let mut findings = vec![match never.relaxations.as_slice() {
        [] if never.clash.contains(&Reason::Held) => clash.help(format!(
            "seats are held by {}: take back a decision `invited` or `confirmed`, or name another group in it",
            some_of(&held, HELD)
        )),
        [] if never.more => {
            clash.help("which changes of the rules would do is too hard to say; change one of these")
        }
        [] => clash,
        [_] if !never.more => clash.help("the smallest change of the rules that would do follows"),
        _ => clash.help("the smallest changes of the rules that would do follow; which is right is for people to decide"),
    }];
    findings.extend(never.relaxations.iter().take(MOST).map(change));
    findings
}

/// How many there are of those of whom a minimum wants more than there may be.
fn supply(problem: &Problem, id: BalanceId) -> String {
    let rule = &problem.rules[id];
    if !matches!(rule.asks, Asks::AtLeast(_)) {
        return String::new();
    }
    let fits = |one: &&crate::seats::balance::Candidate| {
        one.traits.contains(&rule.over) && rule.group.is_none_or(|group| one.groups.contains(group))
    };
    let many = problem.candidates.iter().filter(fits).count();
    format!(" ({many} of them eligible)")
}

fn changed(rules: &Rules, singles: &Per<BalanceId, Single>, id: BalanceId, by: u32) -> String {
    let own = &singles[id];
    // A decision that allows it names the rule by its id.
    let name = format!(
        "{} ({})",
        said::single(rules, own),
        rules.balance[own.rule].id
    );
    let people = if by == 1 {
        "1 person".to_owned()
    } else {
        format!("{by} people")
    };
    match rules.balance[own.rule].asks {
        Asks::AtMost(Amount::People(most)) => {
            format!(
                "{name}: at most {} rather than {most}",
                most.saturating_add(by)
            )
        }
        Asks::AtLeast(Amount::People(least)) => {
            format!(
                "{name}: at least {} rather than {least}",
                least.saturating_sub(by)
            )
        }
        Asks::AtMost(_) => format!("{name}: {people} more than its share"),
        Asks::AtLeast(_) | Asks::Aim(_) => format!("{name}: {people} fewer than its share"),
    }
}

fn too_hard(
    rules: &Rules,
    singles: &Per<BalanceId, Single>,
    problem: &Problem,
    hard: &TooHard,
) -> Finding {
    let what = match hard.stage {
        Stage::Totals => "totals have too many digits to be added up exactly".to_owned(),
        Stage::Lawful => {
            "it could not be found out whether any selection keeps all that must hold".to_owned()
        }
        Stage::Groups | Stage::Seats => format!(
            "it could not be found out how many seats can be filled: {} certainly, and no more than {}",
            hard.have, hard.limit
        ),
        Stage::Targets => format!(
            "it could not be found out of how many seats an aim is a share: {} certainly, and no more than {}",
            hard.have, hard.limit
        ),
        Stage::Aims(reason) => format!(
            "it could not be found out how near this can come: {}; short of {} people at most, and of {} at least",
            said::reason(rules, singles, reason),
            hard.have,
            hard.limit
        ),
        Stage::Rank => format!(
            "of {} people in the ranking the first {} were decided, {} of them selected",
            problem.candidates.len(),
            hard.have,
            hard.selected.len()
        ),
        Stage::Places => "it could not be found out who sits in which group".to_owned(),
        Stage::Why | Stage::Relaxations => "it could not be found out what clashes".to_owned(),
    };
    let message = format!("these balance rules are too hard to be decided for this pool: {what}");
    Finding::new(Code::TooHard, at(rules, rules.places.line), message)
        .help("nothing is guessed; fewer rules that cross one another, or fewer groups that people may name, make it easier")
}
