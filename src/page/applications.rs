//! The step *Applications*: how each file was read, which column serves which field, and what could not be read.

use maud::{Markup, html};

use super::findings::found;
use super::given::{Given, valid};
use super::protocol::{Answer, Request, State};
use super::words;
use crate::answers::headings::SheetRead;
use crate::base::finding::{Finding, Severity};
use crate::engine::check::{Held, held};
use crate::rules::Rules;
use crate::values::escape::visible;
use crate::words::naming::field_title;

/// Holds the rules against the files, as `intake check RULES APPLICATIONS` does.
pub(super) fn applications(request: &Request<'_>) -> Answer {
    let place = "applications";
    let (rules, given) = match (valid(request, "rules"), Given::of(request)) {
        (Ok(rules), Ok(given)) => (rules, given),
        (Err(answer), _) | (_, Err(answer)) => return answer,
    };
    if given.applications.is_empty() {
        return Answer::refused(words::NO_APPLICATIONS);
    }
    let rules = rules.at_first_stage();
    let Held {
        checked,
        noticed,
        far,
    } = match held(&rules, given.pile()) {
        Ok(held) => held,
        Err(findings) => return Answer::refused_for(place, &findings),
    };
    let all: Vec<Finding> = noticed
        .into_iter()
        .chain(checked.findings)
        .chain(far)
        .collect();
    let questions = all
        .iter()
        .filter(|one| one.severity() == Severity::Question);
    let questions = questions.count();
    let rows = checked.sheets.iter().map(|sheet| sheet.rows).sum();
    let read = words::rows_read(rows, given.applications.len());
    let (state, line) = match questions {
        0 => (State::Done, read),
        many => (
            State::Open,
            format!("{read}; {}", words::to_ask_about(many)),
        ),
    };
    let view = html! {
        @for sheet in checked.sheets.iter().chain(&checked.ratings) { (self::sheet(&rules, sheet)) }
        (found(Some(&rules.file), &all))
    };
    Answer::new(state, line).part(place, view.into_string())
}

fn sheet(rules: &Rules, sheet: &SheetRead) -> Markup {
    let fields = rules.form.fields.iter().zip(&sheet.layout.columns);
    html! {
        h2 { bdi { (visible(&sheet.source.to_string())) } }
        p { (visible(&sheet.dialect)) "; " (words::rows_read(sheet.rows, 1)) }
        div class="wide" tabindex="0" {
            table {
                thead { tr { th scope="col" { (words::FIELD) } th scope="col" { (words::COLUMN) } th scope="col" { (words::HEADING) } } }
                tbody {
                    @for (field, readers) in fields {
                        @let there: Vec<_> = readers.iter().flatten().collect();
                        @if there.is_empty() {
                            tr { th scope="row" { (visible(&field_title(field))) } td { (words::NO_COLUMN) } td {} }
                        }
                        @for found in there {
                            tr {
                                th scope="row" { (visible(&field_title(field))) }
                                td { (found.column) }
                                td { (visible(found.heading.trim())) }
                            }
                        }
                    }
                    @for (column, heading) in &sheet.layout.unused {
                        tr class="soft" {
                            th scope="row" { (words::NOT_USED) }
                            td { (column) }
                            td { (visible(heading.trim())) }
                        }
                    }
                }
            }
        }
    }
}
