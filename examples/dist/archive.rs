//! Archives that are the same whoever packs them: sorted names, one time, no owner, two modes.

use std::io::{Cursor, Write as _};

use flate2::{Compression, GzBuilder};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Outcome;

/// A file of an archive.
pub(super) struct Packed {
    name: String,
    bytes: Vec<u8>,
    is_program: bool,
}

impl Packed {
    pub(super) fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            bytes,
            is_program: false,
        }
    }

    pub(super) fn program(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            is_program: true,
            ..Self::new(name, bytes)
        }
    }

    fn mode(&self) -> u32 {
        if self.is_program { 0o755 } else { 0o644 }
    }
}

fn sorted(mut files: Vec<Packed>) -> Vec<Packed> {
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

/// A tape archive (ustar, as POSIX has it), packed without a name or a time of its own.
pub(super) fn tar_gz(folder: &str, files: Vec<Packed>, when: u32) -> Outcome<Vec<u8>> {
    const BLOCK: usize = 512;
    let mut tar = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    for file in sorted(files) {
        let header = header(&format!("{folder}/{}", file.name), &file, when)?;
        tar.write_all(&header)?;
        tar.write_all(&file.bytes)?;
        let filled = file.bytes.len().next_multiple_of(BLOCK);
        tar.write_all(&vec![0; filled - file.bytes.len()])?;
    }
    // Its end is two blocks of nothing.
    tar.write_all(&[0; 2 * BLOCK])?;
    Ok(tar.finish()?)
}

fn header(path: &str, file: &Packed, when: u32) -> Outcome<[u8; 512]> {
    let mut header = [0; 512];
    let mut put = |at: usize, text: &str| {
        let place = header.iter_mut().skip(at);
        place.zip(text.bytes()).for_each(|(to, byte)| *to = byte);
    };
    let (prefix, name) =
        parted(path).ok_or_else(|| format!("{path} is too long for an archive"))?;
    put(0, name);
    put(100, &format!("{:07o}", file.mode()));
    // Owner and group: nobody in particular.
    put(108, "0000000");
    put(116, "0000000");
    put(124, &format!("{:011o}", file.bytes.len()));
    put(136, &format!("{when:011o}"));
    // While the sum of the header is taken, its place is blank.
    put(148, "        ");
    put(156, "0");
    put(257, "ustar\x0000");
    put(345, prefix);
    let sum: u32 = header.iter().copied().map(u32::from).sum();
    for (to, byte) in header
        .iter_mut()
        .skip(148)
        .zip(format!("{sum:06o}\0 ").bytes())
    {
        *to = byte;
    }
    Ok(header)
}

/// A path in two, as ustar has it: at most 155 bytes, a slash that is left out, at most 100 bytes.
fn parted(path: &str) -> Option<(&str, &str)> {
    if path.len() <= 100 {
        return Some(("", path));
    }
    let mut slashes = path.match_indices('/');
    slashes.find_map(|(at, _)| {
        let (prefix, name) = (path.get(..at)?, path.get(at + 1..)?);
        (prefix.len() <= 155 && name.len() <= 100).then_some((prefix, name))
    })
}

pub(super) fn zip(folder: &str, files: Vec<Packed>, when: u32) -> Outcome<Vec<u8>> {
    let when = Timestamp::from_second(when.into())?.to_zoned(TimeZone::UTC);
    let number = |number: i8| u8::try_from(number);
    let when = DateTime::from_date_and_time(
        u16::try_from(when.year())?,
        number(when.month())?,
        number(when.day())?,
        number(when.hour())?,
        number(when.minute())?,
        number(when.second())?,
    )?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in sorted(files) {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(when)
            .unix_permissions(file.mode());
        zip.start_file(format!("{folder}/{}", file.name), options)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
