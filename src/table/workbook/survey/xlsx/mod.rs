//! The sheets of an `.xlsx`: everything can be told.
//!
//! Whatever a cell holds beside a value comes in one walk with the guard, tag by tag, before anybody knows which sheet is meant.

mod address;
mod cell;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;

use self::walk::Walk;
use super::struck::Pieces;
use super::xml::{self, Archive, attribute};
use super::{Pattern, Survey, relations, styles};
use crate::table::workbook::allowance::Room;
use crate::table::workbook::declared_sizes;
use crate::table::workbook::fault::Fault;
use crate::table::workbook::tags::{self, Tag, Visit};

/// The surveys of a workbook's sheets, and what its cells refer to.
#[derive(Debug, Default)]
pub(in crate::table::workbook) struct Sheets {
    /// By the name of a sheet's part, in lower case.
    surveys: BTreeMap<String, Result<Survey, Fault>>,
    /// The parts that the workbook says are sheets, in lower case.
    named: BTreeSet<String>,
    styles: Vec<Option<Pattern>>,
    /// By style, whether it crosses out; and the shared texts with fonts of their own.
    struck: Vec<bool>,
    rich: BTreeMap<u32, Pieces>,
}

impl Sheets {
    /// None so far; `strikes` says whether a shared text is crossed out.
    pub(in crate::table::workbook) fn of(
        archive: &mut Archive<'_>,
        strikes: bool,
    ) -> Result<Self, Fault> {
        let (folder, workbook) = relations::workbook(archive)?;
        let named = relations::sheets(archive, &folder, &workbook)?;
        let styles = styles::patterns(archive, &folder)?;
        let struck = styles::struck(archive, &folder)?;
        let any = strikes || struck.contains(&true);
        let rich = if any {
            styles::rich(archive, &folder)?
        } else {
            BTreeMap::new()
        };
        Ok(Self {
            surveys: BTreeMap::new(),
            named,
            styles,
            struck,
            rich,
        })
    }

    /// Whether the workbook says that a part is a sheet.
    pub(in crate::table::workbook) fn names(&self, part: &str) -> bool {
        self.named.contains(part)
    }

    /// Guards a part, and surveys it as far as it is a sheet.
    pub(in crate::table::workbook) fn read(
        &mut self,
        name: &str,
        part: &mut dyn Read,
        room: &mut Room,
    ) -> Result<(), Fault> {
        let mut walk = Walk::of(self);
        let mut guarded = Guarded {
            room,
            found: Ok(()),
            walk: &mut walk,
        };
        let is_whole = tags::walk(part, &mut guarded)?;
        let found = guarded.found;
        let survey = match found {
            Ok(()) if is_whole => walk.finish(),
            Ok(()) => Err(Fault::Damaged),
            Err(fault) => Err(fault),
        };
        self.surveys.insert(name.to_owned(), survey);
        Ok(())
    }

    /// What was found in a sheet; `bytes` are the workbook's.
    pub(in crate::table::workbook) fn survey(
        &self,
        bytes: &[u8],
        sheet: &str,
    ) -> Result<Survey, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        let (folder, workbook) = relations::workbook(&mut archive)?;
        let mut part =
            xml::part(&mut archive, &format!("{folder}{workbook}"))?.ok_or(Fault::Damaged)?;
        let id = loop {
            match part.next()? {
                Event::Start(tag)
                    if tag.local_name().as_ref() == "sheet"
                        && attribute(&tag, "name").as_deref() == Some(sheet) =>
                {
                    break attribute(&tag, "id").ok_or(Fault::Damaged)?.into_owned();
                }
                Event::Eof => return Err(Fault::Damaged),
                _ => {}
            }
        };
        drop(part);
        let path = relations::target(&mut archive, &folder, &workbook, &id)?;
        let survey = self.surveys.get(&path.to_lowercase());
        let survey = survey.cloned().unwrap_or(Err(Fault::Damaged))?;
        // By style, so that a number need not name more than its own.
        let patterns = self.styles.iter().cloned();
        Ok(Survey {
            patterns: patterns.map(Option::unwrap_or_default).collect(),
            ..survey
        })
    }
}

/// A walk that guards and surveys. What the survey finds amiss is a matter of the one sheet.
struct Guarded<'a, 'b> {
    room: &'a mut Room,
    found: Result<(), Fault>,
    walk: &'a mut Walk<'b>,
}

impl Visit for Guarded<'_, '_> {
    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        declared_sizes::sheet(tag, self.room)?;
        if self.found.is_ok() {
            self.found = self.walk.tag(tag);
        }
        Ok(())
    }

    fn passed(&mut self, bytes: &[u8]) {
        if simdutf8::basic::from_utf8(bytes).is_err() {
            self.found = Err(Fault::Damaged);
        }
    }
}
