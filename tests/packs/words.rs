//! What an assessor writes in their own words where a rating belongs stays between them and whoever asks them about it.

use std::io::{Cursor, Read as _};

use super::back::returned;
use super::{APPLICATIONS, RULES};
use crate::bench::{Bench, Ran, plain};
use crate::shell::{About, Format};

/// What no file but the office's list of questions may hold.
const WORDS: [&str; 5] = [
    "see my friend Anna Zqxova, +382 67 123 456",
    "+38267123456",
    "7 Zqxova told me",
    "Zqxova",
    "067 123-456",
];

fn bench(words: &str) -> Bench {
    let mut packs = returned();
    let text = String::from_utf8(packs[0].1.clone()).unwrap();
    let changed = text.replace("P-01,1,", &format!("P-01,\"{words}\","));
    assert_ne!(text, changed);
    packs[0].1 = changed.into_bytes();
    let mut bench = Bench::new(RULES).file("packs.csv", APPLICATIONS);
    for (name, bytes) in &packs {
        bench = bench.rated(name, bytes);
    }
    bench.with_workbook()
}

/// Everything in a file, unpacked.
fn inside(bytes: &[u8]) -> String {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut one = archive.by_index(at).unwrap();
        _ = one.read_to_string(&mut all).unwrap_or_default();
    }
    all
}

/// Whether something of the words stands in a text.
fn tells(text: &str, words: &str) -> bool {
    text.contains(words)
        || text.contains("Zqx")
        || text.contains("67 123")
        || text.contains("67123")
}

fn every_explanation(bench: &Bench, id: &str) -> Vec<String> {
    let formats = [Format::Text, Format::Json, Format::Html, Format::Markdown];
    let ways = [
        About::Application(id.to_owned()),
        About::ForApplicant(id.to_owned()),
        About::Two(id.to_owned(), "P-02".to_owned()),
    ];
    let each = ways
        .iter()
        .flat_map(|way| formats.map(|format| (way.clone(), format)));
    each.map(|(way, format)| {
        let said = bench.explain_as(way, format);
        assert!(!said.out.is_empty(), "{}", said.err);
        format!("{}{}", said.out, said.err)
    })
    .collect()
}

fn told(ran: &Ran) -> Vec<(&String, String)> {
    let files = ran.files.iter().map(|(name, bytes)| (name, inside(bytes)));
    files.collect()
}

#[test]
fn an_assessors_own_words_stand_in_the_offices_questions_and_nowhere_else() {
    for words in WORDS {
        let bench = bench(words);
        let ran = bench.select();
        let asked = ["clarify.csv", "clarify.xlsx", "workbook.xlsx"];
        for (name, text) in told(&ran) {
            let may = asked.contains(&name.as_str());
            assert_eq!(tells(&text, words), may, "{name}: {words}");
        }
        let row = ran.rows("clarify.csv").remove(0);
        assert_eq!(row["found"].trim_start_matches('\''), words);
        assert_eq!(row["whom_to_ask"], "assessor 1");
        assert!(!tells(&row["ask"], words), "{}", row["ask"]);
        assert!(!tells(&plain(&ran.said.out), words) && !tells(&plain(&ran.said.err), words));
        for said in every_explanation(&bench, "P-01") {
            assert!(!tells(&said, words), "{said}");
        }
        let check = bench.check();
        assert!(!tells(&check.out, words) && !tells(&check.err, words));
    }
}

#[test]
fn what_is_nearly_a_rating_is_shown_as_it_was_written() {
    for words in ["7/10", "8-9", "11", "7,5 8", "?", "n/a", "conflict"] {
        let bench = bench(words);
        bench.select();
        let page = bench.explain("P-01").out;
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn a_decision_about_an_assessors_words_does_not_repeat_them() {
    let words = WORDS[0];
    let bench = bench(words);
    let row = bench.select().rows("clarify.csv").remove(0);
    let found = row["found"].trim_start_matches('\'');
    let decisions = format!(
        "application,field,cell,found,decision,answer,who,when,why\nP-01,motivation,{},\"{found}\",clarify,2,office,2020-04-02,asked A1\n",
        row["cell"]
    );
    let bench = bench.decided("d.csv", decisions).replacing();
    let ran = bench.select();
    assert!(ran.rows("clarify.csv").is_empty(), "{}", ran.said.err);
    for (name, text) in told(&ran) {
        assert!(!tells(&text, words), "{name}");
    }
    for said in every_explanation(&bench, "P-01") {
        assert!(!tells(&said, words), "{said}");
    }
}

#[test]
fn words_that_contradict_a_rating_are_refused_without_saying_them() {
    let mut packs = returned();
    let text = String::from_utf8(packs[0].1.clone()).unwrap();
    let other = text.replace("P-01,1,", "P-01,ask Zqxova,").into_bytes();
    packs.push(("A1 new.csv".to_owned(), other));
    let said = super::back::selected(&packs).said.words();
    assert!(
        said.contains("error[rating-twice]") && !said.contains("Zqx"),
        "{said}"
    );
}

/// Files called after their assessors, in a workbook with a sheet of the same name, too.
fn named() -> Bench {
    let mut bench = Bench::new(RULES).file("packs.csv", APPLICATIONS);
    let mut packs = returned();
    let text = String::from_utf8(packs[0].1.clone()).unwrap();
    // Something to ask, something that is not the reader's, and something twice.
    packs[0].1 = text
        .replace("P-01,1,", "P-01,seven,")
        .replace("P-05,", "P-04,")
        .into_bytes();
    packs.push(("twice".to_owned(), packs[1].1.clone()));
    for (at, (_, bytes)) in packs.iter().enumerate() {
        bench = bench.rated(&format!("ratings-Zqxova-{at}.csv"), bytes);
    }
    bench.with_workbook()
}

#[test]
fn the_name_of_a_file_of_ratings_which_may_be_an_assessors_stands_in_the_offices_lists_alone() {
    let bench = named();
    let ran = bench.select();
    let office = ["clarify.csv", "clarify.xlsx", "workbook.xlsx"];
    for (name, text) in told(&ran) {
        let may = office.contains(&name.as_str());
        assert_eq!(text.contains("Zqx"), may, "{name}");
    }
    for said in every_explanation(&bench, "P-01") {
        assert!(!said.contains("Zqx"), "{said}");
    }
    let manifest: serde_json::Value = serde_json::from_str(ran.text("manifest.json")).unwrap();
    let of: Vec<String> = manifest["ratings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| format!("{}: {}", file["file"], file["of"]))
        .collect();
    assert_eq!(of[1], r#""ratings 2": ["A2"]"#);
    assert!(plain(&ran.said.out).contains("ratings-Zqxova-1.csv: ratings 2, of A2;"));
    assert!(ran.rows("clarify.csv")[0]["cell"].starts_with("ratings-Zqxova-0.csv:"));
}

#[test]
fn what_is_decided_about_a_cell_in_a_named_file_keeps_its_place_without_the_name() {
    let bench = named();
    let row = bench.select().rows("clarify.csv").remove(0);
    let decisions = format!(
        "application,field,cell,found,decision,answer,who,when,why\nP-01,motivation,{},seven,clarify,7,office,2020-04-02,asked A1\n",
        row["cell"]
    );
    let bench = bench.decided("d.csv", decisions).replacing();
    let ran = bench.select();
    assert!(!ran.text("audit.jsonl").contains("Zqx"));
    let page = bench.explain("P-01").out;
    assert!(page.contains("ratings 1:2:B"), "{page}");
    assert!(page.contains("`7`"), "{page}");
}
