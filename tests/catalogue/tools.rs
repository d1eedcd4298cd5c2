//! What form tools leave in their exports: unfinished and preview responses, joined labels, masks, trackers, split sheets.

use std::fs;

use insta::assert_snapshot;
use intake::table::Options;
use rust_xlsxwriter::Workbook;

use crate::bench::{Bench, Ran, plain, repository};
use crate::shell::{Exit, Job};

fn rules() -> String {
    fs::read_to_string(repository("sample-applications/tools/tools.toml")).unwrap()
}

fn sample(file: &str) -> String {
    fs::read_to_string(repository(&format!("sample-applications/tools/{file}"))).unwrap()
}

fn run(file: &str, bytes: impl AsRef<[u8]>) -> Ran {
    Bench::new(&rules_for(file)).file(file, bytes).select()
}

/// The rules, with the separator of the tool whose sample it is.
fn rules_for(file: &str) -> String {
    if file == "q.csv" {
        rules().replace("separator = \";\"", "separator = \",\"")
    } else {
        rules()
    }
}

/// What became of everybody, and what is asked.
fn outcomes(ran: &Ran) -> String {
    let mut lines: Vec<String> = ran
        .outcomes()
        .iter()
        .map(|(id, outcome)| format!("{id} {outcome}"))
        .collect();
    for row in ran.rows("clarify.csv") {
        lines.push(format!(
            "{} {} {}: {}",
            row["application"], row["cell"], row["field"], row["ask"]
        ));
    }
    lines.join("\n")
}

fn refused(bench: &Bench) -> String {
    let said = bench.select().said;
    assert!(matches!(said.exit, Exit::Refused), "{}", said.words());
    plain(&said.err)
}

/// The sample with one cell of one row written otherwise.
fn changed(file: &str, from: &str, to: &str) -> String {
    let text = sample(file);
    assert!(text.contains(from), "{file}");
    text.replacen(from, to, 1)
}

#[test]
fn b66_a_response_without_a_day_of_submission_in_limesurvey_is_asked_about() {
    let table = changed(
        "limesurvey.csv",
        "\"1002\",\"2019-03-26 21:05:10\"",
        "\"1002\",\"\"",
    );
    let ran = run("l.csv", table);
    assert_snapshot!(ran.said.words(), @"
    exit 1
    note[blank-row] l.csv:7: 1 blank row, skipped
    question[response] l.csv:3:B: 1 response may be no application: LimeSurvey marks it as unfinished: `Date submitted` is blank
      help: a person must say of it whether it counts; until then nothing is decided about it
    warning[no-order] l.csv:column F: fields: a column for each option says which were chosen, and not which comes first: 1 application that names several groups has no order of preference
      help: give `preference` a field whose answers have an order, if the form asked for one; otherwise the order of the groups in the rules decides, and each roster says where it did
    ");
    assert_snapshot!(outcomes(&ran), @"
    1001 selected roma
    1002 clarify
    1003 ineligible
    1004 selected environment
    1005 clarify
    1002 l.csv:3:B response: LimeSurvey marks it as unfinished: `Date submitted` is blank; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    1005 l.csv:6 fields: no answer
    ");
}

#[test]
fn b66_an_unfinished_response_of_qualtrics_is_asked_about_although_it_would_be_eligible() {
    let table = changed("qualtrics.csv", "100,909,True", "40,909,False");
    assert_snapshot!(outcomes(&run("q.csv", table)), @"
    1001 selected roma
    1002 clarify
    1003 ineligible
    1004 selected environment
    1005 clarify
    1002 q.csv:5:G response: Qualtrics marks it as unfinished: `Finished` says `False`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    1005 q.csv:8:M fields: no answer
    ");
}

#[test]
fn b66_a_partial_response_of_typeform_is_asked_about() {
    let table = "#,Country of residence,In which fields do you work?,Motivation,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID\n\
        7,Serbia,Roma and Sinti,8,completed,2019-03-25 08:20:00,,2019-03-25 08:30:00,a1\n\
        8,Serbia,Roma and Sinti,9,partial,2019-03-25 08:20:00,2019-03-25 08:25:00,,a2\n";
    let rules = rules().replace("\"token\"", "\"#\"");
    assert_snapshot!(outcomes(&Bench::new(&rules).file("t.csv", table).select()), @"
    7 selected roma
    8 clarify
    8 t.csv:3:E response: Typeform marks it as unfinished: `Response Type` says `partial`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    ");
}

#[test]
fn b67_a_preview_is_asked_about_even_where_its_answers_would_be_refused() {
    let preview = "2019-03-27 11:50:00,2019-03-27 11:59:59,IP Address";
    let ran = run(
        "q.csv",
        changed(
            "qualtrics.csv",
            preview,
            &preview.replace("IP Address", "Survey Preview"),
        ),
    );
    assert_snapshot!(ran.said.words(), @"
    exit 1
    question[response] q.csv:6:C: 1 response may be no application: Qualtrics marks it as a preview: `Status` says `Survey Preview`
      help: a person must say of it whether it counts; until then nothing is decided about it
    ");
    assert_snapshot!(outcomes(&ran), @"
    1001 selected roma
    1002 selected open
    1003 clarify
    1004 selected environment
    1005 clarify
    1003 q.csv:6:C response: Qualtrics marks it as a preview: `Status` says `Survey Preview`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    1005 q.csv:8:M fields: no answer
    ");
}

#[test]
fn b67_test_and_spam_responses_are_asked_about() {
    let table = changed("qualtrics.csv", "08:29:59,IP Address", "08:29:59,Spam").replacen(
        "1004,anonymous",
        "1004,test",
        1,
    );
    assert_snapshot!(outcomes(&run("q.csv", table)), @"
    1001 clarify
    1002 selected environment
    1003 ineligible
    1004 clarify
    1005 clarify
    1001 q.csv:4:C response: Qualtrics marks it as spam: `Status` says `Spam`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    1004 q.csv:7:J response: Qualtrics marks it as a test: `DistributionChannel` says `test`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    1005 q.csv:8:M fields: no answer
    ");
}

#[test]
fn b67_a_preview_that_came_later_pushes_nobodys_application_aside() {
    let duplicates = "[[duplicates]]\nid = \"country\"\nsame = [\"residence\"]\nstands = \"latest\"\ncites = [\"who\"]\n\n[ranking]";
    let rules = rules().replace("[ranking]", duplicates);
    let later = changed(
        "qualtrics.csv",
        "2019-03-28 23:50:00,2019-03-28 23:58:59,IP Address",
        "2019-03-28 23:50:00,2019-03-28 23:58:59,Survey Preview",
    );
    let ran = Bench::new(&rules).file("q.csv", later).select();
    assert_eq!(
        ran.outcomes()["1001"],
        "selected roma",
        "{}",
        outcomes(&ran)
    );
    assert_eq!(ran.outcomes()["1005"], "clarify");
}

#[test]
fn an_answer_says_whether_a_marked_response_counts() {
    let preview = "2019-03-26 20:50:00,2019-03-26 21:05:09,IP Address";
    let table = changed(
        "qualtrics.csv",
        preview,
        &preview.replace("IP Address", "Survey Preview"),
    );
    let decided = |ruling: &str, answer: &str| {
        let bench = Bench::new(&rules_for("q.csv")).file("q.csv", &table);
        let heading = "application,decision,field,answer,who,when,why\n";
        let row = format!(
            "1002,{ruling},response,{answer},Ana,2019-04-02,asked the officer who tried the form\n"
        );
        let ran = bench
            .decided("answers.csv", format!("{heading}{row}"))
            .select();
        match ran.said.exit {
            Exit::Done | Exit::Questions => outcomes(&ran)
                .lines()
                .take(2)
                .collect::<Vec<_>>()
                .join("\n"),
            _ => ran.said.words(),
        }
    };
    assert_snapshot!(decided("clarify", "counts"), @"
    1001 selected roma
    1002 selected open
    ");
    assert_snapshot!(decided("leave-out", ""), @"
    1001 selected roma
    1003 ineligible
    ");
    assert_snapshot!(decided("clarify", "perhaps"), @"
    exit 3
    question[response] q.csv:5:C: 1 response may be no application: Qualtrics marks it as a preview: `Status` says `Survey Preview`
      help: a person must say of it whether it counts; until then nothing is decided about it
    error[decision-unreadable] answers.csv:2:D: `perhaps` does not say whether the response counts
      help: write `counts`, or `no application` where it does not
    ");
}

#[test]
fn a_validation_status_of_kobo_is_asked_about_unless_a_rule_reads_it() {
    let table = changed(
        "kobo.csv",
        "\"2019-03-25T08:30:00\";\"\"",
        "\"2019-03-25T08:30:00\";\"validation_status_not_approved\"",
    );
    let ran = run("k.csv", &table);
    assert_eq!(ran.outcomes()["1001"], "clarify");
    let rule = "[[eligibility]]\nid = \"checked\"\ntitle = \"Not refused when checked\"\ncites = [\"who\"]\ntest = { not = { field = \"checked\", is = \"refused\" } }\n\n[[eligibility]]";
    let field = "[fields.checked]\ntype = \"choice\"\nheadings = [\"_validation_status\"]\nother_answers = true\n\n[fields.checked.options]\nrefused = [\"validation_status_not_approved\"]\n\n[fields.motivation]";
    let rules = rules()
        .replacen("[[eligibility]]", rule, 1)
        .replace("[fields.motivation]", field);
    let ran = Bench::new(&rules).file("k.csv", &table).select();
    assert_eq!(ran.outcomes()["1001"], "ineligible", "{}", ran.said.words());
    assert!(
        !ran.said.words().contains("may be no application"),
        "{}",
        ran.said.words()
    );
}

/// Kobo's export with the labels of a question in one cell and no column for each option.
fn joined(cell: &str) -> String {
    format!(
        "\"Country of residence\";\"In which fields do you work?\";\"Motivation\";\"_id\";\"_uuid\";\"_submission_time\"\n\
         \"Serbia\";\"Roma and Sinti\";\"8\";\"1001\";\"u-1\";\"2019-03-25T08:30:00\"\n\
         \"Serbia\";\"{cell}\";\"8\";\"1002\";\"u-2\";\"2019-03-25T08:30:00\"\n"
    )
}

#[test]
fn b73_labels_that_kobo_joined_by_spaces_are_refused_by_name() {
    let labels = joined("People of African descent Environment, land and water");
    assert_snapshot!(refused(&Bench::new(&rules()).file("k.csv", labels)), @"
    error[joined-labels] k.csv:3:B: fields: KoboToolbox joins the answers by spaces, and labels hold spaces, so nobody can tell which were chosen: `People of African descent Environment, land and water`
      help: export anew, with a column for each option (`Separate columns`) or with XML values and headers in place of labels
    ");
}

#[test]
fn b73_xml_names_joined_by_spaces_are_read_where_the_rules_name_the_separator() {
    let names = joined("african-descent environment");
    assert_snapshot!(refused(&Bench::new(&rules()).file("k.csv", &names)), @r#"
    error[joined-labels] k.csv:3:B: fields: KoboToolbox joins the answers by spaces
      help: these are names without spaces: write `separator = " "` into the field
    "#);
    let rules = rules().replace("separator = \";\"", "separator = \" \"");
    let ran = Bench::new(&rules).file("k.csv", &names).select();
    assert_snapshot!(outcomes(&ran), @"
    1001 selected roma
    1002 selected environment
    ");
}

#[test]
fn b73_a_column_for_each_option_is_read_also_as_older_exports_write_it() {
    for (no, yes) in [("0", "1"), ("False", "True"), ("n/a", "True")] {
        let table = format!(
            "\"Country of residence\";\"In which fields do you work?/Roma and Sinti\";\"In which fields do you work?/People of African descent\";\"In which fields do you work?/Environment, land and water\";\"Motivation\";\"_id\";\"_uuid\";\"_submission_time\"\n\
             \"Serbia\";\"{yes}\";\"{no}\";\"{yes}\";\"8\";\"1001\";\"u-1\";\"2019-03-25T08:30:00\"\n"
        );
        let ran = run("k.csv", table);
        assert_eq!(outcomes(&ran), "1001 selected roma", "{no} {yes}");
    }
    assert_eq!(run("k.csv", joined("n/a")).outcomes()["1002"], "clarify");
}

#[test]
fn the_rows_of_a_repeated_group_of_kobo_are_no_applications() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("trainings").unwrap();
    sheet
        .write_row(
            0,
            0,
            ["title", "_index", "_parent_table_name", "_parent_index"],
        )
        .unwrap();
    sheet
        .write_row(1, 0, ["First aid", "1", "course", "1"])
        .unwrap();
    assert_snapshot!(refused(&Bench::new(&rules()).file("k.xlsx", book.save_to_buffer().unwrap())), @"
    error[workbook-sheets] k.xlsx[trainings]: this sheet holds a repeated group of KoboToolbox: several rows for one application
      help: name the sheet with the applications themselves, with `--sheet` or under `[export]`
    ");
}

#[test]
fn an_anonymous_address_of_microsoft_forms_is_blank_and_of_a_plain_table_no_address() {
    let rules = rules().replace(
        "[fields.motivation]",
        "[fields.email]\ntype = \"email\"\nheadings = [\"Email\"]\nroster = true\n\n[fields.motivation]",
    );
    let rules = rules.replace(
        "[ranking]",
        "[[duplicates]]\nid = \"email\"\nsame = [\"email\"]\nstands = \"latest\"\ncites = [\"who\"]\n\n[ranking]",
    );
    let bytes = fs::read(repository("sample-applications/tools/microsoft-forms.xlsx")).unwrap();
    let ran = Bench::new(&rules).file("m.xlsx", &bytes).select();
    assert_eq!(
        ran.outcomes(),
        run("plain.csv", sample("plain.csv")).outcomes(),
        "{}",
        ran.said.words()
    );
    let table = sample("plain.csv")
        .replace("Motivation\n", "Motivation,Email\n")
        .replace(",8\n", ",8,anonymous\n");
    let table = table.replace(",6\n", ",6,m@example.org\n");
    assert_snapshot!(outcomes(&Bench::new(&rules).file("plain.csv", table).select()), @"
    1001 clarify
    1002 selected environment
    1003 ineligible
    1004 selected roma
    1005 clarify
    1001 plain.csv:2:F email: `anonymous` is no e-mail address; by the rule email this may be another application of whoever sent in 1002
    1005 plain.csv:6:D fields: no answer
    ");
}

#[test]
fn the_sheet_that_microsoft_forms_hides_is_never_a_candidate() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Responses").unwrap();
    super::write_people(sheet);
    book.add_worksheet()
        .set_name("_56F9DC9755BA473782653E2940F9")
        .unwrap()
        .write(0, 0, "x")
        .unwrap();
    assert_snapshot!(super::read(&super::bench("m.xlsx", book.save_to_buffer().unwrap())), @"
    exit 0
    4  received
    ");
}

#[test]
fn a_formula_that_limesurvey_masked_is_read_without_the_mask() {
    let rules = rules().replace(
        "[fields.motivation]",
        "[fields.name]\ntype = \"text\"\nheadings = [\"Name\"]\nroster = true\n\n[fields.motivation]",
    );
    let table = sample("limesurvey.csv")
        .replace("\"Motivation\"", "\"Motivation\",\"Name\"")
        .replacen("\"8\"", "\"8\",\"'=Ana\"", 1);
    let ran = Bench::new(&rules).file("l.csv", table).select();
    assert_eq!(ran.rows("rosters/roma.csv")[0]["name"], "'=Ana");
    let found = ran
        .audit()
        .iter()
        .find(|record| record["application"] == "1001")
        .unwrap()
        .to_string();
    assert!(
        !found.contains("'=Ana"),
        "the mark is put in front when the roster is written, and is not in the answer: {found}"
    );
}

#[test]
fn trackers_columns_reach_no_file_and_no_screen() {
    let people = sample("surveymonkey.csv");
    let bench = Bench::new(&rules().replace("year-month-day", "month-day-year"))
        .file("s.csv", &people)
        .with_workbook();
    let ran = bench.select();
    assert!(people.contains("192.0.2.1") && people.contains(",77,"));
    let unzipped = |bytes: &[u8]| {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
            for part in 0..archive.len() {
                let mut content = Vec::new();
                std::io::Read::read_to_end(&mut archive.by_index(part).unwrap(), &mut content)
                    .unwrap();
                text.push_str(&String::from_utf8_lossy(&content));
            }
        }
        text
    };
    for (name, bytes) in &ran.files {
        assert!(!unzipped(bytes).contains("192.0.2."), "{name}");
    }
    assert!(!(ran.said.out.clone() + &ran.said.err).contains("192.0.2."));
}

#[test]
fn an_application_without_a_number_is_never_taken_for_surveymonkeys_second_row() {
    let headings =
        "Respondent ID,End Date,Country of residence,In which fields do you work?,Motivation\n";
    let others = "1001,2019-03-21T08:00:00,Serbia,Roma and Sinti,1\n1002,2019-03-22T08:00:00,Serbia,Roma and Sinti,2\n";
    for first in [
        ",,,Roma and Sinti,",
        ",,,,Response",
        ",-,-,Roma and Sinti,-",
        ",2019-03-20T08:00:00,Serbia,Roma and Sinti,3",
    ] {
        let ran = run("a.csv", format!("{headings}{first}\n{others}"));
        assert!(
            ran.said.out.contains("a.csv: CSV, comma, UTF-8; 3 rows"),
            "{first}: {}",
            ran.said.words()
        );
        assert_eq!(ran.outcomes().len(), 3, "{first}");
    }
    for second in [
        ",,Response,Response,Response",
        ",,Open-Ended Response,Réponse,",
    ] {
        let ran = run("a.csv", format!("{headings}{second}\n{others}"));
        assert!(
            ran.said.out.contains("a.csv: SurveyMonkey, 2 header rows"),
            "{second}: {}",
            ran.said.words()
        );
    }
}

#[test]
fn a_table_taken_for_surveymonkeys_by_mistake_is_refused_with_the_way_out() {
    let table = "Respondent ID,Submitted,Country of residence,Fields,,Motivation\n,2019-03-21,Serbia,Roma,x,1\n7,2019-03-21,Serbia,Roma,x,1\n";
    let said = refused(&Bench::new(&rules()).file("a.csv", table));
    let last = said.trim_end().lines().last().unwrap_or_default().trim();
    assert_snapshot!(last, @"help: did you mean F `Motivation [1]`? then add that heading to the field in the rules; the file is read as SurveyMonkey's: if it is not from there, say `--tool plain`");
}

#[test]
fn options_that_the_rules_do_not_have_are_named_and_are_to_be_added() {
    let table = changed(
        "surveymonkey.csv",
        "People of African descent,\"Environment, land and water\",Open",
        "None of these,Other (please specify),Open",
    );
    assert_snapshot!(refused(&Bench::new(&rules()).file("a.csv", table)), @"
    error[heading-twice] a.csv:1:L: columns for options that `[fields.fields.options]` does not have: L `None of these`, M `Other (please specify)`
      help: add each of them to `[fields.fields.options]`; only the one column for other answers may stay out of it
    ");
}

#[test]
fn previews_are_asked_about_also_where_the_rows_under_qualtrics_headings_were_deleted() {
    let table = changed("qualtrics.csv", "IP Address,192", "Survey Preview,192");
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(table.as_bytes());
    let mut short = csv::Writer::from_writer(Vec::new());
    for (_, row) in rows
        .records()
        .enumerate()
        .filter(|(at, _)| !(1..3).contains(at))
    {
        short.write_record(&row.unwrap()).unwrap();
    }
    let ran = run("q.csv", short.into_inner().unwrap());
    assert!(
        ran.said.out.contains("q.csv: Qualtrics, CSV"),
        "{}",
        ran.said.words()
    );
    assert_snapshot!(outcomes(&ran), @"
    1001 clarify
    1002 selected environment
    1003 ineligible
    1004 selected roma
    1005 clarify
    1001 q.csv:2:C response: Qualtrics marks it as a preview: `Status` says `Survey Preview`; does it count as an application (the answer `counts`), or not (the answer `no application`)?
    1005 q.csv:6:M fields: no answer
    ");
}

#[test]
fn a_look_at_an_export_shows_nobodys_name_or_telephone_in_any_language_of_the_region() {
    let headings = "ID,Submitted,Ime i prezime,Фамилия,Ім'я,Vorname,Nom de famille,Soyadı,İsim,Όνομα,Contact person,Referee,\
                    Supervisor,Skype,Telegram,Passport number,Телефон,Number to reach you,Emri,Geburtsdatum,Telefonszám,სახელი,Անուն";
    let columns = headings.split(',').count();
    let row = |number: usize| {
        let mut cells = vec![number.to_string(), format!("2019-03-{number}")];
        cells.extend((2..columns).map(|column| match column {
            15 => format!("Secret{}", number % 2),
            16 | 17 => format!("+38269555{}", number % 2),
            19 => format!("1980-05-0{}", number % 2 + 1),
            _ => format!("Milica{}", number % 2),
        }));
        cells.join(",") + "\n"
    };
    let table = format!("{headings}\n{}", (10..30).map(row).collect::<String>());
    let bench = Bench::new("").file("a.csv", table);
    let files = bench.applications.clone();
    let said = bench.job(&Job::Inspect {
        files,
        reading: Options::default(),
    });
    let rules = bench.path("new.toml");
    let from = bench.applications.clone();
    bench.job(&Job::New {
        rules: rules.clone(),
        from,
        reading: Options::default(),
    });
    let draft = bench.read(&rules);
    let all = said.out + &said.err + &draft;
    for secret in ["Milica", "Secret", "38269", "1980"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
    assert_eq!(
        draft.matches("\npersonal = true").count(),
        columns - 2,
        "{draft}"
    );
}

#[test]
fn a_look_at_an_export_shows_nobodys_address_however_often_it_stands_there() {
    let table: String = (1..=30)
        .map(|number| {
            format!(
                "{number},192.0.2.{},ana{}@example.org,Ana {},yes\n",
                number % 2,
                number % 2,
                number % 2
            )
        })
        .collect();
    let table = format!("ID,From,Write to,Full name,Consent\n{table}");
    for (file, table) in [("plain.csv", table), ("s.csv", sample("surveymonkey.csv"))] {
        let bench = Bench::new("").file(file, table);
        let files = bench.applications.clone();
        let said = bench.job(&Job::Inspect {
            files,
            reading: Options::default(),
        });
        let rules = bench.path("new.toml");
        let from = bench.applications.clone();
        bench.job(&Job::New {
            rules: rules.clone(),
            from,
            reading: Options::default(),
        });
        let all = said.out + &said.err + &bench.read(&rules);
        for secret in ["192.0.2.", "@example.org", "Ana 1"] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }
    }
}

/// EUSurvey's export of two people on two sheets, with ids on the sheets that `ids` names.
fn split(ids: [[&str; 2]; 2]) -> Vec<u8> {
    let mut book = Workbook::new();
    let preamble = |sheet: &mut rust_xlsxwriter::Worksheet| {
        sheet.write_row(0, 0, ["Alias", "research"]).unwrap();
        sheet
            .write_row(1, 0, ["Export Date", "30/03/2019 09:00"])
            .unwrap();
    };
    let first = book.add_worksheet().set_name("Content").unwrap();
    preamble(first);
    first
        .write_row(
            3,
            0,
            ["Country of residence", "In which fields do you work?"],
        )
        .unwrap();
    first.write_row(4, 0, ["Serbia", "Roma and Sinti"]).unwrap();
    first
        .write_row(5, 0, ["Moldova", "Roma and Sinti"])
        .unwrap();
    for (row, id) in (4..).zip(ids[0]).filter(|(_, id)| !id.is_empty()) {
        first.write(3, 2, "Contribution Id").unwrap();
        first.write(row, 2, id).unwrap();
    }
    let second = book.add_worksheet().set_name("Content1").unwrap();
    preamble(second);
    second
        .write_row(3, 0, ["Motivation", "Creation Date"])
        .unwrap();
    second
        .write_row(4, 0, ["eight", "25/03/2019 08:30"])
        .unwrap();
    second.write_row(5, 0, ["6", "25/03/2019 08:31"]).unwrap();
    for (row, id) in (4..).zip(ids[1]).filter(|(_, id)| !id.is_empty()) {
        second.write(3, 2, "Contribution Id").unwrap();
        second.write(row, 2, id).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn split_rules() -> String {
    rules().replace("year-month-day", "day-month-year")
}

#[test]
fn a_table_of_eusurvey_on_two_sheets_is_joined_where_the_ids_agree() {
    let bench = Bench::new(&split_rules()).file("e.xlsx", split([["e-1", "e-2"], ["e-1", "e-2"]]));
    let ran = bench.select();
    assert_snapshot!(ran.said.words(), @"
    exit 1
    note[sheets-joined] e.xlsx[Content+Content1]: several sheets are read as one table, row by row: column A of `Content1` is D here
    ");
    assert_snapshot!(outcomes(&ran), @"
    e-1 clarify
    e-2 selected roma
    e-1 e.xlsx[Content+Content1]:5:D motivation: `(in words)` is no number; write digits only, such as `7` or `7.5`
    ");
    assert_snapshot!(ran.said.out.lines().find(|line| line.contains("e.xlsx[")).unwrap().trim(), @"e.xlsx[Content+Content1]: EUSurvey, Excel workbook, sheets Content+Content1; 2 rows");
}

#[test]
fn a_table_of_eusurvey_on_two_sheets_is_refused_where_the_ids_differ_or_are_not_there() {
    let sorted = Bench::new(&split_rules()).file("e.xlsx", split([["e-1", "e-2"], ["e-2", "e-1"]]));
    assert_snapshot!(refused(&sorted), @"
    error[workbook-sheets] e.xlsx[Content1]:5: `Content` and `Content1` are one table, and here they have different Contribution Ids
      help: somebody sorted or changed one of the sheets: export the answers anew
    ");
    let shorter = Bench::new(&split_rules()).file("e.xlsx", split([["e-1", "e-2"], ["e-1", ""]]));
    assert_snapshot!(refused(&shorter), @"
    error[workbook-sheets] e.xlsx[Content1]:6: `Content` and `Content1` are one table, and here they have different Contribution Ids
      help: somebody sorted or changed one of the sheets: export the answers anew
    ");
    // As EUSurvey itself writes it: the ids stand at the end, on the last sheet.
    let once = split([["", ""], ["e-1", "e-2"]]);
    assert_snapshot!(refused(&Bench::new(&split_rules()).file("e.xlsx", &once)), @"
    error[workbook-sheets] e.xlsx[Content+Content1]: the answers stand on `Content` and `Content1`, and not all of them have the Contribution Ids, so nothing shows that their rows belong together
      help: if nobody sorted or changed a sheet since the export, say `--sheet Content+Content1`, or write it as `sheet` under `[export]` in the rules; or export fewer than 254 columns
    ");
    let said = split_rules().replace("[call]", "[export]\nsheet = \"Content+Content1\"\n\n[call]");
    let ran = Bench::new(&said).file("e.xlsx", &once).select();
    assert_snapshot!(outcomes(&ran), @"
    e-1 clarify
    e-2 selected roma
    e-1 e.xlsx[Content+Content1]:5:C motivation: `(in words)` is no number; write digits only, such as `7` or `7.5`
    ");
}

#[test]
fn two_rules_that_read_the_files_differently_are_not_compared_over_them() {
    let rules_b = rules().replace("[call]", "[export]\nheader_row = 2\n\n[call]");
    let bench = Bench::new(&rules()).file("plain.csv", sample("plain.csv"));
    let b = bench.beside("b.toml", rules_b);
    let said = bench.job(&Job::Compare {
        stage: None,
        after: None,
        ratings: Vec::new(),
        a: bench.rules.clone(),
        b,
        applications: bench.applications.clone(),
        rulings: Vec::new(),
        reading: Options::default(),
        format: crate::shell::Output::Text,
        movers: None,
    });
    assert_snapshot!(said.words(), @"
    exit 2
    error: the two rules say differently under `[export]` how the applications are to be read
      help: say it for both: `--tool`, `--header-row`, `--sheet`, `--delimiter` or `--encoding` goes before the rules
    ");
}
