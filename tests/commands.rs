//! The commands as they are typed, and the pages they show.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics fails"
)]

use std::fs;
use std::process::{Command, Output};

use insta::assert_snapshot;

use crate::bench::{Bench, put, repository};

/// The real binary, in the repository's folder.
fn intake(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_intake"));
    command.args(arguments).current_dir(repository(""));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

fn shown(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    format!(
        "exit {}\n{}{}",
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr)
    )
}

#[test]
fn who_types_only_the_name_is_shown_what_to_try() {
    let output = intake(&[]);
    assert!(output.stdout.is_empty());
    assert_snapshot!(shown(&output), @"
    exit 2
    Intake selects participants for a training programme by published rules, and says why.

    Try it on the sample:
      intake select sample-applications/montenegro-2019.csv --rules rules/montenegro-2019.toml --out run
      intake explain run A-0001

    Exit codes: 0 done; 1 done, and questions are open for a person; 2 wrong usage, rules or examples;
    3 applications refused or output not written; 4 a difference was found.
    ");
}

/// The words after the program's name, with another folder for the run.
fn words<'a>(line: &'a str, out: &'a str) -> Vec<&'a str> {
    line.split_whitespace()
        .skip(1)
        .map(|word| if word == "run" { out } else { word })
        .collect()
}

#[test]
fn what_was_shown_to_try_works() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("run");

    let usage = shown(&intake(&[]));
    let line = usage
        .lines()
        .find(|line| line.trim().starts_with("intake select"))
        .unwrap();
    assert_eq!(
        intake(&words(line, out.to_str().unwrap())).status.code(),
        Some(1)
    );
    let line = usage
        .lines()
        .find(|line| line.trim().starts_with("intake explain"))
        .unwrap();
    assert_eq!(
        intake(&words(line, out.to_str().unwrap())).status.code(),
        Some(0)
    );
}

#[test]
fn every_command_explains_itself() {
    assert_snapshot!(shown(&intake(&["select", "--help"])), @"
    exit 0
    Select: read, judge, score, rank, fill the groups, write the run folder.

    The folder holds a roster for each group (selected, then reserve), who is left without a place, what
    must be clarified and in which cell, who is not eligible and by which clause, a workbook with all of
    it for the panel, and the reasons for everyone. It appears whole or not at all. The same
    applications and rules give the same files, in whatever order the rows stand.

    Usage: intake select [OPTIONS] --rules <FILE> --out <DIR> <APPLICATIONS>...

    Arguments:
      <APPLICATIONS>...
              The applications: CSV, .xlsx, .xls, .xlsb or .ods; several files are one pile

    Options:
          --ratings <FILE>...
              Ratings in files of their own, joined by the application's id; which column is whose is
              said in the rules. Several files are given one by one, each after its --ratings, or all
              after one

          --assessors <FILE>
              Who the assessors are, as `intake packs` takes it: a rating by somebody who has a conflict
              of interest is refused

      -r, --rules <FILE>
              The rules file of the programme

      -o, --out <DIR>
              The folder to write; it must not be there yet

          --decisions <FILE>
              What people decided about single applications: the clarify list with answers, as CSV or
              workbook. Several files are given one by one, each after its --decisions

          --stage <ID>
              Of rules with stages: which of them

          --after <RUN>
              The run of the stage before, whose shortlist takes part

          --replace
              Replace an earlier run in that folder, if nobody changed or added anything

          --without-workbook
              Leave out workbook.xlsx and clarify.xlsx

          --without-report
              Leave out report.html

          --report-personal
              Show names and all other personal answers in report.html, for whoever may see them

          --report-firmness
              Say in report.html, too, how firm the seats are, as `intake firmness` does

          --final
              Write the run only when every seat is firm: no answer that is still awaited could take one

          --on <DAY>
              The day of the selection, as 2019-04-12, for cover and report; without it they have none,
              since no clock is read

          --sheet <NAME>
              The sheet that holds the applications, where a workbook has several

          --delimiter <DELIMITER>
              What separates the cells of a CSV file, where that cannot be told
              
              [possible values: comma, semicolon, tab, pipe]

          --encoding <NAME>
              The encoding of CSV files that are not UTF-8, such as `windows-1251`

          --tool <TOOL>
              The form tool the files come from, where that is not recognised; `plain` for a table with
              one row of headings
              
              [possible values: surveymonkey, qualtrics, eusurvey, limesurvey, kobo, typeform,
              microsoft-forms, google-forms, jotform, plain]

          --header-row <ROW>
              The row the headings begin in, from 1; what stands above it is not read

          --hidden <HIDDEN>
              Whether hidden rows and columns of a workbook count: read them like all others, or leave
              them out
              
              [possible values: include, exclude]

          --struck <STRUCK>
              Whether rows of a workbook that are crossed out count: read them like all others, or leave
              them out
              
              [possible values: include, exclude]

      -h, --help
              Print help (see a summary with '-h')

    Example:
      intake select applications.xlsx --rules rules/montenegro-2019.toml --out run-1
    Then ask what clarify.csv lists, put the answers into the file, and select again into run-2.
    ");
    assert_snapshot!(shown(&intake(&["check", "--help"])), @"
    exit 0
    Check a rules file, alone or against applications; nothing is decided.

    Alone: everything that is wrong with the rules, each with its line. With applications: which column
    serves which field, which columns nothing uses, and every kind of answer that cannot be read, with
    its first cell.

    Usage: intake check [OPTIONS] <RULES> [APPLICATIONS]...

    Arguments:
      <RULES>
              The rules file of the programme

      [APPLICATIONS]...
              Applications to hold the rules against: which column is which field, and which answers
              cannot be read

    Options:
          --ratings <FILE>...
              Ratings in files of their own, joined by the application's id; which column is whose is
              said in the rules. Several files are given one by one, each after its --ratings, or all
              after one

          --sentences
              Say every rule as a sentence beside its clauses, for the panel to sign off

          --format <FORMAT>
              How the sentences are set down; `html` is a page to be printed and signed, with everything
              else on standard error
              
              [default: text]
              [possible values: text, html]

          --notes
              Show notes about the rules as well: what nobody in the ranking earns, what a blank
              decides, what is left to the lot

          --sheet <NAME>
              The sheet that holds the applications, where a workbook has several

          --delimiter <DELIMITER>
              What separates the cells of a CSV file, where that cannot be told
              
              [possible values: comma, semicolon, tab, pipe]

          --encoding <NAME>
              The encoding of CSV files that are not UTF-8, such as `windows-1251`

          --tool <TOOL>
              The form tool the files come from, where that is not recognised; `plain` for a table with
              one row of headings
              
              [possible values: surveymonkey, qualtrics, eusurvey, limesurvey, kobo, typeform,
              microsoft-forms, google-forms, jotform, plain]

          --header-row <ROW>
              The row the headings begin in, from 1; what stands above it is not read

          --hidden <HIDDEN>
              Whether hidden rows and columns of a workbook count: read them like all others, or leave
              them out
              
              [possible values: include, exclude]

          --struck <STRUCK>
              Whether rows of a workbook that are crossed out count: read them like all others, or leave
              them out
              
              [possible values: include, exclude]

      -h, --help
              Print help (see a summary with '-h')

    Example:
      intake check rules/montenegro-2019.toml applications.csv
    ");
    assert_snapshot!(shown(&intake(&["explain", "--help"])), @"
    exit 0
    Say why: one application's criteria, points, rank and place, from a run folder.

    Reads the run folder and nothing else, and says every criterion with what was found and what would
    have met it, every part of the score with the row of the rules that gave it, who stands above and
    below and what separates them, and who holds the last seat. Personal columns are not shown, only
    where they stand, unless --personal asks for them.

    Usage: intake explain [OPTIONS] <RUN> [APPLICATION-ID]

    Arguments:
      <RUN>
              The folder that `intake select` wrote

      [APPLICATION-ID]
              The application's id

    Options:
          --compare <ID-1> <ID-2>
              Put two applications side by side and say what separates them

          --for <WHOM>
              A letter for the applicant: their own data, and nothing of anybody else's
              
              [possible values: applicant]

          --personal <APPLICATIONS>...
              Show the applicant's personal answers, too, from the files the run was made from

          --decisions <FILE>
              The decisions the run took, where it took any; needed for the personal answers

          --format <FORMAT>
              How to set it down
              
              [default: text]
              [possible values: text, json, html, markdown]

          --sheet <NAME>
              The sheet that holds the applications, where a workbook has several

          --delimiter <DELIMITER>
              What separates the cells of a CSV file, where that cannot be told
              
              [possible values: comma, semicolon, tab, pipe]

          --encoding <NAME>
              The encoding of CSV files that are not UTF-8, such as `windows-1251`

          --tool <TOOL>
              The form tool the files come from, where that is not recognised; `plain` for a table with
              one row of headings
              
              [possible values: surveymonkey, qualtrics, eusurvey, limesurvey, kobo, typeform,
              microsoft-forms, google-forms, jotform, plain]

          --header-row <ROW>
              The row the headings begin in, from 1; what stands above it is not read

          --hidden <HIDDEN>
              Whether hidden rows and columns of a workbook count: read them like all others, or leave
              them out
              
              [possible values: include, exclude]

          --struck <STRUCK>
              Whether rows of a workbook that are crossed out count: read them like all others, or leave
              them out
              
              [possible values: include, exclude]

      -h, --help
              Print help (see a summary with '-h')

    Examples:
      intake explain run-1 A-0042
      intake explain run-1 --compare A-0042 A-0043
      intake explain run-1 A-0042 --format html > A-0042.html
      intake explain run-1 A-0042 --for applicant --personal applications.xlsx
    ");
}

#[test]
fn wrong_usage_ends_with_two() {
    for wrong in [
        &["slect"][..],
        &["select"],
        &["select", "a.csv"],
        &["select", "a.csv", "--rules", "r.toml"],
        &["--nonsense"],
    ] {
        let output = intake(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{wrong:?}"
        );
    }
}

#[test]
fn nothing_that_is_piped_carries_colours() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("run");
    let run = out.to_str().unwrap();
    let small = |name: &str| {
        (
            format!("sample-applications/small/{name}.csv"),
            format!("sample-applications/small/{name}.toml"),
        )
    };
    let (pile, rules) = small("misspelt-country");
    put(&folder.path().join("broken.toml"), "format = 2\n");
    let broken = folder.path().join("broken.toml");
    for arguments in [
        &["select", &pile, "--rules", &rules, "--out", run][..],
        &["select", &pile, "--rules", &rules, "--out", run],
        &["check", &rules, &pile],
        &["check", broken.to_str().unwrap()],
        &["explain", run, "M-1"],
        &["explain", run, "M-99"],
        &["--help"],
        &["select"],
        &[],
    ] {
        let output = intake(arguments);
        assert!(
            !output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b),
            "{arguments:?}"
        );
    }
}

#[test]
fn who_wants_no_colour_gets_none() {
    let coloured = |no_color: bool| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intake"));
        command
            .args(["explain", "no-such-run", "A-1"])
            .current_dir(repository(""))
            .env("CLICOLOR_FORCE", "1");
        if no_color {
            command.env("NO_COLOR", "1");
        } else {
            command.env_remove("NO_COLOR");
        }
        command.output().unwrap().stderr.contains(&0x1b)
    };
    assert!(coloured(false), "colour can be asked for");
    assert!(!coloured(true));
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_intake"))
        .args([
            "check",
            "rules/montenegro-2019.toml",
            "sample-applications/montenegro-2019.csv",
        ])
        .current_dir(repository(""))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

fn small(name: &str) -> Bench {
    let path = format!("sample-applications/small/{name}");
    Bench::of(&format!("{path}.toml"), &format!("{path}.csv"))
}

/// What `check` says about a sample.
fn checked(name: &str) -> String {
    let said = small(name).check();
    format!("{}{}", said.words(), crate::bench::plain(&said.out))
}

#[test]
fn rules_alone_are_checked_without_applications() {
    let mut bench = small("exiled-citizen");
    bench.applications.clear();
    let said = bench.check();
    assert_snapshot!(said.words() + &said.out, @"
    exit 0
    exiled-citizen.toml: valid; 2 criteria with the deadline, 1 measure, 1 group, 2 places
      1 note about what the rules do: --notes shows them
    ");
}

#[test]
fn a_file_is_held_against_the_rules_and_nothing_is_decided() {
    assert_snapshot!(checked("exiled-citizen"), @"
    exit 1
    exiled-citizen.toml: valid; 2 criteria with the deadline, 1 measure, 1 group, 2 places
      exiled-citizen.csv: CSV, comma, UTF-8; 5 rows
         application  A `ID`
         submitted    B `Submitted`
         name         C `Name`
         citizenship  D `Citizenship`
         residence    E `Residence`
         motivation   F `Motivation`
    note[read-as] exiled-citizen.csv:column D: citizenship: read 1 cell as Serbia (`Srbija`)
    note[read-as] exiled-citizen.csv:column E: residence: read 1 cell as Moldova (`Republic of Moldova`); 1 cell as Serbia (`Србија`)
    question[unreadable] exiled-citizen.csv:6:D: citizenship: `stateless` needs a person to decide: no citizenship to look up: a person decides how the call applies
    1 kind of answer to be asked about; nothing was decided
    ");
    assert_snapshot!(checked("misspelt-country"), @"
    exit 1
    misspelt-country.toml: valid; 2 criteria with the deadline, 1 measure, 1 group, 2 places
      misspelt-country.csv: CSV, comma, UTF-8; 7 rows
         application  A `ID`
         submitted    B `Submitted`
         name         C `Name`
         citizenship  D `Citizenship`
         residence    E `Residence`
         motivation   F `Motivation`
    note[read-as] misspelt-country.csv:column D: citizenship: read 1 cell as Ukraine (`Україна`)
    note[read-as] misspelt-country.csv:column E: residence: read 1 cell as Poland (`Polska`)
    question[unreadable] misspelt-country.csv:2:D: citizenship: `Ukrane` is no country Intake knows
      help: did the applicant mean `Ukraine`?
    question[unreadable] misspelt-country.csv:3:D: citizenship: `Gorgia` is no country Intake knows
      help: did the applicant mean `Georgia`?
    question[unreadable] misspelt-country.csv:4:D: citizenship: `Polnad` is no country Intake knows
      help: did the applicant mean `Poland`?
    question[unreadable] misspelt-country.csv:5:D: citizenship: `Slovania` is no country Intake knows
    question[unreadable] misspelt-country.csv:6:D: citizenship: `Abkhazia` needs a person to decide: its status is disputed: a person decides which country it counts as (or the rules do for everybody who answers so)
    question[unreadable] misspelt-country.csv:7:D: citizenship: `Serbia / Germany` names Serbia and Germany
      help: ask which of them is meant, or whether both are
    question[unreadable] misspelt-country.csv:2:E: residence: `Ukrane` is no country Intake knows
      help: did the applicant mean `Ukraine`?
    7 kinds of answers to be asked about; nothing was decided
    ");
}

/// The page of one person of a small sample.
fn page(name: &str, application: &str) -> String {
    let bench = small(name);
    bench.select();
    let said = bench.explain(application);
    assert!(
        said.out.lines().count() <= 60,
        "nobody reads a page this long"
    );
    said.words() + &said.out
}

#[test]
fn the_page_of_somebody_selected() {
    assert_snapshot!(page("two-groups-one-person", "G-1"), @"
    exit 0
    G-1: selected, Old forests
    Two groups, one person · two-groups-one-person.csv:2

    Why
      place 1 in the ranking; a seat in “Old forests”
      seated here rather than in “Clean water”, because otherwise somebody selected would lose their
          seat

    Criteria
      yes  Sent in by the deadline (deadline) [deadline]
           Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna: met; found `2020-03-02T08:00:00`
               in column B of row 2, read as 2020-03-02 08:00:00+01 Europe/Vienna
      yes  Works on one of the themes (theme) [themes]
           Theme is one of “Clean water”, “Old forests”: met; found `Clean water;Old forests` in column
               D of row 2, read as “Clean water”, “Old forests”

    Score
      scoring rule             answer                    points                   points × weight = part
      Motivation (motivation)  A1 `9` in column E of     the mean of the ratings  9 × 1 = 9
                               row 2; read as 9          (line 79)
      total: 9 = 9

    Ranking
      place 1 of 4
      directly below: G-2 with 8, 1 less than this one
           Motivation: 9 against 8, 1 more

    Place
      Clean water: 1 of 1 seat taken
           admits (line 29): Theme is “Clean water” [themes, places]
           the last one seated: G-2 with 8, place 2: 1 less than this one
      Old forests: 1 of 1 seat taken
           admits (line 36): Theme is “Old forests” [themes, places]
           this is the last one seated, with 9
      how seats are given (line 22): 2 in all; seats dealt by rank over all groups; places beyond the
          groups stay empty; seats a group cannot fill stay empty; who fits several groups joins the
          first preference that loses nobody a seat; 1 reserves a group [places, preference]

    What if
      scoring rule     one step                     total  place  outcome
      Motivation up    Motivation 10 rather than 9  10     1      the same: selected, Old forests
      Motivation down  Motivation 8 rather than 9   8      1      the same: selected, Old forests

    What the rules rest on
      clause deadline: Applications are taken until 31 March 2020.
      clause motivation: Places go to the applicants whose motivation convinces most.
      clause themes: Applicants work on clean water or on old forests.
      clause places: One participant is chosen for each theme.
      clause preference: Who works on both themes names the preferred one first.
      lines are those of rules/two-groups-one-person.toml in the run folder
    ");
}

#[test]
fn the_page_of_somebody_in_reserve_shows_the_lot_and_how_to_check_it() {
    assert_snapshot!(page("ties-and-lot", "T-2"), @"
    exit 0
    T-2: reserve, number 1 for The course
    Ties and the lot · ties-and-lot.csv:3

    Why
      place 3 in the ranking; every seat of “The course” went to people ranked above
      place 2 or better would have had a seat
      number 1 on the reserve list of “The course”

    Criteria
      yes  Sent in by the deadline (deadline) [deadline]
           Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna: met; found `2020-03-12T09:30:00`
               in column B of row 3, read as 2020-03-12 09:30:00+01 Europe/Vienna
      yes  Member of a local group (member) [member]
           Member is yes: met; found `yes` in column D of row 3, read as yes

    Score
      scoring rule             answer                    points                   points × weight = part
      Motivation (motivation)  A1 `8` in column E of     the mean of the ratings  8 × 1 = 8
                               row 3; read as 8          (line 62)
      total: 8 = 8

    Ranking
      place 3 of 6, rank 2 shared with others whom only the lot tells apart
      directly above: T-4 with 8, told apart by lot
           earlier “Submitted”: 2020-03-12 09:30:00+01 Europe/Vienna both, so the next tie-break counts
           lot: decided, because nothing before it did
      directly below: T-3 with 8, told apart by lot
           earlier “Submitted”: 2020-03-12 09:30:00+01 Europe/Vienna both, so the next tie-break counts
           lot: decided, because nothing before it did
      the lots; the lowest goes first; check each with the command under it
           T-2: d96fccfeabb2462476234e211980c61fabd3c89cc72ae6d14102f892cdd0cb30
             printf '%s' 'ties-and-lot:T-2' | sha256sum
           T-4: 48e182a0679d0ba59d198a301a438026734734b885d89dd61888963bd32a78ea
             printf '%s' 'ties-and-lot:T-4' | sha256sum
           T-3: f1f2599aa1e38741b713419e367c326dcca81853f75c676c86a353b00fac18f0
             printf '%s' 'ties-and-lot:T-3' | sha256sum

    Place
      The course: 2 of 2 seats taken
           admits (line 26): everyone eligible [places]
           the last one seated: T-4 with 8, place 2: the same total; that one goes first by the
               tie-breaks
      how seats are given (line 21): 2 in all; seats dealt by rank over all groups; places beyond the
          groups stay empty; seats a group cannot fill stay empty; who fits several groups joins the
          first preference that loses nobody a seat; 2 reserves a group [places]

    What if
      scoring rule     one step                    total  place  outcome
      Motivation up    Motivation 9 rather than 8  9      1      selected, The course
      Motivation down  Motivation 7 rather than 8  7      5      unplaced
      the smallest changes of one answer that would have won a seat, each alone; no advice:
           Motivation 9 rather than 8: place 1 with 9, selected, The course

    What the rules rest on
      clause deadline: Applications are taken until 31 March 2020.
      clause motivation: Places go to the applicants whose motivation convinces most.
      clause member: Applicants belong to a local group.
      clause places: There are two places.
      lines are those of rules/ties-and-lot.toml in the run folder
    ");
}

#[test]
fn the_page_of_somebody_ineligible() {
    assert_snapshot!(page("derived-level", "D-6"), @"
    exit 0
    D-6: ineligible
    A derived level · derived-level.csv:7

    Why
      not met: Little experience

    Criteria
      yes  Sent in by the deadline (deadline) [deadline]
           Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna: met; found `2020-03-07T08:00:00`
               in column B of row 7, read as 2020-03-07 08:00:00+01 Europe/Vienna
      no   Little experience (experience) [experience, little]
           Experience is at most some: not met; derived as much
             would be met by the level none or some, which is derived from “Years” and “Reports”
             Experience is the sum 3 + (0 to 1) = 3 to 4, which is from 3: much (line 87)
               Years: found `10` in column D of row 7, read as 10: from 5: 3 (line 84)
               Reports: found `several` in column E of row 7, which is no number: from 0 to 1 points

    What if
      the smallest changes of one answer that would have left no criterion unmet, each alone; no advice:
           Years 4 rather than 10: place 1 with 10, selected, The course

    What the rules rest on
      clause deadline: Applications are taken until 31 March 2020.
      clause experience: Applicants have little experience in keeping records.
      decision little: Experience is worked out from years and from reports; little means none or some.
          (course team (example), 2020-02-03)
      lines are those of rules/derived-level.toml in the run folder
    ");
}

#[test]
fn the_page_of_somebody_who_must_be_asked() {
    assert_snapshot!(page("misspelt-country", "M-6"), @"
    exit 0
    M-6: unclear
    Misspelt countries · misspelt-country.csv:7

    Why
      unclear: Citizen or resident of a country of the course
      the best possible answers would win a seat
      an answer could take the seat of M-7, were all others left as they are

    To ask
      misspelt-country.csv:7:D  Citizenship: `Serbia / Germany` names Serbia and Germany; ask which of
          them is meant, or whether both are (ask the applicant)
      misspelt-country.csv:7:E  Residence: no answer (ask the applicant)

    Criteria
      yes  Sent in by the deadline (deadline) [deadline]
           Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna: met; found `2020-03-07T08:00:00`
               in column B of row 7, read as 2020-03-07 08:00:00+01 Europe/Vienna
      ?    Citizen or resident of a country of the course (region) [region]
           one of these: unclear
             Citizenship is in the list “the five countries of the course”: unclear; found `Serbia /
                 Germany` in column D of row 7, which names Serbia and Germany
               would be met by a country in the list “the five countries of the course”
             Residence is in the list “the five countries of the course”: unclear; found nothing in
                 column E of row 7
               would be met by a country in the list “the five countries of the course”

    Score
      scoring rule             answer                    points                   points × weight = part
      Motivation (motivation)  A1 `4` in column F of     the mean of the ratings  4 × 1 = 4
                               row 7; read as 4          (line 73)
      total: 4 = 4

    What if
      Citizenship could be
           any other country, any country in the list region: a seat, if the other open answers allow it
      Residence could be
           any other country, any country in the list region: a seat, if the other open answers allow it
      for example
           Citizenship any other country and Residence any country in the list region: selected, The
               course
           Citizenship any other country and Residence any other country: ineligible (not met: Citizen
               or resident of a country of the course)

    What the rules rest on
      clause deadline: Applications are taken until 31 March 2020.
      clause motivation: Places go to the applicants whose motivation convinces most.
      clause region: Applicants are citizens or residents of Belarus, Georgia, Moldova, Serbia or
          Ukraine.
      lines are those of rules/misspelt-country.toml in the run folder
    ");
}

#[test]
fn the_page_of_an_application_that_another_stands_for() {
    assert_snapshot!(page("applied-twice", "A-1"), @"
    exit 0
    A-1: superseded
    Applied twice · applied-twice.csv:2

    Why
      application A-2 of the same person stands

    Related applications
      A-2 stands for it (one-person)

    Criteria
      yes  Sent in by the deadline (deadline) [deadline]
           Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna: met; found `2020-03-02T08:00:00`
               in column B of row 2, read as 2020-03-02 08:00:00+01 Europe/Vienna
      no   Member of a local group (member) [member]
           Member is yes: not met; found `no` in column E of row 2, read as no
             would be met by yes

    What the rules rest on
      clause deadline: Applications are taken until 31 March 2020.
      clause member: Applicants belong to a local group.
      lines are those of rules/applied-twice.toml in the run folder
    ");
}

#[test]
fn an_unknown_application_is_told_the_nearest() {
    assert_snapshot!(page("ties-and-lot", "T-22"), @"
    exit 3
    error[run-unreadable] …/run/audit.jsonl: holds no application `T-22`
      help: did you mean `T-2`?
    ");
    assert_snapshot!(page("ties-and-lot", "somebody else"), @"
    exit 3
    error[run-unreadable] …/run/audit.jsonl: holds no application `somebody else`
      help: ids are in the rosters and lists of the run
    ");
}

#[test]
fn a_damaged_run_is_said_to_be_damaged() {
    let bench = small("ties-and-lot");
    assert_snapshot!(bench.explain("T-1").words(), @"
    exit 3
    error[run-unreadable] …/run/manifest.json: cannot be read: there is no such file or folder
      help: name the folder that `intake select --out` wrote
    ");
    bench.select();
    let audit = bench.run_folder().join("audit.jsonl");
    let whole = fs::read(&audit).unwrap();
    let damaged = |bytes: &[u8]| {
        put(&audit, bytes);
        bench.explain("T-1").words()
    };
    assert_snapshot!(damaged(b""), @"
    exit 3
    error[run-unreadable] …/run/audit.jsonl: was changed after it was written
      help: `intake verify …/run` says what differs
    ");
    assert_snapshot!(damaged(&whole[..100]), @"
    exit 3
    error[run-unreadable] …/run/audit.jsonl: was changed after it was written
      help: `intake verify …/run` says what differs
    ");
    assert_snapshot!(damaged(b"\xff\xfe\x00"), @"
    exit 3
    error[run-unreadable] …/run/audit.jsonl: cannot be read: it is not UTF-8 text
    ");
    // Wherever the file ends, there is an answer or an error.
    for end in (0..whole.len()).step_by(97) {
        damaged(&whole[..end]);
    }
}

#[test]
fn check_says_every_rule_as_a_sentence_beside_what_it_rests_on() {
    let output = intake(&["check", "rules/minimal.toml", "--sentences"]);
    assert_snapshot!(shown(&output), @"
    exit 0
    minimal.toml: valid; 2 criteria with the deadline, 1 measure, 1 group, 2 places
      1 note about what the rules do: --notes shows them

    A short course on keeping case files

    criterion deadline
      Sent in by the deadline: Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna
        deadline: Applications are taken until 31 March 2020.

    criterion practice
      Two years of practice: Years of practice is at least 2
        practice: Applicants have kept case files for at least two years.

    measure motivation
      Motivation: Motivation earns the mean of the ratings; a blank is asked about; weight 1
        motivation: Places go to the applicants whose motivation convinces most.

    tie-break
      earlier “Submitted”
        motivation: Places go to the applicants whose motivation convinces most.
        lot: Whoever has the same score and applied at the same second is told apart by a lot. (course team (example), 2020-02-03)

    tie-break
      lot
        motivation: Places go to the applicants whose motivation convinces most.
        lot: Whoever has the same score and applied at the same second is told apart by a lot. (course team (example), 2020-02-03)

    group course
      The course, 2 seats: everyone eligible
        places: The course has two places.

    places
      2 in all; seats dealt by rank over all groups; places beyond the groups stay empty; seats a group cannot fill stay empty; who fits several groups joins the first preference that loses nobody a seat; 1 reserves a group
        places: The course has two places.
    ");
}

#[test]
fn a_packet_is_of_people_named_or_of_a_group_or_of_the_close_calls() {
    assert_snapshot!(shown(&intake(&["packet", "--help"])).lines().take(20).collect::<Vec<_>>().join("\n"), @"
    exit 0
    Write a packet for a panel: several people in one file, each with points, ratings, neighbours and
    answers.

    Reads the run folder and writes one HTML file for screen and paper (A4): a cover that says who is in
    it and why, then everybody on a page of their own. The people are named by their ids, or are those
    of a group, or those around the last seats. Names and statements are shown only with --personal.

    Usage: intake packet [OPTIONS] <RUN> [APPLICATION-ID]...

    Arguments:
      <RUN>
              The folder that `intake select` wrote

      [APPLICATION-ID]...
              The applications' ids

    Options:
          --group <GROUP>
              Everybody of a group instead, by its id or title, or `open` for the open places: who is
    ");
    for arguments in [
        &["packet", "run"][..],
        &["packet", "run", "A-1", "--group", "water"],
        &["packet", "run", "A-1", "--close-calls"],
        &["packet", "run", "--group", "water", "--close-calls"],
        &["packet", "run", "A-1", "--replace"],
        &["packet", "run", "A-1", "--decisions", "decisions.csv"],
        &["check", "rules/minimal.toml", "--format", "html"],
    ] {
        let output = intake(arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            shown(&output)
        );
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}
