//! Where a file of a run first differs from the one that comes out anew, in words.

use serde_json::Value;

use super::Difference;
use crate::record::{Audit, Header, Record, SCHEMA};
use crate::values::spelling::quoted;

/// The first difference between a file of the run and the same file made anew; none when they are the same.
pub fn of_file(name: &str, was: &[u8], is: &[u8]) -> Option<Difference> {
    if was == is {
        return None;
    }
    let (old, new) = (String::from_utf8_lossy(was), String::from_utf8_lossy(is));
    let words = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("csv") => rows(&old, &new),
        Some("jsonl") => records(&old, &new),
        _ => None,
    };
    Some(Difference::new(
        name,
        words.unwrap_or_else(|| "comes out otherwise".to_owned()),
    ))
}

fn rows(was: &str, is: &str) -> Option<String> {
    let mut old = ::csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(was.trim_start_matches('\u{feff}').as_bytes());
    let mut new = ::csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(is.trim_start_matches('\u{feff}').as_bytes());
    let headings = new.headers().ok()?.clone();
    if old.headers().ok()? != &headings {
        return Some("has other columns".to_owned());
    }
    let application = headings
        .iter()
        .position(|heading| heading == "application")?;
    let (mut old, mut new) = (old.records(), new.records());
    loop {
        let (old, new) = match (old.next(), new.next()) {
            (None, None) => return None,
            (Some(Ok(old)), Some(Ok(new))) => (old, new),
            (Some(Ok(old)), None) => {
                return Some(format!("{}: was there, is not", who(&old, application)));
            }
            (None, Some(Ok(new))) => {
                return Some(format!("{}: was not there, is", who(&new, application)));
            }
            _ => return None,
        };
        let cells = headings.iter().zip(old.iter().zip(&new));
        if old.get(application) != new.get(application) {
            return Some(format!(
                "{} stood where {} comes out",
                who(&old, application),
                who(&new, application)
            ));
        }
        if let Some((heading, (old, now))) = cells.into_iter().find(|(_, (old, new))| old != new) {
            return Some(format!(
                "{}, {heading}: was {}, is {}",
                who(&new, application),
                quoted(old),
                quoted(now)
            ));
        }
    }
}

pub(super) fn who(record: &::csv::StringRecord, column: usize) -> String {
    format!(
        "application {}",
        quoted(record.get(column).unwrap_or_default())
    )
}

fn records(was: &str, is: &str) -> Option<String> {
    let audit = |text: &str| Audit::new(text.to_owned()).ok();
    let (old, new) = (audit(was)?, audit(is)?);
    let schema = old.header.schema;
    // In what form they are written says nothing of what they say.
    let header = |audit: &Audit| {
        let header = Header {
            schema,
            ..audit.header.clone()
        };
        serde_json::to_value(header).ok()
    };
    if let Some(words) = values("", &header(&old)?, &header(&new)?) {
        return Some(format!("the header, {words}"));
    }
    let (mut old, mut new) = (old.records(), new.records());
    loop {
        let (old, new) = match (old.next(), new.next()) {
            (None, None) if schema < SCHEMA => {
                return Some(format!(
                    "is written in the form of schema {schema}, and every record says the same"
                ));
            }
            (None, None) => return None,
            (Some(old), Some(new)) => (old.ok()?, new.ok()?),
            (Some(_), None) => return Some("has more records than come out".to_owned()),
            (None, Some(_)) => return Some("has fewer records than come out".to_owned()),
        };
        if old == new {
            continue;
        }
        let (was, is) = (quoted(&old.application), quoted(&new.application));
        if was != is {
            return Some(format!("the record of {was} stood where {is} comes out"));
        }
        let value = |record: &Record<'_>| serde_json::to_value(record).ok();
        if let Some(words) = values("", &value(&old)?, &value(&new)?) {
            return Some(format!("application {is}, {words}"));
        }
    }
}

/// The first difference between two values, with the way to it: `, parts 2, points: was …, is …`.
pub(super) fn values(path: &str, was: &Value, is: &Value) -> Option<String> {
    match (was, is) {
        _ if was == is => None,
        // The chain follows from everything else.
        (Value::Object(old), Value::Object(new)) => old
            .keys()
            .chain(new.keys())
            .filter(|key| *key != "chain")
            .find_map(|key| {
                let none = Value::Null;
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}, {key}")
                };
                values(
                    &path,
                    old.get(key).unwrap_or(&none),
                    new.get(key).unwrap_or(&none),
                )
            }),
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => (1_usize..)
            .zip(old.iter().zip(new))
            .find_map(|(number, (old, new))| values(&format!("{path} {number}"), old, new)),
        _ => Some(format!(
            "{path}: was {}, is {}",
            quoted(&was.to_string()),
            quoted(&is.to_string())
        )),
    }
}
