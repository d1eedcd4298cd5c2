//! Where a packet goes, and from which files personal answers may come.

use insta::assert_snapshot;

use super::{bench, named, page};
use crate::bench::{plain, put};
use crate::letters::DECISIONS;
use crate::shell::packet::Whom;
use crate::shell::{Exit, Job, Packet};
use intake::out::Issue;
use intake::table::Options;

fn to(bench: &crate::bench::Bench, out: &str, replace: bool) -> Job {
    Job::Packet(Packet {
        run: bench.run_folder().to_owned(),
        whom: named(&["L-1", "L-4"]),
        personal: Vec::new(),
        rulings: Vec::new(),
        reading: Options::default(),
        out: Some(bench.folder().join(out)),
        replace,
    })
}

#[test]
fn a_packet_is_one_file_and_never_written_over_unasked() {
    let bench = bench();
    let said = bench.job(&to(&bench, "packet.html", false));
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert_snapshot!(plain(&said.out), @"
    …/packet.html: written, 2 people, each on a page of their own
    ");
    let path = bench.folder().join("packet.html");
    let first = std::fs::read_to_string(&path).unwrap();
    assert!(first.starts_with(intake::out::packet::BEGINS), "{first}");
    assert_eq!(first, bench.packet(named(&["L-1", "L-4"]), &[]).out);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = bench.job(&to(&bench, "packet.html", false));
    assert_eq!(again.exit, Exit::Refused);
    assert_snapshot!(plain(&again.err), @"
    error[output-exists] …/packet.html: is there already
      help: choose another name with --out, or renew an earlier packet with --replace
    ");
    assert_eq!(bench.job(&to(&bench, "packet.html", true)).exit, Exit::Done);
    // Only a packet makes way for one.
    put(&path, "somebody's own notes");
    let refused = bench.job(&to(&bench, "packet.html", true));
    assert_eq!(refused.exit, Exit::Refused);
    assert_snapshot!(plain(&refused.err), @"
    error[output-exists] …/packet.html: is there already, is no packet of Intake, and is not written over
      help: choose another name with --out
    ");
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "somebody's own notes"
    );
}

#[test]
fn a_run_that_was_changed_or_other_applications_give_no_packet() {
    let bench = bench();
    let other = bench.beside("other.csv", "ID,Submitted\nL-1,2020-03-01T08:00:00\n");
    let said = bench.packet(named(&["L-1"]), &[other]);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Refused, ""));
    assert!(!said.err.is_empty());
    put(&bench.run_folder().join("audit.jsonl"), "{}");
    let said = bench.packet(Whom::CloseCalls, &[]);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Refused, ""));
    assert!(said.err.contains("audit.jsonl"), "{}", said.err);
}

#[test]
fn a_run_of_replacements_has_packets_like_any_other() {
    let mut bench = bench();
    let given_back =
        format!("{DECISIONS}L-2,declined,,,Panel Petra,2020-04-22,cannot come after all\n");
    let rulings = bench.beside("second-week.csv", given_back);
    let out = bench.path("after");
    let replaced = bench.job(&Job::Replace {
        after: None,
        ratings: Vec::new(),
        run: bench.run_folder().to_owned(),
        applications: bench.applications.clone(),
        rules: None,
        out: out.clone(),
        reading: Options::default(),
        rulings: vec![rulings.clone()],
        replace: false,
        issue: Issue {
            without_report: true,
            without_workbook: true,
            ..Issue::default()
        },
    });
    assert_eq!(replaced.exit, Exit::Done, "{}", replaced.err);
    bench.out = out;
    bench.rulings = vec![rulings];
    let packet = bench.packet(named(&["L-1", "L-2"]), &bench.applications);
    assert_eq!((packet.exit, packet.err.as_str()), (Exit::Done, ""));
    let (kept, gone) = (page(&packet.out, "L-1"), page(&packet.out, "L-2"));
    assert!(
        kept.contains("<strong>selected for Clean water</strong>"),
        "{kept}"
    );
    assert!(
        gone.contains("the applicant declined the seat") && gone.contains("cannot come after all"),
        "{gone}"
    );
}
