//! Where the seats end: the last one in, who really comes next, what stands between them, and who was passed over for a balance rule. All
//! papers of a run say the same of it, and count those who are asked alike.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use insta::assert_snapshot;

use crate::bench::{Bench, Ran, plain};
use crate::shell::packet::Whom;

const RULES: &str = include_str!("../sample-applications/small/balance.toml");
const PILE: &str = include_str!("../sample-applications/small/balance.csv");

fn bench() -> Bench {
    Bench::new(RULES).pile(PILE).with_workbook().replacing()
}

/// All cells of a sheet, a row a line.
fn sheet(ran: &Ran, name: &str) -> String {
    let mut book = Xlsx::new(Cursor::new(ran.files["workbook.xlsx"].clone())).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let row = |row: &[calamine::Data]| {
        let cells = row.iter().map(ToString::to_string);
        let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
        cells.join(" | ").replace('\n', " / ")
    };
    let rows: Vec<String> = range.rows().map(row).collect();
    rows.join("\n")
}

/// The lines that say something.
fn lines<'a>(text: &'a str, wanted: &str) -> Vec<&'a str> {
    text.lines().filter(|line| line.contains(wanted)).collect()
}

#[test]
fn whoever_is_seated_before_better_ranked_people_has_the_rule_as_reason() {
    let ran = bench().select();
    assert_snapshot!(lines(&sheet(&ran, "everybody"), "A-9").join("\n"), @"
    A-3 | reserve | Forest | 1 | 3 | 87 | beside everybody selected above there is no room under these rules: “At most two from one country”: Poland, at most 2; A-9 at place 9 has a seat, and an exchange would break that rule, too; place 2 or better would have had a seat | yes
    A-6 | reserve | Forest | 2 | 6 | 79 | beside everybody selected above there is no room under these rules: the cap of 6; “Half of the seats for women”, at least 1/2 of the seats that can be filled, as far as it can be met; A-9 at place 9 has a seat, and an exchange would break: “Half of the seats for women”, at least 1/2 of the seats that can be filled, as far as it can be met; place 4 or better would have had a seat | yes
    A-8 | unplaced | 8 | 69 | beside everybody selected above there is no room under these rules: the cap of 6; “Half of the seats for women”, at least 1/2 of the seats that can be filled, as far as it can be met; A-9 at place 9 has a seat, and an exchange would break: “Half of the seats for women”, at least 1/2 of the seats that can be filled, as far as it can be met; place 4 or better would have had a seat | yes
    A-9 | selected | Forest | 9 | 60 | provisional; place 9 in the ranking; a seat in “Forest”; seated before A-3 with 87 at place 3, because of “At most two from one country”: Poland and “Half of the seats for women”; and before 2 more who are ranked above | yes
    ");
    assert_snapshot!(lines(&sheet(&ran, "Forest"), "seated before").join("\n"), @"Notes: A-2: seated here rather than in “Water”, because otherwise somebody selected would lose their seat · A-5: seated before A-3 with 87 at place 3, because of “At most two from one country”: Poland and “Half of the seats for women” · A-9: seated before A-3 with 87 at place 3, because of “At most two from one country”: Poland and “Half of the seats for women”; and before 2 more who are ranked above");
    let page = bench();
    page.select();
    assert_snapshot!(plain(&page.explain("A-9").out).lines().skip_while(|line| *line != "Why").take(5).collect::<Vec<_>>().join("\n"), @"
    Why
      place 9 in the ranking; a seat in “Forest”
      seated before A-3 with 87 at place 3, because of “At most two from one country”: Poland and “Half
          of the seats for women”; and before 2 more who are ranked above
      not final: balance rules hang on the answer of 1 application that is ranked
    ");
    let packet = page.packet(Whom::Named(vec!["A-9".to_owned()]), &[]).out;
    let packet = packet
        .replace("<span class=\"whole\">", "")
        .replace("</span>", "");
    assert!(
        packet.contains("seated before A-3 with 87 at place 3"),
        "{packet}"
    );
}

#[test]
fn who_comes_next_is_who_would_have_the_seat_and_the_rule_that_stands_between_is_named() {
    let ran = bench().select();
    assert_snapshot!(lines(&sheet(&ran, "Forest"), "last seat").join("\n"), @"");
    assert_snapshot!(lines(&sheet(&ran, "cover"), "last A-").join("\n"), @"
    Water | 3 | 3 | 3 | 0 | last A-7 with 70, next A-10 with 55, for a seat in another group: 15 points between them
    Forest | 3 | 3 | 2 | 2 | last A-9 with 60, next A-10 with 55: 5 points between them; passed over for A-9 at place 9: A-3 with 87 at place 3 (reserve 1) and 2 more, because of “At most two from one country”: Poland and “Half of the seats for women”
    ");
    let next = ran.rows("rosters/forest.csv");
    let last = next.iter().find(|row| row["application"] == "A-9").unwrap();
    assert_snapshot!(last["successor"], @"A-10");
}

#[test]
fn whoever_would_need_a_better_place_is_told_that_people_below_came_before_them() {
    let bench = bench();
    bench.select();
    let page = plain(&bench.explain("A-3").out);
    assert_snapshot!(page.lines().skip_while(|line| *line != "Why").take(6).collect::<Vec<_>>().join("\n"), @"
    Why
      place 3 in the ranking; beside everybody selected above there is no room under these rules: “At
          most two from one country”: Poland, at most 2; A-9 at place 9 has a seat, and an exchange
          would break that rule, too
      place 2 or better would have had a seat
      number 1 on the reserve list of “Forest”
    ");
}

#[test]
fn a_call_is_close_only_within_a_twentieth_of_the_points() {
    let rules = RULES
        .split("[[balance]]")
        .next()
        .unwrap()
        .replace("max = 1000", "max = 100");
    let call = |second: &str| {
        let pile = PILE.replace("A-4,2025-01-01T10:00:00,m,France,water,86", second);
        let ran = Bench::new(&rules)
            .pile(pile)
            .with_workbook()
            .replacing()
            .select();
        sheet(&ran, "Water")
            .lines()
            .find(|line| line.contains("last A-"))
            .unwrap()
            .to_owned()
    };
    assert_snapshot!(call("A-4,2025-01-01T10:00:00,m,France,water,86"), @"The last seat: last A-4 with 86, next A-7 (reserve 1) with 70: 16 points between them");
    assert_snapshot!(call("A-4,2025-01-01T10:00:00,m,France,water,73"), @"Close call: last A-4 with 73, next A-7 (reserve 1) with 70: 3 points between them");
}

#[test]
fn every_paper_counts_those_who_are_asked_alike() {
    let bench = Bench::new(RULES)
        .pile(format!(
            "{PILE}A-11,2025-01-01T10:00:00,f,Spain,forest,many\n"
        ))
        .with_workbook()
        .replacing();
    let ran = bench.select();
    let words = "1 application waits for an answer, 1 of them could win a seat; balance rules hang on the answer of 1 more, who is ranked";
    let packet = bench.packet(Whom::Named(vec!["A-9".to_owned()]), &[]).out;
    for (paper, text) in [
        ("cover", sheet(&ran, "cover")),
        ("Forest", sheet(&ran, "Forest")),
        ("report", ran.text("report.html").to_owned()),
        ("screen", plain(&ran.said.out)),
        (
            "explain",
            plain(&bench.explain("A-9").out)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        ),
        (
            "packet",
            packet
                .replace("<span class=\"whole\">", "")
                .replace("</span>", ""),
        ),
    ] {
        assert!(text.contains(words), "{paper}: {text}");
    }
    assert_eq!(ran.audit()[0]["ranked_and_asked"], 1);
}

#[test]
fn where_no_answer_takes_a_seat_alone_the_cover_does_not_say_that_none_can() {
    let ran = Bench::of(
        "rules/autumn-workshop-2021.toml",
        "sample-applications/autumn-workshop-2021.csv",
    )
    .with_workbook()
    .replacing()
    .select();
    let cover = sheet(&ran, "cover");
    assert!(!cover.contains(" 0 applications"), "{cover}");
    assert!(
        cover.contains("7 applications wait for an answer, 7 of them could win a seat"),
        "{cover}"
    );
    assert!(cover.contains("several together can"), "{cover}");
}

#[test]
fn whoever_is_without_a_seat_is_told_that_the_last_seat_is_below_them() {
    let bench = bench();
    bench.select();
    let packet = bench.packet(Whom::Named(vec!["A-3".to_owned()]), &[]).out;
    let packet = packet
        .replace("<span class=\"whole\">", "")
        .replace("</span>", "");
    let words = "the last one seated: A-9 with 60, place 9: 27 less than this one; ranked below this one, and came before it for balance rules or a seat that is held";
    assert!(packet.contains(words), "{packet}");
}
