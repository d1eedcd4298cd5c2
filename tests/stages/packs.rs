//! Packs of a later stage hold those whom the stage before shortlisted, and what is rated there.

use insta::assert_snapshot;

use intake::table::Options;

use super::{PILE, RULES};
use crate::bench::Bench;
use crate::shell::{Exit, Job, Packs};

#[test]
fn packs_of_a_later_stage_are_of_its_shortlist_and_ask_for_its_ratings_alone() {
    let packs = "[packs]\nseed = \"two-stages\"\ncites = [\"interview\"]\nshows = [\"group\"]\n\n";
    let at = RULES.find("[fields.application]").unwrap();
    let rules = format!("{}{packs}{}", &RULES[..at], &RULES[at..]);
    let bench = Bench::new(&rules).pile(PILE);
    bench.folder();
    let essays = bench.path("essays");
    let made = bench.job(&Job::Select {
        stage: Some("essays".to_owned()),
        after: None,
        applications: bench.applications.clone(),
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        out: essays.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        replace: false,
        without_workbook: true,
        without_report: true,
        report_personal: false,
        report_firmness: false,
        is_final: false,
    });
    assert!(
        made.exit == Exit::Done || made.exit == Exit::Questions,
        "{}",
        made.err
    );
    let packed = |stage: &str, after| {
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
        let assignment = std::fs::read_to_string(out.join("assignment.csv"));
        assignment
            .unwrap_or(said.err)
            .trim_start_matches('\u{feff}')
            .to_owned()
    };
    assert!(packed("interviews", None).contains("the stage `interviews` comes after `essays`"));
    assert_snapshot!(packed("interviews", Some(essays)), @"
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
