//! What came of one application, held against what must come of it.

use std::collections::BTreeSet;

use super::Difference;
use crate::base::ids::{ApplicationId, at};
use crate::record::clarifications;
use crate::rules::examples::{Amount, Expect, Expected};
use crate::rules::{CriterionId, GroupId, LevelId, MeasureId, Rules};
use crate::score::{self, Tally};
use crate::select::{Outcome, Selection};
use crate::values::Answer;

/// The rule a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    Criterion(CriterionId),
    Group(GroupId),
    Level(LevelId),
    Measure(MeasureId),
}

/// Whether anything differs.
pub fn differs(expect: &Expect, selection: &Selection<'_>, application: ApplicationId) -> bool {
    !differences(expect, selection, application).is_empty()
}

/// Everything that differs, with the rules it is about.
pub fn differences(
    expect: &Expect,
    selection: &Selection<'_>,
    application: ApplicationId,
) -> Vec<(Difference, Vec<About>)> {
    let rules = selection.rules;
    let mut found = Vec::new();
    let criteria = |answer: Answer| named(rules, selection, application, answer);
    if let Some(expected) = expect.judgement {
        let came = judgement(selection, application);
        if came != expected {
            let about = if expect.not_met.is_none() && expect.unclear.is_none() {
                let open = |id: &CriterionId| answer(selection, application, *id) != Answer::Met;
                rules
                    .criteria
                    .ids()
                    .filter(open)
                    .map(About::Criterion)
                    .collect()
            } else {
                Vec::new()
            };
            found.push((
                difference(
                    "judgement",
                    expected.word().to_owned(),
                    came.word().to_owned(),
                ),
                about,
            ));
        }
    }
    for (what, expected, wanted) in [
        ("not met", &expect.not_met, Answer::NotMet),
        ("unclear", &expect.unclear, Answer::Unclear),
    ] {
        if let Some(expected) = expected {
            let position = |id: &str| {
                rules
                    .criteria
                    .iter()
                    .position(|criterion| criterion.id == id)
                    .map(CriterionId)
            };
            sets(
                what,
                expected,
                &criteria(wanted),
                |id| position(id).map(About::Criterion),
                &mut found,
            );
        }
    }
    if let Some(expected) = &expect.groups {
        let admits = selection.judgements[application].groups;
        let ids = admits
            .iter()
            .map(|group| rules.places.groups[group].id.clone());
        let position = |id: &str| rules.places.groups.iter().position(|group| group.id == id);
        let about = |id: &str| position(id).map(GroupId).map(About::Group);
        sets("groups", expected, &ids.collect(), about, &mut found);
    }
    if let Some(expected) = &expect.questions {
        let asked = match selection.outcome(application) {
            Outcome::Clarify { .. } => clarifications::clarifications(selection, application),
            _ => Vec::new(),
        };
        let about = asked
            .into_iter()
            .map(|question| question.about.name)
            .collect();
        sets("questions about", expected, &about, |_| None, &mut found);
    }
    for (level, expected) in &expect.levels {
        let came = levels(selection, application, *level);
        if came != *expected {
            let id = &rules.levels[*level].id;
            let difference = difference(&format!("level {id}"), joined(expected), joined(&came));
            found.push((difference, vec![About::Level(*level)]));
        }
    }
    amounts(expect, selection, application, &mut found);
    found
}

fn amounts(
    expect: &Expect,
    selection: &Selection<'_>,
    application: ApplicationId,
    found: &mut Vec<(Difference, Vec<About>)>,
) {
    if expect.points.is_empty() && expect.parts.is_empty() && expect.total.is_none() {
        return;
    }
    let (rules, facts) = (selection.rules, selection.facts(application));
    // Who is not eligible has no score, and neither has an application that does not count.
    let scored = judgement(selection, application) != Expected::Ineligible;
    let mut hold = |what: String, expected: Amount, came: Amount, about: Vec<About>| {
        if !scored || expected != came {
            let came = if scored {
                amount(came)
            } else {
                "no score".to_owned()
            };
            found.push((difference(&what, amount(expected), came), about));
        }
    };
    for (wanted, of_points) in [(&expect.points, true), (&expect.parts, false)] {
        for (id, expected) in wanted {
            let measure = &rules.measures[*id];
            let part = score::contribution(measure, facts);
            let came = if of_points {
                Amount {
                    least: part.points.least.decimal(),
                    most: part.points.most.decimal(),
                }
            } else {
                Amount {
                    least: part.least.decimal(),
                    most: part.most.decimal(),
                }
            };
            let what = if of_points { "points" } else { "part" };
            hold(
                format!("{what} {}", measure.id),
                *expected,
                came,
                vec![About::Measure(*id)],
            );
        }
    }
    if let Some(expected) = expect.total {
        let Tally { least, most } = score::tally(&rules.measures, facts);
        let came = Amount {
            least: least.decimal(),
            most: most.decimal(),
        };
        let stated = !expect.points.is_empty() || !expect.parts.is_empty();
        let about = if stated {
            Vec::new()
        } else {
            rules.measures.ids().map(About::Measure).collect()
        };
        hold("total".to_owned(), expected, came, about);
    }
}

/// What becomes of an application by itself.
fn judgement(selection: &Selection<'_>, application: ApplicationId) -> Expected {
    match selection.outcome(application) {
        Outcome::Selected { .. }
        | Outcome::Reserve { .. }
        | Outcome::Unplaced { .. }
        | Outcome::NotShortlisted
        | Outcome::BelowFloor { .. } => Expected::Eligible,
        Outcome::Clarify { .. } => Expected::Unclear,
        Outcome::Ineligible | Outcome::Superseded { .. } | Outcome::DroppedOut => {
            Expected::Ineligible
        }
    }
}

fn answer(selection: &Selection<'_>, application: ApplicationId, criterion: CriterionId) -> Answer {
    selection.judgements[application].answer(criterion)
}

/// The criteria with an answer, by id.
fn named(
    rules: &Rules,
    selection: &Selection<'_>,
    application: ApplicationId,
    wanted: Answer,
) -> BTreeSet<String> {
    let criteria = rules.criteria.each();
    let wanted = criteria.filter(|(index, _)| answer(selection, application, *index) == wanted);
    wanted.map(|(_, criterion)| criterion.id.clone()).collect()
}

/// The possible levels of an application, by name.
fn levels(
    selection: &Selection<'_>,
    application: ApplicationId,
    level: LevelId,
) -> BTreeSet<String> {
    let rules = selection.rules;
    let possible = at(&selection.levels, level)[application];
    let scale = &rules.form.scales[rules.levels[level].scale];
    let names = possible
        .iter()
        .filter_map(|position| scale.levels.get(usize::from(position)));
    names.map(|(name, _)| name.clone()).collect()
}

fn sets(
    what: &str,
    expected: &BTreeSet<String>,
    came: &BTreeSet<String>,
    about: impl Fn(&str) -> Option<About>,
    found: &mut Vec<(Difference, Vec<About>)>,
) {
    if expected != came {
        let about = expected
            .symmetric_difference(came)
            .filter_map(|id| about(id))
            .collect();
        found.push((difference(what, joined(expected), joined(came)), about));
    }
}

fn difference(what: &str, expected: String, came: String) -> Difference {
    Difference {
        what: what.to_owned(),
        expected,
        came,
    }
}

/// `a, b`; `none` for nothing.
pub(super) fn joined<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

fn amount(amount: Amount) -> String {
    let Amount { least, most } = amount;
    if least == most {
        least.normalize().to_string()
    } else {
        format!("{} to {}", least.normalize(), most.normalize())
    }
}
