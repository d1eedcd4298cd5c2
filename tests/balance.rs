//! Balance rules from the rules file to what people read: who is selected, what is said of it, what is asked, and what is refused.

use insta::assert_snapshot;

use intake::out::Issue;
use intake::table::Options;

use crate::bench::{Bench, outcome, said};

use crate::shell::{About, Format, Job, Output};

const RULES: &str = include_str!("../sample-applications/small/balance.toml");
const PILE: &str = include_str!("../sample-applications/small/balance.csv");

/// Everybody by outcome.
fn outcomes(bench: &Bench) -> String {
    let mut records: Vec<_> = bench.select().audit().into_iter().skip(1).collect();
    records.sort_by_key(|record| record["standing"]["place"].as_u64().unwrap_or(u64::MAX));
    let line = |record: &serde_json::Value| {
        format!("{}: {}\n", said(&record["application"]), outcome(record))
    };
    records.iter().map(line).collect()
}

/// What is said on the screen under a heading.
fn section(page: &str, heading: &str) -> String {
    let (_, page) = page.split_once(heading).unwrap();
    let (page, _) = page.split_once("\n\u{1b}[1m").unwrap();
    page.trim_start_matches("\u{1b}[0m\n").to_owned()
}

/// Why somebody has a seat or none, as their page says it.
fn why(bench: &Bench, id: &str) -> String {
    let page = bench.explain(id).out;
    let (_, why) = page.split_once("Why\n").unwrap();
    why.split("\n\n").next().unwrap().to_owned()
}

#[test]
fn the_screen_says_what_each_rule_came_to_and_what_the_other_objective_would() {
    let ran = Bench::new(RULES).pile(PILE).select();
    assert_snapshot!(section(&ran.said.out, "Balance"), @"
     rule                                       asks                                          people  eligible  selected
     At most two from one country: Spain (ES)   at most 2                                          2         2         1  kept
     At most two from one country: France (FR)  at most 2                                          2         2         2  kept
     At most two from one country: Italy (IT)   at most 2                                          2         2         1  kept
     At most two from one country: Poland (PL)  at most 2                                          2         3         2  kept
     Half of the seats for women                at least 1/2 of the seats that can be filled       3         4         3  met
    selected by rank: totals of 474 together, the last at place 9
    by the largest sum of totals it would be the same people
    ");
}

#[test]
fn who_has_a_blank_on_which_a_rule_hangs_is_asked_and_the_exit_code_says_so() {
    let ran = Bench::new(RULES).pile(PILE).select();
    let asked: Vec<String> = ran
        .rows("clarify.csv")
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {}",
                row["application"], row["field"], row["ask"], row["decides"]
            )
        })
        .collect();
    assert_snapshot!(format!("exit {}\n{}", ran.said.exit as u8, asked.join("\n")), @"
    exit 1
    A-8 gender no answer women
    ");
}

#[test]
fn what_cannot_be_met_together_is_refused_with_the_smallest_changes() {
    let rules = RULES.replace("at_least = \"1/2\"", "at_least = 5\nhard = true");
    let ran = Bench::new(&rules).pile(PILE).select();
    assert_snapshot!(ran.said.err, @"
    warning[cap-never-binds]: the cap is 6, and there are 2 groups with 6 places together: the cap never decides anything
      --> rules.toml:14:7
       |
    14 | cap = 6
       |       ^
       |
       = help: nothing is wrong if that is meant
    [1;31merror[no-lawful-selection][0m rules.toml:73: no selection keeps all that must hold, so that nothing is decided; these clash: “Half of the seats for women”, at least 5 (4 of them eligible)
      help: the smallest change of the rules that would do follows
    [1mnote[relaxation][0m rules.toml:73: one of the smallest changes: “Half of the seats for women” (women): at least 4 rather than 5
      help: selected would be A-1, A-2, A-5, A-7, A-9, A-10; where the rules are to stay, whoever may allow it does so by the decision `,allow-missed,women,,,1,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    ");
}

#[test]
fn a_confirmed_seat_stays_although_the_rules_would_give_it_to_somebody_else() {
    let decisions = "application,decision,field,answer,who,when,why\nA-6,confirmed,,forest,M. Officer,2025-03-10,phone\n";
    assert_snapshot!(outcomes(&Bench::new(RULES).pile(PILE).decided("decisions.csv", decisions)), @"
    A-1: selected water
    A-2: selected water
    A-3: reserve forest 1
    A-4: reserve water 1
    A-5: selected forest
    A-6: selected forest
    A-7: selected water
    A-8: reserve forest 2
    A-9: selected forest
    A-10: unplaced
    ");
}

#[test]
fn what_ifs_are_selected_anew_under_the_balance_rules() {
    let bench = Bench::new(RULES).pile(PILE);
    bench.select();
    assert_snapshot!(bench.explain("A-6").out, @"
    A-6: reserve, number 2 for Forest
    A course · pile.csv:7

    Why
      place 6 in the ranking; beside everybody selected above there is no room under these rules: the
          cap of 6; “Half of the seats for women”, at least 1/2 of the seats that can be filled, as far
          as it can be met; A-9 at place 9 has a seat, and an exchange would break: “Half of the seats
          for women”, at least 1/2 of the seats that can be filled, as far as it can be met
      place 4 or better would have had a seat
      number 2 on the reserve list of “Forest”

    Criteria
      yes  Sent in by the deadline (deadline) [all]
           At is not after 2025-03-01 12:00:00+01 Europe/Warsaw: met; found `2025-01-01T10:00:00` in
               column B of row 7, read as 2025-01-01 10:00:00+01 Europe/Warsaw

    Score
      scoring rule     answer                        points                       points × weight = part
      Rating (rating)  found `79` in column F of     the mean of the ratings      79 × 1 = 79
                       row 7, read as 79             (line 57)
      total: 79 = 79

    Ranking
      place 6 of 10
      directly above: A-5 with 80, 1 more than this one
           Rating: 79 against 80, 1 less
      directly below: A-7 with 70, 9 less than this one
           Rating: 79 against 70, 9 more

    Place
      Forest: 3 of 3 seats taken
           admits (line 24): Field is “forest” [all]
           the last one seated: A-9 with 60, place 9: 19 less than this one; ranked below this one, and
               came before it for balance rules or a seat that is held
      how seats are given (line 13): 6 in all; seats dealt by rank over all groups; places beyond the
          groups stay empty; seats a group cannot fill stay empty; who fits several groups joins the
          first preference that loses nobody a seat; 2 reserves a group [all]

    What if
      scoring rule  one step                  total  place  outcome
      Rating up     Rating 80 rather than 79  80     6      the same: reserve, number 2 for Forest
      Rating down   Rating 78 rather than 79  78     6      the same: reserve, number 2 for Forest
      the smallest changes of one answer that would have won a seat, each alone; no advice:
           Rating 86 rather than 79: place 4 with 86, selected, Forest
      with a seat in Forest by force, and everything else as well as it can be then:
           A-4 would have no seat
           sum of totals: 467 rather than 474

    What the rules rest on
      clause all: Everything.
      lines are those of rules/rules.toml in the run folder
    ");
}

#[test]
fn a_seat_by_force_says_who_would_leave_and_which_aim_would_worsen_or_what_would_clash() {
    let forced = |bench: &Bench, id: &str| {
        bench.select();
        let page = bench.explain(id).out;
        let (_, part) = page.rsplit_once("by force").unwrap();
        let (part, _) = part.split_once("\n\nWhat the rules rest on").unwrap();
        format!("{id} … by force{part}\n")
    };
    let bench = Bench::new(RULES).pile(PILE);
    let with = |held: &[&str]| {
        let confirmed = |id: &&str| format!("{id},confirmed,,,Panel,2025-03-20,by e-mail\n");
        let rows: String = held.iter().map(confirmed).collect();
        let text = format!("{HEAD}{rows}");
        Bench::new(RULES).pile(PILE).decided("decisions.csv", &text)
    };
    let (two, three) = (with(&["A-1", "A-2"]), with(&["A-1", "A-2", "A-4"]));
    let all = [
        forced(&bench, "A-3"),
        forced(&bench, "A-6"),
        forced(&three, "A-6"),
        forced(&two, "A-3"),
    ];
    assert_snapshot!(all.join("\n"), @"
    A-3 … by force, and everything else as well as it can be then:
           A-2 would have no seat
           sum of totals: 473 rather than 474

    A-6 … by force, and everything else as well as it can be then:
           A-4 would have no seat
           sum of totals: 467 rather than 474

    A-6 … by force, and everything else as well as it can be then:
           A-9 would have no seat
           “Half of the seats for women”: 2 rather than 3
           sum of totals: 493 rather than 474

    A-3 … by force would leave no selection that keeps all that must hold; these would clash:
           seats that are held
           “At most two from one country”: Poland, at most 2
    ");
}

/// Selects, and then follows that run with decisions, round by round; what each round says of the seats.
fn rounds(rules: &str, rounds: &[&str]) -> String {
    let bench = Bench::new(rules).pile(PILE);
    bench.select();
    let mut said = String::new();
    let mut run = bench.out.clone();
    for (number, decisions) in (1..).zip(rounds) {
        let out = bench.folder().join(format!("round-{number}"));
        let came = bench.job(&Job::Replace {
            after: None,
            ratings: Vec::new(),
            run,
            applications: bench.applications.clone(),
            rules: None,
            out: out.clone(),
            reading: Options::default(),
            rulings: vec![bench.beside(&format!("{number}.csv"), decisions)],
            replace: false,
            issue: Issue {
                without_workbook: true,
                ..Issue::default()
            },
        });
        let seats = if came.err.contains("error") {
            came.err
        } else {
            section(&came.out, "Since the run before")
        };
        said = format!("{said}round {number}:\n{seats}");
        run = out;
    }
    said
}

const HEAD: &str = "application,decision,field,answer,who,when,why\n";
const GONE: &str = "A-5,withdrawn,,,M. Officer,2025-03-20,visa\n";
const ALSO: &str = "A-1,declined,,,M. Officer,2025-03-25,by e-mail\n";

#[test]
fn a_seat_given_back_goes_to_whoever_keeps_the_rules_and_all_others_stay() {
    assert_snapshot!(rounds(RULES, &[&format!("{HEAD}{GONE}"), &format!("{HEAD}{ALSO}{GONE}")]), @"
    round 1:
      A-5 gives a seat in Forest back
      A-10 comes in: a seat in Forest
    round 2:
      A-1 gives a seat in Water back
      A-2 moves from Forest to Water, which makes room
      A-3 comes in: a seat in Forest
    ");
}

#[test]
fn two_decisions_in_one_file_come_to_the_same_in_either_order() {
    let one = rounds(RULES, &[&format!("{HEAD}{GONE}{ALSO}")]);
    assert_eq!(one, rounds(RULES, &[&format!("{HEAD}{ALSO}{GONE}")]));
    assert_snapshot!(one, @"
    round 1:
      A-1 gives a seat in Water back
      A-5 gives a seat in Forest back
      A-2 moves from Forest to Water, which makes room
      A-3 comes in: a seat in Forest
      A-10 comes in: a seat in Forest
    ");
}

#[test]
fn a_round_that_forgets_what_was_decided_before_is_refused() {
    assert_snapshot!(rounds(RULES, &[&format!("{HEAD}{GONE}"), &format!("{HEAD}{ALSO}")]), @"
    round 1:
      A-5 gives a seat in Forest back
      A-10 comes in: a seat in Forest
    round 2:
    [1;31merror[decision-idle][0m decisions: the run before knows a decision about A-5 (`withdrawn`, M. Officer, 2025-03-20) that is missing here
      help: give the decisions of the run before as well: with another `--decisions`, or in one file
    ");
}

#[test]
fn a_seat_held_in_a_group_is_the_groups_although_there_are_open_places() {
    let rules = RULES
        .replace("cap = 6", "cap = 7\nopen = \"best-ranked\"")
        .split_once("[[balance]]")
        .unwrap()
        .0
        .to_owned();
    let decisions = format!("{HEAD}A-9,confirmed,,forest,M. Officer,2025-03-10,phone\n");
    let came = outcomes(&Bench::new(&rules).pile(PILE).decided("d.csv", decisions));
    assert!(came.contains("A-9: selected forest"), "{came}");
}

/// What is said of decisions that hold seats.
fn refused(decisions: &str) -> String {
    let pile = PILE.replace("forest,79", "forest,seventy-nine");
    let bench = Bench::new(RULES).pile(pile);
    let said = bench
        .decided("d.csv", format!("{HEAD}{decisions}"))
        .select()
        .said;
    let errors = said
        .err
        .split_once("error")
        .map_or("", |(_, errors)| errors);
    errors.replace("\u{1b}[0m", "").replace("\u{1b}[1;31m", "")
}

#[test]
fn decisions_that_cannot_hold_together_are_errors_with_what_to_do() {
    let confirmed = |id: &str, group: &str, how: &str| {
        format!("{id},{how},,{group},M. Officer,2025-03-10,phone\n")
    };
    let two_groups =
        confirmed("A-2", "water", "invited") + &confirmed("A-2", "forest", "confirmed");
    let too_many: String = ["A-1", "A-4", "A-7", "A-2"]
        .map(|id| confirmed(id, "water", "confirmed"))
        .concat();
    let all = [
        two_groups,
        too_many,
        confirmed("A-6", "", "confirmed"),
        confirmed("A-1", "desert", "confirmed"),
    ];
    assert_snapshot!(all.map(|one| refused(&one)).join("\n"), @"
    [decision-twice] d.csv:3:D: the applicant holds a seat in another group by an earlier decision
      help: keep the decision that holds

    [no-lawful-selection] rules.toml:13: no selection keeps all that must hold, so that nothing is decided; these clash: the seats of Water; seats that are held
      help: seats are held by A-1, A-2, A-4, A-7: take back a decision `invited` or `confirmed`, or name another group in it

    [decision-idle] pile.csv:7: application `A-6` holds a seat, and its score is open: an answer that earns points cannot be read, or is missing
      help: give the answer by a decision `clarify` as well; `intake select` without the seat held lists what to ask

    [decision-unreadable] d.csv:2:D: there is no group `desert`
      help: write one of `water`, `forest`, or nothing where any of their groups will do
    ");
}

#[test]
fn an_aim_near_in_points_is_not_for_each_value_or_group() {
    let rules = RULES.replace("at_most = 2", "at_least = 1\nwithin = 2");
    let said = Bench::new(&rules).pile(PILE).select().said;
    assert!(
        said.err.contains("`within` does not go with `each`"),
        "{}",
        said.err
    );
}

#[test]
fn a_change_of_balance_rules_or_beside_them_is_found_to_have_done_it() {
    let b = RULES.replace("at_most = 2", "at_most = 3");
    let bench = Bench::new(RULES).pile(PILE);
    let (one, other) = (bench.beside("one.toml", RULES), bench.beside("two.toml", b));
    let said = bench.job(&Job::Compare {
        stage: None,
        after: None,
        ratings: Vec::new(),
        a: one,
        b: other,
        applications: bench.applications.clone(),
        rulings: Vec::new(),
        reading: Options::default(),
        format: Output::Text,
        movers: None,
    });
    let (_, page) = said.out.split_once("Who moves").unwrap();
    assert_snapshot!(page, @"
      reserve → selected                          1
      selected → reserve                          1
      selected → selected for another group       1
      unplaced → reserve                          1
      1 application keeps the outcome and has another place, total, chance or criterion

    The cohort
      gender, no answer: reserve 0 → 1
      country, Poland (PL): selected 2 → 3, reserve 1 → 0
      country, Spain (ES): reserve 0 → 1
      country, France (FR): selected 2 → 1, reserve 0 → 1

    Balance
      At most two from one country: France (FR): selected 2 → 1
      At most two from one country: Poland (PL): selected 2 → 3

    By 1 (balance countries, at_most), the only change that decides anything
      A-2: was selected forest (place 2, total 88), is selected water (place 2, total 88)
      A-4: was selected water (place 4, total 86), is reserve 1 of water (place 4, total 86)
      A-3: was reserve 1 of forest (place 3, total 87), is selected forest (place 3, total 87)
      A-8: was unplaced (place 8, total 69), is reserve 2 of forest (place 8, total 69)
    ");
}

#[test]
fn rounds_are_walked_back_and_a_run_that_is_not_the_one_before_is_named() {
    let bench = Bench::new(RULES).pile(PILE);
    bench.select();
    let decisions = [
        ("1.csv", format!("{HEAD}{GONE}")),
        ("2.csv", format!("{HEAD}{GONE}{ALSO}")),
    ];
    let mut runs = vec![bench.out.clone()];
    for (name, text) in &decisions {
        let out = bench.folder().join(format!("after-{name}"));
        bench.job(&Job::Replace {
            after: None,
            ratings: Vec::new(),
            run: runs.last().unwrap().clone(),
            applications: bench.applications.clone(),
            rules: None,
            out: out.clone(),
            reading: Options::default(),
            rulings: vec![bench.beside(name, text)],
            replace: false,
            issue: Issue {
                without_workbook: true,
                ..Issue::default()
            },
        });
        runs.push(out);
    }
    let verify = |run: usize, before: &[usize]| {
        let said = bench.job(&Job::Verify {
            ratings: Vec::new(),
            run: runs[run].clone(),
            before: before.iter().map(|at| runs[*at].clone()).collect(),
            applications: Vec::new(),
            rules: None,
            reading: Options::default(),
            rulings: Vec::new(),
        });
        let folder = format!("{}/", bench.folder().display());
        format!(
            "exit {}\n{}",
            said.exit as u8,
            said.out.replace(&folder, "")
        )
    };
    let all = [verify(2, &[1, 0]), verify(2, &[0]), verify(1, &[])];
    assert_snapshot!(all.join("\n"), @"
    exit 0
    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance, and of 2 people without a seat it is shown that there is no room beside everybody selected above them
    it follows …/after-1.csv, which is as it was written: the seats it starts from are those given there
    …/after-1.csv follows …/run, which is as it was written: the seats it starts from are those given there

    exit 4
    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance, and of 2 people without a seat it is shown that there is no room beside everybody selected above them
    manifest.json: follows another run than the one that was given

    exit 0
    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance, and of 3 people without a seat it is shown that there is no room beside everybody selected above them
    it follows another run: name that one with --before, after those named, to have the seats held against it
    ");
}

#[test]
fn rules_that_can_select_nobody_are_not_called_valid() {
    let rules = RULES.replace("at_least = \"1/2\"", "at_least = 7\nhard = true");
    let said = Bench::new(&rules).check();
    let page = crate::bench::plain(&said.out);
    let kept = |line: &&str| line.contains(" criterion") || line.starts_with("error");
    let lines: Vec<&str> = page.lines().filter(kept).collect();
    assert_snapshot!(format!("exit {}\n{}", said.exit as u8, lines.join("\n")), @"
    exit 2
    rules.toml: can be read, and nobody can be selected by it; 1 criterion with the deadline, 1 measure, 2 groups, 6 places, 2 balance rules
    error[balance-impossible]: `women` asks for 7 people among all selected, and there are 6 seats
    ");
}

#[test]
fn of_a_rule_for_each_value_that_keeps_somebody_out_by_many_some_are_named() {
    let rules = RULES
        .replace("at_most = 2", "at_most = 1")
        .replace("at_least = \"1/2\"", "at_least = 5\nhard = true");
    // Whoever comes first is a man of a country in which a seat is needed for a woman, as in four others.
    let mut pile = PILE.lines().next().unwrap().to_owned() + "\n";
    let mut add = |number: u32, gender: &str, country: &str| {
        let rating = 100 - number;
        let row = format!(
            "A-{number},2025-02-01T10:{number:02}:00,{gender},{country},water;forest,{rating}\n"
        );
        pile.push_str(&row);
    };
    add(1, "man", "Poland");
    for (number, country) in (2..).zip(["Poland", "France", "Spain", "Italy", "Austria"]) {
        add(number, "woman", country);
        add(number + 10, "woman", country);
    }
    let bench = Bench::new(&rules).pile(&pile);
    bench.select();
    assert_snapshot!(why(&bench, "A-1"), @"
    place 1 in the ranking; beside everybody selected above there is no room under these rules: “At
        most two from one country”, at most 1, of Austria, Spain, France and 2 more; “Half of the
        seats for women”, at least 5; A-6 at place 6 has a seat, and an exchange would break: “At most
        two from one country”: Poland, at most 1
    no place in the ranking would have had a seat
    number 1 on the reserve list of “Water”
    also fits “Forest”
    ");
}

#[test]
fn where_totals_decide_no_place_in_the_ranking_promises_a_seat() {
    let of = |rules: &str, id: &str| {
        let bench = Bench::new(rules).pile(PILE);
        bench.select();
        let letter = bench
            .explain_as(About::ForApplicant(id.to_owned()), Format::Text)
            .out;
        assert!(!letter.contains("in the ranking"), "{letter}");
        why(&bench, id)
    };
    let total = RULES.replace("[places]\n", "[places]\nobjective = \"total\"\n");
    let gentle = RULES.replace("at_least = \"1/2\"", "at_least = \"5/6\"\nwithin = 10");
    let start = gentle.find("[[balance]]").unwrap();
    let end = gentle.rfind("[[balance]]").unwrap();
    let gentle = format!("{}{}", &gentle[..start], &gentle[end..]);
    let all = [of(&total, "A-3"), of(&gentle, "A-6")];
    assert_snapshot!(all.join("\n\n"), @"
    place 3 in the ranking; beside everybody selected above there is no room under these rules: “At
        most two from one country”: Poland, at most 2; A-9 at place 9 has a seat, and an exchange
        would break that rule, too
    a total above 88 would have had a seat
    number 1 on the reserve list of “Forest”

    place 6 in the ranking; beside everybody selected above there is no room under these rules: the
        cap of 6; “Half of the seats for women”, at least 5/6 of the seats that can be filled, as far
        as the ranking lets it; A-7 at place 7 has a seat, and an exchange would break: “Half of the
        seats for women”, at least 5/6 of the seats that can be filled, as far as the ranking lets it
    by the ranking alone there would have been a seat
    number 1 on the reserve list of “Forest”
    ");
}

#[test]
fn where_groups_leave_no_seat_open_whoever_fits_none_hears_that() {
    let rules = RULES.replace(
        "reserve = 2\n",
        "reserve = 2\nopen = \"best-ranked\"\nunfilled = \"become-open\"\n",
    );
    let rules = rules.replace(
        "[fields.field.options]\n",
        "[fields.field.options]\nneither = []\n",
    );
    let pile = PILE.replace("m,Poland,water,90", "m,Poland,neither,90");
    let bench = Bench::new(&rules).pile(&pile);
    bench.select();
    assert_snapshot!(why(&bench, "A-1"), @"
    place 1 in the ranking; beside everybody selected above no seat in reach is left: there are no
        open places; A-9 at place 9 has a seat, and an exchange would break: “At most two from one
        country”: Poland, at most 2
    no place in the ranking would have had a seat
    ");
}
