//! Whose seats depend on how strict each assessor is: the recorded pool is selected anew with ratings evened out.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::told::{Beside, Exact};
use crate::answers::even_out::ratings::Rated;
use crate::answers::even_out::{Evening, Method, whole_range};
use crate::answers::types::number;
use crate::answers::{Applications, override_cell};
use crate::base::ids::{ApplicationId, find};
use crate::rules::form::Bounds;
use crate::rules::{FieldId, Form};
use crate::study::firmness::anew::Anew;
use crate::study::firmness::everyone::Somebody;
use crate::study::firmness::told::WithoutThem;
use crate::study::pool::Pool;
use crate::values::{Problem, Reading, Value};

/// The ratings of a field, and what they would be.
pub(super) struct Changed<'a> {
    pub(super) evening: Evening<'a>,
    pub(super) field: FieldId,
    /// How they count in the run.
    pub(super) as_it_is: Option<Method>,
}

/// What an assessor's cell says as a rating, where it does.
pub(super) fn rating(bounds: &Bounds, cell: &str) -> Option<Decimal> {
    number::value(bounds, cell).filter(|rating| bounds.holds(*rating))
}

impl Changed<'_> {
    /// By a method, or by ratings as they were given.
    pub(super) fn selected(&self, anew: &Anew<'_>, method: Option<Method>) -> WithoutThem {
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
    }

    /// Everybody whose ratings are all there counts with what they come to; whoever waits for one waits still. Gives the first whose
    /// number in the run does not come out by their ratings, if there is one.
    fn put(
        &self,
        method: Option<Method>,
        form: &Form,
        applications: &mut Applications,
        all: &[&Somebody<'_>],
    ) -> Option<String> {
        let bounds = form.fields[self.field].kind.bounds()?;
        let recorded: Vec<Reading> = applications
            .ids()
            .map(|row| applications.reading(row, self.field).clone())
            .collect();
        if method.is_none() {
            // What those may come to who wait hangs on their own ratings alone.
            override_cell::read_again(form, applications, self.field);
        }
        let mut unlike = None;
        for ((row, one), was) in (0..).map(ApplicationId).zip(all).zip(&recorded) {
            let reading = match was {
                Reading::Value(Value::Number(number)) => {
                    let cells = find(&one.recorded.cells, self.field);
                    let cells = cells.map_or(&[][..], Vec::as_slice).iter();
                    let given: Vec<Option<Decimal>> =
                        cells.map(|cell| rating(bounds, cell)).collect();
                    let comes_to = |method| self.evening.comes_to(method, &given);
                    match comes_to(method) {
                        Some(becomes) if comes_to(self.as_it_is) == Some(*number) => {
                            Reading::Value(Value::Number(becomes))
                        }
                        _ => {
                            unlike.get_or_insert_with(|| one.record.application.to_string());
                            continue;
                        }
                    }
                }
                Reading::Unreadable(problem) if method.is_some() => Reading::from(Problem {
                    between: whole_range(self.evening.form),
                    ..(**problem).clone()
                }),
                Reading::Blank | Reading::Value(_) | Reading::Unreadable(_) => continue,
            };
            override_cell::settle(applications, row, self.field, reading);
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
