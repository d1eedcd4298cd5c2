//! Seats: by how many points each hangs, and on which answers.

use rust_decimal::Decimal;

use super::exchange;
use crate::papers::explanation::{Section, what_if};
use crate::papers::titles;
use crate::rules::Rules;
use crate::study::firmness::told::{Exchange, Firmness, Hinge, Margin, Points};

/// So many answers are named of one seat.
const NAMED: usize = 2;

pub(super) fn section(rules: &Rules, told: &Firmness) -> Section {
    let mut section = Section::new("seats", "By how much does each seat hang, and on what?");
    if told.seats.is_empty() {
        return section;
    }
    section.line(0, "the narrowest first; everybody else stays as they are");
    let has_floor = told.seats.iter().any(|one| one.above_floor.is_some());
    section.line_if(
        has_floor,
        "below the floor of the stage a seat is lost whatever the total; “above the floor” counts points of this stage",
    );
    let mut seats: Vec<&Margin> = told.seats.iter().collect();
    seats.sort_by_key(|margin| narrow(&margin.points));
    let mut headings = vec!["seat of", "total", "is kept with"];
    headings.extend(has_floor.then_some("above the floor"));
    headings.extend(["with less", "single answers that would lose it"]);
    let row = |one: &Margin| row(rules, one, has_floor);
    section.table(&headings, seats.into_iter().map(row).collect());
    section
}

/// The order of the page: points, then who cannot lose the seat, and last what is not known.
fn narrow(points: &Points) -> (u8, Decimal) {
    match points {
        Points::Up { points, .. } => {
            let points = Decimal::from_str_exact(points).ok();
            points.map_or((1, Decimal::ZERO), |points| (0, points))
        }
        Points::All => (2, Decimal::ZERO),
        Points::Held => (3, Decimal::ZERO),
        Points::Unknown => (4, Decimal::ZERO),
    }
}

fn row(rules: &Rules, margin: &Margin, has_floor: bool) -> Vec<String> {
    let (kept, then) = match &margin.points {
        Points::Held => ("any total: it is held".to_owned(), String::new()),
        Points::All => ("any total".to_owned(), String::new()),
        Points::Unknown => ("not worked out".to_owned(), String::new()),
        Points::Up {
            points,
            stays,
            then,
        } => (less(points, *stays), others(then)),
    };
    let answers: Vec<String> = margin
        .hangs_on
        .iter()
        .take(NAMED)
        .map(|one| answer(rules, one))
        .collect();
    let above = margin.above_floor.clone().unwrap_or_default();
    let mut row = vec![margin.application.clone(), margin.total.clone(), kept];
    row.extend(has_floor.then_some(above));
    row.extend([then, answers.join("; ")]);
    row
}

fn less(points: &str, stays: Option<bool>) -> String {
    match (points, stays) {
        ("0", _) => "no point less".to_owned(),
        (_, Some(true)) => format!("up to {points} less"),
        (_, Some(false)) => format!("less than {points} less"),
        (_, None) => format!("less than {points} less; at {points} a personal column decides"),
    }
}

fn others(then: &Exchange) -> String {
    match *then == Exchange::default() {
        true => "the seat stays empty".to_owned(),
        false => exchange(then),
    }
}

fn answer(rules: &Rules, hinge: &Hinge) -> String {
    let change = what_if::change(rules, &hinge.change);
    match hinge.not_met.as_slice() {
        [] => change,
        not_met => format!(
            "{change} (not eligible: {})",
            titles::criteria(rules, not_met)
        ),
    }
}
