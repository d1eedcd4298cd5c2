//! The marks of packs: what the row of an application has in somebody's pack, so that it is known again wherever the row comes from, and
//! with it what was asked.

use super::Packs;
use super::form::Field;
use crate::base::digest;
use crate::base::ids::AssessorId;

/// So many digits of what was drawn say whose row it is, of which application.
const DIGITS: usize = 10;
/// And so many what a rating asks.
const ASKED: usize = 6;

/// The mark of a row: `A1-`, the first digits of what was drawn, and behind another hyphen for each rating those of what it asks.
pub fn mark<'f>(
    packs: &Packs,
    (application, assessor): (&str, AssessorId),
    asked: impl Iterator<Item = &'f Field>,
) -> String {
    let mut mark = whose(packs, application, assessor);
    for field in asked {
        mark.push('-');
        mark.push_str(&asks(field));
    }
    mark
}

/// Whether a mark is that of an application in somebody's pack, whatever was asked of it.
pub fn is_marked(packs: &Packs, mark: &str, application: &str, assessor: AssessorId) -> bool {
    let rest = mark.strip_prefix(&whose(packs, application, assessor));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether a text has the shape of a mark, whoever it is of.
pub fn is_shaped_like_one(text: &str) -> bool {
    let mut parts = text.trim().split('-');
    let is_hex = |part: &str, digits: usize| {
        part.len() == digits && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let reader = parts.next().and_then(|part| part.strip_prefix('A'));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    reader.is_some_and(is_number)
        && parts.next().is_some_and(|part| is_hex(part, DIGITS))
        && parts.all(|part| is_hex(part, ASKED))
}

fn whose(packs: &Packs, application: &str, assessor: AssessorId) -> String {
    let drawn = packs.drawn(application, assessor);
    let digits: String = drawn.chars().take(DIGITS).collect();
    format!("{assessor}-{digits}")
}

/// Whether the row of a mark was asked for this rating as the rules ask for it now.
pub fn asked_so(mark: &str, field: &Field) -> bool {
    let asked = asks(field);
    mark.split('-').skip(2).any(|one| one == asked)
}

/// What a rating asks, in a few digits: the name, the bounds, and what the numbers mean. A title or a weight may change meanwhile.
fn asks(field: &Field) -> String {
    let mut text = field.name.clone();
    let bounds = field.kind.bounds();
    for bound in bounds.into_iter().flat_map(|of| [of.min, of.max]) {
        let bound = bound.map(|bound| bound.normalize().to_string());
        text.push_str(&format!("\n{}", bound.unwrap_or_default()));
    }
    for anchor in &field.anchors {
        text.push_str(&format!("\n{}: {}", anchor.at.normalize(), anchor.means));
    }
    let digest = digest::of(text.as_bytes());
    digest.chars().take(ASKED).collect()
}
