//! What each command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::reading::Reading;
use super::set_down::SetDown;
use crate::shell::{self, About, Format, Job};

#[derive(Debug, Args)]
pub(super) struct Select {
    /// The applications: CSV, .xlsx, .xls, .xlsb or .ods; several files are one pile.
    #[arg(required = true)]
    pub(super) applications: Vec<PathBuf>,
    /// Ratings in files of their own, joined by the application's id; which column is whose is said in the rules.
    /// Several files are given one by one, each after its --ratings, or all after one.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) ratings: Vec<PathBuf>,
    /// Who the assessors are, as `intake packs` takes it: a rating by somebody who has a conflict of interest is refused.
    #[arg(long, value_name = "FILE")]
    pub(super) assessors: Vec<PathBuf>,
    /// The rules file of the programme.
    #[arg(long, short, value_name = "FILE")]
    pub(super) rules: PathBuf,
    /// The folder to write; it must not be there yet.
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// What people decided about single applications: the clarify list with answers, as CSV or workbook.
    /// Several files are given one by one, each after its --decisions.
    #[arg(long = "decisions", value_name = "FILE")]
    pub(super) rulings: Vec<PathBuf>,
    /// Of rules with stages: which of them.
    #[arg(long, value_name = "ID")]
    pub(super) stage: Option<String>,
    /// The run of the stage before, whose shortlist takes part.
    #[arg(long, value_name = "RUN", requires = "stage")]
    pub(super) after: Option<PathBuf>,
    /// Replace an earlier run in that folder, if nobody changed or added anything.
    #[arg(long)]
    pub(super) replace: bool,
    #[command(flatten)]
    pub(super) issue: SetDown,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Replace {
    /// The run folder whose seats were given out.
    pub(super) run: PathBuf,
    /// The applications it was made from; others only where a decision allows them.
    #[arg(required = true)]
    pub(super) applications: Vec<PathBuf>,
    /// Ratings in files of their own, joined by the application's id; which column is whose is said in the rules.
    /// Several files are given one by one, each after its --ratings, or all after one.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) ratings: Vec<PathBuf>,
    /// The rules, where they are not those of the run and a decision allows that; else the copy in the run folder is used.
    #[arg(long, short, value_name = "FILE")]
    pub(super) rules: Option<PathBuf>,
    /// Of rules with stages: the run of the stage before, made anew since, whose shortlist takes part from now on; else that of the run.
    #[arg(long, value_name = "RUN")]
    pub(super) after: Option<PathBuf>,
    /// The folder to write; it must not be there yet.
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Every decision so far: those the run took, and who gave a seat back since.
    /// Several files are given one by one, each after its --decisions.
    #[arg(long = "decisions", value_name = "FILE", required = true)]
    pub(super) rulings: Vec<PathBuf>,
    /// Replace an earlier run in that folder, if nobody changed or added anything; never the run that is followed.
    #[arg(long)]
    pub(super) replace: bool,
    #[command(flatten)]
    pub(super) issue: SetDown,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The rules file of the programme.
    pub(super) rules: PathBuf,
    /// Applications to hold the rules against: which column is which field, and which answers cannot be read.
    pub(super) applications: Vec<PathBuf>,
    /// Ratings in files of their own, joined by the application's id; which column is whose is said in the rules.
    /// Several files are given one by one, each after its --ratings, or all after one.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) ratings: Vec<PathBuf>,
    /// Say every rule as a sentence beside its clauses, for the panel to sign off.
    #[arg(long)]
    pub(super) sentences: bool,
    /// How the sentences are set down; `html` is a page to be printed and signed, with everything else on standard error.
    #[arg(long, value_enum, default_value = "text", requires = "sentences")]
    pub(super) format: Sentences,
    /// Show notes about the rules as well: what nobody in the ranking earns, what a blank decides, what is left to the lot.
    #[arg(long)]
    pub(super) notes: bool,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The folder that `intake select` wrote.
    pub(super) run: PathBuf,
    /// The application's id.
    #[arg(value_name = "APPLICATION-ID", required_unless_present = "compare")]
    pub(super) application: Option<String>,
    /// Put two applications side by side and say what separates them.
    #[arg(long, num_args = 2, value_names = ["ID-1", "ID-2"], conflicts_with = "application")]
    pub(super) compare: Option<Vec<String>>,
    /// A letter for the applicant: their own data, and nothing of anybody else's.
    #[arg(
        long = "for",
        value_enum,
        value_name = "WHOM",
        conflicts_with = "compare"
    )]
    pub(super) whom: Option<Whom>,
    /// Show the applicant's personal answers, too, from the files the run was made from.
    #[arg(long, num_args = 1.., value_name = "APPLICATIONS", conflicts_with = "compare")]
    pub(super) personal: Vec<PathBuf>,
    /// The decisions the run took, where it took any; needed for the personal answers.
    #[arg(long = "decisions", value_name = "FILE", requires = "personal")]
    pub(super) rulings: Vec<PathBuf>,
    /// How to set it down.
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    pub(super) format: Shape,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Whom {
    Applicant,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Shape {
    Text,
    Json,
    Html,
    Markdown,
}

#[derive(Debug, Args)]
pub(super) struct Letters {
    /// The folder that `intake select` wrote.
    #[arg(required_unless_present = "print_templates")]
    run: Option<PathBuf>,
    /// The applications it was made from, for names, addresses and languages.
    personal: Vec<PathBuf>,
    /// The folder to write; it must not be there yet.
    #[arg(
        long,
        short,
        value_name = "DIR",
        required_unless_present = "print_templates"
    )]
    out: Option<PathBuf>,
    /// The decisions the run took, where it took any; needed with the applications.
    #[arg(long = "decisions", value_name = "FILE", requires = "personal")]
    rulings: Vec<PathBuf>,
    /// The day of the letters, as 2019-04-12; without it they have none.
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// The run whose letters went out: who was told the same gets no letter again, and a letter that says something else says so.
    #[arg(long, value_name = "RUN")]
    told: Option<PathBuf>,
    /// Write the letters that say the same as before, too.
    #[arg(long, requires = "told")]
    all: bool,
    /// A folder with templates of your own; what is not in it is as Intake has it.
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// Write the templates of Intake into a new folder, to be edited; no letters.
    #[arg(long, value_name = "DIR", exclusive = true)]
    print_templates: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

impl Letters {
    pub(super) fn job(self) -> Job {
        Job::Letters(match self.print_templates {
            Some(out) => shell::Letters::Templates(out),
            // clap has seen to it that both are there.
            None => shell::Letters::Everybody(Box::new(shell::letters::Everybody {
                run: self.run.unwrap_or_default(),
                out: self.out.unwrap_or_default(),
                personal: self.personal,
                rulings: self.rulings,
                reading: self.reading.options(),
                templates: self.templates,
                date: self.date,
                told: self.told,
                all: self.all,
            })),
        })
    }
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// The exports: CSV, .xlsx, .xls, .xlsb or .ods.
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// The rules file to write; it must not be there yet.
    pub(super) rules: PathBuf,
    /// The exports to read.
    #[arg(long, value_name = "FILES", num_args = 1.., required = true)]
    pub(super) from: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The folder that `intake select` wrote.
    pub(super) run: PathBuf,
    /// The applications it was made from, in the same order.
    pub(super) applications: Vec<PathBuf>,
    /// Ratings in files of their own, joined by the application's id; which column is whose is said in the rules.
    /// Several files are given one by one, each after its --ratings, or all after one.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) ratings: Vec<PathBuf>,
    /// Rules to hold against those of the run, such as the published ones; else the copy in the run folder is used.
    #[arg(long, short, value_name = "FILE")]
    pub(super) rules: Option<PathBuf>,
    /// The decisions the run took, where it took any, in the same order.
    #[arg(long = "decisions", value_name = "FILE")]
    pub(super) rulings: Vec<PathBuf>,
    /// The run that it follows, where `intake replace` wrote it, or that of the stage before, and after it the one that this one follows, and so on.
    #[arg(long, value_name = "RUN", num_args = 1..)]
    pub(super) before: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    /// The first rules file, or the first run folder: what was.
    #[arg(value_name = "A")]
    pub(super) a: PathBuf,
    /// The second: what is.
    #[arg(value_name = "B")]
    pub(super) b: PathBuf,
    /// The applications; needed for rules files, and for runs to find out which change did it.
    pub(super) applications: Vec<PathBuf>,
    /// Ratings in files of their own, joined by the application's id; which column is whose is said in the rules.
    /// Several files are given one by one, each after its --ratings, or all after one.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) ratings: Vec<PathBuf>,
    /// What people decided about single applications: the clarify list with answers, as CSV or workbook.
    /// Several files are given one by one, each after its --decisions.
    #[arg(long = "decisions", value_name = "FILE")]
    pub(super) rulings: Vec<PathBuf>,
    /// Of rules with stages: which of them.
    #[arg(long, value_name = "ID")]
    pub(super) stage: Option<String>,
    /// The run of the stage before, whose shortlist takes part.
    #[arg(long, value_name = "RUN", requires = "stage")]
    pub(super) after: Option<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: Printed,
    /// Write everybody who differs to a CSV, whoever moves and whoever only gets another place or total.
    #[arg(long, value_name = "FILE")]
    pub(super) movers: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Snapshot {
    /// The rules file of the programme.
    pub(super) rules: PathBuf,
    /// The applications: CSV, .xlsx, .xls, .xlsb or .ods; several files are one pile.
    #[arg(required = true)]
    pub(super) applications: Vec<PathBuf>,
    /// Ratings in files of their own, joined by the application's id; which column is whose is said in the rules.
    /// Several files are given one by one, each after its --ratings, or all after one.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) ratings: Vec<PathBuf>,
    /// What people decided about single applications: the clarify list with answers, as CSV or workbook.
    /// Several files are given one by one, each after its --decisions.
    #[arg(long = "decisions", value_name = "FILE")]
    pub(super) rulings: Vec<PathBuf>,
    /// Of rules with stages: which of them.
    #[arg(long, value_name = "ID")]
    pub(super) stage: Option<String>,
    /// The run of the stage before, whose shortlist takes part.
    #[arg(long, value_name = "RUN", requires = "stage")]
    pub(super) after: Option<PathBuf>,
    /// Where the snapshot is kept; without it beside the rules, named after rules and applications.
    #[arg(long, value_name = "FILE")]
    pub(super) snapshot: Option<PathBuf>,
    /// Accept what came out: renew the snapshot.
    #[arg(long)]
    pub(super) accept: bool,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Sentences {
    Text,
    Html,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Printed {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Test {
    /// The rules file of the programme.
    pub(super) rules: PathBuf,
    /// Name every question, row, band, tie-break and place rule that no example decides.
    #[arg(long)]
    pub(super) coverage: bool,
    /// Change every number, bound, list, order and word of the rules, one at a time, and name the changes that no example
    /// notices.
    #[arg(long)]
    pub(super) mutate: bool,
}

impl Explain {
    pub(super) fn job(self) -> Job {
        let application = self.application.unwrap_or_default();
        let about = match (self.compare.as_deref(), self.whom) {
            (Some([one, other]), _) => About::Two(one.clone(), other.clone()),
            (_, Some(Whom::Applicant)) => About::ForApplicant(application),
            (_, None) => About::Application(application),
        };
        let (personal, reading, format) =
            (self.personal, self.reading.options(), self.format.format());
        Job::Explain {
            run: self.run,
            about,
            personal,
            rulings: self.rulings,
            reading,
            format,
        }
    }
}

impl Sentences {
    pub(super) fn format(self) -> shell::Sentences {
        match self {
            Self::Text => shell::Sentences::Text,
            Self::Html => shell::Sentences::Html,
        }
    }
}

impl Shape {
    pub(super) fn format(self) -> Format {
        match self {
            Self::Text => Format::Text,
            Self::Json => Format::Json,
            Self::Html => Format::Html,
            Self::Markdown => Format::Markdown,
        }
    }
}
