//! The answers that stand for all a field can have.

use insta::assert_snapshot;
use intake::answers::{self, synthetic};
use intake::base::ids::ApplicationId;
use intake::rules::domains::representatives;
use intake::rules::{FieldId, Rules};
use intake::values::Reading;

fn rules(file: &str) -> Rules {
    let folder = crate::bench::repository("rules");
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    let list =
        |list: &str| std::fs::read_to_string(folder.join(list)).map_err(|error| error.to_string());
    intake::rules::load::load(file, &text, &list).rules.unwrap()
}

#[test]
fn every_possible_answer_is_read_as_a_value_and_only_the_first_is_blank() {
    for file in [
        "montenegro-2019.toml",
        "autumn-workshop-2021.toml",
        "minimal.toml",
    ] {
        let rules = rules(file);
        for (at, form) in rules.form.fields.iter().enumerate() {
            let field = FieldId(at);
            for (number, answer) in representatives(&rules, field)
                .answers
                .into_iter()
                .enumerate()
            {
                let mut answers = vec![Vec::new(); rules.form.fields.len()];
                answers[at] = answer.clone();
                let (applications, _) = answers::read(
                    &rules.form,
                    &[synthetic::sheet(&rules.form, "given", &[answers])],
                )
                .unwrap();
                let reading = applications.reading(ApplicationId(0), field);
                let as_it_should = match number {
                    0 => *reading == Reading::Blank,
                    _ => matches!(reading, Reading::Value(_)),
                };
                assert!(
                    as_it_should,
                    "{file}, {}: {answer:?} is read as {reading:?}",
                    form.name
                );
            }
        }
    }
}

#[test]
fn numbers_are_cut_where_rules_cut_and_countries_where_lists_end() {
    let rules = rules("montenegro-2019.toml");
    let shown = [
        "submitted",
        "citizenship",
        "fields",
        "monitoring-years",
        "english",
        "relevance",
    ]
    .map(|name| {
        let field = rules
            .form
            .fields
            .iter()
            .position(|field| field.name == name)
            .unwrap();
        let answers = representatives(&rules, FieldId(field)).answers;
        let cells: Vec<String> = answers
            .iter()
            .map(|assessors| format!("`{}`", assessors[0]))
            .collect();
        format!("{name}: {}", cells.join(" "))
    });
    assert_snapshot!(shown.join("\n"), @"
    submitted: `` `2019-03-29T22:59:58Z` `2019-03-29T22:59:59Z` `2019-03-29T23:00:00Z`
    citizenship: `` `AD` `AE`
    fields: `` `roma-and-sinti` `african-descent` `roma-and-sinti;african-descent` `environment` `roma-and-sinti;environment` `african-descent;environment` `roma-and-sinti;african-descent;environment` `something-else` `roma-and-sinti;something-else` `african-descent;something-else` `roma-and-sinti;african-descent;something-else` `environment;something-else` `roma-and-sinti;environment;something-else` `african-descent;environment;something-else` `roma-and-sinti;african-descent;environment;something-else`
    monitoring-years: `` `0` `0.5` `1` `2` `3` `4` `6` `7` `60`
    english: `` `A1` `A2` `B1` `B2` `C1` `C2`
    relevance: `` `0` `1` `4` `5` `10`
    ");
}
