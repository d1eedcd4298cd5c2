//! What can be typed. Only the binary knows these types; they become a [`Job`].

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use intake::read;
use intake::run::{About, Format, Job, Output, Thorough};

/// Selects participants for a training programme by published rules, and says why.
///
/// Intake reads applications as the form tool exported them, judges every eligibility criterion, scores and ranks those who
/// are eligible, fills the groups, and writes rosters with a reason for every outcome. What cannot be read is never guessed:
/// it becomes a question for a person.
#[derive(Debug, Parser)]
#[command(name = "intake", version, max_term_width = 100, after_help = FIRST, arg_required_else_help = false)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

/// What somebody sees who types only `intake`.
pub(crate) const FIRST: &str = "\
Try it on the sample:
  intake select sample-applications/montenegro-2019.csv --rules rules/montenegro-2019.toml --out run
  intake explain run A-0001

Exit codes: 0 done; 1 done, and questions are open for a person; 2 wrong usage, rules or examples;
3 applications refused or output not written; 4 a difference was found.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Select: read, judge, score, rank, fill the groups, write the run folder.
    ///
    /// The folder holds a roster for each group (selected, then reserve), who is left without a place, what must be
    /// clarified and in which cell, who is not eligible and by which clause, a workbook with all of it for the panel, and the
    /// reasons for everyone. It appears whole or not at all. The same applications and rules give the same files, in whatever
    /// order the rows stand.
    #[command(after_help = "\
Example:
  intake select applications.xlsx --rules rules/montenegro-2019.toml --out run-1
Then ask what clarify.csv lists, put the answers into the file, and select again into run-2.")]
    Select(Select),
    /// Check a rules file, alone or against applications; nothing is decided.
    ///
    /// Alone: everything that is wrong with the rules, each with its line. With applications: which column serves which
    /// field, which columns nothing uses, and every kind of answer that cannot be read, with its first cell.
    #[command(after_help = "\
Example:
  intake check rules/montenegro-2019.toml applications.csv")]
    Check(Check),
    /// Look at an export before there are rules: form tool, columns, what each seems to hold, and a draft of the fields.
    ///
    /// Answers that nearly all differ, such as names, are counted and not shown.
    #[command(after_help = "\
Example:
  intake inspect applications.csv")]
    Inspect(Inspect),
    /// Write a first rules file that reads an export; what has to be thought over is marked EDIT.
    #[command(after_help = "\
Example:
  intake new rules/my-programme.toml --from applications.csv")]
    New(New),
    /// Say why: one application's criteria, points, rank and place, from a run folder.
    ///
    /// Reads the run folder and nothing else, and says every criterion with what was found and what would have met it, every
    /// part of the score with the row of the rules that gave it, who stands above and below and what separates them, and who
    /// holds the last seat. Personal columns are not shown, only where they stand, unless --personal asks for them.
    #[command(after_help = "\
Examples:
  intake explain run-1 A-0042
  intake explain run-1 --compare A-0042 A-0043
  intake explain run-1 A-0042 --format html > A-0042.html
  intake explain run-1 A-0042 --for applicant --personal applications.xlsx")]
    Explain(Box<Explain>),
    /// Verify a run folder: is it what was written, and does it come out the same again?
    ///
    /// Alone, every file is held against the manifest, and the manifest against its seal. With the applications everything is
    /// computed again, by the rules given or the copy in the folder, and the first difference of each file is named. With
    /// rules alone it is said whether they are the run's. The exit code is 4 when something differs.
    #[command(after_help = "\
Example:
  intake verify run-1
  intake verify run-1 applications.xlsx
  intake verify run-1 applications.xlsx --rules rules/montenegro-2019.toml")]
    Verify(Verify),
    /// Compare two rules files, or two runs: who moves, and which change in the rules did it.
    ///
    /// The applications are put through both rules files, and through the first with each of the changes made alone, so that
    /// it is known and not guessed which change moves whom. Two run folders can be compared without their applications; then
    /// only who moved is known. The exit code is 4 when anybody's outcome, group, place, total or criteria differ, and 0 when
    /// nobody's do, whatever differs in the rules.
    #[command(after_help = "\
Example:
  intake compare rules/montenegro-2019.toml draft.toml applications.csv
  intake compare run-1 run-2")]
    Compare(Compare),
    /// Keep what the rules make of some applications in a readable file, and say who changes when the rules do.
    ///
    /// The first time the snapshot is written, to be looked through and kept beside the rules; the exit code is 1, since a
    /// person must look. After that, everybody for whom something changed is named, and the exit code is 4 until the change
    /// is accepted with --accept. When nothing changed the exit code is 0.
    #[command(after_help = "\
Example:
  intake snapshot rules/montenegro-2019.toml sample-applications/montenegro-2019.csv
The snapshot stands beside the rules: rules/montenegro-2019.montenegro-2019.snapshot.txt")]
    Snapshot(Snapshot),
    /// Test the rules on their own examples.
    ///
    /// The examples stand beside the rules, in a file of the same name that ends in `.examples.toml`: what an applicant
    /// says and what must come of it, and small pools with their seats. An example that fails shows the rule with the values
    /// under each expression, and the exit code is 4; without examples it is 2.
    #[command(after_help = "\
Example:
  intake test rules/montenegro-2019.toml --coverage --mutate")]
    Test(Test),
}

#[derive(Debug, Args)]
struct Select {
    /// The applications: CSV, .xlsx, .xls, .xlsb or .ods; several files are one pile.
    #[arg(required = true)]
    applications: Vec<PathBuf>,
    /// The rules file of the programme.
    #[arg(long, short, value_name = "FILE")]
    rules: PathBuf,
    /// The folder to write; it must not be there yet.
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Replace an earlier run in that folder, if nobody changed or added anything.
    #[arg(long)]
    replace: bool,
    /// Leave out workbook.xlsx.
    #[arg(long)]
    without_workbook: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Args)]
struct Check {
    /// The rules file of the programme.
    rules: PathBuf,
    /// Applications to hold the rules against: which column is which field, and which answers cannot be read.
    applications: Vec<PathBuf>,
    /// Say every rule as a sentence beside its clauses, for the panel to sign off.
    #[arg(long)]
    sentences: bool,
    /// Show notes about the rules as well: what nobody in the ranking earns, what a blank decides, what is left to the lot.
    #[arg(long)]
    notes: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Args)]
struct Explain {
    /// The folder that `intake select` wrote.
    run: PathBuf,
    /// The application's id.
    #[arg(value_name = "APPLICATION-ID", required_unless_present = "compare")]
    application: Option<String>,
    /// Put two applications side by side and say what separates them.
    #[arg(long, num_args = 2, value_names = ["ID-1", "ID-2"], conflicts_with = "application")]
    compare: Option<Vec<String>>,
    /// A letter for the applicant: their own data, and nothing of anybody else's.
    #[arg(long = "for", value_enum, value_name = "WHOM", conflicts_with = "compare")]
    whom: Option<Whom>,
    /// Show the applicant's personal answers, too, from the files the run was made from.
    #[arg(long, num_args = 1.., value_name = "APPLICATIONS", conflicts_with = "compare")]
    personal: Vec<PathBuf>,
    /// How to set it down.
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Whom {
    Applicant,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shape {
    Text,
    Json,
    Html,
    Markdown,
}

#[derive(Debug, Args)]
struct Inspect {
    /// The exports: CSV, .xlsx, .xls, .xlsb or .ods.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Args)]
struct New {
    /// The rules file to write; it must not be there yet.
    rules: PathBuf,
    /// The export to read.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Args)]
struct Verify {
    /// The folder that `intake select` wrote.
    run: PathBuf,
    /// The applications it was made from, in the same order.
    applications: Vec<PathBuf>,
    /// Rules to hold against those of the run, such as the published ones; else the copy in the run folder is used.
    #[arg(long, short, value_name = "FILE")]
    rules: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Args)]
struct Compare {
    /// The first rules file, or the first run folder: what was.
    #[arg(value_name = "A")]
    a: PathBuf,
    /// The second: what is.
    #[arg(value_name = "B")]
    b: PathBuf,
    /// The applications; needed for rules files, and for runs to find out which change did it.
    applications: Vec<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value = "text")]
    format: Printed,
    /// Write everybody who differs to a CSV, whoever moves and whoever only gets another place or total.
    #[arg(long, value_name = "FILE")]
    movers: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Args)]
struct Snapshot {
    /// The rules file of the programme.
    rules: PathBuf,
    /// The applications: CSV, .xlsx, .xls, .xlsb or .ods; several files are one pile.
    #[arg(required = true)]
    applications: Vec<PathBuf>,
    /// Where the snapshot is kept; without it beside the rules, named after rules and applications.
    #[arg(long, value_name = "FILE")]
    snapshot: Option<PathBuf>,
    /// Accept what came out: renew the snapshot.
    #[arg(long)]
    accept: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Printed {
    Text,
    Json,
}

#[derive(Debug, Args)]
struct Test {
    /// The rules file of the programme.
    rules: PathBuf,
    /// Name every question, row, band, tie-break and place rule that no example decides.
    #[arg(long)]
    coverage: bool,
    /// Change every number, bound, list, order and word of the rules, one at a time, and name the changes that no example
    /// notices.
    #[arg(long)]
    mutate: bool,
}

#[derive(Debug, Args)]
struct Reading {
    /// The sheet that holds the applications, where a workbook has several.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What separates the cells of a CSV file, where that cannot be told.
    #[arg(long, value_enum)]
    delimiter: Option<Delimiter>,
    /// The encoding of CSV files that are not UTF-8, such as `windows-1251`.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static encoding_rs::Encoding>,
    /// The form tool the files come from, where that is not recognised; `plain` for a table with one row of headings.
    #[arg(long, value_name = "TOOL", value_parser = tool())]
    tool: Option<&'static read::Tool>,
    /// Whether hidden rows and columns of a workbook count: read them like all others, or leave them out.
    #[arg(long, value_enum)]
    hidden: Option<Hidden>,
}

fn encoding(name: &str) -> Result<&'static encoding_rs::Encoding, String> {
    encoding_rs::Encoding::for_label(name.as_bytes())
        .ok_or_else(|| "write a name such as `windows-1250`, `windows-1251`, `windows-1252` or `utf-16le`".to_owned())
}

fn tool() -> impl clap::builder::TypedValueParser<Value = &'static read::Tool> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    let ids = read::profile::TOOLS.iter().map(|tool| tool.id);
    PossibleValuesParser::new(ids).try_map(|id| read::Tool::named(&id).ok_or("no form tool Intake knows"))
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Hidden {
    Include,
    Exclude,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Delimiter {
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

impl Cli {
    /// What is to be done; none when nothing was asked for.
    pub(crate) fn job(self) -> Option<Job> {
        Some(match self.command? {
            Command::Select(Select { applications, rules, out, replace, without_workbook, reading }) => {
                Job::Select { applications, rules, out, replace, without_workbook, reading: reading.options() }
            }
            Command::Check(Check { rules, applications, sentences, notes, reading }) => {
                Job::Check { rules, applications, sentences, notes, reading: reading.options() }
            }
            Command::Inspect(Inspect { files, reading }) => Job::Inspect { files, reading: reading.options() },
            Command::New(New { rules, from, reading }) => Job::New { rules, from, reading: reading.options() },
            Command::Explain(explain) => explain.job(),
            Command::Verify(Verify { run, applications, rules, reading }) => {
                Job::Verify { run, applications, rules, reading: reading.options() }
            }
            Command::Compare(Compare { a, b, applications, format, movers, reading }) => {
                let format = match format {
                    Printed::Text => Output::Text,
                    Printed::Json => Output::Json,
                };
                Job::Compare { a, b, applications, reading: reading.options(), format, movers }
            }
            Command::Snapshot(Snapshot { rules, applications, snapshot, accept, reading }) => {
                Job::Snapshot { rules, applications, reading: reading.options(), snapshot, accept }
            }
            Command::Test(Test { rules, coverage, mutate }) => {
                Job::Test { rules, thorough: Thorough { coverage, mutate } }
            }
        })
    }
}

impl Explain {
    fn job(self) -> Job {
        let application = self.application.unwrap_or_default();
        let about = match (self.compare.as_deref(), self.whom) {
            (Some([one, other]), _) => About::Two(one.clone(), other.clone()),
            (_, Some(Whom::Applicant)) => About::ForApplicant(application),
            (_, None) => About::Application(application),
        };
        let (personal, reading, format) = (self.personal, self.reading.options(), self.format.format());
        Job::Explain { run: self.run, about, personal, reading, format }
    }
}

impl Reading {
    fn options(self) -> read::Options {
        let delimiter = self.delimiter.map(|delimiter| match delimiter {
            Delimiter::Comma => read::Delimiter::Comma,
            Delimiter::Semicolon => read::Delimiter::Semicolon,
            Delimiter::Tab => read::Delimiter::Tab,
            Delimiter::Pipe => read::Delimiter::Pipe,
        });
        let hidden = self.hidden.map(|hidden| match hidden {
            Hidden::Include => read::Hidden::Include,
            Hidden::Exclude => read::Hidden::Exclude,
        });
        read::Options { sheet: self.sheet, delimiter, encoding: self.encoding, tool: self.tool, hidden }
    }
}

impl Shape {
    fn format(self) -> Format {
        match self {
            Self::Text => Format::Text,
            Self::Json => Format::Json,
            Self::Html => Format::Html,
            Self::Markdown => Format::Markdown,
        }
    }
}
