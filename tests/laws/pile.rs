//! Generated piles of applications: good, bad and blank answers mixed, ties, several groups, the same person twice.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::bench::{Bench, Ran};

pub(super) const ID: usize = 0;
pub(super) const SUBMITTED: usize = 1;
pub(super) const EMAIL: usize = 2;
pub(super) const THEMES: usize = 8;
pub(super) const RATES: [usize; 3] = [9, 10, 11];
pub(super) const TEST: usize = 12;

/// Each column: heading, answers that can be read, and answers that cannot. A blank is always possible.
const COLUMNS: [(&str, &[&str], &[&str]); 13] = [
    ("ID", &[], &[]),
    (
        "Submitted",
        &[
            "2020-03-01T08:00:00",
            "2020-03-02T08:00:00",
            "2020-03-31T18:00:00",
            "2020-03-31T18:00:01",
        ],
        &["yesterday", "2020-03-29T02:30:00"],
    ),
    ("E-mail", &[], &[]),
    (
        "Citizenship",
        &["Belarus", "BY", "Сербія", "Brazil"],
        &["Polnad", "Abkhazia"],
    ),
    (
        "Residence",
        &["Georgia", "RS", "Kenya"],
        &["Ukrane", "here and there"],
    ),
    ("Member", &["yes", "Y", "no"], &["maybe"]),
    ("Staff", &["no", "false", "yes"], &["partly"]),
    ("Level", &["none", "some", "SOME", "much"], &["lots"]),
    (
        "Theme",
        &["a", "b", "c", "a;b", "b;a", "c;a;", "a;b;c"],
        &["aa;zz", "a;zz", "zz"],
    ),
    ("Rate 1", &["5", "7", "7.5", "10"], &["7/10", "11"]),
    ("Rate 2", &["5", "7", "8", "2"], &["seven", "-1"]),
    ("Rate 3", &["6", "7"], &["?"]),
    ("Test", &["0", "10", "20", "30"], &["none taken"]),
];

/// The rules' places.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) cap: u32,
    sizes: [u32; 3],
    pub(super) deal: &'static str,
    /// What becomes of places beyond the groups, and of seats a group cannot fill.
    open: (&'static str, &'static str),
    several: &'static str,
    pub(super) reserve: u32,
    /// What counts more than the rank, as the file has it.
    pub(super) counts: &'static str,
    /// Balance rules, as the file has them.
    pub(super) balance: String,
}

/// Rules and the rows of a pile, each of 13 cells.
#[derive(Debug, Clone)]
pub(super) struct Pile {
    pub(super) shape: Shape,
    pub(super) rows: Vec<Vec<String>>,
}

pub(super) fn shape(most: u32) -> impl Strategy<Value = Shape> {
    let sizes = [1..=most, 1..=most, 1..=most];
    let words = (
        select(&["by-rank", "in-turn"][..]),
        select(
            &[
                ("none", "stay-empty"),
                ("best-ranked", "stay-empty"),
                ("best-ranked", "become-open"),
            ][..],
        ),
        select(&["first-preference", "best-place"][..]),
    );
    (1..=(most * 3 + 1), sizes, words, 0..=2_u32).prop_map(
        |(cap, sizes, (deal, open, several), reserve)| Shape {
            cap,
            sizes,
            deal,
            open,
            several,
            reserve,
            counts: "",
            balance: String::new(),
        },
    )
}

/// A pile in which one answer in ten is bad and one in twenty blank.
pub(super) fn pile(people: usize, most: u32) -> impl Strategy<Value = Pile> {
    (shape(most), prop::collection::vec(row(), 0..=people)).prop_map(|(shape, mut rows)| {
        for (index, row) in rows.iter_mut().enumerate() {
            row[ID] = format!("A-{index:02}");
        }
        Pile { shape, rows }
    })
}

pub(super) fn row() -> impl Strategy<Value = Vec<String>> {
    let cell = |(_, good, bad): (&str, &'static [&'static str], &'static [&'static str])| {
        if good.is_empty() {
            return Just(String::new()).boxed();
        }
        prop_oneof![
            // The first answers are the ones that let somebody in: most people should be.
            9 => select(&good[..good.len().min(2)]),
            6 => select(good),
            2 => if bad.is_empty() { select(good) } else { select(bad) },
            1 => Just(""),
        ]
        .prop_map(str::to_owned)
        .boxed()
    };
    let email = (0..40_usize).prop_map(|person| match person {
        0..=3 => String::new(),
        4..=9 => format!("Person{person}@example.org"),
        _ => format!("person{person}@example.org"),
    });
    (COLUMNS.map(cell), email, prop::bool::weighted(0.7)).prop_map(|(cells, email, agreed)| {
        let mut cells = Vec::from(cells);
        cells[EMAIL] = email;
        if agreed {
            // Most assessors agree, and nobody asks a third.
            cells[RATES[1]] = cells[RATES[0]].clone();
            cells[RATES[2]].clear();
        }
        cells
    })
}

impl Pile {
    /// The pile with an address for everybody, so that nobody applied twice.
    pub(super) fn of_strangers(mut self) -> Self {
        for (index, row) in self.rows.iter_mut().enumerate() {
            row[EMAIL] = format!("stranger{index}@example.org");
        }
        self
    }

    pub(super) fn with(&self, rows: Vec<Vec<String>>) -> Self {
        Self {
            rows,
            shape: self.shape.clone(),
        }
    }

    pub(super) fn run(&self) -> Ran {
        self.bench().pile(csv(&self.rows)).lists()
    }

    pub(super) fn bench(&self) -> Bench {
        Bench::new(&self.shape.rules())
    }
}

pub(super) fn csv(rows: &[Vec<String>]) -> String {
    let mut text = COLUMNS.map(|(heading, ..)| heading).join(",");
    text.push('\n');
    rows.iter()
        .for_each(|row| writeln!(text, "{}", row.join(",")).unwrap());
    text
}

/// Whether an answer can be read; a blank cannot.
pub(super) fn reads(column: usize, answer: &str) -> bool {
    match column {
        9..=11 => answer
            .parse::<Decimal>()
            .is_ok_and(|rate| (Decimal::ZERO..=Decimal::TEN).contains(&rate)),
        _ => COLUMNS[column].1.contains(&answer),
    }
}

/// Answers that could be given in a column: everything the rules tell apart, and the extremes.
pub(super) fn possible(column: usize) -> Vec<&'static str> {
    match column {
        9..=11 => vec!["0", "10"],
        12 => vec!["", "0", "30"],
        _ => COLUMNS[column].1.to_vec(),
    }
}

impl Shape {
    /// One seat for all, by rank.
    pub(super) fn of_one_seat() -> Self {
        let open = ("none", "stay-empty");
        Self {
            cap: 1,
            sizes: [1, 1, 1],
            deal: "by-rank",
            open,
            several: "first-preference",
            reserve: 0,
            counts: "",
            balance: String::new(),
        }
    }

    pub(super) fn rules(&self) -> String {
        let Self {
            cap,
            sizes: [a, b, c],
            deal,
            open: (open, unfilled),
            several,
            reserve,
            counts,
            balance,
        } = self;
        let group = |id: &str, size: &u32| {
            format!(
                "[[groups]]\nid = \"{id}\"\ntitle = \"{id}\"\nsize = {size}\ncites = [\"c\"]\ntest = {{ field = \"themes\", is = \"{id}\" }}\n"
            )
        };
        let groups = [group("a", a), group("b", b), group("c", c)].concat();
        format!(
            r#"
format = 1
programme = {{ id = "laws", title = "Laws" }}
call = {{ deadline = 2020-03-31T18:00:00, time_zone = "Europe/Vienna", submitted = "submitted", cites = ["c"], clauses = {{ c = "One clause for all." }} }}
[places]
cap = {cap}
deal = "{deal}"
open = "{open}"
unfilled = "{unfilled}"
several = "{several}"
preference = "themes"
reserve = {reserve}
{counts}
cites = ["c"]
{groups}
[lists]
region = {{ type = "country", values = ["BY", "GE", "RS", "UA"] }}
[scales]
amount = [{{ level = "none" }}, {{ level = "some" }}, {{ level = "much" }}]
[fields]
id = {{ type = "id", headings = ["ID"] }}
submitted = {{ type = "timestamp", headings = ["Submitted"] }}
email = {{ type = "email", headings = ["E-mail"], personal = true }}
citizenship = {{ type = "country", headings = ["Citizenship"] }}
residence = {{ type = "country", headings = ["Residence"] }}
member = {{ type = "yes-no", headings = ["Member"] }}
staff = {{ type = "yes-no", headings = ["Staff"] }}
level = {{ type = "scale", scale = "amount", headings = ["Level"] }}
themes = {{ type = "choices", headings = ["Theme"], options = {{ a = [], b = [], c = [] }} }}
rate = {{ type = "rating", readers = [["Rate 1"], ["Rate 2"]], third = ["Rate 3"], third_above = 2, combine = "mean", min = 0, max = 10 }}
test = {{ type = "number", headings = ["Test"], min = 0, max = 30 }}
[[levels]]
id = "experience"
cites = ["c"]
scale = "amount"
table = [
  {{ test = {{ all = [{{ field = "level", is = "much" }}, {{ field = "test", at_least = 15 }}] }}, level = "much" }},
  {{ test = {{ field = "level", at_least = "some" }}, level = "some" }},
  {{ level = "none" }},
]
[[eligibility]]
id = "region"
title = "Region"
cites = ["c"]
test = {{ any = [{{ field = "citizenship", in = "region" }}, {{ field = "residence", in = "region" }}] }}
[[eligibility]]
id = "member"
title = "Member, not staff"
cites = ["c"]
test = {{ all = [{{ field = "member", is = true }}, {{ not = {{ field = "staff", is = true }} }}] }}
[[eligibility]]
id = "experience"
title = "Little experience"
cites = ["c"]
test = {{ level = "experience", at_most = "some" }}
[[eligibility]]
id = "rate"
title = "Rated 3 or better"
cites = ["c"]
test = {{ field = "rate", at_least = 3 }}
[[scoring]]
id = "rate"
title = "Rate"
cites = ["c"]
weight = 1.5
field = "rate"
rating = true
[[scoring]]
id = "test"
title = "Test"
cites = ["c"]
weight = 0.3
field = "test"
linear = {{ from = 0, to = 30, points_from = 0, points_to = 10 }}
blank = 1
[[scoring]]
id = "newcomer"
title = "Newcomer"
cites = ["c"]
weight = 2
level = "experience"
points = {{ none = 1.25, some = 1, much = 0 }}
[ranking]
cites = ["c"]
tie_breaks = [{{ highest_part = "rate" }}, {{ highest = "test" }}, {{ earliest = "submitted" }}, {{ lot = "laws" }}]
[[duplicates]]
id = "one-person"
same = ["email"]
stands = "latest"
cites = ["c"]
{balance}"#
        )
    }
}
