//! Ratings by any so many of a pool. Whoever of the pool has rated counts. Nobody in particular is asked, so that a blank cell is only
//! somebody who has not read this application; `abstain` says that they will not.

use rust_decimal::Decimal;

use super::combined::{combined, spread};
use super::open::Known;
use super::{Cell, abstain, asked, open, rating};
use crate::base::ids::AssessorId;
use crate::rules::{Field, Pool};
use crate::values::{Number, Reading, Value, Wrong};

/// Where the assessors of a pool stand with one application.
#[derive(Default)]
struct Stand {
    rated: Vec<Decimal>,
    /// Those whose rating cannot be read.
    unreadable: Vec<AssessorId>,
    /// Those who have said nothing, and may still rate.
    may: Vec<AssessorId>,
    /// Those who say that they take no part.
    out: Vec<AssessorId>,
    /// Those of whom a person has decided that they give no rating.
    decided: usize,
}

impl Stand {
    fn of(cells: &[Cell<'_>]) -> Self {
        let mut stand = Self::default();
        for (assessor, cell) in (0..).map(AssessorId).zip(cells) {
            match (cell.reading, rating(cell.reading)) {
                _ if cell.abstains => stand.decided = stand.decided.saturating_add(1),
                (_, Some(rating)) => stand.rated.push(rating),
                (Reading::Blank, None) => stand.may.push(assessor),
                (reading, None) if abstain::is_said_by(reading) => stand.out.push(assessor),
                (_, None) => stand.unreadable.push(assessor),
            }
        }
        stand
    }

    /// The most who can have rated in the end.
    fn most(&self) -> usize {
        let (rated, unreadable) = (self.rated.len(), self.unreadable.len());
        rated
            .saturating_add(unreadable)
            .saturating_add(self.may.len())
    }
}

pub(super) fn together(field: &Field, pool: Pool, cells: &[Cell<'_>]) -> Reading {
    let stand = Stand::of(cells);
    let apart = spread(stand.rated.iter().copied())
        .filter(|apart| pool.above.is_some_and(|above| *apart > above));
    let wanted = pool.readers.saturating_add(usize::from(apart.is_some()));
    // Once a person has decided that somebody gives none, those who are left are enough.
    let needed = match stand.decided {
        0 => wanted,
        _ => wanted.min(stand.most()),
    };
    let rated = stand.rated.len();
    if stand.unreadable.is_empty() && rated >= needed {
        return match rated {
            0 => Reading::Blank,
            _ => Reading::Value(Value::Number(combined(field, stand.rated))),
        };
    }
    let between = between(field, pool, &stand);
    if let Some(assessor) = stand.unreadable.first() {
        return open(cells, (Wrong::NotRated(*assessor), *assessor), between);
    }
    if let (true, Some(last)) = (stand.most() < needed, stand.out.last()) {
        let wrong = Wrong::TooFewReaders {
            rated,
            needed,
            may: stand.may,
        };
        return asked(cells, wrong.into(), *last, between);
    }
    // Nobody has rated, and enough are left who may.
    let Some(first) = stand.may.first().copied().filter(|_| rated > 0) else {
        return Reading::Blank;
    };
    let wrong = match apart.filter(|_| rated == pool.readers) {
        Some(apart) => Wrong::FurtherNotRated {
            apart,
            may: stand.may,
        },
        None => Wrong::FewRatings {
            rated,
            needed,
            may: stand.may,
        },
    };
    asked(cells, wrong.into(), first, between)
}

/// The least and the most they can come to: as they are, or with as many more as may be asked for. One more rating at the top never
/// lowers any of the ways to combine them, so that nothing lies beyond.
fn between(field: &Field, pool: Pool, stand: &Stand) -> Option<(Number, Number)> {
    let known = |more: usize, above: Option<Decimal>| Known {
        asked: (stand.rated.iter().copied().map(Some))
            .chain(std::iter::repeat_n(None, more))
            .collect(),
        above,
        third: None,
    };
    let rated = stand.rated.len();
    let unreadable = stand.unreadable.len();
    let missing = pool.readers.saturating_sub(rated).max(unreadable);
    let fewest = match rated {
        0 => missing.min(1),
        _ => unreadable.min(1),
    };
    let mut all = Vec::new();
    for more in [fewest, missing] {
        // With more than as many as read nobody further is asked, however far apart they are.
        let above = pool
            .above
            .filter(|_| rated.saturating_add(more) <= pool.readers);
        all.push(known(more, None).between(field)?);
        all.push(known(more, above).between(field)?);
    }
    let least = all.iter().map(|(least, _)| *least).min()?;
    let most = all.iter().map(|(_, most)| *most).max()?;
    Some((least, most))
}
