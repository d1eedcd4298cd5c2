//! Who is who: applications of one person, ids, and several forms in one pile.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use insta::assert_snapshot;
use intake::table::Options;
use intake::values::{different_names, similar_ids, telephone};
use proptest::prelude::*;

use crate::bench::{Bench, Ran, plain};
use crate::shell::{About, Exit, Format, Job, Output};

const RULES: &str = include_str!("../../sample-applications/small/applied-twice.toml");

/// The sample's programme with as many seats as wanted, these fields of text and these rules about duplicates.
fn rules(texts: &[(&str, &str)], duplicates: &[&str]) -> String {
    let (rules, _) = RULES.split_once("[[duplicates]]").unwrap();
    let fields = texts.iter().fold(String::new(), |mut fields, (name, heading)| {
        writeln!(
            fields,
            "[fields.{name}]\ntype = \"text\"\nheadings = [\"{heading}\"]\npersonal = true\nroster = true\n"
        )
        .unwrap();
        fields
    });
    let rules = rules.replace(
        "[fields.motivation]",
        &format!("{fields}[fields.motivation]"),
    );
    let rules = rules
        .replace("cap = 2", "cap = 40")
        .replace("size = 2", "size = 40");
    let duplicates = duplicates
        .iter()
        .map(|rule| format!("[[duplicates]]\ncites = [\"latest\"]\n{rule}\n\n"));
    let cited = "cites = [\"motivation\", \"latest\"]\ntie_breaks";
    rules.replace("cites = [\"motivation\"]\ntie_breaks", cited) + &duplicates.collect::<String>()
}

/// Everybody's outcome in a line, then what is asked, without the cells.
fn came(ran: &Ran) -> String {
    let outcomes: Vec<String> = ran
        .outcomes()
        .into_iter()
        .map(|(id, outcome)| format!("{id} {outcome}"))
        .collect();
    let asked = asked(ran)
        .into_iter()
        .map(|(id, field, ask)| format!("{id} {field}: {ask}"));
    std::iter::once(outcomes.join(", "))
        .chain(asked)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What is asked: the application, the field and the question.
fn asked(ran: &Ran) -> Vec<(String, String, String)> {
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

/// Applications, each `id day name | address | further cells`.
fn pile(headings: &str, people: &[String]) -> String {
    let headings = format!("ID,Submitted,Name,E-mail,Member,Motivation{headings}\n");
    people.iter().fold(headings, |pile, row| pile + row + "\n")
}

fn row(id: &str, day: u8, name: &str, address: &str, more: &[&str]) -> String {
    let more: String = more.iter().map(|cell| format!(",{cell}")).collect();
    format!("{id},2020-03-{day:02}T09:00:00,{name},{address},yes,5{more}")
}

const BY_BOTH: &str =
    "id = \"twice\"\nsame = [\"email\", \"organisation\"]\nstands = \"latest\"\nalike = \"apart\"";
const BY_ADDRESS: &str = "id = \"mail\"\nsame = [\"email\"]\nstands = \"latest\"";
const BY_NAME: &str = "id = \"name\"\nsame = [\"name\"]\nstands = \"latest\"\nalike = \"apart\"";
const BY_PHONE: &str = "id = \"phone\"\nsame = [\"phone\"]\nstands = \"latest\"";
const ORGANISATION: [(&str, &str); 1] = [("organisation", "Organisation")];
const PHONE: [(&str, &str); 1] = [("phone", "Telephone")];

#[test]
fn duplicate_cannot_tell_is_asked_only_where_the_answer_could_make_somebody_the_same() {
    let people = [
        row("A-1", 2, "Ana", "not an address", &[""]),
        row("A-2", 2, "Bora", "not an address", &["Org one"]),
        row("A-3", 2, "Cem", "c@example.org", &["Org two"]),
        row("A-4", 2, "Dina", "d@example.org", &["Org three"]),
    ];
    let rules = rules(&ORGANISATION, &[BY_BOTH]);
    let ran = Bench::new(&rules)
        .pile(pile(",Organisation", &people))
        .lists();
    assert_snapshot!(came(&ran), @"A-1 selected course, A-2 selected course, A-3 selected course, A-4 selected course");

    // Somebody else of one of the organisations, and somebody whose address cannot be read either.
    let more = [
        row("A-5", 3, "Eka", "e@example.org", &["ORG ONE"]),
        row("A-6", 4, "Filip", "f at example", &["Org two"]),
    ];
    let ran = Bench::new(&rules)
        .pile(pile(
            ",Organisation",
            &[people.to_vec(), more.to_vec()].concat(),
        ))
        .lists();
    assert_snapshot!(came(&ran), @"
    A-1 selected course, A-2 clarify, A-3 selected course, A-4 selected course, A-5 selected course, A-6 clarify
    A-2 email: the answer is no e-mail address; by the rule twice this may be another application of whoever sent in A-5
    A-6 email: the answer is no e-mail address; by the rule twice this may be another application of whoever sent in A-3
    ");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The obvious way: everybody against everybody.
    #[test]
    fn duplicate_cannot_tell_agrees_with_holding_everybody_against_everybody(
        people in prop::collection::vec((0..5_usize, 0..4_usize, 1..3_u8), 1..7),
        turn in 0..7_usize,
    ) {
        let address = ["", "?? at x", "a@x.org", "b@x.org", "not one"];
        let organisation = ["", "One", "one", "Two"];
        let open = |at: usize| at == 1 || at == 4;
        let mut numbered: Vec<(usize, _)> = people.iter().copied().enumerate().collect();
        let turn = turn % numbered.len();
        numbered.rotate_left(turn);
        let rows: Vec<String> = numbered
            .iter()
            .map(|(at, (mail, org, day))| {
                row(&format!("A-{at}"), *day, "Ana Kovač", address[*mail], &[organisation[*org]])
            })
            .collect();
        let ran = Bench::new(&rules(&ORGANISATION, &[BY_BOTH])).pile(pile(",Organisation", &rows)).lists();
        let asked: BTreeSet<String> =
            asked(&ran).into_iter().filter(|(_, field, _)| field == "email").map(|(id, ..)| id).collect();
        let could = |(mail, org, _): (usize, usize, u8), (other, of, _): (usize, usize, u8)| {
            let same_org = organisation[org].to_lowercase() == organisation[of].to_lowercase() && org != 0;
            same_org && other != 0 && open(mail)
        };
        for (at, one) in people.iter().enumerate() {
            let wanted = people.iter().enumerate().any(|(other, of)| other != at && could(*one, *of));
            let id = format!("A-{at}");
            // Who is superseded is asked nothing.
            let outcome = &ran.outcomes()[&id];
            prop_assert_eq!(asked.contains(&id), wanted && outcome == "clarify", "{} {:?}", id, people);
            prop_assert!(!wanted || outcome == "clarify" || outcome == "superseded");
        }
    }
}

#[test]
fn two_rules_false_reason_is_the_chain_of_links_that_there_is() {
    let people = [
        row("A-1", 1, "Ana One", "x@example.org", &[]),
        row("A-2", 2, "Ana One", "y@example.org", &[]),
        row("A-3", 3, "Bora Two", "x@example.org", &[]),
    ];
    let mail = "id = \"mail\"\nsame = [\"email\"]\nstands = \"ask\"\nalike = \"apart\"";
    let ran = Bench::new(&rules(&[], &[BY_NAME, mail]))
        .pile(pile("", &people))
        .lists();
    assert_snapshot!(came(&ran), @"
    A-1 superseded, A-2 clarify, A-3 clarify
    A-2 mail: perhaps the same person as A-3: A-2 stands for A-1 by the same `name`, and A-1, A-3 have the same `email` and names (`name`) that contradict each other: which application stands, or `all` if they are different people?
    A-3 mail: perhaps the same person as A-2: A-2 stands for A-1 by the same `name`, and A-1, A-3 have the same `email` and names (`name`) that contradict each other: which application stands, or `all` if they are different people?
    ");

    // What the list of the superseded says is a chain, too.
    let people = [
        row("A-1", 1, "Ana One", "x@example.org", &[]),
        row("A-2", 2, "Ana One", "y@example.org", &[]),
        row("A-3", 3, "One Ana", "y@example.org", &[]),
    ];
    let ran = Bench::new(&rules(&[], &[BY_NAME, BY_ADDRESS]))
        .pile(pile("", &people))
        .lists();
    assert_snapshot!(ran.text("superseded.csv"), @r#"
    ﻿application,stands,through,rule,cites
    A-1,A-3,A-2,"name, mail",latest
    A-2,A-3,,mail,latest
    "#);
}

#[test]
fn two_rules_that_leave_two_applications_of_one_person_ask_which_and_nobody_sits_twice() {
    let people = [
        row("A-1", 1, "Ana One", "x@example.org", &["+381 67 123 456"]),
        row("A-2", 2, "Ana One", "y@example.org", &["+381 67 123 456"]),
        row("A-3", 3, "Ana One", "x@example.org", &["+381 67 999 999"]),
    ];
    let bench =
        || Bench::new(&rules(&PHONE, &[BY_ADDRESS, BY_PHONE])).pile(pile(",Telephone", &people));
    assert_snapshot!(came(&bench().lists()), @"
    A-1 superseded, A-2 clarify, A-3 clarify
    A-2 mail: perhaps the same person as A-3: A-2 stands for A-1 by the same `phone`, and A-1, A-3 have the same `email`: which application stands, or `all` if they are different people? proposed: A-3, the latest that came in time
    A-3 mail: perhaps the same person as A-2: A-2 stands for A-1 by the same `phone`, and A-1, A-3 have the same `email`: which application stands, or `all` if they are different people? proposed: A-3, the latest that came in time
    ");
    let decided = |answer: &str| {
        let rows = format!(
            "application,decision,field,found,answer,who,when,why\nA-2,stands,mail,\"A-2, A-3\",{answer},A. Ivanova,2020-04-02,asked her\n"
        );
        came(&bench().decided("answers.csv", rows).select())
    };
    assert_eq!(
        decided("A-3"),
        "A-1 superseded, A-2 superseded, A-3 selected course"
    );
    assert_eq!(
        decided("all"),
        "A-1 superseded, A-2 selected course, A-3 selected course"
    );
}

/// Few enough names, addresses and telephones that chains come about.
fn person() -> impl Strategy<Value = (usize, usize, usize, u8)> {
    (0..5_usize, 0..4_usize, 0..4_usize, 1..6_u8)
}

const NAMES: [&str; 5] = ["Ana Kovač", "Kovač Ana", "Goran Ilić", "Ana Ilić", ""];
const ADDRESSES: [&str; 4] = ["office@x.org", "OFFICE@x.org", "ana@x.org", ""];
const PHONES: [&str; 4] = ["+381 67 123 456", "0038167123456", "+381 64 999 888", ""];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Every `A-1 and A-3 have the same …` and every `A-2 stands for A-1 by the same …` holds of the rows, the links reach from the one
    /// who is asked to the others, and nothing follows the order of rows.
    #[test]
    fn two_rules_false_reason_never_comes_back(people in prop::collection::vec(person(), 2..7), turn in 0..7_usize) {
        let ask = "id = \"mail\"\nsame = [\"email\"]\nstands = \"ask\"\nnames = []";
        let phone = format!("{BY_PHONE}\nnames = []");
        let rules = rules(&PHONE, &[BY_NAME, &phone, ask]);
        let rows: Vec<String> = people
            .iter()
            .enumerate()
            .map(|(at, (name, mail, phone, day))| {
                row(&format!("A-{at}"), *day, NAMES[*name], ADDRESSES[*mail], &[PHONES[*phone]])
            })
            .collect();
        let ran = Bench::new(&rules).pile(pile(",Telephone", &rows)).lists();
        let same = |field: &str, one: &str, other: &str| {
            let of = |id: &str| people[id.trim_start_matches("A-").parse::<usize>().unwrap()];
            let ((name, mail, phone, _), (other_name, other_mail, other_phone, _)) = (of(one), of(other));
            match field {
                "`email`" => ADDRESSES[mail].to_lowercase() == ADDRESSES[other_mail].to_lowercase() && mail != 3,
                "`name`" => NAMES[name] == NAMES[other_name] && name != 4,
                _ => telephone::digits(PHONES[phone]) == telephone::digits(PHONES[other_phone]) && phone != 3,
            }
        };
        for (id, _, ask) in asked(&ran) {
            let (head, rest) = ask.split_once("the same person as ").unwrap().1.split_once(": ").unwrap();
            let (others, by) = head.split_once(", by the same ").unwrap_or((head, ""));
            let others: Vec<&str> = others.split(", ").collect();
            if !rest.contains(" have the same ") {
                prop_assert!(by.is_empty() || others.iter().all(|other| same(by, &id, other)), "{}: {}", id, ask);
                continue;
            }
            let links = rest.split(": which").next().unwrap().trim();
            let (hops, found) = links.split_once(", and ").unwrap_or(("", links));
            let (found, field) = found.split_once(" have the same ").unwrap();
            let mut reached: BTreeSet<&str> = found.split(", ").collect();
            prop_assert!(reached.iter().all(|one| reached.iter().all(|other| same(field, one, other))), "{}", ask);
            for hop in hops.split(", ") {
                let (stands, of) = hop.split_once(" stands for ").unwrap();
                let (of, by) = of.split_once(" by the same ").unwrap();
                prop_assert!(same(by, stands, of), "{}", ask);
                prop_assert!(reached.contains(of), "{}", ask);
                reached.insert(stands);
            }
            prop_assert!(others.iter().chain([&id.as_str()]).all(|one| reached.contains(one)), "{}", ask);
        }
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        let turned = Bench::new(&rules).pile(pile(",Telephone", &turned)).lists();
        prop_assert_eq!(ran.outcomes(), turned.outcomes());
        prop_assert_eq!(asked(&ran), asked(&turned));
    }
}

#[test]
fn shared_mailbox_with_names_that_contradict_each_other_is_asked_about_and_nobody_is_superseded() {
    let people = [
        row("A", 1, "Ana Kovač", "office@ngo.example", &["1"]),
        row("B", 2, "Goran Ilić", "office@ngo.example", &["2"]),
        row("C", 3, "Cem Kaya", "c@ngo.example", &["+381 67 123 456"]),
        row("D", 4, "Dina Kaya", "d@ngo.example", &["0038167/123-456"]),
        row("E", 5, "Eka Beridze", "e@ngo.example", &[""]),
        row("F", 6, "Beridze E.", "E@ngo.example", &[""]),
    ];
    let rules = rules(&PHONE, &[BY_ADDRESS, BY_PHONE]);
    let ran = Bench::new(&rules).pile(pile(",Telephone", &people)).lists();
    assert_snapshot!(came(&ran), @"
    A clarify, B clarify, C clarify, D clarify, E superseded, F selected course
    A mail: perhaps the same person as B, by the same `email`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    B mail: perhaps the same person as A, by the same `email`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    C phone: perhaps the same person as D, by the same `phone`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    D phone: perhaps the same person as C, by the same `phone`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    ");

    // Somebody of the office who applied twice has one application that stands, and the question is between two people.
    let office = [
        row("A", 1, "Ana Kovač", "office@ngo.example", &[""]),
        row("B", 2, "Kovac Ana", "office@ngo.example", &[""]),
        row("C", 3, "Goran Ilić", "office@ngo.example", &[""]),
    ];
    let ran = Bench::new(&rules).pile(pile(",Telephone", &office)).lists();
    assert_snapshot!(came(&ran), @"
    A superseded, B clarify, C clarify
    B mail: perhaps the same person as C, by the same `email`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    C mail: perhaps the same person as B, by the same `email`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    ");
    // A name without a surname could be either's.
    let torn = [
        office.to_vec(),
        vec![row("D", 4, "", "office@ngo.example", &[""])],
    ]
    .concat();
    let ran = Bench::new(&rules).pile(pile(",Telephone", &torn)).lists();
    assert_snapshot!(came(&ran), @"
    A clarify, B clarify, C clarify, D clarify
    A mail: perhaps the same person as B, C, D, by the same `email`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    B mail: perhaps the same person as A, C, D, by the same `email`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    C mail: perhaps the same person as A, B, D, by the same `email`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    D mail: perhaps the same person as A, B, C, by the same `email`, though the names (`name`) contradict each other: which application stands, or `all` if they are different people?
    ");
}

#[test]
fn shared_mailbox_is_one_persons_where_the_rules_do_not_look_at_names() {
    let people = [
        row("A", 1, "Ana Kovač", "office@ngo.example", &[]),
        row("B", 2, "Goran Ilić", "office@ngo.example", &[]),
    ];
    let rules = rules(&[], &[&format!("{BY_ADDRESS}\nnames = []")]);
    assert_snapshot!(came(&Bench::new(&rules).pile(pile("", &people)).lists()), @"A superseded, B selected course");
}

#[test]
fn shared_mailbox_finds_the_name_in_two_columns_and_in_other_languages_and_no_organisation_for_one()
{
    let own = [
        "Name",
        "Full name (as in your passport)",
        "Ime i prezime",
        "Имя и фамилия",
        "Ім'я та прізвище",
        "Nom et prénom",
    ];
    let others = [
        "Name of the organisation",
        "Naziv organizacije",
        "Referee: full name",
        "User name",
        "Country",
        "Naziv projekta i ime",
    ];
    let asked = |heading: &str| {
        let rules = rules(&[], &[BY_ADDRESS])
            .replace("[\"Name\"]", &format!("[\"{heading}\"]"))
            .replace("fields.name", "fields.f");
        let rows = [
            row("A", 1, "Ana Kovač", "o@ngo.example", &[]),
            row("B", 2, "Goran Ilić", "o@ngo.example", &[]),
        ];
        let pile = pile("", &rows).replacen("Name", heading, 1);
        !asked(&Bench::new(&rules).pile(pile).lists()).is_empty()
    };
    for heading in own {
        assert!(asked(heading), "{heading}");
    }
    for heading in others {
        assert!(!asked(heading), "{heading}");
    }
    // First and last name in columns of their own are one name.
    let rules =
        rules(&[("surname", "Surname")], &[BY_ADDRESS]).replace("[\"Name\"]", "[\"First name\"]");
    let both = |one: &str, other: &str| {
        let rows = [
            row("A", 1, "Ana", "o@ngo.example", &[one]),
            row("B", 2, "Ana", "o@ngo.example", &[other]),
        ];
        came(
            &Bench::new(&rules)
                .pile(pile(",Surname", &rows).replacen("Name", "First name", 1))
                .lists(),
        )
    };
    assert_eq!(both("Kovač", "KOVAC"), "A superseded, B selected course");
    assert!(both("Kovač", "Ilić").starts_with("A clarify, B clarify"));
}

#[test]
fn shared_mailbox_names_that_are_one_persons_contradict_nothing() {
    let agree = [
        ("Ana Kovač", "A. Kovač"),
        ("Ana Kovač", "Kovač, Ana"),
        ("Ana Kovač", "Ана Ковач"),
        ("Ana Kovač", "dr Ana Kovač"),
        ("Ana Kovač", "Ana Marija Kovač-Ilić"),
        ("Ana Kovač", "Ana"),
        ("Ana Kovač", ""),
        ("Anamarija Ilić", "Ana Marija Ilić"),
        ("Иван Петрович Сидоров", "Sidorov Ivan"),
        ("И. П. Сидоров", "Иван Сидоров"),
        ("Yevhen Kovalenko", "Коваленко Є."),
    ];
    let contradict = [
        ("Ana Kovač", "Goran Ilić"),
        ("Ana Kovač", "Goran Kovač"),
        ("Ana Kovač", "Ana Ilić"),
        ("A. Kovač", "Goran Kovač"),
        ("Marija Kovač", "Marina Kovač"),
        ("Ana", "Goran"),
        ("Ана Ковач", "Горан Илић"),
    ];
    for (one, other) in agree {
        assert!(
            !different_names::contradict(one, other) && !different_names::contradict(other, one),
            "{one} / {other}"
        );
    }
    for (one, other) in contradict {
        assert!(
            different_names::contradict(one, other) && different_names::contradict(other, one),
            "{one} / {other}"
        );
    }
}

#[test]
fn id_zeros_lost_are_asked_about_and_the_copy_that_lost_nothing_is_proposed() {
    let original = pile(
        "",
        &[
            row("007", 1, "Ana K", "", &[]),
            row("012", 1, "Bora L", "", &[]),
        ],
    );
    let resaved = pile("", &[row("7", 1, "Ana K", "", &[])]);
    let bench = || {
        Bench::new(&rules(&[], &[BY_ADDRESS]))
            .file("original.csv", &original)
            .file("resaved.csv", &resaved)
    };
    let ran = bench().select();
    assert_snapshot!(came(&ran), @"
    007 clarify, 012 selected course, 7 clarify
    007 id: perhaps the same application as 7: the id can hardly be told from the one at resaved.csv:2: they differ by zeros in front, or by what stands between their parts: which of them stands, or `all` if they are different applications? proposed: 007, they say the same in every other column the rules read
    7 id: perhaps the same application as 007: the id can hardly be told from the one at original.csv:2: they differ by zeros in front, or by what stands between their parts: which of them stands, or `all` if they are different applications? proposed: 007, they say the same in every other column the rules read
    ");
    let form = ran.rows("clarify.csv");
    assert!(
        form.iter()
            .all(|row| row["decision"] == "stands" && row["found"] == "007, 7"),
        "{form:?}"
    );

    let decided = |answer: &str| {
        let by = "A. Ivanova,2020-04-02,looked at both files";
        let rows = format!(
            "application,decision,field,found,answer,who,when,why\n7,stands,id,\"007, 7\",{answer},{by}\n"
        );
        let ran = bench().decided("answers.csv", rows).select();
        format!("{}{}", ran.said.err, came(&ran))
    };
    assert_snapshot!(decided("007"), @"007 selected course, 012 selected course, 7 superseded");
    assert_snapshot!(decided("7"), @"007 superseded, 012 selected course, 7 selected course");
    assert_snapshot!(decided("all"), @"007 selected course, 012 selected course, 7 selected course");
    // An id of its own is an answer as well.
    let rows = "application,decision,field,answer,who,when,why\n7,clarify,id,700,A. Ivanova,2020-04-02,another form\n";
    assert_snapshot!(came(&bench().decided("answers.csv", rows).select()), @"007 selected course, 012 selected course, 700 selected course");
}

#[test]
fn id_zeros_lost_and_its_neighbours_are_alike_both_ways() {
    let alike = |one: &str, other: &str| {
        let rows = [row(one, 1, "Ana", "", &[]), row(other, 2, "Bora", "", &[])];
        let ran = Bench::new(&rules(&[], &[])).pile(pile("", &rows)).lists();
        let asked: BTreeMap<String, String> = asked(&ran)
            .into_iter()
            .map(|(id, _, ask)| (id, ask))
            .collect();
        assert!(
            asked.is_empty() || asked.len() == 2,
            "{one} / {other}: {asked:?}"
        );
        !asked.is_empty()
    };
    let pairs = [
        ("007", "7"),
        ("7.0", "7"),
        ("A-1", "A 1"),
        ("A-1", "A1"),
        ("A_001", "a-1"),
        ("O1", "01"),
        ("l1", "I1"),
        ("2020/15", "2020-15"),
        ("#7", "7"),
        ("1'234", "1234"),
        ("X7O1", "X701"),
        ("A-10", "A-1O"),
        ("B-0", "B-00"),
        ("\"7,0\"", "7"),
        ("Ａ-1", "A-1"),
        ("٧", "7"),
    ];
    let apart = [
        ("A-1", "B-1"),
        ("A-10", "A-1"),
        ("1.1", "1.10"),
        ("1-11", "11-1"),
        ("LT-1", "IT-1"),
        ("RO-1", "R-1"),
        ("70", "7"),
        ("BOB", "BOOB"),
    ];
    for (one, other) in pairs {
        assert!(alike(one, other) && alike(other, one), "{one} / {other}");
    }
    for (one, other) in apart {
        assert!(!alike(one, other) && !alike(other, one), "{one} / {other}");
    }
}

#[test]
fn ids_with_a_key_in_common_are_never_told_apart_by_the_sieve() {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..5 {
        let longer = all[from..].iter();
        let longer =
            longer.flat_map(|id| "01Il|aB.,-".chars().map(move |sign| format!("{id}{sign}")));
        let longer: Vec<String> = longer.collect();
        from = all.len();
        all.extend(longer);
    }
    for key in [similar_ids::by_words, similar_ids::by_shapes] {
        let mut sieves: BTreeMap<String, (u64, &str)> = BTreeMap::new();
        for id in &all {
            let sieve = similar_ids::sieve(id);
            let (first, of) = sieves.entry(key(id)).or_insert((sieve, id));
            assert_eq!(*first, sieve, "`{of}` and `{id}`");
        }
    }
}

#[test]
fn id_zeros_lost_takes_no_ordinary_numbering_for_alike() {
    let numbered = |all: &mut dyn Iterator<Item = String>| {
        let ids: Vec<String> = all.collect();
        for key in [similar_ids::by_words, similar_ids::by_shapes] {
            let keys: BTreeSet<String> = ids.iter().map(|id| key(id)).collect();
            assert_eq!(keys.len(), ids.len(), "{:?}", ids.first());
        }
    };
    numbered(&mut (1..=300).map(|number| format!("A-{number:04}")));
    numbered(&mut (1..=300).map(|number| number.to_string()));
    numbered(&mut (1..=300).map(|number| format!("2020/{number}")));
    numbered(
        &mut (1..=12).flat_map(|group| (1..=30).map(move |number| format!("{group}.{number}"))),
    );
    numbered(
        &mut (1..=12).flat_map(|group| (1..=30).map(move |number| format!("{group}-{number}"))),
    );
    numbered(
        &mut ["AL", "IT", "LT", "LI", "IL", "RO", "MO", "OM", "NO"]
            .iter()
            .flat_map(|code| (1..=30).map(move |number| format!("{code}{number}"))),
    );
    // Ids as Kobo, Typeform and REDCap give them, from a generator of our own.
    let mut state = 7_u64;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 16
    };
    numbered(&mut (0..2_000).map(|_| {
        format!(
            "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
            next() & 0xffff_ffff,
            next() & 0xffff,
            next() & 0xfff,
            next() & 0xfff,
            next()
        )
    }));
    numbered(&mut (0..2_000).map(|_| {
        (0..20)
            .map(|_| {
                char::from(
                    b"abcdefghijklmnopqrstuvwxyz0123456789"[usize::try_from(next() % 36).unwrap()],
                )
            })
            .collect()
    }));
}

#[test]
fn same_phone_spaces_and_other_marks_between_the_digits_are_no_difference() {
    let people = [
        row("A", 1, "Ana", "a@x.example", &["+381 67 123 456"]),
        row("D", 3, "Ana", "d@x.example", &["+38167123456"]),
        row("E", 3, "Eva", "e@x.example", &["Eva  K"]),
        row("F", 4, "Eva", "f@x.example", &["EVA K"]),
        row("G", 5, "Gea", "g@x.example", &["AB 123 456"]),
        row("H", 6, "Gea", "h@x.example", &["ab123456"]),
    ];
    let ran = Bench::new(&rules(&PHONE, &[BY_PHONE]))
        .pile(pile(",Telephone", &people))
        .lists();
    assert_snapshot!(came(&ran), @"A superseded, D selected course, E superseded, F selected course, G superseded, H selected course");

    let between = |one: &str, other: &str| {
        let rows = [
            row("A", 1, "Ana", "", &[one]),
            row("B", 2, "Ana", "", &[other]),
        ];
        let ran = Bench::new(&rules(&PHONE, &[BY_PHONE]))
            .pile(pile(",Telephone", &rows))
            .lists();
        ran.outcomes()["A"].clone()
    };
    let first = "+381 67 123 456";
    for same in [
        "+38167123456",
        "00381 67 123 456",
        "+381-67-123-456",
        "+381 (67) 123 456",
        "+381 (0)67 123456",
        "(+381) 67/123.456",
        "\u{202a}+381 67 123 456\u{202c}",
        "tel: +381 67 123\u{a0}456",
        "tel. +381 67 123 456",
        "Моб.: 00381 67 123456",
        "'+38167123456",
        "٠٠٣٨١٦٧١٢٣٤٥٦",
        "＋３８１ 67 123 456",
    ] {
        assert_eq!(between(first, same), "superseded", "{same}");
        assert_eq!(between(same, first), "superseded", "{same}");
    }
    // As it is dialled at home, or without the plus that a spreadsheet took.
    for alike in ["067 123 456", "38167123456", "67123456"] {
        assert_eq!(between(first, alike), "clarify", "{alike}");
        assert_eq!(between(alike, first), "clarify", "{alike}");
    }
    for other in ["+381 67 123 457", "+381 64 123 456", "123 456", "", "n/a"] {
        assert_eq!(between(first, other), "selected course", "{other}");
    }
}

#[test]
fn two_of_three_that_came_at_one_moment_leave_all_three_to_be_asked_about_and_the_superseded_are_listed_as_such()
 {
    let at = |id: &str, moment: &str, address: &str, member: &str| {
        format!("{id},{moment},Ana,{address},{member},5")
    };
    let people = [
        at("A", "2020-03-01T09:00:00", "a@x.example", "yes"),
        at("B", "2020-03-02T09:00:00", "a@x.example", "yes"),
        at("C", "2020-03-02T09:00:00", "A@x.example", "yes"),
        // Of these the first would be ineligible, and is superseded; the last is late, and supersedes nobody.
        at("D", "2020-03-01T09:00:00", "d@x.example", "no"),
        at("E", "2020-03-02T09:00:00", "d@x.example", "no"),
        at("F", "2020-04-02T09:00:00", "d@x.example", "yes"),
    ];
    let ran = Bench::new(&rules(&[], &[BY_ADDRESS]))
        .pile(pile("", &people))
        .lists();
    assert_snapshot!(came(&ran), @"
    A clarify, B clarify, C clarify, D superseded, E ineligible, F ineligible
    A mail: the same person as B, C: which application stands?
    B mail: the same person as A, C: which application stands?
    C mail: the same person as A, B: which application stands?
    ");
    assert_snapshot!(ran.text("superseded.csv"), @"
    ﻿application,stands,through,rule,cites
    D,E,,mail,latest
    ");
}

const NO_ID: &str = include_str!("../../sample-applications/small/no-id-column.toml");
const RESPONSES: &str = include_str!("../../sample-applications/small/no-id-column.csv");

#[test]
fn newcomer_responses_without_ids_get_ids_that_stay_when_the_export_grows_and_show_nothing_personal()
 {
    let ran = Bench::new(NO_ID).file("responses.csv", RESPONSES).select();
    let before = ran.outcomes();
    assert_eq!(before.len(), 6, "{before:?}");
    let made = |id: &String| {
        id.len() == 12
            && id.starts_with("R-")
            && id.bytes().skip(2).all(|byte| byte.is_ascii_hexdigit())
    };
    assert_eq!(before.keys().filter(|id| made(id)).count(), 5, "{before:?}");
    // The total under the table has none, and is asked about.
    assert_eq!(before["responses.csv:7"], "clarify");
    for (file, text) in &ran.files {
        let shown = String::from_utf8_lossy(text);
        let list = file.starts_with("rosters/")
            || file.starts_with("workbook")
            || file == "open.csv"
            || file == "unplaced.csv";
        assert!(
            list || !shown.contains("ana@example.org"),
            "{file} shows an address"
        );
    }

    // Sorted anew, and grown by somebody who comes too late to change anything.
    let (headings, rows) = RESPONSES.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().filter(|row| !row.starts_with(",,")).collect();
    rows.reverse();
    let grown = format!(
        "{headings}\n4/20/2020 9:00:00,late@example.org,Filip,Yes,9\n{}\n",
        rows.join("\n")
    );
    let after = Bench::new(NO_ID)
        .file("responses.csv", &grown)
        .select()
        .outcomes();
    for (id, outcome) in before.iter().filter(|(id, _)| made(id)) {
        assert_eq!(after.get(id), Some(outcome), "{after:?}");
    }

    // A decision about one of them holds in the grown export.
    let ineligible = before
        .iter()
        .find(|(_, outcome)| *outcome == "ineligible")
        .unwrap()
        .0;
    let decided = format!(
        "application,decision,field,answer,who,when,why\n{ineligible},override,member,met,A. Ivanova,2020-04-02,letter of the group\n"
    );
    let ran = Bench::new(NO_ID)
        .file("responses.csv", &grown)
        .decided("answers.csv", decided)
        .select();
    assert_eq!(
        ran.outcomes()[ineligible],
        "selected course",
        "{}",
        ran.said.words()
    );
}

#[test]
fn newcomer_responses_of_the_same_moment_and_address_are_refused_like_any_two_with_one_id() {
    let twice = RESPONSES.replace("cezar@example.org,Cezar", "ANA@example.org,Cezar");
    let said = Bench::new(NO_ID)
        .file("responses.csv", twice)
        .select()
        .said
        .words();
    assert!(
        said.starts_with("exit 3") && said.contains("error[same-id]"),
        "{said}"
    );
    let wrong = NO_ID.replace(
        "made_of = [\"submitted\", \"email\"]",
        "made_of = [\"submitted\", \"mail\"]",
    );
    let said = Bench::new(&wrong).file("responses.csv", RESPONSES).check();
    assert!(said.err.contains("unknown-name"), "{}", said.words());
    let both = NO_ID.replace("made_of = ", "headings = [\"ID\"]\nmade_of = ");
    assert!(
        Bench::new(&both)
            .file("responses.csv", RESPONSES)
            .check()
            .err
            .contains("not both")
    );
}

/// A programme for several forms; what stands under `[[sources]]`, and lines for the field with the moment.
fn forms(seats: usize, sources: &str, submitted: &str) -> String {
    format!(
        "format = 1\n[programme]\nid = \"t\"\ntitle = \"Several forms\"\n{sources}\n[call]\ndeadline = 2020-03-31\n\
         time_zone = \"Europe/Vienna\"\nsubmitted = \"submitted\"\ncites = [\"c\"]\n[call.clauses]\nc = \"All.\"\n\
         [places]\ncap = {seats}\nreserve = 1\ncites = [\"c\"]\n[[groups]]\nid = \"course\"\ntitle = \"The course\"\n\
         size = {seats}\ncites = [\"c\"]\n[fields.application]\ntype = \"id\"\nheadings = [\"ID\"]\n[fields.submitted]\n\
         type = \"timestamp\"\nheadings = [\"Submitted\"]\n{submitted}\n[fields.name]\ntype = \"text\"\nheadings = [\"Name\"]\n\
         personal = true\nroster = true\n[fields.score]\ntype = \"rating\"\nreaders = [[\"A1\"], [\"A2\"]]\ncombine = \"mean\"\n\
         min = 0\nmax = 10\n[[scoring]]\nid = \"score\"\ntitle = \"Score\"\ncites = [\"c\"]\nweight = 1\nfield = \"score\"\n\
         rating = true\n[ranking]\ncites = [\"c\"]\ntie_breaks = [{{ lot = \"seed\" }}]\n"
    )
}

const TWO: &str = "[[sources]]\nid = \"en\"\nfiles = [\"EN*.csv\"]\norder = \"month-day-year\"\n\
                   [[sources]]\nid = \"ru\"\nfiles = [\"ru.csv\", \"form-*.csv\"]\norder = \"day-month-year\"\ndecimal = \"comma\"\n";
const ENGLISH: &str =
    "ID,Submitted,Name,A1,A2\n1,03/02/2020 10:00,Ana,5,5.5\n2,04/01/2020 10:00,Bora,6,9\n";
const RUSSIAN: &str =
    "ID;Submitted;Name;A1;A2\n1;02/03/2020 10:00;Vera;7,5;8\n2;04/01/2020 10:00;Gleb;4;3,5\n";

#[test]
fn two_forms_same_numbers_sit_side_by_side_under_ids_that_begin_with_their_form() {
    let rules = forms(2, TWO, "");
    let ran = Bench::new(&rules)
        .file("en-1.csv", ENGLISH)
        .file("ru.csv", RUSSIAN)
        .select();
    assert_snapshot!(came(&ran), @"en-1 selected course, en-2 ineligible, ru-1 selected course, ru-2 reserve course 1");
    let roster = ran.rows("rosters/course.csv");
    assert_eq!(
        (
            roster[0]["application"].as_str(),
            roster[0]["total"].as_str()
        ),
        ("ru-1", "7.75")
    );
    assert!(
        ran.said
            .out
            .contains("ru.csv: CSV, semicolon, UTF-8; 2 rows; source ru"),
        "{}",
        ran.said.out
    );
    let turned = Bench::new(&rules)
        .file("ru.csv", RUSSIAN)
        .file("en-1.csv", ENGLISH)
        .select();
    for list in ["rosters/course.csv", "ineligible.csv"] {
        assert_eq!(ran.text(list), turned.text(list), "{list}");
    }
}

#[test]
fn two_forms_same_numbers_without_sources_are_refused_with_the_lines_to_write() {
    let bench = Bench::new(&forms(2, "", "order = \"day-month-year\""));
    let said = bench
        .file("en-1.csv", ENGLISH)
        .file("ru.csv", RUSSIAN)
        .check();
    assert_snapshot!(said.words(), @r#"
    exit 3
    error[same-id] ru.csv:2: `1` is also the id of another application, at en-1.csv:2
      help: if these are two forms that each number their answers, say so in the rules, with an entry for every file: `[[sources]]`, under it `id = "en1"` and `files = ["en-1.csv"]`, then `[[sources]]` with `id = "ru"` and `files = ["ru.csv"]`; otherwise give each application an id of its own, or remove the row that does not count
    error[same-id] ru.csv:3: `2` is also the id of another application, at en-1.csv:3
      help: give each application an id of its own, or remove the row that does not count
    "#);
}

#[test]
fn two_files_two_orders_are_each_read_in_their_own_and_asked_about_under_their_own_entry() {
    let american = |day: u8| format!("{day},03/{day:02}/2020 10:00,u,3,4\n");
    let american: String = (11..29).map(american).collect();
    let american = format!("ID,Submitted,Name,A1,A2\n{american}");
    let european = "ID,Submitted,Name,A1,A2\n1,05/03/2020 10:00,Ana,9,9\n2,12/03/2020 10:00,Bora,9,9\n3,25/03/2020 10:00,Cem,9,9\n\
                    4,28/03/2020 10:00,Dina,9,9\n5,04/02/2020 10:00,Eva,9,9\n6,05/04/2020 10:00,Filip,9,9\n";
    // The field's own order is that of one of the forms, as it is where there is but one.
    let rules = forms(5, TWO, "order = \"month-day-year\"");
    let ran = Bench::new(&rules)
        .file("en-us.csv", &american)
        .file("form-eu.csv", european)
        .lists();
    let outcomes = ran.outcomes();
    for id in ["ru-1", "ru-2", "ru-3", "ru-4", "ru-5"] {
        assert_eq!(outcomes[id], "selected course", "{outcomes:?}");
    }
    assert_eq!(outcomes["ru-6"], "ineligible");
    assert!(asked(&ran).is_empty(), "{:?}", asked(&ran));

    let undeclared = TWO.replace("order = \"day-month-year\"\n", "");
    let said = Bench::new(&forms(5, &undeclared, ""))
        .file("en-us.csv", &american)
        .file("form-eu.csv", european)
        .check();
    let said = plain(&said.out);
    let asked = said
        .split("question[")
        .nth(1)
        .unwrap_or_else(|| panic!("{said}"));
    assert_snapshot!(asked.lines().take(2).collect::<Vec<_>>().join("\n"), @r#"
    date-form] form-eu.csv:column B: submitted: the rules do not say whether the day or the month comes first in its dates: 4 cells such as `05/03/2020 10:00` fit both, 5 March 2020 or 3 May 2020; 2 cells such as `25/03/2020 10:00` fit only with the day first
      help: put one line under the `[[sources]]` entry `ru` in the rules: `order = "day-month-year"` reads all of them; look at the settings of the form tool to be sure
    "#);
    // Its mark, too.
    let undeclared = TWO.replace("decimal = \"comma\"\n", "");
    let said = Bench::new(&forms(5, &undeclared, ""))
        .file("en-us.csv", &american)
        .file("ru.csv", RUSSIAN)
        .check();
    assert!(
        said.out.contains(
            "put one line under the `[[sources]]` entry `ru` in the rules: `decimal = \"comma\"`"
        ),
        "{}",
        said.out
    );
}

#[test]
fn two_forms_same_numbers_can_be_decided_about_explained_and_verified_by_these_ids() {
    let russian = RUSSIAN.replace(
        "2;04/01/2020 10:00;Gleb;4;3,5",
        "2;04/01/2020 10:00;Gleb;;3,5\n;05/03/2020 10:00;Dina;9;9",
    );
    let rules = forms(3, TWO, "");
    let bench = Bench::new(&rules)
        .file("en-1.csv", ENGLISH)
        .file("ru.csv", &russian);
    let ran = bench.lists();
    assert_eq!(ran.outcomes()["ru-2"], "clarify");
    let mark = ran
        .rows("clarify.csv")
        .into_iter()
        .find(|row| row["application"] == "ru.csv:4")
        .unwrap()["found"]
        .clone();
    // Answers are read as their form writes, and an id with or without what stands before it.
    for id in ["3", "ru-3"] {
        let decided = format!(
            "application,decision,field,cell,found,answer,who,when,why\n\
             ru-2,clarify,score,ru.csv:3:D,,\"8,5\",A. Ivanova,2020-04-02,by letter\n\
             en-2,correct,submitted,,,03/30/2020 10:00,A. Ivanova,2020-04-02,server log\n\
             ru.csv:4,clarify,id,,{mark},{id},A. Ivanova,2020-04-02,by letter\n"
        );
        let bench = Bench::new(&rules)
            .file("en-1.csv", ENGLISH)
            .file("ru.csv", &russian)
            .decided("answers.csv", decided);
        let ran = bench.select();
        let came = came(&ran);
        let wanted = "en-1 unplaced, en-2 selected course, ru-1 selected course, ru-2 reserve course 1, ru-3 selected course";
        assert_eq!(came, wanted);
        let verified = bench.job(&Job::Verify {
            ratings: Vec::new(),
            before: Vec::new(),
            run: bench.out.clone(),
            applications: bench.applications.clone(),
            rules: None,
            reading: Options::default(),
            rulings: bench.rulings.clone(),
        });
        assert!(
            verified.out.contains("to the byte"),
            "{}{}",
            verified.out,
            verified.err
        );
        let explained = bench.explain("ru-2").out;
        assert!(
            explained.contains("(8.5 + 3.5) / 2 = 6") && !explained.contains("left out"),
            "{explained}"
        );
    }
    let explained = bench.select();
    assert!(
        !explained.said.err.contains("error"),
        "{}",
        explained.said.err
    );
    assert!(!bench.explain("ru-1").out.contains("what-ifs are left out"));
    let unknown = bench.explain("17");
    assert_eq!(unknown.exit, Exit::Refused);
}

#[test]
fn a_file_of_no_source_or_of_two_is_refused_with_what_to_write() {
    let rules = forms(2, TWO, "");
    let said = Bench::new(&rules)
        .file("new form.csv", ENGLISH)
        .file("ru.csv", RUSSIAN)
        .select()
        .said
        .words();
    assert_snapshot!(said, @r#"
    exit 3
    error[no-source] new form.csv: the file is of none of the `[[sources]]` in the rules (`en`, `ru`)
      help: add `"new form.csv"` to the `files` of the form it comes from, or write an entry of its own: `[[sources]]`, under it `id = "…"` and `files = ["new form.csv"]`
    "#);
    let two = TWO.replace("form-*", "*");
    let said = Bench::new(&forms(2, &two, ""))
        .file("en-1.csv", ENGLISH)
        .file("ru.csv", RUSSIAN)
        .check()
        .words();
    assert_snapshot!(said, @"
    exit 3
    error[no-source] en-1.csv: the file is of several `[[sources]]` in the rules at once: `en`, `ru`
      help: write `files` so that only one of them fits `en-1.csv`
    ");
    for (pattern, name, fits) in [
        ("en*.csv", "EN.CSV", true),
        ("*", "anything.xlsx", true),
        ("a*b*c.csv", "a-b-b-c.csv", true),
        ("a*b*c.csv", "acb.csv", false),
        ("en.csv", "folder/En.csv", true),
        ("en.csv", "xen.csv", false),
        ("a*a.csv", "a.csv", false),
        ("ответы*.xlsx", "Ответы формы.xlsx", true),
    ] {
        assert_eq!(
            intake::rules::sources::fits(&[pattern.to_owned()], name),
            fits,
            "{pattern} {name}"
        );
    }
}

#[test]
fn two_rules_over_two_forms_are_compared_where_their_ids_are_the_same() {
    let bench = Bench::new(&forms(2, TWO, ""))
        .file("en-1.csv", ENGLISH)
        .file("ru.csv", RUSSIAN);
    let compared = |sources: &str| {
        let other = bench.beside("other.toml", forms(2, sources, ""));
        bench.job(&Job::Compare {
            stage: None,
            after: None,
            ratings: Vec::new(),
            a: bench.rules.clone(),
            b: other,
            applications: bench.applications.clone(),
            reading: Options::default(),
            rulings: Vec::new(),
            format: Output::Text,
            movers: None,
        })
    };
    let turned = compared(&TWO.replace("day-month-year", "month-day-year"));
    assert_eq!(turned.exit, Exit::Different);
    assert!(
        turned.out.contains("ru-2") && turned.out.contains("order"),
        "{}",
        turned.out
    );
    for other in [
        TWO.replace("\"ru\"", "\"sr\""),
        TWO.replace("form-*", "f*"),
        format!("{TWO}delimiter = \"tab\"\n"),
    ] {
        let said = compared(&other);
        assert_eq!(said.exit, Exit::Usage, "{other}");
        assert!(
            said.err.contains("the two rules have other `[[sources]]`"),
            "{}",
            said.err
        );
    }
}

#[test]
fn sources_that_cannot_be_are_errors_of_the_rules() {
    let wrong = "[[sources]]\nid = \"e-n\"\nfiles = [\"en/*.csv\"]\n[[sources]]\nid = \"ru\"\nfiles = [\"a\"]\norder = \"dmy\"\n\
                 [[sources]]\nid = \"ru\"\nfiles = [\"b\"]\ntime_zone = \"Moscow\"\n[[sources]]\nid = \"x\"\n";
    let said = Bench::new(&forms(2, wrong, "")).check();
    let codes: Vec<&str> = said
        .err
        .lines()
        .filter_map(|line| line.strip_prefix("error[")?.split(']').next())
        .collect();
    assert_eq!(
        codes,
        [
            "bad-id",
            "bad-value",
            "bad-value",
            "duplicate-id",
            "unknown-name",
            "missing-key"
        ],
        "{}",
        said.err
    );
}

#[test]
fn a_source_says_how_its_files_are_read_and_in_which_zone() {
    let sources = "[[sources]]\nid = \"en\"\nfiles = [\"en*.csv\"]\ntime_zone = \"America/New_York\"\n\
                   [[sources]]\nid = \"ru\"\nfiles = [\"ru*.csv\"]\nheader_row = 3\nencoding = \"windows-1251\"\n";
    let english = "ID,Submitted,Name,A1,A2\n1,2020-03-31 19:30,Ana,5,5\n";
    let mut russian = b"Export\n\nID,Submitted,Name,A1,A2\n1,2020-03-31 19:30,".to_vec();
    russian.extend([0xc2, 0xe5, 0xf0, 0xe0]);
    russian.extend(b",9,9\n");
    let bench = Bench::new(&forms(2, sources, ""))
        .file("en.csv", english)
        .file("ru.csv", russian);
    let ran = bench.select();
    // Half past seven in New York is after midnight in Vienna.
    assert_snapshot!(came(&ran), @"en-1 ineligible, ru-1 selected course");
    assert_eq!(ran.rows("rosters/course.csv")[0]["name"], "Вера");
    let said = plain(&ran.said.err);
    assert!(
        said.contains("late by the zone alone: 2020-03-31 19:30:00 (America/New_York)"),
        "{said}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Two forms, each written in its own order, numbers and marks, select whom one file selects that is written year-first with the
    /// prefixed ids, whatever the order of files.
    #[test]
    fn two_forms_select_whom_one_pile_selects(
        people in prop::collection::vec((any::<bool>(), 1..5_u32, 1..31_u32, 0..21_u32, 0..20_u32, 0..12_u32), 1..14),
        turned in any::<bool>(),
    ) {
        let headings = "ID;Submitted;Name;A1;A2\n";
        let (mut english, mut russian, mut whole) = (headings.to_owned(), headings.to_owned(), headings.to_owned());
        for (number, (is_english, month, day, one, other, odd)) in people.iter().enumerate() {
            let day = if *month == 2 { (*day).min(28) } else { *day };
            let mark = |half: u32, mark: &str| format!("{}{mark}{}", half / 2, if half % 2 == 1 { "5" } else { "0" });
            // Some ratings are missing.
            let second = |with: &str| if *odd == 0 { String::new() } else { mark(*other, with) };
            let id = number / 2 + 1;
            let (source, pile, date, with) = if *is_english {
                ("en", &mut english, format!("{month:02}/{day:02}/2020"), ".")
            } else {
                ("ru", &mut russian, format!("{day}.{month}.2020"), ",")
            };
            // Of two neighbours in one form the second needs another number.
            let id = if number % 2 == 1 && people[number - 1].0 == *is_english { id + 100 } else { id };
            writeln!(pile, "{id};{date} 09:{number:02};P{number};{};{}", mark(*one, with), second(with)).unwrap();
            writeln!(
                whole,
                "{source}-{id};2020-{month:02}-{day:02} 09:{number:02};P{number};{};{}",
                mark(*one, "."),
                second(".")
            )
            .unwrap();
        }
        let mut files = vec![("en.csv", english), ("ru.csv", russian)];
        files.retain(|(_, text)| text.lines().count() > 1);
        if turned {
            files.reverse();
        }
        let bench = Bench::new(&forms(3, TWO, ""));
        let apart = files.into_iter().fold(bench, |bench, (name, text)| bench.file(name, text)).lists();
        let together = Bench::new(&forms(3, "", "")).pile(whole).lists();
        prop_assert_eq!(apart.outcomes(), together.outcomes());
        prop_assert_eq!(apart.text("rosters/course.csv"), together.text("rosters/course.csv"));
    }
}

#[test]
fn duplicate_cannot_tell_whose_address_it_is_names_who_may_be_meant_and_nobodys_place_is_final() {
    let people = [
        row("A-1", 2, "Ana", "a@example.org", &["Org one"]),
        row("A-2", 3, "Bora", "not an address", &["Org one"]),
        row("A-3", 3, "Cem", "c@example.org", &["Org two"]),
    ];
    for (rule, named) in [
        (
            BY_ADDRESS,
            "by the rule mail this may be another application of whoever sent in A-1, A-3",
        ),
        (
            BY_BOTH,
            "by the rule twice this may be another application of whoever sent in A-1",
        ),
    ] {
        let bench = Bench::new(&rules(&ORGANISATION, &[rule])).pile(pile(",Organisation", &people));
        let ran = bench.select();
        let asked = ran.rows("clarify.csv");
        assert!(asked[0]["ask"].ends_with(named), "{asked:?}");
        let letter = |id: &str| {
            bench
                .explain_as(About::ForApplicant(id.to_owned()), Format::Text)
                .out
        };
        assert!(
            !letter("A-2").contains("A-1") && !letter("A-2").contains("sent in"),
            "{}",
            letter("A-2")
        );
        assert!(
            letter("A-1").contains("This is not final"),
            "{}",
            letter("A-1")
        );
    }
    // Among many no names help.
    let many: Vec<String> = (1..=9)
        .map(|at| {
            row(
                &format!("B-{at}"),
                2,
                "Ana",
                &format!("b{at}@example.org"),
                &[""],
            )
        })
        .collect();
    let many = [people.to_vec(), many].concat();
    let ran = Bench::new(&rules(&ORGANISATION, &[BY_ADDRESS]))
        .pile(pile(",Organisation", &many))
        .select();
    assert!(
        ran.rows("clarify.csv")[0]["ask"].ends_with("of somebody who sent in one of 11 others"),
        "{:?}",
        ran.rows("clarify.csv")
    );
}
