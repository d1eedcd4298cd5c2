//! Whom a packet is about: named, of a group, or around the last seats.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::{bench, made, named, page};
use crate::bench::{Bench, plain, repository};
use crate::letters::{HEADINGS, RULES, SURE};
use crate::shell::Exit;
use crate::shell::packet::Whom;

fn group(name: &str) -> Whom {
    Whom::Group(name.to_owned())
}

/// The cover's headings with the ids under each.
fn cover(packet: &str) -> String {
    let cover = packet.split("<section class=\"person\"").next().unwrap();
    let mut said = String::new();
    for listing in cover.split("<h2 id=\"l").skip(1) {
        let heading = listing
            .split_once('>')
            .unwrap()
            .1
            .split_once("</h2>")
            .unwrap()
            .0;
        let ids = listing.split("<a href=\"#p").skip(1).map(|link| {
            let id = link
                .split_once('>')
                .unwrap()
                .1
                .split_once("</a>")
                .unwrap()
                .0;
            id.replace("<span class=\"whole\">", "")
                .replace("</span>", "")
        });
        let ids: Vec<String> = ids.collect();
        writeln!(said, "{heading}: {}", ids.join(" ")).unwrap();
    }
    said
}

fn rows(many: usize, rating: impl Fn(usize) -> usize) -> String {
    let row = |at: usize| {
        format!(
            "R-{at:03},2020-03-01T08:{1:02}:{2:02},Name {at},r{at}@example.org,english,Rivers,B2,Poland,{0},{0}\n",
            rating(at),
            at / 60,
            at % 60
        )
    };
    format!("{HEADINGS}\n{}", (0..many).map(row).collect::<String>())
}

fn selected(rules: &str, pile: String) -> Bench {
    let bench = Bench::new(rules).pile(pile);
    let ran = bench.select();
    assert!(!ran.files.is_empty(), "{}", ran.said.words());
    bench
}

#[test]
fn those_named_come_in_the_order_named_and_each_once() {
    let packet = made(&bench(), named(&["L-4", "L-1", "L-4"]));
    assert_snapshot!(cover(&packet), @"
    As named: L-4 L-1
    ");
    assert_eq!(packet.matches("<section class=\"person\"").count(), 2);
    assert!(packet.find("id=\"p1\"").unwrap() < packet.find("id=\"p2\"").unwrap());
    assert!(page(&packet, "L-4").contains("id=\"p1\""));
}

#[test]
fn of_a_group_the_selected_come_first_and_then_the_reserve() {
    let packet = made(&bench(), group("water"));
    assert_snapshot!(cover(&packet), @"
    Clean water: selected: L-1
    Clean water: in reserve: L-4
    ");
    assert_eq!(
        packet,
        made(&bench(), group("CLEAN  water")),
        "its title names it as well"
    );
}

#[test]
fn a_group_that_is_not_there_is_told_which_are() {
    let said = bench().packet(group("watre"), &[]);
    assert_eq!(said.exit, Exit::Refused);
    assert_snapshot!(plain(&said.err), @"
    error[run-unreadable] …/run: has no group `watre`
      help: did you mean `water`?
    ");
    let said = bench().packet(group("mountains"), &[]);
    assert_snapshot!(plain(&said.err), @"
    error[run-unreadable] …/run: has no group `mountains`
      help: there are `water` (Clean water), `forest` (Old forests)
    ");
}

#[test]
fn every_id_that_is_not_there_is_named_at_once() {
    let said = bench().packet(named(&["L-1", "L-11", "X", "L-2"]), &[]);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Refused, ""));
    assert_snapshot!(plain(&said.err), @"
    error[run-unreadable] …/run/audit.jsonl: holds no application `L-11`
      help: did you mean `L-1`?
    error[run-unreadable] …/run/audit.jsonl: holds no application `X`
      help: ids are in the rosters and lists of the run
    ");
}

#[test]
fn a_close_call_is_the_last_two_with_a_seat_and_the_next_two_without() {
    let rules = RULES
        .replace("cap = 2", "cap = 4")
        .replacen("size = 1", "size = 3", 1);
    let bench = selected(&rules, rows(8, |at| 9 - at));
    assert_snapshot!(cover(&made(&bench, Whom::CloseCalls)), @"
    Clean water: R-001 R-002 R-003 R-004
    ");
}

#[test]
fn where_equal_totals_lie_on_both_sides_everybody_with_that_total_is_a_close_call() {
    let rules = RULES
        .replace("cap = 2", "cap = 4")
        .replacen("size = 1", "size = 3", 1);
    // One above, six alike, one below.
    let bench = selected(&rules, rows(8, |at| [9, 7, 7, 7, 7, 7, 7, 1][at]));
    let packet = made(&bench, Whom::CloseCalls);
    let seated = packet.matches("selected for Clean water").count();
    assert_eq!(
        packet.matches("<section class=\"person\"").count(),
        6,
        "{}",
        cover(&packet)
    );
    assert!(
        seated > 0 && packet.contains("the line is drawn through equal totals of 7<"),
        "{packet}"
    );
    // Of a hundred alike ten stand for each side, and how many more there are is said.
    let bench = selected(&rules, rows(100, |_| 7));
    let packet = made(&bench, Whom::CloseCalls);
    assert_eq!(packet.matches("<section class=\"person\"").count(), 13);
    assert!(packet.contains("and 87 more have that total"), "{packet}");
}

#[test]
fn without_anybody_who_waits_there_is_no_close_call_and_no_packet() {
    let bench = selected(RULES, format!("{HEADINGS}\n{}\n", SURE[0]));
    let said = bench.packet(Whom::CloseCalls, &[]);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Refused, ""));
    assert_snapshot!(plain(&said.err), @"
    error[run-unreadable] …/run: there is no close call: nobody who is ranked waits for a seat that somebody else has
      help: name the applications by their ids instead; the lists of the run have them
    ");
    let said = bench.packet(group("forest"), &[]);
    assert_snapshot!(plain(&said.err), @"
    error[run-unreadable] …/run: nobody is selected for `Old forests` or in reserve
      help: name the applications by their ids instead; the lists of the run have them
    ");
}

#[test]
fn whoever_balance_rules_passed_over_above_the_last_seat_is_a_close_call() {
    let balance = "[[balance]]\nid = \"polish\"\ntitle = \"One from Poland\"\ncites = [\"c\"]\ntest = { field = \"home\", is = \"PL\" }\nat_most = 1\n[ranking]";
    let rules = RULES
        .replace("[ranking]", balance)
        .replacen("size = 1", "size = 2", 1);
    let pile = rows(4, |at| 9 - at).replace("Rivers,B2,Poland,6,6", "Rivers,B2,Georgia,6,6");
    let bench = selected(&rules, pile);
    // R-000 is the one from Poland, R-003 comes from Georgia; are ranked between them.
    assert_snapshot!(cover(&made(&bench, Whom::CloseCalls)), @"
    Clean water: R-000 R-003 R-001 R-002
    ");
}

/// Every anchor is there once, and whatever is linked to is there.
fn assert_whole(name: &str, packet: &str) {
    let ids: Vec<&str> = packet
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{name}: an anchor stands twice");
    for mark in ["aria-labelledby=\"", "href=\"#"] {
        for rest in packet.split(mark).skip(1) {
            for to in rest.split('"').next().unwrap().split(' ') {
                assert!(ids.contains(&to), "{name}: nothing is called {to}");
            }
        }
    }
}

#[test]
fn every_small_sample_has_a_packet_about_everybody_the_same_each_time() {
    let folder = repository("sample-applications/small");
    let (mut samples, mut said) = (0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let rules = format!("sample-applications/small/{name}.toml");
        let pile = format!("sample-applications/small/{name}.csv");
        if path.extension().is_none_or(|end| end != "toml") || !repository(&pile).exists() {
            continue;
        }
        let bench = Bench::of(&rules, &pile);
        let ran = bench.select();
        if ran.files.is_empty() {
            continue;
        }
        let ids: Vec<String> = ran.outcomes().into_keys().collect();
        let many = ids.len();
        let packet = made(&bench, Whom::Named(ids.clone()));
        assert_eq!(
            packet.matches("<section class=\"person\"").count(),
            many,
            "{name}"
        );
        assert_whole(&name, &packet);
        assert_eq!(packet, made(&bench, Whom::Named(ids)), "{name}");
        let close = bench.packet(Whom::CloseCalls, &[]);
        assert!(
            close.exit == Exit::Done || close.err.contains("no close call"),
            "{name}: {}",
            close.err
        );
        // What the summary calls a close call is one in the packet, with whoever is nearest on both sides.
        let summary = plain(&ran.said.out);
        let calls = summary
            .split("\nWhere the seats end\n")
            .nth(1)
            .unwrap_or_default();
        let is_beside = |line: &&str| !line.contains("nobody comes next");
        let calls = calls.lines().take_while(|line| line.starts_with("  "));
        for call in calls.filter(is_beside) {
            let one = |before: &str| call.split(before).nth(1)?.split(' ').next();
            let (last, next) = (one(": last ").unwrap(), one(", next ").unwrap());
            let words =
                |line: &str| -> Vec<String> { line.split(' ').map(str::to_owned).collect() };
            let listed: Vec<Vec<String>> = cover(&close.out).lines().map(words).collect();
            let has = |line: &[String], id: &str| line.iter().any(|one| one == id);
            // Whom everybody who fits has left a seat to, the packet has no line for; somebody of another group may come in all the same.
            let is_line = listed.iter().any(|line| has(line, last));
            if !is_line && call.contains("for a seat in another group") {
                continue;
            }
            let has_both = |line: &Vec<String>| has(line, last) && has(line, next);
            let mut listed = listed.iter();
            assert!(listed.any(has_both), "{name}: {call}");
            said += 1;
        }
        samples += 1;
    }
    assert!(samples > 10, "only {samples} samples were tried");
    assert!(said > 10, "only {said} close calls were held");
}
