//! Tie-breaks between people of whom only the record is there.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::pool::Pool;
use super::recorded::{Recorded, is_hidden, recorded};
use crate::answers::Applications;
use crate::base::ids::{ApplicationId, Per};
use crate::judge::criteria::Facts;
use crate::rank::{self, StandingId};
use crate::rules::{Compared, Measure, MeasureId, Rules};
use crate::select;

/// Somebody as tie-breaks see them: by the measures that gave their points, and what is known of them.
pub(super) type Known<'k> = (&'k Per<MeasureId, Measure>, Facts<'k>);

/// Which of two with equal totals goes first; none where a tie-break over a personal column decides, whose answers are not in a run
/// folder. `nothing` are measures that count for nothing, so that their parts are nobody's.
pub(super) fn first_of(
    rules: &Rules,
    (one, other): (Known<'_>, Known<'_>),
    nothing: &[MeasureId],
) -> Option<Ordering> {
    for tie_break in &rules.ranking.tie_breaks {
        let subject = tie_break.subject();
        if subject.is_some_and(|subject| is_hidden(rules, [subject])) {
            return None;
        }
        if matches!(tie_break.compared(), Compared::Part(measure) if nothing.contains(&measure)) {
            continue;
        }
        match rank::compare(tie_break, one, other) {
            Ordering::Equal => {}
            decided => return Some(decided),
        }
    }
    Some(Ordering::Equal)
}

/// Those in a pool, looked up when they are first asked about.
pub(super) struct Ties<'a> {
    rules: &'a Rules,
    pool: &'a Pool<'a>,
    looked_up: RefCell<BTreeMap<StandingId, Option<(Recorded<'a>, Applications)>>>,
}

impl<'a> Ties<'a> {
    pub(super) fn new(rules: &'a Rules, pool: &'a Pool<'a>) -> Self {
        Self {
            rules,
            pool,
            looked_up: RefCell::default(),
        }
    }

    /// As [`first_of`]; none as well where a record does not fit the rules.
    pub(super) fn first(
        &self,
        one: StandingId,
        other: StandingId,
        nothing: &[MeasureId],
    ) -> Option<Ordering> {
        self.look_up(one);
        self.look_up(other);
        let known = self.looked_up.borrow();
        let of = |standing: StandingId| {
            let (recorded, applications) = known.get(&standing)?.as_ref()?;
            let facts = select::facts(&recorded.rules, applications, &[], ApplicationId(0));
            Some((&recorded.rules.measures, facts))
        };
        first_of(self.rules, (of(one)?, of(other)?), nothing)
    }

    fn look_up(&self, standing: StandingId) {
        let mut known = self.looked_up.borrow_mut();
        known.entry(standing).or_insert_with(|| {
            let recorded = recorded(self.rules, &self.pool.record(standing)?)?;
            let applications = recorded.read(self.rules, std::slice::from_ref(&recorded.cells))?;
            Some((recorded, applications))
        });
    }
}
