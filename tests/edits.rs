//! Edits of rules files as text: each changes the lines it is about, and its undoing gives the same bytes.

use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;
use intake::rules::edit::{Source, plain, quoted};
use intake::rules::load::Step;
use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};
use proptest::sample::Index;
use proptest::test_runner::Config;
use toml::de::{DeTable, DeValue};

use crate::bench::repository;

/// All rules files of the repository, as they are, with the line ends of Windows, and with a byte order mark.
fn samples() -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [
        "rules",
        "sample-applications/small",
        "sample-applications/tools",
    ] {
        let entries = fs::read_dir(repository(folder)).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    files.retain(|file| {
        let name = file.to_string_lossy().into_owned();
        name.ends_with(".toml") && !name.contains(".examples")
    });
    files.sort();
    assert!(files.len() > 15);
    let read = |file: &PathBuf| {
        (
            file.display().to_string(),
            fs::read_to_string(file).unwrap(),
        )
    };
    let all: Vec<_> = files.iter().map(read).collect();
    let windows = all.iter();
    let windows = windows.map(|(name, text)| (format!("{name}, CRLF"), text.replace('\n', "\r\n")));
    let marked = all.iter();
    let marked = marked.map(|(name, text)| (format!("{name}, BOM"), format!("\u{feff}{text}")));
    all.iter().cloned().chain(windows).chain(marked).collect()
}

/// The way to every value under a key, and to every table.
fn ways(table: &DeTable<'_>, way: &[Step], found: &mut Vec<Vec<Step>>) {
    for (key, value) in table {
        let steps = [way, &[Step::Key(key.get_ref().to_string())]].concat();
        found.push(steps.clone());
        match value.get_ref() {
            DeValue::Table(table) => ways(table, &steps, found),
            DeValue::Array(array) => {
                for (nth, value) in array.iter().enumerate() {
                    let Some(table) = value.get_ref().as_table() else {
                        continue;
                    };
                    let steps = [&steps[..], &[Step::Nth(nth)]].concat();
                    found.push(steps.clone());
                    ways(table, &steps, found);
                }
            }
            _ => {}
        }
    }
}

fn all_ways(text: &str) -> Vec<Vec<Step>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    assert!(errors.is_empty());
    let mut found = Vec::new();
    ways(document.get_ref(), &[], &mut found);
    found
}

fn step(key: &str) -> Step {
    Step::from(key)
}

#[test]
fn a_value_is_set_in_its_place_and_set_back_gives_the_same_bytes_in_every_sample() {
    let mut set = 0;
    for (name, text) in samples() {
        for way in all_ways(&text) {
            let source = Source::new(&text).unwrap();
            let written = source.written(&way).unwrap().to_owned();
            let Some(changed) = source.set(&way, "\"something else\"") else {
                continue;
            };
            set += 1;
            let span = source.at(&way).unwrap().span();
            assert_eq!(changed[..span.start], text[..span.start], "{name}: {way:?}");
            assert!(changed.ends_with(&text[span.end..]), "{name}: {way:?}");
            let written_now = &changed[span.start..changed.len() - (text.len() - span.end)];
            assert_eq!(written_now, "\"something else\"", "{name}: {way:?}");
            let back = Source::new(&changed).unwrap().set(&way, &written);
            assert!(back.as_deref() == Some(&*text), "{name}: {way:?}");
        }
    }
    assert!(set > 2000, "{set}");
}

#[test]
fn what_is_taken_out_takes_its_own_lines_with_it_and_leaves_toml() {
    let mut out = 0;
    for (name, text) in samples() {
        for way in all_ways(&text) {
            let Some(left) = Source::new(&text).unwrap().take_out(&way) else {
                continue;
            };
            out += 1;
            let after = Source::new(&left).unwrap_or_else(|| panic!("{name}: {way:?}\n{left}"));
            let nth = way.iter().rposition(|step| matches!(step, Step::Nth(_)));
            if nth.is_none() {
                assert!(after.at(&way).is_none(), "{name}: {way:?}");
            }
            // Every line that is left was there, in that order.
            let mut before = text.lines();
            let inline = |line: &str| line.contains('{');
            for line in left.lines().filter(|line| !inline(line)) {
                assert!(before.any(|other| other == line), "{name}: {way:?}: {line}");
            }
        }
    }
    assert!(out > 2000, "{out}");
}

#[test]
fn a_table_and_a_key_that_were_added_are_taken_out_without_a_trace() {
    for (name, text) in samples() {
        let source = Source::new(&text).unwrap();
        for (header, body, way) in [
            (
                "[[groups]]",
                "id = \"new\"\ntitle = \"New\"",
                vec![step("groups"), Step::Nth(source.many(&[step("groups")]))],
            ),
            (
                "[[eligibility]]",
                "id = \"new\"",
                vec![
                    step("eligibility"),
                    Step::Nth(source.many(&[step("eligibility")])),
                ],
            ),
            (
                "[decisions.new]",
                "text = \"x\"",
                vec![step("decisions"), step("new")],
            ),
            ("[letters]", "name = [\"x\"]", vec![step("letters")]),
        ] {
            if source.at(&way).is_some() {
                continue;
            }
            let added = source.add(header, body);
            let now = Source::new(&added).unwrap();
            assert!(now.at(&way).is_some(), "{name}: {header}");
            assert!(
                now.take_out(&way).as_deref() == Some(&*text),
                "{name}: {header}"
            );
        }
        for way in [
            ["call", "answer_by"],
            ["places", "deal"],
            ["programme", "confidential"],
        ] {
            let way = way.map(Step::from);
            if source.at(&way).is_some() {
                continue;
            }
            let set = source.set(&way, "1").unwrap();
            assert_eq!(
                Source::new(&set).unwrap().take_out(&way).as_deref(),
                Some(&*text),
                "{name}: {way:?}"
            );
        }
    }
}

const SHORT: &str = "\
# Ours.
format = 1

[call] # the call
deadline = 2020-03-31 # EDIT
cites = [
  \"deadline\", # why
]

# Below it.
[call.clauses]
deadline = \"…\"

# The only one.
[[groups]]
id = \"a\"
test = { field = \"x\", is = 1 }

[ranking]
cites = []
";

#[test]
fn keys_and_tables_go_where_a_person_would_put_them() {
    let source = Source::new(SHORT).unwrap();
    let set = source
        .set(&[step("call"), step("time_zone")], &quoted("Europe/Vienna"))
        .unwrap();
    let set = Source::new(&set)
        .unwrap()
        .set(&[step("export"), step("sheet")], &quoted("All \"in\""))
        .unwrap();
    let set = Source::new(&set).unwrap().add("[[groups]]", "id = \"b\"");
    let test = [step("groups"), Step::Nth(0), step("test")];
    let set = Source::new(&set)
        .unwrap()
        .set(&[&test[..], &[step("at_least")]].concat(), "2")
        .unwrap();
    let set = Source::new(&set)
        .unwrap()
        .take_out(&[&test[..], &[step("is")]].concat())
        .unwrap();
    assert_snapshot!(set, @r#"
    # Ours.
    format = 1

    [export]
    sheet = "All \"in\""

    [call] # the call
    deadline = 2020-03-31 # EDIT
    cites = [
      "deadline", # why
    ]
    time_zone = "Europe/Vienna"

    # Below it.
    [call.clauses]
    deadline = "…"

    # The only one.
    [[groups]]
    id = "a"
    test = { field = "x", at_least = 2 }

    [[groups]]
    id = "b"

    [ranking]
    cites = []
    "#);
}

#[test]
fn what_stands_directly_above_a_table_goes_with_it() {
    let source = Source::new(SHORT).unwrap();
    let left = source.take_out(&[step("groups"), Step::Nth(0)]).unwrap();
    assert!(
        !left.contains("The only one") && left.contains("# Below it."),
        "{left}"
    );
    assert!(
        left.ends_with("deadline = \"…\"\n\n[ranking]\ncites = []\n"),
        "{left}"
    );
}

#[test]
fn a_comment_goes_with_its_line_only_where_it_has_it_to_itself() {
    let source = Source::new(SHORT).unwrap();
    let marks = [
        source.comments_at(&[step("call"), step("deadline")]),
        source.comments_at(&[step("groups"), Step::Nth(0)]),
    ];
    let spans: Vec<_> = marks.concat().into_iter().map(|(span, _)| span).collect();
    let left = source.without_comments(&spans);
    assert_eq!(
        left,
        SHORT
            .replace(" # EDIT", "")
            .replace("# The only one.\n", "")
    );
}

#[test]
fn what_is_no_number_and_no_day_is_a_text_whatever_it_is() {
    for (said, written) in [
        ("8", "8"),
        ("7.50", "7.50"),
        ("2026-03-31", "2026-03-31"),
        ("2026-03-31T23:59:59", "2026-03-31T23:59:59"),
        ("7,5", "\"7,5\""),
        ("08", "\"08\""),
        ("31.3.2026", "\"31.3.2026\""),
        ("1 # all", "\"1 # all\""),
        ("1\ny = 2", "\"1\\ny = 2\""),
        ("[1]", "\"[1]\""),
        ("", "\"\""),
    ] {
        assert_eq!(plain(said), written);
    }
}

proptest! {
    #![proptest_config(Config { cases: 300, failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_is_said_is_kept_as_it_was_said(said in any::<String>().prop_map(|said| said.trim().to_owned())) {
        for written in [quoted(&said), plain(&said)] {
            let text = SHORT.replace("2020-03-31", &written);
            let source = Source::new(&text).unwrap();
            let value = source.at(&[step("call"), step("deadline")]).unwrap();
            let kept = value.get_ref().as_str().unwrap_or(&written);
            prop_assert_eq!(kept, &said);
        }
    }

    #[test]
    fn any_edit_leaves_toml_and_every_line_before_and_after_it(at in any::<Index>(), which in any::<Index>(), said in any::<String>()) {
        let samples = samples();
        let (_, text) = at.get(&samples);
        let ways = all_ways(text);
        let way = which.get(&ways);
        let source = Source::new(text).unwrap();
        let edits = [source.set(way, &plain(&said)), source.take_out(way), Some(source.add("[[scoring]]", "id = \"x\""))];
        for edited in edits.into_iter().flatten() {
            proptest::prop_assert!(Source::new(&edited).is_some());
        }
    }
}
