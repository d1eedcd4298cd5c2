//! Seats: a total is lowered by so much and nothing else, a single answer is changed, and everything is selected anew.

use std::collections::BTreeSet;

use intake::study::firmness::told::{Exchange, Points};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::make::{BONUS, ESSAY, Pool, pool};
use super::{Anew, audit, seated};

/// Who sits where one cell says something else.
fn with(pool: &Pool, anew: &Anew, id: &str, column: usize, cell: &str) -> Option<BTreeSet<String>> {
    let mut rows = pool.rows.clone();
    let row = rows.iter_mut().find(|row| row[0] == id).unwrap();
    cell.clone_into(&mut row[column]);
    audit(&anew.rules, &pool.csv(&rows)).map(|audit| seated(&audit))
}

fn lowered(pool: &Pool, anew: &Anew, id: &str, by: Decimal) -> BTreeSet<String> {
    let bonus = (Decimal::from(500) - by * Decimal::TEN)
        .normalize()
        .to_string();
    with(pool, anew, id, BONUS, &bonus).unwrap()
}

/// By how much less somebody would meet somebody else, or be as far from them as a gentle aim asks about; and a little less and more.
fn steps(anew: &Anew, id: &str) -> BTreeSet<Decimal> {
    let audit = anew.audit.as_ref().unwrap();
    let total = |id: &str| -> Decimal {
        let record = audit.record(audit.line(id).unwrap()).unwrap();
        record.total.unwrap().parse().unwrap()
    };
    let own = total(id);
    let ranked = audit
        .records()
        .map(Result::unwrap)
        .filter(|record| record.standing.is_some());
    let others = ranked.map(|record| own - total(&record.application));
    let ahead = [
        Decimal::ZERO,
        Decimal::ONE,
        Decimal::new(25, 1),
        -Decimal::ONE,
        Decimal::new(-25, 1),
    ];
    let near = [Decimal::ZERO, Decimal::new(1, 3), Decimal::new(-1, 3)];
    let all = others.flat_map(|by| ahead.map(|ahead| by + ahead));
    let all = all.flat_map(|by| near.map(|near| by + near));
    let inside = |by: &Decimal| *by >= Decimal::ZERO && *by <= Decimal::from(50);
    all.chain([Decimal::from(50)]).filter(inside).collect()
}

proptest! {
    #![proptest_config(crate::laws::cases(12))]

    #[test]
    fn a_seat_is_kept_with_so_much_less_and_lost_with_more(pool in pool(7)) {
        let anew = Anew::of(&pool);
        let Some(told) = anew.told(10) else { return Ok(()) };
        let now = anew.seated().unwrap();
        prop_assert_eq!(told.seats.len(), now.len());
        if pool.is_untold() {
            prop_assert!(told.seats.iter().all(|margin| margin.points == Points::Unknown));
            return Ok(());
        }
        for margin in &told.seats {
            let id = margin.application.as_str();
            let (most, stays, then) = match &margin.points {
                Points::All => (Decimal::from(51), true, Exchange::default()),
                Points::Up { points, stays, then } => (points.parse().unwrap(), stays.unwrap(), then.clone()),
                other => panic!("{id}: {other:?}"),
            };
            for by in steps(&anew, id).into_iter().filter(|by| *by < most || stays && *by == most) {
                let there = lowered(&pool, &anew, id, by);
                prop_assert!(there.contains(id), "{} with {} less, told {:?}", id, by, margin);
            }
            if most > Decimal::from(50) {
                continue;
            }
            let lost = if stays { most + Decimal::new(1, 3) } else { most };
            let there = lowered(&pool, &anew, id, lost);
            let mut expected = now.clone();
            expected.remove(id);
            then.leaves.iter().for_each(|one| assert!(expected.remove(one)));
            expected.extend(then.comes);
            prop_assert_eq!(there, expected, "{} with {} less", id, lost);
        }
    }

    #[test]
    fn a_seat_hangs_on_the_answers_that_are_named_and_on_no_nearer_ones(pool in pool(6)) {
        let anew = Anew::of(&pool);
        let Some(told) = anew.told(10) else { return Ok(()) };
        for margin in &told.seats {
            let id = margin.application.as_str();
            let row = pool.rows.iter().find(|row| row[0] == id).unwrap();
            let cells = [("skill", 4)].into_iter().chain((0..pool.assessors).map(|at| ("essay", ESSAY + at)));
            for (field, column) in cells {
                let hinge = margin.hangs_on.iter().find(|hinge| {
                    let assessor = hinge.change.assessor.map_or(0, |assessor| assessor.id().unwrap().0);
                    hinge.change.field == field && (field == "skill" || assessor == column - ESSAY)
                });
                let own: i64 = row[column].parse().unwrap();
                let told_at: Option<i64> = hinge.map(|hinge| hinge.change.would_be.parse().unwrap());
                for other in (0..=5).filter(|other| *other != own) {
                    let there = with(&pool, &anew, id, column, &other.to_string());
                    let keeps = there.is_none_or(|there| there.contains(id));
                    let is_told = told_at == Some(other);
                    let is_nearer = told_at.is_none_or(|told| (other - own).abs() < (told - own).abs());
                    prop_assert!(!is_told || !keeps, "{} sits with {} in {}", id, other, column);
                    prop_assert!(!is_nearer || keeps, "{} has no seat with {} in {}, told {:?}", id, other, column, margin);
                }
            }
        }
    }
}
