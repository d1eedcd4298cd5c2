//! Three stages: each takes those whom the one before shortlisted, and whoever went out stands in the stage in which that was.

use insta::assert_snapshot;

use super::made::{self, outcomes, run};
use super::{PILE, RULES, text};

#[test]
fn of_three_stages_each_takes_those_whom_the_one_before_shortlisted() {
    let second = "[[stages]]\nid = \"calls\"\ntitle = \"Calls\"\ncites = [\"interview\"]\nscoring = [\"call\"]\ncombine = \"sum\"\nin_all = 4\nties = \"settled\"\n\n[[stages]]\nid = \"interviews\"";
    let measure = "[[scoring]]\nid = \"call\"\ntitle = \"Call\"\ncites = [\"interview\"]\nweight = 1\nfield = \"call\"\nrating = true\n\n[ranking]";
    let field = "[fields.call]\ntype = \"rating\"\nheadings = [\"Call\"]\nmin = 0\nmax = 10\n\n[fields.interview]";
    let rules = RULES
        .replace("[[stages]]\nid = \"interviews\"", second)
        .replace(
            "{ essays = 0.4, interviews = 0.6 }",
            "{ essays = 0.2, calls = 0.2, interviews = 0.6 }",
        )
        .replace("[ranking]", measure)
        .replace("[fields.interview]", field);
    let calls =
        "ID,Call,Interview\nA-01,1,\nA-02,2,9\nA-03,9,8\nA-04,8,7\nA-05,0,\nA-06,5,6\nA-07,1,\n";
    let pile = (rules.as_str(), PILE, calls);
    let first = run(pile, "", ("essays", None)).unwrap();
    let second = run(pile, "", ("calls", Some(&first))).unwrap();
    assert_snapshot!(text(&second, "shortlist.csv"), @"
    outcome,state,place,rank,application,name,part essay,part call,total,told_apart_by,notes
    shortlisted,firm,1,1,A-03,Cem Aras,7,9,16,,
    shortlisted,firm,2,2,A-04,Dea Hoxha,7,8,15,,
    shortlisted,firm,3,3,A-06,Filip Maric,8,5,13,,
    shortlisted,firm,4,4,A-01,Ada Berg,9,1,10,before A-02 by earlier submitted,
    ");
    assert_snapshot!(text(&second, "not-shortlisted.csv"), @r#"
    application,stage,outcome,place,total,why
    A-02,calls,not-shortlisted,5,10,place 5 in the ranking; every place on the shortlist went to people ranked above; place 4 or better would have been shortlisted
    A-05,calls,not-shortlisted,6,7,place 6 in the ranking; every place on the shortlist went to people ranked above; place 4 or better would have been shortlisted
    A-07,calls,not-shortlisted,7,6,place 7 in the ranking; every place on the shortlist went to people ranked above; place 4 or better would have been shortlisted
    A-10,essays,not-shortlisted,8,4.5,"not shortlisted in the stage “Essays”: place 8 in the ranking; every place on the shortlist of “Forest” went to people ranked above, and nobody there can move and make room: every place of “Water” went to people ranked above, too; a total of 5 or more would have been shortlisted"
    A-11,essays,not-shortlisted,9,4,"not shortlisted in the stage “Essays”: place 9 in the ranking; every place on the shortlist of “Forest” went to people ranked above, and nobody there can move and make room: every place of “Water” went to people ranked above, too; a total of 5 or more would have been shortlisted"
    A-08,essays,not-shortlisted,,3,"not shortlisted in the stage “Essays”: the points of this stage come to 3, and its floor is 4"
    "#);
    let last = run(pile, "", ("interviews", Some(&second))).unwrap();
    assert_snapshot!(made::section(&last, "A-03", "The stages"), @"
    Essays: “Essay” counts; whoever has less than 4 of these points goes no further; the best 3 people
        of every group, and everybody with the total of the last of them, go on to the next stage
        (line 48) [essay, ties]
         its points come to 7; at least 4 were needed
         in its run: shortlisted for Water, place 4 with a total of 7
    Calls: “Call” counts; with all that was earned in the stages before they make the total; the best
        4 people of all go on to the next stage (line 57) [interview]
         its points come to 9
         in its run: shortlisted for Water, place 1 with a total of 16
    Interviews: “Interview” counts; the total is 0.2 × “Essays” + 0.2 × “Calls” + 0.6 × “Interviews”;
        whoever has less than 3 of these points goes no further; this stage deals the seats; after its
        reserves come those whom the stage before did not shortlist, in their order there (line 66)
        [interview]
         its points come to 8; at least 3 were needed
         the total is 0.2 × 7 + 0.2 × 9 + 0.6 × 8 = 8
    ");
    assert_eq!(outcomes(&last)["A-10"], "not-shortlisted");
    // Whoever went out in the first stage did not go out in the second.
    let out: Vec<&str> = text(&last, "not-shortlisted.csv")
        .lines()
        .filter_map(|line| line.split(",\"").next().filter(|_| line.starts_with("A-")))
        .collect();
    assert_snapshot!(out.join("\n"), @"
    A-02,calls,not-shortlisted,5,10,1,not shortlisted in the stage “Calls”: place 5 in the ranking; every place on the shortlist went to people ranked above; place 4 or better would have been shortlisted
    A-05,calls,not-shortlisted,6,7,2,not shortlisted in the stage “Calls”: place 6 in the ranking; every place on the shortlist went to people ranked above; place 4 or better would have been shortlisted
    A-07,calls,not-shortlisted,7,6,3,not shortlisted in the stage “Calls”: place 7 in the ranking; every place on the shortlist went to people ranked above; place 4 or better would have been shortlisted
    A-10,essays,not-shortlisted,8,4.5,
    A-11,essays,not-shortlisted,9,4,
    A-08,essays,not-shortlisted,,3,
    ");
    assert_snapshot!(made::section(&last, "A-10", "The stages"), @"
    Essays: “Essay” counts; whoever has less than 4 of these points goes no further; the best 3 people
        of every group, and everybody with the total of the last of them, go on to the next stage
        (line 48) [essay, ties]
         in its run: not shortlisted, place 8 with a total of 4.5
    Calls: “Call” counts; with all that was earned in the stages before they make the total; the best
        4 people of all go on to the next stage (line 57) [interview]
         took no part in it
    Interviews: “Interview” counts; the total is 0.2 × “Essays” + 0.2 × “Calls” + 0.6 × “Interviews”;
        whoever has less than 3 of these points goes no further; this stage deals the seats; after its
        reserves come those whom the stage before did not shortlist, in their order there (line 66)
        [interview]
    ");
    assert!(made::letter(&last, "A-10").contains("after the stage “Essays”"));
    assert!(made::letter(&last, "A-02").contains("after the stage “Calls”"));
    assert_eq!(made::verified(pile, "", &last), "");
    assert_eq!(made::is_after(&last, &second), "");
    // The run of the first stage is not the one before the last.
    assert!(run(pile, "", ("interviews", Some(&first))).is_err());
}
