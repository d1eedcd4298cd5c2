//! Rules held against a file: which column serves which field and which answers cannot be read. Nothing is decided.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::answers::headings::SheetRead;
use crate::answers::{Applications, same_id};
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::ApplicationId;
use crate::base::origin::Origin;
use crate::judge::{late_by_zone, preferences};
use crate::people;
use crate::rules::{FieldId, Rules};
use crate::select::{self, Sheets, SheetsRead};
use crate::values::spelling::quoted;
use crate::values::{Reading, Said, Value};
use crate::words::problems;

/// What a file would mean to the rules.
#[derive(Debug)]
pub struct Checked {
    pub sheets: Vec<SheetRead>,
    pub ratings: Vec<SheetRead>,
    /// A finding for every distinct answer that cannot be read, with the first cell and how often it stands.
    pub findings: Vec<Finding>,
    /// When people applied, as far as it can be read.
    pub moments: Vec<Timestamp>,
}

/// Checks the sheets.
///
/// # Errors
/// What would stop a selection: missing or doubled headings, two applications with one id.
pub fn check<'s>(rules: &Rules, sheets: impl Into<Sheets<'s>>) -> Result<Checked, Vec<Finding>> {
    let SheetsRead {
        mut applications,
        sheets,
        ratings,
        rated,
    } = select::read(rules, sheets)?;
    let of_ratings = ratings.noticed.clone();
    let mut findings = select::join(rules, ratings, &mut applications)?;
    let without = |application: &ApplicationId| {
        matches!(
            applications.reading(*application, rules.form.id),
            Reading::Blank
        )
    };
    for application in applications.ids().filter(without) {
        findings.push(Finding::new(
            Code::NoId,
            row(&applications, application),
            "the row has no application id",
        ));
    }
    findings.extend(similar_ids(&applications));
    findings.extend(people::unruled(&rules.form, &applications, |_| true));
    findings.extend(applications.noticed().iter().cloned());
    findings.extend(of_ratings);
    for field in (0..rules.form.fields.len()).map(FieldId) {
        findings.extend(unreadable(rules, &applications, field));
    }
    let layouts = sheets.iter().map(|sheet| (&sheet.source, &sheet.layout));
    findings.extend(preferences::column::findings(rules, &applications, layouts));
    // Whoever is late is so before anything is decided.
    let is_late = |application: ApplicationId| match applications
        .reading(application, rules.call.submitted)
    {
        Reading::Value(Value::Instant(moment)) => *moment > rules.call.deadline,
        Reading::Value(_) | Reading::Blank | Reading::Unreadable(_) => false,
    };
    findings.extend(late_by_zone::by_zone(rules, &applications, is_late));
    let moments = applications.moments(rules.call.submitted).collect();
    Ok(Checked {
        sheets,
        ratings: rated,
        findings,
        moments,
    })
}

/// One finding for each set of ids that can hardly be told apart, at the last of them.
fn similar_ids(applications: &Applications) -> Vec<Finding> {
    let last = |application: &ApplicationId| {
        applications.similar_ids(*application).last() == Some(application)
    };
    let finding = |application: ApplicationId| {
        let message = format!("the id {}", same_id::hardly_told(applications, application));
        let help = "give each application an id of its own, or remove the row that does not count; or run `select`, and answer \
                    in the clarify list which of them stands";
        Finding::new(Code::AlikeIds, row(applications, application), message).help(help)
    };
    let mut lasts: Vec<ApplicationId> = applications.ids().filter(last).collect();
    lasts.sort_by_key(|application| applications.read_at(*application));
    lasts.into_iter().map(finding).collect()
}

fn row(applications: &Applications, application: ApplicationId) -> Location {
    Location::Input(Origin::row(
        applications.source(application),
        applications.row(application),
    ))
}

/// One finding for each distinct answer.
fn unreadable(rules: &Rules, applications: &Applications, field: FieldId) -> Vec<Finding> {
    let Some(form) = rules.form.fields.find(field) else {
        return Vec::new();
    };
    let assessors = applications.assessors(field);
    let mut seen: BTreeMap<Vec<Said<'_>>, (ApplicationId, usize)> = BTreeMap::new();
    // Of a row that may be no application only that is asked, as `select` does.
    let is_row = |application: &ApplicationId| applications.unsure(*application).is_none();
    for application in applications.ids().filter(is_row) {
        let problem = applications.reading(application, field).problem();
        if problem.is_some_and(|problem| !problem.code().is_of_column()) {
            let answer = assessors
                .clone()
                .map(|assessor| applications.said(application, field, assessor))
                .collect();
            let first = seen.entry(answer).or_insert((application, 0));
            first.1 = first.1.saturating_add(1);
            if applications.read_at(application) < applications.read_at(first.0) {
                first.0 = application;
            }
        }
    }
    let mut found: Vec<(ApplicationId, usize)> = seen.into_values().collect();
    found.sort_unstable_by_key(|(application, _)| applications.read_at(*application));
    found
        .into_iter()
        .filter_map(|(application, times)| {
            let problem = applications.reading(application, field).problem()?;
            let location = applications
                .origin(application, field, problem.assessor)
                .map_or_else(|| row(applications, application), Location::Input);
            let text = match applications
                .said(application, field, problem.assessor)
                .open()
            {
                None => "an answer".to_owned(),
                Some("") => "an application".to_owned(),
                Some(text) => quoted(text),
            };
            let times = if times > 1 {
                format!(" ({times} times)")
            } else {
                String::new()
            };
            let said = problems::said(problem, form.personal);
            let mut finding = Finding::new(
                problem.code(),
                location,
                format!("{}: {text} {}{times}", form.name, said.message),
            );
            finding.help = said.help.map(Cow::into_owned);
            Some(finding)
        })
        .collect()
}
