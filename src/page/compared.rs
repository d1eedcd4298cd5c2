//! In the step *Selection*: what another rules file would make of the same applications, as `intake compare` says it.

use maud::{Markup, html};

use super::findings::{found, refused};
use super::given::{Given, valid};
use super::protocol::{Answer, Request, Role, State};
use super::words;
use crate::base::finding::Finding;
use crate::engine::compare::{Noticed, Refused, rules as compare};
use crate::engine::stages::at_stage;
use crate::engine::{self, File, PastRun, Pile};
use crate::out::csv;
use crate::papers::compared;
use crate::papers::lists::movers::movers;
use crate::rules::Rules;
use crate::study::compare::Comparison;
use crate::values::escape::{visible, visible_lines};

/// What is to be saved: the text that the command prints, and the list that its `--movers` writes.
const TEXT: &str = "comparison.txt";
const MOVERS: &str = "movers.csv";

/// The rules that were given first, and what was given to be held against them, over the same applications.
pub(super) fn compared(request: &Request<'_>) -> Answer {
    match both(request) {
        Ok(answer) => answer,
        Err(answer) => *answer,
    }
}

fn both(request: &Request<'_>) -> Result<Answer, Box<Answer>> {
    let given = Given::of(request).map_err(Box::new)?;
    if given.applications.is_empty() {
        return Err(Box::new(Answer::refused(words::NO_APPLICATIONS)));
    }
    let a = valid(request, "compared").map_err(Box::new)?;
    let b = other(request)?;
    let run = request.run();
    let before = (!run.is_empty()).then_some(&run as &dyn PastRun);
    let stage = request.options.stage.as_deref();
    let at = |rules: &Rules| at_stage(rules, stage, before).map_err(|wrong| by(&wrong));
    let ((a, told), (b, _)) = (at(&a)?, at(&b)?);
    let pile = Pile {
        stage_before: told.as_ref(),
        ..given.pile()
    };
    let mut noticed = Noticed::default();
    let comparison = compare((&a, &b), pile, &|_| (), &mut noticed);
    let comparison = comparison.map_err(|why| Box::new(why_not(&why, &noticed)))?;
    Ok(answer(&comparison, &noticed))
}

/// The rules that are held against the others. A list that was not given with them is the one that the others have.
fn other(request: &Request<'_>) -> Result<Rules, Box<Answer>> {
    let files = request.files(Role::OtherRules);
    let file = files.first();
    let file = file.ok_or_else(|| Box::new(Answer::refused(words::NO_OTHER_RULES)))?;
    let mut lists = request.files(Role::OtherList);
    let shared = request.files(Role::List).into_iter();
    let shared: Vec<File<'_>> = shared
        .filter(|list| lists.iter().all(|own| own.name() != list.name()))
        .collect();
    lists.extend(shared);
    let loaded = engine::load(file, &lists).map_err(|finding| by(&[finding]))?;
    loaded.rules.ok_or_else(|| by(&loaded.findings))
}

fn by(findings: &[Finding]) -> Box<Answer> {
    Box::new(Answer::refused_for("compared", findings))
}

fn why_not(why: &Refused, noticed: &Noticed) -> Answer {
    let (line, view) = match why {
        Refused::Usage { words, .. } => ((*words).to_owned(), html! { p { (words) } }),
        Refused::By(findings) => (refused(findings), found(None, findings)),
        Refused::UnderRules { a, b } => {
            let sides = [(words::RULES_HERE, a), (words::RULES_OTHER, b)];
            let view = html! {
                @for (title, wrong) in sides {
                    @if let Some(wrong) = wrong { h3 { (title) } (found(None, wrong)) }
                }
            };
            (words::REFUSED_UNDER.to_owned(), view)
        }
    };
    let view = html! { (view) (found(None, &noticed.findings)) };
    Answer::refused(line).part("compared", view.into_string())
}

fn answer(comparison: &Comparison, noticed: &Noticed) -> Answer {
    let moving = comparison.movers.iter().filter(|one| one.moves).count();
    let line = words::compared(moving, comparison.movers.len().saturating_sub(moving));
    let mut list = Vec::new();
    // Memory takes what it is given.
    let _ = csv::write(&mut list, movers(&comparison.movers));
    let view = html! {
        h3 tabindex="-1" { (words::as_sentence(&line)) }
        dl class="about" {
            @for (side, title) in [(&comparison.a, words::RULES_HERE), (&comparison.b, words::RULES_OTHER)] {
                dt { (title) } dd { (visible(&side.rules)) }
            }
        }
        @for remark in &noticed.remarks { p { (visible(remark)) } }
        (story(comparison))
        ul class="files" {
            @for (name, about) in [(MOVERS, words::MOVERS_ABOUT), (TEXT, words::COMPARISON_ABOUT)] {
                li {
                    button type="button" class="quiet" data-save=(name) { (words::SAVE) " " (name) }
                    span class="soft" { (about) }
                }
            }
        }
        (found(None, &noticed.findings))
    };
    let mut answer = Answer::new(State::Done, line).part("compared", view.into_string());
    let text = visible_lines(&compared::page(comparison));
    answer.files.insert(TEXT.to_owned(), text.into_bytes());
    answer.files.insert(MOVERS.to_owned(), list);
    answer
}

fn story(comparison: &Comparison) -> Markup {
    html! {
        @for block in compared::blocks(comparison, MOVERS) {
            @if block.lines.is_empty() && block.counted.is_empty() {
                p { strong { (visible(&block.heading)) } }
            } @else {
                h4 { (visible(&block.heading)) }
                @if !block.counted.is_empty() {
                    table {
                        tbody { @for (what, many) in &block.counted { tr { th scope="row" { (visible(what)) } td class="n" { (many) } } } }
                    }
                }
                ul { @for line in &block.lines { li { (visible(line.trim())) } } }
            }
        }
    }
}
