//! Each distinct text once: a column of a million cells holds a few hundred spellings, and each is read only once.
//!
//! One arena of text and a hash table of numbers, so that a cell costs no allocation.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

#[derive(Debug, Clone, Default)]
pub struct Symbols {
    text: String,
    ends: Vec<usize>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// The number of a distinct text, from 0 in the order of first appearance.
pub type Symbol = u32;

impl Symbols {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
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
    let index = symbol as usize;
    let start = index
        .checked_sub(1)
        .map_or(Some(0), |before| ends.get(before).copied());
    let end = ends.get(index).copied();
    start
        .zip(end)
        .and_then(|(start, end)| arena.get(start..end))
        .unwrap_or_default()
}
