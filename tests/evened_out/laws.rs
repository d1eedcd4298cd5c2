//! What is carried out is what was told, by any pool and rules; and nothing hangs on the order in which anything is given.

use std::collections::{BTreeMap, BTreeSet};

use intake::engine::{File, sheets};
use intake::record::Audit;
use intake::rules::Rules;
use intake::rulings::load::load;
use intake::select::select_ruled;
use intake::study::firmness::told::{Exchange, WithoutThem};
use intake::study::spread::spread;
use intake::study::spread::told::{EvenOut, EvenedOut};
use intake::table::Options;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::made::{Given, decided, run};
use super::{by, pile, rules};
use crate::firmness::Anew;
use crate::firmness::make;

/// The audit of a selection by which essays count evened out; what refuses it.
fn carried_out(rules: &Rules, csv: &str, method: &str) -> Result<Audit, Vec<String>> {
    let row = decided(&format!(
        ",even-out,essay,,{method},Panel,2024-03-02,see minutes"
    ));
    let files = [
        File::new("pile.csv", csv.as_bytes().to_vec()),
        File::new("decisions.csv", row.into_bytes()),
    ];
    let [applications, decisions] = files.map(|file| sheets(&[file], &Options::default()).0);
    let (rulings, wrong) = load(&decisions);
    assert!(wrong.is_empty(), "{wrong:?}");
    let selection = select_ruled(rules, &applications, &rulings);
    let selection = selection
        .map_err(|wrong| -> Vec<String> { wrong.into_iter().map(|one| one.message).collect() })?;
    let mut audit = Vec::new();
    intake::record::audit::write(&mut audit, &selection).unwrap();
    Ok(Audit::new(String::from_utf8(audit).unwrap()).unwrap())
}

fn seated(audit: &Audit) -> BTreeSet<String> {
    let records = audit.records().map(Result::unwrap);
    let those = records.filter(|record| record.outcome.is_chosen());
    those
        .map(|record| record.application.into_owned())
        .collect()
}

fn exchanged(now: &BTreeSet<String>, exchange: &Exchange) -> BTreeSet<String> {
    let stays = now.iter().filter(|id| !exchange.leaves.contains(*id));
    stays.chain(&exchange.comes).cloned().collect()
}

fn told(rules: &Rules, audit: &Audit) -> Option<EvenOut> {
    let told = spread(rules, audit).unwrap();
    let mut fields = told.fields.into_iter();
    fields.find(|field| field.field == "essay")?.even_out
}

proptest! {
    #![proptest_config(crate::laws::cases(60))]

    #[test]
    fn what_spread_tells_is_what_the_decision_gives_and_the_other_way_round(mut pool in make::pool(30), in_pool in any::<bool>(), strict in 0_usize..3) {
        // Enough to be told.
        pool.rows = pool.rows.iter().cycle().take(30).cloned().collect();
        for (at, row) in pool.rows.iter_mut().enumerate() {
            row[0] = format!("A-{at:02}");
            if in_pool {
                // Two of three read each, each two of them ten; and one of them is strict.
                for assessor in 0..3 {
                    let cell = &mut row[make::ESSAY + assessor];
                    let rating = cell.parse::<u8>().unwrap_or(3);
                    let rating = rating.saturating_sub(if assessor == strict { 2 } else { 0 });
                    *cell = if at % 3 == assessor { String::new() } else { rating.to_string() };
                }
            }
        }
        let weights = pool.weights.map(str::to_owned);
        let raw = match in_pool {
            true => {
                pool.assessors = 3;
                let any_two = "read_by = 2\ncombine = \"mean\"";
                Anew::new(&pool.rules(&weights, None).replace("combine = \"mean\"", any_two), &pool.csv(&pool.rows))
            }
            false => Anew::of(&pool),
        };
        let Some(audit) = &raw.audit else { return Ok(()) };
        let csv = pool.csv(&pool.rows);
        let now = seated(audit);
        let (ratings, outcomes) = match told(&raw.rules, audit) {
            Some(EvenOut::Told(told)) => {
                let EvenedOut { ratings, mean, rank, raw, .. } = *told;
                prop_assert_eq!(raw, None);
                (ratings, [("mean", mean), ("rank", rank)])
            }
            Some(EvenOut::Refused { .. }) => {
                let wrong = carried_out(&raw.rules, &csv, "mean").unwrap_err();
                prop_assert!(wrong[0].contains("share too few applications"), "{:?}", wrong);
                return Ok(());
            }
            _ => return Ok(()),
        };
        for (at, (method, outcome)) in outcomes.into_iter().enumerate() {
            let is = carried_out(&raw.rules, &csv, method);
            let WithoutThem::Selected { exchange, .. } = &outcome else {
                prop_assert!(is.is_err(), "{}: {:?}", method, outcome);
                continue;
            };
            let is = is.unwrap();
            prop_assert_eq!(seated(&is), exchanged(&now, exchange), "{}", method);
            // Of the run with the decision it is told what would come out by the ratings as they were given, and by each method.
            let Some(EvenOut::Told(back)) = told(&raw.rules, &is) else {
                return Err(TestCaseError::fail("nothing is told of a run that was evened out"));
            };
            prop_assert_eq!(&back.ratings, &ratings);
            let by_each = [back.mean, back.rank];
            for (told, whose) in [(back.raw.unwrap(), &now), (by_each[at].clone(), &seated(&is))] {
                let WithoutThem::Selected { exchange, .. } = told else {
                    return Err(TestCaseError::fail(format!("{told:?}")));
                };
                prop_assert_eq!(&exchanged(&seated(&is), &exchange), whose, "{}", method);
            }
            // What stands in the record is what was told of each rating, within the bounds, beside what was given.
            let becomes: BTreeMap<(String, String), String> = ratings
                .iter()
                .map(|one| {
                    let number = |exact| serde_json::to_value(exact).unwrap().as_str().unwrap().to_owned();
                    let by = [one.by_mean, one.by_rank][at];
                    ((one.assessor.to_string(), number(one.rating)), number(by))
                })
                .collect();
            for record in is.records().map(Result::unwrap) {
                let Some(essay) = record.found.iter().find(|found| found.of == "essay") else { continue };
                let Some(evened) = &essay.evened else {
                    prop_assert!(essay.cells.iter().all(|cell| cell.as_deref() == Some("")));
                    continue;
                };
                for (assessor, (cell, counts)) in essay.cells.iter().zip(&evened.cells).enumerate() {
                    let cell = cell.as_deref().unwrap().to_owned();
                    let counts = counts.as_deref();
                    let wanted = becomes.get(&((assessor + 1).to_string(), cell.clone()));
                    prop_assert_eq!(counts, wanted.map(String::as_str));
                    let counts: Option<Decimal> = counts.map(|counts| counts.parse().unwrap());
                    prop_assert!(counts.is_none_or(|counts| Decimal::ZERO <= counts && counts <= Decimal::from(5)));
                    prop_assert_eq!(counts.is_none(), cell.is_empty());
                }
                prop_assert_eq!(evened.raw.is_some(), essay.value.is_some());
            }
        }
    }

    #[test]
    fn the_order_of_rows_of_files_of_ratings_and_of_decisions_changes_no_byte(seed in any::<u64>(), method in prop::sample::select(&["mean", "rank"][..])) {
        let pile = pile();
        let people: String = pile
            .lines()
            .map(|row| row.splitn(5, ',').take(4).collect::<Vec<_>>().join(",") + "\n")
            .collect();
        let rules = rules();
        let shuffled = |mut all: Vec<String>, salt: u64| {
            let mut state = seed ^ salt;
            for at in (1..all.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let other = usize::try_from(state >> 33).unwrap() % (at + 1);
                all.swap(at, other);
            }
            all
        };
        let of = |reader: usize, is_mixed: bool| {
            let rows: Vec<String> = pile
                .lines()
                .skip(1)
                .map(|row| {
                    let cells: Vec<&str> = row.split(',').collect();
                    format!("{},{}\n", cells[0], cells[3 + reader])
                })
                .collect();
            let rows = if is_mixed { shuffled(rows, reader as u64) } else { rows };
            format!("ID,Reader {reader}\n{}", rows.concat())
        };
        let made = |is_mixed: bool| {
            let names = ["one.csv", "two.csv", "three.csv"];
            let mut ratings: Vec<(&str, String)> = names.into_iter().zip(1..).map(|(name, reader)| (name, of(reader, is_mixed))).collect();
            let mut decisions = vec![by(method), decided("R-07,withdrawn,,,,A. Ivanova,2020-04-02,ill")];
            if is_mixed {
                ratings.rotate_left(usize::try_from(seed % 3).unwrap());
                decisions.reverse();
            }
            run(&Given { ratings: &ratings, decisions: &decisions, ..Given::of(&rules, &people) }).unwrap()
        };
        let (plain, mixed) = (made(false), made(true));
        // Where a cell stands is said in what names rows, and so are the digests of what was given.
        let names_rows = ["audit.jsonl", "clarify.csv", "manifest.json", "decisions.csv"];
        for (name, bytes) in &plain {
            prop_assert!(names_rows.contains(&name.as_str()) || mixed[name] == *bytes, "{}", name);
        }
        let [one, other] = [&plain, &mixed].map(|files| super::manifest(files)["evened_out"].clone());
        prop_assert_eq!(one, other);
        let found = |files| -> Vec<serde_json::Value> {
            super::made::records(files).into_iter().map(|record| record["found"].clone()).collect()
        };
        prop_assert_eq!(found(&plain), found(&mixed));
    }
}
