//! Who rates: which columns are the ratings of one question, from what to what, and how several become one.

use maud::{Markup, html};

use super::ask::{Ask, Said, Takes, several, shown, texts};
use super::condition::field_title;
use super::rule::buttons;
use super::{marks, words};
use crate::rules::edit::{Source, quoted_all};
use crate::rules::load::Step;

/// A column with numbers, and the field that reads it.
struct Column {
    field: String,
    heading: String,
}

fn way(field: &str, key: &str) -> Vec<Step> {
    vec!["fields".into(), Step::from(field), Step::from(key)]
}

/// The headings of a field, one for each column; nothing where they are written in a form of their own.
fn headings(source: &Source<'_>, field: &str) -> Option<Vec<String>> {
    let plain = texts(source, &way(field, "headings"));
    let many = source.many(&way(field, "readers"));
    let has = |key: &str| source.at(&way(field, key)).is_some();
    if has("third") || (many == 0) == (plain.len() != 1) {
        return None;
    }
    let reader = |nth: usize| {
        let mut own = texts(
            source,
            &[&way(field, "readers")[..], &[nth.into()]].concat(),
        );
        let first = own.pop()?;
        own.is_empty().then_some(first)
    };
    match many {
        0 => Some(plain),
        many => (0..many).map(reader).collect(),
    }
}

/// The columns that hold numbers.
fn columns(source: &Source<'_>) -> Vec<Column> {
    let mut all = Vec::new();
    for (field, _) in source.entries(&["fields".into()]) {
        let kind = shown(source, &way(field, "type"));
        if kind != "rating" && kind != "number" {
            continue;
        }
        let own = headings(source, field).into_iter().flatten();
        all.extend(own.map(|heading| Column {
            field: field.to_owned(),
            heading,
        }));
    }
    all
}

/// The fields that are ratings.
fn ratings(source: &Source<'_>) -> Vec<String> {
    let fields = source.entries(&["fields".into()]).into_iter();
    let fields = fields.map(|(field, _)| field.to_owned());
    fields
        .filter(|field| shown(source, &way(field, "type")) == "rating")
        .collect()
}

pub(super) fn list(source: &Source<'_>) -> Markup {
    let ratings = ratings(source);
    html! {
        @if !ratings.is_empty() {
            ul class="listed" {
                @for field in &ratings {
                    @let title = field_title(source, field);
                    @let of = |key: &str| shown(source, &way(field, key));
                    li data-form="rating" data-at=(field) {
                        p {
                            strong { (title) } ": " (of("min")) " – " (of("max"))
                            @if let Some(own) = headings(source, field) { "; " (own.join("; ")) }
                        }
                        p { button type="button" class="quiet" data-open aria-label={ (words::CHANGE) ": " (title) } { (words::CHANGE) } }
                    }
                }
            }
        }
        p data-form="rating" data-at="new" { button type="button" data-open { (words::ADD_RATING) } }
    }
}

fn asks(field: &str) -> Vec<Ask> {
    let ask = |key: &str, label: &str, takes: Takes| Ask::new(key, label, &way(field, key), takes);
    vec![
        ask("title", words::TITLE, Takes::Text),
        ask("min", words::LEAST, Takes::Number),
        ask("max", words::GREATEST, Takes::Number),
    ]
}

fn of_several(field: &str) -> Vec<Ask> {
    let ask = |key: &str, label: &str, takes: Takes| Ask::new(key, label, &way(field, key), takes);
    vec![
        ask(
            "combine",
            words::COMBINE,
            Takes::One(words::COMBINES.to_vec()),
        ),
        ask("read_by", words::READ_BY, Takes::Number),
    ]
}

/// The form for a rating, or for one that is to be made.
pub(super) fn view(source: &Source<'_>, field: &str) -> Markup {
    let is_new = source.at(&way(field, "type")).is_none();
    let own = headings(source, field);
    let title = if is_new {
        String::new()
    } else {
        field_title(source, field)
    };
    let columns = columns(source);
    html! {
        fieldset class="editor" data-form="rating" data-at=(field) {
            legend { (words::RATING) @if !title.is_empty() { ": " (title) } }
            div class="fields" { @for ask in asks(field).iter().chain(&of_several(field)) { (ask.view("rating", source)) } }
            @if own.is_none() && !is_new {
                p { (words::READERS_AS_TEXT) }
            } @else if columns.is_empty() {
                p { (words::NO_COLUMNS) }
            } @else {
                fieldset class="boxes" {
                    legend { (words::COLUMNS) }
                    @for (at, column) in columns.iter().enumerate() {
                        @let id = format!("guided-column-{at}");
                        @let is_own = own.as_ref().is_some_and(|own| own.contains(&column.heading));
                        p { input type="checkbox" id=(id) data-name="columns" value=(column.heading) checked[is_own]; " " label for=(id) { (column.heading) } }
                    }
                }
            }
            (buttons())
        }
    }
}

/// The text with the rating as it was said; fields whose only column it takes over are taken out.
pub(super) fn edited(text: &str, field: &str, said: &Said) -> Option<String> {
    let source = Source::new(text)?;
    let columns = columns(&source);
    let ticked = several(said, "columns");
    // A new one is made of the field of its first column.
    let of_first = columns
        .iter()
        .find(|column| ticked.contains(&column.heading));
    let field = match source.at(&way(field, "type")) {
        Some(_) => field.to_owned(),
        None => of_first?.field.clone(),
    };
    let own = headings(&source, &field);
    let mut text = text.to_owned();
    if own.as_ref().is_some_and(|own| *own != ticked) && !ticked.is_empty() {
        let others = columns
            .iter()
            .filter(|column| column.field != field && ticked.contains(&column.heading));
        for other in others {
            let source = Source::new(&text)?;
            let left = headings(&source, &other.field).unwrap_or_default();
            let left: Vec<String> = left
                .into_iter()
                .filter(|heading| !ticked.contains(heading))
                .collect();
            text = match left.is_empty() {
                // It was taken out with another of its columns.
                true if source.at(&way(&other.field, "type")).is_none() => continue,
                true => source.take_out(&["fields".into(), Step::from(other.field.as_str())])?,
                false => with_columns(&text, &other.field, &left)?,
            };
        }
        text = with_columns(&text, &field, &ticked)?;
    }
    let source = Source::new(&text)?;
    if shown(&source, &way(&field, "type")) != "rating" {
        text = source.set(&way(&field, "type"), "\"rating\"")?;
    }
    for ask in asks(&field) {
        text = ask.answered(text, said)?;
    }
    if Source::new(&text)?.many(&way(&field, "readers")) > 1 {
        for ask in of_several(&field) {
            text = ask.answered(text, said)?;
        }
        let source = Source::new(&text)?;
        if source.at(&way(&field, "combine")).is_none() {
            text = source.set(&way(&field, "combine"), "\"mean\"")?;
        }
    }
    Some(marks::settled(
        text,
        [&["fields".into(), Step::from(field.as_str())][..]],
    ))
}

/// One column by its headings, several by their readers; each stands where the other stood.
fn with_columns(text: &str, field: &str, headings: &[String]) -> Option<String> {
    let (key, other, written) = match headings {
        [_] => ("headings", "readers", quoted_all(headings)),
        several => {
            let readers = several.iter().map(|heading| quoted_all(&[heading]));
            let readers: Vec<String> = readers.collect();
            ("readers", "headings", format!("[{}]", readers.join(", ")))
        }
    };
    let source = Source::new(text)?;
    let mut text = match source.at(&way(field, other)) {
        Some(_) => source.replaced(&way(field, other), key, &written)?,
        None => source.set(&way(field, key), &written)?,
    };
    let of_several = ["combine", "read_by", "further_above", "trim_from"];
    for key in of_several.into_iter().filter(|_| key == "headings") {
        let source = Source::new(&text)?;
        if source.at(&way(field, key)).is_some() {
            text = source.take_out(&way(field, key))?;
        }
    }
    Some(text)
}
