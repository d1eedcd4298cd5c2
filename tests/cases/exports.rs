//! Form tools, their marks, struck-through cells.

mod rows;
mod struck;
mod walked;

use crate::bench::{Bench, Ran};

/// Rules for one course of 20 with an id, a moment, a name and a score.
fn rules() -> String {
    r#"format = 1
[programme]
id = "course"
title = "A course"
[call]
deadline = 2020-03-31
time_zone = "Europe/Vienna"
submitted = "submitted"
cites = ["all"]
[call.clauses]
all = "All may come."
[places]
cap = 20
reserve = 1
cites = ["all"]

[[groups]]
id = "course"
title = "The course"
size = 20
cites = ["all"]

[fields.application]
type = "id"
headings = ["ID", "_id", "Response ID", "ResponseID", "ResponseId", "record_id", "KEY"]

[fields.submitted]
type = "timestamp"
headings = ["Submitted", "_submission_time", "Date submitted", "EndDate", "SubmissionDate"]

[fields.score]
type = "rating"
headings = ["Score", "Q4"]
min = 0
max = 10

[[scoring]]
id = "score"
title = "Score"
cites = ["all"]
weight = 1
field = "score"
rating = true

[ranking]
cites = ["all"]
tie_breaks = [{ lot = "seed" }]
"#
    .to_owned()
}

/// `a selected course`, one line each, then what is asked.
fn told(ran: &Ran) -> String {
    let mut lines: Vec<String> = ran
        .outcomes()
        .iter()
        .map(|(id, outcome)| format!("{id} {outcome}"))
        .collect();
    lines.extend(
        ran.rows("clarify.csv")
            .iter()
            .map(|row| format!("{} {}: {}", row["application"], row["field"], row["ask"])),
    );
    lines.join("\n")
}

fn outcome(ran: &Ran, id: &str) -> String {
    ran.outcomes()
        .get(id)
        .cloned()
        .unwrap_or_else(|| panic!("no {id}: {}", ran.said.words()))
}

fn with_status(heading: &str, rows: &[(&str, &str)]) -> Ran {
    let rows: String = rows
        .iter()
        .map(|(id, status)| format!("{id},2020-03-0{} 10:00,5,{status}\n", id.len()))
        .collect();
    Bench::new(&rules())
        .pile(format!("ID,Submitted,Score,{heading}\n{rows}"))
        .select()
}

#[test]
fn kobo_not_approved_and_on_hold_are_asked_about_and_approved_ones_are_not() {
    let table = "_id;_uuid;_submission_time;Score;_validation_status\n\
        1;u1;2020-03-01T08:30:00;8;Not Approved\n\
        2;u2;2020-03-01T08:31:00;8;validation_status_not_approved\n\
        3;u3;2020-03-01T08:32:00;8;\n\
        4;u4;2020-03-01T08:33:00;8;On Hold\n\
        5;u5;2020-03-01T08:34:00;8;Approved\n\
        6;u6;2020-03-01T08:35:00;8;validation_status_approved\n\
        7;u7;2020-03-01T08:36:00;8;Нужно проверить\n";
    let ran = Bench::new(&rules()).file("kobo.csv", table).select();
    insta::assert_snapshot!(told(&ran), @"
    1 clarify
    2 clarify
    3 selected course
    4 clarify
    5 selected course
    6 selected course
    7 clarify
    1 response: KoboToolbox marks it as not approved: `_validation_status` says `Not Approved`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    2 response: KoboToolbox marks it as not approved: `_validation_status` says `validation_status_not_approved`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    4 response: KoboToolbox marks it as on hold: `_validation_status` says `On Hold`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    7 response: KoboToolbox marks it as not approved: `_validation_status` says `Нужно проверить`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    ");
}

#[test]
fn kobo_not_approved_has_neighbours_in_other_tools() {
    let marked = [
        ("ReviewState", "rejected"),
        ("ReviewState", "hasIssues"),
        ("__system/reviewState", "rejected"),
        ("_review_status", "Rejected"),
        ("application_complete", "Incomplete"),
        ("application_complete", "Unverified"),
        ("application_complete", "0"),
        ("application_complete", "1"),
        ("Complete?", "Incomplete"),
        ("Complete?", "Unverified"),
        ("Status", "Partial"),
        ("Status", "Disqualified"),
        ("Status", "Deleted"),
        ("Response Status", "Partially Completed"),
        ("Response Status", "Terminated"),
        ("Response Type", "started"),
        ("Submission Status", "Draft"),
        ("Entry Status", "in_progress"),
        ("Approval Status", "Denied"),
        ("Статус", "Черновик"),
        // Of Qualtrics, where somebody has tidied its headings.
        ("Status", "Survey Preview"),
        ("Response Type", "Survey Test"),
    ];
    for (heading, says) in marked {
        let ran = with_status(heading, &[("a", says), ("bb", "")]);
        assert_eq!(outcome(&ran, "a"), "clarify", "{heading} {says}");
        assert_eq!(outcome(&ran, "bb"), "selected course", "{heading} {says}");
    }
    // What says nothing against a response, or is no mark at all.
    for (heading, says) in [
        ("ReviewState", "approved"),
        ("ReviewState", "edited"),
        ("ReviewState", ""),
        ("_review_status", "Pending"),
        ("application_complete", "Complete"),
        ("application_complete", "2"),
        ("Status", "married"),
        ("_status", "submitted_via_web"),
        ("Is your degree complete?", "no"),
        ("Status", "Complete"),
        ("Response Type", "IP Address"),
    ] {
        let ran = with_status(heading, &[("a", says), ("bb", says)]);
        assert_eq!(
            outcome(&ran, "a"),
            "selected course",
            "{heading} {says}: {}",
            ran.said.words()
        );
    }
}

#[test]
fn kobo_not_approved_leaves_a_column_of_own_words_alone() {
    let ran = with_status("Status", &[("a", "partial"), ("bb", "widowed")]);
    assert_eq!(outcome(&ran, "a"), "selected course");
}

#[test]
fn kobo_not_approved_does_not_ask_of_everybody_about_an_instrument_that_is_still_to_come() {
    let table = "record_id,Submitted,Score,application_complete,panel_review_complete\n\
        a,2020-03-01 10:00,5,Complete,Incomplete\nb,2020-03-01 10:00,5,Incomplete,Incomplete\n";
    let ran = Bench::new(&rules()).pile(table).select();
    assert_eq!(
        (outcome(&ran, "a").as_str(), outcome(&ran, "b").as_str()),
        ("selected course", "clarify")
    );
}

#[test]
fn kobo_not_approved_is_settled_by_a_decision() {
    let table = "_id;_uuid;_submission_time;Score;_validation_status\n1;u1;2020-03-01T08:30:00;8;Not Approved\n2;u2;2020-03-01T08:31:00;8;On Hold\n";
    let rulings = "application,decision,field,cell,found,answer,who,when,why\n\
        1,leave-out,response,,Not Approved,,M,2020-04-02,a colleague sorted it out\n\
        2,clarify,response,,On Hold,counts,M,2020-04-02,it was complete\n";
    let ran = Bench::new(&rules())
        .file("kobo.csv", table)
        .decided("d.csv", rulings)
        .select();
    assert_eq!(told(&ran), "2 selected course", "{}", ran.said.words());
}

#[test]
fn exports_ona_main_is_read_and_a_repeated_group_is_refused() {
    let main = "Country,_id,_submission_time,Score,_index,_parent_table_name,_parent_index\nSerbia,1,2019-03-01T09:10:00,5,1,,-1\n";
    let ran = Bench::new(&rules()).pile(main).select();
    assert_eq!(outcome(&ran, "1"), "selected course");
    for (name, index) in [("main", "1"), ("main", "-1"), ("", "2")] {
        let group = main.replace(",,-1", &format!(",{name},{index}"));
        let said = Bench::new(&rules()).pile(group).select().said.words();
        assert!(said.contains("repeated group"), "{said}");
    }
}

#[test]
fn exports_qualtrics_2016_has_three_rows_of_headings_or_two_and_none_of_them_applies() {
    let names = "ResponseID,ResponseSet,IPAddress,StartDate,EndDate,Finished,Status,Q4\n";
    let questions =
        "ResponseID,ResponseSet,IPAddress,StartDate,EndDate,Finished,Status,What is the score?\n";
    let marks = "\"{'ImportId': 'responseId'}\",x,x,x,x,x,x,x\n";
    let answer =
        "R_1,Default Response Set,192.0.2.1,2016-05-27 11:51:26,2016-05-27 11:51:27,1,0,7\n";
    for rows in [
        [names, questions, marks],
        [names, questions, ""],
        [names, marks, ""],
        [names, "", ""],
    ] {
        let ran = Bench::new(&rules()).pile(rows.concat() + answer).select();
        assert_eq!(ran.outcomes().len(), 1, "{rows:?} {}", ran.said.words());
        assert!(ran.outcomes().contains_key("R_1"), "{rows:?}");
        assert!(
            ran.said.out.contains("Qualtrics"),
            "{rows:?} {}",
            ran.said.out
        );
    }
}

const FIELDS: &str = r#"
[fields.fields]
type = "choices"
headings = ["HEADING"]
separator = ";"
[fields.fields.options]
roma = ["Roma and Sinti"]
environment = ["Environment, land and water"]

[[eligibility]]
id = "field"
title = "Works on the environment"
cites = ["all"]
test = { field = "fields", is = "environment" }

[ranking]
"#;

#[test]
fn qualtrics_split_columns_are_found_by_the_short_name_and_by_the_question() {
    let table = "ResponseId,EndDate,Status,Finished,Q3_1,Q3_2,Q4\n\
        Response ID,End Date,Response Type,Finished,Which fields? - Selected Choice - Roma and Sinti,\"Which fields? - Selected Choice - Environment, land and water\",Score\n\
        \"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",x,x,x,x\n\
        R_1,2020-03-01 10:00:00,IP Address,True,Roma and Sinti,,5\n\
        R_2,2020-03-01 10:00:00,IP Address,True,Roma and Sinti,\"Environment, land and water\",5\n";
    for heading in ["Q3", "Which fields?"] {
        for choice in ["- Selected Choice - ", "- "] {
            let rules = rules().replace("\n[ranking]\n", &FIELDS.replace("HEADING", heading));
            let ran = Bench::new(&rules)
                .pile(table.replace("- Selected Choice - ", choice))
                .select();
            assert_eq!(outcome(&ran, "R_1"), "ineligible", "{heading} {choice}");
            assert_eq!(
                outcome(&ran, "R_2"),
                "selected course",
                "{heading} {choice}"
            );
        }
    }
    // A rule may still name one of the columns by itself.
    let single = rules().replace(r#"headings = ["Score", "Q4"]"#, r#"headings = ["Q4_1"]"#);
    let ran = Bench::new(&single)
        .pile(
            table
                .replace(",Q4\n", ",Q4_1\n")
                .replace(",Score\n", ",Rate - Score\n"),
        )
        .select();
    assert_eq!(
        outcome(&ran, "R_2"),
        "selected course",
        "{}",
        ran.said.words()
    );
}

#[test]
fn exports_html_heading_loses_tags_and_nothing_else() {
    use intake::answers::heading::plain;
    for (heading, kept) in [
        ("Age < 30 or > 60", "Age < 30 or > 60"),
        ("<x>", "<x>"),
        (
            "Older than 18? (> 18 or < 18)",
            "Older than 18? (> 18 or < 18)",
        ),
        ("a<b and c>d", "a<b and c>d"),
        ("if x <b or y> 3", "if x <b or y> 3"),
        ("Between <18> and <30>", "Between <18> and <30>"),
        ("<p>Your <strong>name</strong></p>", "Your name"),
        ("Name<br/>in full", "Name in full"),
        ("Name<br />in full", "Name in full"),
        ("<span style=\"color: red\">Name</span>", "Name"),
        ("<A HREF='x'>Name</A>", "Name"),
        ("<!-- old -->Name", "Name"),
        ("Age <b>under</b> < 30", "Age under < 30"),
    ] {
        let plain = plain(heading);
        assert_eq!(
            plain.split_whitespace().collect::<Vec<_>>().join(" "),
            kept,
            "{heading}"
        );
    }
    let rules = rules().replace(r#""Score", "Q4""#, r#""Age < 30 or > 60""#);
    let ran = Bench::new(&rules)
        .pile("ID,Submitted,Age < 30 or > 60\n1,2019-03-01 10:00:00,7\n")
        .select();
    assert_eq!(outcome(&ran, "1"), "selected course");
}

#[test]
fn exports_limesurvey_is_recognised_in_whatever_language_it_was_exported() {
    for headings in [
        "\"Response ID\",\"Date submitted\",\"Last page\",\"Start language\"",
        "\"Antwort ID\",\"Datum Abgeschickt\",\"Letzte Seite\",\"Start-Sprache\"",
        "\"ID odpowiedzi\",\"Data zakończenia\",\"Ostatnia strona\",\"Język początkowy\"",
        "\"ID de la réponse\",\"Date de soumission\",\"Dernière page\",\"Langue de départ\"",
        "\"Vastuse ID\",\"Esitamise kuupäev\",\"Viimane lehekülg\",\"Alguskeel\"",
        "\"応答ID\",\"送信日\",\"最終ページ\",\"開始言語\"",
    ] {
        let names: Vec<&str> = headings.split(',').collect();
        let rules = rules()
            .replace("\"ID\", ", &format!("{}, \"ID\", ", names[0]))
            .replace("\"Submitted\", ", &format!("{}, ", names[1]));
        let rules = rules
            .replace(", \"Response ID\"", "")
            .replace(", \"Date submitted\"", "");
        let table = format!(
            "{headings},\"Score\"\n\"1\",\"2020-03-01 10:00:00\",\"3\",\"de\",\"5\"\n\"2\",\"\",\"1\",\"sr-Latn\",\"6\"\n"
        );
        let ran = Bench::new(&rules).pile(table).select();
        assert!(
            ran.said.out.contains("LimeSurvey"),
            "{headings}: {}",
            ran.said.out
        );
        assert!(
            told(&ran).contains("LimeSurvey marks it as unfinished"),
            "{headings}: {}",
            told(&ran)
        );
    }
    // A number, a moment, a score and an answer are no LimeSurvey.
    let own = "ID,Submitted,Score,Consent\n1,2020-03-01 10:00:00,3,yes\n";
    assert!(
        !Bench::new(&rules())
            .pile(own)
            .select()
            .said
            .out
            .contains("LimeSurvey")
    );
}

/// What becomes of two people whose chosen areas stand in these columns; who chose the environment is taken.
fn areas(field: &str, headings: &str, rows: [&str; 2]) -> Vec<String> {
    let rules = rules().replace("\n[ranking]\n", &field.replace("HEADING", "Areas"));
    let [one, other] = rows;
    let pile = format!(
        "ID,Submitted,Score,{headings}\na,2020-03-01 10:00,5,{one}\nb,2020-03-01 10:00,5,{other}\n"
    );
    let ran = Bench::new(&rules).pile(pile).select();
    vec![outcome(&ran, "a"), outcome(&ran, "b")]
}

#[test]
fn options_in_columns_of_other_tools_are_found_whatever_stands_between_them_and_their_question() {
    let short = FIELDS.replace("Environment, land and water", "Environment");
    for (headings, marks) in [
        (
            "Areas (choice=Roma and Sinti),Areas (choice=Environment)",
            ["Checked,Unchecked", "Unchecked,Checked"],
        ),
        (
            "Areas (Roma and Sinti),Areas (Environment)",
            ["Roma and Sinti,", ",Environment"],
        ),
        (
            "Areas >> Roma and Sinti,Areas >> Environment",
            ["1,0", "0,1"],
        ),
        (
            "Roma and Sinti:Areas,Environment:Areas",
            ["Roma and Sinti,", ",Environment"],
        ),
        (
            "Areas [Roma and Sinti],Areas [Environment]",
            ["Da,Ne", "Ne,Da"],
        ),
        (
            "Areas [Roma and Sinti],Areas [Environment]",
            ["Po,Jo", "Jo,Po"],
        ),
    ] {
        assert_eq!(
            areas(&short, headings, marks),
            ["ineligible", "selected course"],
            "{headings}"
        );
    }
    // REDCap's own names, with the codes of the options.
    let raw = short
        .replace("roma = [", "roma = [\"1\", ")
        .replace("environment = [", "environment = [\"2\", ");
    assert_eq!(
        areas(&raw, "areas___1,areas___2", ["1,0", "0,1"]),
        ["ineligible", "selected course"]
    );
}

#[test]
fn options_that_are_headings_of_their_own_are_read_where_the_rules_name_them() {
    let bare = FIELDS
        .replace("Environment, land and water", "Environment")
        .replace(
            "headings = [\"HEADING\"]",
            "headings = [\"Roma and Sinti\", \"Environment\", \"Other\"]\nother_answers = true",
        );
    let headings = "Roma and Sinti,Environment,Other";
    for (marks, outcomes) in [
        (
            ["Roma and Sinti,,", "Roma and Sinti,Environment,"],
            ["ineligible", "selected course"],
        ),
        (["1,0,", "0,1,"], ["ineligible", "selected course"]),
        // What was written is read as an option is.
        (
            [",,work with children", ",,Environment"],
            ["ineligible", "selected course"],
        ),
        ([",,?", ",maybe,"], ["clarify", "clarify"]),
    ] {
        assert_eq!(areas(&bare, headings, marks), outcomes, "{marks:?}");
    }
}

#[test]
fn options_that_are_headings_of_their_own_have_no_order() {
    let field = "\n[fields.areas]\ntype = \"choices\"\nheadings = [\"Roma\", \"Water\"]\n[fields.areas.options]\ncourse = [\"Roma\"]\nwater = [\"Water\"]\n\n[ranking]\n";
    let group = "[[groups]]\nid = \"water\"\ntitle = \"Water\"\nsize = 5\ncites = [\"all\"]\n\n[fields.application]";
    let rules = rules()
        .replace("\n[ranking]\n", field)
        .replace("[fields.application]", group)
        .replace("reserve = 1\n", "reserve = 1\npreference = \"areas\"\n");
    let said = Bench::new(&rules)
        .pile("ID,Submitted,Score,Roma,Water\na,2020-03-01 10:00,5,Roma,Water\n")
        .select()
        .said;
    assert!(
        said.err.contains("no-order"),
        "{}\n{}",
        said.out,
        said.words()
    );
}

#[test]
fn files_whose_dates_are_in_two_orders_are_told_how_to_say_so() {
    let day = "ID,Submitted,Score\na,25/03/2020 10:00,5\nb,04/03/2020 10:00,5\n";
    let month = "ID,Submitted,Score\nc,03/25/2020 10:00,5\nd,03/04/2020 10:00,5\n";
    let undeclared = rules();
    let declared = rules().replace(
        "type = \"timestamp\"",
        "type = \"timestamp\"\norder = \"day-month-year\"",
    );
    for rules in [&undeclared, &declared] {
        let said = Bench::new(rules)
            .file("en.csv", month)
            .file("ru.csv", day)
            .check();
        let words = said.out + &said.err;
        assert!(
            words.contains(
                "`[[sources]]`, under it `id = \"en\"`, `files = [\"en.csv\"]` and `order = \"month-day-year\"`"
            ),
            "{words}"
        );
        assert_eq!(
            words.contains("`files = [\"ru.csv\"]` and `order = \"day-month-year\"`"),
            rules == &undeclared,
            "{words}"
        );
        // One file alone, or two of one form, hear of no sources.
        let more = month.replace("\nc,", "\ne,").replace("\nd,", "\nf,");
        let said = Bench::new(rules)
            .file("en.csv", month)
            .file("more.csv", more)
            .check();
        let words = said.out + &said.err;
        assert!(
            words.contains("order = \"month-day-year\"") && !words.contains("[[sources]]"),
            "{words}"
        );
    }
}

#[test]
fn kobo_not_approved_a_column_that_says_whether_somebody_finished_counts_in_any_table() {
    for (heading, yes, no) in [
        ("Finished", "True", "False"),
        ("finished", "1", "0"),
        ("Completed", "Yes", "No"),
        ("Is complete", "TRUE", "FALSE"),
        ("Is submitted", "yes", "no"),
        ("Завершено", "да", "нет"),
        ("Terminé", "oui", "non"),
        ("Finished", "Complete", "Partial"),
    ] {
        let ran = with_status(heading, &[("a", no), ("bb", yes)]);
        assert_eq!(outcome(&ran, "a"), "clarify", "{heading} {no}");
        assert_eq!(outcome(&ran, "bb"), "selected course", "{heading} {yes}");
        // Where nobody is said to have finished, the column says something else.
        let ran = with_status(heading, &[("a", no), ("bb", no)]);
        assert_eq!(outcome(&ran, "a"), "selected course", "{heading} {no}");
        // Nor is it of responses where one cell says anything else.
        let ran = with_status(heading, &[("a", no), ("bb", yes), ("c", "in 2019")]);
        assert_eq!(outcome(&ran, "a"), "selected course", "{heading} {no}");
    }
}
