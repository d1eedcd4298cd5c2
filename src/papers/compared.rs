//! What is shown of a comparison: the changes in the rules, how many moved where, and who, by the change that did it.

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

/// Where the terminal says that everybody is listed.
const LISTED: &str = "--movers FILE.csv";

/// A heading and what stands under it.
#[derive(Debug)]
pub struct Block {
    pub heading: String,
    /// What is counted, before the lines.
    pub counted: Vec<(String, usize)>,
    pub lines: Vec<String>,
    /// It belongs to the block before.
    goes_on: bool,
}

impl Block {
    fn new(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            counted: Vec::new(),
            lines: Vec::new(),
            goes_on: false,
        }
    }

    fn of(heading: impl Into<String>, lines: Vec<String>) -> Self {
        Self {
            lines,
            ..Self::new(heading)
        }
    }

    /// That there are more than were shown.
    fn more(&mut self, there: usize, shown: usize, what: &str) {
        if there > shown {
            let more = there.saturating_sub(shown);
            self.lines.push(format!("     … and {more} {what}"));
        }
    }
}

/// The page of the terminal.
pub fn page(comparison: &Comparison) -> String {
    let mut page = String::new();
    for line in about(comparison) {
        let _ = writeln!(page, "{line}");
    }
    for block in blocks(comparison, LISTED) {
        if !block.goes_on {
            page.push('\n');
        }
        let _ = writeln!(page, "{}", block.heading);
        let lengths = block.counted.iter().map(|(what, _)| what.chars().count());
        let width = lengths.max().unwrap_or(0);
        for (what, many) in block.counted {
            let _ = writeln!(page, "  {what:width$}  {many:>6}");
        }
        for line in block.lines {
            let _ = writeln!(page, "  {line}");
        }
    }
    page
}

/// What is compared.
pub fn about(comparison: &Comparison) -> Vec<String> {
    let name = |side: &Side| match &side.run {
        Some(run) => format!("run {run} ({})", side.rules),
        None => side.rules.clone(),
    };
    let mut about = vec![
        format!("A  {}", name(&comparison.a)),
        format!("B  {}", name(&comparison.b)),
        count(comparison.applications, "application", "applications"),
    ];
    if comparison.same_applications == Some(false) {
        about.push(
            "the two runs were made from other applications: not all of this is due to the rules"
                .to_owned(),
        );
    }
    about
}

/// What came of it; where not everybody is named it is said where they are listed.
pub fn blocks(comparison: &Comparison, listed: &str) -> Vec<Block> {
    let mut blocks = changes(comparison);
    if !comparison.differs() {
        blocks.push(Block::new(
            "No difference: everybody has the same outcome, place, total and criteria in both",
        ));
        return blocks;
    }
    blocks.push(moves(comparison));
    let mut shown = |heading: &str, lines: Vec<String>, what: &str| {
        if !lines.is_empty() {
            let all = lines.len();
            let mut block = Block::of(heading, lines.into_iter().take(CHANGES).collect());
            block.more(all, CHANGES, what);
            blocks.push(block);
        }
    };
    let cohort = cohort::differences(&comparison.a.cohort, &comparison.b.cohort);
    shown("The cohort", cohort, "more values");
    let balance = balance::differences(&comparison.a.balance, &comparison.b.balance);
    shown("Balance", balance, "more rules");
    people(&mut blocks, comparison, listed);
    blocks
}

fn changes(comparison: &Comparison) -> Vec<Block> {
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
        return vec![Block::new(words)];
    }
    let mut block = Block::new("Changes in the rules");
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
        block.lines.push(numbered(weighed) + &notes);
    }
    block.more(deciding.len(), CHANGES, "more changes");
    let mut blocks = vec![block];
    if !texts.is_empty() {
        let lines = texts.iter().take(NAMED).map(|weighed| numbered(weighed));
        let mut block = Block::of("Texts, which decide nothing", lines.collect());
        block.more(texts.len(), NAMED, "more texts");
        block.goes_on = true;
        blocks.push(block);
    }
    blocks
}

fn numbered(weighed: &Weighed) -> String {
    format!("{:>3}  {}", weighed.change.number, weighed.change.words())
}

fn moves(comparison: &Comparison) -> Block {
    let moving = comparison.movers.iter().filter(|mover| mover.moves).count();
    let rest = comparison.movers.len().saturating_sub(moving);
    let mut block = if moving > 0 {
        let moves = comparison.moves.iter();
        let moves = moves.map(|one| (format!("{} → {}", one.from, one.to), one.applications));
        Block {
            counted: moves.collect(),
            ..Block::new("Who moves")
        }
    } else {
        Block::new("Nobody moves: every outcome and group is the same")
    };
    if rest > 0 {
        block.lines.push(format!(
            "{} the outcome and {} another place, total, chance or criterion",
            count(rest, "application keeps", "applications keep"),
            if rest == 1 { "has" } else { "have" },
        ));
    }
    block
}

/// Everybody who moves, under what does it; where nobody does, everybody who differs.
fn people(blocks: &mut Vec<Block>, comparison: &Comparison, listed: &str) {
    let said = match comparison.attribution {
        // Nothing in the rules can have done it.
        _ if comparison.changes.iter().all(|weighed| weighed.change.text) => None,
        Status::NoApplications => Some(
            "Which change did it can only be found out with the applications: give them after the two runs",
        ),
        Status::Failed => {
            Some("Which change did it was not found out: the changes could not be taken apart")
        }
        Status::Coarse => Some(
            "There are too many changes for this many applications to try each alone: they were tried in bundles, which go by the number of their first",
        ),
        Status::Bounded => Some(
            "Not everybody's changes were looked for to the end: the work would have been too much",
        ),
        Status::Found => None,
    };
    blocks.extend(said.map(Block::new));
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
        let lines = movers.iter().take(NAMED).map(|mover| line(mover));
        let mut block = Block::of(heading(comparison, by, single(comparison)), lines.collect());
        let more = format!("more; {listed} lists everybody");
        block.more(movers.len(), NAMED, &more);
        blocks.push(block);
    }
    if groups.len() > HEADINGS {
        blocks.push(Block::new(format!(
            "… and other sets of changes; {listed} lists everybody"
        )));
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
