//! Programs that are stopped: what is unfinished goes with them, or is named by the next.

use std::fs::{self, File};
use std::io;

use super::disk::Meddled;
use crate::bench::{Bench, plain, put};
use crate::shell::Exit;
use crate::shell::disk::Machine;

const RULES: &str = "sample-applications/small/ties-and-lot.toml";
const PILE: &str = "sample-applications/small/ties-and-lot.csv";

#[test]
fn repro_replace_leftover_an_earlier_run_that_cannot_be_removed_is_named_with_its_place() {
    let bench = Bench::of(RULES, PILE).replacing();
    bench.select();
    // As where the folder of rosters was made read-only.
    let disk = Meddled::new(|_, step| {
        (step == "remove file").then(|| io::ErrorKind::PermissionDenied.into())
    });
    let said = bench.select_on(&disk).said.words();
    let left: Vec<String> = bench
        .left()
        .into_iter()
        .filter(|name| name.starts_with(".intake-"))
        .collect();
    assert_eq!(
        said,
        format!(
            "exit 3\nerror[output-unwritable] …/run: the new run stands there and is whole, but the earlier one cannot be removed: \
             this user may not\n  help: what is left of it is in `…/{}`: remove that folder, it holds names\n",
            left[0]
        )
    );
}

#[test]
fn what_a_killed_run_left_is_named_and_stays() {
    let bench = Bench::of(RULES, PILE);
    let left = bench.folder().join(".intake-99999999-0");
    fs::create_dir_all(left.join("rosters")).unwrap();
    put(&left.join("rosters/course.csv"), "Ana");
    let said = bench.select().said;
    assert_eq!(
        plain(&said.err),
        "warning[leftover] …/.intake-99999999-0: was left by a run of Intake that was stopped\n  \
         help: remove it, it may hold names\n"
    );
    assert_eq!(said.exit, Exit::Done);
    assert!(left.join("rosters/course.csv").exists());

    // A whole run, as where one was stopped between the two steps of replacing.
    let bench = Bench::of(RULES, PILE);
    bench.select();
    fs::rename(
        bench.run_folder(),
        bench.folder().join(".intake-99999999-0.earlier"),
    )
    .unwrap();
    let said = plain(&bench.select().said.err);
    assert!(
        said.contains(".intake-99999999-0.earlier: was left by a run of Intake that was stopped, and holds a run"),
        "{said}"
    );
}

#[test]
fn what_another_program_is_still_writing_is_not_named() {
    let bench = Bench::of(RULES, PILE);
    let at_work = bench.folder().join(".intake-99999999-0");
    fs::create_dir(&at_work).unwrap();
    let held = File::open(&at_work).unwrap();
    held.try_lock().unwrap();
    assert_eq!(bench.select().said.err, "");
}

#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| (mask >> (signal - 1)) & 1 == 1)
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_removes_what_is_unfinished() {
    use crate::shell::disk::interrupt::Interrupt;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

    for (signal, replacing) in [
        (SIGINT, false),
        (SIGTERM, true),
        (SIGHUP, true),
        (SIGQUIT, false),
    ] {
        if is_ignored(signal) {
            eprintln!(
                "skipped: whoever started the tests lets them ignore signal {signal}, as nohup does"
            );
            continue;
        }
        for at in [0, 1, 7, 12] {
            let bench = Bench::of(RULES, PILE);
            let bench = if replacing { bench.replacing() } else { bench };
            if replacing {
                bench.select();
            }
            let before = bench.left();
            let disk = Meddled::on(
                Machine {
                    interrupt: Interrupt::watch().unwrap(),
                },
                |step, _| {
                    if step == at {
                        signal_hook::low_level::raise(signal).unwrap();
                    }
                    None
                },
            );
            let said = bench.select_on(&disk).said.words();
            assert!(
                said.contains("cannot be written: it was interrupted\n  help: nothing was left behind; start it again"),
                "{at}: {said}"
            );
            assert_eq!(bench.left(), before);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_whoever_started_the_program_lets_it_ignore_stays_ignored() {
    use std::process::Command;

    use crate::bench::repository;

    let bench = Bench::new("");
    let (intake, out) = (env!("CARGO_BIN_EXE_intake"), bench.run_folder());
    // As `nohup` does. The signals come all the time while the run is written.
    let line = format!(
        "trap '' HUP; '{intake}' select '{}' --rules '{}' --out '{}' >/dev/null & \
         while kill -HUP $! 2>/dev/null; do :; done; wait $!",
        repository("sample-applications/montenegro-2019.csv").display(),
        repository("rules/montenegro-2019.toml").display(),
        out.display()
    );
    let status = Command::new("sh").arg("-c").arg(line).status().unwrap();
    assert_eq!(
        status.code(),
        Some(1),
        "questions are open, and nothing else"
    );
    assert!(out.join("manifest.json").is_file());
}

#[cfg(unix)]
#[test]
fn the_program_ends_by_the_signal_and_leaves_nothing() {
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::{Command, Stdio};

    use crate::bench::repository;

    // Now and then the run is done before the signal comes.
    let mut stopped = false;
    for _ in 0..20 {
        let bench = Bench::new("");
        let mut child = Command::new(env!("CARGO_BIN_EXE_intake"))
            .arg("select")
            .arg(repository("sample-applications/montenegro-2019.csv"))
            .arg("--rules")
            .arg(repository("rules/montenegro-2019.toml"))
            .arg("--out")
            .arg(bench.run_folder())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while bench.left().len() == 1 && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        let _ = Command::new("kill")
            .arg(child.id().to_string())
            .status()
            .unwrap();
        let status = child.wait().unwrap();
        assert!(
            !bench.left().iter().any(|name| name.starts_with(".intake")),
            "{status:?}: {:?}",
            bench.left()
        );
        stopped = status.signal() == Some(15) && !bench.run_folder().exists();
        if stopped {
            break;
        }
    }
    assert!(stopped);
}

#[cfg(unix)]
#[test]
fn a_file_beyond_what_the_user_may_write_is_an_error_in_words() {
    use std::process::Command;

    use crate::bench::repository;

    let bench = Bench::new("");
    let line = format!(
        "ulimit -f 8; exec '{}' select '{}' --rules '{}' --out '{}'",
        env!("CARGO_BIN_EXE_intake"),
        repository("sample-applications/montenegro-2019.csv").display(),
        repository("rules/montenegro-2019.toml").display(),
        bench.run_folder().display()
    );
    let ended = Command::new("sh").arg("-c").arg(line).output().unwrap();
    let said = plain(&String::from_utf8_lossy(&ended.stderr));
    assert_eq!(ended.status.code(), Some(3), "{said}");
    assert!(
        said.contains(
            "the file is larger than this user's files may be\n  help: nothing was left behind"
        ),
        "{said}"
    );
    assert_eq!(bench.left(), ["rules.toml"]);
}
