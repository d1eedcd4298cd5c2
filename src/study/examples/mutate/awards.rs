//! What earns points: rows, bands and their cuts, the ends of lines, blanks and weights.

use rust_decimal::Decimal;

use super::levels::{cuts, recut};
use super::{Mutation, steps};
use crate::base::ids::with_ids;
use crate::rules::measures::Linear;
use crate::rules::{Award, Derivation, FieldId, Rules, Subject, TermId, Worth, WorthAt};
use crate::study::examples::line_of_key;
use crate::values::{Number, Points};
use crate::words;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    for (index, measure) in rules.measures.each() {
        for weight in steps::weights_around(measure.weight) {
            let line = line_of_key(rules, measure.worth.line, "weight");
            let change = format!("weight {} → {weight}", measure.weight);
            let edit = move |rules: &mut Rules| rules.measures[index].weight = weight;
            all.push(Mutation::new(
                line,
                &WorthAt::Measure(index).rule(rules),
                change,
                edit,
            ));
        }
    }
    for (at, worth) in rules.worths_at() {
        let behind = rules.fields_behind([at.whole(worth)]);
        for (line, change, changed) in changes(rules, worth) {
            if !is_covered(rules, at, &changed) {
                continue;
            }
            let edit = move |rules: &mut Rules| {
                if let Some(worth) = rules.worth_mut(at) {
                    worth.clone_from(&changed);
                }
            };
            let mutation = Mutation::new(line, &at.rule(rules), change, edit);
            all.push(provable(rules, worth.subject, &behind, mutation));
        }
    }
}

/// Whether the bands of a level still cover every sum.
fn is_covered(rules: &Rules, at: WorthAt, changed: &Worth) -> bool {
    let WorthAt::Term { level, term } = at else {
        return true;
    };
    let Derivation::Points { terms, bands } = &rules.levels[level].derivation else {
        return true;
    };
    let others = with_ids::<TermId, _>(terms)
        .filter(|(other, _)| *other != term)
        .map(|(_, term)| term);
    let least = others
        .clone()
        .fold(changed.least, |sum, term| sum.plus(term.least));
    let most = others.fold(changed.most, |sum, term| sum.plus(term.most));
    [least, most]
        .map(|sum| Number::plain(sum.decimal()))
        .into_iter()
        .all(|sum| bands.iter().any(|band| band.covers(sum)))
}

/// A rating by several assessors of which some are missing lies between ends that are not tried, so nothing is proved of it.
fn provable(rules: &Rules, subject: Subject, behind: &[FieldId], mutation: Mutation) -> Mutation {
    let single = rules
        .field(subject)
        .is_none_or(|field| field.assessors.len() == 1);
    if single {
        mutation.behind(behind.to_vec())
    } else {
        mutation
    }
}

/// Every change of what an answer earns, with its line.
fn changes(rules: &Rules, worth: &Worth) -> Vec<(u32, String, Worth)> {
    let mut all = Vec::new();
    let of = words::subject(rules, worth.subject);
    let mut push = |line: u32, change: String, award: Award| {
        all.push((
            line,
            format!("{of}: {change}"),
            worth.changed(award, worth.blank),
        ));
    };
    for piece in worth.award.pieces() {
        let Some((old, line)) = worth.award.points_of(piece) else {
            continue;
        };
        for points in steps::points_around(old) {
            let change =
                words::rule::piece_gives(rules, worth, piece, &format_args!("{old} → {points}"));
            push(
                line.unwrap_or(worth.line),
                change,
                worth.award.with_points(piece, points),
            );
        }
    }
    match &worth.award {
        Award::Bands(bands) => {
            for (at, line, cut, moved) in cuts(bands) {
                let mut bands = bands.clone();
                recut(&mut bands, at, moved);
                push(line, format!("cut at {cut} → {moved}"), Award::Bands(bands));
            }
        }
        Award::Linear(line) => {
            let mut end = |name: &str, old: Decimal, new: Decimal, changed: Linear| {
                push(
                    worth.line,
                    format!("{name} {old} → {new}"),
                    Award::Linear(changed),
                );
            };
            for from in steps::around(line.from)
                .into_iter()
                .filter(|from| *from < line.to)
            {
                end("from", line.from, from, Linear { from, ..*line });
            }
            for to in steps::around(line.to)
                .into_iter()
                .filter(|to| *to > line.from)
            {
                end("to", line.to, to, Linear { to, ..*line });
            }
            for points_from in steps::points_around(line.points_from) {
                let changed = Linear {
                    points_from,
                    ..*line
                };
                end(
                    "points_from",
                    line.points_from.decimal(),
                    points_from.decimal(),
                    changed,
                );
            }
            for points_to in steps::points_around(line.points_to) {
                let changed = Linear { points_to, ..*line };
                end(
                    "points_to",
                    line.points_to.decimal(),
                    points_to.decimal(),
                    changed,
                );
            }
        }
        // There is nothing more to change but the weight.
        Award::Table { .. } | Award::Rating => {}
    }
    let mut blank = |change: String, blank: Option<Points>| {
        let changed = worth.changed(worth.award.clone(), blank);
        all.push((worth.line, format!("{of}: {change}"), changed));
    };
    match worth.blank {
        Some(old) => {
            for points in steps::points_around(old) {
                blank(format!("a blank earns {old} → {points}"), Some(points));
            }
            blank(format!("a blank earns {old} → is asked about"), None);
        }
        None if matches!(worth.subject, Subject::Field(_)) => {
            blank(
                "a blank is asked about → earns 0".to_owned(),
                Some(Points::ZERO),
            );
        }
        None => {}
    }
    all
}
