//! What cannot be shown is an error; a reader that went away is none. What a system refuses is said in words.

#![cfg(unix)]

use std::fs::File;
use std::process::{Command, Output, Stdio};

use crate::bench::{Bench, plain, put, repository};

const RULES: &str = "sample-applications/small/ties-and-lot.toml";
const PILE: &str = "sample-applications/small/ties-and-lot.csv";

fn intake(line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_intake"));
    command.args(line.split(' ')).current_dir(repository(""));
    command
}

fn full() -> File {
    File::options().write(true).open("/dev/full").unwrap()
}

fn said(output: &Output) -> String {
    plain(&String::from_utf8_lossy(&output.stderr))
}

/// Every command, each with something to show.
fn commands(bench: &Bench) -> Vec<String> {
    let (run, folder) = (bench.run_folder().display(), bench.folder().display());
    let other = bench.folder().join("other.csv");
    put(&other, std::fs::read(repository(PILE)).unwrap());
    let mut all = vec![
        format!("select {PILE} --rules {RULES} --out {folder}/another"),
        format!("verify {run}"),
        format!("verify {run} {PILE}"),
        format!("check {RULES}"),
        format!("check {RULES} {PILE} --sentences"),
        format!("inspect {PILE}"),
        format!("new {folder}/new.toml --from {PILE}"),
        "test rules/minimal.toml".to_owned(),
        format!("compare {RULES} {RULES} {PILE}"),
        format!("compare {RULES} {RULES} {PILE} --format json"),
        format!("snapshot {RULES} {PILE} --snapshot {folder}/kept.txt"),
        format!("explain {run} --compare T-1 T-2"),
        format!("packet {run} T-1 T-2"),
        format!("check {RULES} --sentences --format html"),
        "--help".to_owned(),
        "--version".to_owned(),
        "select --help".to_owned(),
    ];
    for format in ["text", "json", "html", "markdown"] {
        all.push(format!("explain {run} T-1 --format {format}"));
        all.push(format!(
            "explain {run} T-1 --for applicant --format {format}"
        ));
    }
    all
}

#[test]
fn repro_small_output_on_a_full_disk_ends_with_3_and_a_message() {
    let bench = Bench::of(RULES, PILE);
    bench.select();
    for line in commands(&bench) {
        let output = intake(&line)
            .stdout(full())
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3), "{line}: {}", said(&output));
        assert!(
            said(&output).contains("cannot be written"),
            "{line}: {}",
            said(&output)
        );
    }
    assert!(
        bench.folder().join("another/manifest.json").exists(),
        "the run itself is whole"
    );
}

#[test]
fn words_that_cannot_be_said_on_standard_error_end_with_3() {
    for line in [
        "check nowhere.toml",
        "select nowhere.csv --rules rules/minimal.toml --out nowhere/run",
    ] {
        let output = intake(line)
            .stdout(Stdio::piped())
            .stderr(full())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3), "{line}");
        let out = plain(&String::from_utf8_lossy(&output.stdout));
        assert!(
            out.contains("standard error: cannot be written: the disk is full"),
            "{line}: {out}"
        );
    }
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let (bench, again) = (Bench::of(RULES, PILE), Bench::of(RULES, PILE));
    bench.select();
    again.select();
    for (line, same) in commands(&bench).into_iter().zip(commands(&again)) {
        let wanted = intake(&same).output().unwrap().status.code();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = intake(&line)
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), wanted, "{line}: {}", said(&output));
        assert!(
            !said(&output).contains("error"),
            "{line}: {}",
            said(&output)
        );
    }
}

#[test]
fn repro_small_threads_that_are_refused_are_an_error_in_words_or_none() {
    // No thread has room for a stack of this size.
    let refused = |line: &str| {
        intake(line)
            .env("RUST_MIN_STACK", "70000000000000")
            .output()
            .unwrap()
    };
    let bench = Bench::of(RULES, PILE);
    let folder = bench.folder().display();
    let output = refused(&format!("select {PILE} --rules {RULES} --out {folder}/run"));
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert_eq!(
        said(&output),
        "error[output-unwritable] workbook.xlsx: cannot be written: it cannot be put together: the system refuses a thread or a \
         random number; --without-workbook leaves it out\n  help: nothing was left behind; free some room or choose another place \
         with --out\n"
    );
    assert_eq!(bench.left(), ["rules.toml"]);
    for (line, code) in [
        (
            format!("select {PILE} --rules {RULES} --out {folder}/run --without-workbook"),
            0,
        ),
        ("test rules/minimal.toml --mutate".to_owned(), 0),
        (format!("compare {RULES} {RULES} {PILE}"), 0),
        (format!("explain {folder}/run T-1"), 0),
        (format!("verify {folder}/run {PILE}"), 0),
    ] {
        let output = refused(&line);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{line}: {}",
            said(&output)
        );
    }
}

#[test]
fn c1_what_was_typed_is_not_said_raw_either() {
    for line in [
        "explain run A --no\u{9b}[31m\u{202e}",
        "explain run --for A\u{9b}31m\u{202e}",
        "\u{9b}\u{202e}",
        "check \u{9b}\u{202e}",
    ] {
        let output = intake(line).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            !said.contains(['\u{9b}', '\u{202e}']) && said.contains("\\u{202e}"),
            "{said}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_core_dump_is_written_of_names() {
    use std::io::Read as _;

    // More than a pipe holds, so that it waits for the reader.
    let mut child = intake(&format!("inspect{}", format!(" {PILE}").repeat(200)))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max core file size"))
        .unwrap();
    assert_eq!(
        line.split_whitespace().take(2).collect::<Vec<_>>(),
        ["0", "0"]
    );
    child.kill().unwrap();
    child.wait().unwrap();
}
