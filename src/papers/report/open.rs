//! What is open: who is asked what, and whose seats hang on it.

use std::collections::BTreeSet;

use super::everybody::People;
use super::{Cell, Listing};
use crate::base::ids::ApplicationId;
use crate::papers::titles;
use crate::record::clarifications::clarifications;
use crate::select::{Outcome, Selection};
use crate::words;

/// At most so many of those who are asked are listed, and of the seats that hang on each.
const ASKED: usize = 100;
const SEATS: usize = 10;

/// Who is asked what, those first on whose answers most seats hang; none where nobody is asked.
pub(super) fn open(selection: &Selection<'_>, people: &People) -> Option<Listing> {
    let takers = selection.takers();
    let known: BTreeSet<ApplicationId> = takers.iter().copied().collect();
    let outcomes = selection.outcomes.each();
    let asked = outcomes.filter(|(_, outcome)| matches!(outcome, Outcome::Clarify { .. }));
    let mut others: Vec<_> = asked
        .map(|(application, outcome)| {
            (
                !matches!(outcome, Outcome::Clarify { could_sit: true }),
                application,
            )
        })
        .filter(|(_, application)| !known.contains(application))
        .collect();
    others.sort_unstable();
    let order: Vec<_> = takers
        .into_iter()
        .chain(others.into_iter().map(|(_, application)| application))
        .collect();
    if order.is_empty() {
        return None;
    }
    let caption = match order.len() {
        all if all > ASKED => format!(
            "What is asked: the first {ASKED} of {all} applications; all of them are in clarify.csv"
        ),
        _ => format!(
            "What is asked, and which {} hang on it",
            words::stages::seats(selection.rules.is_shortlisting(), 2)
        ),
    };
    let mut listing = Listing::new(
        caption,
        &[
            "application",
            "what is asked, and of whom",
            match selection.rules.is_shortlisting() {
                true => "could be shortlisted",
                false => "could win a seat",
            },
            match selection.rules.is_shortlisting() {
                true => "whose places on the shortlist an answer could take",
                false => "whose seats an answer could take",
            },
        ],
    );
    for application in order.into_iter().take(ASKED) {
        let asks = clarifications(selection, application);
        let asks = asks.into_iter().map(|one| {
            (
                format!(
                    "{} ({})",
                    titles::topic(selection.rules, &one.about),
                    one.whom.words()
                ),
                one.ask,
            )
        });
        let could_sit = match selection.outcome(application) {
            Outcome::Clarify { could_sit: false } => "no",
            Outcome::Clarify { could_sit: true } => "yes",
            _ => "has been ranked",
        };
        let (seats, more) = match selection.could_take(application) {
            None => (&[][..], "too many to work out".to_owned()),
            Some(seats) => match seats.len().saturating_sub(SEATS) {
                0 => (seats, String::new()),
                more => (seats, format!("and {more} more")),
            },
        };
        let own = selection.outcome(application).standing();
        let (seats, more) = match seats {
            [first, others @ ..] if Some(*first) == own => (others, joined_with_own(&more)),
            all => (all, more),
        };
        let holders = seats.iter().take(SEATS);
        let holders =
            holders.map(|at| people.named(selection, selection.standings[*at].application));
        listing.rows.push(vec![
            Cell::Named(people.named(selection, application)),
            Cell::Sources(asks.collect()),
            Cell::text(could_sit),
            Cell::People(holders.collect(), more),
        ]);
    }
    Some(listing)
}

/// Said behind the names of others by whoever could lose a seat of their own.
fn joined_with_own(more: &str) -> String {
    match more {
        "" => "their own".to_owned(),
        more => format!("{more}; and their own"),
    }
}
