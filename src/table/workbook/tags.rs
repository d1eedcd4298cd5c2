//! The tags of an XML part, read in blocks and cut apart as quick-xml cuts them: quick enough to look at every cell of a sheet for what
//! calamine passes over.
//!
//! Limits: 1 MiB in a tag, 8 MiB of text between two tags; no document type, since entities make a small file huge.

use std::borrow::Cow;
use std::io::Read;

use memchr::memmem;
use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attributes;

use super::fault::Fault;
use crate::table::limits::{MAX_BETWEEN_TAGS, MAX_TAG};

/// What looks at the tags of a part, one after the other.
pub(super) trait Visit {
    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Fault>;

    /// The bytes of all tags since this was said last, with what stands before each.
    fn passed(&mut self, _bytes: &[u8]) {}
}

impl<F: FnMut(&Tag<'_>) -> Result<(), Fault>> Visit for F {
    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        self(tag)
    }
}

/// A tag, or a comment and the like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// The text between the tag before and this one.
    pub text: &'a [u8],
    pub kind: Kind,
    /// The name, with its prefix and without it; of what is no tag, all of it.
    pub name: &'a [u8],
    pub local: &'a [u8],
    /// What stands behind the name.
    rest: &'a [u8],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    /// A tag that is both start and end.
    Empty,
    End,
    /// A comment, a processing instruction, text that is marked as such.
    Other,
}

/// Shows `visit` every tag of a part; whether the part ends behind a tag, rather than within one.
pub(super) fn walk(part: &mut dyn Read, visit: &mut impl Visit) -> Result<bool, Fault> {
    let (mut block, mut filled) = (vec![0; 1 << 16], 0_usize);
    loop {
        let room = block.get_mut(filled..).unwrap_or_default();
        match part.read(room).map_err(|_| Fault::Damaged)? {
            0 => {
                return Ok(memchr::memchr(b'<', block.get(..filled).unwrap_or_default()).is_none());
            }
            more => filled = filled.saturating_add(more),
        }
        let used = whole_tags(block.get(..filled).unwrap_or_default(), visit)?;
        visit.passed(block.get(..used).unwrap_or_default());
        block.copy_within(used..filled, 0);
        filled = filled.saturating_sub(used);
        if filled == block.len() {
            block.resize(filled.saturating_mul(2), 0);
        }
    }
}

/// Shows every tag that is there as a whole, and says how many bytes they take.
fn whole_tags(bytes: &[u8], visit: &mut impl Visit) -> Result<usize, Fault> {
    let mut rest = bytes;
    loop {
        // Mostly one tag stands right behind the other.
        let open = match rest.first() {
            Some(b'<') => Some(0),
            _ => memchr::memchr(b'<', rest),
        };
        Fault::limit(
            open.unwrap_or(rest.len()) >= MAX_BETWEEN_TAGS,
            "it holds a text of more than 8 MiB",
        )?;
        let used = bytes.len().saturating_sub(rest.len());
        let Some((text, tag)) = open.and_then(|open| rest.split_at_checked(open)) else {
            return Ok(used);
        };
        let tag = tag.get(1..).unwrap_or_default();
        let end = end(tag);
        if end.unwrap_or(tag.len()) >= MAX_TAG {
            return Err(Fault::Damaged);
        }
        let Some((tag, behind)) = end.and_then(|end| tag.split_at_checked(end)) else {
            return Ok(used);
        };
        visit.tag(&Tag::of(text, tag)?)?;
        rest = behind.get(1..).unwrap_or_default();
    }
}

/// Where the bracket stands that ends a tag, rather than standing in a comment or between quotation marks.
fn end(tag: &[u8]) -> Option<usize> {
    let behind = |start: usize, mark: &[u8]| {
        let at = memmem::find(tag.get(start..)?, mark)?;
        start
            .checked_add(at)?
            .checked_add(mark.len())?
            .checked_sub(1)
    };
    match tag.first()? {
        b'?' => behind(0, b"?>"),
        b'!' if tag.starts_with(b"!--") => behind(3, b"-->"),
        b'!' if tag.starts_with(b"![CDATA[") => behind(8, b"]]>"),
        _ => {
            let mut at = 0_usize;
            loop {
                let rest = tag.get(at..)?;
                let mark = rest
                    .iter()
                    .position(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
                at = at.checked_add(mark)?;
                match rest.get(mark)? {
                    b'>' => return Some(at),
                    quote => {
                        let quoted = tag.get(at.checked_add(1)?..)?;
                        let length = quoted.iter().position(|byte| byte == quote)?;
                        at = at.checked_add(length)?.checked_add(2)?;
                    }
                }
            }
        }
    }
}

impl<'a> Tag<'a> {
    fn of(text: &'a [u8], tag: &'a [u8]) -> Result<Self, Fault> {
        let (kind, tag) = match tag {
            [b'!', name @ ..] if begins(name, b"DOCTYPE") => return Err(Fault::Entities),
            [b'!' | b'?', ..] => (Kind::Other, tag),
            [b'/', tag @ ..] => (Kind::End, tag),
            [tag @ .., b'/'] => (Kind::Empty, tag),
            _ => (Kind::Start, tag),
        };
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\r' | b'\n' | b'\t');
        let end = match kind {
            Kind::Other => None,
            _ => tag.iter().position(is_space),
        };
        let (name, rest) = tag
            .split_at_checked(end.unwrap_or(tag.len()))
            .unwrap_or_default();
        Ok(Self {
            text,
            kind,
            name,
            local: local(name),
            rest,
        })
    }

    /// The bytes of text before the tag. Comments and the like take time as text does, and no program writes long ones.
    pub(super) fn weight(&self) -> usize {
        match self.kind {
            Kind::Other => self.text.len().saturating_add(self.name.len()),
            _ => self.text.len(),
        }
    }

    /// The bytes of the tag itself.
    pub(super) fn len(&self) -> usize {
        self.name.len().saturating_add(self.rest.len())
    }

    /// Whether a tag starts here, be it that it ends at once.
    pub(super) fn starts(&self) -> bool {
        matches!(self.kind, Kind::Start | Kind::Empty)
    }

    /// Text that is marked as such, without its marks (CDATA).
    pub(super) fn marked(&self) -> Option<&'a [u8]> {
        self.name.strip_prefix(b"![CDATA[")?.strip_suffix(b"]]")
    }

    /// Whether it is a comment or a processing instruction.
    pub(super) fn is_aside(&self) -> bool {
        self.name.starts_with(b"!--") || self.name.starts_with(b"?")
    }

    /// Whole names and values, as they are written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + use<'a> {
        let mut rest = self.rest;
        std::iter::from_fn(move || {
            let (name, value) = cut(rest, b'=')?;
            let (quote, value) = value.trim_ascii_start().split_first()?;
            let (value, behind) = cut(value, *quote).filter(|_| matches!(quote, b'"' | b'\''))?;
            rest = behind;
            Some((name.trim_ascii(), value))
        })
    }

    /// The value of an attribute by its name without prefix, with references resolved; read by quick-xml, as that of any other part is.
    pub(super) fn value(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut attributes = Attributes::new(std::str::from_utf8(self.rest).ok()?, 0);
        let is_meant =
            |key: &str| key == name || key.rsplit_once(':').is_some_and(|(_, local)| local == name);
        let mut sound = attributes.with_checks(false).flatten();
        match sound.find(|one| is_meant(one.key.as_ref()))?.value {
            Cow::Borrowed(value) => unescape(value).ok(),
            Cow::Owned(value) => Some(Cow::Owned(unescape(&value).ok()?.into_owned())),
        }
    }
}

/// What stands before the first such byte, and behind it.
fn cut(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let (before, behind) = bytes.split_at_checked(bytes.iter().position(|byte| *byte == at)?)?;
    Some((before, behind.get(1..)?))
}

/// A name without its prefix.
fn local(name: &[u8]) -> &[u8] {
    cut(name, b':').map_or(name, |(_, local)| local)
}

fn begins(bytes: &[u8], word: &[u8]) -> bool {
    bytes
        .get(..word.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(word))
}
