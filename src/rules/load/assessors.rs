//! `[[assessors]]`: whose files of ratings are whose.

use std::collections::BTreeMap;

use super::diagnostics::shown;
use super::format::ASSESSOR;
use super::scope::Scope;
use super::sources::files;
use super::table::Item;
use crate::base::counted::count;
use crate::base::finding::Code;
use crate::base::ids::{AssessorId, Per};
use crate::rules::{Assessor, Kind};
use crate::values::spelling::fold;

/// The assessors, each with the names of their files; one whose names cannot be read has none.
pub(super) fn assessors(item: Item<'_>) -> Per<AssessorId, Assessor> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for (number, table) in (1..).zip(item.tables(&ASSESSOR)) {
        let names = table.need("files");
        for (name, spot) in names.and_then(Item::texts).unwrap_or_default() {
            let other = *seen.entry(fold(name)).or_insert(number);
            if other != number {
                let message = format!(
                    "`{}` is the name of assessor {other}'s files, too",
                    shown(name)
                );
                let help = "give each assessor's files names of their own, such as `ratings A1*`";
                spot.say_help(Code::AmbiguousSpelling, message, help);
            }
        }
        let files = names.and_then(files).unwrap_or_default();
        all.push(Assessor { files });
    }
    all.into()
}

/// Notes assessors who read nothing, because no rating has so many readers.
pub(super) fn each_reads(item: Item<'_>, scope: &Scope<'_>) {
    let mut most = 0;
    for (.., field) in scope.fields.each() {
        // A field that could not be read may be the one.
        let Some(field) = field else { return };
        if matches!(field.kind, Kind::Rating(_)) {
            most = most.max(field.readers());
        }
    }
    if scope.assessors > most {
        let readers = count(most, "reader", "readers");
        let message = format!(
            "there are {}, and no rating has more than {readers}",
            count(scope.assessors, "assessor", "assessors")
        );
        let help = "write `readers` into the fields of type `rating`, with the headings of each assessor, or take the entry out";
        item.spot.say_bad_help(message, help);
    }
}
