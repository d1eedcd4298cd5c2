//! Blanks and unreadable answers: unclear only where answers differ.

use crate::bench::{Bench, Ran, said};

/// Rules with these parts, over a form with the fields that `fields` says.
fn rules(cap: u32, fields: &str, rest: &str, ranking: &str) -> String {
    format!(
        r#"
format = 1
programme = {{ id = "exact", title = "Exact" }}
call = {{ deadline = 2025-12-31, time_zone = "Europe/Vienna", submitted = "submitted", cites = ["c"], clauses = {{ c = "One clause." }} }}
places = {{ cap = {cap}, cites = ["c"] }}
groups = [{{ id = "all", title = "All", size = {cap}, cites = ["c"] }}]
ranking = {{ cites = ["c"], tie_breaks = [{{ lot = "x" }}]{ranking} }}
[fields]
id = {{ type = "id", headings = ["ID"] }}
submitted = {{ type = "timestamp", headings = ["Submitted"] }}
{fields}
[[scales.amount]]
level = "limited"
[[scales.amount]]
level = "considerable"
[[scales.amount]]
level = "extensive"
{rest}
"#
    )
}

fn criterion(test: &str) -> String {
    format!("[[eligibility]]\nid = \"crit\"\ntitle = \"Criterion\"\ncites = [\"c\"]\ntest = {test}\n")
}

fn measure(id: &str, field: &str, award: &str) -> String {
    format!("[[scoring]]\nid = \"{id}\"\ntitle = \"{id}\"\ncites = [\"c\"]\nweight = 1\nfield = \"{field}\"\n{award}\n")
}

/// The applications, all in time: each row is an id and the cells after the moment.
fn pile(headings: &str, rows: &[&str]) -> String {
    let row = |row: &&str| {
        let (id, cells) = row.split_once(',').unwrap();
        format!("{id},2025-01-01 12:00,{cells}\n")
    };
    format!("ID,Submitted,{headings}\n{}", rows.iter().map(row).collect::<String>())
}

fn ran(rules: &str, pile: &str) -> Ran {
    Bench::new(rules).pile(pile).lists()
}

fn of(ran: &Ran, id: &str, key: &str) -> String {
    said(&ran.audit().into_iter().find(|record| record["application"] == id).unwrap()[key])
}

const LINE: &str = "linear = { from = 0, to = 20, points_from = 0, points_to = 4.6 }";
const NUMBERS: &str = r#"
n = { type = "number", headings = ["N"], min = 0, max = 20 }
yn = { type = "yes-no", headings = ["YN"] }
pts = { type = "rating", headings = ["Points"], min = 0, max = 10 }
"#;

#[test]
fn no_is_not_certain_no_longer_and_an_answer_that_could_win_is_said_to() {
    let scoring = [
        measure("line", "n", LINE),
        measure("yes", "yn", "points = { yes = 0.2, no = 0 }"),
        measure("points", "pts", "rating = true"),
    ];
    let rules = rules(1, NUMBERS, &scoring.concat(), ", decimals = 0");
    let ran = ran(&rules, &pile("N,YN,Points", &["A-1,about twenty,no,0", "A-2,20,yes,0"]));
    assert_eq!(of(&ran, "A-1", "could_sit"), "false");
    assert_eq!((of(&ran, "A-1", "total"), of(&ran, "A-1", "total_at_most")), ("0".into(), "5".into()));
    assert_eq!(of(&ran, "A-2", "total"), "5.2");
}

#[test]
fn line_not_monotone_no_longer_its_ends_are_rounded_as_its_middle_is() {
    let rules = rules(1, NUMBERS, &measure("line", "n", LINE), ", decimals = 0");
    let ran = ran(&rules, &pile("N,YN,Points", &["A-1,20,no,9", "A-2,19.9,no,9", "A-3,0,no,1"]));
    let total = |id| of(&ran, id, "total");
    assert_eq!([total("A-1"), total("A-2"), total("A-3")], ["5", "5", "0"]);
}

/// A line never falls where it rises, and never leaves what it is said to give.
#[test]
fn line_not_monotone_law() {
    for (from, to) in [("0", "4.6"), ("0.4", "2.5"), ("4.6", "0"), ("0.25", "0.35")] {
        for decimals in 0..3 {
            let line = format!("linear = {{ from = 2, to = 7, points_from = {from}, points_to = {to} }}");
            let rules = rules(1, NUMBERS, &measure("line", "n", &line), &format!(", decimals = {decimals}"));
            let rows: Vec<String> = (0..100).map(|n| format!("A-{n:03},{},no,1", f64::from(n) / 10.0)).collect();
            let rows: Vec<&str> = rows.iter().map(String::as_str).chain(["Z,unknown,no,1"]).collect();
            let ran = ran(&rules, &pile("N,YN,Points", &rows));
            let total = |id: &str, key: &str| of_all(&ran, id, key);
            let totals: Vec<rust_decimal::Decimal> = (0..100).map(|n| total(&format!("A-{n:03}"), "total")).collect();
            let falls = from > to;
            assert!(totals.windows(2).all(|two| if falls { two[0] >= two[1] } else { two[0] <= two[1] }), "{totals:?}");
            let least = total("Z", "total");
            let most = of(&ran, "Z", "total_at_most").parse().unwrap_or(least);
            assert_eq!((Some(&least), Some(&most)), (totals.iter().min(), totals.iter().max()), "{line}");
        }
    }
}

fn of_all(ran: &Ran, id: &str, key: &str) -> rust_decimal::Decimal {
    of(ran, id, key).parse().unwrap()
}

const AMOUNTS: &str = r#"
years = { type = "choice", headings = ["Years"], options = { few = [], many = [] } }
reports = { type = "choice", headings = ["Reports"], options = { few = [], many = [] } }
"#;

fn level(derivation: &str) -> String {
    format!("[[levels]]\nid = \"experience\"\ncites = [\"c\"]\nscale = \"amount\"\n{derivation}\n")
}

const SUM: &str = r#"points = [
  { field = "years", points = { few = 0, many = 1 } },
  { field = "reports", points = { few = 0, many = 1 } },
]
bands = [{ below = 1, level = "limited" }, { from = 1, below = 2, level = "considerable" }, { from = 2, level = "extensive" }]"#;
const GROUPED: &str = r#"table = [
  { test = { all = [{ field = "years", is = "many" }, { field = "reports", is = "many" }] }, level = "considerable" },
  { level = "limited" },
]"#;
const FLAT: &str = r#"table = [
  { test = { all = [{ field = "years", is = "few" }, { field = "reports", is = "few" }] }, level = "limited" },
  { test = { all = [{ field = "years", is = "few" }, { field = "reports", is = "many" }] }, level = "limited" },
  { test = { all = [{ field = "years", is = "many" }, { field = "reports", is = "few" }] }, level = "limited" },
  { level = "considerable" },
]"#;
const HALF_KNOWN: &[&str] = &["A,few,", "B,few,few", "C,few,many", "D,many,many", "E,many,", "F,few,???"];

/// The outcomes of half known amounts, by the level, then the criterion.
fn outcomes(derivation: &str, test: &str) -> Vec<String> {
    let rules = rules(2, AMOUNTS, &[level(derivation), criterion(test)].concat(), "");
    let ran = ran(&rules, &pile("Years,Reports", HALF_KNOWN));
    let outcomes = ran.outcomes();
    let shown = |(id, outcome): (&String, &String)| format!("{id}: {}", outcome.split(' ').next().unwrap());
    outcomes.iter().map(shown).collect()
}

#[test]
fn blanks_in_other_words_come_to_the_same() {
    let any = r#"{ any = [{ level = "experience", is = "limited" }, { level = "experience", is = "considerable" }] }"#;
    let in_words = r#"{ level = "experience", in = ["limited", "considerable"] }"#;
    let at_most = r#"{ level = "experience", at_most = "considerable" }"#;
    let not = r#"{ not = { level = "experience", is = "extensive" } }"#;
    let expected = ["A: unplaced", "B: unplaced", "C: unplaced", "D: ineligible", "E: clarify", "F: unplaced"];
    for test in [any, in_words, at_most, not] {
        let found: Vec<String> = outcomes(SUM, test).iter().map(|line| line.replace("selected", "unplaced")).collect();
        assert_eq!(found, expected, "{test}");
    }
    let limited = r#"{ level = "experience", is = "limited" }"#;
    for derivation in [FLAT, GROUPED] {
        let found: Vec<String> =
            outcomes(derivation, limited).iter().map(|line| line.replace("selected", "unplaced")).collect();
        assert_eq!(found, expected, "{derivation}");
    }
}

#[test]
fn blanks_band_hole_is_no_possible_level() {
    let holes = r#"points = [
  { field = "years", points = { few = 0, many = 4 } },
  { field = "reports", points = { few = 0, many = 0 } },
]
bands = [{ below = 1, level = "limited" }, { from = 1, below = 3, level = "considerable" }, { from = 3, level = "extensive" }]"#;
    let not = r#"{ not = { level = "experience", is = "considerable" } }"#;
    let rules = rules(2, AMOUNTS, &[level(holes), criterion(not)].concat(), "");
    let ran = ran(&rules, &pile("Years,Reports", &["A,,few", "B,few,few"]));
    assert_eq!(of(&ran, "A", "outcome"), "selected");
    let found = &ran.audit()[1]["found"];
    let read = found.as_array().unwrap().iter().find(|found| found["of"] == "experience").unwrap();
    assert_eq!(read["read"], "limited or extensive");
}

#[test]
fn level_never_possible_is_not_among_the_possible_ones() {
    let level = level(
        r#"points = [{ field = "yn", points = { yes = 10, no = 0 } }]
bands = [{ below = 3, level = "limited" }, { from = 3, below = 7, level = "considerable" }, { from = 7, level = "extensive" }]"#,
    );
    let test = criterion(r#"{ not = { level = "experience", is = "considerable" } }"#);
    let rules = rules(2, NUMBERS, &[level, test, measure("points", "pts", "rating = true")].concat(), "");
    let ran = ran(&rules, &pile("N,YN,Points", &["A-1,1,perhaps,9", "A-2,1,,8", "A-3,1,yes,7"]));
    let outcomes = ran.outcomes();
    let outcomes: Vec<&str> = outcomes.values().map(String::as_str).collect();
    assert_eq!(outcomes, ["selected all", "selected all", "unplaced"]);
}

#[test]
fn blanks_blank_flat_cannot_win_where_no_answer_can() {
    let rules =
        rules(2, AMOUNTS, &[level(FLAT), criterion(r#"{ level = "experience", is = "considerable" }"#)].concat(), "");
    let ran = ran(&rules, &pile("Years,Reports", HALF_KNOWN));
    assert_eq!(ran.outcomes()["A"], "ineligible");
    assert_eq!(of(&ran, "E", "could_sit"), "true");
}

const RATINGS: &str = r#"
relevance = { type = "rating", readers = [["R1"], ["R2"]], combine = "mean", min = 0, max = 30 }
design = { type = "rating", readers = [["D1"], ["D2"]], combine = "mean", min = 0, max = 40 }
"#;

#[test]
fn partial_rating_refuses_whom_no_rating_to_come_can_save() {
    let level = level(
        r#"points = [{ field = "relevance", rating = true }, { field = "design", rating = true }]
bands = [{ below = 50, level = "limited" }, { from = 50, level = "considerable" }]"#,
    );
    let overall = criterion(r#"{ level = "experience", is = "considerable" }"#);
    let half = criterion(r#"{ field = "relevance", at_least = 16 }"#).replace("\"crit\"", "\"half\"");
    let scoring = [measure("relevance", "relevance", "rating = true"), measure("design", "design", "rating = true")];
    let rules = rules(1, RATINGS, &[level, overall, half, scoring.concat()].concat(), "");
    let ran = ran(&rules, &pile("R1,R2,D1,D2", &["A,,0,40,40", "B,,2,40,40", "C,30,30,5,", "D,16,16,20,20"]));
    // The mean is at most 15; at most 16; the sum at most 52.5; D has 36 of 50.
    let outcomes = ran.outcomes();
    assert_eq!(
        [&outcomes["A"], &outcomes["B"], &outcomes["C"], &outcomes["D"]],
        ["ineligible", "clarify", "clarify", "ineligible"]
    );
    let range = |id| (of(&ran, id, "total"), of(&ran, id, "total_at_most"), of(&ran, id, "could_sit"));
    assert_eq!(range("B"), ("41".into(), "56".into(), "true".into()));
    assert_eq!(range("C"), ("32.5".into(), "52.5".into(), "true".into()));
}

const THEMES: &str = r#"
th = { type = "choices", headings = ["Themes"], options = { water = ["Clean water"], forest = ["Old forests"] } }
pts = { type = "rating", headings = ["Points"], min = 0, max = 10 }
"#;

#[test]
fn blank_scored_and_asked_high_counts_the_answers_and_not_the_blank() {
    let scoring = [
        measure("themes", "th", "points = { water = 0, forest = 0 }\nblank = 10"),
        measure("points", "pts", "rating = true"),
    ];
    let rules = rules(1, THEMES, &[criterion(r#"{ field = "th", is = "water" }"#), scoring.concat()].concat(), "");
    let ran = ran(&rules, &pile("Themes,Points", &["A-1,,1", "A-2,Clean water,5"]));
    assert_eq!(of(&ran, "A-1", "could_sit"), "false");
    assert_eq!((of(&ran, "A-1", "total"), of(&ran, "A-1", "total_at_most")), ("1".into(), String::new()));
}
