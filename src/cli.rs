//! What can be typed. Only the binary knows these types; they become a [`Job`].

mod arguments;
mod firmness;
mod packet;
mod packs;
mod reading;
mod set_down;
mod spread;

use arguments::{
    Check, Compare, Explain, Inspect, Letters, New, Printed, Replace, Select, Snapshot, Test,
    Verify,
};
use clap::{Parser, Subcommand};
use firmness::Firmness;
use packet::Packet;
use packs::Packs;
use spread::Spread;

use crate::shell::{Job, Output, Thorough};

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
    /// Replace: seats that were given back go to whoever comes next, and all others stay.
    ///
    /// Takes the run whose letters went out, the same applications, and decisions: who withdrew, declined, did not answer or cannot
    /// come. Every other seat of the run stays. What comes out is a run folder like any other, which names the run before; the
    /// next round follows this one.
    #[command(after_help = "\
Example:
  intake replace run-2 applications.xlsx --decisions decisions.csv --out run-3")]
    Replace(Replace),
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
    /// Say how firm a selection is: would somebody else sit if something counted more, or less?
    ///
    /// Reads the run folder and nothing else. For every scoring rule: the range of its weight within which the same people sit, exactly,
    /// and who comes in and who leaves at each end. For every seat: how many points could be lost before it is, and the single
    /// answers on which it hangs. And what comes out without each assessor.
    #[command(after_help = "\
Examples:
  intake firmness run-1
  intake firmness run-1 --within 5 --format html > firmness.html")]
    Firmness(Firmness),
    /// Say how assessors rated: what each gave, how far they agree, and where they are far apart.
    ///
    /// Reads the run folder and nothing else. For every assessor, by number: how many ratings, the lowest, the mean and the highest, and
    /// how far from the others on the applications they share. For every application how far its ratings are apart. In all:
    /// Krippendorff's alpha, what it means and how much it can be trusted. And who would sit if strictness were evened out.
    #[command(after_help = "\
Examples:
  intake spread run-1
  intake spread run-1 --format html > spread.html")]
    Spread(Spread),
    /// Write a packet for a panel: several people in one file, each with points, ratings, neighbours and answers.
    ///
    /// Reads the run folder and writes one HTML file for screen and paper (A4): a cover that says who is in it and why, then everybody
    /// on a page of their own. The people are named by their ids, or are those of a group, or those around the last seats.
    /// Names and statements are shown only with --personal.
    #[command(after_help = "\
Examples:
  intake packet run-1 A-0042 A-0043 --out packet.html
  intake packet run-1 --group environment --personal applications.xlsx --out environment.html
  intake packet run-1 --close-calls --out close-calls.html")]
    Packet(Packet),
    /// Write a pack for every assessor: what they read, what the numbers mean, and cells to fill in.
    ///
    /// Who reads what is in the rules, under [packs]: as many readers as each application needs, loads that differ as little as may be, the rest
    /// drawn by a published seed; nobody reads whom they have a conflict with. With --ratings there are packs only for what is still
    /// to be rated, for a further reader too. Filled in, packs come back with --ratings, whatever they are called. The exit
    /// code is 1 where readers are missing or somebody must look before packs are sent.
    #[command(after_help = "\
Examples:
  intake packs applications.csv --rules rules.toml --assessors assessors.csv --out packs-1
  intake packs applications.csv --rules rules.toml --assessors assessors.csv --ratings back/*.xlsx --out packs-2")]
    Packs(Packs),
    /// Write a letter for everybody who applied, and one table for a mail merge, from a run folder.
    ///
    /// Each letter says what came of one application and why, in words of the run, and nothing of anybody else. There are
    /// letters in English, French and Russian; `[letters]` in the rules says whom to write to, and templates can be
    /// edited. While a seat could still go to somebody else, its letter says that nothing is decided. Nothing is written
    /// where the run is not as it was made, or a template needs what nobody gave.
    #[command(after_help = "\
Examples:
  intake letters run-1 applications.xlsx --out letters-1 --date 2019-04-12
  intake letters --print-templates letter-templates")]
    Letters(Letters),
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

impl Cli {
    /// What is to be done; none when nothing was asked for.
    pub(crate) fn job(self) -> Option<Job> {
        Some(match self.command? {
            Command::Select(Select {
                applications,
                ratings,
                rules,
                out,
                rulings,
                stage,
                after,
                replace,
                issue,
                reading,
                assessors,
            }) => Job::Select {
                applications,
                assessors,
                ratings,
                rules,
                out,
                rulings,
                stage,
                after,
                replace,
                issue: issue.issue(),
                reading: reading.options(),
            },
            Command::Replace(Replace {
                run,
                applications,
                ratings,
                rules,
                after,
                out,
                rulings,
                replace,
                issue,
                reading,
            }) => Job::Replace {
                run,
                applications,
                ratings,
                rules,
                after,
                out,
                rulings,
                replace,
                issue: issue.issue(),
                reading: reading.options(),
            },
            Command::Check(Check {
                rules,
                applications,
                ratings,
                sentences,
                format,
                notes,
                reading,
            }) => Job::Check {
                rules,
                applications,
                ratings,
                sentences: sentences.then_some(format.format()),
                notes,
                reading: reading.options(),
            },
            Command::Inspect(Inspect { files, reading }) => Job::Inspect {
                files,
                reading: reading.options(),
            },
            Command::New(New {
                rules,
                from,
                reading,
            }) => Job::New {
                rules,
                from,
                reading: reading.options(),
            },
            Command::Explain(explain) => explain.job(),
            Command::Letters(letters) => letters.job(),
            Command::Firmness(firmness) => firmness.job(),
            Command::Spread(spread) => spread.job(),
            Command::Packet(packet) => packet.job(),
            Command::Packs(packs) => packs.job(),
            Command::Verify(Verify {
                run,
                applications,
                ratings,
                rules,
                rulings,
                before,
                reading,
            }) => Job::Verify {
                run,
                applications,
                ratings,
                rules,
                rulings,
                before,
                reading: reading.options(),
            },
            Command::Compare(Compare {
                a,
                b,
                applications,
                ratings,
                rulings,
                stage,
                after,
                format,
                movers,
                reading,
            }) => {
                let format = match format {
                    Printed::Text => Output::Text,
                    Printed::Json => Output::Json,
                };
                Job::Compare {
                    a,
                    b,
                    applications,
                    ratings,
                    rulings,
                    reading: reading.options(),
                    stage,
                    after,
                    format,
                    movers,
                }
            }
            Command::Snapshot(Snapshot {
                rules,
                applications,
                ratings,
                rulings,
                stage,
                after,
                snapshot,
                accept,
                reading,
            }) => Job::Snapshot {
                rules,
                applications,
                ratings,
                rulings,
                reading: reading.options(),
                stage,
                after,
                snapshot,
                accept,
            },
            Command::Test(Test {
                rules,
                coverage,
                mutate,
            }) => Job::Test {
                rules,
                thorough: Thorough { coverage, mutate },
            },
        })
    }
}
