//! What letters are not made from, and the command as it is typed.

use std::fs;

use intake::engine::letters::{Request, letters};
use intake::engine::{File, Pile};
use intake::table::Options;

use super::{DECISIONS, Desk, HEADINGS, RULES, SURE};
use crate::bench::{Bench, Said, plain, put};
use crate::shell::letters::Everybody;
use crate::shell::{Exit, Job, Letters};

#[test]
fn a_run_that_was_touched_is_refused() {
    for file in [
        "ineligible.csv",
        "audit.jsonl",
        "rosters/water.csv",
        "rules/rules.toml",
    ] {
        let mut desk = Desk::sure();
        desk.run.get_mut(file).unwrap().push(b'\n');
        let findings = desk.made(None, None).unwrap_err();
        let said = plain(&intake::papers::summary::findings(&findings));
        assert!(
            said.starts_with("error[run-unreadable]") && said.contains(file),
            "{said}"
        );
    }
    let mut desk = Desk::sure();
    desk.run.insert("notes.txt".to_owned(), Vec::new());
    assert!(desk.made(None, None).is_err(), "something was added");
}

#[test]
fn other_applications_or_decisions_are_refused() {
    let mut desk = Desk::sure();
    desk.rows[0] = desk.rows[0].replace("Ana", "Eve");
    let findings = desk.made(None, None).unwrap_err();
    assert_eq!(findings[0].code.text(), "other-applications");
    let mut desk = Desk::sure();
    desk.rulings.clear();
    let findings = desk.made(None, None).unwrap_err();
    assert_eq!(findings[0].code.text(), "other-applications");
}

#[test]
fn without_applications_letters_greet_nobody_by_name_and_are_in_the_language_of_the_rules() {
    let desk = Desk::sure();
    let request = Request {
        personal: Pile {
            applications: &[] as &[File<'_>],
            ratings: &[],
            rulings: &[],
            reading: &Options::default(),
            follows: None,
            stage_before: None,
        },
        templates: None,
        date: None,
        told: None,
        all: false,
    };
    let mut files = std::collections::BTreeMap::new();
    letters(&desk.run, &request, &mut files).unwrap();
    for (name, bytes) in &files {
        let letter = String::from_utf8_lossy(bytes);
        assert!(
            !name.ends_with(".txt") || letter.contains("\n\nDear applicant,\n\n"),
            "{letter}"
        );
    }
    for row in &super::table(&files)[1..] {
        assert_eq!(
            (row[1].as_str(), row[2].as_str(), row[3].as_str()),
            ("", "", "en")
        );
    }
}

fn bench(rules: &str) -> Bench {
    Bench::new(rules)
        .pile(format!("{HEADINGS}\n{}\n", SURE.join("\n")))
        .decided("decisions.csv", DECISIONS)
}

fn job(bench: &Bench, templates: Option<&str>, with_personal: bool) -> Job {
    Job::Letters(Letters::Everybody(Box::new(Everybody {
        run: bench.out.clone(),
        out: bench.path("letters-out"),
        personal: if with_personal {
            bench.applications.clone()
        } else {
            Vec::new()
        },
        rulings: if with_personal {
            bench.rulings.clone()
        } else {
            Vec::new()
        },
        reading: Options::default(),
        templates: templates.map(|name| bench.path(name)),
        date: None,
        told: None,
        all: false,
    })))
}

#[test]
fn the_command_writes_a_folder_and_says_how_many_of_each_letter() {
    let bench = bench(RULES);
    bench.folder();
    bench.select();
    let said = bench.job(&job(&bench, None, false));
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    insta::assert_snapshot!(format!("{}{}", said.out, said.err), @"
    …/letters-out: 8 letters, as text and as pages, and mail-merge.xlsx
           1  selected
           1  confirmed
           1  reserve
           1  unplaced
           2  ineligible
           1  superseded
           1  dropped-out
    note: without the applications no letter has a name, an address or a language of its own; give their files after the run
    note: the letters have no date (`--date`), no way to confirm a seat (`confirm` in [letters]), no sentence on how to have the decision reviewed (`appeal` in [letters]); docs/letters.md says what stands where
    ");
    let again = bench.job(&job(&bench, None, true));
    assert_eq!(again.exit, Exit::Refused);
    assert!(again.err.contains("output-exists"), "{}", again.err);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        for (name, mode) in [
            ("", 0o700),
            ("letters/L-1.txt", 0o600),
            ("mail-merge.xlsx", 0o600),
        ] {
            let there = fs::metadata(bench.path("letters-out").join(name)).unwrap();
            assert_eq!(there.permissions().mode() & 0o777, mode, "{name}");
        }
    }
}

/// What the command says of letters that are dated so.
fn dated(bench: &Bench, day: &str) -> Said {
    let Job::Letters(Letters::Everybody(mut everybody)) = job(bench, None, true) else {
        panic!("a job of another kind")
    };
    everybody.date = Some(day.parse().unwrap());
    bench.job(&Job::Letters(Letters::Everybody(everybody)))
}

#[test]
fn the_command_says_what_is_to_be_looked_at_before_letters_are_sent() {
    let late = "L-9,2020-03-31T23:30:00-04:00,Ida,i@example.org,english,Rivers,B2,Georgia,9,9";
    let bench = Bench::new(RULES).pile(format!(
        "{HEADINGS}\n{late}\n{}\nTotal,,,,,,,,36,36\n",
        SURE.join("\n")
    ));
    bench.folder();
    bench.select();
    let said = dated(&bench, "2020-05-02");
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    insta::assert_snapshot!(format!("{}{}", said.out, said.err), @"
    …/letters-out: 9 letters, as text and as pages, and mail-merge.xlsx
           4  undecided
           4  ineligible
           1  superseded
      undecided: an answer that is awaited could still change these; no seat is promised until it is firm
    warning: 1 refusal is held back in `look-first`, and on a sheet of that name in mail-merge.xlsx: late by the zone of the call alone, in time by the clock they were sent by: L-9; look whether the call meant that. To take one, decide `accept-late` and select again; otherwise send its letter from there
    note: the letters have no sentence on how to have the decision reviewed (`appeal` in [letters]); docs/letters.md says what stands where
    note: there is no letter to a row that seems to be a total or a remark under a table: Total; clarify.csv asks whether it counts
    ");
}

#[test]
fn a_day_of_letters_after_the_last_day_to_confirm_is_warned_of() {
    let bench = bench(RULES);
    bench.folder();
    bench.select();
    let said = dated(&bench, "2020-05-02");
    insta::assert_snapshot!(said.err, @"
    warning: the letters ask to confirm by 2020-05-01, and are dated later; give an earlier `--date`, or change `confirm_by` in [call] and select again
    note: the letters have no way to confirm a seat (`confirm` in [letters]), no sentence on how to have the decision reviewed (`appeal` in [letters]); docs/letters.md says what stands where
    ");
}

#[cfg(unix)]
#[test]
fn templates_are_not_followed_out_of_their_folder() {
    use std::os::unix::fs::symlink;
    let bench = bench(RULES);
    bench.folder();
    bench.select();
    fs::create_dir_all(bench.path("elsewhere")).unwrap();
    fs::create_dir_all(bench.path("mine/en")).unwrap();
    put(&bench.path("elsewhere/selected.j2"), "a secret");
    put(&bench.path("mine/en/frame.j2"), "{{ programme }}");
    symlink(
        bench.path("elsewhere/selected.j2"),
        bench.path("mine/en/selected.j2"),
    )
    .unwrap();
    let said = bench.job(&job(&bench, Some("mine"), true));
    assert_eq!(said.exit, Exit::Refused);
    insta::assert_snapshot!(plain(&said.err), @"
    error[template] …/mine/en/selected.j2: leads outside of the folder of templates by a symbolic link, and is not followed
      help: put the template itself into the folder
    ");
    // A whole folder, too; and one that is not of a letter.
    fs::remove_file(bench.path("mine/en/selected.j2")).unwrap();
    symlink(bench.path("elsewhere"), bench.path("mine/fr")).unwrap();
    let said = bench.job(&job(&bench, Some("mine"), true));
    assert!(said.err.contains("leads outside"), "{}", said.err);
    fs::remove_file(bench.path("mine/fr")).unwrap();
    // Inside of the folder links are followed, and the folder itself may be one.
    put(&bench.path("mine/plain.txt"), "{{ programme }}");
    symlink(
        bench.path("mine/plain.txt"),
        bench.path("mine/en/selected.j2"),
    )
    .unwrap();
    symlink(bench.path("mine"), bench.path("linked")).unwrap();
    let said = bench.job(&job(&bench, Some("linked"), true));
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
}

#[test]
fn templates_that_the_rules_name_are_checked_and_must_be_given() {
    let rules = RULES.replace(
        "name = [\"name\"]",
        "name = [\"name\"]\ntemplates = \"mine\"",
    );
    let bench = bench(&rules);
    bench.folder();
    let said = bench.check();
    assert_eq!(said.exit, Exit::Usage);
    assert!(
        said.err.contains("there is no such folder of templates"),
        "{}",
        said.err
    );
    let printed = bench.job(&Job::Letters(Letters::Templates(bench.path("mine"))));
    assert_eq!(printed.exit, Exit::Done, "{}", printed.err);
    assert_ne!(bench.check().exit, Exit::Usage);
    put(&bench.path("mine/en/reserve.j2"), "{{ reserv }}");
    put(&bench.path("mine/fr/frame.txt.j2"), "");
    let said = bench.check();
    assert_eq!(said.exit, Exit::Usage);
    insta::assert_snapshot!(plain(&said.err), @"
    warning[cap-never-binds]: the cap is 2, and there are 2 groups with 2 places together: the cap never decides anything
      --> rules.toml:20:7
       |
    20 | cap = 2
       |       ^
       |
       = help: nothing is wrong if that is meant
    error[template] mine/en/reserve.j2:1:4: there is no variable `reserv`
      help: did you mean `reserve`?
    error[template] mine/fr/frame.txt.j2: no letter has a template of this name
      help: `intake letters --print-templates DIR` writes all of them, by their names
    ");
    for name in ["mine/en/reserve.j2", "mine/fr/frame.txt.j2"] {
        fs::remove_file(bench.path(name)).unwrap();
    }
    bench.select();
    let said = bench.job(&job(&bench, None, true));
    assert_eq!(said.exit, Exit::Refused);
    insta::assert_snapshot!(plain(&said.err), @"
    error[template] --templates: the rules of the run name templates of their own, in the folder `mine` beside them
      help: give that folder, as in `--templates rules/mine`
    ");
    assert!(!bench.path("letters-out").exists());
    let said = bench.job(&job(&bench, Some("mine"), true));
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
}

#[test]
fn every_mistake_in_the_rules_about_letters_is_said_where_it_stands() {
    let part = "[letters]\nlanguage = \"de\"\nlanguage_field = \"name\"\nlanguages = { french = \"de\" }\nname = [\"nam\", \"mail\"]\nemail = \"name\"\ntemplates = \"../x\"\n[letters.en]\nsubject = \"a\"\n";
    let rules = format!("{}{part}", RULES.split("[letters]").next().unwrap());
    let loaded = intake::rules::load::load("rules.toml", &rules, &|_| Err(String::new()));
    let said: Vec<String> = loaded
        .findings
        .iter()
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect();
    insta::assert_snapshot!(said.join("\n"), @"
    cap-never-binds: the cap is 2, and there are 2 groups with 2 places together: the cap never decides anything
    bad-value: `language` takes `en`, `fr`, `ru`, not `de`
    wrong-type: `name` is a field of type text
    bad-value: letters are written in `en`, `fr`, `ru`, not `de`
    unknown-name: there is no field `nam`
    wrong-type: `mail` is a field of type email
    wrong-type: `name` is a field of type text
    bad-value: `../x` is no folder beside the rules
    unknown-key: [letters.LANGUAGE] has no key `subject`
    ");
    let alone = RULES.replace("languages = { french = \"fr\", russian = \"ru\" }\n", "");
    let loaded = intake::rules::load::load("rules.toml", &alone, &|_| Err(String::new()));
    let codes: Vec<&str> = loaded
        .findings
        .iter()
        .map(|finding| finding.code.text())
        .collect();
    assert_eq!(codes, ["cap-never-binds", "missing-key"]);
    let other = RULES.replace("{ french =", "{ frnch =");
    let loaded = intake::rules::load::load("rules.toml", &other, &|_| Err(String::new()));
    assert_eq!(
        loaded.findings.last().unwrap().help.as_deref(),
        Some("did you mean `french`?")
    );
}
