//! Texts that are nearly one that some rule asks for: `Court Watch Circel` where the list has `Court Watch Circle`. Whether they are the
//! same, a person says; a rule that asks for that text is unclear until then, and no other is.
//!
//! Near is decided as with options: letters that differ, punctuation, words in another order, small words and legal forms, letters
//! that look alike, another alphabet, also by ear, one text within the other, initials.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use super::{beside, is_blank};
use crate::domain::countries::fold::key;
use crate::domain::latin::latin;
use crate::domain::letters::looks;
use crate::domain::spelling::{fold, one_edit_apart, quoted};
use crate::domain::{NearText, Problem, Reading, Value, alike, ear};
use crate::finding::Code;

/// Bytes of a text beyond which it is prose, in which nobody looks for a name.
const PROSE: usize = 300;
/// Values beyond which only those that differ by spelling alone are found: to measure against each would take long.
const MANY: usize = 5_000;
/// Letters of a word that is the same although a letter differs.
const MISSPELT: usize = 5;
/// Letters of what is looked for within another text.
const WITHIN: usize = 4;
/// Letters of a value that is looked for within one word: `helsinkihouse.org`.
const ADDRESS: usize = 8;

/// Counts of letters, by their number in Unicode.
const COUNTS: usize = 32;

/// Words that organisations have or leave out.
static SMALL: LazyLock<BTreeSet<&str>> = LazyLock::new(|| SMALL_WORDS.split_whitespace().collect());
const SMALL_WORDS: &str = "a an and the of for in on at to de la le les des du der die das und et y i e u za na o od ngo cso llc ltd limited inc \
    incorporated gmbh ev doo ooo oo eood ead ad as sa srl sro rt kft zs asbl onlus plc foundation inc";

/// Reads a text; `wanted` are those that rules ask for in the field, folded and sorted.
pub(super) fn read(wanted: &[String]) -> Box<dyn Fn(&str) -> Reading + Send + Sync + '_> {
    // Most fields are asked nothing of the kind, and where they are, mostly exactly.
    let known: OnceLock<Wanted> = OnceLock::new();
    Box::new(move |text| {
        if is_blank(text) {
            return Reading::Blank;
        }
        if wanted.is_empty() || text.len() > PROSE || wanted.binary_search(&fold(text)).is_ok() {
            return Reading::Value(Value::Text);
        }
        known.get_or_init(|| Wanted::new(wanted)).read(text)
    })
}

/// The texts that rules ask for in one field.
#[derive(Debug)]
struct Wanted {
    values: Vec<(String, [Shape; 2])>,
    /// What they sound like in another alphabet, and whether they are not in Latin letters.
    heard: Vec<(String, bool)>,
    /// Values by how they sound, in any order of words, and by their letters alone.
    by_key: BTreeMap<String, Vec<usize>>,
    /// Values by the words in them.
    by_word: BTreeMap<String, Vec<usize>>,
}

/// A text as it is compared.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    /// All letters and digits, in order.
    close: String,
    /// The words that tell something, sorted.
    words: Vec<String>,
    /// The same words put together.
    sorted: String,
    initials: [String; 2],
    digits: String,
    letters: usize,
    /// How often each letter stands in it; some letters share a count.
    counts: [u8; COUNTS],
}

impl Wanted {
    fn new(values: &[String]) -> Self {
        let values: Vec<(String, [Shape; 2])> = values.iter().map(|value| (value.clone(), shapes(value))).collect();
        let heard = values.iter().map(|(value, _)| (ear::heard(value), ear::is_foreign(value))).collect();
        let (mut by_key, mut by_word) = (BTreeMap::<String, Vec<usize>>::new(), BTreeMap::<String, Vec<usize>>::new());
        for (at, (value, shapes)) in values.iter().enumerate() {
            for key in keys(value, shapes) {
                by_key.entry(key).or_default().push(at);
            }
            for word in shapes.iter().flat_map(|shape| &shape.words) {
                by_word.entry(word.clone()).or_default().push(at);
            }
        }
        Self { values, heard, by_key, by_word }
    }

    /// How a text is read that is none of them.
    fn read(&self, text: &str) -> Reading {
        let folded = fold(text);
        if let Some(message) = beside::is_no_text(text) {
            return Reading::Unreadable(Box::new(Problem::new(Code::Unreadable, message)));
        }
        let near: Vec<String> =
            self.near(&folded).into_iter().filter_map(|at| Some(self.values.get(at)?.0.clone())).collect();
        let Some(first) = near.first() else { return Reading::Value(Value::Text) };
        let problem = Problem::new(Code::Unreadable, "is almost, but not quite, a text that the rules ask for");
        let help = format!("is it {}? answer with that text, or with `(other)` if it is none", quoted(first));
        Reading::Value(Value::NearText(Box::new(NearText {
            problem: problem.help(Some(help)).telling(),
            values: near,
        })))
    }

    /// The values that a folded text is near, in the order of their texts.
    fn near(&self, folded: &str) -> BTreeSet<usize> {
        let shapes = shapes(folded);
        let mut found: BTreeSet<usize> =
            keys(folded, &shapes).iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        if self.values.len() > MANY {
            return found;
        }
        let sharing = shapes.iter().flat_map(|shape| &shape.words).filter_map(|word| self.by_word.get(word)).flatten();
        let sharing: BTreeSet<usize> = sharing.copied().collect();
        let (heard, foreign) = (ear::heard(folded), ear::is_foreign(folded));
        let of_other_alphabet = self.heard.iter().enumerate().filter(|(_, (_, other))| *other != foreign);
        found.extend(of_other_alphabet.filter(|(_, (other, _))| ear::may_be_one(&heard, other)).map(|(at, _)| at));
        let in_one_word = shapes.iter().flat_map(|shape| &shape.words).any(|word| word.len() >= ADDRESS);
        let plain_text = folded.is_ascii();
        for (at, (written, values)) in self.values.iter().enumerate() {
            let near = |text: &Shape, value: &Shape| {
                text.almost(value)
                    || text.is_short_for(value)
                    || in_one_word && text.runs_over(value)
                    || sharing.contains(&at) && text.shares(value)
            };
            let [seen, sound] = &shapes;
            let [value_seen, value_sound] = values;
            // What is written in plain letters need not be compared by its sound.
            let plain = plain_text && written.is_ascii();
            if near(seen, value_seen) || !plain && near(sound, value_sound) {
                found.insert(at);
            }
        }
        found
    }
}

/// What makes two texts the same but for spelling.
fn keys(folded: &str, shapes: &[Shape]) -> Vec<String> {
    let sound = alike::text(folded);
    let shapes = shapes.iter().flat_map(|shape| [shape.close.clone(), shape.sorted.clone()]);
    shapes.chain([sound]).filter(|key| key.chars().count() > 1).collect()
}

/// A text as it looks, and as it sounds in plain Latin letters.
fn shapes(folded: &str) -> [Shape; 2] {
    let seen = key(&looks(folded));
    // Where letters are only mixed with some that look alike, it sounds as it looks.
    let plain: Vec<String> = key(folded).split(' ').map(latin).collect();
    let sound = alike::text(&plain.join(" "));
    [Shape::of(&seen), Shape::of(&sound)]
}

impl Shape {
    fn of(bare: &str) -> Self {
        let small = &*SMALL;
        let all: Vec<&str> = bare.split(' ').filter(|word| !word.is_empty()).collect();
        let telling: Vec<&str> = all.iter().copied().filter(|word| !small.contains(word)).collect();
        let initials = [&all, &telling].map(|words| words.iter().filter_map(|word| word.chars().next()).collect());
        let telling = if telling.is_empty() { &all } else { &telling };
        let mut words: Vec<String> = telling.iter().map(|word| (*word).to_owned()).collect();
        words.sort_unstable();
        let close = all.concat();
        let mut counts = [0_u8; COUNTS];
        for letter in close.chars() {
            if let Some(count) = counts.get_mut(u32::from(letter) as usize % COUNTS) {
                *count = count.saturating_add(1);
            }
        }
        Self {
            sorted: words.concat(),
            words,
            initials,
            digits: close.chars().filter(|c| c.is_numeric()).collect(),
            letters: close.chars().count(),
            counts,
            close,
        }
    }

    /// Whether at most one letter in five differs, in the order of the words or in any; digits must be the same.
    fn almost(&self, value: &Self) -> bool {
        let allowed = (value.letters / 5).max(1);
        let comparable = self.letters > 3 && value.letters > 3 && self.letters.abs_diff(value.letters) <= allowed;
        // The distance is quadratic in the letters and most texts are far apart, so letters are counted first.
        comparable
            && self.digits == value.digits
            && self.letters_apart(value) <= allowed
            && (strsim::osa_distance(&self.close, &value.close) <= allowed
                || (&self.close, &value.close) != (&self.sorted, &value.sorted)
                    && strsim::osa_distance(&self.sorted, &value.sorted) <= allowed)
    }

    /// The least number of letters to be written, left out or replaced, in whatever order they stand.
    fn letters_apart(&self, value: &Self) -> usize {
        let pairs = || self.counts.iter().zip(&value.counts);
        let more: u16 = pairs().map(|(one, other)| u16::from(one.saturating_sub(*other))).sum();
        let fewer: u16 = pairs().map(|(one, other)| u16::from(other.saturating_sub(*one))).sum();
        usize::from(more.max(fewer))
    }

    /// Whether a word of the text holds the value, written as one.
    fn runs_over(&self, value: &Self) -> bool {
        value.letters >= ADDRESS && self.words.iter().any(|word| word.contains(&value.close))
    }

    /// Whether one is the initials of the other.
    fn is_short_for(&self, value: &Self) -> bool {
        let short = |short: &Self, long: &Self| {
            short.letters > 2 && long.words.len() > 1 && long.initials.contains(&short.close)
        };
        short(self, value) || short(value, self)
    }

    /// Whether all words of the value stand in the text, or those of the text are half of the value's or more.
    fn shares(&self, value: &Self) -> bool {
        let within = |one: &Self, other: &Self| {
            let letters: usize = one.words.iter().map(|word| word.chars().count()).sum();
            letters >= WITHIN && one.words.iter().all(|word| other.words.iter().any(|known| same_word(word, known)))
        };
        within(value, self) || self.words.len().saturating_mul(2) >= value.words.len() && within(self, value)
    }
}

fn same_word(one: &str, other: &str) -> bool {
    let long = one.chars().count() >= MISSPELT && !one.contains(char::is_numeric);
    one == other || long && one_edit_apart(one, other)
}
