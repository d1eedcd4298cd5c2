//! The form: the bounds of numbers, the gap that asks for a third reader, the order of scales, and whose applications are one's.

use super::tests::scale;
use super::{Mutation, steps};
use crate::rules::criteria::Bound;
use crate::rules::form::Bounds;
use crate::rules::levels::Term;
use crate::rules::{
    Alike, Ask, Award, Derivation, Duplicates, Field, FieldId, Kind, Rules, ScaleId, Set, Stands,
    Subject, Test, TieBreak,
};
use crate::values::{LevelSet, Points};
use crate::words;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    for (index, field) in rules.form.fields.iter().enumerate() {
        bounds(rules, FieldId(index), field, all);
    }
    for (index, scale) in rules.form.scales.iter().enumerate() {
        for at in 0..scale.levels.len().saturating_sub(1) {
            swapped(rules, ScaleId(index), at, all);
        }
    }
    for (index, rule) in rules.form.duplicates.iter().enumerate() {
        duplicates(rules, index, rule, all);
    }
}

fn bounds(rules: &Rules, id: FieldId, field: &Field, all: &mut Vec<Mutation>) {
    let (Kind::Number(bounds) | Kind::Rating(bounds)) = field.kind else {
        return;
    };
    let idle = (!is_read(rules, id)).then_some("no rule reads the field");
    let rule = format!("field {}", field.name);
    let line = |key| crate::study::examples::line_of_key(rules, field.line, key);
    for (name, bound, is_min) in [("min", bounds.min, true), ("max", bounds.max, false)] {
        for value in bound.map(steps::around).into_iter().flatten() {
            let new = if is_min {
                Bounds {
                    min: Some(value),
                    ..bounds
                }
            } else {
                Bounds {
                    max: Some(value),
                    ..bounds
                }
            };
            // Points are never negative, and a rating is taken for points.
            let awards = rules
                .awards()
                .any(|(of, award)| of == Subject::Field(id) && matches!(award, Award::Rating));
            if new.min > new.max.or(new.min) || awards && value.is_sign_negative() {
                continue;
            }
            let change = format!("{name} {} → {value}", bound.unwrap_or_default());
            let edit = move |rules: &mut Rules| rebound(rules, id, new);
            all.push(Mutation::new(line(name), &rule, change, edit).idle(idle));
        }
    }
    if let Some(third) = &field.third {
        for above in steps::around(third.above)
            .into_iter()
            .filter(|above| !above.is_sign_negative())
        {
            let change = format!("third_above {} → {above}", third.above);
            let edit = move |rules: &mut Rules| {
                if let Some(third) = rules
                    .form
                    .fields
                    .get_mut(id.0)
                    .and_then(|field| field.third.as_mut())
                {
                    third.above = above;
                }
            };
            all.push(Mutation::new(line("third_above"), &rule, change, edit).idle(idle));
        }
    }
}

/// Gives a field other bounds, and what is earned by its number itself another range.
fn rebound(rules: &mut Rules, id: FieldId, bounds: Bounds) {
    if let Some(Kind::Number(old) | Kind::Rating(old)) =
        rules.form.fields.get_mut(id.0).map(|field| &mut field.kind)
    {
        *old = bounds;
    }
    let Some((min, max)) = bounds.min.zip(bounds.max) else {
        return;
    };
    let range = |subject: Subject, award: &Award, blank: Option<Points>| {
        let (least, most) = (Points::written(min), Points::written(max));
        let (low, high) = blank.map_or((least, most), |blank| (least.min(blank), most.max(blank)));
        (subject == Subject::Field(id) && matches!(award, Award::Rating)).then_some((low, high))
    };
    for measure in &mut rules.measures {
        if let Some((least, most)) = range(measure.subject, &measure.award, measure.blank) {
            (measure.least, measure.most) = (least, most);
        }
    }
    for level in &mut rules.levels {
        let Derivation::Points { terms, .. } = &mut level.derivation else {
            continue;
        };
        for term in terms {
            if let Some((least, most)) = range(term.subject, &term.award, term.blank) {
                (term.least, term.most) = (least, most);
            }
        }
    }
}

/// Whether any rule hangs on the field.
fn is_read(rules: &Rules, id: FieldId) -> bool {
    let tests = rules.tests().flat_map(Test::subjects);
    let awards = rules.awards().map(|(subject, _)| subject);
    let ties = rules
        .ranking
        .tie_breaks
        .iter()
        .filter_map(|tie_break| match tie_break {
            TieBreak::Highest(of) | TieBreak::Lowest(of) => Some(*of),
            TieBreak::Earliest(field) => Some(Subject::Field(*field)),
            TieBreak::HighestPart(_) | TieBreak::LowestPart(_) | TieBreak::Lot { .. } => None,
        });
    let same = rules
        .form
        .duplicates
        .iter()
        .flat_map(|rule| rule.same.iter().copied())
        .map(Subject::Field);
    let all: Vec<Subject> = tests.chain(awards).chain(ties).chain(same).collect();
    all.contains(&Subject::Field(id)) || rules.call.submitted == id
}

/// Two neighbours of a scale in the other order; rules go on naming the levels they name.
fn swapped(rules: &Rules, id: ScaleId, at: usize, all: &mut Vec<Mutation>) {
    let Some(scale) = rules.form.scales.get(id.0) else {
        return;
    };
    let name = |at: usize| scale.levels.get(at).map_or("", |(name, _)| name.as_str());
    let above = at.saturating_add(1);
    let change = format!("{} below {} → above it", name(at), name(above));
    let (Ok(low), Ok(high)) = (u8::try_from(at), u8::try_from(above)) else {
        return;
    };
    let mut mutation = Mutation::new(
        scale_line(rules, id, at),
        &format!("scale {}", scale.name),
        change,
        move |rules| {
            swap(rules, id, low, high);
        },
    );
    if let Some(fields) = fields_on(rules, id) {
        mutation = mutation.behind(fields);
    }
    all.push(mutation);
}

/// The line of a level of a scale.
fn scale_line(rules: &Rules, id: ScaleId, at: usize) -> u32 {
    let name = rules
        .form
        .scales
        .get(id.0)
        .map_or("", |scale| scale.name.as_str());
    let heading = format!("[[scales.{name}]]");
    let lines = (1_u32..).zip(rules.file.text.lines());
    lines
        .filter(|(_, line)| line.trim() == heading)
        .map(|(number, _)| number)
        .nth(at)
        .unwrap_or(0)
}

/// The fields behind everything that reads a scale; none where a tie-break does.
fn fields_on(rules: &Rules, id: ScaleId) -> Option<Vec<FieldId>> {
    let on = |subject: Subject| scale(rules, subject) == Some(id);
    let tied = rules
        .ranking
        .tie_breaks
        .iter()
        .any(|tie_break| match tie_break {
            TieBreak::Highest(of) | TieBreak::Lowest(of) => on(*of),
            _ => false,
        });
    let levels = (0..rules.levels.len()).map(|level| Subject::Level(crate::rules::LevelId(level)));
    let levels =
        levels.filter(|level| on(*level) || rules.derived_from(*level).into_iter().any(on));
    let tests = rules
        .tests()
        .map(Test::subjects)
        .filter(|subjects| subjects.iter().any(|subject| on(*subject)));
    let awards = rules
        .awards()
        .map(|(subject, _)| subject)
        .filter(|subject| on(*subject));
    let all: Vec<Subject> = levels.chain(tests.flatten()).chain(awards).collect();
    (!tied).then(|| rules.fields_behind(all))
}

fn swap(rules: &mut Rules, id: ScaleId, low: u8, high: u8) {
    let turned = |level: u8| match level {
        level if level == low => high,
        level if level == high => low,
        level => level,
    };
    let before = rules.clone();
    let on = |subject: Subject| scale(&before, subject) == Some(id);
    if let Some(scale) = rules.form.scales.get_mut(id.0) {
        scale.levels.swap(usize::from(low), usize::from(high));
    }
    let award = |subject: Subject, award: &mut Award| {
        if let (true, Award::Table { rows, .. }) = (on(subject), award) {
            rows.iter_mut().for_each(|row| set(&mut row.value, turned));
        }
    };
    let groups = rules
        .places
        .groups
        .iter_mut()
        .filter_map(|group| group.test.as_mut());
    for test in rules
        .criteria
        .iter_mut()
        .map(|criterion| &mut criterion.test)
        .chain(groups)
    {
        renamed(test, &on, &turned);
    }
    for measure in &mut rules.measures {
        award(measure.subject, &mut measure.award);
    }
    for level in &mut rules.levels {
        match &mut level.derivation {
            Derivation::Table(rows) => {
                for row in rows {
                    row.test
                        .as_mut()
                        .into_iter()
                        .for_each(|test| renamed(test, &on, &turned));
                    row.level = if level.scale == id {
                        turned(row.level)
                    } else {
                        row.level
                    };
                }
            }
            Derivation::Points { terms, bands } => {
                terms.iter_mut().for_each(
                    |Term {
                         subject, award: of, ..
                     }| award(*subject, of),
                );
                for band in bands.iter_mut().filter(|_| level.scale == id) {
                    band.gives = turned(band.gives);
                }
            }
        }
    }
}

/// The test with the levels of a scale under other positions.
fn renamed(test: &mut Test, on: &impl Fn(Subject) -> bool, turned: &impl Fn(u8) -> u8) {
    match test {
        Test::Any(tests) | Test::All(tests) => {
            tests.iter_mut().for_each(|test| renamed(test, on, turned))
        }
        Test::Not(test) => renamed(test, on, turned),
        Test::Leaf(leaf) if on(leaf.subject) => match &mut leaf.ask {
            Ask::AtLeast(Bound::Level(level)) | Ask::AtMost(Bound::Level(level)) => {
                *level = turned(*level)
            }
            Ask::OneOf(values) => set(values, turned),
            _ => {}
        },
        Test::Leaf(_) => {}
    }
}

fn set(values: &mut Set, turned: impl Fn(u8) -> u8) {
    if let Set::Levels(levels) = values {
        *levels = levels
            .iter()
            .fold(LevelSet::default(), |all, level| all.with(turned(level)));
    }
}

fn duplicates(rules: &Rules, index: usize, rule: &Duplicates, all: &mut Vec<Mutation>) {
    let name = format!("duplicates {}", rule.id);
    let line = crate::study::examples::line_of_key(rules, rule.line, "stands");
    let word = |stands: Stands| match stands {
        Stands::Latest => "latest",
        Stands::Earliest => "earliest",
        Stands::Ask => "ask",
        Stands::All => "all",
    };
    for stands in [Stands::Latest, Stands::Earliest, Stands::Ask, Stands::All] {
        if stands != rule.stands {
            let change = format!("stands {} → {}", word(rule.stands), word(stands));
            let edit = move |rules: &mut Rules| {
                if let Some(rule) = rules.form.duplicates.get_mut(index) {
                    rule.stands = stands;
                }
            };
            all.push(Mutation::new(line, &name, change, edit));
        }
    }
    // What is only pointed out decides nothing, and other answers than these are the same or not.
    let mut kinds = rule
        .same
        .iter()
        .filter_map(|field| rules.form.fields.get(field.0))
        .map(|field| &field.kind);
    let can_be_alike = kinds.any(|kind| matches!(kind, Kind::Text | Kind::Email | Kind::Id));
    if rule.stands != Stands::All && can_be_alike {
        let (word, other) = match rule.alike {
            Alike::Ask => ("alike ask → apart", Alike::Apart),
            Alike::Apart => ("alike apart → ask", Alike::Ask),
        };
        let edit = move |rules: &mut Rules| {
            if let Some(rule) = rules.form.duplicates.get_mut(index) {
                rule.alike = other;
            }
        };
        all.push(Mutation::new(line, &name, word.to_owned(), edit));
    }
    let line = crate::study::examples::line_of_key(rules, rule.line, "same");
    for (at, field) in rule.same.iter().enumerate().filter(|_| rule.same.len() > 1) {
        let change = format!(
            "same without {}",
            words::subject(rules, Subject::Field(*field))
        );
        let edit = move |rules: &mut Rules| {
            if let Some(rule) = rules.form.duplicates.get_mut(index) {
                rule.same.remove(at);
            }
        };
        all.push(Mutation::new(line, &name, change, edit));
    }
}
