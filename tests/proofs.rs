//! The proofs in a run folder: they hold, nobody is without one, and a run that somebody changed and sealed again has none that do.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use intake::base::digest;
use intake::engine::verify::{Verified, as_written};
use intake::record::manifest::{self, Manifest};
use intake::study::proofs::Checked;
use serde_json::Value;

use crate::bench::Bench;

const RULES: &str = include_str!("../sample-applications/small/balance.toml");
const PILE: &str = include_str!("../sample-applications/small/balance.csv");
const FILE: &str = "proofs.jsonl";

type Run = BTreeMap<String, Vec<u8>>;

fn run() -> Run {
    Bench::new(RULES).pile(PILE).select().files
}

fn text(run: &Run, name: &str) -> String {
    String::from_utf8(run[name].clone()).unwrap()
}

/// What the proofs of a run came to.
pub(crate) fn proofs(run: &Run) -> Result<Option<Checked>, String> {
    let said = |differences: &[intake::record::verify::Difference]| {
        let each = differences
            .iter()
            .map(|one| format!("{}: {}", one.file, one.words));
        each.collect::<Vec<_>>().join("\n")
    };
    match as_written(run).map_err(|finding| finding.message)? {
        Verified::AsWritten(_, proofs) => Ok(proofs),
        Verified::Touched(differences) => Err(format!("touched: {}", said(&differences))),
        Verified::Wrong(differences) => Err(said(&differences)),
    }
}

/// The same run with another text of a file (or without it), sealed again as by somebody who wants nobody to notice.
fn forged(mut run: Run, name: &str, text: Option<String>) -> Run {
    let mut manifest: Manifest = serde_json::from_slice(&run["manifest.json"]).unwrap();
    let text = text.map(|text| {
        if name == "audit.jsonl" {
            chained(&text)
        } else {
            text
        }
    });
    match text {
        None => {
            manifest.files.retain(|file| file.file != name);
            run.remove(name);
        }
        Some(text) => {
            let mut files = manifest.files.iter_mut();
            let own = files.find(|file| file.file == name).unwrap();
            own.sha256 = digest::of(text.as_bytes());
            own.bytes = text.len() as u64;
            run.insert(name.to_owned(), text.into_bytes());
        }
    }
    manifest.seal = None;
    let mut sealed = Vec::new();
    manifest::write(&mut sealed, &manifest).unwrap();
    run.insert("manifest.json".to_owned(), sealed);
    run
}

/// An audit whose links fit.
fn chained(text: &str) -> String {
    let mut link = String::new();
    let mut chained = String::new();
    for line in text.lines() {
        let (body, _) = line.rsplit_once(",\"chain\":").unwrap();
        link = digest::of(format!("{link}{body}").as_bytes())[..32].to_owned();
        chained += &format!("{body},\"chain\":\"{link}\"}}\n");
    }
    chained
}

/// What is said once the lines of the proofs were changed.
fn changed(change: impl Fn(&mut Vec<Value>)) -> String {
    let run = run();
    let lines = text(&run, FILE);
    let mut lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    change(&mut lines);
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    proofs(&forged(run, FILE, Some(lines))).unwrap_err()
}

#[test]
fn everybody_without_a_seat_has_a_proof_that_holds() {
    let run = run();
    assert_snapshot!(text(&run, FILE), @r#"
    {"record":"settled","schema":1,"seats":{"is":6},"targets":[{"aim":{"rule":"women"},"people":3}],"aims":[{"is":0}]}
    {"record":"certificate","reasons":["cap"],"proof":[{"rows":[[1,1]]}],"keeps_out":["A-10"]}
    {"record":"certificate","reasons":["cap",{"aims":1}],"proof":[{"rows":[[1,1],[13,1],[14,-1]]}],"keeps_out":["A-6","A-8"]}
    {"record":"certificate","reasons":[{"rule":{"rule":"countries:PL"}}],"proof":[{"rows":[[8,1]]}],"keeps_out":["A-3"]}
    {"record":"exchange","reasons":[{"rule":{"rule":"countries:PL"}}],"proof":[{"rows":[[8,1]]}],"seated":"A-9","keeps_out":["A-3"]}
    {"record":"exchange","reasons":[{"aims":1}],"proof":[{"rows":[[13,1],[14,-1]]}],"seated":"A-9","keeps_out":["A-6","A-8"]}
    "#);
    let checked = proofs(&run).unwrap().unwrap();
    assert_eq!((checked.passed_over, checked.proved), (4, 4));
}

#[test]
fn a_run_without_balance_rules_needs_no_proofs() {
    let rules = RULES
        .split("[[balance]]")
        .next()
        .unwrap()
        .replace("use = \"balance-only\"\n", "");
    let run = Bench::new(&rules).pile(PILE).select().files;
    assert!(!run.contains_key(FILE));
    assert_eq!(proofs(&run), Ok(None));
}

#[test]
fn proofs_that_are_gone_or_nobody_can_read_are_missed() {
    let gone = proofs(&forged(run(), FILE, None)).unwrap_err();
    let with = |text: &str| proofs(&forged(run(), FILE, Some(text.to_owned()))).unwrap_err();
    assert_snapshot!([gone, with(""), with("{}\n"), with("[1, 2]")].join("\n"), @"
    proofs.jsonl: is not there, so that nothing shows why people have no seat under these balance rules
    proofs.jsonl: does not begin with what was settled
    proofs.jsonl: is not written as Intake writes it
    proofs.jsonl: is not written as Intake writes it
    ");
}

/// The audit in which two have each other's outcome.
fn exchanged(audit: &str, one: &str, other: &str) -> String {
    let mut lines: Vec<String> = audit.lines().map(str::to_owned).collect();
    let at = |id: &str| {
        let begins = format!("{{\"application\":\"{id}\"");
        lines
            .iter()
            .position(|line| line.starts_with(&begins))
            .unwrap()
    };
    let (one, other) = (at(one), at(other));
    let part = |line: &str| {
        let (before, rest) = line.split_once("\"outcome\":").unwrap();
        let (outcome, after) = rest.split_once("\"why\":").unwrap();
        [before, outcome, after].map(str::to_owned)
    };
    let (own, others) = (part(&lines[one]), part(&lines[other]));
    let put = |parts: &[String; 3], outcome: &str| {
        format!("{}\"outcome\":{outcome}\"why\":{}", parts[0], parts[2])
    };
    lines[one] = put(&own, &others[1]);
    lines[other] = put(&others, &own[1]);
    lines.join("\n")
}

#[test]
fn a_seat_that_was_exchanged_in_the_audit_is_found() {
    let run = run();
    let audit = text(&run, "audit.jsonl");
    let of = |one: &str, other: &str| {
        let audit = exchanged(&audit, one, other);
        format!(
            "{one} for {other}:\n{}\n",
            proofs(&forged(run.clone(), "audit.jsonl", Some(audit))).unwrap_err()
        )
    };
    assert_snapshot!([of("A-3", "A-2"), of("A-6", "A-5"), of("A-10", "A-9")].join("\n"), @"
    A-3 for A-2:
    proofs.jsonl: application `A-3`: the reasons named here do not keep it out
    proofs.jsonl: application `A-3`: the reasons named here do not forbid an exchange with `A-9`
    proofs.jsonl: application `A-2`: nothing here says why it has no seat
    proofs.jsonl: application `A-2`: nothing here says what forbids an exchange with whoever has a seat below it

    A-6 for A-5:
    proofs.jsonl: by the audit a rule that must hold is not kept, or an aim not met as far as is said here
    proofs.jsonl: application `A-6`: the reasons named here do not keep it out
    proofs.jsonl: application `A-6`: the reasons named here do not forbid an exchange with `A-9`
    proofs.jsonl: application `A-5`: nothing here says why it has no seat
    proofs.jsonl: application `A-5`: nothing here says what forbids an exchange with whoever has a seat below it

    A-10 for A-9:
    proofs.jsonl: application `A-10`: the reasons named here do not keep it out
    proofs.jsonl: application `A-3`: the reasons named here do not forbid an exchange with `A-9`
    proofs.jsonl: application `A-6`: the reasons named here do not forbid an exchange with `A-9`
    proofs.jsonl: application `A-8`: the reasons named here do not forbid an exchange with `A-9`
    proofs.jsonl: application `A-9`: nothing here says why it has no seat
    proofs.jsonl: application `A-9`: nothing here says what forbids an exchange with whoever has a seat below it
    ");
}

#[test]
fn a_proof_that_was_changed_does_not_hold() {
    let nobody = changed(|lines| drop(lines.remove(3)));
    let fewer = changed(|lines| lines[0]["seats"]["is"] = 5.into());
    let further = changed(|lines| lines[0]["aims"][0]["is"] = 1.into());
    let target = changed(|lines| lines[0]["targets"][0]["people"] = 2.into());
    let less = changed(|lines| lines[2]["reasons"] = serde_json::json!(["cap"]));
    let times = changed(|lines| lines[2]["proof"][0]["rows"][2][1] = 1.into());
    let seated = changed(|lines| lines[4]["seated"] = "A-7".into());
    let nowhere = changed(|lines| lines[1]["keeps_out"][0] = "A-99".into());
    let taken = changed(|lines| lines[1]["keeps_out"][0] = "A-1".into());
    let unforbidden = changed(|lines| drop(lines.remove(4)));
    let more = changed(|lines| {
        lines[3]["reasons"] = serde_json::json!(["cap", { "rule": { "rule": "countries:PL" } }]);
    });
    let all = [
        nobody,
        fewer,
        further,
        target,
        less,
        times,
        seated,
        nowhere,
        taken,
        unforbidden,
        more,
    ];
    assert_snapshot!(all.join("\n\n"), @"
    proofs.jsonl: application `A-3`: nothing here says why it has no seat

    proofs.jsonl: it does not follow that no more seats could be filled, no aim come nearer and no sum be larger

    proofs.jsonl: it does not follow that no more seats could be filled, no aim come nearer and no sum be larger
    proofs.jsonl: application `A-6`: the reasons named here do not keep it out
    proofs.jsonl: application `A-8`: the reasons named here do not keep it out
    proofs.jsonl: application `A-6`: the reasons named here do not forbid an exchange with `A-9`
    proofs.jsonl: application `A-8`: the reasons named here do not forbid an exchange with `A-9`

    proofs.jsonl: it does not follow that no more seats could be filled, no aim come nearer and no sum be larger
    proofs.jsonl: application `A-6`: the reasons named here do not keep it out
    proofs.jsonl: application `A-8`: the reasons named here do not keep it out
    proofs.jsonl: application `A-6`: the reasons named here do not forbid an exchange with `A-9`
    proofs.jsonl: application `A-8`: the reasons named here do not forbid an exchange with `A-9`

    proofs.jsonl: application `A-6`: the reasons named here do not keep it out
    proofs.jsonl: application `A-8`: the reasons named here do not keep it out

    proofs.jsonl: application `A-6`: the reasons named here do not keep it out
    proofs.jsonl: application `A-8`: the reasons named here do not keep it out

    proofs.jsonl: application `A-3`: the reasons named here do not forbid an exchange with `A-7`

    proofs.jsonl: application `A-99`: the reasons named here do not keep it out
    proofs.jsonl: application `A-10`: nothing here says why it has no seat

    proofs.jsonl: application `A-1`: the reasons named here do not keep it out
    proofs.jsonl: application `A-10`: nothing here says why it has no seat

    proofs.jsonl: application `A-3`: nothing here says what forbids an exchange with whoever has a seat below it

    proofs.jsonl: application `A-3`: a reason is named here that its proof does without
    ");
}

#[test]
fn proofs_that_are_nonsense_are_refused_and_stop_nothing() {
    let with = |proof: Value| changed(|lines| lines[1]["proof"] = proof.clone());
    let row = |row: u64, times: i64| with(serde_json::json!([{ "rows": [[row, times]] }]));
    let twice = with(serde_json::json!([{ "rows": [[1, 1], [1, 1]] }]));
    let mut deep =
        vec![serde_json::json!({ "split": { "kind": 1, "seat": "water", "at": 0 } }); 500_000];
    deep.push(serde_json::json!({ "rows": [] }));
    let nonsense = [
        row(0, 1),
        row(1, i64::MAX),
        row(1, i64::MIN),
        row(u64::from(u32::MAX), 1),
        twice,
        with(serde_json::json!([])),
        with(serde_json::json!([{ "rows": [] }, { "rows": [] }])),
        with(serde_json::json!([{ "split": { "kind": 1, "seat": "nowhere", "at": 0 } }])),
        with(Value::Array(deep)),
    ];
    let first = &nonsense[0];
    assert_snapshot!(first, @"proofs.jsonl: application `A-10`: the reasons named here do not keep it out");
    assert!(nonsense.iter().all(|said| said == first), "{nonsense:#?}");
}
