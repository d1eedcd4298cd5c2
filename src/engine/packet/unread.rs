//! What stands in the rows of applicants and no field of the rules reads, such as a statement that a panel wants to see.

use std::collections::BTreeMap;

use crate::answers::types::email;
use crate::answers::{self, Applications, Ratings, is_blank};
use crate::base::ids::ApplicationId;
use crate::base::origin::Row;
use crate::papers::packet::Unread;
use crate::rules::Rules;
use crate::table::{HeadingId, Sheet};
use crate::values::Reading;

/// By these applications: what stands in such columns under a heading, in the order of the form.
pub(super) fn unread(
    rules: &Rules,
    sheets: &[Sheet],
    applications: &Applications,
    wanted: impl Iterator<Item = ApplicationId>,
) -> BTreeMap<ApplicationId, Vec<Unread>> {
    let rows: BTreeMap<(u16, Row), ApplicationId> =
        wanted.map(|one| (applications.read_at(one), one)).collect();
    let mut all: BTreeMap<ApplicationId, Vec<Unread>> = BTreeMap::new();
    for (number, sheet) in (0_u16..).zip(sheets) {
        let read = answers::columns_of(&rules.form, sheet, Ratings::Apart).unwrap_or_default();
        let headings = sheet.headings.each();
        let headings: Vec<(HeadingId, &str)> = headings
            .map(|(id, heading)| (id, heading.text.trim()))
            .filter(|(id, text)| !read.contains(id) && !text.is_empty())
            .collect();
        sheet.visit(0..sheet.len(), |row, cells| {
            let Some(one) = rows.get(&(number, row)) else {
                return;
            };
            let texts = headings.iter().map(|(id, heading)| Unread {
                heading: (*heading).to_owned(),
                text: cells.get(*id).trim().to_owned(),
            });
            // Addresses have no place before a panel.
            let is_address = |text: &str| matches!(email::read(text), Reading::Value(_));
            let texts = texts.filter(|one| !is_blank(&one.text) && !is_address(&one.text));
            all.entry(*one).or_default().extend(texts);
        });
    }
    all
}
