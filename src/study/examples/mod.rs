//! Worked examples, tried on the rules: which fail and why, which rules none of them decides, which changes none notices.
//!
//! Examples go the way of everybody's applications, through [`select`]. Those that could push each other aside, because
//! they share an id or what tells people apart, are kept in piles of their own; what becomes of one in a pile of others is
//! then what would become of it alone.

pub mod batches;
pub mod coverage;
pub mod lists;
pub mod mutate;
pub mod pools;
pub mod single;
pub mod input_space;
pub mod tree;

pub use batches::Batches;

use crate::base::finding::Finding;
use crate::rules::Rules;
use crate::rules::examples::Examples;
use crate::select::{Selection, select};

/// An example, pool or list that did not come out as expected.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Line of the examples file, from 1.
    pub line: u32,
    pub id: String,
    pub title: String,
    pub differences: Vec<Difference>,
    /// The rules it hangs on with the values under each of their expressions, ready to print; may be empty.
    pub tree: String,
}

/// One thing that did not come out as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub what: String,
    pub expected: String,
    pub came: String,
}

/// Tries all examples.
pub fn failures(rules: &Rules, examples: &Examples, batches: &Batches) -> Vec<Failure> {
    let mut failures = lists::failures(rules, examples);
    let (whole, rules) = (rules, &*rules.for_examples());
    for pile in &batches.singles {
        match select(rules, std::slice::from_ref(&pile.sheet)) {
            Ok(selection) => failures.extend(failing(rules, examples, pile, &selection)),
            Err(findings) => failures.extend(examples.examples.first().map(|first| Failure {
                line: first.line,
                id: first.id.clone(),
                title: first.title.clone(),
                differences: vec![refused(&findings)],
                tree: String::new(),
            })),
        }
    }
    for (pool, sheet) in examples.pools.iter().zip(&batches.pools) {
        let of_stage = whole.for_pool(pool.stage);
        let (differences, tree) = match select(&of_stage, std::slice::from_ref(sheet)) {
            Ok(selection) => (
                pools::differences(&pool.expect, &selection),
                pools::ranking(&selection),
            ),
            Err(findings) => (vec![refused(&findings)], String::new()),
        };
        if !differences.is_empty() {
            let (id, title) = (pool.id.clone(), pool.title.clone());
            failures.push(Failure {
                line: pool.line,
                id,
                title,
                differences,
                tree,
            });
        }
    }
    failures.sort_by_key(|failure| failure.line);
    failures
}

fn failing(
    rules: &Rules,
    examples: &Examples,
    pile: &batches::Pile,
    selection: &Selection<'_>,
) -> Vec<Failure> {
    let mut failures = Vec::new();
    for (example, application) in pile.examples(examples, selection) {
        let found = single::differences(&example.expect, selection, application);
        if !found.is_empty() {
            let about: Vec<_> = found
                .iter()
                .flat_map(|(_, about)| about.iter().copied())
                .collect();
            failures.push(Failure {
                line: example.line,
                id: example.id.clone(),
                title: example.title.clone(),
                differences: found
                    .into_iter()
                    .map(|(difference, _)| difference)
                    .collect(),
                tree: tree::page(rules, selection, application, &about),
            });
        }
    }
    failures
}

fn refused(findings: &[Finding]) -> Difference {
    let came = findings
        .first()
        .map_or("", |finding| finding.message.as_str());
    Difference {
        what: "the applications".to_owned(),
        expected: "to be read".to_owned(),
        came: came.to_owned(),
    }
}

/// Whether any example fails; stops at the first.
pub fn notice(rules: &Rules, examples: &Examples, batches: &Batches) -> bool {
    let lists = || lists::notice(rules, examples);
    let (whole, rules) = (rules, &*rules.for_examples());
    let singles = || {
        batches.singles.iter().any(
            |pile| match select(rules, std::slice::from_ref(&pile.sheet)) {
                Ok(selection) => {
                    pile.examples(examples, &selection)
                        .any(|(example, application)| {
                            single::differs(&example.expect, &selection, application)
                        })
                }
                Err(_) => true,
            },
        )
    };
    let pools = || {
        examples
            .pools
            .iter()
            .zip(&batches.pools)
            .any(|(pool, sheet)| {
                match select(&whole.for_pool(pool.stage), std::slice::from_ref(sheet)) {
                    Ok(selection) => !pools::differences(&pool.expect, &selection).is_empty(),
                    Err(_) => true,
                }
            })
    };
    lists() || singles() || pools()
}

/// The line of a key in the table that begins at `line`; the table's own where the key does not stand there.
pub(crate) fn line_of_key(rules: &Rules, line: u32, key: &str) -> u32 {
    let is_key = |text: &str| {
        text.trim_start()
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let lines = (1_u32..)
        .zip(rules.file.text.lines())
        .skip_while(|(number, _)| *number <= line);
    let mut table = lines.take_while(|(_, text)| !text.trim_start().starts_with('['));
    table
        .find(|(_, text)| is_key(text))
        .map_or(line, |(number, _)| number)
}
