//! Blank answers that a person will ask about: until then they are as open as unreadable ones, whatever a blank is worth.
//!
//! The rules may say what a blank earns, and that settles the score of everybody whom nobody asks. Of somebody who is asked
//! about the field for another reason, nobody may say that no answer could win a seat before the answer is known.

use crate::criteria::Facts;
use crate::domain::{Answer, Reading};
use crate::judge::Judgement;
use crate::rank;
use crate::rules::criteria::Test;
use crate::rules::{FieldId, GroupId, Rules, Subject, TieBreak};
use crate::score;

/// For each rule the fields it hangs on, those behind derived levels included; made once for a pile.
#[derive(Debug)]
pub struct Asked<'a> {
    rules: &'a Rules,
    criteria: Vec<Vec<FieldId>>,
    groups: Vec<Vec<FieldId>>,
    measures: Vec<Vec<FieldId>>,
    tie_breaks: Vec<Vec<FieldId>>,
}

impl<'a> Asked<'a> {
    pub fn new(rules: &'a Rules) -> Self {
        let test = |test: &Test| rules.fields_behind(test.subjects());
        let subject = |subject: Subject| rules.fields_behind([subject]);
        Self {
            rules,
            criteria: rules.criteria.iter().map(|criterion| test(&criterion.test)).collect(),
            groups: rules.places.groups.iter().map(|group| group.test.as_ref().map(test).unwrap_or_default()).collect(),
            measures: rules.measures.iter().map(|measure| subject(measure.subject)).collect(),
            tie_breaks: rules
                .ranking
                .tie_breaks
                .iter()
                .map(|tie_break| match tie_break {
                    TieBreak::Highest(of) | TieBreak::Lowest(of) => subject(*of),
                    TieBreak::Earliest(field) => subject(Subject::Field(*field)),
                    TieBreak::HighestPart(_) | TieBreak::LowestPart(_) | TieBreak::Lot { .. } => Vec::new(),
                })
                .collect(),
        }
    }

    /// The blank fields of an unclear application on which something open hangs.
    pub fn blanks(&self, judgement: &Judgement, facts: Facts<'_>) -> Vec<FieldId> {
        let criteria = self.criteria.iter().enumerate();
        let criteria = criteria.filter(|(index, _)| judgement.answer(*index) == Answer::Unclear);
        let groups = self.groups.iter().enumerate();
        let groups = groups.filter(|(index, _)| judgement.groups_unclear.contains(GroupId(*index)));
        let measures = self.rules.measures.iter().zip(&self.measures);
        let measures = measures.filter(|(measure, _)| score::contribution(measure, facts).points.known().is_none());
        let tie_breaks = self.rules.ranking.tie_breaks.iter().zip(&self.tie_breaks);
        let tie_breaks = tie_breaks.filter(|(tie_break, _)| rank::is_open(tie_break, facts));
        let tests = criteria.chain(groups).map(|(_, fields)| fields);
        let fields = tests.chain(measures.map(|(_, fields)| fields)).chain(tie_breaks.map(|(_, fields)| fields));
        let blank = |field: &FieldId| matches!(*facts.reading(Subject::Field(*field)), Reading::Blank);
        fields.flatten().copied().filter(blank).collect()
    }
}
