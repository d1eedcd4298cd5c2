//! The reference and the program side by side: every difference in words.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::fraction::Fraction;
use super::outcome::{Judged, answered, judge, selected, would_sit};
use super::people::{Counts, people};
use super::places::Seat;
use super::program::Said;
use super::rows::Row;
use super::rules::{ID, Rules};
use super::worlds::{Known, Possible};
use crate::bench::said;

/// Where the program says something else than the reference.
#[derive(Default)]
pub(super) struct Found {
    /// Decided otherwise.
    pub(super) wrong: Vec<String>,
    /// Left open, or wider open, where the reference knows more: a question too many, and nobody's harm.
    pub(super) open: Vec<String>,
}

impl Found {
    fn wrong(&mut self, what: String) {
        self.wrong.push(what);
    }

    fn add(&mut self, only_open: bool, what: String) {
        if only_open {
            self.open.push(what);
        } else {
            self.wrong.push(what);
        }
    }
}

/// What the reference makes of one application, beside the program's record.
struct Case<'a> {
    id: &'a str,
    known: &'a [Known],
    judged: &'a Judged,
    record: &'a Json,
}

pub(super) fn differences(rules: &Rules, rows: &[Row], program: &Said) -> Found {
    let possible = Possible::new(rules);
    let known: Vec<Vec<Known>> = rows.iter().map(|row| possible.known(rules, row)).collect();
    let judged: Vec<Judged> = known
        .iter()
        .map(|known| judge(rules, &possible, known))
        .collect();
    let in_time: Vec<Option<bool>> = judged
        .iter()
        .map(|judged| certain(&judged.criteria[0]).copied())
        .collect();
    let counts = people(rules, &known, &in_time);
    let mut found = Found::default();
    let mut ranked = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let id = row.cells[ID][0].text.as_str();
        let Some(record) = program.records.get(id) else {
            found.wrong(format!(
                "{id}: no record: {:?}",
                program.records.keys().next()
            ));
            continue;
        };
        let case = Case {
            id,
            known: &known[at],
            judged: &judged[at],
            record,
        };
        let expected = match (&judged[at], &counts[at]) {
            // Who is late does not compete; of all others the one that stands is judged.
            (judged, _)
                if in_time[at] == Some(false)
                    || (counts[at] != Counts::Superseded && judged.ineligible()) =>
            {
                "ineligible"
            }
            (_, Counts::Superseded) => "superseded",
            (judged, counts) if judged.unclear() || *counts == Counts::Unsettled => "clarify",
            _ => "ranked",
        };
        let outcome = said(&record["outcome"]);
        let came = if ["selected", "reserve", "unplaced"].contains(&outcome.as_str()) {
            "ranked"
        } else {
            &outcome
        };
        if came != expected {
            found.add(
                came == "clarify",
                format!("{id}: outcome {came}, not {expected}"),
            );
        }
        criteria(&case, &mut found);
        if came != "ineligible" && came != "superseded" {
            parts(rules, &case, &mut found);
            groups(rules, &case, &mut found);
        }
        if came == "ranked" && !judged[at].unclear() {
            ranked.push(at);
        } else if came == "ranked" {
            found.wrong(format!("{id}: ranked although open"));
            return found;
        }
    }
    let standings: Vec<_> = ranked
        .iter()
        .map(|at| judged[*at].standing(rules, &rows[*at].cells[ID][0].text))
        .collect();
    let fits: Vec<Vec<usize>> = ranked
        .iter()
        .map(|at| judged[*at].fits.first().unwrap().clone())
        .collect();
    let selected = selected(rules, &standings, &fits);
    for (position, ((at, rank), seat)) in selected.order.iter().zip(&selected.seats).enumerate() {
        let record = &program.records[&standings[*at].id];
        let group = |group: usize| rules.places.groups[group].id.clone();
        let expected = match seat {
            Seat::In(at) => format!("selected {}", group(*at)),
            Seat::Open => "selected open".to_owned(),
            Seat::Reserve(at, number) => format!("reserve {} {number}", group(*at)),
            Seat::None => "unplaced".to_owned(),
        };
        let expected = format!("{expected}, place {}, rank {rank}", position + 1);
        let standing = &record["standing"];
        let came = format!(
            "{}, place {}, rank {}",
            crate::bench::outcome(record),
            said(&standing["place"]),
            said(&standing["rank"])
        );
        if came != expected {
            found.wrong(format!("{}: {came}; not {expected}", standings[*at].id));
        }
    }
    let ranked: Vec<(Fraction, Vec<usize>)> = selected
        .order
        .iter()
        .map(|(at, _)| (standings[*at].total, fits[*at].clone()))
        .collect();
    for (at, row) in rows.iter().enumerate() {
        let id = row.cells[ID][0].text.as_str();
        let Some(record) = program.records.get(id) else {
            continue;
        };
        if said(&record["outcome"]) == "clarify" {
            let case = Case {
                id,
                known: &known[at],
                judged: &judged[at],
                record,
            };
            chances(
                rules,
                &possible,
                &case,
                &asked(rules, program, id),
                &ranked,
                &mut found,
            );
        }
    }
    found
}

fn certain<T: Ord>(all: &BTreeSet<T>) -> Option<&T> {
    if all.len() == 1 { all.first() } else { None }
}

/// The fields that the program asks somebody about.
fn asked(rules: &Rules, program: &Said, id: &str) -> BTreeSet<usize> {
    let rows = program
        .clarify
        .iter()
        .filter(|row| row["application"] == id);
    rows.filter_map(|row| {
        rules
            .fields
            .iter()
            .position(|field| field.name == row["field"])
    })
    .collect()
}

fn criteria(case: &Case<'_>, found: &mut Found) {
    let told: BTreeMap<String, String> = case.record["criteria"]
        .as_array()
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .map(|told| (said(&told["id"]), said(&told["answer"])))
        .collect();
    for (at, answer) in case.judged.criteria.iter().enumerate() {
        let id = if at == 0 {
            "deadline".to_owned()
        } else {
            format!("c{}", at - 1)
        };
        let expected = match certain(answer) {
            Some(true) => "met",
            Some(false) => "not-met",
            None => "unclear",
        };
        let came = told.get(&id).map_or("not judged", String::as_str);
        if came != expected {
            found.add(
                came == "unclear",
                format!("{}: criterion {id} {came}, not {expected}", case.id),
            );
        }
    }
}

fn parts(rules: &Rules, case: &Case<'_>, found: &mut Found) {
    let told = case.record["parts"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let parts = case.judged.parts(rules);
    for ((measure, (least, most)), told) in rules.measures.iter().zip(parts).zip(told) {
        assert_eq!(said(&told["id"]), measure.id);
        let came = match told.get("at_most") {
            None => said(&told["part"]),
            Some(most) => format!("{} to {}", said(&told["part"]), said(most)),
        };
        let expected = range(least, most);
        if came != expected {
            let wider = told
                .get("at_most")
                .is_some_and(|most_told| holds(&told["part"], most_told, least, most));
            found.add(
                wider,
                format!("{}: part {} {came}, not {expected}", case.id, measure.id),
            );
        }
    }
    if told.len() != rules.measures.len() {
        found.wrong(format!(
            "{}: {} parts of {}",
            case.id,
            told.len(),
            rules.measures.len()
        ));
    }
}

/// Whether the range that the program tells holds the one there is.
fn holds(least_told: &Json, most_told: &Json, least: Fraction, most: Fraction) -> bool {
    Fraction::parse(&said(least_told)) <= least && most <= Fraction::parse(&said(most_told))
}

fn range(least: Fraction, most: Fraction) -> String {
    if least == most {
        least.to_string()
    } else {
        format!("{least} to {most}")
    }
}

fn groups(rules: &Rules, case: &Case<'_>, found: &mut Found) {
    let names = |key: &str| -> Vec<String> {
        case.record[key]
            .as_array()
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .map(said)
            .collect()
    };
    let (fit, may) = (names("fits"), names("may_fit"));
    let name = |group: &usize| rules.places.groups[*group].id.clone();
    match certain(&case.judged.fits) {
        Some(fits) => {
            let fits: Vec<String> = fits.iter().map(name).collect();
            if fit != fits || !may.is_empty() {
                let wider = fit.iter().all(|group| fits.contains(group))
                    && fits
                        .iter()
                        .all(|group| fit.contains(group) || may.contains(group));
                found.add(
                    wider && !may.is_empty(),
                    format!(
                        "{}: fits {fit:?} and may fit {may:?}, not {fits:?}",
                        case.id
                    ),
                );
            }
        }
        None => {
            let all: BTreeSet<String> = case.judged.fits.iter().flatten().map(name).collect();
            let sure: BTreeSet<String> = all
                .iter()
                .filter(|group| {
                    case.judged
                        .fits
                        .iter()
                        .all(|fits| fits.iter().any(|at| name(at) == **group))
                })
                .cloned()
                .collect();
            let open: BTreeSet<String> = all.difference(&sure).cloned().collect();
            let (fit, may): (BTreeSet<String>, BTreeSet<String>) =
                (fit.into_iter().collect(), may.into_iter().collect());
            if (&fit, &may) != (&sure, &open) {
                let wider = fit.is_subset(&sure)
                    && all
                        .iter()
                        .all(|group| fit.contains(group) || may.contains(group));
                found.add(
                    wider,
                    format!(
                        "{}: fits {fit:?} and may fit {may:?}, not {sure:?} and {open:?}",
                        case.id
                    ),
                );
            }
        }
    }
}

/// What may yet become of somebody who is asked: the total's range, and whether any answer would seat them.
fn chances(
    rules: &Rules,
    possible: &Possible,
    case: &Case<'_>,
    asked: &BTreeSet<usize>,
    ranked: &[(Fraction, Vec<usize>)],
    found: &mut Found,
) {
    if *asked != case.judged.asked && certain(&case.judged.criteria[0]).is_some() {
        let names = |fields: &BTreeSet<usize>| {
            fields
                .iter()
                .map(|at| rules.fields[*at].name.clone())
                .collect::<Vec<_>>()
        };
        found.add(
            asked.is_superset(&case.judged.asked),
            format!(
                "{}: asked about {:?}, not {:?}",
                case.id,
                names(asked),
                names(&case.judged.asked)
            ),
        );
    }
    let mut totals = BTreeSet::new();
    // By groups: the best total with which somebody would be ranked.
    let mut best: BTreeMap<Vec<usize>, Fraction> = BTreeMap::new();
    let all = answered(possible, case.known, asked, &mut |known| {
        let judged = judge(rules, possible, known);
        let parts = judged.parts(rules);
        let sum = |of: fn(&(Fraction, Fraction)) -> Fraction| {
            parts
                .iter()
                .map(of)
                .fold(Fraction::whole(0), |sum, part| sum + part)
        };
        // Where `no answer` leaves something open, it settles nothing.
        if !judged.unclear() {
            totals.insert(sum(|part| part.0));
        }
        if !judged.ineligible() && !judged.unclear() {
            let total = sum(|part| part.0);
            let most = best
                .entry(judged.fits.first().unwrap().clone())
                .or_insert(total);
            *most = total.max(*most);
        }
    });
    if !all || totals.is_empty() {
        return;
    }
    let could = best
        .iter()
        .any(|(fits, total)| would_sit(rules, ranked, *total, fits));
    let came = said(&case.record["could_sit"]);
    if came != could.to_string() {
        found.add(
            !could,
            format!("{}: could sit {came}, not {could}", case.id),
        );
    }
    let total = &case.record["total"];
    let came = match case.record.get("total_at_most") {
        None => said(total),
        Some(most) => format!("{} to {}", said(total), said(most)),
    };
    let (least, most) = (*totals.first().unwrap(), *totals.last().unwrap());
    let expected = range(least, most);
    if came != expected {
        let wider = case
            .record
            .get("total_at_most")
            .is_some_and(|told| holds(total, told, least, most));
        found.add(wider, format!("{}: total {came}, not {expected}", case.id));
    }
}
