//! An answer given back is the same as one that stood in the file.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use super::HEAD;
use crate::bench::{Bench, Ran, Row, said};

const RULES: &str = "rules/montenegro-2019.toml";
const PILE: &str = "sample-applications/montenegro-2019.csv";

/// The questions of the sample that are about a cell of somebody who has an id.
fn questions() -> &'static [Row] {
    static QUESTIONS: OnceLock<Vec<Row>> = OnceLock::new();
    QUESTIONS.get_or_init(|| {
        let mut rows = Bench::of(RULES, PILE).select().rows("clarify.csv");
        rows.retain(|row| row["application"].starts_with("A-") && row["decision"] == "clarify");
        rows
    })
}

/// Answers that can be read.
fn answers(field: &str) -> &'static [&'static str] {
    match field {
        "submitted" => &["2019-03-28T14:03:00+01:00", "2019-04-02T10:00:00+02:00"],
        "citizenship" | "residence" => &["Serbia", "Brazil", "Montenegro"],
        "fields" => &["Environmental protection", "Human rights of Roma and Sinti"],
        "english" => &["B1", "C1"],
        "monitoring-years" | "reports-written" => &["0", "2", "30"],
        "computer" => &["yes", "no"],
        "relevance" | "motivation" => &["1", "6.5", "10"],
        "digital-training" => &["none", "extensive"],
        other => panic!("no answers for {other}"),
    }
}

/// The sample with these cells in place of its own; columns by their letters.
fn edited(answers: &BTreeMap<(String, String), String>) -> Vec<u8> {
    let text = std::fs::read_to_string(crate::bench::repository(PILE)).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in reader.records() {
        let record = record.unwrap();
        let cells = record.iter().zip('A'..='Z').map(|(cell, letter)| {
            let answer = answers.get(&(record[0].to_owned(), letter.to_string()));
            answer.map_or(cell, String::as_str)
        });
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

/// What came of everyone, without where it stood and who decided.
fn came(ran: &Ran) -> BTreeMap<String, Value> {
    let keys = [
        "outcome",
        "group",
        "reserve",
        "found",
        "criteria",
        "parts",
        "total",
        "total_at_most",
        "fits",
        "could_sit",
    ];
    let records = ran.audit().into_iter().skip(1);
    let of = |record: &Value| {
        keys.iter()
            .map(|key| record[*key].clone())
            .chain([record["standing"]["place"].clone()])
            .collect()
    };
    // A row without an id goes by its line.
    let named = records.filter(|record| said(&record["application"]).starts_with("A-"));
    named
        .map(|record| (said(&record["application"]), of(&record)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_given_back_is_the_same_as_one_that_stood_in_the_file(
        picks in prop::collection::vec((any::<Index>(), any::<Index>()), 1..25),
    ) {
        let mut cells = BTreeMap::new();
        for (question, answer) in &picks {
            let row = question.get(questions());
            let column = row["cell"].rsplit(':').next().unwrap().to_owned();
            let answer = answer.get(answers(&row["field"]));
            cells.insert((row["application"].clone(), column), ((*answer).to_owned(), row));
        }
        let mut form = csv::Writer::from_writer(HEAD.as_bytes().to_vec());
        for (answer, row) in cells.values() {
            let found = if row["found"].starts_with("(personal") { "" } else { &row["found"] };
            form.write_record([&row["application"], "clarify", &row["field"], &row["cell"], found, answer, "M. Novak", "2019-04-03", "asked"]).unwrap();
        }
        let given_back = Bench::of(RULES, PILE).decided("answers.csv", form.into_inner().unwrap()).select();
        prop_assert!(!given_back.files.is_empty(), "{}", given_back.said.words());
        let cells = cells.into_iter().map(|(cell, (answer, _))| (cell, answer)).collect();
        let mut in_the_file = Bench::of(RULES, PILE);
        in_the_file.applications.clear();
        let in_the_file = in_the_file.pile(edited(&cells)).select();
        prop_assert_eq!(came(&given_back), came(&in_the_file));
    }
}
