//! Who is not eligible and why: one row a failed criterion, with the value found and the clauses it rests on.

use std::borrow::Cow;

use super::{Cell, Table, headings, reached_by, typed};
use crate::base::ids::{ApplicationId, AssessorId, Per};
use crate::judge::criteria::{self, Facts};
use crate::papers::titles;
use crate::record::from_selection::found::evidence;
use crate::rules::{Criterion, CriterionId, FieldId, Subject, Test};
use crate::rulings::Kind;
use crate::select::{Outcome, Selection};
use crate::values::Answer;
use crate::words;
use crate::words::sentences::cited;

/// `named` says whether names and addresses stand in it.
pub(super) fn ineligible<'a>(selection: &'a Selection<'_>, named: bool) -> Table<'a> {
    let out = |application: &ApplicationId| {
        matches!(selection.outcome(*application), Outcome::Ineligible)
    };
    let order: Vec<ApplicationId> = selection.applications.ids().filter(out).collect();
    let rules = selection.rules;
    let said = |criterion: &Criterion| Said {
        asked: words::test(rules, &criterion.test),
        asked_by_titles: words::test(words::titled(rules), &criterion.test),
        cites: match named {
            false => criterion.cites.join(", "),
            true => {
                let texts = criterion.cites.iter().map(|id| cited(rules, id));
                texts.collect::<Vec<_>>().join("\n")
            }
        },
    };
    let criteria: Per<CriterionId, Said> = selection.rules.criteria.iter().map(said).collect();
    let fields = if named {
        reached_by(selection)
    } else {
        Vec::new()
    };
    let mut heads = headings(&["application"]);
    heads.extend(fields.iter().map(|field| titles::of_field(rules, *field)));
    heads.extend(headings(&[
        "criterion",
        "not_met",
        "found",
        "asked",
        "cites",
    ]));
    if named {
        // Whose title stands beside it.
        heads.retain(|heading| heading.name != "criterion");
        // The clauses themselves: the sheet of the rules has their ids.
        for heading in heads.iter_mut().filter(|heading| heading.name == "cites") {
            heading.title = Cow::Borrowed("Rests on");
        }
    }
    Table {
        name: "ineligible".to_owned(),
        tab: "ineligible".to_owned(),
        above: Vec::new(),
        headings: heads,
        unprinted: 0,
        rows: Box::new(order.into_iter().flat_map(move |application| {
            rows(selection, application, &criteria, named.then_some(&fields))
        })),
    }
}

/// What is the same in every row about a criterion.
struct Said {
    asked: String,
    asked_by_titles: String,
    cites: String,
}

fn rows<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    said: &Per<CriterionId, Said>,
    reached: Option<&Vec<FieldId>>,
) -> Vec<Vec<Cell<'a>>> {
    let judgement = &selection.judgements[application];
    let criteria = selection.rules.criteria.each();
    criteria
        .filter(|(id, _)| judgement.answer(*id) == Answer::NotMet)
        .map(|(id, criterion)| {
            let own = |field: &FieldId| Cell::text(typed(selection, application, *field));
            let by_titles = reached.is_some();
            let mut row = row(selection, application, (criterion, &said[id]), by_titles);
            if let Some(fields) = reached {
                // Application and criterion.
                row.splice(1..2, fields.iter().map(own));
            }
            row
        })
        .collect()
}

fn row<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    (criterion, always): (&'a Criterion, &Said),
    by_titles: bool,
) -> Vec<Cell<'a>> {
    let subjects = criterion.test.subjects().into_iter();
    let mut found: Vec<String> = subjects
        .map(|subject| said(selection, application, subject, by_titles))
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
    let open = open.then(|| "not met whatever the open answer is".to_owned());
    found.extend(ruling);
    found.extend(open);
    let asked = match by_titles {
        true => &always.asked_by_titles,
        false => &always.asked,
    };
    vec![
        Cell::text(selection.applications.id(application)),
        Cell::text(criterion.id.as_str()),
        Cell::text(criterion.title.as_str()),
        Cell::text(found.join("; ")),
        Cell::text(asked.clone()),
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
fn said(
    selection: &Selection<'_>,
    application: ApplicationId,
    subject: Subject,
    by_titles: bool,
) -> String {
    let evidence = evidence(selection, application, subject);
    let of = match by_titles {
        true => titles::subject(selection.rules, subject),
        false => Cow::Borrowed(words::subject(selection.rules, subject)),
    };
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
        .map(|part| said(selection, application, part, by_titles))
        .collect();
    let read = match (subject, by_titles) {
        (Subject::Field(field), true) => {
            titles::reading(&selection.rules.form.fields[field], &evidence)
        }
        _ => evidence.read.as_deref().map(Cow::Borrowed),
    };
    let read = read.unwrap_or_default();
    let evened = evidence.evened.as_ref().map_or_else(String::new, |evened| {
        let raw = evened.raw.as_deref().unwrap_or_default();
        format!(", evened out by {} (as given {raw})", evened.by.word())
    });
    match (cells.is_empty(), from.is_empty()) {
        (true, true) => format!("{of}: {read}"),
        (true, false) => format!("{of}: {read} (from {})", from.join("; ")),
        (false, _) if read.is_empty() => format!("{of}: {}", cells.join(", ")),
        (false, _) => format!("{of}: {} read as {read}{evened}", cells.join(", ")),
    }
}
