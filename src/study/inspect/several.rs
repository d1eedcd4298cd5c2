//! The columns of several files, put together as one form's. Rules read every field in every file, so that what only some files have
//! is left out of the draft, with a question.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use super::{Column, Guess, guess, known};
use crate::answers::heading::fold_heading;
use crate::rules::form::DateOrder;
use crate::table::Sheet;
use crate::values::number::DecimalMark;

/// The columns of all files: those under one heading, those that tell applications apart or say when people applied, and where as
/// many are left in both files, those in one position.
pub fn together(tables: &[(&Sheet, Vec<Column>)]) -> Vec<Column> {
    let Some(((first, columns), rest)) = tables.split_first() else {
        return Vec::new();
    };
    let mut all = columns.clone();
    let mut named = vec![name(first)];
    for (sheet, columns) in rest {
        all = joined(
            all,
            columns,
            (&named.join(", "), &name(sheet)),
            sheet.tool.joins_by_space(),
        );
        named.push(name(sheet));
    }
    all
}

/// A file's name without its folder.
pub(super) fn name(sheet: &Sheet) -> String {
    let file = &sheet.source.file;
    file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned()
}

fn joined(
    all: Vec<Column>,
    other: &[Column],
    (these, that): (&str, &str),
    spaced: bool,
) -> Vec<Column> {
    let pairs = pairs(&all, other);
    let mut joined: Vec<Column> = Vec::new();
    for (at, mut column) in all.into_iter().enumerate() {
        match pairs
            .get(&at)
            .and_then(|(with, sure)| Some((other.get(*with)?, *sure)))
        {
            Some((with, sure)) => add(&mut column, with, (sure, that), spaced),
            None => only(&mut column, these),
        }
        joined.push(column);
    }
    let taken: Vec<usize> = pairs.values().map(|(with, _)| *with).collect();
    for (_, column) in other
        .iter()
        .enumerate()
        .filter(|(at, _)| !taken.contains(at))
    {
        let mut column = column.clone();
        only(&mut column, that);
        joined.push(column);
    }
    joined
}

fn only(column: &mut Column, file: &str) {
    if column.left_out.is_none() {
        column.left_out = Some(format!(
            "only {file} has `{}`, and rules read every field in every file: if another file asks the same in other words, write a \
             field with both headings",
            *column.heading
        ));
    }
}

/// By column of the first, the column of the other that asks the same, and whether that is sure.
fn pairs(all: &[Column], other: &[Column]) -> BTreeMap<usize, (usize, bool)> {
    let mut pairs: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut pair = |pairs: &mut BTreeMap<usize, (usize, bool)>,
                    one: Option<usize>,
                    with: Option<usize>,
                    sure: bool| {
        if let (Some(one), Some(with)) = (one, with)
            && !pairs.contains_key(&one)
            && taken.insert(with)
        {
            pairs.insert(one, (with, sure));
        }
    };
    let like = |column: &Column| {
        let heading = column.heading.compiled().compared().to_owned();
        (heading, column.others.len(), column.columns.len())
    };
    let mut by_heading = BTreeMap::new();
    for (at, column) in other.iter().enumerate() {
        by_heading.entry(like(column)).or_insert(at);
    }
    for (at, column) in all.iter().enumerate() {
        let with = by_heading.get(&like(column)).copied();
        pair(&mut pairs, Some(at), with, true);
    }
    let id = |columns: &[Column]| {
        columns
            .iter()
            .position(|column| column.guess == Guess::Id && column.left_out.is_none())
    };
    pair(&mut pairs, id(all), id(other), true);
    pair(
        &mut pairs,
        known::submitted(all),
        known::submitted(other),
        true,
    );
    // What is left stands in one order in the translations of a form.
    let usable = |column: &Column| column.left_out.is_none();
    let left: Vec<usize> = (0..all.len())
        .filter(|at| !pairs.contains_key(at))
        .filter(|at| all.get(*at).is_some_and(usable))
        .collect();
    let with_some: BTreeSet<usize> = pairs.values().map(|(with, _)| *with).collect();
    let with: Vec<usize> = (0..other.len())
        .filter(|at| !with_some.contains(at))
        .filter(|at| other.get(*at).is_some_and(usable))
        .collect();
    let alike = |(one, with): (&usize, &usize)| match (all.get(*one), other.get(*with)) {
        (Some(one), Some(with)) => {
            one.others.is_empty()
                && with.others.is_empty()
                && discriminant(&one.guess) == discriminant(&with.guess)
        }
        _ => false,
    };
    if left.len() == with.len() && left.iter().zip(&with).all(alike) {
        left.iter()
            .zip(&with)
            .for_each(|(one, with)| pair(&mut pairs, Some(*one), Some(*with), false));
    }
    pairs
}

/// Adds the answers of another file's column, and what it is called there.
fn add(column: &mut Column, with: &Column, (sure, file): (bool, &str), spaced: bool) {
    let known = |column: &Column, heading: &str| {
        std::iter::once(&*column.heading)
            .chain(&column.elsewhere)
            .any(|name| fold_heading(name) == fold_heading(heading))
    };
    let other_words = !known(column, &with.heading);
    for heading in std::iter::once(&*with.heading).chain(&with.elsewhere) {
        if !known(column, heading) {
            column.elsewhere.push(heading.clone());
        }
    }
    column.left_out = column.left_out.take().or_else(|| with.left_out.clone());
    if other_words && !column.others.is_empty() && column.left_out.is_none() {
        column.left_out = Some(format!(
            "{file} has it under other headings: write a field for it"
        ));
    }
    for doubt in &with.doubts {
        if !column.doubts.contains(doubt) {
            column.doubt(doubt.clone());
        }
    }
    if other_words && !sure {
        column.doubt(format!(
            "{file} has `{}` in this place: is it the same question?",
            *with.heading
        ));
    }
    column.answers = counted(&column.answers, &with.answers);
    column.blank = column.blank.saturating_add(with.blank);
    match merged(&column.guess, &with.guess) {
        Some(guess) => column.guess = guess,
        None if column.columns.len() == 1 && with.columns.len() == 1 => {
            column.doubts.clear();
            column.guess = Guess::Text;
            guess::settle(std::slice::from_mut(column), spaced);
            column.doubt("the files hold different things here: what are the answers?");
        }
        None => column.left_out = Some(format!("{file} holds something else under this heading")),
    }
}

fn counted(one: &[(String, usize)], other: &[(String, usize)]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (text, times) in one.iter().chain(other) {
        let count = counts.entry(text).or_default();
        *count = count.saturating_add(*times);
    }
    let mut counted: Vec<(String, usize)> = counts
        .into_iter()
        .map(|(text, times)| (text.to_owned(), times))
        .collect();
    counted.sort_by(|(one, often), (other, seldom)| seldom.cmp(often).then_with(|| one.cmp(other)));
    counted
}

/// What both are; none where they are different things.
fn merged(one: &Guess, other: &Guess) -> Option<Guess> {
    let union = |one: &[String], other: &[String]| {
        let mut all = one.to_vec();
        all.extend(other.iter().filter(|option| !one.contains(option)).cloned());
        all
    };
    Some(match (one, other) {
        (Guess::Number(one), Guess::Number(other)) => Guess::Number(mark(*one, *other)),
        (Guess::Rating(least, most, one), Guess::Rating(other_least, other_most, other)) => {
            Guess::Rating(
                *least.min(other_least),
                *most.max(other_most),
                mark(*one, *other),
            )
        }
        (Guess::Date(one), Guess::Date(other)) => Guess::Date(one.with(other)),
        (Guess::Timestamp(one), Guess::Timestamp(other)) => Guess::Timestamp(one.with(other)),
        (
            Guess::Choice {
                options,
                other: beside,
            },
            Guess::Choice {
                options: more,
                other: also,
            },
        ) => Guess::Choice {
            options: union(options, more),
            other: *beside || *also,
        },
        (
            Guess::Choices {
                options,
                separator,
                other: beside,
            },
            Guess::Choices {
                options: more,
                separator: same,
                other: also,
            },
        ) if separator == same => Guess::Choices {
            options: union(options, more),
            separator: *separator,
            other: *beside || *also,
        },
        (one, other) if one == other => one.clone(),
        _ => return None,
    })
}

/// The mark of both; where they have two, each file's source says which.
fn mark(one: DecimalMark, other: DecimalMark) -> DecimalMark {
    if one == other {
        one
    } else {
        DecimalMark::Point
    }
}

impl guess::Dating {
    /// How both are written; where they have two orders, each file's source says which.
    fn with(&self, other: &Self) -> Self {
        let year_first = |dating: &Self| dating.orders.as_slice() == [DateOrder::YearMonthDay];
        let orders: Vec<DateOrder> = match (year_first(self), year_first(other)) {
            (true, _) => other.orders.clone(),
            (_, true) => self.orders.clone(),
            _ => self
                .orders
                .iter()
                .copied()
                .filter(|order| other.orders.contains(order))
                .collect(),
        };
        Self {
            orders,
            short: self.short || other.short,
        }
    }
}
