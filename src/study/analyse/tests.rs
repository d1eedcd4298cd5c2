//! Tests and their parts: what no answer meets, what every answer meets, and what changes nothing beside the rest.

use super::report::{Path, Report, parts, ticked};
use crate::base::finding::Code;
use crate::base::ids::{Per, id, ids, with_ids};
use crate::judge::criteria::answer;
use crate::rules::{Rules, Test};
use crate::study::combinations::{Combinations, Row};
use crate::values::Answer;
use crate::words;

id! {
    /// A part of an `any` or `all`.
    PartId
}

id! {
    /// Which of the combinations that are let through.
    ContextId
}

/// A test, the grid over its fields, and who it belongs to.
pub(super) struct Looked<'a> {
    pub(super) rules: &'a Rules,
    pub(super) test: &'a Test,
    pub(super) path: Path,
}

/// What is known about a part before it is looked at beside others.
struct Seen {
    met: bool,
    not_met: bool,
    unclear: bool,
}

/// Says which parts can never be met or always are, whatever is answered. Gives back the paths of what was said.
pub(super) fn by_domain(
    looked: &Looked<'_>,
    tried: &Combinations<'_>,
    report: &mut Report<'_>,
) -> Vec<Path> {
    let mut said = Vec::new();
    constant(
        looked.rules,
        looked.test,
        &looked.path,
        tried,
        report,
        &mut said,
    );
    if !said.contains(&looked.path) {
        let every: Vec<(usize, bool)> = (0..tried.rows.len()).map(|row| (row, false)).collect();
        idle(
            looked.rules,
            (looked.test, &looked.path),
            tried,
            (&every, true),
            None,
            report,
            &mut said,
        );
    }
    said
}

/// Says which parts change nothing for the combinations let through by the rest of the rules, besides what is said already.
/// `who` are those, in words.
pub(super) fn by_others(
    looked: &Looked<'_>,
    tried: &Combinations<'_>,
    context: &[(usize, bool)],
    who: &str,
    report: &mut Report<'_>,
    said: &mut Vec<Path>,
) {
    idle(
        looked.rules,
        (looked.test, &looked.path),
        tried,
        (context, true),
        Some(who),
        report,
        said,
    );
}

fn seen(test: &Test, tried: &Combinations<'_>) -> Seen {
    let mut seen = Seen {
        met: false,
        not_met: false,
        unclear: false,
    };
    for row in 0..tried.rows.len() {
        match answer(test, tried.facts(row)) {
            Answer::Met => seen.met = true,
            Answer::NotMet => seen.not_met = true,
            Answer::Unclear => seen.unclear = true,
        }
    }
    seen
}

fn constant(
    rules: &Rules,
    test: &Test,
    path: &Path,
    tried: &Combinations<'_>,
    report: &mut Report<'_>,
    said: &mut Vec<Path>,
) {
    let found = seen(test, tried);
    let text = ticked(&words::test(rules, test));
    if !found.met {
        report.say(
            Code::NeverMet,
            path,
            format!("no answer meets {text}"),
            "the fields' own values exclude it, or its parts exclude each other",
        );
    } else if !found.not_met {
        let message = if found.unclear {
            format!("every answer meets {text}: only a blank or unreadable one leaves it open")
        } else {
            format!("every answer meets {text}, a blank one as well")
        };
        report.say(
            Code::AlwaysMet,
            path,
            message,
            "take it out, or ask for less than everything",
        );
    } else {
        for (part, path) in parts(test, path) {
            constant(rules, part, &path, tried, report, said);
        }
        return;
    }
    said.push(path.clone());
}

/// How many parts answer what, for one combination.
#[derive(Clone, Copy, Default)]
struct Tally {
    met: usize,
    not_met: usize,
    unclear: usize,
}

impl Tally {
    fn of(&mut self, answer: Answer) -> &mut usize {
        match answer {
            Answer::Met => &mut self.met,
            Answer::NotMet => &mut self.not_met,
            Answer::Unclear => &mut self.unclear,
        }
    }

    fn with(mut self, answer: Answer) -> Self {
        *self.of(answer) = self.of(answer).saturating_add(1);
        self
    }

    fn without(mut self, answer: Answer) -> Self {
        *self.of(answer) = self.of(answer).saturating_sub(1);
        self
    }

    /// What the parts come to under `all` or `any`.
    fn answer(self, all: bool) -> Answer {
        let decided = if all {
            (self.not_met, Answer::NotMet)
        } else {
            (self.met, Answer::Met)
        };
        match (decided.0 > 0, self.unclear > 0) {
            (true, _) => decided.1,
            (false, true) => Answer::Unclear,
            (false, false) => !decided.1,
        }
    }
}

/// Looks for parts of `any` and `all` without which the whole comes out the same for every combination of the context, and
/// in what is below. A combination marked open is one that something else leaves unclear: there, met and unclear are one,
/// as long as no `not` (`upright`) turns them round.
fn idle(
    rules: &Rules,
    (test, path): (&Test, &Path),
    tried: &Combinations<'_>,
    (context, upright): (&[(usize, bool)], bool),
    who: Option<&str>,
    report: &mut Report<'_>,
    said: &mut Vec<Path>,
) {
    if said.contains(path) {
        return;
    }
    let below = parts(test, path);
    if let Test::Any(_) | Test::All(_) = test {
        let all = matches!(test, Test::All(_));
        let column = |part: &Test| {
            context
                .iter()
                .map(|(row, _)| answer(part, tried.facts(*row)))
                .collect()
        };
        let answers: Per<PartId, Per<ContextId, Answer>> =
            below.iter().map(|(part, _)| column(part)).collect();
        // What never counts for a reason of its own is out already.
        let mut kept: Vec<PartId> = with_ids(&below)
            .filter(|(_, (_, path))| !said.contains(path))
            .map(|(part, _)| part)
            .collect();
        let of = |part: PartId, row: ContextId| answers[part][row];
        let tally = |row: ContextId| {
            kept.iter()
                .fold(Tally::default(), |tally, part| tally.with(of(*part, row)))
        };
        let mut tallies: Per<ContextId, Tally> = ids(context.len()).map(tally).collect();
        for (part, (test, path)) in with_ids(&below).rev() {
            if kept.len() < 2 || !kept.contains(&part) {
                continue;
            }
            let same = tallies
                .each()
                .zip(context)
                .all(|((row, tally), (_, open))| {
                    let (with, without) =
                        (tally.answer(all), tally.without(of(part, row)).answer(all));
                    let harmless =
                        *open && upright && with != Answer::NotMet && without != Answer::NotMet;
                    with == without || harmless
                });
            if !same {
                continue;
            }
            let text = ticked(&words::test(rules, test));
            let message = match who {
                None => format!("{text} changes nothing beside the other parts of the test"),
                Some(who) => format!("{text} changes nothing for {who}"),
            };
            report.say(
                Code::NeverDecides,
                path,
                message,
                "take it out, or say what it was meant to ask",
            );
            said.push(path.clone());
            kept.retain(|other| *other != part);
            for (row, tally) in tallies.each_mut() {
                *tally = tally.without(of(part, row));
            }
        }
    }
    let upright = upright && !matches!(test, Test::Not(_));
    for (part, path) in &below {
        idle(
            rules,
            (part, path),
            tried,
            (context, upright),
            who,
            report,
            said,
        );
    }
}

/// A test without some of its parts, which stand in the `any` and `all` of it and leave something in each.
pub(super) fn without(test: &Test, path: &Path, out: &[&Path]) -> Test {
    let mut left = parts(test, path)
        .into_iter()
        .filter(|(_, path)| !out.contains(&path))
        .map(|(test, path)| without(test, &path, out));
    match test {
        Test::Any(_) => Test::Any(left.collect()),
        Test::All(_) => Test::All(left.collect()),
        Test::Not(inner) => Test::Not(Box::new(left.next().unwrap_or_else(|| (**inner).clone()))),
        Test::Leaf(leaf) => Test::Leaf(leaf.clone()),
    }
}

/// The positions in a grid over every combination of the rows let through.
pub(super) fn context(tried: &Combinations<'_>, rows: &[(Row, bool)]) -> Vec<(usize, bool)> {
    let found =
        |(row, open): &(Row, bool)| tried.rows.binary_search(row).ok().map(|at| (at, *open));
    rows.iter().filter_map(found).collect()
}
