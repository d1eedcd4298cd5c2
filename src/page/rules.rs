//! The step *Rules*: a rules file with its lists, what is to be said of it, and every rule as a sentence.

use maud::html;

use super::findings::found;
use super::given::{Given, loaded};
use super::guided;
use super::protocol::{Answer, Request, Role, State};
use super::words;
use crate::base::finding::{Finding, Severity};
use crate::engine::{self, refuses};
use crate::out;
use crate::papers::to_sign::to_sign;
use crate::rules::load::Loaded;
use crate::rules::{Rules, RulesFile};
use crate::study::{analyse, inspect};
use crate::values::escape;

/// Checks rules, as `intake check RULES --sentences` does.
pub(super) fn rules(request: &Request<'_>) -> Answer {
    let Loaded { rules, findings } = match loaded(request, "rules") {
        Ok(loaded) => loaded,
        Err(answer) => return answer,
    };
    match rules {
        Some(rules) => valid(&rules, findings),
        None => {
            let file = request.of(Role::Rules).next();
            let file =
                file.map(|(name, bytes)| RulesFile::new(name, &String::from_utf8_lossy(bytes)));
            let text = file.as_ref().map(|file| file.text.as_str());
            let guided = guided::forms(text.unwrap_or_default(), None);
            Answer::refused(super::findings::refused(&findings))
                .part("rules", found(file.as_ref(), &findings).into_string())
                .part("guided", guided.into_string())
        }
    }
}

fn valid(rules: &Rules, mut findings: Vec<Finding>) -> Answer {
    let open = analyse::unfinished::unfinished(rules);
    let unsettled = open.len();
    findings.extend(open);
    findings.extend(analyse::analyse(rules));
    let is_unusable = refuses(&findings);
    let title = &rules.programme.title;
    let line = words::rules_line(
        title,
        rules.criteria.len(),
        rules.measures.len(),
        rules.places.groups.len(),
        rules.places.cap,
    );
    let (state, line) = match (is_unusable, unsettled) {
        (true, 0) => (State::Refused, super::findings::refused(&findings)),
        (_, 0) => (State::Done, line),
        (_, many) => (State::Refused, words::unsettled(many)),
    };
    let view = html! {
        @if state == State::Done { p class="good" { (words::RULES_VALID) } }
        (found(Some(&rules.file), &findings))
    };
    let sentences = out::to_sign::within(&to_sign(rules, unsettled));
    let stages: Vec<_> = rules
        .stages
        .iter()
        .map(|stage| (&stage.id, &stage.title))
        .collect();
    let stage = html! {
        @if !stages.is_empty() {
            label for="stage" { (words::STAGE) }
            select id="stage" name="stage" { @for (id, title) in stages { option value=(id) { (title) } } }
        }
    };
    Answer::new(state, line)
        .part("rules", view.into_string())
        .part(
            "guided",
            guided::forms(&rules.file.text, Some(rules)).into_string(),
        )
        .part("sentences", sentences)
        .part("stage", stage.into_string())
        .fact("title", title.as_str())
        .fact("lists", lists(rules))
}

/// The paths of the lists, as the rules name them, a line each.
fn lists(rules: &Rules) -> String {
    let lists = rules.list_files.iter();
    let lists = lists.filter(|list| list.name != rules.file.name);
    let names: Vec<&str> = lists.map(|list| list.name.as_str()).collect();
    names.join("\n")
}

/// A first rules file for an export, as `intake new` writes it.
pub(super) fn draft(request: &Request<'_>) -> Answer {
    let given = match Given::of(request) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    if given.applications.is_empty() {
        return Answer::refused(words::NO_APPLICATIONS);
    }
    let (sheets, findings) = engine::sheets(&given.applications, &given.reading);
    if refuses(&findings) {
        return Answer::refused_for("rules", &findings);
    }
    let tables: Vec<_> = sheets
        .iter()
        .map(|sheet| (sheet, inspect::columns(sheet)))
        .collect();
    let names: Vec<&str> = given.applications.iter().map(engine::File::name).collect();
    let (columns, sources) = (inspect::together(&tables), inspect::sources(&tables));
    let draft = inspect::draft(
        &names.join(", "),
        sheets.first(),
        &columns,
        &given.reading,
        sources.as_deref(),
    );
    let mut answer = Answer::new(State::Open, words::DRAFT_MADE);
    let draft = escape::visible_lines(&draft).into_bytes();
    answer.files.insert("rules.toml".to_owned(), draft);
    if findings.iter().any(|one| one.severity() != Severity::Note) {
        answer = answer.part("rules", found(None, &findings).into_string());
    }
    answer
}
