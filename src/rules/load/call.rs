//! `[call]`, the criterion that its deadline makes, and `[decisions]`.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::format::DECISION;
use super::names::check_id;
use super::scope::Scope;
use super::table::{Item, Table};
use super::times::{self, Day};
use crate::base::finding::Code;
use crate::rules::criteria::Moment;
use crate::rules::{Ask, Call, Criterion, Decision, FieldId, Kind, Leaf, Sentence, Subject, Test};

/// The id of the criterion that the call's deadline makes.
pub(super) const DEADLINE: &str = "deadline";

/// What the call says before any field is known.
pub(super) struct Opening {
    pub(super) deadline: Option<Timestamp>,
    pub(super) deadline_line: u32,
    confirm_by: Option<Date>,
    answer_by: Option<Date>,
    zone_name: Option<String>,
    clauses: Vec<Sentence>,
    background: Vec<Sentence>,
}

/// Reads the deadline and its zone, and registers everything that may be cited.
pub(super) fn opening<'d>(call: &Table<'d>, scope: &mut Scope<'d>) -> Opening {
    let mut zone_name = None;
    if let Some(item) = call.need("time_zone")
        && let Some(name) = item.text()
    {
        match TimeZone::get(name) {
            Ok(zone) => {
                scope.zone = zone;
                zone_name = Some(name.to_owned());
            }
            Err(_) => times::unknown_zone(name, item),
        }
    }
    let deadline = call.need("deadline");
    let clauses = call
        .need("clauses")
        .map(|item| sentences(item, true, scope))
        .unwrap_or_default();
    let background = call
        .get("background")
        .map(|item| sentences(item, false, scope))
        .unwrap_or_default();
    Opening {
        deadline_line: deadline.map_or(0, |item| item.spot.line()),
        deadline: deadline.and_then(|item| times::moment(item, &scope.zone, Day::End)),
        confirm_by: call.get("confirm_by").and_then(times::date),
        answer_by: call.get("answer_by").and_then(times::date),
        zone_name,
        clauses,
        background,
    }
}

fn sentences<'d>(item: Item<'d>, clauses: bool, scope: &mut Scope<'d>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (key, value) in item.entries().unwrap_or_default() {
        let id = value.key;
        check_id(id, key);
        if clauses {
            scope.clauses.push(id, key, Some(()));
        } else {
            taken(scope, id, key);
            scope.background.push(id, key, Some(()));
        }
        if let Some(text) = value.text() {
            sentences.push(Sentence {
                id: id.to_owned(),
                text: text.to_owned(),
                line: key.line(),
            });
        }
    }
    sentences
}

/// Notes an id that a clause or a background sentence has already: a citation must name one thing.
fn taken(scope: &Scope<'_>, id: &str, key: super::diagnostics::Spot<'_>) {
    for register in [&scope.clauses, &scope.background] {
        if let Some(first) = register.find(id).map(|first| register.spot(first)) {
            super::names::duplicate("clause, background sentence or decision", id, first, key);
        }
    }
}

pub(super) fn decisions<'d>(item: Item<'d>, scope: &mut Scope<'d>) -> Vec<Decision> {
    let mut decisions = Vec::new();
    for (key, value) in item.entries().unwrap_or_default() {
        let id = value.key;
        check_id(id, key);
        taken(scope, id, key);
        scope.decisions.push(id, key, Some(()));
        let Some(table) = value.table(&DECISION) else {
            continue;
        };
        let text = table.need("text").and_then(Item::text);
        let by = table.need("by").and_then(Item::text);
        let on = table.need("on").and_then(times::date);
        if let (Some(text), Some(by), Some(on)) = (text, by, on) {
            let (id, text, by) = (id.to_owned(), text.to_owned(), by.to_owned());
            decisions.push(Decision {
                id,
                text,
                by,
                on,
                line: key.line(),
            });
        }
    }
    decisions
}

/// The rest of the call, once the fields are known.
pub(super) fn call<'d>(table: &Table<'d>, opening: Opening, scope: &Scope<'d>) -> Option<Call> {
    let cites = scope.cites(table, "the call");
    let submitted = table.need("submitted").and_then(|item| {
        let (subject, kind) = scope.field(item.text()?, item.spot, "the deadline")?;
        if !matches!(kind, Kind::Timestamp(..)) {
            item.spot.say_help(
                Code::WrongType,
                format!(
                    "`{}` is a field of type {}",
                    item.text()?,
                    super::field::type_word(&kind)
                ),
                "the moment of submission needs a field of type `timestamp`",
            );
            return None;
        }
        match subject {
            Subject::Field(field) => Some(field),
            Subject::Level(_) => None::<FieldId>,
        }
    });
    Some(Call {
        deadline: opening.deadline?,
        confirm_by: opening.confirm_by,
        answer_by: opening.answer_by,
        zone: scope.zone.clone(),
        zone_name: opening.zone_name?,
        submitted: submitted?,
        cites,
        clauses: opening.clauses,
        background: opening.background,
        decisions: Vec::new(),
    })
}

/// The deadline as a criterion like any other, so that it is judged, explained and counted in the same way.
pub(super) fn deadline(call: &Call, line: u32) -> Criterion {
    let ask = Ask::By(Moment::Instant(call.deadline));
    Criterion {
        id: DEADLINE.to_owned(),
        title: "Sent in by the deadline".to_owned(),
        cites: call.cites.clone(),
        test: Test::Leaf(Leaf {
            subject: Subject::Field(call.submitted),
            ask,
            line,
        }),
        line,
    }
}
