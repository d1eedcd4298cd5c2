//! How assessors rated: how many of each rating each gave, and how far apart they are about one application.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::scale::Scale;
use super::{Cell, Listing, Spread};
use crate::base::ids::{AssessorId, find, ids};
use crate::papers::explanation::evened_out;
use crate::papers::spread::of_selection::{fields, ratings};
use crate::papers::spread::{FROM_THE_OTHERS, OF_EACH, agreement, shown, signed};
use crate::papers::titles::{capital, field_title};
use crate::record::RecordedEvenOut;
use crate::rules::{Field, FieldId};
use crate::select::Selection;
use crate::study::spread::alpha::Further;
use crate::study::spread::told::OfAssessor;

/// Each field of ratings that is not personal and that somebody rated.
pub(super) fn spread(selection: &Selection<'_>) -> Vec<Spread> {
    fields(selection)
        .filter_map(|(id, field)| of_field(selection, id, field))
        .collect()
}

/// What each assessor rated, and how many applications have these ratings.
type Given = Vec<(Vec<Option<Decimal>>, u32)>;

fn of_field(selection: &Selection<'_>, id: FieldId, field: &Field) -> Option<Spread> {
    let bounds = field.kind.bounds()?;
    let ratings = ratings(selection, id)?;
    let given: Given = ratings.given().collect();
    let all = || given.iter().flat_map(|(given, _)| given.iter().flatten());
    let least = bounds.min.or_else(|| all().min().copied())?;
    let most = bounds.max.or_else(|| all().max().copied())?;
    let scale = Scale::new((least, most), all().copied());
    let several = selection.applications.assessors(id).len() > 1;
    let shown_headings = if several {
        &OF_EACH[..]
    } else {
        OF_EACH.split_at(5).0
    };
    let title = field_title(field).into_owned();
    let mut numbers = Listing::new(format!("{title}: what each assessor gave"), shown_headings);
    let told = ratings.of_each();
    for one in &told {
        let row = row(one).into_iter().take(numbers.headings.len());
        numbers.rows.push(row.collect());
    }
    let assessors: Vec<_> = ids::<AssessorId>(ratings.assessors())
        .filter_map(|assessor| {
            let own = given
                .iter()
                .filter_map(|(given, many)| Some(((*find(given, assessor)?)?, 0, *many)));
            let own: Vec<(Decimal, usize, u32)> = own.collect();
            let title = format!("{title}: ratings by {assessor}");
            (!own.is_empty()).then(|| scale.strip(title, &["ratings"], own.into_iter()))
        })
        .collect();
    let mut agreement =
        agreement::said(&ratings.agreement(field.agreement.into(), Further::of(field)));
    agreement.insert(0, FROM_THE_OTHERS.to_owned());
    let mut evened = selection.rulings.evened.iter();
    if let Some(evened) = evened.find(|evened| evened.field == id) {
        let decided = RecordedEvenOut::with_seats(selection.rules, evened);
        agreement.push(format!(
            "these are the ratings as they were given. {}: {}",
            decided.words(selection.rules),
            evened_out::how(decided.by)
        ));
    }
    (!assessors.is_empty()).then(|| Spread {
        field: title.clone(),
        apart: apart(&title, &given),
        assessors,
        numbers,
        agreement: agreement
            .iter()
            .filter(|_| several)
            .map(|said| format!("{}.", capital(said)))
            .collect(),
    })
}

fn row(one: &OfAssessor) -> Vec<Cell> {
    let number = |text: String| Cell::Number(text);
    vec![
        Cell::text(format!("A{}", one.assessor)),
        Cell::number(one.ratings),
        number(shown(one.least)),
        number(shown(one.mean)),
        number(shown(one.greatest)),
        Cell::number(one.shared),
        number(one.apart.map_or_else(String::new, signed)),
    ]
}

/// How far the lowest and the highest rating of one application are apart, by how many applications that two assessors or more rated.
fn apart(field: &str, ratings: &Given) -> Option<Listing> {
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
