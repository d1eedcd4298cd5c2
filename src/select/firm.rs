//! Whether an answer that is awaited can still take a seat from somebody.

use super::{Outcome, Selection};
use crate::people::Kinship;
use crate::rules::GroupSet;

impl Selection<'_> {
    /// Whether somebody who has a seat may lose or change it, whatever those who are asked answer.
    pub fn seats_are_open(&self) -> bool {
        self.could_sit() > 0 && !self.has_seats_for_all() || self.anybody_may_be_somebody_else()
    }

    fn has_seats_for_all(&self) -> bool {
        let could_sit = |outcome: &Outcome| matches!(outcome, Outcome::Clarify { could_sit: true });
        let open = self.outcomes.iter().enumerate().filter(|(_, outcome)| could_sit(outcome));
        // Of whom nothing is known but that they may win a seat, any may be theirs.
        let groups = open.map(|(application, _)| {
            let best = &self.outlooks.get(&application)?.best;
            Some(best.iter().flat_map(|(groups, _)| groups.iter()).collect::<GroupSet>())
        });
        let groups: Option<Vec<GroupSet>> = groups.collect();
        groups.is_some_and(|groups| self.filling.has_seats_for(&self.rules.places, &groups))
    }

    /// Whether one who is asked may turn out to have sent in what somebody else seems to have, and to stand for it.
    fn anybody_may_be_somebody_else(&self) -> bool {
        let is_asked = |at: usize| matches!(self.outcome(at), Outcome::Clarify { .. });
        let asked = self.people.iter().filter(|(application, _)| is_asked(**application));
        asked
            .flat_map(|(_, relations)| relations)
            .any(|relation| relation.kind == Kinship::Unsettled && relation.others.is_empty())
    }
}
