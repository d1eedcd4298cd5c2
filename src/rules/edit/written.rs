//! What somebody said, as TOML. Whatever it is, the text stays TOML: what is no number and no day is a text, and the loader says what
//! it should be.

use toml::de::{DeTable, DeValue};

/// A text in quotes.
pub fn quoted(text: &str) -> String {
    // Their escapes are JSON's, which leaves one letter as it is that TOML does not.
    let quoted = serde_json::to_string(text).unwrap_or_default();
    quoted.replace('\u{7f}', "\\u007F")
}

/// Several texts in one array.
pub fn quoted_all<T: AsRef<str>>(texts: &[T]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", quoted.join(", "))
}

/// A number, a day or a moment as it is; anything else in quotes.
pub fn plain(said: &str) -> String {
    let said = said.trim();
    let line = format!("x = {said}");
    let (document, errors) = DeTable::parse_recoverable(&line);
    let value = document.get_ref().get("x");
    let is_plain = |value: &DeValue<'_>| {
        let is_number = value.as_integer().is_some() || value.as_float().is_some();
        is_number || value.as_datetime().is_some()
    };
    // What follows the value, such as a comment, was not said as part of it.
    let whole =
        value.is_some_and(|value| is_plain(value.get_ref()) && value.span() == (4..line.len()));
    match errors.is_empty() && whole {
        true => said.to_owned(),
        false => quoted(said),
    }
}

/// A key, in quotes where it needs them.
pub fn key(name: &str) -> String {
    let bare = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    match !name.is_empty() && name.chars().all(bare) {
        true => name.to_owned(),
        false => quoted(name),
    }
}
