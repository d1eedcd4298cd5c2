//! The options of fields and the levels of scales: as they are declared, and their spellings as answers are compared with them, compiled
//! once for a rules file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::compiled::Compiled;
use crate::values::confusables::looks;
use crate::values::countries::fold::key;
use crate::values::language::Speech;
use crate::values::spelling::{Folded, fold, fold_words};

/// The options of a field, and their spellings as answers are compared with them.
pub type Options = Compiled<DeclaredOptions, Spellings>;

#[derive(Debug, Clone)]
pub struct DeclaredOptions {
    /// Each option's id and the spellings it may have beside it.
    pub options: Vec<(String, Vec<String>)>,
    /// Whether an answer beside the listed options is an answer too (and none of them) rather than unreadable.
    pub other: bool,
    /// Answers beside the options of which somebody has said that they are none of them.
    pub others: Vec<String>,
}

/// An ordered scale, and the spellings of its levels as answers are compared with them.
pub type Scale = Compiled<DeclaredScale, LevelSpellings>;

#[derive(Debug, Clone)]
pub struct DeclaredScale {
    pub name: String,
    /// Worst first, each with the spellings it may have beside its own name.
    pub levels: Vec<(String, Vec<String>)>,
}

/// Letters of a word that may tell of an option; shorter ones, such as `and`, stand anywhere.
pub(crate) const TELLING: usize = 4;

/// The spellings of a field's options.
#[derive(Debug)]
pub struct Spellings {
    pub(crate) titles: Arc<[String]>,
    /// In the order of the options, each option's id first.
    pub(crate) known: Vec<Spelling>,
    /// Words of at least [`TELLING`] letters that only one option's spellings have, and that option. Words that begin with
    /// one tell as well: `Romani`, `environmentalist`.
    pub(crate) telling: BTreeMap<String, u8>,
    /// Answers beside the options of which somebody has said that they are none of them, folded.
    pub(crate) others: Vec<String>,
    /// What the options' language can be told by, where answers beside them are read.
    pub(crate) speech: Option<Speech>,
}

#[derive(Debug)]
pub(crate) struct Spelling {
    pub(crate) option: u8,
    pub(crate) written: String,
    pub(crate) folded: Folded,
    /// Its words as they look.
    pub(crate) looks: String,
    /// The same without spaces between them, and with spaces around them.
    pub(crate) looks_close: String,
    pub(crate) looks_spaced: String,
}

impl<'o> From<&'o DeclaredOptions> for Spellings {
    fn from(declared: &'o DeclaredOptions) -> Self {
        let options = &declared.options;
        let known: Vec<Spelling> = spelt(options)
            .map(|(option, written)| {
                let looks = words(written);
                Spelling {
                    option,
                    written: written.to_owned(),
                    folded: Folded::of(fold(written)),
                    looks_close: looks.replace(' ', ""),
                    looks_spaced: format!(" {looks} "),
                    looks,
                }
            })
            .collect();
        let mut owners: BTreeMap<String, Option<u8>> = BTreeMap::new();
        for spelling in &known {
            for word in fold_words(&spelling.written)
                .split(' ')
                .filter(|word| word.chars().count() >= TELLING)
            {
                let owner = owners
                    .entry(word.to_owned())
                    .or_insert(Some(spelling.option));
                *owner = owner.filter(|owner| *owner == spelling.option);
            }
        }
        // An id is a spelling, but one in plain Latin letters in any language; it counts where there is no other.
        let said = |(id, spellings): &'o (String, Vec<String>)| {
            spellings
                .is_empty()
                .then_some(id)
                .into_iter()
                .chain(spellings)
        };
        let speech = || Speech::of(options.iter().flat_map(said));
        Self {
            titles: titles(options),
            known,
            telling: owners
                .into_iter()
                .filter_map(|(word, owner)| Some((word, owner?)))
                .collect(),
            others: declared.others.iter().map(|other| fold(other)).collect(),
            speech: declared.other.then(speech),
        }
    }
}

impl Spellings {
    /// The option with a folded spelling.
    pub(crate) fn option(&self, folded: &str) -> Option<u8> {
        self.known
            .iter()
            .find(|spelling| **spelling.folded == *folded)
            .map(|spelling| spelling.option)
    }
}

/// The spellings of the levels of a scale.
#[derive(Debug)]
pub struct LevelSpellings {
    pub(crate) names: Arc<[String]>,
    /// Each folded spelling with its level.
    pub(crate) known: Vec<(String, u8)>,
}

impl From<&DeclaredScale> for LevelSpellings {
    fn from(scale: &DeclaredScale) -> Self {
        let folded = |(level, spelling): (u8, &String)| (fold(spelling), level);
        Self {
            names: scale.levels.iter().map(|(name, _)| name.clone()).collect(),
            known: spelt(&scale.levels).map(folded).collect(),
        }
    }
}

/// An option as the form offers it: by its first spelling. One of fewer than three letters is a code, and the id says more.
pub fn option_title((id, spellings): &(String, Vec<String>)) -> &str {
    let first = spellings.first();
    first
        .filter(|first| first.chars().count() > 2)
        .unwrap_or(id)
}

fn titles(all: &[(String, Vec<String>)]) -> Arc<[String]> {
    all.iter().map(|one| option_title(one).to_owned()).collect()
}

/// Every spelling with the position of what it spells, whose name is its first.
fn spelt(all: &[(String, Vec<String>)]) -> impl Iterator<Item = (u8, &String)> {
    (0_u8..).zip(all).flat_map(|(at, (name, spellings))| {
        std::iter::once(name)
            .chain(spellings)
            .map(move |spelling| (at, spelling))
    })
}

/// The words of a text as they look: texts that differ by punctuation, accents, case or letters that look alike have the same.
pub(crate) fn words(text: &str) -> String {
    key(&looks(text))
}
