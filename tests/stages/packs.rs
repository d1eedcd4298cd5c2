//! Packs of a later stage hold those whom the stage before shortlisted, and what is rated there.

use std::path::PathBuf;

use insta::assert_snapshot;
use intake::base::finding::Severity;
use intake::out::Issue;
use intake::rules::load::{load, render};
use intake::table::Options;

use super::{PILE, RULES};
use crate::bench::{Bench, Said, plain};
use crate::packs::made::cells;
use crate::shell::{Exit, Job, Packs};

const PACKS: &str = "[packs]\nseed = \"two-stages\"\ncites = [\"interview\"]\nshows = [\"group\"]\nname = [\"name\"]\nblind = true\nhits = \"mask\"\ninstructions = \"Send it back by 20 April 2020.\"\n\n";
const OF_INTERVIEWS: &str = "[stages.packs]\nshows = [\"name\", \"group\"]\nblind = false\ninstructions = \"Ask everybody the same questions.\"\n\n";

/// The rules with packs, and with what the interviews' packs have otherwise.
fn with(packs: &str, of_interviews: &str) -> String {
    let at = RULES.find("[fields.application]").unwrap();
    format!("{}{of_interviews}{packs}{}", &RULES[..at], &RULES[at..])
}

/// The shortlist of the essays has been told.
fn shortlisted(rules: &str) -> (Bench, PathBuf) {
    let bench = Bench::new(rules).pile(PILE);
    bench.folder();
    let essays = bench.path("essays");
    let made = bench.job(&Job::Select {
        assessors: Vec::new(),
        stage: Some("essays".to_owned()),
        after: None,
        applications: bench.applications.clone(),
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        out: essays.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        replace: false,
        issue: Issue {
            without_workbook: true,
            without_report: true,
            ..Issue::default()
        },
    });
    let done = made.exit == Exit::Done || made.exit == Exit::Questions;
    assert!(done, "{}", made.err);
    (bench, essays)
}

fn packed(bench: &Bench, stage: &str, after: Option<PathBuf>) -> (Said, PathBuf) {
    let out = bench.path(&format!("packs-{stage}"));
    let said = bench.job(&Job::Packs(Packs {
        stage: Some(stage.to_owned()),
        after,
        applications: bench.applications.clone(),
        rules: bench.rules.clone(),
        out: out.clone(),
        assessors: Vec::new(),
        ratings: Vec::new(),
        rulings: Vec::new(),
        reading: Options::default(),
    }));
    (said, out)
}

#[test]
fn packs_of_a_later_stage_are_of_its_shortlist_and_ask_for_its_ratings_alone() {
    let (bench, essays) = shortlisted(&with(PACKS, ""));
    let (said, _) = packed(&bench, "interviews", None);
    assert!(
        said.err
            .contains("the stage `interviews` comes after `essays`")
    );
    let (_, out) = packed(&bench, "interviews", Some(essays));
    let assignment = std::fs::read_to_string(out.join("assignment.csv")).unwrap();
    assert_snapshot!(assignment.trim_start_matches('\u{feff}'), @"
    application,readers,have_rated,to_rate,readers_missing,may_not_read
    A-01,A1,,A1,0,
    A-02,A1,,A1,0,
    A-03,A1,,A1,0,
    A-04,A1,,A1,0,
    A-05,A1,,A1,0,
    A-06,A1,,A1,0,
    A-07,A1,,A1,0,
    ");
}

/// Essays are read without knowing whose they are; whoever is interviewed has a name.
#[test]
fn a_stage_may_have_packs_that_show_and_say_something_else() {
    let packs = ["", OF_INTERVIEWS].map(|of_interviews| {
        let (bench, essays) = shortlisted(&with(PACKS, of_interviews));
        let (said, out) = packed(&bench, "interviews", Some(essays));
        std::fs::read(out.join("packs/A1.xlsx")).unwrap_or_else(|_| panic!("{}", said.err))
    });
    let said = packs.each_ref().map(|bytes| {
        let instructions = cells(bytes, "read first")[3][0].clone();
        let (_, own) = instructions.split_once("Rate by yourself").unwrap();
        let (by, own) = own.split_once(". A blank").unwrap();
        let (_, own) = own.split_once("send it back.").unwrap();
        let shown: Vec<String> = cells(bytes, "applications")
            .iter()
            .take(4)
            .map(|row| row.join(" | "))
            .collect();
        format!("Rate by yourself{by}. …{own}\n{}", shown.join("\n"))
    });
    assert_snapshot!(said.join("\n"), @"
    Rate by yourself. … You are not to know whose applications these are: where you recognise somebody, say so under “conflict”. Send it back by 20 April 2020.
    A-01 | 
    Groups, the most wanted first | water
     | 
    A-02 | 
    Rate by yourself. … Ask everybody the same questions.
    A-01 | 
    Name | Ada Berg
    Groups, the most wanted first | water
     |
    ");
}

#[test]
fn what_is_wrong_with_the_packs_of_a_stage_is_said_where_it_stands() {
    let said = |packs: &str, of_interviews: &str| {
        let text = with(packs, of_interviews);
        let mut loaded = load("rules.toml", &text, &|_| Err(String::new()));
        loaded
            .findings
            .retain(|one| one.severity() != Severity::Warning);
        let all = plain(&render("rules.toml", &text, &loaded.findings, false));
        // The last of each is where it stands.
        all.lines()
            .filter(|line| !line.trim_start().starts_with('|'))
            .map(|line| format!("{}\n", line.trim_end()))
            .collect::<String>()
    };
    let open = PACKS
        .replace("blind = true\nhits = \"mask\"\n", "")
        .replace("shows = [", "shows = [\"name\", ");
    let all = [
        said("", OF_INTERVIEWS),
        said(PACKS, "[stages.packs]\nshows = [\"name\"]\n"),
        said(PACKS, "[stages.packs]\nblind = false\nhits = \"list\"\n"),
        said(&open, "[stages.packs]\nblind = true\n"),
        said(PACKS, "[stages.packs]\nseed = \"other\"\n"),
        said(
            PACKS,
            "[stages.packs]\nshows = [\"interview\", \"nothing\"]\n",
        ),
    ];
    assert_snapshot!(all.join("\n"), @r#"
    error[bad-value]: there is no `[packs]`, or something in it is wrong
      --> rules.toml:67:1
    67 | [stages.packs]
       = help: write `[packs]` with `seed`, `shows` and `cites`, which hold for all stages; or take this out

    error[bad-value]: the field `name` is personal, and these packs are blind
      --> rules.toml:68:10
    68 | shows = ["name"]
       = help: take it out of `shows`; or take `personal` out of the field where it is a statement, in which names are looked for

    error[bad-value]: `hits` belongs to `blind = true`
      --> rules.toml:69:1
    69 | hits = "list"

    error[missing-key]: [stages.packs] needs the key `hits`
      --> rules.toml:67:1
    67 | [stages.packs]

    error[bad-value]: the field `name` is personal, and these packs are blind
      --> rules.toml:68:1
    68 | blind = true
       = help: take it out of `shows`; or take `personal` out of the field where it is a statement, in which names are looked for

    error[unknown-key]: [stages.packs] has no key `seed`
      --> rules.toml:68:1
    68 | seed = "other"
       = help: known: `cites`, `shows`, `at_most`, `blind`, `hits`, `instructions`

    error[bad-value]: `interview` is what assessors give
      --> rules.toml:68:10
    68 | shows = ["interview", "nothing"]
       = help: a pack has a cell for each rating; take it out of `shows`

    error[unknown-name]: there is no field `nothing`
      --> rules.toml:68:23
    68 | shows = ["interview", "nothing"]
       = help: known: `application`, `submitted`, `name`, `member`, `group`, `essay`, `interview`
    "#);
}
