//! Where points came from: what each scoring rule gave those selected and the first reserves.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::everybody::{People, word};
use super::{Cell, Listing, Parts, Share, Stack};
use crate::rank::StandingId;
use crate::rules::GroupId;
use crate::select::{Outcome, Selection};

/// At most so many people are shown.
const SHOWN: usize = 200;

/// None where nobody is selected or nothing is scored.
pub(super) fn parts(selection: &Selection<'_>, people: &People) -> Option<Parts> {
    let mut firsts: BTreeSet<GroupId> = BTreeSet::new();
    let wanted = |standing: StandingId| match outcome(selection, standing) {
        Outcome::Selected { .. } => true,
        Outcome::Reserve { group, .. } => firsts.insert(group),
        _ => false,
    };
    let all: Vec<StandingId> = selection
        .standings
        .ids()
        .filter({
            let mut wanted = wanted;
            move |standing| wanted(*standing)
        })
        .collect();
    let measures = &selection.rules.measures;
    if all.is_empty() || measures.is_empty() {
        return None;
    }
    let shown: Vec<StandingId> = all.iter().take(SHOWN).copied().collect();
    let of = |standing: &StandingId| -> Vec<Decimal> {
        let facts = selection.facts(selection.standings[*standing].application);
        let parts = selection.parts.iter();
        parts
            .map(|part| part.contribution(facts).least.decimal())
            .collect()
    };
    let amounts: Vec<Vec<Decimal>> = shown.iter().map(of).collect();
    let line = Line::new(&amounts);
    let mut headings = vec!["application".to_owned()];
    headings.extend(measures.iter().map(|measure| measure.title.clone()));
    headings.push("total".to_owned());
    let mut numbers = Listing {
        caption: "Where the points came from: the numbers".to_owned(),
        headings,
        rows: Vec::new(),
    };
    let mut rows = Vec::new();
    for (standing, amounts) in shown.iter().zip(&amounts) {
        let at = &selection.standings[*standing];
        let who = people.named(selection, at.application);
        let mut row = vec![Cell::Named(who.clone())];
        row.extend(
            amounts
                .iter()
                .map(|amount| Cell::number(amount.normalize())),
        );
        row.push(Cell::number(at.score));
        numbers.rows.push(row);
        rows.push(Stack {
            who,
            outcome: word(outcome(selection, *standing)),
            pieces: line.pieces(amounts),
            total: at.score.to_string(),
        });
    }
    let rules = measures.iter();
    Some(Parts {
        rules: rules
            .map(|measure| (measure.title.clone(), measure.id.clone()))
            .collect(),
        more: all.len().saturating_sub(rows.len()),
        rows,
        numbers,
    })
}

fn outcome(selection: &Selection<'_>, standing: StandingId) -> Outcome {
    selection.outcome(selection.standings[standing].application)
}

/// The line all stacks stand on: what takes points away lies before its zero.
struct Line {
    before: Decimal,
    whole: Decimal,
}

impl Line {
    fn new(all: &[Vec<Decimal>]) -> Self {
        let most = |sign: &dyn Fn(&Decimal) -> bool| {
            let sums = all
                .iter()
                .map(|amounts| sum(amounts.iter().filter(|one| sign(one))));
            sums.max().unwrap_or_default()
        };
        let after = most(&|one| one.is_sign_positive());
        let before = most(&|one| one.is_sign_negative());
        Self {
            before,
            whole: before.saturating_add(after),
        }
    }

    fn pieces(&self, amounts: &[Decimal]) -> Vec<(usize, Share, Share)> {
        let (mut left, mut right) = (self.before, self.before);
        let mut pieces = Vec::new();
        for (rule, amount) in amounts
            .iter()
            .enumerate()
            .filter(|(_, amount)| !amount.is_zero())
        {
            let from = if amount.is_sign_negative() {
                left = left.saturating_add(*amount);
                left
            } else {
                let from = right;
                right = right.saturating_add(*amount);
                from
            };
            let length = Share::of(amount.abs(), self.whole);
            pieces.push((rule, Share::of(from, self.whole), length));
        }
        pieces
    }
}

/// What the amounts come to, whatever their signs.
fn sum<'a>(amounts: impl Iterator<Item = &'a Decimal>) -> Decimal {
    amounts.fold(Decimal::ZERO, |sum, one| sum.saturating_add(one.abs()))
}
