//! What the record of a run says of ratings, against its lists: whatever was typed, decided, or written by which form.

use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use super::{by_file, pile, rules, said};
use crate::bench::Bench;
use crate::shell::Format;

proptest! {
    #![proptest_config(crate::laws::cases(24))]

    #[test]
    fn the_record_of_a_run_has_the_ratings_that_its_list_of_assessors_has(cells in prop::array::uniform6(prop::array::uniform2(
        select(&["7", "7.5", "8,5", "", "n/a", "7/10", "=3+4", "12", "0", "10.00", " 6 ", "-"][..])
    ))) {
        let bench = by_file(cells);
        let ran = bench.select();
        let list = ran.text("assessors.csv");
        let json: Value = serde_json::from_str(&said(&bench, &bench.out, Format::Json).out).unwrap();
        let told = json["spread"]["fields"][0]["assessors"].as_array().unwrap();
        for (at, row) in list.lines().skip(1).enumerate() {
            let row: Vec<&str> = row.rsplitn(7, ',').take(6).collect();
            let one = told.iter().find(|one| one["assessor"] == at + 1);
            let near = |key: &str| -> String {
                let text = one.and_then(|one| one[key].as_str()).unwrap_or_default();
                let decimal = text.split(['(', ')']).nth(1).unwrap_or(text).trim_end_matches('…');
                let decimal: Option<Decimal> = decimal.parse().ok();
                let near = |decimal: Decimal| decimal.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
                decimal.map(|decimal| near(decimal).normalize().to_string()).unwrap_or_default()
            };
            let whole = |key: &str| one.map(|one| one[key].to_string()).unwrap_or_default();
            prop_assert_eq!(row, [near("apart"), whole("shared"), near("greatest"), near("mean"), near("least"), whole("ratings")]);
        }
    }
}

#[test]
fn an_assessor_who_abstains_by_decision_gives_no_rating_and_the_others_are_evened_out() {
    let rows = (0..12).map(|at| [("9", "7", ""), ("3", "4", ""), ("4", "4", "")][at % 3]);
    let rows = rows.chain([("10", "", "")]);
    let decision = "application,decision,field,cell,found,answer,who,when,why\nR-12,clarify,motivation,pile.csv:14:F,,(no answer),Office,2020-04-02,A2 knows her\n";
    let bench = Bench::new(rules())
        .pile(pile(rows))
        .decided("decisions.csv", decision);
    let ran = bench.select();
    assert_eq!(
        ran.outcomes()["R-12"],
        "selected course",
        "{}",
        ran.said.words()
    );
    let json = said(&bench, &bench.out, Format::Json);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let field = &json["spread"]["fields"][0];
    assert_eq!(field["agreement"]["applications"], 12);
    assert_eq!(field["assessors"][1]["ratings"], 12);
    let beside = &field["even_out"]["side_by_side"][0];
    assert_eq!(
        (&beside["application"], &beside["raw"]),
        (&"R-12".into(), &"10".into())
    );
    // A1 is above A2 by 1/3 on average, so that half of it is taken away.
    assert_eq!(beside["by_mean"], "9.83");
    assert_eq!(field["even_out"]["mean"]["is"], "selected");
}

#[test]
fn ratings_of_forms_that_write_decimals_in_two_ways_are_read_as_each_writes_them() {
    let sources = "[[sources]]\nid = \"en\"\nfiles = [\"en.csv\"]\ndecimal = \"point\"\n\n[[sources]]\nid = \"ru\"\nfiles = [\"ru.csv\"]\ndecimal = \"comma\"\n\n[fields.application]";
    let bench = Bench::new(&rules().replace("[fields.application]", sources))
        .file("en.csv", pile([("8.5", "7.5", ""); 6]))
        .file("ru.csv", pile([("\"8,5\"", "\"7,5\"", ""); 6]));
    let ran = bench.select();
    let json: Value = serde_json::from_str(&said(&bench, &bench.out, Format::Json).out).unwrap();
    let field = &json["spread"]["fields"][0];
    let one = &field["assessors"][0];
    assert_eq!(
        (&one["ratings"], &one["mean"]),
        (&12.into(), &"8.5".into()),
        "{}",
        ran.said.words()
    );
    assert_eq!((&one["shared"], &one["apart"]), (&12.into(), &"1".into()));
    assert_eq!(
        field["even_out"]["mean"]["exchange"]["comes"],
        Value::Array(Vec::new())
    );
    let report = ran.text("report.html");
    let row = report.split("what each assessor gave").last().unwrap();
    let row: Vec<&str> = row
        .split(['<', '>'])
        .filter(|text| text.parse::<Decimal>().is_ok() || *text == "+1")
        .collect();
    assert_eq!(row[..6], ["12", "8.5", "8.5", "8.5", "12", "+1"], "{row:?}");
}
