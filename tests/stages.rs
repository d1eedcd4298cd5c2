//! Stages: a first one shortlists, a later one adds ratings, and the last deals the seats.

mod examples;
mod kept;
mod laws;
mod looked_at;
pub(crate) mod made;
mod packs;
mod refused;
mod rounds;
mod rules;
mod said;
mod second;
mod three;

use insta::assert_snapshot;

use self::made::{Files, decided, outcomes, run, said};

/// The sample, and what its interviews came to.
const RULES: &str = include_str!("../sample-applications/small/two-stages.toml");
const PILE: &str = include_str!("../sample-applications/small/two-stages.csv");
const INTERVIEWS: &str = include_str!("../sample-applications/small/two-stages/interviews.csv");

fn essays() -> Files {
    run((RULES, PILE, INTERVIEWS), "", ("essays", None)).unwrap()
}

fn text<'a>(files: &'a Files, name: &str) -> &'a str {
    std::str::from_utf8(&files[name])
        .unwrap()
        .trim_start_matches('\u{feff}')
}

#[test]
fn the_first_stage_shortlists_and_selects_nobody() {
    let files = essays();
    assert!(!files.keys().any(|name| name.starts_with("rosters/")));
    assert!(!files.contains_key("unplaced.csv"));
    let outcomes = outcomes(&files);
    assert!(
        outcomes
            .values()
            .all(|outcome| !outcome.starts_with("selected"))
    );
    // Three for each group, and a fourth with the total of the last.
    let water = text(&files, "shortlist/water.csv");
    assert_snapshot!(water, @"
    group,outcome,state,place,rank,application,name,part essay,total,told_apart_by,notes
    water,shortlisted,firm,1,1,A-01,Ada Berg,9,9,,
    water,shortlisted,firm,4,4,A-03,Cem Aras,7,7,before A-04 by earlier submitted,
    water,shortlisted,firm,5,5,A-04,Dea Hoxha,7,7,after A-03 by earlier submitted; before A-05 by earlier submitted,
    water,shortlisted,firm,6,6,A-05,Eva Novak,7,7,after A-04 by earlier submitted,
    ");
    assert_snapshot!(text(&files, "not-shortlisted.csv"), @r#"
    application,stage,outcome,place,total,why
    A-10,essays,not-shortlisted,8,4.5,"place 8 in the ranking; every place on the shortlist of “Forest” went to people ranked above, and nobody there can move and make room: every place of “Water” went to people ranked above, too; a total of 5 or more would have been shortlisted"
    A-11,essays,not-shortlisted,9,4,"place 9 in the ranking; every place on the shortlist of “Forest” went to people ranked above, and nobody there can move and make room: every place of “Water” went to people ranked above, too; a total of 5 or more would have been shortlisted"
    A-08,essays,not-shortlisted,,3,"the points of this stage come to 3, and its floor is 4"
    "#);
}

#[test]
fn ratings_of_a_later_stage_need_not_be_there_and_nobody_is_asked_about_them() {
    let without = run((RULES, PILE, ""), "", ("essays", None)).unwrap();
    assert_eq!(text(&without, "clarify.csv").lines().count(), 1);
    assert_eq!(outcomes(&without), outcomes(&essays()));
}

#[test]
fn a_later_stage_takes_those_shortlisted_and_combines_what_each_stage_came_to() {
    let files = run(
        (RULES, PILE, INTERVIEWS),
        "",
        ("interviews", Some(&essays())),
    )
    .unwrap();
    assert_snapshot!(text(&files, "rosters/water.csv"), @"
    group,outcome,seat,reserve,place,rank,application,name,part essay,part interview,total,told_apart_by,successor,notes
    water,selected,firm,,1,1,A-03,Cem Aras,2.8,6,8.8,,A-01,
    water,selected,firm,,2,2,A-02,Ben Kos,3.2,5.4,8.6,,A-01,
    water,reserve,,1,5,5,A-01,Ada Berg,3.6,3,6.6,,,
    ");
    assert_snapshot!(text(&files, "not-shortlisted.csv"), @r#"
    application,stage,outcome,place,total,reserve,why
    A-04,interviews,below-floor,,4,,"the points of this stage come to 2, and its floor is 3"
    A-10,essays,not-shortlisted,8,4.5,1,"not shortlisted in the stage “Essays”: place 8 in the ranking; every place on the shortlist of “Forest” went to people ranked above, and nobody there can move and make room: every place of “Water” went to people ranked above, too; a total of 5 or more would have been shortlisted"
    A-11,essays,not-shortlisted,9,4,2,"not shortlisted in the stage “Essays”: place 9 in the ranking; every place on the shortlist of “Forest” went to people ranked above, and nobody there can move and make room: every place of “Water” went to people ranked above, too; a total of 5 or more would have been shortlisted"
    A-08,essays,not-shortlisted,,3,,"not shortlisted in the stage “Essays”: the points of this stage come to 3, and its floor is 4"
    "#);
    let manifest = text(&files, "manifest.json");
    assert!(manifest.contains("\"stage\": \"interviews\""));
}

#[test]
fn a_blank_interview_is_asked_about_only_of_those_shortlisted() {
    let interviews = INTERVIEWS.replace("A-01,5\n", "");
    let files = run(
        (RULES, PILE, &interviews),
        "",
        ("interviews", Some(&essays())),
    )
    .unwrap();
    let asked = text(&files, "clarify.csv").lines().skip(1);
    let asked: Vec<&str> = asked.filter_map(|line| line.split(',').next()).collect();
    assert_eq!(asked, ["A-01"]);
}

#[test]
fn an_explanation_shows_each_stage_and_how_the_total_came_about() {
    let files = run(
        (RULES, PILE, INTERVIEWS),
        "",
        ("interviews", Some(&essays())),
    )
    .unwrap();
    assert_snapshot!(made::section(&files, "A-01", "The stages"), @"
    Essays: “Essay” counts; whoever has less than 4 of these points goes no further; the best 3 people
        of every group, and everybody with the total of the last of them, go on to the next stage
        (line 48) [essay, ties]
         its points come to 9; at least 4 were needed
         in its run: shortlisted for Water, place 1 with a total of 9
    Interviews: “Interview” counts; the total is 0.4 × “Essays” + 0.6 × “Interviews”; whoever has less
        than 3 of these points goes no further; this stage deals the seats; after its reserves come
        those whom the stage before did not shortlist, in their order there (line 57) [interview]
         its points come to 5; at least 3 were needed
         the total is 0.4 × 9 + 0.6 × 5 = 6.6
    ");
    assert_snapshot!(made::section(&files, "A-10", "The stages"), @"
    Essays: “Essay” counts; whoever has less than 4 of these points goes no further; the best 3 people
        of every group, and everybody with the total of the last of them, go on to the next stage
        (line 48) [essay, ties]
         in its run: not shortlisted, place 8 with a total of 4.5; number 1 of those who come after
             the reserves
    Interviews: “Interview” counts; the total is 0.4 × “Essays” + 0.6 × “Interviews”; whoever has less
        than 3 of these points goes no further; this stage deals the seats; after its reserves come
        those whom the stage before did not shortlist, in their order there (line 57) [interview]
    ");
    assert_snapshot!(made::section(&files, "A-10", "Why"), @"
    not shortlisted in the stage “Essays”: place 8 in the ranking; every place on the shortlist of
        “Forest” went to people ranked above, and nobody there can move and make room: every place of
        “Water” went to people ranked above, too; a total of 5 or more would have been shortlisted
    ");
}

#[test]
fn whoever_withdraws_between_the_stages_is_out_and_who_comes_next_is_said() {
    let gone = decided("A-07,withdrawn,,,,Office,2020-04-10,by mail");
    let pile = (RULES, PILE, INTERVIEWS);
    let (files, words) = said(pile, &gone, ("interviews", Some(&essays())));
    let files = files.unwrap();
    assert_eq!(outcomes(&files)["A-07"], "dropped-out");
    assert_eq!(outcomes(&files)["A-10"], "not-shortlisted");
    assert_snapshot!(words, @"
    note[next-shortlisted] the shortlist: no longer there of the shortlist of the stage “Essays”: A-07; next on it: A-10
      help: to let them take part make the stage `essays` anew with these decisions, and name that run with `--after`
    note[rated-outside] the shortlist: rated in this stage, and not on the shortlist of the stage “Essays”: A-10; these ratings do not count
      help: see that the ids are right: a rating under another's id is missing where it belongs
    ");
    // To let them in the first stage is made anew.
    let anew = run(pile, &gone, ("essays", None)).unwrap();
    assert_eq!(outcomes(&anew)["A-10"], "shortlisted forest");
    let files = run(pile, &gone, ("interviews", Some(&anew))).unwrap();
    assert!(outcomes(&files)["A-10"].starts_with("selected"));
}

#[test]
fn a_run_of_a_stage_comes_out_the_same_again_and_names_the_one_before_by_its_digest() {
    let before = essays();
    let files = run((RULES, PILE, INTERVIEWS), "", ("interviews", Some(&before))).unwrap();
    let digest = intake::base::digest::of(&before["manifest.json"]);
    assert!(text(&files, "manifest.json").contains(&digest));
    assert_eq!(made::verified((RULES, PILE, INTERVIEWS), "", &files), "");
    assert_eq!(made::is_after(&files, &before), "");
    // Another run of the same stage is not the one that was told.
    let other = run(
        (
            RULES,
            &PILE.replace("Ada Berg,yes,water,9", "Ada Berg,yes,water,9.5"),
            "",
        ),
        "",
        ("essays", None),
    )
    .unwrap();
    assert_snapshot!(made::is_after(&files, &other), @"manifest.json: comes after another run than the one that was given");
}

#[test]
fn letters_invite_whoever_is_shortlisted_and_promise_no_seat() {
    let files = essays();
    assert_snapshot!(made::letter(&files, "A-01"), @"
    We are glad to tell you that your application goes on to the next stage: Interviews.

    This is not yet a seat. In the stage “Essays” it was decided whose applications go on; who is selected is decided after the stage “Interviews”. We will write to you what happens then and what you are asked to do.

    If you no longer wish to take part, please tell us as soon as you can.
    ");
    assert_snapshot!(made::letter(&files, "A-10"), @"
    We are sorry to tell you that your application does not go on after the stage “Essays”. Who goes on follows from the points of that stage and the rules of the call.

    All the same, you are among those who come next by the points of that stage and the rules of the call: a place that becomes free among those who go on may be offered to you. That is no promise. If it happens, we will write to you; until then there is nothing to do.

    This says nothing about the worth of your work. We thank you for your application, and you are welcome to apply again.
    ");
}

#[test]
fn whoever_is_below_the_floor_of_a_stage_is_not_ranked_in_it() {
    let files = essays();
    assert_eq!(outcomes(&files)["A-08"], "not-shortlisted");
    assert!(!text(&files, "shortlist/forest.csv").contains("A-08"));
    // A seat stays empty rather than go to somebody below the floor.
    let rules = RULES.replace("floor = 3", "floor = 9");
    let before = run((&rules, PILE, ""), "", ("essays", None)).unwrap();
    let files = run(
        (&rules, PILE, INTERVIEWS),
        "",
        ("interviews", Some(&before)),
    )
    .unwrap();
    let seated = outcomes(&files);
    let seated = seated
        .values()
        .filter(|outcome| outcome.starts_with("selected"));
    assert_eq!(seated.count(), 2);
}

#[test]
fn a_shortlist_in_all_is_one_list_of_the_best_whatever_their_groups() {
    let rules = RULES
        .replace("per_group = 3", "in_all = 4")
        .replace("ties = \"kept\"", "ties = \"settled\"");
    let files = run((&rules, PILE, ""), "", ("essays", None)).unwrap();
    assert_snapshot!(text(&files, "shortlist.csv"), @"
    outcome,state,place,rank,application,name,part essay,total,told_apart_by,notes
    shortlisted,firm,1,1,A-01,Ada Berg,9,9,,
    shortlisted,firm,2,2,A-02,Ben Kos,8,8,before A-06 by earlier submitted,
    shortlisted,firm,3,3,A-06,Filip Maric,8,8,after A-02 by earlier submitted,
    shortlisted,firm,4,4,A-03,Cem Aras,7,7,before A-04 by earlier submitted,
    ");
}

#[test]
fn what_ifs_say_what_would_have_brought_somebody_onto_a_list_that_keeps_ties() {
    assert_snapshot!(made::section(&essays(), "A-11", "What if"), @"
    scoring rule  one step               total  place  outcome
    Essay up      Essay 5 rather than 4  5      8      shortlisted, Forest
    Essay down    Essay 3 rather than 4  3             the same: not shortlisted
    the smallest changes of one answer that would have brought a place on the shortlist, each alone;
        no advice:
         Essay 5 rather than 4: place 8 with 5, shortlisted, Forest
    ");
}

#[test]
fn names_stand_on_the_shortlist_and_in_no_other_file_of_a_stage() {
    let first = essays();
    let last = run((RULES, PILE, INTERVIEWS), "", ("interviews", Some(&first))).unwrap();
    let names = ["Ada Berg", "Jana Krol", "Hana Svoboda"];
    for (file, bytes) in first.iter().chain(&last) {
        let is_list = file.starts_with("shortlist/") || file.starts_with("rosters/");
        let text = String::from_utf8_lossy(bytes);
        let said = names.iter().find(|name| text.contains(**name));
        assert!(is_list || said.is_none(), "{file} names {said:?}");
    }
    assert!(text(&first, "shortlist/water.csv").contains("Ada Berg"));
    for id in ["A-01", "A-10", "A-08"] {
        let page = made::section(&last, id, "The stages");
        assert!(names.iter().all(|name| !page.contains(name)), "{page}");
        assert!(!made::letter(&last, id).contains("A-02"));
    }
}

#[test]
fn letters_of_the_last_stage_say_who_comes_after_the_reserves_and_who_fell_below_a_floor() {
    let first = essays();
    let last = run((RULES, PILE, INTERVIEWS), "", ("interviews", Some(&first))).unwrap();
    let sentence = |id: &str, about: &str| -> String {
        let letter = made::letter(&last, id);
        let own = letter.lines().find(|line| line.contains(about));
        own.unwrap_or_default().to_owned()
    };
    assert_snapshot!(sentence("A-10", "reserve list"), @"If the reserve list of the last stage is used up, those who were not shortlisted come next, in their order. You are number 1 of them, and we will write to you if it is you.");
    assert_snapshot!(sentence("A-11", "reserve list"), @"If the reserve list of the last stage is used up, those who were not shortlisted come next, in their order. You are number 2 of them, and we will write to you if it is you.");
    let first = made::letter(&first, "A-08");
    let first = first.lines().find(|line| line.contains("sorry"));
    assert_snapshot!(first.unwrap(), @"We are sorry to tell you that we cannot offer you a seat. Your result in the stage “Essays” is below the least number of points that the rules of the call ask for there.");
    assert_snapshot!(sentence("A-04", "sorry"), @"We are sorry to tell you that we cannot offer you a seat. Your result in the stage “Interviews” is below the least number of points that the rules of the call ask for there.");
}

#[test]
fn a_round_after_the_last_stage_fills_seats_from_those_shortlisted() {
    let first = essays();
    let last = run((RULES, PILE, INTERVIEWS), "", ("interviews", Some(&first))).unwrap();
    let gone = decided("A-03,withdrawn,,,,Office,2020-04-20,by mail");
    let round = made::round((RULES, PILE, INTERVIEWS), &gone, &last);
    assert_eq!(round["A-03"], "dropped-out");
    assert_eq!(round["A-01"], "selected water");
    assert_eq!(round["A-10"], "not-shortlisted");
}

#[test]
fn a_place_that_an_answer_could_take_is_provisional_and_so_are_those_that_hang_on_the_same_tie() {
    let rules = RULES.replace("per_group = 3", "per_group = 2");
    let pile = "ID,Submitted,Name,Member,\"Groups, the most wanted first\",Essay\n\
                F-1,2020-03-01 09:00,A,yes,forest,10\n\
                F-2,2020-03-01 10:00,B,yes,forest,8\n\
                F-3,2020-03-01 11:00,C,yes,forest,8\n\
                F-4,2020-03-01 12:00,D,yes,forest,\n";
    let files = run((&rules, pile, ""), "", ("essays", None)).unwrap();
    assert_snapshot!(text(&files, "shortlist/forest.csv"), @"
    group,outcome,state,place,rank,application,name,part essay,total,told_apart_by,notes
    forest,shortlisted,firm,1,1,F-1,A,10,10,,
    forest,shortlisted,provisional,2,2,F-2,B,8,8,before F-3 by earlier submitted,
    forest,shortlisted,provisional,3,3,F-3,C,8,8,after F-2 by earlier submitted,
    ");
    let asked = made::section(&files, "F-4", "Why");
    assert_snapshot!(asked, @"
    every criterion is met; the score, the groups or the identity are open
    with the best possible answers they would be shortlisted
    an answer could take the place on the shortlist of F-2, F-3, were all others left as they are
    ");
    // It is so: with ten points for the one who is asked neither of the two is on the list.
    let answered = pile.replace("D,yes,forest,", "D,yes,forest,10");
    let files = run((&rules, &answered, ""), "", ("essays", None)).unwrap();
    assert_eq!(outcomes(&files)["F-2"], "not-shortlisted");
    assert_eq!(outcomes(&files)["F-3"], "not-shortlisted");
}

#[test]
fn a_provisional_shortlist_is_no_list_to_go_on_from() {
    let open = PILE.replace("Ben Kos,yes", "Ben Kos,perhaps");
    let essays = run((RULES, &open, INTERVIEWS), "", ("essays", None)).unwrap();
    assert_eq!(outcomes(&essays)["A-02"], "clarify");
    let refused = run(
        (RULES, &open, INTERVIEWS),
        "",
        ("interviews", Some(&essays)),
    );
    assert_snapshot!(refused.err().unwrap(), @"
    error[not-firm] the run: its shortlist is provisional: A-02 waits for an answer and could be on it
      help: make that stage anew once whoever is asked has answered, with the answers as decisions; of an answer that never comes a person decides what follows from it
    ");
}

#[test]
fn whoever_has_another_total_by_now_or_is_gone_is_named_although_the_list_is_the_same() {
    let gone: Vec<&str> = PILE
        .lines()
        .filter(|row| !row.starts_with("A-11"))
        .collect();
    let pile = gone.join("\n").replacen(",water,9", ",water,10", 1) + "\n";
    assert_ne!(pile, PILE);
    let before = essays();
    let stage = ("interviews", Some(&before));
    let (_, changed) = said((RULES, &pile, INTERVIEWS), "", stage);
    assert_snapshot!(changed, @"
    question[stage-changed] the shortlist: by what is given now the stage “Essays” comes to something else for single people: A-01 had 9 and has 10; A-11 is no longer in the applications
      help: see whether the files are those that the run was made from; the totals of today count
    note[rated-outside] the shortlist: rated in this stage, and not on the shortlist of the stage “Essays”: A-10; these ratings do not count
      help: see that the ids are right: a rating under another's id is missing where it belongs
    ");
    let (_, same) = said((RULES, PILE, INTERVIEWS), "", stage);
    assert!(!same.contains("stage-changed"), "{same}");
}
