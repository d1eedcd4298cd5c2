//! Packs come back: by their own headings and ids, whatever the files are called and however their rows were moved.

use insta::assert_snapshot;

use super::made::{cells, filled, raw};
use super::{APPLICATIONS, ASSESSORS, Named, RULES, made, rules, sample};
use crate::bench::{Bench, Ran};

/// Ratings by id, whoever gives them.
fn number(id: &str) -> String {
    (id.bytes().last().unwrap() - b'0').to_string()
}

/// The packs of the sample, each with these ratings, as CSV.
pub(super) fn returned() -> Vec<(String, Vec<u8>)> {
    let fill = |id: &str, heading: &str| heading.starts_with("motivation").then(|| number(id));
    let all = sample().files;
    let packs = all
        .into_iter()
        .filter(|(name, _)| name.starts_with("packs/"));
    packs
        .map(|(name, bytes)| {
            (
                name.replace("packs/", "").replace(".xlsx", ".csv"),
                filled(&bytes, &fill),
            )
        })
        .collect()
}

pub(super) fn selected(ratings: &[(String, Vec<u8>)]) -> Ran {
    let mut bench = Bench::new(RULES).file("packs.csv", APPLICATIONS);
    for (name, bytes) in ratings {
        bench = bench.rated(name, bytes);
    }
    bench.select()
}

/// What was decided, without the names of files.
fn decided(ran: &Ran) -> String {
    let lists = [
        "rosters/course.csv",
        "unplaced.csv",
        "ineligible.csv",
        "assessors.csv",
    ];
    lists.map(|name| ran.text(name).to_owned()).join("\n")
}

/// The same ratings in the applications' own rows.
fn beside() -> Ran {
    let assigned = sample().text("assignment.csv").to_owned();
    let mut rows = csv::Reader::from_reader(APPLICATIONS.as_bytes());
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut headings = rows.headers().unwrap().clone();
    (1..=4).for_each(|by| headings.push_field(&format!("motivation A{by}")));
    out.write_record(&headings).unwrap();
    for row in rows.records() {
        let mut row = row.unwrap();
        let id = row[0].to_owned();
        let own = assigned
            .lines()
            .find(|line| line.starts_with(&id))
            .unwrap_or_default()
            .to_owned();
        let readers = own.split('"').nth(1).unwrap_or_default().to_owned();
        for by in 1..=4 {
            let reads = readers.contains(&format!("A{by}"));
            row.push_field(&if reads { number(&id) } else { String::new() });
        }
        out.write_record(&row).unwrap();
    }
    let text = out.into_inner().unwrap();
    Bench::new(RULES).file("packs.csv", text).select()
}

#[test]
fn packs_that_come_back_give_the_run_of_ratings_beside_the_answers() {
    let back = selected(&returned());
    assert_eq!(decided(&back), decided(&beside()));
    assert!(
        back.text("rosters/course.csv").contains("P-07"),
        "{}",
        back.said.err
    );
}

#[test]
fn a_renamed_file_rows_in_another_order_and_a_line_above_change_nothing() {
    let plain = decided(&selected(&returned()));
    let mut renamed = returned();
    // A name that the rules give to another assessor says less than the pack itself.
    renamed[0].0 = "ratings A2 final.csv".to_owned();
    renamed[1].0 = "ratings A1.csv".to_owned();
    let text = String::from_utf8(renamed[2].1.clone()).unwrap();
    renamed[2].1 = format!("back from Sam,,,,,\n{text}").into_bytes();
    let text = String::from_utf8(renamed[3].1.clone()).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    renamed[3].1 = lines.join("\n").into_bytes();
    renamed.reverse();
    assert_eq!(decided(&selected(&renamed)), plain);
}

#[test]
fn packs_that_are_split_or_put_together_give_the_same_run() {
    let plain = decided(&selected(&returned()));
    let mut split = returned();
    let (name, bytes) = split.remove(0);
    let text = String::from_utf8(bytes).unwrap();
    let (heading, rows) = text.split_once('\n').unwrap();
    for (at, row) in rows.lines().enumerate() {
        split.push((
            format!("{name} {at}.csv"),
            format!("{heading}\n{row}\n").into_bytes(),
        ));
    }
    assert_eq!(decided(&selected(&split)), plain);
    // Two packs side by side, with one column of marks: each row has its own.
    let of = |at: usize| String::from_utf8(returned()[at].1.clone()).unwrap();
    let (one, other) = (of(0), of(1));
    let mut together = "ID,motivation A1,conflict A1,abstain A1,comment A1,motivation A2,conflict A2,abstain A2,comment A2,pack\n".to_owned();
    for row in one.lines().skip(1) {
        let (cells, mark) = row.rsplit_once(',').unwrap();
        together.push_str(&format!("{cells},,,,,{mark}\n"));
    }
    for row in other.lines().skip(1) {
        let (cells, mark) = row.rsplit_once(',').unwrap();
        let (id, cells) = cells.split_once(',').unwrap();
        together.push_str(&format!("{id},,,,,{cells},{mark}\n"));
    }
    let mut all = returned();
    all.splice(0..2, [("together.csv".to_owned(), together.into_bytes())]);
    assert_eq!(decided(&selected(&all)), plain);
}

/// What is said of packs of which one is changed.
fn changed(change: &dyn Fn(&str) -> String) -> String {
    let mut all = returned();
    let text = String::from_utf8(all[0].1.clone()).unwrap();
    let other = change(&text);
    assert_ne!(text, other, "nothing was changed");
    all[0].1 = other.into_bytes();
    let ran = selected(&all);
    ran.said.words()
}

#[test]
fn a_rating_of_an_application_that_was_not_given_to_the_reader_does_not_count() {
    let said = changed(&|text| text.replace("P-05,", "P-04,"));
    assert_snapshot!(said, @"
    exit 1
    question[not-assigned] A1.csv:5:B: `P-04` was not given to A1 to read, and is rated here; the ratings of the row do not count
      help: the mark in the column `pack` is not that of this application and reader, by the seed in [packs]: give the row its own id back; or, where this reader was to read it after all, give the rating in a file without `pack`, `conflict` and `abstain`
    ");
}

#[test]
fn a_column_that_stands_under_another_readers_heading_is_refused() {
    let said = changed(&|text| text.replace("motivation A1", "motivation A2"));
    assert_snapshot!(said, @"
    exit 3
    error[whose-rating] A1.csv:2:B: the row is of the pack of A1, and the rating stands in a column of A2; so it is in 3 rows more
      help: put each reader's ratings under the headings of their own pack, those that end in `A1`
    ");
}

#[test]
fn who_says_that_there_is_a_conflict_and_rates_has_not_rated() {
    let said = changed(&|text| text.replace("P-01,1,,", "P-01,1,my cousin,"));
    assert_snapshot!(said, @"
    exit 1
    question[conflict-rated] A1.csv:2:B: A1 says in column C that they take no part, because A1 has a conflict of interest, and has rated here; the rating does not count
      help: ask which of the two was meant: leave the rating blank, or the cell beside it
    ");
    let said = changed(&|text| text.replace("P-01,1,,,", "P-01,1,no,-,"));
    assert_eq!(
        said,
        selected(&returned()).said.words(),
        "who takes part says no"
    );
}

#[test]
fn two_versions_of_a_pack_that_say_something_else_are_refused() {
    let mut all = returned();
    let text = String::from_utf8(all[0].1.clone()).unwrap();
    all.push((
        "A1 new.csv".to_owned(),
        text.replace("P-01,1,", "P-01,9,").into_bytes(),
    ));
    assert_snapshot!(selected(&all).said.words(), @"
    exit 3
    error[rating-twice] A1.csv:2:B: motivation: A1 gave `P-01` `1` here, and `9` at A1 new.csv:2:B
      help: ask which of the two holds; then leave the other cell blank, or give only the file that holds
    ");
}

#[test]
fn a_conflict_beside_the_row_counts_as_the_word_in_its_cell() {
    let beside = changed(&|text| text.replace("P-01,1,,", "P-01,,yes,"));
    let inside = changed(&|text| text.replace("P-01,1,", "P-01,conflict,"));
    assert_eq!(beside, inside);
}

#[test]
fn a_comment_is_named_as_not_read_and_stands_in_no_record() {
    let mut all = returned();
    let text = String::from_utf8(all[0].1.clone()).unwrap();
    all[0].1 = text
        .replace("P-01,1,,,", "P-01,1,,,the canary sings")
        .replace("P-02,2,,,", "P-02,,a canary too,,")
        .into_bytes();
    let ran = selected(&all);
    assert!(
        ran.said.out.contains("(not used)   E `comment A1`"),
        "{}",
        ran.said.out
    );
    for (name, bytes) in &ran.files {
        assert!(!String::from_utf8_lossy(bytes).contains("canary"), "{name}");
    }
}

fn owned(all: &[(String, Vec<u8>)]) -> Named<'_> {
    let each = all.iter();
    each.map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect()
}

/// The packs that are made once these ratings are back.
fn next(ratings: &[(String, Vec<u8>)]) -> super::Made {
    made(
        &rules(RULES),
        &[("packs.csv", APPLICATIONS)],
        Some(ASSESSORS),
        &owned(ratings),
    )
    .unwrap()
}

/// The same where every assessor may read one more.
fn roomy(ratings: &[(String, Vec<u8>)]) -> super::Made {
    let rules = rules(&RULES.replace("at_most = 4", "at_most = 5"));
    let assessors = ASSESSORS.replace(",3,", ",,");
    made(
        &rules,
        &[("packs.csv", APPLICATIONS)],
        Some(&assessors),
        &owned(ratings),
    )
    .unwrap()
}

#[test]
fn once_all_is_rated_there_are_no_packs() {
    let made = next(&returned());
    assert!(!made.files.keys().any(|name| name.starts_with("packs/")));
    assert!(!made.is_open);
}

#[test]
fn who_is_missing_gets_a_pack_of_what_is_missing_and_whoever_has_rated_stays() {
    let mut all = returned();
    let (gone, _) = all.remove(1);
    let made = next(&all);
    let packs: Vec<&String> = made
        .files
        .keys()
        .filter(|name| name.starts_with("packs/"))
        .collect();
    assert_eq!(packs, ["packs/A2.xlsx"], "{gone}");
    assert_eq!(made.files["packs/A2.xlsx"], sample().files["packs/A2.xlsx"]);
}

#[test]
fn where_two_are_far_apart_a_further_one_reads_and_learns_nothing_of_their_ratings() {
    let mut all = returned();
    let text = String::from_utf8(all[0].1.clone()).unwrap();
    all[0].1 = text.replace("P-01,1,", "P-01,9.85,").into_bytes();
    assert_ne!(all, returned());
    let made = roomy(&all);
    assert_snapshot!(made.text("assignment.csv"), @r#"
    application,readers,have_rated,to_rate,readers_missing,may_not_read
    P-01,"A1, A3, A4","A1, A3",A4,0,
    P-02,"A1, A4","A1, A4",,0,A2: same name; A3: reads other languages
    P-03,"A1, A2","A1, A2",,0,A3: same organisation
    P-04,"A2, A4","A2, A4",,0,A3: declared conflict
    P-05,"A1, A2","A1, A2",,0,A3: same organisation
    P-07,"A2, A4","A2, A4",,0,A3: reads other languages
    "#);
    let packs: Vec<&String> = made
        .files
        .keys()
        .filter(|name| name.starts_with("packs/"))
        .collect();
    assert_eq!(packs.len(), 1);
    let pack = &made.files[packs[0]];
    let rows = cells(pack, "ratings");
    assert_eq!(rows.len(), 2, "one application");
    assert!(rows[1][1].is_empty());
    assert!(!raw(pack).contains("9.85"));
}

#[test]
fn who_abstains_is_replaced_by_another() {
    let mut all = returned();
    let text = String::from_utf8(all[0].1.clone()).unwrap();
    all[0].1 = text.replace("P-03,3,,,", "P-03,,,yes,").into_bytes();
    assert_ne!(all, returned());
    let made = roomy(&all);
    let row = made
        .text("assignment.csv")
        .lines()
        .find(|line| line.starts_with("P-03"))
        .unwrap()
        .to_owned();
    assert_snapshot!(row, @r#"P-03,"A2, A4",A2,A4,0,A1: takes no part; A3: same organisation"#);
}

/// Two fixed readers and a third, in place of the pool.
fn fixed() -> String {
    let pool = "headings = [\"Motivation\"]\nread_by = 2\nfurther_above = 3";
    let readers =
        "readers = [[\"Reader 1\"], [\"Reader 2\"]]\nthird = [\"Reader 3\"]\nthird_above = 3";
    let text = RULES.replace(pool, readers);
    assert_ne!(text, RULES);
    text.replace("[[assessors]]\nfiles = [\"ratings A4*\"]\n", "")
}

const THREE: &str = "assessor,organisation\nA1,River Keepers\nA2,\nA3,Open City\n";

#[test]
fn fixed_readers_read_everything_and_nobody_takes_the_place_of_one_with_a_conflict() {
    let rules = rules(&fixed());
    let made = made(&rules, &[("packs.csv", APPLICATIONS)], Some(THREE), &[]).unwrap();
    assert!(made.is_open);
    assert_snapshot!(made.text("assignment.csv"), @r#"
    application,readers,have_rated,to_rate,readers_missing,may_not_read
    P-01,"A1, A2",,"A1, A2",0,
    P-02,"A1, A2",,"A1, A2",0,
    P-03,A2,,A2,1,A1: same organisation
    P-04,"A1, A2",,"A1, A2",0,A3: same organisation
    P-05,A2,,A2,1,A1: same organisation
    P-07,"A1, A2",,"A1, A2",0,
    "#);
}

#[test]
fn a_third_reader_gets_a_pack_of_those_applications_on_which_the_others_are_far_apart() {
    let rules = rules(&fixed());
    let rated = |by: u8, ratings: [u8; 4]| {
        let mut text = format!("ID,motivation A{by}\n");
        for (id, rating) in ["P-01", "P-02", "P-04", "P-07"].iter().zip(ratings) {
            text.push_str(&format!("{id},{rating}\n"));
        }
        text.into_bytes()
    };
    let ratings = [
        ("a.csv", rated(1, [9, 3, 1, 5])),
        ("b.csv", rated(2, [2, 3, 9, 8])),
    ];
    let made = made(
        &rules,
        &[("packs.csv", APPLICATIONS)],
        Some(THREE),
        &ratings,
    )
    .unwrap();
    let rows = cells(&made.files["packs/A3.xlsx"], "ratings");
    let ids: Vec<&str> = rows.iter().skip(1).map(|row| row[0].as_str()).collect();
    assert_eq!(
        ids,
        ["P-01"],
        "P-04 is of the third reader's own organisation"
    );
    assert_snapshot!(made.text("assignment.csv"), @r#"
    application,readers,have_rated,to_rate,readers_missing,may_not_read
    P-01,"A1, A2, A3","A1, A2",A3,0,
    P-02,"A1, A2","A1, A2",,0,
    P-03,A2,,A2,1,A1: same organisation
    P-04,"A1, A2","A1, A2",,1,A3: same organisation
    P-05,A2,,A2,1,A1: same organisation
    P-07,"A1, A2","A1, A2",,0,
    "#);
}

#[test]
fn a_rating_by_somebody_with_a_conflict_is_asked_about_when_packs_are_made() {
    let assessors = ASSESSORS.replace(
        "A1,Vera Novak,vera@office.example,Office,English;Russian,,",
        "A1,,,,,,P-01",
    );
    let made = made(
        &rules(RULES),
        &[("packs.csv", APPLICATIONS)],
        Some(&assessors),
        &owned(&returned()),
    );
    let made = made.unwrap();
    assert!(made.is_open);
    assert_snapshot!(made.said, @"
    question[conflict-rated] A1.csv:2:B: A1 has rated `P-01` and may not read it: declared conflict; the rating counts as it stands
      help: write `conflict` into the cell, and make packs again: somebody else then reads it
    ");
}

#[test]
fn who_has_rated_one_field_of_two_gets_a_pack_with_the_other() {
    let field = "[fields.clarity]\ntype = \"rating\"\nheadings = [\"Clarity\"]\nread_by = 1\ncombine = \"mean\"\nmin = 0\nmax = 2.5\n\n[[assessors]]";
    let measure = "[[scoring]]\nid = \"clarity\"\ntitle = \"Clarity\"\ncites = [\"motivation\"]\nweight = 1\nfield = \"clarity\"\nrating = true\n\n[ranking]";
    let text = RULES
        .replacen("[[assessors]]", field, 1)
        .replace("[ranking]", measure);
    let made = made(
        &rules(&text),
        &[("packs.csv", APPLICATIONS)],
        Some(ASSESSORS),
        &owned(&returned()),
    )
    .unwrap();
    // Both who read it may rate what is missing, and nobody else is asked.
    let row = made
        .text("assignment.csv")
        .lines()
        .find(|line| line.starts_with("P-01"))
        .unwrap();
    assert_eq!(row, "P-01,\"A1, A3\",\"A1, A3\",\"A1, A3\",0,");
    let rows = cells(&made.files["packs/A1.xlsx"], "ratings");
    assert_eq!(
        rows[0].join(" | "),
        "ID | clarity A1 | conflict A1 | abstain A1 | comment A1 | pack"
    );
}

#[test]
fn a_pack_whose_column_for_conflicts_was_renamed_or_removed_is_refused() {
    let renamed = |to: &'static str| changed(&move |text| text.replacen("conflict A1", to, 1));
    assert_snapshot!(renamed("conflict"), @"
    exit 3
    error[pack-column] A1.csv:1:C: `conflict` is not quite the heading of a column of a pack
      help: give it the heading back that the pack had, such as `conflict A1`, `abstain A1` or `pack`; a column of your own needs another name
    ");
    assert_snapshot!(renamed("remarks"), @"
    exit 3
    error[pack-column] A1.csv:1:F: the pack has lost its column `conflict A1`
      help: put the column back, blank where nobody said anything: it is where a reader says that they have a conflict of interest or abstain
    ");
    assert_snapshot!(changed(&|text| text.replacen(",pack", ",packs", 1)), @"
    exit 3
    error[pack-column] A1.csv:1:F: `packs` is not quite the heading of a column of a pack
      help: give it the heading back that the pack had, such as `conflict A1`, `abstain A1` or `pack`; a column of your own needs another name
    ");
}

#[test]
fn a_pack_whose_marks_were_taken_out_is_refused_and_ratings_that_are_no_packs_count() {
    let without = |names: &[&str]| {
        let mut packs = returned();
        let text = std::str::from_utf8(&packs[0].1).unwrap().to_owned();
        let heads: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let kept: Vec<usize> = (0..heads.len())
            .filter(|at| !names.contains(&heads[*at]))
            .collect();
        let lines = text.lines().map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            kept.iter()
                .map(|at| cells[*at])
                .collect::<Vec<_>>()
                .join(",")
        });
        packs[0].1 = lines.collect::<Vec<_>>().join("\n").into_bytes();
        selected(&packs).said.words()
    };
    let errors = |said: String| {
        let all = said.lines().skip_while(|line| !line.starts_with("error["));
        all.take(2).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(errors(without(&["pack"])), @"
    error[pack-column] A1.csv:1:C: `conflict A1` is a column of a pack, and the pack has lost its column `pack`: whether its ratings stand beside their own applications cannot be seen
      help: put the column back as it was; ratings that are no pack's stand in a file without `conflict` and `abstain`, too
    ");
    assert_snapshot!(errors(without(&["pack", "conflict A1"])), @"
    error[pack-column] A1.csv:1:C: `abstain A1` is a column of a pack, and the pack has lost its column `pack`: whether its ratings stand beside their own applications cannot be seen
      help: put the column back as it was; ratings that are no pack's stand in a file without `conflict` and `abstain`, too
    ");
    assert_eq!(errors(without(&["pack", "conflict A1", "abstain A1"])), "");
}

#[test]
fn a_rating_that_is_called_like_a_column_of_a_pack_and_a_column_of_ones_own_are_none() {
    let rules = RULES.replace("fields.motivation]", "fields.conflict-handling]");
    let rules = rules.replace("field = \"motivation\"", "field = \"conflict-handling\"");
    assert_ne!(rules, RULES);
    let ratings = "ID,conflict-handling A1,packaging\nP-01,7,none\n";
    let bench = Bench::new(&rules).file("packs.csv", APPLICATIONS);
    let said = bench
        .rated("mine.csv", ratings.as_bytes())
        .select()
        .said
        .words();
    assert!(!said.contains("error["), "{said}");
}

#[test]
fn a_pack_of_rules_that_asked_something_else_is_refused_and_other_changes_do_no_harm() {
    let packs = returned();
    let by = |from: &str, to: &str| {
        let other = RULES.replacen(from, to, 1);
        assert_ne!(other, RULES, "nothing was changed");
        let mut bench = Bench::new(&other).file("packs.csv", APPLICATIONS);
        for (name, bytes) in &packs {
            bench = bench.rated(name, bytes);
        }
        bench.select().said.words()
    };
    let said = by("max = 10", "max = 20");
    assert_snapshot!(said.lines().take(3).collect::<Vec<_>>().join("\n"), @"
    exit 3
    error[pack-rules] A1.csv:2:B: the pack was made by other rules: they asked for `motivation` with other bounds or other words for its numbers, or not at all; so it is in 3 rows more
      help: give the rules by which packs were made; where the ratings hold by those of today as well, give them in a file without `pack`, `conflict` and `abstain`
    ");
    assert_eq!(said.matches("error[pack-rules]").count(), 4, "once a file");
    assert!(
        by("and nothing they would do", "and what they would do").contains("error[pack-rules]")
    );
    // Who takes no part rates nothing, whatever was asked.
    let declined = |text: &str| text.replace("P-01,1,", "P-01,conflict,");
    let text = declined(std::str::from_utf8(&packs[0].1).unwrap());
    let first: Vec<&str> = text.lines().take(2).collect();
    let bench = Bench::new(&RULES.replacen("max = 10", "max = 20", 1));
    let bench = bench.file("packs.csv", APPLICATIONS);
    let said = bench
        .rated("A1.csv", first.join("\n"))
        .select()
        .said
        .words();
    assert!(!said.contains("error["), "{said}");
    // What readers were asked is the same.
    for (from, to) in [
        (
            "title = \"Motivation\"\nheadings",
            "title = \"Why\"\nheadings",
        ),
        ("weight = 1", "weight = 2"),
        ("cap = 3", "cap = 4"),
        ("further_above = 3", "further_above = 8"),
        ("{ at = 4,", "{ at = 4.0,"),
    ] {
        let said = by(from, to);
        assert!(!said.contains("error["), "{from}: {said}");
    }
}

#[test]
fn the_screen_says_whose_a_pack_is_by_the_pack_and_not_by_the_name_of_its_file() {
    let mut renamed = returned();
    renamed[0].0 = "ratings A2 final.csv".to_owned();
    let said = selected(&renamed).said.out;
    let line = said.lines().find(|line| line.contains("final.csv"));
    assert_eq!(
        line.unwrap().trim(),
        "ratings A2 final.csv: ratings 4, of A1; CSV, comma, UTF-8; 4 rows"
    );
}

#[test]
fn a_mark_has_a_shape_that_nothing_else_has() {
    use intake::rules::marks::is_shaped_like_one as is_mark;
    let packs = returned();
    let marks = std::str::from_utf8(&packs[0].1).unwrap().lines().skip(1);
    let marks: Vec<&str> = marks.filter_map(|line| line.rsplit(',').next()).collect();
    assert!(
        !marks.is_empty() && marks.iter().all(|mark| is_mark(mark)),
        "{marks:?}"
    );
    for other in [
        "",
        "A1",
        "A-0127",
        "A1-12",
        "7/10",
        "A1-7281dba760-",
        "P-01",
        "2026-05-04",
    ] {
        assert!(!is_mark(other), "{other}");
    }
}

#[test]
fn a_pack_whose_marks_stand_under_another_heading_is_refused_before_a_rating_reaches_somebody_else()
{
    let mut packs = returned();
    let text = std::str::from_utf8(&packs[0].1).unwrap().to_owned();
    for heading in ["Kennung", "mark", "pack (do not change)"] {
        let named = text.replacen(",pack\n", &format!(",{heading}\n"), 1);
        assert_ne!(named, text);
        packs[0].1 = named.into_bytes();
        let said = selected(&packs).said.words();
        assert!(
            said.contains("error[pack-column] A1.csv:1:"),
            "{heading}: {said}"
        );
    }
}
