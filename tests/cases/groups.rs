//! Preferences, groups and the order of chairs.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::bench::{Bench, Ran, plain, said};
use crate::shell::Exit;

/// The themes, their options, and the letters by which tests name them.
const THEMES: [(&str, &str); 3] = [
    ("water", "Clean water"),
    ("forest", "Old forests"),
    ("air", "Fresh air"),
];

/// What the groups ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Admits {
    /// No test.
    Open,
    /// Who names the group.
    Named,
    /// Everybody who is a member, whatever they named.
    Members,
}

/// Rules with these lines in `[places]` and groups of these sizes.
fn rules(places: &str, sizes: &[u32], admits: Admits) -> String {
    let mut groups = String::new();
    for ((id, _), size) in THEMES.iter().zip(sizes) {
        write!(
            groups,
            "[[groups]]\nid = \"{id}\"\ntitle = \"{id}\"\nsize = {size}\ncites = [\"c\"]\n"
        )
        .unwrap();
        match admits {
            Admits::Open => {}
            Admits::Named => {
                writeln!(groups, "test = {{ field = \"themes\", is = \"{id}\" }}").unwrap();
            }
            Admits::Members => {
                writeln!(groups, "test = {{ field = \"member\", is = true }}").unwrap();
            }
        }
    }
    let options = THEMES.iter().take(sizes.len());
    let options: Vec<String> = options
        .map(|(id, spelling)| format!("{id} = [\"{spelling}\"]"))
        .collect();
    format!(
        r#"format = 1
[programme]
id = "groups"
title = "Groups"
[call]
deadline = 2020-03-31
time_zone = "Europe/Vienna"
submitted = "submitted"
cites = ["c"]
[call.clauses]
c = "All that there is."
[places]
preference = "themes"
{places}
cites = ["c"]
{groups}
[fields.application]
type = "id"
headings = ["ID"]
[fields.submitted]
type = "timestamp"
headings = ["Submitted"]
[fields.themes]
type = "choices"
headings = ["Themes"]
options = {{ {} }}
[fields.member]
type = "yes-no"
headings = ["Member"]
roster = true
[fields.points]
type = "rating"
headings = ["Points"]
min = 0
max = 1000
[[scoring]]
id = "points"
title = "Points"
cites = ["c"]
weight = 1
field = "points"
rating = true
[ranking]
cites = ["c"]
tie_breaks = [{{ lot = "seed" }}]
"#,
        options.join(", ")
    )
}

/// A pile of people with these themes, best-ranked first, called A-1, A-2, …
fn pile<T: AsRef<str>>(themes: &[T]) -> String {
    let mut pile = "ID,Submitted,Themes,Member,Points\n".to_owned();
    for (at, themes) in themes.iter().enumerate() {
        let (number, points) = (at + 1, 1000 - at);
        writeln!(
            pile,
            "A-{number},2020-03-01T08:00:00,{},yes,{points}",
            themes.as_ref()
        )
        .unwrap();
    }
    pile
}

fn selected<T: AsRef<str>>(rules: &str, themes: &[T]) -> Ran {
    Bench::new(rules).pile(pile(themes)).select()
}

/// Each outcome in a word or three, in the order of the pile.
fn outcomes(ran: &Ran) -> Vec<String> {
    ran.audit()
        .iter()
        .skip(1)
        .map(crate::bench::outcome)
        .collect()
}

/// What is said of why, of one application.
fn why(ran: &Ran, id: &str) -> Vec<String> {
    let audit = ran.audit();
    let record = audit
        .iter()
        .find(|record| record["application"] == id)
        .unwrap();
    record["why"].as_array().unwrap().iter().map(said).collect()
}

const TWO: &str = "cap = 2";

#[test]
fn unreadable_preference_never_seats_anybody_in_a_group_they_did_not_ask_for() {
    for admits in [Admits::Open, Admits::Named, Admits::Members] {
        for unreadable in ["Old forrests", "#REF!", "Alte Wälder", "prefer not to say"] {
            let ran = selected(&rules(TWO, &[1, 1], admits), &[unreadable, "Clean water"]);
            assert_eq!(
                outcomes(&ran),
                ["clarify", "selected water"],
                "{admits:?} {unreadable}"
            );
            assert_eq!(ran.said.exit, Exit::Questions, "select asks as check does");
            let asked = ran.rows("clarify.csv");
            assert_eq!(
                asked
                    .iter()
                    .map(|row| row["field"].as_str())
                    .collect::<Vec<_>>(),
                ["themes"],
                "{admits:?}"
            );
        }
    }
}

#[test]
fn unreadable_preference_does_not_matter_where_one_group_alone_is_in_reach() {
    let rules = rules(TWO, &[1, 1], Admits::Members).replacen(
        "test = { field = \"member\", is = true }",
        "test = { field = \"member\", is = false }",
        1,
    );
    let ran = selected(&rules, &["Old forrests", "Clean water"]);
    assert_eq!(outcomes(&ran), ["selected forest", "unplaced"]);
}

#[test]
fn unreadable_preference_says_whether_an_answer_could_win_a_seat() {
    // Nobody who fits both could be passed over by A-1, and A-4 is behind two who fill both groups.
    let ran = selected(
        &rules(TWO, &[1, 1], Admits::Members),
        &["?", "Clean water", "Old forests", "#N/A"],
    );
    assert_eq!(
        outcomes(&ran),
        ["clarify", "selected water", "selected forest", "clarify"]
    );
    let could: Vec<String> = ran
        .audit()
        .iter()
        .skip(1)
        .map(|record| said(&record["could_sit"]))
        .collect();
    assert_eq!(could, ["true", "", "", "false"]);
}

#[test]
fn unreadable_preference_can_be_settled_by_a_decision() {
    let bench = || {
        Bench::new(&rules(TWO, &[1, 1], Admits::Members))
            .pile(pile(&["Old forrests", "Clean water"]))
    };
    let asked = bench().select().rows("clarify.csv");
    assert_eq!(asked[0]["decides"], "preference");
    let head = "application,field,cell,found,decision,answer,who,when,why\n";
    let said = "clarify,Old forests,Ana,2020-04-01,she said so";
    let row = &asked[0];
    let decided = format!(
        "{head}{},{},{},{},{said}\n",
        row["application"], row["field"], row["cell"], row["found"]
    );
    let ran = bench().decided("decisions.csv", decided).select();
    assert_eq!(
        outcomes(&ran),
        ["selected forest", "selected water"],
        "{}",
        ran.said.words()
    );
}

#[test]
fn partly_read_preference_is_asked_about_where_the_unread_part_could_come_first() {
    for admits in [Admits::Open, Admits::Named, Admits::Members] {
        let ran = selected(
            &rules(TWO, &[1, 1], admits),
            &["Old forrests; Clean water", "Clean water"],
        );
        assert_eq!(outcomes(&ran), ["clarify", "selected water"], "{admits:?}");
    }
}

#[test]
fn partly_read_preference_is_enough_where_what_was_read_decides() {
    // Water comes first whatever the rest says, and forest is what is left.
    let ran = selected(
        &rules(TWO, &[1, 1], Admits::Members),
        &["Clean water; Old forrests", "Clean water"],
    );
    assert_eq!(outcomes(&ran), ["selected water", "selected forest"]);
    // With a third group the rest decides who comes second.
    let ran = selected(
        &rules("cap = 3", &[1, 1, 1], Admits::Members),
        &["Clean water; Old forrests", "Clean water"],
    );
    assert_eq!(outcomes(&ran), ["clarify", "selected water"]);
}

/// A pile in which each option has a column of its own.
fn marked(rows: &[[&str; 2]]) -> String {
    let mut pile =
        "ID,Submitted,Themes [Clean water],Themes [Old forests],Member,Points\n".to_owned();
    for (at, [water, forest]) in rows.iter().enumerate() {
        writeln!(
            pile,
            "A-{},2020-03-01T08:00:00,{water},{forest},yes,{}",
            at + 1,
            100 - at
        )
        .unwrap();
    }
    pile
}

#[test]
fn preference_invented_by_the_order_of_options_decides_nothing() {
    let both = [["Yes", "Yes"], ["Yes", "Yes"], ["Yes", "Yes"]];
    let options = "options = { water = [\"Clean water\"], forest = [\"Old forests\"] }";
    let turned = "options = { forest = [\"Old forests\"], water = [\"Clean water\"] }";
    let rules = rules("cap = 2\nreserve = 1", &[1, 1], Admits::Named);
    assert!(rules.contains(options));
    for rules in [&rules, &rules.replace(options, turned)] {
        let bench = Bench::new(rules).pile(marked(&both));
        let ran = bench.select();
        assert_eq!(
            outcomes(&ran),
            ["selected water", "selected forest", "reserve water 1"]
        );
        let note = "no order of preference is known between “water” and “forest”: the order of the groups in the rules decided";
        // For the second only forest was left, so that no order decided.
        let notes: Vec<bool> = ran
            .ranked()
            .iter()
            .map(|row| row["notes"].contains(note))
            .collect();
        assert_eq!(notes, [true, false, true]);
        assert!(why(&ran, "A-1").contains(&note.to_owned()));
        for said in [plain(&bench.check().out), plain(&ran.said.err)] {
            assert!(
                said.contains(
                    "warning[no-order] pile.csv:column C: themes: a column for each option"
                ),
                "{said}"
            );
            assert!(
                said.contains("3 applications that name several groups have no order"),
                "{said}"
            );
        }
    }
}

#[test]
fn preference_invented_is_nothing_to_speak_of_where_nobody_names_two_groups() {
    let bench =
        Bench::new(&rules(TWO, &[1, 1], Admits::Named)).pile(marked(&[["Yes", "No"], ["", "x"]]));
    assert!(!bench.check().out.contains("no-order"));
    assert_eq!(
        outcomes(&bench.select()),
        ["selected water", "selected forest"]
    );
}

#[test]
fn preference_invented_by_the_form_is_pointed_out_where_every_answer_has_one_order() {
    let rules = rules(TWO, &[1, 1], Admits::Named);
    let forms = vec!["Clean water; Old forests"; 12];
    let says = |themes: &[&str]| {
        plain(&Bench::new(&rules).pile(pile(themes)).check().out).contains("warning[one-order]")
    };
    assert!(says(&forms));
    let mut people = forms.clone();
    people[7] = "Old forests; Clean water";
    assert!(
        !says(&people),
        "one who names them the other way had a choice"
    );
    assert!(!says(&forms[..9]), "nine may be chance");
}

#[test]
fn preference_invented_of_a_blank_is_said_where_groups_admit_by_something_else() {
    let ran = selected(&rules(TWO, &[1, 1], Admits::Members), &["", "Clean water"]);
    assert_eq!(outcomes(&ran), ["selected water", "selected forest"]);
    assert!(
        why(&ran, "A-1")[1]
            .starts_with("no order of preference is known between “water” and “forest”")
    );
    let full = "seated here rather than in “water”, where every seat went to people ranked above";
    assert_eq!(why(&ran, "A-2")[1..], [full]);
}

#[test]
fn open_group_beside_a_preference_takes_only_those_who_name_it() {
    let rules = rules("cap = 3\nreserve = 1", &[1, 1, 1], Admits::Open);
    let bench = Bench::new(&rules).pile(pile(&["Clean water", "Clean water", "Old forests"]));
    let checked = plain(&bench.check().err) + &plain(&bench.check().out);
    let line = rules
        .lines()
        .position(|line| line == "id = \"forest\"")
        .unwrap()
        + 1;
    assert!(
        checked.contains("warning[open-group]: the group `forest` has no `test`"),
        "{checked}"
    );
    assert!(
        checked.contains(&format!("rules.toml:{line}:")),
        "{checked}"
    );
    let ran = bench.select();
    assert_eq!(
        outcomes(&ran),
        ["selected water", "reserve water 1", "selected forest"]
    );
    // A blank names no group: somebody must ask.
    assert_eq!(
        outcomes(&selected(&rules, &["", "Clean water"])),
        ["clarify", "selected water"]
    );
}

#[test]
fn open_group_takes_everybody_where_the_rules_say_that_the_best_place_may() {
    let rules = rules("cap = 2\nseveral = \"best-place\"", &[1, 1], Admits::Open);
    let bench = Bench::new(&rules).pile(pile(&["Clean water", "Clean water"]));
    assert!(
        plain(&bench.check().err).contains("warning[open-group]")
            || plain(&bench.check().out).contains("warning[open-group]")
    );
    assert_eq!(
        outcomes(&bench.select()),
        ["selected water", "selected forest"]
    );
}

#[test]
fn in_turn_preference_comes_first_unless_the_cap_is_reached() {
    let both = "Clean water; Old forests";
    // Two people, three places: nothing is scarce.
    let ran = selected(
        &rules("cap = 3\ndeal = \"in-turn\"", &[2, 2], Admits::Named),
        &[both, "Clean water"],
    );
    assert_eq!(outcomes(&ran), ["selected water", "selected water"]);
    assert!(
        why(&ran, "A-1")
            .iter()
            .all(|why| !why.contains("rather than"))
    );
    // Two places: the cap is reached, and each group gets one.
    let ran = selected(
        &rules("cap = 2\ndeal = \"in-turn\"", &[2, 2], Admits::Named),
        &[both, "Clean water", "Clean water"],
    );
    assert_eq!(
        outcomes(&ran),
        ["selected forest", "selected water", "unplaced"]
    );
    assert_eq!(
        why(&ran, "A-1")[1],
        "seated here rather than in “water”, because the cap is reached and the seats were dealt in turn: “water” has 1 of its 2 seats"
    );
    assert_eq!(
        why(&ran, "A-3")[0],
        "place 3 in the ranking; every seat of “water” went to people ranked above; without the cap there would be a seat: \
         dealt in turn, “water” has 1 of its 2 seats"
    );
}

#[test]
fn best_place_is_where_fewest_ranked_above_sit() {
    let both = "Clean water; Old forests";
    let ran = selected(
        &rules("cap = 4\nseveral = \"best-place\"", &[2, 2], Admits::Named),
        &[both, both, both, "Clean water"],
    );
    // A-1 and A-2 would be first in either; A-3 would be second in either, but water is the only group that A-4 fits.
    assert_eq!(
        outcomes(&ran),
        [
            "selected water",
            "selected forest",
            "selected forest",
            "selected water"
        ]
    );
    assert_eq!(
        why(&ran, "A-3")[1],
        "seated here rather than in “water”, because otherwise somebody selected would lose their seat"
    );
}

#[test]
fn open_place_before_own_group_where_the_group_is_wanted_by_somebody_better() {
    let ran = selected(
        &rules("cap = 3\nopen = \"best-ranked\"", &[1, 1], Admits::Named),
        &[
            "Clean water; Old forests",
            "Clean water",
            "Old forests",
            "Clean water",
        ],
    );
    assert_eq!(
        outcomes(&ran),
        [
            "selected water",
            "selected open",
            "selected forest",
            "unplaced"
        ]
    );
    assert_eq!(
        why(&ran, "A-4")[0],
        "place 4 in the ranking; every seat of “water” went to people ranked above; the open places went to people ranked above \
         as well"
    );
}

/// Rules with a criterion over two assessors' mean.
fn assessed(test: &str) -> String {
    let field = "[fields.mean]\ntype = \"rating\"\nreaders = [[\"R1\"], [\"R2\"]]\ncombine = \"mean\"\nmin = 0\nmax = 10\n";
    let criterion = format!(
        "[[eligibility]]\nid = \"mean\"\ntitle = \"Mean\"\ncites = [\"c\"]\ntest = {{ field = \"mean\", {test} }}\n"
    );
    rules("cap = 9", &[9], Admits::Named)
        .replace("[[scoring]]", &format!("{field}{criterion}[[scoring]]"))
}

/// What comes of somebody with these two ratings.
fn judged(test: &str, ratings: [&str; 2]) -> String {
    let pile = format!(
        "ID,Submitted,Themes,Member,Points,R1,R2\nA-1,2020-03-01T08:00:00,Clean water,yes,9,{}\n",
        ratings.join(",")
    );
    outcomes(&Bench::new(&assessed(test)).pile(pile).lists())[0].clone()
}

#[test]
fn one_assessor_enough_where_no_rating_to_come_can_change_the_answer() {
    assert_eq!(
        judged("at_least = 4", ["10", ""]),
        "selected water",
        "the mean is 5 at least"
    );
    assert_eq!(
        judged("at_least = 4", ["1", ""]),
        "clarify",
        "the mean is 0.5 to 5.5"
    );
    assert_eq!(judged("at_least = 4", ["", ""]), "clarify");
    assert_eq!(
        judged("at_least = 6", ["1", ""]),
        "ineligible",
        "the mean is 5.5 at most"
    );
    assert_eq!(judged("at_most = 4", ["10", "?"]), "ineligible");
    assert_eq!(judged("at_most = 6", ["1", ""]), "selected water");
    assert_eq!(judged("is = 9", ["1", ""]), "ineligible");
    assert_eq!(judged("given = true", ["1", ""]), "clarify");
}

#[test]
fn one_assessor_enough_is_what_the_run_folder_says_as_well() {
    let row =
        "ID,Submitted,Themes,Member,Points,R1,R2\nA-1,2020-03-01T08:00:00,Clean water,yes,9,10,\n";
    let bench = Bench::new(&assessed("at_least = 4")).pile(row);
    assert_eq!(outcomes(&bench.select()), ["selected water"]);
    let page = bench.explain("A-1").out;
    assert!(
        page.contains("What if") && page.contains("the same: selected, water"),
        "{page}"
    );
}

#[test]
fn one_assessor_enough_exactly_where_every_rating_that_could_come_agrees() {
    for test in [
        "at_least = 4",
        "at_most = 4",
        "in = [3, 4]",
        "at_least = 5",
        "at_most = 9.5",
    ] {
        for first in ["0", "1", "3", "5", "8", "10"] {
            let with = |second: &str| judged(test, [first, second]);
            let (ends, open) = ([with("0"), with("10")], with(""));
            let middle = ["2", "5", "7", "9"].map(with);
            let all_agree = ends.iter().chain(&middle).all(|came| *came == ends[0]);
            if open == "clarify" {
                assert!(!all_agree || test.starts_with("in"), "{test} {first}");
            } else {
                assert!(
                    ends.iter().chain(&middle).all(|came| *came == open),
                    "{test} {first}"
                );
            }
        }
    }
}

/// Cells as people fill them: all, some, none, in any order, and what cannot be read.
fn cells() -> impl Strategy<Value = Vec<String>> {
    let themes = THEMES.map(|(_, spelling)| spelling);
    let part = prop::sample::select(vec![
        themes[0],
        themes[1],
        themes[2],
        "Old forrests",
        "Clean watr",
        "#REF!",
    ]);
    let cell = prop::collection::vec(part, 0..=3).prop_map(|parts| parts.join("; "));
    prop::collection::vec(cell, 1..=6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever an unreadable part turns out to say, who is seated now is seated in the same group then.
    #[test]
    fn unreadable_preference_decides_nothing_that_its_readings_do_not_agree_on(
        themes in cells(), members in any::<bool>(), best in any::<bool>()
    ) {
        let admits = if members { Admits::Members } else { Admits::Open };
        let several = if best && members { "several = \"best-place\"" } else { "several = \"first-preference\"" };
        let rules = rules(&format!("cap = 3\nreserve = 1\n{several}"), &[1, 1, 1], admits);
        let now = outcomes(&Bench::new(&rules).pile(pile(&themes)).lists());
        for (at, cell) in themes.iter().enumerate() {
            let unread: Vec<&str> =
                cell.split("; ").filter(|part| !part.is_empty() && THEMES.iter().all(|(_, known)| known != part)).collect();
            let Some(unread) = unread.first() else { continue };
            if now[at] == "clarify" {
                continue;
            }
            for (_, meant) in THEMES {
                let mut then = themes.clone();
                then[at] = cell.replace(unread, meant);
                let then = outcomes(&Bench::new(&rules).pile(pile(&then)).lists());
                prop_assert_eq!(&then[at], &now[at], "{} read as {}", cell, meant);
            }
        }
    }

    /// A group without a test and one whose test asks for its name are the same rule in other words.
    #[test]
    fn open_group_and_its_test_in_words_give_equal_outcomes(themes in cells()) {
        let outcomes = |admits| outcomes(&Bench::new(&rules("cap = 3\nreserve = 1", &[1, 1, 1], admits)).pile(pile(&themes)).lists());
        prop_assert_eq!(outcomes(Admits::Open), outcomes(Admits::Named));
    }
}
