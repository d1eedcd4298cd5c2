//! The rules as a page that a panel signs.

use insta::assert_snapshot;
use intake::base::digest;
use intake::rules::load::load;
use intake::table::Options;

use super::words;
use crate::bench::{Bench, Said, repository};
use crate::letters::RULES;
use crate::shell::{Exit, Job, Sentences};

fn page(bench: &Bench) -> Said {
    bench.job(&Job::Check {
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        applications: Vec::new(),
        reading: Options::default(),
        sentences: Some(Sentences::Html),
        notes: false,
    })
}

#[test]
fn a_page_to_sign_has_every_rule_beside_what_it_rests_on_and_lines_to_sign() {
    let said = page(&Bench::new(RULES));
    assert_eq!(said.exit, Exit::Done);
    assert!(
        said.err.contains("valid"),
        "what is said of the file stands aside: {}",
        said.err
    );
    assert!(said.out.starts_with("<!DOCTYPE html>") && said.out.ends_with("</html>\n"));
    assert!(said.out.contains(&digest::of(RULES.as_bytes())));
    assert_eq!(
        said.out
            .matches("<td></td><td></td><td></td><td></td>")
            .count(),
        6
    );
    let from = said.out.find("id=\"criterion\"").unwrap();
    let chapter = said.out[from..].split("</section>").next().unwrap();
    assert_snapshot!(words(&format!("<body><{chapter}")), @"
    Criteria
    rule | what it says | what it rests on
    deadline | Sent in by the deadline: Submitted is not after 2020-03-31 23:59:59+02 Europe/Vienna | One clause for all. (c)
    english | Good English: “How good is your English?” is at least B2; met by “How good is your English?” B2 | One clause for all. (c)
    home | From the region: “Where do you live?” is in the list region | Applicants live in the region. (region)
    ");
}

#[test]
fn every_sentence_and_every_clause_of_the_text_is_on_the_page() {
    let rules = "rules/montenegro-2019.toml";
    let bench = Bench::of(rules, "sample-applications/montenegro-2019.csv");
    let read = |list: &str| std::fs::read_to_string(repository("rules").join(list));
    let text = std::fs::read_to_string(repository(rules)).unwrap();
    let loaded = load("montenegro-2019.toml", &text, &|list| {
        read(list).map_err(|error| error.to_string())
    });
    let loaded = loaded.rules.unwrap();
    let said = words(&page(&bench).out);
    let whole = |text: &str| said.contains(text);
    let mut cited = 0;
    for rule in intake::words::sentences::said(&loaded) {
        let (id, says) = (&rule.id, &rule.says);
        assert!(whole(says), "{id}: {says}\n{said}");
        for source in &rule.cites {
            let call = &loaded.call;
            let clauses = call.clauses.iter().map(|clause| (&clause.id, &clause.text));
            let decisions = call.decisions.iter().map(|one| (&one.id, &one.text));
            let text = clauses
                .chain(decisions)
                .find(|(id, _)| *id == source)
                .unwrap()
                .1;
            assert!(whole(text), "{source}: {text}");
            cited += 1;
        }
    }
    assert!(cited > 20);
    assert!(said.contains("decided by selection panel (example), 2019-02-20"));
}

#[test]
fn nobody_signs_a_draft_or_rules_by_which_nobody_can_be_selected() {
    let draft = RULES.replace("One clause for all.", "TBD");
    let said = page(&Bench::new(&draft));
    assert!(
        said.out.contains("This is a draft, and nobody signs it")
            && !said.out.contains("<td></td>")
    );
    let rule = |id: &str, bound: &str| {
        format!(
            "[[balance]]\nid = \"{id}\"\ntitle = \"Poland\"\ncites = [\"c\"]\ntest = {{ field = \"home\", is = \"PL\" }}\n{bound}\n"
        )
    };
    let both = rule("most", "at_most = 0") + &rule("least", "at_least = 1\nhard = true");
    let never = RULES.replace("[ranking]", &format!("{both}[ranking]"));
    let said = page(&Bench::new(&never));
    assert_eq!(
        (said.exit, said.out.as_str()),
        (Exit::Usage, ""),
        "{}",
        said.err
    );
}
