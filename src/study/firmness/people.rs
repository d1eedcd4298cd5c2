//! Those who are ranked, as a run has them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::told::Exchange;
use crate::base::each::each;
use crate::base::ids::{Per, find};
use crate::rank::StandingId;
use crate::record::Record;
use crate::rules::{MeasureId, Rules};
use crate::study::pool::Pool;

/// By standing, best first.
pub(super) struct People<'a> {
    ids: Per<StandingId, &'a str>,
    pub(super) totals: Per<StandingId, Decimal>,
    /// By measure; none where a record does not say somebody's points.
    points: Per<MeasureId, Option<Vec<Decimal>>>,
    pub(super) seated: BTreeSet<StandingId>,
}

/// Reading a record takes as long as judging so many applications.
const RECORD: usize = 20;

impl<'a> People<'a> {
    pub(super) fn new(rules: &Rules, pool: &'a Pool<'_>) -> Self {
        let all: Vec<StandingId> = pool.ranked.ids().collect();
        let of = |record: &Record<'_>, id: &str| {
            let part = record.parts.iter().find(|part| part.id == id)?;
            Decimal::from_str_exact(part.points.as_deref()?).ok()
        };
        let read = |one: &StandingId| -> Vec<Option<Decimal>> {
            let record = pool.record(*one);
            let points = |id: &str| record.as_ref().and_then(|record| of(record, id));
            let measures = rules.measures.iter();
            measures.map(|measure| points(&measure.id)).collect()
        };
        let by_person = each(all.len().saturating_mul(RECORD), &all, read);
        let points = rules.measures.ids().map(|measure: MeasureId| {
            let of = |points: &Vec<Option<Decimal>>| *find(points, measure)?;
            by_person.iter().map(of).collect()
        });
        let sits = |one: &StandingId| pool.ranked[*one].is_seated();
        Self {
            ids: pool
                .ranked
                .iter()
                .map(|one| one.application.as_ref())
                .collect(),
            totals: pool.ranked.iter().map(|one| one.total).collect(),
            points: points.collect(),
            seated: pool.ranked.ids().filter(sits).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn id(&self, standing: StandingId) -> String {
        self.ids[standing].to_owned()
    }

    /// Everybody's points by some measures, each so many times; none where some are not known.
    pub(super) fn sum(&self, of: &[(MeasureId, Decimal)]) -> Option<Per<StandingId, Decimal>> {
        let mut all: Vec<Decimal> = vec![Decimal::ZERO; self.len()];
        for (measure, times) in of {
            let points = self.points[*measure].as_ref()?;
            for (sum, points) in all.iter_mut().zip(points) {
                *sum = sum.checked_add(points.checked_mul(*times)?)?;
            }
        }
        Some(all.into())
    }

    /// Who would sit and who would not, beside those who do.
    pub(super) fn exchange(&self, others: &BTreeSet<StandingId>) -> Exchange {
        let ids = |one: &BTreeSet<StandingId>, other: &BTreeSet<StandingId>| {
            one.difference(other).map(|who| self.id(*who)).collect()
        };
        Exchange {
            comes: ids(others, &self.seated),
            leaves: ids(&self.seated, others),
        }
    }
}
