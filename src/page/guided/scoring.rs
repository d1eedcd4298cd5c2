//! What earns points: the weights of all, and one of them at a time with its points.

use maud::{Markup, html};

use super::ask::{Ask, Said, Takes, shown, texts};
use super::condition::{Subject, subjects};
use super::rule::{OneOf, added, buttons, cited, ids, own_id, resting, rests_on};
use super::{marks, words};
use crate::rules::edit::{Source, key, plain, quoted, quoted_all};
use crate::rules::load::Step;

pub(super) const SCORING: OneOf = OneOf {
    form: "measure",
    table: "scoring",
    called: words::MEASURE,
    add: words::ADD_MEASURE,
    says_its_title: true,
};

/// What counts by itself, and what is given points for each option.
const NUMBERS: [&str; 2] = ["number", "rating"];
const CHOSEN: [&str; 4] = ["choice", "choices", "scale", "yes-no"];

/// The weight of each, to be changed together.
pub(super) fn weights(source: &Source<'_>) -> Vec<Ask> {
    let many = source.many(&[SCORING.table.into()]);
    let ask = |nth: usize| {
        let way = [&SCORING.way(nth)[..], &["weight".into()]].concat();
        let label = format!("{}: {}", words::WEIGHT, SCORING.title(nth).shown(source));
        Ask::new(&format!("weight-{nth}"), &label, &way, Takes::Number)
    };
    (0..many).map(ask).collect()
}

/// As rules call an option where they give it points.
fn called(subject: &Subject, option: &str) -> String {
    match (subject.kind.name, option) {
        ("yes-no", "true") => "yes".to_owned(),
        ("yes-no", _) => "no".to_owned(),
        _ => option.to_owned(),
    }
}

/// What is asked of one: title, weight, and the points of a rule that gives points for each option.
fn asks(source: &Source<'_>, nth: usize) -> Vec<Ask> {
    let way = SCORING.way(nth);
    let of = |key: &str| [&way[..], &[Step::from(key)]].concat();
    let mut asks = vec![
        SCORING.title(nth),
        Ask::new("weight", words::WEIGHT, &of("weight"), Takes::Number),
    ];
    let all = subjects(source);
    let about = |of_what: &str| format!("{of_what}:{}", shown(source, &of(of_what)));
    let subject = all
        .iter()
        .find(|one| one.key == about("field") || one.key == about("level"));
    for (option, _) in source.entries(&of("points")) {
        let titles = subject
            .into_iter()
            .flat_map(|subject| subject.options.iter().map(move |one| (subject, one)));
        let mut titles = titles.filter(|(subject, (id, _))| called(subject, id) == option);
        let title = titles.next().map_or(option, |(_, (_, title))| title);
        let way = [&of("points")[..], &[Step::from(option)]].concat();
        asks.push(Ask::new(
            &format!("points-{option}"),
            title,
            &way,
            Takes::Number,
        ));
    }
    asks.push(Ask::new("blank", words::BLANK, &of("blank"), Takes::Number));
    asks
}

pub(super) fn view(source: &Source<'_>, nth: Option<usize>) -> Markup {
    let title = nth
        .map(|nth| SCORING.title(nth).shown(source))
        .unwrap_or_default();
    let cites = nth.map(|nth| texts(source, &[&SCORING.way(nth)[..], &["cites".into()]].concat()));
    let all = subjects(source);
    let earning = all
        .iter()
        .filter(|one| one.is_a(&NUMBERS) || one.is_a(&CHOSEN));
    html! {
        fieldset class="editor" data-form=(SCORING.form) data-at=(nth.map_or("new".to_owned(), |nth| nth.to_string())) {
            legend { (SCORING.called) @if !title.is_empty() { ": " (title) } }
            @if let Some(nth) = nth {
                div class="fields" { @for ask in asks(source, nth) { (ask.view("measure", source)) } }
            } @else {
                div class="fields" {
                    div { label for="guided-title" { (words::IN_A_FEW_WORDS) } input type="text" id="guided-title" data-name="title" autocomplete="off"; }
                    div { label for="guided-weight" { (words::WEIGHT) } input type="text" inputmode="decimal" id="guided-weight" data-name="weight" value="1" autocomplete="off"; }
                    div {
                        label for="guided-subject" { (words::FIELD) }
                        select id="guided-subject" data-name="subject" data-again {
                            option value="" { (words::CHOOSE) }
                            @for one in earning { option value=(one.key) { (one.title) } }
                        }
                    }
                }
                div class="part" data-part="asked" {}
            }
            (rests_on(source, &cites.unwrap_or_default()))
            (buttons())
        }
    }
}

/// The points of a question that was chosen.
pub(super) fn asked(source: &Source<'_>, said: &Said) -> Markup {
    let all = subjects(source);
    let subject = said
        .get("subject")
        .and_then(|key| all.iter().find(|one| one.key == *key));
    html! {
        @if let Some(subject) = subject {
            @if subject.is_a(&NUMBERS) { p { (words::EARNS_ITSELF) } }
            div class="fields" {
                @if subject.is_a(&CHOSEN) {
                    @for (at, (option, title)) in subject.options.iter().enumerate() {
                        @let id = format!("guided-points-{at}");
                        div { label for=(id) { (title) } input type="text" inputmode="decimal" id=(id) data-name={ "points-" (called(subject, option)) } value="0" autocomplete="off"; }
                    }
                }
                div { label for="guided-blank" { (words::BLANK) } input type="text" inputmode="decimal" id="guided-blank" data-name="blank" autocomplete="off"; }
            }
        }
    }
}

/// The text with one of them changed, or with a further one.
pub(super) fn edited(text: &str, nth: Option<usize>, said: &Said) -> Option<String> {
    let before = nth.map(|nth| [&SCORING.way(nth)[..], &["cites".into()]].concat());
    let before = before.map(|way| Some(texts(&Source::new(text)?, &way)));
    let before = before.unwrap_or(Some(Vec::new()))?;
    let (mut text, cites) = resting(text.to_owned(), said, &before)?;
    if let Some(nth) = nth {
        for ask in asks(&Source::new(&text)?, nth) {
            text = ask.answered(text, said)?;
        }
        let way = SCORING.way(nth);
        let text = cited(text, &way, &before, &cites)?;
        return Some(marks::settled(text, [&way[..]]));
    }
    let source = Source::new(&text)?;
    let of = |name: &str| said.get(name).map(|said| said.trim()).unwrap_or_default();
    let all = subjects(&source);
    let subject = all.iter().find(|one| one.key == of("subject"))?;
    let (kind, name) = subject.key.split_once(':')?;
    let mut body = vec![
        (
            "id",
            quoted(&own_id(of("title"), "points", &ids(&source, SCORING.table))),
        ),
        ("title", quoted(of("title"))),
        ("cites", quoted_all(&cites)),
        ("weight", plain(of("weight"))),
        (kind, quoted(name)),
    ];
    if subject.is_a(&NUMBERS) {
        body.push(("rating", "true".to_owned()));
    } else {
        let points = subject
            .options
            .iter()
            .map(|(option, _)| called(subject, option));
        let points = points.map(|option| {
            format!(
                "{} = {}",
                key(&option),
                plain(of(&format!("points-{option}")))
            )
        });
        body.push((
            "points",
            format!("{{ {} }}", Vec::from_iter(points).join(", ")),
        ));
    }
    let blank = Some(of("blank")).filter(|blank| !blank.is_empty());
    body.extend(blank.map(|blank| ("blank", plain(blank))));
    Some(added(&source, SCORING, &body))
}
