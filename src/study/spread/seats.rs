//! Whose seats depend on how strict each assessor is: the recorded pool is selected anew with ratings evened out.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::told::{Beside, Exact};
use crate::answers::even_out::ratings::Rated;
use crate::answers::even_out::{Evening, Method};
use crate::answers::types::number;
use crate::answers::{Applications, override_cell};
use crate::base::ids::{ApplicationId, find};
use crate::rules::form::Bounds;
use crate::rules::{FieldId, Form};
use crate::study::firmness::anew::Anew;
use crate::study::firmness::everyone::Somebody;
use crate::study::firmness::told::WithoutThem;
use crate::study::pool::Pool;
use crate::values::{Reading, Value};

/// The ratings of a field, and what they would be.
pub(super) struct Changed<'a> {
    pub(super) evening: Evening<'a>,
    pub(super) field: FieldId,
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
            let is_theirs = self.evening.comes_to(None, &given) == Some(*number);
            match self.evening.comes_to(Some(method), &given) {
                Some(evened) if is_theirs => {
                    let reading = Reading::Value(Value::Number(evened));
                    override_cell::settle(applications, row, self.field, reading);
                }
                _ => {
                    unlike.get_or_insert_with(|| one.record.application.to_string());
                }
            }
        }
        unlike
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
                .evening
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
                Some(units) => self.evening.ratings.decimal(*units).map(Some),
                None => Some(None),
            })
            .collect();
        let number = self.evening.comes_to(method, &given?)?;
        Exact::decimal(number.sum).divided(number.of)
    }
}
