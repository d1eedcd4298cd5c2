//! Every criterion is judged for every applicant; one that fails does not hide the others.

pub mod criteria;
pub mod late_by_zone;
pub mod preferences;

use criteria::{Facts, answer};

use crate::base::contradiction::contradiction;
use crate::base::each::each_of;
use crate::base::ids::{ApplicationId, Per, ids};
use crate::rules::{Criterion, CriterionId, GroupId, GroupSet, Places, Subject};
use crate::values::Answer;

/// What was asked of one application and what came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// By criterion, two bits each would do; two masks are simpler. Bit 0 is the first criterion, the deadline.
    not_met: u64,
    unclear: u64,
    /// The groups that admit the applicant.
    pub groups: GroupSet,
    /// The groups whose test is unclear.
    pub groups_unclear: GroupSet,
    /// Several groups admit the applicant, and the answer that says which comes first cannot be read.
    pub order_unclear: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every criterion is met.
    Eligible,
    /// None fails, and something must be asked: a criterion, which groups admit the applicant, or which of them comes first.
    Unclear,
    /// A criterion is not met.
    Ineligible,
}

impl Judgement {
    pub fn answer(&self, criterion: CriterionId) -> Answer {
        let bit = bit(criterion);
        if self.not_met & bit != 0 {
            Answer::NotMet
        } else if self.unclear & bit != 0 {
            Answer::Unclear
        } else {
            Answer::Met
        }
    }

    /// Answers a criterion, whatever the rules make of it.
    pub fn decide(&mut self, criterion: CriterionId, met: bool) {
        let bit = bit(criterion);
        self.unclear &= !bit;
        if met {
            self.not_met &= !bit;
        } else {
            self.not_met |= bit;
        }
    }

    /// Answers whether a group admits the applicant, of which that was unclear.
    pub fn admit(&mut self, group: GroupId, met: bool) {
        self.groups_unclear = self.groups_unclear.without(group);
        if met {
            self.groups = self.groups.with(group);
        }
    }

    /// Says whether it is unclear which group comes first.
    pub fn order(&mut self, places: &Places, facts: Facts<'_>) {
        if let Some(field) = places.preference.filter(|_| self.groups.len() > 1) {
            self.order_unclear =
                preferences::is_open(places, &facts.reading(Subject::Field(field)), self.groups);
        }
    }

    /// Whether something about it is unclear.
    pub fn is_open(&self) -> bool {
        self.unclear != 0 || !self.groups_unclear.is_empty() || self.order_unclear
    }

    pub fn verdict(&self) -> Verdict {
        if self.not_met != 0 {
            Verdict::Ineligible
        } else if self.is_open() {
            Verdict::Unclear
        } else {
            Verdict::Eligible
        }
    }
}

/// Judges one application.
pub fn judge(
    criteria: &Per<CriterionId, Criterion>,
    places: &Places,
    facts: Facts<'_>,
) -> Judgement {
    let (groups, groups_unclear) = (GroupSet::EMPTY, GroupSet::EMPTY);
    let mut judgement = Judgement {
        not_met: 0,
        unclear: 0,
        groups,
        groups_unclear,
        order_unclear: false,
    };
    for (id, criterion) in (0..).map(CriterionId).zip(criteria) {
        match answer(&criterion.test, facts) {
            Answer::Met => {}
            Answer::NotMet => judgement.not_met |= bit(id),
            Answer::Unclear => judgement.unclear |= bit(id),
        }
    }
    for (index, group) in places.groups.iter().enumerate() {
        match group
            .test
            .as_ref()
            .map_or(Answer::Met, |test| answer(test, facts))
        {
            Answer::Met => judgement.groups = judgement.groups.with(GroupId(index)),
            Answer::NotMet => {}
            Answer::Unclear => {
                judgement.groups_unclear = judgement.groups_unclear.with(GroupId(index));
            }
        }
    }
    judgement.order(places, facts);
    judgement
}

/// Judges all applications, in order; in parallel where that pays.
pub fn judge_all<'a>(
    criteria: &Per<CriterionId, Criterion>,
    places: &Places,
    facts: impl Fn(ApplicationId) -> Facts<'a> + Sync,
    applications: usize,
) -> Per<ApplicationId, Judgement> {
    let one = |application| judge(criteria, places, facts(application));
    each_of(applications, ids(applications).collect(), one).into()
}

/// The rules are refused when they have more criteria or groups than there are bits.
fn bit(criterion: CriterionId) -> u64 {
    u32::try_from(criterion.0)
        .ok()
        .and_then(|shift| 1_u64.checked_shl(shift))
        .unwrap_or_else(|| contradiction("more criteria than can be"))
}
