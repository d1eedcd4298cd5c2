//! Whose seats depend on how strict each assessor is: the recorded pool is selected anew with ratings evened out.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::even_out::{Method, Scale};
use super::ratings::{Rated, Ratings};
use super::told::{Beside, Exact};
use crate::answers::types::number;
use crate::answers::{Applications, override_cell};
use crate::base::ids::{ApplicationId, AssessorId, find};
use crate::rules::form::Bounds;
use crate::rules::{FieldId, Form};
use crate::study::firmness::anew::Anew;
use crate::study::firmness::everyone::Somebody;
use crate::study::firmness::told::WithoutThem;
use crate::study::pool::Pool;
use crate::values::{Number, Reading, Value};

/// The ratings of a field, and what they would be.
pub(super) struct Changed<'a> {
    pub(super) ratings: &'a Ratings,
    pub(super) scale: &'a Scale,
    pub(super) field: FieldId,
    /// Where two are further apart, a third assessor's rating counts, too.
    pub(super) third_above: Option<Decimal>,
}

/// What an assessor's cell says as a rating, where it does.
pub(super) fn rating(bounds: &Bounds, cell: &str) -> Option<Decimal> {
    number::value(bounds, cell).filter(|rating| bounds.holds(*rating))
}

impl Changed<'_> {
    /// By `mean` and by `rank`.
    pub(super) fn selected(&self, anew: &Anew<'_>) -> (WithoutThem, WithoutThem) {
        let by = |method: Method| {
            let unlike: RefCell<Option<String>> = RefCell::default();
            let told = anew.selected(&|form, applications, all| {
                let one = self.put(method, form, applications, all);
                let mut unlike = unlike.borrow_mut();
                *unlike = unlike.take().or(one);
            });
            match unlike.into_inner() {
                None => told,
                Some(one) => WithoutThem::Unknown {
                    because: format!("what {one} was given does not come out by the ratings alone"),
                },
            }
        };
        (by(Method::Mean), by(Method::Rank))
    }

    /// Everybody whose ratings are all there counts with them evened out; whoever waits for one waits still. Gives the first whose mean is
    /// not that of their ratings, if there is one.
    fn put(
        &self,
        method: Method,
        form: &Form,
        applications: &mut Applications,
        all: &[&Somebody<'_>],
    ) -> Option<String> {
        let bounds = form.fields[self.field].kind.bounds()?;
        let mut unlike = None;
        for (row, one) in (0..).map(ApplicationId).zip(all) {
            let Reading::Value(Value::Number(number)) = applications.reading(row, self.field)
            else {
                continue;
            };
            let cells = find(&one.recorded.cells, self.field);
            let cells = cells.map_or(&[][..], Vec::as_slice).iter();
            let given: Vec<Option<Decimal>> = cells.map(|cell| rating(bounds, cell)).collect();
            match self.evened(method, &given, *number) {
                Some(evened) => {
                    let reading = Reading::Value(Value::Number(evened));
                    override_cell::settle(applications, row, self.field, reading);
                }
                None => {
                    unlike.get_or_insert_with(|| one.record.application.to_string());
                }
            }
        }
        unlike
    }

    /// A mean of ratings evened out; none where it is not of these ratings.
    fn evened(&self, method: Method, given: &[Option<Decimal>], raw: Number) -> Option<Number> {
        let by_third =
            usize::from(raw.of) > given.iter().take(self.ratings.asked).flatten().count();
        let counted = self.ratings.asked.saturating_add(usize::from(by_third));
        let (mut sum, mut evened, mut of) = (Decimal::ZERO, Decimal::ZERO, 0_u8);
        for (assessor, rating) in (0..).map(AssessorId).zip(given).take(counted) {
            let Some(rating) = *rating else { continue };
            let units = self.ratings.units(rating)?;
            let is = self.scale.evened(method, assessor, units).unwrap_or(rating);
            sum = sum.checked_add(rating)?;
            evened = evened.checked_add(is)?;
            of = of.checked_add(1)?;
        }
        (of == raw.of && sum == raw.sum).then_some(Number { sum: evened, of })
    }

    /// Those who have a seat, best-ranked first, and those who would have one.
    pub(super) fn side_by_side(
        &self,
        pool: Option<&Pool<'_>>,
        outcomes: &[&WithoutThem],
    ) -> Vec<Beside> {
        let comes: BTreeSet<&str> = outcomes
            .iter()
            .filter_map(|outcome| match outcome {
                WithoutThem::Selected { exchange, .. } => Some(&exchange.comes),
                WithoutThem::Unknown { .. } => None,
            })
            .flatten()
            .map(String::as_str)
            .collect();
        let ranked = pool
            .map(|pool| &pool.ranked)
            .into_iter()
            .flat_map(|all| all.iter());
        let ranked =
            ranked.filter(|one| one.is_seated() || comes.contains(one.application.as_ref()));
        let beside = |id: &str| {
            let rated = self
                .ratings
                .all
                .iter()
                .find(|rated| rated.application == id)?;
            Some(Beside {
                application: id.to_owned(),
                raw: self.mean(rated, None)?,
                by_mean: self.mean(rated, Some(Method::Mean))?,
                by_rank: self.mean(rated, Some(Method::Rank))?,
            })
        };
        ranked.filter_map(|one| beside(&one.application)).collect()
    }

    /// The mean of an application's ratings, as they are or evened out.
    fn mean(&self, rated: &Rated, method: Option<Method>) -> Option<Exact> {
        let asked = rated.ratings(self.ratings.asked);
        let apart = asked.iter().max()?.checked_sub(*asked.iter().min()?)?;
        let apart = self.ratings.exact(apart)?;
        let by_third = self
            .third_above
            .is_some_and(|above| apart > Exact::decimal(above));
        let counted = self.ratings.asked.saturating_add(usize::from(by_third));
        let (mut sum, mut of) = (Exact::decimal(Decimal::ZERO), 0_u8);
        for (assessor, rating) in (0..).map(AssessorId).zip(&rated.given).take(counted) {
            let Some(rating) = *rating else { continue };
            let evened = method.and_then(|method| self.scale.evened(method, assessor, rating));
            let is = match evened {
                Some(evened) => Exact::decimal(evened),
                None => self.ratings.exact(rating)?,
            };
            sum = sum.plus(is)?;
            of = of.checked_add(1)?;
        }
        sum.divided(of)
    }
}
