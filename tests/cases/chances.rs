//! Who could win a seat, and whose seat is final, where an answer is awaited that takes somebody else's seat.

use insta::assert_snapshot;

use crate::bench::{Bench, Ran};
use crate::shell::{Exit, Job};

const RULES: &str = include_str!("chances/rules.toml");
const HEAD: &str = "application,decision,field,cell,found,answer,who,when,why\n";
const NOT_FINAL: &str = "provisional: ";

fn pile(rows: &str) -> Bench {
    Bench::new(RULES).file(
        "a.csv",
        format!("ID,Submitted,E-mail,Years,Score,Status\n{rows}"),
    )
}

fn could_win(ran: &Ran, id: &str) -> String {
    let rows = ran.rows("clarify.csv");
    rows.iter()
        .find(|row| row["application"] == id)
        .unwrap_or_else(|| panic!("{id}: {rows:?}"))["could_win_a_seat"]
        .clone()
}

#[test]
fn no_is_not_certain_where_an_address_that_cannot_be_read_may_be_somebodys_who_has_a_seat() {
    let rows = "A,2020-03-01 10:00,a@example.org,5,9,\nB,2020-03-02 10:00,b@example.org,,3,\nC,2020-03-03 10:00,?,5,2,\n";
    let open = pile(rows).select();
    assert_eq!(
        open.outcomes()["A"],
        "selected course",
        "{}",
        open.said.words()
    );
    assert!(open.said.out.contains(NOT_FINAL), "{}", open.said.out);
    // What B says of the years decides, once C is A's later application and the better of the two is gone.
    assert_eq!(
        [could_win(&open, "B"), could_win(&open, "C")],
        ["yes", "yes"]
    );
    let answers = "B,clarify,years,a.csv:3:D,,5,W,2020-04-02,asked\nC,clarify,email,a.csv:4:C,?,a@example.org,W,2020-04-02,asked\n";
    let answered = pile(rows)
        .decided("d.csv", format!("{HEAD}{answers}"))
        .select();
    assert_eq!(
        answered.outcomes()["B"],
        "selected course",
        "{}",
        answered.said.words()
    );
    // One answer takes one seat: with two seated above, the third chair is out of reach.
    let more = RULES
        .replace("cap = 1", "cap = 2")
        .replace("size = 1", "size = 2");
    let rows = format!(
        "{rows}D,2020-03-01 10:00,d@example.org,5,8,\nE,2020-03-01 10:00,e@example.org,5,7,\n"
    );
    let ran = Bench::new(&more)
        .file(
            "a.csv",
            format!("ID,Submitted,E-mail,Years,Score,Status\n{rows}"),
        )
        .select();
    assert_eq!(
        [could_win(&ran, "B"), could_win(&ran, "C")],
        ["no", "no"],
        "{}",
        ran.said.words()
    );
    assert!(ran.said.out.contains(NOT_FINAL), "{}", ran.said.out);
}

#[test]
fn no_is_not_certain_where_a_response_that_may_count_is_of_somebody_who_has_a_seat() {
    let rows = "A,2020-03-01 10:00,a@example.org,5,9,\nB,2020-03-02 10:00,b@example.org,,3,\nC,2020-03-03 10:00,a@example.org,1,2,Partial\n";
    let open = pile(rows).select();
    assert_eq!(
        open.outcomes()["A"],
        "selected course",
        "{}",
        open.said.words()
    );
    assert_eq!(could_win(&open, "B"), "yes");
    assert!(open.said.out.contains(NOT_FINAL), "{}", open.said.out);
    let answers = "B,clarify,years,a.csv:3:D,,5,W,2020-04-02,asked\nC,clarify,response,a.csv:4:F,Partial,counts,W,2020-04-02,asked\n";
    let answered = pile(rows)
        .decided("d.csv", format!("{HEAD}{answers}"))
        .select();
    assert_eq!(
        answered.outcomes()["B"],
        "selected course",
        "{}",
        answered.said.words()
    );
    // Another's response takes nothing from anybody.
    let other = rows.replace("a@example.org,1", "c@example.org,1");
    let ran = pile(&other).select();
    assert_eq!(could_win(&ran, "B"), "no");
    assert!(!ran.said.out.contains(NOT_FINAL), "{}", ran.said.out);
}

/// Whatever is answered: nobody sits of whom it was said that they could not, and no seat is lost that was final.
#[test]
fn no_is_not_certain_law_it_holds_for_every_answer_about_anybody() {
    let mut state = 11_u64;
    let mut random = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for round in 0..24 {
        let size = 3 + random(4);
        let mut cells: Vec<[String; 5]> = Vec::new();
        for at in 0..size {
            let email = ["?", "a@example.org", "b@example.org", "c@example.org"][random(4)];
            let years = ["", "1", "5", "5"][random(4)];
            let status = if random(6) == 0 { "Partial" } else { "" };
            let row = [
                format!("2020-03-{:02} 10:00", at + 1),
                email.into(),
                years.into(),
                random(9).to_string(),
                status.into(),
            ];
            cells.push(row);
        }
        let text = |cells: &[[String; 5]]| -> String {
            (0..)
                .zip(cells)
                .map(|(at, row)| format!("P{at},{}\n", row.join(",")))
                .collect()
        };
        let before = pile(&text(&cells)).lists();
        let asked: Vec<_> = before
            .rows("clarify.csv")
            .into_iter()
            .map(|row| (row["application"].clone(), row["could_win_a_seat"].clone()))
            .collect();
        let (outcomes, is_final) = (before.outcomes(), before.audit()[0]["seats_open"] == false);
        let firm: Vec<String> = before
            .rows("rosters/course.csv")
            .into_iter()
            .filter(|row| row["seat"] == "firm")
            .map(|row| row["application"].clone())
            .collect();
        for _ in 0..3 {
            let mut answered = cells.clone();
            // Of whoever is refused already nothing is asked.
            let is_asked = |at: usize| asked.iter().any(|(id, _)| *id == format!("P{at}"));
            for (_, row) in (0..).zip(&mut answered).filter(|(at, _)| is_asked(*at)) {
                for (cell, answers) in [
                    (1, ["a@example.org", "b@example.org", "z@example.org"]),
                    (2, ["1", "5", "5"]),
                ] {
                    if row[cell].is_empty() || row[cell] == "?" {
                        row[cell] = answers[random(3)].to_owned();
                    }
                }
                row[4].clear();
            }
            let after = pile(&text(&answered)).lists().outcomes();
            for (id, could) in &asked {
                assert!(
                    could == "yes" || !after[id].starts_with("selected"),
                    "{round}: {id}\n{}\n{}",
                    text(&cells),
                    text(&answered)
                );
            }
            for id in &firm {
                let kept = after[id].starts_with("selected");
                assert!(kept, "{round}: {id}\n{}\n{}", text(&cells), text(&answered));
            }
            for (id, outcome) in outcomes.iter().filter(|_| is_final) {
                let kept = !outcome.starts_with("selected") || after[id] == *outcome;
                assert!(kept, "{round}: {id}\n{}\n{}", text(&cells), text(&answered));
            }
        }
    }
}

/// Rules of two chairs, a pile in which one seat hangs on an answer and the other does not.
fn of_two_chairs() -> Bench {
    let rules = RULES
        .replace("cap = 1", "cap = 2")
        .replace("size = 1", "size = 2");
    let rows = "A,2020-03-01 10:00,a@example.org,5,9,\nB,2020-03-02 10:00,b@example.org,,5,\nC,2020-03-03 10:00,c@example.org,5,3,\n";
    Bench::new(&rules).file(
        "a.csv",
        format!("ID,Submitted,E-mail,Years,Score,Status\n{rows}"),
    )
}

#[test]
fn one_seat_is_firm_beside_one_that_hangs_on_a_question() {
    let bench = of_two_chairs().with_workbook();
    let ran = bench.select();
    let seats: Vec<[String; 3]> = ran
        .rows("rosters/course.csv")
        .iter()
        .map(|row| ["application", "outcome", "seat"].map(|name| row[name].clone()))
        .collect();
    assert_eq!(
        seats,
        [["A", "selected", "firm"], ["C", "selected", "provisional"]]
    );
    assert_eq!(ran.rows("clarify.csv")[0]["seats_that_hang_on_it"], "C");
    let words = "  provisional: 1 of 2 seats firm; 1 application waits for an answer, 1 of them could win a seat, see clarify.csv\n    B could take the seat of C\n";
    assert!(ran.said.out.contains(words), "{}", ran.said.out);
    assert_eq!(ran.audit()[0]["seats_firm"], 1);
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(ran.files["workbook.xlsx"].clone())).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "The course").unwrap();
    assert_eq!(
        sheet.get((0, 0)).unwrap().to_string(),
        "The course: provisional"
    );
    assert!(bench.explain("A").out.contains("firm: this seat"));
    assert!(
        bench
            .explain("B")
            .out
            .contains("an answer could take the seat of C")
    );
    assert!(bench.explain("C").out.contains("not final"));
}

/// Rules by which so many seats are dealt in turn to groups of two, in this order.
fn dealt_in_turn(cap: u32, groups: [&str; 2]) -> String {
    let (head, rest) = RULES.split_once("[[groups]]").unwrap();
    let (_, rest) = rest.split_once("[fields.application]").unwrap();
    let head = head.replace("cap = 1", &format!("cap = {cap}\ndeal = \"in-turn\""));
    let group = |id: &str| {
        format!(
            "[[groups]]\nid = \"{id}\"\ntitle = \"{id}\"\nsize = 2\ncites = [\"all\"]\ntest = {{ field = \"theme\", is = \"{id}\" }}\n\n"
        )
    };
    let theme = "[fields.theme]\ntype = \"choice\"\nheadings = [\"Theme\"]\n[fields.theme.options]\nwater = []\nforest = []\n\n";
    [
        head.as_str(),
        &groups.map(group).concat(),
        theme,
        "[fields.application]",
        rest,
    ]
    .concat()
}

/// Three seats are dealt to two groups in turn, to the second group first. Whoever is asked fits that one: their answer would bring it a second seat,
/// which the other would give up.
#[test]
fn a_seat_that_was_dealt_in_turn_is_firm_where_no_answer_takes_it() {
    let rules = dealt_in_turn(3, ["forest", "water"]);
    let rows = "A,2020-03-01 10:00,a@example.org,5,9,water\nB,2020-03-02 10:00,b@example.org,5,8,forest\nC,2020-03-03 10:00,c@example.org,5,7,water\nX,2020-03-03 11:00,x@example.org,,6,forest\n";
    let ran = Bench::new(&rules)
        .file(
            "a.csv",
            format!("ID,Submitted,E-mail,Years,Score,Theme\n{rows}"),
        )
        .select();
    let rosters = ["rosters/water.csv", "rosters/forest.csv"];
    let seats = rosters.iter().flat_map(|roster| ran.rows(roster));
    let seats: Vec<[String; 2]> = seats
        .map(|row| ["application", "seat"].map(|name| row[name].clone()))
        .collect();
    assert_eq!(seats, [["A", "firm"], ["C", "provisional"], ["B", "firm"]]);
    assert_eq!(ran.rows("clarify.csv")[0]["seats_that_hang_on_it"], "C");
}

/// Two seats are dealt to two groups in turn. Nobody fits the first until a late application is accepted: by the deal alone it would take a seat
/// of the second, which two people hold who fit no other.
#[test]
fn a_late_application_takes_no_seat_that_was_dealt_to_somebody_who_holds_it() {
    let rows = "A,2020-04-05 10:00,a@example.org,5,9,water\nB,2020-03-02 10:00,b@example.org,5,8,forest\nC,2020-03-03 10:00,c@example.org,5,7,forest\n";
    let decisions = "B,confirmed,,,,,W,2020-04-02,by e-mail\nC,invited,,,,,W,2020-04-02,by e-mail\nA,accept-late,,,,,W,2020-04-02,the form was down\n";
    let ran = Bench::new(&dealt_in_turn(2, ["water", "forest"]))
        .file(
            "a.csv",
            format!("ID,Submitted,E-mail,Years,Score,Theme\n{rows}"),
        )
        .decided("d.csv", format!("{HEAD}{decisions}"))
        .select();
    let outcomes = ran.outcomes();
    assert_eq!(
        ["A", "B", "C"].map(|id| outcomes[id].as_str()),
        ["reserve water 1", "selected forest", "selected forest"],
        "{}",
        ran.said.words()
    );
}

/// C fits two groups of one seat. One who is asked fits each: beside one of them C has the seat of the other, and beside both none.
#[test]
fn where_no_answer_alone_takes_a_seat_it_is_said_that_several_can() {
    let rules = dealt_in_turn(2, ["water", "forest"])
        .replace("deal = \"in-turn\"", "deal = \"by-rank\"")
        .replace("type = \"choice\"", "type = \"choices\"")
        .replace("size = 2", "size = 1");
    let rows = "X,2020-03-01 10:00,x@example.org,,9,water\nY,2020-03-02 10:00,y@example.org,,8,forest\nC,2020-03-03 10:00,c@example.org,5,7,water; forest\n";
    let bench = || {
        let file = format!("ID,Submitted,E-mail,Years,Score,Theme\n{rows}");
        Bench::new(&rules).file("a.csv", file)
    };
    let ran = bench().select();
    let said = "  provisional: 0 of 1 seat firm; 2 applications wait for an answer, 2 of them could win a seat, see clarify.csv\n    no answer alone could take a seat from anybody, but several together can\n";
    assert!(ran.said.out.contains(said), "{}", ran.said.out);
    let refused = bench().made_final().select();
    assert!(
        refused
            .said
            .err
            .contains("that hangs on what is asked about several together: X, Y"),
        "{}",
        refused.said.err
    );
}

/// Whoever scores 5 must be among those selected: an answer of B could do that as well as A, but A is ranked above.
#[test]
fn under_a_rule_that_must_hold_a_seat_is_firm_that_no_answer_takes() {
    let balance = "\n[[balance]]\nid = \"five\"\ntitle = \"Five\"\ncites = [\"all\"]\ntest = { field = \"score\", at_least = 5 }\nat_least = 1\nhard = true\n";
    let bench = of_two_chairs();
    let rules = bench.read(&bench.rules) + balance;
    let ran = Bench::new(&rules)
        .pile(bench.read(&bench.applications[0]))
        .select();
    let seats: Vec<[String; 2]> = ran
        .rows("rosters/course.csv")
        .iter()
        .map(|row| ["application", "seat"].map(|name| row[name].clone()))
        .collect();
    assert_eq!(seats, [["A", "firm"], ["C", "provisional"]]);
    assert_eq!(ran.rows("clarify.csv")[0]["seats_that_hang_on_it"], "C");
}

/// Two chairs under a rule about women; who is seated, and whether firmly.
fn seated_under(asks: &str, women: [&str; 3]) -> Vec<[String; 2]> {
    let rules = RULES
        .replace("cap = 1", "cap = 2")
        .replace("size = 1", "size = 2");
    let rules = format!(
        "{rules}\n[fields.gender]\ntype = \"choice\"\nheadings = [\"Gender\"]\n[fields.gender.options]\nwoman = []\nman = []\n\
         [[balance]]\nid = \"women\"\ntitle = \"Women\"\ncites = [\"all\"]\ntest = {{ field = \"gender\", is = \"woman\" }}\n{asks}\n"
    );
    let [a, b, c] = women;
    let rows = format!(
        "A,2020-03-01 10:00,a@example.org,5,9,,{a}\nB,2020-03-02 10:00,b@example.org,5,7,,{b}\nC,2020-03-03 10:00,c@example.org,5,1,,{c}\n"
    );
    let pile = format!("ID,Submitted,E-mail,Years,Score,Status,Gender\n{rows}");
    let ran = Bench::new(&rules).pile(pile).lists();
    let roster = ran.rows("rosters/course.csv").into_iter();
    let seated = roster.filter(|row| row["outcome"] == "selected");
    seated
        .map(|row| ["application", "seat"].map(|name| row[name].clone()))
        .collect()
}

/// A is seated whatever she or he is; C has a seat only as long as nobody else is known to be a woman.
#[test]
fn who_is_seated_and_asked_can_take_the_seat_of_somebody_else() {
    for asks in ["at_least = 1", "at_least = 1\nhard = true"] {
        assert_eq!(
            seated_under(asks, ["womn", "man", "woman"]),
            [["A", "firm"], ["C", "provisional"]],
            "{asks}"
        );
    }
}

#[test]
fn whoever_could_break_a_maximum_together_is_asked() {
    let seated = |women| seated_under("at_most = 1", women);
    assert_eq!(
        seated(["womn", "womn", "man"]),
        [["A", "firm"], ["B", "provisional"]]
    );
    assert_eq!(
        seated(["woman", "woman", "man"]),
        [["A", "firm"], ["C", "firm"]]
    );
}

/// B's score is missing, which an assessor gives; D cannot be read, which the applicant says.
#[test]
fn who_is_asked_stands_beside_the_question_and_a_name_on_the_panels_sheet_alone() {
    let more = "D,2020-03-04 10:00,d@example.org,many,1,\n";
    let bench = of_two_chairs();
    let pile = bench
        .read(&bench.applications[0])
        .replace("b@example.org,,5,", "b@example.org,5,,")
        + more;
    let rules = bench.read(&bench.rules).replace(
        "headings = [\"E-mail\"]",
        "headings = [\"E-mail\"]\npersonal = true\nroster = true",
    );
    let ran = Bench::new(&rules).pile(pile).with_workbook().select();
    let rows = |file: &str, sheet: &str| -> Vec<String> {
        let mut book: calamine::Xlsx<_> =
            calamine::Reader::new(std::io::Cursor::new(ran.files[file].clone())).unwrap();
        let sheet = calamine::Reader::worksheet_range(&mut book, sheet).unwrap();
        let first = |row: &[calamine::Data]| {
            row.iter()
                .take(4)
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" | ")
        };
        sheet.rows().map(first).collect()
    };
    assert_snapshot!(rows("workbook.xlsx", "clarify").join("\n"), @"
    Application | Name and address | Whom to ask | Could win a seat
    B | b@example.org | assessor 1 | yes
    D | d@example.org | applicant | no
    ");
    assert_snapshot!(rows("clarify.xlsx", "clarify").join("\n"), @"
    Application | Whom to ask | Could win a seat | Seats that hang on it
    B | assessor 1 | yes | C
    D | applicant | no |
    ");
}

#[test]
fn final_is_refused_while_a_seat_is_provisional_and_taken_once_it_is_answered() {
    let refused = of_two_chairs().made_final().select();
    assert_eq!(refused.said.exit, Exit::Refused);
    assert!(refused.files.is_empty());
    let words = " --final: 1 of 2 seats could still go to somebody else: C; that hangs on what is asked about B\n";
    assert!(refused.said.err.contains(words), "{}", refused.said.err);
    let answer = "B,clarify,years,a.csv:3:D,,1,W,2020-04-02,asked\n";
    let bench = of_two_chairs()
        .decided("d.csv", format!("{HEAD}{answer}"))
        .with_workbook()
        .made_final();
    let ran = bench.select();
    assert_eq!(ran.said.exit, Exit::Done, "{}", ran.said.words());
    let manifest: serde_json::Value = serde_json::from_slice(&ran.files["manifest.json"]).unwrap();
    assert_eq!(
        (&manifest["final"], &manifest["seats_firm"]),
        (&true.into(), &2.into())
    );
    let verified = bench.job(&Job::Verify {
        ratings: Vec::new(),
        before: Vec::new(),
        run: bench.out.clone(),
        applications: bench.applications.clone(),
        rules: None,
        reading: intake::table::Options::default(),
        rulings: bench.rulings.clone(),
    });
    assert_eq!(verified.exit, Exit::Done, "{}", verified.words());
}

#[test]
fn whoever_was_invited_has_a_firm_seat() {
    let invited = "C,invited,,,,,W,2020-04-02,in the letter\n";
    let ran = of_two_chairs()
        .decided("d.csv", format!("{HEAD}{invited}"))
        .made_final()
        .select();
    assert_eq!(ran.said.exit, Exit::Questions, "{}", ran.said.words());
    let seats: Vec<[String; 2]> = ran
        .rows("rosters/course.csv")
        .iter()
        .filter(|row| row["outcome"] == "selected")
        .map(|row| ["application", "seat"].map(|name| row[name].clone()))
        .collect();
    assert_eq!(seats, [["A", "firm"], ["C", "firm"]]);
    assert_eq!(could_win(&ran, "B"), "no");
}
