//! Small pools under all sorts of rules: groups, seats dealt in turn, open places, balance rules, ties, and ratings by two or three.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;

/// Rules whose weights and assessors can be changed, and a row for everybody.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    pub(crate) places: String,
    pub(crate) balance: String,
    pub(crate) ties: &'static str,
    /// By measure: skill, essay, years.
    pub(crate) weights: [&'static str; 3],
    /// How many assessors read essays, and which of them are still there.
    pub(crate) assessors: usize,
    /// Whether the moment and the kind stand in personal columns.
    pub(crate) personal: [bool; 2],
    pub(crate) rows: Vec<Vec<String>>,
}

/// The bonus that everybody has, and a column of its own, so that a total can be lowered and nothing else.
pub(crate) const BONUS: usize = 9;

pub(crate) const MEASURES: [&str; 3] = ["skill", "essay", "years"];
const HEAD: [&str; 10] = [
    "ID", "Sent", "Themes", "Kind", "Skill", "Years", "Essay 1", "Essay 2", "Essay 3", "Bonus",
];
/// Where the assessors' columns begin.
pub(crate) const ESSAY: usize = 6;

impl Pool {
    /// The rules with these weights, and without the assessors named, from 0.
    pub(crate) fn rules(&self, weights: &[String; 3], without: Option<usize>) -> String {
        let readers = (0..self.assessors)
            .filter(|at| Some(*at) != without)
            .map(|at| format!("[\"{}\"]", HEAD[ESSAY + at]))
            .collect::<Vec<_>>();
        let readers = match readers.as_slice() {
            [one] => format!("headings = {one}"),
            all => format!("readers = [{}]\ncombine = \"mean\"", all.join(", ")),
        };
        let Self {
            places,
            balance,
            ties,
            ..
        } = self;
        let [sent, kind] = self.personal.map(|personal| match personal {
            true => "personal = true",
            false => "",
        });
        let [skill, essay, years] = weights;
        format!(
            r#"format = 1
[programme]
id = "small"
title = "Small"
[call]
deadline = 2024-03-01
time_zone = "Europe/Vienna"
submitted = "sent"
cites = ["all"]
[call.clauses]
all = "All of it."
{places}
[[groups]]
id = "a"
title = "Group A"
test = {{ field = "themes", in = ["a"] }}
size = 2
cites = ["all"]
[[groups]]
id = "b"
title = "Group B"
test = {{ field = "themes", in = ["b"] }}
size = 1
cites = ["all"]
[fields.application]
type = "id"
headings = ["ID"]
[fields.sent]
type = "timestamp"
headings = ["Sent"]
{sent}
[fields.themes]
type = "choices"
headings = ["Themes"]
[fields.themes.options]
a = ["a"]
b = ["b"]
[fields.kind]
type = "choice"
headings = ["Kind"]
{kind}
[fields.kind.options]
x = ["x"]
y = ["y"]
z = ["z"]
[fields.skill]
type = "rating"
headings = ["Skill"]
min = 0
max = 5
[fields.years]
type = "number"
headings = ["Years"]
min = 0
max = 9
[fields.essay]
type = "rating"
{readers}
min = 0
max = 5
[fields.bonus]
type = "rating"
headings = ["Bonus"]
decimal = "point"
min = 0
max = 1000
[[scoring]]
id = "skill"
title = "Skill shown"
cites = ["all"]
weight = {skill}
field = "skill"
rating = true
[[scoring]]
id = "essay"
title = "The essay"
cites = ["all"]
weight = {essay}
field = "essay"
rating = true
[[scoring]]
id = "years"
title = "Years of practice"
cites = ["all"]
weight = {years}
field = "years"
bands = [{{ below = 2, points = 4 }}, {{ from = 2, below = 5, points = 2.5 }}, {{ from = 5, points = 0 }}]
[[scoring]]
id = "bonus"
title = "The same for everybody"
cites = ["all"]
weight = 0.1
field = "bonus"
rating = true
[ranking]
decimals = 2
cites = ["all"]
tie_breaks = [{ties}{{ lot = "small" }}]
{balance}
"#
        )
    }

    /// Whether the largest sum decides and gentle aims move people after that, of which weights and margins are not told.
    pub(crate) fn is_untold(&self) -> bool {
        let gentle = self.balance.contains("within") || self.balance.contains("tie = ");
        self.places.contains("total") && gentle
    }

    pub(crate) fn csv(&self, rows: &[Vec<String>]) -> String {
        let mut csv = format!("{}\n", HEAD.join(","));
        for row in rows {
            writeln!(csv, "{}", row.join(",")).unwrap();
        }
        csv
    }
}

/// The day, groups in order, kind, skill, years, and ratings of the essay.
type Row = (u32, &'static str, &'static str, u32, u32, [String; 3]);

/// One in eight is not given.
fn rating() -> impl Strategy<Value = String> {
    prop_oneof![
        7 => (0_u32..=5).prop_map(|rating| rating.to_string()),
        1 => Just(String::new()),
    ]
}

pub(crate) fn pool(people: usize) -> impl Strategy<Value = Pool> {
    let places = (
        1_u32..=4,
        select(&["by-rank", "in-turn"][..]),
        select(
            &[
                ("none", "stay-empty"),
                ("best-ranked", "stay-empty"),
                ("best-ranked", "become-open"),
            ][..],
        ),
        prop_oneof![
            4 => Just(""),
            1 => Just("assignment = \"preference-first\""),
            1 => Just("fill = \"rank-first\""),
            2 => Just("objective = \"total\""),
        ],
    )
        .prop_map(|(cap, deal, (open, unfilled), more)| {
            format!(
                "[places]\ncap = {cap}\ndeal = \"{deal}\"\nopen = \"{open}\"\nunfilled = \"{unfilled}\"\npreference = \"themes\"\nreserve = 1\ncites = [\"all\"]\n{more}"
            )
        });
    let rule = |id: &'static str| {
        let over = select(&["x", "y"][..]);
        let asks = select(
            &[
                "at_most = 1",
                "at_most = 2",
                "at_least = 1\nhard = true",
                "at_least = 1",
                "at_least = 2\nwithin = 1",
                "at_least = \"1/2\"\nwithin = 2.5",
                "at_least = 1\ntie = true",
            ][..],
        );
        (over, asks).prop_map(move |(over, asks)| {
            format!("[[balance]]\nid = \"{id}\"\ntitle = \"Those of {over}\"\ncites = [\"all\"]\ntest = {{ field = \"kind\", is = \"{over}\" }}\n{asks}\n")
        })
    };
    let balance = prop_oneof![
        3 => Just(String::new()),
        3 => rule("one"),
        2 => (rule("one"), rule("two")).prop_map(|(one, two)| one + &two),
    ];
    let ties = select(
        &[
            "",
            "{ earliest = \"sent\" }, ",
            "{ highest_part = \"essay\" }, ",
            "{ lowest_part = \"skill\" }, { highest = \"years\" }, ",
        ][..],
    );
    let weight = || select(&["0.5", "1", "1.5", "2", "3"][..]);
    let weights = (weight(), weight(), weight()).prop_map(|(one, two, three)| [one, two, three]);
    let row = (
        0_u32..3,
        select(&["a", "b", "a;b", "b;a"][..]),
        select(&["x", "y", "z"][..]),
        0_u32..=5,
        0_u32..=6,
        [rating(), rating(), rating()],
    );
    let rows = prop::collection::vec(row, 2..=people).prop_map(|rows| {
        let row = |(at, (sent, themes, kind, skill, years, essay)): (usize, Row)| {
            let mut row = vec![
                format!("A-{at:02}"),
                format!("2024-02-0{}T10:00:00", sent + 1),
                themes.to_owned(),
                kind.to_owned(),
                skill.to_string(),
                years.to_string(),
            ];
            row.extend(essay);
            row.push("500".to_owned());
            row
        };
        rows.into_iter().enumerate().map(row).collect()
    });
    (places, balance, ties, weights, 2_usize..=3, rows).prop_map(
        |(places, balance, ties, weights, assessors, rows)| Pool {
            places,
            balance,
            ties,
            weights,
            assessors,
            personal: [false, false],
            rows,
        },
    )
}
