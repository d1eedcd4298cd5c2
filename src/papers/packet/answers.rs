//! What somebody answered: as typed beside as read, the levels worked out of it, and, where they were asked for, the statements that no
//! rule looks at.

use std::borrow::Cow;
use std::ops::Deref;

use crate::papers::explanation::answers::answer;
use crate::papers::explanation::{Case, Own, Section};
use crate::papers::titles;
use crate::record::Evidence;
use crate::rules::{Field, Protection, Subject};
use crate::values::{Sort, Topic};

/// What stands in a column that no field of the rules reads, under the form's own heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    pub heading: String,
    /// Never blank.
    pub text: String,
}

/// What is said of an answer that is there and not shown.
pub(super) const PERSONAL: &str = "personal, not shown";

/// Whether a packet shows a field's answers where personal ones are asked for. What the rules keep from every judgement, and addresses,
/// have no place before a panel.
pub fn is_shown(field: &Field) -> bool {
    field.protection == Protection::None && !field.kind.is_email() && !field.kind.is_id()
}

/// The answers that rules look at. Ratings that earn points stand among the points.
pub(super) fn section(case: Case<'_>, own: &[Own]) -> Section {
    let mut section = Section::new("answers", "Answers the rules look at");
    let mut rows = Vec::new();
    for evidence in case.record.found.iter().map(Deref::deref) {
        match evidence.sort {
            Sort::Field => rows.extend(of_field(case, evidence, own)),
            Sort::Level => rows.push(of_level(case, evidence)),
            _ => {}
        }
    }
    if !rows.is_empty() {
        section.table(&["question", "as typed", "read as"], rows);
    }
    section
}

fn of_field(case: Case<'_>, evidence: &Evidence<'_>, own: &[Own]) -> Option<Vec<String>> {
    let (id, field) = case.fields().find(|(_, field)| field.name == evidence.of)?;
    // Whoever must not judge by it need not read it.
    if field.kind.is_id() || field.protection != Protection::None {
        return None;
    }
    if field.kind.is_rating() {
        let measures = &case.rules.measures;
        let earns = measures
            .iter()
            .any(|measure| measure.worth.subject == Subject::Field(id));
        let read = evidence.read.as_deref().map(str::to_owned);
        let read = read.unwrap_or_else(|| problem(evidence));
        return (!earns || case.record.parts.is_empty()).then(|| {
            let ratings = (1..).zip(ratings(evidence));
            let ratings: Vec<String> = ratings
                .map(|(assessor, rating)| format!("A{assessor} {rating}"))
                .collect();
            vec![
                titles::field_title(field).into_owned(),
                ratings.join(", "),
                read,
            ]
        });
    }
    let question = case.asked(field);
    let is_personal = evidence.cells.iter().any(Option::is_none);
    let mine: Vec<&Own> = own.iter().filter(|own| own.field == field.name).collect();
    if is_personal && mine.is_empty() {
        return Some(vec![question, PERSONAL.to_owned(), PERSONAL.to_owned()]);
    }
    if is_personal {
        let typed: Vec<&str> = mine.iter().map(|own| own.text.as_str()).collect();
        let read = mine
            .iter()
            .map(|own| own.read.as_ref().unwrap_or(&own.text));
        let read: Vec<&str> = read.map(String::as_str).collect();
        return Some(vec![question, typed.join("; "), read.join("; ")]);
    }
    let read = match (
        titles::reading(field, evidence),
        case.standing_answer(evidence),
    ) {
        (Some(read), Some(answer)) => {
            format!(
                "{read}, by the standing answer for {}",
                answer.territory.name
            )
        }
        (Some(read), None) => read.into_owned(),
        (None, _) => problem(evidence),
    };
    let ruled = if case.rulings(&evidence.of).is_empty() {
        ""
    } else {
        " (decided by people)"
    };
    Some(vec![
        question,
        answer(case, field, evidence),
        format!("{read}{ruled}"),
    ])
}

fn of_level(case: Case<'_>, evidence: &Evidence<'_>) -> Vec<String> {
    let levels = &case.header.levels;
    let level = levels.iter().find(|level| level.id == evidence.of);
    let title = |name: &String| {
        let sort = match case.field(name) {
            Some(_) => Sort::Field,
            None => Sort::Level,
        };
        titles::topic(case.rules, &Topic::new(sort, name)).into_owned()
    };
    let from = level.map_or_else(Vec::new, |level| level.from.iter().map(title).collect());
    let from = from.join(", ");
    let read = evidence.read.as_deref().map(str::to_owned);
    vec![
        titles::topic(case.rules, &Topic::new(Sort::Level, &evidence.of)).into_owned(),
        format!("worked out from {from}"),
        read.unwrap_or_else(|| "not shown or open".to_owned()),
    ]
}

/// Why an answer cannot be read; blank where there is nothing to read, as where nobody answered.
fn problem(evidence: &Evidence<'_>) -> String {
    let problem = evidence.problem.as_deref();
    problem.map_or_else(String::new, |problem| format!("open: it {problem}"))
}

/// Every assessor's rating, as it was typed, and where ratings were evened out what counts in its place: `7 (6.85)`.
pub(super) fn ratings(evidence: &Evidence<'_>) -> Vec<String> {
    let cells = evidence.cells.iter().enumerate();
    let said = cells.map(|(at, cell)| {
        let given = rating(cell.as_deref());
        let evened = evidence.evened.as_ref();
        match evened.and_then(|evened| evened.cells.get(at)?.as_deref()) {
            Some(counts) => format!("{given} ({counts})"),
            None => given.into_owned(),
        }
    });
    said.collect()
}

/// One assessor's rating, as it was typed.
fn rating(cell: Option<&str>) -> Cow<'_, str> {
    match cell {
        Some("") => "–".into(),
        Some(rating) => rating.into(),
        None => "not shown".into(),
    }
}

/// The statements and other answers that no rule looks at, under the form's questions, whether or not the rules know of them. The name stands at the head of the page.
pub(super) fn statements(case: Case<'_>, own: &[Own], unread: &[Unread]) -> Section {
    let mut section = Section::new("statements", "Statements and other answers");
    let fields = &case.rules.form.fields;
    let is_name = |own: &Own| {
        let mut names = case.rules.letters.name.iter();
        names.any(|id| {
            fields
                .find(*id)
                .is_some_and(|field| field.name == own.field)
        })
    };
    let found = |own: &Own| {
        let mut found = case.record.found.iter();
        found.any(|evidence| evidence.is_of(Sort::Field, &own.field))
    };
    let rows = own.iter().filter(|own| !is_name(own) && !found(own));
    let rows: Vec<Vec<String>> = rows
        .filter(|own| !own.text.is_empty())
        .map(|own| {
            let field = case.field(&own.field);
            let question = field.and_then(|field| case.question(field));
            vec![
                question.unwrap_or_else(|| own.field.clone()),
                own.text.clone(),
            ]
        })
        .chain(
            unread
                .iter()
                .map(|one| vec![one.heading.clone(), one.text.clone()]),
        )
        .collect();
    if !rows.is_empty() {
        section.texts(&["question", "answer"], rows);
    }
    section
}
