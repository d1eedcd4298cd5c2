//! Rounds after a selection that was made known: what people may allow beside seats that are given back, and what a round is built on.

use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;

use intake::out::Issue;
use intake::table::Options;

use crate::bench::{Bench, plain, put};
use crate::shell::letters::Everybody;
use crate::shell::{About, Format, Job, Letters};

const RULES: &str = include_str!("../sample-applications/small/balance.toml");
const PILE: &str = include_str!("../sample-applications/small/balance.csv");
const HEAD: &str = "application,decision,field,found,answer,who,when,why\n";
const GONE: &str = "A-5,withdrawn,,,,M. Officer,2025-03-20,visa\n";
const BY: &str = "Head of unit,2025-03-21";

#[test]
fn a_round_in_which_every_seat_is_given_back_needs_no_proofs_and_can_be_followed() {
    let rules = RULES.split("[[balance]]").next().unwrap();
    let rules = rules.replace("use = \"balance-only\"\n", "");
    let mut rounds = Rounds::new(&rules);
    let gone = |ids: &[&str]| -> String {
        let row = |id: &&str| format!("{id},withdrawn,,,,M. Officer,2025-03-20,visa\n");
        ids.iter().map(row).collect()
    };
    let seated = ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7"];
    rounds.round(&gone(&seated), &Given::default());
    assert!(!rounds.last().join("proofs.jsonl").exists());
    let said = rounds.bench.job(&Job::Verify {
        ratings: Vec::new(),
        run: rounds.last(),
        before: Vec::new(),
        applications: Vec::new(),
        rules: None,
        reading: Options::default(),
        rulings: Vec::new(),
    });
    assert_eq!(said.exit as u8, 0, "{}", said.out);
}

/// A run, and rounds that follow one another.
struct Rounds {
    bench: Bench,
    runs: Vec<PathBuf>,
}

/// What a round is given besides decisions, where that is not what it follows was made from.
#[derive(Default)]
struct Given<'a> {
    rules: Option<&'a str>,
    applications: Option<&'a [(&'a str, &'a str)]>,
    is_final: bool,
    /// In place of a folder of its own.
    out: Option<PathBuf>,
    replace: bool,
}

impl Rounds {
    fn new(rules: &str) -> Self {
        let bench = Bench::new(rules).pile(PILE);
        bench.select();
        bench.folder();
        let runs = vec![bench.out.clone()];
        Self { bench, runs }
    }

    fn last(&self) -> PathBuf {
        self.runs.last().unwrap().clone()
    }

    fn files(&self, given: &Given<'_>) -> (Vec<PathBuf>, Option<PathBuf>) {
        let beside = |(name, text): &(&str, &str)| self.bench.beside(name, text);
        let applications = given
            .applications
            .map(|all| all.iter().map(beside).collect());
        let rules = given
            .rules
            .map(|rules| self.bench.beside("new.toml", rules));
        let same = || self.bench.applications.clone();
        (applications.unwrap_or_else(same), rules)
    }

    /// Makes a round; what it says, the run folder's path left out.
    fn round(&mut self, decisions: &str, given: &Given<'_>) -> String {
        let (applications, rules) = self.files(given);
        let number = self.runs.len();
        let own = || self.bench.path(&format!("round-{number}"));
        let out = given.out.clone().unwrap_or_else(own);
        let text = format!("{HEAD}{decisions}");
        let rulings = vec![self.bench.beside(&format!("{number}.csv"), text)];
        let said = self.bench.job(&Job::Replace {
            after: None,
            ratings: Vec::new(),
            run: self.last(),
            applications,
            rules,
            out: out.clone(),
            reading: Options::default(),
            rulings,
            replace: given.replace,
            issue: Issue {
                without_workbook: true,
                is_final: given.is_final,
                ..Issue::default()
            },
        });
        if plain(&said.err).contains("error[") {
            return self.shown(&said.err);
        }
        self.runs.push(out);
        self.shown(&format!("{}{}", said.out, said.err))
    }

    /// The same of the part on what changed since the run before.
    fn since(&mut self, decisions: &str, given: &Given<'_>) -> String {
        let said = self.round(decisions, given);
        let part = said.split_once("Since the run before\n");
        part.map_or(said.clone(), |(_, part)| {
            part.split("\n\n").next().unwrap().to_owned()
        })
    }

    fn shown(&self, text: &str) -> String {
        let folder = format!("{}/", self.bench.path("").display());
        plain(text).replace(folder.trim_end_matches('/'), "…")
    }

    /// Holds the last run against the one before it, and against what it was made from.
    fn verified(&self, decisions: &str, given: &Given<'_>) -> String {
        let (applications, rules) = self.files(given);
        let number = self.runs.len() - 1;
        let text = format!("{HEAD}{decisions}");
        let said = self.bench.job(&Job::Verify {
            ratings: Vec::new(),
            run: self.last(),
            before: vec![self.runs[number - 1].clone()],
            applications,
            rules,
            reading: Options::default(),
            rulings: vec![self.bench.beside(&format!("{number}.csv"), text)],
        });
        self.shown(&said.out)
    }

    fn written(&self, file: &str) -> String {
        self.bench.read(&self.last().join(file))
    }

    fn manifest(&self) -> serde_json::Value {
        serde_json::from_str(&self.written("manifest.json")).unwrap()
    }
}

fn digest(text: &str) -> String {
    intake::base::digest::of(text.as_bytes())
}

/// A rating that the panel set right once everybody was invited.
fn corrected() -> String {
    PILE.replace("Polnad,forest,55", "Poland,forest,71")
}

/// Three from one country, and a quarter of the seats for women.
fn laxer() -> String {
    let rules = RULES.replace("at_most = 2", "at_most = 3");
    rules.replace("at_least = \"1/2\"", "at_least = \"1/4\"")
}

fn allow(field: &str, answer: &str) -> String {
    format!(",allow-change,{field},,{answer},{BY},approved\n")
}

#[test]
fn other_rules_or_applications_are_refused_with_the_decision_that_would_allow_them() {
    let (laxer, pile) = (laxer(), corrected());
    let files = [("pile.csv", pile.as_str())];
    let other = || Given {
        rules: Some(&laxer),
        applications: Some(&files),
        ..Given::default()
    };
    let refused = Rounds::new(RULES).round(GONE, &other());
    let renamed = Given {
        applications: Some(&[("new.csv", &pile)]),
        ..Given::default()
    };
    let renamed = Rounds::new(RULES).round(GONE, &renamed);
    assert_snapshot!(format!("{refused}\n{renamed}"), @"
    warning[cap-never-binds]: the cap is 6, and there are 2 groups with 6 places together: the cap never decides anything
      --> new.toml:14:7
       |
    14 | cap = 6
       |       ^
       |
       = help: nothing is wrong if that is meant
    error[other-applications] new.toml: these are other rules than the run was made from
      help: a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; where this change is meant, whoever may allow it does so by the decision `,allow-change,rules,,,bc6ccb6fd697974d64725be46fbc5f2a9d137cd6e24828b3a79331c75d55146f,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    error[other-applications] pile.csv: these are other applications than the run was made from
      help: a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; where this change is meant, whoever may allow it does so by the decision `,allow-change,pile.csv,,,239e883b58d6b2465d0ac3a815dbeedc7e5c65a765c63a853437c396aa242025,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`

    error[other-applications] new.csv: these are other applications than the run was made from
      help: a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; where this change is meant, whoever may allow it does so by the decision `,allow-change,new.csv,,,239e883b58d6b2465d0ac3a815dbeedc7e5c65a765c63a853437c396aa242025,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    error[other-applications] pile.csv: without this file these are other applications than the run was made from
      help: a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; where this change is meant, whoever may allow it does so by the decision `,allow-change,pile.csv,,,left out,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    ");
}

#[test]
fn a_change_that_is_allowed_decides_free_seats_and_takes_none() {
    let (laxer, pile) = (laxer(), corrected());
    let files = [("pile.csv", pile.as_str())];
    let given = || Given {
        rules: Some(&laxer),
        applications: Some(&files),
        ..Given::default()
    };
    let rows = format!(
        "{GONE}{}{}",
        allow("rules", &digest(&laxer)),
        allow("pile.csv", &digest(&pile))
    );
    let mut rounds = Rounds::new(RULES);
    let since = rounds.since(&rows, &given());
    let verified = rounds.verified(&rows, &given());
    let decisions = rounds.written("decisions.csv");
    let allowed = serde_json::to_string_pretty(&rounds.manifest()["allowed"]).unwrap();
    assert_snapshot!(format!("{since}\n\n{verified}\n{decisions}\n{allowed}"), @r#"
      new.toml is another file than the run before had, allowed by Head of unit on 2025-03-21: approved
      pile.csv is another file than the run before had, allowed by Head of unit on 2025-03-21: approved
      A-5 gives a seat in Forest back
      A-3 comes in: a seat in Forest

    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance, and of 3 people without a seat it is shown that there is no room beside everybody selected above them
    it follows …/run, which is as it was written: the seats it starts from are those given there
      new.toml is another file than the run before had, allowed by Head of unit on 2025-03-21: approved
      pile.csv is another file than the run before had, allowed by Head of unit on 2025-03-21: approved
    it comes out the same from these applications and rules, to the byte

    ﻿application,decision,field,cell,was,answer,who,when,why
    A-5,withdrawn,,pile.csv:6,,,M. Officer,2025-03-20,visa
    ,allow-change,new.toml,,a862e46e04edb58e4a04c38be09966c64821e01925ffc24056acf90b6ce266c9,bc6ccb6fd697974d64725be46fbc5f2a9d137cd6e24828b3a79331c75d55146f,Head of unit,2025-03-21,approved
    ,allow-change,pile.csv,,7cc05e8b823003aac38b37ae6f23c0470c0575a795b6f81a084ff9d4d4d33b15,239e883b58d6b2465d0ac3a815dbeedc7e5c65a765c63a853437c396aa242025,Head of unit,2025-03-21,approved

    [
      {
        "file": "new.toml",
        "is": "bc6ccb6fd697974d64725be46fbc5f2a9d137cd6e24828b3a79331c75d55146f",
        "was": "a862e46e04edb58e4a04c38be09966c64821e01925ffc24056acf90b6ce266c9",
        "when": "2025-03-21",
        "who": "Head of unit",
        "why": "approved"
      },
      {
        "file": "pile.csv",
        "is": "239e883b58d6b2465d0ac3a815dbeedc7e5c65a765c63a853437c396aa242025",
        "was": "7cc05e8b823003aac38b37ae6f23c0470c0575a795b6f81a084ff9d4d4d33b15",
        "when": "2025-03-21",
        "who": "Head of unit",
        "why": "approved"
      }
    ]
    "#);
}

#[test]
fn what_was_allowed_once_goes_on_in_the_next_round_and_is_not_to_be_forgotten() {
    let laxer = laxer();
    let allowed = allow("rules", &digest(&laxer));
    let given = || Given {
        rules: Some(&laxer),
        ..Given::default()
    };
    let mut rounds = Rounds::new(RULES);
    rounds.round(&format!("{GONE}{allowed}"), &given());
    let also = "A-1,declined,,,,M. Officer,2025-03-25,by e-mail\n";
    let forgotten = rounds.round(&format!("{GONE}{also}"), &Given::default());
    let rows = format!("{GONE}{also}{allowed}");
    let since = rounds.since(&rows, &Given::default());
    let verified = rounds.verified(&rows, &Given::default());
    assert_snapshot!(format!("{forgotten}\n{since}\n\n{verified}"), @"
    error[decision-idle] decisions: the run before knows a decision about new.toml (`allow-change`, Head of unit, 2025-03-21) that is missing here
      help: give the decisions of the run before as well: with another `--decisions`, or in one file

      A-1 gives a seat in Water back
      A-2 moves from Forest to Water, which makes room
      A-6 comes in: a seat in Forest

    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance, and of 2 people without a seat it is shown that there is no room beside everybody selected above them
    it follows …/round-1, which is as it was written: the seats it starts from are those given there
    …/round-1 follows another run: name that one with --before, after those named, to have the seats held against it
    it comes out the same from these applications and the rules in its folder, to the byte
    ");
    assert_eq!(rounds.manifest()["allowed"].as_array().unwrap().len(), 1);
}

#[test]
fn a_decision_allows_this_change_and_no_other() {
    let (laxer, pile) = (laxer(), corrected());
    let said = |rows: &str| {
        let given = Given {
            rules: Some(&laxer),
            ..Given::default()
        };
        Rounds::new(RULES).round(&format!("{GONE}{rows}"), &given)
    };
    let other = said(&allow("rules", &digest(&pile)));
    let since_when = said(&format!(
        ",allow-change,rules,{},{},{BY},approved\n",
        digest(&pile),
        digest(&laxer)
    ));
    let idle = said(&format!(
        "{}{}",
        allow("rules", &digest(&laxer)),
        allow("pile.csv", &digest(PILE))
    ));
    let of_whom = said(&allow("rules", &digest(&laxer)).replacen(',', "A-1,", 1));
    let of_what = said(&allow("rules", ""));
    assert_snapshot!([other, since_when, idle, of_whom, of_what].join("\n"), @"
    warning[cap-never-binds]: the cap is 6, and there are 2 groups with 6 places together: the cap never decides anything
      --> new.toml:14:7
       |
    14 | cap = 6
       |       ^
       |
       = help: nothing is wrong if that is meant
    error[decision-idle] 1.csv:3:E: another file is allowed than this one: the SHA-256 of new.toml is bc6ccb6fd697974d64725be46fbc5f2a9d137cd6e24828b3a79331c75d55146f
      help: what was allowed may have been changed since; who allowed it must look again
    error[other-applications] new.toml: these are other rules than the run was made from
      help: a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; where this change is meant, whoever may allow it does so by the decision `,allow-change,rules,,,bc6ccb6fd697974d64725be46fbc5f2a9d137cd6e24828b3a79331c75d55146f,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`

    warning[cap-never-binds]: the cap is 6, and there are 2 groups with 6 places together: the cap never decides anything
      --> new.toml:14:7
       |
    14 | cap = 6
       |       ^
       |
       = help: nothing is wrong if that is meant
    error[decision-idle] 1.csv:3:D: it was allowed where the file before had another SHA-256: it was a862e46e04edb58e4a04c38be09966c64821e01925ffc24056acf90b6ce266c9
      help: leave `found` blank, or write that one
    error[other-applications] new.toml: these are other rules than the run was made from
      help: a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; where this change is meant, whoever may allow it does so by the decision `,allow-change,rules,,,bc6ccb6fd697974d64725be46fbc5f2a9d137cd6e24828b3a79331c75d55146f,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`

    warning[cap-never-binds]: the cap is 6, and there are 2 groups with 6 places together: the cap never decides anything
      --> new.toml:14:7
       |
    14 | cap = 6
       |       ^
       |
       = help: nothing is wrong if that is meant
    error[decision-idle] 1.csv:4:C: `pile.csv` is no file that differs from the run before
      help: remove the row, or write `rules`, or the name of a file of applications, of ratings or of a list

    warning[cap-never-binds]: the cap is 6, and there are 2 groups with 6 places together: the cap never decides anything
      --> new.toml:14:7
       |
    14 | cap = 6
       |       ^
       |
       = help: nothing is wrong if that is meant
    error[decision-unreadable] 1.csv:3:A: the decision is about the run, and about no application
      help: leave `application` blank
    error[other-applications] new.toml: these are other rules than the run was made from
      help: a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; where this change is meant, whoever may allow it does so by the decision `,allow-change,rules,,,bc6ccb6fd697974d64725be46fbc5f2a9d137cd6e24828b3a79331c75d55146f,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`

    warning[cap-never-binds]: the cap is 6, and there are 2 groups with 6 places together: the cap never decides anything
      --> new.toml:14:7
       |
    14 | cap = 6
       |       ^
       |
       = help: nothing is wrong if that is meant
    error[decision-incomplete] 1.csv:3:E: the decision does not say what was answered
      help: write the SHA-256 of the file that is allowed, or `left out`
    error[other-applications] new.toml: these are other rules than the run was made from
      help: a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; where this change is meant, whoever may allow it does so by the decision `,allow-change,rules,,,bc6ccb6fd697974d64725be46fbc5f2a9d137cd6e24828b3a79331c75d55146f,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    ");
}

#[test]
fn a_file_may_be_left_out_or_called_otherwise() {
    let more = "ID,At,Gender,Country,Field,Rating\nA-11,2025-01-01T10:00:00,m,Spain,water,20\n";
    let all: &[(&str, &str)] = &[("pile.csv", PILE), ("more.csv", more)];
    let rows = format!("{GONE}{}", allow("more.csv", &digest(more)));
    let mut rounds = Rounds::new(RULES);
    let given = Given {
        applications: Some(all),
        ..Given::default()
    };
    let came = rounds.since(&rows, &given);
    let out = format!(
        "{rows}{}",
        allow("more.csv", "left out").replace("unit", "office")
    );
    let renamed = Given {
        applications: Some(&[("same.csv", PILE)]),
        ..Given::default()
    };
    let left = rounds.since(&out, &renamed);
    assert_snapshot!(format!("{came}\n\n{left}"), @"
    more.csv is a file that the run before did not have, allowed by Head of unit on 2025-03-21: approved
    A-5 gives a seat in Forest back
    A-10 comes in: a seat in Forest

    more.csv is left out, allowed by Head of office on 2025-03-21: approved
    nobody gives a seat back, comes in or moves
    ");
}

#[test]
fn where_no_run_is_followed_nothing_has_to_be_allowed() {
    let decisions = format!("{HEAD}{}", allow("rules", &digest(RULES)));
    let bench = Bench::new(RULES).pile(PILE).decided("d.csv", decisions);
    let said = plain(&bench.select().said.err);
    let (_, note) = said.split_once("warning[decision-unneeded]").unwrap();
    assert_snapshot!(note.lines().take(2).collect::<Vec<_>>().join("\n"), @"
    d.csv:2:B: no run is followed here, so that nothing has to be allowed
     help: it counts in `intake replace`
    ");
}

/// At least three women, which must hold, and nobody to take the place of one who goes.
fn hard() -> String {
    RULES.replace("at_least = \"1/2\"", "at_least = 4\nhard = true")
}

const NO_WOMAN: &str = "A-10,withdrawn,,,,M. Officer,2025-03-20,visa\n";

fn miss(field: &str, people: &str) -> String {
    format!(",allow-missed,{field},,{people},{BY},nobody is left\n")
}

#[test]
fn a_rule_that_can_be_kept_no_more_is_missed_only_where_people_allow_it() {
    let rules = hard();
    let refused = Rounds::new(&rules).round(NO_WOMAN, &Given::default());
    let rows = format!("{NO_WOMAN}{}", miss("women", "2"));
    let mut rounds = Rounds::new(&rules);
    let said = rounds.round(&rows, &Given::default());
    let (_, balance) = said.split_once("\nBalance").unwrap();
    let balance = balance.split("\n\n").next().unwrap();
    let (_, since) = said.split_once("Since the run before\n").unwrap();
    let since = since.split("\n\n").next().unwrap();
    let list = rounds.written("balance.csv");
    let allowed = &rounds.manifest()["balance"]["rules"][4]["allowed"];
    assert_snapshot!(format!("{refused}\n{balance}\n\n{since}\n\n{list}\n{allowed}"), @r#"
    error[no-lawful-selection] rules.toml:73: no selection keeps all that must hold, so that nothing is decided; these clash: “Half of the seats for women”, at least 4 (3 of them eligible)
      help: the smallest change of the rules that would do follows
    note[relaxation] rules.toml:73: one of the smallest changes: “Half of the seats for women” (women): at least 3 rather than 4
      help: selected would be A-1, A-2, A-4, A-5, A-7, A-9; where the rules are to stay, whoever may allow it does so by the decision `,allow-missed,women,,,1,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`


       rule                                       asks        people  eligible  selected
       Half of the seats for women                at least 4       4         3         3  missed by 1, allowed by Head of unit on 2025-03-21: nobody is left
       At most two from one country: Spain (ES)   at most 2        2         2         1  kept
       At most two from one country: France (FR)  at most 2        2         2         2  kept
       At most two from one country: Italy (IT)   at most 2        2         2         1  kept
       At most two from one country: Poland (PL)  at most 2        2         3         2  kept
      selected by rank: totals of 474 together, the last at place 9
      by the largest sum of totals it would be the same people

      A-10 gives a seat in Forest back
      A-2 moves from Water to Forest, which makes room
      A-4 comes in: a seat in Water

    ﻿rule,counts,group,sort,asks,people,eligible,selected,came
    countries,At most two from one country: Spain (ES),,maximum,at most 2,2,2,1,kept
    countries,At most two from one country: France (FR),,maximum,at most 2,2,2,2,kept
    countries,At most two from one country: Italy (IT),,maximum,at most 2,2,2,1,kept
    countries,At most two from one country: Poland (PL),,maximum,at most 2,2,3,2,kept
    women,Half of the seats for women,,minimum,at least 4,4,3,3,"missed by 1, allowed by Head of unit on 2025-03-21: nobody is left"

    {"people":2,"when":"2025-03-21","who":"Head of unit","why":"nobody is left"}
    "#);
    let verified = rounds.verified(&rows, &Given::default());
    assert_snapshot!(verified, @"
    the folder is as it was written: 14 files
    its proofs hold: the seats keep every rule of balance but what people allowed to be missed (women), and of 3 people without a seat it is shown that there is no room beside everybody selected above them
    it follows …/run, which is as it was written: the seats it starts from are those given there
    it comes out the same from these applications and the rules in its folder, to the byte
    ");
}

#[test]
fn where_more_people_must_be_missed_than_were_allowed_the_decision_that_is_there_is_changed() {
    let gone = NO_WOMAN.replace("A-10", "A-9");
    let rows = format!("{NO_WOMAN}{gone}{}", miss("women", "1"));
    let said = Rounds::new(&hard()).round(&rows, &Given::default());
    let (_, help) = said.split_once("where the rules are to stay, ").unwrap();
    assert_snapshot!(help, @"
    whoever may allow it writes `2` rather than `1` as the answer of the decision at 1.csv:4:C
    ");
}

#[test]
fn the_explanation_and_what_ifs_know_that_a_rule_is_missed() {
    let mut rounds = Rounds::new(&hard());
    rounds.round(
        &format!("{NO_WOMAN}{}", miss("women", "1")),
        &Given::default(),
    );
    let said = rounds.bench.job(&Job::Explain {
        run: rounds.last(),
        about: About::Application("A-6".to_owned()),
        personal: Vec::new(),
        rulings: Vec::new(),
        reading: Options::default(),
        format: Format::Text,
    });
    let (why, what_if) = (
        said.out
            .split_once("Why\n")
            .unwrap()
            .1
            .split("\n\n")
            .next()
            .unwrap(),
        said.out
            .split_once("What if\n")
            .unwrap()
            .1
            .split("\n\n")
            .next()
            .unwrap(),
    );
    assert_snapshot!(format!("{why}\n\n{what_if}"), @"
    place 6 in the ranking; beside everybody selected above there is no room under these rules: the
        cap of 6; “Half of the seats for women”, at least 4 (missed by 1, as people allowed); A-9 at
        place 9 has a seat, and an exchange would break: “Half of the seats for women”, at least 4
        (missed by 1, as people allowed)
    place 4 or better would have had a seat
    number 2 on the reserve list of “Forest”

    scoring rule  one step                  total  place  outcome
    Rating up     Rating 80 rather than 79  80     6      the same: reserve, number 2 for Forest
    Rating down   Rating 78 rather than 79  78     6      the same: reserve, number 2 for Forest
    the smallest changes of one answer that would have won a seat, each alone; no advice:
         Rating 86 rather than 79: place 4 with 86, selected, Forest
    with a seat in Forest by force, and everything else as well as it can be then:
         A-4 would have no seat
         sum of totals: 467 rather than 474
    ");
}

#[test]
fn a_rule_that_may_be_missed_is_kept_where_it_can_be() {
    let decisions = |rows: &str| format!("{HEAD}{rows}");
    let bench = |rows: &str| {
        Bench::new(&hard())
            .pile(PILE)
            .decided("d.csv", decisions(rows))
    };
    let plain_run = Bench::new(&hard()).pile(PILE).select();
    let ran = bench(&miss("women", "3")).select();
    assert_eq!(plain_run.outcomes(), ran.outcomes());
    assert_eq!(plain_run.text("balance.csv"), ran.text("balance.csv"));
    // One that is missed anyway is missed by no more than it takes.
    let gone = format!("{NO_WOMAN}{}", miss("women", "3"));
    let missed = bench(&gone).select().text("balance.csv").to_owned();
    assert!(missed.contains("missed by 1, allowed by"), "{missed}");
}

#[test]
fn one_value_of_a_rule_is_missed_and_the_others_are_not() {
    let row = |id: &str| format!("{id},confirmed,,,,M. Officer,2025-03-20,phone\n");
    let three = ["A-1", "A-2", "A-3"].map(row).concat();
    let said = |rows: &str| {
        let decisions = format!("{HEAD}{three}{rows}");
        let ran = Bench::new(RULES)
            .pile(PILE)
            .decided("d.csv", decisions)
            .select();
        if ran.files.is_empty() {
            return plain(&ran.said.err);
        }
        let rows = ran.rows("balance.csv").into_iter();
        let line = |row: crate::bench::Row| {
            format!("{}: {} {}\n", row["counts"], row["selected"], row["came"])
        };
        rows.map(line).collect()
    };
    let all = [
        said(""),
        said(&miss("countries:PL", "1")),
        said(&miss("countries", "1")),
        said(&miss("countries:FR", "1")),
    ];
    assert_snapshot!(all.join("\n"), @"
    warning[cap-never-binds]: the cap is 6, and there are 2 groups with 6 places together: the cap never decides anything
      --> rules.toml:14:7
       |
    14 | cap = 6
       |       ^
       |
       = help: nothing is wrong if that is meant
    error[no-lawful-selection] rules.toml:67: no selection keeps all that must hold, so that nothing is decided; these clash: seats that are held; “At most two from one country”: Poland, at most 2
      help: the smallest change of the rules that would do follows
    note[relaxation] rules.toml:67: one of the smallest changes: “At most two from one country”: Poland (countries): at most 3 rather than 2
      help: selected would be A-1, A-2, A-3, A-5, A-7, A-9; where the rules are to stay, whoever may allow it does so by the decision `,allow-missed,countries:PL,,,1,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`

    At most two from one country: Spain (ES): 1 kept
    At most two from one country: France (FR): 1 kept
    At most two from one country: Italy (IT): 1 kept
    At most two from one country: Poland (PL): 3 missed by 1, allowed by Head of unit on 2025-03-21: nobody is left
    Half of the seats for women: 3 met

    At most two from one country: Spain (ES): 1 kept
    At most two from one country: France (FR): 1 kept
    At most two from one country: Italy (IT): 1 kept
    At most two from one country: Poland (PL): 3 missed by 1, allowed by Head of unit on 2025-03-21: nobody is left
    Half of the seats for women: 3 met

    warning[cap-never-binds]: the cap is 6, and there are 2 groups with 6 places together: the cap never decides anything
      --> rules.toml:14:7
       |
    14 | cap = 6
       |       ^
       |
       = help: nothing is wrong if that is meant
    error[no-lawful-selection] rules.toml:67: no selection keeps all that must hold, so that nothing is decided; these clash: seats that are held; “At most two from one country”: Poland, at most 2
      help: the smallest change of the rules that would do follows
    note[relaxation] rules.toml:67: one of the smallest changes: “At most two from one country”: Poland (countries): at most 3 rather than 2
      help: selected would be A-1, A-2, A-3, A-5, A-7, A-9; where the rules are to stay, whoever may allow it does so by the decision `,allow-missed,countries:PL,,,1,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    ");
}

#[test]
fn what_cannot_be_allowed_is_an_error() {
    let said = |rows: &str| {
        let decisions = format!("{HEAD}{rows}");
        plain(
            &Bench::new(RULES)
                .pile(PILE)
                .decided("d.csv", decisions)
                .select()
                .said
                .err,
        )
    };
    let error = |text: String| {
        let from = text.find("error[").unwrap_or(0);
        text.split_at(from).1.to_owned()
    };
    let all = [
        miss("men", "1"),
        miss("women", "1"),
        miss("countries", "some"),
        miss("countries:XX", "1"),
        format!("{}{}", miss("countries", "1"), miss("countries", "2")),
    ];
    assert_snapshot!(all.map(|rows| error(said(&rows))).join("\n"), @"
    error[decision-idle] d.csv:2:C: the rules have no balance rule `men`
      help: there is `countries`

    error[decision-idle] d.csv:2:C: Half of the seats for women (women) is an aim
      help: an aim is met as far as possible, and nothing has to be allowed: remove the row

    error[decision-unreadable] d.csv:2:E: `some` is no number of people
      help: write by how many people the rule may be missed, such as `1`

    error[decision-idle] d.csv:2:C: the rule has no `countries:XX`
      help: there is `countries:ES`, `countries:FR`, `countries:IT`, `countries:PL`

    error[decision-twice] d.csv:3:E: the same was decided otherwise at d.csv:2:C
      help: keep the decision that holds
    ");
}

#[test]
fn a_missed_rule_is_not_to_be_forgotten_in_the_next_round() {
    let mut rounds = Rounds::new(&hard());
    rounds.round(
        &format!("{NO_WOMAN}{}", miss("women", "1")),
        &Given::default(),
    );
    assert_snapshot!(rounds.round(NO_WOMAN, &Given::default()), @"
    error[no-lawful-selection] rules.toml:73: no selection keeps all that must hold, so that nothing is decided; these clash: “Half of the seats for women”, at least 4 (3 of them eligible)
      help: the smallest change of the rules that would do follows
    note[relaxation] rules.toml:73: one of the smallest changes: “Half of the seats for women” (women): at least 3 rather than 4
      help: selected would be A-1, A-2, A-4, A-5, A-7, A-9; where the rules are to stay, whoever may allow it does so by the decision `,allow-missed,women,,,1,WHO,WHEN,WHY` under the headings `application,decision,field,cell,found,answer,who,when,why`
    ");
}

#[test]
fn a_miss_of_a_value_that_nobody_has_any_more_is_taken_out_of_the_decisions() {
    let row = |id: &str, how: &str| format!("{id},{how},,,,M. Officer,2025-03-20,by phone\n");
    let each = |how: &str| ["A-1", "A-2", "A-3"].map(|id| row(id, how)).concat();
    let before = format!("{}{}", each("confirmed"), miss("countries:PL", "1"));
    let bench = Bench::new(RULES).pile(PILE);
    let bench = bench.decided("d.csv", format!("{HEAD}{before}"));
    bench.select();
    bench.folder();
    let mut rounds = Rounds {
        runs: vec![bench.out.clone()],
        bench,
    };
    let gone = each("withdrawn");
    let idle = rounds.round(&format!("{before}{gone}"), &Given::default());
    let without = format!("{}{gone}", each("confirmed"));
    let since = rounds.since(&without, &Given::default());
    assert_snapshot!(format!("{idle}\n{since}"), @"
    error[decision-idle] 1.csv:5:C: the rule has no `countries:PL`
      help: there is `countries:ES`, `countries:FR`, `countries:IT`

      A-1 gives a seat in Water back
      A-2 gives a seat in Water back
      A-3 gives a seat in Forest back
      A-4 comes in: a seat in Water
      A-6 comes in: a seat in Forest
    ");
}

#[test]
fn a_round_is_built_on_a_whole_run_alone() {
    let mut rounds = Rounds::new(RULES);
    let run = rounds.last();
    fs::remove_file(run.join("rosters/water.csv")).unwrap();
    put(&run.join("notes.txt"), "mine");
    assert_snapshot!(rounds.round(GONE, &Given::default()), @"
    error[run-unreadable] …/run/rosters/water.csv: cannot be read: there is no such file or folder
      help: nothing is built on a run that is not as it was written: take an untouched copy of it
    error[run-unreadable] …/run/notes.txt: is not part of the run: the manifest does not list it
      help: nothing is built on a run that is not as it was written: take an untouched copy of it
    ");
}

#[test]
fn a_round_takes_the_place_of_an_earlier_one_and_never_of_the_run_it_follows() {
    let mut rounds = Rounds::new(RULES);
    let run = rounds.last();
    let onto_itself = Given {
        out: Some(run),
        replace: true,
        ..Given::default()
    };
    let refused = rounds.round(GONE, &onto_itself);
    rounds.round(GONE, &Given::default());
    let round = rounds.runs.pop().unwrap();
    let again = |replace| Given {
        out: Some(round.clone()),
        replace,
        ..Given::default()
    };
    let there = rounds.round(GONE, &again(false));
    let also = format!("{GONE}A-1,declined,,,,M. Officer,2025-03-25,by e-mail\n");
    let since = rounds.since(&also, &again(true));
    assert_snapshot!(format!("{refused}\n{there}\n{since}"), @"
    error[output-exists] …/run: is the run that is followed, which must stay as it is
      help: choose another name with --out

    error[output-exists] …/round-1: is there already
      help: choose another name with --out, or add --replace to replace this run

      A-1 gives a seat in Water back
      A-5 gives a seat in Forest back
      A-2 moves from Forest to Water, which makes room
      A-3 comes in: a seat in Forest
      A-10 comes in: a seat in Forest
    ");
}

#[test]
fn a_round_that_is_to_be_final_is_refused_while_a_seat_is_not_firm() {
    let given = || Given {
        is_final: true,
        ..Given::default()
    };
    let refused = Rounds::new(RULES).round(GONE, &given());
    let settled = PILE
        .replace(",,Spain", ",m,Spain")
        .replace("Polnad", "Poland");
    let mut rounds = Rounds {
        bench: Bench::new(RULES).pile(settled),
        runs: Vec::new(),
    };
    rounds.bench.select();
    rounds.bench.folder();
    rounds.runs.push(rounds.bench.out.clone());
    rounds.round(GONE, &given());
    assert_snapshot!(format!("{refused}\nfinal: {}", rounds.manifest()["final"]), @"
    error[not-firm] --final: 1 of 6 seats could still go to somebody else: A-10; that hangs on what is asked about A-8, A-10
      help: leave `--final` out, ask what the run's clarify.csv lists, and give the answers with `--decisions`

    final: true
    ");
}

#[test]
fn a_seat_that_was_provisional_is_held_with_a_word_and_is_final_once_somebody_was_invited() {
    let asked = |is_final| Given {
        is_final,
        ..Given::default()
    };
    let warned = |said: String| {
        let from = said.find("warning[provisional-held]");
        let part = from.map_or("no warning", |from| &said[from..]);
        part.lines().take(2).collect::<Vec<_>>().join("\n")
    };
    // Whoever is asked answered, so that nothing is open any more.
    let answers = "A-8,clarify,gender,,f,M. Officer,2025-03-22,by telephone\nA-10,clarify,country,Polnad,Portugal,M. Officer,2025-03-22,by telephone\n";
    let mut rounds = Rounds::new(RULES);
    let first = warned(rounds.round(GONE, &asked(false)));
    let second = warned(rounds.round(&format!("{GONE}{answers}"), &asked(false)));
    let refused = rounds.round(&format!("{GONE}{answers}"), &asked(true));
    let seats = rounds.manifest()["follows"]["seats"].clone();
    let held = seats.as_array().unwrap().iter();
    let held = held.filter(|seat| seat["provisional"] == true);
    let invited: String = held
        .map(|seat| seat["application"].as_str().unwrap())
        .map(|id| format!("{id},invited,,,,M. Officer,2025-03-20,written to\n"))
        .collect();
    let given = warned(rounds.round(&format!("{GONE}{answers}{invited}"), &asked(true)));
    assert_snapshot!([first, second, refused, given].join("\n\n"), @"
    warning[provisional-held] the run before: in it these seats were provisional, since an answer could still have taken them; they are held now like all others: A-9
      help: where they were made known, write a decision `invited` for each; where not, settle what is asked and use `intake select`, which deals them anew

    warning[provisional-held] the run before: in it these seats were provisional, since an answer could still have taken them; they are held now like all others: A-10, A-9
      help: where they were made known, write a decision `invited` for each; where not, settle what is asked and use `intake select`, which deals them anew

    error[not-firm] --final: 2 of 6 seats were provisional in the run before, and nobody has decided that they hold: A-10, A-9
      help: leave `--final` out, or write a decision `invited` for each of them to whom it was made known


    no warning
    ");
}

#[test]
fn an_answer_that_comes_in_beside_a_seat_given_back_competes_for_free_seats_alone() {
    let correct = |id: &str, found: &str, rating: &str| {
        format!("{id},correct,rating,{found},{rating},M. Officer,2025-03-22,a slip\n")
    };
    let answers = correct("A-6", "79", "99") + &correct("A-8", "69", "98");
    let mut rounds = Rounds::new(RULES);
    let since = rounds.since(&format!("{GONE}{answers}"), &Given::default());
    let why = |id: &str| {
        let said = rounds.bench.job(&Job::Explain {
            run: rounds.last(),
            about: About::Application(id.to_owned()),
            personal: Vec::new(),
            rulings: Vec::new(),
            reading: Options::default(),
            format: Format::Text,
        });
        let (_, why) = said.out.split_once("Why\n").unwrap();
        why.split("\n\n").next().unwrap().to_owned()
    };
    let all = [since, why("A-8"), why("A-9")];
    assert_snapshot!(all.join("\n\n"), @"
    A-5 gives a seat in Forest back
    A-10 comes in: a seat in Forest

    place 2 in the ranking; beside everybody selected above there is no room under these rules: the
        cap of 6; seats that are held; “Half of the seats for women”, at least 1/2 of the seats that
        can be filled, as far as it can be met; A-10 at place 9 has a seat, and an exchange would
        break: “Half of the seats for women”, at least 1/2 of the seats that can be filled, as far as
        it can be met
    no place in the ranking would have had a seat
    number 2 on the reserve list of “Forest”
    an answer could take the seat of A-10, were all others left as they are

    place 8 in the ranking; a seat in “Forest”
    the seat is held: it was given by the run before
    seated before A-6 with 99 at place 1, because the seat is held; and before 2 more who are ranked
        above
    firm: this seat whatever is still answered
    ");
}

#[test]
fn a_file_of_dropouts_needs_no_column_for_answers() {
    let decided = |head: &str, rows: &str| {
        let bench = Bench::new(RULES).pile(PILE);
        bench.decided("d.csv", format!("{head}\n{rows}\n")).select()
    };
    let head = "application,decision,who,when,why";
    let gone = decided(head, "A-5,withdrawn,M. Officer,2025-03-20,visa");
    assert_eq!(gone.outcomes()["A-5"], "dropped-out");
    let asks = decided(
        head,
        "A-5,withdrawn,M. Officer,2025-03-20,visa\nA-10,clarify,M. Officer,2025-03-20,asked",
    );
    let near = decided(
        &format!("{head},anser"),
        "A-10,clarify,M. Officer,2025-03-20,asked,Poland",
    );
    let error = |text: &str| {
        let text = plain(text);
        text.split_at(text.find("error[").unwrap()).1.to_owned()
    };
    assert_snapshot!(format!("{}\n{}", error(&asks.said.err), error(&near.said.err)), @"
    error[heading-missing] d.csv:1: decisions need a column `answer`
      help: fill in the clarify list of a run: it has every column

    error[heading-missing] d.csv:1: decisions need a column `answer`
      help: did you mean the column `anser`?
    ");
}

#[test]
fn the_successor_that_a_roster_names_is_who_comes_in() {
    let in_turn = RULES
        .replace("deal = \"by-rank\"", "deal = \"in-turn\"")
        .replace("cap = 6", "cap = 4");
    let preference = "[places]\nassignment = \"preference-first\"";
    let preference_first = RULES.replace("[places]", preference);
    let plain = preference_first.split("[[balance]]").next().unwrap();
    let plain = plain.replace("use = \"balance-only\"\n", "");
    for rules in [RULES, &in_turn, &preference_first, &plain] {
        let ran = Bench::new(rules).pile(PILE).select();
        let rosters = ["rosters/water.csv", "rosters/forest.csv"];
        let seated = rosters.iter().flat_map(|roster| ran.rows(roster));
        let seated = seated.filter(|row| row["outcome"] == "selected");
        for row in seated {
            let gone = &row["application"];
            let decision = format!("{gone},withdrawn,,,,M. Officer,2025-03-20,visa\n");
            let since = Rounds::new(rules).since(&decision, &Given::default());
            let comes = since.lines().find_map(|line| line.split_once(" comes in"));
            let comes = comes.map_or("nobody", |(id, _)| id.trim());
            assert_eq!(comes, row["successor"], "{gone} is gone: {since}");
        }
    }
}

#[test]
fn whoever_has_another_group_in_a_round_hears_that_the_letter_takes_the_place_of_an_earlier_one() {
    const RULES: &str = include_str!("../sample-applications/small/two-groups-one-person.toml");
    const PILE: &str = include_str!("../sample-applications/small/two-groups-one-person.csv");
    let bench = Bench::new(RULES).pile(PILE);
    bench.select();
    bench.folder();
    let mut rounds = Rounds {
        runs: vec![bench.out.clone()],
        bench,
    };
    rounds.round(
        "G-2,withdrawn,,,,M. Officer,2020-04-20,by e-mail\n",
        &Given::default(),
    );
    let said = rounds
        .bench
        .job(&Job::Letters(Letters::Everybody(Box::new(Everybody {
            run: rounds.last(),
            out: rounds.bench.path("letters"),
            personal: Vec::new(),
            rulings: Vec::new(),
            reading: Options::default(),
            templates: None,
            date: None,
            told: None,
            all: false,
        }))));
    assert_eq!(said.exit as u8, 0, "{}", said.err);
    let paragraph = |id: &str, nth: usize| {
        let letter = fs::read_to_string(rounds.bench.path("letters/letters").join(id)).unwrap();
        letter.split("\n\n").nth(nth).unwrap().to_owned()
    };
    // Who was told before is not congratulated again.
    assert!(
        said.err
            .contains("1 person was told of a seat by the letters of the run before"),
        "{}",
        said.err
    );
    assert_snapshot!(paragraph("G-1.txt", 2), @"We told you before that you have been selected. You keep a seat, and it is another one now.");
    assert_snapshot!(paragraph("G-3.txt", 2), @"We are glad to tell you that you have been selected.");
    let seat = |id: &str| paragraph(id, 3);
    assert_snapshot!(seat("G-1.txt"), @"Your seat is in the group “Clean water”. An earlier letter may have said “Old forests”; this letter takes its place.");
    assert_snapshot!(seat("G-3.txt"), @"Your seat is in the group “Old forests”.");
}

#[test]
fn that_a_seat_is_held_is_one_reason_for_whoever_holds_it_and_whoever_is_passed_over() {
    let pile = include_str!("../sample-applications/regional-school-2025.csv");
    let bench = Bench::new(include_str!("../rules/regional-school-2025.toml")).pile(pile);
    bench.select();
    bench.folder();
    let runs = vec![bench.out.clone()];
    let mut rounds = Rounds { bench, runs };
    let mut decided = String::new();
    let mut said = Vec::new();
    for week in [
        include_str!("../sample-applications/regional-school-2025-week-1.csv"),
        include_str!("../sample-applications/regional-school-2025-week-2.csv"),
    ] {
        for row in week.lines().skip(1) {
            // A file of the round has a column `found`, too.
            let (kind, rest) = row.split_at(row.match_indices(',').nth(2).unwrap().0);
            decided.push_str(&format!("{kind},{rest}\n"));
        }
        rounds.round(&decided, &Given::default());
        let audit = rounds.written("audit.jsonl");
        let pieces = audit.split(['"', ';']).map(str::trim);
        let reasons = pieces.filter(|piece| {
            piece.starts_with("whoever is seated in reach") || piece.starts_with("the rules alone")
        });
        said.push(reasons.collect::<Vec<_>>().join("\n"));
    }
    assert_eq!(rounds.runs.len(), 3);
    assert_snapshot!(said.join("\n\n"), @"
    whoever is seated in reach below that place holds a seat, or came before because of balance rules

    whoever is seated in reach below that place holds a seat, or came before because of balance rules
    the rules alone would now give the seat to somebody else
    the rules alone would now give the seat to somebody else
    ");
}
