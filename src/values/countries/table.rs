//! The places Intake knows, and the generated table of their spellings.
//!
//! `places.csv` is kept by hand: the 249 codes of ISO 3166-1, and places that a person must settle under codes that ISO
//! leaves to its users (`XK`, `XA`…), which never leave this program but for `XK`. `names.tsv` is written by
//! `examples/countries` and sorted, so that it is searched as it stands and costs nothing at the start.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::values::Country;

/// `code,alpha3,name,ask`; no cell holds a comma or a quote, so that the parts stay static.
const PLACES: &str = include_str!("places.csv");

/// A line a spelling: the folded spelling, a tab, the place's code, and `~` for a people or `@` for a place inside.
const NAMES: &str = include_str!("names.tsv");

/// The one code beyond ISO 3166-1 that people write.
const KOSOVO: &str = "XK";

/// A country, or a place of which a person must say what country it counts as.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    pub code: Country,
    /// Blank for places without one.
    pub alpha3: &'static str,
    /// The English short name, for sentences.
    pub name: &'static str,
    /// Why a person must decide, lower case, no full stop; blank for a country.
    pub ask: &'static str,
}

impl Place {
    /// Whether ISO 3166-1 has the code.
    pub fn in_iso(&self) -> bool {
        !self.alpha3.is_empty() && self.code.to_string() != KOSOVO
    }
}

/// How a spelling names its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// It is the place's name.
    Name,
    /// It is what its people are called: `Serbian`.
    People,
    /// It is a city or region in it: `Belgrade`.
    Inside,
}

struct Places {
    all: Vec<Place>,
    by_code: BTreeMap<Country, usize>,
    by_alpha3: BTreeMap<&'static str, usize>,
}

static TABLE: LazyLock<Places> = LazyLock::new(|| {
    let mut places = Places {
        all: Vec::new(),
        by_code: BTreeMap::new(),
        by_alpha3: BTreeMap::new(),
    };
    for line in PLACES.lines().skip(1) {
        let mut cells = line.split(',');
        let mut cell = || cells.next().unwrap_or_default();
        let Some(code) = Country::new(cell()) else {
            continue;
        };
        let place = Place {
            code,
            alpha3: cell(),
            name: cell(),
            ask: cell(),
        };
        places.by_code.insert(code, places.all.len());
        if !place.alpha3.is_empty() {
            places.by_alpha3.insert(place.alpha3, places.all.len());
        }
        places.all.push(place);
    }
    places
});

/// Every place, in the order of the codes, those of ISO 3166-1 first.
pub fn places() -> impl Iterator<Item = &'static Place> {
    TABLE.all.iter()
}

pub fn place(code: Country) -> Option<&'static Place> {
    TABLE.by_code.get(&code).and_then(|at| TABLE.all.get(*at))
}

/// The place of a code that people write: alpha-2 or alpha-3, in capitals.
pub fn by_code(code: &str) -> Option<&'static Place> {
    match code.len() {
        2 => place(Country::new(code)?).filter(|place| !place.alpha3.is_empty()),
        _ => TABLE.by_alpha3.get(code).and_then(|at| TABLE.all.get(*at)),
    }
}

/// Every spelling, folded, in the order of its bytes.
pub fn names() -> impl Iterator<Item = (&'static str, &'static Place, Naming)> {
    NAMES.lines().filter_map(parse)
}

/// What a folded spelling names.
pub fn look_up(key: &str) -> Option<(&'static Place, Naming)> {
    let mut lines = NAMES;
    while !lines.is_empty() {
        let before_middle = lines.as_bytes().get(..lines.len() / 2)?;
        let (before, rest) =
            lines.split_at_checked(memchr::memrchr(b'\n', before_middle).map_or(0, |at| at + 1))?;
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let spelling = line.split('\t').next().unwrap_or_default();
        match spelling.cmp(key) {
            Ordering::Less => lines = after,
            Ordering::Greater => lines = before,
            Ordering::Equal => return parse(line).map(|(_, place, naming)| (place, naming)),
        }
    }
    None
}

fn parse(line: &'static str) -> Option<(&'static str, &'static Place, Naming)> {
    let (spelling, target) = line.split_once('\t')?;
    let (code, naming) = if let Some(code) = target.strip_suffix('~') {
        (code, Naming::People)
    } else if let Some(code) = target.strip_suffix('@') {
        (code, Naming::Inside)
    } else {
        (target, Naming::Name)
    };
    Some((spelling, place(Country::new(code)?)?, naming))
}
