//! How assessors rated: every number against its definition, pair by pair, and what would come out with other ratings against
//! selections from scratch.

mod alpha;
mod even_out;
mod page;

use intake::study::spread::ratings::Ratings;
use intake::study::spread::told::Exact;
use num_rational::Ratio;
use rust_decimal::Decimal;

type Fraction = Ratio<i128>;

/// By application what each assessor gave, in halves.
type Halves = Vec<Vec<Option<u8>>>;

fn ratings(all: &Halves, asked: usize) -> Ratings {
    let half = |rating: u8| Decimal::from(rating) / Decimal::TWO;
    let given = all.iter().enumerate().map(|(at, given)| {
        let given = given.iter().map(|rating| rating.map(half)).collect();
        (format!("A-{at:02}"), given, 1)
    });
    Ratings::new(given.collect(), asked).unwrap()
}

/// `3.25`, `8/3 (2.6666…)`, as JSON has it.
fn exact(number: Exact) -> Fraction {
    let text = serde_json::to_value(number).unwrap();
    let text = text.as_str().unwrap().split(' ').next().unwrap().to_owned();
    match text.split_once('/') {
        Some((over, under)) => Fraction::new(over.parse().unwrap(), under.parse().unwrap()),
        None => {
            let decimal: Decimal = text.parse().unwrap();
            Fraction::new(decimal.mantissa(), 10_i128.pow(decimal.scale()))
        }
    }
}
