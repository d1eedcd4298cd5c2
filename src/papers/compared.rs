//! What the terminal shows of a comparison: the changes in the rules, how many moved where, and who, by the change that did it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{balance, cohort};
use crate::base::counted::count;
use crate::study::compare::state::{Mover, State};
use crate::study::compare::{Comparison, Side, Status, Weighed};
use crate::values::{OutcomeKind, SeatIn};

/// At most so many people are named under one heading, and so many headings and changes shown.
const NAMED: usize = 12;
const HEADINGS: usize = 25;
const CHANGES: usize = 60;

/// The page.
pub fn page(comparison: &Comparison) -> String {
    let mut page = String::new();
    let name = |side: &Side| match &side.run {
        Some(run) => format!("run {run} ({})", side.rules),
        None => side.rules.clone(),
    };
    let _ = writeln!(page, "A  {}", name(&comparison.a));
    let _ = writeln!(page, "B  {}", name(&comparison.b));
    let _ = writeln!(
        page,
        "{}",
        count(comparison.applications, "application", "applications")
    );
    if comparison.same_applications == Some(false) {
        page.push_str(
            "the two runs were made from other applications: not all of this is due to the rules\n",
        );
    }
    changes(&mut page, comparison);
    if !comparison.differs() {
        page.push_str(
            "\nNo difference: everybody has the same outcome, place, total and criteria in both\n",
        );
        return page;
    }
    moves(&mut page, comparison);
    let cohort = cohort::differences(&comparison.a.cohort, &comparison.b.cohort);
    if !cohort.is_empty() {
        page.push_str("\nThe cohort\n");
        for line in cohort.iter().take(CHANGES) {
            let _ = writeln!(page, "  {line}");
        }
        more(&mut page, cohort.len(), CHANGES, "more values");
    }
    let balance = balance::differences(&comparison.a.balance, &comparison.b.balance);
    if !balance.is_empty() {
        page.push_str("\nBalance\n");
        for line in balance.iter().take(CHANGES) {
            let _ = writeln!(page, "  {line}");
        }
        more(&mut page, balance.len(), CHANGES, "more rules");
    }
    people(&mut page, comparison);
    page
}

fn changes(page: &mut String, comparison: &Comparison) {
    let (texts, deciding): (Vec<&Weighed>, Vec<&Weighed>) = comparison
        .changes
        .iter()
        .partition(|weighed| weighed.change.text);
    if comparison.changes.is_empty() {
        let same = comparison.a.sha256 == comparison.b.sha256;
        let words = if same {
            "The rules are the same"
        } else {
            "The rules differ in comments, layout or order alone"
        };
        let _ = writeln!(page, "\n{words}");
        return;
    }
    page.push_str("\nChanges in the rules\n");
    for weighed in deciding.iter().take(CHANGES) {
        let mut notes = String::new();
        if !weighed.stands_with.is_empty() {
            let _ = write!(
                notes,
                "; cannot stand without {}",
                numbers(&weighed.stands_with, "and")
            );
        }
        if weighed.has_effect == Some(false) {
            notes.push_str("; without effect here");
        }
        let _ = writeln!(
            page,
            "  {:>3}  {}{notes}",
            weighed.change.number,
            weighed.change.words()
        );
    }
    more(page, deciding.len(), CHANGES, "more changes");
    if !texts.is_empty() {
        page.push_str("Texts, which decide nothing\n");
        for weighed in texts.iter().take(NAMED) {
            let _ = writeln!(
                page,
                "  {:>3}  {}",
                weighed.change.number,
                weighed.change.words()
            );
        }
        more(page, texts.len(), NAMED, "more texts");
    }
}

fn more(page: &mut String, there: usize, shown: usize, what: &str) {
    if there > shown {
        let _ = writeln!(page, "       … and {} {what}", there.saturating_sub(shown));
    }
}

fn moves(page: &mut String, comparison: &Comparison) {
    let moving = comparison.movers.iter().filter(|mover| mover.moves).count();
    let rest = comparison.movers.len().saturating_sub(moving);
    if moving > 0 {
        page.push_str("\nWho moves\n");
        let width = comparison
            .moves
            .iter()
            .map(|one| one.from.len().saturating_add(one.to.len()))
            .max()
            .unwrap_or(0);
        for one in &comparison.moves {
            let pad = width.saturating_sub(one.from.len().saturating_add(one.to.len()));
            let _ = writeln!(
                page,
                "  {} → {}{:pad$}  {:>6}",
                one.from, one.to, "", one.applications
            );
        }
    } else {
        page.push_str("\nNobody moves: every outcome and group is the same\n");
    }
    if rest > 0 {
        let _ = writeln!(
            page,
            "  {} the outcome and {} another place, total, chance or criterion",
            count(rest, "application keeps", "applications keep"),
            if rest == 1 { "has" } else { "have" },
        );
    }
}

/// Everybody who moves, under what does it; where nobody does, everybody who differs.
fn people(page: &mut String, comparison: &Comparison) {
    match comparison.attribution {
        // Nothing in the rules can have done it.
        _ if comparison.changes.iter().all(|weighed| weighed.change.text) => {}
        Status::NoApplications => page.push_str(
            "\nWhich change did it can only be found out with the applications: give them after the two runs\n",
        ),
        Status::Failed => {
            page.push_str("\nWhich change did it was not found out: the changes could not be taken apart\n");
        }
        Status::Coarse => page.push_str(
            "\nThere are too many changes for this many applications to try each alone: they were tried in bundles, which go by the number of their first\n",
        ),
        Status::Bounded => {
            page.push_str("\nNot everybody's changes were looked for to the end: the work would have been too much\n");
        }
        Status::Found => {}
    }
    let any_moves = comparison.movers.iter().any(|mover| mover.moves);
    let shown = comparison
        .movers
        .iter()
        .filter(|mover| mover.moves || !any_moves);
    let mut groups: BTreeMap<(usize, Vec<Vec<usize>>), Vec<&Mover>> = BTreeMap::new();
    for mover in shown {
        let size = mover.by.iter().map(Vec::len).min().unwrap_or(usize::MAX);
        groups
            .entry((size, mover.by.clone()))
            .or_default()
            .push(mover);
    }
    let single = |comparison: &Comparison| {
        comparison
            .changes
            .iter()
            .filter(|one| !one.change.text)
            .count()
            == 1
    };
    for ((_, by), movers) in groups.iter_mut().take(HEADINGS) {
        weightiest_first(movers);
        page.push('\n');
        let _ = writeln!(page, "{}", heading(comparison, by, single(comparison)));
        for mover in movers.iter().take(NAMED) {
            let _ = writeln!(page, "  {}", line(mover));
        }
        more(
            page,
            movers.len(),
            NAMED,
            "more; --movers FILE.csv lists everybody",
        );
    }
    if groups.len() > HEADINGS {
        let _ = writeln!(
            page,
            "\n… and other sets of changes; --movers FILE.csv lists everybody"
        );
    }
}

fn heading(comparison: &Comparison, by: &[Vec<usize>], only: bool) -> String {
    let words = |set: &Vec<usize>| match set.as_slice() {
        [number] => {
            let change = comparison
                .changes
                .iter()
                .find(|weighed| weighed.change.number == *number);
            let what = change.map_or("", |weighed| weighed.change.what.as_str());
            let bundle = comparison
                .changes
                .iter()
                .filter(|weighed| weighed.tried_as == Some(*number))
                .count();
            match bundle {
                0 | 1 => format!("{number} ({what})"),
                _ => format!(
                    "{number} ({what}) and the {} others of its bundle",
                    bundle.saturating_sub(1)
                ),
            }
        }
        _ => numbers(set, "and"),
    };
    match by {
        [] if comparison.attribution == Status::NoApplications
            || comparison.attribution == Status::Failed =>
        {
            "Moved".to_owned()
        }
        [] => "By changes that were not looked for".to_owned(),
        [set] if only => format!("By {}, the only change that decides anything", words(set)),
        [set] if set.len() == 1 => format!("By {} alone", words(set)),
        [set] => format!("By {} together; none of them alone", words(set)),
        several => {
            let sets: Vec<String> = several.iter().map(|set| numbers(set, "with")).collect();
            format!("By each of {} alone", sets.join("; "))
        }
    }
}

/// `1`, `1 and 2`, `1, 2 and 3`.
fn numbers(numbers: &[usize], last: &str) -> String {
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        Some((one, before)) if !before.is_empty() => format!("{} {last} {one}", before.join(", ")),
        _ => texts.concat(),
    }
}

/// `A-0042: was selected environment (place 12, total 70), is reserve 1 of environment (place 19, total 66)`; of somebody
/// who keeps the outcome only what is not the same: `A-0009: still unplaced; place was 30, is 28`.
pub fn line(mover: &Mover) -> String {
    let words = |state: &Option<State>| {
        state
            .as_ref()
            .map_or_else(|| "not there".to_owned(), State::words)
    };
    let (Some(from), Some(to), false) = (&mover.from, &mover.to, mover.moves) else {
        return format!(
            "{}: was {}, is {}",
            mover.application,
            words(&mover.from),
            words(&mover.to)
        );
    };
    let list = |ids: &[String]| {
        if ids.is_empty() {
            "none".to_owned()
        } else {
            ids.join(", ")
        }
    };
    let number = |number: Option<String>| number.unwrap_or_else(|| "none".to_owned());
    let total = |state: &State| match (&state.total, &state.total_at_most) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (total, _) => number(total.clone()),
    };
    let chance = |state: &State| {
        if state.could_sit == Some(true) {
            "yes"
        } else {
            "no"
        }
        .to_owned()
    };
    let reserve = |state: &State| number(state.reserve.map(|at| at.to_string()));
    let position = |state: &State| number(state.position.map(|at| at.to_string()));
    let differing = |what: &str, of: &dyn Fn(&State) -> String| {
        let (was, is) = (of(from), of(to));
        (was != is).then(|| format!("{what} was {was}, is {is}"))
    };
    let said = [
        differing("reserve", &reserve),
        differing("place", &position),
        differing("total", &total),
        differing("not met", &|state| list(&state.not_met)),
        differing("unclear", &|state| list(&state.unclear)),
        differing("could win a seat", &chance),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let outcome = match (&from.group, from.outcome) {
        (Some(SeatIn::Open), _) => from.outcome_words(),
        (Some(group), OutcomeKind::Reserve) => format!("reserve of {group}"),
        (Some(group), outcome) => format!("{outcome} {group}"),
        (None, outcome) => outcome.in_words().to_owned(),
    };
    format!(
        "{}: still {outcome}; {}",
        mover.application,
        said.join("; ")
    )
}

/// Whoever loses or wins a seat first, then a place on a reserve list; then in the order of ids.
pub fn weightiest_first(movers: &mut [&Mover]) {
    movers.sort_by_key(|mover| {
        let had = |outcome: OutcomeKind| {
            [&mover.from, &mover.to]
                .map(|state| state.as_ref().is_some_and(|state| state.outcome == outcome))
        };
        let chosen = [&mover.from, &mover.to].map(|state| {
            state
                .as_ref()
                .is_some_and(|state| state.outcome.is_chosen())
        });
        match (chosen, had(OutcomeKind::Reserve)) {
            ([true, _], _) => 0,
            ([_, true], _) => 1,
            (_, [true, _] | [_, true]) => 2,
            _ => 3,
        }
    });
}
