//! Ratings by assessors: columns of numbers whose headings speak of ratings. Two that differ by the assessor alone are one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::stems::Stems;
use super::{Column, Guess};
use crate::values::number::{DecimalMark, decimal};
use crate::values::spelling::fold_words;

/// Beginnings of words for what assessors give.
static STEMS: Stems = Stems::beginnings("
    rating rated rater score scoring points assess evaluat reviewer grade mark ocjen ocen oцен оцен оцін бод bodov punkt
    bewert gutacht note points évalu evalua valuta punt pikë vlerës puan değerlen рецензент эксперт експерт
");
/// Words that make it the applicant's own: `Rate your experience`.
static OWN: Stems =
    Stems::words("your you yourself vaš vaša vaše ваш ваша ваше ваши ihr ihre votre vos su tu");
const MOST: usize = 20;

pub(super) fn together(columns: Vec<Column>) -> Vec<Column> {
    let mut kept: Vec<Column> = Vec::new();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for mut column in columns {
        let Some(mark) = rated(&column) else {
            kept.push(column);
            continue;
        };
        let same = first
            .get(&without_assessor(column.wording()))
            .and_then(|at| kept.get_mut(*at));
        match same.filter(|same| same.others.len().saturating_add(1) < MOST) {
            Some(together) => {
                together.columns.extend(&column.columns);
                together.others.push(column.heading.to_string());
                together.answers.extend(column.answers);
                together.blank = together.blank.saturating_add(column.blank);
                if mark == DecimalMark::Comma {
                    together.guess = Guess::Rating(0, 0, mark);
                }
            }
            None => {
                first.insert(without_assessor(column.wording()), kept.len());
                column.guess = Guess::Rating(0, 0, mark);
                kept.push(column);
            }
        }
    }
    for column in &mut kept {
        if let Guess::Rating(_, _, mark) = column.guess {
            let (least, most) = bounds(column, mark);
            column.guess = Guess::Rating(least, most, mark);
            if !column.others.is_empty() {
                column.doubt("are these assessors' columns of one rating?");
            }
            column.doubt("what are the least and the greatest rating?");
        }
    }
    kept
}

/// The mark of decimals where the column is a rating by its heading and its numbers.
fn rated(column: &Column) -> Option<DecimalMark> {
    let words = &column.asks().words;
    let (own, speaks) = (OWN.in_words(words), STEMS.in_words(words));
    if own || !speaks || column.columns.len() != 1 || column.left_out.is_some() {
        return None;
    }
    let numbers = |mark| {
        let mut said = column.said().peekable();
        let low = |value: Decimal| !value.is_sign_negative() && value <= Decimal::from(1_000);
        said.peek().is_some() && said.all(|(text, _)| decimal(text, mark).is_some_and(low))
    };
    [DecimalMark::Point, DecimalMark::Comma]
        .into_iter()
        .find(|mark| numbers(*mark))
}

/// A heading without what tells assessors apart: numbers and single letters.
fn without_assessor(heading: &str) -> String {
    let words = fold_words(heading);
    let tells = |word: &&str| {
        word.chars().nth(1).is_none()
            || word.bytes().all(|byte| byte.is_ascii_digit())
            || matches!(*word, "ii" | "iii" | "iv")
    };
    words
        .split(' ')
        .filter(|word| !tells(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The bounds that the heading names last, `(0-10)`, where all ratings are within; otherwise usual ones.
fn bounds(column: &Column, mark: DecimalMark) -> (u32, u32) {
    let values: Vec<Decimal> = column
        .said()
        .filter_map(|(text, _)| decimal(text, mark))
        .collect();
    let within = |(least, most): &(u32, u32)| {
        least < most
            && values
                .iter()
                .all(|value| *value >= Decimal::from(*least) && *value <= Decimal::from(*most))
    };
    let words = fold_words(column.wording());
    let numbers: Vec<u32> = words
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect();
    let named = match numbers.as_slice() {
        [.., least, most] => Some((*least, *most)),
        _ => None,
    };
    let usual = [5, 10, 20, 50, 100, 1_000]
        .into_iter()
        .map(|most| (0, most));
    named
        .into_iter()
        .chain(usual)
        .find(within)
        .unwrap_or((0, 1_000))
}
