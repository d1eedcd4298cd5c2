//! What a form asks: one value of the rules by the way to it, what stands there now, and what becomes of an answer.

use std::collections::BTreeMap;

use maud::{Markup, html};
use toml::de::DeValue;

use crate::rules::edit::{Source, plain, quoted};
use crate::rules::load::Step;

/// What was said in a form, by names.
pub(super) type Said = BTreeMap<String, String>;

/// One value that is asked for.
pub(super) struct Ask {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) steps: Vec<Step>,
    pub(super) takes: Takes,
}

pub(super) enum Takes {
    Text,
    /// A sentence or more.
    Long,
    /// A number, or whatever else is said.
    Number,
    Day,
    /// A day, and with it a time or none.
    Moment,
    Zone,
    /// One of these words, each with its title; the first is what holds where nothing is said.
    One(Vec<(&'static str, &'static str)>),
}

impl Ask {
    pub(super) fn new(name: &str, label: &str, steps: &[Step], takes: Takes) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            steps: steps.to_vec(),
            takes,
        }
    }

    /// What the rules say, as a form shows it.
    pub(super) fn shown(&self, source: &Source<'_>) -> String {
        shown(source, &self.steps)
    }

    pub(super) fn view(&self, form: &str, source: &Source<'_>) -> Markup {
        let id = format!("guided-{form}-{}", self.name);
        let now = self.shown(source);
        let name = self.name.as_str();
        html! {
            @match (&self.takes, clock(&now)) {
                (Takes::Moment, Some((day, time))) => {
                    div { label for=(id) { (self.label) } input type="date" id=(id) data-name=(name) value=(day); }
                    div {
                        label for={ (id) "-time" } { (super::words::TIME) }
                        input type="time" step="1" id={ (id) "-time" } data-name={ (name) "-time" } value=(time);
                    }
                }
                (Takes::Day, Some((day, ""))) => {
                    div { label for=(id) { (self.label) } input type="date" id=(id) data-name=(name) value=(day); }
                }
                (Takes::Day, _) if now.is_empty() => {
                    div { label for=(id) { (self.label) } input type="date" id=(id) data-name=(name); }
                }
                (Takes::One(words), _) => div {
                    label for=(id) { (self.label) }
                    select id=(id) data-name=(name) {
                        @let is_known = now.is_empty() || words.iter().any(|(word, _)| *word == now);
                        @if !is_known { option value=(now) selected { (now) } }
                        @for (at, (word, title)) in words.iter().enumerate() {
                            @let value = if at == 0 && now.is_empty() { "" } else { word };
                            option value=(value) selected[now == value] { (title) }
                        }
                    }
                },
                (Takes::Long, _) => div class="long" {
                    label for=(id) { (self.label) }
                    textarea id=(id) data-name=(name) rows="2" autocomplete="off" { (now) }
                },
                (Takes::Zone, _) => div {
                    label for=(id) { (self.label) }
                    input type="text" id=(id) data-name=(name) value=(now) list="zones" autocomplete="off" spellcheck="false";
                },
                (Takes::Number, _) => div {
                    label for=(id) { (self.label) }
                    input type="text" inputmode="decimal" id=(id) data-name=(name) value=(now) autocomplete="off";
                },
                (Takes::Text | Takes::Day | Takes::Moment, _) => div {
                    label for=(id) { (self.label) }
                    input type="text" id=(id) data-name=(name) value=(now) autocomplete="off";
                },
            }
        }
    }

    /// What was said, as the rules would have it; blank where nothing was.
    fn said(&self, said: &Said) -> Option<String> {
        let of = |name: &str| said.get(name).map(|said| said.trim());
        let day = of(&self.name)?;
        let time = of(&format!("{}-time", self.name)).unwrap_or_default();
        Some(match time {
            "" => day.to_owned(),
            time if time.len() == "23:59".len() => format!("{day}T{time}:00"),
            time => format!("{day}T{time}"),
        })
    }

    /// The text with what was said in its place; the same where it says nothing else than stands there. Nothing where only a person
    /// can write it there.
    pub(super) fn answered(&self, text: String, said: &Said) -> Option<String> {
        let Some(said) = self.said(said) else {
            return Some(text);
        };
        let source = Source::new(&text)?;
        let now = self.shown(&source);
        let is_same = said == now || clock(&said).is_some_and(|said| Some(said) == clock(&now));
        if is_same {
            return Some(text);
        }
        if said.is_empty() {
            return source.take_out(&self.steps);
        }
        let written = match self.takes {
            Takes::Text | Takes::Long | Takes::Zone | Takes::One(_) => quoted(&said),
            Takes::Number | Takes::Day | Takes::Moment => plain(&said),
        };
        source.set(&self.steps, &written)
    }
}

/// What the rules say there, as a form shows it: a text without its quotes, anything else as it is written.
pub(super) fn shown(source: &Source<'_>, steps: &[Step]) -> String {
    match source.at(steps).map(toml::Spanned::get_ref) {
        None => String::new(),
        Some(DeValue::String(text)) => text.to_string(),
        Some(_) => source.written(steps).unwrap_or_default().to_owned(),
    }
}

/// The texts of an array there.
pub(super) fn texts(source: &Source<'_>, steps: &[Step]) -> Vec<String> {
    let array = source
        .at(steps)
        .and_then(|value| value.get_ref().as_array());
    let texts = array.into_iter().flatten();
    let texts = texts.filter_map(|text| text.get_ref().as_str());
    texts.map(str::to_owned).collect()
}

/// The lines of what was said of several.
pub(super) fn several(said: &Said, name: &str) -> Vec<String> {
    let lines = said
        .get(name)
        .map(String::as_str)
        .unwrap_or_default()
        .lines();
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// The day and the time of what has no offset and no more than seconds.
fn clock(written: &str) -> Option<(&str, &str)> {
    let digits = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text
                .bytes()
                .zip(shape.bytes())
                .all(|(is, shape)| match shape {
                    b'0' => is.is_ascii_digit(),
                    other => is == other,
                })
    };
    let (day, time) = match written.split_once(['T', 't', ' ']) {
        Some((day, time)) => (day, time),
        None => (written, ""),
    };
    let is_time = time.is_empty() || digits(time, "00:00:00");
    (digits(day, "0000-00-00") && is_time).then_some((day, time))
}
