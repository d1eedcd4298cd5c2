//! Applications of one person: nobody is counted twice, and nobody is lost because the rules cannot tell.

use crate::bench::{Bench, Ran};

const RULES: &str = include_str!("../sample-applications/small/applied-twice.toml");
const HEADINGS: &str = "ID,Submitted,Name,E-mail,Member,Motivation\n";

fn ran(rules: &str, rows: &str) -> Ran {
    Bench::new(rules).pile(format!("{HEADINGS}{rows}")).lists()
}

fn outcomes(ran: &Ran) -> String {
    ran.outcomes()
        .into_iter()
        .map(|(id, outcome)| format!("{id}: {outcome}\n"))
        .collect()
}

/// The sample's rule, and one more.
fn and(rule: &str) -> String {
    format!("{RULES}\n[[duplicates]]\ncites = [\"latest\"]\n{rule}")
}

const SAME_NAME: &str = "id = \"one-name\"\nsame = [\"name\"]\nstands = \"earliest\"\n";

#[test]
fn two_rules_that_supersede_each_other_ask_instead_of_erasing_the_person() {
    let rows = "A,2020-03-02T08:00:00,Ana Lukić,ana@example.org,yes,9\nB,2020-03-03T08:00:00,Ana Lukić,ana@example.org,yes,9\n";
    insta::assert_snapshot!(outcomes(&ran(&and(SAME_NAME), rows)), @"
    A: clarify
    B: clarify
    ");
}

#[test]
fn of_three_applications_in_a_chain_the_last_stands() {
    let rows = "A,2020-03-02T08:00:00,Ana,ana@example.org,yes,9
B,2020-03-03T08:00:00,Ana Lukić,ana@example.org,yes,8
C,2020-03-04T08:00:00,Ana Lukić,lukic@example.org,yes,7
";
    let latest_name = SAME_NAME.replace("earliest", "latest");
    insta::assert_snapshot!(outcomes(&ran(&and(&latest_name), rows)), @"
    A: superseded
    B: superseded
    C: selected course
    ");
}

#[test]
fn a_row_without_an_id_supersedes_nobody_before_somebody_says_what_it_is() {
    let rows = "A,2020-03-02T08:00:00,Ana Lukić,ana@example.org,yes,9\n,2020-03-03T08:00:00,Ana Lukić,ana@example.org,yes,9\n";
    let ran = ran(RULES, rows);
    insta::assert_snapshot!(outcomes(&ran), @"
    A: clarify
    pile.csv:3: clarify
    ");
    insta::assert_snapshot!(ran.text("clarify.csv"), @r#"
    ﻿application,whom_to_ask,could_win_a_seat,seats_that_hang_on_it,field,cell,found,ask,decides,total_at_least,total_at_most,decision,answer,who,when,why
    A,applicant,yes,,one-person,pile.csv:2,"A, pile.csv:3",the same person as pile.csv:3: which application stands?,one-person,9,9,stands,,,,
    pile.csv:3,office,yes,,id,pile.csv:3,row 6c527c89,"the row has no application id: is it an application, or a total or remark under the table?",id,9,9,clarify,,,,
    pile.csv:3,applicant,yes,,one-person,pile.csv:3,"A, pile.csv:3",the same person as A: which application stands?,one-person,9,9,stands,,,,
    "#);
}

#[test]
fn an_address_that_cannot_be_read_is_asked_about_because_it_may_be_the_same_person() {
    let rows = "A,2020-03-02T08:00:00,Ana Lukić,ana@example.org,yes,9
B,2020-03-03T08:00:00,Ana Lukić,ana at example.org,yes,8
C,2020-03-04T08:00:00,Cezar Rusu,,yes,7
";
    let ran = ran(RULES, rows);
    insta::assert_snapshot!(outcomes(&ran), @"
    A: selected course
    B: clarify
    C: selected course
    ");
    insta::assert_snapshot!(ran.text("clarify.csv"), @r#"
    ﻿application,whom_to_ask,could_win_a_seat,seats_that_hang_on_it,field,cell,found,ask,decides,total_at_least,total_at_most,decision,answer,who,when,why
    B,applicant,yes,"A, C",email,pile.csv:3:D,"(personal, see the cell) 73da",the answer is no e-mail address; by the rule one-person this may be another application of whoever sent in A,one-person,8,8,clarify,,,,
    "#);
}
