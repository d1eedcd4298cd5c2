//! Clarifications come back: what people decide about single applications, with who, when and why.

// Which are refused; and that an answer given back is the same as one that stood in the file.
mod laws;
mod refused;
// Who no longer takes part.
mod dropouts;

use std::io::Cursor;
use std::path::PathBuf;

use calamine::{Reader as _, Xlsx};
use insta::assert_snapshot;
use intake::table::Options;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::bench::{Bench, Ran, plain};
use crate::shell::{About, Job};

pub(crate) const RULES: &str = include_str!("../sample-applications/small/applied-twice.toml");
const PILE: &str = "ID,Submitted,Name,E-mail,Member,Motivation
A,2020-03-02T08:00:00,Ana,ana@example.org,yes,9
B,2020-03-03T08:00:00,Ana,ANA@example.org,yes,8
C,2020-03-03T08:00:00,Cem,cem@example.org,perhaps,7
D,2020-04-01T00:10:00,Dina,dina@example.org,yes,10
E,2020-03-03T08:00:00,Emin,emin@example.org,no,6
,2020-03-05T08:00:00,Fatma,fatma@example.org,yes,5
,,Total,,,45
";
pub(crate) const HEAD: &str = "application,decision,field,cell,found,answer,who,when,why\n";
/// The marks of the rows without an id.
pub(crate) const FATMA: &str = "row e5f6cac6";
pub(crate) const TOTAL: &str = "row a2e92c5e";
const BY: &str = "A. Ivanova,2020-04-02";

/// The pile with these rulings.
pub(crate) fn decided(rows: &str) -> Bench {
    Bench::new(RULES)
        .pile(PILE)
        .decided("answers.csv", format!("{HEAD}{rows}"))
}

fn outcomes(ran: &Ran) -> String {
    let outcomes = ran.outcomes();
    outcomes
        .into_iter()
        .map(|(id, outcome)| format!("{id}: {outcome}\n"))
        .collect()
}

/// The pile with these rulings, which are carried out.
fn ran(rows: &str) -> Ran {
    let ran = decided(rows).select();
    assert!(!ran.files.is_empty(), "{}", ran.said.words());
    ran
}

#[test]
fn without_decisions_there_are_questions() {
    let ran = Bench::new(RULES).pile(PILE).select();
    assert_snapshot!(outcomes(&ran), @"
    A: superseded
    B: selected course
    C: clarify
    D: ineligible
    E: ineligible
    pile.csv:7: clarify
    pile.csv:8: clarify
    ");
    assert_snapshot!(ran.text("clarify.csv"), @r#"
    ﻿application,whom_to_ask,could_win_a_seat,seats_that_hang_on_it,field,cell,found,ask,decides,total_at_least,total_at_most,decision,answer,who,when,why
    C,applicant,yes,,member,pile.csv:4:E,perhaps,"`perhaps` is neither yes nor no; answer `yes` or `no`, or add the word to the field in the rules",member,7,7,clarify,,,,
    pile.csv:7,office,yes,B,id,pile.csv:7,row e5f6cac6,"the row has no application id: is it an application, or a total or remark under the table?",id,5,5,clarify,,,,
    pile.csv:8,office,yes,B,id,pile.csv:8,row a2e92c5e,"the row has no application id: is it an application, or a total or remark under the table?",id,0,10,clarify,,,,
    "#);
    assert!(ran.has("decisions.csv").is_none());
}

#[test]
fn every_kind_of_decision_is_carried_out() {
    let rows = format!(
        "C,clarify,member,pile.csv:4:E,perhaps,yes,{BY},membership card sent
D,accept-late,,,,,{BY},the form was down
E,override,member,,,met,{BY},\"honorary member, see minutes\"
A,stands,one-person,,\"A, B\",A,{BY},withdrew the second by e-mail
pile.csv:7,clarify,id,,{FATMA},F,{BY},found in the inbox
pile.csv:8,leave-out,,,{TOTAL},,{BY},the totals row of the export
"
    );
    let ran = ran(&rows);
    assert_snapshot!(outcomes(&ran), @"
    A: selected course
    B: superseded
    C: reserve course 1
    D: selected course
    E: unplaced
    F: unplaced
    ");
    assert_snapshot!(ran.text("decisions.csv"), @r#"
    ﻿application,decision,field,cell,was,answer,who,when,why
    C,clarify,member,pile.csv:4:E,perhaps,yes,A. Ivanova,2020-04-02,membership card sent
    D,accept-late,deadline,pile.csv:5,not met,met,A. Ivanova,2020-04-02,the form was down
    E,override,member,pile.csv:6,not met,met,A. Ivanova,2020-04-02,"honorary member, see minutes"
    A,stands,one-person,pile.csv:2,B stands by the rules,A,A. Ivanova,2020-04-02,withdrew the second by e-mail
    F,clarify,id,pile.csv:7:A,,F,A. Ivanova,2020-04-02,found in the inbox
    pile.csv:8,leave-out,,pile.csv:8,motivation `45`,,A. Ivanova,2020-04-02,the totals row of the export
    "#);
    let said = plain(&ran.said.out);
    let line = said
        .lines()
        .find(|line| line.contains("decided by people"))
        .unwrap();
    assert_snapshot!(line.trim(), @"6  decided by people, see decisions.csv; 1 row left out as no application: pile.csv:8");
}

#[test]
fn an_explanation_shows_the_decision_beside_what_the_file_says() {
    let bench = decided(&format!(
        "C,clarify,member,pile.csv:4:E,perhaps,yes,{BY},membership card sent\nE,override,member,,,met,{BY},see minutes\n"
    ));
    bench.select();
    let said = bench.explain("C");
    let from = said.out.find("Decided by people").unwrap();
    let to = said.out[from..].find("\n\n").unwrap();
    assert_snapshot!(plain(&said.out[from..from + to]), @"
    Decided by people
      member answered: `yes`, where the file says `perhaps` (pile.csv:4:E)
           A. Ivanova, 2020-04-02: membership card sent
    ");
    assert!(
        plain(&said.out).contains("found `yes` (decided by people) in place of column E"),
        "{}",
        said.out
    );
    let said = plain(&bench.explain("E").out);
    let lines = said.lines().filter(|line| {
        line.contains("member") || line.contains("by people") || line.contains("Ivanova")
    });
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @"
    Decided by people
      member overridden: met; by the rules not met (pile.csv:6)
           A. Ivanova, 2020-04-02: see minutes
      yes  Member of a local group (member) [member]
           decided by people, whatever the rules make of the answers:
      clause member: Applicants belong to a local group.
    ");
}

#[test]
fn a_letter_says_what_was_decided_and_neither_who_nor_why() {
    let rows = format!(
        "C,clarify,member,pile.csv:4:E,perhaps,yes,{BY},B said so
D,accept-late,,,,,{BY},the form was down
E,override,member,,,met,{BY},B knows her
A,stands,one-person,,\"A, B\",A,{BY},B was a slip
"
    );
    let bench = decided(&rows);
    bench.select();
    let mut told = String::new();
    for id in ["A", "C", "D", "E"] {
        let letter = plain(
            &bench
                .explain_as(
                    About::ForApplicant(id.to_owned()),
                    crate::shell::Format::Text,
                )
                .out,
        );
        assert!(
            !letter.contains("Ivanova")
                && !letter.contains("B said")
                && !letter.contains("B knows"),
            "{letter}"
        );
        let section = letter
            .split("\n\n")
            .find(|section| section.starts_with("What people decided"));
        told.push_str(&format!("{id}: {}\n", section.unwrap_or("nothing").trim()));
    }
    assert_snapshot!(told, @"
    A: nothing
    C: What people decided about your application
      Member: since 2020-04-02 `yes` is taken for your answer. You had written `perhaps`.
    D: What people decided about your application
      It was accepted on 2020-04-02 although it came after the deadline.
    E: What people decided about your application
      Member of a local group: decided by people to be met, on 2020-04-02.
    ");
}

#[test]
fn an_answer_in_a_personal_column_is_not_shown() {
    let pile = PILE.replace("cem@example.org", "cem at example");
    let bench = Bench::new(RULES).pile(pile);
    let bench = bench.decided(
        "a.csv",
        format!("{HEAD}C,clarify,email,,,cem.secret@example.org,{BY},asked\n"),
    );
    let ran = bench.select();
    assert_snapshot!(ran.text("decisions.csv"), @"
    ﻿application,decision,field,cell,was,answer,who,when,why
    C,clarify,email,pile.csv:4:D,(personal),(personal),A. Ivanova,2020-04-02,asked
    ");
    for file in [
        "audit.jsonl",
        "manifest.json",
        "clarify.csv",
        "decisions.csv",
    ] {
        assert!(
            !ran.text(file).contains("secret") && !ran.text(file).contains("cem at"),
            "{file}"
        );
    }
    assert!(!plain(&bench.explain("C").out).contains("secret"));
}

#[test]
fn a_run_with_decisions_is_verified_with_them_and_not_without() {
    let bench = decided(&format!("C,clarify,member,,,yes,{BY},asked\n"));
    bench.select();
    let verify = |rulings: &[PathBuf]| {
        let (run, applications) = (bench.run_folder().to_owned(), bench.applications.clone());
        let said = bench.job(&Job::Verify {
            ratings: Vec::new(),
            before: Vec::new(),
            run,
            applications,
            rules: None,
            reading: Options::default(),
            rulings: rulings.to_vec(),
        });
        format!("exit {}\n{}", said.exit as u8, said.out)
    };
    let other = bench.folder().join("other.csv");
    crate::bench::put(&other, format!("{HEAD}C,clarify,member,,,no,{BY},asked\n"));
    assert_snapshot!(verify(&bench.rulings), @"
    exit 0
    the folder is as it was written: 9 files
    it comes out the same from these applications and the rules in its folder, to the byte
    ");
    assert_snapshot!(verify(&[]), @"
    exit 4
    the folder is as it was written: 9 files
    manifest.json: the run took decisions: give answers.csv (SHA-256 509cac3c4a760c6f9e586ade6c4ff6fc5ef3b1b4a954bea67c7f7e5104859f4f) with --decisions, too
    ");
    assert_snapshot!(verify(&[other]), @"
    exit 4
    the folder is as it was written: 9 files
    it comes out otherwise from these applications and the rules in its folder
    manifest.json: other decisions than the run's, which were answers.csv
    rosters/course.csv: application `C`: was there, is not
    clarify.csv: application `pile.csv:8` stood where application `pile.csv:7` comes out
    ineligible.csv: application `D` stood where application `C` comes out
    decisions.csv: application `C`, answer: was `yes`, is `no`
    audit.jsonl: the header, could_sit: was `1`, is `2`
    report.html: comes out otherwise
    ");
}

#[test]
fn the_form_can_be_given_back_as_it_is_and_filled_in() {
    let bench = Bench::new(RULES).pile(PILE).with_workbook().replacing();
    let first = bench.select();
    let form = first.files["clarify.xlsx"].clone();
    // Nothing is filled in yet: nothing is decided, and the same comes out.
    let bench = bench.decided("clarify.xlsx", &form);
    let again = bench.select();
    assert_eq!(outcomes(&first), outcomes(&again));
    assert!(again.rows("decisions.csv").is_empty());
    // Filled in as a colleague would, with a true date.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut cells: Xlsx<_> = Xlsx::new(Cursor::new(form)).unwrap();
    let range = cells.worksheet_range("clarify").unwrap();
    for (row, line) in (0_u32..).zip(range.rows()) {
        for (column, cell) in (0_u16..).zip(line) {
            sheet.write(row, column, cell.to_string()).unwrap();
        }
    }
    let column = |name: &str| {
        u16::try_from(
            range
                .rows()
                .next()
                .unwrap()
                .iter()
                .position(|cell| cell.to_string().to_lowercase() == name)
                .unwrap(),
        )
        .unwrap()
    };
    sheet.write(1, column("answer"), "yes").unwrap();
    sheet.write(1, column("who"), "A. Ivanova").unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet
        .write_with_format(
            1,
            column("when"),
            ExcelDateTime::from_ymd(2020, 4, 2).unwrap(),
            &day,
        )
        .unwrap();
    sheet.write(1, column("why"), "she sent her card").unwrap();
    let ran = bench
        .decided("filled.xlsx", book.save_to_buffer().unwrap())
        .select();
    assert_snapshot!(ran.text("decisions.csv"), @"
    ﻿application,decision,field,cell,was,answer,who,when,why
    C,clarify,member,pile.csv:4:E,perhaps,yes,A. Ivanova,2020-04-02,she sent her card
    ");
    assert_snapshot!(outcomes(&ran), @"
    A: superseded
    B: selected course
    C: selected course
    D: ineligible
    E: ineligible
    pile.csv:7: clarify
    pile.csv:8: clarify
    ");
}

#[test]
fn what_ifs_keep_what_people_decided() {
    let rows = format!(
        "E,override,member,,,met,{BY},see minutes\nD,accept-late,,,,,{BY},the form was down\n"
    );
    let bench = decided(&rows);
    bench.select();
    for id in ["D", "E"] {
        let said = plain(&bench.explain(id).out);
        assert!(
            said.contains("What if") && !said.contains("what-ifs are left out"),
            "{said}"
        );
    }
}

const TWICE: &str = "ID,Submitted,Name,E-mail,Member,Motivation
A,2020-03-02T08:00:00,Ana Kovač,one@example.org,yes,9
B,2020-03-03T08:00:00,Ana Kovac,one@example.org,yes,8
D,2020-03-04T08:00:00,Kovač Ana,other@example.org,yes,7
";

fn twice(rows: &str) -> Bench {
    let by_name = "\n[[duplicates]]\ncites = [\"latest\"]\nid = \"one-name\"\nsame = [\"name\"]\nstands = \"ask\"\n";
    Bench::new(&format!("{RULES}{by_name}"))
        .pile(TWICE)
        .decided("answers.csv", format!("{HEAD}{rows}"))
}

#[test]
fn after_each_decision_it_is_asked_anew_whether_who_stands_now_is_like_another() {
    let ran = twice(&format!("A,stands,one-person,,\"A, B\",A,{BY},asked\n")).select();
    assert_snapshot!(outcomes(&ran), @"
    A: clarify
    B: superseded
    D: clarify
    ");
    let asked: Vec<_> = ran
        .rows("clarify.csv")
        .iter()
        .map(|row| format!("{} {}", row["application"], row["found"]))
        .collect();
    assert_snapshot!(asked.join("\n"), @"
    A A, D
    D A, D
    ");
    // Both questions of an earlier run answered at once: the second was about another pair.
    let both = format!(
        "A,stands,one-person,,\"A, B\",A,{BY},asked\nD,stands,one-name,,\"B, D\",D,{BY},asked\n"
    );
    assert_snapshot!(plain(&twice(&both).select().said.err), @"
    error[decision-idle] answers.csv:3:E: it was decided between `B, D`, and now it is between A, D
      help: look at all of them; then write `A, D` into `found`
    ");
    let both = format!(
        "A,stands,one-person,,\"A, B\",A,{BY},asked\nD,stands,one-name,,\"A, D\",D,{BY},asked\n"
    );
    assert_snapshot!(outcomes(&twice(&both).select()), @"
    A: superseded
    B: superseded
    D: selected course
    ");
    let all = format!(
        "A,stands,one-person,,\"A, B\",A,{BY},asked\nD,stands,one-name,,\"A, D\",all,{BY},sisters\n"
    );
    assert_snapshot!(outcomes(&twice(&all).select()), @"
    A: selected course
    B: superseded
    D: selected course
    ");
}
