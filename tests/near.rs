//! What is nearly a known name or value: what an index or a count of letters finds is what is found when each is measured.

use std::collections::BTreeSet;

use intake::values::countries::near::nearest;
use intake::values::countries::table;
use intake::values::near::nearness::{Shape, shapes};
use intake::values::near::{Wanted, is_near, keys};
use intake::values::phonetic;
use intake::values::spelling::{self, Folded, almost, fold};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_almost_an_option_is_what_is_found_when_each_is_measured(
        options in vec("[a-dé]{1,12}", 1..20),
        text in "[a-dé]{1,12}",
    ) {
        let measured = options.iter().filter_map(|option| {
            let (letters, length) = (option.chars().count(), text.chars().count());
            let distance = strsim::osa_distance(&text, option);
            let near = letters > 3 && length > 3 && distance <= (letters / 5).max(1);
            near.then_some((distance, option.as_str()))
        });
        let nearest = measured.min().map(|(_, option)| option);
        let folded: Vec<Folded> = options.iter().cloned().map(Folded::of).collect();
        let options = folded.iter().zip(options.iter().map(String::as_str));
        prop_assert_eq!(almost(&text, options), nearest);
    }

    #[test]
    fn the_nearest_of_some_words_is_what_is_found_when_each_is_measured(
        words in vec("[a-dé]{0,12}", 1..20),
        text in "[a-dé]{0,12}",
    ) {
        let measured = words.iter().filter_map(|word| {
            let distance = strsim::osa_distance(&text, word);
            (distance <= word.chars().count().max(3) / 3).then_some((distance, word.as_str()))
        });
        let measured = measured.min().map(|(_, word)| word);
        prop_assert_eq!(spelling::nearest(&text, words.iter().map(String::as_str)), measured);
    }
}

/// How long a misspelt country's name is looked up.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;

/// What is held against what the letters leave: every spelling measured.
fn nearest_measured(wrong: &str) -> Option<&'static str> {
    let length = wrong.chars().count();
    let measured = table::names().filter_map(|(spelling, territory, _)| {
        let letters = spelling.chars().count();
        let near = letters >= *LENGTHS.start() && letters.abs_diff(length) <= 3;
        let distance = near.then(|| strsim::osa_distance(wrong, spelling))?;
        (distance <= ((letters + 1) / 4).min(3)).then_some((distance, territory.name))
    });
    let measured: Vec<(usize, &str)> = measured.collect();
    let least = measured.iter().map(|(distance, _)| *distance).min()?;
    let mut nearest = measured.iter().filter(|(distance, _)| *distance == least);
    let (_, name) = nearest.next()?;
    nearest.all(|(_, other)| other == name).then_some(*name)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_nearest_country_is_what_is_found_one_by_one(
        name in proptest::sample::select(table::names().map(|(spelling, ..)| spelling).collect::<Vec<_>>()),
        slips in vec((0..4_u8, any::<prop::sample::Index>(), "[a-zа-я]"), 1..4),
    ) {
        let mut wrong: Vec<char> = name.chars().collect();
        for (slip, at, letter) in slips {
            let at = at.index(wrong.len().max(1));
            match slip {
                0 if wrong.len() > 1 => drop(wrong.remove(at)),
                1 if at + 1 < wrong.len() => wrong.swap(at, at + 1),
                2 => wrong.insert(at, letter.chars().next().unwrap()),
                _ => wrong[at] = letter.chars().next().unwrap(),
            }
        }
        let wrong: String = wrong.into_iter().collect();
        if LENGTHS.contains(&wrong.chars().count()) {
            prop_assert_eq!(nearest(&wrong), nearest_measured(&wrong), "`{}`", wrong);
        }
    }
}

/// What the index is held against: every value looked at.
fn one_by_one(values: &[(String, [Shape; 2])], text: &str) -> BTreeSet<usize> {
    let shapes = shapes(text);
    let by_key = |value: &(String, [Shape; 2])| {
        let known = keys(&value.0, &value.1);
        keys(text, &shapes).iter().any(|key| known.contains(key))
    };
    let by_ear = |value: &str| {
        phonetic::is_foreign(value) != phonetic::is_foreign(text)
            && phonetic::may_be_one(&phonetic::heard(text), &phonetic::heard(value))
    };
    let near = |at: usize| {
        let value = &values[at];
        by_key(value) || by_ear(&value.0) || is_near((text, &shapes), value)
    };
    (0..values.len()).filter(|at| near(*at)).collect()
}

/// Names of organisations out of few words, so that many are near each other.
fn name() -> impl Strategy<Value = String> {
    const WORDS: &str = "court watch circle river rights house youth legal aid centre the of ngo helsinkihouse 12 2 x \
        prava ljudska кућа права суд дом čovjek hwr lac crw";
    let word = proptest::sample::select(WORDS.split_whitespace().collect::<Vec<_>>());
    vec(word, 1..6).prop_map(|words| words.join(" "))
}

/// A name of the list or another, mostly with something about it changed.
fn text() -> impl Strategy<Value = String> {
    let change = (0..8_u8, any::<prop::sample::Index>());
    (name(), vec(change, 0..4)).prop_map(|(name, changes)| {
        changes.into_iter().fold(name, |text, (change, at)| {
            let mut letters: Vec<char> = text.chars().collect();
            let at = at.index(letters.len().max(1));
            match change {
                0 if letters.len() > 1 => drop(letters.remove(at)),
                1 => letters.insert(at, 'e'),
                2 if at + 1 < letters.len() => letters.swap(at, at + 1),
                3 => letters[at] = 'o',
                4 => letters.retain(|letter| *letter != ' '),
                5 => {
                    return text
                        .split_whitespace()
                        .filter_map(|word| word.chars().next())
                        .collect();
                }
                6 => return text.split_whitespace().rev().collect::<Vec<_>>().join(" "),
                _ => {}
            }
            letters.into_iter().collect()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_index_finds_what_is_found_one_by_one(names in vec(name(), 1..30), texts in vec(text(), 1..10)) {
        let mut names: Vec<String> = names.iter().map(|name| fold(name)).collect();
        names.sort();
        names.dedup();
        let wanted = Wanted::from(&names);
        let values: Vec<_> = names.iter().map(|name| (name.clone(), shapes(name))).collect();
        for text in texts.iter().map(|text| fold(text)) {
            prop_assert_eq!(wanted.near(&text), one_by_one(&values, &text), "`{}`", text);
        }
    }
}
