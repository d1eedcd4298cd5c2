//! How somebody is called and reached, in columns behind the id, where a list is for the panel.

use super::{Cell, reached_by, typed};
use crate::base::ids::ApplicationId;
use crate::papers::titles::{self, Named};
use crate::rules::FieldId;
use crate::select::Selection;

/// The fields that say it; none in a file for programs.
pub(super) struct Own<'a> {
    selection: &'a Selection<'a>,
    fields: Vec<FieldId>,
}

impl<'a> Own<'a> {
    pub(super) fn new(selection: &'a Selection<'_>, named: bool) -> Self {
        Self {
            selection,
            fields: match named {
                true => reached_by(selection),
                false => Vec::new(),
            },
        }
    }

    /// The headings with those of the own columns.
    pub(super) fn headed(&self, mut heads: Vec<Named<'a>>) -> Vec<Named<'a>> {
        let rules = self.selection.rules;
        let own = self.fields.iter();
        heads.splice(1..1, own.map(|field| titles::of_field(rules, *field)));
        heads
    }

    /// A row with the cells of somebody.
    pub(super) fn row(&self, application: ApplicationId, mut row: Vec<Cell<'a>>) -> Vec<Cell<'a>> {
        let own = self.fields.iter();
        let own = own.map(|field| Cell::text(typed(self.selection, application, *field)));
        row.splice(1..1, own);
        row
    }
}
