//! Forms for what every call has, made from the rules as text, and giving back the text with what was said in its place.
//!
//! A form shows what the rules say and writes what somebody says; whether that can be is the loader's to say, beside its line. So a form
//! knows no rule, and whatever is said in it the text stays TOML (`rules::edit`).

mod ask;
mod condition;
mod marks;
mod plain;
mod ratings;
mod rule;
mod scoring;
mod words;

use maud::{Markup, html};

use self::rule::{CRITERIA, GROUPS};
use self::scoring::SCORING;
use super::options::Edit;
use super::protocol::{Answer, Request, Role, State};
use crate::rules::Rules;
use crate::rules::edit::{Source, plain as as_written, quoted};
use crate::rules::load::Step;
use crate::words::naming::titled;
use crate::words::{rule as sentences, test};

/// Of several rules the position of the one that is meant.
fn nth(edit: &Edit) -> Option<usize> {
    edit.at.parse().ok()
}

/// The forms that have no list, in the order in which they are shown.
const PLAIN: [(&str, &str); 3] = [
    ("programme", words::PROGRAMME),
    ("call", words::CALL),
    ("clauses", words::CLAUSES),
];

/// All forms for a rules file; what its rules say where they are valid.
pub(super) fn forms(text: &str, rules: Option<&Rules>) -> Markup {
    let Some(source) = Source::new(text) else {
        return html! { p class="soft" { (words::NO_FORMS) } };
    };
    let many = marks::many(text);
    html! {
        details id="guided" {
            summary { (words::FORMS) }
            p { (words::FORMS_ABOUT) }
            (zones())
            @for (name, title) in PLAIN {
                (section(name, title, &html! {
                    @if name == "clauses" { p { (words::CLAUSES_ABOUT) } }
                    (plain_form(&source, name))
                }))
            }
            (section("places", words::PLACES, &html! {
                (plain_form(&source, "places"))
                (GROUPS.list(&source, &admitted(rules)))
                (editor(GROUPS.form))
            }))
            (section("criteria", words::CRITERIA, &html! {
                p { (words::CRITERIA_ABOUT) }
                (CRITERIA.list(&source, &criteria(rules)))
                (editor(CRITERIA.form))
            }))
            (section("ratings", words::RATINGS, &html! {
                (ratings::list(&source))
                (editor("rating"))
            }))
            (section("scoring", words::SCORING, &html! {
                p { (words::SCORING_ABOUT) }
                @let weights = scoring::weights(&source);
                @if !weights.is_empty() {
                    div data-form="weights" {
                        div class="fields" { @for ask in &weights { (ask.view("weights", &source)) } }
                        p { button type="button" data-edit { (words::WRITE) } }
                    }
                }
                (SCORING.list(&source, &measures(rules)))
                (editor(SCORING.form))
            }))
            @if many > 0 {
                details class="guided" id="guided-marks" {
                    summary { (words::MARKS) " (" (words::marked(many)) ")" }
                    (marks::view(text))
                }
            }
            p { button type="button" class="quiet" data-undo hidden { (words::UNDO) } }
        }
    }
}

fn section(id: &str, title: &str, content: &Markup) -> Markup {
    html! { details class="guided" id={ "guided-" (id) } { summary { (title) } (content) } }
}

/// Where the form for one of several is put.
fn editor(form: &str) -> Markup {
    html! { div class="part" data-part={ "form-" (form) } {} }
}

fn plain_form(source: &Source<'_>, name: &str) -> Markup {
    let asks = plain::form(source, name)
        .map(|form| form.asks)
        .unwrap_or_default();
    html! {
        div data-form=(name) {
            div class="fields" { @for ask in &asks { (ask.view(name, source)) } }
            @if name == "clauses" {
                div class="long" {
                    label for="guided-clauses-new" { (words::NEW_CLAUSE) }
                    textarea id="guided-clauses-new" data-name="clause" rows="2" autocomplete="off" {}
                }
            }
            p { button type="button" data-edit { (words::WRITE) } }
        }
    }
}

fn zones() -> Markup {
    let names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .collect();
    html! { datalist id="zones" { @for name in &names { option value=(name) {} } } }
}

/// What the criteria say; the deadline, which is the first, is no table of the file.
fn criteria(rules: Option<&Rules>) -> Vec<String> {
    let of = |rules: &Rules| {
        let all = rules.criteria.iter().skip(1);
        all.map(|one| test(titled(rules), &one.test)).collect()
    };
    rules.map(of).unwrap_or_default()
}

fn measures(rules: Option<&Rules>) -> Vec<String> {
    let of = |rules: &Rules| {
        let all = rules.measures.iter();
        all.map(|one| sentences::measure(titled(rules), one))
            .collect()
    };
    rules.map(of).unwrap_or_default()
}

fn admitted(rules: Option<&Rules>) -> Vec<String> {
    let of = |rules: &Rules| {
        let all = rules.places.groups.iter();
        all.map(|one| sentences::admits(titled(rules), one.test.as_ref()))
            .collect()
    };
    rules.map(of).unwrap_or_default()
}

/// The text of the rules that were given.
fn text<'b>(request: &Request<'b>) -> Option<&'b str> {
    let (_, bytes) = request.of(Role::Rules).next()?;
    std::str::from_utf8(bytes).ok()
}

/// The form for one of several, or what is asked of the question that was chosen in it.
pub(super) fn form(request: &Request<'_>) -> Answer {
    let edit = request.options.edit.clone().unwrap_or_default();
    let Some(source) = text(request).and_then(Source::new) else {
        return Answer::refused(words::NO_FORMS);
    };
    let is_again = edit.said.contains_key("subject");
    let done = Answer::new(State::Done, "");
    match (edit.form.as_str(), is_again) {
        ("measure", true) => done.part("asked", scoring::asked(&source, &edit.said).into_string()),
        ("measure", false) => done.part(
            "form-measure",
            scoring::view(&source, nth(&edit)).into_string(),
        ),
        ("rating", _) => done.part(
            "form-rating",
            ratings::view(&source, &edit.at).into_string(),
        ),
        (form @ ("criterion" | "group"), is_again) => {
            let one_of = if form == "group" { GROUPS } else { CRITERIA };
            if is_again {
                let all = condition::subjects(&source);
                let steps = nth(&edit).map(|nth| [&one_of.way(nth)[..], &["test".into()]].concat());
                let now = steps.and_then(|steps| condition::Condition::read(&source, &steps));
                let asked = rule::asked(&source, &all, &now.unwrap_or_default(), &edit.said);
                return done.part("asked", asked.into_string());
            }
            let view = rule::view(one_of, &source, nth(&edit), &edit.said).into_string();
            done.part(
                if form == "group" {
                    "form-group"
                } else {
                    "form-criterion"
                },
                view,
            )
        }
        _ => Answer::refused(words::NO_SUCH_FORM),
    }
}

/// The rules with what was said in a form.
pub(super) fn edit(request: &Request<'_>) -> Answer {
    let edit = request.options.edit.clone().unwrap_or_default();
    let Some(before) = text(request) else {
        return Answer::refused(super::words::NO_RULES);
    };
    let Some(after) = edited(before, &edit) else {
        return Answer::refused(words::AS_TEXT);
    };
    let line = match (edit.form.as_str(), after == before) {
        ("export", true) => words::NOTHING_TO_REMEMBER,
        ("export", false) => words::REMEMBERED,
        (_, true) => words::NOTHING_NEW,
        (_, false) => words::WRITTEN,
    };
    let mut answer = Answer::new(State::Done, line);
    answer
        .files
        .insert("rules.toml".to_owned(), after.into_bytes());
    answer
}

fn edited(text: &str, edit: &Edit) -> Option<String> {
    let said = &edit.said;
    let source = Source::new(text)?;
    let kinds = [CRITERIA, GROUPS, SCORING];
    if let Some(one_of) = kinds.into_iter().find(|one| one.form == edit.form) {
        return match said.contains_key("take-out") {
            true => source.take_out(&one_of.way(nth(edit)?)),
            false if one_of.form == SCORING.form => scoring::edited(text, nth(edit), said),
            false => rule::edited(one_of, text, nth(edit), said),
        };
    }
    match edit.form.as_str() {
        "rating" => ratings::edited(text, &edit.at, said),
        "mark" => marks::settled_at(text, nth(edit)?),
        "export" => remembered(text.to_owned(), said),
        "weights" => answered(text, &scoring::weights(&source), &[], said),
        name => {
            let form = plain::form(&source, name)?;
            let text = answered(text, &form.asks, &form.tables, said)?;
            match name {
                "clauses" => Some(rule::resting(text, said, &[])?.0),
                _ => Some(text),
            }
        }
    }
}

/// The text with every answer in its place, and without the marks that are settled by it.
fn answered(
    text: &str,
    asks: &[ask::Ask],
    tables: &[Vec<Step>],
    said: &ask::Said,
) -> Option<String> {
    let mut text = text.to_owned();
    for ask in asks {
        text = ask.answered(text, said)?;
    }
    let ways = asks.iter().map(|ask| ask.steps.as_slice());
    Some(marks::settled(
        text,
        ways.chain(tables.iter().map(Vec::as_slice)),
    ))
}

/// The text with what was chosen about reading files in `[export]`. What the format has no key for, hidden rows and rows that are crossed
/// out, is decided for a file and not for a call.
fn remembered(mut text: String, said: &ask::Said) -> Option<String> {
    for key in ["tool", "header_row", "sheet", "delimiter", "encoding"] {
        let name = key.replace('_', "-");
        let Some(value) = said
            .get(&name)
            .map(|said| said.trim())
            .filter(|said| !said.is_empty())
        else {
            continue;
        };
        let written = if key == "header_row" {
            as_written(value)
        } else {
            quoted(value)
        };
        let source = Source::new(&text)?;
        let way = ["export".into(), Step::from(key)];
        if ask::shown(&source, &way) != value {
            text = source.set(&way, &written)?;
        }
    }
    Some(text)
}
