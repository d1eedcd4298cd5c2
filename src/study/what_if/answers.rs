//! Of somebody unclear: what each open answer could be, and what would come of it.
//!
//! Every answer the rules can tell apart is tried, together with every other open answer; of ratings every whole point.
//! Bounded: where that is more than may be tried, some answers between are left out, and that is said.

use std::collections::BTreeMap;

use super::alternatives::{put, tells_person, told};
use super::replay::{Came, Replay, Tried};
use super::said::all_said;
use super::told::{Answers, Open, Then};
use crate::answers::Applications;
use crate::answers::types::number;
use crate::base::ids::{ApplicationId, AssessorId, find, ids};
use crate::judge::criteria::Facts;
use crate::open_answers::PossibleWorlds;
use crate::rules::domains::{
    Domain, domain, is_on_a_line, representatives, together, whole, written,
};
use crate::rules::{Field, FieldId, Rules, Subject, TieBreak};
use crate::select;
use crate::values::{Answer, Reading};

/// So many answers, or answers together, are tried.
const TRIED: usize = 2_000;

/// A cell whose answer is open.
struct Cell {
    at: (FieldId, AssessorId),
    answers: Vec<String>,
}

/// What came of an answer, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Best {
    Seat,
    Eligible,
    Unclear,
    Ineligible,
}

/// None where something is open that no answer settles; the notes say what.
pub(super) fn answers(
    replay: &mut Replay<'_>,
    applications: &Applications,
    now: &Tried,
    was: &Then,
    notes: &mut Vec<String>,
) -> Option<Answers> {
    let person = open_fields(replay, applications, now)
        .into_iter()
        .any(|field| tells_person(replay.rules, field));
    if replay.this.unsettled || person {
        notes.push(
            "who applied must be settled first; no answer alone makes this application eligible"
                .to_owned(),
        );
        return None;
    }
    let cells = cells(replay, applications, now, notes)?;
    let ties = replay.rules.fields_behind(
        replay
            .rules
            .ranking
            .tie_breaks
            .iter()
            .filter_map(TieBreak::subject),
    );
    for field in ties
        .iter()
        .filter(|field| cells.iter().any(|cell| cell.at.0 == **field))
    {
        let name = replay
            .rules
            .form
            .fields
            .find(*field)
            .map_or("", |form| form.name.as_str());
        notes.push(format!(
            "equal totals are told apart by {name}: with an answer between those tried a tie may fall otherwise"
        ));
    }
    for field in cells
        .iter()
        .map(|cell| cell.at.0)
        .filter(|field| is_on_a_line(replay.rules, *field))
    {
        let name = replay
            .rules
            .form
            .fields
            .find(field)
            .map_or("", |form| form.name.as_str());
        notes.push(format!(
            "of {name} whole numbers were tried: between two of them it may come otherwise"
        ));
    }
    let all = together(
        &cells
            .iter()
            .map(|cell| cell.answers.clone())
            .collect::<Vec<_>>(),
    );
    let rows: Vec<crate::answers::synthetic::Answers> = all
        .iter()
        .map(|texts| {
            let mut row = replay.this.cells.clone();
            cells
                .iter()
                .zip(texts)
                .for_each(|(cell, text)| put(&mut row, cell.at, text));
            row
        })
        .collect();
    let tried = replay.run(&rows);
    let mut of_answer: Vec<BTreeMap<&str, Best>> = vec![BTreeMap::new(); cells.len()];
    let mut examples: BTreeMap<Best, usize> = BTreeMap::new();
    for (number, (texts, tried)) in all.iter().zip(&tried).enumerate() {
        let best = match &tried.came {
            Came::Ineligible => Best::Ineligible,
            Came::Unclear => Best::Unclear,
            came if replay.sits(came) => Best::Seat,
            Came::Ranked { .. } | Came::BelowFloor { .. } | Came::Withheld => Best::Eligible,
        };
        examples.entry(best).or_insert(number);
        for (of_answer, text) in of_answer.iter_mut().zip(texts) {
            let known = of_answer.entry(text).or_insert(best);
            *known = (*known).min(best);
        }
    }
    let open = cells
        .iter()
        .zip(&of_answer)
        .map(|(cell, best)| open(replay.rules, cell, best))
        .collect();
    let example = |number: &usize| {
        let (texts, tried) = (all.get(*number)?, tried.get(*number)?);
        let changes = cells
            .iter()
            .zip(texts)
            .map(|(cell, text)| told(replay, applications, cell.at, text))
            .collect();
        Some(replay.trial(changes, tried, was))
    };
    Some(Answers {
        open,
        could_sit: examples.contains_key(&Best::Seat),
        could_be_eligible: examples.keys().any(|best| *best <= Best::Eligible),
        tried: all.len(),
        examples: examples.values().filter_map(example).collect(),
    })
}

/// The fields whose answers are open.
fn open_fields(replay: &Replay<'_>, applications: &Applications, now: &Tried) -> Vec<FieldId> {
    let facts = select::facts(&replay.this.rules, applications, &[], ApplicationId(0));
    let open = PossibleWorlds::new(&replay.this.rules).asks(
        &now.judgement,
        Facts {
            own: &now.levels,
            ..facts
        },
    );
    let mut open: Vec<FieldId> = open.into_iter().map(|(field, _)| field).collect();
    open.retain(|field| replay.rules.form.fields.find(*field).is_some());
    open.dedup();
    open
}

/// The open cells with the answers to try; none where one of them is personal or none is known.
fn cells(
    replay: &Replay<'_>,
    applications: &Applications,
    now: &Tried,
    notes: &mut Vec<String>,
) -> Option<Vec<Cell>> {
    let rules = replay.rules;
    let mut cells = Vec::new();
    for field in open_fields(replay, applications, now) {
        let form = rules.form.fields.find(field)?;
        if form.evened_out {
            // Said of all what-ifs.
            return None;
        }
        cells.extend(of_field(replay, applications, field, form));
    }
    // What hangs on a personal column and is open stays unclear, whatever the other answers are.
    let hidden = |subjects: Vec<Subject>| crate::study::recorded::is_hidden(rules, subjects);
    let criteria = rules.criteria.each().filter(|(at, criterion)| {
        now.judgement.answer(*at) == Answer::Unclear && hidden(criterion.test.subjects())
    });
    let groups = rules.places.groups.each().filter(|(at, group)| {
        let test = group
            .test
            .as_ref()
            .is_some_and(|test| hidden(test.subjects()));
        test && now.judgement.groups_unclear.contains(*at)
    });
    let measures = rules.measures.iter().zip(&now.parts);
    let measures = measures.filter(|(measure, part)| {
        part.points.known().is_none() && hidden(vec![measure.worth.subject])
    });
    let personal = criteria
        .map(|(_, criterion)| criterion.id.as_str())
        .chain(groups.map(|(_, group)| group.id.as_str()));
    let personal: Vec<&str> = personal
        .chain(measures.map(|(measure, _)| measure.id.as_str()))
        .collect();
    if !personal.is_empty() || cells.is_empty() {
        let what = if personal.is_empty() {
            "what is open".to_owned()
        } else {
            personal.join(" and ")
        };
        notes.push(format!(
            "{what} hangs on a personal column: what its answers would come to cannot be told from the run folder alone"
        ));
        return None;
    }
    let count = |cells: &[Cell]| {
        cells
            .iter()
            .fold(1_usize, |all, cell| all.saturating_mul(cell.answers.len()))
    };
    let whole = count(&cells);
    while count(&cells) > TRIED {
        let widest = cells.iter_mut().max_by_key(|cell| cell.answers.len())?;
        let last = widest.answers.len().saturating_sub(1);
        if last < 3 {
            notes.push(format!(
                "{whole} answers together are more than the {TRIED} that may be tried; none was"
            ));
            return None;
        }
        let mut at = 0..;
        widest.answers.retain(|_| {
            at.next()
                .is_some_and(|at: usize| at.is_multiple_of(2) || at == last)
        });
    }
    if count(&cells) < whole {
        notes.push(format!(
            "of {whole} answers together {} were tried, some between left out",
            count(&cells)
        ));
    }
    Some(cells)
}

fn of_field(
    replay: &Replay<'_>,
    applications: &Applications,
    field: FieldId,
    form: &Field,
) -> Vec<Cell> {
    let found = |assessor: AssessorId| {
        find(&replay.this.cells, field)
            .and_then(|assessors| find(assessors, assessor))
            .map_or("", String::as_str)
    };
    let rating = match domain(replay.rules, field) {
        Some(Domain::Ratings(bounds)) => bounds,
        domain => {
            let representatives = representatives(replay.rules, field)
                .answers
                .into_iter()
                .skip(1);
            let mut answers: Vec<String> = representatives
                .filter_map(|cells| cells.into_iter().next())
                .collect();
            if let Some(Domain::Numbers(bounds)) = domain {
                if is_on_a_line(replay.rules, field) {
                    answers.extend(
                        whole(bounds)
                            .into_iter()
                            .map(|number| written(form, number)),
                    );
                }
                answers.sort_by_key(|text| number::value(bounds, text));
                answers.dedup();
            }
            return vec![Cell {
                at: (field, AssessorId::FIRST),
                answers,
            }];
        }
    };
    let known = |assessor: &AssessorId| {
        number::value(rating, found(*assessor)).is_some_and(|number| rating.holds(number))
    };
    let mut open: Vec<AssessorId> = ids(form.assessors.len())
        .filter(|assessor| !known(assessor))
        .collect();
    if form.pool.is_some() {
        // Any of them would do: as many as are missing, or one more.
        let rated = form.assessors.len().saturating_sub(open.len());
        open.truncate(form.asked().saturating_sub(rated).max(1));
    }
    if open.is_empty() {
        // All who were asked have rated; then it is the third.
        let third = match applications.reading(ApplicationId(0), field) {
            Reading::Unreadable(problem) => problem.assessor,
            Reading::Blank | Reading::Value(_) => AssessorId(form.assessors.len()),
        };
        open.push(third);
    }
    open.into_iter()
        .map(|assessor| Cell {
            at: (field, assessor),
            answers: whole(rating)
                .into_iter()
                .map(|number| written(form, number))
                .collect(),
        })
        .collect()
}

/// The answers of one cell by the best that could come of each, in the order they were tried.
fn open(rules: &Rules, cell: &Cell, best: &BTreeMap<&str, Best>) -> Open {
    let (field, assessor) = cell.at;
    let Some(form) = rules.form.fields.find(field) else {
        return Open::default();
    };
    let of = |wanted: Best| {
        let reached: Vec<bool> = cell
            .answers
            .iter()
            .map(|text| best.get(text.as_str()) == Some(&wanted))
            .collect();
        all_said(rules, field, form, &cell.answers, &reached)
    };
    Open {
        field: form.name.clone(),
        assessor: (form.assessors.len() > 1).then(|| assessor.into()),
        seat: of(Best::Seat),
        eligible: of(Best::Eligible),
        unclear: of(Best::Unclear),
        ineligible: of(Best::Ineligible),
    }
}
