//! The page about ratings, in every format, and what it may not say.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serde_json::Value;

use super::{by_file, pile, rules, said};
use crate::bench::Bench;
use crate::shell::{Exit, Format};

const DOCUMENT: &str = include_str!("../../docs/spread.md");

fn text(bench: &Bench) -> String {
    bench.select();
    let said = said(bench, &bench.out, Format::Text);
    assert_eq!((said.exit, said.err.as_str()), (Exit::Done, ""));
    said.out
}

#[test]
fn too_few_ratings_are_said_to_be_too_few() {
    let bench = Bench::of(
        "sample-applications/small/assessors-apart.toml",
        "sample-applications/small/assessors-apart.csv",
    );
    assert_snapshot!(text(&bench), @"
    How assessors rated
    Assessors apart · 1 field of ratings

    Motivation: what did each assessor give?
      assessor  ratings  lowest  mean  highest  shared  from the others
      A1        6        6       7.83  9        5       +2.4
      A2        6        4       5.83  8        5       −1.6
      A3        2        1       4.5   8        2       −2
      from the others: on the applications that others rated as well (shared), the own rating less the
          mean of theirs, on average; above 0 is more generous, below 0 is stricter
      of fewer than 10 shared applications it says little: A1 shares 5, A2 shares 5, A3 shares 2

    Motivation: how far do they agree?
      too few to say anything: 5 applications have two ratings or more, and with fewer than 10 a number
          means nothing
      Krippendorff's alpha is −0.710, by the differences of the numbers (interval), over 5 applications
          with two ratings or more (5 pairs of ratings)
      with any one application left out it lies between −0.750 (without R-1) and −0.615 (without R-2)
      whoever was asked only because the others were far apart is left out of it: with them agreement
          would look worse than it is

    Motivation: where are they far apart?
      apart by  applications
      1         1
      3         1
      5         2
      6         1
      the widest first, up to 6:
      application  A1  A2  A3  apart by
      R-7          6   7   1   6
      R-2          9   4   8   5
      R-3          9   4   5
      R-4          8   5   3
      R-1          7   8   1

    Motivation: is strictness evened out, and would others sit?
      no, and it is refused to say what would come out: where too few applications were read by both,
          nobody can tell who is strict from whose applications were weaker. A1 shares no more than 5
          applications with any of the others, and 10 are needed

    How this was worked out
      from the run folder alone, by all ratings that were given and could be read, whatever came of the
          application; of several applications of one person those of the one that stands
      exactly, in fractions; what is shown is rounded to two decimals, and Krippendorff's alpha is cut
          off after three
    ");
}

#[test]
fn ratings_that_are_all_the_same_say_nothing_about_agreement() {
    let bench = Bench::new(rules()).pile(pile([("7", "7", ""); 3]));
    let page = text(&bench);
    assert!(page.contains("Krippendorff's alpha is undefined"), "{page}");
    assert!(!page.contains("the widest"), "{page}");
}

#[test]
fn where_one_assessor_uses_little_of_the_scale_others_would_sit_by_rank() {
    let rows = [
        ("8", "7"),
        ("7", "9"),
        ("7", "8.5"),
        ("7", "3"),
        ("7", "2"),
        ("7", "1"),
        ("7", "4"),
        ("7", "5"),
        ("6", "6"),
        ("7", "0"),
        ("6", "2"),
        ("7", "3"),
    ];
    let rows = rows.map(|(one, two)| (one, two, ""));
    let ordinal = rules()
        .replace("third = [\"Assessor 3\"]\n", "agreement = \"ordinal\"\n")
        .replace("third_above = 3\n", "");
    let bench = Bench::new(&ordinal).pile(pile(rows));
    assert_snapshot!(text(&bench), @"
    How assessors rated
    Assessors apart · 1 field of ratings

    Motivation: what did each assessor give?
      assessor  ratings  lowest  mean  highest  shared  from the others
      A1        12       6       6.92  8        12      +2.71
      A2        12       0       4.21  9        12      −2.71
      from the others: on the applications that others rated as well (shared), the own rating less the
          mean of theirs, on average; above 0 is more generous, below 0 is stricter

    Motivation: how far do they agree?
      Krippendorff's alpha is −0.075, by the order of the ratings alone (ordinal), over 12 applications
          with two ratings or more (12 pairs of ratings)
      1 would be the same rating every time; 0 is what ratings given by chance would come to; below 0
          they disagree more than that
      by Krippendorff's convention less than 0.667 is not to be relied on: too much of a rating depends
          on whose it is; a mean of several is steadier than one
      with any one application left out it lies between −0.213 (without R-00) and −0.009 (without R-09)

    Motivation: where are they far apart?
      apart by  applications
      0         1
      1         1
      1.5       1
      2         2
      3         1
      4         3
      5         1
      6         1
      7         1
      the widest first, up to 7:
      application  A1  A2   apart by
      R-09         7   0    7
      R-05         7   1    6
      R-04         7   2    5
      R-03         7   3    4
      R-10         6   2    4
      R-11         7   3    4
      R-06         7   4    3
      R-01         7   9    2
      R-07         7   5    2
      R-02         7   8.5  1.5
      R-00         8   7    1

    Motivation: is strictness evened out, and would others sit?
      no: ratings count as they were given. This is what would come out otherwise, everything else as it
          is
      by mean, all ratings of an assessor move by the same number of points: by how much the mean of all
          ratings of an application is above their own, on average over what they share: A1 −1.35, A2
          +1.35
           what comes out: the same people sit
      by rank, an assessor's ratings become what stands at the same places among all ratings: their
          lowest tenth becomes what the lowest tenth of all is on average, and so on upwards
           what comes out: R-00 comes in, R-02 leaves
      each rating would count as, to two decimals and within the bounds of the field:
      a rating of  A1 by mean  A1 by rank  A2 by mean  A2 by rank
      0                                    1.35        0.5
      1                                    2.35        2
      2                                    3.35        3.75
      3                                    4.35        6.25
      4                                    5.35        7
      5                                    6.35        7
      6            4.65        1.25        7.35        7
      7            5.65        6.17        8.35        7
      8            6.65        8.75
      8.5                                  9.85        7.5
      9                                    10          8.75
      the means of those who have a seat or would have one:
      application  as it is  by mean  by rank
      R-01         8         7.83     7.46
      R-02         7.75      7.75     6.84
      R-00         7.5       7.5      7.88

    How this was worked out
      from the run folder alone, by all ratings that were given and could be read, whatever came of the
          application; of several applications of one person those of the one that stands
      exactly, in fractions; what is shown is rounded to two decimals, and Krippendorff's alpha is cut
          off after three
    ");
}

#[test]
fn the_sample_is_told_as_its_document_shows() {
    let bench = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    let page = text(&bench);
    let shown = DOCUMENT.split("```console\n").nth(1).unwrap();
    let shown = shown.split("```").next().unwrap();
    let mut rest = page.as_str();
    for line in shown.lines().skip(1).filter(|line| *line != "...") {
        let at = rest.find(line).unwrap_or_else(|| panic!("{line}\n{page}"));
        rest = &rest[at..];
    }
    assert!(
        !page.contains('@') && !page.contains("not worked out"),
        "{page}"
    );
}

#[test]
fn every_format_says_the_same_and_json_has_no_key_that_is_not_written_down() {
    fn keys(value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::Object(all) => all.iter().for_each(|(key, value)| {
                into.insert(key.clone());
                keys(value, into);
            }),
            Value::Array(all) => all.iter().for_each(|value| keys(value, into)),
            _ => {}
        }
    }
    let rows = (0..12).map(|at| [("9", "7", ""), ("3", "8", "5"), ("4", "4", "")][at % 3]);
    let bench = Bench::new(rules()).pile(pile(rows));
    bench.select();
    let json = said(&bench, &bench.out, Format::Json);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let mut found = BTreeSet::new();
    keys(&json["spread"], &mut found);
    for key in &found {
        assert!(DOCUMENT.contains(&format!("`{key}`")), "{key}");
    }
    assert_eq!(json["spread"]["fields"][0]["even_out"]["is"], "told");
    for format in [Format::Html, Format::Markdown, Format::Text] {
        let page = said(&bench, &bench.out, format).out;
        assert!(
            page.contains("How assessors rated") && page.contains("R-01"),
            "{page}"
        );
    }
}

#[test]
fn on_a_page_about_several_fields_no_two_sections_have_one_anchor() {
    let bench = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    bench.select();
    let page = said(&bench, &bench.out, Format::Html).out;
    let ids: Vec<&str> = page
        .split("h2 id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert!(ids.len() > 8 && distinct.len() == ids.len(), "{ids:?}");
}

#[test]
fn ratings_in_a_personal_column_are_left_out_and_that_is_said() {
    let personal = rules().replace("type = \"rating\"", "type = \"rating\"\npersonal = true");
    let bench = Bench::new(&personal).pile(pile([("9", "7.25", "")]));
    let page = text(&bench);
    assert!(
        page.contains("its ratings stand in a personal column") && !page.contains("7.25"),
        "{page}"
    );
}

#[test]
fn no_run_no_answer() {
    let bench = Bench::new(rules()).pile(pile([("9", "7", "")]));
    let said = said(&bench, &bench.path("nowhere"), Format::Text);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Refused, ""));
}

#[test]
fn no_name_of_an_assessor_or_applicant_and_no_remark_is_on_the_page() {
    let bench = by_file([["7", "8"]; 6]);
    bench.select();
    for format in [Format::Html, Format::Markdown, Format::Text, Format::Json] {
        let page = said(&bench, &bench.out, format).out;
        for name in ["Petrov", "Novak", "Ana", "Luki", "writes"] {
            assert!(!page.contains(name), "{name}\n{page}");
        }
    }
}

#[test]
fn a_field_with_one_assessor_has_no_agreement_to_be_told() {
    let bench = Bench::of("rules/minimal.toml", "sample-applications/minimal.csv");
    let page = text(&bench);
    assert!(
        page.contains("A1        5        6       7.7   9"),
        "{page}"
    );
    assert!(
        !page.contains("agree") && !page.contains("strictness"),
        "{page}"
    );
}
