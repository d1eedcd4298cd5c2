//! The step *After*: letters to everybody, packs for assessors, and who comes next when a seat is given back.

use std::collections::BTreeMap;

use maud::html;

use super::findings::found;
use super::given::{Given, valid};
use super::made::Made;
use super::protocol::{Answer, Request, Role, State};
use super::selection::{Told, answer};
use super::take_away::packed_or;
use super::words;
use crate::base::finding::Finding;
use crate::engine::{self, letters as engine_letters};
use crate::out;
use crate::papers::letters::LetterKind;
use crate::values::escape::visible;

/// The name of the packed letters.
const LETTERS: &str = "letters.zip";

/// A letter for everybody who applied, as `intake letters` writes them, packed.
pub(super) fn letters(request: &Request<'_>) -> Answer {
    let given = match Given::of(request) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    let run = request.run();
    if run.is_empty() {
        return Answer::refused(words::NO_RUN);
    }
    let date = match request.options.day() {
        Ok(date) => date,
        Err(why) => return Answer::refused(why),
    };
    let wanted = engine_letters::Request {
        // What earlier rounds said is given to the command alone.
        told: None,
        all: false,
        personal: given.pile(),
        templates: None,
        date,
    };
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let written = match engine_letters::letters(&run, &wanted, &mut files) {
        Ok(written) => written,
        Err(findings) => return Answer::refused_for("after", &findings),
    };
    let all = written.letters.iter().map(|(_, many)| many).sum();
    let is_open = !written.look_first.is_empty() || written.too_late.is_some();
    let kinds: Vec<(LetterKind, usize)> = written.letters.clone();
    let view = html! {
        div class="wide" tabindex="0" {
            table {
                tbody { @for (kind, many) in &kinds { tr { th scope="row" { (words::letter(kind.word())) } td class="n" { (many) } } } }
            }
        }
        @if !written.look_first.is_empty() {
            p { (words::LOOK_FIRST) " " (written.look_first.join(", ")) }
        }
        @if let Some(by) = written.too_late { p { (words::too_late(&by.to_string())) } }
        @if !written.unaddressed.is_empty() { p { (words::UNADDRESSED) " " (written.unaddressed.join(", ")) } }
        (found(None, &written.notes))
    };
    let state = if is_open { State::Open } else { State::Done };
    let answer = Answer::new(state, words::letters_made(all)).part("after", view.into_string());
    packed_or(&files, LETTERS, answer)
}

/// The name of the packed packs.
const PACKS: &str = "packs.zip";

/// A workbook for every assessor, as `intake packs` writes them, packed.
pub(super) fn packs(request: &Request<'_>) -> Answer {
    let (mut rules, given) = match (valid(request, "packs"), Given::of(request)) {
        (Ok(rules), Ok(given)) => (rules.at_first_stage(), given),
        (Err(answer), _) | (_, Err(answer)) => return answer,
    };
    if given.applications.is_empty() {
        return Answer::refused(words::NO_APPLICATIONS);
    }
    let assessors = request.files(Role::Assessors);
    let made = engine::packs::packs(&mut rules, given.pile(), &assessors, &|_| ());
    let made = match made {
        Ok(made) => made,
        Err(findings) => return Answer::refused_for("packs", &findings),
    };
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
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
