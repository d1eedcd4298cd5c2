//! A weight that is turned in the page: what is said is what comes of rules in which it counts so much.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::json;

use super::{Files, Told, asked, of_run, sample};

/// The sample with this in place of that in its rules.
fn with(was: &str, is: &str) -> Files {
    let mut files = sample();
    let rules = String::from_utf8(files[0].2.clone()).unwrap();
    assert_eq!(rules.matches(was).count(), 1, "{was}");
    files[0].2 = rules.replace(was, is).into_bytes();
    files
}

fn selected(files: &Files) -> (Told, BTreeSet<String>) {
    let told = asked(
        "select",
        &json!({"without-workbook": true, "without-report": true}),
        files,
    );
    let rosters = told
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("rosters/") || name.as_str() == "open.csv");
    let mut ids = BTreeSet::new();
    for (_, bytes) in rosters {
        let mut rows = csv::Reader::from_reader(bytes.as_slice());
        let heads = rows.headers().unwrap().clone();
        let at = |name: &str| {
            heads
                .iter()
                .position(|head| head.trim_start_matches('\u{feff}') == name)
        };
        let (id, outcome) = (at("application").unwrap(), at("outcome").unwrap());
        for row in rows.records() {
            let row = row.unwrap();
            if &row[outcome] == "selected" {
                ids.insert(row[id].to_owned());
            }
        }
    }
    assert!(ids.len() > 10, "{ids:?}");
    (told, ids)
}

/// The ids under a title of what is said of a weight.
fn ids(html: &str, title: &str) -> BTreeSet<String> {
    let Some((_, rest)) = html.split_once(&format!("<dt>{title}</dt><dd>")) else {
        return BTreeSet::new();
    };
    let ids = text(rest.split_once("</dd>").unwrap().0);
    ids.split(", ").map(str::to_owned).collect()
}

#[test]
fn a_weight_that_is_turned_names_those_who_come_and_leave_when_the_rules_have_it() {
    let (ran, before) = selected(&sample());
    let run = of_run(&ran);
    let mut changed = 0;
    for weight in ["0.5", "1.5", "2.25", "6"] {
        let about = json!({"measure": "newcomer", "weight": weight});
        let told = asked("turned", &about, &run);
        assert_eq!(told.state(), "done", "{}", told.line());
        let (_, after) = selected(&with("weight = 1.5", &format!("weight = {weight}")));
        let part = told.part("turned");
        let comes: BTreeSet<_> = after.difference(&before).cloned().collect();
        let leaves: BTreeSet<_> = before.difference(&after).cloned().collect();
        assert_eq!(ids(part, "Would have a seat"), comes, "{weight}: {part}");
        assert_eq!(ids(part, "Would have none"), leaves, "{weight}: {part}");
        assert_eq!(
            told.line().ends_with(": the same people sit."),
            comes.is_empty() && leaves.is_empty()
        );
        changed += usize::from(!comes.is_empty());
    }
    assert!(changed > 0, "a weight changes somebody");
}

/// What is read of HTML.
fn text(html: &str) -> String {
    let parts = html.split('<');
    let texts = parts.map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    texts.collect()
}

/// Where the range is drawn.
fn drawn(part: &str) -> Vec<(Decimal, Decimal)> {
    let number = |mark: &str, name: &str| -> Decimal {
        let (_, rest) = mark.split_once(&format!(" {name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let marks = part.split("class=\"is\"").skip(1);
    marks
        .map(|mark| (number(mark, "x"), number(mark, "width")))
        .collect()
}

#[test]
fn every_weight_has_a_slider_a_number_and_the_range_in_which_nobody_changes() {
    let (ran, _) = selected(&sample());
    let told = asked("weights", &json!({}), &of_run(&ran));
    let part = told.part("weights");
    let rules = String::from_utf8(sample()[0].2.clone()).unwrap();
    let weights = rules.matches("\nweight = ").count();
    assert!(weights > 2);
    for what in [
        "type=\"range\"",
        "inputmode=\"decimal\"",
        "the same people sit",
        "class=\"is\"",
    ] {
        let many = part.to_lowercase().matches(what).count();
        assert_eq!(many, weights, "{what}: {part}");
    }
    // The slider goes to twice or four times the weight as it is, which stands in the range.
    for (from, width) in drawn(part) {
        let until = from + width;
        assert!(width > Decimal::ZERO && until <= Decimal::ONE_HUNDRED);
        let is_in = |at: u32| from <= at.into() && until >= at.into();
        assert!(is_in(50) || is_in(25), "{from} {width}");
    }
    // Whoever looks at the report is told the same range.
    let firm = asked("firmness", &json!({}), &of_run(&ran));
    let firm = text(firm.part("person")).to_lowercase();
    for line in part.split("<p class=\"soft hint\" id=").skip(1) {
        let said = line
            .split_once('>')
            .unwrap()
            .1
            .split_once(".</p>")
            .unwrap()
            .0;
        let said = said.to_lowercase();
        assert!(firm.contains(&text(&said)), "{said}");
    }
}

#[test]
fn what_is_no_weight_is_said_and_moves_nobody() {
    let (ran, _) = selected(&sample());
    for weight in ["", "much", "1,5", "-1", "0.0000001", "1000001", "1e3"] {
        let about = json!({"measure": "newcomer", "weight": weight});
        let told = asked("turned", &about, &of_run(&ran));
        assert_eq!(told.state(), "refused", "{weight}");
        assert!(told.part("turned").contains("such as 1.25"), "{weight}");
    }
    let about = json!({"measure": "no-such", "weight": "2"});
    assert_eq!(asked("turned", &about, &of_run(&ran)).state(), "refused");
}
