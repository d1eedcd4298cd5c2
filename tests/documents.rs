//! `docs/run-folder.md` and `docs/comparing.md` against what is written: every column and key is written down, and nothing is
//! that does not exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::bench::put;

const PAGE: &str = include_str!("../docs/run-folder.md");
const COMPARING: &str = include_str!("../docs/comparing.md");

/// The names in backticks between one heading of the page and the next of the same depth or less.
fn named(from: &str, to: &str) -> BTreeSet<String> {
    named_in(PAGE, from, to)
}

fn named_in(page: &str, from: &str, to: &str) -> BTreeSet<String> {
    let part = page
        .split(from)
        .nth(1)
        .unwrap_or_else(|| panic!("no part {from}"))
        .split(to)
        .next()
        .unwrap();
    // Of a table only the rows; what stands in a cell of meanings may be a value rather than a name.
    part.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn run() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let decided = [
        "--decisions",
        "sample-applications/montenegro-2019.decisions.csv",
    ];
    let beside = tempfile::tempdir().unwrap();
    let gone = beside.path().join("gone.csv");
    let row = "A-0127,withdrawn,,,,,Panel,2019-04-20,by e-mail";
    put(
        &gone,
        format!("application,decision,field,cell,found,answer,who,when,why\n{row}\n"),
    );
    let dropped_out = ["--decisions", gone.to_str().unwrap()];
    for (out, name, rules, rulings) in [
        ("montenegro-2019", "montenegro-2019", "rules", &[][..]),
        ("decided", "montenegro-2019", "rules", &decided[..]),
        ("gone", "montenegro-2019", "rules", &dropped_out[..]),
        (
            "autumn",
            "autumn-workshop-2021",
            "rules",
            &["--report-personal", "--report-firmness"],
        ),
        ("formula", "small/formula-text", "", &[]),
        ("standing", "small/standing-answer", "", &[]),
        ("balance", "small/balance", "", &[]),
        ("groups", "small/two-groups-one-person", "", &[]),
    ] {
        let csv = format!("sample-applications/{name}.csv");
        let rules = if rules.is_empty() {
            format!("sample-applications/{name}.toml")
        } else {
            format!("{rules}/{name}.toml")
        };
        let out = folder.path().join(out);
        let output = Command::new(env!("CARGO_BIN_EXE_intake"))
            .args(["select", &csv, "--rules", &rules, "--out"])
            .arg(&out)
            .args(rulings)
            .output();
        assert!(matches!(output.unwrap().status.code(), Some(0 | 1)));
    }
    for (stage, more) in [("essays", &[][..]), ("interviews", &["--after", "essays"])] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intake"));
        command
            .args(["select", "sample-applications/small/two-stages.csv"])
            .args(["--rules", "sample-applications/small/two-stages.toml"])
            .args([
                "--ratings",
                "sample-applications/small/two-stages/interviews.csv",
            ])
            .args(["--stage", stage, "--out"])
            .arg(folder.path().join(stage));
        for word in more {
            let is_run = *word == "essays";
            let path = folder.path().join(word);
            command.arg(if is_run {
                path.as_os_str()
            } else {
                word.as_ref()
            });
        }
        assert!(matches!(
            command.output().unwrap().status.code(),
            Some(0 | 1)
        ));
    }
    let output = Command::new(env!("CARGO_BIN_EXE_intake"))
        .args(["select", "sample-applications/small/ratings-apart.csv"])
        .args(["--rules", "sample-applications/small/ratings-apart.toml"])
        .args([
            "--ratings",
            "sample-applications/small/ratings-apart/ratings A1.csv",
            "sample-applications/small/ratings-apart/ratings A2 (final).csv",
        ])
        .arg("--out")
        .arg(folder.path().join("ratings"))
        .output();
    assert!(matches!(output.unwrap().status.code(), Some(0 | 1)));
    put(
        &gone,
        "application,decision,field,answer,who,when,why\nA-1,withdrawn,,,Panel,2025-03-20,by e-mail\n\
         A-2,confirmed,,forest,Panel,2025-03-20,by e-mail\n",
    );
    let output = Command::new(env!("CARGO_BIN_EXE_intake"))
        .arg("replace")
        .arg(folder.path().join("balance"))
        .args(["sample-applications/small/balance.csv", "--decisions"])
        .arg(&gone)
        .arg("--out")
        .arg(folder.path().join("replaced"))
        .output();
    assert!(matches!(output.unwrap().status.code(), Some(0 | 1)));
    // Ratings that count evened out.
    let files = [
        ("evened.toml", crate::evened_out::rules()),
        ("evened.csv", crate::evened_out::pile()),
        ("evened-by.csv", crate::evened_out::by("mean")),
    ];
    let [rules, pile, by] = files.map(|(name, text)| {
        let path = beside.path().join(name);
        put(&path, text);
        path
    });
    let output = Command::new(env!("CARGO_BIN_EXE_intake"))
        .arg("select")
        .arg(pile)
        .arg("--rules")
        .arg(rules)
        .arg("--decisions")
        .arg(by)
        .arg("--out")
        .arg(folder.path().join("evened"))
        .output();
    assert!(matches!(output.unwrap().status.code(), Some(0 | 1)));
    // A round in which somebody moves to another group.
    put(
        &gone,
        "application,decision,field,answer,who,when,why\nG-2,withdrawn,,,Panel,2020-04-20,by e-mail\n",
    );
    let output = Command::new(env!("CARGO_BIN_EXE_intake"))
        .arg("replace")
        .arg(folder.path().join("groups"))
        .args([
            "sample-applications/small/two-groups-one-person.csv",
            "--decisions",
        ])
        .arg(&gone)
        .arg("--out")
        .arg(folder.path().join("moved"))
        .output();
    assert!(matches!(output.unwrap().status.code(), Some(0 | 1)));
    // A round on other rules, one of which is missed.
    let harder = beside.path().join("harder.toml");
    let rules = include_str!("../sample-applications/small/balance.toml");
    let rules = rules.replace(
        "at_least = \"1/2\"",
        "at_least = 3\nhard = true\ngroup = \"forest\"",
    );
    put(&harder, &rules);
    let digest = intake::base::digest::of(rules.as_bytes());
    let rows = [
        "application,decision,field,answer,who,when,why".to_owned(),
        "A-5,withdrawn,,,Panel,2025-03-20,by e-mail".to_owned(),
        format!(",allow-change,rules,{digest},Panel,2025-03-21,agreed"),
        ",allow-missed,women,1,Panel,2025-03-21,nobody is left".to_owned(),
    ];
    put(&gone, rows.join("\n"));
    let output = Command::new(env!("CARGO_BIN_EXE_intake"))
        .arg("replace")
        .arg(folder.path().join("balance"))
        .args(["sample-applications/small/balance.csv", "--rules"])
        .arg(&harder)
        .arg("--decisions")
        .arg(&gone)
        .arg("--out")
        .arg(folder.path().join("allowed"))
        .output();
    assert!(matches!(output.unwrap().status.code(), Some(0 | 1)));
    folder
}

fn headings(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    text.trim_start_matches('\u{feff}')
        .lines()
        .next()
        .unwrap()
        .split(',')
        .map(str::to_owned)
        .collect()
}

/// Every key of a JSON value, however deep.
fn keys(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            into.insert(key.clone());
            // Under these the keys are the names of fields.
            if !["fields", "headings", "rated"].contains(&key.as_str()) {
                keys(value, into);
            }
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, into)),
        _ => {}
    }
}

fn both_ways(written: &BTreeSet<String>, named: &BTreeSet<String>, also: &[&str]) {
    let missing: Vec<_> = written.difference(named).collect();
    assert!(missing.is_empty(), "not on the page: {missing:?}");
    let invented: Vec<_> = named
        .difference(written)
        .filter(|name| !also.contains(&name.as_str()))
        .collect();
    assert!(
        invented.is_empty(),
        "on the page and not written: {invented:?}"
    );
}

#[test]
fn the_page_names_every_column_of_the_lists_and_no_other() {
    let folder = run();
    let run = folder.path().join("montenegro-2019");
    let fields = [
        "name",
        "email",
        "gender",
        "citizenship",
        "residence",
        "organisation",
    ];
    for (file, from, to, also) in [
        (
            "rosters/environment.csv",
            "### `rosters/GROUP.csv`",
            "### `unplaced.csv`",
            &["open.csv", "selected", "roster = true", "part", "open"][..],
        ),
        (
            "unplaced.csv",
            "### `unplaced.csv`",
            "### `clarify.csv`",
            &["roster = true"][..],
        ),
        (
            "clarify.csv",
            "### `clarify.csv`",
            "### `assessors.csv`",
            &[
                "file:row",
                "applicant",
                "assessor",
                "office",
                "no",
                "yes",
                "id",
                "response",
                "file:row:column",
                "file[sheet]:row:column",
                "tie-breaks",
                "clarify",
                "stands",
                "clarify.xlsx",
                "--decisions",
                "--without-workbook",
            ][..],
        ),
        (
            "assessors.csv",
            "### `assessors.csv`",
            "### `ineligible.csv`",
            &[
                "[[assessors]]",
                "ratings",
                "lowest",
                "mean",
                "highest",
                "shared",
                "from_others",
                "evened_out",
            ][..],
        ),
        (
            "ineligible.csv",
            "### `ineligible.csv`",
            "### `balance.csv`",
            &[][..],
        ),
        (
            "balance.csv",
            "### `balance.csv`",
            "### `replacements.csv`",
            &["maximum", "minimum", "aim", "kept", "met"][..],
        ),
        (
            "replacements.csv",
            "### `replacements.csv`",
            "### `superseded.csv`",
            &[
                "intake replace",
                "gives the seat back",
                "comes in",
                "moves",
                "open",
            ][..],
        ),
        (
            "superseded.csv",
            "### `superseded.csv`",
            "### `decisions.csv`",
            &[][..],
        ),
        (
            "decisions.csv",
            "### `decisions.csv`",
            "### `dropped-out.csv`",
            &[
                "--decisions",
                "file:row",
                "clarify",
                "correct",
                "stands",
                "accept-late",
                "override",
                "leave-out",
                "invited",
                "confirmed",
                "withdrawn",
                "declined",
                "no-answer",
                "unavailable",
            ][..],
        ),
        (
            "dropped-out.csv",
            "### `dropped-out.csv`",
            "### `shortlist/GROUP.csv`",
            &["withdrawn", "declined", "no-answer", "unavailable"][..],
        ),
        (
            "not-shortlisted.csv",
            "### `not-shortlisted.csv`",
            "### `workbook.xlsx`",
            &[
                "not-shortlisted",
                "below-floor",
                "reserves = \"then-before\"",
            ][..],
        ),
    ] {
        let own = |heading: &String| {
            let of_field = heading.starts_with("part ") || heading.ends_with(" motivation");
            !fields.contains(&heading.as_str()) && !of_field
        };
        let run = match file {
            "decisions.csv" => folder.path().join("decided"),
            "assessors.csv" => folder.path().join("ratings"),
            "dropped-out.csv" => folder.path().join("gone"),
            "not-shortlisted.csv" => folder.path().join("interviews"),
            "balance.csv" | "replacements.csv" => folder.path().join("replaced"),
            _ => run.clone(),
        };
        let written = headings(&run.join(file)).into_iter().filter(own).collect();
        both_ways(&written, &named(from, to), also);
    }
    assert_eq!(
        headings(&run.join("open.csv")),
        headings(&run.join("rosters/environment.csv"))
    );
}

#[test]
fn the_page_on_decisions_names_every_column_and_kind_and_no_other() {
    let page = include_str!("../docs/decisions.md");
    let first = |from: &str, to: &str| -> Vec<String> {
        let part = page.split(from).nth(1).unwrap().split(to).next().unwrap();
        let rows = part
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        rows.map(|(name, _)| name.to_owned()).collect()
    };
    assert_eq!(
        first("## Columns", "## Kinds"),
        intake::rulings::load::COLUMNS
    );
    assert_eq!(
        first("## Kinds", "## What"),
        intake::rulings::Kind::ALL.map(intake::rulings::Kind::word)
    );
}

#[test]
fn the_page_names_every_key_of_the_audit_and_no_other() {
    let folder = run();
    let (mut header, mut records) = (BTreeSet::new(), BTreeSet::new());
    for run in fs::read_dir(folder.path()).unwrap() {
        let text = fs::read_to_string(run.unwrap().path().join("audit.jsonl")).unwrap();
        let mut lines = text
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        keys(&lines.next().unwrap(), &mut header);
        // What stands in the dictionary is said of records.
        lines.for_each(|record| keys(&record, &mut records));
    }
    both_ways(
        &header,
        &named("### Header", "### Dictionary"),
        &["rules", "level", "mean", "rank"],
    );
    let values = [
        "application",
        "file:row",
        "selected",
        "reserve",
        "unplaced",
        "clarify",
        "ineligible",
        "superseded",
        "dropped-out",
        "shortlisted",
        "not-shortlisted",
        "below-floor",
        "open",
        // `tests/letters/decided.rs` has a run that writes it.
        "superseded_by_decision",
    ];
    let answers = [
        "met",
        "not-met",
        "unclear",
        "clarify.csv",
        "could_win_a_seat",
        "printf '%s' 'SEED:APPLICATION' | sha256sum",
    ];
    both_ways(
        &records,
        &named("### Dictionary", "### To take the numbers out"),
        &[
            &values[..],
            &answers[..],
            &["not-admitted", "full", "gave-way", "dealt"],
            &[
                "weight",
                "criterion",
                "duplicates",
                "id",
                "response",
                "level",
                "unread",
                "before_unread",
                "unordered",
                "dictionary",
                "place N in the ranking; ",
                "sheets",
                "countries:PL",
            ],
        ]
        .concat(),
    );
}

/// Needs Python. Where it is missing the test says so aloud and passes, unless `INTAKE_PYTHON=insist`, as CI sets it.
#[test]
fn the_script_on_the_page_takes_the_numbers_out_of_an_audit() {
    let page = fs::read_to_string("docs/run-folder.md").unwrap();
    let (_, script) = page.split_once("```python\n").unwrap();
    let (script, _) = script.split_once("```").unwrap();
    let folder = run();
    for run in fs::read_dir(folder.path()).unwrap() {
        let audit = run.unwrap().path().join("audit.jsonl");
        let ran = Command::new("python3")
            .args(["-c", script])
            .arg(&audit)
            .output();
        let ran = match ran {
            Ok(ran) => ran,
            Err(_) if std::env::var("INTAKE_PYTHON").as_deref() == Ok("insist") => {
                panic!("Python is not installed")
            }
            Err(_) => {
                eprintln!("SKIPPED: Python (python3) is not installed, so its script was not run");
                return;
            }
        };
        let said = String::from_utf8(ran.stdout).unwrap();
        let said = said
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let mut records = crate::bench::audit(&fs::read_to_string(&audit).unwrap());
        for record in &mut records {
            // Said by the script in other words, or not at all.
            record.as_object_mut().unwrap().remove("record");
            for side in ["above", "below"] {
                if let Some(other) = record.pointer_mut(&format!("/standing/{side}")) {
                    other.as_object_mut().unwrap().remove("tie_break");
                }
            }
        }
        assert!(said.eq(records.into_iter().skip(1)), "{}", audit.display());
    }
}

#[test]
fn the_page_names_every_key_of_the_manifest_and_no_other() {
    let folder = run();
    let mut written = BTreeSet::new();
    for run in fs::read_dir(folder.path()).unwrap() {
        let text = fs::read_to_string(run.unwrap().path().join("manifest.json")).unwrap();
        keys(&serde_json::from_str(&text).unwrap(), &mut written);
    }
    both_ways(
        &written,
        &named("## `manifest.json`", "\u{0}"),
        &[
            "sheet",
            "level",
            "below_four_fifths",
            "final",
            "on",
            "balance.csv",
            "intake replace",
            // Of ratings evened out, where without that there is no selection.
            "refused",
            "at_most",
            "moved",
            "came",
            "left",
            "because",
            "unclear",
            "comes",
            "leaves",
            "other",
            // Of a third stage.
            "before",
        ],
    );
}

#[test]
fn the_page_names_every_key_of_the_proofs_and_no_other() {
    let folder = run();
    let mut written = BTreeSet::new();
    for run in ["balance", "replaced"] {
        let text = fs::read_to_string(folder.path().join(run).join("proofs.jsonl")).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
        lines.for_each(|line| keys(&line, &mut written));
    }
    both_ways(
        &written,
        &named("## `proofs.jsonl`", "## `manifest.json`"),
        &[
            "assignment = \"preference-first\"",
            "intake verify",
            "settled",
            "certificate",
            "exchange",
            "is",
            "countries:PL",
            "within",
            "tie",
            "aim",
            "left",
            "came",
            "cap",
            "open-places",
            "held",
            "preferences",
            // Where something of the kind comes up.
            "open",
            "of_groups",
            "most",
            "gentle",
            "total",
            "at_most",
            "moved",
            "highest",
            "unproved",
            "no_exchange",
            "split",
            "kind",
            "seat",
            "at",
            "group",
            "proof",
        ],
    );
}

#[test]
fn the_page_on_comparing_names_every_key_and_column_and_no_other() {
    let folder = run();
    let rules = fs::read_to_string("rules/montenegro-2019.toml").unwrap();
    let other = rules
        .replace("deal = \"by-rank\"\n", "")
        .replace("at_least = \"B2\"", "at_least = \"C1\"");
    fs::create_dir(folder.path().join("lists")).unwrap();
    let list = "lists/osce-participating-states.csv";
    fs::copy(Path::new("rules").join(list), folder.path().join(list)).unwrap();
    put(&folder.path().join("other.toml"), other);
    let csv = folder.path().join("movers.csv");
    let json = |arguments: &[&Path]| -> Value {
        let intake = Command::new(env!("CARGO_BIN_EXE_intake"))
            .args(["compare", "--format", "json"])
            .args(arguments)
            .output()
            .unwrap();
        serde_json::from_slice(&intake.stdout).unwrap()
    };
    let run = folder.path().join("montenegro-2019");
    let files = [
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    ]
    .map(Path::new);
    let of_files = json(&[
        files[0],
        &folder.path().join("other.toml"),
        files[1],
        Path::new("--movers"),
        &csv,
    ]);
    let of_runs = json(&[&run, &run]);
    let mut written = BTreeSet::new();
    for (mut value, whole) in [(of_files, true), (of_runs, false)] {
        let object = value.as_object_mut().unwrap();
        // The keys of the counts are the outcomes.
        for side in ["a", "b"] {
            assert!(
                object[side]["counts"]
                    .as_object_mut()
                    .unwrap()
                    .remove("selected")
                    .is_some()
            );
            object[side]["counts"] = Value::Null;
            // The manifest's page has its keys.
            for of_manifest in ["balance", "cohort"] {
                assert!(!object[side][of_manifest].is_null());
                object[side][of_manifest] = Value::Null;
            }
        }
        assert_eq!(object["movers"].as_array().unwrap().is_empty(), !whole);
        keys(&value, &mut written);
    }
    let values = [
        "found",
        "coarse",
        "bounded",
        "no-applications",
        "failed",
        "added",
        "removed",
        "changed",
        "reordered",
        "audit.jsonl",
        "scoring english, points C1",
    ];
    let named = named_in(COMPARING, "### `--format json`", "### `--movers");
    both_ways(&written, &named, &values);

    let columns = headings(&csv).into_iter().collect();
    let named = named_in(COMPARING, "### `--movers FILE.csv`", "## `intake snapshot");
    both_ways(
        &columns,
        &named,
        &["open", "least to most", "yes", "no", "2", "2 or 5", "2 + 5"],
    );
}

const LIMITS: &str = include_str!("../docs/limits.md");

/// The rows of the tables on the page about limits: limit, words, and the constant's file and name.
fn limits() -> Vec<[String; 4]> {
    let cells = |line: &str| {
        line.trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let rows = LIMITS
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(cells)
        .filter(|row| row.len() == 4);
    let rows = rows.filter(|row| row[1] != "limit");
    rows.map(|row| {
        let mut held = row[3].split('`').skip(1).step_by(2).map(str::to_owned);
        [
            row[1].clone(),
            row[2].clone(),
            held.next().unwrap_or_default(),
            held.next().unwrap_or_default(),
        ]
    })
    .collect()
}

/// What a limit in words comes to: `1 GiB`, `64 million`, `1,048,576`.
fn amount(words: &str) -> u64 {
    let (number, unit) = words.split_once(' ').unwrap_or((words, ""));
    let unit = match unit {
        "GiB" => 1 << 30,
        "MiB" => 1 << 20,
        "KiB" => 1 << 10,
        "million" => 1_000_000,
        "" => 1,
        _ => panic!("what is {words}?"),
    };
    number.replace(',', "").parse::<u64>().unwrap() * unit
}

/// What `const NAME: TYPE = …;` says in a source file.
fn constant(file: &str, name: &str) -> u64 {
    let source = fs::read_to_string(format!("src/{file}")).unwrap();
    let begins = format!("const {name}: ");
    let line = source
        .lines()
        .find(|line| line.contains(&begins))
        .unwrap_or_else(|| panic!("no {name} in {file}"));
    let value = line
        .split(" = ")
        .nth(1)
        .unwrap()
        .trim_end_matches(';')
        .replace('_', "");
    let number = |text: &str| {
        text.trim()
            .parse::<u64>()
            .unwrap_or_else(|_| panic!("{line}"))
    };
    value
        .split_once("<<")
        .map_or_else(|| number(&value), |(value, by)| number(value) << number(by))
}

#[test]
fn the_page_on_limits_says_what_the_program_does() {
    let limits = limits();
    assert!(limits.len() > 20, "{}", limits.len());
    for [limit, _, file, name] in limits.iter().filter(|row| !row[2].is_empty()) {
        assert_eq!(amount(limit), constant(file, name), "{file} {name}");
    }
}

#[test]
fn the_page_on_limits_has_every_one_of_a_workbook_in_its_own_words() {
    let mut said = BTreeSet::new();
    let mut folders = vec![Path::new("src/table").to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(path).unwrap();
            let after = |begin: &'static str| source.split(begin).skip(1);
            let by_itself = after("Limit(")
                .chain(after("let limit ="))
                .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
            let with_more = after("Fault::limit(")
                .chain(after("const TOO_M"))
                .filter_map(|rest| rest.split([';', '}']).next()?.split('"').nth(1));
            said.extend(by_itself.chain(with_more).map(str::to_owned));
        }
    }
    let page: BTreeSet<String> = limits().into_iter().map(|[_, words, ..]| words).collect();
    let missing: Vec<_> = said.difference(&page).collect();
    assert!(
        said.len() > 15 && missing.is_empty(),
        "not on the page: {missing:?}"
    );
}
