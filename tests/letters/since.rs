//! Letters of a later round: whoever was told the same is sent nothing, and a letter that says something else says so.

use std::collections::BTreeMap;

use intake::papers::letters::mail_merge::Since;

use super::{DECISIONS, Desk, RULES, SURE, body, sheet, text};

/// Rules under which three wait, and in which no lot changes who they are.
fn rules() -> String {
    RULES.replace("reserve = 1", "reserve = 3")
}

/// The first round: L-1 and L-2 have the seats, L-3 waits first and L-4 behind them.
fn first() -> Desk {
    Desk::new(&rules(), &rows(&[]), "")
}

/// Everybody's rows, each in place of the one that begins as it does.
fn rows(others: &[&'static str]) -> Vec<&'static str> {
    let known = SURE.map(|row| match row {
        row if row.starts_with("L-4,") => {
            "L-4,2020-03-01T08:00:00,Dina Drozd,dina@example.org,english,Rivers,B2,Poland,6,6"
        }
        row => row,
    });
    let id = |row: &str| row.split(',').next().unwrap().to_owned();
    let mut rows: Vec<&str> = known
        .into_iter()
        .filter(|row| !others.iter().any(|other| id(other) == id(row)))
        .collect();
    rows.extend(others);
    rows
}

/// Who of the table is on which sheet, as what.
fn marks(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    let rows = sheet(files, name);
    let at = |heading: &str| rows[0].iter().position(|one| one == heading).unwrap();
    let (id, letter, since, file) = (at("application"), at("letter"), at("since"), at("file"));
    let row =
        |row: &Vec<String>| format!("{} {} {} {}", row[id], row[letter], row[since], row[file]);
    rows[1..].iter().map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn whoever_was_told_the_same_is_sent_nothing_and_stands_on_a_sheet_of_their_own() {
    let (before, gone) = (first(), "L-1,declined,,,Panel Petra,2020-04-20,cannot\n");
    let decisions = format!("{}{gone}", DECISIONS.split_inclusive('\n').next().unwrap());
    let new = "L-9,2020-03-01T08:00:00,Hana Haas,hana@example.org,english,Rivers,B2,Poland,2,2";
    let now = Desk::new(&rules(), &rows(&[new]), &decisions);
    let (files, written) = now
        .made_after(None, Some("2020-04-22"), Some(&before), false)
        .unwrap();
    insta::assert_snapshot!(marks(&files, "mail merge"), @"
    L-1 dropped-out changed letters/L-1.txt
    L-3 selected changed letters/L-3.txt
    L-4 reserve changed letters/L-4.txt
    L-9 reserve new letters/L-9.txt
    ");
    insta::assert_snapshot!(marks(&files, "unchanged"), @"
    L-2 selected unchanged 
    L-5 ineligible unchanged 
    L-6 superseded unchanged 
    L-7 ineligible unchanged 
    L-8 ineligible unchanged
    ");
    assert!(files.contains_key("letters/L-3.txt") && !files.contains_key("letters/L-2.txt"));
    let since = written.since.unwrap();
    assert_eq!(
        since,
        [(Since::New, 1), (Since::Changed, 3), (Since::Unchanged, 5)]
    );
    // All of them where they are asked for, in the same table.
    let (all, written) = now
        .made_after(None, Some("2020-04-22"), Some(&before), true)
        .unwrap();
    assert_eq!(
        written.letters.iter().map(|(_, many)| many).sum::<usize>(),
        9
    );
    assert!(marks(&all, "mail merge").contains("L-2 selected unchanged letters/L-2.txt"));
}

#[test]
fn a_letter_whose_word_changed_says_so_in_every_language() {
    let before = first();
    let said = |rows: Vec<&str>, decisions: &str, id: &str| {
        let now = Desk::new(&rules(), &rows, decisions);
        let files = now.made_after(None, Some("2020-04-22"), Some(&before), false);
        let letter = body(&text(&files.unwrap().0, &format!("letters/{id}.txt")));
        letter.split("\n\n").next().unwrap().to_owned()
    };
    let better = "L-9,2020-03-01T08:00:00,Hana Haas,hana@example.org,english,Rivers,B2,Poland,8,8";
    let now = || rows(&[better]);
    // The number of both is a higher one, and one of them reads Russian.
    insta::assert_snapshot!(said(now(), "", "L-3"), @"В прошлом письме мы сообщали вам, что вы в резервном списке группы «Clean water» под номером 1. Это изменилось, и настоящее письмо заменяет прошлое.");
    insta::assert_snapshot!(said(now(), "", "L-4"), @"An earlier letter told you that you were on the reserve list of the group “Clean water”, as number 2. That has changed, and this letter takes its place.");
    let worse = "L-4,2020-03-01T08:00:00,Dina Drozd,dina@example.org,français,Rivers,B1,Poland,6,6";
    insta::assert_snapshot!(said(rows(&[worse]), "", "L-4"), @"Une lettre précédente vous annonçait que vous étiez sur la liste de réserve du groupe « Clean water », au numéro 2. Cela a changé, et la présente la remplace.");
    let mended = "L-5,2020-03-01T08:00:00,Emil Eder,emil@example.org,english,Rivers,B2,Poland,6,6";
    insta::assert_snapshot!(said(rows(&[mended]), "", "L-5"), @"An earlier letter told you that your application could not be considered further. That has changed, and this letter takes its place.");
}

#[test]
fn whoever_keeps_a_seat_that_an_earlier_letter_told_is_not_congratulated_again() {
    let before = first();
    let now = Desk::new(&rules(), &rows(&[]), "");
    let (files, written) = now
        .made_after(None, Some("2020-04-22"), Some(&before), true)
        .unwrap();
    assert_eq!(written.told_before, ["L-1", "L-2"]);
    let letter = body(&text(&files, "letters/L-1.txt"));
    assert!(letter.contains("We told you before"), "{letter}");
}

#[test]
fn a_run_of_another_programme_is_no_earlier_round() {
    let other = Desk::new(
        &rules().replace("id = \"letters\"", "id = \"other\""),
        &rows(&[]),
        "",
    );
    let findings = first()
        .made_after(None, None, Some(&other), false)
        .unwrap_err();
    let said: Vec<&str> = findings.iter().map(|one| one.message.as_str()).collect();
    insta::assert_snapshot!(said.join("\n"), @"is a run of the programme `other`, and these are letters of `letters`");
}
