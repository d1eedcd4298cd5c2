//! Everything that may yet be: as what each of those may come out who are asked, and all of them together (possible worlds).

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::members::{Member, Memberships, Traits};
use crate::base::ids::id;
use crate::rank::StandingId;
use crate::rules::{Asks, BalanceCounts, BalanceRuleId, GroupSet, Rules, Subject};
use crate::seats::balance::{Candidate, TraitId};
use crate::words;

/// So many combinations of what somebody may count as are tried.
const COMBINATIONS: usize = 100;

/// One way in which somebody may come out who is not in the ranking.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Comer {
    /// Ranked just above this one, winning every tie.
    pub(super) before: StandingId,
    pub(super) fits: GroupSet,
    pub(super) total: Decimal,
    pub(super) traits: Vec<TraitId>,
}

impl Comer {
    pub(super) fn candidate(&self) -> Candidate {
        Candidate {
            groups: self.fits,
            traits: self.traits.clone(),
            total: self.total,
            ..Candidate::default()
        }
    }
}

id! {
    /// Which of everything that people may come out as, person by person.
    pub(super) WayId
}

/// Somebody who is asked.
#[derive(Debug, Clone)]
pub enum Asked {
    /// Not in the ranking by now: with which groups, from which place on and with what total they may come into it, and what they count as.
    Comes(Vec<(StandingId, GroupSet, Decimal)>, Memberships),
    /// In the ranking, with an open answer on which a balance rule hangs.
    Ranked(StandingId, Memberships),
}

/// What somebody may come out as, beside what they are by now.
#[derive(Debug, Clone)]
pub(super) enum Way {
    Comes(Comer),
    CountsAs(StandingId, Vec<TraitId>),
}

/// One way in which all may come out together.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct World {
    /// In order; those who come out alike are told apart by nothing.
    pub(super) comers: Vec<Comer>,
    /// Who in the ranking counts as something else.
    pub(super) count_as: BTreeMap<StandingId, Vec<TraitId>>,
}

impl World {
    /// The same, but for one who comes out like this.
    pub(super) fn with(&self, way: &Way) -> Self {
        let mut world = self.clone();
        match way {
            Way::Comes(comer) => {
                let at = world.comers.partition_point(|other| other < comer);
                world.comers.insert(at, comer.clone());
            }
            Way::CountsAs(standing, traits) => {
                world.count_as.insert(*standing, traits.clone());
            }
        }
        world
    }

    /// Whether the same would be, were some of those who come in elsewhere left out of the other.
    pub(super) fn is_part_of(&self, other: &Self) -> bool {
        let mut rest = other.comers.iter();
        self.count_as == other.count_as
            && self.comers.len() < other.comers.len()
            && self.comers.iter().all(|own| rest.any(|one| one == own))
    }

    /// Every way in which all may come out, everybody as they are among them; none where these are more than `most`.
    pub(super) fn all(asked: &[Vec<Way>], most: usize) -> Option<BTreeSet<Self>> {
        let mut all = BTreeSet::from([Self::default()]);
        for ways in asked {
            for world in all.clone() {
                all.extend(ways.iter().map(|way| world.with(way)));
                if all.len() > most {
                    return None;
                }
            }
        }
        Some(all)
    }
}

/// What each of those who are asked may come out as; none where that is more than is tried. Where values are not all listed, people may
/// have values that nobody else has: against a maximum that matters only where two share one, while each brings a minimum or an aim of
/// its own along.
pub(super) fn ways(rules: &Rules, traits: &mut Traits, asked: &[Asked]) -> Option<Vec<Vec<Way>>> {
    let counts = asked.iter().map(|one| match one {
        Asked::Comes(_, counts) | Asked::Ranked(_, counts) => counts,
    });
    let mut open: BTreeMap<BalanceRuleId, usize> = BTreeMap::new();
    for rule in counts.flat_map(|counts| &counts.any_value) {
        let many = open.entry(*rule).or_default();
        *many = many.saturating_add(1);
    }
    for (rule, many) in open {
        let balance = &rules.balance[rule];
        let mut subjects = balance.subjects().into_iter();
        if subjects.any(|subject| !words::listed_values(rules, subject).is_empty()) {
            continue;
        }
        let values = match balance.asks {
            Asks::AtMost(_) => many / 2,
            Asks::AtLeast(_) | Asks::Aim(_) => many,
        };
        for value in 0..values {
            // No answer and no name in the rules has a control character in it.
            let value = Some(format!("\u{1}{value}"));
            traits.of(Member { rule, value });
        }
    }
    let ways = |one: &Asked| match one {
        Asked::Comes(places, counts) => {
            let counts = combinations(rules, traits, counts)?;
            let ways = places.iter().flat_map(|(before, fits, total)| {
                let with = |traits: &Vec<TraitId>| Comer {
                    before: *before,
                    fits: *fits,
                    total: *total,
                    traits: traits.clone(),
                };
                counts.iter().map(with).collect::<Vec<_>>()
            });
            Some(ways.map(Way::Comes).collect())
        }
        Asked::Ranked(standing, counts) => {
            let own = &counts.certain;
            let ways = combinations(rules, traits, counts)?.into_iter();
            let ways = ways.filter(|way| way != own);
            Some(ways.map(|way| Way::CountsAs(*standing, way)).collect())
        }
    };
    asked.iter().map(ways).collect()
}

/// Everything somebody may count as; none where that is more than is tried.
pub(super) fn combinations(
    rules: &Rules,
    traits: &Traits,
    counts: &Memberships,
) -> Option<Vec<Vec<TraitId>>> {
    let mut choices: Vec<Vec<TraitId>> = counts.possible.iter().map(|of| vec![*of]).collect();
    for rule in &counts.any_value {
        let values = traits.values(*rule);
        let has_several = |subject: Subject| match subject {
            Subject::Field(field) => rules.form.fields[field].kind.is_several(),
            Subject::Level(_) => false,
        };
        // None of the known values is one more combination.
        match &rules.balance[*rule].counts {
            BalanceCounts::EachValue(subject) if has_several(*subject) => {
                choices.extend(values.map(|of| vec![of]));
            }
            _ => choices.push(values.collect()),
        }
    }
    let mut all = vec![counts.certain.clone()];
    for choices in choices {
        let more = all
            .iter()
            .flat_map(|one| choices.iter().map(|of| with(one, *of)));
        let more: Vec<Vec<TraitId>> = more.take(COMBINATIONS).collect();
        all.extend(more);
        if all.len() > COMBINATIONS {
            return None;
        }
    }
    Some(all)
}

fn with(one: &[TraitId], of: TraitId) -> Vec<TraitId> {
    let mut one = one.to_vec();
    if !one.contains(&of) {
        one.push(of);
    }
    one
}
