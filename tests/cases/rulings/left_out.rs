//! What becomes of rows that are left out, of marked responses, and of questions about columns.

use super::answers::{RULES, pile};
use crate::bench::{Bench, plain};
use crate::rulings::HEAD;
use crate::shell::{About, Exit, Format};

#[test]
fn nothing_is_lost_of_a_row_that_is_left_out() {
    let row = "A-01,leave-out,,pile.csv:2,,,Tamar,2020-04-16,cannot come\n";
    let bench = Bench::new(RULES)
        .pile(pile("org", "Green House", 2))
        .decided("answers.csv", format!("{HEAD}{row}"));
    let ran = bench.select();
    assert_eq!(
        ran.outcomes().keys().collect::<Vec<_>>(),
        ["A-02"],
        "{}",
        ran.said.words()
    );
    let kept = &ran.rows("decisions.csv")[0];
    assert_eq!(
        (kept["application"].as_str(), kept["cell"].as_str()),
        ("A-01", "pile.csv:2")
    );
    assert!(
        kept["was"].contains("org `Green House`") && kept["was"].contains("country `Armenia`"),
        "{kept:?}"
    );
    assert!(
        !ran.text("decisions.csv").contains("Ana"),
        "a name is personal"
    );
    assert!(
        plain(&ran.said.out).contains("1 row left out as no application: A-01"),
        "{}",
        ran.said.out
    );
    // It looks like an application, so somebody should look again.
    let said = plain(&ran.said.err);
    assert!(
        said.contains("warning[left-out] answers.csv:2:B: `A-01` is left out as no application"),
        "{said}"
    );
    for id in ["A-01", "pile.csv:2"] {
        let page = bench.explain(id);
        assert!(matches!(page.exit, Exit::Done), "{}", page.words());
        for words in [
            "left out",
            "Tamar, 2020-04-16: cannot come",
            "pile.csv:2",
            "Green House",
        ] {
            assert!(page.out.contains(words), "{words}: {}", page.out);
        }
        assert!(!page.out.contains("Ana"), "{}", page.out);
    }
    for format in [Format::Json, Format::Html, Format::Markdown] {
        let page = bench.explain_as(About::Application("A-01".to_owned()), format);
        assert!(page.out.contains("cannot come"), "{}", page.words());
    }
    // No letter and no comparison is made of it, and it is said why.
    for about in [
        About::ForApplicant("A-01".to_owned()),
        About::Two("A-01".to_owned(), "A-02".to_owned()),
    ] {
        let said = bench.explain_as(about, Format::Text).words();
        assert!(
            said.contains("was left out as no application by Tamar, 2020-04-16"),
            "{said}"
        );
    }
}

#[test]
fn a_row_of_which_the_answer_is_that_it_is_no_application_is_left_out_with_the_same_traces() {
    let text =
        format!("{}Total,,,,,,,,,,,2\n", pile("org", "Green House", 1)).replace("Total,", ",");
    let asked = Bench::new(RULES).pile(&text).select();
    let rows = asked.rows("clarify.csv");
    let row = rows
        .iter()
        .find(|row| row["application"] == "pile.csv:3" && row["field"] == "id")
        .unwrap();
    let decided = |kind: &str, answer: &str| {
        let line = format!(
            "pile.csv:3,{kind},id,pile.csv:3,{},{answer},Tamar,2020-04-16,a total\n",
            row["found"]
        );
        Bench::new(RULES)
            .pile(&text)
            .decided("answers.csv", format!("{HEAD}{line}"))
    };
    for (kind, answer) in [
        ("clarify", "no application"),
        ("clarify", "total"),
        ("leave-out", ""),
    ] {
        let bench = decided(kind, answer);
        let ran = bench.select();
        assert_eq!(
            ran.outcomes().keys().collect::<Vec<_>>(),
            ["A-01"],
            "{kind} {answer}: {}",
            ran.said.words()
        );
        assert!(
            plain(&ran.said.out).contains("1 row left out as no application: pile.csv:3"),
            "{}",
            ran.said.out
        );
        let page = bench.explain("pile.csv:3");
        assert!(
            page.exit == Exit::Done && page.out.contains("Tamar, 2020-04-16: a total"),
            "{}",
            page.words()
        );
    }
}

#[test]
fn a_total_or_headings_that_are_left_out_warn_of_nothing() {
    let text = format!(
        "{}ID,Submitted,Name,Born,Org,Work,Wishes,Country,English,Member,Years,Score\n",
        pile("org", "Green House", 1)
    );
    let row = "ID,leave-out,,pile.csv:3,,,Tamar,2020-04-16,headings again\n";
    let ran = Bench::new(RULES)
        .pile(text)
        .decided("answers.csv", format!("{HEAD}{row}"))
        .select();
    assert!(
        !ran.files.is_empty() && !ran.said.err.contains("left-out"),
        "{}",
        ran.said.words()
    );
}

#[test]
fn a_row_that_is_left_out_is_no_decision_about_another_with_its_id() {
    let text = format!(
        "{}A-01,2020-03-02T08:00:00,Eva,1999-05-14,,,,,,,,\n",
        pile("org", "Green House", 1)
    );
    let row = "A-01,leave-out,,pile.csv:3,,,Tamar,2020-04-16,a slip\n";
    let bench = Bench::new(RULES)
        .pile(text)
        .decided("answers.csv", format!("{HEAD}{row}"));
    assert_eq!(bench.select().outcomes()["A-01"], "selected course");
    let page = bench.explain("A-01");
    assert!(
        !page.out.contains("overridden") && page.out.contains("selected"),
        "{}",
        page.out
    );
}

#[test]
fn of_a_marked_response_no_application_leaves_it_out_and_yes_is_no_answer() {
    let pile = "ID,Submitted,Name,E-mail,Member,Motivation,Status
A,2020-03-02T08:00:00,Ana,ana@example.org,yes,9,complete
B,2020-03-03T08:00:00,Ben,ben@example.org,yes,8,incomplete
";
    let with = |answer: &str| {
        let row =
            format!("B,clarify,response,pile.csv:3:G,incomplete,{answer},Tamar,2020-04-02,asked\n");
        Bench::new(crate::rulings::RULES)
            .pile(pile)
            .decided("answers.csv", format!("{HEAD}{row}"))
            .select()
    };
    for answer in [
        "no application",
        "No application",
        "not an application",
        "total",
        "leave out",
    ] {
        let ran = with(answer);
        assert!(!ran.files.is_empty(), "{answer}: {}", ran.said.words());
        assert!(!ran.outcomes().contains_key("B"), "{answer}");
        assert!(
            plain(&ran.said.out).contains("1 row left out as no application: B"),
            "{answer}: {}",
            ran.said.out
        );
    }
    assert_eq!(with("counts").outcomes()["B"], "selected course");
    for answer in ["yes", "no", "ok", "x", "?", "(other)", "it counts not"] {
        let ran = with(answer);
        assert!(ran.files.is_empty(), "{answer}: {:?}", ran.outcomes());
        assert!(
            ran.said
                .err
                .contains("write `counts`, or `no application` where it does not"),
            "{}",
            ran.said.err
        );
    }
}

#[test]
fn a_question_about_a_column_goes_once_none_of_its_cells_waits() {
    let lines = |born: [&str; 4]| {
        let mut text = pile("org", "Green House", 4);
        for (day, number) in born.iter().zip(1..) {
            let row = format!("Ana {number},1999-05-14");
            text = text.replacen(&row, &format!("Ana {number},{day}"), 1);
        }
        text
    };
    let text = lines(["12/13/1999", "11/30/1998", "10/20/1997", "30/06/1998"]);
    let open = Bench::new(RULES).pile(&text).select();
    assert_eq!(open.said.exit, Exit::Questions);
    let said = plain(&open.said.err);
    assert!(
        said.contains("question[date-form]") && said.contains("clarify list"),
        "{said}"
    );
    let row = "A-04,clarify,born,pile.csv:5:D,,30.06.1998,Tamar,2020-04-02,asked\n";
    let ran = Bench::new(RULES)
        .pile(&text)
        .decided("answers.csv", format!("{HEAD}{row}"))
        .select();
    assert_eq!(ran.said.exit, Exit::Done, "{}", ran.said.words());
    assert!(!ran.said.err.contains("date-form"), "{}", ran.said.err);
    // While one cell waits, the question stays.
    let text = lines(["12/13/1999", "11/30/1998", "20/10/1997", "30/06/1998"]);
    let ran = Bench::new(RULES)
        .pile(&text)
        .decided("answers.csv", format!("{HEAD}{row}"))
        .select();
    assert_eq!(ran.said.exit, Exit::Questions);
    assert!(ran.said.err.contains("date-form"), "{}", ran.said.err);
}

#[test]
fn two_questions_of_one_code_about_one_column_are_each_settled_by_itself() {
    let others = RULES.replace(
        "headings = [\"Born\"]\npersonal = true\norder = \"month-day-year\"",
        "headings = [\"Born\"]\norders = { \"/\" = \"month-day-year\", \".\" = \"day-month-year\" }",
    );
    let open = RULES.replace("order = \"month-day-year\"\n", "");
    for (rules, field, code, cells, answers) in [
        (RULES, "member", "answer-word", ["ne", "jo"], ["no", "yes"]),
        (
            RULES,
            "work",
            "other-language",
            ["droits de l'homme", "свобода печати"],
            ["Human rights law", "Human rights law"],
        ),
        (
            &others,
            "born",
            "date-form",
            ["30/06/1998", "06.30.1998"],
            ["1998-06-30", "1998-06-30"],
        ),
        (
            &open,
            "born",
            "date-form",
            ["13/05/98", "30/06/1998"],
            ["1998-05-13", "1998-06-30"],
        ),
    ] {
        let text = pile(field, cells[0], 4);
        let turned = pile(field, cells[1], 4);
        let text: String = text
            .lines()
            .zip(turned.lines())
            .enumerate()
            .map(|(at, (one, other))| format!("{}\n", if at < 3 { one } else { other }))
            .collect();
        let questions = |rows: &[usize]| {
            let rows = rows.iter().map(|at| {
                format!(
                    "A-0{at},clarify,{field},,,{},Tamar,2020-04-02,asked\n",
                    answers[usize::from(*at > 2)]
                )
            });
            let form = format!("{HEAD}{}", rows.collect::<String>());
            let bench = Bench::new(rules).pile(&text);
            let bench = if form == HEAD {
                bench
            } else {
                bench.decided("answers.csv", form)
            };
            let ran = bench.select();
            assert!(!ran.files.is_empty(), "{field}: {}", ran.said.words());
            plain(&ran.said.err)
                .lines()
                .filter(|line| line.contains(&format!("[{code}]")))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let both = questions(&[]);
        assert_eq!(both.len(), 2, "{field}: {both:?}");
        assert_eq!(questions(&[1, 3]), both, "{field}: one cell of each waits");
        let (first, second) = (questions(&[1, 2]), questions(&[3, 4]));
        assert_eq!(
            [first.len(), second.len()],
            [1, 1],
            "{field}: {first:?} {second:?}"
        );
        assert!(
            first != second && both.contains(&first[0]) && both.contains(&second[0]),
            "{field}: {first:?} {second:?}"
        );
        assert!(questions(&[1, 2, 3, 4]).is_empty(), "{field}");
    }
}
