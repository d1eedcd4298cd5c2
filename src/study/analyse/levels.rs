//! Derived levels: the tests of their rows, and rows and bands that nothing leads to.

use super::TOO_MANY;
use super::answered::Answered;
use super::eligible_combinations::{Eligible, Who, count_conditions};
use super::report::{Path, Report, listed, then};
use super::tests::{self, Looked};
use crate::base::finding::Code;
use crate::base::ids::with_ids;
use crate::judge::criteria::{answer, level};
use crate::rules::load::Step;
use crate::rules::{Derivation, Level, RowId, Subject};
use crate::study::combinations::Combinations;
use crate::values::{Answer, Number};
use crate::words;

/// Looks at every level.
pub(super) fn levels(
    answered: &Answered<'_>,
    eligible: &Eligible,
    anybody: bool,
    report: &mut Report<'_>,
) {
    let rules = answered.rules;
    for (at, level) in rules.levels.each() {
        let subject = Subject::Level(at);
        let path: Path = vec!["levels".into(), at.into()];
        let id = then(&path, ["id".into()]);
        let what = format!("the level `{}`", level.id);
        let fields = rules.fields_behind([subject]);
        let Some(tried) = answered.every(&fields, count_conditions(rules, &[subject], 1)) else {
            report.unseen(&id, &what, TOO_MANY);
            continue;
        };
        let sure = answered.exact(&[subject]);
        let said = report.only_if(sure, &id, &what, |report| {
            rows(answered, level, &path, &tried, report)
        });
        let reached = reached(level, &tried);
        let outcomes = outcomes(level, &path);
        report.only_if(sure, &id, &what, |report| {
            for ((path, position), _) in outcomes
                .iter()
                .zip(&reached)
                .filter(|(_, reached)| !**reached)
            {
                if said.iter().all(|said| !said.starts_with(path)) {
                    let name = words::level_of_scale(rules, level.scale, *position);
                    let message = format!("no answers lead to this `{name}` of {what}");
                    report.say(
                        Code::Unreachable,
                        path,
                        message,
                        "what stands above it takes everything, or no sum falls here",
                    );
                }
            }
            Vec::new()
        });
        let through = eligible.through(answered, &fields, Who::Ranked);
        if let Some(through) = through.filter(|through| anybody && sure && through.exact) {
            let ranked = answered.combinations(
                &fields,
                through.rows.into_iter().map(|(row, _)| row).collect(),
            );
            let also = self::reached(level, &ranked);
            let others = outcomes
                .iter()
                .zip(reached.iter().zip(&also))
                .filter(|(_, (any, ranked))| **any && !**ranked);
            let mut names: Vec<&str> = others
                .map(|((_, position), _)| words::level_of_scale(rules, level.scale, *position))
                .collect();
            names.dedup();
            if !names.is_empty() {
                let message = format!("nobody in the ranking has {} of {what}", listed(&names));
                report.say(
                    Code::OnlyForOthers,
                    &id,
                    message,
                    "nothing is wrong if eligibility asks for others",
                );
            }
        }
    }
}

/// Looks at the tests of a table's rows; gives back what was said.
fn rows(
    answered: &Answered<'_>,
    level: &Level,
    path: &Path,
    tried: &Combinations<'_>,
    report: &mut Report<'_>,
) -> Vec<Path> {
    let Derivation::Table(rows) = &level.derivation else {
        return Vec::new();
    };
    let mut said = Vec::new();
    for (at, row) in with_ids::<RowId, _>(rows) {
        if let Some(test) = &row.test {
            let path = then(path, ["table".into(), at.into(), "test".into()]);
            said.extend(tests::by_domain(
                &Looked {
                    rules: answered.rules,
                    test,
                    path,
                },
                tried,
                report,
            ));
        }
    }
    said
}

/// Each row or band: its path in the rules, and the level it gives.
fn outcomes(level: &Level, path: &Path) -> Vec<(Path, u8)> {
    match &level.derivation {
        Derivation::Table(rows) => with_ids::<RowId, _>(rows)
            .map(|(at, row)| (then(path, ["table".into(), at.into()]), row.level))
            .collect(),
        Derivation::Points { bands, .. } => with_ids(bands)
            .map(|(at, band)| (then(path, ["bands".into(), Step::Band(at)]), band.gives))
            .collect(),
    }
}

/// Which rows or bands decide for some combination of the grid.
fn reached(level: &Level, tried: &Combinations<'_>) -> Vec<bool> {
    let mut reached = vec![false; outcomes(level, &Path::new()).len()];
    for at in 0..tried.rows.len() {
        let facts = tried.facts(at);
        let found = match &level.derivation {
            Derivation::Table(rows) => {
                let answers = rows.iter().map(|row| {
                    row.test
                        .as_ref()
                        .map_or(Answer::Met, |test| answer(test, facts))
                });
                let first = answers
                    .enumerate()
                    .find(|(_, answer)| *answer != Answer::NotMet);
                first
                    .filter(|(_, answer)| *answer == Answer::Met)
                    .map(|(row, _)| row)
            }
            Derivation::Points { terms, bands } => {
                let (least, most) = level::sum(terms, facts);
                let sum = Number::plain(least);
                bands
                    .iter()
                    .position(|band| least == most && band.covers(sum))
            }
        };
        if let Some(reached) = found.and_then(|found| reached.get_mut(found)) {
            *reached = true;
        }
    }
    reached
}
