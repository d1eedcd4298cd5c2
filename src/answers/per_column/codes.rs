//! A column of countries that holds codes, some of which are words or short for something else as well.

use std::collections::BTreeSet;

use super::Column;
use crate::answers::applications::FieldColumns;
use crate::answers::is_blank;
use crate::base::finding::Finding;
use crate::base::interner::BySymbol;
use crate::values::Wrong;
use crate::values::countries::{self, Codes, Named};
use crate::values::of_column::{Count, OfColumn};

/// So many different codes make a column one of codes.
const FEWEST: usize = 3;

pub(super) fn look(column: &Column<'_>, columns: &mut FieldColumns) -> Vec<Finding> {
    let Some(cells) = columns.assessors.first().filter(|_| !column.field.codes) else {
        return Vec::new();
    };
    let (mut answers, mut codes) = (0_usize, 0_usize);
    let mut distinct = BTreeSet::new();
    let (mut asked, mut doubtful) = (Count::default(), BTreeSet::new());
    let symbols = cells
        .texts
        .cells
        .get(column.rows.clone())
        .unwrap_or_default();
    // By distinct text, whether it is an answer, and whether that is a code.
    let mut known: BySymbol<(bool, bool)> = BySymbol::default();
    for symbol in symbols {
        let text = cells.texts.symbols.text(*symbol);
        let (is_answer, is_code) = known.get(*symbol, || (!is_blank(text), is_code(text)));
        if !is_answer {
            continue;
        }
        answers = answers.saturating_add(1);
        if !is_code {
            continue;
        }
        codes = codes.saturating_add(1);
        distinct.insert(text.trim().to_ascii_uppercase());
        if !matches!(countries::find(text), Named::Country(_)) {
            asked.add(text);
            doubtful.insert(*symbol);
        }
    }
    // Four in five: the others are asked about by themselves.
    let holds_codes =
        distinct.len() >= FEWEST && codes.saturating_mul(5) >= answers.saturating_mul(4);
    if !holds_codes || doubtful.is_empty() {
        return Vec::new();
    }
    for symbol in doubtful {
        if let Some(known) = columns.readings.get_mut(symbol as usize) {
            *known = Wrong::PerhapsCountryCode.into();
        }
    }
    vec![column.finding(&OfColumn::CountryCodes(asked))]
}

/// Whether a text is a code of ISO 3166-1 that somebody may have to look at: of a country, in capitals or not.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    let letters =
        matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters
        && matches!(
            countries::find_among(text, Codes::Declared),
            Named::Country(_) | Named::Ask(_)
        )
}
