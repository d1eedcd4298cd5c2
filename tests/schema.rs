//! The JSON Schema of the rules format against the table it is made of, the loader, and the rules that ship.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics fails"
)]

#[path = "../examples/rules-format/schema.rs"]
mod made;

use std::cell::RefCell;
use std::collections::BTreeSet;

use intake::base::finding::{Code, Location};
use intake::rules::load::{TABLES, TYPES, Value as Takes, load};
use serde_json::{Map, Value, json};

use crate::bench::repository;

const COMMITTED: &str = include_str!("../rules/intake-rules.schema.json");

#[test]
fn the_schema_in_rules_is_the_one_the_format_makes() {
    let made = serde_json::to_string_pretty(&made::schema()).unwrap() + "\n";
    assert!(
        made == COMMITTED,
        "write it anew: cargo run --example rules-format"
    );
}

#[test]
fn the_schema_knows_the_types_their_keys_and_what_can_be_asked() {
    let schema = made::schema();
    let field = &schema["definitions"]["Field"];
    let own: BTreeSet<&str> = TYPES
        .iter()
        .flat_map(|one| one.keys.iter().copied())
        .collect();
    for one in TYPES {
        for key in &own {
            let mut written = json!({ "type": one.name, "headings": ["A"] });
            written[*key] = Value::Null;
            let refused = wrong(&schema, field, &written)
                .iter()
                .any(|wrong| wrong.contains("is not one of its keys"));
            assert_eq!(refused, !one.keys.contains(key), "{key} of {}", one.name);
        }
    }
    let test = TABLES
        .iter()
        .find(|table| table.definition == "Test")
        .unwrap();
    let mut asked = TYPES.iter().flat_map(|one| one.asked);
    assert!(asked.all(|asked| test.keys.contains(asked)));
}

#[test]
fn every_description_is_a_sentence_without_links() {
    let schema = made::schema().to_string();
    let described = schema.split("\"description\":\"").skip(1);
    for text in described.map(|rest| rest.split("\",").next().unwrap()) {
        assert!(!text.contains("](") && !text.contains(".."), "{text}");
    }
}

/// Every rules file that ships.
fn shipped() -> Vec<(String, String)> {
    let folders = ["rules", "sample-applications/small", "tests/rules"];
    let mut files: Vec<_> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(repository(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.to_string_lossy().ends_with(".toml")
                && !path.to_string_lossy().ends_with(".examples.toml")
        })
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            (
                path.display().to_string(),
                std::fs::read_to_string(path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn the_schema_takes_every_rules_file_that_ships() {
    let schema = made::schema();
    let files = shipped();
    assert!(files.len() > 12);
    for (path, text) in files {
        assert_eq!(
            wrong(&schema, &schema, &json_of(&text)),
            Vec::<String>::new(),
            "{path}"
        );
    }
}

/// Takes a key out of the first table of a kind that has it; whether there was one.
fn without(value: &mut toml::Value, takes: Takes, kind: &str, key: &str) -> bool {
    let inner = |value: &mut toml::Value, takes: &Takes| without(value, *takes, kind, key);
    match (takes, value) {
        (Takes::Table(name), toml::Value::Table(table)) if name == kind => {
            table.remove(key).is_some()
        }
        (Takes::Table(name), toml::Value::Table(table)) => {
            let of = TABLES
                .iter()
                .find(|table| table.definition == name)
                .unwrap();
            of.each.iter().any(|one| {
                let value = table.get_mut(one.name);
                value.is_some_and(|value| inner(value, &one.value))
            })
        }
        (Takes::Named(one), toml::Value::Table(table)) => {
            table.iter_mut().any(|(_, value)| inner(value, one))
        }
        (Takes::Any(one) | Takes::Several(one), toml::Value::Array(values)) => {
            values.iter_mut().any(|value| inner(value, one))
        }
        _ => false,
    }
}

#[test]
fn the_loader_misses_what_the_format_needs() {
    let mut files = shipped();
    let source = "\n[[sources]]\nid = \"en\"\nfiles = [\"en.csv\"]\n";
    let balance = "\n[[balance]]\nid = \"b\"\ntitle = \"B\"\ncites = [\"seats\"]\neach = \"home\"\nat_most = 3\n";
    files.push((
        repository("tests/rules/-").display().to_string(),
        include_str!("rules/minimal.toml").to_owned() + source + balance,
    ));
    let mut untried = Vec::new();
    for table in TABLES {
        for key in table.each.iter().filter(|key| key.needed) {
            let changed = files.iter().find_map(|(path, text)| {
                let mut rules = toml::Value::Table(text.parse().unwrap());
                let root = Takes::Table(TABLES[0].definition);
                without(&mut rules, root, table.definition, key.name).then_some((path, rules))
            });
            let Some((path, rules)) = changed else {
                untried.push(format!("{} of {}", key.name, table.definition));
                continue;
            };
            let of_root =
                |(key, value): (&String, &toml::Value)| format!("{key} = {}\n", inline(value));
            let text: String = rules.as_table().unwrap().iter().map(of_root).collect();
            let missed = format!("needs the key `{}`", key.name);
            let findings = load("rules.toml", &text, &lists_beside(path)).findings;
            assert!(
                findings.iter().any(|one| one.message.contains(&missed)
                    || matches!(one.code, Code::NoCitation | Code::NoLot)),
                "{} without `{}`: {findings:?}",
                table.definition,
                key.name
            );
        }
    }
    assert_eq!(untried, [""; 0], "no rules that ship have these keys");
}

/// A value as TOML in one line.
fn inline(value: &toml::Value) -> String {
    match value {
        toml::Value::Datetime(moment) => moment.to_string(),
        toml::Value::Array(values) => {
            let values: Vec<String> = values.iter().map(inline).collect();
            format!("[{}]", values.join(", "))
        }
        toml::Value::Table(table) => {
            let pair = |(key, value)| format!("{} = {}", json!(key), inline(value));
            format!(
                "{{ {} }}",
                table.iter().map(pair).collect::<Vec<_>>().join(", ")
            )
        }
        plain => serde_json::to_string(plain).unwrap(),
    }
}

/// The lists in the folder of a rules file.
fn lists_beside(rules: &str) -> impl Fn(&str) -> Result<String, String> {
    let folder = std::path::Path::new(rules).parent().unwrap().to_owned();
    move |list| std::fs::read_to_string(folder.join(list)).map_err(|error| error.to_string())
}

#[test]
fn rules_in_the_rules_folder_name_their_schema_in_the_first_line() {
    for (path, text) in shipped()
        .iter()
        .filter(|(path, _)| path.contains("/rules/") && !path.contains("/tests/"))
    {
        assert!(
            text.starts_with("#:schema ./intake-rules.schema.json\n"),
            "{path}"
        );
    }
}

#[test]
fn an_unknown_key_is_refused_by_the_loader_and_by_the_schema_wherever_it_stands() {
    let schema = made::schema();
    let mut refused = 0;
    for (path, text) in shipped()
        .into_iter()
        .filter(|(path, _)| path.contains("/rules/"))
    {
        let lists = lists_beside(&path);
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let line = line.trim();
            let named = |word: &str| {
                line.strip_prefix(word)
                    .is_some_and(|rest| rest.split('.').count() < 3)
            };
            // In these the keys are the author's own.
            let own = ["[call.clauses]", "[call.background]"].contains(&line)
                || line.ends_with(".options]");
            let table = line.starts_with('[') && line.ends_with(']') && !own && named("[");
            let inline = line
                .find("{ ")
                .filter(|_| line.contains("test = {") || line.starts_with("{ "));
            let changed = match (table, inline) {
                (true, _) => format!("{}\nnonsense = 1", lines[at]),
                (false, Some(_)) => lines[at].replacen("{ ", "{ nonsense = 1, ", 1),
                (false, None) => continue,
            };
            let mut all: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            all[at] = changed;
            let text = all.join("\n");
            let findings = load("rules.toml", &text, &lists).findings;
            let named = findings.iter().any(|finding| {
                finding.code == Code::UnknownKey
                    && matches!(finding.location, Location::Rules(_))
                    && finding.message.contains("nonsense")
            });
            assert!(named, "the loader takes it: {path}:{}", at + 1);
            let wrong = wrong(&schema, &schema, &json_of(&text));
            assert!(
                wrong.iter().any(|wrong| wrong.contains("nonsense")),
                "the schema takes it: {path}:{}",
                at + 1
            );
            refused += 1;
        }
    }
    assert!(refused > 150, "only {refused} places were tried");
}

#[test]
fn wrong_values_are_refused_by_the_schema_as_by_the_loader() {
    let schema = made::schema();
    let minimal = include_str!("rules/minimal.toml");
    for (from, to) in [
        ("cap = 12", "cap = 0"),
        ("cap = 12", "cap = \"twelve\""),
        ("id = \"all\"", "id = \"All of them\""),
        ("open = \"best-ranked\"", "open = \"best\""),
        ("type = \"number\"", "type = \"figure\""),
        ("weight = 2", "weight = 0"),
        ("weight = 2", "weight = -1"),
        ("on = 2024-01-10", "on = \"in January\""),
        ("deadline = 2024-03-01", "deadline = \"March\""),
        ("cites = [\"seats\"]", "cites = []"),
        ("format = 1", "format = 2"),
        ("{ lot = \"spring-2024\" }", "{ lot = 5 }"),
        ("cap = 12\n", ""),
    ] {
        let text = minimal.replacen(from, to, 1);
        assert!(
            load(
                "rules.toml",
                &text,
                &|_| Ok("code\nAT\nCH\nSI\n".to_owned())
            )
            .rules
            .is_none(),
            "{to}"
        );
        assert!(!wrong(&schema, &schema, &json_of(&text)).is_empty(), "{to}");
    }
}

/// TOML as an editor hands it to a schema: days and moments are texts.
fn json_of(text: &str) -> Value {
    fn plain(value: &toml::Value) -> Value {
        match value {
            toml::Value::Datetime(moment) => json!(moment.to_string()),
            toml::Value::Array(values) => values.iter().map(plain).collect(),
            toml::Value::Table(table) => Value::Object(
                table
                    .iter()
                    .map(|(key, of)| (key.clone(), plain(of)))
                    .collect::<Map<_, _>>(),
            ),
            other => serde_json::to_value(other).unwrap(),
        }
    }
    plain(&toml::Value::Table(text.parse().unwrap()))
}

/// What is wrong with a value by a schema. Only the words of JSON Schema that ours uses; any other is a failed test.
///
/// A validator from the registry brings forty packages with it; this needs none.
fn wrong(root: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let Value::Object(words) = schema else {
        return if schema == &json!(false) {
            vec![format!("{value} may not be here")]
        } else {
            Vec::new()
        };
    };
    let all = RefCell::new(Vec::new());
    let check = |holds: bool, what: &str| {
        if !holds {
            all.borrow_mut().push(format!("{value} {what}"));
        }
    };
    let number = value.as_f64();
    let text = value.as_str();
    let length = value.as_array().map(Vec::len);
    let letters = text.map(|text| text.chars().count());
    let size = |of: &Value| of.as_u64().and_then(|of| usize::try_from(of).ok()).unwrap();
    for (word, of) in words {
        match word.as_str() {
            "$schema" | "title" | "description" | "definitions" | "then" => {}
            "$ref" => all.borrow_mut().extend(wrong(
                root,
                &root["definitions"][of.as_str().unwrap().rsplit('/').next().unwrap()],
                value,
            )),
            "type" => {
                let types: Vec<&str> = of.as_array().map_or_else(
                    || vec![of.as_str().unwrap()],
                    |of| of.iter().filter_map(Value::as_str).collect(),
                );
                check(
                    types.iter().any(|kind| is(kind, value)),
                    &format!("is no {types:?}"),
                );
            }
            "enum" => check(
                of.as_array().unwrap().contains(value),
                "is not one of those allowed",
            ),
            "const" => check(of == value, "is something else"),
            "minimum" => check(
                number.is_none_or(|number| number >= of.as_f64().unwrap()),
                "is too small",
            ),
            "exclusiveMinimum" => check(
                number.is_none_or(|number| number > of.as_f64().unwrap()),
                "is too small",
            ),
            "maximum" => check(
                number.is_none_or(|number| number <= of.as_f64().unwrap()),
                "is too large",
            ),
            "minItems" => check(
                length.is_none_or(|length| length >= size(of)),
                "is too short",
            ),
            "maxItems" => check(
                length.is_none_or(|length| length <= size(of)),
                "is too long",
            ),
            "minLength" => check(
                letters.is_none_or(|letters| letters >= size(of)),
                "is too short",
            ),
            "maxLength" => check(
                letters.is_none_or(|letters| letters <= size(of)),
                "is too long",
            ),
            "pattern" => check(
                text.is_none_or(|text| matches(of.as_str().unwrap(), text)),
                "does not match",
            ),
            "format" => check(
                text.is_none_or(|text| is_moment(of.as_str().unwrap(), text)),
                "is no day or moment",
            ),
            "required" => {
                for key in of.as_array().unwrap() {
                    check(
                        !value.is_object() || value.get(key.as_str().unwrap()).is_some(),
                        &format!("lacks {key}"),
                    );
                }
            }
            "items" => {
                all.borrow_mut().extend(
                    value
                        .as_array()
                        .into_iter()
                        .flatten()
                        .flat_map(|value| wrong(root, of, value)),
                );
            }
            "properties" => {
                let present = of
                    .as_object()
                    .unwrap()
                    .iter()
                    .filter_map(|(key, of)| Some((of, value.get(key)?)));
                all.borrow_mut()
                    .extend(present.flat_map(|(of, value)| wrong(root, of, value)));
            }
            "additionalProperties" => {
                let known = words.get("properties").and_then(Value::as_object);
                for (key, value) in value.as_object().into_iter().flatten() {
                    if known.is_none_or(|known| !known.contains_key(key)) {
                        all.borrow_mut().extend(
                            wrong(root, of, value)
                                .into_iter()
                                .map(|wrong| format!("{key}: {wrong}")),
                        );
                    }
                }
            }
            "propertyNames" => {
                for key in value.as_object().into_iter().flatten().map(|(key, _)| key) {
                    all.borrow_mut().extend(
                        wrong(root, of, &json!(key))
                            .into_iter()
                            .map(|_| format!("{key} is not one of its keys")),
                    );
                }
            }
            "allOf" => all.borrow_mut().extend(
                of.as_array()
                    .unwrap()
                    .iter()
                    .flat_map(|of| wrong(root, of, value)),
            ),
            "anyOf" => {
                let ways: Vec<_> = of
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|of| wrong(root, of, value))
                    .collect();
                if ways.iter().all(|way| !way.is_empty()) {
                    all.borrow_mut().extend(ways.into_iter().flatten());
                }
            }
            "if" => {
                if wrong(root, of, value).is_empty() {
                    all.borrow_mut().extend(wrong(root, &words["then"], value));
                }
            }
            other => panic!("the schema uses `{other}`, which this test cannot check"),
        }
    }
    all.into_inner()
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the schema uses the type `{other}`"),
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    match pattern {
        made::ID => {
            let part = |part: &str| {
                !part.is_empty()
                    && part
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            };
            text.split('-').all(part)
        }
        made::SHARE => {
            let whole = |text: &str| text.trim().parse::<u32>().is_ok();
            let fraction = text.split_once('/');
            let percent = text.trim().strip_suffix('%').map(str::trim);
            fraction.is_some_and(|(above, below)| whole(above) && whole(below))
                || percent.is_some_and(|percent| percent.parse::<f64>().is_ok())
        }
        made::NOT_BLANK => !text.trim().is_empty(),
        made::LOCAL => {
            text.parse::<jiff::civil::DateTime>().is_ok() && text.len() > 10 && !text.ends_with('Z')
        }
        other => panic!("the schema uses the pattern `{other}`"),
    }
}

fn is_moment(format: &str, text: &str) -> bool {
    match format {
        "date" => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
        "date-time" => text.parse::<jiff::Timestamp>().is_ok(),
        other => panic!("the schema uses the format `{other}`"),
    }
}
