//! What territories are called in French and Russian. `titles.tsv` is written by `examples/countries`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::table;
use crate::values::Country;

/// A line a territory: its code, and its French and Russian names, with tabs between them.
const TITLES: &str = include_str!("titles.tsv");

static TABLE: LazyLock<BTreeMap<Country, (&'static str, &'static str)>> = LazyLock::new(|| {
    let lines = TITLES.lines().filter(|line| !line.starts_with('#'));
    let titles = lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let code = Country::new(cells.next()?)?;
        Some((code, (cells.next()?, cells.next()?)))
    });
    titles.collect()
});

/// The French short name, for sentences; blank for two letters that are no territory's code.
pub fn in_french(country: Country) -> &'static str {
    TABLE.get(&country).map_or("", |(french, _)| french)
}

/// The Russian short name, for sentences; blank for two letters that are no territory's code.
pub fn in_russian(country: Country) -> &'static str {
    TABLE.get(&country).map_or("", |(_, russian)| russian)
}

/// The code of the territory with this English short name.
pub fn code_of(name: &str) -> Option<Country> {
    let mut all = table::territories();
    let named = all.find(|territory| territory.name == name)?;
    Some(named.code)
}
