//! How assessors rated (the spread of ratings): for each how many, how high, and how far from the others on what they share; for each
//! application how far apart; how far they agree in all; and whose seats depend on how strict each is. From the audit of a run alone.
//!
//! Nothing of it changes a run: there ratings count as they were given, or evened out as people decided.

pub mod alpha;
mod assessors;
mod gaps;
mod seats;
pub mod told;

use std::borrow::Cow;
use std::collections::BTreeMap;

use self::alpha::Further;
use self::seats::Changed;
use self::told::{EvenOut, Evened, EvenedOut, Moves, OfField, Spread};
use super::firmness::anew::Anew;
use super::firmness::everyone::by_source;
use super::firmness::told::WithoutThem;
use super::pool::Pool;
use super::recorded::{as_counted, recorded};
use crate::answers::even_out::ratings::Given;
use crate::answers::even_out::{Evening, Method, NEEDED, Ratings, Scale};
use crate::base::ids::find;
use crate::record::audit::Damaged;
use crate::record::{Audit, RecordedEvenOut};
use crate::rules::form::Bounds;
use crate::rules::{Field, FieldId, Rules, SourceId};
use crate::values::{Exact, OutcomeKind};

/// How assessors rated in the run of an audit.
///
/// # Errors
/// When a line is no record.
pub fn spread(rules: &Rules, audit: &Audit) -> Result<Spread, Damaged> {
    let rules = &*as_counted(rules, &audit.header);
    let mut told = Spread::default();
    let fields = rules.form.fields.each();
    let rated: Vec<(FieldId, &Field)> =
        fields.filter(|(_, field)| field.kind.is_rating()).collect();
    let personal = rated.iter().filter(|(_, field)| field.personal);
    for (_, field) in personal {
        told.notes.push(format!(
            "{} is left out: its ratings stand in a personal column, whose cells are not in the run folder",
            field.name
        ));
    }
    let shown = rated.into_iter().filter(|(_, field)| !field.personal);
    let shown: Vec<(FieldId, &Field)> = shown.collect();
    if shown.is_empty() {
        return Ok(told);
    }
    let by_source = by_source(rules, audit)?;
    let all = given(rules, &by_source, audit, &shown)?;
    let pool = Pool::new(rules, audit, None)?;
    let anew = match &pool {
        None => Err(
            "the run does not say who fits which groups: it was made by an earlier version"
                .to_owned(),
        ),
        Some(pool) => Anew::new(rules, audit, pool, &by_source)?,
    };
    for ((id, field), all) in shown.into_iter().zip(all) {
        match Ratings::new(all, field.assessors.len()) {
            Some(ratings) => told.fields.push(OfField {
                field: field.name.clone(),
                counts: counts(audit, field),
                assessors: ratings.of_each(),
                agreement: ratings.agreement(field.agreement.into(), Further::of(field)),
                gaps: ratings.gaps(),
                even_out: evened_out(
                    &ratings,
                    (id, field, counts(audit, field).map(|counts| counts.by)),
                    pool.as_ref().zip(Some(&anew)),
                ),
            }),
            None => told.notes.push(format!(
                "{} is left out: its numbers have too many digits to be added up exactly",
                field.name
            )),
        }
    }
    Ok(told)
}

/// By field, what everybody was given; whoever's application is superseded is left out, as in the report.
fn given(
    rules: &Rules,
    by_source: &BTreeMap<Option<SourceId>, Cow<'_, Rules>>,
    audit: &Audit,
    fields: &[(FieldId, &Field)],
) -> Result<Vec<Vec<Given>>, Damaged> {
    let mut all: Vec<Vec<Given>> = fields.iter().map(|_| Vec::new()).collect();
    for record in audit.records() {
        let record = record?;
        if record.outcome == OutcomeKind::Superseded {
            continue;
        }
        let source = rules.form.source_of(&record.application);
        let Some(rules) = by_source.get(&source) else {
            continue;
        };
        let Some(recorded) = recorded(rules, &record) else {
            continue;
        };
        for ((id, _), all) in fields.iter().zip(&mut all) {
            let Some(bounds) = rules.form.fields[*id].kind.bounds() else {
                continue;
            };
            let cells = find(&recorded.cells, *id);
            let cells = cells.map_or(&[][..], Vec::as_slice).iter();
            let ratings = cells.map(|cell| seats::rating(bounds, cell)).collect();
            all.push((record.application.to_string(), ratings, 1));
        }
    }
    Ok(all)
}

/// What would come out; none where one assessor alone is asked.
fn evened_out(
    ratings: &Ratings,
    (id, field, by): (FieldId, &Field, Option<Method>),
    anew: Option<(&Pool<'_>, &Result<Anew<'_>, String>)>,
) -> Option<EvenOut> {
    let bounds: &Bounds = field.kind.bounds()?;
    if field.assessors.len() < 2 {
        return None;
    }
    if let Some(refused) = ratings.refused() {
        return Some(EvenOut::Refused {
            between: refused.between.into_iter().map(Into::into).collect(),
            most: refused.most,
            needed: NEEDED,
        });
    }
    let Some(scale) = Scale::new(ratings, bounds) else {
        return Some(EvenOut::TooLong);
    };
    let changed = Changed {
        evening: Evening {
            ratings,
            scale: &scale,
            form: field,
        },
        field: id,
        as_it_is: by,
    };
    let by = |method: Option<Method>| match anew {
        Some((_, Ok(anew))) => changed.selected(anew, method),
        Some((_, Err(because))) => unknown(because),
        None => {
            unknown("the run does not say who fits which groups: it was made by an earlier version")
        }
    };
    let raw = changed.as_it_is.map(|_| by(None));
    let (mean, rank) = (by(Some(Method::Mean)), by(Some(Method::Rank)));
    let outcomes: Vec<&WithoutThem> = raw.iter().chain([&mean, &rank]).collect();
    Some(EvenOut::Told(Box::new(EvenedOut {
        moves: moves(&scale),
        ratings: becomes(ratings, &scale),
        side_by_side: changed.side_by_side(anew.map(|(pool, _)| pool), &outcomes),
        raw,
        mean,
        rank,
    })))
}

fn moves(scale: &Scale) -> Vec<Moves> {
    let told = scale.moves().map(|(assessor, by)| Moves {
        assessor: assessor.into(),
        by,
    });
    told.collect()
}

fn becomes(ratings: &Ratings, scale: &Scale) -> Vec<Evened> {
    let told = scale
        .becomes()
        .filter_map(|(assessor, rating, [by_mean, by_rank])| {
            Some(Evened {
                assessor: assessor.into(),
                rating: ratings.exact(rating)?,
                by_mean: Exact::decimal(by_mean),
                by_rank: Exact::decimal(by_rank),
            })
        });
    told.collect()
}

fn unknown(because: &str) -> WithoutThem {
    WithoutThem::Unknown {
        because: because.to_owned(),
    }
}

/// How the field's ratings count in the run where people decided that they count evened out.
fn counts(audit: &Audit, field: &Field) -> Option<RecordedEvenOut> {
    let mut evened = audit.header.evened_out.iter();
    evened.find(|one| one.field == field.name).cloned()
}
