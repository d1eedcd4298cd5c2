//! The stages so far: what each came to by itself, who was to go on, and how the total was put together.

use rust_decimal::Decimal;

use super::{Case, Section};
use crate::papers::titles;
use crate::record::Before;
use crate::rules::{AtStage, Combination, Stage, StageId};
use crate::words;

pub(in crate::papers) fn section(case: Case<'_>) -> Section {
    of_all(case, true)
}

/// The same for the applicant, who does not have the rules file.
pub(in crate::papers) fn letter(case: Case<'_>) -> Section {
    of_all(case, false)
}

fn of_all(case: Case<'_>, located: bool) -> Section {
    let mut section = Section::new("stages", "The stages");
    let Some(at) = &case.rules.at else {
        return section;
    };
    let told_by = |id: StageId| {
        let before = case.record.before.as_ref();
        let mut all = std::iter::successors(before, |one| one.before.as_deref());
        let stages = std::iter::successors(at.stage.before(), |stage| stage.before());
        let by = stages.take_while(|stage| *stage != id).count();
        all.nth(by).filter(|_| id < at.stage)
    };
    let so_far = case.rules.stages.each();
    for (id, stage) in so_far.filter(|(id, _)| *id <= at.stage) {
        let says = words::stages::stage(&at.whole, stage);
        section.line(
            0,
            match located {
                true => format!("{says} (line {}) [{}]", stage.line, stage.cites.join(", ")),
                false => format!("{says} [{}]", case.numbers(&stage.cites)),
            },
        );
        let own = alone(case, at, id);
        if let Some(own) = own {
            let floor = stage.floor.map_or_else(String::new, |floor| {
                format!("; at least {} were needed", floor.normalize())
            });
            section.line(1, format!("its points come to {own}{floor}"));
        }
        if let Some(before) = told_by(id) {
            let in_its_run = match located {
                true => "in its run",
                false => "what came of it",
            };
            let words = match before.took_part() {
                true => format!("{in_its_run}: {}", told(case, before)),
                false => "took no part in it".to_owned(),
            };
            section.line(1, words);
        }
        if id == at.stage {
            section.line_if_at(combined(case, at, stage));
        }
    }
    section
}

impl Section {
    fn line_if_at(&mut self, line: Option<String>) {
        if let Some(line) = line {
            self.line(1, line);
        }
    }
}

/// What the points of a stage come to by themselves; none where they are not known, or not looked at here.
fn alone(case: Case<'_>, at: &AtStage, stage: StageId) -> Option<Decimal> {
    let own = at.own.find(stage).filter(|own| !own.is_empty())?;
    let mut sum = Decimal::ZERO;
    for (measure, weight) in own {
        let id = &case.rules.measures[*measure].id;
        let mut parts = case.record.parts.iter();
        let part = parts.find(|part| part.id == id.as_str())?;
        let points = Decimal::from_str_exact(part.points.as_deref()?).ok()?;
        sum = sum.saturating_add(points.saturating_mul(weight.decimal()));
    }
    Some(sum.normalize())
}

/// What was told of the stage before.
fn told(case: Case<'_>, before: &Before<'_>) -> String {
    let place = before
        .place
        .map_or_else(String::new, |place| format!(", place {place}"));
    let total = before
        .total
        .as_ref()
        .map_or_else(String::new, |total| format!(" with a total of {total}"));
    let of = before.group.as_ref().map_or_else(String::new, |group| {
        format!(" for {}", titles::seat(case.rules, group).title)
    });
    let after = before.reserve.map_or_else(String::new, |number| {
        format!("; number {number} of those who come after the reserves")
    });
    let what = before.outcome.in_words();
    format!("{what}{of}{place}{total}{after}")
}

/// `the total is 0.4 × 14 + 0.6 × 9 = 11`.
fn combined(case: Case<'_>, at: &AtStage, stage: &Stage) -> Option<String> {
    at.stage.before()?;
    let total = case.record.total.as_deref()?;
    if case.record.total_at_most.is_some() {
        return None;
    }
    let stages = case.rules.stages.ids();
    let so_far = stages.take_while(|id| *id <= at.stage);
    let each: Option<Vec<String>> = match &stage.combine {
        Combination::Last => None,
        Combination::Sum => so_far
            .map(|id| Some(alone(case, at, id)?.to_string()))
            .collect(),
        Combination::Weights(weights) => so_far
            .zip(weights)
            .map(|(id, weight)| Some(format!("{weight} × {}", alone(case, at, id)?)))
            .collect(),
    };
    Some(format!("the total is {} = {total}", each?.join(" + ")))
}
