//! One step up and one step down for each scoring rule: the smallest change of one answer that moves its points.

use super::alternatives::{self, Alternatives, Kept, Other, changed, kept, told};
use super::replay::Replay;
use super::told::{Step, Then};
use crate::answers::Applications;
use crate::answers::synthetic::Answers;
use crate::rules::{FieldId, Measure};
use crate::score::Contribution;

/// The steps of somebody ranked.
pub(super) fn steps(
    replay: &Replay<'_>,
    applications: &Applications,
    parts: &[Contribution],
    was: &Then,
) -> Vec<Step> {
    let measures = replay.rules.measures.iter().enumerate().zip(parts);
    measures
        .flat_map(|((at, measure), now)| of(replay, applications, (at, measure), now, was))
        .collect()
}

fn of(
    replay: &Replay<'_>,
    applications: &Applications,
    (at, measure): (usize, &Measure),
    now: &Contribution,
    was: &Then,
) -> [Step; 2] {
    let fields = replay.rules.fields_behind([measure.worth.subject]);
    let cells = alternatives::alternatives(replay, applications, &fields);
    let changes: Vec<(&Alternatives, &Other)> = cells
        .iter()
        .flat_map(|cell| cell.others.iter().map(move |other| (cell, other)))
        .collect();
    let rows: Vec<Answers> = changes
        .iter()
        .map(|change| changed(&replay.this.cells, &[*change]))
        .collect();
    let tried = replay.run(&rows);
    let step = |to: &'static str, up: bool| {
        let moved = |index: &usize| {
            let points = tried.get(*index)?.parts.get(at)?.points.known()?;
            let (points, now) = (points.decimal(), now.points.known()?.decimal());
            let away = if up {
                points.saturating_sub(now)
            } else {
                now.saturating_sub(points)
            };
            (away > rust_decimal::Decimal::ZERO).then_some(away)
        };
        let least = (0..changes.len())
            .filter_map(|index| Some((changes.get(index)?.1.steps, moved(&index)?, index)))
            .min();
        let trial = least.and_then(|(_, _, index)| {
            let ((cell, other), tried) = (changes.get(index)?, tried.get(index)?);
            let change = told(
                replay,
                applications,
                (cell.field, cell.assessor),
                &other.cell,
            );
            Some(replay.trial(vec![change], tried, was))
        });
        let none = trial
            .is_none()
            .then(|| why_not(replay, measure, &fields, now, up));
        Step {
            measure: measure.id.clone(),
            to,
            trial,
            none,
        }
    };
    [step("up", true), step("down", false)]
}

fn why_not(
    replay: &Replay<'_>,
    measure: &Measure,
    fields: &[FieldId],
    now: &Contribution,
    up: bool,
) -> String {
    let at_the_end = if up {
        now.points.known() == Some(measure.worth.most)
    } else {
        now.points.known() == Some(measure.worth.least)
    };
    if at_the_end {
        return format!("already the {}", if up { "most" } else { "least" });
    }
    let kept: Vec<Option<Kept>> = fields
        .iter()
        .map(|field| kept(replay.rules, *field))
        .collect();
    if kept
        .iter()
        .any(|kept| matches!(kept, Some(Kept::Personal | Kept::BesidePersonal)))
    {
        "untold, a personal column has a say".to_owned()
    } else if kept.contains(&Some(Kept::EvenedOut)) {
        "untold, the ratings are evened out".to_owned()
    } else if kept.iter().all(Option::is_some) {
        "fixed".to_owned()
    } else {
        "no one answer moves it".to_owned()
    }
}
