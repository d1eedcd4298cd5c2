//! `rules/README.md` against the loader: every key, every field type, every finding code, both ways.

use intake::base::finding::Code;
use intake::rules::load::{
    ASKED, EXAMPLE_TABLES, FORMAT, TABLES, TYPES, Value, load, load_examples, render,
};

const README: &str = include_str!("../../rules/README.md");

/// The first cell of every table row under a heading of `rules/README.md`, up to the next heading, without backticks; with
/// the other cells.
fn reference(heading: &str) -> Vec<(String, Vec<String>)> {
    let title = |line: &str| {
        line.trim_start_matches('#')
            .trim()
            .trim_matches('`')
            .to_owned()
    };
    let under = README
        .lines()
        .skip_while(|line| !(line.starts_with('#') && title(line) == heading))
        .skip(1);
    let rows = under
        .take_while(|line| !line.starts_with('#'))
        .filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let mut cells = row
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned());
        (
            cells.next().unwrap().trim_matches('`').to_owned(),
            cells.collect(),
        )
    })
    .collect()
}

/// The words in backticks.
fn ticked(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_reference_lists_exactly_the_keys_that_the_loader_knows() {
    for table in TABLES.iter().chain(EXAMPLE_TABLES) {
        let listed: Vec<_> = reference(table.table)
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        assert_eq!(listed, table.keys, "{} in rules/README.md", table.table);
    }
    let headings = README
        .lines()
        .filter(|line| line.starts_with("### "))
        .count();
    assert_eq!(
        headings,
        TABLES.len() + EXAMPLE_TABLES.len(),
        "a table in rules/README.md that the loader does not know"
    );
}

#[test]
fn the_reference_says_what_is_needed_and_every_word_that_a_key_takes() {
    for table in FORMAT {
        let rows = reference(table.keys.table);
        for (key, (_, cells)) in table.each.iter().zip(&rows) {
            let of = format!("`{}` of {}", key.name, table.keys.table);
            assert_eq!(cells[0] == "yes", key.needed, "{of}");
            if let Value::Words(words) = key.value
                && !cells[1].starts_with("as in `")
            {
                let said = ticked(&cells[1]);
                let unsaid = words.iter().find(|word| !said.contains(word));
                assert_eq!(unsaid, None, "{of}");
            }
        }
    }
}

#[test]
fn the_reference_gives_every_field_type_its_keys_and_questions() {
    let rows = reference("Types");
    let listed: Vec<_> = rows
        .iter()
        .map(|(name, cells)| (name.as_str(), ticked(&cells[1]), ticked(&cells[2])))
        .collect();
    let known = TYPES
        .iter()
        .zip(ASKED)
        .map(|((name, keys), (_, asked))| (*name, keys.to_vec(), asked.to_vec()));
    assert_eq!(listed, known.collect::<Vec<_>>());
}

#[test]
fn the_reference_lists_exactly_the_finding_codes_with_severity_and_meaning() {
    let listed: Vec<_> = reference("Findings")
        .into_iter()
        .map(|(code, cells)| (code, cells.join(" | ")))
        .collect();
    let known = Code::ALL.iter().map(|code| {
        (
            code.text().to_owned(),
            format!("{} | {}", code.severity(), code.about()),
        )
    });
    assert_eq!(listed, known.collect::<Vec<_>>());
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
