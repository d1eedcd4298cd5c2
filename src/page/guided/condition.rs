//! A test of one question, as a form has it: the field, what must be so, and the values, each as its type is chosen from.

use maud::{Markup, html};
use toml::de::DeValue;

use super::ask::{Said, several, shown, texts};
use super::words;
use crate::rules::edit::{Source, plain, quoted};
use crate::rules::load::{FieldType, Step, TYPES};
use crate::values::countries::{self, Named};
use crate::words::naming::{in_words, is_short};

/// What a test can ask about: a field, or a derived level.
pub(super) struct Subject {
    /// As a form has it: `field:years`, `level:training`.
    pub(super) key: String,
    pub(super) title: String,
    pub(super) kind: &'static FieldType,
    /// What can be chosen, by what rules call it, each with its title.
    pub(super) options: Vec<(String, String)>,
}

impl Subject {
    fn is_chosen_from(&self) -> bool {
        matches!(self.kind.name, "choice" | "choices" | "scale" | "yes-no")
    }

    pub(super) fn is_a(&self, kinds: &[&str]) -> bool {
        kinds.contains(&self.kind.name)
    }
}

fn field_type(name: &str) -> Option<&'static FieldType> {
    TYPES.iter().copied().find(|one| one.name == name)
}

/// Everything that a test can ask about, in the order of the file.
pub(super) fn subjects(source: &Source<'_>) -> Vec<Subject> {
    let mut all = Vec::new();
    for (name, _) in source.entries(&["fields".into()]) {
        let own = ["fields".into(), Step::from(name)];
        let of = |key: &str| [&own[..], &[Step::from(key)]].concat();
        let Some(kind) = field_type(&shown(source, &of("type"))) else {
            continue;
        };
        let options = match kind.name {
            "yes-no" => pairs(&[("true", "yes"), ("false", "no")]),
            "scale" => levels(source, &shown(source, &of("scale"))),
            _ => options(source, &of("options")),
        };
        all.push(Subject {
            key: format!("field:{name}"),
            title: field_title(source, name),
            kind,
            options,
        });
    }
    for nth in 0..source.many(&["levels".into()]) {
        let of = |key: &str| shown(source, &["levels".into(), nth.into(), key.into()]);
        let Some(kind) = field_type("scale") else {
            continue;
        };
        let title = of("title");
        all.push(Subject {
            key: format!("level:{}", of("id")),
            title: if title.is_empty() {
                in_words(&of("id"))
            } else {
                title
            },
            kind,
            options: levels(source, &of("scale")),
        });
    }
    all
}

/// What a field is called: by its title, by a short heading, or by its name.
pub(super) fn field_title(source: &Source<'_>, name: &str) -> String {
    let of = |key: &str| vec!["fields".into(), Step::from(name), Step::from(key)];
    let title = shown(source, &of("title"));
    let headings = texts(source, &of("headings"));
    match headings.into_iter().find(|heading| is_short(heading)) {
        _ if !title.is_empty() => title,
        Some(heading) => heading,
        None => in_words(name),
    }
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(value, title): &(&str, &str)| ((*value).to_owned(), (*title).to_owned());
    all.iter().map(owned).collect()
}

fn levels(source: &Source<'_>, scale: &str) -> Vec<(String, String)> {
    let steps = ["scales".into(), Step::from(scale)];
    let level = |nth: usize| {
        shown(
            source,
            &[&steps[..], &[nth.into(), "level".into()]].concat(),
        )
    };
    let levels = (0..source.many(&steps)).map(level);
    levels.map(|level| (level.clone(), level)).collect()
}

fn options(source: &Source<'_>, steps: &[Step]) -> Vec<(String, String)> {
    let options = source.entries(steps).into_iter();
    let title = |id: &str| {
        let spellings = texts(source, &[steps, &[Step::from(id)]].concat());
        spellings
            .into_iter()
            .next()
            .unwrap_or_else(|| id.to_owned())
    };
    options.map(|(id, _)| (id.to_owned(), title(id))).collect()
}

/// A test of one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) subject: String,
    pub(super) ask: String,
    pub(super) values: Vec<String>,
    /// The name of a list, in place of values.
    pub(super) list: String,
}

impl Condition {
    /// The test there; nothing where there is none, or it is put together of several.
    pub(super) fn read(source: &Source<'_>, steps: &[Step]) -> Option<Self> {
        let entries = source.entries(steps);
        let mut condition = Self::default();
        for (key, value) in &entries {
            let value = value.get_ref();
            match *key {
                "field" | "level" => condition.subject = format!("{key}:{}", value.as_str()?),
                "any" | "all" | "not" => return None,
                "in" if value.is_str() => {
                    condition.ask = "in".to_owned();
                    value.as_str()?.clone_into(&mut condition.list);
                }
                ask => {
                    ask.clone_into(&mut condition.ask);
                    condition.values = match (ask, value) {
                        ("given", _) => Vec::new(),
                        (_, DeValue::Array(array)) => {
                            let steps = [steps, &[Step::from(ask)]].concat();
                            let nth =
                                |nth: usize| shown(source, &[&steps[..], &[nth.into()]].concat());
                            (0..array.len()).map(nth).collect()
                        }
                        _ => vec![shown(source, &[steps, &[Step::from(ask)]].concat())],
                    };
                }
            }
        }
        (entries.len() == 2 && !condition.subject.is_empty()).then_some(condition)
    }

    pub(super) fn said(said: &Said) -> Self {
        let of = |name: &str| said.get(name).cloned().unwrap_or_default();
        Self {
            subject: of("subject"),
            ask: of("ask"),
            values: several(said, "value"),
            list: of("list"),
        }
    }

    /// As the rules have it; what is no value of its field is written all the same, and said by the loader where it stands.
    pub(super) fn written(&self, subjects: &[Subject]) -> Option<String> {
        let subject = subjects.iter().find(|one| one.key == self.subject)?;
        let (of, name) = self.subject.split_once(':')?;
        let takes_list = self.ask == "in" && !self.list.is_empty();
        let one = |value: &String| match subject.kind.name {
            "yes-no" if matches!(value.as_str(), "true" | "false") => value.clone(),
            "number" | "rating" | "date" | "timestamp" => plain(value),
            "country" => quoted(&code(value)),
            _ => quoted(value),
        };
        let values: Vec<String> = self.values.iter().map(one).collect();
        let value = match (self.ask.as_str(), values.as_slice()) {
            ("given", _) => "true".to_owned(),
            ("in", _) if takes_list => quoted(&self.list),
            ("in", values) => format!("[{}]", values.join(", ")),
            (_, [value]) => value.clone(),
            // Said by the loader: none, or several where there can be but one.
            (_, []) => "\"\"".to_owned(),
            (_, values) => format!("[{}]", values.join(", ")),
        };
        let ask = crate::rules::edit::key(&self.ask);
        Some(format!("{{ {of} = {}, {ask} = {value} }}", quoted(name)))
    }

    /// What must be so, and the values: as the type of the field asks and is answered.
    pub(super) fn view(&self, source: &Source<'_>, subject: Option<&Subject>) -> Markup {
        let Some(subject) = subject else {
            return html! {};
        };
        let chosen = |value: &str| self.values.iter().any(|one| one == value);
        html! {
            div class="fields" {
                div {
                    label for="guided-ask" { (words::ASKED) }
                    select id="guided-ask" data-name="ask" {
                        @for ask in subject.kind.asked { option value=(ask) selected[*ask == self.ask] { (words::asked(ask)) } }
                    }
                }
                @if !subject.is_chosen_from() {
                    @if subject.is_a(&["date"]) {
                        div { label for="guided-value" { (words::VALUE) } input type="date" id="guided-value" data-name="value" value=(self.values.join(" ")); }
                    } @else if subject.is_a(&["id", "email"]) {
                        // They are answered, or not.
                    } @else if subject.is_a(&["timestamp"]) {
                        div { label for="guided-value" { (words::VALUE) } input type="text" id="guided-value" data-name="value" value=(self.values.join(" ")) autocomplete="off"; }
                    } @else {
                        div { label for="guided-value" { (words::VALUES) } textarea id="guided-value" data-name="value" rows="3" { (self.values.join("\n")) } }
                    }
                    @let lists = lists(source, subject);
                    @if !lists.is_empty() {
                        div {
                            label for="guided-list" { (words::LIST) }
                            select id="guided-list" data-name="list" {
                                option value="" { (words::NO_LIST) }
                                @for (name, title) in lists { option value=(name) selected[name == self.list] { (title) } }
                            }
                        }
                    }
                }
            }
            @if subject.is_chosen_from() {
                fieldset class="boxes" {
                    legend { (words::OPTIONS) }
                    @for (at, (value, title)) in subject.options.iter().enumerate() {
                        @let id = format!("guided-option-{at}");
                        p { input type="checkbox" id=(id) data-name="value" value=(value) checked[chosen(value)]; " " label for=(id) { (title) } }
                    }
                }
            }
        }
    }
}

/// The lists of the rules that a field can be held against.
fn lists(source: &Source<'_>, subject: &Subject) -> Vec<(String, String)> {
    let kind = if subject.is_a(&["country", "text"]) {
        subject.kind.name
    } else {
        "number"
    };
    let mut all = Vec::new();
    for (name, _) in source.entries(&["lists".into()]) {
        let of = |key: &str| shown(source, &["lists".into(), Step::from(name), key.into()]);
        if of("type") == kind {
            let title = of("title");
            all.push((
                name.to_owned(),
                if title.is_empty() {
                    in_words(name)
                } else {
                    title
                },
            ));
        }
    }
    all
}

/// The code of a country that was named; as it was said where it names none.
fn code(said: &str) -> String {
    match countries::find(said) {
        Named::Country(country) => country.to_string(),
        _ => said.to_owned(),
    }
}
