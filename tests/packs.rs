//! Packs for assessors: who reads what, what a workbook holds, and how it comes back.

mod assessors;
mod assign;
mod back;
mod barred;
mod blind;
pub(super) mod made;
mod office;
mod together;
mod unclear;
mod words;

use std::collections::BTreeMap;

use insta::assert_snapshot;
use intake::engine::packs::packs;
use intake::engine::{File, Pile};
use intake::papers::summary;
use intake::rules::Rules;
use intake::rules::load::load;
use intake::table::Options;

use crate::bench::{plain, repository};
use crate::shell::{Exit, Job, Packs};

pub(super) const RULES: &str = include_str!("../sample-applications/small/packs.toml");
pub(super) const APPLICATIONS: &str = include_str!("../sample-applications/small/packs.csv");
pub(super) const ASSESSORS: &str = include_str!("../sample-applications/small/assessors/packs.csv");

/// What came of making packs.
pub(super) struct Made {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) said: String,
    pub(super) is_open: bool,
}

impl Made {
    pub(super) fn text(&self, name: &str) -> &str {
        let text = std::str::from_utf8(&self.files[name]).unwrap();
        text.trim_start_matches('\u{feff}')
    }
}

pub(super) fn rules(text: &str) -> Rules {
    let loaded = load("rules.toml", text, &|_| Err(String::new()));
    loaded
        .rules
        .unwrap_or_else(|| panic!("{:?}", loaded.findings))
}

/// Files by their names.
pub(super) type Named<'a> = Vec<(&'a str, Vec<u8>)>;

/// Makes packs of these files; an error is what refuses them.
pub(super) fn made(
    rules: &Rules,
    applications: &[(&str, &str)],
    assessors: Option<&str>,
    ratings: &[(&str, Vec<u8>)],
) -> Result<Made, String> {
    let files = |all: &[(&str, &str)]| -> Vec<File<'static>> {
        let each = all.iter();
        each.map(|(name, text)| File::new(*name, text.as_bytes()))
            .collect()
    };
    let rated: Vec<File<'_>> = ratings
        .iter()
        .map(|(name, bytes)| File::new(*name, bytes.clone()))
        .collect();
    let pile = Pile {
        applications: &files(applications),
        ratings: &rated,
        rulings: &[],
        reading: &Options::default(),
        follows: None,
        stage_before: None,
    };
    let assessors: Vec<(&str, &str)> = assessors
        .map(|text| ("assessors.csv", text))
        .into_iter()
        .collect();
    let words = |findings: &[_]| plain(&summary::findings(findings));
    let mut rules = rules.clone();
    let made = packs(&mut rules, pile, &files(&assessors), &|_| {})
        .map_err(|findings| words(&findings))?;
    let mut files = BTreeMap::new();
    made.write(&mut files).unwrap();
    Ok(Made {
        files,
        said: words(&made.findings),
        is_open: made.is_open,
    })
}

/// Those of the sample.
pub(super) fn sample() -> Made {
    made(
        &rules(RULES),
        &[("packs.csv", APPLICATIONS)],
        Some(ASSESSORS),
        &[],
    )
    .unwrap()
}

/// A call in which four assessors share these applications: id, name, address, organisation, statement.
pub(super) fn pile(rows: &[[&str; 5]]) -> String {
    let mut text = "ID,Submitted,Name,E-mail,Organisation,Phone,Member of a local group,Language,Why do you want to come?\n".to_owned();
    for [id, name, email, organisation, statement] in rows {
        text.push_str(&format!(
            "{id},2020-03-02T08:00:00,\"{name}\",{email},\"{organisation}\",,yes,English,\"{statement}\"\n"
        ));
    }
    text
}

#[test]
fn nobody_reads_whom_they_have_a_conflict_with_and_loads_are_as_even_as_may_be() {
    assert_snapshot!(sample().text("assignment.csv"), @r#"
    application,readers,have_rated,to_rate,readers_missing,may_not_read
    P-01,"A1, A3",,"A1, A3",0,
    P-02,"A1, A4",,"A1, A4",0,A2: same name; A3: reads other languages
    P-03,"A1, A2",,"A1, A2",0,A3: same organisation
    P-04,"A2, A4",,"A2, A4",0,A3: declared conflict
    P-05,"A1, A2",,"A1, A2",0,A3: same organisation
    P-07,"A2, A4",,"A2, A4",0,A3: reads other languages
    "#);
}

#[test]
fn names_of_assessors_stand_in_the_officers_table_and_nowhere_else() {
    let made = sample();
    assert_snapshot!(made.text("assessors.csv"), @"
    assessor,name,email,reads,to_rate,at_most,pack
    A1,Vera Novak,vera@office.example,4,4,4,packs/A1.xlsx
    A2,Ivan Petrow,petrow@office.example,4,4,4,packs/A2.xlsx
    A3,Sam Lee,sam@water.example,1,1,4,packs/A3.xlsx
    A4,Nino Beridze,nino@office.example,3,3,3,packs/A4.xlsx
    ");
    for (name, bytes) in made
        .files
        .iter()
        .filter(|(name, _)| *name != "assessors.csv")
    {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Novak") && !name.contains("Novak"), "{name}");
    }
    let named = RULES.replace("blind = true", "named = true\nblind = true");
    let made = super::packs::made(
        &rules(&named),
        &[("packs.csv", APPLICATIONS)],
        Some(ASSESSORS),
        &[],
    )
    .unwrap();
    let packs: Vec<&String> = made
        .files
        .keys()
        .filter(|name| name.starts_with("packs/"))
        .collect();
    assert_eq!(packs[0], "packs/A1 Vera Novak.xlsx");
}

#[test]
fn what_gives_an_applicant_away_is_listed_for_the_officer() {
    assert_snapshot!(sample().text("look-first.csv"), @r#"
    application,readers,what,field,found,around,covered
    P-01,"A1, A3",name,statement,Marija,"I am Marija, and at Forest Watch I monitor logging.",yes
    P-01,"A1, A3",organisation,statement,Forest Watch,"I am Marija, and at Forest Watch I monitor logging. I want to learn to i",yes
    P-01,"A1, A3",e-mail address,statement,marija.kovac@example.org,learn to interview witnesses; write to marija.kovac@example.org.,yes
    P-02,"A1, A4",name,statement,Ivan Petrov,Меня зовут Ivan Petrov. Мы с коллегами документируем обыски. Т,yes
    P-02,"A1, A4",telephone number,statement,050 123-45-67,коллегами документируем обыски. Телефон 050 123-45-67.,yes
    "#);
}

#[test]
fn the_folder_names_all_that_went_in_and_came_out() {
    let made = sample();
    let manifest: serde_json::Value = serde_json::from_str(made.text("packs.json")).unwrap();
    let files: Vec<&str> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["file"].as_str().unwrap())
        .collect();
    let mut written: Vec<&String> = made
        .files
        .keys()
        .filter(|name| *name != "packs.json")
        .collect();
    written.sort_by_key(|name| files.iter().position(|file| file == name));
    assert!(
        files
            .iter()
            .copied()
            .eq(written.iter().map(|name| name.as_str()))
    );
    for file in manifest["files"].as_array().unwrap() {
        let bytes = &made.files[file["file"].as_str().unwrap()];
        assert_eq!(file["sha256"], intake::base::digest::of(bytes));
        assert_eq!(file["bytes"], bytes.len());
    }
    assert_eq!(
        manifest["assessors"]["sha256"],
        intake::base::digest::of(ASSESSORS.as_bytes())
    );
    assert_eq!(
        manifest["counts"].to_string(),
        r#"{"applications":6,"packs":4,"readers_missing":0,"to_rate":12}"#
    );
}

#[test]
fn the_order_of_rows_and_of_assessors_changes_no_pack_and_no_list() {
    let sorted = sample();
    let turned = |text: &str| {
        // A statement over several lines stays one row.
        let text = text.replace("\n\n", "¶");
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        format!("{}\n", lines.join("\n")).replace('¶', "\n\n")
    };
    let (applications, assessors) = (turned(APPLICATIONS), turned(ASSESSORS));
    let made = made(
        &rules(RULES),
        &[("packs.csv", &applications)],
        Some(&assessors),
        &[],
    )
    .unwrap();
    for (name, bytes) in sorted
        .files
        .iter()
        .filter(|(name, _)| *name != "packs.json")
    {
        assert!(
            made.files[name] == *bytes,
            "{name} hangs on the order of rows"
        );
    }
    let again = sample();
    assert!(again.files == sorted.files);
}

#[test]
fn too_few_readers_are_said_and_nobody_is_left_out() {
    let assessors = ASSESSORS.replace(
        "A4,Nino Beridze,nino@office.example,Office,English; Russian,3,",
        "A4,,,,,0,",
    );
    let made = made(
        &rules(RULES),
        &[("packs.csv", APPLICATIONS)],
        Some(&assessors),
        &[],
    )
    .unwrap();
    assert!(made.is_open);
    assert_snapshot!(made.said, @"
    question[readers-short] assignment.csv: `P-01` has one reader too few: A1: reads as many as they may; A2: reads as many as they may; A4: reads as many as they may
      help: name further assessors in the rules, let some read more (`at_most`), groups or languages besides, or let fewer read each application (`read_by`)
    question[readers-short] assignment.csv: `P-02` has one reader too few: A2: same name; A3: reads other languages; A4: reads as many as they may
      help: name further assessors in the rules, let some read more (`at_most`), groups or languages besides, or let fewer read each application (`read_by`)
    question[readers-short] assignment.csv: `P-04` has one reader too few: A1: reads as many as they may; A3: declared conflict; A4: reads as many as they may
      help: name further assessors in the rules, let some read more (`at_most`), groups or languages besides, or let fewer read each application (`read_by`)
    note[blind-masked] look-first.csv: 2 answers name their applicants, the first `statement` of `P-01`
      help: what was found is covered in the packs; the list has all of it
    ");
    assert_snapshot!(made.text("assignment.csv"), @r#"
    application,readers,have_rated,to_rate,readers_missing,may_not_read
    P-01,A3,,A3,1,A1: reads as many as they may; A2: reads as many as they may; A4: reads as many as they may
    P-02,A1,,A1,1,A2: same name; A3: reads other languages; A4: reads as many as they may
    P-03,"A1, A2",,"A1, A2",0,A3: same organisation
    P-04,A2,,A2,1,A1: reads as many as they may; A3: declared conflict; A4: reads as many as they may
    P-05,"A1, A2",,"A1, A2",0,A3: same organisation
    P-07,"A1, A2",,"A1, A2",0,A3: reads other languages
    "#);
}

#[test]
fn without_an_assessors_file_everybody_may_read_everything() {
    let made = made(&rules(RULES), &[("packs.csv", APPLICATIONS)], None, &[]).unwrap();
    assert!(!made.is_open);
    let loads: Vec<&str> = made.text("assessors.csv").lines().skip(1).collect();
    assert_eq!(
        loads,
        [
            "A1,,,3,3,4,packs/A1.xlsx",
            "A2,,,3,3,4,packs/A2.xlsx",
            "A3,,,3,3,4,packs/A3.xlsx",
            "A4,,,3,3,4,packs/A4.xlsx"
        ]
    );
}

#[test]
fn rules_without_packs_say_where_to_write_them() {
    let (before, behind) = RULES.split_once("[packs]\n").unwrap();
    let (_, behind) = behind.split_once("[[eligibility]]").unwrap();
    // The clause about readers is then cited by the ratings' rule.
    let text = format!("{before}[[eligibility]]{behind}").replace(
        "cites = [\"motivation\"]\nweight",
        "cites = [\"motivation\", \"readers\"]\nweight",
    );
    let refused = made(&rules(&text), &[("packs.csv", APPLICATIONS)], None, &[])
        .err()
        .unwrap();
    assert_snapshot!(refused, @"
    error[missing-key] rules.toml: the rules do not say what packs hold and who reads what
      help: write [packs] with `seed`, `shows` and `cites`; rules/README.md says what they mean
    ");
}

/// The command, on the disk.
fn packed(out: &std::path::Path, assessors: &[&str]) -> crate::bench::Said {
    let bench = crate::bench::Bench::new("");
    bench.folder();
    bench.job(&Job::Packs(Packs {
        stage: None,
        after: None,
        applications: vec![repository("sample-applications/small/packs.csv")],
        rules: repository("sample-applications/small/packs.toml"),
        out: out.to_owned(),
        assessors: assessors.iter().map(|path| repository(path)).collect(),
        ratings: Vec::new(),
        rulings: Vec::new(),
        reading: Options::default(),
    }))
}

#[test]
fn the_command_says_who_reads_how_many_and_writes_over_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("packs");
    let said = packed(&out, &["sample-applications/small/assessors/packs.csv"]);
    assert_eq!(said.exit, Exit::Done);
    assert_snapshot!(said.out.replace(&folder.path().display().to_string(), "…"), @"
    …/packs: 4 packs; 6 applications are to be rated now
      A1 4 applications: packs/A1.xlsx
      A2 4 applications: packs/A2.xlsx
      A3 1 application: packs/A3.xlsx
      A4 3 applications: packs/A4.xlsx
      look-first.csv has what somebody must look at before packs are sent; assignment.csv who reads what
    ");
    let again = packed(&out, &[]);
    assert_eq!(again.exit, Exit::Refused);
    assert!(out.join("packs/A1.xlsx").exists());
}

#[test]
fn the_command_explains_itself() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_intake"))
        .args(["packs", "--help"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_snapshot!(text.lines().take(34).collect::<Vec<_>>().join("\n"), @"
    Write a pack for every assessor: what they read, what the numbers mean, and cells to fill in.

    Who reads what is in the rules, under [packs]: as many readers as each application needs, loads that
    differ as little as may be, the rest drawn by a published seed; nobody reads whom they have a
    conflict with. With --ratings there are packs only for what is still to be rated, for a further
    reader too. Filled in, packs come back with --ratings, whatever they are called. The exit code is 1
    where readers are missing or somebody must look before packs are sent.

    Usage: intake packs [OPTIONS] --rules <FILE> --out <DIR> <APPLICATIONS>...

    Arguments:
      <APPLICATIONS>...
              The applications: CSV, .xlsx, .xls, .xlsb or .ods; several files are one pile

    Options:
      -r, --rules <FILE>
              The rules file of the programme, with [packs] in it

      -o, --out <DIR>
              The folder to write; it must not be there yet

          --assessors <FILE>
              Who the assessors are: a table with the columns assessor, name, email, organisation,
              languages, groups, `at_most` and conflicts. Without it no conflict is looked for

          --ratings <FILE>...
              Ratings that came back; packs are then only of what is still to be rated. Several files
              are given one by one, each after its --ratings, or all after one

          --decisions <FILE>
              What people decided about single applications: the clarify list with answers, as CSV or
              workbook. Several files are given one by one, each after its --decisions

          --stage <ID>
    ");
}

#[test]
fn the_page_on_packs_names_every_column_of_the_lists() {
    let page = std::fs::read_to_string(repository("docs/packs.md")).unwrap();
    let made = sample();
    for list in ["assignment.csv", "assessors.csv", "look-first.csv"] {
        let headings = made.text(list).lines().next().unwrap();
        for heading in headings.split(',') {
            assert!(page.contains(&format!("`{heading}`")), "{list}: {heading}");
        }
    }
}

#[test]
fn what_assessors_read_stands_on_the_page_that_is_signed() {
    let page = intake::words::sentences::sentences(&rules(RULES));
    let (_, own) = page.split_once("\npacks\n").unwrap();
    assert_snapshot!(own, @"
    assessors see “Member of a local group”, “Why do you want to come?”; they are not told whose application they read, and what gives an applicant away is covered; each reads at most 4; who reads what language is held against “Language of the application”; nobody reads whom they have a conflict with, loads are as even as may be, and the rest is drawn by the seed `packs-2020`
      readers: Two assessors read each application without knowing whose it is.
    ");
}

#[test]
fn a_folder_of_packs_is_taken_for_no_run() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("packs");
    packed(&out, &["sample-applications/small/assessors/packs.csv"]);
    let said = crate::bench::Bench::new("").job(&Job::Verify {
        run: out,
        applications: Vec::new(),
        ratings: Vec::new(),
        rules: None,
        reading: Options::default(),
        rulings: Vec::new(),
        before: Vec::new(),
    });
    assert_eq!(said.exit, Exit::Refused);
    let said = plain(&said.err);
    assert!(said.contains("manifest.json: cannot be read"), "{said}");
}
