//! The program: parse, run, return the exit code. It never dumps its memory and never ends without
//! a message.

mod cli;
mod shell;

use std::io::{self, IsTerminal as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::Mutex;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::shell::disk::Machine;
use crate::shell::disk::interrupt::Interrupt;
use crate::shell::{Exit, Screen, run};
use intake::base::contradiction::Contradiction;
use intake::values::escape;

/// What broke, of a part of the program that should not have.
static BROKEN: Mutex<String> = Mutex::new(String::new());

fn main() -> ExitCode {
    keep_memory_to_ourselves();
    set_hook(Box::new(|broken| {
        if let Ok(mut last) = BROKEN.try_lock() {
            *last = broken.to_string();
        }
    }));
    // Where signals cannot be watched, the system ends the program, and the next run names what it left.
    let disk = Machine {
        interrupt: Interrupt::watch().unwrap_or_default(),
    };
    let code = catch_unwind(AssertUnwindSafe(|| started(&disk))).unwrap_or_else(|payload| {
        let what = BROKEN
            .try_lock()
            .map(|what| what.replace('\n', ": "))
            .unwrap_or_default();
        let (message, exit) = broken(payload.downcast_ref(), &what);
        let _ = writeln!(anstream::stderr(), "{message}");
        exit as u8
    });
    disk.interrupt.end();
    ExitCode::from(code)
}

/// What is said where the program broke down. Nothing stands where the output should: it is put there last.
fn broken(contradiction: Option<&Contradiction>, what: &str) -> (String, Exit) {
    const LEFT: &str =
        "nothing stands where the output should; see beside it for a folder `.intake-…`";
    match contradiction {
        Some(contradiction) => (
            format!(
                "error: Intake contradicts itself, and decides nothing: {contradiction}\n  \
                 help: this is a fault of the program, not of your files; please report it with this message. {LEFT}"
            ),
            Exit::Broken,
        ),
        None => (
            format!(
                "error: Intake itself broke down, or the system refused what it cannot do without: {what}\n  \
                 help: {LEFT}, and report this if it happens again"
            ),
            Exit::Refused,
        ),
    }
}

fn started(disk: &Machine) -> u8 {
    let mut err = anstream::stderr();
    let typed = match cli::Cli::try_parse() {
        Ok(typed) => typed,
        Err(error) => {
            let page = error.render().ansi().to_string();
            let to: &mut dyn io::Write = if error.use_stderr() {
                &mut err
            } else {
                &mut anstream::stdout()
            };
            let shown = to
                .write_all(escape::shown(&page).as_bytes())
                .and_then(|()| to.flush());
            if error.kind() == ErrorKind::MissingRequiredArgument {
                let _ = writeln!(err, "\n{}", cli::FIRST);
            }
            if shown.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe) {
                let _ = writeln!(err, "error: the page cannot be written");
                return Exit::Refused as u8;
            }
            return u8::try_from(error.exit_code()).unwrap_or(Exit::Usage as u8);
        }
    };
    let Some(job) = typed.job() else {
        let _ = writeln!(
            err,
            "Intake selects participants for a training programme by published rules, and says why.\n\n{}",
            cli::FIRST
        );
        return Exit::Usage as u8;
    };
    let colour = io::stderr().is_terminal();
    run(
        &job,
        &mut Screen {
            out: &mut anstream::stdout(),
            err: &mut err,
            disk,
            colour,
        },
    ) as u8
}

/// No file with names appears where nobody looks for one when the program dies: the system writes no core dump of it, and on Linux no
/// other program of the same user reads its memory.
fn keep_memory_to_ourselves() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // A system that refuses leaves things as they are; the run need not fail for it.
        let _ = setrlimit(
            Resource::Core,
            Rlimit {
                current: Some(0),
                maximum: Some(0),
            },
        );
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
