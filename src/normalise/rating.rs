//! Ratings by several readers: the mean of those asked, kept as a sum and a count so that nothing is divided yet.
//!
//! A rating is only known when every reader asked has rated. Where two are further apart than the rules allow, the third
//! must have rated too, and all three count.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::applications::CellColumn;
use super::symbols::Symbol;
use crate::domain::{Number, Problem, Reading, Value};
use crate::finding::Code;
use crate::rules::form::Field;

/// Combines the readers' cells: the number of each application's combination, and what each combination is read as.
pub fn combine(field: &Field, readers: &[CellColumn], read: &dyn Fn(&str) -> Reading) -> (Vec<Symbol>, Vec<Reading>) {
    let singles: Vec<Vec<Reading>> = readers.iter().map(|column| column.symbols.iter().map(read).collect()).collect();
    let rows = readers.first().map_or(0, |column| column.cells.len());
    let mut known: BTreeMap<Vec<Symbol>, Symbol> = BTreeMap::new();
    let mut combined = Vec::with_capacity(rows);
    let mut readings = Vec::new();
    let mut key = Vec::with_capacity(readers.len());
    for row in 0..rows {
        key.clear();
        key.extend(readers.iter().map(|column| column.cells.get(row).copied().unwrap_or_default()));
        let symbol = known.get(&key).copied().unwrap_or_else(|| {
            let symbol = Symbol::try_from(readings.len()).unwrap_or(Symbol::MAX);
            let cells: Vec<&Reading> = key
                .iter()
                .zip(&singles)
                .map(|(symbol, cells)| cells.get(*symbol as usize).unwrap_or(&Reading::Blank))
                .collect();
            readings.push(together(field, &cells));
            known.insert(key.clone(), symbol);
            symbol
        });
        combined.push(symbol);
    }
    (combined, readings)
}

fn together(field: &Field, cells: &[&Reading]) -> Reading {
    let (asked, third) = match &field.third {
        Some(third) => cells.split_last().map_or((cells, None), |(last, asked)| (asked, Some((third, *last)))),
        None => (cells, None),
    };
    if cells.iter().all(|cell| **cell == Reading::Blank) {
        return Reading::Blank;
    }
    let mut ratings = Vec::new();
    for (reader, cell) in asked.iter().enumerate() {
        match rating(cell, reader) {
            Ok(Some(value)) => ratings.push(value),
            Ok(None) => {
                let message = format!("has no rating by assessor {}", reader.saturating_add(1));
                return problem(Code::NotRated, message, reader);
            }
            Err(problem) => return Reading::Unreadable(problem),
        }
    }
    if let Some((third, cell)) = third {
        let apart = ratings.iter().max().zip(ratings.iter().min()).map(|(most, least)| most.saturating_sub(*least));
        if let Some(apart) = apart.filter(|apart| *apart > third.above) {
            match rating(cell, asked.len()) {
                Ok(Some(value)) => ratings.push(value),
                Ok(None) => {
                    let apart = apart.normalize();
                    let message = format!("has ratings {apart} apart and none by a third assessor");
                    return problem(Code::ThirdReader, message, asked.len());
                }
                Err(problem) => return Reading::Unreadable(problem),
            }
        }
    }
    let sum = ratings.iter().fold(Decimal::ZERO, |sum, rating| sum.saturating_add(*rating));
    Reading::Value(Value::Number(Number { sum, of: u8::try_from(ratings.len()).unwrap_or(u8::MAX) }))
}

fn rating(cell: &Reading, reader: usize) -> Result<Option<Decimal>, Box<Problem>> {
    match cell {
        Reading::Value(Value::Number(number)) => Ok(Some(number.sum)),
        Reading::Unreadable(problem) => Err(Box::new(Problem { reader, ..(**problem).clone() })),
        Reading::Blank | Reading::Value(_) => Ok(None),
    }
}

fn problem(code: Code, message: String, reader: usize) -> Reading {
    Reading::Unreadable(Box::new(Problem { reader, ..Problem::new(code, message) }))
}
