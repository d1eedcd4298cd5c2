//! When one text is nearly another, and the form in which both are compared.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::values::confusables::looks;
use crate::values::countries::fold::key;
use crate::values::letter_counts::Counts;
use crate::values::match_key;
use crate::values::romanise::romanise;
use crate::values::spelling::one_edit_apart;

/// Letters of a word that is the same although a letter differs.
const MISSPELT: usize = 5;
/// Letters of what is looked for within another text.
const WITHIN: usize = 4;
/// Letters of a value that is looked for within one word: `helsinkihouse.org`.
pub(super) const ADDRESS: usize = 8;

/// Words that organisations have or leave out.
static SMALL: LazyLock<BTreeSet<&str>> = LazyLock::new(|| SMALL_WORDS.split_whitespace().collect());
const SMALL_WORDS: &str = "a an and the of for in on at to de la le les des du der die das und et y i e u za na o od ngo cso llc ltd limited inc \
    incorporated gmbh ev doo ooo oo eood ead ad as sa srl sro rt kft zs asbl onlus plc foundation inc";

/// A text as it is compared.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    /// All letters and digits, in order.
    pub(super) close: String,
    /// The words that tell something, sorted.
    pub(super) words: Vec<String>,
    /// The same words put together.
    pub(super) sorted: String,
    pub(super) initials: [String; 2],
    pub(super) digits: String,
    pub(super) letters: usize,
    pub(super) counts: Counts,
}

/// A text as it looks, and as it sounds in plain Latin letters.
pub fn shapes(folded: &str) -> [Shape; 2] {
    let seen = key(&looks(folded));
    // Where letters are only mixed with some that look alike, it sounds as it looks.
    let plain: Vec<String> = key(folded).split(' ').map(romanise).collect();
    let sound = match_key::text(&plain.join(" "));
    [Shape::of(&seen), Shape::of(&sound)]
}

impl Shape {
    pub(super) fn of(bare: &str) -> Self {
        let small = &*SMALL;
        let all: Vec<&str> = bare.split(' ').filter(|word| !word.is_empty()).collect();
        let telling: Vec<&str> = all
            .iter()
            .copied()
            .filter(|word| !small.contains(word))
            .collect();
        let initials = [&all, &telling].map(|words| {
            words
                .iter()
                .filter_map(|word| word.chars().next())
                .collect()
        });
        let telling = if telling.is_empty() { &all } else { &telling };
        let mut words: Vec<String> = telling.iter().map(|word| (*word).to_owned()).collect();
        words.sort_unstable();
        let close = all.concat();
        Self {
            sorted: words.concat(),
            words,
            initials,
            digits: close.chars().filter(|c| c.is_numeric()).collect(),
            letters: close.chars().count(),
            counts: Counts::of(&close),
            close,
        }
    }

    /// How many letters of a text may differ from it.
    pub(super) fn allowed(&self) -> usize {
        (self.letters / 5).max(1)
    }

    /// Whether at most one letter in five differs, in the order of the words or in any; digits must be the same.
    pub(super) fn almost(&self, value: &Self) -> bool {
        let allowed = value.allowed();
        let comparable = self.letters > 3
            && value.letters > 3
            && self.letters.abs_diff(value.letters) <= allowed;
        // The distance is quadratic in the letters and most texts are far apart, so letters are counted first.
        comparable
            && self.digits == value.digits
            && self.counts.may_be_within(&value.counts, allowed)
            && (strsim::osa_distance(&self.close, &value.close) <= allowed
                || (&self.close, &value.close) != (&self.sorted, &value.sorted)
                    && strsim::osa_distance(&self.sorted, &value.sorted) <= allowed)
    }

    /// Whether a word of the text holds the value, written as one.
    pub(super) fn runs_over(&self, value: &Self) -> bool {
        value.letters >= ADDRESS && self.words.iter().any(|word| word.contains(&value.close))
    }

    /// Whether one is the initials of the other.
    pub(super) fn is_short_for(&self, value: &Self) -> bool {
        let short = |short: &Self, long: &Self| {
            short.letters > 2 && long.words.len() > 1 && long.initials.contains(&short.close)
        };
        short(self, value) || short(value, self)
    }

    /// Whether all words of the value stand in the text, or those of the text are half of the value's or more.
    pub(super) fn shares(&self, value: &Self) -> bool {
        let within = |one: &Self, other: &Self| {
            let letters: usize = one.words.iter().map(|word| word.chars().count()).sum();
            letters >= WITHIN
                && one
                    .words
                    .iter()
                    .all(|word| other.words.iter().any(|known| same_word(word, known)))
        };
        within(value, self)
            || self.words.len().saturating_mul(2) >= value.words.len() && within(self, value)
    }
}

fn same_word(one: &str, other: &str) -> bool {
    let long = one.chars().count() >= MISSPELT && !one.contains(char::is_numeric);
    one == other || long && one_edit_apart(one, other)
}
