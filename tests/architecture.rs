//! The shape of the house, read off the source: who may import whom, who touches files, and how files begin and end.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that panics fails"
)]

mod bare;
mod circles;
mod kinds;
mod misses;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::bench::repository;

/// The modules in the order of `src/lib.rs`, which is the order in which a run passes through them.
fn layers() -> Vec<String> {
    let lib = fs::read_to_string(repository("src/lib.rs")).unwrap();
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// Every source file: path under `src` with `/`, and text.
fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, under: &str, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{under}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                collect(&path, &format!("{name}/"), found);
            } else if name.ends_with(".rs") {
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    collect(&repository("src"), "", &mut found);
    found.sort();
    found
}

/// The module a file belongs to: `seats` for `seats/greedy.rs`.
fn module(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap()
}

#[test]
fn no_test_stands_in_the_library_where_none_is_run() {
    for (file, text) in sources() {
        for test in ["cfg(test)", "#[test]", "/// ```", "//! ```"] {
            assert!(
                !text.contains(test),
                "{file} has `{test}`: tests stand in tests/"
            );
        }
    }
}

#[test]
fn every_code_of_a_finding_is_given_by_something() {
    let sources: String = sources()
        .into_iter()
        .filter(|(file, _)| file != "base/finding.rs")
        .map(|(_, text)| code(&text))
        .collect();
    for given in intake::base::finding::Code::ALL {
        assert!(
            sources.contains(&format!("Code::{given:?}")),
            "nothing gives `{given}`"
        );
    }
}

/// The text without comments.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The modules of the crate that a text names: `crate::rules::…`, and each of `crate::{check, finding}`.
fn named(text: &str) -> BTreeSet<String> {
    let word = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut named = BTreeSet::new();
    for piece in text.split("crate::").skip(1) {
        match piece
            .strip_prefix('{')
            .and_then(|rest| rest.split_once("};"))
        {
            Some((list, _)) => {
                let mut depth = 0;
                let outer: String = list
                    .chars()
                    .filter(|c| {
                        depth += i32::from(*c == '{') - i32::from(*c == '}');
                        depth == 0
                    })
                    .collect();
                named.extend(
                    outer
                        .split(',')
                        .map(|entry| word(entry.trim_start()))
                        .filter(|name| !name.is_empty()),
                );
            }
            None => drop(named.insert(word(piece))),
        }
    }
    named
}

/// Who decides by texts of personal columns, or shows them where they belong: rosters, open places, and what is asked for by
/// `--personal` and `--report-personal`. Examples are nobody's answers.
const REVEALING: [&str; 15] = [
    "values/personal.rs",
    "judge/criteria/mod.rs",
    "people/parted_by_name.rs",
    "judge/late_by_zone.rs",
    "rulings/cells.rs",
    "rulings/moved.rs",
    "record/from_selection/found.rs",
    "papers/handout/row.rs",
    "papers/lists/mod.rs",
    "papers/lists/ranked.rs",
    // Assessors and applicants are held against each other, and packs show what the rules let readers see.
    "study/packs/conflicts.rs",
    "papers/packs/mod.rs",
    "papers/explanation/personal.rs",
    // Whoever asks an assessor about their own words reads them.
    "record/clarifications.rs",
    "study/examples/tree.rs",
];

#[test]
fn personal_texts_are_revealed_only_where_they_decide_or_belong() {
    for (file, text) in sources() {
        let may = REVEALING.contains(&file.as_str());
        assert_eq!(
            [".revealed()", ".listed()", ".to_office()"]
                .iter()
                .any(|opens| code(&text).contains(opens)),
            may,
            "src/{file} opens texts of personal columns, or need not"
        );
    }
}

/// Where people's own text is read, or a text file of ours; everywhere else facts have types.
const READERS: [&str; 8] = [
    "table/",
    "answers/",
    "study/inspect/",
    "values/",
    "rules/load/",
    "rulings/answers/",
    "study/compare/snapshot.rs",
    "shell/",
];

#[test]
fn nothing_takes_a_sentence_apart_to_decide_something() {
    let asks = [
        "== ",
        "!= ",
        "starts_with(",
        "ends_with(",
        "contains(",
        "split(",
        "split_once(",
        "strip_prefix(",
    ];
    let words = |rest: &str| {
        let (text, _) = rest.strip_prefix('"')?.lines().next()?.split_once('"')?;
        (text
            .split(' ')
            .filter(|word| word.chars().any(char::is_alphabetic))
            .count()
            > 1
            || text == ": "
            || text == ", ")
            .then(|| text.to_owned())
    };
    for (file, text) in sources() {
        if READERS.iter().any(|reader| file.starts_with(reader)) {
            continue;
        }
        for ask in asks {
            let found = code(&text).split(ask).skip(1).find_map(words);
            assert!(
                found.is_none(),
                "src/{file} asks whether a text is or holds {found:?}: what it says should have a type"
            );
        }
    }
}

/// The texts between quotation marks that have several words.
fn sentences(text: &str) -> Vec<String> {
    let text = text.replace("\\\"", "'");
    let said = text.split('"').skip(1).step_by(2);
    let is_sentence = |said: &&str| said.split(' ').filter(|word| word.len() > 1).count() > 3;
    said.filter(is_sentence).map(str::to_owned).collect()
}

#[test]
fn what_is_said_of_cells_columns_and_answers_about_them_stands_in_one_place() {
    let (here, others): (Vec<_>, Vec<_>) = sources()
        .into_iter()
        .map(|(file, text)| (file, code(&text)))
        .partition(|(file, _)| file.starts_with("words/problems/"));
    let ours: Vec<String> = here.iter().flat_map(|(_, text)| sentences(text)).collect();
    assert!(ours.len() > 80, "only {} sentences were found", ours.len());
    for (file, text) in &others {
        // The rules have mistakes of their own, and so have people's decisions.
        let may = ["rules/load/", "base/finding.rs"];
        let said = ours.iter().find(|said| text.contains(*said));
        assert!(
            said.is_none() || may.iter().any(|may| file.starts_with(may)),
            "src/{file} says {said:?}, as words/problems/ does"
        );
    }
    let silent = [
        "values/problem.rs",
        "values/of_column.rs",
        "values/unusable.rs",
        "answers/per_column/",
        "rulings/answers/",
    ];
    for (file, text) in &others {
        if silent.iter().any(|silent| file.starts_with(silent)) {
            assert_eq!(
                sentences(text),
                [""; 0],
                "what src/{file} finds has no words"
            );
        }
    }
}

#[test]
fn a_module_imports_earlier_modules_only() {
    let layers = layers();
    let way = [
        "rules", "table", "answers", "judge", "score", "rank", "seats", "select", "record",
        "papers", "out",
    ];
    let stages: Vec<&String> = layers
        .iter()
        .filter(|layer| way.contains(&layer.as_str()))
        .collect();
    assert_eq!(
        stages, way,
        "the order in which a run passes through the stages"
    );
    let at = |name: &str| layers.iter().position(|layer| layer == name);
    let mut seen = 0;
    for (file, text) in sources() {
        let Some(own) = at(module(&file)) else {
            assert!(
                is_of_the_binary(&file) || file == "lib.rs",
                "src/lib.rs does not list {file}"
            );
            continue;
        };
        for name in named(&code(&text)) {
            let other = at(&name).unwrap_or_else(|| {
                panic!("src/{file} names crate::{name}, which src/lib.rs does not list")
            });
            assert!(other <= own, "src/{file} imports the later module {name}");
            seen += usize::from(other < own);
        }
    }
    assert!(seen > 100, "only {seen} imports were found");
}

/// Whether a file is the binary's alone: `src/lib.rs` does not have it, so the library cannot use it.
fn is_of_the_binary(file: &str) -> bool {
    ["main", "cli", "shell"].contains(&module(file))
}

#[test]
fn the_library_has_no_files_no_threads_no_environment_and_no_terminal() {
    for (file, text) in sources()
        .into_iter()
        .filter(|(file, _)| !is_of_the_binary(file))
    {
        let code = code(&text);
        let of_files = code
            .match_indices("fs::")
            .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        assert!(!of_files, "src/{file} uses fs::");
        for name in [
            "std::fs",
            "File::open",
            "std::env",
            "env::var",
            "std::thread",
            "std::process",
            "std::io::stdout",
            "io::stdout",
            "io::stderr",
            "clap",
            "anstream",
            "indicatif",
            "rustix",
            "signal_hook",
        ] {
            assert!(!code.contains(name), "src/{file} uses {name}");
        }
    }
}

#[test]
fn the_library_shares_work_in_one_place() {
    let library = sources()
        .into_iter()
        .filter(|(file, _)| !is_of_the_binary(file));
    for (file, text) in library {
        let shares = code(&text).contains("rayon");
        assert_eq!(shares, file == "base/each.rs", "src/{file} and rayon");
    }
}

#[test]
fn what_was_typed_is_known_to_main_and_cli_only() {
    for (file, text) in sources()
        .into_iter()
        .filter(|(file, _)| module(file) == "shell")
    {
        let code = code(&text);
        for name in ["clap", "std::env", "env::var", "crate::cli"] {
            assert!(!code.contains(name), "src/{file} uses {name}");
        }
    }
}

#[test]
fn there_is_no_network_and_no_clock() {
    for (file, text) in sources() {
        let code = code(&text);
        let forbidden = [
            "std::net",
            "TcpStream",
            "UdpSocket",
            "std::process::Command",
            "SystemTime",
            "Instant::now",
            "Zoned::now",
            "Timestamp::now",
            "TimeZone::system",
            "thread_rng",
            "rand::",
        ];
        for name in forbidden {
            assert!(!code.contains(name), "src/{file} uses {name}");
        }
    }
}

#[test]
fn no_stage_measures_with_binary_floats() {
    // The workbook's own number format is one; so are the floats that old workbooks hold.
    let doors = ["out/workbook/", "table/workbook/"];
    for (file, text) in sources() {
        let code = code(&text);
        let float = code.contains("f64") || code.contains("f32");
        assert!(
            !float || doors.iter().any(|door| file.starts_with(door)),
            "src/{file} uses a binary float"
        );
    }
}

#[test]
fn every_file_opens_with_why_it_exists_and_stays_short() {
    for (file, text) in sources() {
        assert!(
            text.starts_with("//! "),
            "src/{file} does not say why it exists"
        );
        let lines = text.lines().count();
        assert!(lines <= 400, "src/{file} has {lines} lines");
    }
}

#[test]
fn the_map_names_every_module_and_only_what_stands_there() {
    let page = fs::read_to_string(repository("ARCHITECTURE.md")).unwrap();
    let files: Vec<String> = sources().into_iter().map(|(file, _)| file).collect();
    let ticked = |text: &str| -> Vec<String> {
        text.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let mut modules = BTreeSet::new();
    for row in page.lines().filter(|line| line.starts_with("| `")) {
        let (_, rest) = row.split_once("| ").unwrap();
        let (names, about) = rest.split_once(" | ").unwrap();
        let names = ticked(names);
        modules.extend(names.iter().map(|name| module(name).to_owned()));
        let inside = |path: &str| {
            names
                .iter()
                .any(|name| path.starts_with(name.trim_end_matches(".rs")))
        };
        let is_path = |name: &String| {
            name.chars()
                .all(|c| c.is_ascii_lowercase() || "_/".contains(c))
        };
        for name in ticked(about)
            .into_iter()
            .filter(is_path)
            .filter(|_| !names[0].starts_with(".."))
        {
            let file = name.trim_end_matches('/');
            let whole = format!("/{file}");
            let ends = [format!("{whole}.rs"), format!("{whole}/mod.rs")];
            let is = |path: &String| {
                inside(path)
                    && ends
                        .iter()
                        .any(|end| format!("/{path}").ends_with(end.as_str()))
            };
            assert!(
                files.iter().any(is),
                "ARCHITECTURE.md: {names:?} has no {name}"
            );
        }
    }
    for layer in layers() {
        assert!(
            modules.contains(&layer),
            "ARCHITECTURE.md says nothing of {layer}"
        );
    }
}
