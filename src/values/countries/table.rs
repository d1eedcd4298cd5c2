//! The territories Intake knows (countries, dependent and disputed territories), and the generated
//! table of their spellings.
//!
//! `territories.csv` is kept by hand: the 249 codes of ISO 3166-1, and territories that a person must settle under codes that ISO
//! leaves to its users (`XK`, `XA`…), which never leave this program but for `XK`. `names.tsv` is written by
//! `examples/countries` and sorted, so that it is searched as it stands and costs nothing at the start.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::values::{Country, sorted_lines};

/// `code,alpha3,name,ask`; no cell holds a comma or a quote, so that the parts stay static.
const TERRITORIES: &str = include_str!("territories.csv");

/// A line a spelling: the folded spelling, a tab, the territory's code, and `~` for a people or `@` for a town or region inside it.
const NAMES: &str = include_str!("names.tsv");

/// The one code beyond ISO 3166-1 that people write.
const KOSOVO: &str = "XK";

/// A country, or a territory of which a person must say what country it counts as.
#[derive(Debug, PartialEq, Eq)]
pub struct Territory {
    pub code: Country,
    /// Blank for territories without one.
    pub alpha3: &'static str,
    /// The English short name, for sentences.
    pub name: &'static str,
    /// Why a person must decide, lower case, no full stop; blank for a country.
    pub ask: &'static str,
}

impl Territory {
    /// Whether ISO 3166-1 has the code.
    pub fn in_iso(&self) -> bool {
        !self.alpha3.is_empty() && self.code.to_string() != KOSOVO
    }
}

/// How a spelling names its territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// It is the territory's name.
    Name,
    /// It is what its people are called: `Serbian`.
    People,
    /// It is a city or region in it: `Belgrade`.
    Inside,
}

struct Territories {
    all: Vec<Territory>,
    by_code: BTreeMap<Country, usize>,
    by_alpha3: BTreeMap<&'static str, usize>,
}

static TABLE: LazyLock<Territories> = LazyLock::new(|| {
    let mut territories = Territories {
        all: Vec::new(),
        by_code: BTreeMap::new(),
        by_alpha3: BTreeMap::new(),
    };
    for line in TERRITORIES.lines().skip(1) {
        let mut cells = line.split(',');
        let mut cell = || cells.next().unwrap_or_default();
        let Some(code) = Country::new(cell()) else {
            continue;
        };
        let territory = Territory {
            code,
            alpha3: cell(),
            name: cell(),
            ask: cell(),
        };
        territories.by_code.insert(code, territories.all.len());
        if !territory.alpha3.is_empty() {
            territories
                .by_alpha3
                .insert(territory.alpha3, territories.all.len());
        }
        territories.all.push(territory);
    }
    territories
});

/// Every territory, in the order of the codes, those of ISO 3166-1 first.
pub fn territories() -> impl Iterator<Item = &'static Territory> {
    TABLE.all.iter()
}

pub fn territory(code: Country) -> Option<&'static Territory> {
    TABLE.by_code.get(&code).and_then(|at| TABLE.all.get(*at))
}

/// The territory of a code that people write: alpha-2 or alpha-3, in capitals.
pub fn by_code(code: &str) -> Option<&'static Territory> {
    match code.len() {
        2 => territory(Country::new(code)?).filter(|territory| !territory.alpha3.is_empty()),
        _ => TABLE.by_alpha3.get(code).and_then(|at| TABLE.all.get(*at)),
    }
}

/// Every spelling, folded, in the order of its bytes.
pub fn names() -> impl Iterator<Item = (&'static str, &'static Territory, Naming)> {
    lines().filter_map(|(spelling, target)| {
        let (territory, naming) = named(target)?;
        Some((spelling, territory, naming))
    })
}

pub(super) fn spellings() -> impl Iterator<Item = &'static str> {
    lines().map(|(spelling, _)| spelling)
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.lines().filter_map(|line| line.split_once('\t'))
}

/// What a folded spelling names.
pub fn look_up(key: &str) -> Option<(&'static Territory, Naming)> {
    named(sorted_lines::find(NAMES, key)?)
}

fn named(target: &'static str) -> Option<(&'static Territory, Naming)> {
    let (code, naming) = if let Some(code) = target.strip_suffix('~') {
        (code, Naming::People)
    } else if let Some(code) = target.strip_suffix('@') {
        (code, Naming::Inside)
    } else {
        (target, Naming::Name)
    };
    Some((territory(Country::new(code)?)?, naming))
}
