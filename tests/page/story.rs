//! The story of a run that is opened again: the one that was shown when it was made, and nothing that somebody put into its report.

use std::collections::BTreeMap;

use intake::base::digest;
use intake::record::manifest::{self, Manifest};
use serde_json::json;

use super::{Files, Told, asked, of_run, sample};

fn opened(run: &Told) -> Told {
    let packed = asked("pack", &json!({}), &of_run(run));
    let zip = packed.files["run.zip"].clone();
    let files: Files = vec![("packed", "run.zip".to_owned(), zip)];
    asked("open", &json!({}), &files)
}

/// Writes another report into a run, and seals it again, as anybody can.
fn forged(run: &Told, report: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = run.files.clone();
    let mut manifest: Manifest = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest.files.iter_mut();
    let listed = listed.filter(|file| file.file == "report.html");
    for file in listed {
        file.sha256 = digest::of(report.as_bytes());
        file.bytes = report.len() as u64;
    }
    manifest.seal = None;
    let mut sealed = Vec::new();
    manifest::write(&mut sealed, &manifest).unwrap();
    files.insert("report.html".to_owned(), report.as_bytes().to_vec());
    files.insert("manifest.json".to_owned(), sealed);
    files
}

#[test]
fn a_run_that_is_opened_again_shows_the_story_that_was_shown_when_it_was_made() {
    for options in [
        json!({"without-workbook": true, "report-firmness": true}),
        json!({"without-workbook": true, "report-personal": true, "on": "2019-04-05"}),
    ] {
        let ran = asked("select", &options, &sample());
        let opened = opened(&ran);
        assert_eq!(opened.state(), "done", "{}", opened.line());
        assert!(
            opened.part("selection") == ran.part("selection"),
            "{options}"
        );
        assert!(opened.part("open").contains("See its report"));
    }
    let bare = json!({"without-workbook": true, "without-report": true});
    let bare = opened(&asked("select", &bare, &sample()));
    assert_eq!((bare.state(), bare.part("selection")), ("done", ""));
    assert!(bare.part("open").contains("without a report"));
}

#[test]
fn what_intake_writes_in_no_report_is_not_shown() {
    let ran = asked("select", &json!({"without-workbook": true}), &sample());
    let report = String::from_utf8(ran.files["report.html"].clone()).unwrap();
    let with = |what: &str| report.replacen("<h2", &format!("{what}<h2"), 1);
    let forgeries = [
        with("<script>alert(1)</script>"),
        with("<img src=x onerror=alert(1)>"),
        with("<p onclick=\"alert(1)\">"),
        with("<p style=\"color:red\">"),
        with("<a href=\"https://example.org\">"),
        with("<a href>"),
        with("<p class=x>"),
        with("<p class='x'>"),
        with("<P CLASS=\"x\">"),
        with("<button type=\"button\" data-do=\"pack\">"),
        with("<!-- -->"),
        with("<rect fill=\"url(https://example.org)\">"),
        with("<p class=\"x\"onclick=\"y\">"),
        with("<p/onclick=\"y\">"),
        with("<"),
        "no report".to_owned(),
    ];
    for forgery in forgeries {
        assert_ne!(forgery, report);
        let mut told = asked("select", &json!({"without-workbook": true}), &sample());
        told.files = forged(&ran, &forgery);
        let opened = opened(&told);
        assert_eq!(opened.state(), "done", "{}", opened.line());
        assert_eq!(
            opened.part("selection"),
            "",
            "{}",
            &forgery[..200.min(forgery.len())]
        );
        assert!(opened.part("open").contains("is not shown"));
    }
    let mut told = asked("select", &json!({"without-workbook": true}), &sample());
    told.files = forged(&ran, &with("<p class=\"x\">&lt;img&gt;</p>"));
    assert!(opened(&told).part("selection").contains("&lt;img&gt;"));
}
