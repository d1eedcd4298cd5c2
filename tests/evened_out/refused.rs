//! What is refused, with the cell that says so.

use insta::assert_snapshot;

use super::made::{Given, decided, round, run, said};
use super::{as_given, by, evened, pile, rules};

const BY: &str = "A. Ivanova,2020-04-02,see minutes";

/// Stages, of which the first weighs essays that two people read.
fn stages() -> (String, String, [(&'static str, String); 1]) {
    let rules = include_str!("../../sample-applications/small/two-stages.toml");
    let two = "readers = [[\"Essay\"], [\"Again\"]]\ncombine = \"mean\"";
    let rules = rules.replace("headings = [\"Essay\"]", two);
    let pile = include_str!("../../sample-applications/small/two-stages.csv");
    let again = |(at, row): (usize, &str)| match at {
        0 => format!("{row},Again\n"),
        _ => format!("{row},{}\n", 3 + at % 5),
    };
    let interviews = include_str!("../../sample-applications/small/two-stages/interviews.csv");
    let ratings = [("interviews.csv", interviews.to_owned())];
    (
        rules,
        pile.lines().enumerate().map(again).collect(),
        ratings,
    )
}

#[test]
fn a_field_that_counted_in_a_stage_that_was_told_is_evened_out_in_both_or_in_none() {
    let (rules, pile, ratings) = stages();
    let row = |method: &str| [decided(&format!(",even-out,essay,,{method},{BY}"))];
    let made = |stage, decisions: &[String], before: Option<&super::Files>| {
        run(&Given {
            ratings: &ratings,
            decisions,
            stage: Some(stage),
            before,
            ..Given::of(&rules, &pile)
        })
    };
    let raw = made("essays", &[], None).unwrap();
    let first = made("essays", &row("rank"), None).unwrap();
    assert_ne!(raw["audit.jsonl"], first["audit.jsonl"]);
    assert_snapshot!(made("interviews", &row("rank"), Some(&raw)).unwrap_err(), @"
    error[decision-idle] decisions-1.csv:2:C: `essay` counted in the stage “Essays”, whose shortlist people were told by other numbers
      help: what was told stands: take the decision out of the file, or make that stage anew with it
    ");
    assert_snapshot!(made("interviews", &[], Some(&first)).unwrap_err(), @"
    error[decision-idle] decisions: the stage “Essays” knows a decision about essay (`even-out`, A. Ivanova, 2020-04-02) that is missing here
      help: give the decisions of the run before as well: with another `--decisions`, or in one file
    ");
    assert_snapshot!(made("interviews", &row("mean"), Some(&first)).unwrap_err(), @"
    error[decision-idle] decisions-1.csv:2:C: `essay` counted in the stage “Essays”, whose shortlist people were told by other numbers
      help: what was told stands: take the decision out of the file, or make that stage anew with it
    ");
    let decisions = row("rank");
    let second = made("interviews", &decisions, Some(&first)).unwrap();
    let part = |files: &super::Files| {
        let all = super::made::records(files).into_iter();
        let mut one = all.filter(|record| record["application"] == "A-03");
        one.next().unwrap()["before"].clone()
    };
    assert_eq!(part(&second)["outcome"], "shortlisted");
    let given = Given {
        ratings: &ratings,
        decisions: &decisions,
        ..Given::of(&rules, &pile)
    };
    assert_eq!(super::made::verified(&given, &second), [""; 0]);
}

/// What is said of these rows.
fn refused_of(rules: &str, pile: &str, rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("{row},{BY}")).collect();
    run(&Given {
        decisions: &[decided(&rows.join("\n"))],
        ..Given::of(rules, pile)
    })
    .unwrap_err()
}

#[test]
fn what_fits_no_field_or_is_no_way_to_even_out_is_refused_with_the_cell() {
    let rows = [
        ",even-out,motivaton,,mean",
        ",even-out,submitted,,mean",
        ",even-out,motivation,,median",
        "R-01,even-out,motivation,,mean",
        ",even-out,,,mean",
        ",even-out,motivation,,",
    ];
    assert_snapshot!(refused_of(&rules(), &pile(), &rows), @"
    error[decision-unreadable] decisions-1.csv:5:A: the decision is about the run, and about no application
      help: leave `application` blank
    error[decision-incomplete] decisions-1.csv:6:C: the decision does not say what it is about
    error[decision-incomplete] decisions-1.csv:7:E: the decision does not say what was answered
      help: write `mean` or `rank`
    error[decision-idle] decisions-1.csv:2:C: the rules have no field `motivaton`
      help: did you mean `motivation`?
    error[decision-idle] decisions-1.csv:3:C: `submitted` is no field of ratings
      help: ratings by several assessors are `motivation`
    error[decision-unreadable] decisions-1.csv:4:E: `median` is no way to even ratings out
      help: write `mean` or `rank`; `intake spread RUN` tells what comes out by each
    ");
}

#[test]
fn two_decisions_about_one_field_must_say_the_same() {
    let rows = [",even-out,motivation,,mean", ",even-out,Motivation,,rank"];
    assert_snapshot!(refused_of(&rules(), &pile(), &rows), @"
    error[decision-twice] decisions-1.csv:3:E: the same was decided otherwise at decisions-1.csv:2
      help: keep the decision that holds
    ");
    let same = decided(
        &[",even-out,motivation,,mean"; 2]
            .map(|row| format!("{row},{BY}"))
            .join("\n"),
    );
    run(&Given {
        decisions: &[same],
        ..Given::of(&rules(), &pile())
    })
    .unwrap();
}

#[test]
fn where_assessors_share_too_few_applications_nobody_can_be_called_strict() {
    let (head, rows) = pile()
        .split_once('\n')
        .map(|(head, rows)| (head.to_owned(), rows.to_owned()))
        .unwrap();
    let few: Vec<&str> = rows.lines().take(27).collect();
    let pile = format!("{head}\n{}\n", few.join("\n"));
    assert_snapshot!(refused_of(&rules(), &pile, &[",even-out,motivation,,rank"]), @"
    error[decision-idle] decisions-1.csv:2:C: the assessors of `motivation` share too few applications for one to be held against another: A1 shares no more than 9 applications with any of the others, and 10 are needed
      help: nobody can tell who is strict from whose applications were weaker: let each be linked with the others by 10 applications that both rate, or take the decision out of the file
    ");
}

#[test]
fn assessors_are_numbers_whatever_their_files_are_called() {
    let (rules, pile) = (rules(), pile());
    let people: String = pile
        .lines()
        .map(|row| row.splitn(5, ',').take(4).collect::<Vec<_>>().join(",") + "\n")
        .collect();
    let of = |name: &'static str, reader: usize, most: usize| {
        let rows = pile.lines().skip(1).take(most).map(|row| {
            let cells: Vec<&str> = row.split(',').collect();
            format!("{},{}\n", cells[0], cells[3 + reader])
        });
        (
            name,
            format!("ID,Reader {reader}\n{}", rows.collect::<String>()),
        )
    };
    let ratings = [
        of("Petrova.csv", 1, 30),
        of("Novak.csv", 2, 30),
        of("Kowalski.csv", 3, 9),
    ];
    let refused = run(&Given {
        ratings: &ratings,
        decisions: &[by("mean")],
        ..Given::of(&rules, &people)
    });
    let refused = refused.unwrap_err();
    assert!(
        refused.contains("A1 and A2 share no more than 3 applications with any"),
        "{refused}"
    );
    let of_it = refused.split("error[decision-idle]").nth(1).unwrap();
    assert!(
        !["Petrova", "Novak", "Kowalski"]
            .iter()
            .any(|name| of_it.contains(name)),
        "{of_it}"
    );
}

#[test]
fn a_field_that_one_assessor_rates_or_that_is_personal_is_not_evened_out() {
    let stages = include_str!("../../sample-applications/small/two-stages.toml");
    let pile_of_stages = include_str!("../../sample-applications/small/two-stages.csv");
    let refused = run(&Given {
        decisions: &[decided(&format!(
            ",even-out,essay,,mean,{BY}\n,even-out,interview,,mean,{BY}"
        ))],
        stage: Some("essays"),
        ..Given::of(stages, pile_of_stages)
    });
    assert_snapshot!(refused.unwrap_err(), @"
    error[decision-idle] decisions-1.csv:2:C: `essay` is rated by one assessor, who has nobody to be held against
      help: the rules have no field that several assessors rate: take the decision out of the file
    error[decision-idle] decisions-1.csv:3:C: `interview` is rated by one assessor, who has nobody to be held against
      help: the rules have no field that several assessors rate: take the decision out of the file
    ");
    let personal = rules().replace("combine = \"mean\"", "combine = \"mean\"\npersonal = true");
    assert_snapshot!(refused_of(&personal, &pile(), &[",even-out,motivation,,mean"]), @"
    error[decision-idle] decisions-1.csv:2:C: `motivation` is personal: what was given stands in no record, and could not be shown beside what counts
      help: take the decision out of the file
    ");
}

#[test]
fn a_field_that_no_rule_looks_at_is_not_evened_out() {
    let more = "\n[fields.style]\ntype = \"rating\"\nreaders = [[\"Style 1\"], [\"Style 2\"]]\ncombine = \"mean\"\nmin = 0\nmax = 10\n\n[[scoring]]";
    let rules = rules().replacen("\n[[scoring]]", more, 1);
    let pile: String = pile()
        .lines()
        .enumerate()
        .map(|(at, row)| match at {
            0 => format!("{row},Style 1,Style 2\n"),
            _ => format!("{row},5,6\n"),
        })
        .collect();
    assert_snapshot!(refused_of(&rules, &pile, &[",even-out,style,,mean"]), @r#"
    warning[unread] rules: nothing reads the field `style` and no roster shows it
      help: take it out, add `roster = true` or `count = true`, or add `use = "never"` if no rule may read it
    error[decision-idle] decisions-1.csv:2:C: no rule looks at `style`, so that nothing would be another
      help: take the decision out of the file
    "#);
}

#[test]
fn with_more_applications_than_it_is_told_for_nothing_is_evened_out() {
    let (head, rows) = pile()
        .split_once('\n')
        .map(|(head, rows)| (head.to_owned(), rows.to_owned()))
        .unwrap();
    let many = (0..5_001).zip(rows.lines().cycle()).map(|(at, row)| {
        let (_, rest) = row.split_once(',').unwrap();
        format!("R-{at:04},{rest}\n")
    });
    let pile = format!("{head}\n{}", many.collect::<String>());
    assert_snapshot!(refused_of(&rules(), &pile, &[",even-out,motivation,,rank"]), @"
    error[decision-idle] decisions-1.csv:2:C: there are 5001 applications, and ratings are evened out for up to 5000, for which it is told what comes of it
      help: take the decision out of the file: ratings count as they were given
    ");
}

#[test]
fn ratings_too_long_to_reckon_with_are_not_evened_out() {
    let long = pile()
        .replace(",3,", ",3.00000000000001,")
        .replace(",4,", ",4.00000000000003,");
    let refused = run(&Given {
        decisions: &[by("mean")],
        ..Given::of(&rules(), &long)
    });
    // Exact to the last digit as long as that is possible, and never rounded on the way.
    assert!(refused.is_ok_and(|files| super::manifest(&files)["evened_out"][0]["by"] == "mean"));
}

#[test]
fn a_seat_is_provisional_while_a_rating_is_awaited_since_one_more_moves_all() {
    let alone = |row: &str| match row.starts_with("R-05,") {
        true => "R-05,2020-03-02T08:00:00,Somebody,yes,1,,\n".to_owned(),
        false => format!("{row}\n"),
    };
    let (rules, waiting) = (rules(), pile().lines().map(alone).collect::<String>());
    let decisions = [by("mean")];
    let given = |is_final| Given {
        decisions: &decisions,
        is_final,
        ..Given::of(&rules, &waiting)
    };
    let files = run(&given(false)).unwrap();
    let raw = run(&Given::of(&rules, &waiting)).unwrap();
    // A 1 beside any other rating wins no seat; but it moves what others count as.
    assert_eq!(super::manifest(&raw)["seats_firm"], 3);
    assert_eq!(super::manifest(&files)["seats_firm"], 0);
    let asked = super::made::text(&files, "clarify.csv");
    assert!(asked.lines().nth(1).unwrap().contains("R-05"), "{asked}");
    let (_, words) = said(&given(true));
    assert!(words.contains("error[not-firm] --final"), "{words}");
}

#[test]
fn a_round_counts_as_the_run_before_did() {
    let gone = |more: &str| decided(&format!("R-04,withdrawn,,,,{BY}\n{more}"));
    let (rules, pile) = (rules(), pile());
    let rows = ",even-out,motivation,,mean";
    let given = |decisions: Vec<String>| (decisions, rules.clone(), pile.clone());
    let refused = |run: &super::Files, decisions: Vec<String>| {
        let (decisions, rules, pile) = given(decisions);
        round(
            &Given {
                decisions: &decisions,
                ..Given::of(&rules, &pile)
            },
            run,
        )
    };
    assert_snapshot!(refused(&as_given(), vec![gone(&format!("{rows},{BY}"))]).unwrap_err(), @"
    error[decision-idle] decisions-1.csv:3:C: the run before was not made with `motivation` evened out by mean, and people were told their seats by it
      help: a replacement is of the same ratings, so that nothing but the seats given back can move anybody: take the decision out of the file
    ");
    assert_snapshot!(refused(&evened("mean"), vec![gone("")]).unwrap_err(), @"
    note[blank-row] decisions-1.csv:3: 1 blank row, skipped
    error[decision-idle] decisions: the run before knows a decision about motivation (`even-out`, A. Ivanova, 2020-04-02) that is missing here
      help: give the decisions of the run before as well: with another `--decisions`, or in one file
    ");
    assert_snapshot!(refused(&evened("rank"), vec![gone(&format!("{rows},{BY}"))]).unwrap_err(), @"
    error[decision-idle] decisions-1.csv:3:C: the run before was not made with `motivation` evened out by mean, and people were told their seats by it
      help: a replacement is of the same ratings, so that nothing but the seats given back can move anybody: take the decision out of the file
    ");
    let after = refused(&evened("mean"), vec![gone(&format!("{rows},{BY}"))]).unwrap();
    assert_eq!(super::manifest(&after)["evened_out"][0]["by"], "mean");
}

#[test]
fn a_seat_is_provisional_while_a_rating_waits_for_somebody_to_say_whose_it_is() {
    let (rules, pile) = (rules(), pile());
    let decisions = [by("mean")];
    let ratings = [("ratings.csv", "ID,Reader 1\nR-77,1\nR-00,4\n".to_owned())];
    let made = |ratings, decisions| {
        let given = Given {
            ratings,
            decisions,
            ..Given::of(&rules, &pile)
        };
        said(&given)
    };
    let (files, words) = made(&ratings, &decisions[..]);
    assert!(words.contains("question[rated-unknown]"), "{words}");
    let firm = |files: Option<super::Files>| super::manifest(&files.unwrap())["seats_firm"].clone();
    assert_eq!(firm(files), 0);
    // By the ratings as they were given it is nobody's business but of the one who is meant.
    assert_ne!(firm(made(&ratings, &[]).0), 0);
}
