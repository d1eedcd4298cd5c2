//! Small random rules, and every application that their fields allow, through the whole program.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use intake::answers::synthetic;
use intake::base::finding::{Code, Finding, Location};
use intake::base::ids::Per;
use intake::judge::criteria::{Facts, answer};
use intake::open_answers::PossibleWorlds;
use intake::rules::load::{Spans, Step};
use intake::rules::{
    BandId, Criterion, CriterionId, FieldId, GroupId, MeasureId, RowId, Rules, Subject, Test,
    TieBreakId,
};
use intake::select::{Selection, select};
use intake::study::analyse::analyse;
use intake::values::{Answer, Reading, Value};
use proptest::prelude::*;
use proptest::sample::select as one_of;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

/// What a question may be asked; the fields are `n` (0 to 4), `s` (low, mid, high), `y` (yes, no), `c` (a, b, or another).
fn condition() -> impl Strategy<Value = String> {
    let number = (one_of(&["at_least", "at_most", "is"][..]), 0..=4_u8)
        .prop_map(|(asks, number)| format!("{{ field = \"n\", {asks} = {number} }}"));
    let scale = (
        one_of(&["at_least", "at_most", "is"][..]),
        one_of(&["low", "mid", "high"][..]),
    );
    let of_scale = |subject: &'static str| {
        move |(asks, level): (&str, &str)| format!("{{ {subject}, {asks} = \"{level}\" }}")
    };
    prop_oneof![
        3 => number,
        2 => scale.clone().prop_map(of_scale("field = \"s\"")),
        2 => scale.prop_map(of_scale("level = \"l\"")),
        1 => any::<bool>().prop_map(|yes| format!("{{ field = \"y\", is = {yes} }}")),
        2 => one_of(&["[\"a\"]", "[\"b\"]", "[\"a\", \"b\"]"][..]).prop_map(|set| format!("{{ field = \"c\", in = {set} }}")),
        1 => one_of(&["n", "s", "y", "c"][..]).prop_map(|field| format!("{{ field = \"{field}\", given = true }}")),
    ]
}

fn test() -> impl Strategy<Value = String> {
    condition().prop_recursive(2, 6, 3, |part| {
        prop_oneof![
            3 => (one_of(&["any", "all"][..]), prop::collection::vec(part.clone(), 2..=3))
                .prop_map(|(way, parts)| format!("{{ {way} = [{}] }}", parts.join(", "))),
            1 => part.prop_map(|part| format!("{{ not = {part} }}")),
        ]
    })
}

/// A test that reads no level, for the level's own rows.
fn below() -> impl Strategy<Value = String> {
    test().prop_filter("a level reads levels above it only", |test| {
        !test.contains("level =")
    })
}

fn rules() -> impl Strategy<Value = String> {
    let criteria = prop::collection::vec(test(), 1..=3);
    let groups = prop::collection::vec(prop::option::weighted(0.7, test()), 1..=2);
    let rows = (below(), below());
    let blanks = [prop::option::of(0..=9_u8), prop::option::of(0..=9_u8)];
    let bands = (1..=3_u8, 4..=6_u8);
    let ties = prop::collection::vec(
        one_of(
            &[
                "{ highest = \"n\" }",
                "{ lowest = \"s\" }",
                "{ highest = \"l\", of = \"level\" }",
                "{ highest_part = \"scale\" }",
                "{ lowest_part = \"number\" }",
                "{ highest_part = \"level\" }",
            ][..],
        ),
        0..=3,
    );
    (criteria, groups, rows, blanks, bands, ties).prop_map(|(criteria, groups, rows, blanks, bands, mut ties)| {
        ties.sort_unstable();
        ties.dedup();
        let mut text = HEAD.replace("#ROWS", &format!(
            "[{{ test = {}, level = \"high\" }}, {{ test = {}, level = \"mid\" }}, {{ level = \"low\" }}]",
            rows.0, rows.1
        ));
        for (at, group) in groups.iter().enumerate() {
            let test = group.as_ref().map_or(String::new(), |test| format!("test = {test}\n"));
            text += &format!("\n[[groups]]\nid = \"g{at}\"\ntitle = \"G\"\nsize = 500\ncites = [\"c\"]\n{test}");
        }
        for (at, test) in criteria.iter().enumerate() {
            text += &format!("\n[[eligibility]]\nid = \"e{at}\"\ntitle = \"E\"\ncites = [\"c\"]\ntest = {test}\n");
        }
        let blank = |at: usize| blanks[at].map_or(String::new(), |points| format!("blank = {points}\n"));
        text += &format!("\n[[scoring]]\nid = \"scale\"\ntitle = \"S\"\ncites = [\"c\"]\nweight = 1\nfield = \"s\"\npoints = {{ low = 1, mid = 2, high = 3 }}\n{}", blank(0));
        text += &format!(
            "\n[[scoring]]\nid = \"number\"\ntitle = \"N\"\ncites = [\"c\"]\nweight = 5\nfield = \"n\"\nbands = [{{ below = {0}, points = 1 }}, {{ from = {0}, below = {1}, points = 2 }}, {{ from = {1}, points = 3 }}]\n{2}",
            bands.0, bands.1, blank(1)
        );
        text += "\n[[scoring]]\nid = \"level\"\ntitle = \"L\"\ncites = [\"c\"]\nweight = 0.5\nlevel = \"l\"\npoints = { low = 1, mid = 2, high = 3 }\n";
        text + &format!("\n[ranking]\ncites = [\"c\"]\ntie_breaks = [{}{{ lot = \"x\" }}]\n", ties.iter().map(|tie| format!("{tie}, ")).collect::<String>())
    })
}

const HEAD: &str = r#"format = 1
[programme]
id = "p"
title = "P"
[call]
deadline = 2020-03-31
time_zone = "UTC"
submitted = "sent"
cites = ["c"]
[call.clauses]
c = "C."
[places]
cap = 1000
open = "best-ranked"
cites = ["c"]
[[scales.three]]
level = "low"
[[scales.three]]
level = "mid"
[[scales.three]]
level = "high"
[fields.id]
type = "id"
headings = ["ID"]
[fields.sent]
type = "timestamp"
headings = ["Sent"]
[fields.n]
type = "number"
headings = ["N"]
min = 0
max = 4
[fields.s]
type = "scale"
scale = "three"
headings = ["S"]
[fields.y]
type = "yes-no"
headings = ["Y"]
[fields.c]
type = "choices"
headings = ["C"]
other_answers = true
options = { a = [], b = [] }
[[levels]]
id = "l"
cites = ["c"]
scale = "three"
table = #ROWS
"#;

/// Every application: each answer, a blank, and one that cannot be read.
fn everybody(rules: &'static Rules) -> Selection<'static> {
    let numbers: Vec<String> = (0..=8)
        .map(|half| format!("{}.{}", half / 2, 5 * (half % 2)))
        .collect();
    let numbers: Vec<&str> = numbers
        .iter()
        .map(String::as_str)
        .chain(["", "five"])
        .collect();
    let mut all = Vec::new();
    for number in numbers {
        for scale in ["low", "mid", "high", "", "some"] {
            for yes in ["yes", "no", "", "perhaps"] {
                for choice in ["a", "b", "a;b", "other", "a;other", ""] {
                    let cells = [
                        &format!("A-{}", all.len()),
                        "2020-03-01T00:00:00",
                        number,
                        scale,
                        yes,
                        choice,
                    ];
                    all.push(cells.map(|cell| vec![cell.to_owned()]).to_vec());
                }
            }
        }
    }
    select(rules, &[synthetic::sheet(&rules.form, "everybody", &all)]).unwrap()
}

/// A test's parts with their ways into the file, the whole first.
fn parts<'t>(test: &'t Test, path: &[Step], all: &mut Vec<(&'t Test, Vec<Step>)>) {
    let then = |more: Vec<Step>| path.iter().cloned().chain(more).collect::<Vec<_>>();
    all.push((test, then(Vec::new())));
    match test {
        Test::Any(tests) => {
            tests
                .iter()
                .enumerate()
                .for_each(|(at, test)| parts(test, &then(vec!["any".into(), at.into()]), all));
        }
        Test::All(tests) => {
            tests
                .iter()
                .enumerate()
                .for_each(|(at, test)| parts(test, &then(vec!["all".into(), at.into()]), all));
        }
        Test::Not(test) => parts(test, &then(vec!["not".into()]), all),
        Test::Leaf(_) => {}
    }
}

/// The test without one of its parts.
fn without(test: &Test, path: &[Step]) -> Test {
    let rest = |tests: &[Test]| {
        let Some(Step::Nth(at)) = path.get(1) else {
            panic!("{path:?}")
        };
        let mut tests = tests.to_vec();
        if path.len() == 2 {
            tests.remove(*at);
        } else {
            tests[*at] = without(&tests[*at], &path[2..]);
        }
        tests
    };
    match test {
        Test::Any(tests) => Test::Any(rest(tests)),
        Test::All(tests) => Test::All(rest(tests)),
        Test::Not(test) => Test::Not(Box::new(without(test, &path[1..]))),
        Test::Leaf(_) => panic!("{path:?}"),
    }
}

/// What the criteria beside the deadline come to, each over all that its unreadable and blank answers can be.
fn verdict(
    worlds: &mut PossibleWorlds<'_>,
    criteria: &Per<CriterionId, Criterion>,
    facts: Facts<'_>,
) -> Answer {
    let beside_deadline = criteria.ids().skip(1);
    let answers: Vec<Answer> = beside_deadline
        .map(|criterion| worlds.criterion(criterion, facts))
        .collect();
    Answer::all(answers)
}

fn criterion_path(at: usize) -> Vec<Step> {
    vec!["eligibility".into(), at.into(), "test".into()]
}

fn all_facts<'a>(selection: &'a Selection<'_>) -> impl Iterator<Item = Facts<'a>> {
    selection
        .applications
        .ids()
        .map(|application| selection.facts(application))
}

fn ranked<'a>(selection: &'a Selection<'_>) -> Vec<Facts<'a>> {
    selection
        .standings
        .iter()
        .map(|standing| selection.facts(standing.application))
        .collect()
}

struct Case {
    text: String,
    rules: &'static Rules,
    findings: Vec<Finding>,
    selection: Selection<'static>,
}

/// Sixty random rules, other ones at each run of the tests; all four laws are tried on them.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut runner = TestRunner::default();
    let text = |_| rules().new_tree(&mut runner).unwrap().current();
    (0..60).map(text).map(Case::new).collect()
});

impl Case {
    fn new(text: String) -> Self {
        let loaded = intake::rules::load::load("rules.toml", &text, &|_| Err(String::new()));
        let rules = loaded
            .rules
            .unwrap_or_else(|| panic!("{:?}\n{text}", loaded.findings));
        let rules: &Rules = Box::leak(Box::new(rules));
        Self {
            text,
            rules,
            findings: analyse(rules),
            selection: everybody(rules),
        }
    }

    /// The tests of the criteria beside the deadline.
    fn criteria(&self) -> Vec<&Test> {
        let criteria = self.rules.criteria.iter().skip(1);
        criteria.map(|criterion| &criterion.test).collect()
    }

    fn says(&self, code: Code, path: &[Step]) -> bool {
        let span = Spans::new(&self.text).find(path);
        self.findings.iter().any(|finding| {
            finding.code == code && finding.location == Location::Rules(span.clone())
        })
    }

    fn has(&self, code: Code) -> bool {
        self.findings.iter().any(|finding| finding.code == code)
    }
}

#[test]
fn what_is_said_of_tests_is_true_of_every_application_and_what_is_true_is_said() {
    for case in CASES.iter() {
        let selection = &case.selection;
        let criteria = case.criteria();
        let mut tests: Vec<(&Test, Vec<Step>)> = criteria
            .iter()
            .enumerate()
            .map(|(at, test)| (*test, criterion_path(at)))
            .collect();
        let groups = case.rules.places.groups.iter().enumerate();
        tests.extend(groups.filter_map(|(at, group)| {
            Some((
                group.test.as_ref()?,
                vec!["groups".into(), at.into(), "test".into()],
            ))
        }));
        for (test, path) in tests {
            let mut all = Vec::new();
            parts(test, &path, &mut all);
            let mut under: Vec<Vec<Step>> = Vec::new();
            for (part, path) in all {
                let answers: BTreeSet<&str> = all_facts(selection)
                    .map(|facts| answer(part, facts).words())
                    .collect();
                let (never, always) = (
                    case.says(Code::NeverMet, &path),
                    case.says(Code::AlwaysMet, &path),
                );
                if under.iter().any(|above| path.starts_with(above)) {
                    // The whole was said already.
                    assert!(!never && !always);
                    continue;
                }
                assert_eq!(
                    never,
                    !answers.contains("met"),
                    "{:?} {:?}\n{}",
                    part,
                    answers,
                    case.text
                );
                assert_eq!(
                    always,
                    answers.contains("met") && !answers.contains("not met"),
                    "{:?}\n{}",
                    part,
                    case.text
                );
                if never || always {
                    under.push(path);
                }
            }
        }
    }
}

#[test]
fn what_is_said_to_change_nothing_can_be_taken_out_together_and_nobody_fares_differently() {
    for case in CASES.iter() {
        let selection = &case.selection;
        let criteria = case.criteria();
        let mut left = case.rules.clone();
        let mut kept = vec![case.rules.criteria[CriterionId::DEADLINE].clone()];
        for (at, test) in criteria.iter().enumerate() {
            if case.says(
                Code::NeverDecides,
                &[Step::from("eligibility"), at.into(), "id".into()],
            ) {
                continue;
            }
            let mut all = Vec::new();
            parts(test, &criterion_path(at), &mut all);
            let mut test = (*test).clone();
            // From the last to the first, so that positions stay what they are.
            for (_, path) in all
                .into_iter()
                .rev()
                .filter(|(_, path)| case.says(Code::NeverDecides, path))
            {
                test = without(&test, &path[3..]);
            }
            kept.push(Criterion {
                test,
                ..case.rules.criteria[CriterionId(at + 1)].clone()
            });
        }
        left.criteria = kept.into();
        let (mut all, mut fewer) = (PossibleWorlds::new(case.rules), PossibleWorlds::new(&left));
        let fields = case.rules.form.fields.len();
        for facts in all_facts(selection) {
            let open = |field| match &*facts.reading(Subject::Field(FieldId(field))) {
                Reading::Unreadable(_) | Reading::Blank => true,
                Reading::Value(Value::Choices(choices)) => choices.unread.is_some(),
                Reading::Value(_) => false,
            };
            let with = verdict(&mut all, &case.rules.criteria, facts);
            let without = verdict(&mut fewer, &left.criteria, facts);
            // Each criterion is asked over all answers, and not all criteria together: of an answer that is open one of the two may
            // ask where the other refuses already. Nobody is eligible by the one and not by the other.
            let asks = (0..fields).any(open) && with != Answer::Met && without != Answer::Met;
            // Known, and said below: of a blank the judge may take it that nothing is given, and that whatever would be given meets
            // another test. Then a criterion that asks which answer it is has nobody beside it who refuses.
            let is_blank = |field| *facts.reading(Subject::Field(FieldId(field))) == Reading::Blank;
            if case.text.contains("given = true") && (0..fields).any(is_blank) {
                continue;
            }
            assert!(
                asks || with == without,
                "{:?} {:?}\n{}",
                with,
                without,
                case.text
            );
        }
    }
}

#[test]
fn what_is_said_of_criteria_and_groups_is_true_and_what_is_true_is_said() {
    for case in CASES.iter() {
        let selection = &case.selection;
        let (mut worlds, criteria) = (PossibleWorlds::new(case.rules), &case.rules.criteria);
        let met: Vec<Facts<'_>> = all_facts(selection)
            .filter(|facts| verdict(&mut worlds, criteria, *facts) == Answer::Met)
            .collect();
        let eligible = !met.is_empty();
        // Known: of one blank field the judge may take it that nothing is given, and that whatever would be given meets another test. No
        // one answer does both, so `check` says of such rules that nobody is eligible. Whoever gave an answer to all is in no doubt.
        let is_blank = |facts: &Facts<'_>| {
            let mut fields = (0..case.rules.form.fields.len()).map(FieldId);
            fields.any(|field| *facts.reading(Subject::Field(field)) == Reading::Blank)
        };
        let is_known = case.text.contains("given = true") && met.iter().all(is_blank);
        let said = case.has(Code::NobodyEligible);
        assert!(said != eligible || said && is_known, "{}", case.text);
        if !eligible || ranked(selection).is_empty() {
            continue;
        }
        let judged = || {
            selection
                .standings
                .iter()
                .map(|standing| selection.judgements[standing.application])
        };
        for (at, group) in case
            .rules
            .places
            .groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.test.is_some())
        {
            let path: Vec<Step> = vec!["groups".into(), at.into(), "id".into()];
            let fits: BTreeSet<bool> = judged()
                .map(|judgement| judgement.groups.contains(GroupId(at)))
                .collect();
            let test = [Step::from("groups"), at.into(), "test".into()];
            let said_already =
                case.says(Code::NeverMet, &test) || case.says(Code::AlwaysMet, &test);
            assert_eq!(
                case.says(Code::Unreachable, &path),
                fits == BTreeSet::from([false]) && !said_already,
                "{}\n{}",
                group.id,
                case.text
            );
            assert_eq!(
                case.says(Code::NeverDecides, &path),
                fits == BTreeSet::from([true]) && !said_already,
                "{}\n{}",
                group.id,
                case.text
            );
        }
        let homeless = judged().any(|judgement| judgement.groups.is_empty());
        assert_eq!(case.has(Code::NoGroup), homeless, "{}", case.text);
    }
}

#[test]
fn what_is_said_of_points_levels_and_ties_is_true() {
    for case in CASES.iter() {
        let selection = &case.selection;
        let ranked = ranked(selection);
        for (at, measure) in case.rules.measures.iter().enumerate() {
            let path: Vec<Step> = vec!["scoring".into(), at.into(), "id".into()];
            let points = |facts: Facts<'_>| {
                let blank = matches!(
                    *facts.reading(measure.worth.subject),
                    Reading::Blank | Reading::Unreadable(_)
                );
                (!blank)
                    .then(|| intake::score::contribution(measure, facts).points.known())
                    .flatten()
            };
            let earned: BTreeSet<String> = all_facts(selection)
                .filter_map(points)
                .map(|points| points.to_string())
                .collect();
            let by_ranked: BTreeSet<String> = ranked
                .iter()
                .filter_map(|facts| points(*facts))
                .map(|points| points.to_string())
                .collect();
            for nth in 0..3_usize {
                let piece = match at {
                    1 => vec![Step::from("bands"), Step::Band(BandId(nth))],
                    _ => vec![Step::from("points"), Step::Entry(RowId(nth))],
                };
                let path: Vec<Step> = [Step::from("scoring"), at.into()]
                    .into_iter()
                    .chain(piece)
                    .collect();
                // Each row and band earns its number from 1.
                assert_eq!(
                    case.says(Code::Unreachable, &path),
                    !earned.contains(&(nth + 1).to_string()),
                    "{} {}\n{}",
                    at,
                    nth,
                    case.text
                );
            }
            if !ranked.is_empty() {
                assert_eq!(
                    case.says(Code::OnlyForOthers, &path),
                    by_ranked != earned || unblanked(case, selection, at),
                    "{}\n{}",
                    at,
                    case.text
                );
                let parts: BTreeSet<String> = ranked
                    .iter()
                    .map(|facts| {
                        intake::score::contribution(measure, *facts)
                            .points
                            .least
                            .to_string()
                    })
                    .collect();
                assert_eq!(
                    case.says(Code::PartConstant, &path),
                    parts.len() == 1,
                    "{}\n{}",
                    at,
                    case.text
                );
            }
        }
        for at in 0..case.rules.ranking.tie_breaks.len() {
            if case.says(
                Code::TieBreakIdle,
                &[Step::from("ranking"), "tie_breaks".into(), at.into()],
            ) {
                assert!(
                    selection
                        .standings
                        .iter()
                        .all(|standing| standing.behind_by != Some(TieBreakId(at))),
                    "{}\n{}",
                    at,
                    case.text
                );
            }
        }
    }
}

/// Whether a blank is worth something and nobody in the ranking left it blank.
fn unblanked(case: &Case, selection: &Selection<'_>, at: usize) -> bool {
    let measure = &case.rules.measures[MeasureId(at)];
    let blank = |facts: &Facts<'_>| matches!(*facts.reading(measure.worth.subject), Reading::Blank);
    measure.worth.blank.is_some() && !ranked(selection).iter().any(blank)
}

/// Whatever `n` is, from 0 to 4, it is one of the two; the band from 6 is beyond its bounds.
#[test]
fn a_blank_stands_for_answers_within_the_bounds_and_for_no_others() {
    let mut text = HEAD.replace("#ROWS", "[{ level = \"low\" }]");
    for (at, test) in [
        "{ not = { field = \"n\", given = true } }",
        "{ any = [{ field = \"n\", at_least = 2 }, { field = \"n\", at_most = 3 }] }",
    ]
    .iter()
    .enumerate()
    {
        text += &format!(
            "\n[[eligibility]]\nid = \"e{at}\"\ntitle = \"E\"\ncites = [\"c\"]\ntest = {test}\n"
        );
    }
    text += "\n[[scoring]]\nid = \"number\"\ntitle = \"N\"\ncites = [\"c\"]\nweight = 1\nfield = \"n\"\nblank = 2\nbands = [{ below = 6, points = 1 }, { from = 6, points = 2 }]\n";
    text += "\n[[groups]]\nid = \"g\"\ntitle = \"G\"\nsize = 500\ncites = [\"c\"]\n";
    text += "\n[ranking]\ncites = [\"c\"]\ntie_breaks = [{ lot = \"x\" }]\n";
    let case = Case::new(text);
    let (mut worlds, criteria) = (PossibleWorlds::new(case.rules), &case.rules.criteria);
    let eligible = |facts| verdict(&mut worlds, criteria, facts) == Answer::Met;
    assert!(all_facts(&case.selection).any(eligible));
    assert!(!case.has(Code::NobodyEligible), "{:?}", case.findings);
}

/// Each of these is needless because of the other: one of them must stay.
#[test]
fn a_criterion_and_a_part_of_another_that_need_each_other_are_not_both_said_to_change_nothing() {
    let low = "{ field = \"s\", at_most = \"low\" }";
    let parts =
        "{ not = { level = \"l\", at_least = \"mid\" } }, { level = \"l\", at_most = \"low\" }";
    let rows = format!(
        "[{{ test = {{ all = [{{ field = \"c\", in = [\"b\"] }}, {low}] }}, level = \"mid\" }}, {{ level = \"low\" }}]"
    );
    let tests = [
        format!("{{ all = [{low}, {parts}] }}"),
        "{ not = { field = \"c\", in = [\"b\"] } }".to_owned(),
    ];
    for order in [[0, 1], [1, 0]] {
        let mut text = HEAD.replace("#ROWS", &rows);
        text += "\n[[groups]]\nid = \"g\"\ntitle = \"G\"\nsize = 500\ncites = [\"c\"]\n";
        for (at, test) in order.iter().enumerate() {
            let test = &tests[*test];
            text += &format!(
                "\n[[eligibility]]\nid = \"e{at}\"\ntitle = \"E\"\ncites = [\"c\"]\ntest = {test}\n"
            );
        }
        text += "\n[ranking]\ncites = [\"c\"]\ntie_breaks = [{ lot = \"x\" }]\n";
        let case = Case::new(text);
        let of_not = [0_usize, 1].map(|at| {
            case.says(
                Code::NeverDecides,
                &[Step::from("eligibility"), at.into(), "id".into()],
            )
        });
        let at = order.iter().position(|test| *test == 0).unwrap();
        let path = |part: usize| [criterion_path(at), vec!["all".into(), part.into()]].concat();
        let of_parts = [1, 2].map(|part| case.says(Code::NeverDecides, &path(part)));
        let needless = of_not.iter().chain(&of_parts).filter(|said| **said).count();
        assert!(
            needless > 0 && !(of_not.contains(&true) && of_parts == [true, true]),
            "{of_not:?} {of_parts:?}"
        );
    }
}
