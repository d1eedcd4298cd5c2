//! Explanations, what-ifs and letters: whatever tool wrote the file and whatever things are called.

use std::collections::BTreeMap;
use std::fs;

use intake::words::naming::in_words;
use serde_json::Value;

use crate::bench::{Bench, repository};
use crate::shell::{About, Exit, Format};

/// The page about an application, as JSON.
fn page(bench: &Bench, id: &str) -> Value {
    let said = bench.explain_as(About::Application(id.to_owned()), Format::Json);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    serde_json::from_str(&said.out).unwrap()
}

/// No what-if is left out for want of the outcome, of anybody.
fn what_ifs_are_told(bench: &Bench, what: &str) {
    let ran = bench.select();
    for (id, outcome) in ran.outcomes() {
        let told = page(bench, &id)["what_if"].to_string();
        assert!(
            !told.contains("worked out anew"),
            "{what}, {id}, {outcome}: {told}"
        );
        assert!(
            outcome == "superseded" || told != "null",
            "{what}, {id}, {outcome}"
        );
    }
}

#[test]
fn explain_accuses_nobody_of_an_untouched_run_of_any_tool() {
    for (file, order, separator) in crate::tools::TOOLS {
        let rules = fs::read_to_string(repository("sample-applications/tools/tools.toml")).unwrap();
        let rules = rules.replace(
            "order = \"year-month-day\"",
            &format!("order = \"{order}\""),
        );
        let rules = rules.replace(
            "separator = \";\"",
            &format!("separator = \"{}\"", separator.escape_default()),
        );
        let bytes = fs::read(repository(&format!("sample-applications/tools/{file}"))).unwrap();
        what_ifs_are_told(&Bench::new(&rules).file(file, bytes), file);
    }
}

#[test]
fn explain_accuses_nobody_where_fields_are_unreadable_or_doubtful() {
    let files = [
        "ID,Submitted,Years,Reports,Motivation,Kind,Mail\nD-1,2020-03-02T08:00:00.25,0,0,6,short\nD-2,2020-03-02T08:00:00.5,0,0,6,long\nD-3,2020-03-02T08:00:00.125Z,several,,7,shrt\nD-4,,1,1,,\n",
        "ID,Submitted,Years,Reports,Motivation,Kind,Mail\nD-1,3/28/2020 14:03,\"0,5\",0,6,short\nD-2,3/2/2020 14:03,\"1.234\",n/a,-,\"long; short\"\n",
    ];
    for file in files {
        what_ifs_are_told(&Bench::new(RULES).pile(file), file);
    }
}

/// What the rules name, by sort: names of one sort differ, those of different sorts need not.
const NAMED: [&[&str]; 10] = [
    &[
        "zapplication",
        "zsubmitted",
        "zyears",
        "zmotivation",
        "zkind",
        "zmail",
    ],
    &["zlevel", "ztable"],
    &["zcriterion", "zmember"],
    &["zscoring", "znewcomer"],
    &["zgroup", "zother"],
    &["zduplicates"],
    &["zlist"],
    &["zscale", "zclause", "zruling"],
    &["zoption"],
    &["zlow", "zmid", "zhigh"],
];

/// Names that mean something elsewhere.
const NAMES: [&str; 8] = [
    "id",
    "response",
    "experience",
    "score",
    "lot",
    "place",
    "tie-breaks",
    "field",
];

/// Other names for everything, with the same ones for things of different sorts; the first time as many as there can be.
fn renamings(random: &mut impl FnMut(usize) -> usize) -> Vec<BTreeMap<&'static str, &'static str>> {
    let renaming = |turns: &mut dyn FnMut() -> usize| -> BTreeMap<&str, &str> {
        let of_sort = |names: &&[&'static str], turn: usize| -> Vec<(&'static str, &'static str)> {
            names
                .iter()
                .enumerate()
                .map(|(at, name)| (*name, NAMES[(at + turn) % NAMES.len()]))
                .collect()
        };
        NAMED
            .iter()
            .flat_map(|names| of_sort(names, turns()))
            .collect()
    };
    let mut all: Vec<BTreeMap<&str, &str>> = (0..2).map(|turn| renaming(&mut || turn)).collect();
    all.extend((0..2).map(|_| renaming(&mut || random(NAMES.len()))));
    all
}

fn renamed(text: &str, names: &BTreeMap<&str, &str>) -> String {
    // A name without a title is one itself, in words.
    names.iter().fold(text.to_owned(), |text, (old, new)| {
        text.replace(old, new)
            .replace(&in_words(old), &in_words(new))
    })
}

/// Everything that is said of everybody: pages with what-ifs, letters, and pairs.
fn everything(bench: &Bench) -> Vec<(String, String)> {
    let ids: Vec<String> = bench
        .select()
        .outcomes()
        .into_iter()
        .map(|(id, outcome)| format!("{id} {outcome}"))
        .collect();
    let mut all: Vec<(String, String)> = ids.iter().map(|id| (id.clone(), String::new())).collect();
    let ids: Vec<&str> = ids.iter().filter_map(|id| id.split(' ').next()).collect();
    for id in &ids {
        let told = page(bench, id);
        all.push((format!("page {id}"), told["page"].to_string()));
        all.push((format!("what if {id}"), told["what_if"].to_string()));
        let letter = bench.explain_as(About::ForApplicant((*id).to_owned()), Format::Json);
        all.push((format!("letter {id}"), letter.out + &letter.err));
    }
    for pair in ids.chunks_exact(2).take(2) {
        let two = bench.explain_as(
            About::Two(pair[0].to_owned(), pair[1].to_owned()),
            Format::Json,
        );
        let two: Value = serde_json::from_str(&two.out).unwrap();
        all.push((format!("pair {pair:?}"), two["page"].to_string()));
    }
    all
}

/// The questions of a run with their answers filled in.
fn filled_in(bench: &Bench, names: &BTreeMap<&str, &str>) -> String {
    let name = |of: &'static str| names.get(of).copied().unwrap_or(of);
    let rows = bench.lists().rows("clarify.csv");
    let mut answers = String::from("application,decision,field,cell,found,answer,who,when,why\n");
    for row in rows {
        // The column tells which field it is, whatever it is called.
        let answer = match row["cell"].rsplit(':').next().unwrap() {
            "C" => "2",
            "D" => "1",
            "E" => "4",
            "F" => "short",
            "G" => "new@example.org",
            _ => continue,
        };
        assert!(
            row["field"] != name("zduplicates") || row["decision"] == "clarify",
            "{row:?}"
        );
        let cells = [
            &row["application"],
            &row["decision"],
            &row["field"],
            &row["cell"],
            "",
            answer,
        ];
        answers.push_str(&format!(
            "{},A B,2020-04-01,by telephone\n",
            cells.map(|cell| format!("\"{cell}\"")).join(",")
        ));
    }
    answers
}

#[test]
fn same_names_of_things_of_different_sorts_change_nothing_but_the_names() {
    let distinct = Bench::new(RULES).pile(PILE);
    let (before, answers) = (
        everything(&distinct),
        filled_in(&distinct, &BTreeMap::new()),
    );
    let decided = everything(&Bench::new(RULES).pile(PILE).decided("answers.csv", answers));
    assert!(before.iter().any(|(what, _)| what.contains("clarify")) && before != decided);
    let mut seed = 7_usize;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for names in renamings(&mut random) {
        let expected = |of: &[(String, String)]| -> Vec<(String, String)> {
            let of = of.iter();
            let of = of.map(|(what, said)| (renamed(what, &names), renamed(said, &names)));
            of.collect()
        };
        let rules = renamed(RULES, &names);
        let bench = Bench::new(&rules).pile(PILE);
        same(&everything(&bench), &expected(&before), &names);
        let answers = filled_in(&bench, &names);
        let bench = Bench::new(&rules)
            .pile(PILE)
            .decided("answers.csv", answers);
        same(&everything(&bench), &expected(&decided), &names);
    }
}

fn same(now: &[(String, String)], expected: &[(String, String)], names: &BTreeMap<&str, &str>) {
    assert_eq!(now.len(), expected.len());
    for (now, expected) in now.iter().zip(expected) {
        assert_eq!(now, expected, "{names:?}");
    }
}

/// A level by points read by a criterion and a score, a level by a table, two groups, a list, a tie-break by a level.
const RULES: &str = r#"
format = 1
[programme]
id = "names"
title = "Names"
[call]
deadline = 2020-03-31
time_zone = "Europe/Vienna"
submitted = "zsubmitted"
cites = ["zclause"]
[call.clauses]
zclause = "One clause for all."
[decisions.zruling]
text = "A ruling."
by = "course team"
on = 2020-02-03
[places]
cap = 3
reserve = 1
open = "best-ranked"
several = "best-place"
cites = ["zclause"]
[[groups]]
id = "zgroup"
title = "One"
size = 1
cites = ["zclause"]
test = { field = "zkind", is = "zoption" }
[[groups]]
id = "zother"
title = "Other"
size = 1
cites = ["zclause"]
[[scales.zscale]]
level = "zlow"
[[scales.zscale]]
level = "zmid"
[[scales.zscale]]
level = "zhigh"
[lists.zlist]
type = "number"
values = [0, 1, 2, 3]
[fields.zapplication]
type = "id"
headings = ["ID"]
[fields.zsubmitted]
type = "timestamp"
headings = ["Submitted"]
[fields.zyears]
type = "number"
headings = ["Years"]
min = 0
max = 60
[fields.reports]
type = "number"
headings = ["Reports"]
min = 0
max = 1000
[fields.zmotivation]
type = "rating"
headings = ["Motivation"]
min = 0
max = 10
[fields.zkind]
type = "choice"
headings = ["Kind"]
options = { zoption = ["short"], long = [] }
[fields.zmail]
type = "email"
headings = ["Mail"]
[[duplicates]]
id = "zduplicates"
same = ["zmail"]
stands = "latest"
cites = ["zclause"]
[[levels]]
id = "zlevel"
cites = ["zclause", "zruling"]
scale = "zscale"
points = [
  { field = "zyears", bands = [{ below = 1, points = 0 }, { from = 1, below = 5, points = 1 }, { from = 5, points = 3 }] },
  { field = "reports", bands = [{ below = 1, points = 0 }, { from = 1, points = 1 }] },
]
bands = [{ below = 1, level = "zlow" }, { from = 1, below = 3, level = "zmid" }, { from = 3, level = "zhigh" }]
[[levels]]
id = "ztable"
cites = ["zclause"]
scale = "zscale"
table = [
  { test = { all = [{ level = "zlevel", is = "zhigh" }, { field = "zyears", at_least = 9 }] }, level = "zhigh" },
  { test = { field = "reports", at_least = 5 }, level = "zmid" },
  { level = "zlow" },
]
[[eligibility]]
id = "zcriterion"
title = "Little experience"
cites = ["zclause"]
test = { level = "zlevel", at_most = "zmid" }
[[eligibility]]
id = "zmember"
title = "In the list"
cites = ["zclause"]
test = { any = [{ field = "zyears", in = "zlist" }, { level = "ztable", is = "zlow" }] }
[[scoring]]
id = "zscoring"
title = "Motivation"
cites = ["zclause"]
weight = 1
field = "zmotivation"
rating = true
[[scoring]]
id = "znewcomer"
title = "Newcomer"
cites = ["zclause"]
weight = 1
level = "zlevel"
points = { zlow = 3, zmid = 1, zhigh = 0 }
[ranking]
cites = ["zclause"]
tie_breaks = [{ lowest = "zyears" }, { highest = "ztable", of = "level" }, { earliest = "zsubmitted" }, { lot = "names" }]
"#;

const PILE: &str = "\
ID,Submitted,Years,Reports,Motivation,Kind,Mail
D-1,2020-03-02T08:00:00,0,0,6,short,a@example.org
D-2,2020-03-03T08:00:00,1,0,8,long,b@example.org
D-3,2020-03-04T08:00:00,2,0,8,short,c@example.org
D-4,2020-03-05T08:00:00,5,0,9,,d@example.org
D-5,2020-03-06T08:00:00,2,several,7,short,e@example.org (home)
D-6,2020-03-07T08:00:00,10,several,9,long,f@example.org
D-7,2020-03-08T08:00:00,some,1,5,short,g@example.org
D-8,2020-03-08T09:00:00,1,1,5,short,a@example.org
D-9,2020-03-08T09:00:00,3,1,four,short,
";

fn with(names: &[(&str, &str)]) -> String {
    names.iter().fold(RULES.to_owned(), |rules, (old, new)| {
        rules.replace(old, new)
    })
}

#[test]
fn same_names_field_and_level_are_each_shown_as_what_they_are() {
    for field in ["zyears", "zmotivation"] {
        let names = [
            (field, "experience"),
            ("zlevel", "experience"),
            ("zcriterion", "experience"),
            ("zscale", "experience"),
        ];
        let bench = Bench::new(&with(&names)).pile(PILE);
        assert_eq!(bench.select().said.exit, Exit::Questions);
        let shown = bench
            .explain_as(About::Application("D-2".to_owned()), Format::Markdown)
            .out
            .replace('\\', "");
        for words in [
            "Experience is at most zmid: met; derived as zmid",
            "A1 `8` in column E",
            "found `1` in column C",
        ] {
            assert!(shown.contains(words), "{field}, {words}: {shown}");
        }
    }
}

#[test]
fn same_names_levels_may_hold_the_words_between_levels() {
    let rules = with(&[
        ("zmid = 1", "\"zlow or zhigh\" = 1"),
        ("\"zmid\"", "\"zlow or zhigh\""),
        ("[fields.zyears]", "[fields.zyears]\npersonal = true"),
    ]);
    what_ifs_are_told(
        &Bench::new(&rules).pile(PILE),
        "a level called `zlow or zhigh`",
    );
}

#[test]
fn same_names_options_may_hold_what_stands_between_options() {
    let rules = RULES.replace("type = \"choice\"", "type = \"choices\"");
    for id in ["something-else", "something-unreadable", "nothing"] {
        let rules = rules.replace("zoption", id);
        what_ifs_are_told(
            &Bench::new(&rules).pile(PILE.replace(",long,", ",short;long,")),
            id,
        );
    }
}

#[test]
fn same_names_letter_says_what_is_asked_whatever_it_is_called() {
    for field in ["zyears", "zmail", "zmotivation"] {
        let bench = Bench::new(&with(&[(field, "zduplicates")])).pile(PILE);
        bench.select();
        for (id, asked) in [
            ("D-5", "(home)”, which is no e-mail address"),
            ("D-7", "Years"),
            ("D-9", "A1 `(in words)`"),
        ] {
            let letter = bench
                .explain_as(About::ForApplicant(id.to_owned()), Format::Markdown)
                .out
                .replace('\\', "");
            assert!(
                letter.contains(asked) && !letter.contains("another application may be yours"),
                "{id}: {letter}"
            );
        }
    }
}

#[test]
fn same_names_letter_and_form_take_fields_called_as_the_questions_are() {
    for name in ["id", "response"] {
        let bench = Bench::new(&with(&[("zyears", name)])).pile(PILE);
        let answers = filled_in(&bench, &BTreeMap::from([("zyears", name)]));
        for answers in [answers.clone(), answers.replace("\"pile.csv:8:C\"", "")] {
            let bench = Bench::new(&with(&[("zyears", name)]))
                .pile(PILE)
                .decided("answers.csv", answers);
            let ran = bench.select();
            assert_ne!(ran.outcomes()["D-7"], "clarify", "{}", ran.said.words());
            let letter = bench
                .explain_as(About::ForApplicant("D-7".to_owned()), Format::Text)
                .out;
            assert!(
                letter.contains("Years: since 2020-04-01 `2` is taken for your answer."),
                "{letter}"
            );
        }
    }
}

#[test]
fn same_names_letter_and_form_still_give_rows_their_ids_and_say_which_responses_count() {
    // A row without an id is asked about as a row, a response marked as a preview as a response, even where fields are called so.
    let pile = PILE.replace("D-7,", ",");
    let bench = Bench::new(&with(&[("zyears", "id")])).pile(&pile);
    let asked = bench
        .lists()
        .rows("clarify.csv")
        .into_iter()
        .find(|row| row["application"] == "pile.csv:8")
        .unwrap();
    assert_eq!(asked["field"], "id");
    let rulings = format!(
        "application,decision,field,cell,found,answer,who,when,why\npile.csv:8,clarify,id,{},{},D-7,A B,2020-04-01,told\nD-7,clarify,id,pile.csv:8:C,,2,A B,2020-04-01,told\n",
        asked["cell"], asked["found"]
    );
    let ran = Bench::new(&with(&[("zyears", "id")]))
        .pile(&pile)
        .decided("answers.csv", rulings)
        .select();
    assert_ne!(ran.outcomes()["D-7"], "clarify", "{}", ran.said.words());
}

#[test]
fn letters_quote_the_question_as_it_was_asked_and_say_nothing_of_what_a_place_is() {
    let rules = RULES
        .replace(
            "[fields.reports]",
            "[fields.home]\ntype = \"country\"\nheadings = [\"Home\", \"Where do you live?\"]\n[fields.reports]",
        )
        .replace("{ level = \"ztable\", is = \"zlow\" }] }", "{ field = \"home\", in = [\"ME\"] }] }");
    let pile = "ID,Submitted,Years,Reports,Motivation,Kind,Mail,<b>Where do you live?</b>\n\
        D-1,2020-03-02T08:00:00,4,0,6,short,a@example.org,Kosovo\n\
        D-2,2020-03-03T08:00:00,1,0,8,long,b@example.org,Montenegro\n";
    let asked = Bench::new(&rules).pile(pile);
    asked.select();
    let letter = |bench: &Bench| {
        bench
            .explain_as(About::ForApplicant("D-1".to_owned()), Format::Markdown)
            .out
            .replace('\\', "")
    };
    let open = letter(&asked);
    let question = "Where do you live?: you answered “Kosovo”; a person decides what that counts as for this call";
    assert!(
        open.contains(question) && !open.contains("tates differ") && !open.contains("Home (home)"),
        "{open}"
    );
    // Who decides reads more.
    assert!(asked.explain("D-1").out.contains("states differ"));
    let rulings = "application,decision,field,answer,who,when,why\nD-1,clarify,home,Montenegro,A B,2020-04-01,told\n";
    let decided = Bench::new(&rules)
        .pile(pile)
        .decided("answers.csv", rulings);
    decided.select();
    let settled = letter(&decided);
    assert!(
        settled.contains(
            "Where do you live?: since 2020-04-01 `Montenegro` is taken for your answer."
        ),
        "{settled}"
    );
}

#[test]
fn letters_ask_the_applicant_and_not_whoever_keeps_the_rules() {
    let rules = RULES
        .replace("[fields.reports]", "[fields.home]\ntype = \"country\"\nheadings = [\"Home\"]\n[fields.able]\ntype = \"yes-no\"\nheadings = [\"Able\"]\n[fields.reports]")
        .replace("{ level = \"ztable\", is = \"zlow\" }] }", "{ all = [{ field = \"home\", in = [\"ME\"] }, { field = \"able\", is = true }] }] }");
    for (home, able, wanted) in [
        ("Montenegor", "yes", "did you mean “Montenegro”?"),
        ("Montenegro", "of course", "is it yes or no?"),
    ] {
        let bench = Bench::new(&rules).pile(format!(
            "ID,Submitted,Years,Reports,Motivation,Kind,Mail,Home,Able\nD-1,2020-03-02T08:00:00,4,0,6,short,a@example.org,{home},{able}\n"
        ));
        bench.select();
        let letter = bench
            .explain_as(About::ForApplicant("D-1".to_owned()), Format::Text)
            .out;
        let letter = letter.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(letter.contains(wanted), "{home}, {able}: {letter}");
        for to_the_officer in [
            "did the applicant mean",
            "ask which",
            "to the field in the rules",
            "of the applicant",
        ] {
            assert!(!letter.contains(to_the_officer), "{letter}");
        }
    }
}

#[test]
fn letters_show_what_was_ticked_where_each_option_has_a_column() {
    let (file, rules) = ("limesurvey.csv", "sample-applications/tools/tools.toml");
    let bytes = fs::read(repository(&format!("sample-applications/tools/{file}"))).unwrap();
    let bench = Bench::new(&fs::read_to_string(repository(rules)).unwrap()).file(file, bytes);
    bench.select();
    let letter = bench
        .explain_as(About::ForApplicant("1001".to_owned()), Format::Markdown)
        .out
        .replace('\\', "");
    let row = letter
        .lines()
        .find(|line| line.starts_with("| In which fields"))
        .unwrap();
    assert!(
        row.contains("In which fields do you work? | Roma and Sinti: Yes;"),
        "{row}"
    );
}

#[test]
fn records_say_which_row_of_a_levels_table_decided_or_its_sum() {
    let bench = Bench::new(RULES).pile(PILE);
    let audit = bench.select().audit();
    let by = |id: &str, level: &str| {
        let record = audit
            .iter()
            .find(|record| record["application"] == id)
            .unwrap();
        let found = record["found"].as_array().unwrap();
        found
            .iter()
            .find(|found| found["of"] == level && found["sort"] == "level")
            .unwrap()["by"]
            .clone()
    };
    let sum = &by("D-3", "zlevel")["sum"];
    assert_eq!(
        (&sum["sum"], &sum["bands"]),
        (&Value::from("1"), &Value::from(vec![2]))
    );
    assert_eq!(sum["terms"][0]["row"], 2);
    assert_eq!(by("D-3", "ztable")["rows"], Value::from(vec![3]));
    // Nobody knows how many reports it were.
    assert_eq!(by("D-5", "ztable")["rows"], Value::from(vec![2, 3]));
    assert_eq!(by("D-5", "zlevel")["sum"]["at_most"], "2");
    let page = bench.explain("D-3").out;
    assert!(
        page.contains("Zlevel is the sum 1 + 0 = 1, which is from 1 to below 3: zmid"),
        "{page}"
    );
    assert!(
        page.contains("Ztable is decided by row 3, zlow since no row above it is met"),
        "{page}"
    );
}
