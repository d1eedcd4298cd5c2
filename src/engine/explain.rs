//! Pages about applications, from a past run alone; from the applications only where personal answers are asked for.

use std::borrow::Cow;

use super::{Past, Pile, read_rulings, refuses};
use crate::base::controls;
use crate::base::finding::{Code, Finding, Location};
use crate::out::{html, json, markdown, text};
use crate::papers::explanation::{self, Case, Own, Page};
use crate::papers::letter;
use crate::record::manifest::Manifest;
use crate::record::{Header, Nth, Record};
use crate::rules::{Field, Rules, Subject, TieBreakId};
use crate::rulings::{self, Rulings};
use crate::study::what_if::told::WhatIf;
use crate::table::Sheet;
use crate::values::{Sort, escape};
use crate::{answers, words};

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
    let rules = run.rules().map_err(one)?;
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
        Format::Json => controls::in_json(&json::json(page, header, records, what_if)).into_owned(),
    }
}

/// The answers of one application in the fields wanted, read by the run's own rules from the files it was made from.
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
    let (sheets, findings) = personal.sheets([rules]);
    if refuses(&findings) {
        return Err(findings);
    }
    same_inputs(&sheets, manifest)?;
    let (rulings, _) = read_rulings(personal.rulings, personal.reading)?;
    same_rulings(&rulings, manifest)?;
    let (mut applications, _) = answers::read(&rules.form, &sheets)?;
    rulings::reapply(rules, &rulings, &mut applications)?;
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
    let mut own = Vec::new();
    for (id, field) in rules.form.fields.each().filter(|(_, field)| wanted(field)) {
        for assessor in applications.assessors(id) {
            if let Some(at) = applications.origin(found, id, assessor) {
                let text = applications.said(found, id, assessor).revealed().to_owned();
                let rated = field.kind.is_rating();
                // Several cells are read together, and the criteria say as what.
                let single = applications.assessors(id).len() == 1;
                let reading = single.then(|| applications.reading(found, id));
                let read =
                    reading.and_then(|reading| words::reading(rules, Subject::Field(id), reading));
                let read = read.map(Cow::into_owned).filter(|read| *read != text);
                let assessor = rated.then(|| assessor.into());
                own.push(Own {
                    field: field.name.clone(),
                    assessor,
                    at: at.to_string(),
                    text,
                    read,
                });
            }
        }
    }
    Ok(own)
}

fn is_country(rules: &Rules, name: &str) -> bool {
    rules
        .form
        .fields
        .iter()
        .any(|field| field.name == name && field.kind.is_country())
}

/// Whether these are the rulings the run took, to the byte.
fn same_rulings(rulings: &Rulings, manifest: &Manifest) -> Result<(), Vec<Finding>> {
    let mut given: Vec<&str> = rulings
        .files
        .iter()
        .map(|(_, digest)| digest.as_str())
        .collect();
    let mut taken: Vec<&str> = manifest
        .rulings
        .iter()
        .map(|file| file.sha256.as_str())
        .collect();
    given.sort_unstable();
    taken.sort_unstable();
    if given == taken {
        return Ok(());
    }
    let names: Vec<&str> = manifest
        .rulings
        .iter()
        .map(|file| file.file.as_str())
        .collect();
    let message = if names.is_empty() {
        "the run took no decisions".to_owned()
    } else {
        format!("the run took the decisions in {}", names.join(" and "))
    };
    let location = Location::File("manifest.json".to_owned());
    let help = "give with --decisions what the run took, and nothing else";
    Err(vec![
        Finding::new(Code::OtherApplications, location, message).help(help),
    ])
}

/// Whether these are the files the run was made from, to the byte, in whatever order and by whatever name.
fn same_inputs(sheets: &[Sheet], manifest: &Manifest) -> Result<(), Vec<Finding>> {
    let mut wanted: Vec<(&str, Option<&str>)> = manifest
        .applications
        .iter()
        .map(|table| (table.sha256.as_str(), table.sheet.as_deref()))
        .collect();
    let mut findings = Vec::new();
    for sheet in sheets {
        let this = (sheet.digest.as_str(), sheet.source.sheet.as_deref());
        match wanted.iter().position(|wanted| *wanted == this) {
            Some(at) => drop(wanted.swap_remove(at)),
            None => findings.push(
                Finding::new(
                    Code::OtherApplications,
                    Location::File(sheet.source.to_string()),
                    "is not among the applications the run was made from, or was changed since",
                )
                .help("give the very files that were selected from; manifest.json has their names and SHA-256"),
            ),
        }
    }
    let missing = manifest
        .applications
        .iter()
        .filter(|table| wanted.contains(&(table.sha256.as_str(), table.sheet.as_deref())));
    if findings.is_empty() {
        findings.extend(missing.map(|table| {
            let message = "is one of the files the run was made from, and was not given";
            Finding::new(
                Code::OtherApplications,
                Location::File(table.file.clone()),
                message,
            )
            .help("give all of them")
        }));
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(findings)
    }
}
