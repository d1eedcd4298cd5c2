//! The step *Take away*: a run as one packed folder, and a packed folder opened again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use maud::{Markup, html};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::findings::found;
use super::protocol::{Answer, Request, Role, State};
use super::words;
use crate::base::finding::{Code, Finding, Location};
use crate::engine::Past;
use crate::engine::verify::{Verified, as_written};
use crate::out::unwritable;
use crate::record::verify::Difference;
use crate::values::escape::visible;

/// The name of a packed run.
const PACKED: &str = "run.zip";
/// So many files at most are taken from a packed run, and so many bytes of all of them; a run of a million applications has fewer.
const MOST_FILES: usize = 10_000;
const MOST_BYTES: u64 = 2 << 30;

/// Packs the files of a run, each as it is: the same files give the same bytes.
pub(super) fn pack(request: &Request<'_>) -> Answer {
    let run = request.run();
    if run.is_empty() {
        return Answer::refused(words::NO_RUN);
    }
    match packed(&run) {
        Ok(bytes) => {
            let mut answer = Answer::new(State::Done, words::files_made(run.len()));
            answer.files.insert(PACKED.to_owned(), bytes);
            answer
        }
        Err(error) => Answer::refused_for("open", &[unwritable(PACKED, &error)]),
    }
}

fn packed(files: &BTreeMap<String, Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock: a packed run has the first day that an archive can have.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Opens a packed run, and says whether it is as it was written.
pub(super) fn open(request: &Request<'_>) -> Answer {
    let Some((name, bytes)) = request.of(Role::Packed).next() else {
        return Answer::refused(words::NO_RUN);
    };
    let run = match unpacked(name, bytes) {
        Ok(run) => run,
        Err(finding) => return Answer::refused_for("open", &[finding]),
    };
    match as_written(&run) {
        Ok(Verified::AsWritten(manifest, _)) => {
            let files = files(run.keys());
            let view = html! {
                p class="good" { (words::AS_WRITTEN) }
                dl class="about" {
                    dt { (visible(&manifest.rules.file)) } dd { (words::files_made(manifest.files.len())) }
                }
            };
            let answer = Answer::new(State::Done, words::AS_WRITTEN)
                .part("open", view.into_string())
                .part("people", people(&run).into_string())
                .part("files", files.into_string())
                .part("groups", super::packet::groups(&run).into_string())
                .fact("files", words::files_made(run.len()));
            Answer {
                files: run,
                ..answer
            }
        }
        Ok(Verified::Touched(differences) | Verified::Wrong(differences)) => {
            Answer::refused(words::TOUCHED).part("open", differ(&differences).into_string())
        }
        Err(finding) => Answer::refused_for("open", &[finding]),
    }
}

/// The files of an archive by their paths inside the run folder, which may be packed itself.
fn unpacked(name: &str, bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Finding> {
    let unreadable = |why: String| {
        Finding::new(Code::RunUnreadable, Location::File(name.to_owned()), why)
            .help("give the .zip that this page saved, or a run folder packed as .zip")
    };
    let wrong = |error: &dyn std::fmt::Display| unreadable(format!("cannot be unpacked: {error}"));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(&error))?;
    if zip.len() > MOST_FILES {
        return Err(unreadable(format!("holds more than {MOST_FILES} files")));
    }
    let (mut files, mut room) = (BTreeMap::new(), MOST_BYTES);
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).map_err(|error| wrong(&error))?;
        if file.is_dir() {
            continue;
        }
        let inside = file
            .name()
            .map_err(|error| wrong(&error))?
            .replace('\\', "/");
        let mut bytes = Vec::new();
        let read = (&mut file)
            .take(room.saturating_add(1))
            .read_to_end(&mut bytes);
        let read = read.map_err(|error| wrong(&error))?;
        room = room
            .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
            .ok_or_else(|| unreadable(format!("unpacked it holds more than {MOST_BYTES} bytes")))?;
        if files.insert(inside.clone(), bytes).is_some() {
            return Err(unreadable(format!("holds two files `{inside}`")));
        }
    }
    Ok(without_folder(files))
}

/// A folder that was packed itself stands before every name.
fn without_folder(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let manifest = files
        .keys()
        .find_map(|name| name.strip_suffix("/manifest.json"));
    let Some(folder) = manifest.map(|folder| format!("{folder}/")) else {
        return files;
    };
    if files.contains_key("manifest.json") || !files.keys().all(|name| name.starts_with(&folder)) {
        return files;
    }
    let each = files.into_iter();
    each.map(|(name, bytes)| {
        (
            name.strip_prefix(&folder)
                .map_or(name.clone(), str::to_owned),
            bytes,
        )
    })
    .collect()
}

fn differ(differences: &[Difference]) -> Markup {
    html! {
        p { (words::TOUCHED) }
        ul { @for one in differences { li { strong { (visible(&one.file)) } ": " (visible(&one.words)) } } }
    }
}

/// Whom one may look for in a run that was opened: names are in its lists alone.
fn people(run: &BTreeMap<String, Vec<u8>>) -> Markup {
    let past = Past::open(run).ok();
    html! {
        @for record in past.iter().flat_map(Past::records).flatten() {
            option value=(visible(&record.application)) { (record.outcome.to_string()) }
        }
    }
}

/// Those that people open first.
const FIRST: [&str; 4] = ["workbook.xlsx", "report.html", "rosters/", "clarify."];

/// A button for each file, those for people first.
pub(super) fn files<'n>(names: impl Iterator<Item = &'n String>) -> Markup {
    let place = |name: &str| FIRST.iter().position(|first| name.starts_with(first));
    let mut names: Vec<&String> = names.collect();
    names.sort_by_key(|name| place(name).unwrap_or(FIRST.len()));
    html! {
        ul class="files" {
            @for name in names {
                li {
                    button type="button" class="quiet" data-save=(name) { (words::SAVE) " " bdi { (visible(name)) } }
                    span class="soft" { (words::of_file(name)) }
                }
            }
        }
    }
}

/// What was wrong with files that were to be packed.
pub(super) fn packed_or(files: &BTreeMap<String, Vec<u8>>, name: &str, answer: Answer) -> Answer {
    match packed(files) {
        Ok(bytes) => {
            let mut answer = answer;
            answer.files.insert(name.to_owned(), bytes);
            answer
        }
        Err(error) => {
            let finding = unwritable(name, &error);
            Answer::refused(error.to_string()).part("after", found(None, &[finding]).into_string())
        }
    }
}
