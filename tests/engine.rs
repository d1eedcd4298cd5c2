//! The engine in memory: whole commands without a disk, and the same bytes as the program writes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader as _, Xlsx};
use intake::base::contradiction::Contradiction;
use intake::base::finding::{Code, Finding};
use intake::engine::compare::{self, Noticed, Refused};
use intake::engine::explain::{About, Format, explain};
use intake::engine::snapshot::{Held, now};
use intake::engine::verify::{Verified, as_written, recompute};
use intake::engine::{Ended, File, Inputs, Past, Pile, decide, select};
use intake::out::{Fill, Issue, Sink, unwritable};
use intake::table::Options;

use crate::bench::{Bench, repository};
use crate::shell;

const RULES: &str = "rules/montenegro-2019.toml";
const APPLICATIONS: &str = "sample-applications/montenegro-2019.csv";
const DECISIONS: &str = "sample-applications/montenegro-2019.decisions.csv";

/// A file of the repository by its name alone.
fn file(path: &str) -> File<'static> {
    let path = repository(path);
    File::new(
        path.file_name().unwrap().to_string_lossy(),
        fs::read(&path).unwrap(),
    )
}

fn inputs(rulings: &[&str]) -> Inputs<'static> {
    let lists = fs::read_dir(repository("rules/lists"))
        .unwrap()
        .map(|list| list.unwrap().path());
    let list = |path: std::path::PathBuf| {
        File::new(
            format!("lists/{}", path.file_name().unwrap().to_string_lossy()),
            fs::read(&path).unwrap(),
        )
    };
    Inputs {
        rules: file(RULES),
        lists: lists.map(list).collect(),
        applications: vec![file(APPLICATIONS)],
        ratings: Vec::new(),
        rulings: rulings.iter().map(|path| file(path)).collect(),
        reading: Options::default(),
        issue: Issue::default(),
        stage: None,
        stage_before: None,
    }
}

fn pile<'a>(inputs: &'a Inputs<'a>) -> Pile<'a> {
    Pile {
        applications: &inputs.applications,
        ratings: &[],
        rulings: &inputs.rulings,
        reading: &inputs.reading,
        follows: None,
        stage_before: None,
    }
}

fn ran(inputs: &Inputs<'_>) -> (Ended, BTreeMap<String, Vec<u8>>) {
    let mut files = BTreeMap::new();
    let ended = select(inputs, &mut files);
    (ended, files)
}

#[test]
fn a_selection_in_memory_gives_the_bytes_that_the_program_writes() {
    let (ended, files) = ran(&inputs(&[]));
    assert!(ended.is_done && ended.is_open, "{:?}", ended.findings);
    let written = Bench::of(RULES, APPLICATIONS).with_workbook().select();
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        written.files.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &files {
        assert!(*bytes == written.files[name], "{name} is not the same");
    }
}

#[test]
fn a_past_run_of_named_bytes_is_verified_explained_compared_and_made_again() {
    let (inputs, decided) = (inputs(&[]), inputs(&[DECISIONS]));
    let (mut run, other) = (ran(&inputs).1, ran(&decided).1);
    let Ok(Verified::AsWritten(manifest, _)) = as_written(&run) else {
        panic!("it is as it was written")
    };
    let past = Past::open(&run).unwrap();
    let rules = past.rules().unwrap();
    assert_eq!(
        recompute(&run, &manifest, &rules, pile(&inputs), &|_| ()),
        Ok(Vec::new())
    );
    assert_ne!(
        recompute(&run, &manifest, &rules, pile(&decided), &|_| ()),
        Ok(Vec::new())
    );

    let nothing = Pile {
        applications: &[],
        ratings: &[],
        rulings: &[],
        reading: &inputs.reading,
        follows: None,
        stage_before: None,
    };
    let page = |about| explain(&past, &about, nothing, Format::Markdown).unwrap();
    assert!(page(About::Application("A-0001".to_owned())).starts_with("# A-0001: unclear"));
    let personal = explain(
        &past,
        &About::ForApplicant("A-0001".to_owned()),
        pile(&inputs),
        Format::Html,
    )
    .unwrap();
    assert!(personal.contains("A-0001"));

    let (mut noticed, later) = (Noticed::default(), Past::open(&other).unwrap());
    let runs = ((&past, "spring"), (&later, "decided"));
    let comparison = compare::runs(runs, nothing, &|_| (), &mut noticed).unwrap();
    assert!(
        comparison.differs() && noticed.remarks.concat().contains("different decisions"),
        "{noticed:?}"
    );
    // Over applications both rules would be held by one set of decisions, which would say nothing of the two runs.
    let over = compare::runs(runs, pile(&inputs), &|_| (), &mut noticed);
    assert!(
        matches!(over, Err(Refused::Usage { words, .. }) if words.contains("different decisions"))
    );
    let same = compare::rules((&rules, &rules), pile(&inputs), &|_| (), &mut noticed).unwrap();
    assert!(!same.differs());

    let (before, after) = (
        now(&rules, pile(&inputs), &|_| ()).unwrap(),
        now(&rules, pile(&decided), &|_| ()).unwrap(),
    );
    assert_eq!(before.against(&before.text).unwrap(), Held::Same);
    assert!(matches!(
        after.against(&before.text).unwrap(),
        Held::Differs(_)
    ));

    drop(past);
    run.get_mut("unplaced.csv").unwrap().push(b' ');
    assert!(matches!(as_written(&run), Ok(Verified::Touched(_))));
    run.remove("manifest.json");
    let gone = as_written(&run).err().unwrap();
    assert!(gone.code == Code::RunUnreadable && Past::open(&run).is_err());
}

#[test]
fn nothing_is_given_where_rules_or_applications_are_refused() {
    let refused = |inputs: &Inputs<'_>| {
        let (ended, files) = ran(inputs);
        assert!(!ended.is_done && files.is_empty(), "{:?}", ended.findings);
        ended.findings.last().unwrap().code
    };
    let sample = || inputs(&[]);
    let rules = |change: &dyn Fn(String) -> String| {
        let text = fs::read_to_string(repository(RULES)).unwrap();
        Inputs {
            rules: File::new("rules.toml", change(text)),
            ..sample()
        }
    };
    assert_eq!(
        refused(&Inputs {
            lists: Vec::new(),
            ..sample()
        }),
        Code::ListUnreadable
    );
    assert_eq!(
        refused(&Inputs {
            rules: File::new("rules.toml", [0xFF, 0xFE]),
            ..sample()
        }),
        Code::Encoding
    );
    assert_eq!(
        refused(&rules(
            &|text| text.replace("format = 1", "format = 1\n# EDIT: all of it")
        )),
        Code::Unfinished
    );
    let absent = File::opened("gone.csv".to_owned(), || {
        Err(std::io::ErrorKind::NotFound.into())
    });
    assert_eq!(
        refused(&Inputs {
            applications: vec![absent],
            ..sample()
        }),
        Code::FileUnreadable
    );
    assert_eq!(
        refused(&Inputs {
            rulings: vec![file(APPLICATIONS)],
            ..sample()
        }),
        Code::HeadingMissing
    );
    let mut noticed = Noticed::default();
    let inputs = sample();
    let files = ran(&inputs).1;
    let rules = Past::open(&files).unwrap().rules().unwrap();
    let empty = [File::new("empty.csv", "")];
    let pile = Pile {
        applications: &empty,
        ..pile(&inputs)
    };
    assert!(matches!(
        compare::rules((&rules, &rules), pile, &|_| (), &mut noticed),
        Err(Refused::By(_))
    ));
}

/// Takes so many files and refuses the next.
struct Full(usize);

impl Sink for Full {
    fn file(&mut self, name: &str, _: Fill<'_>) -> Result<(), Finding> {
        self.0 = self
            .0
            .checked_sub(1)
            .ok_or_else(|| unwritable(name, &"no room"))?;
        Ok(())
    }
}

#[test]
fn a_sink_that_refuses_a_file_is_given_nothing_more_and_its_finding_is_what_is_said() {
    for room in [0, 3] {
        let ended = select(&inputs(&[]), &mut Full(room));
        assert!(!ended.is_done);
        assert_eq!(ended.findings.last().unwrap().code, Code::OutputUnwritable);
    }
}

#[test]
fn a_selection_that_contradicts_itself_ends_loudly_and_leaves_nothing() {
    let bench = Bench::of(RULES, APPLICATIONS);
    let inputs = inputs(&[]);
    let mut rules = Past::open(&ran(&inputs).1).unwrap().rules().unwrap();
    let (mut selection, _) = decide(&mut rules, pile(&inputs), &|_| ()).unwrap();
    // As a miss among positions would.
    selection.outcomes.pop();
    let options = shell::write::Options {
        out: bench.run_folder(),
        replace: false,
        issue: Issue {
            without_workbook: true,
            ..Default::default()
        },
    };
    let disk = shell::disk::Machine::default();
    let written = catch_unwind(AssertUnwindSafe(|| {
        shell::write::write(&disk, &selection, options, &|_| (), &|| Ok(()))
    }));
    let payload = written.unwrap_err();
    assert!(
        payload.downcast_ref::<Contradiction>().is_some(),
        "it says that it is a contradiction"
    );
    assert_eq!(bench.left(), ["rules.toml"]);
}

#[test]
fn the_day_of_a_selection_stands_on_cover_and_report_where_somebody_says_it_and_is_made_anew_by_verify()
 {
    let said = "2019-04-12";
    let with = |on: Option<&str>| Inputs {
        issue: Issue {
            on: on.map(|on| on.parse().unwrap()),
            ..Issue::default()
        },
        ..inputs(&[])
    };
    let (of_day, of_none) = (ran(&with(Some(said))).1, ran(&with(None)).1);
    let cover = |files: &BTreeMap<String, Vec<u8>>| {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(files["workbook.xlsx"].clone())).unwrap();
        let cells = book.worksheet_range("cover").unwrap();
        let texts = cells.used_cells().map(|(_, _, cell)| cell.to_string());
        texts.collect::<Vec<_>>().join("\n")
    };
    let report = |files: &BTreeMap<String, Vec<u8>>| {
        String::from_utf8(files["report.html"].clone()).unwrap()
    };
    for (files, is_said) in [(&of_day, true), (&of_none, false)] {
        assert_eq!(cover(files).contains(said), is_said);
        assert_eq!(report(files).contains(said), is_said);
    }
    let inputs = with(None);
    let Ok(Verified::AsWritten(manifest, _)) = as_written(&of_day) else {
        panic!("it is as it was written")
    };
    let rules = Past::open(&of_day).unwrap().rules().unwrap();
    let again = recompute(&of_day, &manifest, &rules, pile(&inputs), &|_| ());
    assert_eq!(again, Ok(Vec::new()));
}
