//! `rules/README.md` against the loader: every key, every field type, every finding code, and the examples.

#[path = "../../examples/rules-format/reference.rs"]
mod made;

use intake::base::finding::Code;
use intake::rules::load::{EXAMPLE_TABLES, TABLES, Value, load, load_examples, render};

const README: &str = include_str!("../../rules/README.md");

#[test]
fn the_reference_has_the_tables_that_the_code_makes() {
    assert!(
        made::page(README) == README,
        "write them anew: cargo run --example rules-format"
    );
    let headings = README.lines().filter(|line| line.starts_with("### "));
    assert_eq!(
        headings.count(),
        TABLES.len() + EXAMPLE_TABLES.len(),
        "a table in rules/README.md that the loader does not know"
    );
}

#[test]
fn every_key_says_what_it_means_and_names_every_word_it_takes() {
    for table in TABLES.iter().chain(EXAMPLE_TABLES) {
        for key in table.each {
            let (of, meaning) = (format!("`{}` of {}", key.name, table.table), key.meaning());
            assert!(!meaning.is_empty(), "{of}");
            assert!(
                !meaning.ends_with(['.', ',']) && !meaning.contains('|'),
                "{of}"
            );
            if let Value::Words(words) = key.value
                && !meaning.contains(", as in `")
            {
                let unsaid = words
                    .iter()
                    .find(|word| !meaning.contains(&format!("`{word}`")));
                assert_eq!(unsaid, None, "{of}");
            }
        }
    }
}

#[test]
fn every_example_of_the_reference_uses_keys_and_types_that_the_loader_takes() {
    let examples: Vec<_> = README
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(examples.len() >= 4);
    for example in examples {
        let wrong = [
            Code::Syntax,
            Code::UnknownKey,
            Code::WrongType,
            Code::BadValue,
            Code::BadId,
            Code::BandGap,
        ];
        let found = load("README.md", example, &super::alps).findings;
        let found: Vec<_> = found
            .into_iter()
            .filter(|finding| wrong.contains(&finding.code))
            .collect();
        assert!(
            found.is_empty(),
            "{}",
            render("README.md", example, &found, false)
        );
    }
}

#[test]
fn the_worked_examples_of_the_reference_are_valid_and_hold_for_the_smallest_programme() {
    let rules = load(
        "minimal.toml",
        include_str!("../../rules/minimal.toml"),
        &super::alps,
    )
    .rules
    .unwrap();
    let examples = README
        .split("```toml examples\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let loaded = load_examples(&rules, "README.md", examples);
    let examples = loaded
        .examples
        .unwrap_or_else(|| panic!("{}", render("README.md", examples, &loaded.findings, false)));
    let failures = intake::study::examples::failures(
        &rules,
        &examples,
        &intake::study::examples::Batches::new(&rules, &examples),
    );
    assert!(
        failures.is_empty(),
        "{}",
        intake::papers::tested::results(&examples, &failures)
    );
}
