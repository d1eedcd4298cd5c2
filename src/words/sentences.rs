//! Every rule as a sentence beside the clauses it rests on, for a panel to sign off: `intake check --sentences`.

use std::fmt::Write as _;

use crate::rules::{Packs, Rules, Stage, Subject, Test};
use crate::words;
use crate::words::would_meet::either;

/// A rule, said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// `criterion`, `measure`, `group`, …
    pub kind: &'static str,
    /// Blank where the kind has but one.
    pub id: String,
    pub says: String,
    pub cites: Vec<String>,
    /// The stage it is said for, in rules with stages: a measure has another weight in each, and a group other places.
    pub stage: Option<AtOne>,
}

/// A stage by its id and title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtOne {
    pub id: String,
    pub title: String,
}

/// The page.
pub fn sentences(rules: &Rules) -> String {
    let mut page = String::new();
    let _ = writeln!(page, "{}\n", rules.programme.title);
    for rule in said(rules) {
        let name = match rule.id.as_str() {
            "" => rule.kind.to_owned(),
            id => format!("{} {id}", rule.kind),
        };
        let stage = rule.stage.iter();
        let stage: String = stage
            .map(|stage| format!(" at the stage “{}”", stage.title))
            .collect();
        let _ = writeln!(page, "{name}{stage}\n  {}", rule.says);
        for source in &rule.cites {
            let _ = writeln!(page, "    {source}: {}", cited(rules, source));
        }
        page.push('\n');
    }
    page
}

/// Every rule, in the order in which they are applied. Of rules with stages what counts and how many places there are is said for each stage,
/// as a run of it says it.
pub fn said(rules: &Rules) -> Vec<Said> {
    let mut all = for_everybody(rules);
    let stage = |stage: &Stage| {
        let says = words::stages::stage(rules, stage);
        rule("stage", &stage.id, says, &stage.cites)
    };
    if rules.stage().is_some() || rules.stages.is_empty() {
        all.extend(rules.stages.iter().map(stage));
        all.extend(counted(rules));
    } else {
        for (id, one) in rules.stages.each() {
            all.push(stage(one));
            let at = AtOne {
                id: one.id.clone(),
                title: one.title.clone(),
            };
            let counted = counted(&rules.at_stage(id)).into_iter();
            let packs = one.packs.iter();
            let packs = packs.map(|packs| said_of_packs(rules, packs));
            all.extend(counted.chain(packs).map(|said| Said {
                stage: Some(at.clone()),
                ..said
            }));
        }
    }
    all.extend(
        rules
            .form
            .packs
            .iter()
            .map(|packs| said_of_packs(rules, packs)),
    );
    all
}

fn said_of_packs(rules: &Rules, packs: &Packs) -> Said {
    rule("packs", "", words::packs::packs(rules, packs), &packs.cites)
}

fn rule(kind: &'static str, id: &str, says: String, cites: &[String]) -> Said {
    Said {
        kind,
        id: id.to_owned(),
        says,
        cites: cites.to_vec(),
        stage: None,
    }
}

/// Whose applications are looked at, how their answers are read, and what everybody must meet.
fn for_everybody(rules: &Rules) -> Vec<Said> {
    let titled = words::titled(rules);
    let duplicates = rules.form.duplicates.iter().map(|one| {
        let says = words::rule::duplicates(titled, one);
        rule("duplicates", &one.id, says, &one.cites)
    });
    let standing_answers = rules.form.standing_answers.iter().map(|answer| {
        let footnote = answer.footnote.iter();
        let footnote = footnote.map(|footnote| format!("; footnote: {footnote}"));
        let says = std::iter::once(words::rule::standing_answer(titled, answer))
            .chain(footnote)
            .collect();
        let name = answer.territory.name;
        rule("standing answer", name, says, &answer.cites)
    });
    let levels = rules.levels.each().map(|(id, level)| {
        let title = words::naming::subject_title(rules, Subject::Level(id));
        let says = format!("{title}: {}", words::rule::level(titled, level));
        rule("level", &level.id, says, &level.cites)
    });
    let criteria = rules.criteria.iter().map(|criterion| {
        let test = words::test(titled, &criterion.test);
        let meets = meets(rules, &criterion.test);
        let says = format!("{}: {test}{meets}", criterion.title);
        rule("criterion", &criterion.id, says, &criterion.cites)
    });
    let all = duplicates.chain(standing_answers).chain(levels);
    all.chain(criteria).collect()
}

/// What counts, how it ranks, and who has the places: of a view of the rules, at its stage.
fn counted(rules: &Rules) -> Vec<Said> {
    let titled = words::titled(rules);
    let is_shortlisting = rules.is_shortlisting();
    let measures = rules.measures.iter().map(|measure| {
        let says = words::rule::measure(titled, measure);
        rule("measure", &measure.id, says, &measure.cites)
    });
    let tie_breaks = rules.ranking.tie_breaks.iter().map(|tie_break| {
        let says = words::tie_break(titled, tie_break);
        rule("tie-break", "", says, &rules.ranking.cites)
    });
    let groups = rules.places.groups.iter().map(|group| {
        let test = group.test.as_ref();
        let meets = test.map_or_else(String::new, |test| meets(rules, test));
        let admits = words::rule::admits(titled, test);
        let seats = words::stages::seats(is_shortlisting, group.size);
        let says = format!("{}, {} {seats}: {admits}{meets}", group.title, group.size);
        rule("group", &group.id, says, &group.cites)
    });
    let says = words::rule::places(&rules.places, is_shortlisting);
    let places = std::iter::once(rule("places", "", says, &rules.places.cites));
    let balance = rules.balance.iter().map(|one| {
        let meets = one.test().map(|test| meets(rules, test));
        let says = words::balance::rule(titled, one) + &meets.unwrap_or_default();
        rule("balance", &one.id, says, &one.cites)
    });
    let all = measures.chain(tie_breaks).chain(groups);
    all.chain(places).chain(balance).collect()
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
