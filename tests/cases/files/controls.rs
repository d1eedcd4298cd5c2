//! No output of any command holds a character as it is that steers a terminal or turns a text round.

use std::io::{Cursor, Read as _};

use intake::table::Options;

use crate::bench::{Bench, Said, plain, put};
use crate::shell::packet::Whom;
use crate::shell::{About, Format, Job, Output, Sentences, Thorough};

/// Said independently of the program: C0 but for the line feed, DEL, C1, what parts lines and paragraphs, and Unicode's Bidi_Control.
fn steers(c: char) -> bool {
    matches!(u32::from(c), 0..=9 | 0xb..=0x1f | 0x7f..=0x9f | 0x61c | 0x200e | 0x200f | 0x2028..=0x202e | 0x2066..=0x2069)
}

/// What may stand in a list, where a cell holds what was typed: other white space, and the marks that Arabic and Hebrew need.
fn may_be_listed(c: char) -> bool {
    matches!(
        c,
        '\t' | '\r' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
    )
}

fn all() -> impl Iterator<Item = char> {
    ('\0'..='\u{206f}').filter(|c| steers(*c))
}

fn assert_tame(what: &str, text: &str) {
    let odd = text.chars().find(|c| steers(*c));
    let line = |odd: char| {
        text.lines()
            .find(|line| line.contains(odd))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(
        odd.is_none(),
        "{what}: {:?} in {:?}",
        odd.unwrap(),
        line(odd.unwrap())
    );
}

/// Rules whose texts hold `odd` wherever a text may stand.
fn rules(odd: &str, weight: u32) -> String {
    let odd: String = odd
        .chars()
        .map(|c| format!("\\u{:04x}", u32::from(c)))
        .collect();
    format!(
        r#"
format = 1
programme = {{ id = "odd", title = "Odd{odd}call" }}
call = {{ deadline = 2020-03-31, time_zone = "Europe/Vienna", submitted = "submitted", cites = ["c"], clauses = {{ c = "One{odd}clause" }} }}
places = {{ cap = 1, reserve = 1, cites = ["c"] }}
groups = [{{ id = "course", title = "The{odd}course", size = 1, cites = ["c"] }}]
ranking = {{ cites = ["c"], tie_breaks = [{{ lot = "seed{odd}" }}] }}
duplicates = [{{ id = "one-person", same = ["mail"], stands = "latest", cites = ["c"] }}]
[fields]
id = {{ type = "id", headings = ["ID"] }}
submitted = {{ type = "timestamp", headings = ["Submitted"] }}
name = {{ type = "text", headings = ["Name"], personal = true, roster = true }}
group = {{ type = "text", headings = ["Group"], roster = true }}
mail = {{ type = "email", headings = ["Mail"], personal = true, roster = true }}
topic = {{ type = "choice", headings = ["Topic"], options = {{ water = ["H2{odd}O"], forest = [] }} }}
rate = {{ type = "rating", min = 0, max = 10, headings = ["Rate"] }}
[[eligibility]]
id = "topic"
title = "Water{odd}only"
cites = ["c"]
test = {{ field = "topic", is = "water" }}
[[scoring]]
id = "rate"
title = "Rate{odd}"
cites = ["c"]
weight = {weight}
field = "rate"
rating = true
"#
    )
}

/// A pile with every outcome, with `odd` in every text of it.
fn pile(odd: &str) -> Vec<u8> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let extra = format!("Extra{odd}column");
    writer
        .write_record([
            "ID",
            "Submitted",
            "Name",
            "Group",
            "Mail",
            "Topic",
            "Rate",
            extra.as_str(),
        ])
        .unwrap();
    for (number, topic, rate) in [
        (1, "water".to_owned(), "9".to_owned()),
        (2, "water".to_owned(), "8".to_owned()),
        (3, "water".to_owned(), "7".to_owned()),
        (4, "forest".to_owned(), "9".to_owned()),
        (5, format!("wa{odd}ter?"), "9".to_owned()),
        (6, "water".to_owned(), format!("nine{odd}")),
    ] {
        let (id, name, group) = (
            format!("A{odd}{number}"),
            format!("Ana{odd}B"),
            format!("Riv{odd}ers"),
        );
        let mail = format!("a{number}@example.org");
        writer
            .write_record([
                &id,
                "2020-03-01T08:00:00",
                &name,
                &group,
                &mail,
                &topic,
                &rate,
                &format!("x{odd}"),
            ])
            .unwrap();
    }
    writer.into_inner().unwrap()
}

/// Everything every command says of such a bench, and every text it writes; what is asked about is said with it.
fn everything(bench: &Bench, odd: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut say = |what: String, said: Said| {
        texts.push((format!("{what}, out"), plain(&said.out)));
        texts.push((format!("{what}, err"), plain(&said.err)));
    };
    let ran = bench.select();
    let ids: Vec<String> = if ran.files.is_empty() {
        Vec::new()
    } else {
        let audit = ran.audit();
        audit
            .iter()
            .skip(1)
            .map(|record| record["application"].as_str().unwrap().to_owned())
            .collect()
    };
    say("select".to_owned(), ran.said);
    let (applications, reading) = (bench.applications.clone(), Options::default());
    let other = bench.folder().join("other.toml");
    put(&other, rules(odd, 2));
    let snapshot = bench.folder().join("kept.txt");
    let jobs = [
        Job::Check {
            ratings: Vec::new(),
            rules: bench.rules.clone(),
            applications: applications.clone(),
            reading: reading.clone(),
            sentences: Some(Sentences::Text),
            notes: true,
        },
        Job::Check {
            ratings: Vec::new(),
            rules: bench.rules.clone(),
            applications: Vec::new(),
            reading: reading.clone(),
            sentences: Some(Sentences::Text),
            notes: true,
        },
        Job::Check {
            ratings: Vec::new(),
            rules: bench.rules.clone(),
            applications: Vec::new(),
            reading: reading.clone(),
            sentences: Some(Sentences::Html),
            notes: false,
        },
        Job::Inspect {
            files: applications.clone(),
            reading: reading.clone(),
        },
        Job::New {
            rules: bench.folder().join("new.toml"),
            from: applications.clone(),
            reading: reading.clone(),
        },
        Job::Verify {
            ratings: Vec::new(),
            before: Vec::new(),
            run: bench.run_folder().to_owned(),
            applications: applications.clone(),
            rules: Some(other.clone()),
            reading: reading.clone(),
            rulings: Vec::new(),
        },
        Job::Compare {
            stage: None,
            after: None,
            ratings: Vec::new(),
            a: bench.rules.clone(),
            b: other.clone(),
            applications: applications.clone(),
            reading: reading.clone(),
            rulings: Vec::new(),
            format: Output::Text,
            movers: Some(bench.folder().join("movers.csv")),
        },
        Job::Compare {
            stage: None,
            after: None,
            ratings: Vec::new(),
            a: bench.rules.clone(),
            b: other.clone(),
            applications: applications.clone(),
            reading: reading.clone(),
            rulings: Vec::new(),
            format: Output::Json,
            movers: None,
        },
        Job::Snapshot {
            stage: None,
            after: None,
            ratings: Vec::new(),
            rules: bench.rules.clone(),
            applications: applications.clone(),
            reading: reading.clone(),
            rulings: Vec::new(),
            snapshot: Some(snapshot.clone()),
            accept: false,
        },
        Job::Snapshot {
            stage: None,
            after: None,
            ratings: Vec::new(),
            rules: other,
            applications,
            reading,
            rulings: Vec::new(),
            snapshot: Some(snapshot),
            accept: false,
        },
        Job::Test {
            rules: bench.rules.clone(),
            thorough: Thorough {
                coverage: true,
                mutate: false,
            },
        },
    ];
    for job in &jobs {
        say(
            format!("{job:?}")
                .split_whitespace()
                .next()
                .unwrap()
                .to_owned(),
            bench.job(job),
        );
    }
    for (at, id) in ids.iter().enumerate() {
        let two = About::Two(id.clone(), ids[(at + 1) % ids.len()].clone());
        for about in [
            About::Application(id.clone()),
            About::ForApplicant(id.clone()),
            two,
        ] {
            for format in [Format::Text, Format::Json, Format::Html, Format::Markdown] {
                let personal = if matches!(about, About::Two(..)) {
                    Vec::new()
                } else {
                    bench.applications.clone()
                };
                let said = bench.explain_with(about.clone(), &personal, format);
                assert_eq!(said.err, "", "{about:?}");
                say(format!("explain {format:?}"), said);
            }
        }
    }
    if !ids.is_empty() {
        let packet = bench.packet(Whom::Named(ids), &bench.applications);
        assert_eq!(packet.err, "");
        say("packet".to_owned(), packet);
    }
    say(
        "packet of nobody".to_owned(),
        bench.packet(Whom::Group(format!("No{odd}group")), &[]),
    );
    say(
        "explain nobody".to_owned(),
        bench.explain(&format!("No{odd}body")),
    );
    for file in ["kept.txt", "new.toml", "movers.csv"] {
        let text = std::fs::read_to_string(bench.folder().join(file)).unwrap_or_default();
        texts.push((file.to_owned(), text));
    }
    for (name, bytes) in ran.files {
        // The rules are kept as they were given, to the byte.
        if name.ends_with(".xlsx") {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for part in 0..archive.len() {
                let mut text = String::new();
                archive
                    .by_index(part)
                    .unwrap()
                    .read_to_string(&mut text)
                    .unwrap();
                texts.push((format!("{name} {part}"), text.replace("\r\n", "\n")));
            }
        } else if !name.starts_with("rules/") {
            texts.push((name, String::from_utf8(bytes).unwrap()));
        }
    }
    texts
}

fn assert_all_tame(odd: &str) -> usize {
    let bench = Bench::new(&rules(odd, 1))
        .file(&file_name(odd), pile(odd))
        .with_workbook();
    let texts = everything(&bench, odd);
    for (what, text) in &texts {
        let text: String = if what.ends_with(".csv") {
            text.chars().filter(|c| !may_be_listed(*c)).collect()
        } else {
            text.clone()
        };
        assert_tame(&format!("{what} with {odd:?}"), &text);
    }
    texts.len()
}

/// No system takes a zero in a name.
fn file_name(odd: &str) -> String {
    format!("pile{}.csv", odd.replace(['\0', '/'], ""))
}

#[test]
fn c1_no_control_or_direction_character_stands_raw_in_any_output() {
    // What is read: all of them in every text at once.
    let read: String = all().filter(|c| u32::from(*c) >= 0x80).collect();
    assert!(read.chars().count() > 40);
    assert!(
        assert_all_tame(&read) > 100,
        "the applications were read, and all was looked at"
    );
}

#[test]
fn c1_a_refused_control_character_is_not_said_raw_either() {
    let refused: Vec<char> = all().filter(|c| u32::from(*c) < 0x80).collect();
    assert_all_tame(&refused.iter().collect::<String>());
    for odd in refused.iter().map(char::to_string) {
        let bench = Bench::new(&rules("", 1)).file(&file_name(&odd), pile(&odd));
        let inspected = bench.job(&Job::Inspect {
            files: bench.applications.clone(),
            reading: Options::default(),
        });
        for said in [bench.select().said, bench.check(), inspected] {
            assert_tame(&format!("{odd:?}"), &plain(&(said.out + &said.err)));
        }
    }
}

#[test]
fn c1_an_id_with_such_a_character_is_found_by_it_and_its_snapshot_read_again() {
    let odd = "\u{9b}\u{202e}";
    let bench = Bench::new(&rules("", 1)).pile(pile(odd));
    bench.select();
    let page = bench.explain(&format!("A{odd}1"));
    assert!(page.out.contains("A\\u{9b}\\u{202e}1"), "{}", page.words());
    let job = Job::Snapshot {
        stage: None,
        after: None,
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        applications: bench.applications.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        snapshot: Some(bench.folder().join("kept.txt")),
        accept: false,
    };
    bench.job(&job);
    let again = bench.job(&job);
    assert!(
        again.out.contains("all as in the snapshot"),
        "{}",
        again.out
    );
}
