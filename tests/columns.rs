//! Columns of thousands of rows: what is kept cell by cell there must be found again like anything else.

use std::fmt::Write as _;

use insta::assert_snapshot;
use intake::answers::types::date::{read_date, read_instant};
use intake::answers::types::email;
use intake::answers::{self, same_id};
use intake::base::finding::Finding;
use intake::engine::{File, sheets};
use intake::rules::form::Dates;
use intake::rules::load::load;
use intake::table::Options;
use intake::values::{Reading, Value};
use intake::words::problems::said;
use jiff::tz::TimeZone;

/// More rows than it takes to find out that a column holds ids or names.
const ROWS: usize = 5_000;

/// What is found about `ROWS` rows, of which row `number` (from 0) has the id and years that `cells` gives.
fn settled(
    cells: impl Fn(usize) -> (String, &'static str),
) -> Result<(Vec<Finding>, usize), Vec<Finding>> {
    let mut text = "ID,Submitted,Name,Years of practice,Motivation\n".to_owned();
    for number in 0..ROWS {
        let (id, years) = cells(number);
        writeln!(text, "{id},2020-03-02T09:00:00,Ana Lukić,{years},7").unwrap();
    }
    let rules = load(
        "minimal.toml",
        include_str!("../rules/minimal.toml"),
        &|_| Err(String::new()),
    )
    .rules
    .unwrap();
    let (sheets, _) = sheets(&[File::new("many.csv", text)], &Options::default());
    let (mut applications, _) = answers::read(&rules.form, &sheets).unwrap();
    let findings = same_id::settle(&mut applications)?;
    Ok((findings, applications.len()))
}

#[test]
fn an_id_that_stands_twice_is_found_among_thousands() {
    let errors = settled(|number| match number {
        4_999 => ("A-7".to_owned(), "3"),
        other => (format!("A-{other}"), "2"),
    });
    let messages: Vec<String> = errors
        .unwrap_err()
        .into_iter()
        .map(|finding| finding.message)
        .collect();
    assert_eq!(
        messages,
        ["`A-7` is also the id of another application, at many.csv:9"]
    );
}

#[test]
fn a_row_that_stands_twice_word_for_word_is_dropped_among_thousands() {
    let (notes, left) = settled(|number| (format!("A-{}", number % 4_999), "2")).unwrap();
    let messages: Vec<String> = notes.into_iter().map(|finding| finding.message).collect();
    let note = "`A-0` stands at many.csv:2 already and says the same in every column the rules read; one is kept";
    assert_eq!(messages, [note]);
    assert_eq!(left, ROWS - 1);
}

/// What moments are read as, a line each, in a programme that counts by UTC.
fn moments(texts: &[&str]) -> String {
    let line = |text: &&str| match read_instant(Dates::default(), &TimeZone::UTC, &[], text) {
        Reading::Value(Value::Instant(instant)) => format!("{text} = {instant}\n"),
        _ => format!("{text} = ?\n"),
    };
    texts.iter().map(line).collect()
}

#[test]
fn an_offset_has_two_digits_for_hours_and_two_for_minutes() {
    let offsets = "Z z +02 -02 +0200 +02:00 -02:30 +18:00 +2 +200 +20:0 +2:00 +02:0 +02: + +02:60 +1801 +20:00 +99 +02:00Z ++02";
    let texts: Vec<String> = offsets
        .split(' ')
        .map(|offset| format!("2020-03-02T09:00:00{offset}"))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_snapshot!(moments(&texts), @"
    2020-03-02T09:00:00Z = 2020-03-02T09:00:00Z
    2020-03-02T09:00:00z = 2020-03-02T09:00:00Z
    2020-03-02T09:00:00+02 = 2020-03-02T07:00:00Z
    2020-03-02T09:00:00-02 = 2020-03-02T11:00:00Z
    2020-03-02T09:00:00+0200 = 2020-03-02T07:00:00Z
    2020-03-02T09:00:00+02:00 = 2020-03-02T07:00:00Z
    2020-03-02T09:00:00-02:30 = 2020-03-02T11:30:00Z
    2020-03-02T09:00:00+18:00 = 2020-03-01T15:00:00Z
    2020-03-02T09:00:00+2 = ?
    2020-03-02T09:00:00+200 = ?
    2020-03-02T09:00:00+20:0 = ?
    2020-03-02T09:00:00+2:00 = ?
    2020-03-02T09:00:00+02:0 = ?
    2020-03-02T09:00:00+02: = ?
    2020-03-02T09:00:00+ = ?
    2020-03-02T09:00:00+02:60 = ?
    2020-03-02T09:00:00+1801 = ?
    2020-03-02T09:00:00+20:00 = ?
    2020-03-02T09:00:00+99 = ?
    2020-03-02T09:00:00+02:00Z = ?
    2020-03-02T09:00:00++02 = ?
    ");
}

#[test]
fn minutes_and_seconds_have_two_digits_and_hours_may_have_one() {
    let times = "9:05 09:05 9:05:07 09:05:07.25 09:5 09:05:7 09:005 009:05 9 9:05: 09:05:07. 09:05.5 24:00 09:60";
    let texts: Vec<String> = times
        .split(' ')
        .map(|time| format!("2020-03-02 {time}"))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_snapshot!(moments(&texts), @"
    2020-03-02 9:05 = 2020-03-02T09:05:00Z
    2020-03-02 09:05 = 2020-03-02T09:05:00Z
    2020-03-02 9:05:07 = 2020-03-02T09:05:07Z
    2020-03-02 09:05:07.25 = 2020-03-02T09:05:07Z
    2020-03-02 09:5 = ?
    2020-03-02 09:05:7 = ?
    2020-03-02 09:005 = ?
    2020-03-02 009:05 = ?
    2020-03-02 9 = ?
    2020-03-02 9:05: = ?
    2020-03-02 09:05:07. = ?
    2020-03-02 09:05.5 = ?
    2020-03-02 24:00 = ?
    2020-03-02 09:60 = ?
    ");
}

/// What e-mail addresses are read as, a line each.
fn addresses(texts: &[&str]) -> String {
    let line = |text: &&str| match email::read(text) {
        Reading::Value(_) => format!("{text} = an address\n"),
        Reading::Blank => format!("{text} = blank\n"),
        Reading::Unreadable(problem) => {
            let hidden = said(&problem, true);
            assert!(
                hidden.help.is_none_or(|help| !help.contains('@')),
                "{text} leaks"
            );
            let told = said(&problem, false);
            format!(
                "{text} ? {}\n",
                [told.message, told.help.unwrap_or_default()].join("; ")
            )
        }
    };
    texts.iter().map(line).collect()
}

#[test]
fn an_address_is_one_at_sign_between_a_name_and_a_host_in_any_alphabet() {
    assert_snapshot!(addresses(&[
        "q1@x.org", "Q1@X.ORG", "ana.lukic+call@x-y.co.uk", "o'brien@x.org", "o’brien@x.org", "_a-b_@x.org", "a&b=c@x.org",
        "ana.lukić@пример.рф", "अना@उदाहरण.भारत", "アナ@例え.jp", "χρήστης@παράδειγμα.ελ", "q@xn--e1afmkfd.xn--p1ai", "7@1.org", "-",
    ]), @"
    q1@x.org = an address
    Q1@X.ORG = an address
    ana.lukic+call@x-y.co.uk = an address
    o'brien@x.org = an address
    o’brien@x.org = an address
    _a-b_@x.org = an address
    a&b=c@x.org = an address
    ana.lukić@пример.рф = an address
    अना@उदाहरण.भारत = an address
    アナ@例え.jp = an address
    χρήστης@παράδειγμα.ελ = an address
    q@xn--e1afmkfd.xn--p1ai = an address
    7@1.org = an address
    - = blank
    ");
}

#[test]
fn what_is_around_an_address_is_asked_about_because_it_makes_two_addresses_of_one() {
    assert_snapshot!(addresses(&[
        "q1@x.org.", "q1@x.org,", "q1@x.org;", "q1@x.org)", "q1@x.org/", "mailto:q2@x.org", "MAILTO:q2@x.org", "<q3@x.org>",
        "Ana Lukić <q3@x.org>", "'q5@x.org", "'q5@x.org'", "“q6@x.org”", "\"q6@x.org\"", "e-mail:q16@x.org", "www.q7@x.org",
        "q8@@x.org", "q9@x..org", "q9@.x.org", ".q9@x.org", "q..9@x.org", "q9.@x.org", "q10@x", "@x.org", "q10@", "q10@-x.org",
        "q11 @x.org", "a@x.org;b@x.org", "q12@x_y.org", "q13@x.org?subject=hi", "www.x.org", "q14",
    ]), @r#"
    q1@x.org. ? is no e-mail address by itself; did the applicant mean `q1@x.org`?
    q1@x.org, ? is no e-mail address by itself; did the applicant mean `q1@x.org`?
    q1@x.org; ? is no e-mail address by itself; did the applicant mean `q1@x.org`?
    q1@x.org) ? is no e-mail address by itself; did the applicant mean `q1@x.org`?
    q1@x.org/ ? is no e-mail address by itself; did the applicant mean `q1@x.org`?
    mailto:q2@x.org ? is no e-mail address by itself; did the applicant mean `q2@x.org`?
    MAILTO:q2@x.org ? is no e-mail address by itself; did the applicant mean `q2@x.org`?
    <q3@x.org> ? is no e-mail address by itself; did the applicant mean `q3@x.org`?
    Ana Lukić <q3@x.org> ? is no e-mail address by itself; did the applicant mean `q3@x.org`?
    'q5@x.org ? is no e-mail address by itself; did the applicant mean `q5@x.org`?
    'q5@x.org' ? is no e-mail address by itself; did the applicant mean `q5@x.org`?
    “q6@x.org” ? is no e-mail address by itself; did the applicant mean `q6@x.org`?
    "q6@x.org" ? is no e-mail address by itself; did the applicant mean `q6@x.org`?
    e-mail:q16@x.org ? is no e-mail address by itself; did the applicant mean `q16@x.org`?
    www.q7@x.org ? is no e-mail address by itself; did the applicant mean `q7@x.org`?
    q8@@x.org ? is no e-mail address: the at sign stands in it several times; ask for one address
    q9@x..org ? is no e-mail address; 
    q9@.x.org ? is no e-mail address; 
    .q9@x.org ? is no e-mail address by itself; did the applicant mean `q9@x.org`?
    q..9@x.org ? is no e-mail address; 
    q9.@x.org ? is no e-mail address; 
    q10@x ? is no e-mail address; 
    @x.org ? is no e-mail address; 
    q10@ ? is no e-mail address; 
    q10@-x.org ? is no e-mail address; 
    q11 @x.org ? is no e-mail address; 
    a@x.org;b@x.org ? is no e-mail address: the at sign stands in it several times; ask for one address
    q12@x_y.org ? is no e-mail address; 
    q13@x.org?subject=hi ? is no e-mail address by itself; did the applicant mean `q13@x.org`?
    www.x.org ? is no e-mail address; 
    q14 ? is no e-mail address;
    "#);
}

#[test]
fn a_year_that_no_applicant_means_is_asked_about() {
    let day = |text: &str| match read_date(Dates::default(), text) {
        Reading::Value(Value::Date(date)) => date.to_string(),
        Reading::Unreadable(problem) => {
            assert_eq!(
                said(&problem, true).of("it"),
                "it cannot be read",
                "a personal answer is not given away"
            );
            said(&problem, false).message.into_owned()
        }
        other => format!("{other:?}"),
    };
    // By the Persian, the Buddhist and no calendar, and in digits of the first.
    let days = [
        "1404-01-12",
        "2568-01-12",
        "0025-01-12",
        "۱۴۰۴-۰۱-۱۲",
        "1899-12-31",
        "1900-01-01",
        "2100-12-31",
        "2101-01-01",
    ];
    assert_eq!(
        days.map(day),
        [
            "has the year 1404: is it of another calendar, or mistyped?",
            "has the year 2568: is it of another calendar, or mistyped?",
            "has the year 25: is it of another calendar, or mistyped?",
            "has the year 1404: is it of another calendar, or mistyped?",
            "has the year 1899: is it of another calendar, or mistyped?",
            "1900-01-01",
            "2100-12-31",
            "has the year 2101: is it of another calendar, or mistyped?",
        ]
    );
    assert_eq!(
        moments(&["1404-01-12T09:00:00", "2101-01-01 09:00"]),
        "1404-01-12T09:00:00 = ?\n2101-01-01 09:00 = ?\n"
    );
}
