//! The assessors' file: in plain words, in any order, and every cell that cannot be is named with its place.

use insta::assert_snapshot;

use super::{APPLICATIONS, RULES, made, pile, rules};

fn refused(assessors: &str) -> String {
    made(
        &rules(RULES),
        &[("packs.csv", APPLICATIONS)],
        Some(assessors),
        &[],
    )
    .err()
    .unwrap()
}

#[test]
fn every_cell_that_cannot_be_read_is_said_at_once_with_its_place() {
    assert_snapshot!(refused(
        "assessor,e-mail,Languages,Group,At most\nA1,nobody,Klingon,choir,many\nA7,,,,\n,,,,\na2,,,,\nA 2,,,,\n"
    ), @"
    error[assessor-unreadable] assessors.csv:2:B: an address has an at sign in it
      help: write one address, or leave the cell blank
    error[assessor-unreadable] assessors.csv:2:C: `Klingon` is no language of the rules
      help: write one of `english`, `russian`
    error[assessor-unreadable] assessors.csv:2:D: `choir` is no group of the rules
      help: write one of `course`
    error[assessor-unreadable] assessors.csv:2:E: `many` is no number of applications
      help: write a whole number, or leave the cell blank
    error[assessor-unreadable] assessors.csv:3:A: `A7` is no assessor of these rules
      help: the rules have 4 readers: write A1, A2 and so on, as their headings stand in the rules
    error[assessor-unreadable] assessors.csv:6:A: A2 stands in row 5 already
      help: give each assessor one row
    error[assessor-unreadable] assessors.csv: A3 is a reader in the rules, and has no row
      help: add a row for A3; one who reads nothing has 0 in the column `at_most`
    error[assessor-unreadable] assessors.csv: A4 is a reader in the rules, and has no row
      help: add a row for A4; one who reads nothing has 0 in the column `at_most`
    ");
}

#[test]
fn a_misspelt_heading_is_refused_because_conflicts_would_be_overlooked() {
    assert_snapshot!(refused("assessor,conflcts\nA1,P-01\nA2,\nA3,\nA4,\n"), @"
    error[heading-missing] assessors.csv:1:B: the column `conflcts` is not read
      help: did you mean `conflicts`? Otherwise give it a name of its own
    ");
    assert_snapshot!(refused("who,name\nA1,Vera\n"), @"
    error[heading-missing] assessors.csv:1: the assessors' file has no column `assessor`
      help: it says which reader of the rules each row is: A1, A2 and so on
    ");
}

#[test]
fn headings_are_plain_words_and_other_columns_are_noted() {
    let text = "Number;Full name;Affiliation;Most applications;Conflicts of interest;Room\n3;Sam;River Keepers;2;P-01, P-02;7\n1;;;;;\n2;;;;;\n4;;;4.0;;\n";
    let made = made(
        &rules(RULES),
        &[("packs.csv", APPLICATIONS)],
        Some(text),
        &[],
    )
    .unwrap();
    assert!(
        made.said.contains("the column `Room` is not read"),
        "{}",
        made.said
    );
    assert_snapshot!(made.text("assignment.csv"), @r#"
    application,readers,have_rated,to_rate,readers_missing,may_not_read
    P-01,"A1, A4",,"A1, A4",0,A3: declared conflict
    P-02,"A2, A4",,"A2, A4",0,A3: declared conflict
    P-03,"A1, A2",,"A1, A2",0,A3: same organisation
    P-04,"A3, A4",,"A3, A4",0,
    P-05,"A1, A2",,"A1, A2",0,A3: same organisation
    P-07,"A1, A3",,"A1, A3",0,
    "#);
}

#[test]
fn a_conflict_with_nobody_is_refused_because_it_would_keep_nobody_apart() {
    let text = "assessor,conflicts\nA1,P-99\nA2,\nA3,\nA4,\n";
    let text = text.replace("P-99", "p-03");
    let applications = [("packs.csv", APPLICATIONS)];
    let refused = made(&rules(RULES), &applications, Some(&text), &[]).err();
    assert_snapshot!(refused.unwrap(), @"
    error[assessor-unreadable] assessors.csv:2:B: the conflicts of A1 name `p-03`, and no application has this id
      help: did you mean `P-03`? write the id as the applications have it; where the application was withdrawn, take it out of the cell
    ");
}

#[test]
fn names_addresses_and_organisations_are_the_same_across_alphabets_and_spellings() {
    let applications = pile(&[
        ["P-1", "Иван Петров", "x@example.org", "", "one"],
        [
            "P-2",
            "Somebody Else",
            "V.Novak+forms@office.example",
            "",
            "two",
        ],
        ["P-3", "Third One", "y@example.org", "Чисти реки", "three"],
        ["P-4", "Vera", "z@example.org", "", "four"],
    ]);
    let assessors = "assessor,name,email,organisation\nA1,Ivan Petrov,,\nA2,Vera Novak,v.novak@office.example,\nA3,,,Chisti Reki\nA4,,,\n";
    let made = made(
        &rules(RULES),
        &[("packs.csv", &applications)],
        Some(assessors),
        &[],
    )
    .unwrap();
    assert_snapshot!(made.text("assignment.csv"), @r#"
    application,readers,have_rated,to_rate,readers_missing,may_not_read
    P-1,"A3, A4",,"A3, A4",0,A1: same name
    P-2,"A3, A4",,"A3, A4",0,A2: same e-mail address
    P-3,"A1, A2",,"A1, A2",0,A3: same organisation
    P-4,"A1, A2",,"A1, A2",0,
    "#);
}

#[test]
fn groups_and_languages_say_who_may_read_what() {
    let applications = APPLICATIONS.replace("yes,Русский,\"Мы", "yes,,\"Мы");
    let assessors = "assessor,languages,groups\nA1,English,\nA2,english; русский,The Course\nA3,English,course\nA4,,\n";
    let made = made(
        &rules(RULES),
        &[("packs.csv", &applications)],
        Some(assessors),
        &[],
    )
    .unwrap();
    assert_snapshot!(made.text("assignment.csv"), @r#"
    application,readers,have_rated,to_rate,readers_missing,may_not_read
    P-01,"A1, A3",,"A1, A3",0,
    P-02,"A2, A4",,"A2, A4",0,A1: reads other languages; A3: reads other languages
    P-03,"A1, A2",,"A1, A2",0,
    P-04,"A3, A4",,"A3, A4",0,
    P-05,"A1, A2",,"A1, A2",0,
    P-07,A4,,A4,1,A1: language of the application not known; A2: language of the application not known; A3: language of the application not known
    "#);
}
