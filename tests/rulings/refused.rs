//! What is refused: decisions that are not whole, that fit nothing, and those that say two things.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::{FATMA, HEAD, RULES, decided};
use crate::bench::{Bench, plain};
use crate::shell::Exit;

/// What is said of these rows, one after the other, each alone.
fn refused(rows: &[&str]) -> String {
    let mut page = String::new();
    for row in rows {
        let ran = decided(row).select();
        assert!(
            matches!(ran.said.exit, Exit::Refused),
            "{row}\n{}",
            ran.said.words()
        );
        let words = plain(&ran.said.err);
        let _ = writeln!(
            page,
            "{row}\n{}",
            words
                .trim_end()
                .lines()
                .fold(String::new(), |all, line| all + "  " + line + "\n")
        );
    }
    page
}

#[test]
fn who_when_and_why_are_compulsory() {
    assert_snapshot!(refused(&[
        "C,clarify,member,pile.csv:4:E,perhaps,yes,,,",
        "E,override,member,,,met,A. Ivanova,,minutes",
        "E,override,member,,,met,A. Ivanova,2020-04-02,",
        "E,override,member,,,met,A. Ivanova,next week,minutes",
        "E,override,member,,,met,A. Ivanova,02/04/2020,minutes",
        "D,accept-late,,,,,,2020-04-02,the form was down",
        "D,accept-late,,,,no,A. Ivanova,2020-04-02,refused",
        "C,clarify,member,,,yes,-,2020-04-02,.",
        "A,stands,one-person,,,A,A. Ivanova,2020-04-02,asked",
        "C,clarify,member,,,,A. Ivanova,2020-04-02,asked",
        ",clarify,member,,,yes,A. Ivanova,2020-04-02,asked",
        "C,,member,,,yes,A. Ivanova,2020-04-02,asked",
        "C,decide,member,,,yes,A. Ivanova,2020-04-02,asked",
    ]), @"
    C,clarify,member,pile.csv:4:E,perhaps,yes,,,
      error[decision-incomplete] answers.csv:2:G: the decision does not say who decided
        help: who, when and why stand in the records for whoever asks later
      error[decision-incomplete] answers.csv:2:H: the decision does not say when it was decided
        help: who, when and why stand in the records for whoever asks later
      error[decision-incomplete] answers.csv:2:I: the decision does not say why
        help: who, when and why stand in the records for whoever asks later

    E,override,member,,,met,A. Ivanova,,minutes
      error[decision-incomplete] answers.csv:2:H: the decision does not say when it was decided
        help: who, when and why stand in the records for whoever asks later

    E,override,member,,,met,A. Ivanova,2020-04-02,
      error[decision-incomplete] answers.csv:2:I: the decision does not say why
        help: who, when and why stand in the records for whoever asks later

    E,override,member,,,met,A. Ivanova,next week,minutes
      error[decision-unreadable] answers.csv:2:H: `next week` is no day
        help: write year-month-day, such as `2019-04-02`

    E,override,member,,,met,A. Ivanova,02/04/2020,minutes
      error[decision-unreadable] answers.csv:2:H: `02/04/2020` can be two days, with the day first or the month first
        help: write `2020-04-02` or `2020-02-04`

    D,accept-late,,,,,,2020-04-02,the form was down
      error[decision-incomplete] answers.csv:2:G: the decision does not say who decided
        help: who, when and why stand in the records for whoever asks later

    D,accept-late,,,,no,A. Ivanova,2020-04-02,refused
      error[decision-unreadable] answers.csv:2:F: `no` has no place here
        help: the decision says it all: leave `answer` blank, or remove the row

    C,clarify,member,,,yes,-,2020-04-02,.
      error[decision-incomplete] answers.csv:2:G: the decision does not say who decided
        help: who, when and why stand in the records for whoever asks later
      error[decision-incomplete] answers.csv:2:I: the decision does not say why
        help: who, when and why stand in the records for whoever asks later

    A,stands,one-person,,,A,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:E: the decision does not say between which applications it was
        help: look at all of them; then write `A, B` into `found`

    C,clarify,member,,,,A. Ivanova,2020-04-02,asked
      error[decision-incomplete] answers.csv:2:F: the decision does not say what was answered
        help: write the answer, or `(no answer)` where the applicant has none

    ,clarify,member,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-incomplete] answers.csv:2:A: the decision does not say which application it is about

    C,,member,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-incomplete] answers.csv:2:B: the row does not say which decision it is
        help: write one of `clarify`, `correct`, `stands`, `accept-late`, `override`, `leave-out`, `invited`, `confirmed`, `withdrawn`, `declined`, `no-answer`, `unavailable`, `allow-change`, `allow-missed`, `even-out`

    C,decide,member,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-unreadable] answers.csv:2:B: `decide` is no decision
        help: write one of `clarify`, `correct`, `stands`, `accept-late`, `override`, `leave-out`, `invited`, `confirmed`, `withdrawn`, `declined`, `no-answer`, `unavailable`, `allow-change`, `allow-missed`, `even-out`
    ");
}

#[test]
fn a_decision_that_fits_nothing_is_an_error() {
    let by = "A. Ivanova,2020-04-02,asked";
    let rows = [
        "Z,clarify,member,,,yes",
        "A,clarify,member,,,no",
        "C,clarify,member,pile.csv:4:E,maybe,yes",
        "C,clarify,membr,,,yes",
        "C,correct,member,,,yes",
        "A,correct,member,,,yes",
        "A,correct,application,,,Q",
        "A,accept-late,,,,",
        "A,override,member,,,met",
        "A,override,deadline,,,not met",
        "A,override,email,,,met",
        "A,clarify,deadline,,,yes",
        "E,correct,member,pile.csv:4:E,,yes",
        "pile.csv:8,leave-out,,,row 00000000,",
        "pile.csv:8,leave-out,,,,",
        "pile.csv:8,clarify,member,,,yes",
        "D,override,deadline,,,met",
        "E,override,membership,,,met",
        "C,stands,one-person,,\"A, C\",A",
        "C,stands,one-prson,,\"A, C\",A",
        "A,stands,one-person,,\"A, B\",C",
        "A,stands,one-person,,\"A, B, C\",A",
        "A,leave-out,,,,",
        "pile.csv:9,leave-out,,,,",
    ];
    let rows: Vec<String> = rows.iter().map(|row| format!("{row},{by}")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_snapshot!(refused(&rows), @r#"
    Z,clarify,member,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:A: there is no application `Z`
        help: did you mean `A`?

    A,clarify,member,,,no,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:B: there is nothing to clarify: `yes` can be read
        help: remove the row; if the cell is wrong although it can be read, the decision is `correct`

    C,clarify,member,pile.csv:4:E,maybe,yes,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:E: it was decided when the cell said `maybe`; now it says `perhaps`
        help: see whether it still holds; then write what the cell says now into `found`, or remove the row

    C,clarify,membr,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:C: the rules have no field `membr`
        help: did you mean `member`?

    C,correct,member,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:B: there is nothing to correct: the cell is blank or cannot be read
        help: the decision is `clarify`

    A,correct,member,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:B: the file says so already
        help: remove the row

    A,correct,application,,,Q,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:C: an id cannot be corrected by a decision
        help: ids are what decisions are filed under; correct the file instead

    A,accept-late,,,,,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:B: the application is not late
        help: remove the row

    A,override,member,,,met,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:F: the criterion is met by the rules already
        help: remove the row

    A,override,deadline,,,not met,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:C: the deadline is not overridden
        help: to take a late application the decision is `accept-late`

    A,override,email,,,met,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:C: the rules have no criterion `email`
        help: it is a field: the decision is `clarify` or `correct`

    A,clarify,deadline,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:C: the rules have no field `deadline`
        help: it is a criterion: the decision is `override`

    E,correct,member,pile.csv:4:E,,yes,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:D: `cell` is `pile.csv:4:E`, and the application's cell is pile.csv:6:E: only the row differs, and `found` does not show that it says the same
        help: see whose answer it is; then write into `cell` where that cell stands now, or into `found` what it says

    pile.csv:8,leave-out,,,row 00000000,,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:E: another row stood at pile.csv:8 when it was decided
        help: the clarify list of a run of these applications has the mark, such as `row 1f3a9c02`, under `found`

    pile.csv:8,leave-out,,,,,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:E: a row without an id is known by its mark, and `found` holds none
        help: the clarify list of a run of these applications has the mark, such as `row 1f3a9c02`, under `found`

    pile.csv:8,clarify,member,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:A: the row has no id yet
        help: say first which application it is: `clarify` with the field `id`

    D,override,deadline,,,met,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:C: the deadline is not overridden
        help: to take a late application the decision is `accept-late`

    E,override,membership,,,met,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:C: the rules have no criterion `membership`

    C,stands,one-person,,"A, C",A,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:C: by `one-person` no other application is this person's
        help: remove the row, or see which application changed since

    C,stands,one-prson,,"A, C",A,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:C: the rules have no duplicates rule `one-prson`
        help: there is `one-person`

    A,stands,one-person,,"A, B",C,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:F: `C` is none of these applications
        help: write `A` or `B`, or `all` where each of them counts

    A,stands,one-person,,"A, B, C",A,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:E: it was decided between `A, B, C`, and now it is between A, B
        help: look at all of them; then write `A, B` into `found`

    A,leave-out,,,,,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:B: the row has an id, `A`
        help: if it is no application after all, such as headings pasted twice or a total, the decision is `leave-out` with `pile.csv:2` in `cell`

    pile.csv:9,leave-out,,,,,A. Ivanova,2020-04-02,asked
      error[decision-idle] answers.csv:2:A: there is no application `pile.csv:9`
        help: did you mean `pile.csv:7`?
    "#);
}

#[test]
fn an_answer_that_cannot_be_read_is_no_answer() {
    let by = "A. Ivanova,2020-04-02,asked";
    let rows = [
        "C,clarify,member,,,probably",
        "E,override,member,,,yes",
        "C,clarify,member,,,n/a",
        &format!("pile.csv:7,clarify,id,,{FATMA},-"),
    ];
    let rows: Vec<String> = rows.iter().map(|row| format!("{row},{by}")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_snapshot!(refused(&rows), @"
    C,clarify,member,,,probably,A. Ivanova,2020-04-02,asked
      error[decision-unreadable] answers.csv:2:F: `probably` is neither yes nor no
        help: answer `yes` or `no`, or add the word to the field in the rules

    E,override,member,,,yes,A. Ivanova,2020-04-02,asked
      error[decision-unreadable] answers.csv:2:F: `yes` is no answer to a criterion
        help: write `met` or `not met`

    C,clarify,member,,,n/a,A. Ivanova,2020-04-02,asked
      error[decision-unreadable] answers.csv:2:F: `n/a` is no answer
        help: write `(no answer)` where the applicant has none

    pile.csv:7,clarify,id,,row e5f6cac6,-,A. Ivanova,2020-04-02,asked
      error[decision-unreadable] answers.csv:2:F: `-` is no id
        help: write the id that the application shall have; or `no application`, which leaves the row out
    ");
}

#[test]
fn two_decisions_about_the_same_are_refused() {
    let by = "A. Ivanova,2020-04-02,asked";
    let twice =
        format!("C,clarify,member,pile.csv:4:E,,yes,{by}\nC,clarify,member,pile.csv:4:E,,no,{by}");
    let stands =
        format!("A,stands,one-person,,\"A, B\",A,{by}\nB,stands,one-person,,\"A, B\",B,{by}");
    let given = format!("pile.csv:7,clarify,id,,{FATMA},A,{by}");
    let overrides =
        format!("E,override,member,,,met,{by}\nE,override,member,pile.csv:6,,not met,{by}");
    let blank = format!("C,clarify,member,pile.csv:4:E,,yes,{by}\nC,correct,member,,,no,{by}");
    assert_snapshot!(refused(&[&twice, &blank, &overrides, &stands, &given]), @r#"
    C,clarify,member,pile.csv:4:E,,yes,A. Ivanova,2020-04-02,asked
    C,clarify,member,pile.csv:4:E,,no,A. Ivanova,2020-04-02,asked
      error[decision-twice] answers.csv:3:F: the same was decided otherwise at answers.csv:2
        help: keep the decision that holds

    C,clarify,member,pile.csv:4:E,,yes,A. Ivanova,2020-04-02,asked
    C,correct,member,,,no,A. Ivanova,2020-04-02,asked
      error[decision-twice] answers.csv:3:F: the same was decided otherwise at answers.csv:2
        help: keep the decision that holds

    E,override,member,,,met,A. Ivanova,2020-04-02,asked
    E,override,member,pile.csv:6,,not met,A. Ivanova,2020-04-02,asked
      error[decision-twice] answers.csv:3:F: the same was decided otherwise at answers.csv:2
        help: keep the decision that holds

    A,stands,one-person,,"A, B",A,A. Ivanova,2020-04-02,asked
    B,stands,one-person,,"A, B",B,A. Ivanova,2020-04-02,asked
      error[decision-twice] answers.csv:3:F: another decision says that another of these applications stands
        help: keep the decision that holds

    pile.csv:7,clarify,id,,row e5f6cac6,A,A. Ivanova,2020-04-02,asked
      error[same-id] pile.csv:7: `A` is also the id of another application, at pile.csv:2
        help: give each application an id of its own, or remove the row that does not count
    "#);
}

#[test]
fn a_file_without_the_columns_is_refused_with_their_names() {
    let bench = Bench::new(RULES)
        .pile("ID,Submitted,Name,E-mail,Member,Motivation\nA,2020-03-02T08:00:00,Ana,ana@example.org,yes,9\n");
    let ran = bench
        .decided(
            "answers.csv",
            "applicant,decision,answer,who,why,why\nA,clarify,yes,x,y,z\n",
        )
        .select();
    assert_snapshot!(ran.said.words(), @"
    exit 3
    error[heading-missing] answers.csv:1: decisions need a column `application`
      help: fill in the clarify list of a run: it has every column
    error[heading-missing] answers.csv:1: decisions need a column `when`
      help: fill in the clarify list of a run: it has every column
    error[heading-twice] answers.csv:1: two columns are headed `why`
      help: keep one of them
    ");
}

#[test]
fn nothing_is_written_and_an_earlier_run_stays_where_a_decision_is_refused() {
    let bench = decided("Z,clarify,member,,,yes,A. Ivanova,2020-04-02,asked");
    assert!(matches!(bench.select().said.exit, Exit::Refused));
    assert_eq!(bench.left(), ["answers.csv", "pile.csv", "rules.toml"]);
}

#[test]
fn an_unfilled_row_is_no_decision_yet() {
    let ran = Bench::new(RULES)
        .pile("ID,Submitted,Name,E-mail,Member,Motivation\nC,2020-03-02T08:00:00,Cem,c@example.org,perhaps,9\n")
        .decided("a.csv", format!("{HEAD}C,clarify,member,pile.csv:2:E,perhaps,,,,\n"))
        .select();
    assert!(ran.rows("decisions.csv").is_empty());
    assert_eq!(ran.rows("clarify.csv").len(), 1);
}
