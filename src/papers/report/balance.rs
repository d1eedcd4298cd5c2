//! The balance of the cohort: what the balance rules came to, and how many applied, are eligible and selected for each value.

use super::{Cell, Cohort, Counted, Counts, Listing, Share};
use crate::papers::balance::{came, whom};
use crate::papers::cohort::{
    BELOW_FOUR_FIFTHS, asked, beside, chosen, counts, shown, title, value,
};
use crate::record::balance::balance;
use crate::record::cohort::cohorts;
use crate::select::{Outcome, Selection};

/// At most so many rules are shown; those that are missed come first.
const RULES: usize = 100;

pub(super) fn rules(selection: &Selection<'_>) -> Option<Listing> {
    let balance = balance(selection)?;
    if balance.rules.is_empty() {
        return None;
    }
    let more = balance.rules.len().saturating_sub(RULES);
    let caption = match more {
        0 => "What the balance rules came to".to_owned(),
        more => format!("What the balance rules came to; {more} more: balance.csv"),
    };
    let mut listing = Listing::new(
        caption,
        &[
            "rule",
            "asks",
            "people",
            "eligible",
            "selected",
            "what came of it",
        ],
    );
    let (kept, short): (Vec<_>, Vec<_>) = balance.rules.iter().partition(|kept| kept.is_kept());
    for kept in short.into_iter().chain(kept).take(RULES) {
        listing.rows.push(vec![
            Cell::Titled(whom(selection.rules, kept), kept.rule.clone()),
            Cell::text(kept.asks.clone()),
            Cell::number(kept.people),
            Cell::number(kept.eligible),
            Cell::number(kept.selected),
            Cell::Text(came(kept)),
        ]);
    }
    Some(listing)
}

pub(super) fn cohort(selection: &Selection<'_>) -> Vec<Cohort> {
    let is_selected = |outcome: &&Outcome| matches!(outcome, Outcome::Selected { .. });
    let applied = selection.outcomes.iter().filter(|one| counts(one)).count();
    let selected = selection.outcomes.iter().filter(is_selected).count();
    let eligible = selection.standings.len();
    let of = |people: u32, all: usize| Counts {
        people,
        of: u32::try_from(all).unwrap_or(u32::MAX),
        share: Share::of_counts(people as usize, all),
        bar: Share::default(),
    };
    let all = cohorts(selection);
    let drawn = all.iter().filter(|cohort| !cohort.values.is_empty());
    let drawn = drawn.map(|cohort| {
        let shown = shown(&cohort.values);
        let values = (0_usize..).zip(&cohort.values);
        let values = values.filter(|(at, _)| shown.contains(at));
        let counted = values.map(|(_, counted)| {
            let steps = counted.steps;
            let remark = counted
                .below_four_fifths
                .then(|| BELOW_FOUR_FIFTHS.to_owned());
            let asked = Some(asked(selection.rules, counted)).filter(|asked| !asked.is_empty());
            let note: Vec<String> = asked.into_iter().chain(remark).collect();
            Counted {
                value: value(counted).into_owned(),
                applied: of(steps.applied, applied),
                eligible: of(steps.eligible, eligible),
                selected: of(steps.selected, selected),
                note: note.join("; "),
            }
        });
        Cohort {
            name: title(selection.rules, cohort),
            chosen: chosen(selection.rules),
            more: beside(&cohort.values, &shown),
            values: lengthened(counted.collect()),
        }
    });
    drawn.collect()
}

/// With bars of which the longest is as long as the line.
fn lengthened(mut values: Vec<Counted>) -> Vec<Counted> {
    let shares = values
        .iter()
        .flat_map(|one| [one.applied, one.eligible, one.selected]);
    let longest = shares.map(|counts| counts.share).max().unwrap_or_default();
    for one in &mut values {
        for counts in [&mut one.applied, &mut one.eligible, &mut one.selected] {
            counts.bar = counts.share.beside(longest);
        }
    }
    values
}
