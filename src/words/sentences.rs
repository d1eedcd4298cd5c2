//! Every rule as a sentence beside the clauses it rests on, for a panel to sign off: `intake check --sentences`.

use std::fmt::Write as _;

use crate::base::counted::count;
use crate::rules::{Rules, Subject, Test};
use crate::words;
use crate::words::would_meet::either;

/// The page.
pub fn sentences(rules: &Rules) -> String {
    let mut page = String::new();
    let _ = writeln!(page, "{}\n", rules.programme.title);
    for (kind, id, says, cites) in said(rules) {
        let name = if id.is_empty() {
            kind.to_owned()
        } else {
            format!("{kind} {id}")
        };
        let _ = writeln!(page, "{name}\n  {says}");
        for source in cites {
            let _ = writeln!(page, "    {source}: {}", cited(rules, source));
        }
        page.push('\n');
    }
    page
}

/// Kind, id, sentence and citations of every rule, in the order in which they are applied.
pub fn said(rules: &Rules) -> Vec<(&'static str, &str, String, &[String])> {
    let titled = words::titled(rules);
    let mut all: Vec<(&'static str, &str, String, &[String])> = Vec::new();
    for rule in &rules.form.duplicates {
        all.push((
            "duplicates",
            &rule.id,
            words::rule::duplicates(titled, rule),
            &rule.cites,
        ));
    }
    for answer in &rules.form.standing_answers {
        let footnote = answer
            .footnote
            .iter()
            .map(|footnote| format!("; footnote: {footnote}"));
        let says = std::iter::once(words::rule::standing_answer(titled, answer))
            .chain(footnote)
            .collect();
        all.push((
            "standing answer",
            answer.territory.name,
            says,
            &answer.cites,
        ));
    }
    for (id, level) in rules.levels.each() {
        all.push((
            "level",
            &level.id,
            format!(
                "{}: {}",
                words::naming::subject_title(rules, Subject::Level(id)),
                words::rule::level(titled, level)
            ),
            &level.cites,
        ));
    }
    for criterion in &rules.criteria {
        let asks = format!(
            "{}{}",
            words::test(titled, &criterion.test),
            meets(rules, &criterion.test)
        );
        all.push((
            "criterion",
            &criterion.id,
            format!("{}: {asks}", criterion.title),
            &criterion.cites,
        ));
    }
    for stage in &rules.stages {
        let says = words::stages::stage(rules, stage);
        all.push(("stage", &stage.id, says, &stage.cites));
    }
    for measure in &rules.measures {
        all.push((
            "measure",
            &measure.id,
            words::rule::measure(titled, measure),
            &measure.cites,
        ));
    }
    for tie_break in &rules.ranking.tie_breaks {
        all.push((
            "tie-break",
            "",
            words::tie_break(titled, tie_break),
            &rules.ranking.cites,
        ));
    }
    for group in &rules.places.groups {
        let test = group.test.as_ref();
        let asks = words::rule::admits(titled, test)
            + &test.map_or_else(String::new, |test| meets(rules, test));
        all.push((
            "group",
            &group.id,
            format!(
                "{}, {}: {asks}",
                group.title,
                count(group.size, "seat", "seats")
            ),
            &group.cites,
        ));
    }
    all.push((
        "places",
        "",
        words::rule::places(&rules.places),
        &rules.places.cites,
    ));
    for rule in &rules.balance {
        let meets = rule.test().map(|test| meets(rules, test));
        let says = words::balance::rule(titled, rule) + &meets.unwrap_or_default();
        all.push(("balance", &rule.id, says, &rule.cites));
    }
    if let Some(packs) = &rules.form.packs {
        let says = words::packs::packs(rules, packs);
        all.push(("packs", "", says, &packs.cites));
    }
    all
}

/// The levels that meet each bound of a test: `at least B2` is good or bad by the order of the scale, which stands elsewhere.
fn meets(rules: &Rules, test: &Test) -> String {
    let said = test.leaves().into_iter().filter_map(|leaf| {
        let (least, most) = leaf.ask.levels()?;
        let scale = words::scale_of(rules, leaf.subject)?;
        let levels = (0u8..)
            .zip(&scale.levels)
            .filter(|(at, _)| (least..=most).contains(at));
        let names: Vec<&str> = levels.map(|(_, (name, _))| name.as_str()).collect();
        let of = words::naming::subject_title(rules, leaf.subject);
        (!names.is_empty()).then(|| format!("; met by {of} {}", either(&names, "or")))
    });
    said.collect()
}

/// The text of a clause, or of a decision with who took it and when.
pub fn cited(rules: &Rules, id: &str) -> String {
    let clause = rules
        .call
        .clauses
        .iter()
        .find(|clause| clause.id == id)
        .map(|clause| clause.text.clone());
    let decision = || {
        let decision = rules
            .call
            .decisions
            .iter()
            .find(|decision| decision.id == id)?;
        Some(format!(
            "{} ({}, {})",
            decision.text, decision.by, decision.on
        ))
    };
    clause.or_else(decision).unwrap_or_default()
}
