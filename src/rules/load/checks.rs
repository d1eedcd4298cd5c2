//! Steps that several sections share: a rule's id and title, and countries.

use super::diagnostics::Spot;
use super::names::check_id;
use super::table::Table;
use crate::values::{Country, countries};

/// How many there may be of each: criteria (the deadline is one), groups, levels, measures, tie-breaks, balance rules.
pub(super) const MOST: usize = 64;

/// A rule's id and where it stands; none without one. One that is no good as an id still names the rule.
pub(super) fn id<'d>(table: &Table<'d>) -> Option<(&'d str, Spot<'d>)> {
    let item = table.need("id")?;
    let id = item.text()?;
    check_id(id, item.spot);
    Some((id, item.spot))
}

/// A country as the rules write it: one of the 249 alpha-2 codes of ISO 3166-1, never a name, so that nothing is guessed.
pub(super) fn country(text: &str) -> Option<Country> {
    Country::new(text.trim()).filter(|country| countries::exists(*country))
}
