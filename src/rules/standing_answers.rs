//! Standing answers: what a territory that Intake never settles by itself counts as in this call.

use super::ids::{Cites, ListId};
use crate::values::Country;
use crate::values::countries::{self, Named, Territory};

/// One territory, settled for everybody who names it.
#[derive(Debug, Clone)]
pub struct StandingAnswer {
    pub territory: &'static Territory,
    pub counts: Counts,
    /// Printed wherever a roster shows the territory.
    pub footnote: Option<String>,
    pub cites: Cites,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// What the territory counts as.
#[derive(Debug, Clone)]
pub enum Counts {
    /// As this country, wherever a rule asks.
    As(Country),
    /// As itself: in these lists and in no other.
    In(Vec<ListId>),
}

impl StandingAnswer {
    /// What rules compare: the country, or the territory itself.
    pub fn country(&self) -> Country {
        match self.counts {
            Counts::As(country) => country,
            Counts::In(_) => self.territory.code,
        }
    }
}

/// The standing answer that settles a cell, if one does.
pub fn settles<'a>(answers: &'a [StandingAnswer], text: &str) -> Option<&'a StandingAnswer> {
    if answers.is_empty() {
        return None;
    }
    let Named::Ask(territory) = countries::find(text) else {
        return None;
    };
    answers.iter().find(|answer| answer.territory == territory)
}
