//! Criteria and groups: one of them at a time, with its title, what is asked, and what it rests on.

use maud::{Markup, html};

use super::ask::{Ask, Said, Takes, several, shown, texts};
use super::condition::{Condition, Subject, subjects};
use super::plain::sources;
use super::{marks, words};
use crate::rules::edit::{Source, key, plain, quoted, quoted_all};
use crate::rules::load::Step;
use crate::study::inspect::{slug, unique};

/// A kind of rules that a form changes one by one.
#[derive(Clone, Copy)]
pub(super) struct OneOf {
    /// What the form is called.
    pub(super) form: &'static str,
    /// Their table.
    pub(super) table: &'static str,
    pub(super) called: &'static str,
    pub(super) add: &'static str,
    /// Whether what is said of one begins with its title.
    pub(super) says_its_title: bool,
}

pub(super) const CRITERIA: OneOf = OneOf {
    form: "criterion",
    table: "eligibility",
    called: words::CRITERION,
    add: words::ADD_CRITERION,
    says_its_title: false,
};
pub(super) const GROUPS: OneOf = OneOf {
    form: "group",
    table: "groups",
    called: words::GROUP,
    add: words::ADD_GROUP,
    says_its_title: false,
};

impl OneOf {
    pub(super) fn way(self, nth: usize) -> Vec<Step> {
        vec![self.table.into(), nth.into()]
    }

    pub(super) fn title(self, nth: usize) -> Ask {
        let way = [&self.way(nth)[..], &["title".into()]].concat();
        let label = if self.form == "group" {
            words::TITLE
        } else {
            words::IN_A_FEW_WORDS
        };
        Ask::new("title", label, &way, Takes::Text)
    }

    /// All of them, each with what it says, and how to change it or to take it out.
    pub(super) fn list(self, source: &Source<'_>, says: &[String]) -> Markup {
        let many = source.many(&[self.table.into()]);
        html! {
            @if many > 0 {
                ul class="listed" {
                    @for nth in 0..many {
                        @let title = self.title(nth).shown(source);
                        li data-form=(self.form) data-at=(nth) {
                            p {
                                @match says.get(nth) {
                                    Some(says) if self.says_its_title => (says),
                                    Some(says) => { strong { (title) } ": " (says) },
                                    None => strong { (title) },
                                }
                            }
                            p {
                                button type="button" class="quiet" data-open aria-label={ (words::CHANGE) ": " (title) } { (words::CHANGE) }
                                button type="button" class="quiet" data-edit="take-out" aria-label={ (words::TAKE_OUT) ": " (title) } { (words::TAKE_OUT) }
                            }
                        }
                    }
                }
            }
            p data-form=(self.form) data-at="new" { button type="button" data-open { (self.add) } }
        }
    }
}

/// What it rests on: each sentence of the call and each decision to be ticked, and a further sentence.
pub(super) fn rests_on(source: &Source<'_>, now: &[String]) -> Markup {
    html! {
        fieldset class="boxes" {
            legend { (words::RESTS_ON) }
            @for (at, (id, text)) in sources(source).iter().enumerate() {
                @let box_id = format!("guided-cites-{at}");
                p {
                    input type="checkbox" id=(box_id) data-name="cites" value=(id) checked[now.contains(id)]; " "
                    label for=(box_id) { (text) }
                }
            }
            div class="long" {
                label for="guided-clause" { (words::NEW_CLAUSE) }
                textarea id="guided-clause" data-name="clause" rows="2" autocomplete="off" {}
            }
        }
    }
}

/// The text with a further sentence of the call where one was said, and what the rule is to rest on, in the order in which it did.
pub(super) fn resting(
    text: String,
    said: &Said,
    before: &[String],
) -> Option<(String, Vec<String>)> {
    let ticked = several(said, "cites");
    let kept = before.iter().filter(|id| ticked.contains(id)).cloned();
    let further = ticked.iter().filter(|id| !before.contains(id)).cloned();
    let mut cites: Vec<String> = kept.chain(further).collect();
    let sentence = said
        .get("clause")
        .map(|said| said.trim())
        .unwrap_or_default();
    if sentence.is_empty() {
        return Some((text, cites));
    }
    let source = Source::new(&text)?;
    let taken: Vec<String> = sources(&source).into_iter().map(|(id, _)| id).collect();
    let title = said.get("title").map_or(sentence, String::as_str);
    let id = own_id(title, "clause", &taken);
    let text = source.set(
        &["call".into(), "clauses".into(), Step::from(id.as_str())],
        &quoted(sentence),
    )?;
    cites.push(id);
    Some((text, cites))
}

/// An id of its own, out of a title.
pub(super) fn own_id(title: &str, otherwise: &str, taken: &[String]) -> String {
    let words = crate::values::spelling::fold_words(title);
    unique(slug(&words, otherwise, taken.len()), taken)
}

/// The ids of all of a kind.
pub(super) fn ids(source: &Source<'_>, table: &str) -> Vec<String> {
    let nth = |nth: usize| shown(source, &[table.into(), nth.into(), "id".into()]);
    (0..source.many(&[table.into()])).map(nth).collect()
}

/// The form for one of them, or for a further one; with another question where `said` has one.
pub(super) fn view(one_of: OneOf, source: &Source<'_>, nth: Option<usize>, said: &Said) -> Markup {
    let way = nth.map(|nth| one_of.way(nth));
    let of = |key: &str| {
        way.as_ref()
            .map(|way| [&way[..], &[Step::from(key)]].concat())
    };
    let title = nth
        .map(|nth| one_of.title(nth).shown(source))
        .unwrap_or_default();
    let cites = of("cites")
        .map(|way| texts(source, &way))
        .unwrap_or_default();
    let all = subjects(source);
    let test = of("test").filter(|way| source.at(way).is_some());
    let condition = test.as_ref().map(|way| Condition::read(source, way));
    let is_group = one_of.form == "group";
    html! {
        fieldset class="editor" data-form=(one_of.form) data-at=(nth.map_or("new".to_owned(), |nth| nth.to_string())) {
            legend { (one_of.called) @if !title.is_empty() { ": " (title) } }
            div class="fields" {
                div {
                    label for="guided-title" { @if is_group { (words::TITLE) } @else { (words::IN_A_FEW_WORDS) } }
                    input type="text" id="guided-title" data-name="title" value=(title) autocomplete="off";
                }
                @if is_group {
                    div {
                        label for="guided-size" { (words::SIZE) }
                        @let size = of("size").map(|way| shown(source, &way)).unwrap_or_default();
                        input type="text" inputmode="numeric" id="guided-size" data-name="size" value=(size) autocomplete="off";
                    }
                }
            }
            @match condition {
                Some(None) => p { (words::PUT_TOGETHER) },
                condition => (question(source, &all, condition.flatten(), is_group, said)),
            }
            (rests_on(source, &cites))
            (buttons())
        }
    }
}

fn question(
    source: &Source<'_>,
    all: &[Subject],
    condition: Option<Condition>,
    is_group: bool,
    said: &Said,
) -> Markup {
    let condition = condition.unwrap_or_default();
    let label = if is_group {
        words::WHO_MAY
    } else {
        words::FIELD
    };
    let none = if is_group {
        words::EVERYBODY
    } else {
        words::CHOOSE
    };
    html! {
        div class="fields" {
            div {
                label for="guided-subject" { (label) }
                select id="guided-subject" data-name="subject" data-again {
                    option value="" { (none) }
                    @for one in all { option value=(one.key) selected[one.key == condition.subject] { (one.title) } }
                }
            }
        }
        div class="part" data-part="asked" { (asked(source, all, &condition, said)) }
    }
}

/// What must be so of the question that was chosen.
pub(super) fn asked(source: &Source<'_>, all: &[Subject], now: &Condition, said: &Said) -> Markup {
    let chosen = said.get("subject").unwrap_or(&now.subject);
    let fresh = Condition {
        subject: chosen.clone(),
        ..Condition::default()
    };
    let condition = if *chosen == now.subject { now } else { &fresh };
    condition.view(source, all.iter().find(|one| one.key == *chosen))
}

pub(super) fn buttons() -> Markup {
    html! {
        p {
            button type="button" class="main" data-edit { (words::WRITE) } " "
            button type="button" class="quiet" data-close { (words::BACK) }
        }
    }
}

/// The text with one of them changed, or with a further one.
pub(super) fn edited(one_of: OneOf, text: &str, nth: Option<usize>, said: &Said) -> Option<String> {
    let before = nth.map(|nth| [&one_of.way(nth)[..], &["cites".into()]].concat());
    let before = before.map(|way| Some(texts(&Source::new(text)?, &way)));
    let before = before.unwrap_or(Some(Vec::new()))?;
    let (text, cites) = resting(text.to_owned(), said, &before)?;
    let all = subjects(&Source::new(&text)?);
    let condition = Condition::said(said);
    let test = condition.written(&all);
    let Some(nth) = nth else {
        let source = Source::new(&text)?;
        let of = |name: &str| said.get(name).map(|said| said.trim()).unwrap_or_default();
        let mut body = vec![
            (
                "id",
                quoted(&own_id(
                    of("title"),
                    one_of.form,
                    &ids(&source, one_of.table),
                )),
            ),
            ("title", quoted(of("title"))),
        ];
        let size = Some(of("size")).filter(|size| !size.is_empty());
        body.extend(size.map(|size| ("size", plain(size))));
        body.push(("cites", quoted_all(&cites)));
        body.extend(test.map(|test| ("test", test)));
        return Some(added(&source, one_of, &body));
    };
    let way = one_of.way(nth);
    let mut text = one_of.title(nth).answered(text, said)?;
    let size = [&way[..], &["size".into()]].concat();
    text = Ask::new("size", words::SIZE, &size, Takes::Number).answered(text, said)?;
    text = cited(text, &way, &before, &cites)?;
    let steps = [&way[..], &["test".into()]].concat();
    let source = Source::new(&text)?;
    let now = source
        .at(&steps)
        .is_some()
        .then(|| Condition::read(&source, &steps));
    let next = match (now, test) {
        // Put together of several; the form does not ask for it.
        (Some(None), _) => None,
        (Some(Some(now)), _) if now == condition => None,
        (_, Some(test)) => Some(source.set(&steps, &test)?),
        (Some(Some(_)), None) => Some(source.take_out(&steps)?),
        (None, None) => None,
    };
    let text = next.unwrap_or(text);
    Some(marks::settled(text, [&way[..]]))
}

/// What a rule rests on, where that is something else than before.
pub(super) fn cited(
    text: String,
    way: &[Step],
    before: &[String],
    cites: &[String],
) -> Option<String> {
    if before == cites {
        return Some(text);
    }
    let steps = [way, &["cites".into()]].concat();
    Source::new(&text)?.set(&steps, &quoted_all(cites))
}

/// The text with a further table of a kind; a first rule goes where a draft has its examples.
pub(super) fn added(source: &Source<'_>, one_of: OneOf, body: &[(&str, String)]) -> String {
    let lines: Vec<String> = body
        .iter()
        .map(|(name, value)| format!("{} = {value}", key(name)))
        .collect();
    let (header, body) = (format!("[[{}]]", one_of.table), lines.join("\n"));
    let is_rule = one_of.form != "group";
    let in_place =
        is_rule.then(|| marks::without_examples(source.text, &format!("{header}\n{body}")));
    in_place
        .flatten()
        .unwrap_or_else(|| source.add(&header, &body))
}
