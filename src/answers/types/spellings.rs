//! Which of the declared options a text is, and which it nearly is or names.

use crate::answers::{beside_options, is_blank};
use crate::rules::spellings::{Spelling, Spellings, TELLING, words};
use crate::values::Wrong;
use crate::values::spelling::{almost, fold, fold_words, one_edit_apart};

/// Bytes of a cell beyond which nobody chose among options; a cell of a workbook holds at most 32,767 characters.
pub(super) const LONGEST: usize = 100_000;

#[derive(Debug, Clone)]
pub(crate) enum Found {
    Option(u8),
    Blank,
    Other,
    Unreadable(Wrong),
}

/// Letters of an ending behind an option of fewer letters than tell.
const ENDING: usize = 2;
/// Letters of a word that is taken for a telling one although a letter differs.
const MISSPELT: usize = 6;
/// Words among which a single letter may be an option's; among more, `a` is an article.
const FEW: usize = 3;

impl Spellings {
    /// The pieces between separators; a longer piece that is an option goes before shorter ones, so that an option may hold
    /// the separator.
    pub(crate) fn pieces<'t>(&self, text: &'t str, separator: char) -> Vec<&'t str> {
        let holds = |spelling: &str| spelling.matches(separator).count().saturating_add(1);
        let longest = self
            .known
            .iter()
            .map(|spelling| holds(&spelling.written))
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
            // Where no option holds the separator there is nothing to choose between.
            let mut longer = ends.iter().rev().filter(|_| ends.len() > 1);
            let end = longer
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
        let settled = || self.others.contains(&folded);
        if self.speech.is_some() && (beside_options::says_other(text) || settled()) {
            return Found::Other;
        }
        let known = self.known.iter();
        let known = known.map(|known| (&known.folded, known.written.as_str()));
        let near = almost(&folded, known).map(|near| Wrong::AlmostOption(near.to_owned()));
        let words = fold_words(text);
        let wrong = near
            .or_else(|| self.names(&words))
            .or_else(|| self.inflects(&words))
            .or_else(|| self.looks_like(text));
        match (wrong, &self.speech) {
            (Some(wrong), _) => Found::Unreadable(wrong),
            (None, Some(speech)) => {
                beside_options::asked(text, speech).map_or(Found::Other, Found::Unreadable)
            }
            (None, None) => Found::Unreadable(Wrong::NoOption(self.titles.clone())),
        }
    }

    fn title(&self, option: u8) -> String {
        self.titles
            .get(usize::from(option))
            .cloned()
            .unwrap_or_default()
    }

    /// What to ask about a text with words, folded, that tell of options, in the options' order, each with its first word.
    fn names(&self, words: &str) -> Option<Wrong> {
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
            .map(|(option, word)| ((*word).to_owned(), self.title(*option)))
            .collect();
        (!named.is_empty()).then_some(Wrong::WordsOfOptions(named))
    }

    /// What to ask about a text with a word, folded, that is an option of three letters and an ending: `laws`, where `Law` is one.
    fn inflects(&self, words: &str) -> Option<Wrong> {
        let ends = |rest: &str| {
            matches!(rest.chars().count(), 1..=ENDING) && rest.chars().all(char::is_alphabetic)
        };
        let short = |known: &&Spelling| {
            known.folded.letters() == TELLING - 1 && known.folded.chars().all(char::is_alphabetic)
        };
        let (known, word) = words.split(' ').find_map(|word| {
            let inflected =
                |known: &&Spelling| word.strip_prefix(&**known.folded).is_some_and(ends);
            let mut short = self.known.iter().filter(short);
            Some((short.find(inflected)?, word))
        })?;
        let (word, spelling) = (word.to_owned(), known.written.clone());
        Some(Wrong::NearlyWord(word, spelling, self.title(known.option)))
    }

    /// What to ask about a text that is an option but for its punctuation, accents, a number before it or letters that look alike,
    /// or that holds one, however short, as words of its own.
    fn looks_like(&self, text: &str) -> Option<Wrong> {
        let words = words(text);
        let bare = words.replace(' ', "");
        let unnumbered = bare.trim_start_matches(|c: char| c.is_numeric());
        let mut known = self.known.iter().filter(|known| !known.looks.is_empty());
        let is_same =
            |known: &&Spelling| [bare.as_str(), unnumbered].contains(&known.looks_close.as_str());
        if let Some(same) = known.clone().find(is_same) {
            return Some(Wrong::AlmostOption(same.written.clone()));
        }
        let spaced = format!(" {words} ");
        let few = words.split(' ').nth(FEW).is_none();
        let stands_in = |known: &&Spelling| {
            (few || known.looks.chars().nth(1).is_some()) && spaced.contains(&known.looks_spaced)
        };
        let held = known.find(stands_in)?;
        Some(Wrong::HoldsOption(
            held.written.clone(),
            self.title(held.option),
        ))
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
