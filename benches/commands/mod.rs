//! What is asked beside a selection, in memory: a run of a real call's size, the rules' own examples, a file not judged yet.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use criterion::Criterion;
use intake::engine::explain::{About, Format, explain};
use intake::engine::verify::as_written;
use intake::engine::{Past, Pile};
use intake::out;
use intake::rules::{Rules, load};
use intake::select::Selection;
use intake::study::examples::{self, Batches, coverage, mutate};
use intake::study::{analyse, check, inspect};
use intake::table::{Options, Sheet};

/// `selection` is of the `sheets`.
pub(crate) fn measure(
    bench: &mut Criterion,
    rules: &Rules,
    sheets: &[Sheet],
    selection: &Selection<'_>,
) -> Result<(), Box<dyn Error>> {
    let mut run: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    out::write(
        selection,
        out::Issue {
            without_workbook: true,
            ..out::Issue::default()
        },
        &mut run,
    )
    .map_err(|finding| format!("{finding:?}"))?;
    let mut group = bench.benchmark_group("ask");
    group.bench_function("verify", |bench| bench.iter(|| as_written(&run).is_ok()));

    let past = Past::open(&run).map_err(|finding| format!("{finding:?}"))?;
    // Of whoever is first in the ranking and of whoever is last, what-ifs included.
    let ends = [
        selection.standings.iter().next(),
        selection.standings.iter().last(),
    ];
    for (standing, which) in ends.into_iter().flatten().zip(["first", "last"]) {
        let id = selection.applications.id(standing.application).into_owned();
        let about = About::Application(id);
        group.bench_function(format!("explain the {which}"), |bench| {
            bench.iter(|| {
                let pile = Pile {
                    ratings: &[],
                    follows: None,
                    stage_before: None,
                    applications: &[],
                    rulings: &[],
                    reading: &Options::default(),
                };
                explain(&past, &about, pile, Format::Text).is_ok()
            });
        });
    }

    group.bench_function("inspect", |bench| {
        bench.iter(|| {
            let of = |sheet| inspect::page(sheet, &inspect::columns(sheet)).len();
            sheets.iter().map(of).sum::<usize>()
        });
    });
    group.bench_function("check", |bench| {
        bench.iter(|| (analyse::analyse(rules), check::check(rules, sheets).is_ok()));
    });

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/montenegro-2019.examples.toml");
    let loaded = load::load_examples(rules, "examples.toml", &fs::read_to_string(path)?);
    let asked = loaded
        .examples
        .ok_or_else(|| format!("{:?}", loaded.findings))?;
    let batches = Batches::new(rules, &asked);
    group.bench_function("examples", |bench| {
        bench.iter(|| examples::failures(rules, &asked, &batches).len());
    });
    group.bench_function("coverage", |bench| {
        bench.iter_with_large_drop(|| coverage::coverage(rules, &batches));
    });
    group.bench_function("mutate", |bench| {
        bench.iter_with_large_drop(|| mutate::mutate(rules, &asked, &batches));
    });
    group.finish();
    Ok(())
}
