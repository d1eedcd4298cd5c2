//! Numbers with a mark of which the rules do not say what it is.

use super::{Column, Count, waits};
use crate::answers::applications::FieldColumns;
use crate::answers::types::number::{Found, find};
use crate::base::finding::{Code, Finding};
use crate::rules::form::Bounds;
use crate::values::number::{DecimalMark, Marks, decimal};
use crate::values::spelling::quoted;

pub(super) fn look(
    column: &Column<'_>,
    bounds: &Bounds,
    columns: &FieldColumns,
    reader: usize,
) -> Vec<Finding> {
    let Some(cells) = columns
        .readers
        .get(reader)
        .filter(|_| waits(columns, Code::DecimalMark))
    else {
        return Vec::new();
    };
    let (mut points, mut commas, mut either) =
        (Count::default(), Count::default(), Count::default());
    let (mut meanings, mut asked) = (None, false);
    for (_, text) in column.texts(cells) {
        match find(bounds, text) {
            Found::Marked {
                decimal,
                thousands: Some(thousands),
                ..
            } if bounds.marks == Marks::Undeclared => {
                meanings = meanings.or(Some((decimal, thousands)));
                either.add(text);
                asked = true;
            }
            Found::Marked {
                mark: DecimalMark::Point,
                ..
            } => {
                points.add(text);
                asked = true;
            }
            Found::Marked {
                mark: DecimalMark::Comma,
                ..
            } => {
                commas.add(text);
                asked = true;
            }
            Found::Number(value) if !value.fract().is_zero() => {
                match decimal(text, DecimalMark::Point) {
                    Some(_) => points.add(text),
                    None => commas.add(text),
                }
            }
            Found::Number(_) | Found::Nothing => {}
        }
    }
    // Where nothing can be said of the column, the cells are asked about one by one.
    if !asked || bounds.marks == Marks::Either {
        return Vec::new();
    }
    let field = column.field;
    let mut said: Vec<String> = Vec::new();
    for (count, mark) in [(&commas, "a comma"), (&points, "a point")] {
        if count.times > 0 {
            said.push(format!("{} {mark}", count.says(field, "holds", "hold")));
        }
    }
    if let Some((decimal, thousands)) = meanings {
        let sample = if field.personal {
            String::new()
        } else {
            format!(", {decimal} or {thousands}")
        };
        said.push(format!(
            "{} be read in two ways{sample}",
            either.says(field, "can", "can")
        ));
    }
    let declared = match bounds.marks {
        Marks::Only(DecimalMark::Point) => "but the rules say `decimal = \"point\"`",
        Marks::Only(DecimalMark::Comma) => "but the rules say `decimal = \"comma\"`",
        Marks::Undeclared | Marks::Either => "and the rules do not say what begins the decimals",
    };
    let reads = |mark: DecimalMark, word: &str| {
        if bounds.marks == Marks::Only(mark) {
            return None;
        }
        let read =
            |count: &&Count| decimal(&count.first, mark).map(|value| (count.first.clone(), value));
        let (text, value) = [&either, &commas, &points].iter().find_map(read)?;
        let sample = if field.personal {
            String::new()
        } else {
            format!(" reads {} as {}", quoted(&text), value.normalize())
        };
        Some(format!("`decimal = \"{word}\"`{sample}"))
    };
    let both = commas.times > 0 && points.times > 0;
    let reads_both = both.then(|| "`decimal = \"either\"` reads both".to_owned());
    let lines = [
        reads_both,
        reads(DecimalMark::Comma, "comma"),
        reads(DecimalMark::Point, "point"),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    let help = format!(
        "put one line under {} in the rules: {}; a mark between thousands is never read, so write such numbers without \
         it in the file",
        column.under(),
        lines.join(", ")
    );
    vec![
        column
            .finding(
                Code::DecimalMark,
                &format!("{}, {declared}", said.join(", ")),
            )
            .help(help),
    ]
}
