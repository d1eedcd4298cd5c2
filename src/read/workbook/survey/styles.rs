//! The styles of an `.xlsx`: which of them show a number as more than its digits.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::Pattern;
use super::xml::{self, Archive, attribute};
use crate::read::workbook::book::Fault;

/// For each style, by its number, what it shows beside a number's own digits.
pub(super) fn patterns(archive: &mut Archive<'_>, folder: &str) -> Result<Vec<Option<Pattern>>, Fault> {
    let Some(mut part) = xml::part(archive, &format!("{folder}styles.xml"))? else { return Ok(Vec::new()) };
    let mut formats: BTreeMap<String, Pattern> =
        Pattern::built_in().into_iter().map(|(id, pattern)| (id.to_string(), pattern)).collect();
    let mut styles = Vec::new();
    let mut in_styles = false;
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId");
                    let pattern = attribute(&tag, "formatCode").and_then(|format| Pattern::of(&format));
                    if let Some((id, pattern)) = id.zip(pattern) {
                        formats.insert(id.into_owned(), pattern);
                    }
                }
                "cellXfs" => in_styles = true,
                "xf" if in_styles => {
                    styles.push(attribute(&tag, "numFmtId").and_then(|id| formats.get(id.as_ref()).cloned()));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => return Ok(styles),
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}
