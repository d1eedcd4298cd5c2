//! Texts held against a list of texts that rules ask for: 10,000 different names, none of them on it.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, Throughput};
use intake::answers;
use intake::base::origin::Source;
use intake::rules::load::load;
use intake::table::{Options, read_bytes};

use crate::ROWS;
use crate::random::Random;

const WORDS: &[&str] = &[
    "Court", "Watch", "Circle", "River", "Forum", "Rights", "House", "Youth", "Legal", "Aid",
    "Centre", "Green", "Voice", "Bridge", "Union", "Open", "Door", "Network", "Roma", "Path",
    "Hope",
];
const BEGIN: &[&str] = &["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t"];
const END: &[&str] = &["a", "e", "i", "o", "u"];

pub(crate) fn measure(bench: &mut Criterion) -> Result<(), Box<dyn Error>> {
    let mut group = bench.benchmark_group("near texts");
    group.throughput(Throughput::Elements(u64::from(ROWS)));
    let source = Arc::new(Source {
        file: "pile.csv".to_owned(),
        sheet: None,
    });
    let mut random = Random::new(1);
    let rows: String = (0..ROWS)
        .map(|row| format!("A-{row},2020-03-01T08:00:00,{},5\n", name(&mut random)))
        .collect();
    let bytes = format!("ID,Submitted,Org,Score\n{rows}").into_bytes();
    let sheets: Vec<_> = read_bytes(&source, &bytes, &Options::default())
        .0
        .into_iter()
        .collect();
    // A list of one is what it takes to look at the texts at all.
    for listed in [1, 500, 5_000] {
        let values: Vec<String> = (0..listed)
            .map(|_| format!("\"{} {}\"", name(&mut random), name(&mut random)))
            .collect();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/lists/rules.toml");
        let text = std::fs::read_to_string(path)?
            .replace("values = []", &format!("values = [{}]", values.join(",")));
        let loaded = load("rules.toml", &text, &|_| Err("no file".to_owned()));
        let rules = loaded
            .rules
            .ok_or_else(|| format!("{:?}", loaded.findings))?;
        group.bench_function(format!("a list of {listed}"), |bench| {
            bench.iter_with_large_drop(|| answers::read(&rules.form, &sheets));
        });
    }
    group.finish();
    Ok(())
}

/// `River Aid Mobadu`.
fn name(random: &mut Random) -> String {
    let (one, other) = (random.pick(WORDS), random.pick(WORDS));
    let last: String = (0..4)
        .flat_map(|_| [random.pick(BEGIN), random.pick(END)])
        .collect();
    format!("{one} {other} {last}")
}
