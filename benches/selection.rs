//! The stages of a run over an invented pile; `benches/README.md` says how to run this and what to compare it with.
//!
//! Each stage takes what the one before it left, so a stage's time is its own.

#[path = "../examples/sample/application.rs"]
mod application;
mod commands;
mod lists;
#[path = "../examples/sample/names.rs"]
mod names;
#[path = "../examples/sample/random.rs"]
mod random;
#[path = "../src/shell/mod.rs"]
#[expect(dead_code, reason = "only the writing of a run folder is measured")]
mod shell;
#[path = "../examples/pile/rows.rs"]
mod rows;
#[path = "../examples/sample/texts.rs"]
mod texts;

use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput};
use intake::answers;
use intake::base::origin::Source;
use intake::judge::{self, preferences::PreferenceOrder};
use intake::papers::lists as of_a_run;
use intake::people::link_applications;
use intake::rank::{self, Standing};
use intake::record::audit;
use intake::record::from_selection::Lines;
use intake::rules::{CriterionId, GroupSet, Rules, load};
use intake::select::{Selection, select};
use intake::table::{self, Options, Sheet};
use intake::{out, score, seats};

/// As many rows as make each stage long enough to measure and none wait for a thread pool.
const ROWS: u32 = 10_000;
/// As many as a real call brings.
const REAL: u32 = 300;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (pile, real) = (pile(folder.path(), ROWS)?, pile(folder.path(), REAL)?);
    let rules = rules()?;
    let mut bench = Criterion::default().sample_size(20).configure_from_args();

    reading(&mut bench, &pile);
    let sheets = sheets(&pile);
    let selection = selected(&rules, &sheets)?;
    deciding(&mut bench, &rules, &sheets, &selection);
    lists::measure(&mut bench)?;
    writing(&mut bench, &selection);
    let sheets = self::sheets(&real);
    commands::measure(&mut bench, &rules, &sheets, &selected(&rules, &sheets)?)?;
    whole(&mut bench, &rules, &real, folder.path());
    bench.final_summary();
    Ok(())
}

/// The bare pass is the yardstick of everything else.
fn reading(bench: &mut Criterion, pile: &Path) {
    let mut group = bench.benchmark_group("read");
    group.throughput(Throughput::Elements(u64::from(ROWS)));
    group.bench_function("bare csv pass", |bench| bench.iter(|| bare_pass(pile)));
    group.bench_function("read", |bench| bench.iter_with_large_drop(|| sheets(pile)));
    group.finish();
}

fn deciding(bench: &mut Criterion, rules: &Rules, sheets: &[Sheet], selection: &Selection<'_>) {
    let mut group = bench.benchmark_group("decide");
    group.throughput(Throughput::Elements(u64::from(ROWS)));
    group.bench_function("normalise", |bench| {
        bench.iter_with_large_drop(|| answers::read(&rules.form, sheets));
    });
    group.bench_function("normalise, judge, score, rank, fill", |bench| {
        bench.iter_with_large_drop(|| select(rules, sheets));
    });
    let facts = |application| selection.facts(application);
    let judge = || {
        let all = selection.applications.len();
        judge::judge_all(&rules.criteria, &rules.places, facts, all)
    };
    group.bench_function("judge", |bench| bench.iter_with_large_drop(judge));
    let in_time = |one| selection.judgements[one].answer(CriterionId::DEADLINE);
    group.bench_function("link applications", |bench| {
        bench.iter_with_large_drop(|| {
            link_applications(&rules.form, &rules.call, &selection.applications, in_time)
        });
    });
    let ranked: Vec<_> = selection
        .standings
        .iter()
        .map(|one| one.application)
        .collect();
    group.bench_function("score", |bench| {
        bench.iter_with_large_drop(|| score::score_all(&selection.parts, facts, &ranked));
    });
    let scored = || {
        let mut scored: Vec<_> = selection.standings.iter().collect();
        scored.sort_by_key(|standing| standing.application);
        let of = |standing: &Standing| (standing.application, standing.score);
        scored.into_iter().map(of).collect::<Vec<_>>()
    };
    group.bench_function("rank", |bench| {
        let rank = |scored| rank::rank(&rules.ranking, &selection.parts, facts, scored);
        bench.iter_batched(scored, rank, BatchSize::LargeInput);
    });
    let groups = |standing: &Standing| selection.judgements[standing.application].groups;
    let fits: Vec<GroupSet> = selection.standings.iter().map(groups).collect();
    group.bench_function("fill", |bench| {
        bench.iter(|| seats::fill(&rules.places, &fits, &|_| PreferenceOrder::default()));
    });
    group.finish();
}

fn writing(bench: &mut Criterion, selection: &Selection<'_>) {
    let mut group = bench.benchmark_group("write");
    group.throughput(Throughput::Elements(u64::from(ROWS)));
    group.bench_function("lines of the audit", |bench| {
        let (lines, _) = Lines::new(selection);
        bench.iter(|| {
            let applications = selection.applications.ids();
            applications
                .map(|application| lines.of(application))
                .for_each(|one| drop(black_box(one)));
        });
    });
    group.bench_function("audit", |bench| {
        bench.iter(|| audit::write(&mut io::sink(), selection));
    });
    group.bench_function("lists", |bench| {
        bench.iter(|| {
            let mut tables = of_a_run::files(selection).into_iter();
            tables.try_for_each(|table| out::csv::write(&mut io::sink(), table))
        });
    });
    group.bench_function("workbook", |bench| {
        bench.iter_with_large_drop(|| {
            out::workbook::bytes(selection, (false, None), "0000000000000000")
        });
    });
    group.finish();
}

/// From file to run folder with the workbook, as often as a call really has rows.
fn whole(bench: &mut Criterion, rules: &Rules, real: &Path, folder: &Path) {
    let mut group = bench.benchmark_group("whole run of 300 rows");
    for without_workbook in [false, true] {
        let name = if without_workbook {
            "without workbook"
        } else {
            "with workbook"
        };
        group.bench_function(name, |bench| {
            let out = folder.join("run");
            let fresh = || drop(fs::remove_dir_all(&out));
            let run = |()| {
                let sheets = sheets(real);
                let selection = select(rules, &sheets).map_err(|_| io::ErrorKind::InvalidData)?;
                let options = shell::write::Options {
                    out: &out,
                    replace: false,
                    issue: out::Issue {
                        without_workbook,
                        ..out::Issue::default()
                    },
                };
                shell::write::write(
                    &shell::disk::Machine::default(),
                    &selection,
                    options,
                    &|_| (),
                    &|| Ok(()),
                )
                .map_err(|_| io::Error::from(io::ErrorKind::Other))
            };
            bench.iter_batched(fresh, run, BatchSize::PerIteration);
        });
    }
    group.finish();
}

fn bare_pass(path: &Path) -> csv::Result<usize> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)?;
    let mut record = csv::ByteRecord::new();
    let mut cells = 0;
    while reader.read_byte_record(&mut record)? {
        cells += record.len();
    }
    Ok(cells)
}

fn pile(folder: &Path, count: u32) -> io::Result<PathBuf> {
    let path = folder.join(format!("pile-{count}.csv"));
    rows::write(&mut io::BufWriter::new(File::create(&path)?), count)?;
    Ok(path)
}

fn sheets(path: &Path) -> Vec<Sheet> {
    let source = Arc::new(Source {
        file: "pile.csv".to_owned(),
        sheet: None,
    });
    // Reading the file's bytes is part of what is measured.
    let bytes = fs::read(path).unwrap_or_default();
    table::read_bytes(&source, &bytes, &Options::default())
        .0
        .into_iter()
        .collect()
}

fn selected<'a>(rules: &'a Rules, sheets: &[Sheet]) -> Result<Selection<'a>, Box<dyn Error>> {
    select(rules, sheets).map_err(|findings| format!("{findings:?}").into())
}

fn rules() -> Result<Rules, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let text = fs::read_to_string(folder.join("montenegro-2019.toml"))?;
    let list =
        |file: &str| fs::read_to_string(folder.join(file)).map_err(|error| error.to_string());
    let loaded = load::load("montenegro-2019.toml", &text, &list);
    loaded
        .rules
        .ok_or_else(|| format!("{:?}", loaded.findings).into())
}
