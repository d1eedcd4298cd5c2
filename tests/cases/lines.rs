//! Lines and ratings of which the answer is not known: what is worked out is rounded, and an answer may lie anywhere between.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::bench::{Bench, Ran, said};

fn rules(decimals: u32, rounding: &str, level: &[&str], scoring: &[&str]) -> String {
    let scored = |(at, award): (usize, &&str)| {
        format!(
            "[[scoring]]\nid = \"s{at}\"\ntitle = \"S\"\ncites = [\"c\"]\nweight = {}\nfield = \"n\"\n{award}\n",
            at + 1
        )
    };
    let terms: Vec<String> = level
        .iter()
        .map(|award| format!("{{ field = \"n\", {award} }}"))
        .collect();
    format!(
        r#"
format = 1
programme = {{ id = "lines", title = "Lines" }}
call = {{ deadline = 2025-12-31, time_zone = "Europe/Vienna", submitted = "submitted", cites = ["c"], clauses = {{ c = "One clause." }} }}
places = {{ cap = 1, cites = ["c"] }}
groups = [
  {{ id = "some", title = "Some", size = 1, cites = ["c"], test = {{ level = "l", at_least = "some" }} }},
  {{ id = "much", title = "Much", size = 1, cites = ["c"], test = {{ level = "l", is = "much" }} }},
]
ranking = {{ cites = ["c"], decimals = {decimals}, rounding = "{rounding}", tie_breaks = [{{ lot = "x" }}] }}
[fields]
id = {{ type = "id", headings = ["ID"] }}
submitted = {{ type = "timestamp", headings = ["Submitted"] }}
n = {{ type = "number", headings = ["N"], min = 0, max = 10, decimal = "point" }}
[[scales.amount]]
level = "little"
[[scales.amount]]
level = "some"
[[scales.amount]]
level = "much"
[[levels]]
id = "l"
cites = ["c"]
scale = "amount"
points = [{}]
bands = [{{ below = 7, level = "little" }}, {{ from = 7, below = 8, level = "some" }}, {{ from = 8, level = "much" }}]
{}
"#,
        terms.join(", "),
        scoring.iter().enumerate().map(scored).collect::<String>(),
    )
}

/// Everybody who has one of these numbers, then one with a cell that cannot be read.
fn everybody(rules: &str, numbers: &[Decimal]) -> Ran {
    let row = |(at, number): (usize, &Decimal)| format!("A-{at:05},2025-01-01 12:00,{number}\n");
    let rows: String = numbers.iter().enumerate().map(row).collect();
    Bench::new(rules)
        .pile(format!(
            "ID,Submitted,N\n{rows}Z,2025-01-01 12:00,unknown\n"
        ))
        .lists()
}

fn names(record: &serde_json::Value, key: &str) -> BTreeSet<String> {
    record[key]
        .as_array()
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .map(said)
        .collect()
}

#[test]
fn line_not_monotone_law_what_several_lines_of_one_answer_come_to_is_exact_after_rounding() {
    const RISE: &str = "linear = { from = 0, to = 10, points_from = 0, points_to = 10 }";
    const FALL: &str = "linear = { from = 0, to = 10, points_from = 5, points_to = 0 }";
    const HALF: &str = "linear = { from = 2, to = 8, points_from = 0, points_to = 3 }";
    let numbers: Vec<Decimal> = (0..=400).map(|n| Decimal::new(n * 25, 3)).collect();
    let levels: [&[&str]; 4] = [&[RISE], &[RISE, HALF], &[RISE, FALL], &[FALL, HALF]];
    let scores: [&[&str]; 4] = [&[FALL], &[RISE, FALL], &[HALF, FALL, FALL], &[RISE, HALF]];
    let (mut rounds, mut apart) = (["half-up", "half-even"].into_iter().cycle(), 0);
    for decimals in 0..2 {
        for (level, score) in levels
            .iter()
            .flat_map(|level| scores.iter().map(move |score| (level, score)))
        {
            let rounding = rounds.next().unwrap();
            let ran = everybody(&rules(decimals, rounding, level, score), &numbers);
            let what = format!("{decimals} {rounding} {level:?} {score:?}");
            let number = |value: &serde_json::Value| said(value).parse::<Decimal>().unwrap();
            let (mut totals, mut groups, mut open) = (BTreeSet::new(), BTreeSet::new(), None);
            for record in ran.audit().into_iter().skip(1) {
                if record["application"] == "Z" {
                    open = Some(record);
                    continue;
                }
                totals.insert(number(&record["total"]));
                groups.insert(names(&record, "fits"));
            }
            let open = open.unwrap();
            let range = (
                number(&open["total"]),
                number(open.get("total_at_most").unwrap_or(&open["total"])),
            );
            assert_eq!(
                (totals.first(), totals.last()),
                (Some(&range.0), Some(&range.1)),
                "{what}"
            );
            let sure = |group: &String| groups.iter().all(|fits| fits.contains(group));
            let all: BTreeSet<String> = groups.iter().flatten().cloned().collect();
            assert_eq!(
                names(&open, "fits"),
                all.iter().filter(|group| sure(group)).cloned().collect(),
                "{what}"
            );
            assert_eq!(
                names(&open, "may_fit"),
                all.iter().filter(|group| !sure(group)).cloned().collect(),
                "{what}"
            );
            apart += usize::from(groups.len() > 1);
        }
    }
    assert!(apart > 10, "{apart}");
}

/// A rating that reaches a band half a step before it has the points, and a line that still gives more there.
#[test]
fn no_is_not_certain_where_rounding_lifts_an_answer_into_a_band_no_longer() {
    for (rounding, edge, most) in [("half-up", 2, "107.00014"), ("half-even", 2, "107")] {
        let text = rules(
            4,
            rounding,
            &["rating = true"],
            &["linear = { from = 1, to = 7, points_from = 6, points_to = 0 }"; 2],
        )
        .replace("below = 7", &format!("below = {edge}"))
        .replace("from = 7, below = 8", &format!("from = {edge}, below = 8"))
        .replace("weight = 2", "weight = 0.4")
            + "[[scoring]]\nid = \"l\"\ntitle = \"L\"\ncites = [\"c\"]\nweight = 1\nlevel = \"l\"\npoints = { little = 0, some = 100, much = 100 }\n";
        let ran = everybody(
            &text,
            &[
                "1.99995".parse().unwrap(),
                "2".parse().unwrap(),
                "1.99994".parse().unwrap(),
            ],
        );
        let audit = ran.audit();
        let open = audit
            .iter()
            .find(|record| record["application"] == "Z")
            .unwrap();
        assert_eq!(said(&open["total_at_most"]), most, "{rounding}: {audit:#?}");
    }
}
