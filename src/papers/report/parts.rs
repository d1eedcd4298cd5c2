//! Where points came from: what each scoring rule gave those selected and the first reserves.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::everybody::{People, word};
use super::{Cell, Listing, Parts, Piece, Share, Stack};
use crate::base::ids::with_ids;
use crate::rank::StandingId;
use crate::rules::GroupId;
use crate::select::{Outcome, Selection};

/// At most so many people are shown.
const SHOWN: usize = 200;

/// None where nobody is selected or nothing is scored.
pub(super) fn parts(selection: &Selection<'_>, people: &People) -> Option<Parts> {
    let mut firsts: BTreeSet<GroupId> = BTreeSet::new();
    let mut wanted = |standing: StandingId| match outcome(selection, standing) {
        Outcome::Selected { .. } => true,
        Outcome::Reserve { group, .. } => firsts.insert(group),
        _ => false,
    };
    let all: Vec<StandingId> = selection
        .standings
        .ids()
        .filter(|standing| wanted(*standing))
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
    let totals = shown.iter().map(|at| selection.standings[*at].score);
    let whole = totals.max().unwrap_or_default().decimal();
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
            outcome: word(selection, outcome(selection, *standing)),
            pieces: pieces(amounts, whole),
            total: at.score.to_string(),
        });
    }
    let rules = measures.iter();
    Some(Parts {
        of: match selection.rules.is_shortlisting() {
            true => "those shortlisted",
            false => "those selected and the first reserve of each group",
        },
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

/// The pieces end to end, where `whole` is as long as the line. Points and weights are never negative, so none lies before its start.
fn pieces(amounts: &[Decimal], whole: Decimal) -> Vec<Piece> {
    let mut from = Decimal::ZERO;
    let mut pieces = Vec::new();
    let given = with_ids(amounts);
    for (rule, amount) in given.filter(|(_, amount)| !amount.is_zero()) {
        pieces.push(Piece {
            rule,
            from: Share::of(from, whole),
            length: Share::of(*amount, whole),
        });
        from = from.saturating_add(*amount);
    }
    pieces
}
