//! What stands in a run folder, and on each paper.

use insta::assert_snapshot;
use intake::engine::explain::{About, Format};

use super::made::{Given, decided, explained, records, run, spread, text, verified};
use super::{as_given, by, evened, pile, rules};

fn section(page: &str, heading: &str) -> String {
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    lines.fold(String::new(), |all, line| all + line + "\n")
}

fn about(files: &super::Files, id: &str) -> String {
    explained(files, &About::Application(id.to_owned()), Format::Text)
}

#[test]
fn the_record_has_what_was_given_and_beside_it_what_counts() {
    let files = evened("mean");
    let record = &records(&files)[0];
    let found = record["found"].as_array().unwrap();
    let motivation = found.iter().find(|found| found["of"] == "motivation");
    assert_snapshot!(motivation.unwrap().to_string(), @r#"{"cells":["4","3",""],"evened":{"by":"mean","cells":["3","2.75",null],"raw":"3.5","raw_value":{"mean":["7",2]}},"of":"motivation","read":"2.875","value":{"mean":["5.75",2]}}"#);
    assert_snapshot!(text(&files, "decisions.csv"), @r#"
    application,decision,field,cell,was,answer,who,when,why
    ,even-out,motivation,,as they were given,mean,A. Ivanova,2020-04-02,"one reader is strict, see minutes"
    "#);
}

#[test]
fn an_explanation_shows_raw_and_evened_out_ratings_and_who_decided() {
    let files = evened("mean");
    assert_snapshot!(section(&about(&files, "R-00"), "Score"), @"
    scoring rule             answer                    points                   points × weight = part
    Motivation (motivation)  A1 `4` in column E, A2    the mean of the          2.875 × 1 = 2.875
                             `3` in column F, A3       ratings, of any 2 of 3
                             nothing in column G of    assessors (line 54)
                             row 2; evened out by
                             mean (3 + 2.75) / 2 =
                             2.875; as they were
                             given (4 + 3) / 2 = 3.5
    total: 2.875 = 2.875
    Motivation: ratings count evened out by mean, as A. Ivanova decided on 2020-04-02 (one reader is
        strict, see minutes): all ratings of an assessor moved by the same number of points, by as
        much as the others were above or below on what they shared; for everybody alike
    ");
    assert_snapshot!(section(&about(&files, "R-00"), "What if"), @"
    scoring rule     one step                                  total  place  outcome
    Motivation up    none: untold, the ratings are evened out
    Motivation down  none: untold, the ratings are evened out
    no change of one answer would have won a seat; 0 were tried
    the ratings of motivation are evened out: another one would move what all others count as, so that
        none is tried
    ");
}

#[test]
fn the_letter_says_that_ratings_were_evened_out_and_names_nobody() {
    let files = evened("rank");
    let about = About::ForApplicant("R-00".to_owned());
    let letter = explained(&files, &about, Format::Text);
    assert!(
        !letter.contains("Ivanova") && !letter.contains("minutes"),
        "{letter}"
    );
    let part = letter.split("Assessors rated").nth(1).unwrap();
    assert_snapshot!(part.split("\n\n").next().unwrap(), @"
    your application. They are numbered here, A1 and so on, and not named.
     rated       ratings
     Motivation  A1 `4`, A2 `3`; evened out by rank (1.47 + 1.47) / 2 = 1.47; as they were given (4 +
                 3) / 2 = 3.5
     Motivation: some assessors rate more strictly than others. It was decided on 2020-04-02
         (`even-out`) to even that out, for everybody alike: in place of each rating counts what stands
         at the same place among all ratings as it does among those of its assessor.
     Also recorded with your application, and not shown in this letter: Name.
    ");
}

#[test]
fn spread_says_that_the_ratings_count_evened_out_and_shows_those_that_were_given() {
    let (raw, files) = (as_given(), evened("mean"));
    let [was, is] = [&raw, &files].map(|files| spread(files)["spread"]["fields"][0].clone());
    assert_eq!(was["assessors"], is["assessors"]);
    assert_eq!(was["agreement"], is["agreement"]);
    assert_eq!(was["even_out"]["moves"], is["even_out"]["moves"]);
    assert!(was.get("counts").is_none() && was["even_out"].get("raw").is_none());
    assert_eq!(is["counts"]["by"], "mean");
    // The one is the other from the other side.
    let [there, back] =
        [&was["even_out"]["mean"], &is["even_out"]["raw"]].map(|one| &one["exchange"]);
    assert_eq!(there["comes"], back["leaves"]);
    assert_eq!(there["leaves"], back["comes"]);
    assert_eq!(
        is["even_out"]["mean"]["exchange"]["comes"],
        serde_json::json!([])
    );
}

#[test]
fn the_list_of_assessors_says_what_each_comes_to_evened_out() {
    let files = evened("mean");
    let columns = |row: &str| -> Vec<String> {
        let cells: Vec<&str> = row.split(',').collect();
        [0, cells.len() - 5, cells.len() - 1]
            .map(|at| cells[at].to_owned())
            .to_vec()
    };
    let shown: Vec<String> = text(&files, "assessors.csv")
        .lines()
        .map(|row| columns(row).join(" | "))
        .collect();
    assert_snapshot!(shown.join("\n"), @"
    assessor | mean motivation | evened_out motivation
    A1 | 6.9 | 5.9
    A2 | 5.8 | 5.55
    A3 | 4 | 5.25
    ");
}

#[test]
fn a_run_with_the_decision_is_made_anew_to_the_byte_and_without_it_is_another() {
    let (rules, pile) = (rules(), pile());
    let decisions = [by("rank")];
    let given = Given {
        decisions: &decisions,
        with_papers: true,
        ..Given::of(&rules, &pile)
    };
    let files = run(&given).unwrap();
    assert_eq!(verified(&given, &files), [""; 0]);
    assert_ne!(verified(&Given::of(&rules, &pile), &files), [""; 0]);
    let report = text(&files, "report.html")
        .replace("<span class=\"whole\">", "")
        .replace("</span>", "");
    let said = report
        .split("These are the ratings as they were given")
        .nth(1)
        .unwrap();
    assert_snapshot!(said.split('<').next().unwrap(), @". Motivation: ratings count evened out by rank, as A. Ivanova decided on 2020-04-02 (one reader is strict, see minutes); without that R-12 would have a seat, and R-04 would not: in place of each rating counts what stands at the same place among all ratings as it does among those of its assessor.");
}

#[test]
fn firmness_leaves_single_ratings_and_assessors_out_and_says_so() {
    let files = evened("mean");
    let past = intake::engine::Past::open(&files).unwrap();
    let told = intake::engine::firmness(&past, 10.into(), None, Format::Text).unwrap();
    assert_snapshot!(section(&told, "What was left out"), @"
    single ratings of motivation are left out: they are evened out, so that another one would move
        what all others count as
    what comes out without an assessor is left out: ratings are evened out, and without one assessor
        all others would be evened out otherwise
    ");
    assert!(told.contains("Motivation (motivation) counts 1"), "{told}");
}

#[test]
fn whoever_dropped_out_is_held_against_others_in_what_spread_tells_as_in_the_run() {
    let gone = decided("R-03,withdrawn,,,,Office,2020-04-20,by mail");
    let (rules, pile) = (rules(), pile());
    let made = |decisions: &[String]| {
        let given = Given {
            decisions,
            ..Given::of(&rules, &pile)
        };
        let files = run(&given).unwrap();
        spread(&files)["spread"]["fields"][0].clone()
    };
    let was = made(std::slice::from_ref(&gone));
    let is = made(&[gone, by("mean")]);
    assert_eq!(was["even_out"]["moves"], is["even_out"]["moves"]);
    assert_eq!(was["assessors"], is["assessors"]);
    // They rated before, and are counted as before.
    assert_eq!(was["assessors"], made(&[])["assessors"]);
    let [there, back] =
        [&was["even_out"]["mean"], &is["even_out"]["raw"]].map(|one| &one["exchange"]);
    assert_eq!(
        (&there["comes"], &there["leaves"]),
        (&back["leaves"], &back["comes"])
    );
}
