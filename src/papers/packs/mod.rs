//! Packs for assessors: what each of them reads and fills in, and (`lists`) what the officer keeps: who reads what, and what must be looked at
//! before packs are sent.

pub mod lists;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::titles::field_title;
use crate::base::counted::count;
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rules::form::Bounds;
use crate::rules::marks::mark;
use crate::rules::packs::MARK;
use crate::rules::{Anchor, Field, FieldId, Hits, Packs, Rules, Subject};
use crate::select::Selection;
use crate::study::packs::assessors::Assessors;
use crate::study::packs::blind::{Hit, Known, masked};
use crate::study::packs::needed::rated_fields;
use crate::study::packs::{Packing, known, readers};
use crate::values::Reading;
use crate::words;

/// Letters of a file's name beside the number.
const NAMED: usize = 60;
/// So many whole numbers can be chosen from a list.
const LISTED: i64 = 20;

/// One assessor's pack.
#[derive(Debug)]
pub struct Pack {
    pub assessor: AssessorId,
    /// Its name in the folder.
    pub file: String,
    pub programme: String,
    pub confidential: String,
    /// SHA-256 of the rules.
    pub rules: String,
    /// Whose pack it is, of which programme, by which rules.
    pub about: String,
    pub instructions: String,
    pub ratings: Vec<Rating>,
    /// What heads the ids, the marks, and what can be said beside a rating.
    pub headings: Headings,
    pub entries: Vec<Entry>,
}

#[derive(Debug)]
pub struct Headings {
    pub id: String,
    pub conflict: String,
    pub abstain: String,
    pub comment: String,
    pub mark: String,
}

/// Something to rate.
#[derive(Debug)]
pub struct Rating {
    pub field: FieldId,
    pub heading: String,
    pub title: String,
    pub min: Decimal,
    pub max: Decimal,
    /// The numbers to choose from, where they are few and whole.
    pub choices: Vec<String>,
    pub anchors: Vec<Anchor>,
}

/// An application in a pack.
#[derive(Debug)]
pub struct Entry {
    pub id: String,
    pub mark: String,
    /// What is answered, and the answer.
    pub answers: Vec<(String, String)>,
    /// For each of the ratings, whether it is asked for.
    pub asked: Vec<bool>,
}

/// An answer in which an applicant is given away, in the packs of somebody.
#[derive(Debug)]
pub struct Given {
    pub application: ApplicationId,
    pub field: FieldId,
    /// The answer as it was written.
    pub text: String,
    pub hits: Vec<Hit>,
    /// Whether packs do not show it.
    pub is_covered: bool,
}

/// By application, what its readers see: what is answered, and the answer.
type Shown = BTreeMap<ApplicationId, Vec<(String, String)>>;

/// The packs of whoever is to rate something, and where their answers give applicants away.
pub fn packs(
    selection: &Selection<'_>,
    rules: &Packs,
    assessors: &Assessors,
    packing: &Packing,
) -> (Vec<Pack>, Vec<Given>) {
    let read = packing
        .readings
        .iter()
        .filter(|one| !one.to_rate.is_empty());
    let mut given = Vec::new();
    let shown: Shown = read
        .map(|one| {
            (
                one.application,
                answers(selection, rules, one.application, &mut given),
            )
        })
        .collect();
    let each = readers(packing).into_iter();
    let packs = each.map(|assessor| pack(selection, rules, assessors, packing, (assessor, &shown)));
    (packs.collect(), given)
}

fn pack(
    selection: &Selection<'_>,
    packs: &Packs,
    assessors: &Assessors,
    packing: &Packing,
    (assessor, shown): (AssessorId, &Shown),
) -> Pack {
    let rules = selection.rules;
    let form = &rules.form;
    let to_rate: Vec<_> = packing.of(assessor).collect();
    let is_rated = |id: &FieldId| to_rate.iter().any(|(_, fields)| fields.contains(id));
    let rated =
        rated_fields(selection).filter(|(id, field)| is_rated(id) && assessor.0 < field.readers());
    let ratings: Vec<Rating> = rated
        .filter_map(|(id, field)| rating(id, field, assessor))
        .collect();
    let entries: Vec<Entry> = to_rate
        .iter()
        .map(|(application, fields)| {
            let id = selection.applications.id(*application).into_owned();
            let asked = ratings.iter().map(|one| one.field);
            let asked = asked.filter(|field| fields.contains(field));
            Entry {
                mark: mark(
                    packs,
                    (&id, assessor),
                    asked.map(|field| &form.fields[field]),
                ),
                id,
                answers: shown.get(application).cloned().unwrap_or_default(),
                asked: ratings
                    .iter()
                    .map(|one| fields.contains(&one.field))
                    .collect(),
            }
        })
        .collect();
    let ids = form.fields[form.id].assessors.first();
    let id = match ids.and_then(|names| names.first()) {
        Some(name) if form.id_made_of.is_empty() => name.clone(),
        _ => "application".to_owned(),
    };
    let programme = &rules.programme;
    let digest: String = rules.file.digest.chars().take(16).collect();
    Pack {
        assessor,
        file: file(packs, assessors, assessor),
        programme: programme.title.clone(),
        confidential: programme
            .confidential
            .clone()
            .unwrap_or_else(|| "Confidential".to_owned()),
        rules: rules.file.digest.clone(),
        about: format!("Pack of {assessor} · {} · rules {digest}", programme.id),
        instructions: instructions(selection.rules, packs, assessor, entries.len()),
        ratings,
        headings: Headings {
            id,
            conflict: format!("conflict {assessor}"),
            abstain: format!("abstain {assessor}"),
            comment: format!("comment {assessor}"),
            mark: MARK.to_owned(),
        },
        entries,
    }
}

/// The file of somebody's pack, with the name where the rules want it: letters and digits of any script, hyphens and spaces.
pub fn file(packs: &Packs, assessors: &Assessors, assessor: AssessorId) -> String {
    let own = &known(assessors, assessor).name;
    let plain = own.chars().map(|c| {
        if c.is_alphanumeric() || c == '-' {
            c
        } else {
            ' '
        }
    });
    let plain: String = plain.take(NAMED).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    match packs.named && !words.is_empty() {
        true => format!("packs/{assessor} {}.xlsx", words.join(" ")),
        false => format!("packs/{assessor}.xlsx"),
    }
}

fn rating(id: FieldId, field: &Field, assessor: AssessorId) -> Option<Rating> {
    let Bounds { min, max, .. } = *field.kind.bounds()?;
    let (min, max) = (min?, max?);
    Some(Rating {
        field: id,
        heading: field.heading_of(assessor),
        title: field_title(field).into_owned(),
        min,
        max,
        choices: choices(min, max),
        anchors: field.anchors.clone(),
    })
}

/// The whole numbers from one to the other, where both are whole and there are few.
fn choices(min: Decimal, max: Decimal) -> Vec<String> {
    let whole = |number: Decimal| number.fract().is_zero();
    let many = max.saturating_sub(min);
    if !whole(min) || !whole(max) || many > Decimal::from(LISTED) {
        return Vec::new();
    }
    let from = std::iter::successors(Some(min), |last| Some(last.saturating_add(Decimal::ONE)));
    let all = from.take_while(|one| *one <= max);
    all.map(|one| one.normalize().to_string()).collect()
}

fn instructions(rules: &Rules, packs: &Packs, assessor: AssessorId, many: usize) -> String {
    // A later stage hears people.
    let by = match rules.stage_before() {
        Some(_) => "",
        None => ", and by what is written",
    };
    let applications = count(many, "application", "applications");
    let mut text = format!(
        "You are {assessor} and read {applications}. What you read stands on the sheet “applications”. Rate each on the sheet “ratings”, in the \
         coloured cells, by what the numbers mean below. Rate by yourself{by}. A blank cell is no rating, and never a \
         zero. Where you know the applicant, or have any other interest in what becomes of them, choose “yes” under “conflict” and leave the \
         rating blank; where you do not rate for another reason, choose “yes” under “abstain”. A comment is for the office: it decides \
         nothing and stands in no record. Only the coloured cells can be changed; leave the other columns as they are. Save the file under \
         whatever name, and send it back."
    );
    if packs.blind.is_some() {
        text.push_str(" You are not to know whose applications these are: where you recognise somebody, say so under “conflict”.");
    }
    if let Some(own) = &packs.instructions {
        text.push(' ');
        text.push_str(own);
    }
    text
}

/// What an application shows its readers, covered where the rules say so; notes where it gives the applicant away.
fn answers(
    selection: &Selection<'_>,
    packs: &Packs,
    application: ApplicationId,
    given: &mut Vec<Given>,
) -> Vec<(String, String)> {
    let known = packs
        .blind
        .map(|hits| (hits, Known::new(selection, &packs.identity, application)));
    let mut answers = Vec::new();
    if let Some((_, known)) = &known {
        // An id is what a row is known by, and cannot be covered.
        let text = selection.applications.id(application).into_owned();
        let hits = known.hits(&text);
        if !hits.is_empty() {
            given.push(Given {
                application,
                field: selection.rules.form.id,
                text,
                hits,
                is_covered: false,
            });
        }
    }
    for field in packs.shows.iter().copied() {
        let title = field_title(&selection.rules.form.fields[field]).into_owned();
        let text = answer(selection, application, field);
        let known = known
            .as_ref()
            .filter(|_| is_free(selection, application, field));
        let hits = known.map(|(_, known)| known.hits(&text));
        let hits = hits.unwrap_or_default();
        let seen = match known {
            Some((Hits::Mask, _)) => masked(&text, &hits),
            Some((Hits::List, _)) | None => text.clone(),
        };
        if !hits.is_empty() {
            given.push(Given {
                application,
                field,
                text,
                hits,
                is_covered: packs.blind == Some(Hits::Mask),
            });
        }
        answers.push((title, seen));
    }
    answers
}

/// Whether an answer is in the applicant's own words: of other types only what cannot be read, or stands beside the options. A country is
/// no name, whoever is called after it.
fn is_free(selection: &Selection<'_>, application: ApplicationId, field: FieldId) -> bool {
    let kind = &selection.rules.form.fields[field].kind;
    let reading = selection.applications.reading(application, field);
    let is_open = kind.options().is_some_and(|options| options.other);
    kind.is_text() || is_open || !matches!(reading, Reading::Value(_))
}

/// What somebody answered, as they wrote it; where several columns are one answer, as what they were read together.
fn answer(selection: &Selection<'_>, application: ApplicationId, field: FieldId) -> String {
    let all = &selection.applications;
    let cells = all.assessors(field);
    let reading = all.reading(application, field);
    if cells.len() > 1
        && matches!(reading, Reading::Value(_))
        && let Some(read) = words::reading(selection.rules, Subject::Field(field), reading)
    {
        return read.into_owned();
    }
    let texts = cells.map(|cell| all.said(application, field, cell).revealed());
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    texts.join("; ")
}
