//! Measures a zip-based workbook before calamine opens it: how large it becomes, and what it claims about itself.
//!
//! calamine believes what a workbook declares and asks the machine for that much memory; a request that cannot be met ends
//! the process, and nothing can catch it. A few hundred bytes are enough for that, so the claims are checked here.
//!
//! Limits: 1 GiB unpacked, 10,000 parts.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::allowance::Room;
use super::declared_sizes;
use super::fault::Fault;
use crate::table::limits::{MAX_INFLATION, MAX_PARTS, MAX_UNPACKED};

/// The formats a workbook's archive may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Xlsb,
    Ods,
}

/// Checks the archive and says what it holds.
pub(super) fn check(bytes: &[u8]) -> Result<Format, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    Fault::limit(archive.len() > MAX_PARTS, "it has more than 10,000 parts")?;
    let names = names(&archive, bytes)?;
    let has = |name: &str| names.iter().any(|one| one == name);
    let format = if has("xl/workbook.bin") {
        Format::Xlsb
    } else if has("content.xml") && has("mimetype") {
        Format::Ods
    } else if names.iter().any(|name| name.ends_with("workbook.xml")) {
        Format::Xlsx
    } else {
        return Err(Fault::NoWorkbook);
    };
    measure(&mut archive)?;
    let mut room = Room::of(bytes.len());
    for (at, name) in names.iter().enumerate() {
        let check: fn(&mut dyn Read, &mut Room) -> Result<(), Fault> = match format {
            Format::Xlsx if name.ends_with("sharedstrings.xml") => declared_sizes::shared_strings,
            Format::Xlsx if is_particular(name, "xml") => {
                |part, _| declared_sizes::particulars(part)
            }
            Format::Xlsx if name.ends_with(".xml") => declared_sizes::sheet,
            Format::Xlsb if name.ends_with("sharedstrings.bin") => declared_sizes::binary_strings,
            Format::Xlsb if name.ends_with(".rels") => |part, _| declared_sizes::particulars(part),
            Format::Xlsb if is_particular(name, "bin") => {
                |part, _| declared_sizes::binary_particulars(part)
            }
            Format::Xlsb if name.starts_with("xl/worksheets/") && name.ends_with(".bin") => {
                declared_sizes::binary_sheet
            }
            Format::Ods if name == "content.xml" => declared_sizes::open_document,
            _ => continue,
        };
        check(
            &mut archive.by_index(at).map_err(|_| Fault::Damaged)?,
            &mut room,
        )?;
    }
    Ok(format)
}

/// Whether a part lists what calamine makes an object of each: sheets, styles, relationships.
fn is_particular(name: &str, ending: &str) -> bool {
    let parts = ["workbook", "styles"].iter().any(|part| {
        name.strip_suffix(ending)
            .is_some_and(|name| name.ends_with(&format!("{part}.")))
    });
    parts || name.ends_with(".rels")
}

/// The parts' names in lower case, as readers look them up without regard to case.
fn names(archive: &ZipArchive<Cursor<&[u8]>>, bytes: &[u8]) -> Result<Vec<String>, Fault> {
    if archive.has_duplicate_names() {
        return Err(Fault::Twice(twice(bytes).unwrap_or_default()));
    }
    let mut names = Vec::with_capacity(archive.len());
    for name in archive.file_names() {
        names.push(
            name.map_err(|_| Fault::Damaged)?
                .replace('\\', "/")
                .to_lowercase(),
        );
    }
    let leads_out = |name: &&String| {
        name.starts_with('/')
            || name.get(1..2) == Some(":")
            || name.split('/').any(|step| step == "..")
    };
    if let Some(astray) = names.iter().find(leads_out) {
        return Err(Fault::Astray(astray.clone()));
    }
    let mut sorted: Vec<_> = names.iter().collect();
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair.first() == pair.last()) {
        Some([twice, ..]) => Err(Fault::Twice((*twice).clone())),
        _ => Ok(names),
    }
}

/// The name that stands twice in the list of parts, which the reader of archives keeps only once.
fn twice(bytes: &[u8]) -> Option<String> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    let name = |at: usize| {
        let length = usize::from(super::bytes::short(bytes, at.checked_add(28)?)?);
        bytes.get(at.checked_add(46)?..)?.get(..length)
    };
    let mut names: Vec<&[u8]> = memchr::memmem::find_iter(bytes, ENTRY)
        .filter_map(name)
        .collect();
    names.sort_unstable();
    let twice = names
        .windows(2)
        .find(|pair| pair.first() == pair.last())?
        .first()?;
    Some(String::from_utf8_lossy(twice).into_owned())
}

/// Unpacks everything once and counts, because the sizes an archive declares may be false.
fn measure(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Fault> {
    const LIMIT: Fault = Fault::Limit("it unpacks to more than 1 GiB");
    let mut packed = 0_u64;
    for at in 0..archive.len() {
        let part = archive.by_index_data(at).map_err(|_| Fault::Damaged)?;
        packed = packed.saturating_add(part.compressed_size());
    }
    if packed.saturating_mul(MAX_INFLATION) <= MAX_UNPACKED {
        return Ok(());
    }
    let mut room = MAX_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Fault::Damaged)?;
        let unpacked = std::io::copy(&mut part.take(room + 1), &mut std::io::sink())
            .map_err(|_| Fault::Damaged)?;
        room = room.checked_sub(unpacked).ok_or(LIMIT)?;
    }
    Ok(())
}
