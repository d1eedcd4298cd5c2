//! Headers and keys that are TOML and stand for what another one says: `[call.places]` for `[places]`, `[fields.age.limits]` for
//! `[fields.age]`, `[Call]` for `[call]`, `version = 1` for `format = 1`. Each is one mistake: the file is read as if the right one stood there, so that
//! nothing else seems to be missing.

use std::ops::Range;

use toml::de::DeTable;

use super::headers::{NAMED, is_repeated, name};
use super::statement::{Statement, bare};
use super::statements::statements;
use crate::base::finding::{Code, Finding, Location};
use crate::rules::load::format::{Keys, ROOT, TABLES};

/// How else people call the format of a file.
const FORMATS: &[&str] = &[
    "version",
    "schema",
    "schema_version",
    "format_version",
    "file_format",
    "rules_version",
    "edition",
];
/// So many are tried; whoever wrote more hears of the others next time.
const MOST: usize = 20;

/// What to read in place of a stretch, and what is said of it.
struct Instead {
    span: Range<usize>,
    good: String,
    finding: Finding,
}

/// The text with what was meant, each byte in its place, and a finding for each.
pub(in crate::rules::load) fn misplaced(text: &str) -> (String, Vec<Finding>) {
    let (mut mended, mut findings) = (text.to_owned(), Vec::new());
    let mut from = 0_usize;
    for _ in 0..MOST {
        let Some(instead) = first(&mended, from) else {
            break;
        };
        from = instead.span.end;
        let room = instead.span.len();
        if instead.good.len() > room {
            continue;
        }
        let mut tried = mended.clone();
        tried.replace_range(instead.span, &format!("{:room$}", instead.good));
        // Where the right one stands as well, this one is no slip of it.
        if DeTable::parse_recoverable(&tried).1.is_empty() {
            mended = tried;
            findings.push(instead.finding);
        }
    }
    (mended, findings)
}

/// The first that stands at or behind a position.
fn first(text: &str, from: usize) -> Option<Instead> {
    let statements = statements(text);
    let headless = statements
        .iter()
        .take_while(|statement| !statement.header)
        .count();
    (0..statements.len()).find_map(|nth| {
        let statement = statements
            .get(nth)
            .filter(|statement| statement.span.start >= from)?;
        let named = name(text, Some(statement));
        if statement.header {
            let section = statements.get(nth.saturating_add(1)..).unwrap_or_default();
            let section = section.iter().take_while(|statement| !statement.header);
            let keys: Vec<&str> = section
                .map(|statement| name(text, Some(statement)))
                .collect();
            header(text, statement, named, &keys)
        } else {
            (nth < headless)
                .then(|| format(text, statement, named))
                .flatten()
        }
    })
}

fn format(text: &str, statement: &Statement, key: &str) -> Option<Instead> {
    let start = text
        .get(statement.span.clone())?
        .find(key)?
        .saturating_add(statement.span.start);
    let span = start..start.saturating_add(key.len());
    FORMATS
        .contains(&key.to_lowercase().as_str())
        .then(|| Instead {
            good: "format".to_owned(),
            finding: Finding::new(
                Code::UnknownKey,
                Location::Rules(span.clone()),
                format!("the rules file has no key `{key}`"),
            )
            .help("write `format = 1`"),
            span,
        })
}

fn header(text: &str, statement: &Statement, named: &str, keys: &[&str]) -> Option<Instead> {
    let written = text.get(statement.span.clone())?;
    let open = written.find('[')?;
    let end = written.rfind(']').filter(|end| {
        written
            .get(open..*end)
            .is_some_and(|name| !name.contains(['\n', '#']))
    })?;
    let span = statement.span.start.saturating_add(open)
        ..statement.span.start.saturating_add(end).saturating_add(1);
    let parts: Vec<&str> = named.split('.').map(str::trim).collect();
    if !parts
        .iter()
        .all(|part| !part.is_empty() && part.chars().all(bare))
    {
        return None;
    }
    let [table, rest @ ..] = parts.as_slice() else {
        return None;
    };
    let small = table.to_lowercase();
    let of = keys_of(&small)?;
    let (good, message) = if small != *table {
        let good = std::iter::once(small.as_str())
            .chain(rest.iter().copied())
            .collect::<Vec<_>>()
            .join(".");
        Some((good, no_key(&ROOT, table)))
    } else if NAMED.contains(table) {
        let [one, more, ..] = rest else { return None };
        belongs(of, more, keys).then(|| (format!("{table}.{one}"), no_key(of, more)))
    } else {
        let [first, more @ ..] = rest else {
            return None;
        };
        let own = ROOT.keys.contains(first)
            && !of.keys.contains(first)
            && (!NAMED.contains(first) || !more.is_empty());
        if own {
            Some((
                rest.join("."),
                format!(
                    "`{first}` is a table of its own, and no part of `{}`",
                    of.table
                ),
            ))
        } else {
            let alone = !of.table.starts_with("[[");
            (alone && belongs(of, first, keys)).then(|| ((*table).to_owned(), no_key(of, first)))
        }
    }?;
    let good = if is_repeated(&good) {
        format!("[[{good}]]")
    } else {
        format!("[{good}]")
    };
    let finding = Finding::new(Code::UnknownKey, Location::Rules(span.clone()), message)
        .help(format!("write `{good}`"));
    Some(Instead {
        span,
        good,
        finding,
    })
}

/// Whether something that stands under a name which the table does not have is the table's own.
fn belongs(of: &Keys, name: &str, keys: &[&str]) -> bool {
    let own = |key: &&str| {
        of.keys
            .contains(&key.split('.').next().unwrap_or_default().trim())
    };
    !of.keys.contains(&name) && keys.iter().any(own)
}

fn no_key(of: &Keys, name: &str) -> String {
    format!("{} has no key `{name}`", of.table)
}

/// The keys of the tables under a header with this first name.
fn keys_of(table: &str) -> Option<&'static Keys> {
    let names = |keys: &&&Keys| {
        let name = keys.table.trim_matches(['[', ']']);
        keys.table.starts_with('[') && name.split('.').next() == Some(table)
    };
    TABLES.iter().find(names).copied()
}
