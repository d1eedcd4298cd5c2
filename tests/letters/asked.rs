//! What an applicant reads is asked in the form's own words; and the letter to one who asks says what can be done next.

use insta::assert_snapshot;

use super::{DECISIONS, HEADINGS, RULES, SURE};
use crate::bench::Bench;
use crate::shell::{About, Exit, Format};

/// Every field with a heading of the rules that no form had, before the one that this form has.
fn with_canaries() -> String {
    let mut rules = RULES.to_owned();
    for (at, heading) in HEADINGS.split(',').enumerate() {
        let asked = format!("[\"{heading}\"");
        assert!(rules.contains(&asked), "{heading}");
        rules = rules.replace(&asked, &format!("[\"Canary {at}\", \"{heading}\""));
    }
    // Nobody is asked this at all.
    rules.replace(
        "[fields.essay]",
        "[fields.age]\ntype = \"number\"\nmin = 0\nmax = 120\nheadings = [\"Canary of age\"]\npersonal = true\nuse = \"never\"\n[fields.essay]",
    )
}

fn bench(rules: &str, rows: &[String]) -> Bench {
    let bench = Bench::new(rules)
        .pile(format!("{HEADINGS}\n{}\n", rows.join("\n")))
        .decided("decisions.csv", DECISIONS);
    let ran = bench.select();
    assert!(!ran.files.is_empty(), "{}", ran.said.words());
    bench
}

fn sure() -> Vec<String> {
    SURE.iter().map(|row| (*row).to_owned()).collect()
}

fn letter(bench: &Bench, id: &str) -> String {
    let said = bench.explain_as(About::ForApplicant(id.to_owned()), Format::Text);
    assert_eq!((said.exit, said.err.as_str()), (Exit::Done, ""));
    said.out
}

/// The last section.
fn rights(page: &str) -> &str {
    page.split_once("\nWhat you can do\n").unwrap().1.trim_end()
}

#[test]
fn no_heading_of_the_rules_that_the_form_never_asked_is_in_a_letter_or_on_a_page() {
    let mut rows = sure();
    // Blank, unreadable, and disputed.
    rows.push(
        "L-10,2020-03-05T08:00:00,Hana Hora,hana@example.org,english,Rivers,,Polnad,5,5".to_owned(),
    );
    rows.push("L-11,2020-03-06T08:00:00,Ina Iva,ina@example.org,english,,B2,Kosovo,5,".to_owned());
    let bench = bench(&with_canaries(), &rows);
    let mut quoted = 0;
    for row in &rows {
        let id = row.split(',').next().unwrap();
        for format in [Format::Text, Format::Html, Format::Markdown, Format::Json] {
            for about in [
                About::ForApplicant(id.to_owned()),
                About::Application(id.to_owned()),
            ] {
                for personal in [&[][..], &bench.applications] {
                    let said = bench.explain_with(about.clone(), personal, format);
                    assert!(!said.out.is_empty(), "{}", said.err);
                    assert!(!said.out.contains("Canary"), "{about:?}: {}", said.out);
                }
            }
        }
        let letter = letter(&bench, id);
        quoted += usize::from(letter.contains("Where do you live?"));
    }
    assert_eq!(quoted, rows.len(), "each letter quotes what the form asked");
}

#[test]
fn the_letter_to_one_who_asks_says_the_next_step_and_whom_to_write_to() {
    let texts = "contact = \"courses@example.org\"\nconfirm = \"Please write and say whether you come.\"\nappeal = \"Ask for a review within a week.\"";
    let rules = RULES.replacen("contact = \"courses@example.org\"", texts, 1);
    let decided = bench(&rules, &sure());
    // Confirmed, selected, in reserve, ineligible, withdrawn.
    assert_snapshot!(rights(&letter(&decided, "L-1")), @"
    If something recorded here is wrong, you may ask us to correct it.
    You may ask us why your data is kept, for how long and who receives it, and to erase it; and you
        may complain to a data protection authority.
    For all of this please write to: courses@example.org.
    ");
    assert_snapshot!(rights(&letter(&decided, "L-2")), @"
    Please write and say whether you come.
    The last day to confirm is 1 May 2020.
    Ask for a review within a week.
    If something recorded here is wrong, you may ask us to correct it.
    You may ask us why your data is kept, for how long and who receives it, and to erase it; and you
        may complain to a data protection authority.
    For all of this please write to: courses@example.org.
    ");
    assert_snapshot!(rights(&letter(&decided, "L-4")), @"
    Ask for a review within a week.
    If something recorded here is wrong, you may ask us to correct it.
    You may ask us why your data is kept, for how long and who receives it, and to erase it; and you
        may complain to a data protection authority.
    For all of this please write to: courses@example.org.
    ");
    let ineligible = letter(&decided, "L-5");
    assert!(
        rights(&ineligible).contains("Ask for a review"),
        "{ineligible}"
    );
    let withdrawn = letter(&decided, "L-8");
    assert!(
        !rights(&withdrawn).contains("Ask for a review"),
        "{withdrawn}"
    );
    // While their own question is open nothing is decided, and nothing is to be reviewed; whoever waits while every seat is firm may ask for it.
    let mut rows = sure();
    rows[3] = rows[3].replace(",Poland,", ",Polnad,");
    let open = bench(&rules, &rows);
    assert_snapshot!(rights(&letter(&open, "L-4")), @"
    Please answer the questions above, unless one says that somebody else decides it. Until then
        nothing is decided.
    If something recorded here is wrong, you may ask us to correct it.
    You may ask us why your data is kept, for how long and who receives it, and to erase it; and you
        may complain to a data protection authority.
    For all of this please write to: courses@example.org.
    ");
    assert_snapshot!(rights(&letter(&open, "L-3")), @"
    Ask for a review within a week.
    If something recorded here is wrong, you may ask us to correct it.
    You may ask us why your data is kept, for how long and who receives it, and to erase it; and you
        may complain to a data protection authority.
    For all of this please write to: courses@example.org.
    ");
}

#[test]
fn without_texts_of_the_programme_the_letter_names_nobody_to_write_to() {
    let rules = RULES.replacen("contact = \"courses@example.org\"\n", "", 1);
    let page = letter(&bench(&rules, &sure()), "L-4");
    assert!(!rights(&page).contains("write to"), "{page}");
}
