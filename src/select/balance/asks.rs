//! Whom to ask what, because balance rules hang on it.

use crate::base::ids::ApplicationId;
use crate::rules::{BalanceRuleId, FieldId};
use crate::select::{Outcome, Selection};
use crate::values::{Reading, Value};

impl Selection<'_> {
    /// Whether somebody ranked has an open answer that could change who is selected.
    pub fn is_asked_for_balance(&self, application: ApplicationId) -> bool {
        let standing = self.outcome(application).standing();
        let balancing = self.balancing.as_ref();
        standing
            .zip(balancing)
            .is_some_and(|(standing, balancing)| balancing.matters.contains(&standing))
    }

    /// The open answers on which it hangs what somebody counts as, each with the rule; nothing where none of them matters.
    pub fn balance_asks(&self, application: ApplicationId) -> Vec<(FieldId, BalanceRuleId)> {
        let Some(balancing) = &self.balancing else {
            return Vec::new();
        };
        let counts = match self.outcome(application) {
            Outcome::Clarify { could_sit: true } => balancing.asked.get(&application),
            outcome => outcome
                .standing()
                .filter(|standing| balancing.matters.contains(standing))
                .and_then(|standing| balancing.counts.find(standing)),
        };
        let Some(counts) = counts else {
            return Vec::new();
        };
        let possible = counts.possible.iter();
        let mut rules: Vec<BalanceRuleId> = possible
            .map(|of| balancing.traits.member(*of).rule)
            .chain(counts.any_value.iter().copied())
            .collect();
        rules.sort_unstable();
        rules.dedup();
        let open = |field: &FieldId| match self.applications.reading(application, *field) {
            Reading::Blank | Reading::Unreadable(_) => true,
            Reading::Value(Value::Choices(choices)) => choices.unread.is_some(),
            Reading::Value(value) => matches!(value, Value::NearText(_)),
        };
        let behind = |rule: BalanceRuleId| {
            let subjects = self.rules.balance[rule].subjects();
            let fields = self.rules.fields_behind(subjects);
            fields
                .into_iter()
                .filter(open)
                .map(move |field| (field, rule))
        };
        rules.into_iter().flat_map(behind).collect()
    }
}
