//! Judging where answers are open: what part-by-part judging leaves unclear is answered with every answer tried.

use super::PossibleWorlds;
use crate::judge::criteria::Facts;
use crate::judge::{self, Judgement};
use crate::values::{Answer, LevelSet};

impl PossibleWorlds<'_> {
    /// Judges one application, all levels derived anew.
    pub fn judge(&mut self, facts: Facts<'_>) -> (Vec<LevelSet>, Judgement) {
        let own = self.levels(facts);
        let facts = Facts { own: &own, ..facts };
        let mut judgement = judge::judge(&self.rules.criteria, &self.rules.places, facts);
        self.settle(&mut judgement, facts);
        (own, judgement)
    }

    fn levels(&mut self, facts: Facts<'_>) -> Vec<LevelSet> {
        let mut own: Vec<LevelSet> = Vec::new();
        for level in self.rules.levels.ids() {
            let levels = self.level(level, Facts { own: &own, ..facts });
            own.push(levels);
        }
        own
    }

    /// Answers what is unclear only as long as each part is looked at by itself.
    pub fn settle(&mut self, judgement: &mut Judgement, facts: Facts<'_>) {
        for id in self.rules.criteria.ids() {
            if judgement.answer(id) == Answer::Unclear {
                match self.criterion(id, facts) {
                    Answer::Unclear => {}
                    answer => judgement.decide(id, answer == Answer::Met),
                }
            }
        }
        for group in judgement.groups_unclear.iter() {
            match self.group(group, facts) {
                Answer::Unclear => {}
                answer => judgement.admit(group, answer == Answer::Met),
            }
        }
        judgement.order(&self.rules.places, facts);
    }
}
