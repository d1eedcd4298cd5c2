//! What to write in place of a value of the wrong type, where the value says what was meant.

use toml::de::DeValue;

use super::diagnostics::Spot;
use super::format::is_repeated;
use super::syntax;

/// The help for a value that is not what its key takes.
pub(super) fn of(key: &str, value: &DeValue<'_>, spot: Spot<'_>, wanted: &str) -> Option<String> {
    let header = spot.header();
    let written = spot.written();
    match value {
        DeValue::String(text) => text_instead(key, text.trim(), wanted),
        DeValue::Table(_) if wanted.contains("array") => Some(match header {
            Some(name) => format!("write `[[{name}]]`, with two brackets on each side: there can be several"),
            None if is_repeated(key) => format!("write it under a header `[[{key}]]`"),
            None => format!("put it into square brackets: `{key} = [{{ … }}]`"),
        }),
        DeValue::Array(_) if wanted.contains("table") && key == "test" => Some(TESTS.to_owned()),
        DeValue::Array(_) if wanted.contains("table") => {
            header.map(|name| format!("write `[{name}]`, with one bracket on each side: there is only one"))
        }
        DeValue::Integer(_) | DeValue::Float(_) if wanted.contains("text") => {
            Some(format!("write `{key} = \"{written}\"`"))
        }
        DeValue::Array(_) if wanted.contains("text") && key == "field" => Some(
            "ask each field in a test of its own: `{ any = [{ … }, { … }] }` where one is enough, `{ all = [{ … }, { … }] }` where all must be met".to_owned(),
        ),
        DeValue::Integer(_) if wanted.contains("day") => syntax::day(&written).map(|day| format!("write `{key} = {day}`")),
        DeValue::Datetime(_) if wanted.starts_with("a day") => {
            let day = written.get(..10).filter(|_| written.len() > 10)?;
            Some(format!("write `{key} = {day}`, without a time"))
        }
        DeValue::Float(_) if wanted.contains("whole") => {
            let whole = written.strip_suffix(".0").filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()))?;
            Some(format!("write `{key} = {whole}`"))
        }
        DeValue::Integer(_) if wanted.contains("true") => Some(format!("write `{key} = true` or `{key} = false`")),
        _ => None,
    }
}

const TESTS: &str = "write `test = { all = [{ … }, { … }] }` where all must be met, `test = { any = [{ … }, { … }] }` where one is enough";

fn text_instead(key: &str, text: &str, wanted: &str) -> Option<String> {
    let folded = text.to_lowercase();
    if wanted.contains("`true`") {
        let flag = match folded.as_str() {
            "yes" | "true" | "y" | "on" | "1" => "true",
            "no" | "false" | "n" | "off" | "0" => "false",
            _ => return None,
        };
        return Some(format!("write `{key} = {flag}`, without quotes"));
    }
    if wanted.contains("number") {
        return syntax::number(text)
            .map(|number| format!("write `{key} = {number}`, without quotes"));
    }
    if wanted.contains("day") {
        return syntax::day(text).map(|day| format!("write `{key} = {day}`"));
    }
    if wanted.contains("table") && key == "test" {
        return Some("write it in braces, such as `test = { field = \"…\", is = … }`".to_owned());
    }
    wanted
        .contains("array")
        .then(|| format!("write `{key} = [\"{text}\"]`"))
}
