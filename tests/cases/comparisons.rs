//! Comparisons: only what has to do with it is blamed, and none of it can be left out.

use std::collections::{BTreeMap, BTreeSet};

use intake::rules::load::load;
use intake::rulings::Rulings;
use intake::select::select;
use intake::study::compare::state::{State, States, of_selection};
use intake::study::compare::{Compared, Comparison, Status, compare};
use intake::table::Sheet;

use crate::bench::Bench;

/// Pieces of the rules that can be changed by themselves: where, as `compare` calls it; what stood there, and what comes.
struct Piece {
    what: &'static str,
    was: &'static str,
    is: &'static str,
}

const fn piece(what: &'static str, was: &'static str, is: &'static str) -> Piece {
    Piece { what, was, is }
}

const TABLE_A: &str =
    "table = [{ test = { field = \"p\", is = true }, level = \"yes\" }, { level = \"no\" }]";
const TABLE_B: &str =
    "table = [{ test = { field = \"q\", is = true }, level = \"yes\" }, { level = \"no\" }]";
const BANDS: &str = "bands = [{ below = 1, level = \"no\" }, { from = 1, level = \"yes\" }]";

/// Those of one line belong together: the rules cannot do with some of them.
const PIECES: [&[Piece]; 7] = [
    &[
        piece("level a, table", TABLE_A, ""),
        piece(
            "level a, points",
            "",
            "points = [{ field = \"p\", points = { yes = 0, no = 0 } }]",
        ),
        piece("level a, bands", "", BANDS),
    ],
    &[
        piece("level b, table", TABLE_B, ""),
        piece(
            "level b, points",
            "",
            "points = [{ field = \"q\", points = { yes = 1, no = 0 } }]",
        ),
        piece("level b, bands", "", BANDS),
    ],
    &[piece("scoring a, points yes", "yes = 5", "yes = 2")],
    &[piece(
        "scoring b, weight",
        "weight = 1 # b",
        "weight = 2 # b",
    )],
    &[
        piece(
            "field r",
            "",
            "[fields.r]\ntype = \"yes-no\"\nheadings = [\"R\"]",
        ),
        piece(
            "eligibility r",
            "",
            "[[eligibility]]\nid = \"r\"\ntitle = \"R\"\ncites = [\"c\"]\ntest = { field = \"r\", is = true }",
        ),
    ],
    &[piece("places, cap", "cap = 2", "cap = 1")],
    &[
        piece("scoring a, field", "", "field = \"q\""),
        piece("scoring a, level", "level = \"a\"", ""),
    ],
];

/// The rules with some of the pieces changed; each piece by its position in its line, each line by its position.
fn rules(changed: &BTreeSet<(usize, usize)>) -> String {
    let at = |line: usize, piece: usize| {
        let of = &PIECES[line][piece];
        if changed.contains(&(line, piece)) {
            of.is
        } else {
            of.was
        }
    };
    format!(
        r#"format = 1
[programme]
id = "linked"
title = "Linked changes"
[call]
deadline = 2025-12-31
time_zone = "Europe/Vienna"
submitted = "submitted"
cites = ["c"]
[call.clauses]
c = "Clause."
[places]
{cap}
group_size = 2
cites = ["c"]
[[groups]]
id = "all"
title = "All"
cites = ["c"]
[fields.application]
type = "id"
headings = ["ID"]
[fields.submitted]
type = "timestamp"
headings = ["Submitted"]
[fields.p]
type = "yes-no"
headings = ["P"]
[fields.q]
type = "yes-no"
headings = ["Q"]
{r}
[[scales.met]]
level = "no"
[[scales.met]]
level = "yes"
[[levels]]
id = "a"
cites = ["c"]
scale = "met"
{a}
[[levels]]
id = "b"
cites = ["c"]
scale = "met"
{b}
{criterion}
[[scoring]]
id = "a"
title = "A"
cites = ["c"]
weight = 1
{field}
{level}
points = {{ no = 0, {points} }}
[[scoring]]
id = "b"
title = "B"
cites = ["c"]
{weight}
level = "b"
points = {{ no = 0, yes = 3 }}
[ranking]
cites = ["c"]
tie_breaks = [{{ lot = "x" }}]
"#,
        cap = at(5, 0),
        r = at(4, 0),
        criterion = at(4, 1),
        a = [at(0, 0), at(0, 1), at(0, 2)].join("\n"),
        b = [at(1, 0), at(1, 1), at(1, 2)].join("\n"),
        field = at(6, 0),
        level = at(6, 1),
        points = at(2, 0),
        weight = at(3, 0),
    )
}

fn states(text: &str, sheets: &[Sheet]) -> Option<States> {
    let rules = load("rules.toml", text, &|_| Err(String::new())).rules?;
    Some(of_selection(&select(&rules, sheets).ok()?))
}

fn compared(a: &str, b: &str, sheets: &[Sheet]) -> Comparison {
    let rules = |text| {
        load("rules.toml", text, &|_| Err(String::new()))
            .rules
            .unwrap()
    };
    let (rules_a, rules_b) = (rules(a), rules(b));
    let side = |rules, text| Compared {
        rules,
        states: states(text, sheets).unwrap(),
        cohort: Vec::new(),
        balance: Vec::new(),
        run: None,
    };
    compare(
        &side(&rules_a, a),
        &side(&rules_b, b),
        Some((sheets.into(), &Rulings::default())),
    )
}

fn sheets(pile: &str) -> Vec<Sheet> {
    Bench::new("").pile(pile).sheets().0
}

/// All pieces of some of the lines.
fn lines(lines: &[usize]) -> BTreeSet<(usize, usize)> {
    lines
        .iter()
        .flat_map(|line| (0..PIECES[*line].len()).map(|piece| (*line, piece)))
        .collect()
}

const PILE: &str = "ID,Submitted,P,Q,R\nW,2025-01-01 12:00,yes,no,yes\nX,2025-01-01 12:00,no,yes,yes\nY,2025-01-01 12:00,no,yes,no\nZ,2025-01-01 12:00,no,no,yes\n";

#[test]
fn compare_linked_blames_the_rule_that_changed_its_kind_and_no_other() {
    let sheets = sheets(PILE);
    let comparison = compared(&rules(&BTreeSet::new()), &rules(&lines(&[0, 1])), &sheets);
    let needs: Vec<&[usize]> = comparison
        .changes
        .iter()
        .map(|weighed| weighed.stands_with.as_slice())
        .collect();
    assert_eq!(
        needs,
        [&[2, 3][..], &[1, 3], &[1, 2], &[5, 6], &[4, 6], &[4, 5]]
    );
    let by: BTreeMap<&str, _> = comparison
        .movers
        .iter()
        .map(|mover| (mover.application.as_str(), &mover.by))
        .collect();
    assert!(by.contains_key("W") && by.contains_key("X"));
    for (id, sets) in by {
        assert_eq!(*sets, [[1, 2, 3]], "{id}");
    }
    // The other level says the same in other words.
    assert!(
        comparison
            .changes
            .iter()
            .all(|weighed| weighed.has_effect == Some(weighed.change.number < 4))
    );
}

/// Every subset of a set, itself left out.
fn proper(set: &BTreeSet<(usize, usize)>) -> Vec<BTreeSet<(usize, usize)>> {
    let members: Vec<_> = set.iter().copied().collect();
    let subset = |bits: usize| {
        (0..members.len())
            .filter(|at| bits >> at & 1 == 1)
            .map(|at| members[at])
            .collect()
    };
    (0..(1 << members.len()) - 1).map(subset).collect()
}

#[test]
fn compare_linked_names_sets_of_which_nothing_can_be_left_out() {
    let mut seed = 11_usize;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut together = 0;
    for _ in 0..12 {
        let chosen: Vec<usize> = (0..PIECES.len()).filter(|_| random(3) > 0).collect();
        let all = lines(&chosen);
        let mut pile = String::from("ID,Submitted,P,Q,R\n");
        for id in ["U", "V", "W", "X", "Y", "Z"] {
            let answers: Vec<&str> = (0..3).map(|_| ["yes", "no"][random(2)]).collect();
            pile.push_str(&format!("{id},2025-01-01 12:00,{}\n", answers.join(",")));
        }
        let sheets = sheets(&pile);
        let comparison = compared(&rules(&BTreeSet::new()), &rules(&all), &sheets);
        assert_eq!(comparison.attribution, Status::Found, "{chosen:?}");
        let piece_of: BTreeMap<usize, (usize, usize)> = comparison
            .changes
            .iter()
            .map(|weighed| {
                let what = weighed.change.what.as_str();
                let found = all
                    .iter()
                    .find(|(line, piece)| PIECES[*line][*piece].what == what);
                (
                    weighed.change.number,
                    *found.unwrap_or_else(|| panic!("{what}")),
                )
            })
            .collect();
        assert_eq!(piece_of.len(), all.len());
        let mut came: BTreeMap<BTreeSet<(usize, usize)>, Option<States>> = BTreeMap::new();
        let mut come = |set: &BTreeSet<(usize, usize)>| {
            came.entry(set.clone())
                .or_insert_with(|| states(&rules(set), &sheets))
                .clone()
        };
        let pieces = |numbers: &[usize]| {
            numbers
                .iter()
                .map(|number| piece_of[number])
                .collect::<BTreeSet<_>>()
        };
        for mover in &comparison.movers {
            let end = |state: Option<&State>| {
                let state = state.cloned().unwrap();
                if mover.moves {
                    (Some(state.outcome), state.group, None)
                } else {
                    (None, None, Some(state))
                }
            };
            let wanted = end(mover.to.as_ref());
            let mut does = |set: &BTreeSet<(usize, usize)>| {
                come(set).is_some_and(|states| end(states.get(&mover.application)) == wanted)
            };
            assert!(!mover.by.is_empty());
            for set in mover.by.iter().map(|set| pieces(set)) {
                assert!(does(&set), "{} {set:?}", mover.application);
                let less = proper(&set).into_iter().find(|less| does(less));
                assert_eq!(
                    less, None,
                    "{} of {set:?} with {chosen:?}\n{pile}",
                    mover.application
                );
                together += usize::from(set.len() > 3);
            }
        }
        for weighed in comparison
            .changes
            .iter()
            .filter(|weighed| !weighed.stands_with.is_empty())
        {
            let own = piece_of[&weighed.change.number];
            let needs = pieces(&weighed.stands_with);
            let with = |set: &BTreeSet<(usize, usize)>| {
                set.iter().copied().chain([own]).collect::<BTreeSet<_>>()
            };
            assert!(come(&with(&needs)).is_some());
            let less = proper(&needs)
                .into_iter()
                .find(|less| come(&with(less)).is_some());
            assert_eq!(less, None, "{own:?} with {needs:?}");
        }
    }
    assert!(together > 0, "no change took two rules");
}

#[test]
fn compare_linked_takes_a_name_for_no_word_of_the_format() {
    let counted = |name: &str| {
        let field = |more: &str| {
            format!("[fields.{name}]\ntype = \"number\"\nheadings = [\"N\"]\nroster = true\n{more}")
        };
        let with = |more: &str| {
            rules(&BTreeSet::new()).replace(
                "[[scales.met]]\nlevel = \"no\"",
                &format!("{}\n[[scales.met]]\nlevel = \"no\"", field(more)),
            )
        };
        let pile = PILE
            .replace(",R\n", ",R,N\n")
            .replace("yes\n", "yes,1\n")
            .replace("no\n", "no,1\n");
        compared(
            &with("min = 0\nmax = 9"),
            &with("min = 1\ndecimal = \"comma\""),
            &sheets(&pile),
        )
        .changes
        .len()
    };
    assert_eq!(
        ["years", "test", "linear", "bands", "tie-breaks"].map(counted),
        [3; 5]
    );
}
