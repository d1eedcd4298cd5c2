//! One way of walking XML parts: the settings calamine uses, and what no spreadsheet program writes refused.

use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::table::workbook::fault::Fault;

pub(in crate::table::workbook) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// A part that is still in its archive.
pub(super) type Packed<'a, 'b> = Part<ZipFile<'a, Cursor<&'b [u8]>>>;

/// A part, event by event.
pub(super) struct Part<R: Read> {
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
}

/// The part of this name, in whatever case the archive has it.
pub(super) fn part<'a, 'b>(
    archive: &'a mut Archive<'b>,
    name: &str,
) -> Result<Option<Packed<'a, 'b>>, Fault> {
    let Some(at) = position(archive, name) else {
        return Ok(None);
    };
    Ok(Some(Part::new(
        archive.by_index(at).map_err(|_| Fault::Damaged)?,
    )))
}

/// Where the part of this name stands in the archive, in whatever case it has it.
pub(super) fn position(archive: &Archive<'_>, name: &str) -> Option<usize> {
    let same = |one: &str| one.replace('\\', "/").eq_ignore_ascii_case(name);
    archive
        .file_names()
        .position(|one| one.is_ok_and(|one| same(&one)))
}

impl<R: Read> Part<R> {
    pub(super) fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, part));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
        }
    }

    pub(super) fn next(&mut self) -> Result<Event<'_>, Fault> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::DocType(_)) => Err(Fault::Entities),
            Ok(event) => Ok(event),
            Err(_) => Err(Fault::Damaged),
        }
    }
}

/// The value of an attribute by its name without prefix, with references resolved.
pub(super) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    value(tag, |key| {
        key == name || key.rsplit_once(':').is_some_and(|(_, key)| key == name)
    })
}

/// The attributes of a tag, for whom several matter: they are cut apart once.
pub(super) struct Attributes<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl<'a> Attributes<'a> {
    pub(super) fn of(tag: &'a BytesStart<'_>) -> Self {
        let mut attributes = tag.attributes();
        let sound = attributes.with_checks(false).flatten();
        Self(sound.map(|one| (one.key.into_inner(), one.value)).collect())
    }

    /// The value of one by its whole name, with references resolved.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let (_, value) = self.0.iter().find(|(key, _)| *key == name)?;
        if !value.contains('&') {
            return Some(Cow::Borrowed(value));
        }
        quick_xml::escape::unescape(value).ok()
    }
}

/// The same by its whole name.
pub(super) fn prefixed<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    value(tag, |key| key == name)
}

fn value<'a>(tag: &'a BytesStart<'_>, is: impl Fn(&str) -> bool) -> Option<Cow<'a, str>> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|one| is(one.key.as_ref()))?
        .value;
    if !found.contains('&') {
        return Some(found);
    }
    quick_xml::escape::unescape(&found)
        .ok()
        .map(|text| Cow::Owned(text.into_owned()))
}

/// What `&amp;`, `&#10;` and the like stand for; entities of a file's own stand for nothing.
pub(super) fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}
