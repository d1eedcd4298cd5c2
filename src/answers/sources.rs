//! Several forms in one pile: which source a sheet is of, and how that source's cells are read.

use super::applications::Applications;
use super::is_blank;
use super::types::{exact_text, id, reader};
use crate::base::finding::{Code, Finding};
use crate::base::ids::{ApplicationId, find};
use crate::base::origin::Origin;
use crate::rules::form::{Form, Kind};
use crate::rules::sources::fits;
use crate::rules::{Field, FieldId, FormSource, SourceId};
use crate::table::{Body, Sheet};
use crate::values::Reading;

/// The source a sheet is of; none where the rules name no sources, and of applications that were written down rather than read.
///
/// # Errors
/// What to write where the file is of no source, or of several.
pub(super) fn of(form: &Form, sheet: &Sheet) -> Result<Option<SourceId>, Finding> {
    if form.sources.is_empty() || matches!(sheet.body, Body::Given(_)) {
        return Ok(None);
    }
    let file = &sheet.source.file;
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let hits: Vec<(SourceId, &FormSource)> = form
        .sources
        .each()
        .filter(|(_, one)| fits(&one.files, file))
        .collect();
    let location = Origin::source(&sheet.source);
    match hits.as_slice() {
        [(at, _)] => Ok(Some(*at)),
        [] => {
            let known: Vec<String> = form
                .sources
                .iter()
                .map(|one| format!("`{}`", one.id))
                .collect();
            let message = format!(
                "the file is of none of the `[[sources]]` in the rules ({})",
                known.join(", ")
            );
            let help = format!(
                "add `\"{name}\"` to the `files` of the form it comes from, or write an entry of its own: `[[sources]]`, under it \
                 `id = \"…\"` and `files = [\"{name}\"]`"
            );
            Err(Finding::new(Code::NoSource, location, message).help(help))
        }
        several => {
            let known: Vec<String> = several
                .iter()
                .map(|(_, one)| format!("`{}`", one.id))
                .collect();
            let message = format!(
                "the file is of several `[[sources]]` in the rules at once: {}",
                known.join(", ")
            );
            let help = format!("write `files` so that only one of them fits `{name}`");
            Err(Finding::new(Code::NoSource, location, message).help(help))
        }
    }
}

/// Whether sources may read a field's cells differently.
pub(super) fn differ(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::Id | Kind::Number(_) | Kind::Rating(_) | Kind::Date(_) | Kind::Timestamp(..)
    )
}

/// A cell of the id as it is known everywhere.
pub(super) fn full_id(form: &Form, source: Option<SourceId>, text: &str) -> String {
    match source.and_then(|source| form.sources.find(source)) {
        Some(source) if !is_blank(text) => source.full_id(text),
        _ => text.to_owned(),
    }
}

/// The id that somebody gives to an application, with or without what its source puts before it.
pub fn given_id(
    form: &Form,
    applications: &Applications,
    application: ApplicationId,
    text: &str,
) -> String {
    let source = applications.form_source(application);
    let own = source
        .and_then(|source| form.sources.find(source))
        .map_or(text, |source| source.own_id(text));
    full_id(form, source, own)
}

type Read<'a> = Box<dyn Fn(&str) -> Reading + Send + Sync + 'a>;

/// How the cells of one field are read, by source.
pub(super) struct CellReaders<'a> {
    plain: Read<'a>,
    of: Vec<Read<'a>>,
}

impl<'a> CellReaders<'a> {
    pub(super) fn new(form: &'a Form, field: FieldId) -> Option<Self> {
        let plain = form.fields.find(field)?;
        let of = form.sources.iter().filter(|_| differ(plain)).map(|source| {
            let own = &source.fields[field];
            match own.kind {
                // What stands before it is not looked at, so that it hides nothing.
                Kind::Id => Box::new(|text: &str| {
                    super::garbled::asked(text, id::read(source.own_id(text)))
                }),
                _ => reader(form, own),
            }
        });
        Some(Self {
            plain: reader(form, plain),
            of: of.collect(),
        })
    }

    /// As in a file of no source; a text is held against none that rules ask for.
    pub(super) fn exact(form: &'a Form, field: FieldId) -> Option<Self> {
        let field = form.fields.find(field)?;
        let plain = if field.kind.is_text() {
            exact_text(field)
        } else {
            reader(form, field)
        };
        Some(Self {
            plain,
            of: Vec::new(),
        })
    }

    /// What a text is read as in a file of this source.
    pub(super) fn read(&self, source: Option<SourceId>, text: &str) -> Reading {
        let own = source.and_then(|source| find(&self.of, source));
        own.unwrap_or(&self.plain)(text)
    }
}
