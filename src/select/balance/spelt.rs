//! Values of texts as people wrote them: a balance rule counts an organisation however it is written, and papers name it as most did.

use std::collections::BTreeMap;

use crate::base::ids::AssessorId;
use crate::rules::{BalanceCounts, FieldId, Subject};
use crate::select::{Outcome, Selection};
use crate::values::spelling::{fold, most_often};

/// By a folded text how often each way to write it occurs.
type Spellings = BTreeMap<String, BTreeMap<String, u32>>;

impl Selection<'_> {
    /// Gives the values of texts that balance rules count the spelling that occurs most often; of several the first.
    pub(in crate::select) fn spell_values(&mut self) {
        let mut known: BTreeMap<FieldId, Spellings> = BTreeMap::new();
        for (_, balance) in self.rules.balance.each() {
            if let BalanceCounts::EachValue(Subject::Field(field)) = balance.counts
                && self.rules.form.fields[field].kind.is_text()
                && !known.contains_key(&field)
            {
                known.insert(field, self.spellings(field));
            }
        }
        let (rules, balancing) = (self.rules, &mut self.balancing);
        let singles = balancing
            .iter_mut()
            .flat_map(|balancing| balancing.singles.iter_mut());
        for single in singles {
            let BalanceCounts::EachValue(Subject::Field(field)) = rules.balance[single.rule].counts
            else {
                continue;
            };
            let value = single.value.as_ref();
            let spellings = value.and_then(|value| known.get(&field)?.get(value));
            single.spelt = spellings.and_then(most_often).cloned();
        }
    }

    /// Of everybody who applied, each counted once.
    fn spellings(&self, field: FieldId) -> Spellings {
        let mut all = Spellings::new();
        for (application, outcome) in self.outcomes.each() {
            if matches!(outcome, Outcome::Superseded { .. }) {
                continue;
            }
            let said = self
                .applications
                .said(application, field, AssessorId::FIRST);
            if let Some(said) = said.open() {
                let own = all.entry(fold(said)).or_default();
                let times = own.entry(said.to_owned()).or_insert(0);
                *times = times.saturating_add(1);
            }
        }
        all
    }
}
