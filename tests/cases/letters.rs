//! Letters to applicants: their own words, what is not final, and nothing that is for assessors or officers.

use insta::assert_snapshot;

use crate::bench::Bench;
use crate::shell::{About, Exit, Format};

/// Two groups by first and second choice, two assessors, a list of organisations that are not taken.
const RULES: &str = concat!(
    r#"
format = 1
[programme]
id = "letters"
title = "Letters"
[call]
deadline = 2020-03-31
time_zone = "Europe/Vienna"
submitted = "submitted"
cites = ["c"]
[call.clauses]
c = "One clause for all."
[places]
cap = 2
reserve = 1
preference = "theme"
cites = ["c"]
"#,
    crate::letters::groups!(),
    r#"[[scales.english]]
level = "C1"
[lists.taken]
type = "text"
values = ["truth hounds", "court watch circle"]
[fields.application]
type = "id"
headings = ["ID"]
[fields.submitted]
type = "timestamp"
headings = ["Submitted"]
[fields.theme]
type = "choices"
headings = ["First choice", "Second choice"]
options = { water = ["Rivers"], forest = ["Woods"] }
[fields.english]
type = "scale"
scale = "english"
headings = ["Your English"]
[fields.born]
type = "date"
headings = ["Born"]
[fields.organisation]
type = "text"
headings = ["Organisation"]
[fields.essay]
type = "rating"
readers = [["Essay A"], ["Essay B"]]
combine = "mean"
min = 0
max = 10
[[eligibility]]
id = "english"
title = "English"
cites = ["c"]
test = { field = "english", at_least = "B2" }
[[eligibility]]
id = "age"
title = "Young"
cites = ["c"]
test = { not = { field = "born", before = 1990-01-01 } }
[[eligibility]]
id = "new"
title = "From a new organisation"
cites = ["c"]
test = { not = { any = [{ field = "organisation", in = "taken" }, { field = "organisation", is_one_of = ["Old Guard", "Old Friends"] }] } }
"#,
    crate::letters::essay!(),
    r#"tie_breaks = [{ earliest = "submitted" }, { lot = "letters" }]
"#
);

const HEADINGS: &str =
    "ID,Submitted,First choice,Second choice,Your English,Born,Organisation,Essay A,Essay B";
const SURE: &str = "L-1,2020-03-01T08:00:00,Rivers,Woods,C1,2000-01-01,One,9,9
L-2,2020-03-01T09:00:00,Rivers,Woods,B2,2000-01-01,Two,8,8
L-3,2020-03-01T10:00:00,Rivers,Woods,B2,2000-01-01,Three,7,7
L-4,2020-03-01T10:00:00,Rivers,,B2,2000-01-01,Four,6,6
L-5,2020-03-01T10:00:00,Rivers,,B1,1980-01-01,Five,6,6
";

fn rules() -> String {
    RULES.replace("is_one_of", "in")
}

fn bench(more: &str) -> Bench {
    Bench::new(&rules()).pile(format!("{HEADINGS}\n{SURE}{more}"))
}

fn letter(bench: &Bench, id: &str) -> String {
    let said = bench.explain_as(About::ForApplicant(id.to_owned()), Format::Markdown);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    said.out.replace('\\', "")
}

/// Somebody whose best answers win a seat, and somebody whose best answers win none.
const COULD_WIN: &str = "L-6,2020-03-02T08:00:00,Rivers,Woods,fluent,2000-01-01,Six,10,10\n";
const CANNOT_WIN: &str = "L-7,2020-03-02T08:00:00,Rivers,Woods,fluent,2000-01-01,Seven,1,1\n";

#[test]
fn provisional_places_are_said_to_be_in_letters_pages_summary_and_records() {
    // With every seat firm, only the number of whoever waits is open.
    const LETTER: [&str; 2] = ["This is not final", "can still become a higher one"];
    for (more, seat, waits) in [
        ("", false, false),
        (COULD_WIN, true, true),
        (CANNOT_WIN, false, true),
    ] {
        let bench = bench(more);
        let ran = bench.select();
        for (id, final_) in [
            // They keep a seat, whoever comes in.
            ("L-1", true),
            ("L-2", !seat),
            ("L-3", !waits),
            ("L-5", true),
        ] {
            let letter = letter(&bench, id);
            assert_eq!(
                !LETTER.iter().any(|says| letter.contains(says)),
                final_,
                "{id} with {more}: {letter}"
            );
            assert!(
                !letter.contains("L-6") && !letter.contains("L-7"),
                "{letter}"
            );
            assert_eq!(
                !bench
                    .explain(id)
                    .out
                    .contains("not final: 1 application waits"),
                final_,
                "{id} with {more}"
            );
        }
        assert_eq!(
            ran.said.out.contains("provisional: "),
            seat,
            "{}",
            ran.said.out
        );
        let header = &ran.audit()[0];
        assert_eq!(
            (header["unclear"].as_u64(), header["could_sit"].as_u64()),
            (Some(waits.into()), Some(seat.into()))
        );
        let two = bench
            .explain_as(About::Two("L-2".to_owned(), "L-5".to_owned()), Format::Text)
            .out;
        assert_eq!(two.contains("not final"), seat, "{two}");
    }
}

#[test]
fn provisional_is_no_place_that_no_answer_can_change() {
    let more = COULD_WIN;
    let roomy = rules()
        .replace("cap = 2", "cap = 20")
        .replace("size = 1", "size = 10");
    let bench = Bench::new(&roomy).pile(format!("{HEADINGS}\n{SURE}{more}"));
    let ran = bench.select();
    assert!(
        ran.rows("clarify.csv")
            .iter()
            .any(|row| row["could_win_a_seat"] == "yes"),
        "{}",
        ran.text("clarify.csv")
    );
    assert_eq!(ran.audit()[0]["seats_open"], false);
    assert!(!ran.said.out.contains("provisional: "), "{}", ran.said.out);
    assert!(
        !letter(&bench, "L-1").contains("not final"),
        "{}",
        letter(&bench, "L-1")
    );
    // The sheet of a group's seats agrees with the letter; the list of those who wait has nobody and may change.
    let ran = bench.with_workbook().out("again").select();
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(ran.files["workbook.xlsx"].clone())).unwrap();
    let mut says = |sheet: &str| {
        let range = calamine::Reader::worksheet_range(&mut book, sheet).unwrap();
        range
            .rows()
            .flatten()
            .any(|cell| cell.to_string().contains("not final"))
    };
    let (water, forest) = (says("Clean water"), says("Old forests"));
    assert!(!water && !forest && says("all scores"));
    let bench = Bench::new(&roomy).pile(format!("{HEADINGS}\n{SURE}{more}"));
    bench.select();
    assert!(
        !bench.explain("L-1").out.contains("not final"),
        "{}",
        bench.explain("L-1").out
    );
}

#[test]
fn provisional_is_a_seat_that_the_person_behind_an_unread_address_may_have_given_up() {
    let rules = include_str!("../../sample-applications/small/applied-twice.toml");
    let rules = rules
        .replace("cap = 2", "cap = 20")
        .replace("size = 2", "size = 20");
    let pile = |address: &str| {
        format!(
            "ID,Submitted,Name,E-mail,Member,Motivation\nA-1,2020-03-02T08:00:00,Ana,ana@example.org,yes,5\n\
             A-2,2020-03-20T08:00:00,Ana,{address},yes,7\n"
        )
    };
    for (address, open) in [("ana at example", true), ("ben@example.org", false)] {
        let bench = Bench::new(&rules).pile(pile(address));
        assert_eq!(bench.select().audit()[0]["seats_open"], open, "{address}");
        assert_eq!(
            letter(&bench, "A-1").contains("not final"),
            open,
            "{address}"
        );
    }
    // It is so: with that answer the seat is gone.
    let ran = Bench::new(&rules).pile(pile("ana@example.org")).select();
    assert_eq!(ran.outcomes()["A-1"], "superseded");
}

#[test]
fn provisional_is_a_seat_while_a_row_without_an_id_may_be_given_one_like_theirs() {
    let rules = include_str!("../../sample-applications/small/applied-twice.toml");
    let rules = rules
        .replace("cap = 2", "cap = 20")
        .replace("size = 2", "size = 20");
    let pile = |id: &str| {
        format!(
            "ID,Submitted,Name,E-mail,Member,Motivation\nA-1,2020-03-02T08:00:00,Ana,ana@example.org,yes,5\n\
             {id},2020-03-20T08:00:00,Ben,ben@example.org,yes,7\n"
        )
    };
    assert_eq!(
        Bench::new(&rules).pile(pile("")).select().audit()[0]["seats_open"],
        true
    );
    assert_eq!(
        Bench::new(&rules).pile(pile("A-2")).select().audit()[0]["seats_open"],
        false
    );
    // With such an id the seat is in question.
    assert_eq!(
        Bench::new(&rules).pile(pile("A1")).select().outcomes()["A-1"],
        "clarify"
    );
}

#[test]
fn provisional_places_are_what_answers_change() {
    // Whoever is told that a place is final keeps it whatever the answers are.
    for (more, id) in [(COULD_WIN, "L-6"), (CANNOT_WIN, "L-7")] {
        let before = bench(more).select().outcomes();
        let kept = letter_is_final(more);
        for english in ["B1", "B2", "C1"] {
            let decided = format!(
                "application,decision,field,answer,who,when,why\n{id},clarify,english,{english},A B,2020-04-01,told\n"
            );
            let after = bench(more).decided("d.csv", decided).select().outcomes();
            for id in &kept {
                let kept = if may_move(more, id) {
                    after[*id].starts_with("selected")
                } else {
                    before[*id] == after[*id]
                };
                assert!(kept, "{id} after {english} of {more}");
            }
        }
    }
}

fn letter_is_final(more: &str) -> Vec<&'static str> {
    let bench = bench(more);
    bench.select();
    ["L-1", "L-2", "L-3", "L-4", "L-5"]
        .into_iter()
        .filter(|id| !letter(&bench, id).contains("not final"))
        .collect()
}

fn may_move(more: &str, id: &str) -> bool {
    let bench = bench(more);
    bench.select();
    letter(&bench, id).contains("You have a place whatever is still answered.")
}

#[test]
fn own_words_stand_beside_what_was_decided() {
    let more = "L-6,2020-03-02T08:00:00,Rivers,Woods,very good,2000-01-01,Six,5,8/10\n\
        L-7,2020-03-02T08:00:00,Rivers,Woods,,2000-01-01,Seven,5,5\n";
    let rulings = "application,decision,field,cell,answer,who,when,why\n\
        L-6,clarify,english,,C1,A B,2020-04-01,told\nL-6,clarify,essay,pile.csv:7:I,8,A B,2020-04-01,told\n\
        L-7,clarify,english,,B2,A B,2020-04-01,told\n";
    let bench = bench(more).decided("d.csv", rulings);
    let ran = bench.select();
    assert_eq!(ran.said.exit, Exit::Done, "{}", ran.said.words());
    let decided = letter(&bench, "L-6");
    for words in [
        "| Your English | very good | C1 (decided by people) |",
        "Your English: since 2020-04-01 `C1` is taken for your answer. You had written `very good`.",
        "Essay: since 2020-04-01 one assessor's rating is 8.",
        "found `C1` (decided by people), read as C1",
    ] {
        assert!(decided.contains(words), "{words}: {decided}");
    }
    assert!(
        !decided.contains("8/10") && !decided.contains("L-7"),
        "{decided}"
    );
    let blank = letter(&bench, "L-7");
    assert!(
        blank.contains("| Your English | no answer | B2 (decided by people) |"),
        "{blank}"
    );
    assert!(
        blank.contains("is taken for your answer. You had given no answer."),
        "{blank}"
    );
}

#[test]
fn each_of_two_columns_of_choices_shows_what_was_written_there() {
    let bench = bench("");
    bench.select();
    let two = letter(&bench, "L-1");
    assert!(
        two.contains("| First choice; Second choice | Rivers; Woods | Rivers; Woods |"),
        "{two}"
    );
    let one = letter(&bench, "L-4");
    assert!(
        one.contains("| First choice; Second choice | Rivers | Rivers |"),
        "{one}"
    );
    let page = bench.explain("L-1").out;
    assert!(!page.contains("no such column"), "{page}");
}

#[test]
fn an_applicant_is_not_asked_about_a_rating() {
    for cells in ["8/10,8", "8,", ",8", "15,8", ","] {
        let bench = bench(&format!(
            "L-6,2020-03-02T08:00:00,Rivers,Woods,C1,2000-01-01,Six,{cells}\n"
        ));
        assert_eq!(bench.select().outcomes()["L-6"], "clarify", "{cells}");
        let letter = letter(&bench, "L-6");
        assert!(
            letter.contains("an assessment of your application is still open"),
            "{cells}: {letter}"
        );
        for words in [
            "is no number",
            "write digits",
            "has no rating",
            "assessor 2",
            "essay: ",
        ] {
            assert!(!letter.contains(words), "{words}, {cells}: {letter}");
        }
    }
}

#[test]
fn a_letter_names_nobody_else_on_a_list() {
    let near = "L-6,2020-03-02T08:00:00,Rivers,Woods,C1,2000-01-01,Thruth Hounds,9,9
L-8,2020-03-02T08:00:00,Rivers,Woods,C1,2000-01-01,Old Gaurd,9,9
L-9,2020-03-02T08:00:00,Rivers,Woods,C1,2000-01-01,Old Friends,9,9\n";
    let bench = bench(near);
    let ran = bench.select();
    let outcomes = ["L-6", "L-8", "L-9"].map(|id| ran.outcomes()[id].clone());
    assert_eq!(outcomes, ["clarify", "clarify", "ineligible"]);
    let asked = letter(&bench, "L-6");
    let words = "Organisation: you answered “Thruth Hounds”; what do you mean?";
    assert!(asked.contains(words), "{asked}");
    for id in ["L-1", "L-6", "L-8"] {
        let letter = letter(&bench, id).to_lowercase();
        for name in ["`truth hounds`", "court watch", "old guard", "old friends"] {
            assert!(!letter.contains(name), "{id}, {name}: {letter}");
        }
    }
    // Their own name stands in it, and that of no other.
    let own = letter(&bench, "L-9").to_lowercase();
    assert!(
        own.contains("`old friends`") && !own.contains("old guard"),
        "{own}"
    );
    // Who decides reads what it may be.
    assert!(bench.explain("L-6").out.contains("is it `truth hounds`?"));
}

#[test]
fn a_test_under_a_not_has_one_answer() {
    let bench = bench("");
    bench.select();
    for (id, lines) in [
        (
            "L-1",
            [
                "not (Born is before 1990-01-01): met; found `2000-01-01`",
                "none of these: met",
                "Organisation is in the list taken: not met",
            ],
        ),
        (
            "L-5",
            [
                "not (Born is before 1990-01-01): not met; found `1980-01-01`",
                "would be met by a date not before 1990-01-01",
                "none of these: met",
            ],
        ),
    ] {
        for page in [
            letter(&bench, id),
            bench
                .explain_as(About::Application(id.to_owned()), Format::Markdown)
                .out
                .replace('\\', ""),
        ] {
            for line in lines {
                assert!(page.contains(line), "{id}, {line}: {page}");
            }
            assert!(!page.contains("not: "), "{page}");
        }
    }
}

#[test]
fn a_test_under_nots_is_read_as_it_is_answered() {
    // Whatever stands under however many nots: the first line of a criterion has the criterion's answer.
    let born = "{ field = \"born\", before = 1990-01-01 }";
    let english = "{ field = \"english\", at_least = \"C1\" }";
    let tests = [
        born.to_owned(),
        format!("{{ any = [{born}, {english}] }}"),
        format!("{{ all = [{born}, {english}] }}"),
        format!("{{ any = [{{ not = {born} }}, {english}] }}"),
    ];
    for test in tests {
        for nots in 0..3 {
            let test = (0..nots).fold(test.clone(), |test, _| format!("{{ not = {test} }}"));
            let rules =
                rules().replace("{ not = { field = \"born\", before = 1990-01-01 } }", &test);
            let bench = Bench::new(&rules).pile(format!("{HEADINGS}\n{SURE}"));
            let ran = bench.select();
            for record in ran.audit().iter().skip(1) {
                let answer = record["criteria"][2]["answer"]
                    .as_str()
                    .unwrap()
                    .replace('-', " ");
                let page = bench.explain(record["application"].as_str().unwrap()).out;
                let after = page.split("Young (age) [c]\n").nth(1).unwrap();
                let first = after.lines().next().unwrap();
                assert!(
                    first.contains(&format!(": {answer}")),
                    "{test}: {answer}, {first}"
                );
            }
        }
    }
}

#[test]
fn why_somebody_sits_elsewhere_is_said_wherever_it_is_promised() {
    let bench = bench("");
    let ran = bench.select();
    assert_eq!(ran.outcomes()["L-2"], "selected forest");
    const WHY: &str =
        "seated here rather than in “Clean water”, where every seat went to people ranked above";
    assert_eq!(ran.rows("rosters/forest.csv")[0]["notes"], WHY);
    assert!(bench.explain("L-2").out.contains(WHY));
    let told = letter(&bench, "L-2");
    let words = "You do not have a seat in the group Clean water, which you wanted more, where every seat went to applicants ranked above you.";
    assert!(told.contains(words), "{told}");
    assert!(!letter(&bench, "L-1").contains("wanted more"));
    let record = ran
        .audit()
        .into_iter()
        .find(|record| record["application"] == "L-2")
        .unwrap();
    assert_eq!(
        (
            record["elsewhere"][0]["group"].as_str(),
            record["elsewhere"][0]["because"].as_str()
        ),
        (Some("water"), Some("full"))
    );
    // A first choice that does not admit somebody.
    let members = "test = { all = [{ field = \"theme\", is = \"water\" }, { field = \"english\", is = \"C1\" }] }";
    let rules = rules().replace("test = { field = \"theme\", is = \"water\" }", members);
    let bench = Bench::new(&rules).pile(format!("{HEADINGS}\n{SURE}"));
    let ran = bench.select();
    assert_eq!(ran.outcomes()["L-2"], "selected forest");
    let why = "seated here rather than in “Clean water”, which does not admit the applicant";
    assert_eq!(ran.rows("rosters/forest.csv")[0]["notes"], why);
    assert!(
        letter(&bench, "L-2")
            .contains("wanted more, which is not for applicants with your answers")
    );
}

#[test]
fn nobody_sits_elsewhere_than_they_wanted_without_a_reason() {
    // Over many small piles: who is selected in a group they did not put first has a reason, and nobody else has one.
    let mut seed = 11_usize;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..60 {
        let mut pile = format!("{HEADINGS}\n");
        for number in 0..6 {
            let (first, second) = [
                ("Rivers", "Woods"),
                ("Woods", "Rivers"),
                ("Rivers", ""),
                ("Woods", ""),
            ][random(4)];
            pile += &format!(
                "L-{number},2020-03-01T08:00:00,{first},{second},B2,2000-01-01,One,{0},{0}\n",
                random(10)
            );
        }
        let cap = ["cap = 2", "cap = 3", "cap = 4"][random(3)];
        let rules = rules()
            .replace("cap = 2", cap)
            .replace("size = 1", "size = 2");
        let ran = Bench::new(&rules).pile(&pile).lists();
        for record in ran
            .audit()
            .iter()
            .skip(1)
            .filter(|record| record["outcome"] == "selected")
        {
            let elsewhere = record["group"] != record["fits"][0];
            assert_eq!(
                !record["elsewhere"].is_null(),
                elsewhere,
                "{record}\n{pile}{rules}"
            );
        }
    }
}

#[test]
fn sheets_of_the_workbook_say_whose_they_are_that_they_are_not_final_and_share_ranks() {
    let more = "L-6,2020-03-01T09:00:00,Rivers,Woods,fluent,2000-01-01,Six,10,10\nL-8,2020-03-01T09:00:00,Rivers,Woods,B2,2000-01-01,Two,8,8\n";
    let bench = Bench::new(&rules())
        .pile(format!("{HEADINGS}\n{SURE}{more}"))
        .with_workbook();
    let ran = bench.select();
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(ran.files["workbook.xlsx"].clone())).unwrap();
    let rows = |book: &mut calamine::Xlsx<_>, sheet: &str| -> Vec<Vec<String>> {
        let range = calamine::Reader::worksheet_range(book, sheet).unwrap();
        range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    };
    let forest = rows(&mut book, "Old forests");
    let lines = forest
        .iter()
        .map(|row| row.join(" | ").trim_matches([' ', '|']).to_owned());
    assert_snapshot!(lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"), @"
    Old forests: provisional
    1 of 1 seat taken, 1 in reserve; 1 provisional, 0 firm; not final: 1 application waits for an answer, 1 of them could win a seat
    Close call: last L-8 with 8, next L-2 (reserve 1 of Clean water) with 8: equal totals, told apart by lot
    Seat | Who
    application | Essay
    assessors → points × 1 | Total
    place
    1
    provisional | L-8 | 8
    8, 8 → 8 | 8
    2
    R 1
    reserve | L-3 | 7
    7, 7 → 7 | 7
    4
    Who comes next, should a seat be given back: L-2 (reserve 1 of Clean water) for L-8
    Notes: L-8: seated here rather than in “Clean water”, where every seat went to people ranked above · L-3: also fits “Clean water”; ranked above and fits too: L-2 on the list of “Clean water”
    ");
    // The numbers are those of the lists, however they are shown.
    let scores = rows(&mut book, "all scores");
    let list = ran.rows("rosters/forest.csv");
    let own = |row: &&Vec<String>| row[2] == list[0]["application"];
    assert_eq!(scores.iter().find(own).unwrap()[1], list[0]["rank"]);
    assert_eq!(rows(&mut book, "ineligible")[0][0], "Application");
}

/// Tabs hold 31 characters and not all of them; beyond five scoring rules the last stand together.
#[test]
fn groups_of_any_title_have_a_sheet_and_rules_of_any_number_ten_columns() {
    let long = "Old forests, wetlands and everything else that grows";
    let rules = rules()
        .replace("Clean water", "A/B: [cover]?")
        .replace("title = \"Old forests\"", &format!("title = \"{long}\""));
    let scoring = |at: u32| {
        format!(
            "[[scoring]]\nid = \"more-{at}\"\ntitle = \"More {at}\"\ncites = [\"c\"]\nweight = 1\nfield = \"essay\"\nrating = true\n"
        )
    };
    let rules = rules + "\n" + &(1..=6).map(scoring).collect::<String>();
    let ran = Bench::new(&rules)
        .pile(format!("{HEADINGS}\n{SURE}"))
        .with_workbook()
        .select();
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(ran.files["workbook.xlsx"].clone())).unwrap();
    let tabs = calamine::Reader::sheet_names(&book);
    assert_eq!(tabs[..3], ["cover", "water", "Old forests, wetlands and…"]);
    let sheet = calamine::Reader::worksheet_range(&mut book, tabs[2].as_str()).unwrap();
    assert_eq!(
        sheet.get((0, 0)).unwrap().to_string(),
        format!("{long}: every seat is firm")
    );
    assert!(sheet.width() <= 10, "{} columns", sheet.width());
    let all: String = sheet.rows().flatten().map(ToString::to_string).collect();
    assert!(
        all.contains("Other rules") && all.contains("More 6: "),
        "{all}"
    );
}

#[test]
fn an_applicant_is_told_what_was_not_understood_and_nothing_that_is_for_officers() {
    let more = "L-6,2020-03-02T08:00:00,Rivers,Woods,good,2000-01-01,Six,9,9\nL-7,2020-03-02T08:00:00,Rivers,Woods,-,03/04/85,Seven,9,9\n\
        L-8,2020-03-02T08:00:00,Rivers,Woods,,04/03/2000,Eight,9,9\nL-9,2020-03-02T08:00:00,Rivers,both,B2,yesterday,Nine,9,9\n";
    let bench = bench(more);
    bench.select();
    for (id, told) in [
        (
            "L-6",
            "Your English: you answered “good”, which is none of the answers to choose from; what do you mean? The form offers “B1”, “B2”, “C1”.",
        ),
        (
            "L-7",
            "Your English: you answered “-”, which counts as no answer; what is your answer?",
        ),
        (
            "L-7",
            "Born: it is being settled how the answers to this question are to be read; you need not answer this",
        ),
        ("L-8", "Your English: you gave no answer"),
        (
            "L-9",
            "Born: you answered “yesterday”; which day do you mean?",
        ),
        ("L-9", "First choice; Second choice: you answered “both”"),
    ] {
        let letter = letter(&bench, id);
        assert!(letter.contains(told), "{told}: {letter}");
        for words in [
            "rules file",
            "in the rules",
            "under [",
            "of the applicant",
            "did the applicant",
        ] {
            assert!(!letter.contains(words), "{words}: {letter}");
        }
    }
}

#[test]
fn words_of_an_applicant_that_are_words_of_ours_stand_in_their_letter_as_they_wrote_them() {
    let ours = "this is asked once, about the whole column, and not of the applicant";
    let more = format!(
        "L-6,2020-03-02T08:00:00,Rivers,Woods,B2,did the applicant mean it,Six,9,9\n\
         L-7,2020-03-02T08:00:00,Rivers,Woods,B2,\"{ours}\",Seven,9,9\n"
    );
    let bench = bench(&more);
    bench.select();
    for (id, told) in [
        (
            "L-6",
            "Born: you answered “did the applicant mean it”; which day do you mean?".to_owned(),
        ),
        (
            "L-7",
            format!("Born: you answered “{ours}”; which day do you mean?"),
        ),
    ] {
        let letter = letter(&bench, id);
        assert!(letter.contains(&told), "{told}: {letter}");
    }
}

/// Texts that rules name in a criterion and in levels, and nobody in the pile has answered.
const NAMED: [&str; 5] = [
    "secret one",
    "secret two",
    "secret three",
    "secret four",
    "secret five",
];

#[test]
fn a_letter_names_no_text_of_the_rules_but_the_applicants_own() {
    let more = r#"
[[scales.known]]
level = "new"
[[scales.known]]
level = "known"
[[levels]]
id = "history"
scale = "known"
cites = ["c"]
table = [
    { test = { any = [{ field = "organisation", in = ["Secret One", "Own Name"] }, { field = "organisation", is = "Secret Two" }] }, level = "known" },
    { level = "new" },
]
[[levels]]
id = "standing"
scale = "known"
cites = ["c"]
table = [
    { test = { not = { field = "organisation", is = "Secret Three" } }, level = "known" },
    { level = "new" },
]
[[eligibility]]
id = "history"
title = "Not known"
cites = ["c"]
test = { any = [{ level = "history", is = "new" }, { field = "organisation", is = "Secret Four" }, { field = "organisation", in = ["Secret Five", "Own Name"] }] }
[[eligibility]]
id = "own"
title = "Not of that name"
cites = ["c"]
test = { not = { field = "organisation", is = "Own Name" } }
[[scoring]]
id = "standing"
title = "Standing"
cites = ["c"]
weight = 1
level = "standing"
points = { new = 0, known = 1 }
"#;
    let rules = format!("{}{more}", rules());
    let pile = format!(
        "{HEADINGS}\n{SURE}L-6,2020-03-02T08:00:00,Rivers,Woods,C1,2000-01-01,Own Name,9,9\n"
    );
    let bench = Bench::new(&rules).pile(pile);
    let ran = bench.select();
    assert_eq!(ran.outcomes().len(), 6, "{}", ran.said.words());
    for id in ["L-1", "L-5", "L-6"] {
        let letter = letter(&bench, id).to_lowercase();
        for name in NAMED {
            assert!(!letter.contains(name), "{id}, {name}: {letter}");
        }
        assert_eq!(letter.contains("own name"), id == "L-6", "{id}: {letter}");
        for words in [
            "history is ",
            "is one of 2 texts that the rules name",
            "is a text that the rules name",
        ] {
            assert!(letter.contains(words), "{id}: {letter}");
        }
    }
    let own = letter(&bench, "L-6").to_lowercase();
    assert!(
        own.contains("not (organisation is `own name`): not met"),
        "{own}"
    );
    // Whoever keeps the rules reads them in full.
    assert!(
        bench
            .explain("L-6")
            .out
            .to_lowercase()
            .contains("secret two")
    );
}
