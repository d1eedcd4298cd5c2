//! What each command does. The only caller of anything that touches files; everything else is handed what it needs.

mod check;
mod compare;
pub(crate) mod disk;
mod past_run;
mod exit;
mod explain;
pub(crate) mod files;
mod firmness;
mod inputs;
mod inspect;
mod job;
pub(crate) mod letters;
mod mistaken;
pub(crate) mod packet;
pub(crate) mod packs;
mod replace;
mod select;
mod snapshot;
mod spread;
mod test;
mod threads;
mod verify;
pub(crate) mod write;

pub(crate) use exit::Exit;

use std::io::{self, Write};

pub(crate) use check::Sentences;
pub(crate) use compare::Output;
pub(crate) use intake::engine::explain::{About, Format};
pub(crate) use job::Job;
pub(crate) use letters::Letters;
pub(crate) use packet::Packet;
pub(crate) use packs::Packs;

use self::inputs::Given;
use crate::shell::disk::Disk;
use intake::base::finding::{Code, Finding, Location, refusal};
use intake::papers::summary;
use intake::rules::{RulesFile, load};
use intake::values::escape;

/// What `intake test` looks at besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Thorough {
    /// Which rules no example decides.
    pub(crate) coverage: bool,
    /// Which changes of the rules no example notices.
    pub(crate) mutate: bool,
}

/// Where results (`out`), words about them (`err`) and files go.
pub(crate) struct Screen<'a> {
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
    pub(crate) disk: &'a dyn Disk,
    /// Whether `err` shows colour.
    pub(crate) colour: bool,
}

impl Screen<'_> {
    /// What cannot be shown is said at the end.
    fn say(&mut self, text: &str) {
        let _ = self.out.write_all(escape::shown(text).as_bytes());
    }

    fn warn(&mut self, text: &str) {
        let _ = self.err.write_all(escape::shown(text).as_bytes());
    }

    fn warn_of(&mut self, findings: &[Finding]) {
        self.warn(&summary::findings(findings));
    }

    /// Findings about a file of rules or examples, each under its line.
    fn underlined(&self, file: &RulesFile, findings: &[Finding]) -> String {
        load::render(&file.name, &file.text, findings, self.colour)
    }
}

/// Writes on until it is refused, and keeps why.
struct Until<'a> {
    to: &'a mut dyn Write,
    refused: Option<io::Error>,
}

impl Until<'_> {
    fn all(&mut self, what: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.refused.is_none() {
            self.refused = what(self.to).err();
        }
    }

    /// What was not shown, in words. A reader that went away, such as a closed pager or `head`, is no error of ours.
    fn words(&mut self, name: &str) -> Option<String> {
        self.all(|to| to.flush());
        let refused = self
            .refused
            .take()
            .filter(|error| error.kind() != io::ErrorKind::BrokenPipe)?;
        let message = format!("cannot be written: {}", refusal(&refused));
        let finding = Finding::new(
            Code::OutputUnwritable,
            Location::File(name.to_owned()),
            message,
        )
        .help("what was shown is not all of it");
        Some(summary::findings(&[finding]))
    }
}

impl Write for Until<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.all(|to| to.write_all(buffer));
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.all(|to| to.flush());
        Ok(())
    }
}

/// Does the job. Output that cannot be shown is an error as files that cannot be written are.
pub(crate) fn run(job: &Job, screen: &mut Screen<'_>) -> Exit {
    threads::begin();
    let mut out = Until {
        to: &mut *screen.out,
        refused: None,
    };
    let mut err = Until {
        to: &mut *screen.err,
        refused: None,
    };
    let inner = &mut Screen {
        out: &mut out,
        err: &mut err,
        disk: screen.disk,
        colour: screen.colour,
    };
    let (Ok(exit) | Err(exit)) = done(job, inner);
    let (shown, said) = (out.words("standard output"), err.words("standard error"));
    if shown.is_none() && said.is_none() {
        return exit;
    }
    // Each on the other, for want of a better place.
    shown.into_iter().for_each(|words| screen.warn(&words));
    said.into_iter().for_each(|words| screen.say(&words));
    let _ = screen.out.flush();
    Exit::Refused
}

/// As the command ended; an error where it had to stop before its end.
fn done(job: &Job, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
    match job {
        Job::Select {
            applications,
            ratings,
            assessors,
            rules,
            out,
            reading,
            rulings,
            stage,
            after,
            replace,
            issue,
        } => {
            let options = write::Options {
                out,
                replace: *replace,
                issue: *issue,
            };
            select::select(
                (Given::of(applications, ratings, rulings), assessors),
                (rules, stage.as_deref(), after.as_deref()),
                reading,
                options,
                screen,
            )
        }
        Job::Replace {
            run,
            applications,
            ratings,
            rules,
            after,
            out,
            reading,
            rulings,
            replace,
            issue,
        } => {
            let options = write::Options {
                out,
                replace: *replace,
                issue: *issue,
            };
            let pile = Given::of(applications, ratings, rulings);
            let runs = (run.as_path(), after.as_deref());
            replace::replace(runs, pile, rules.as_deref(), reading, options, screen)
        }
        Job::Check {
            rules,
            applications,
            ratings,
            reading,
            sentences,
            notes,
        } => check::check(
            rules,
            (applications, ratings),
            reading,
            (*sentences, *notes),
            screen,
        ),
        Job::Explain {
            run,
            about,
            personal,
            rulings,
            reading,
            format,
        } => explain::explain(run, about, (personal, rulings, reading), *format, screen),
        Job::Firmness {
            run,
            percent,
            two,
            format,
        } => firmness::firmness(run, *percent, two.as_ref(), *format, screen),
        Job::Spread { run, format } => spread::spread(run, *format, screen),
        Job::Letters(what) => letters::letters(what, screen),
        Job::Packet(what) => packet::packet(what, screen),
        Job::Packs(what) => packs::packs(what, screen),
        Job::Inspect { files, reading } => inspect::inspect(files, reading, screen),
        Job::New {
            rules,
            from,
            reading,
        } => inspect::new(rules, from, reading, screen),
        Job::Verify {
            run,
            applications,
            ratings,
            rules,
            reading,
            rulings,
            before,
        } => verify::verify(
            (run, before),
            Given::of(applications, ratings, rulings),
            rules.as_deref(),
            reading,
            screen,
        ),
        Job::Compare {
            a,
            b,
            applications,
            ratings,
            reading,
            rulings,
            stage,
            after,
            format,
            movers,
        } => compare::compare(
            (a, b),
            Given::of(applications, ratings, rulings),
            reading,
            (stage.as_deref(), after.as_deref()),
            (*format, movers.as_deref()),
            screen,
        ),
        Job::Snapshot {
            rules,
            applications,
            ratings,
            reading,
            rulings,
            stage,
            after,
            snapshot,
            accept,
        } => snapshot::snapshot(
            rules,
            Given::of(applications, ratings, rulings),
            reading,
            (stage.as_deref(), after.as_deref()),
            (snapshot.as_deref(), *accept),
            screen,
        ),
        Job::Test { rules, thorough } => test::test(rules, *thorough, screen),
    }
}
