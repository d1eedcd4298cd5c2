//! Laws of stages, over generated piles.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::made::{Files, outcomes, run, told};

/// An applicant: groups, member, essay and interview; blanks are possible.
pub(super) type Row = (&'static str, &'static str, &'static str, &'static str);

/// How the stages go on.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// `per_group = 3`.
    pub(super) most: String,
    pub(super) ties: &'static str,
    pub(super) floors: (u8, u8),
    pub(super) combine: &'static str,
    pub(super) size: u32,
}

pub(super) fn rows(most: usize) -> impl Strategy<Value = Vec<Row>> {
    let row = (
        select(&["a", "b", "a; b", "b; a", "a"][..]),
        select(&["yes", "yes", "yes", "yes", "no", ""][..]),
        select(&["0", "1", "2", "3", "3", "2.5", "2", "1", ""][..]),
        select(&["0", "1", "2", "3", "2.5", "1.5", "2", ""][..]),
    );
    prop::collection::vec(row, 1..most)
}

pub(super) fn shape() -> impl Strategy<Value = Shape> {
    let most = prop_oneof![
        (2..5_u32).prop_map(|many| format!("per_group = {many}")),
        (4..9_u32).prop_map(|many| format!("in_all = {many}")),
    ];
    let combine = select(&["sum", "weights", "last"][..]);
    let ties = select(&["kept", "settled"][..]);
    let floors = (0..3_u8, 0..3_u8);
    (most, ties, floors, combine, 1..3_u32).prop_map(|(most, ties, floors, combine, size)| Shape {
        most,
        ties,
        floors,
        combine,
        size,
    })
}

impl Shape {
    /// The table of the stages.
    fn stages(&self) -> String {
        let (first, last) = self.floors;
        let weights = match self.combine {
            "weights" => "weights = { one = 0.5, two = 1.5 }\n",
            _ => "",
        };
        format!(
            "[[stages]]\nid = \"one\"\ntitle = \"One\"\ncites = [\"all\"]\nscoring = [\"essay\"]\n{}\nties = \"{}\"\nfloor = {first}\n\n\
             [[stages]]\nid = \"two\"\ntitle = \"Two\"\ncites = [\"all\"]\nscoring = [\"interview\"]\ncombine = \"{}\"\n{weights}floor = {last}\n\n",
            self.most, self.ties, self.combine
        )
    }

    pub(super) fn rules(&self) -> String {
        rules(&self.stages(), self.size, ("1", "1"))
    }

    /// What the last stage comes to, without stages.
    fn at_once(&self) -> String {
        let (essay, interview) = match self.combine {
            "sum" => (Some("1"), "1"),
            "weights" => (Some("0.5"), "1.5"),
            _ => (None, "1"),
        };
        let whole = rules("", self.size, (essay.unwrap_or("1"), interview));
        match essay {
            Some(_) => whole,
            // The essay counts for nothing.
            None => {
                let (before, rest) = whole.split_once("[[scoring]]\nid = \"essay\"").unwrap();
                let after = rest.split_once("[[scoring]]").unwrap().1;
                let whole = format!("{before}[[scoring]]{after}");
                whole.replace(
                    "[fields.essay]\n",
                    "[fields.essay]\nuse = \"never\"\ncites = [\"all\"]\n",
                )
            }
        }
    }
}

fn rules(stages: &str, size: u32, (essay, interview): (&str, &str)) -> String {
    let measure = |id: &str, weight: &str| {
        format!(
            "[[scoring]]\nid = \"{id}\"\ntitle = \"{id}\"\ncites = [\"all\"]\nweight = {weight}\nfield = \"{id}\"\nrating = true\n\n"
        )
    };
    let field = |id: &str| {
        format!("[fields.{id}]\ntype = \"rating\"\nheadings = [\"{id}\"]\nmin = 0\nmax = 3\n\n")
    };
    let group = |id: &str| {
        format!(
            "[[groups]]\nid = \"{id}\"\ntitle = \"{id}\"\nsize = {size}\ncites = [\"all\"]\ntest = {{ field = \"groups\", is = \"{id}\" }}\n\n"
        )
    };
    format!(
        "format = 1\n[programme]\nid = \"p\"\ntitle = \"P\"\n\n[call]\ndeadline = 2020-03-31\ntime_zone = \"UTC\"\nsubmitted = \"at\"\n\
         cites = [\"all\"]\n[call.clauses]\nall = \"All of it.\"\n\n\
         [places]\ncap = {}\nreserve = 1\npreference = \"groups\"\ncites = [\"all\"]\n\n{}{}{stages}\
         [fields.id]\ntype = \"id\"\nheadings = [\"id\"]\n\n[fields.at]\ntype = \"timestamp\"\nheadings = [\"at\"]\n\n\
         [fields.member]\ntype = \"yes-no\"\nheadings = [\"member\"]\n\n\
         [fields.groups]\ntype = \"choices\"\nheadings = [\"groups\"]\noptions = {{ a = [], b = [] }}\n\n{}{}\
         [[eligibility]]\nid = \"member\"\ntitle = \"Member\"\ncites = [\"all\"]\ntest = {{ field = \"member\", is = true }}\n\n{}{}\
         [ranking]\ncites = [\"all\"]\ntie_breaks = [{{ highest_part = \"interview\" }}, {{ lot = \"p\" }}]\n",
        size * 2,
        group("a"),
        group("b"),
        field("essay"),
        field("interview"),
        measure("essay", essay),
        measure("interview", interview),
    )
}

/// The rows as a file, of those who are wanted.
pub(super) fn csv(rows: &[Row], wanted: impl Fn(&str) -> bool) -> String {
    let mut text = "id,at,groups,member,essay,interview\n".to_owned();
    for (at, (groups, member, essay, interview)) in rows.iter().enumerate() {
        let id = format!("A-{at:02}");
        if wanted(&id) {
            writeln!(
                text,
                "{id},2020-03-01 09:00,{groups},{member},{essay},{interview}"
            )
            .unwrap();
        }
    }
    text
}

pub(super) fn both(rules: &str, csv: &str) -> (Files, Files) {
    let one = run((rules, csv, ""), "", ("one", None)).unwrap();
    let two = run((rules, csv, ""), "", ("two", Some(&one))).unwrap();
    (one, two)
}

fn shortlisted(files: &Files) -> BTreeSet<String> {
    let all = outcomes(files).into_iter();
    let chosen = all.filter(|(_, outcome)| outcome.starts_with("shortlisted"));
    chosen.map(|(id, _)| id).collect()
}

/// The same, where nobody is asked anything when the list is made: whoever is, is not on it.
pub(super) fn known((groups, member, essay, interview): Row) -> Row {
    let or = |text: &'static str, other| if text.is_empty() { other } else { text };
    (groups, or(member, "yes"), or(essay, "1"), interview)
}

/// Rows of whom nobody is asked anything when the list is made: a provisional one is no list to go on from.
fn settled(many: usize) -> impl Strategy<Value = Vec<Row>> {
    rows(many).prop_map(|all| all.into_iter().map(known).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whoever_is_not_shortlisted_has_no_seat_and_is_on_no_list(shape in shape(), rows in settled(14)) {
        let (one, two) = both(&shape.rules(), &csv(&rows, |_| true));
        let list = shortlisted(&one);
        for (id, outcome) in outcomes(&two) {
            let takes_part = ["selected", "reserve", "unplaced", "below", "clarify"];
            if takes_part.iter().any(|word| outcome.starts_with(word)) {
                prop_assert!(list.contains(&id), "{id} {outcome}");
            }
        }
    }

    #[test]
    fn the_last_stage_selects_as_rules_without_stages_do_among_those_shortlisted(shape in shape(), rows in settled(14)) {
        let shape = Shape { floors: (shape.floors.0, 0), ..shape };
        let (one, two) = both(&shape.rules(), &csv(&rows, |_| true));
        let list = shortlisted(&one);
        prop_assume!(!list.is_empty());
        let alone = csv(&rows, |id| list.contains(id));
        let at_once = run((&shape.at_once(), &alone, ""), "", ("", None)).unwrap();
        let two: BTreeMap<_, _> = told(&two).into_iter().filter(|(id, _)| list.contains(id)).collect();
        prop_assert_eq!(two, told(&at_once));
    }

    #[test]
    fn with_everybody_shortlisted_a_sum_is_as_no_stages_at_all(rows in settled(14)) {
        let shape = Shape {
            most: "per_group = 100".to_owned(),
            ties: "kept",
            floors: (0, 0),
            combine: "sum",
            size: 2,
        };
        let rows: Vec<Row> = rows.into_iter().map(known).collect();
        let csv = csv(&rows, |_| true);
        let (_, two) = both(&shape.rules(), &csv);
        let at_once = run((&shape.at_once(), &csv, ""), "", ("", None)).unwrap();
        prop_assert_eq!(told(&two), told(&at_once));
    }

    #[test]
    fn the_order_of_rows_changes_nothing(shape in shape(), rows in settled(12)) {
        let text = csv(&rows, |_| true);
        let mut lines: Vec<&str> = text.lines().skip(1).collect();
        lines.reverse();
        let turned = format!("{}\n{}\n", text.lines().next().unwrap(), lines.join("\n"));
        let (one, two) = both(&shape.rules(), &text);
        let (other_one, other_two) = both(&shape.rules(), &turned);
        prop_assert_eq!(told(&one), told(&other_one));
        prop_assert_eq!(told(&two), told(&other_two));
    }

    #[test]
    fn nobody_above_the_line_is_left_out_and_kept_ties_part_nobody(shape in shape(), rows in settled(16)) {
        let (one, _) = both(&shape.rules(), &csv(&rows, |_| true));
        let all = told(&one);
        let groups = |id: &str| rows[id[2..].parse::<usize>().unwrap()].0;
        let total = |text: &str| Decimal::from_str_exact(text).unwrap();
        let on_it = |outcome: &str| outcome.starts_with("shortlisted");
        let ranked = all.iter().filter(|(_, (_, place, _))| !place.is_empty());
        for (id, (_, _, own)) in ranked.filter(|(_, (outcome, ..))| !on_it(outcome)) {
            let own = total(own);
            for (other, (outcome, _, more)) in all.iter().filter(|(_, (outcome, ..))| on_it(outcome)) {
                let group = outcome.rsplit(' ').next().unwrap();
                let is_reached = shape.most.starts_with("in_all") || groups(id).contains(group);
                let more = total(more);
                if is_reached {
                    prop_assert!(own <= more, "{id} is left out before {other}");
                    prop_assert!(shape.ties == "settled" || own < more, "{id} is parted from {other}");
                }
            }
        }
        // The list is full, or nobody is left who is ranked and fits.
        let many: usize = shape.most.rsplit(' ').next().unwrap().parse().unwrap();
        let list = shortlisted(&one);
        let left = all.values().any(|(outcome, place, _)| !place.is_empty() && !on_it(outcome));
        if left && shape.most.starts_with("in_all") {
            prop_assert!(list.len() >= many);
        }
    }

    #[test]
    fn the_parts_that_are_printed_add_up_to_the_total_at_every_stage(shape in shape(), rows in settled(10)) {
        let (one, two) = both(&shape.rules(), &csv(&rows, |_| true));
        for files in [one, two] {
            // What does not add up is no run as it was written.
            let verified = intake::engine::verify::as_written(&files).unwrap();
            prop_assert!(matches!(verified, intake::engine::verify::Verified::AsWritten(..)));
        }
    }
}
