//! Messages about what was given in the wrong place, or is not settled: one, and nothing of what people wrote.

use std::fs;
use std::path::PathBuf;

use intake::table::Options;

use crate::bench::{Bench, Said, plain, put};
use crate::shell::{About, Exit, Format, Job};

const RULES: &str = include_str!("../../sample-applications/small/two-groups-one-person.toml");
const PILE: &str = include_str!("../../sample-applications/small/two-groups-one-person.csv");
const PEOPLE: &str = "Timestamp,Email Address,Name\n2020-03-01,anna@example.org,Anna\n2020-03-02,boris@example.org,Boris\n";

fn check(bench: &Bench, rules: PathBuf, applications: Vec<PathBuf>) -> Said {
    bench.job(&Job::Check {
        ratings: Vec::new(),
        rules,
        applications,
        reading: Options::default(),
        sentences: None,
        notes: false,
    })
}

#[test]
fn swapped_files_are_one_error_and_nobodys_address() {
    let workbook = b"PK\x03\x04 and so on, anna@example.org".to_vec();
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(PEOPLE.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (name, bytes, what) in [
        ("people.csv", PEOPLE.as_bytes().to_vec(), "a table"),
        (
            "people.txt",
            PEOPLE.replace(',', "\t").into_bytes(),
            "a table",
        ),
        (
            "people.toml",
            format!("\u{feff}\n{}", PEOPLE.replace(',', ";")).into_bytes(),
            "a table",
        ),
        ("one.csv", b"Name\nanna@example.org\n".to_vec(), "a table"),
        ("people.csv", utf16, "a table"),
        ("people.xlsx", workbook.clone(), "a workbook"),
        ("people.csv", workbook, "a workbook"),
    ] {
        let bench = Bench::new(RULES).file(name, bytes);
        let said = check(
            &bench,
            bench.applications[0].clone(),
            vec![bench.rules.clone()],
        );
        assert_eq!(said.exit, Exit::Usage, "{name}");
        assert!(
            said.err.contains(&format!(
                "this is {what}, such as one of applications, and no rules"
            )),
            "{}",
            said.err
        );
        assert!(
            plain(&said.err).matches("error[").count() == 1 && !said.err.contains("anna"),
            "{}",
            said.err
        );
    }
}

#[test]
fn swapped_rules_are_no_applications() {
    let bench = Bench::new(RULES).file("more.toml", RULES);
    for said in [bench.select().said, bench.check()] {
        assert_eq!(said.exit, Exit::Refused, "{}", said.err);
        assert!(
            said.err.contains("these are rules, and no applications"),
            "{}",
            said.err
        );
        assert_eq!(
            plain(&said.err).matches("error[").count(),
            1,
            "{}",
            said.err
        );
    }
}

#[test]
fn swapped_files_are_told_from_rules_with_mistakes() {
    // Whatever begins as rules do is read as rules, however broken.
    for rules in [
        "# a, b, c\n",
        "\nformat = 1, 2\n",
        "[programme, x]\n",
        "title = a; b",
        "{\\rtf1\\ansi; x, y}",
        "<html>, <b>",
        "{\"a\": 1, \"b\": 2}",
    ] {
        let said = Bench::new(rules).check();
        assert!(!said.err.contains("no rules"), "{rules}: {}", said.err);
    }
}

#[test]
fn a_run_and_an_id_in_each_others_place_are_told() {
    let bench = Bench::new(RULES).pile(PILE);
    bench.select();
    let run = bench.run_folder().display().to_string();
    let about = |id: String| Job::Explain {
        run: PathBuf::from("G-1"),
        about: About::Application(id),
        personal: Vec::new(),
        rulings: Vec::new(),
        reading: Options::default(),
        format: Format::Text,
    };
    let said = bench.job(&about(run));
    assert!(
        said.err
            .contains("`G-1` is no run folder, and `…/run` is one: the run folder comes first"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("help: intake explain …/run G-1"),
        "{}",
        said.err
    );
    let neither = bench.job(&about("nowhere".to_owned()));
    assert!(!neither.err.contains("comes first"), "{}", neither.err);
}

#[test]
fn rules_that_are_not_there_are_looked_for_beside() {
    let bench = Bench::new(RULES);
    let help = |name: &str| check(&bench, bench.folder().join(name), Vec::new()).err;
    assert!(
        help("ruels.toml").contains("did you mean `…/rules.toml`?"),
        "{}",
        help("ruels.toml")
    );
    assert!(
        help("something-else.toml").contains("in that folder are `…/rules.toml`"),
        "{}",
        help("something-else.toml")
    );
    fs::remove_file(&bench.rules).unwrap();
    assert!(
        help("rules.toml").contains("`intake new` drafts one"),
        "{}",
        help("rules.toml")
    );
    assert!(
        help("nowhere/rules.toml").contains("check the name of its folder"),
        "{}",
        help("nowhere/rules.toml")
    );
}

#[test]
fn a_time_zone_is_proposed_by_its_city_and_an_offset_is_none() {
    let zone = RULES
        .lines()
        .find(|line| line.starts_with("time_zone"))
        .unwrap();
    for (written, help) in [
        ("Tbilisi", "did you mean `Asia/Tbilisi`?"),
        ("new york", "did you mean `America/New_York`?"),
        ("GMT+4", "an offset is no time zone"),
        ("UTC+04:00", "an offset is no time zone"),
        ("+04:00", "an offset is no time zone"),
        ("Europe/Warsw", "did you mean `Europe/Warsaw`?"),
        ("Nowhere at all", "a region and a city"),
    ] {
        let said = Bench::new(&RULES.replace(zone, &format!("time_zone = \"{written}\""))).check();
        assert!(
            said.err.contains(help) && !said.err.contains("GMT+0"),
            "{written}: {}",
            said.err
        );
    }
}

#[test]
fn what_is_to_be_settled_is_one_finding_with_its_lines_and_the_refusal_last() {
    let marked: String = RULES
        .lines()
        .map(|line| {
            if line.starts_with("title") {
                format!("{line} # EDIT\n")
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    let lines = marked.matches("# EDIT").count();
    assert!(lines >= 4, "{lines}");
    let bench = Bench::new(&marked).pile(PILE);
    let said = bench.select().said;
    let (err, checked) = (plain(&said.err), plain(&bench.check().out));
    for shown in [&err, &checked] {
        assert_eq!(
            shown
                .matches("= help: settle it, and take the mark out")
                .count(),
            1,
            "{shown}"
        );
        assert!(shown.contains(&format!("({lines} lines)")), "{shown}");
        let numbers = marked
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains("# EDIT"));
        for (at, line) in numbers {
            assert!(
                shown.contains(&format!("{:>5} | {line}", at + 1)),
                "{line}: {shown}"
            );
        }
    }
    assert!(
        err.trim_end().ends_with("unfinished rules decide nothing")
            && err.lines().count() < lines + 15,
        "{err}"
    );
}

#[test]
fn verify_says_what_to_do_with_a_run_that_was_changed() {
    let bench = Bench::new(RULES).pile(PILE);
    bench.select();
    let verify = |bench: &Bench| {
        let run = bench.run_folder().to_path_buf();
        bench.job(&Job::Verify {
            ratings: Vec::new(),
            before: Vec::new(),
            run,
            applications: Vec::new(),
            rules: None,
            reading: Options::default(),
            rulings: Vec::new(),
        })
    };
    assert!(!verify(&bench).err.contains("what to do"));
    let list = bench.run_folder().join("unplaced.csv");
    put(&list, fs::read_to_string(&list).unwrap() + "note\n");
    let said = verify(&bench);
    assert_eq!(said.exit, Exit::Different);
    assert!(
        said.out.contains("was changed after it was written")
            && said.err.contains("what to do: keep this folder")
    );
}
