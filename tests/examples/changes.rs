//! What holds for every change of the rules.

use std::collections::BTreeSet;
use std::fs;

use intake::base::ids::ApplicationId;
use intake::rules::Rules;
use intake::rules::examples::Examples;
use intake::rules::load::{load, load_examples};
use intake::score::contribution;
use intake::select::{Outcome, Selection, select};
use intake::study::examples::mutate::{mutate, mutations};
use intake::study::examples::{Batches, failures};

use crate::bench::{Bench, repository};

const PROGRAMMES: [&str; 3] = ["montenegro-2019", "autumn-workshop-2021", "minimal"];

fn rules(name: &str) -> Rules {
    let folder = repository("rules");
    let text = fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap();
    let list =
        |list: &str| fs::read_to_string(folder.join(list)).map_err(|error| error.to_string());
    load(name, &text, &list).rules.unwrap()
}

fn examples(rules: &Rules, text: &str) -> Examples {
    let loaded = load_examples(rules, "examples.toml", text);
    loaded
        .examples
        .unwrap_or_else(|| panic!("{:?}", loaded.findings))
}

fn of(name: &str) -> (Rules, Examples) {
    let rules = rules(name);
    let text = fs::read_to_string(repository(&format!("rules/{name}.examples.toml"))).unwrap();
    let examples = examples(&rules, &text);
    (rules, examples)
}

#[test]
fn every_change_changes_the_rules_and_has_a_name_of_its_own() {
    for name in PROGRAMMES {
        let rules = rules(name);
        let was = format!("{rules:?}");
        let (mut names, mut results) = (BTreeSet::new(), BTreeSet::new());
        for mutation in mutations(&rules) {
            let is = format!("{:?}", mutation.applied(&rules));
            assert_ne!(is, was, "{name}: {mutation:?} changes nothing");
            assert!(mutation.line > 0, "{name}: {mutation:?} stands nowhere");
            assert!(
                names.insert(format!("{} {}", mutation.rule, mutation.change)),
                "{name}: twice {mutation:?}"
            );
            assert!(
                results.insert(is),
                "{name}: {mutation:?} is another change over again"
            );
        }
    }
}

#[test]
fn a_change_that_makes_an_example_fail_is_never_called_unnoticed() {
    let (rules, all) = of("montenegro-2019");
    for part in [0, 5] {
        // Fewer examples notice fewer changes.
        let some = |at: usize| at % 8 == part;
        let mut examples = all.clone();
        examples.examples = all
            .examples
            .iter()
            .enumerate()
            .filter(|(at, _)| some(*at))
            .map(|(_, e)| e.clone())
            .collect();
        examples.pools = all
            .pools
            .iter()
            .enumerate()
            .filter(|(at, _)| some(*at))
            .map(|(_, p)| p.clone())
            .collect();
        let batches = Batches::new(&rules, &examples);
        let outcome = mutate(&rules, &examples, &batches);
        assert!(outcome.survivors.len() > 10 && outcome.noticed > 10);
        let quiet = outcome
            .survivors
            .iter()
            .chain(outcome.explained.iter().map(|(mutation, _)| mutation))
            .chain(outcome.idle.iter().map(|(mutation, _)| mutation));
        let named: BTreeSet<String> = quiet.map(|mutation| format!("{mutation:?}")).collect();
        for mutation in mutations(&rules) {
            let failing = !failures(&mutation.applied(&rules), &examples, &batches).is_empty();
            assert_eq!(
                failing,
                !named.contains(&format!("{mutation:?}")),
                "{mutation:?}"
            );
        }
    }
}

/// Everything that became of everybody: judgement, possible levels, parts where there is a score, order and outcome.
fn everything(selection: &Selection<'_>) -> String {
    let rules = selection.rules;
    let one = |application: ApplicationId| {
        let levels = rules.levels.ids().map(|level| {
            let scale = &rules.form.scales[rules.levels[level].scale];
            let possible = selection.levels[level.0][application].iter();
            let names: BTreeSet<&str> = possible
                .map(|at| scale.levels[usize::from(at)].0.as_str())
                .collect();
            format!("{names:?}")
        });
        let scored = !matches!(
            selection.outcomes[application],
            Outcome::Ineligible | Outcome::Superseded { .. }
        );
        let parts = rules.measures.iter().filter(|_| scored);
        let parts = parts
            .map(|measure| format!("{:?}", contribution(measure, selection.facts(application))));
        let all: Vec<String> = levels.chain(parts).collect();
        format!(
            "{:?} {:?} {all:?}\n",
            selection.judgements[application], selection.outcomes[application]
        )
    };
    let everybody: String = selection.applications.ids().map(one).collect();
    format!("{everybody}{:?}", selection.standings)
}

#[test]
fn a_change_that_is_said_to_change_nothing_changes_nothing_for_the_sample() {
    for name in PROGRAMMES {
        let rules = rules(name);
        // An example that notices next to nothing, so that much is left to be proved.
        let text = "[[examples]]\nid = \"nobody\"\ntitle = \"Nobody\"\nexpect = { groups = [] }\n";
        let examples = examples(&rules, text);
        let outcome = mutate(&rules, &examples, &Batches::new(&rules, &examples));
        assert!(
            outcome.idle.len() >= 6,
            "{name}: only {} are said to change nothing",
            outcome.idle.len()
        );
        let file = format!("sample-applications/{name}.csv");
        let (sheets, _) = Bench::of("", &file).sheets();
        let was = everything(&select(&rules, &sheets).unwrap());
        for (mutation, why) in &outcome.idle {
            let changed = mutation.applied(&rules);
            assert_eq!(
                everything(&select(&changed, &sheets).unwrap()),
                was,
                "{name}: {mutation:?}: {why}"
            );
        }
    }
}
