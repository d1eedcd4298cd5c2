//! Names and addresses that are alike: what is found across alphabets, and that strangers are not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use insta::assert_snapshot;
use intake::values::confusables::{looks, mixed};
use intake::values::match_key::{email, name};
use intake::values::spelling::fold;
use proptest::prelude::*;

/// Invented people, one a line, each spelt in two or more ways.
const SPELLINGS: &str = include_str!("alike/spellings.txt");
/// Given names and family names of different people, a list a line.
const STRANGERS: &str = include_str!("alike/strangers.txt");

fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('|').map(str::trim).collect())
}

#[test]
fn a_name_is_found_in_other_alphabets_and_spellings() {
    let (mut pairs, mut missed) = (0, String::new());
    for person in lines(SPELLINGS) {
        for (at, one) in person.iter().enumerate() {
            for other in &person[at + 1..] {
                pairs += 1;
                if name(one) != name(other) {
                    writeln!(missed, "{one} / {other}").unwrap();
                }
            }
        }
    }
    assert_snapshot!(format!("{pairs} pairs, all found but\n{missed}"), @"
    332 pairs, all found but
    Ilya Gorbachyov / Ілля Горбачов
    Илья Горбачёв / Ілля Горбачов
    Ilia Gorbachev / Ілля Горбачов
    Yannis Papadopoulos / Γιάννης Παπαδόπουλος
    Yannis Papadopoulos / Giannis Papadopoulos
    Anahit Grigoryan / Анаит Григорян
    Անահիտ Գրիգորյան / Анаит Григорян
    Анаит Григорян / Anahit Grigorian
    ");
}

/// Every given name with every family name: nobody among them is anybody else.
#[test]
fn strangers_are_hardly_ever_alike() {
    let lists: Vec<Vec<&str>> = lines(STRANGERS).collect();
    let [given, family] = lists.as_slice() else {
        panic!("two lists")
    };
    let mut people: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for given in given {
        for family in family {
            let person = format!("{given} {family}");
            people.entry(name(&person)).or_default().push(person);
        }
    }
    let alike = |names: &[&str]| {
        let mut keys: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        names
            .iter()
            .for_each(|one| keys.entry(name(one)).or_default().push(one));
        keys.into_values()
            .filter(|names| names.len() > 1)
            .map(|names| names.join(" = "))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let pairs: usize = people
        .values()
        .map(|same| same.len() * (same.len() - 1) / 2)
        .sum();
    let people = given.len() * family.len();
    assert_snapshot!(format!("{people} people, {pairs} pairs alike\n{}\n{}", alike(given), alike(family)), @"
    9216 people, 292 pairs alike
    Jana = Yana
    Horvat = Horváth; Novák = Nowak
    ");
}

#[test]
fn an_address_is_alike_without_dots_tags_and_in_letters_that_look_the_same() {
    let alike = [
        ("ana.lukic@example.org", "analukic@example.org"),
        ("ana+ngo@example.org", "Ana@Example.org"),
        ("a.na+ngo@googlemail.com", "ana@gmail.com"),
        ("аna@example.org", "ana@example.org"),
        ("ana\u{200b}@example.org", "ana@example.org"),
        ("ａｎａ@example.org", "ana@example.org"),
    ];
    for (one, other) in alike {
        assert_eq!(email(one), email(other), "{one} {other}");
    }
    let apart = [
        ("ana@example.org", "ana@example.net"),
        ("ana@example.org", "ana@ex.ample.org"),
        ("ana1@example.org", "ana2@example.org"),
        ("ana_l@example.org", "ana-l@example.org"),
        ("+49@example.org", "+50@example.org"),
        ("ana@gmail.com", "ana@example.org"),
    ];
    for (one, other) in apart {
        assert_ne!(email(one), email(other), "{one} {other}");
    }
}

#[test]
fn words_in_one_alphabet_each_mix_nothing() {
    for text in [
        "Милица Saric",
        "Ana-Мария",
        "Ана2 Ana",
        "ana@пример.рф",
        "Иван Ŝ",
        "ÇağrıƏ",
        "北京Ana",
        "Ώρα α",
    ] {
        assert_eq!(mixed(text), None, "{text}");
    }
    for text in ["Аna", "anа@example.org", "x МIKA", "Αna", "Սara"] {
        assert!(mixed(text).is_some(), "{text}");
    }
}

#[test]
fn telephones_and_long_texts_are_alike_only_as_they_stand() {
    assert_ne!(name("+381 64 123"), name("+123 64 381"));
    assert_eq!(name("+381 64-123"), name("381 64 123"));
    let long = "Ana Lukić ".repeat(40);
    assert_ne!(name(&long), name(&long.replace("Ana Lukić", "Lukić Ana")));
    assert_ne!(name("—"), name("?"));
    assert_ne!(name("Courtroom Watch A"), name("Courtroom Watch B"));
}

proptest! {
    #[test]
    fn what_folds_to_the_same_is_alike(text in "\\PC{0,12}", other in "[ıİIißẞſSsКќ\u{200b} @.+ǅΣςσ]{0,6}") {
        for text in [&text, &other, &format!("{text}{other}")] {
            for spelt in [text.to_uppercase(), text.to_lowercase(), format!(" {text}  "), fold(text)] {
                if fold(&spelt) == fold(text) {
                    prop_assert_eq!(name(&spelt), name(text));
                    prop_assert_eq!(email(&spelt), email(text));
                    prop_assert_eq!(looks(&spelt), looks(text));
                }
            }
        }
    }

    #[test]
    fn the_order_of_words_is_no_matter(words in prop::collection::vec("[a-zа-яα-ωáčćđéíłñóöřšüžğışç]{2,6}", 1..5), turn in 0..4_usize) {
        let mut turned = words.clone();
        turned.rotate_left(turn % words.len());
        // Where the father's name stands says that it is one.
        prop_assume!(words.len() != 3);
        prop_assert_eq!(name(&words.join(" ")), name(&turned.join(", ")));
    }
}
