//! How assessors rated: how many of each rating each gave, and how far apart they are about one application.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::scale::Scale;
use super::{Cell, Listing, Spread};
use crate::answers::types::number;
use crate::base::ids::{ApplicationId, AssessorId, Id as _};
use crate::base::interner::Symbol;
use crate::papers::titles::field_title;
use crate::rules::{Field, FieldId};
use crate::select::{Outcome, Selection};

/// Each field of ratings that is not personal and that somebody rated.
pub(super) fn spread(selection: &Selection<'_>) -> Vec<Spread> {
    let fields = selection.rules.form.fields.each();
    let rated = fields.filter(|(_, field)| field.kind.is_rating() && !field.personal);
    rated
        .filter_map(|(id, field)| of_field(selection, id, field))
        .collect()
}

/// What each assessor rated, where that can be read, and how many applications have these ratings.
type Ratings = Vec<(Vec<Option<Decimal>>, u32)>;

fn ratings(selection: &Selection<'_>, id: FieldId, field: &Field) -> Ratings {
    let all = &selection.applications;
    let mut distinct: BTreeMap<Symbol, (ApplicationId, u32)> = BTreeMap::new();
    for application in all.ids() {
        if matches!(selection.outcome(application), Outcome::Superseded { .. }) {
            continue;
        }
        let symbol = all.symbol(application, id);
        let known = distinct.entry(symbol).or_insert((application, 0));
        known.1 = known.1.saturating_add(1);
    }
    let bounds = field.kind.bounds();
    let read = |application: ApplicationId, assessor: AssessorId| {
        let text = all.said(application, id, assessor).open()?;
        let bounds = bounds?;
        number::value(bounds, text).filter(|rating| bounds.holds(*rating))
    };
    let of = |(application, many): &(ApplicationId, u32)| {
        let assessors = all.assessors(id);
        (
            assessors
                .map(|assessor| read(*application, assessor))
                .collect(),
            *many,
        )
    };
    distinct.values().map(of).collect()
}

fn of_field(selection: &Selection<'_>, id: FieldId, field: &Field) -> Option<Spread> {
    let bounds = field.kind.bounds()?;
    let ratings = ratings(selection, id, field);
    let all = || ratings.iter().flat_map(|(given, _)| given.iter().flatten());
    let least = bounds.min.or_else(|| all().min().copied())?;
    let most = bounds.max.or_else(|| all().max().copied())?;
    let scale = Scale::new((least, most), all().copied());
    let title = field_title(field).into_owned();
    let mut numbers = Listing::new(
        format!("{title}: what each assessor gave"),
        &["assessor", "ratings", "lowest", "mean", "highest"],
    );
    let mut assessors = Vec::new();
    for assessor in selection.applications.assessors(id) {
        let given = ratings
            .iter()
            .filter_map(|(given, many)| Some(((*given.get(assessor.position())?)?, *many)));
        let given: Vec<(Decimal, u32)> = given.collect();
        let many = given
            .iter()
            .fold(0_u32, |sum, (_, many)| sum.saturating_add(*many));
        let sum = given.iter().fold(Decimal::ZERO, |sum, (rating, many)| {
            sum.saturating_add(rating.saturating_mul(Decimal::from(*many)))
        });
        let Some(mean) = sum.checked_div(Decimal::from(many)) else {
            continue;
        };
        let ends = given.iter().map(|(rating, _)| *rating);
        let (least, most) = (
            ends.clone().min().unwrap_or_default(),
            ends.max().unwrap_or_default(),
        );
        let who = format!("A{}", assessor.position().saturating_add(1));
        numbers.rows.push(vec![
            Cell::text(who.clone()),
            Cell::number(many),
            Cell::number(least.normalize()),
            Cell::number(mean.round_dp(2).normalize()),
            Cell::number(most.normalize()),
        ]);
        let title = format!("{title}: ratings by {who}");
        let given = given.into_iter().map(|(rating, many)| (rating, 0, many));
        assessors.push(scale.strip(title, &["ratings"], given));
    }
    (!assessors.is_empty()).then(|| Spread {
        field: title.clone(),
        apart: apart(&title, &ratings),
        assessors,
        numbers,
    })
}

/// How far the lowest and the highest rating of one application are apart, by how many applications that two assessors or more rated.
fn apart(field: &str, ratings: &Ratings) -> Option<Listing> {
    let mut counts: BTreeMap<Decimal, u32> = BTreeMap::new();
    for (given, many) in ratings {
        let given: Vec<Decimal> = given.iter().copied().flatten().collect();
        if let (Some(least), Some(most), 2..) =
            (given.iter().min(), given.iter().max(), given.len())
        {
            let count = counts
                .entry(most.saturating_sub(*least).normalize())
                .or_default();
            *count = count.saturating_add(*many);
        }
    }
    let mut listing = Listing::new(
        format!("{field}: how far the lowest and the highest rating of an application are apart"),
        &["apart by", "applications"],
    );
    // Ratings need not be whole: far more differences than anybody reads are cut off.
    for (apart, many) in counts.into_iter().take(50) {
        listing
            .rows
            .push(vec![Cell::number(apart), Cell::number(many)]);
    }
    (!listing.rows.is_empty()).then_some(listing)
}
