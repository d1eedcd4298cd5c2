//! Files of applications: their bytes go to the reader under the names they are known by.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use intake::finding::{Code, Finding, Place};
use intake::origin::{Origin, Source};
use intake::read::{self, Options, Sheet};

use crate::shell::disk::file;

/// Reads every file, in the order given, and everything that is to be said about any of them.
///
/// What a file is follows from its content, never from its name; text that is called a workbook is refused. A file about which a finding is an error gives no sheet.
pub(crate) fn read(paths: &[PathBuf], options: &Options) -> (Vec<Sheet>, Vec<Finding>) {
    let mut sheets = Vec::new();
    let mut findings = Vec::new();
    for path in paths {
        let source = Arc::new(Source { file: name(path, paths), sheet: None });
        let (sheet, about) = read_file(path, &source, &options.of_file(&source.file));
        sheets.extend(sheet);
        findings.extend(about);
    }
    (sheets, findings)
}

/// Whether the files still hold what was read from them; `read` names each sheet's source and the digest of its file.
///
/// # Errors
/// A finding about the first that does not.
pub(crate) fn unchanged<'a>(
    paths: &[PathBuf],
    read: impl Iterator<Item = (&'a Source, &'a str)>,
) -> Result<(), Finding> {
    let digests: Vec<(&Source, &str)> = read.collect();
    for path in paths {
        let file = name(path, paths);
        let of_file = digests.iter().find(|(source, _)| source.file == file);
        if of_file.is_some_and(|(_, digest)| file::digest(path).ok().as_deref() != Some(digest)) {
            let place = Place::Input(Origin::source(&Arc::new(Source { file, sheet: None })));
            return Err(Finding::new(Code::FileChanged, place, "the file was changed or moved after it was read")
                .help("close it in all other programs, wait until it is saved or synchronised, and run again"));
        }
    }
    Ok(())
}

/// The file's name, or its path as given where another of the files has the same name.
fn name(path: &Path, paths: &[PathBuf]) -> String {
    let same = paths.iter().filter(|other| other.file_name() == path.file_name()).count();
    match path.file_name() {
        Some(name) if same == 1 => name.to_string_lossy().into_owned(),
        _ => path.display().to_string(),
    }
}

fn read_file(path: &Path, source: &Arc<Source>, options: &Options) -> (Option<Sheet>, Vec<Finding>) {
    match file::bytes(path, read::MAX_BYTES) {
        Ok(bytes) => read::read_bytes(source, bytes, options),
        Err(error) => (None, vec![read::unopened(source, &error)]),
    }
}
