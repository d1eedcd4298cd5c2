//! Each distinct text once: a column of a million cells holds a few hundred spellings, and each is read only once.
//!
//! One arena of text and a hash table of numbers, so that a cell costs no allocation.

use std::hash::{BuildHasher, Hash};
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::base::ids::{Id as _, at, at_mut, find, id};

id! {
    /// A cell of a column.
    pub CellId
}

/// A column of texts: its distinct ones, and the symbol of each cell (dictionary encoding).
#[derive(Debug, Clone, Default)]
pub struct Encoded {
    pub symbols: Symbols,
    pub cells: Vec<Symbol>,
    /// Most cells differ, as in a column of names: every cell has a symbol of its own from here on.
    pub varied: bool,
}

impl Encoded {
    /// After so many cells it is known whether a column is varied.
    const TRIAL: usize = 2_048;

    /// Takes one more cell.
    pub fn push(&mut self, text: &str) {
        let symbol = self.symbol(text);
        self.put(symbol);
    }

    /// Takes one more cell, with a symbol that no other has.
    pub fn push_apart(&mut self, text: &str) -> Symbol {
        let symbol = self.symbols.append(text);
        self.put(symbol);
        symbol
    }

    /// The symbol that the next cell with this text has.
    pub fn symbol(&mut self, text: &str) -> Symbol {
        // To look for a name or an id among a million others would only miss the processor's cache.
        if self.varied {
            self.symbols.append(text)
        } else {
            self.symbols.intern(text)
        }
    }

    /// The text of a cell; blank behind the last that was taken.
    pub fn text(&self, cell: CellId) -> &str {
        let symbol = find(&self.cells, cell);
        symbol.map_or("", |symbol| self.symbols.text(*symbol))
    }

    /// Takes blank cells until there are so many in all.
    pub fn pad(&mut self, cells: usize) {
        let one_by_one = if self.varied {
            cells
        } else {
            cells.min(Self::TRIAL)
        };
        while self.cells.len() < one_by_one {
            self.push("");
        }
        if self.varied {
            (self.cells.len()..cells).for_each(|_| self.push(""));
        } else if self.cells.len() < cells {
            let blank = self.symbols.intern("");
            self.cells.resize(cells, blank);
        }
    }

    fn put(&mut self, symbol: Symbol) {
        self.cells.push(symbol);
        if self.cells.len() == Self::TRIAL {
            self.varied |= self.symbols.len() > Self::TRIAL / 2;
        }
    }

    /// Takes the cells that follow. What comes of it is the same as if each had been taken by itself, so that it never depends on
    /// how the rows were parted.
    pub fn extend(&mut self, rest: Self) {
        if self.cells.is_empty() {
            *self = rest;
            return;
        }
        let on_trial = Self::TRIAL.saturating_sub(self.cells.len());
        let one_by_one = if self.varied {
            rest.cells.len()
        } else {
            on_trial
        };
        let (first, further) = rest.cells.split_at(rest.cells.len().min(one_by_one));
        first
            .iter()
            .for_each(|symbol| self.push(rest.symbols.text(*symbol)));
        if self.varied {
            further
                .iter()
                .for_each(|symbol| self.push(rest.symbols.text(*symbol)));
        } else {
            let texts = rest.symbols.iter();
            let renamed: Vec<Symbol> = texts.map(|text| self.symbols.intern(text)).collect();
            self.put_renamed(further, &renamed);
        }
    }

    /// Takes the cells that follow, by what their symbols are called here.
    pub fn put_renamed(&mut self, cells: &[Symbol], renamed: &[Symbol]) {
        self.cells
            .extend(cells.iter().map(|symbol| *at(renamed, *symbol)));
    }
}

#[derive(Debug, Clone, Default)]
pub struct Symbols {
    text: String,
    ends: Vec<usize>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// Each distinct combination once, with its number from 0 in the order of first appearance.
#[derive(Debug)]
pub struct Combinations<K> {
    /// The number of each, by its hash.
    table: HashTable<u32>,
    /// One behind the other.
    keys: Vec<K>,
    ends: Vec<usize>,
    hasher: DefaultHashBuilder,
}

impl<K> Default for Combinations<K> {
    fn default() -> Self {
        Self {
            table: HashTable::new(),
            keys: Vec::new(),
            ends: Vec::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

impl<K: Hash + Eq + Copy> Combinations<K> {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a combination, and whether it is new.
    pub fn number(&mut self, key: &[K]) -> (u32, bool) {
        let hash = self.hasher.hash_one(key);
        let (keys, ends, hasher) = (&self.keys, &self.ends, &self.hasher);
        let of = |number: u32| keys.get(range(ends, number)?);
        if let Some(found) = self.table.find(hash, |number| of(*number) == Some(key)) {
            return (*found, false);
        }
        let number = u32::at(self.ends.len());
        self.table.insert_unique(hash, number, |number| {
            hasher.hash_one(of(*number).unwrap_or_default())
        });
        self.keys.extend_from_slice(key);
        self.ends.push(self.keys.len());
        (number, true)
    }
}

/// What hangs on one distinct text of a column, worked out when it is first asked for.
#[derive(Debug)]
pub struct BySymbol<T>(Vec<Option<T>>);

impl<T> Default for BySymbol<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> BySymbol<T> {
    /// What hangs on it, where it was asked for before.
    pub fn known(&self, symbol: Symbol) -> Option<T> {
        find(&self.0, symbol).copied().flatten()
    }

    pub fn get(&mut self, symbol: Symbol, one: impl FnOnce() -> T) -> T {
        if self.0.len() <= symbol.position() {
            self.0.resize(symbol.position().saturating_add(1), None);
        }
        *at_mut(&mut self.0, symbol).get_or_insert_with(one)
    }
}

/// The number of a distinct text, from 0 in the order of first appearance.
pub type Symbol = u32;

impl Symbols {
    /// With room for so many texts.
    pub fn with_capacity(many: usize) -> Self {
        Self {
            ends: Vec::with_capacity(many),
            table: HashTable::with_capacity(many),
            ..Self::default()
        }
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many bytes all texts together have.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The text of a symbol; blank for one that was never given out.
    pub fn text(&self, symbol: Symbol) -> &str {
        text_at(&self.text, &self.ends, symbol)
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.text(Symbol::try_from(index).unwrap_or(Symbol::MAX)))
    }

    /// A new symbol for a text, whether it was seen or not.
    pub fn append(&mut self, text: &str) -> Symbol {
        // A column cannot hold more texts than the row limit of the reader, which is below `Symbol::MAX`.
        let symbol = Symbol::try_from(self.ends.len()).unwrap_or(Symbol::MAX);
        self.text.push_str(text);
        self.ends.push(self.text.len());
        symbol
    }

    /// From here on every text is new; those before keep their symbols.
    pub fn forget(&mut self) {
        self.table.clear();
    }

    /// The symbol of a text, a new one if it was never seen.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let hash = self.hasher.hash_one(text);
        let (arena, ends, hasher) = (&self.text, &self.ends, &self.hasher);
        if let Some(found) = self
            .table
            .find(hash, |symbol| text_at(arena, ends, *symbol) == text)
        {
            return *found;
        }
        let symbol = Symbol::try_from(self.ends.len()).unwrap_or(Symbol::MAX);
        self.table.insert_unique(hash, symbol, |symbol| {
            hasher.hash_one(text_at(arena, ends, *symbol))
        });
        self.append(text)
    }
}

fn text_at<'a>(arena: &'a str, ends: &[usize], symbol: Symbol) -> &'a str {
    range(ends, symbol)
        .and_then(|range| arena.get(range))
        .unwrap_or_default()
}

/// Where the one with this number, from 0, stands among those that stand one behind the other.
fn range(ends: &[usize], number: u32) -> Option<Range<usize>> {
    let index = number as usize;
    let start = match index.checked_sub(1) {
        Some(before) => *ends.get(before)?,
        None => 0,
    };
    Some(start..*ends.get(index)?)
}
