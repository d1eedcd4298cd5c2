//! Who is not eligible and why: one row a failed criterion, with the value found and the clauses it rests on.

use std::borrow::Cow;

use super::{Cell, Table, headings, reached_by, typed};
use crate::base::ids::{ApplicationId, AssessorId, Per};
use crate::judge::criteria::{self, Facts};
use crate::record::from_selection::found::evidence;
use crate::rules::{Criterion, CriterionId, FieldId, Subject, Test};
use crate::rulings::Kind;
use crate::select::{Outcome, Selection};
use crate::values::Answer;
use crate::words;

/// `named` says whether names and addresses stand in it.
pub(super) fn ineligible<'a>(selection: &'a Selection<'_>, named: bool) -> Table<'a> {
    let out = |application: &ApplicationId| {
        matches!(selection.outcome(*application), Outcome::Ineligible)
    };
    let order: Vec<ApplicationId> = selection.applications.ids().filter(out).collect();
    let said = |criterion: &Criterion| Said {
        asked: words::test(selection.rules, &criterion.test),
        cites: criterion.cites.join(", "),
    };
    let criteria: Per<CriterionId, Said> = selection.rules.criteria.iter().map(said).collect();
    let fields = if named {
        reached_by(selection)
    } else {
        Vec::new()
    };
    let name = |field: &FieldId| selection.rules.form.fields[*field].name.as_str();
    let mut heads = headings(&["application"]);
    heads.extend(fields.iter().map(|field| Cow::Borrowed(name(field))));
    heads.extend(headings(&[
        "criterion",
        "not_met",
        "found",
        "asked",
        "cites",
    ]));
    Table {
        name: "ineligible".to_owned(),
        tab: "ineligible".to_owned(),
        above: Vec::new(),
        headings: heads,
        rows: Box::new(
            order
                .into_iter()
                .flat_map(move |application| rows(selection, application, &criteria, &fields)),
        ),
    }
}

/// What is the same in every row about a criterion.
struct Said {
    asked: String,
    cites: String,
}

fn rows<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    said: &Per<CriterionId, Said>,
    fields: &[FieldId],
) -> Vec<Vec<Cell<'a>>> {
    let judgement = &selection.judgements[application];
    let criteria = selection.rules.criteria.each();
    criteria
        .filter(|(id, _)| judgement.answer(*id) == Answer::NotMet)
        .map(|(id, criterion)| {
            let own = |field: &FieldId| Cell::text(typed(selection, application, *field));
            let mut row = row(selection, application, (criterion, &said[id]));
            row.splice(1..1, fields.iter().map(own));
            row
        })
        .collect()
}

fn row<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    (criterion, always): (&'a Criterion, &Said),
) -> Vec<Cell<'a>> {
    let subjects = criterion.test.subjects().into_iter();
    let mut found: Vec<String> = subjects
        .map(|subject| said(selection, application, subject))
        .collect();
    let mut ruling = selection.rulings.about(application);
    let ruling = ruling.find(|done| done.kind == Kind::Override && done.about == criterion.id);
    let ruling = ruling.map(|done| {
        format!(
            "decided by {}, {}: {}",
            done.by.who, done.by.when, done.by.why
        )
    });
    let open = ruling.is_none()
        && by_parts(&criterion.test, selection.facts(application)) == Answer::Unclear;
    found.extend(ruling);
    found.extend(open.then(|| "not met whatever the open answer is".to_owned()));
    vec![
        Cell::text(selection.applications.id(application)),
        Cell::text(criterion.id.as_str()),
        Cell::text(criterion.title.as_str()),
        Cell::text(found.join("; ")),
        Cell::text(always.asked.clone()),
        Cell::text(always.cites.clone()),
    ]
}

/// What the test comes to where each of its parts stands by itself, and one whose answer cannot be read is unknown. All answers together
/// may decide what that leaves open.
fn by_parts(test: &Test, facts: Facts<'_>) -> Answer {
    let each = |tests: &[Test]| {
        tests
            .iter()
            .map(|test| by_parts(test, facts))
            .collect::<Vec<_>>()
    };
    match test {
        Test::Any(tests) => Answer::any(each(tests)),
        Test::All(tests) => Answer::all(each(tests)),
        Test::Not(test) => !by_parts(test, facts),
        Test::Leaf(leaf) if facts.reading(leaf.subject).problem().is_some() => Answer::Unclear,
        Test::Leaf(leaf) => criteria::ask(leaf, facts),
    }
}

/// ``citizenship: `Brazil` (BR)``; a derived level with what it was derived from.
fn said(selection: &Selection<'_>, application: ApplicationId, subject: Subject) -> String {
    let evidence = evidence(selection, application, subject);
    let column = |assessor: AssessorId| match subject {
        Subject::Field(field) => {
            selection
                .applications
                .origin(application, field, assessor)?
                .column
        }
        Subject::Level(_) => None,
    };
    let cells: Vec<String> = evidence
        .cells
        .iter()
        .enumerate()
        .filter_map(|(assessor, cell)| {
            let column = column(AssessorId(assessor))?;
            Some(match cell.as_deref() {
                Some("") => "no answer".to_owned(),
                Some(found) => format!("`{found}`"),
                None => format!("(personal, column {column})"),
            })
        })
        .collect();
    let from = selection.rules.derived_from(subject).into_iter();
    let from: Vec<String> = from
        .map(|part| said(selection, application, part))
        .collect();
    let read = evidence.read.unwrap_or_default();
    match (cells.is_empty(), from.is_empty()) {
        (true, true) => format!("{}: {read}", evidence.of),
        (true, false) => format!("{}: {read} (from {})", evidence.of, from.join("; ")),
        (false, _) if read.is_empty() => format!("{}: {}", evidence.of, cells.join(", ")),
        (false, _) => format!("{}: {} read as {read}", evidence.of, cells.join(", ")),
    }
}
