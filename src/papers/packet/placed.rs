//! As much of a record as says where somebody stands: enough to find people by group or by cut-off, and small enough to be kept of
//! everybody.

use rust_decimal::Decimal;

use crate::papers::explanation::evidence::amount;
use crate::record::Record;
use crate::values::{OutcomeKind, SeatIn};

/// Where one application stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub id: String,
    /// The place in the ranking, from 1; none of whoever is not ranked.
    pub ranked: Option<usize>,
    pub outcome: OutcomeKind,
    /// The group of a seat or a reserve.
    pub group: Option<SeatIn<'static>>,
    /// The number on a reserve list, from 1.
    pub reserve: Option<u32>,
    /// None where it is open.
    pub total: Option<Decimal>,
    /// The ids of the groups that admit the applicant.
    pub fits: Vec<String>,
}

impl Placed {
    pub fn of(record: &Record<'_>) -> Self {
        let total = record.total.as_deref();
        Self {
            id: record.application.to_string(),
            ranked: record.standing.as_ref().map(|standing| standing.position),
            outcome: record.outcome,
            group: record.group.clone().map(SeatIn::into_owned),
            reserve: record.reserve,
            total: total
                .filter(|_| record.total_at_most.is_none())
                .and_then(amount),
            fits: record.fits.iter().map(ToString::to_string).collect(),
        }
    }

    /// Whether somebody has a seat there.
    pub fn sits_in(&self, seats: &SeatIn<'_>) -> bool {
        self.outcome.is_chosen() && self.group.as_ref() == Some(seats)
    }

    /// Whether somebody is ranked, could have sat there, and does not: for a group also with an open place, for the open places
    /// without any seat.
    pub fn is_out_of(&self, seats: &SeatIn<'_>) -> bool {
        let is_open = |group: &Option<SeatIn<'_>>| group.as_ref().is_some_and(SeatIn::is_open);
        let without = match self.outcome {
            OutcomeKind::Reserve | OutcomeKind::Unplaced | OutcomeKind::NotShortlisted => true,
            OutcomeKind::Selected | OutcomeKind::Shortlisted => {
                !seats.is_open() && is_open(&self.group)
            }
            OutcomeKind::Clarify
            | OutcomeKind::BelowFloor
            | OutcomeKind::Ineligible
            | OutcomeKind::Superseded
            | OutcomeKind::DroppedOut => false,
        };
        let fits = match seats {
            SeatIn::Open => true,
            SeatIn::Group(id) => self.fits.iter().any(|fits| fits == id),
        };
        self.ranked.is_some() && without && fits
    }
}
