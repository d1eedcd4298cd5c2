//! Rules from named bytes, with the lists beside them.

use super::file::File;
use crate::base::finding::{Code, Finding, Location, refusal};
use crate::rules::load::{self, Loaded};

/// The rules of a file. A list is the file of that path, as the rules name it; where there is none, the one file of that name without a
/// path, because whoever drops files on a page drops no folders.
///
/// # Errors
/// A finding where the file cannot be read or is no text. What is wrong with the rules themselves is among what was loaded.
pub fn load(rules: &File<'_>, lists: &[File<'_>]) -> Result<Loaded, Finding> {
    let location = || Location::File(rules.name().to_owned());
    let bytes = rules.bytes().map_err(|error| {
        let message = format!("the rules cannot be read: {}", refusal(&error));
        Finding::new(Code::FileUnreadable, location(), message)
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let (message, help) = load::not_text(error.as_bytes());
        Finding::new(Code::Encoding, location(), message).help(help)
    })?;
    let list = |name: &str| {
        let bytes = named(lists, name).ok_or_else(|| "was not given".to_owned())?;
        let bytes = bytes.bytes().map_err(|error| refusal(&error))?;
        String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())
    };
    Ok(load::load(rules.name(), &text, &list))
}

/// The list of this path, or the only one of its last part.
fn named<'a>(lists: &'a [File<'a>], path: &str) -> Option<&'a File<'a>> {
    let last = |path: &str| path.rsplit(['/', '\\']).next().map(str::to_owned);
    let mut same = lists.iter().filter(|list| list.name() == path);
    let mut alike = lists
        .iter()
        .filter(|list| !list.name().contains('/') && Some(list.name().to_owned()) == last(path));
    match (same.next(), alike.next(), alike.next()) {
        (Some(list), _, _) | (None, Some(list), None) => Some(list),
        (None, _, _) => None,
    }
}
