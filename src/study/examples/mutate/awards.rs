//! What earns points: rows, bands and their cuts, the ends of lines, blanks and weights.

use rust_decimal::Decimal;

use super::levels::{cuts, recut};
use super::{Mutation, steps};
use crate::rules::{Award, Derivation, FieldId, Level, LevelId, Rules, Subject};
use crate::values::{Number, Points};
use crate::words;

pub(super) fn mutations(rules: &Rules, all: &mut Vec<Mutation>) {
    for (index, measure) in rules.measures.iter().enumerate() {
        let rule = format!("measure {}", measure.id);
        let behind = rules.fields_behind([measure.subject]);
        for weight in steps::weights_around(measure.weight) {
            let line = crate::study::examples::line_of_key(rules, measure.line, "weight");
            let change = format!("weight {} → {weight}", measure.weight);
            let edit = move |rules: &mut Rules| {
                if let Some(measure) = rules.measures.get_mut(index) {
                    measure.weight = weight;
                }
            };
            all.push(Mutation::new(line, &rule, change, edit));
        }
        let worth = Worth {
            award: measure.award.clone(),
            blank: measure.blank,
            range: (measure.least, measure.most),
        };
        for Changed {
            line,
            change,
            worth,
        } in worths(rules, measure.subject, &worth, measure.line)
        {
            let edit = move |rules: &mut Rules| {
                if let Some(measure) = rules.measures.get_mut(index) {
                    (measure.award, measure.blank) = (worth.award.clone(), worth.blank);
                    (measure.least, measure.most) = worth.range;
                }
            };
            all.push(provable(
                rules,
                measure.subject,
                &behind,
                Mutation::new(line, &rule, change, edit),
            ));
        }
    }
    for (index, level) in rules.levels.iter().enumerate() {
        terms(rules, index, level, all);
    }
}

fn terms(rules: &Rules, index: usize, level: &Level, all: &mut Vec<Mutation>) {
    let Derivation::Points { terms, bands } = &level.derivation else {
        return;
    };
    let rule = format!("level {}", level.id);
    let behind = rules.fields_behind([Subject::Level(LevelId(index))]);
    for (at, term) in terms.iter().enumerate() {
        let worth = Worth {
            award: term.award.clone(),
            blank: term.blank,
            range: (term.least, term.most),
        };
        for Changed {
            line,
            change,
            worth,
        } in worths(rules, term.subject, &worth, term.line)
        {
            // The bands must still cover every sum.
            let others = terms
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, term)| term);
            let least = others
                .clone()
                .fold(worth.range.0, |sum, term| sum.plus(term.least));
            let most = others.fold(worth.range.1, |sum, term| sum.plus(term.most));
            let covered = |sum: Points| {
                bands
                    .iter()
                    .any(|band| band.covers(Number::plain(sum.decimal())))
            };
            if !covered(least) || !covered(most) {
                continue;
            }
            let edit = move |rules: &mut Rules| {
                let derivation = rules
                    .levels
                    .get_mut(index)
                    .map(|level| &mut level.derivation);
                if let Some(Derivation::Points { terms, .. }) = derivation
                    && let Some(term) = terms.get_mut(at)
                {
                    (term.award, term.blank) = (worth.award.clone(), worth.blank);
                    (term.least, term.most) = worth.range;
                }
            };
            all.push(provable(
                rules,
                term.subject,
                &behind,
                Mutation::new(line, &rule, change, edit),
            ));
        }
    }
}

/// A rating by several readers of which some are missing lies between ends that are not tried, so nothing is proved of it.
fn provable(rules: &Rules, subject: Subject, behind: &[FieldId], mutation: Mutation) -> Mutation {
    let single = match subject {
        Subject::Field(field) => rules
            .form
            .fields
            .get(field.0)
            .is_some_and(|field| field.readers.len() == 1),
        Subject::Level(_) => true,
    };
    if single {
        mutation.behind(behind.to_vec())
    } else {
        mutation
    }
}

/// What answers earn, what a blank does, and the least and the most of both.
#[derive(Clone)]
struct Worth {
    award: Award,
    blank: Option<Points>,
    range: (Points, Points),
}

struct Changed {
    line: u32,
    change: String,
    worth: Worth,
}

impl Worth {
    /// With another award.
    fn with(&self, award: Award) -> Self {
        Self {
            award,
            ..self.clone()
        }
        .ranged()
    }

    fn ranged(mut self) -> Self {
        let blank = |ends: (Points, Points)| match self.blank {
            Some(blank) => (ends.0.min(blank), ends.1.max(blank)),
            None => ends,
        };
        let ends = |points: &mut dyn Iterator<Item = Points>| {
            let all: Vec<Points> = points.collect();
            all.iter().min().copied().zip(all.iter().max().copied())
        };
        let range = match &self.award {
            Award::Table { rows, otherwise } => {
                ends(&mut rows.iter().map(|row| row.points).chain(*otherwise))
            }
            Award::Bands(bands) => ends(&mut bands.iter().map(|band| band.gives)),
            Award::Linear(line) => ends(&mut [line.points_from, line.points_to].into_iter()),
            Award::Rating => Some(self.range),
        };
        self.range = range.map_or(self.range, blank);
        self
    }
}

/// Every change of what an answer earns.
fn worths(rules: &Rules, subject: Subject, worth: &Worth, line: u32) -> Vec<Changed> {
    let mut all = Vec::new();
    let of = words::subject(rules, subject);
    let mut push = |line: u32, change: String, worth: Worth| {
        all.push(Changed {
            line,
            change: format!("{of}: {change}"),
            worth,
        });
    };
    match &worth.award {
        Award::Table { rows, otherwise } => {
            for (at, row) in rows.iter().enumerate() {
                for points in steps::points_around(row.points) {
                    let mut rows = rows.clone();
                    if let Some(row) = rows.get_mut(at) {
                        row.points = points;
                    }
                    let values = words::set(rules, subject, &row.value).join(", ");
                    let change = format!("{values} earns {} → {points}", row.points);
                    push(
                        row.line,
                        change,
                        worth.with(Award::Table {
                            rows,
                            otherwise: *otherwise,
                        }),
                    );
                }
            }
            for (old, points) in otherwise
                .iter()
                .flat_map(|old| steps::points_around(*old).map(move |new| (old, new)))
            {
                let award = Award::Table {
                    rows: rows.clone(),
                    otherwise: Some(points),
                };
                push(
                    line,
                    format!("anything else earns {old} → {points}"),
                    worth.with(award),
                );
            }
        }
        Award::Bands(bands) => {
            for (at, band) in bands.iter().enumerate() {
                for points in steps::points_around(band.gives) {
                    let mut bands = bands.clone();
                    if let Some(band) = bands.get_mut(at) {
                        band.gives = points;
                    }
                    let range = words::range(band.from, band.below);
                    push(
                        band.line,
                        format!("{range}: {} → {points}", band.gives),
                        worth.with(Award::Bands(bands)),
                    );
                }
            }
            for (at, line, cut, moved) in cuts(bands) {
                let mut bands = bands.clone();
                recut(&mut bands, at, moved);
                push(
                    line,
                    format!("cut at {cut} → {moved}"),
                    worth.with(Award::Bands(bands)),
                );
            }
        }
        Award::Linear(linear) => {
            let mut end = |name: &str, old: Decimal, new: Decimal, changed| {
                push(
                    line,
                    format!("{name} {old} → {new}"),
                    worth.with(Award::Linear(changed)),
                );
            };
            for from in steps::around(linear.from)
                .into_iter()
                .filter(|from| *from < linear.to)
            {
                end(
                    "from",
                    linear.from,
                    from,
                    crate::rules::measures::Linear { from, ..*linear },
                );
            }
            for to in steps::around(linear.to)
                .into_iter()
                .filter(|to| *to > linear.from)
            {
                end(
                    "to",
                    linear.to,
                    to,
                    crate::rules::measures::Linear { to, ..*linear },
                );
            }
            for points_from in steps::points_around(linear.points_from) {
                let changed = crate::rules::measures::Linear {
                    points_from,
                    ..*linear
                };
                end(
                    "points_from",
                    linear.points_from.decimal(),
                    points_from.decimal(),
                    changed,
                );
            }
            for points_to in steps::points_around(linear.points_to) {
                let changed = crate::rules::measures::Linear {
                    points_to,
                    ..*linear
                };
                end(
                    "points_to",
                    linear.points_to.decimal(),
                    points_to.decimal(),
                    changed,
                );
            }
        }
        // The number itself; there is nothing to change but the weight.
        Award::Rating => {}
    }
    let with_blank = |blank: Option<Points>| {
        Worth {
            blank,
            ..worth.clone()
        }
        .ranged()
    };
    match worth.blank {
        Some(old) => {
            for blank in steps::points_around(old) {
                push(
                    line,
                    format!("a blank earns {old} → {blank}"),
                    with_blank(Some(blank)),
                );
            }
            push(
                line,
                format!("a blank earns {old} → is asked about"),
                with_blank(None),
            );
        }
        None if matches!(subject, Subject::Field(_)) => {
            push(
                line,
                "a blank is asked about → earns 0".to_owned(),
                with_blank(Some(Points::ZERO)),
            );
        }
        None => {}
    }
    all
}
