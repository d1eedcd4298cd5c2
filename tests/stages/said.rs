//! What the screen says of a stage.

use insta::assert_snapshot;

use super::{INTERVIEWS, PILE, RULES, made};
use calamine::Reader as _;

use crate::bench::{Bench, plain};

fn said(rules: &str) -> String {
    let mut bench = Bench::new(rules).pile(PILE);
    bench.stage = Some("essays".to_owned());
    plain(&bench.select().said.out)
}

#[test]
fn nobody_is_called_selected_where_nobody_has_a_seat_yet() {
    let counted = RULES.replace("options = { water", "count = true\noptions = { water");
    assert_ne!(counted, RULES);
    let said = said(&counted);
    let cohort = said.split("The cohort").nth(1).unwrap();
    assert!(cohort.contains("shortlisted of applied"), "{cohort}");
    assert!(!said.contains("selected"), "{said}");
}

#[test]
fn a_list_that_keeps_ties_says_how_many_they_are_beside_the_places_of_the_rules() {
    let said = said(RULES);
    let heads: Vec<&str> = said
        .lines()
        .filter(|line| line.contains(" shortlisted for "))
        .collect();
    assert_eq!(
        heads,
        [
            "Water: 4 shortlisted for 3 places, 1 of them by the total of the last",
            "Forest: 3 shortlisted for 3 places"
        ]
    );
}

#[test]
fn a_letter_says_how_many_are_on_a_list_and_not_that_it_had_as_many_places() {
    let essays = super::essays();
    let past = intake::engine::Past::open(&essays).unwrap();
    let about = intake::engine::explain::About::ForApplicant("A-05".to_owned());
    let nothing = intake::engine::Pile {
        applications: &[],
        ratings: &[],
        rulings: &[],
        reading: &intake::table::Options::default(),
        follows: None,
        stage_before: None,
    };
    let format = intake::engine::explain::Format::Text;
    let page = intake::engine::explain::explain(&past, &about, nothing, format).unwrap();
    let page = plain(&page);
    assert!(
        page.contains("4 people are on the shortlist of the group Water."),
        "{page}"
    );
}

#[test]
fn whoever_asks_hears_which_stage_decided_by_its_title_and_clauses_and_of_no_reader_who_was_not_asked()
 {
    let first = super::essays();
    let interviews = INTERVIEWS.lines().filter(|row| !row.starts_with("A-10"));
    let interviews = interviews.collect::<Vec<_>>().join("\n");
    let last = made::run((RULES, PILE, &interviews), "", ("interviews", Some(&first))).unwrap();
    assert_snapshot!(made::on_request(&first, "A-08", "The outcome"), @"
    You meet every criterion. In the stage “Essays” your points are fewer than the 4 that are asked
        for, so that your application does not go on [3, 4].
    ");
    assert_snapshot!(made::on_request(&last, "A-10", "The outcome"), @"
    You meet every criterion. By the points of the stage “Essays” your application does not go on [3,
        5].
    ");
    let answers = made::on_request(
        &last,
        "A-10",
        "Your answers, as far as a rule looked at them",
    );
    assert!(
        answers.contains("Essay") && !answers.contains("Interview"),
        "{answers}"
    );
    assert_snapshot!(made::on_request(&last, "A-10", "The stages"), @"
    Essays: “Essay” counts; whoever has less than 4 of these points goes no further; the best 3 people
        of every group, and everybody with the total of the last of them, go on to the next stage [3,
        5]
         what came of it: not shortlisted, place 8 with a total of 4.5; number 1 of those who come
             after the reserves
    Interviews: “Interview” counts; the total is 0.4 × “Essays” + 0.6 × “Interviews”; whoever has less
        than 3 of these points goes no further; this stage deals the seats; after its reserves come
        those whom the stage before did not shortlist, in their order there [4]
    ");
    assert_snapshot!(made::on_request(&last, "A-10", "The call and the decisions these rules rest on"), @"
    [1] Applications are taken until 31 March 2020.
    [2] Applicants belong to a local group.
    [3] By the essay the best of each group are invited to an interview.
    [4] Essay and interview together decide, the interview a little more.
    [5] Whoever has as many points for the essay as the last one invited is invited too. (decided on
        2020-03-01)
    ");
}

#[test]
fn people_read_words_and_titles_where_files_have_codes_and_ids() {
    let mut bench = Bench::new(RULES).pile(PILE).with_workbook();
    bench.stage = Some("essays".to_owned());
    let ran = bench.select();
    let report = ran.text("report.html").replace("not-shortlisted.csv", "");
    for code in ["not-shortlisted", "below-floor", "those selected"] {
        assert!(!report.contains(code), "{code}");
    }
    let book = ran.files["workbook.xlsx"].clone();
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(book)).unwrap();
    let sheet = book.worksheet_range("not shortlisted").unwrap();
    let said: Vec<String> = sheet.rows().flatten().map(ToString::to_string).collect();
    assert!(
        said.iter().any(|cell| cell == "Essays")
            && said.iter().any(|cell| cell == "not shortlisted")
    );
    assert!(
        !said
            .iter()
            .any(|cell| cell == "essays" || cell == "not-shortlisted"),
        "{said:?}"
    );
    let sheet = book.worksheet_range("ineligible").unwrap();
    let rests: Vec<String> = sheet
        .rows()
        .filter_map(|row| Some(row.last()?.to_string()))
        .collect();
    assert_snapshot!(rests.join(" | "), @"Rests on | Applicants belong to a local group.");
}

/// Three places, and four who have as much as the third: said alike wherever it is said, and why nobody is next.
#[test]
fn a_shortlist_that_kept_a_tie_is_counted_alike_on_every_paper() {
    let mut bench = Bench::new(RULES).pile(PILE).with_workbook();
    bench.stage = Some("essays".to_owned());
    let ran = bench.select();
    let book = &ran.files["workbook.xlsx"];
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book.clone())).unwrap();
    let mut strings = String::new();
    let mut part = archive.by_name("xl/sharedStrings.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut strings).unwrap();
    let papers = [
        plain(&ran.said.out),
        ran.text("report.html").to_owned(),
        strings,
    ];
    for said in [
        "4 shortlisted for 3 places, 1 of them by the total of the last",
        "nobody comes next, since more are on it than it has places",
    ] {
        for (paper, text) in ["screen", "report", "workbook"].iter().zip(&papers) {
            assert!(text.contains(said), "{paper}: {said}");
        }
    }
    assert!(!papers.concat().contains("4 of 4 places"));
}
