//! Criteria and groups: each test by what can be answered at all, and by what the other criteria let through.

use super::TOO_MANY;
use super::answered::Answered;
use super::eligible_combinations::{Eligible, Who, of_test};
use super::report::{Path, Report, listed, then, ticked};
use super::tests::{self, Looked, context};
use crate::base::finding::Code;
use crate::judge::criteria::answer;
use crate::rules::load::Step;
use crate::rules::{CriterionId, FieldId, OpenPlaces, Rules, Subject};
use crate::study::combinations::Combinations;
use crate::values::Answer;
use crate::words;

const OTHERS: &str = "whoever meets the other criteria";

/// The path of a criterion's test; the deadline has its own.
pub(super) fn of_criterion(id: CriterionId) -> (Path, Path) {
    match id.0.checked_sub(1) {
        None => (
            vec!["call".into(), "deadline".into()],
            vec!["call".into(), "deadline".into()],
        ),
        Some(at) => {
            let rule: Path = vec!["eligibility".into(), at.into()];
            (then(&rule, ["id".into()]), then(&rule, ["test".into()]))
        }
    }
}

/// Looks at every criterion; gives back whether anybody can meet all of them, as far as that could be seen.
pub(super) fn criteria(
    answered: &Answered<'_>,
    eligible: &Eligible,
    report: &mut Report<'_>,
) -> bool {
    let rules = answered.rules;
    let mut looked = Vec::new();
    for (index, criterion) in rules.criteria.each() {
        let (id, path) = of_criterion(index);
        let (fields, conditions) = of_test(rules, &criterion.test);
        let what = format!("the criterion `{}`", criterion.id);
        let Some(tried) = answered.every(&fields, conditions) else {
            report.unseen(&id, &what, TOO_MANY);
            continue;
        };
        let test = Looked {
            rules,
            test: &criterion.test,
            path,
        };
        let sure = answered.exact(&criterion.test.subjects());
        let said = report.only_if(sure, &id, &what, |report| {
            tests::by_domain(&test, &tried, report)
        });
        looked.push((index, id, fields, tried, test, said));
    }
    if let Some((first, ids)) = nobody(answered, eligible) {
        let (path, _) = of_criterion(first);
        let message = match ids.as_slice() {
            [one] => format!("nobody can be eligible: no answers meet the criterion `{one}`"),
            several => format!(
                "nobody can be eligible: no answers meet the criteria {} together",
                listed(several)
            ),
        };
        report.say(
            Code::NobodyEligible,
            &path,
            message,
            "one of them says something else than the call",
        );
        return false;
    }
    // From the last to the first, so that of two that say the same the later is named, and only one.
    let mut eligible = eligible.clone();
    let mut without: Vec<CriterionId> = Vec::new();
    for (index, id, fields, tried, test, mut said) in looked.into_iter().rev() {
        let what = format!("the criterion `{}`", rules.criteria[index].id);
        let all_but: Vec<CriterionId> = without.iter().copied().chain([index]).collect();
        let Some(through) = eligible.through(answered, &fields, Who::Meeting { all_but: &all_but })
        else {
            report.unseen(&id, &what, TOO_MANY);
            continue;
        };
        if said.contains(&test.path) {
            without.push(index);
            continue;
        }
        let sure = through.exact && answered.exact(&test.test.subjects());
        let context = context(&tried, &through.rows);
        let implied =
            context
                .iter()
                .all(|(row, open)| match answer(test.test, tried.facts(*row)) {
                    Answer::Met => true,
                    Answer::Unclear => *open,
                    Answer::NotMet => false,
                });
        let said = report.only_if(sure, &id, &what, |report| {
            if implied {
                without.push(index);
                let text = ticked(&words::test(rules, test.test));
                let message = format!("{OTHERS} meets {text}, too: the criterion refuses nobody");
                report.say(
                    Code::NeverDecides,
                    &id,
                    message,
                    "take it out, or say what it was meant to ask",
                );
            } else {
                tests::by_others(&test, &tried, &context, OTHERS, report, &mut said);
            }
            said.clone()
        });
        // Two that each change nothing beside the other must not both be named, in one criterion or two: what was said to change
        // nothing is out when the next is looked at.
        let out: Vec<&Path> = said.iter().collect();
        if !out.is_empty() {
            eligible.replace(
                answered,
                index,
                &tests::without(test.test, &test.path, &out),
            );
        }
    }
    true
}

/// The fewest criteria that cannot be met together, with the position of the first; none where everything can be.
fn nobody<'r>(answered: &Answered<'r>, eligible: &Eligible) -> Option<(CriterionId, Vec<&'r str>)> {
    let criteria = &answered.rules.criteria;
    let empty = |fields: &[FieldId], all_but: &[CriterionId]| {
        let through = eligible.through(answered, fields, Who::Meeting { all_but });
        through.is_some_and(|through| through.exact && through.rows.iter().all(|(_, open)| *open))
    };
    let fields = criteria
        .iter()
        .map(|criterion| of_test(answered.rules, &criterion.test).0)
        .find(|fields| !fields.is_empty() && empty(fields, &[]))?;
    let mut out: Vec<CriterionId> = Vec::new();
    for index in criteria.ids().rev() {
        let tried: Vec<CriterionId> = out.iter().copied().chain([index]).collect();
        if empty(&fields, &tried) {
            out = tried;
        }
    }
    let left: Vec<CriterionId> = criteria.ids().filter(|id| !out.contains(id)).collect();
    let ids = left.iter().map(|id| criteria[*id].id.as_str());
    Some((left.first().copied()?, ids.collect()))
}

/// Looks at every group: by what can be answered, and by whom eligibility lets through.
pub(super) fn groups(
    answered: &Answered<'_>,
    eligible: &Eligible,
    anybody: bool,
    report: &mut Report<'_>,
) {
    let rules = answered.rules;
    for (index, group) in rules.places.groups.each() {
        // Of a test that the rules do not state nothing is to be said but who is left without a group.
        let Some(test) = group.test.as_ref().filter(|_| !group.by_name) else {
            continue;
        };
        let path: Path = vec!["groups".into(), index.into()];
        let id = then(&path, ["id".into()]);
        let what = format!("the group `{}`", group.id);
        let (fields, conditions) = of_test(rules, test);
        let Some(tried) = answered.every(&fields, conditions) else {
            report.unseen(&id, &what, TOO_MANY);
            continue;
        };
        let looked = Looked {
            rules,
            test,
            path: then(&path, ["test".into()]),
        };
        let sure = answered.exact(&test.subjects());
        let mut said = report.only_if(sure, &id, &what, |report| {
            tests::by_domain(&looked, &tried, report)
        });
        if said.contains(&looked.path) || !anybody {
            continue;
        }
        let Some(through) = eligible.through(answered, &fields, Who::Ranked) else {
            report.unseen(&id, &what, TOO_MANY);
            continue;
        };
        let context = context(&tried, &through.rows);
        let answers: Vec<Answer> = context
            .iter()
            .map(|(row, _)| answer(test, tried.facts(*row)))
            .collect();
        report.only_if(sure && through.exact, &id, &what, |report| {
            if answers.iter().all(|answer| *answer != Answer::Met) {
                let help = "the criteria and the group's test exclude each other";
                report.say(
                    Code::Unreachable,
                    &id,
                    format!("nobody who is eligible fits {what}"),
                    help,
                );
            } else if answers.iter().all(|answer| *answer == Answer::Met) {
                let message = format!("whoever is eligible fits {what}: its test decides nothing");
                let help = match rules.places.preference {
                    None => "take the test out: a group without one takes everybody",
                    Some(_) => "nothing is wrong if that is meant",
                };
                report.say(Code::NeverDecides, &id, message, help);
            } else {
                tests::by_others(
                    &looked,
                    &tried,
                    &context,
                    "whoever is in the ranking",
                    report,
                    &mut said,
                );
            }
            Vec::new()
        });
    }
    if anybody {
        homeless(answered, eligible, report);
    }
}

/// Says who is eligible and fits no group.
fn homeless(answered: &Answered<'_>, eligible: &Eligible, report: &mut Report<'_>) {
    let rules = answered.rules;
    let Some(tests) = rules
        .places
        .groups
        .iter()
        .map(|group| group.test.as_ref())
        .collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let path: Path = vec![Step::Name("groups".to_owned())];
    let subjects: Vec<Subject> = tests.iter().flat_map(|test| test.subjects()).collect();
    let fields = rules.fields_behind(subjects.iter().copied());
    let what = "who is eligible and fits no group";
    let Some(through) = eligible.through(answered, &fields, Who::Ranked) else {
        return report.unseen(&path, what, TOO_MANY);
    };
    let tried = answered.combinations(
        &fields,
        through.rows.into_iter().map(|(row, _)| row).collect(),
    );
    let fits_none = |row: &usize| {
        tests
            .iter()
            .all(|test| answer(test, tried.facts(*row)) == Answer::NotMet)
    };
    let Some(row) = (0..tried.rows.len()).find(fits_none) else {
        return;
    };
    let example = example(rules, &tried, row);
    let (message, help) = match rules.places.open {
        OpenPlaces::None => (
            format!("somebody can be eligible and fit no group: {example}"),
            "refuse them by a criterion that says why, or give them a group",
        ),
        OpenPlaces::BestRanked => (
            format!(
                "somebody can be eligible and fit no group, so that only an open place is left to them: {example}"
            ),
            "refuse them by a criterion that says why, or give them a group, if that is not meant",
        ),
    };
    // Somebody who was found is there; only what could not be looked at may refuse them.
    if through.whole {
        report.say(Code::NoGroup, &path, message, help);
    } else {
        report.unseen(&path, what, TOO_MANY);
    }
}

/// A combination of answers in words: `themes is something else`.
fn example(rules: &Rules, tried: &Combinations<'_>, row: usize) -> String {
    let part = |field: &FieldId| {
        let subject = Subject::Field(*field);
        let reading = tried.facts(row).reading(subject);
        let said = words::reading(rules, subject, &reading);
        let said = match (said, &*reading) {
            (Some(text), _) => text.into_owned(),
            (None, crate::values::Reading::Blank) => "blank".to_owned(),
            (None, _) => "any other text".to_owned(),
        };
        format!("`{}` is {said}", words::subject(rules, subject))
    };
    tried.fields.iter().map(part).collect::<Vec<_>>().join(", ")
}
