//! The JSON Schema of the rules format, made from the loader's own table of it: what an editor
//! shows while somebody types.

use intake::rules::load::{Explained, FORMAT, ORDERS, TYPES, Value as Takes};
use serde_json::{Map, Value, json};

/// Lower-case letters, digits and single hyphens, as a pattern.
pub(crate) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A day and a time without an offset, as a pattern: JSON Schema has no format for it.
pub(crate) const LOCAL: &str = "^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2})?$";
/// Something besides white space, as a pattern.
pub(crate) const NOT_BLANK: &str = "\\S";

/// The schema, as it stands in rules/intake-rules.schema.json.
pub(crate) fn schema() -> Value {
    let (root, others) = FORMAT.split_first().expect("the whole file is a table");
    let definitions = others.iter().map(|one| (one.name.to_owned(), table(one)));
    let mut schema = table(root);
    schema["definitions"] = Value::Object(definitions.collect());
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("Intake rules");
    schema
}

fn table(table: &Explained) -> Value {
    let properties: Map<String, Value> = table
        .each
        .iter()
        .map(|key| (key.name.to_owned(), described(value(key.value), key.about)))
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
    if table.name == "Field" {
        made["allOf"] = by_type(table);
    }
    made
}

/// Beside a reference nothing else is read by this draft.
fn described(mut value: Value, about: &str) -> Value {
    if about.is_empty() {
        return value;
    }
    if value.get("$ref").is_some() {
        value = json!({ "allOf": [value] });
    }
    value["description"] = json!(about);
    value
}

/// Fields of one type take the keys of every type and its own.
fn by_type(field: &Explained) -> Value {
    let is_own = |key: &&str| TYPES.iter().any(|(_, keys)| keys.contains(key));
    let keys = field.keys.keys.iter().copied();
    let mut common: Vec<&str> = keys.filter(|key| !is_own(key)).collect();
    common.sort_unstable();
    let rule = |(word, own): &(&str, &[&str])| {
        let all = [common.as_slice(), own].concat();
        json!({
            "if": { "properties": { "type": { "const": word } }, "required": ["type"] },
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
            "description": "An id: a-z, 0-9 and single hyphens, 40 characters at most.",
        }),
        Takes::Cites => described(
            value(Takes::Several(&Takes::Text)),
            "What this rests on: ids of clauses of the call or of decisions.",
        ),
        Takes::Words(words) => json!({ "type": "string", "enum": words }),
        Takes::Type => {
            let words: Vec<&str> = TYPES.iter().map(|(word, _)| *word).collect();
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
        Takes::Table(name) => json!({ "$ref": format!("#/definitions/{name}") }),
        Takes::Named(one) => json!({ "type": "object", "additionalProperties": value(*one) }),
        Takes::Any(one) => json!({ "type": "array", "items": value(*one) }),
        Takes::Several(one) => json!({ "type": "array", "items": value(*one), "minItems": 1 }),
    }
}
