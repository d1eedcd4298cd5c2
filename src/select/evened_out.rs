//! Where ratings count evened out, one more rating moves all others, and so does one application less: then nobody's seat is firm, and
//! whoever is asked could always have one.

use super::{Outcome, Selection, is_unsettled};
use crate::base::finding::{Finding, Severity};
use crate::base::ids::ApplicationId;
use crate::people::MayBe;
use crate::rules::FieldId;

impl Selection<'_> {
    /// Whether an answer that is awaited could change what ratings are evened out to.
    pub(super) fn ratings_may_move(&self) -> bool {
        let may_be = self.may_be_one();
        let moves = |one: ApplicationId| {
            let may_be = may_be.as_ref();
            may_be.is_some_and(|may_be| self.moves_others(one, may_be))
        };
        self.asked_of_all().any(moves) || self.is_rated_for_nobody()
    }

    /// Whether a rating waits for somebody to say whose it is: held against others it would move them.
    fn is_rated_for_nobody(&self) -> bool {
        let is_open = |finding: &Finding| {
            finding.code.is_of_a_rating() && finding.severity() == Severity::Question
        };
        !self.rulings.evened.is_empty() && self.findings.iter().any(is_open)
    }

    /// Of whoever is asked something that could change what ratings are evened out to it cannot be said that no answer wins a seat.
    pub(super) fn ask_all_whose_ratings_move_others(&mut self) {
        let Some(may_be) = self.may_be_one() else {
            return;
        };
        let asked = self.outlooks.keys().copied();
        let moving = asked.filter(|one| self.moves_others(*one, &may_be));
        let moving: Vec<ApplicationId> = moving.collect();
        for one in moving {
            if let Outcome::Clarify { could_sit } = &mut self.outcomes[one] {
                *could_sit = true;
            }
        }
    }

    /// By which answers applications are known to be one person's; none where no rating is evened out.
    fn may_be_one(&self) -> Option<MayBe<'_>> {
        let is_evened = !self.rulings.evened.is_empty();
        is_evened.then(|| MayBe::new(&self.rules.form, &self.applications))
    }

    /// Whether one of the answers that are awaited of an application is a rating that is held against others, or could change which
    /// applications' ratings are.
    fn moves_others(&self, one: ApplicationId, may_be: &MayBe<'_>) -> bool {
        let is_evened = |field: FieldId| {
            let mut evened = self.rulings.evened.iter();
            evened.any(|evened| evened.field == field)
        };
        is_unsettled(&self.applications, &self.people, one)
            || self
                .asks(one)
                .any(|field| is_evened(field) || may_be.looks_at(field))
    }
}
