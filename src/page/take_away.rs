//! The step *Take away*: a run as one packed folder, and a packed folder opened again.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::packed::{packed, unpacked, without_folder};
use super::protocol::{Answer, Request, Role, State};
use super::told_story::story;
use super::words;
use crate::engine::Past;
use crate::engine::verify::{Verified, as_written};
use crate::out::{report, unwritable};
use crate::record::verify::Difference;
use crate::values::escape::visible;

/// The name of a packed run.
const PACKED: &str = "run.zip";
/// Packs the files of a run, each as it is: the same files give the same bytes.
pub(super) fn pack(request: &Request<'_>) -> Answer {
    let run = request.run();
    if run.is_empty() {
        return Answer::refused(words::NO_RUN);
    }
    match packed(&run) {
        Ok(bytes) => {
            let mut answer = Answer::new(State::Done, words::files_made(run.len()));
            answer.files.insert(PACKED.to_owned(), bytes);
            answer
        }
        Err(error) => Answer::refused_for("open", &[unwritable(PACKED, &error)]),
    }
}

/// Opens a packed run, and says whether it is as it was written.
pub(super) fn open(request: &Request<'_>) -> Answer {
    let Some((name, bytes)) = request.of(Role::Packed).next() else {
        return Answer::refused(words::NO_RUN);
    };
    let run = match unpacked(name, bytes) {
        Ok(files) => without_folder(files),
        Err(finding) => return Answer::refused_for("open", &[finding]),
    };
    match as_written(&run) {
        Ok(Verified::AsWritten(manifest, _)) => {
            let files = files(run.keys());
            let report = run
                .get(report::FILE)
                .map(|bytes| String::from_utf8_lossy(bytes));
            let story = report.as_deref().map(story);
            let view = html! {
                p class="good" { (words::AS_WRITTEN) }
                @match &story {
                    None => p { (words::NO_REPORT) },
                    Some(None) => p { (words::REPORT_OF_OTHERS) },
                    Some(Some(_)) => p { button type="button" data-go="selection" { (words::SEE_REPORT) } },
                }
                dl class="about" {
                    dt { (visible(&manifest.rules.file)) } dd { (words::files_made(manifest.files.len())) }
                }
            };
            let answer = Answer::new(State::Done, words::AS_WRITTEN)
                .part("open", view.into_string())
                .part("people", people(&run).into_string())
                .part("files", files.into_string())
                .part("groups", super::packet::groups(&run).into_string())
                .fact("stage", manifest.stage.clone().unwrap_or_default())
                .fact("files", words::files_made(run.len()));
            let answer = match story.flatten() {
                Some(story) => answer.part("selection", story),
                None => answer,
            };
            Answer {
                files: run,
                ..answer
            }
        }
        Ok(Verified::Touched(differences) | Verified::Wrong(differences)) => {
            Answer::refused(words::TOUCHED).part("open", differ(&differences).into_string())
        }
        Err(finding) => Answer::refused_for("open", &[finding]),
    }
}

fn differ(differences: &[Difference]) -> Markup {
    html! {
        p { (words::TOUCHED) }
        ul { @for one in differences { li { strong { (visible(&one.file)) } ": " (visible(&one.words)) } } }
    }
}

/// Whom one may look for in a run that was opened: names are in its lists alone.
fn people(run: &BTreeMap<String, Vec<u8>>) -> Markup {
    let past = Past::open(run).ok();
    html! {
        @for record in past.iter().flat_map(Past::records).flatten() {
            option value=(visible(&record.application)) { (record.outcome.to_string()) }
        }
    }
}

/// Those that people open first.
const FIRST: [&str; 4] = ["workbook.xlsx", "report.html", "rosters/", "clarify."];

/// A button for each file, those for people first.
pub(super) fn files<'n>(names: impl Iterator<Item = &'n String>) -> Markup {
    let place = |name: &str| FIRST.iter().position(|first| name.starts_with(first));
    let mut names: Vec<&String> = names.collect();
    names.sort_by_key(|name| place(name).unwrap_or(FIRST.len()));
    html! {
        ul class="files" {
            @for name in names {
                li {
                    button type="button" class="quiet" data-save=(name) { (words::SAVE) " " bdi { (visible(name)) } }
                    span class="soft" { (words::of_file(name)) }
                }
            }
        }
    }
}
