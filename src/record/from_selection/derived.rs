//! How a derived level came about: the row of its table that decided, or the sum of its points and the band it falls into.

use std::borrow::Cow;

use crate::awards;
use crate::base::ids::with_ids;
use crate::judge::criteria::{self, Facts};
use crate::record::{By, Nth, Sum, Summand};
use crate::rules::levels::LevelRow;
use crate::rules::{Band, BandId, Derivation, Level, RowId, Worth};
use crate::values::{Answer, LevelSet, Number, Points};

/// How the levels that are possible came about.
pub fn by<'a>(level: &Level, possible: LevelSet, facts: Facts<'_>) -> By<'a> {
    match &level.derivation {
        Derivation::Table(rows) => By::Rows(from_rows(rows, possible, facts)),
        Derivation::Points { terms, bands } => By::Sum(summed(terms, bands, facts)),
    }
}

/// The rows that can decide: those that are unclear, up to the first that is met.
fn from_rows(rows: &[LevelRow], possible: LevelSet, facts: Facts<'_>) -> Vec<Nth<RowId>> {
    let mut deciding = Vec::new();
    for (id, row) in with_ids::<RowId, _>(rows) {
        let answer = row
            .test
            .as_ref()
            .map_or(Answer::Met, |test| criteria::answer(test, facts));
        // Of answers that belong together a row may be unclear by itself, and yet its level is not possible.
        if answer != Answer::NotMet && possible.contains(row.level) {
            deciding.push(id.into());
        }
        if answer == Answer::Met {
            break;
        }
    }
    deciding
}

fn summed<'a>(terms: &[Worth], bands: &[Band<u8>], facts: Facts<'_>) -> Sum<'a> {
    let (mut least, mut most) = (Points::ZERO, Points::ZERO);
    let mut summands = Vec::new();
    for term in terms {
        let awarded = facts.points(term);
        least = least.plus(awarded.least);
        most = most.plus(awarded.most);
        let row = awarded
            .known()
            .and_then(|_| awards::row(&term.award, &facts.reading(term.subject)));
        summands.push(Summand {
            points: Cow::Owned(awarded.least.to_string()),
            at_most: awarded
                .known()
                .is_none()
                .then(|| Cow::Owned(awarded.most.to_string())),
            row: row.map(Into::into),
        });
    }
    let ends = (
        Number::plain(least.decimal()),
        Number::plain(most.decimal()),
    );
    let reached = with_ids::<BandId, _>(bands).filter(|(_, band)| band.reaches(ends.0, ends.1));
    Sum {
        terms: summands,
        sum: Cow::Owned(least.to_string()),
        at_most: (least != most).then(|| Cow::Owned(most.to_string())),
        bands: reached.map(|(id, _)| id.into()).collect(),
    }
}
