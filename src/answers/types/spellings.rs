//! Which of the declared options a text is, and which it nearly is or names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::answers::{beside_options, is_blank};
use crate::rules::form::Options;
use crate::values::Wrong;
use crate::values::confusables::looks;
use crate::values::countries::fold::key;
use crate::values::language::Speech;
use crate::values::spelling::{almost, fold, fold_words, one_edit_apart};

/// Bytes of a cell beyond which nobody chose among options; a cell of a workbook holds at most 32,767 characters.
pub(super) const LONGEST: usize = 100_000;

/// The option with a folded spelling, where nothing else is asked of the options.
pub(crate) fn spelt(options: &Options, folded: &str) -> Option<u8> {
    let is_spelt = |(id, spellings): &(String, Vec<String>)| {
        std::iter::once(id)
            .chain(spellings)
            .any(|spelling| fold(spelling) == folded)
    };
    (0_u8..)
        .zip(&options.options)
        .find(|(_, option)| is_spelt(option))
        .map(|(option, _)| option)
}

pub(crate) enum Found {
    Option(u8),
    Blank,
    Other,
    Unreadable(Wrong),
}

pub(crate) struct Spellings<'a> {
    options: &'a Options,
    ids: Arc<[String]>,
    /// Folded spelling, option, and the spelling as written.
    known: Vec<(String, u8, &'a str)>,
    /// Words of at least [`TELLING`] letters that only one option's spellings have, and that option. Words that begin with
    /// one tell as well: `Romani`, `environmentalist`.
    telling: BTreeMap<String, u8>,
    /// The words of each spelling as they look, in the order of `known`.
    looks: Vec<String>,
    /// What the options' language can be told by, where answers beside them are read.
    speech: Option<Speech>,
}

/// Letters of a word that may tell of an option; shorter ones, such as `and`, stand anywhere.
const TELLING: usize = 4;
/// Letters of an ending behind an option of fewer letters than tell.
const ENDING: usize = 2;
/// Letters of a word that is taken for a telling one although a letter differs.
const MISSPELT: usize = 6;
/// Words among which a single letter may be an option's; among more, `a` is an article.
const FEW: usize = 3;

impl<'a> Spellings<'a> {
    pub(crate) fn new(options: &'a Options) -> Self {
        let known: Vec<(String, u8, &str)> = options
            .options
            .iter()
            .zip(0_u8..)
            .flat_map(|((id, spellings), option)| {
                std::iter::once(id)
                    .chain(spellings)
                    .map(move |spelling| (fold(spelling), option, spelling.as_str()))
            })
            .collect();
        let mut owners: BTreeMap<String, Option<u8>> = BTreeMap::new();
        for (_, option, spelling) in &known {
            for word in fold_words(spelling)
                .split(' ')
                .filter(|word| word.chars().count() >= TELLING)
            {
                let owner = owners.entry(word.to_owned()).or_insert(Some(*option));
                *owner = owner.filter(|owner| owner == option);
            }
        }
        let telling = owners
            .into_iter()
            .filter_map(|(word, owner)| Some((word, owner?)))
            .collect();
        let looks = known.iter().map(|(.., spelling)| words(spelling)).collect();
        let ids = options.options.iter().map(|(id, _)| id.clone()).collect();
        Self {
            options,
            ids,
            known,
            telling,
            looks,
            speech: None,
        }
    }

    /// The spellings, and what answers beside them are judged by.
    pub(crate) fn of_answers(options: &'a Options) -> Self {
        // An id is a spelling, but one in plain Latin letters in any language; it counts where there is no other.
        let spelt = |(id, spellings): &'a (String, Vec<String>)| {
            let id = spellings.is_empty().then_some(id.as_str());
            id.into_iter().chain(spellings.iter().map(String::as_str))
        };
        let speech = options
            .other
            .then(|| Speech::of(options.options.iter().flat_map(spelt)));
        Self {
            speech,
            ..Self::new(options)
        }
    }

    /// The option with a folded spelling.
    pub(crate) fn option(&self, folded: &str) -> Option<u8> {
        self.known
            .iter()
            .find(|(spelling, ..)| spelling == folded)
            .map(|(_, option, _)| *option)
    }

    /// The pieces between separators; a longer piece that is an option goes before shorter ones, so that an option may hold
    /// the separator.
    pub(crate) fn pieces<'t>(&self, text: &'t str, separator: char) -> Vec<&'t str> {
        let holds = |spelling: &str| spelling.matches(separator).count().saturating_add(1);
        let longest = self
            .known
            .iter()
            .map(|(.., spelling)| holds(spelling))
            .max()
            .unwrap_or(1);
        let mut pieces = Vec::new();
        let mut rest = Some(text);
        while let Some(left) = rest {
            let ends = left
                .match_indices(separator)
                .map(|(at, _)| at)
                .chain([left.len()])
                .take(longest);
            let ends: Vec<usize> = ends.collect();
            let is_option = |end: &&usize| {
                left.get(..**end)
                    .is_some_and(|piece| self.option(&fold(piece)).is_some())
            };
            let end = ends
                .iter()
                .rev()
                .find(is_option)
                .or(ends.first())
                .copied()
                .unwrap_or(left.len());
            pieces.push(left.get(..end).unwrap_or_default().trim());
            rest = left
                .get(end..)
                .and_then(|after| after.strip_prefix(separator));
        }
        pieces
    }

    pub(crate) fn find(&self, text: &str) -> Found {
        if text.len() > LONGEST {
            return Found::Unreadable(Wrong::TooLong);
        }
        let folded = fold(text);
        if let Some(option) = self.option(&folded) {
            return Found::Option(option);
        }
        if is_blank(text) {
            return Found::Blank;
        }
        let settled = || {
            self.options
                .others
                .iter()
                .any(|other| fold(other) == folded)
        };
        if self.options.other && (beside_options::says_other(text) || settled()) {
            return Found::Other;
        }
        let known = self
            .known
            .iter()
            .map(|(folded, _, spelling)| (folded.as_str(), *spelling));
        let near = almost(&folded, known).map(|near| Wrong::AlmostOption(near.to_owned()));
        let wrong = near
            .or_else(|| self.names(text))
            .or_else(|| self.inflects(text))
            .or_else(|| self.looks_like(text));
        match (wrong, &self.speech) {
            (Some(wrong), _) => Found::Unreadable(wrong),
            (None, Some(speech)) => {
                beside_options::asked(text, speech).map_or(Found::Other, Found::Unreadable)
            }
            (None, None) => Found::Unreadable(Wrong::NoOption(self.ids.clone())),
        }
    }

    fn id(&self, option: u8) -> String {
        self.ids
            .get(usize::from(option))
            .cloned()
            .unwrap_or_default()
    }

    /// What to ask about a text with words that tell of options, in the options' order, each with its first word.
    fn names(&self, text: &str) -> Option<Wrong> {
        let words = fold_words(text);
        let mut named: Vec<(u8, &str)> = Vec::new();
        for word in words.split(' ') {
            if let Some(option) = self
                .told_by(word)
                .filter(|option| named.iter().all(|(known, _)| known != option))
            {
                named.push((option, word));
            }
        }
        named.sort_unstable();
        let named: Vec<(String, String)> = named
            .iter()
            .map(|(option, word)| ((*word).to_owned(), self.id(*option)))
            .collect();
        (!named.is_empty()).then_some(Wrong::WordsOfOptions(named))
    }

    /// What to ask about a text with a word that is an option of three letters and an ending: `laws`, where `Law` is one.
    fn inflects(&self, text: &str) -> Option<Wrong> {
        let words = fold_words(text);
        let ends = |rest: &str| {
            matches!(rest.chars().count(), 1..=ENDING) && rest.chars().all(char::is_alphabetic)
        };
        let short = || {
            self.known
                .iter()
                .filter(|(spelling, ..)| spelling.chars().count() == TELLING - 1)
        };
        let (option, spelling, word) = words.split(' ').find_map(|word| {
            let mut short =
                short().filter(|(spelling, ..)| spelling.chars().all(char::is_alphabetic));
            let found =
                short.find(|(spelling, ..)| word.strip_prefix(spelling.as_str()).is_some_and(ends));
            found.map(|(_, option, spelling)| (*option, *spelling, word))
        })?;
        let (word, spelling) = (word.to_owned(), spelling.to_owned());
        Some(Wrong::NearlyWord(word, spelling, self.id(option)))
    }

    /// What to ask about a text that is an option but for its punctuation, accents, a number before it or letters that look alike,
    /// or that holds one, however short, as words of its own.
    fn looks_like(&self, text: &str) -> Option<Wrong> {
        let words = words(text);
        let close = |words: &str| words.replace(' ', "");
        let bare = close(&words);
        let unnumbered = bare.trim_start_matches(|c: char| c.is_numeric());
        let spellings = || {
            self.looks
                .iter()
                .zip(&self.known)
                .filter(|(looks, _)| !looks.is_empty())
        };
        let same = spellings()
            .find(|(looks, _)| [bare.as_str(), unnumbered].contains(&close(looks).as_str()));
        if let Some((_, (.., spelling))) = same {
            return Some(Wrong::AlmostOption((*spelling).to_owned()));
        }
        let spaced = format!(" {words} ");
        let few = words.split(' ').nth(FEW).is_none();
        let stands_in = |looks: &str| {
            (few || looks.chars().nth(1).is_some()) && spaced.contains(&format!(" {looks} "))
        };
        let (_, (_, option, spelling)) = spellings().find(|(looks, _)| stands_in(looks))?;
        Some(Wrong::HoldsOption((*spelling).to_owned(), self.id(*option)))
    }

    fn told_by(&self, word: &str) -> Option<u8> {
        let cut = word.chars().count() >= TELLING;
        let begins = |telling: &str| word.starts_with(telling) || cut && telling.starts_with(word);
        let inflected = || self.telling.iter().filter(|(telling, _)| begins(telling));
        // A word that is as near to two options' words is put down to the first of these; it is asked about either way.
        self.telling
            .get(word)
            .copied()
            .or_else(|| inflected().map(|(_, option)| *option).min())
            .or_else(|| {
                let misspelt = || {
                    self.telling
                        .iter()
                        .filter(|(telling, _)| one_edit_apart(word, telling))
                };
                (word.chars().count() >= MISSPELT)
                    .then(misspelt)?
                    .map(|(_, option)| *option)
                    .min()
            })
    }
}

/// The words of a text as they look: texts that differ by punctuation, accents, case or letters that look alike have the same.
fn words(text: &str) -> String {
    key(&looks(text))
}
