//! Dates and moments as tools write them.

use intake::answers::types::date::{read_date, read_instant};
use intake::rules::form::{DateOrder, Dates};
use intake::values::{Reading, Value};
use jiff::tz::{Offset, TimeZone};

use crate::bench::Bench;

mod workbooks;

fn day(text: &str) -> String {
    match read_date(Dates::default(), text) {
        Reading::Value(Value::Date(date)) => date.to_string(),
        Reading::Unreadable(problem) => problem.code().text().to_owned(),
        other => format!("{other:?}"),
    }
}

fn moment_by(dates: Dates, text: &str) -> String {
    let zone = TimeZone::get("Europe/Vienna").unwrap();
    let zones = [("EET".to_owned(), Offset::constant(2))];
    match read_instant(dates, &zone, &zones, text) {
        Reading::Value(Value::Instant(moment)) => moment.to_string(),
        Reading::Unreadable(problem) => problem.code().text().to_owned(),
        other => format!("{other:?}"),
    }
}

fn moment(text: &str) -> String {
    moment_by(Dates::default(), text)
}

#[test]
fn google_forms_download_moments_with_their_offset_are_read() {
    assert_eq!(
        moment("2019/03/25 8:30:00 AM GMT+1"),
        "2019-03-25T07:30:00Z"
    );
    assert_eq!(
        moment("2019/03/26 9:05:10 PM GMT+1"),
        "2019-03-26T20:05:10Z"
    );
    assert_eq!(
        moment("2019/03/27 12:00:00 PM GMT+1"),
        "2019-03-27T11:00:00Z"
    );
    assert_eq!(
        moment("2024/12/22 11:49:31 AM GMT+8"),
        "2024-12-22T03:49:31Z"
    );
    assert_eq!(
        moment("2024/12/22 11:49:31 AM GMT-3:30"),
        "2024-12-22T15:19:31Z"
    );
    assert_eq!(moment("2024/12/22 11:49:31 AM GMT"), "2024-12-22T11:49:31Z");
    assert_eq!(moment("2024-12-22 11:49 UTC"), "2024-12-22T11:49:00Z");
    assert_eq!(
        moment("2024-12-22 11:49:00 UTC+02:00"),
        "2024-12-22T09:49:00Z"
    );
    assert_eq!(
        moment("Tue Apr 29 2025 00:00:00 GMT-0500 (Eastern Standard Time)"),
        "2025-04-29T05:00:00Z"
    );
    // Of `+200` nobody knows whether it is two hours or twenty, with `GMT` before it or not.
    assert_eq!(moment("2024-12-22 11:49 +200"), "unreadable");
    assert_eq!(moment("2024-12-22 11:49 GMT+200"), "unreadable");
    assert_eq!(moment("2024-12-22 11:49 GMT+25"), "unreadable");
}

#[test]
fn google_forms_download_is_selected_from_as_it_is() {
    let rules = include_str!("moments/rules.toml");
    let pile = "Timestamp,ID\n2019/03/25 8:30:00 AM GMT+1,1001\n2019/03/31 11:59:59 PM GMT+2,1002\n2019/04/01 12:00:00 AM GMT+2,1003\n";
    let ran = Bench::new(rules).pile(pile).select();
    let outcomes: Vec<String> = ran.outcomes().into_values().collect();
    assert_eq!(
        outcomes,
        ["selected course", "selected course", "ineligible"],
        "{}",
        ran.said.err
    );
}

#[test]
fn short_names_of_zones_are_asked_about_once_and_settled_by_one_line() {
    let rules = include_str!("moments/rules.toml");
    // The hyphens of a day are no offset.
    for between in ["/", "-"] {
        asked_once_about_zones(rules, between);
    }
}

fn asked_once_about_zones(rules: &str, between: &str) {
    let rows: String = (0..30)
        .map(|at| {
            format!(
                "2019{between}03{between}{:02} 10:00:00 AM {},{at}\n",
                at % 28 + 1,
                ["EET", "CET"][at % 2]
            )
        })
        .collect();
    let pile = format!("Timestamp,ID\n{rows}");
    let ran = Bench::new(rules).pile(&pile).select();
    assert_eq!(
        ran.said.err.matches("question[zone-name]").count(),
        1,
        "{}",
        ran.said.err
    );
    assert!(
        ran.said
            .err
            .contains("put `zones = { CET = \"…\", EET = \"…\" }` under [fields.submitted]"),
        "{}",
        ran.said.err
    );
    let settled = rules.replace("# more", "zones = { EET = \"+02:00\", CET = \"+01:00\" }");
    let ran = Bench::new(&settled).pile(&pile).select();
    assert!(!ran.said.err.contains("zone-name"), "{}", ran.said.err);
    assert!(
        ran.outcomes()
            .values()
            .all(|outcome| outcome.starts_with("selected"))
    );
    assert_eq!(moment("2019/03/01 10:00:00 AM EET"), "2019-03-01T08:00:00Z");
    assert_eq!(moment("2019/03/01 10:00:00 AM eest"), "zone-name");
    assert_eq!(moment("2019-03-01 10:00 CEST"), "zone-name");
    // A word is no zone behind what is no time of day, and neither is one for o'clock.
    assert_eq!(moment("2019-03-01 11:59 PD"), "zone-name");
    assert_eq!(moment("2019-03-01 ten EET"), "unreadable");
    assert_eq!(moment("1. März 2019, 10:00 Uhr"), "2019-03-01T09:00:00Z");
    assert_eq!(moment("2019/03/01 10:00 h"), "2019-03-01T09:00:00Z");
}

#[test]
fn month_names_are_read_in_the_languages_of_the_region() {
    for text in [
        "Mar 2, 2020 10:00:00 AM",
        "March 2, 2020 10:00 AM",
        "2 March 2020 10:00",
        "2-Mar-2020 10:00",
        "Mon, 2 Mar 2020 10:00:00",
        "Monday, March 2, 2020 at 10:00 AM",
        "2nd March 2020 10:00",
        "2. März 2020 10:00",
        "2 mars 2020 10:00",
        "2 марта 2020 10:00",
        "2. mart 2020 10:00",
        "2. март 2020 10:00",
        "2 marzo 2020 10:00",
        "2 Mart 2020 10:00",
        "2 марта 2020 г. 10:00",
        "2. mart 2020. 10:00",
    ] {
        assert_eq!(moment(text), "2020-03-02T09:00:00Z", "{text}");
    }
    for (text, read) in [
        ("Mar 1, 2019", "2019-03-01"),
        ("23 września 2011", "2011-09-23"),
        ("1 mai 2019", "2019-05-01"),
        ("1 décembre 2019", "2019-12-01"),
        ("7. juna 2019", "2019-06-07"),
        ("7. juli 2019", "2019-07-07"),
        ("6. svibnja 1990", "1990-05-06"),
        ("6. travnja 1990", "1990-04-06"),
        ("6. lipnja 1990", "1990-06-06"),
        ("6. srpnja 1990", "1990-07-06"),
        ("6. studenoga 1990", "1990-11-06"),
        ("6 Μαΐου 1990", "1990-05-06"),
        ("6 Ιουλίου 1990", "1990-07-06"),
        ("6 Σεπτεμβρίου 1990", "1990-09-06"),
        ("6 Αυγούστου 1990", "1990-08-06"),
        ("6 mei 1990", "1990-05-06"),
        ("6 maart 1990", "1990-03-06"),
        ("6 shkurt 1990", "1990-02-06"),
        ("6 qershor 1990", "1990-06-06"),
        ("6 dhjetor 1990", "1990-12-06"),
        ("6 iyun 1990", "1990-06-06"),
        ("6 ივლისი 1990", "1990-07-06"),
        ("6 detsember 1990", "1990-12-06"),
        ("15 травня 1990", "1990-05-15"),
        ("15 липня 1990", "1990-07-15"),
        ("15 lipca 1990", "1990-07-15"),
        ("15. června 1990", "1990-06-15"),
        ("15. července 1990", "1990-07-15"),
        ("1990 m. kovo 15", "unreadable"),
        ("15 kovo 1990", "1990-03-15"),
        ("15 birželio 1990", "1990-06-15"),
        ("15. jūlijs 1990", "1990-07-15"),
        ("15 януари 1990", "1990-01-15"),
        ("15 юли 1990", "1990-07-15"),
        ("15 студзеня 1990", "1990-01-15"),
        ("15 мамыр 1990", "1990-05-15"),
        ("15 հունիսի 1990", "1990-06-15"),
        ("15 أبريل 1990", "1990-04-15"),
        ("15 marraskuuta 1990", "1990-11-15"),
        ("15 İyun 1990", "1990-06-15"),
        ("15 Şub 1990", "1990-02-15"),
        // What stands behind a year.
        ("1. jun 1990.", "1990-06-01"),
        ("12. maj 1990. godine", "1990-05-12"),
        ("1 июня 1990 г.", "1990-06-01"),
        ("1 червня 1990 року", "1990-06-01"),
        // May in Ukrainian, and with one letter in place of another April in Croatian; a well in Polish, and November.
        ("15 travnia 1990", "unreadable"),
        ("15 travnya 1990", "unreadable"),
        ("1 studnia 1990", "unreadable"),
        // June in Czech, and with one letter more July; in Polish July, and in Croatian June.
        ("6 lip 1990", "unreadable"),
        ("6 srp 1990", "unreadable"),
        ("29 February 2019", "unreadable"),
        ("31 июня 2019", "unreadable"),
        // October in Croatian, November in Polish and Czech.
        ("3 listopada 2019", "unreadable"),
        ("May 2019", "unreadable"),
        ("2019", "unreadable"),
        ("Mar 2 10:00", "unreadable"),
    ] {
        assert_eq!(day(text), read, "{text}");
    }
    // A year of two digits is asked about, once for the column, unless the rules say the century.
    assert_eq!(day("23-Sep-11"), "date-form");
    let century = Dates {
        century: Some(20),
        ..Dates::default()
    };
    assert_eq!(
        moment_by(century, "23-Sep-11 10:00"),
        "2011-09-23T08:00:00Z"
    );
}

/// No date in words is taken for another, whatever order the rules declare.
#[test]
fn the_order_of_numbers_does_not_matter_to_a_month_in_words() {
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    for order in [
        None,
        Some(DateOrder::DayMonthYear),
        Some(DateOrder::MonthDayYear),
        Some(DateOrder::YearMonthDay),
    ] {
        let dates = Dates {
            order,
            ..Dates::default()
        };
        for (number, month) in (1..).zip(months) {
            for day in [1, 5, 12, 28] {
                for text in [
                    format!("{month} {day}, 2019"),
                    format!("{day} {month} 2019"),
                    format!("{day}-{month}-2019"),
                ] {
                    let wanted = jiff::civil::date(2019, number, day);
                    assert_eq!(
                        read_date(dates, &text),
                        Reading::Value(Value::Date(wanted)),
                        "{text} by {order:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn date_with_midnight_is_the_date_and_any_other_time_is_asked_about() {
    for text in [
        "1990-05-06 00:00:00",
        "1990-05-06T00:00:00",
        "1990-05-06 00:00",
        "1990-05-06 0:00:00",
        "1990-05-06T00:00:00.000Z",
        "1990-05-06T00:00:00Z",
        "1990/05/06 12:00:00 AM",
        "May 6, 1990 12:00:00 AM",
    ] {
        assert_eq!(day(text), "1990-05-06", "{text}");
    }
    // Local midnight in another zone: the day before, or the day itself?
    for text in [
        "1990-05-05T22:00:00Z",
        "1990-05-06 10:00",
        "1990-05-06 12:00:00 PM",
        "1990-05-06 00:00:01",
    ] {
        assert_eq!(day(text), "unreadable", "{text}");
    }
}
