//! From rows to outcomes, every step by trying all answers there could be.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{World, behind, behind_groups, behind_test, fits, met, points, tie_value};
use super::fraction::Fraction;
use super::order::{Standing, order};
use super::places::{Seat, seats};
use super::rules::{Of, Rules, SUBMITTED, TieBreak, Value};
use super::worlds::{Known, Possible, every};

/// More worlds than this are not tried for one application.
pub(super) const MOST: usize = 300;

/// What an application comes to by itself. What has several elements is unclear.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    /// The deadline first.
    pub(super) criteria: Vec<BTreeSet<bool>>,
    pub(super) points: Vec<BTreeSet<Fraction>>,
    /// The groups that admit it, the most wanted first.
    pub(super) fits: BTreeSet<Vec<usize>>,
    pub(super) ties: Vec<BTreeSet<Option<Value>>>,
    /// The fields that somebody must be asked about.
    pub(super) asked: BTreeSet<usize>,
}

/// Everything that rules want to know of an application, with the fields behind it.
struct Wanted<'a> {
    possible: &'a Possible,
    known: &'a [Known],
    asked: BTreeSet<usize>,
}

impl Wanted<'_> {
    /// All that could come out; where that is more than one, the fields it hangs on are asked about.
    fn of<T: Ord + Clone>(
        &mut self,
        fields: &BTreeSet<usize>,
        what: &dyn Fn(&World) -> T,
    ) -> BTreeSet<T> {
        let mut all: BTreeSet<T> = BTreeSet::new();
        every(self.possible, self.known, fields, &mut |world| {
            all.insert(what(world));
        });
        if all.len() > 1 {
            for &field in fields {
                // Does it ever matter what this one says, all others being the same?
                let mut by_rest: BTreeMap<World, T> = BTreeMap::new();
                let mut matters = false;
                every(self.possible, self.known, fields, &mut |world| {
                    let rest = fields
                        .iter()
                        .filter(|at| **at != field)
                        .map(|at| world[*at].clone())
                        .collect();
                    let came = what(world);
                    matters |= *by_rest.entry(rest).or_insert_with(|| came.clone()) != came;
                });
                if matters {
                    self.asked.insert(field);
                }
            }
        }
        all
    }
}

pub(super) fn judge(rules: &Rules, possible: &Possible, known: &[Known]) -> Judged {
    let mut wanted = Wanted {
        possible,
        known,
        asked: BTreeSet::new(),
    };
    let in_time =
        |world: &World| matches!(world[SUBMITTED].1, Value::Time(at) if at <= rules.deadline.at);
    let mut criteria = vec![wanted.of(&BTreeSet::from([SUBMITTED]), &in_time)];
    for test in &rules.criteria {
        criteria.push(wanted.of(&behind_test(rules, test), &|world| met(rules, world, test)));
    }
    let points = rules
        .measures
        .iter()
        .map(|measure| {
            wanted.of(&behind(rules, measure.earns.of), &|world| {
                points(rules, world, &measure.earns)
            })
        })
        .collect();
    let fits = wanted.of(&behind_groups(rules), &|world| fits(rules, world));
    let ties = rules
        .ties
        .iter()
        .map(|tie| match tie {
            TieBreak::Part { .. } => BTreeSet::from([None]),
            TieBreak::Earliest(field)
            | TieBreak::Answer {
                of: Of::Field(field),
                ..
            } if known[*field] == Known::Blank => BTreeSet::from([None]),
            TieBreak::Earliest(field) => wanted.of(&BTreeSet::from([*field]), &|world| {
                tie_value(rules, world, tie)
            }),
            TieBreak::Answer { of, .. } => {
                wanted.of(&behind(rules, *of), &|world| tie_value(rules, world, tie))
            }
        })
        .collect();
    Judged {
        criteria,
        points,
        fits,
        ties,
        asked: wanted.asked,
    }
}

impl Judged {
    pub(super) fn ineligible(&self) -> bool {
        self.criteria
            .iter()
            .any(|answer| *answer == BTreeSet::from([false]))
    }

    pub(super) fn unclear(&self) -> bool {
        let criteria = self.criteria.iter().any(|answer| answer.len() > 1);
        let points = self.points.iter().any(|points| points.len() > 1);
        criteria || points || self.fits.len() > 1 || self.ties.iter().any(|values| values.len() > 1)
    }

    /// What it is ranked by, where nothing is open.
    pub(super) fn standing(&self, rules: &Rules, id: &str) -> Standing {
        let parts: Vec<Fraction> = self
            .parts(rules)
            .into_iter()
            .map(|(least, _)| least)
            .collect();
        let total = parts
            .iter()
            .fold(Fraction::whole(0), |sum, part| sum + *part);
        let ties = self
            .ties
            .iter()
            .map(|values| values.first().unwrap().clone())
            .collect();
        Standing {
            id: id.to_owned(),
            total,
            parts,
            ties,
        }
    }

    /// By scoring rule: the least and the most that its part can be.
    pub(super) fn parts(&self, rules: &Rules) -> Vec<(Fraction, Fraction)> {
        let part = |(points, measure): (&BTreeSet<Fraction>, &super::rules::Measure)| {
            (
                *points.first().unwrap() * measure.weight,
                *points.last().unwrap() * measure.weight,
            )
        };
        self.points.iter().zip(&rules.measures).map(part).collect()
    }
}

/// Calls `each` with everything that the fields asked about could turn out to be, once they are answered; false where
/// that is too much.
pub(super) fn answered(
    possible: &Possible,
    known: &[Known],
    asked: &BTreeSet<usize>,
    each: &mut dyn FnMut(&[Known]),
) -> bool {
    let ways = |at: &usize| match &known[*at] {
        Known::Is(_) => vec![known[*at].clone()],
        Known::Given(values) => values.iter().cloned().map(Known::Is).collect(),
        Known::Blank | Known::Open(_) => possible.0[*at]
            .iter()
            .cloned()
            .map(Known::Is)
            .chain([Known::Blank])
            .collect::<Vec<_>>(),
    };
    let ways: Vec<(usize, Vec<Known>)> = asked.iter().map(|at| (*at, ways(at))).collect();
    if ways
        .iter()
        .try_fold(1_usize, |many, (_, way)| many.checked_mul(way.len()))
        .is_none_or(|many| many > MOST)
    {
        return false;
    }
    let mut all = vec![known.to_vec()];
    for (at, way) in ways {
        let with = |known: &Vec<Known>| {
            let with = |answer: &Known| {
                [
                    known[..at].to_vec(),
                    vec![answer.clone()],
                    known[at + 1..].to_vec(),
                ]
                .concat()
            };
            way.iter().map(with).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
    }
    all.iter().for_each(|known| each(known));
    true
}

/// Who is ranked, best first, with the rank, and where each sits.
pub(super) struct Selected {
    /// Positions in what was given, with the rank.
    pub(super) order: Vec<(usize, usize)>,
    /// By place in the order.
    pub(super) seats: Vec<Seat>,
}

pub(super) fn selected(rules: &Rules, standings: &[Standing], fits: &[Vec<usize>]) -> Selected {
    let order = order(rules, standings);
    let people: Vec<Vec<usize>> = order.iter().map(|(at, _)| fits[*at].clone()).collect();
    Selected {
        order,
        seats: seats(&rules.places, &people),
    }
}

/// Whether somebody with this total, who wins every tie, would have a seat beside those who are ranked.
pub(super) fn would_sit(
    rules: &Rules,
    ranked: &[(Fraction, Vec<usize>)],
    total: Fraction,
    fits: &[usize],
) -> bool {
    let at = ranked.iter().filter(|(other, _)| *other > total).count();
    let mut people: Vec<Vec<usize>> = ranked.iter().map(|(_, fits)| fits.clone()).collect();
    people.insert(at, fits.to_vec());
    matches!(seats(&rules.places, &people)[at], Seat::In(_) | Seat::Open)
}
