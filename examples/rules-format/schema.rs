//! The JSON Schema of the rules format, made from the loader's own table of it: what an editor
//! shows while somebody types.

use intake::rules::load::{FieldType, Keys, ORDERS, TABLES, TYPES, Value as Takes};
use serde_json::{Map, Value, json};

/// Lower-case letters, digits and single hyphens, as a pattern.
pub(crate) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A day and a time without an offset, as a pattern: JSON Schema has no format for it.
pub(crate) const LOCAL: &str = "^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2})?$";
/// A fraction or a percentage, as a pattern.
pub(crate) const SHARE: &str = "^ *([0-9]+ */ *[0-9]+|[0-9]+(\\.[0-9]+)? *%) *$";
/// Something besides white space, as a pattern.
pub(crate) const NOT_BLANK: &str = "\\S";

/// The schema, as it stands in rules/intake-rules.schema.json.
pub(crate) fn schema() -> Value {
    let (root, others) = TABLES.split_first().expect("the whole file is a table");
    let definitions = others
        .iter()
        .map(|one| (one.definition.to_owned(), table(one)));
    let mut schema = table(root);
    schema["definitions"] = Value::Object(definitions.collect());
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("Intake rules");
    schema
}

fn table(table: &Keys) -> Value {
    let properties: Map<String, Value> = table
        .each
        .iter()
        .map(|key| {
            (
                key.name.to_owned(),
                described(value(key.value), &hint(&key.meaning())),
            )
        })
        .collect();
    let needed: Vec<&str> = table
        .each
        .iter()
        .filter(|key| key.needed)
        .map(|key| key.name)
        .collect();
    let mut made = json!({
        "type": "object",
        "description": table.about,
        "properties": properties,
        "additionalProperties": false,
    });
    if !needed.is_empty() {
        made["required"] = json!(needed);
    }
    if table.definition == "Field" {
        made["allOf"] = by_type(table);
    }
    made
}

/// A meaning as the reference has it, as a sentence without links.
fn hint(meaning: &str) -> String {
    let mut pieces = meaning.split("](#");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (_, rest) = piece.split_once(')').expect("a link ends");
        let at = text.rfind('[').expect("a link begins");
        // A link alone in its brackets is for readers of the page.
        let (before, words) = text.split_at(at);
        text = match (before.strip_suffix(" ("), rest.strip_prefix(')')) {
            (Some(before), Some(rest)) => format!("{before}{rest}"),
            _ => format!("{before}{}{rest}", words.trim_start_matches('[')),
        };
    }
    let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
    format!("{}{rest}.", first.to_uppercase())
}

/// Beside a reference nothing else is read by this draft.
fn described(mut value: Value, about: &str) -> Value {
    if value.get("$ref").is_some() {
        value = json!({ "allOf": [value] });
    }
    value["description"] = json!(about);
    value
}

/// Fields of one type take the keys of every type and its own.
fn by_type(field: &Keys) -> Value {
    let is_own = |key: &&str| TYPES.iter().any(|one| one.keys.contains(key));
    let keys = field.keys.iter().copied();
    let mut common: Vec<&str> = keys.filter(|key| !is_own(key)).collect();
    common.sort_unstable();
    let rule = |one: &&FieldType| {
        let all = [common.as_slice(), one.keys].concat();
        json!({
            "if": { "properties": { "type": { "const": one.name } }, "required": ["type"] },
            "then": { "propertyNames": { "enum": all } },
        })
    };
    TYPES.iter().map(rule).collect()
}

fn value(takes: Takes) -> Value {
    match takes {
        Takes::Text => json!({ "type": "string", "pattern": NOT_BLANK }),
        Takes::Id => json!({
            "type": "string", "pattern": ID, "maxLength": 40,
        }),
        Takes::Cites => value(Takes::Several(&Takes::Text)),
        Takes::Words(words) => json!({ "type": "string", "enum": words }),
        Takes::Type => {
            let words: Vec<&str> = TYPES.iter().map(|one| one.name).collect();
            json!({ "type": "string", "enum": words })
        }
        Takes::Separator => json!({ "type": "string", "minLength": 1, "maxLength": 1 }),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::True => json!({ "enum": [true] }),
        Takes::One => json!({ "const": 1 }),
        Takes::Whole(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Takes::Number => json!({ "type": "number" }),
        Takes::Amount => json!({ "type": "number", "minimum": 0, "maximum": 1_000_000 }),
        Takes::Weight => json!({ "type": "number", "exclusiveMinimum": 0, "maximum": 1_000_000 }),
        Takes::People => json!({ "anyOf": [
            { "type": "integer", "minimum": 0, "maximum": 1_000_000 },
            { "type": "string", "pattern": SHARE },
        ] }),
        Takes::Century => json!({ "type": "integer", "enum": [19, 20] }),
        Takes::Day => json!({ "type": "string", "format": "date" }),
        Takes::Moment => json!({ "anyOf": [
            { "type": "string", "format": "date" },
            { "type": "string", "format": "date-time" },
            { "type": "string", "pattern": LOCAL },
        ] }),
        Takes::End => {
            json!({ "anyOf": [{ "type": "number" }, { "type": "string", "format": "date" }] })
        }
        Takes::Bound => json!({ "type": ["string", "number"] }),
        Takes::Plain => json!({ "type": ["string", "number", "boolean"] }),
        Takes::Within => {
            json!({ "anyOf": [{ "type": "string" }, value(Takes::Several(&Takes::Plain))] })
        }
        Takes::Orders => json!({
            "type": "object",
            "propertyNames": { "enum": ["/", ".", "-"] },
            "additionalProperties": { "enum": ORDERS },
        }),
        Takes::Assessors => {
            let mut readers = value(Takes::Several(&Takes::Several(&Takes::Text)));
            readers["maxItems"] = json!(20);
            readers
        }
        Takes::Anything => json!(true),
        Takes::Table(name) => json!({ "$ref": format!("#/definitions/{name}") }),
        Takes::Named(one) => json!({ "type": "object", "additionalProperties": value(*one) }),
        Takes::Any(one) => json!({ "type": "array", "items": value(*one) }),
        Takes::Several(one) => json!({ "type": "array", "items": value(*one), "minItems": 1 }),
    }
}
