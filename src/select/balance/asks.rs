//! Whom to ask what, because balance rules hang on it.

use std::collections::BTreeSet;

use super::{Memberships, Traits};
use crate::answers::Applications;
use crate::base::ids::ApplicationId;
use crate::judge::criteria::Facts;
use crate::people;
use crate::rules::{BalanceRuleId, FieldId, Rules, Subject, TieBreak};
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
        let open = |field: &FieldId| match self.applications.reading(application, *field) {
            Reading::Blank | Reading::Unreadable(_) => true,
            Reading::Value(Value::Choices(choices)) => choices.unread.is_some(),
            Reading::Value(value) => matches!(value, Value::NearText(_)),
        };
        let behind = behind(self.rules, &balancing.traits, counts);
        behind.filter(|(field, _)| open(field)).collect()
    }
}

/// The blanks that balance rules ask about, though other rules or tie-breaks know what a blank is to them: an answer changes what comes of
/// those, too.
pub fn blanks_that_count(
    rules: &Rules,
    traits: &Traits,
    counts: &Memberships,
    facts: Facts<'_>,
) -> Vec<FieldId> {
    let is_blank = |field: FieldId| *facts.reading(Subject::Field(field)) == Reading::Blank;
    let mut blanks: Vec<FieldId> = behind(rules, traits, counts)
        .map(|(field, _)| field)
        .filter(|field| is_blank(*field))
        .collect();
    if !blanks.is_empty() {
        let ties = rules.ranking.tie_breaks.iter();
        let ties = rules.fields_behind(ties.filter_map(TieBreak::subject));
        blanks.retain(|field| rules.blank_counts(*field) || ties.contains(field));
    }
    blanks
}

/// How many of these have a blank that agrees with nobody's answer, until a balance rule asks about it: then it may show that they are
/// the person behind another application.
pub fn blanks_of_identity(
    rules: &Rules,
    applications: &Applications,
    among: &[ApplicationId],
) -> usize {
    let mut counted = rules.fields_behind(rules.balanced_by());
    counted.retain(|field| people::known_by(&rules.form).contains(field));
    let is_blank = |one: &&ApplicationId| {
        let mut fields = counted.iter();
        fields.any(|field| *applications.reading(**one, *field) == Reading::Blank)
    };
    among.iter().filter(is_blank).count()
}

/// The fields behind the rules under which it is open what somebody counts as.
fn behind<'r>(
    rules: &'r Rules,
    traits: &Traits,
    counts: &Memberships,
) -> impl Iterator<Item = (FieldId, BalanceRuleId)> + use<'r> {
    let possible = counts.possible.iter();
    let open: BTreeSet<BalanceRuleId> = possible
        .map(|of| traits.member(*of).rule)
        .chain(counts.any_value.iter().copied())
        .collect();
    open.into_iter().flat_map(|rule| {
        let fields = rules.fields_behind(rules.balance[rule].subjects());
        fields.into_iter().map(move |field| (field, rule))
    })
}
