//! Packed folders: the files of a run or of letters as one archive, and back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::protocol::Answer;
use crate::base::finding::{Code, Finding, Location};
use crate::out::unwritable;

/// So many files at most are taken from a packed run, and so many bytes of all of them; a run of a million applications has fewer.
const MOST_FILES: usize = 10_000;
const MOST_BYTES: u64 = 2 << 30;

/// Each file as it is: the same files give the same bytes.
pub(super) fn packed(files: &BTreeMap<String, Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
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
            Answer::refused_for("after", &[finding])
        }
    }
}

/// The files of an archive by their paths in it. What a system puts in by itself is left out.
pub(super) fn unpacked(name: &str, bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Finding> {
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
        if inside.starts_with("__MACOSX/") || inside.ends_with(".DS_Store") {
            continue;
        }
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
    Ok(files)
}

/// A folder that was packed itself stands before every name.
pub(super) fn without_folder(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
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
