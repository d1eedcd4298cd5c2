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
use super::survey::{Archive, Sheets};
use crate::table::limits::{MAX_INFLATION, MAX_PARTS, MAX_UNPACKED};

/// What a workbook's archive holds.
pub(super) enum Checked {
    /// With what its sheets say beside their values: that is found on the way.
    Xlsx(Result<Sheets, Fault>),
    Xlsb,
    Ods,
}

/// Checks the archive and says what it holds.
pub(super) fn check(bytes: &[u8]) -> Result<Checked, Fault> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    Fault::limit(archive.len() > MAX_PARTS, "it has more than 10,000 parts")?;
    let names = names(&archive, bytes)?;
    let has = |name: &str| names.iter().any(|one| one == name);
    let check = if has("xl/workbook.bin") {
        xlsb
    } else if has("content.xml") && has("mimetype") {
        ods
    } else if names.iter().any(|name| name.ends_with("workbook.xml")) {
        xlsx
    } else {
        return Err(Fault::NoWorkbook);
    };
    let mut parts = Parts {
        archive,
        room: MAX_UNPACKED,
        unpacked: vec![false; names.len()],
    };
    let checked = check(&mut parts, &names, &mut Room::of(bytes.len()));
    if checked.is_err() {
        // That it is too large is said first, whatever else is amiss in the part of it that was looked at.
        parts.room = MAX_UNPACKED;
        parts.unpacked.fill(false);
    }
    parts.measure()?;
    checked
}

fn xlsx(parts: &mut Parts<'_>, names: &[String], room: &mut Room) -> Result<Checked, Fault> {
    let mut strikes = false;
    let is_shared = |name: &str| name.ends_with("sharedstrings.xml");
    for (at, name) in names.iter().enumerate() {
        if is_shared(name) {
            strikes |= parts.guard(at, |part| declared_sizes::shared_strings(part, room))?;
        } else if is_particular(name, "xml") {
            parts.guard(at, |part| declared_sizes::particulars(part))?;
        }
    }
    let mut sheets = Sheets::of(&mut parts.archive, strikes);
    let mut none = Sheets::default();
    for (at, name) in names.iter().enumerate() {
        let sheets = sheets.as_mut().unwrap_or(&mut none);
        let is_other = name.ends_with(".xml") && !is_shared(name) && !is_particular(name, "xml");
        // A sheet may be called anything.
        if is_other || sheets.names(name) {
            parts.guard(at, |part| sheets.read(name, part, room))?;
        }
    }
    Ok(Checked::Xlsx(sheets))
}

fn xlsb(parts: &mut Parts<'_>, names: &[String], room: &mut Room) -> Result<Checked, Fault> {
    for (at, name) in names.iter().enumerate() {
        let check: fn(&mut dyn Read, &mut Room) -> Result<(), Fault> = match () {
            () if name.ends_with("sharedstrings.bin") => declared_sizes::binary_strings,
            () if name.ends_with(".rels") => |part, _| declared_sizes::particulars(part),
            () if is_particular(name, "bin") => |part, _| declared_sizes::binary_particulars(part),
            () if name.starts_with("xl/worksheets/") && name.ends_with(".bin") => {
                declared_sizes::binary_sheet
            }
            () => continue,
        };
        parts.guard(at, |part| check(part, room))?;
    }
    Ok(Checked::Xlsb)
}

fn ods(parts: &mut Parts<'_>, names: &[String], room: &mut Room) -> Result<Checked, Fault> {
    if let Some(at) = names.iter().position(|name| name == "content.xml") {
        parts.guard(at, |part| declared_sizes::open_document(part, room))?;
    }
    Ok(Checked::Ods)
}

/// The parts of an archive, and what they unpack to: the sizes that an archive declares may be false.
struct Parts<'a> {
    archive: Archive<'a>,
    /// The bytes that the parts may still unpack to, and those that have been unpacked.
    room: u64,
    unpacked: Vec<bool>,
}

const TOO_LARGE: Fault = Fault::Limit("it unpacks to more than 1 GiB");

impl Parts<'_> {
    /// Unpacks a part while it is looked at, and counts.
    fn guard<T>(
        &mut self,
        at: usize,
        check: impl FnOnce(&mut dyn Read) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let part = self.archive.by_index(at).map_err(|_| Fault::Damaged)?;
        let mut part = part.take(self.room.saturating_add(1));
        let found = check(&mut part)?;
        std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| Fault::Damaged)?;
        self.room = part.limit().checked_sub(1).ok_or(TOO_LARGE)?;
        if let Some(unpacked) = self.unpacked.get_mut(at) {
            *unpacked = true;
        }
        Ok(found)
    }

    /// Unpacks whatever was not, where it might be too large.
    fn measure(&mut self) -> Result<(), Fault> {
        let mut packed = 0_u64;
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_data(at).map_err(|_| Fault::Damaged)?;
            packed = packed.saturating_add(part.compressed_size());
        }
        if packed.saturating_mul(MAX_INFLATION) <= MAX_UNPACKED {
            return Ok(());
        }
        for at in 0..self.archive.len() {
            if self.unpacked.get(at) == Some(&false) {
                self.guard(at, |_| Ok(()))?;
            }
        }
        Ok(())
    }
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
fn names(archive: &Archive<'_>, bytes: &[u8]) -> Result<Vec<String>, Fault> {
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
