//! Ratings that count evened out, as people decided: what is carried out is what was told, what was given stays beside it, and whatever would
//! be guesswork is refused.

mod laws;
mod made;
mod refused;
mod runs;

use self::made::{Files, Given, decided, manifest, run};

/// Three of whom two read each application, and two seats.
pub(crate) fn rules() -> String {
    let rules = include_str!("../sample-applications/small/readers-pool.toml");
    rules.replace(", [\"Reader 4\"]", "")
}

/// By a generous, a plain and a strict reader: each pair of them reads ten applications.
pub(crate) fn pile() -> String {
    let row = |at: usize| {
        // In tenths.
        let worth = 30 + (at * 7) % 30 * 2;
        let [generous, plain, strict] = [worth + 10, worth, worth - 20].map(|tenths| {
            let rating = format!("{}.{}", tenths / 10, tenths % 10);
            rating.trim_end_matches(".0").to_owned()
        });
        let read = match at % 3 {
            0 => [generous, plain, String::new()],
            1 => [String::new(), plain, strict],
            _ => [generous, String::new(), strict],
        };
        format!(
            "R-{at:02},2020-03-02T08:00:00,Somebody,yes,{}\n",
            read.join(",")
        )
    };
    let head = "ID,Submitted,Name,Member,Reader 1,Reader 2,Reader 3\n".to_owned();
    head + &(0..30).map(row).collect::<String>()
}

/// The decision, by this method.
pub(crate) fn by(method: &str) -> String {
    decided(&format!(
        ",even-out,motivation,,{method},A. Ivanova,2020-04-02,\"one reader is strict, see minutes\""
    ))
}

fn evened(method: &str) -> Files {
    run(&Given {
        decisions: &[by(method)],
        ..Given::of(&rules(), &pile())
    })
    .unwrap()
}

fn as_given() -> Files {
    run(&Given::of(&rules(), &pile())).unwrap()
}

#[test]
fn the_manifest_says_who_decided_and_who_would_sit_without_it() {
    let (raw, files) = (as_given(), evened("mean"));
    let said = &manifest(&files)["evened_out"][0];
    assert_eq!(said["field"], "motivation");
    assert_eq!(said["by"], "mean");
    assert_eq!(
        (&said["who"], &said["when"]),
        (&"A. Ivanova".into(), &"2020-04-02".into())
    );
    let seated = |files: &Files| made::of_outcome(files, "selected");
    let (was, is) = (seated(&raw), seated(&files));
    assert_ne!(was, is, "the pile shows nothing");
    let comes: Vec<&String> = was.difference(&is).collect();
    let leaves: Vec<&String> = is.difference(&was).collect();
    assert_eq!(said["without"]["is"], "selected");
    assert_eq!(said["without"]["comes"], serde_json::json!(comes));
    assert_eq!(said["without"]["leaves"], serde_json::json!(leaves));
    assert!(manifest(&raw).get("evened_out").is_none());
}

#[test]
fn whoever_is_eligible_by_the_ratings_as_given_alone_is_named() {
    let criterion = "[[eligibility]]\nid = \"convinces\"\ntitle = \"Convinces\"\ncites = [\"motivation\"]\ntest = { field = \"motivation\", at_least = 4.1 }\n\n[[scoring]]";
    let rules = rules().replacen("[[scoring]]", criterion, 1);
    let pile = pile();
    let made = |decisions: &[String]| {
        run(&Given {
            decisions,
            ..Given::of(&rules, &pile)
        })
        .unwrap()
    };
    let (raw, files) = (made(&[]), made(&[by("mean")]));
    let refused = |files: &Files| made::of_outcome(files, "ineligible");
    let (was, is) = (refused(&raw), refused(&files));
    let without = &manifest(&files)["evened_out"][0]["without"];
    let eligible: Vec<&String> = is.difference(&was).collect();
    let ineligible: Vec<&String> = was.difference(&is).collect();
    assert!(
        !eligible.is_empty() && !ineligible.is_empty(),
        "the pile shows nothing"
    );
    assert_eq!(without["eligible"], serde_json::json!(eligible));
    assert_eq!(without["ineligible"], serde_json::json!(ineligible));
}
