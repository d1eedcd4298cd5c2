//! Whose seats depend on how strict each assessor is: the recorded pool is selected anew with ratings evened out.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::even_out::{Method, Scale};
use super::ratings::{Rated, Ratings};
use super::told::{Beside, Exact};
use crate::answers::types::number;
use crate::answers::types::rating::combined::{combined, third_counts};
use crate::answers::{Applications, override_cell};
use crate::base::ids::{ApplicationId, AssessorId, find};
use crate::rules::form::Bounds;
use crate::rules::{Field, FieldId, Form};
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
    /// How several ratings become one, and when a third counts.
    pub(super) form: &'a Field,
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
            let told = anew.selected(&[self.field], &|form, applications, all| {
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

    /// What ratings evened out come to; none where they come to something else as they are.
    fn evened(&self, method: Method, given: &[Option<Decimal>], raw: Number) -> Option<Number> {
        let counted = self.counted(given);
        let as_they_are: Vec<Decimal> = counted.iter().map(|(_, rating)| *rating).collect();
        let is_theirs = !counted.is_empty() && combined(self.form, as_they_are) == raw;
        let evened = |(assessor, rating): (AssessorId, Decimal)| {
            let units = self.ratings.units(rating)?;
            let evened = self.scale.evened(method, assessor, units);
            Some(evened.unwrap_or(rating))
        };
        let evened: Option<Vec<Decimal>> = counted.into_iter().map(evened).collect();
        Some(combined(self.form, evened?)).filter(|_| is_theirs)
    }

    /// The ratings that count, by their assessors: a third one's where those before are far apart.
    fn counted(&self, given: &[Option<Decimal>]) -> Vec<(AssessorId, Decimal)> {
        let asked = given.iter().take(self.ratings.asked).flatten().copied();
        let by_third = third_counts(self.form, asked.collect::<Vec<_>>().into_iter());
        let most = self.ratings.asked.saturating_add(usize::from(by_third));
        let all = (0..).map(AssessorId).zip(given).take(most);
        all.filter_map(|(assessor, rating)| Some((assessor, (*rating)?)))
            .collect()
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
                raw: self.comes_to(rated, None)?,
                by_mean: self.comes_to(rated, Some(Method::Mean))?,
                by_rank: self.comes_to(rated, Some(Method::Rank))?,
            })
        };
        ranked.filter_map(|one| beside(&one.application)).collect()
    }

    /// What an application's ratings come to, as they are or evened out.
    fn comes_to(&self, rated: &Rated, method: Option<Method>) -> Option<Exact> {
        let given = rated.given.iter();
        let given: Option<Vec<Option<Decimal>>> = given
            .map(|units| match units {
                Some(units) => self.ratings.decimal(*units).map(Some),
                None => Some(None),
            })
            .collect();
        let counted = self.counted(&given?);
        let rating = |(assessor, rating): (AssessorId, Decimal)| {
            let evened = method.and_then(|method| {
                self.scale
                    .evened(method, assessor, self.ratings.units(rating)?)
            });
            evened.unwrap_or(rating)
        };
        let ratings: Vec<Decimal> = counted.into_iter().map(rating).collect();
        if ratings.is_empty() {
            return None;
        }
        let number = combined(self.form, ratings);
        Exact::decimal(number.sum).divided(number.of)
    }
}
