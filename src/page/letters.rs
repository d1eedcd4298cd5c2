//! In the step *After*: a letter for everybody who applied, as `intake letters` writes them, packed; and the templates they are made from.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::findings::found;
use super::given::Given;
use super::packed::{packed_or, unpacked, without_folder};
use super::protocol::{Answer, Request, Role, State};
use super::words;
use crate::base::finding::{Code, Finding, Location};
use crate::engine::letters::{self as engine, Written};
use crate::engine::{File, PastRun};
use crate::rules::Language;
use crate::values::escape::visible;

/// What is saved.
const LETTERS: &str = "letters.zip";
const TEMPLATES: &str = "templates.zip";
/// At most so many ids are named of one thing.
const NAMED: usize = 20;

/// The files of a packed folder by their paths in it.
type Files = BTreeMap<String, Vec<u8>>;

/// A letter for everybody, or with the run whose letters went out those that say something else.
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
    let (told, own) = match (told(request), templates(request)) {
        (Ok(told), Ok(own)) => (told, own),
        (Err(finding), _) | (_, Err(finding)) => {
            return Answer::refused_for("after", &[finding]);
        }
    };
    let own = own.map(|(folder, files)| {
        let files = files.into_iter();
        let files: Vec<File<'_>> = files.map(|(name, bytes)| File::new(name, bytes)).collect();
        (folder, files)
    });
    let wanted = engine::Request {
        told: told.as_ref().map(|told| told as &dyn PastRun),
        all: request.options.all,
        personal: given.pile(),
        templates: own
            .as_ref()
            .map(|(folder, files)| (folder.as_str(), files.as_slice())),
        date,
    };
    let mut files = Files::new();
    let written = match engine::letters(&run, &wanted, &mut files) {
        Ok(written) => written,
        Err(findings) => return Answer::refused_for("after", &findings),
    };
    let all = written.letters.iter().map(|(_, many)| many).sum();
    let is_open =
        !written.look_first.is_empty() || written.too_late.is_some() || !written.early.is_empty();
    let state = if is_open { State::Open } else { State::Done };
    let view = view(&written, wanted.all);
    let answer = Answer::new(state, words::letters_made(all)).part("after", view.into_string());
    packed_or(&files, LETTERS, answer)
}

/// The run whose letters went out.
fn told(request: &Request<'_>) -> Result<Option<Files>, Finding> {
    let given = request.of(Role::Told).next();
    let files = given.map(|(name, bytes)| unpacked(name, bytes));
    files.transpose().map(|files| files.map(without_folder))
}

/// The officer's own templates by their paths in their folder, and that folder's name.
fn templates(request: &Request<'_>) -> Result<Option<(String, Files)>, Finding> {
    let Some((name, bytes)) = request.of(Role::Templates).next() else {
        return Ok(None);
    };
    let folder = name.strip_suffix(".zip").unwrap_or(name).to_owned();
    let files = unpacked(name, bytes)?.into_iter();
    let mut files: Files = files.filter(|(name, _)| name.ends_with(".j2")).collect();
    if files.is_empty() {
        let at = Location::File(name.to_owned());
        return Err(
            Finding::new(Code::Template, at, words::NO_TEMPLATES).help(words::TEMPLATES_HELP)
        );
    }
    // The folder may have been packed itself, and what it stands in.
    while let Some(above) = above(&files) {
        let each = files.into_iter();
        let inside = each.map(|(name, bytes)| {
            let inside = name.strip_prefix(&above).map(str::to_owned);
            (inside.unwrap_or(name), bytes)
        });
        files = inside.collect();
    }
    Ok(Some((folder, files)))
}

/// A folder in which all files stand, and which is none of a language.
fn above(files: &Files) -> Option<String> {
    let first = files.keys().next()?;
    let (folder, _) = first.split_once('/')?;
    let is_language = Language::ALL.iter().any(|one| one.code() == folder);
    let above = format!("{folder}/");
    let all = files.keys().all(|name| name.starts_with(&above));
    (!is_language && all).then_some(above)
}

/// What was written, and what is to be looked at before it is sent.
fn view(written: &Written, all: bool) -> Markup {
    let since = written.since.map(|since| {
        let each = since.iter().map(|(since, many)| (since.word(), *many));
        words::letters_since(&each.collect::<Vec<_>>(), all)
    });
    let early: Vec<String> = written
        .early
        .iter()
        .map(|one| {
            format!(
                "{} ({}, {})",
                one.application,
                words::decision(one.decision),
                one.on
            )
        })
        .collect();
    let lacks: Vec<String> = written
        .lacks
        .iter()
        .map(|(what, _)| (*what).to_owned())
        .collect();
    let untranslated: Vec<String> = written
        .untranslated
        .iter()
        .map(|(language, keys)| format!("{} ({})", language.name(), keys.join(", ")))
        .collect();
    let lists = [
        (words::LOOK_FIRST, &written.look_first),
        (words::EARLY, &early),
        (words::UNADDRESSED, &written.unaddressed),
        (words::TOLD_BEFORE, &written.told_before),
        (words::COME_NEXT, &written.come_next),
        (words::NOBODYS, &written.nobodys),
        (words::LACKS, &lacks),
        (words::UNTRANSLATED, &untranslated),
    ];
    html! {
        div class="wide" tabindex="0" {
            table {
                tbody { @for (kind, many) in &written.letters { tr { th scope="row" { (words::letter(kind.word())) } td class="n" { (many) } } } }
            }
        }
        @if let Some(since) = since { p { (since) } }
        @if written.untold { p { (words::UNTOLD_BEFORE) } }
        @if let Some(by) = written.too_late { p { (words::too_late(&by.to_string())) } }
        @for (about, these) in lists {
            @if !these.is_empty() { p { (about) " " (visible(&named(these))) } }
        }
        (found(None, &written.notes))
    }
}

/// The first of them, and how many more there are.
fn named(these: &[String]) -> String {
    let first: Vec<&str> = these.iter().take(NAMED).map(String::as_str).collect();
    match these.len().saturating_sub(NAMED) {
        0 => first.join(", "),
        more => words::and_more(&first.join(", "), more),
    }
}

/// The templates of the program, packed, to be edited.
pub(super) fn own_templates(_: &Request<'_>) -> Answer {
    let mut files = Files::new();
    match engine::print_templates(&mut files) {
        Ok(()) => packed_or(
            &files,
            TEMPLATES,
            Answer::new(State::Done, words::files_made(files.len())),
        ),
        Err(finding) => Answer::refused_for("after", &[finding]),
    }
}
