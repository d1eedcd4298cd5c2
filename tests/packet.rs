//! Packets for a panel: who is in them and why, what stands on a page and what never does; and the rules as a page to sign.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that panics fails"
)]

mod files;
mod sign;
mod whom;

use insta::assert_snapshot;

use crate::bench::Bench;
use crate::letters::{DECISIONS, HEADINGS, RULES, SURE};
use crate::shell::Exit;
use crate::shell::packet::Whom;

/// The call of the letters: one seat for water, one for forests, one reserve each; assessors' names stand in headings.
fn bench() -> Bench {
    let bench = Bench::new(RULES)
        .pile(format!("{HEADINGS}\n{}\n", SURE.join("\n")))
        .decided("decisions.csv", DECISIONS);
    bench.select();
    bench
}

fn named(ids: &[&str]) -> Whom {
    Whom::Named(ids.iter().map(|id| (*id).to_owned()).collect())
}

/// A packet that was made.
fn made(bench: &Bench, whom: Whom) -> String {
    let said = bench.packet(whom, &[]);
    assert_eq!((said.exit, said.err.as_str()), (Exit::Done, ""));
    said.out
}

/// What a page says, line by line: a cell after the other with bars between, everything without its marks.
fn words(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let body = body.replace("</td><", " | <").replace("</th><", " | <");
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if inside => {}
            _ => text.push(c),
        }
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    let lines = text.lines().map(|line| line.trim().trim_end_matches(" |"));
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The page of one person out of a packet.
fn page<'a>(packet: &'a str, id: &str) -> &'a str {
    let mut pages = packet.split("<section class=\"person\"").skip(1);
    let is = |page: &&str| {
        let heading = page
            .split_once("<h2")
            .unwrap()
            .1
            .split_once("</h2>")
            .unwrap()
            .0;
        heading.contains(&format!(">{id}"))
    };
    pages
        .find(is)
        .unwrap_or_else(|| panic!("no page of {id}: {packet}"))
}

/// One part of somebody's page.
fn part<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, rest) = page
        .split_once(&format!(">{heading}</h3>"))
        .unwrap_or_else(|| panic!("no {heading}: {page}"));
    rest.split("</section>").next().unwrap()
}

fn said(part: &str) -> String {
    words(&format!("<body>{part}")).trim().to_owned()
}

#[test]
fn a_page_has_points_with_every_rating_and_answers_as_typed_beside_as_read() {
    let packet = made(&bench(), named(&["L-4"]));
    let page = page(&packet, "L-4");
    assert_snapshot!(said(part(page, "Points")), @"
    what counts | A1 | A2 | counted as | points × weight = part
    Essay (essay) | 7 | 7 | (7 + 7) / 2 = 7 | 7 × 1 = 7
    total: 7 = 7
    A1, A2 and so on are the assessors, in the order of the rules
    ");
    assert_snapshot!(said(part(page, "Answers the rules look at")), @"
    question | as typed | read as
    Submitted | 2020-03-01T08:00:00 | 2020-03-01 08:00:00+01 Europe/Vienna
    How good is your English? | B2 | B2
    Where do you live? | Poland | Poland
    What do you work on? | Rivers | Rivers
    ");
    assert_snapshot!(said(part(page, "Criteria")), @"
    met Sent in by the deadline; Good English; From the region
    ");
}

#[test]
fn a_page_says_who_stands_around_somebody_and_who_has_the_last_seat() {
    let packet = made(&bench(), named(&["L-4"]));
    let page = page(&packet, "L-4");
    assert_snapshot!(said(part(page, "Why")), @"
    place 3 in the ranking; the cap was reached by people ranked above
    no place in the ranking would have had a seat
    number 1 on the reserve list of “Clean water”
    ");
    assert_snapshot!(said(part(page, "Neighbours in the ranking")), @"
    place 3 of 4
    directly above: L-2 with 8, 1 more than this one
    Essay: 7 against 8, 1 less
    directly below: L-3 with 7, told apart by lot
    lot: decided, because nothing before it did
    ");
    assert_snapshot!(said(part(page, "The last seats")), @"
    Clean water: 1 of 1 seat taken
    the last one seated: L-1 with 9, place 1: 2 more than this one
    Essay: 7 against 9, 2 less
    ");
}

#[test]
fn what_is_not_met_is_said_with_what_would_have_met_it_and_decisions_with_who_took_them() {
    let packet = made(&bench(), named(&["L-5", "L-8", "L-1"]));
    assert_snapshot!(said(part(page(&packet, "L-5"), "Criteria")), @"
    not met Good English (english) [c]
    “How good is your English?” is at least B2: not met; found `B1` in column G of row 6, read as B1
    would be met by B2
    not met From the region (home) [region]
    “Where do you live?” is in the list region: not met; found `Brazil` in column H of row 6, read as Brazil (BR)
    would be met by a country in the list region
    met Sent in by the deadline
    ");
    assert_snapshot!(said(part(page(&packet, "L-8"), "Decided by people")), @"
    the applicant withdrew (pile.csv:9)
    Panel Petra, 2020-04-21: has another plan
    ");
    let seated = page(&packet, "L-1");
    assert!(!seated.contains("The last seats"), "{seated}");
}

#[test]
fn an_open_question_is_on_the_page_with_its_cell() {
    let row = SURE[2].replace(",Poland,", ",Polnad,");
    let bench = Bench::new(RULES).pile(format!("{HEADINGS}\n{}\n{row}\n", SURE[0]));
    bench.select();
    let packet = made(&bench, named(&["L-3"]));
    let answers = said(part(page(&packet, "L-3"), "Answers the rules look at"));
    let open = answers
        .lines()
        .find(|line| line.starts_with("Where"))
        .unwrap();
    assert_snapshot!(open, @"
    Where do you live? | Polnad | open: it is no country Intake knows
    ");
    assert_snapshot!(said(part(page(&packet, "L-3"), "To ask")), @"pile.csv:3:H  “Where do you live?”: `Polnad` is no country Intake knows; did the applicant mean `Poland`? (ask the applicant)");
}

#[test]
fn without_the_files_nothing_personal_is_shown_and_never_who_assessed() {
    let bench = bench();
    let all: Vec<&str> = SURE.iter().map(|row| &row[..3]).collect();
    let packet = made(&bench, named(&all));
    for row in SURE {
        let cells: Vec<&str> = row.split(',').collect();
        for personal in [cells[2], cells[3]] {
            assert!(!packet.contains(personal), "{personal} stands in {packet}");
        }
    }
    let with = bench.packet(named(&all), &bench.applications);
    assert_eq!((with.exit, with.err.as_str()), (Exit::Done, ""));
    for page in [&packet, &with.out] {
        for assessor in ["Zora", "Yago"] {
            assert!(!page.contains(assessor), "{assessor} stands in {page}");
        }
    }
}

#[test]
fn with_the_files_everybody_has_their_own_name_and_nobody_an_address_and_others_are_named_in_one_place()
 {
    let bench = bench();
    let all: Vec<&str> = SURE.iter().map(|row| &row[..3]).collect();
    let packet = bench.packet(named(&all), &bench.applications).out;
    let cover = packet.split("<section class=\"person\"").next().unwrap();
    for row in SURE {
        let cells: Vec<&str> = row.split(',').collect();
        assert!(cover.contains(cells[2]), "the cover lacks {}", cells[2]);
        let page = page(&packet, cells[0]);
        assert!(page.contains(cells[2]), "{page}");
        let others = SURE.iter().filter(|other| !other.contains(cells[2]));
        for other in others {
            let name = other.split(',').nth(2).unwrap();
            let own = page.split("Others on this page").next().unwrap();
            assert!(
                !own.contains(name),
                "{name} stands on the page of {}",
                cells[0]
            );
        }
        assert!(!packet.contains(cells[3]), "{} is shown", cells[3]);
    }
    assert_snapshot!(said(part(page(&packet, "L-2"), "Others on this page")), @"
    application | name
    L-1 | Ana Adamova
    L-4 | Dina Drozd
    ");
}

#[test]
fn statements_are_shown_with_the_files_and_what_nobody_may_judge_by_never() {
    let fields = "[fields.story]\ntype = \"text\"\nheadings = [\"Why do you apply?\"]\npersonal = true\n\
        [fields.job]\ntype = \"text\"\nheadings = [\"Profession\"]\npersonal = true\nuse = \"never\"\n\
        [fields.sex]\ntype = \"text\"\nheadings = [\"Gender\"]\nuse = \"balance-only\"\n[fields.essay]";
    let rules = RULES.replace("[fields.essay]", fields);
    let bench = Bench::new(&rules).pile(format!(
        "{HEADINGS},Why do you apply?,Profession,Gender\n{},\"To learn.\nAnd <b>to teach</b>.\",baker-canary,gender-canary\n",
        SURE[0]
    ));
    bench.select();
    let without = made(&bench, named(&["L-1"]));
    let with = bench.packet(named(&["L-1"]), &bench.applications).out;
    assert!(
        !without.contains("To learn") && !without.contains("Statements"),
        "{without}"
    );
    let told = part(page(&with, "L-1"), "Statements and other answers");
    assert_snapshot!(said(told), @"
    question | answer
    Write to me in | english
    Why do you apply? | To learn. And <b>to teach</b>.
    ");
    assert!(with.contains("&lt;b&gt;to "), "{with}");
    assert!(
        with.contains("<p>To learn.</p> <p>And "),
        "the applicant's paragraphs: {with}"
    );
    for packet in [without, with] {
        for canary in ["baker-canary", "gender-canary"] {
            assert!(!packet.contains(canary), "{canary} stands in {packet}");
        }
    }
}

#[test]
fn what_no_field_reads_is_shown_with_the_files_under_the_heading_of_the_form() {
    let bench = Bench::new(RULES).pile(format!(
        "{HEADINGS},Motivation statement,Remarks,Second mail\n{},\"To learn.\nAnd <b>to teach</b>.\",,canary@example.org\n{},Statement canary,seen,\n",
        SURE[0], SURE[1]
    ));
    bench.select();
    let without = made(&bench, named(&["L-1", "L-2"]));
    assert!(
        !without.contains("canary") && !without.contains("To learn"),
        "{without}"
    );
    let with = bench.packet(named(&["L-1"]), &bench.applications).out;
    assert_snapshot!(said(part(page(&with, "L-1"), "Statements and other answers")), @"
    question | answer
    Write to me in | english
    Motivation statement | To learn. And <b>to teach</b>.
    ");
    assert!(!with.contains("canary"), "{with}");
}

#[test]
fn every_page_says_who_may_see_it_and_of_which_run_it_is() {
    let rules = RULES.replacen(
        "[programme]",
        "[programme]\nconfidential = \"For the panel; <b>\\\"burn\\\"</b> it\"",
        1,
    );
    let bench = Bench::new(&rules)
        .pile(format!("{HEADINGS}\n{}\n", SURE[0]))
        .with_workbook()
        .replacing();
    let ran = bench.select();
    let packet = made(&bench, named(&["L-1"]));
    let foot = packet
        .split("@page{")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    assert_snapshot!(foot, @r#"size:A4;margin:16mm 14mm 17mm;@top-left{content:"Course";font:7pt system-ui,sans-serif}@bottom-left{content:"For the panel\3b  \3c b\3e \22 burn\22 \3c \2f b\3e  it";width:70%;font:7pt system-ui,sans-serif}@bottom-right{content:"run fd6852616b0eb03f \b7  " counter(page) " / " counter(pages);font:7pt system-ui,sans-serif}}"#);
    // All papers show the digest of the audit.
    let report = ran.text("report.html");
    let (_, digest) = report.split_once("audit.jsonl SHA-256 ").unwrap();
    let digest = &digest[..16];
    assert!(foot.contains(&format!("run {digest}")), "{foot}");
    assert!(
        words(&packet).contains(&format!("run | {digest}")),
        "{packet}"
    );
}

#[test]
fn what_is_not_clear_and_earns_the_same_is_not_called_personal() {
    let rules = RULES.replacen(
        "[[scoring]]",
        "[[scoring]]\nid = \"years\"\ntitle = \"Years\"\ncites = [\"c\"]\nweight = 1\nfield = \"years\"\nbands = [{ below = 2, points = 0 }, { from = 2, points = 3 }]\n[[scoring]]",
        1,
    );
    let rules = rules.replacen(
        "[fields.essay]",
        "[fields.years]\ntype = \"number\"\nheadings = [\"Years\"]\nmin = 0\nmax = 50\n[fields.essay]",
        1,
    );
    let bench = Bench::new(&rules).pile(format!("{HEADINGS},Years\n{},2 or 3\n", SURE[0]));
    bench.select();
    let packet = bench.packet(named(&["L-1"]), &bench.applications).out;
    let points = said(part(page(&packet, "L-1"), "Points"));
    assert_snapshot!(points, @"
    what counts | A1 | A2 | counted as | points × weight = part
    Years (years) |  |  | “2 or 3”, which is not clear and earns the same whatever it means | 3 × 1 = 3
    Essay (essay) | 9 | 9 | (9 + 9) / 2 = 9 | 9 × 1 = 9
    total: 3 + 9 = 12
    A1, A2 and so on are the assessors, in the order of the rules
    ");
    assert!(!points.contains("personal"));
}

#[test]
fn a_seat_that_an_answer_could_take_is_said_to_be_provisional() {
    let open =
        "L-9,2020-03-01T08:00:00,Hana Haas,hana@example.org,english,Rivers,fluentish,Georgia,10,10";
    let bench = Bench::new(RULES).pile(format!("{HEADINGS}\n{}\n{open}\n", SURE[0]));
    bench.select();
    let packet = made(&bench, named(&["L-1"]));
    assert!(
        packet.contains("selected for Clean water, provisional"),
        "{packet}"
    );
}
