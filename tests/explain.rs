//! Explanations: every kind of page, in every format.

use insta::assert_snapshot;
use serde_json::Value;

use crate::bench::{Bench, put, repository};
use crate::shell::{About, Format};

fn small(name: &str) -> Bench {
    let path = format!("sample-applications/small/{name}");
    let bench = Bench::of(&format!("{path}.toml"), &format!("{path}.csv"));
    bench.select();
    bench
}

fn one(application: &str) -> About {
    About::Application(application.to_owned())
}

fn two(first: &str, second: &str) -> About {
    About::Two(first.to_owned(), second.to_owned())
}

fn letter(application: &str) -> About {
    About::ForApplicant(application.to_owned())
}

/// A page in text.
fn text(bench: &Bench, about: About) -> String {
    let said = bench.explain_as(about, Format::Text);
    assert!(said.err.is_empty(), "{}", said.err);
    assert!(
        said.out.lines().count() <= 80,
        "nobody reads a page this long"
    );
    said.out
}

/// One section of a page in text.
fn section(page: &str, heading: &str) -> String {
    let (_, rest) = page
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("no {heading}: {page}"));
    rest.split("\n\n").next().unwrap().to_owned()
}

#[test]
fn two_told_apart_by_lot_are_compared() {
    assert_snapshot!(text(&small("ties-and-lot"), two("T-2", "T-4")), @"
    T-2 and T-4 side by side
    Ties and the lot

    Outcome
                   T-2                                                              T-4
      outcome      reserve, number 1 for The course                                 selected, The course
      ranking      place 3 of 6, rank 2 shared with others whom only the lot tells  place 2 of 6
                   apart
      total        8                                                                8
      admitted by  The course                                                       The course
      read from    ties-and-lot.csv:3                                               ties-and-lot.csv:5

    What separates them
      T-4 is ranked above T-2: equal totals, told apart by lot
           earlier “Submitted”: 2020-03-12 09:30:00+01 Europe/Vienna both, so the next tie-break counts
           lot: decided, because nothing before it did
      the lots; the lowest goes first; check each with the command under it
           T-4: 48e182a0679d0ba59d198a301a438026734734b885d89dd61888963bd32a78ea
             printf '%s' 'ties-and-lot:T-4' | sha256sum
           T-2: d96fccfeabb2462476234e211980c61fabd3c89cc72ae6d14102f892cdd0cb30
             printf '%s' 'ties-and-lot:T-2' | sha256sum
      T-4: selected, The course
           place 2 in the ranking; a seat in “The course”
      T-2: reserve, number 1 for The course
           place 3 in the ranking; every seat of “The course” went to people ranked above
           place 2 or better would have had a seat
           number 1 on the reserve list of “The course”

    Score
      scoring rule  T-2                                    T-4                                   T-2 has
      motivation    A1 `8` in column E of row 3; read as   A1 `8` in column E of row 5; read as  equal
                    8; 8 × 1 = 8                           8; 8 × 1 = 8
      total         8 = 8                                  8 = 8                                 equal

    Criteria where they differ
      the same answers for both: deadline, member

    What the rules rest on
      clause deadline: Applications are taken until 31 March 2020.
      clause motivation: Places go to the applicants whose motivation convinces most.
      clause member: Applicants belong to a local group.
      clause places: There are two places.
      lines are those of rules/ties-and-lot.toml in the run folder
    ");
}

#[test]
fn somebody_selected_is_compared_with_somebody_ineligible() {
    assert_snapshot!(text(&small("derived-level"), two("D-6", "D-1")), @"
    D-6 and D-1 side by side
    A derived level

    Outcome
                   D-6                  D-1
      outcome      ineligible           selected, The course
      ranking      not ranked           place 1 of 4
      total        none                 9
      admitted by  none                 The course
      read from    derived-level.csv:7  derived-level.csv:2

    What separates them
      D-6: ineligible
           not met: Little experience
      D-1: selected, The course
           place 1 in the ranking; a seat in “The course”

    Score
      scoring rule  D-6         D-1                                                D-6 has
      motivation    not scored  A1 `6` in column F of row 2; read as 6; 6 × 1 = 6
      newcomer      not scored  derived as none; 3 × 1 = 3
      total         not scored  6 + 3 = 9

    Criteria where they differ
      experience, D-6
           no   Little experience (experience) [experience, little]
             Experience is at most some: not met; derived as much
               would be met by the level none or some, which is derived from “Years” and “Reports”
               Experience is the sum 3 + (0 to 1) = 3 to 4, which is from 3: much (line 87)
                 Years: found `10` in column D of row 7, read as 10: from 5: 3 (line 84)
                 Reports: found `several` in column E of row 7, which is no number: from 0 to 1 points
      experience, D-1
           yes  Little experience (experience) [experience, little]
             Experience is at most some: met; derived as none
               Experience is the sum 0 + 0 = 0, which is below 1: none (line 87)
                 Years: found `0` in column D of row 2, read as 0: below 1: 0 (line 84)
                 Reports: found `0` in column E of row 2, read as 0: below 1: 0 (line 85)
      the same answers for both: deadline

    What the rules rest on
      clause deadline: Applications are taken until 31 March 2020.
      clause motivation: Places go to the applicants whose motivation convinces most.
      clause experience: Applicants have little experience in keeping records.
      clause places: There are two places.
      decision little: Experience is worked out from years and from reports; little means none or some.
          (course team (example), 2020-02-03)
      lines are those of rules/derived-level.toml in the run folder
    ");
}

#[test]
fn two_who_were_never_ranked_are_compared() {
    let page = text(&small("misspelt-country"), two("M-5", "M-6"));
    assert_snapshot!(section(&page, "What separates them"), @"
    M-5: unclear
         unclear: Citizen or resident of a country of the course
         the best possible answers would win a seat
    M-6: unclear
         unclear: Citizen or resident of a country of the course
         the best possible answers would win a seat
    ");
    assert_snapshot!(section(&page, "Criteria where they differ"), @"
    region, M-5
         ?    Citizen or resident of a country of the course (region) [region]
           one of these: unclear
             Citizenship is in the list “the five countries of the course”: unclear; found `Abkhazia`
                 in column D of row 6, which needs a person to decide: its status is disputed: a
                 person decides which country it counts as (or the rules do for everybody who answers
                 so)
               would be met by a country in the list “the five countries of the course”
             Residence is in the list “the five countries of the course”: not met; found `Türkiye` in
                 column E of row 6, read as Türkiye (TR)
               would be met by a country in the list “the five countries of the course”
    region, M-6
         ?    Citizen or resident of a country of the course (region) [region]
           one of these: unclear
             Citizenship is in the list “the five countries of the course”: unclear; found `Serbia /
                 Germany` in column D of row 7, which names Serbia and Germany
               would be met by a country in the list “the five countries of the course”
             Residence is in the list “the five countries of the course”: unclear; found nothing in
                 column E of row 7
               would be met by a country in the list “the five countries of the course”
    the same answers for both: deadline
    ");
}

#[test]
fn totals_that_differ_are_taken_apart() {
    let page = text(&small("assessors-apart"), two("R-1", "R-2"));
    assert_snapshot!(page, @"
    R-1 and R-2 side by side
    Assessors apart

    Outcome
                   R-1                    R-2
      outcome      selected, The course   selected, The course
      ranking      place 1 of 4           place 2 of 4
      total        7.5                    7
      admitted by  The course             The course
      read from    assessors-apart.csv:2  assessors-apart.csv:3
      not final: 3 applications wait for an answer, 3 of them could win a seat

    What separates them
      R-1 is ranked above R-2: 7.5 against 7, 0.5 more
           Motivation: 7.5 against 7, 0.5 more
      R-1: selected, The course
           place 1 in the ranking; a seat in “The course”
      R-2: selected, The course
           place 2 in the ranking; a seat in “The course”

    Score
      scoring rule  R-1                                   R-2                                   R-1 has
      motivation    A1 `7` in column E, A2 `8` in column  A1 `9` in column E, A2 `4` in column  0.5 more
                    F of row 2; (7 + 8) / 2 = 7.5; 7.5 ×  F, A3 `8` in column G of row 3; (9 +
                    1 = 7.5                               4 + 8) / 3 = 7; 7 × 1 = 7
      total         7.5 = 7.5                             7 = 7                                 0.5 more

    Criteria where they differ
      the same answers for both: deadline, member

    What the rules rest on
      clause deadline: Applications are taken until 31 March 2020.
      clause motivation: Places go to the applicants whose motivation convinces most.
      clause member: Applicants belong to a local group.
      clause places: There are two places.
      lines are those of rules/assessors-apart.toml in the run folder
    ");
}

#[test]
fn an_applicant_in_reserve_gets_a_letter() {
    assert_snapshot!(text(&small("ties-and-lot"), letter("T-2")), @"
    Your application T-2
    Ties and the lot

    About this letter
      This letter says what is recorded of your application, by which rules it was judged, and what came
          of it.
      The same rules were applied to everybody who applied. What they rest on stands at the end.
      Nothing in this letter is about anybody else.

    The outcome
      You meet every criterion. There was no seat left for you, and you are number 1 on the reserve list
          of the group: The course.

    Your answers, as far as a rule looked at them
      question   your answer          understood as
      Submitted  2020-03-12T09:30:00  2020-03-12 09:30:00+01 Europe/Vienna
      Member     yes                  yes
      Assessors rated your application. They are numbered here, A1 and so on, and not named.
      rated       ratings
      Motivation  A1 `8`; read as 8
      Also recorded with your application, and not shown in this letter: Name.

    The criteria
      yes  Sent in by the deadline [1]
           Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna: met; found
               `2020-03-12T09:30:00`, read as 2020-03-12 09:30:00+01 Europe/Vienna
      yes  Member of a local group [3]
           Member is yes: met; found `yes`, read as yes

    Your points
      what counts  points                   points × weight = part
      Motivation   the mean of the ratings  8 × 1 = 8
      total: 8 = 8

    Your rank
      In the ranking of all who are eligible: place 3 of 6, rank 2 shared with others whom only the lot
          tells apart.
      Who has the same total is told apart by, in this order: earlier “Submitted”, lot.
      A lot was drawn, because nothing before it told you apart from somebody with the same total. Each
          lot is worked out from a word that stood in the rules before anybody applied, `ties-and-lot`,
          and the number of the application, so that nobody could choose it. Yours begins with d96fccfe;
          the lowest goes first.
           Whoever checks the selection can work out every lot again.
      The group The course has 2 seats.
      With your answers about groups, place 2 in the ranking or better would have had a seat.

    The call and the decisions these rules rest on
      [1] Applications are taken until 31 March 2020.
      [2] Places go to the applicants whose motivation convinces most.
      [3] Applicants belong to a local group.
      [4] There are two places.

    What you can do
      If something recorded here is wrong, you may ask us to correct it.
      You may ask us why your data is kept, for how long and who receives it, and to erase it; and you
          may complain to a data protection authority.
    ");
}

#[test]
fn an_applicant_who_is_refused_gets_a_letter() {
    assert_snapshot!(text(&small("derived-level"), letter("D-6")), @"
    Your application D-6
    A derived level

    About this letter
      This letter says what is recorded of your application, by which rules it was judged, and what came
          of it.
      The same rules were applied to everybody who applied. What they rest on stands at the end.
      Nothing in this letter is about anybody else.

    The outcome
      Your application does not meet one criterion of the call: Little experience.

    Your answers, as far as a rule looked at them
      question   your answer          understood as
      Submitted  2020-03-07T08:00:00  2020-03-07 08:00:00+01 Europe/Vienna
      Years      10                   10
      Reports    several              not understood: is no number
      Assessors rated your application. They are numbered here, A1 and so on, and not named.
      rated       ratings
      Motivation  A1 `9`; read as 9
      Also recorded with your application, and not shown in this letter: Name.

    The criteria
      yes  Sent in by the deadline [1]
           Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna: met; found
               `2020-03-07T08:00:00`, read as 2020-03-07 08:00:00+01 Europe/Vienna
      no   Little experience [2, 3]
           Experience is at most some: not met; derived as much
             would be met by the level none or some, which is derived from “Years” and “Reports”
             Experience is the sum 3 + (0 to 1) = 3 to 4, which is from 3: much
               Years: found `10`, read as 10: from 5: 3
               Reports: found `several`, which is no number: from 0 to 1 points

    The call and the decisions these rules rest on
      [1] Applications are taken until 31 March 2020.
      [2] Applicants have little experience in keeping records.
      [3] Experience is worked out from years and from reports; little means none or some. (decided on
          2020-02-03)

    What you can do
      If something recorded here is wrong, you may ask us to correct it.
      You may ask us why your data is kept, for how long and who receives it, and to erase it; and you
          may complain to a data protection authority.
    ");
}

#[test]
fn an_applicant_whose_other_application_stands_gets_a_letter_without_its_id() {
    let page = text(&small("applied-twice"), letter("A-1"));
    assert_snapshot!(section(&page, "The outcome"), @"  Another application counts as yours by the rules below, and was judged in place of this one.");
    assert!(!page.contains("A-2"), "{page}");
}

#[test]
fn personal_answers_are_shown_when_asked_for_with_the_very_files() {
    let bench = small("ties-and-lot");
    let said = |files: &[std::path::PathBuf], about| bench.explain_with(about, files, Format::Text);
    let page = said(&bench.applications, one("T-2")).out;
    assert_snapshot!(section(&page, "Personal answers"), @"
    field  answer     cell
    name   Bora Kaya  ties-and-lot.csv:3:C
    ");
    let page = said(&bench.applications, letter("T-2")).out;
    assert_snapshot!(section(&page, "What else your application holds"), @"
    field  answer
    Name   Bora Kaya
    ");
    let same = bench.folder().join("renamed.csv");
    std::fs::copy(&bench.applications[0], &same).unwrap();
    assert!(
        said(&[same], one("T-2")).out.contains("Personal answers"),
        "the name does not matter"
    );

    let changed = bench.folder().join("changed.csv");
    let bytes = std::fs::read_to_string(&bench.applications[0]).unwrap();
    put(&changed, bytes.replacen(",8", ",9", 1));
    assert_snapshot!(said(std::slice::from_ref(&changed), one("T-2")).words(), @"
    exit 3
    error[other-applications] changed.csv: is not among the applications the run was made from, or was changed since
      help: give the very files that were selected from; manifest.json has their names and SHA-256
    ");
    assert_snapshot!(said(&[bench.applications[0].clone(), changed], letter("T-2")).words(), @"
    exit 3
    error[other-applications] changed.csv: is not among the applications the run was made from, or was changed since
      help: give the very files that were selected from; manifest.json has their names and SHA-256
    ");
}

#[test]
fn every_file_of_the_run_must_be_given() {
    let bench = small("ties-and-lot").out("two-files");
    let text = std::fs::read_to_string(&bench.applications[0]).unwrap();
    let (heading, rows) = text.split_once('\n').unwrap();
    let (first, rest) = rows.split_once('\n').unwrap();
    let mut bench = bench
        .file("first.csv", format!("{heading}\n{first}\n"))
        .file("rest.csv", format!("{heading}\n{rest}"));
    bench.applications.remove(0);
    bench.select();
    let said = |files: &[std::path::PathBuf]| bench.explain_with(one("T-1"), files, Format::Text);
    assert!(said(&bench.applications).out.contains("Personal answers"));
    assert_snapshot!(said(&bench.applications[..1]).words(), @"
    exit 3
    error[other-applications] rest.csv: is one of the files the run was made from, and was not given
      help: give all of them
    ");
}

#[test]
fn a_tie_break_that_decided_is_said_with_both_answers_unless_they_are_personal() {
    let rules = std::fs::read_to_string(repository("rules/minimal.toml")).unwrap();
    let rules = rules.replace("tie_breaks = [", "tie_breaks = [\n  { highest = \"age\" },");
    let field = |personal| {
        format!(
            "{rules}\n[fields.age]\ntype = \"number\"\nheadings = [\"Age\"]\npersonal = {personal}\nmin = 0\nmax = 120\n"
        )
    };
    let pile = "ID,Submitted,Name,Years of practice,Motivation,Age\n1,2020-03-02T09:00:00,A,3,7,77\n2,2020-03-02T09:00:00,B,3,7,55\n3,2020-03-01T09:00:00,C,3,7,55\n";
    let page = |personal: bool, about| {
        let bench = Bench::new(&field(personal)).pile(pile);
        bench.select();
        bench.explain_as(about, Format::Text).out
    };
    assert_snapshot!(section(&page(false, one("3")), "Ranking"), @"
    place 2 of 3
    directly above: 1 with 7, told apart by higher “Age”
         higher “Age”: decided, 55 against 77
    directly below: 2 with 7, told apart by earlier “Submitted”
         higher “Age”: 55 both, so the next tie-break counts
         earlier “Submitted”: decided, 2020-03-01 09:00:00+01 Europe/Vienna against 2020-03-02
             09:00:00+01 Europe/Vienna
    ");
    let hidden = page(true, one("3"));
    assert_snapshot!(section(&hidden, "Ranking"), @"
    place 2 of 3
    directly above: 1 with 7, told apart by higher “Age”
         higher “Age”: decided; the answers are personal and not shown
    directly below: 2 with 7, told apart by earlier “Submitted”
         higher “Age”: equal, so the next tie-break counts; the answers are personal
         earlier “Submitted”: decided, 2020-03-01 09:00:00+01 Europe/Vienna against 2020-03-02
             09:00:00+01 Europe/Vienna
    ");
    assert!(!hidden.contains("55") && !hidden.contains("77"), "{hidden}");
    // Of two who are not neighbours the deciding tie-break is found, too.
    assert_snapshot!(section(&page(true, two("1", "2")), "What separates them"), @"
    1 is ranked above 2: equal totals, told apart by higher “Age”
         higher “Age”: decided; the answers are personal and not shown
    1: selected, The course
         place 1 in the ranking; a seat in “The course”
    2: reserve, number 1 for The course
         place 3 in the ranking; every seat of “The course” went to people ranked above
         place 2 or better would have had a seat
         number 1 on the reserve list of “The course”
    ");
}

#[test]
fn points_that_stand_in_no_row_can_be_worked_out_by_hand() {
    let bench = Bench::of(
        "rules/autumn-workshop-2021.toml",
        "sample-applications/autumn-workshop-2021.csv",
    );
    bench.select();
    assert_snapshot!(section(&bench.explain_as(one("W-01"), Format::Text).out, "Score"), @"
    scoring rule              answer                   points                   points × weight = part
    Mean of the panel's       Panel: A1 `4` in column  the mean of the          3.17 × 4 = 12.68
    three ratings (panel)     S, A2 `2,5` in column    ratings, rounded to 2
                              T, A3 `3` in column U    decimals, a half to the
                              of row 2; (4 + 2.5 + 3)  even neighbour (line
                              / 3                      330)
    Written test, from the    Written test: found      0 at 40 to 10 at 100 in  5.83 × 1.25 = 7.2875
    pass mark of 40           `75` in column V of row  a straight line: 0 +
    (written-test)            2, read as 75            (75 - 40) × (10 - 0) /
                                                       (100 - 40), rounded to
                                                       2 decimals, a half to
                                                       the even neighbour
                                                       (line 338)
    Years of observation      found `12` in column J   from 10: 1.5 (line 353)  1.5 × 1 = 1.5
    (experience)              of row 2, read as 12
    How much the applicant    derived as occasional    occasional: 0 (line      0 × 2 = 0
    observes (practice)                                361)
    Works where there are     Country of work: found   anything else: 1 (line   1 × 1 = 1
    few observers             `Albania` in column G    363)
    (few-observers)           of row 2, read as
                              Albania (AL)
    Writes in Russian, in     Languages I write in:    anything else: 1 (line   1 × 0.5 = 0.5
    which the handouts are    found `Albanian,         372)
    scarce (languages)        English` in column N of
                              row 2, read as
                              “Albanian”, something
                              else
    total: 12.68 + 7.2875 + 1.5 + 0 + 1 + 0.5 = 22.9675
    How much the applicant observes is the sum 0.4 + 1 + 0 = 1.4, which is below 2: occasional (line
        274)
         Hours of observation a month: found `4` in column K of row 2, read as 4: 0 at 0 to 4 at 40 in
             a straight line: 0.4 (line 270)
         Hearings observed in 2020: found `25` in column L of row 2, read as 25: from 10 to below 50:
             1 (line 271)
         I observe trials as: found `psychologist` in column I of row 2, read as something else:
             anything else: 0 (line 272)
    ");
}

#[test]
fn a_blank_is_said_to_be_one() {
    let page = |id| text(&small("blank-is-not-zero"), one(id));
    assert_snapshot!(section(&page("B-2"), "Score"), @"
    scoring rule              answer                   points                   points × weight = part
    Motivation (motivation)   A1 `7` in column E of    the mean of the ratings  7 × 1 = 7
                              row 3; read as 7         (line 70)
    Written test              found nothing in column  a blank: 0 (line 79)     0 × 0.5 = 0
    (written-test)            F of row 3
    total: 7 + 0 = 7
    ");
}

#[test]
fn of_a_personal_answer_the_row_of_its_points_is_not_said() {
    let rules = std::fs::read_to_string(repository("rules/minimal.toml")).unwrap();
    let scored = "[[scoring]]\nid = \"age\"\ntitle = \"Age\"\ncites = [\"practice\"]\nweight = 1\nfield = \"age\"\nbands = [{ below = 30, points = 1 }, { from = 30, below = 60, points = 2 }, { from = 60, points = 1 }]\n";
    let field = "[fields.age]\ntype = \"number\"\nheadings = [\"Age\"]\npersonal = true\nmin = 0\nmax = 120\n";
    let pile = std::fs::read_to_string(repository("sample-applications/minimal.csv")).unwrap();
    let pile: Vec<String> = pile
        .lines()
        .zip(["Age", "25", "65", "65", "65", "65", "65"])
        .map(|(row, age)| format!("{row},{age}"))
        .collect();
    let bench = Bench::new(&format!("{rules}\n{field}\n{scored}")).pile(pile.join("\n"));
    let ran = bench.select();
    let id = ran.ranked()[0]["application"].clone();
    assert_snapshot!(section(&bench.explain_as(one(&id), Format::Text).out, "Score"), @"
    scoring rule             answer                    points                   points × weight = part
    Motivation (motivation)  A1 `8` in column E of     the mean of the ratings  8 × 1 = 8
                             row 4; read as 8          (line 76)
    Age (age)                found an answer in        a row that is not        1 × 1 = 1
                             column F (personal, not   shown, the answer being
                             shown) of row 4           personal (line 95)
    total: 8 + 1 = 9
    ");
    assert!(
        !ran.text("audit.jsonl").contains("\"row\""),
        "equal points for the young and the old tell no age"
    );
}

#[test]
fn one_application_cannot_be_compared_with_itself() {
    let said = small("ties-and-lot").explain_as(two("T-2", "T-2"), Format::Text);
    assert_snapshot!(said.words(), @"
    exit 2
    error: --compare takes the ids of two different applications
    ");
}

#[test]
fn a_page_in_markdown() {
    let said = small("misspelt-country").explain_as(one("M-6"), Format::Markdown);
    assert_snapshot!(said.out, @r"
    # M-6: unclear

    Misspelt countries · misspelt-country.csv:7

    ## Why

    - unclear: Citizen or resident of a country of the course
    - the best possible answers would win a seat
    - an answer could take the seat of M-7, were all others left as they are

    ## To ask

    - misspelt-country.csv:7:D  Citizenship: \`Serbia / Germany\` names Serbia and Germany; ask which of them is meant, or whether both are (ask the applicant)
    - misspelt-country.csv:7:E  Residence: no answer (ask the applicant)

    ## Criteria

    - **met** Sent in by the deadline (deadline) \[deadline\]
      - Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna: met; found \`2020-03-07T08:00:00\` in column B of row 7, read as 2020-03-07 08:00:00+01 Europe/Vienna
    - **unclear** Citizen or resident of a country of the course (region) \[region\]
      - one of these: unclear
        - Citizenship is in the list “the five countries of the course”: unclear; found \`Serbia / Germany\` in column D of row 7, which names Serbia and Germany
          - would be met by a country in the list “the five countries of the course”
        - Residence is in the list “the five countries of the course”: unclear; found nothing in column E of row 7
          - would be met by a country in the list “the five countries of the course”

    ## Score

    | scoring rule | answer | points | points × weight = part |
    |---|---|---|---|
    | Motivation (motivation) | A1 \`4\` in column F of row 7; read as 4 | the mean of the ratings (line 73) | 4 × 1 = 4 |

    - total: 4 = 4

    ## What if

    - Citizenship could be
      - any other country, any country in the list region: a seat, if the other open answers allow it
    - Residence could be
      - any other country, any country in the list region: a seat, if the other open answers allow it
    - for example
      - Citizenship any other country and Residence any country in the list region: selected, The course
      - Citizenship any other country and Residence any other country: ineligible (not met: Citizen or resident of a country of the course)

    ## What the rules rest on

    - clause deadline: Applications are taken until 31 March 2020.
    - clause motivation: Places go to the applicants whose motivation convinces most.
    - clause region: Applicants are citizens or residents of Belarus, Georgia, Moldova, Serbia or Ukraine.
    - lines are those of rules/misspelt-country.toml in the run folder
    ");
}

#[test]
fn a_page_in_html_has_headings_and_tables_with_scopes() {
    let said = small("misspelt-country").explain_as(one("M-6"), Format::Html);
    let (head, body) = said.out.split_once("</head>").unwrap();
    assert!(head.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    assert_snapshot!(body, @r#"
    <body><main><header><h1><span class="whole">M-6:</span> unclear</h1><p>Misspelt countries · <span class="whole">misspelt-country.csv:7</span></p></header>
    <section aria-labelledby="why"><h2 id="why">Why</h2>
    <ul>
    <li>unclear: Citizen or resident of a country of the course</li>
    <li>the best possible answers would win a seat</li>
    <li>an answer could take the seat of <span class="whole">M-7,</span> were all others left as they are</li></ul></section>
    <section aria-labelledby="to-ask"><h2 id="to-ask">To ask</h2>
    <ul>
    <li><span class="whole">misspelt-country.csv:7:D</span>  Citizenship: `Serbia / Germany` names Serbia and Germany; ask which of them is meant, or whether both are (ask the applicant)</li>
    <li><span class="whole">misspelt-country.csv:7:E</span>  Residence: no answer (ask the applicant)</li></ul></section>
    <section aria-labelledby="criteria"><h2 id="criteria">Criteria</h2>
    <ul>
    <li><strong class="met">met</strong> Sent in by the deadline (deadline) [deadline]
    <ul>
    <li>Submitted is not after <span class="whole">2020-03-31</span> 23:59:59+02 <span class="whole">Europe/Vienna:</span> met; found <span class="whole">`2020-03-07T08:00:00`</span> in column B of row 7, read as <span class="whole">2020-03-07</span> 08:00:00+01 <span class="whole">Europe/Vienna</span></li></ul></li>
    <li><strong class="unclear">unclear</strong> Citizen or resident of a country of the course (region) [region]
    <ul>
    <li>one of these: unclear
    <ul>
    <li>Citizenship is in the list “the five countries of the course”: unclear; found `Serbia / Germany` in column D of row 7, which names Serbia and Germany
    <ul>
    <li>would be met by a country in the list “the five countries of the course”</li></ul></li>
    <li>Residence is in the list “the five countries of the course”: unclear; found nothing in column E of row 7
    <ul>
    <li>would be met by a country in the list “the five countries of the course”</li></ul></li></ul></li></ul></li></ul></section>
    <section aria-labelledby="score"><h2 id="score">Score</h2><div class="wide" tabindex="0">
    <table><thead>
    <tr><th scope="col">scoring rule</th><th scope="col">answer</th><th scope="col">points</th><th scope="col">points × weight = part</th></tr></thead><tbody>
    <tr><th scope="row">Motivation (motivation)</th><td>A1 `4` in column F of row 7; read as 4</td><td>the mean of the ratings (line 73)</td><td><span class="whole">4 × 1 = 4</span></td></tr></tbody></table></div>
    <ul>
    <li>total: 4 = 4</li></ul></section>
    <section aria-labelledby="what-if"><h2 id="what-if">What if</h2>
    <ul>
    <li>Citizenship could be
    <ul>
    <li>any other country, any country in the list region: a seat, if the other open answers allow it</li></ul></li>
    <li>Residence could be
    <ul>
    <li>any other country, any country in the list region: a seat, if the other open answers allow it</li></ul></li>
    <li>for example
    <ul>
    <li>Citizenship any other country and Residence any country in the list region: selected, The course</li>
    <li>Citizenship any other country and Residence any other country: ineligible (not met: Citizen or resident of a country of the course)</li></ul></li></ul></section>
    <section aria-labelledby="sources"><h2 id="sources">What the rules rest on</h2>
    <ul>
    <li>clause deadline: Applications are taken until 31 March 2020.</li>
    <li>clause motivation: Places go to the applicants whose motivation convinces most.</li>
    <li>clause region: Applicants are citizens or residents of Belarus, Georgia, Moldova, Serbia or Ukraine.</li>
    <li>lines are those of <span class="long">rules/misspelt-country.toml</span> in the run folder</li></ul></section></main></body></html>
    "#);
    // Nothing is fetched and nothing runs.
    for outside in ["<script", "<link", "src=", "href=", "@import", "url("] {
        assert!(!said.out.contains(outside), "{outside}");
    }
}

/// Rules with every kind of question, and one row that answers each of them wrongly.
#[test]
fn what_would_have_met_a_test_is_said_of_every_kind_of_question() {
    let test = |id: &str, test: &str| {
        format!("[[eligibility]]\nid = \"{id}\"\ntitle = \"T\"\ncites = [\"c\"]\ntest = {test}\n")
    };
    let tests = [
        test("given", "{ field = \"word\", given = true }"),
        test("is", "{ field = \"topic\", is = \"a\" }"),
        test("in", "{ field = \"topic\", in = [\"a\", \"b\"] }"),
        test("list", "{ field = \"home\", in = \"region\" }"),
        test("least-level", "{ field = \"skill\", at_least = \"fair\" }"),
        test("most", "{ field = \"age\", at_most = 30 }"),
        test("mean", "{ field = \"rate\", at_least = 4 }"),
        test("before", "{ field = \"born\", before = 2000-01-01 }"),
        test("level", "{ level = \"talent\", is = \"good\" }"),
        test(
            "not",
            "{ not = { any = [{ field = \"age\", at_least = 18 }, { field = \"topic\", is = \"c\" }, { field = \"skill\", is = \"poor\" }, { field = \"home\", is = \"FR\" }] } }",
        ),
        test("yes", "{ field = \"staff\", is = false }"),
    ];
    let rules = format!(
        r#"
format = 1
programme = {{ id = "w", title = "Wanted" }}
call = {{ deadline = 2020-03-31, time_zone = "Europe/Vienna", submitted = "submitted", cites = ["c"], clauses = {{ c = "C." }} }}
places = {{ cap = 1, reserve = 0, cites = ["c"] }}
groups = [{{ id = "g", title = "G", size = 1, cites = ["c"] }}]
scales = {{ skill = [{{ level = "poor" }}, {{ level = "fair" }}, {{ level = "good" }}] }}
ranking = {{ cites = ["c"], tie_breaks = [{{ lot = "w" }}] }}
lists = {{ region = {{ type = "country", values = ["GE"] }} }}
[fields]
id = {{ type = "id", headings = ["ID"] }}
submitted = {{ type = "timestamp", headings = ["Submitted"] }}
word = {{ type = "text", headings = ["Word"] }}
topic = {{ type = "choice", headings = ["Topic"], options = {{ a = [], b = [], c = [] }} }}
home = {{ type = "country", headings = ["Home"] }}
skill = {{ type = "scale", scale = "skill", headings = ["Skill"] }}
age = {{ type = "number", headings = ["Age"], min = 0, max = 120 }}
rate = {{ type = "rating", readers = [["R1"], ["R2"]], combine = "mean", min = 0, max = 10 }}
born = {{ type = "date", headings = ["Born"] }}
staff = {{ type = "yes-no", headings = ["Staff"] }}
[[levels]]
id = "talent"
cites = ["c"]
scale = "skill"
table = [{{ test = {{ field = "skill", at_least = "good" }}, level = "good" }}, {{ level = "poor" }}]
[[scoring]]
id = "age"
title = "Age"
cites = ["c"]
weight = 1
field = "age"
bands = [{{ below = 30, points = 1 }}, {{ from = 30, points = 0 }}]
{}"#,
        tests.concat()
    );
    let row = "ID,Submitted,Word,Topic,Home,Skill,Age,R1,R2,Born,Staff\nA,2020-04-02T08:00:00,,c,FR,poor,40,3,4,2001-05-05,yes\n";
    let bench = Bench::new(&rules).pile(row);
    bench.select();
    let page = bench.explain_as(one("A"), Format::Text).out;
    let said: Vec<&str> = page
        .lines()
        .filter(|line| line.contains("would") || line.starts_with("  no "))
        .collect();
    assert_snapshot!(said.join("\n"), @"
    no   Sent in by the deadline (deadline) [c]
           would be met by a moment not after 2020-03-31 23:59:59+02 Europe/Vienna
    no   T (given) [c]
           would be met by any answer
    no   T (is) [c]
           would be met by “a”
    no   T (in) [c]
           would be met by “a” or “b”
    no   T (list) [c]
           would be met by a country in the list region
    no   T (least-level) [c]
           would be met by fair or good
    no   T (most) [c]
           would be met by a value of at most 30
    no   T (mean) [c]
           would be met by a mean of at least 4
    no   T (before) [c]
           would be met by a date before 2000-01-01
    no   T (level) [c]
           would be met by the level good, which is derived from “Skill”
    no   T (not) [c]
             would not be met by a value below 18
             would not be met by “a” or “b”
             would not be met by fair or good
             would not be met by anything but FR
    no   T (yes) [c]
           would be met by no
    ");
}

#[test]
fn json_holds_the_page_the_rules_and_the_record_and_is_written_down() {
    let bench = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    bench.select();
    let json = |about| -> Value {
        serde_json::from_str(&bench.explain_as(about, Format::Json).out).unwrap()
    };
    let page = json(one("A-0175"));
    let audit = bench.written("audit.jsonl");
    let lines = crate::bench::audit(&audit);
    assert_eq!(page["rules"], lines[0]);
    assert_eq!(
        page["records"][0],
        *lines
            .iter()
            .find(|line| line["application"] == "A-0175")
            .unwrap()
    );
    assert_eq!(
        json(two("A-0175", "A-0176"))["records"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let letter = json(letter("A-0175"));
    assert_eq!(
        letter.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["page", "schema"]
    );

    let written = std::fs::read_to_string(repository("docs/explain.md")).unwrap();
    let mut keys = std::collections::BTreeSet::new();
    fn collect(value: &Value, keys: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Object(object) => object.iter().for_each(|(key, value)| {
                keys.insert(key.clone());
                if key != "rules" && key != "records" {
                    collect(value, keys);
                }
            }),
            Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
            _ => {}
        }
    }
    collect(&page, &mut keys);
    let ids = page["page"]["sections"]
        .as_array()
        .unwrap()
        .iter()
        .chain(letter["page"]["sections"].as_array().unwrap());
    keys.extend(ids.map(|section| section["id"].as_str().unwrap().to_owned()));
    let missing: Vec<_> = keys
        .iter()
        .filter(|key| !written.contains(&format!("`{key}`")))
        .collect();
    assert!(missing.is_empty(), "not in docs/explain.md: {missing:?}");
}

#[test]
fn a_header_and_a_record_from_before_a_key_was_added_can_still_be_read() {
    fn without(value: &mut Value, keys: &[&str]) {
        match value {
            Value::Object(object) => {
                object.retain(|key, _| !keys.contains(&key.as_str()));
                object.values_mut().for_each(|value| without(value, keys));
            }
            Value::Array(items) => items.iter_mut().for_each(|item| without(item, keys)),
            _ => {}
        }
    }
    let bench = small("ties-and-lot");
    let audit = bench.written("audit.jsonl");
    let mut lines = crate::bench::audit(&audit).into_iter();
    let (mut header, mut record) = (lines.next().unwrap(), lines.next().unwrap());
    without(
        &mut header,
        &["line", "awards", "rows", "blank", "says", "lowest_place"],
    );
    without(&mut record, &["fits", "row"]);
    assert!(serde_json::from_value::<intake::record::Header>(header).is_ok());
    assert!(serde_json::from_value::<intake::record::Line<'_>>(record).is_ok());
}

/// What is said when it is asked for wrongly, by the real binary.
#[test]
fn neither_or_both_of_an_application_and_a_comparison_is_wrong_usage() {
    for wrong in [
        &["run"][..],
        &["run", "A", "--compare", "A", "B"],
        &["run", "--compare", "A"],
        &["run", "--for", "applicant"],
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_intake"));
        let output = command.arg("explain").args(wrong).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
}
