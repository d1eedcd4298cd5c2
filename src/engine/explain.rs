//! Pages about applications, from a past run alone; from the applications only where personal answers are asked for.

use super::{Past, Pile, own};
use crate::base::controls;
use crate::base::finding::{Code, Finding, Location};
use crate::out::{html, json, markdown, text};
use crate::papers::explanation::{self, Case, Own, Page, personal_answers};
use crate::papers::letter;
use crate::record::manifest::Manifest;
use crate::record::{Header, Nth, Record};
use crate::rules::{Field, Rules, TieBreakId};
use crate::study::what_if::told::WhatIf;
use crate::values::{Sort, escape};

/// What an explanation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Why one application came out as it did.
    Application(String),
    /// Two applications side by side.
    Two(String, String),
    /// What an applicant may know of their application.
    ForApplicant(String),
}

/// How an explanation is set down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    #[default]
    Text,
    Json,
    Html,
    /// As HTML without a page around it, for a page of somebody else.
    Within,
    Markdown,
}

/// The page about one or two applications of a past run, set down.
///
/// # Errors
/// Findings where the run or the files for the personal answers cannot be taken, or hold no such application.
pub fn explain(
    run: &Past<'_>,
    about: &About,
    personal: Pile<'_>,
    format: Format,
) -> Result<String, Vec<Finding>> {
    let one = |finding| vec![finding];
    let rules = run.rules_as_asked().map_err(one)?;
    let header = run.header();
    let record = |id: &str| run.record(id).map_err(one);
    let case = |record, others| Case {
        header,
        rules: &rules,
        record,
        others,
        what_if: None,
    };
    match about {
        About::Application(id) => {
            let record = match (record(id), run.left_out(id)) {
                (Err(_), Some(out)) => {
                    return Ok(set_down(
                        &explanation::left_out(header, id, out),
                        format,
                        Some(header),
                        &[],
                        None,
                    ));
                }
                (record, _) => record?,
            };
            let others = Case::speaks_of(header, &record)
                .into_iter()
                .map(|id| run.record(id));
            let others: Vec<Record<'_>> = others.collect::<Result<_, _>>().map_err(one)?;
            let own = own(&rules, &run.manifest, id, personal, &|field| field.personal)?;
            let what_if = run.what_if(&rules, &record).map_err(one)?;
            let what_if = Some(&what_if).filter(|what_if| !what_if.is_empty());
            let page = explanation::explanation(
                Case {
                    what_if,
                    ..case(&record, &others)
                },
                &own,
            );
            Ok(set_down(&page, format, Some(header), &[&record], what_if))
        }
        About::Two(first, second) => {
            let (first, second) = (record(first)?, record(second)?);
            let by = told_apart(run, &first, &second).map_err(one)?;
            let page = explanation::comparison(case(&first, &[]), case(&second, &[]), by);
            Ok(set_down(
                &page,
                format,
                Some(header),
                &[&first, &second],
                None,
            ))
        }
        About::ForApplicant(id) => {
            let record = record(id)?;
            // Everything the applicant wrote, and not only what a rule looked at.
            let known = |field: &Field| {
                record
                    .found
                    .iter()
                    .any(|evidence| evidence.is_of(Sort::Field, &field.name))
            };
            let wanted = |field: &Field| field.personal || !known(field) && !field.kind.is_id();
            let mut own = own(&rules, &run.manifest, id, personal, &wanted)?;
            // What a territory counts as is said where it was decided.
            own.iter_mut()
                .filter(|own| is_country(&rules, &own.field))
                .for_each(|own| own.read = None);
            // Header and record name other people; the letter alone is set down.
            Ok(set_down(
                &letter::letter(case(&record, &[]), &own),
                format,
                None,
                &[],
                None,
            ))
        }
    }
}

/// The tie-break that told two with equal totals apart: of those that put anybody between them behind the one above, the
/// first in the order of the rules.
fn told_apart(
    run: &Past<'_>,
    one: &Record<'_>,
    other: &Record<'_>,
) -> Result<Option<Nth<TieBreakId>>, Finding> {
    let (Some(this), Some(that)) = (&one.standing, &other.standing) else {
        return Ok(None);
    };
    if one.total != other.total {
        return Ok(None);
    }
    let (first, last) = (
        this.position.min(that.position),
        this.position.max(that.position),
    );
    let mut decided: Option<Nth<TieBreakId>> = None;
    for record in run.records() {
        let standing = record?
            .standing
            .filter(|standing| standing.position > first && standing.position <= last);
        let by = standing.and_then(|standing| standing.above?.tie_break);
        decided = decided.into_iter().chain(by).min();
    }
    Ok(decided)
}

fn set_down(
    page: &Page,
    format: Format,
    header: Option<&Header>,
    records: &[&Record<'_>],
    what_if: Option<&WhatIf>,
) -> String {
    match format {
        Format::Text => escape::visible_lines(&text::text(page)),
        Format::Markdown => escape::visible_lines(&markdown::markdown(page)),
        Format::Html => escape::visible_lines(&html::html(page)),
        Format::Within => escape::visible_lines(&html::within(page)),
        Format::Json => controls::in_json(&json::json(page, header, records, what_if)).into_owned(),
    }
}

/// The answers of one application in the fields wanted; none where no files were given for them.
fn own(
    rules: &Rules,
    manifest: &Manifest,
    application: &str,
    personal: Pile<'_>,
    wanted: &dyn Fn(&Field) -> bool,
) -> Result<Vec<Own>, Vec<Finding>> {
    if personal.applications.is_empty() {
        return Ok(Vec::new());
    }
    let applications = own::read_again(rules, manifest, personal)?;
    let found = applications
        .ids()
        .find(|index| applications.id(*index) == application);
    let Some(found) = found else {
        let location = Location::File(
            personal
                .applications
                .first()
                .map_or_else(String::new, |file| file.name().to_owned()),
        );
        let message = format!("holds no application `{application}`");
        return Err(vec![Finding::new(
            Code::OtherApplications,
            location,
            message,
        )]);
    };
    Ok(personal_answers(rules, &applications, found, wanted))
}

fn is_country(rules: &Rules, name: &str) -> bool {
    rules
        .form
        .fields
        .iter()
        .any(|field| field.name == name && field.kind.is_country())
}
