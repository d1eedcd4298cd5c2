//! The steps *Selection* and *Questions*: everything that `intake select` writes, the story of it, and what only a person can answer.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::findings::found;
use super::given::inputs;
use super::made::Made;
use super::protocol::{Answer, Request, State};
use super::questions::{asked, form};
use super::words;
use crate::base::finding::{Code, Finding, Location};
use crate::engine::{Ended, Inputs, Past, load, select_seen};
use crate::papers::lists::{Cell, everybody};
use crate::rules::RulesFile;
use crate::select::Selection;
use crate::values::escape::visible;

/// Selects, as `intake select` does.
pub(super) fn select(request: &Request<'_>) -> Answer {
    let inputs = match inputs(request) {
        Ok(inputs) => inputs,
        Err(answer) => return answer,
    };
    let run = request.run();
    let inputs = Inputs {
        stage: request.options.stage.as_deref(),
        stage_before: (!run.is_empty()).then_some(&run),
        ..inputs
    };
    let mut made = Made::default();
    let mut told = None;
    let ended = select_seen(&inputs, &mut made, &mut |selection| {
        told = Some(Told::of(selection));
    });
    match told {
        Some(told) if ended.is_done => answer(made, told, ended.is_open, &ended.findings),
        Some(_) | None => refused(&inputs, &ended),
    }
}

fn refused(inputs: &Inputs<'_>, ended: &Ended) -> Answer {
    let file = load(&inputs.rules, &inputs.lists).ok();
    let file: Option<RulesFile> = file.and_then(|loaded| loaded.rules).map(|rules| rules.file);
    Answer::refused(super::findings::refused(&ended.findings))
        .part("done", found(file.as_ref(), &ended.findings).into_string())
}

/// What is shown of a selection beside its files.
pub(super) struct Told {
    firm: usize,
    seats: usize,
    asked: usize,
    questions: Markup,
    people: Markup,
}

impl Told {
    pub(super) fn of(selection: &Selection<'_>) -> Self {
        let (firm, seats) = selection.firm_seats();
        Self {
            firm,
            seats,
            asked: asked(selection),
            questions: form(selection),
            people: people(selection),
        }
    }
}

/// The answer about a selection that was made.
pub(super) fn answer(made: Made, told: Told, is_open: bool, findings: &[Finding]) -> Answer {
    let state = if is_open { State::Open } else { State::Done };
    let files = super::take_away::files(made.files.keys());
    let of_rules = |one: &Finding| matches!(one.location, Location::Rules(_));
    let said: Vec<Finding> = findings
        .iter()
        .filter(|one| !of_rules(one) && one.code != Code::EvenedOut)
        .cloned()
        .collect();
    let answer = Answer::new(state, words::selected(told.firm, told.seats))
        .part("done", found(None, &said).into_string())
        .part("selection", made.report)
        .part("questions", told.questions.into_string())
        .part("people", told.people.into_string())
        .part("files", files.into_string())
        .part("groups", super::packet::groups(&made.files).into_string())
        .fact("stage", stage(&made.files))
        .fact("asked", told.asked.to_string())
        .fact("questions", words::asked(told.asked))
        .fact("files", words::files_made(made.files.len()));
    Answer {
        files: made.files,
        ..answer
    }
}

/// The id of the stage that a run is of; blank where its rules have none.
pub(super) fn stage(run: &BTreeMap<String, Vec<u8>>) -> String {
    let past = Past::open(run).ok();
    past.and_then(|past| past.manifest.stage)
        .unwrap_or_default()
}

/// Whom one may look for: by id, with all that says who it is.
fn people(selection: &Selection<'_>) -> Markup {
    /// So many columns at most say who somebody is.
    const SAID: usize = 4;
    let table = everybody(selection);
    let heads: Vec<String> = table
        .headings
        .iter()
        .map(|head| head.name.to_string())
        .collect();
    let before = heads.iter().position(|name| name == "outcome").unwrap_or(1);
    html! {
        @for row in table.rows {
            @let texts: Vec<String> = row.iter().take(before.min(SAID)).map(text).collect();
            @if let Some((id, names)) = texts.split_first() {
                option value=(visible(id)) { (visible(&names.join(", "))) }
            }
        }
    }
}

fn text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => text.to_string(),
        _ => String::new(),
    }
}
