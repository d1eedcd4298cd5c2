//! What holds for the explanations of every pile.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::pile::{Pile, csv, pile};
use crate::bench::Bench;
use crate::shell::{About, Format};

const FORMATS: [Format; 4] = [Format::Text, Format::Json, Format::Html, Format::Markdown];

fn selected(pile: &Pile) -> (Bench, Vec<String>) {
    let bench = pile.bench().pile(csv(&pile.rows));
    let ran = bench.select();
    // A file without applications is refused.
    let ids = if pile.rows.is_empty() {
        Vec::new()
    } else {
        ran.outcomes().into_keys().collect()
    };
    (bench, ids)
}

/// The rows of the Score table of a page in text (what stands in the last column), and the line of the total.
fn sums(page: &str) -> Option<(Vec<String>, String)> {
    let (_, rest) = page.split_once("\nScore\n")?;
    let (table, rest) = rest.split_once("\n  total: ")?;
    let total: Vec<&str> = rest
        .lines()
        .take_while(|line| !line.is_empty())
        .map(str::trim)
        .collect();
    let heading = table.lines().next()?;
    let column = heading[..heading.find("points × weight")?].chars().count();
    let mut sums: Vec<String> = Vec::new();
    for line in table.lines().skip(1) {
        let last: String = line.chars().skip(column).collect();
        if line.starts_with("  ") && !line.starts_with("   ") {
            sums.push(last);
        } else if let Some(sum) = sums.last_mut() {
            *sum = format!("{sum} {last}");
        }
    }
    Some((sums, total.join(" ")))
}

fn number(text: &str) -> Decimal {
    text.trim()
        .parse()
        .unwrap_or_else(|_| panic!("`{text}` is no number"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_printed_parts_add_up_to_the_printed_total(pile in pile(10, 2)) {
        let (bench, ids) = selected(&pile);
        for id in ids {
            let page = bench.explain(&id).out;
            let Some((parts, total)) = sums(&page) else { continue };
            if total.contains("at least") {
                continue;
            }
            let mut together = Decimal::ZERO;
            let (summands, printed) = total.split_once(" = ").unwrap();
            for (part, summand) in parts.iter().zip(summands.split(" + ")) {
                let (product, part) = part.split_once(" = ").unwrap();
                let (points, weight) = product.split_once(" × ").unwrap();
                prop_assert_eq!(number(points) * number(weight), number(part));
                prop_assert_eq!(number(part), number(summand));
                together += number(part);
            }
            prop_assert_eq!(parts.len(), summands.split(" + ").count());
            prop_assert_eq!(together, number(printed), "{}", page);
        }
    }

    #[test]
    fn a_letter_names_no_other_application(pile in pile(10, 2), format in prop::sample::select(&FORMATS[..])) {
        let (bench, ids) = selected(&pile);
        for id in &ids {
            let said = bench.explain_with(About::ForApplicant(id.clone()), &bench.applications, format);
            prop_assert!(said.out.contains(id.as_str()), "{}", said.err);
            for other in ids.iter().filter(|other| *other != id) {
                prop_assert!(!said.out.contains(other.as_str()), "{} names {}: {}", id, other, said.out);
            }
        }
    }

    #[test]
    fn any_two_can_be_compared_and_the_better_is_named(pile in pile(8, 2)) {
        let (bench, ids) = selected(&pile);
        for pair in ids.windows(2) {
            let said = bench.explain_as(About::Two(pair[0].clone(), pair[1].clone()), Format::Text);
            prop_assert!(said.err.is_empty() && said.out.contains("What separates them"), "{}", said.err);
        }
    }
}
