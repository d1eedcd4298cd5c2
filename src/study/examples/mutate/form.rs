//! The form: the bounds of numbers, the order of scales, and whose applications are one's.

use super::{Mutation, panel, steps};
use crate::rules::criteria::Bound;
use crate::rules::form::{Bounds, DeclaredScale};
use crate::rules::{
    Alike, Derivation, Duplicates, DuplicatesId, Field, FieldId, Kind, LevelId, Rules, ScaleId,
    Set, Stands, Subject, Test, TieBreak,
};
use crate::values::{LevelSet, Points};
use crate::words;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    for (id, field) in rules.form.fields.each() {
        bounds(rules, id, field, all);
    }
    for (id, scale) in rules.form.scales.each() {
        for at in 0..scale.levels.len().saturating_sub(1) {
            swapped(rules, id, at, all);
        }
    }
    for (index, rule) in rules.form.duplicates.each() {
        duplicates(rules, index, rule, all);
    }
}

fn bounds(rules: &Rules, id: FieldId, field: &Field, all: &mut Vec<Mutation>) {
    let Some(bounds) = field.kind.bounds().copied() else {
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
                .worths_of(Subject::Field(id))
                .any(|worth| worth.award.is_itself());
            if new.min > new.max.or(new.min) || awards && value.is_sign_negative() {
                continue;
            }
            let change = format!("{name} {} → {value}", bound.unwrap_or_default());
            let edit = move |rules: &mut Rules| rebound(rules, id, new);
            all.push(Mutation::new(line(name), &rule, change, edit).idle(idle));
        }
    }
    panel::mutations(rules, id, field, idle, all);
}

/// Gives a field other bounds, and what is earned by its number itself another range.
fn rebound(rules: &mut Rules, id: FieldId, bounds: Bounds) {
    if let Some(old) = rules.form.fields[id].kind.bounds_mut() {
        *old = bounds;
    }
    let all = rules.form.fields[id].bounds();
    let Some((min, max)) = all.and_then(|all| all.min.zip(all.max)) else {
        return;
    };
    let (min, max) = (Points::written(min), Points::written(max));
    let of = rules
        .worths_mut()
        .filter(|worth| worth.subject == Subject::Field(id));
    for worth in of.filter(|worth| worth.award.is_itself()) {
        worth.least = worth.blank.map_or(min, |blank| min.min(blank));
        worth.most = worth.blank.map_or(max, |blank| max.max(blank));
    }
}

/// Whether any rule hangs on the field.
fn is_read(rules: &Rules, id: FieldId) -> bool {
    let subject = Subject::Field(id);
    rules.is_judged(subject)
        || rules
            .ranking
            .tie_breaks
            .iter()
            .any(|tie_break| tie_break.subject() == Some(subject))
        || rules
            .form
            .duplicates
            .iter()
            .any(|rule| rule.same.contains(&id))
        || rules.call.submitted == id
}

/// Two neighbours of a scale in the other order; rules go on naming the levels they name.
fn swapped(rules: &Rules, id: ScaleId, at: usize, all: &mut Vec<Mutation>) {
    let Some(scale) = rules.form.scales.find(id) else {
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
        .find(id)
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
    let on = |subject: Subject| rules.scale_of(subject) == Some(id);
    let tied = rules
        .ranking
        .tie_breaks
        .iter()
        .filter_map(TieBreak::ordered)
        .any(on);
    let levels = (0..rules.levels.len()).map(|level| Subject::Level(LevelId(level)));
    let levels =
        levels.filter(|level| on(*level) || rules.derived_from(*level).into_iter().any(on));
    let tests = rules.tests().map(Test::subjects);
    let tests = tests.filter(|subjects| subjects.iter().any(|subject| on(*subject)));
    let worths = rules
        .worths()
        .map(|worth| worth.subject)
        .filter(|subject| on(*subject));
    let all: Vec<Subject> = levels.chain(tests.flatten()).chain(worths).collect();
    (!tied).then(|| rules.fields_behind(all))
}

fn swap(rules: &mut Rules, id: ScaleId, low: u8, high: u8) {
    let turned = |level: u8| match level {
        level if level == low => high,
        level if level == high => low,
        level => level,
    };
    let turn = |set: &mut Set| {
        if let Set::Levels(levels) = set {
            *levels = levels
                .iter()
                .fold(LevelSet::default(), |all, level| all.with(turned(level)));
        }
    };
    let before = rules.clone();
    let on = |subject: Subject| before.scale_of(subject) == Some(id);
    let mut scale = DeclaredScale::clone(&rules.form.scales[id]);
    scale.levels.swap(usize::from(low), usize::from(high));
    rules.form.scales[id] = scale.into();
    rules.each_leaf_mut(&mut |leaf| {
        if !on(leaf.subject) {
            return;
        }
        if let Some(Bound::Level(level)) = leaf.ask.bound_mut() {
            *level = turned(*level);
        }
        leaf.ask.written_mut().into_iter().for_each(turn);
    });
    for worth in rules.worths_mut().filter(|worth| on(worth.subject)) {
        worth.award.sets_mut().for_each(turn);
    }
    for level in rules.levels.iter_mut().filter(|level| level.scale == id) {
        match &mut level.derivation {
            Derivation::Table(rows) => rows
                .iter_mut()
                .for_each(|row| row.level = turned(row.level)),
            Derivation::Points { bands, .. } => {
                bands
                    .iter_mut()
                    .for_each(|band| band.gives = turned(band.gives));
            }
        }
    }
}

fn duplicates(rules: &Rules, index: DuplicatesId, rule: &Duplicates, all: &mut Vec<Mutation>) {
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
            let edit = move |rules: &mut Rules| rules.form.duplicates[index].stands = stands;
            all.push(Mutation::new(line, &name, change, edit));
        }
    }
    // What is only pointed out decides nothing, and other answers than these are the same or not.
    let mut kinds = rule
        .same
        .iter()
        .map(|field| &rules.form.fields[*field].kind);
    let can_be_alike = kinds.any(|kind| matches!(kind, Kind::Text | Kind::Email | Kind::Id));
    if rule.stands != Stands::All && can_be_alike {
        let (word, other) = match rule.alike {
            Alike::Ask => ("alike ask → apart", Alike::Apart),
            Alike::Apart => ("alike apart → ask", Alike::Ask),
        };
        let edit = move |rules: &mut Rules| rules.form.duplicates[index].alike = other;
        all.push(Mutation::new(line, &name, word.to_owned(), edit));
    }
    let line = crate::study::examples::line_of_key(rules, rule.line, "same");
    for (at, field) in rule.same.iter().enumerate().filter(|_| rule.same.len() > 1) {
        let change = format!(
            "same without {}",
            words::subject(rules, Subject::Field(*field))
        );
        let edit = move |rules: &mut Rules| {
            rules.form.duplicates[index].same.remove(at);
        };
        all.push(Mutation::new(line, &name, change, edit));
    }
}
