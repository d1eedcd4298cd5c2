//! The step *After*: packs for assessors, and who comes next when a seat is given back.

use std::collections::BTreeMap;

use maud::html;

use super::findings::found;
use super::given::{Given, valid};
use super::made::Made;
use super::packed::packed_or;
use super::protocol::{Answer, Request, Role, State};
use super::selection::{Told, answer};
use super::words;
use crate::base::finding::Finding;
use crate::engine::stages::{at_stage, changed_since};
use crate::engine::{self, PastRun};
use crate::out;
use crate::values::escape::visible;

/// The name of the packed packs.
const PACKS: &str = "packs.zip";

/// A workbook for every assessor, as `intake packs` writes them, packed.
pub(super) fn packs(request: &Request<'_>) -> Answer {
    let (rules, given) = match (valid(request, "packs"), Given::of(request)) {
        (Ok(rules), Ok(given)) => (rules, given),
        (Err(answer), _) | (_, Err(answer)) => return answer,
    };
    if given.applications.is_empty() {
        return Answer::refused(words::NO_APPLICATIONS);
    }
    let run = request.run();
    let before = (!run.is_empty()).then_some(&run as &dyn PastRun);
    let at = match request.options.stage.as_deref() {
        None => Ok((rules.at_first_stage(), None)),
        stage => at_stage(&rules, stage, before),
    };
    let (mut rules, told) = match at {
        Ok(at) => at,
        Err(findings) => return Answer::refused_for("packs", &findings),
    };
    if let Err(open) = engine::unfinished(&rules) {
        return Answer::refused_for("packs", &open);
    }
    let changed = before.and_then(|before| changed_since(&rules, before));
    let pile = engine::Pile {
        stage_before: told.as_ref(),
        ..given.pile()
    };
    let assessors = request.files(Role::Assessors);
    let made = engine::packs::packs(&mut rules, pile, &assessors, &|_| ());
    let mut made = match made {
        Ok(made) => made,
        Err(findings) => return Answer::refused_for("packs", &findings),
    };
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    made.findings.extend(changed);
    if let Err(finding) = made.write(&mut files) {
        return Answer::refused_for("packs", &[finding]);
    }
    let view = html! {
        div class="wide" tabindex="0" {
            table {
                tbody {
                    @for (assessor, file, many) in made.packs() {
                        tr { th scope="row" { (assessor) } td { (visible(file)) } td class="n" { (many) } }
                    }
                }
            }
        }
        (found(None, &made.findings))
    };
    let state = if made.is_open {
        State::Open
    } else {
        State::Done
    };
    let answer = Answer::new(state, words::packs_made(made.packs().count()));
    packed_or(&files, PACKS, answer.part("packs", view.into_string()))
}

/// A round after the run: whoever has a seat keeps it, as `intake replace` does.
pub(super) fn replace(request: &Request<'_>) -> Answer {
    match replaced(request) {
        Ok(answer) => answer,
        Err(answer) => *answer,
    }
}

fn replaced(request: &Request<'_>) -> Result<Answer, Box<Answer>> {
    let refused = |findings: Vec<Finding>| Box::new(Answer::refused_for("done", &findings));
    let one = |finding: Finding| refused(vec![finding]);
    let given = Given::of(request).map_err(Box::new)?;
    let run = request.run();
    if run.is_empty() {
        return Err(Box::new(Answer::refused(words::NO_RUN)));
    }
    engine::whole(&run).map_err(refused)?;
    let (follows, past) = engine::replace::follows(&run).map_err(one)?;
    let mut rules = match request.of(Role::Rules).next() {
        Some(_) => valid(request, "done")
            .map_err(Box::new)?
            .of_stage(past.manifest.stage.as_deref()),
        None => past.rules().map_err(one)?,
    };
    let pile = engine::Pile {
        follows: Some(&follows),
        stage_before: past.manifest.stage_before.as_ref(),
        ..given.pile()
    };
    let (selection, mut noticed) = engine::decide(&mut rules, pile, &|_| ()).map_err(refused)?;
    let forgotten = engine::replace::forgotten(&past, &selection);
    if !forgotten.is_empty() {
        return Err(refused(forgotten));
    }
    let issue = request.options.issue();
    let issue = issue.map_err(|why| Box::new(Answer::refused(why)))?;
    engine::may_be_issued(&selection, issue).map_err(refused)?;
    let mut made = Made::default();
    let (_, notes) = out::write(&selection, issue, &mut made).map_err(one)?;
    noticed.extend(notes);
    let told = Told::of(&selection);
    let (is_open, findings) = engine::said(&selection, noticed);
    Ok(answer(made, told, is_open, &findings))
}
