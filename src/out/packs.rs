//! The folder of packs: a workbook for each assessor, the officer's lists, and a manifest with the SHA-256 of all that went in and came out.

use serde::Serialize;

use super::{Sink, Weighed, csv, unwritable, workbook};
use crate::base::controls;
use crate::base::finding::Finding;
use crate::papers::packs::lists::lists;
use crate::papers::packs::{Given, Pack};
use crate::record::manifest::{InputFile, InputTable, OutputFile, input, output, rated, table};
use crate::rules::Packs;
use crate::select::Selection;
use crate::study::packs::Packing;
use crate::study::packs::assessors::Assessors;

/// Version of the manifest's shape.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Manifest<'a> {
    schema: u32,
    intake: &'static str,
    programme: &'a str,
    title: &'a str,
    /// By which it is drawn who reads whom.
    seed: &'a str,
    rules: InputFile,
    lists: Vec<InputFile>,
    applications: Vec<InputTable>,
    ratings: Vec<InputTable>,
    decisions: Vec<InputFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assessors: Option<InputFile>,
    counts: Counts,
    files: Vec<OutputFile>,
}

#[derive(Serialize)]
struct Counts {
    /// Applications that are eligible or may be.
    applications: usize,
    packs: usize,
    /// Pairs of an application and an assessor who is to rate it now.
    to_rate: usize,
    readers_missing: usize,
}

/// Gives every file of the folder to the sink, the manifest last.
///
/// # Errors
/// The finding of the sink, or one where a workbook cannot be put together.
pub fn packs(
    selection: &Selection<'_>,
    (rules, assessors): (&Packs, &Assessors),
    (packing, given): (&Packing, &[Given]),
    packs: &[Pack],
    sink: &mut dyn Sink,
) -> Result<(), Finding> {
    let mut weighing = Weighed {
        sink,
        written: Vec::new(),
    };
    for pack in packs {
        let bytes = workbook::pack(pack).map_err(|error| unwritable(&pack.file, &error))?;
        weighing.put(&pack.file, Box::new(move |out| out.write_all(&bytes)))?;
    }
    for list in lists(selection, rules, assessors, (packing, given)) {
        let name = format!("{}.csv", list.name);
        weighing.put(&name, Box::new(|out| csv::write(out, list)))?;
    }
    let Weighed { sink, written } = weighing;
    let of = &selection.rules;
    let manifest = Manifest {
        schema: SCHEMA,
        intake: env!("CARGO_PKG_VERSION"),
        programme: &of.programme.id,
        title: &of.programme.title,
        seed: &rules.seed,
        rules: input(&of.file),
        lists: of.list_files.iter().map(input).collect(),
        applications: selection.sheets.iter().map(table).collect(),
        ratings: (1..)
            .zip(&selection.ratings)
            .map(|(number, sheet)| rated(of, number, sheet))
            .collect(),
        decisions: selection.rulings.files.iter().map(named).collect(),
        assessors: assessors.file.as_ref().map(named),
        counts: Counts {
            applications: packing.readings.len(),
            packs: packs.len(),
            to_rate: packing.readings.iter().map(|one| one.to_rate.len()).sum(),
            readers_missing: packing.readings.iter().map(|one| one.missing).sum(),
        },
        files: written.iter().map(output).collect(),
    };
    let text = serde_json::to_string_pretty(&manifest)
        .map_err(|error| unwritable("packs.json", &error))?;
    sink.file(
        "packs.json",
        Box::new(move |out| {
            out.write_all(controls::in_json(&text).as_bytes())?;
            out.write_all(b"\n")
        }),
    )
}

fn named((file, digest): &(String, String)) -> InputFile {
    InputFile {
        file: file.clone(),
        sha256: digest.clone(),
    }
}
