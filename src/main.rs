//! Parse, run, return the outcome.

mod cli;

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use intake::run::{Exit, Screen, run};

fn main() -> ExitCode {
    let mut err = anstream::stderr();
    let typed = cli::Cli::try_parse().unwrap_or_else(|error| {
        let incomplete = error.kind() == ErrorKind::MissingRequiredArgument;
        let code = error.exit_code();
        let _ = error.print();
        if incomplete {
            let _ = writeln!(err, "\n{}", cli::FIRST);
        }
        std::process::exit(code)
    });
    let Some(job) = typed.job() else {
        let _ = writeln!(
            err,
            "Intake selects participants for a training programme by published rules, and says why.\n\n{}",
            cli::FIRST
        );
        return ExitCode::from(Exit::Usage as u8);
    };
    let colour = std::io::stderr().is_terminal();
    let exit = run(&job, &mut Screen { out: &mut anstream::stdout(), err: &mut err, colour });
    ExitCode::from(exit as u8)
}
