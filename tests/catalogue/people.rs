//! People who applied twice, applications with one id, and letters that look like others.

use std::fmt::Write as _;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::{asked, read, refused};
use crate::bench::{Bench, Ran, plain};

const RULES: &str = include_str!("../../sample-applications/small/applied-twice.toml");
const HEADINGS: &str = "ID,Submitted,Name,Organisation,E-mail,Member,Motivation\n";

/// The rule of the sample: who has the same address is judged by the latest application.
const BY_ADDRESS: &str = "id = \"one-person\"\nsame = [\"email\"]\nstands = \"latest\"";
const BY_NAME: &str = "id = \"one-name\"\nsame = [\"name\", \"organisation\"]\nstands = \"ask\"";

/// The sample's programme with an organisation and these rules about duplicates.
fn rules(duplicates: &[&str]) -> String {
    let (rules, _) = RULES.split_once("[[duplicates]]").unwrap();
    let field = "[fields.organisation]\ntype = \"text\"\nheadings = [\"Organisation\"]\nroster = true\n\n[fields.motivation]";
    let rules = rules.replace("[fields.motivation]", field);
    let duplicates = duplicates
        .iter()
        .map(|rule| format!("[[duplicates]]\ncites = [\"latest\"]\n{rule}\n\n"));
    let cited = "cites = [\"motivation\", \"latest\"]\ntie_breaks";
    rules.replace("cites = [\"motivation\"]\ntie_breaks", cited) + &duplicates.collect::<String>()
}

/// Applications, each `id day name, organisation, address`.
fn pile(people: &[(&str, u8, &str, &str, &str)]) -> String {
    people.iter().fold(
        HEADINGS.to_owned(),
        |mut pile, (id, day, name, organisation, address)| {
            writeln!(
                pile,
                "{id},2020-03-{day:02}T09:00:00,{name},{organisation},{address},yes,5"
            )
            .unwrap();
            pile
        },
    )
}

fn bench(duplicates: &[&str], people: &[(&str, u8, &str, &str, &str)]) -> Bench {
    Bench::new(&rules(duplicates)).pile(pile(people))
}

/// Everybody's outcome on a line, then what is asked.
fn came(bench: Bench) -> String {
    let outcomes = bench.lists().outcomes();
    let outcomes: Vec<String> = outcomes
        .into_iter()
        .map(|(id, outcome)| format!("{id} {outcome}"))
        .collect();
    // What nobody sees would be seen by no reviewer.
    format!("{}\n{}", outcomes.join(", "), asked(bench)).replace('\u{200b}', "<no width>")
}

/// What `check` asks.
fn checked(bench: &Bench) -> String {
    let out = plain(&bench.check().out);
    let asked = out
        .lines()
        .filter(|line| line.starts_with("question") || line.starts_with("  help"));
    asked.collect::<Vec<_>>().join("\n")
}

#[test]
fn b68_addresses_that_differ_by_dots_or_a_tag_are_asked_about_and_the_newest_is_proposed() {
    let people = [
        ("A-1", 2, "Ana Lukić", "Forum", "ana.lukic@gmail.com"),
        (
            "A-2",
            5,
            "A. Lukić",
            "Forum",
            "analukic+call@googlemail.com",
        ),
        ("A-3", 6, "Bora Kaya", "Forum", "bora@example.org"),
    ];
    assert_snapshot!(came(bench(&[BY_ADDRESS], &people)), @"
    A-1 clarify, A-2 clarify, A-3 selected course
    pile.csv:2 one-person: perhaps the same person as A-2, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    pile.csv:3 one-person: perhaps the same person as A-1, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    ");
}

#[test]
fn b68_an_address_in_other_case_is_the_same_and_the_rule_settles_it() {
    let people = [
        ("A-1", 2, "Ana Lukić", "Forum", "ana@example.org"),
        ("A-2", 5, "Ana Lukić", "Forum", "ANA@Example.org"),
        ("A-3", 6, "Ana Lukić", "Forum", "ana+late@example.org"),
    ];
    // The one that stands is asked about, not the one it stands for.
    assert_snapshot!(came(bench(&[BY_ADDRESS], &people)), @"
    A-1 superseded, A-2 clarify, A-3 clarify
    pile.csv:3 one-person: perhaps the same person as A-3, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-3, the latest that came in time
    pile.csv:4 one-person: perhaps the same person as A-2, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-3, the latest that came in time
    ");
}

#[test]
fn b68_the_rules_can_take_addresses_that_are_only_alike_for_different_people() {
    let people = [
        ("A-1", 2, "Ana Lukić", "Forum", "a.na@example.org"),
        ("A-2", 5, "Ana Lukić", "Forum", "ana@example.org"),
    ];
    let apart = format!("{BY_ADDRESS}\nalike = \"apart\"");
    assert_snapshot!(came(bench(&[&apart], &people)), @"A-1 selected course, A-2 selected course");
    let first = BY_ADDRESS.replace("latest", "earliest");
    assert_snapshot!(came(bench(&[&first], &people)), @"
    A-1 clarify, A-2 clarify
    pile.csv:2 one-person: perhaps the same person as A-2, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-1, the earliest that came in time
    pile.csv:3 one-person: perhaps the same person as A-1, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-1, the earliest that came in time
    ");
}

#[test]
fn b68_nothing_is_proposed_where_the_hours_do_not_tell_and_late_ones_do_not_count() {
    let people = [
        ("A-1", 2, "Ana Lukić", "Forum", "a.na@example.org"),
        ("A-2", 2, "Ana Lukić", "Forum", "ana@example.org"),
        ("A-3", 3, "Bora Kaya", "Forum", "bora@example.org"),
    ];
    assert_snapshot!(came(bench(&[BY_ADDRESS], &people)), @"
    A-1 clarify, A-2 clarify, A-3 selected course
    pile.csv:2 one-person: perhaps the same person as A-2, by nearly the same `email`: which application stands, or `all` if they are different people?
    pile.csv:3 one-person: perhaps the same person as A-1, by nearly the same `email`: which application stands, or `all` if they are different people?
    ");
    let late = pile(&people).replace("A-2,2020-03-02", "A-2,2020-04-02");
    assert_snapshot!(came(Bench::new(&rules(&[BY_ADDRESS])).pile(late)), @"A-1 selected course, A-2 ineligible, A-3 selected course");
}

#[test]
fn b68_without_a_rule_all_count_and_it_is_said() {
    let people = [
        ("A-1", 2, "Ana Lukić", "Forum", "a.na@example.org"),
        ("A-2", 5, "Ana Lukić", "Forum", "ana@example.org"),
        ("A-3", 6, "Bora Kaya", "Forum", "bora@example.org"),
    ];
    let bench = bench(&[], &people);
    assert_snapshot!(read(&bench), @r#"
    exit 1
    question[untold] pile.csv:2: `email` is the same or nearly the same in applications that may be one person's: A-1, A-2; all of them count
      help: say in `[[duplicates]]` of the rules, with `same = ["email"]`, which application stands; `stands = "all"` if all do
    3  received
    "#);
    assert_snapshot!(checked(&bench), @r#"
    question[untold] pile.csv:2: `email` is the same or nearly the same in applications that may be one person's: A-1, A-2; all of them count
      help: say in `[[duplicates]]` of the rules, with `same = ["email"]`, which application stands; `stands = "all"` if all do
    "#);
    assert_snapshot!(came(bench.replacing()), @"A-1 selected course, A-2 selected course, A-3 reserve course 1");
}

#[test]
fn b69_a_name_and_an_organisation_are_found_in_another_alphabet_and_order() {
    let people = [
        (
            "A-1",
            2,
            "Yevhen Kovalenko",
            "Tsentr prav liudyny",
            "yevhen@example.org",
        ),
        (
            "A-2",
            5,
            "Коваленко Євген",
            "Центр прав людини",
            "office@example.net",
        ),
        (
            "A-3",
            6,
            "Yevhen Kovalenko",
            "Another centre",
            "kovalenko@example.org",
        ),
        (
            "A-4",
            7,
            "Євгенія Коваленко",
            "Центр прав людини",
            "ye@example.org",
        ),
    ];
    assert_snapshot!(came(bench(&[BY_ADDRESS, BY_NAME], &people)), @"
    A-1 clarify, A-2 clarify, A-3 selected course, A-4 selected course
    pile.csv:2 one-name: perhaps the same person as A-2, by nearly the same `name` and `organisation`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    pile.csv:3 one-name: perhaps the same person as A-1, by nearly the same `name` and `organisation`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    ");
}

#[test]
fn b69_a_pair_that_two_rules_find_is_asked_about_once() {
    let people = [
        ("A-1", 2, "Milica Šarić", "Forum", "m.saric@example.org"),
        ("A-2", 5, "Милица Шарић", "Форум", "msaric@example.org"),
    ];
    assert_snapshot!(came(bench(&[BY_ADDRESS, BY_NAME], &people)), @"
    A-1 clarify, A-2 clarify
    pile.csv:2 one-person: perhaps the same person as A-2, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    pile.csv:3 one-person: perhaps the same person as A-1, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    ");
}

#[test]
fn b69_whom_somebody_is_alike_is_the_application_that_stands() {
    // A-1 and A-2 share an address, A-1 and A-3 a name: it is A-2 and A-3 that could both have a seat.
    let people = [
        ("A-1", 2, "Milica Šarić", "Forum", "milica@example.org"),
        ("A-2", 5, "M. Š.", "Forum", "milica@example.org"),
        ("A-3", 6, "Милица Шарић", "Форум", "saric@example.net"),
    ];
    assert_snapshot!(came(bench(&[BY_ADDRESS, BY_NAME], &people)), @"
    A-1 superseded, A-2 clarify, A-3 clarify
    pile.csv:3 one-name: perhaps the same person as A-3: A-2 stands for A-1 by the same `email`, and A-1, A-3 have nearly the same `name` and `organisation`: which application stands, or `all` if they are different people? proposed: A-3, the latest that came in time
    pile.csv:4 one-name: perhaps the same person as A-2: A-2 stands for A-1 by the same `email`, and A-1, A-3 have nearly the same `name` and `organisation`: which application stands, or `all` if they are different people? proposed: A-3, the latest that came in time
    ");
}

#[test]
fn b69_no_name_and_no_address_is_shown_where_somebody_is_asked_about() {
    let people = [
        ("A-1", 2, "Milica Šarić", "Forum", "m.saric@example.org"),
        ("A-2", 5, "Милица Шарић", "Форум", "msaric@example.org"),
        ("A-3", 6, "Milica Šarić", "Forum", "mѕaric+3@example.org"),
    ];
    let ran = bench(&[BY_ADDRESS, BY_NAME], &people).lists();
    for file in ["clarify.csv", "audit.jsonl"] {
        for personal in [
            "Milica",
            "Šarić",
            "Шарић",
            "saric@",
            "aric+3",
            "example.org",
        ] {
            assert!(
                !ran.text(file).contains(personal),
                "{file} shows {personal}"
            );
        }
    }
    let letter = {
        let bench = bench(&[BY_ADDRESS, BY_NAME], &people);
        bench.select();
        bench
            .explain_as(
                crate::shell::About::ForApplicant("A-1".to_owned()),
                crate::shell::Format::Text,
            )
            .out
    };
    assert!(
        letter.contains("another application may be yours") && !letter.contains("A-2"),
        "{letter}"
    );
}

#[test]
fn b70_one_id_over_different_applications_is_refused_and_a_repeated_row_is_noted() {
    let twice = [
        ("A-1", 2, "Ana", "Forum", "ana@example.org"),
        ("A-1", 2, "Ana", "Forum", "ana@example.org"),
    ];
    assert_snapshot!(read(&bench(&[BY_ADDRESS], &twice)), @"
    exit 0
    note[same-row] pile.csv:3: `A-1` stands at pile.csv:2 already and says the same in every column the rules read; one is kept
    1  received
    ");
    let other = [
        ("A-1", 2, "Ana", "Forum", "ana@example.org"),
        ("A-1", 2, "Bora", "Forum", "ana@example.org"),
    ];
    assert_snapshot!(refused(&bench(&[BY_ADDRESS], &other)), @"
    error[same-id] pile.csv:3: `A-1` is also the id of another application, at pile.csv:2
      help: give each application an id of its own, or remove the row that does not count
    ");
}

#[test]
fn b70_ids_that_can_hardly_be_told_apart_are_asked_about() {
    let people = [
        ("A-1", 2, "Ana", "Forum", "ana@example.org"),
        ("a-1", 3, "Bora", "Forum", "bora@example.org"),
        ("A-2", 4, "Cem", "Forum", "cem@example.org"),
        // A Cyrillic letter, and a space of no width.
        ("А-2", 5, "Dina", "Forum", "dina@example.org"),
        ("A-\u{200b}2", 6, "Eka", "Forum", "eka@example.org"),
        ("A-3", 7, "Filip", "Forum", "filip@example.org"),
    ];
    let bench = bench(&[BY_ADDRESS], &people);
    assert_snapshot!(checked(&bench), @"
    question[alike-ids] pile.csv:3: the id can hardly be told from the one at pile.csv:2: they differ by capital letters or width alone
      help: give each application an id of its own, or remove the row that does not count; or run `select`, and answer in the clarify list which of them stands
    question[alike-ids] pile.csv:6: the id can hardly be told from the one at pile.csv:4, pile.csv:5: they differ by letters that look alike, or by characters nobody sees
      help: give each application an id of its own, or remove the row that does not count; or run `select`, and answer in the clarify list which of them stands
    ");
    assert_snapshot!(came(bench), @"
    A-1 clarify, A-2 clarify, A-3 selected course, A-<no width>2 clarify, a-1 clarify, А-2 clarify
    pile.csv:2 id: perhaps the same application as a-1: the id can hardly be told from the one at pile.csv:3: they differ by capital letters or width alone: which of them stands, or `all` if they are different applications? proposed: a-1, the latest that came in time
    pile.csv:4 id: perhaps the same application as A-<no width>2, А-2: the id can hardly be told from the one at pile.csv:5, pile.csv:6: they differ by letters that look alike, or by characters nobody sees: which of them stands, or `all` if they are different applications? proposed: A-<no width>2, the latest that came in time
    pile.csv:6 id: perhaps the same application as A-2, А-2: the id can hardly be told from the one at pile.csv:4, pile.csv:5: they differ by letters that look alike, or by characters nobody sees: which of them stands, or `all` if they are different applications? proposed: A-<no width>2, the latest that came in time
    pile.csv:3 id: perhaps the same application as A-1: the id can hardly be told from the one at pile.csv:2: they differ by capital letters or width alone: which of them stands, or `all` if they are different applications? proposed: a-1, the latest that came in time
    pile.csv:5 id: perhaps the same application as A-2, A-<no width>2: the id can hardly be told from the one at pile.csv:4, pile.csv:6: they differ by letters that look alike, or by characters nobody sees: which of them stands, or `all` if they are different applications? proposed: A-<no width>2, the latest that came in time
    ");
}

#[test]
fn b84_letters_of_two_alphabets_in_one_word_of_an_address_or_id_are_asked_about() {
    let people = [
        ("A-1", 2, "Ana Marić", "Forum", "ana@example.org"),
        // Cyrillic а, and Greek Β.
        ("A-2", 5, "Ana Marić", "Forum", "аna@example.org"),
        ("AΒ-3", 6, "Bora Kaya", "Forum", "bora@example.org"),
    ];
    let bench = bench(&[BY_ADDRESS], &people);
    assert_snapshot!(checked(&bench), @"
    question[look-alike] pile.csv:4:A: application: `AΒ-3` mixes Latin and Greek letters in one word, which look alike
      help: type it again in one alphabet
    question[look-alike] pile.csv:3:E: email: an answer mixes Cyrillic and Latin letters in one word, which look alike
      help: type it again in one alphabet
    ");
    assert_snapshot!(came(bench), @"
    A-1 clarify, A-2 clarify, pile.csv:4 clarify
    pile.csv:2 one-person: perhaps the same person as A-2, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    pile.csv:3:E email: the answer mixes Cyrillic and Latin letters in one word, which look alike; type it again in one alphabet; by the rule one-person this may be another application of whoever sent in A-1
    pile.csv:3 one-person: perhaps the same person as A-1, by nearly the same `email`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    pile.csv:4:A application: `AΒ-3` mixes Latin and Greek letters in one word, which look alike; type it again in one alphabet
    ");
}

#[test]
fn b84_an_address_in_two_alphabets_is_named_even_where_no_rule_reads_it() {
    let people = [
        ("A-1", 2, "Ana Marić", "Forum", "аna@example.org"),
        ("A-2", 5, "Bora Kaya", "Forum", "bora@example.org"),
    ];
    assert_snapshot!(read(&bench(&[], &people)), @"
    exit 1
    question[look-alike] pile.csv:2: `email` mixes letters of two alphabets that look alike, in one word: A-1; a letter sent there may reach somebody else
      help: ask for the address again
    2  received
    ");
}

#[test]
fn b84_names_with_other_letters_are_asked_about_only_where_they_make_two_alike() {
    let people = [
        // The first letter of the second is Cyrillic; so are all of the third's, and the fourth mixes alphabets alone.
        ("A-1", 2, "Ana Marić", "Forum", "ana@example.org"),
        ("A-2", 3, "Аna Marić", "Forum", "maric@example.org"),
        ("A-3", 4, "Сара Росс", "Forum", "sara@example.org"),
        ("A-4", 5, "Bоra Kaya", "Forum", "bora@example.org"),
    ];
    assert_snapshot!(came(bench(&[BY_ADDRESS, BY_NAME], &people)), @"
    A-1 clarify, A-2 clarify, A-3 selected course, A-4 selected course
    pile.csv:2 one-name: perhaps the same person as A-2, by nearly the same `name` and `organisation`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    pile.csv:3 one-name: perhaps the same person as A-1, by nearly the same `name` and `organisation`: which application stands, or `all` if they are different people? proposed: A-2, the latest that came in time
    ");
}

/// As many applications as wanted from one address, alike or the same.
fn of_one_address(many: usize, address: impl Fn(usize) -> String) -> String {
    (0..many).fold(HEADINGS.to_owned(), |mut pile, number| {
        let (day, hour) = (1 + number / 24 % 28, number % 24);
        let address = address(number);
        let minute = number / 672;
        writeln!(
            pile,
            "A-{number:05},2020-03-{day:02}T{hour:02}:{minute:02}:00,Ana,Forum,{address},yes,5"
        )
        .unwrap();
        pile
    })
}

#[test]
fn b68_thousands_of_applications_from_one_address_take_no_longer_than_from_many() {
    let size = |rule: &str, address: &dyn Fn(usize) -> String| {
        let ran = Bench::new(&rules(&[rule]))
            .pile(of_one_address(2_000, address))
            .lists();
        ran.files.values().map(Vec::len).sum::<usize>()
    };
    let all = BY_ADDRESS.replace("latest", "all");
    for rule in [BY_ADDRESS, BY_NAME, &all] {
        let one = size(rule, &|_| "ana@example.org".to_owned());
        let alike = size(rule, &|number| format!("ana+{number}@example.org"));
        assert!(one < 5_000_000 && alike < 5_000_000, "{one} {alike}");
    }
}

/// Few enough names and addresses that many are the same or alike.
fn applicant() -> impl Strategy<Value = (String, String, String)> {
    let name = prop::sample::select(
        &[
            "Milica Šarić",
            "Милица Шарић",
            "Saric Milica",
            "Ana Marić",
            "Ana Mаrić",
            "",
        ][..],
    );
    let address = prop::sample::select(
        &[
            "a@x.org",
            "A@x.org",
            "a+1@x.org",
            "аb@x.org",
            "ab@x.org",
            "c@x.org",
            "d@x.org",
            "",
        ][..],
    );
    let day = 1..=40_u8;
    (name, address, day).prop_map(|(name, address, day)| {
        let (month, day) = if day > 28 { (4, day - 28) } else { (3, day) };
        (
            name.to_owned(),
            address.to_owned(),
            format!("2020-{month:02}-{day:02}T09:00:00"),
        )
    })
}

fn of(people: &[(String, (String, String, String))], duplicates: &[&str]) -> Ran {
    let rows = people.iter().fold(
        HEADINGS.to_owned(),
        |mut pile, (id, (name, address, at))| {
            writeln!(pile, "{id},{at},{name},Forum,{address},yes,5").unwrap();
            pile
        },
    );
    Bench::new(&rules(duplicates)).pile(rows).lists()
}

/// What is asked, without where it stands.
fn questions(ran: &Ran) -> Vec<(String, String, String)> {
    let rows = if ran.has("clarify.csv").is_some() {
        ran.rows("clarify.csv")
    } else {
        Vec::new()
    };
    let mut asked: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row["application"].clone(),
                row["field"].clone(),
                row["ask"].clone(),
            )
        })
        .collect();
    asked.sort();
    asked
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn b69_who_is_asked_about_follows_neither_the_rows_nor_strangers(
        people in prop::collection::vec(applicant(), 1..9),
        turn in 0..9_usize,
        latest in any::<bool>(),
    ) {
        let first = if latest { BY_ADDRESS.to_owned() } else { BY_ADDRESS.replace("latest", "earliest") };
        let duplicates = [first.as_str(), BY_NAME];
        let mut people: Vec<(String, _)> =
            people.into_iter().enumerate().map(|(number, one)| (format!("A-{number}"), one)).collect();
        let ran = of(&people, &duplicates);
        let (before, asked) = (ran.outcomes(), questions(&ran));

        let turn = turn % people.len();
        people.rotate_left(turn);
        let turned = of(&people, &duplicates);
        prop_assert_eq!(&before, &turned.outcomes());
        prop_assert_eq!(&asked, &questions(&turned));

        // Somebody else, who comes too late to take a place.
        let stranger = ("Filip Novák".to_owned(), "filip@example.org".to_owned(), "2020-04-20T09:00:00".to_owned());
        people.push(("Z-1".to_owned(), stranger));
        let with = of(&people, &duplicates);
        let mut outcomes = with.outcomes();
        outcomes.remove("Z-1");
        prop_assert_eq!(&before, &outcomes);
        prop_assert_eq!(&asked, &questions(&with));

        // Whoever is named in a question is asked about the one who is asked.
        for (id, rule, ask) in asked.iter().filter(|(_, rule, _)| rule == "one-person" || rule == "one-name") {
            for other in before.keys().filter(|other| *other != id && before[*other] == "clarify") {
                let names = |ask: &str, id: &str| ask.split(" proposed: ").next().unwrap().contains(id);
                if names(ask, other) {
                    let back = asked.iter().any(|(asked, by, ask)| asked == other && by == rule && names(ask, id));
                    prop_assert!(back, "{} names {}: {:?}", id, other, asked);
                }
            }
        }
    }

    #[test]
    fn b69_nobody_has_two_seats_and_nobody_vanishes(people in prop::collection::vec(applicant(), 1..9)) {
        let people: Vec<(String, _)> =
            people.into_iter().enumerate().map(|(number, one)| (format!("A-{number}"), one)).collect();
        let outcomes = of(&people, &[BY_ADDRESS, BY_NAME]).outcomes();
        prop_assert_eq!(outcomes.len(), people.len());
        let key = |(name, address, _): &(String, String, String)| {
            use intake::values::match_key;
            (match_key::name(name), match_key::email(address))
        };
        let sits = |id: &String| outcomes[id].starts_with("selected");
        let sitting: Vec<_> = people.iter().filter(|(id, _)| sits(id)).map(|(_, one)| key(one)).collect();
        for (at, (name, address)) in sitting.iter().enumerate() {
            for (other, same) in &sitting[at + 1..] {
                prop_assert!(name != other || name.is_empty(), "{:?}", outcomes);
                prop_assert!(address != same || address.is_empty(), "{:?}", outcomes);
            }
        }
        // A person of whom an application came in time has one that stands, is asked about, or was refused for another reason.
        for (id, one) in people.iter().filter(|(id, _)| outcomes[id] == "superseded") {
            let others = people.iter().filter(|(other, same)| other != id && key(same).1 == key(one).1);
            let mut others = others.map(|(other, _)| outcomes[other].as_str());
            prop_assert!(others.any(|outcome| outcome != "superseded" && outcome != "ineligible"), "{:?}", outcomes);
        }
    }
}

#[test]
fn b68_and_b69_are_settled_by_a_decision_and_so_is_b70() {
    let people = [
        ("A-1", 2, "Milica Šarić", "Forum", "milica@example.org"),
        ("A-2", 3, "Milica Šarić", "Forum", "MILICA@example.org"),
        ("A-3", 5, "Milica Šarić", "Forum", "milica+call@example.org"),
        ("B-1", 6, "Bora Kaya", "Forum", "bora@example.org"),
        ("b-1", 7, "Cem", "Forum", "cem@example.org"),
    ];
    let decided = |stands: &str| {
        let by = "A. Ivanova,2020-04-02,asked by telephone";
        let rows = format!(
            "application,decision,field,cell,found,answer,who,when,why
A-2,stands,one-person,,\"A-2, A-3\",{stands},{by}
A-3,stands,one-person,,\"A-2, A-3\",{stands},{by}
b-1,clarify,id,,,B-2,{by}
"
        );
        let bench = bench(&[BY_ADDRESS], &people)
            .decided("answers.csv", rows)
            .select();
        let outcomes: Vec<String> = bench
            .outcomes()
            .into_iter()
            .map(|(id, outcome)| format!("{id} {outcome}"))
            .collect();
        format!("{}{}", bench.said.err, outcomes.join(", "))
    };
    assert_snapshot!(decided("A-2"), @"A-1 superseded, A-2 selected course, A-3 superseded, B-1 selected course, B-2 reserve course 1");
    assert_snapshot!(decided("A-3"), @"A-1 superseded, A-2 superseded, A-3 selected course, B-1 selected course, B-2 reserve course 1");
    assert_snapshot!(decided("all"), @"A-1 superseded, A-2 selected course, A-3 selected course, B-1 reserve course 1, B-2 unplaced");
}
