//! `[letters]`.

use super::diagnostics::{shown, ticks};
use super::field_of_type::field_of_type;
use super::format::{LETTER_TEXTS, LETTERS};
use super::scope::Scope;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::{FieldId, Kind, Language, LetterTexts, Letters};

/// What is wrong is noted and left out.
pub(super) fn letters<'d>(item: Item<'d>, scope: &Scope<'d>) -> Letters {
    let Some(table) = item.table(&LETTERS) else {
        return Letters::default();
    };
    let words = Language::ALL.map(|language| (language.code(), language));
    let asked = table.get("language_field");
    let language_field = asked.and_then(|item| {
        field_of_type(item, scope, "choice", &|kind| {
            matches!(kind, Kind::Choice(_))
        })
    });
    let languages = table.get("languages");
    if let (Some(item), None) = (languages.or(asked), asked.and(languages)) {
        let message = "`language_field` and `languages` stand together";
        let help = "one names the field, the other a language for its options: `languages = { french = \"fr\" }`";
        item.spot.say_help(Code::MissingKey, message, help);
    }
    let name = table.get("name").and_then(Item::array).unwrap_or_default();
    let text = |kind: &Kind| kind.is_text();
    Letters {
        language: table
            .get("language")
            .and_then(|item| item.word(&words))
            .unwrap_or_default(),
        languages: languages
            .map(|item| by_option(item, language_field, scope))
            .unwrap_or_default(),
        language_field,
        name: name
            .into_iter()
            .filter_map(|item| field_of_type(item, scope, "text", &text))
            .collect(),
        email: table
            .get("email")
            .and_then(|item| field_of_type(item, scope, "email", &Kind::is_email)),
        texts: texts(&table),
        of_language: ["en", "fr", "ru"]
            .into_iter()
            .zip(Language::ALL)
            .filter_map(|(key, language)| {
                let own = table.get(key)?.table(&LETTER_TEXTS)?;
                Some((language, texts(&own)))
            })
            .collect(),
        templates: table.get("templates").and_then(folder),
    }
}

fn texts(table: &Table<'_>) -> LetterTexts {
    let text = |key| table.get(key).and_then(Item::text).map(str::to_owned);
    LetterTexts {
        contact: text("contact"),
        confirm: text("confirm"),
        appeal: text("appeal"),
        signature: text("signature"),
    }
}

/// For options of the language field a language each.
fn by_option<'d>(
    item: Item<'d>,
    field: Option<FieldId>,
    scope: &Scope<'d>,
) -> Vec<(String, Language)> {
    let options = field
        .and_then(|id| scope.fields.get(id)?.kind.options())
        .map(|options| options.options.as_slice());
    let mut languages = Vec::new();
    for (key, value) in item.entries().unwrap_or_default() {
        let known = options
            .unwrap_or_default()
            .iter()
            .map(|(id, _)| id.as_str());
        if options.is_some() && !known.clone().any(|id| id == value.key) {
            let message = format!("the language field has no option `{}`", shown(value.key));
            let help = "write the options as the field has them";
            key.say_unknown(Code::UnknownName, message, value.key, known, help);
        }
        let Some(code) = value.text() else {
            continue;
        };
        match Language::ALL
            .iter()
            .find(|language| language.code() == code)
        {
            Some(language) => languages.push((value.key.to_owned(), *language)),
            None => value.spot.say_bad(format!(
                "letters are written in {}, not `{}`",
                ticks(&Language::ALL.map(Language::code)),
                shown(code)
            )),
        }
    }
    languages
}

/// A folder beside the rules or below.
fn folder(item: Item<'_>) -> Option<String> {
    let path = item.text()?;
    let plain = |step: &str| !matches!(step, "" | "." | "..") && !step.contains(['\\', ':']);
    if path.split('/').all(plain) {
        return Some(path.to_owned());
    }
    let message = format!("`{}` is no folder beside the rules", shown(path));
    item.spot.say_bad_help(
        message,
        "write its name, such as `letters`, with `/` between folders",
    );
    None
}
