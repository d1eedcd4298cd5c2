//! The cohort, counted: by values as they were read, at every step, and what is pointed out.

use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use insta::assert_snapshot;
use intake::rules::load::{load, render};
use intake::table::Options;

use crate::bench::Bench;
use crate::shell::{Job, Output};

/// One group of two seats and one reserve; whoever is active is eligible.
const RULES: &str = r#"
format = 1
[programme]
id = "course"
title = "A course"
[call]
deadline = 2025-03-01T12:00:00
time_zone = "Europe/Warsaw"
submitted = "submitted"
cites = ["all"]
[call.clauses]
all = "Everything."
[places]
cap = 2
group_size = 2
deal = "by-rank"
unfilled = "stay-empty"
several = "first-preference"
reserve = 1
cites = ["all"]
[[groups]]
id = "course"
title = "The course"
cites = ["all"]
[fields.id]
type = "id"
headings = ["ID"]
[fields.submitted]
type = "timestamp"
headings = ["At"]
[fields.email]
type = "email"
headings = ["E-mail"]
personal = true
[fields.gender]
type = "choice"
headings = ["Gender"]
personal = true
use = "balance-only"
count = true
other_answers = true
[fields.gender.options]
woman = ["f"]
man = ["m"]
[fields.country]
type = "country"
headings = ["Country"]
use = "never"
count = true
[fields.town]
type = "text"
headings = ["Town"]
use = "never"
count = true
[fields.active]
type = "yes-no"
headings = ["Active"]
[fields.rating]
type = "number"
headings = ["Rating"]
min = 0
max = 1000
[[duplicates]]
id = "same-address"
same = ["email"]
names = []
stands = "latest"
cites = ["all"]
[[eligibility]]
id = "active"
title = "Active"
cites = ["all"]
test = { field = "active", is = true }
[[scoring]]
id = "rating"
title = "Rating"
cites = ["all"]
weight = 1
field = "rating"
rating = true
blank = 0
[ranking]
tie_breaks = [{ lot = "seed" }]
cites = ["all"]
"#;

const PILE: &str = "\
ID,At,E-mail,Gender,Country,Town,Active,Rating
1,2025-02-01T10:00:00,a@example.org,f,Georgia,Brno,yes,9
2,2025-02-01T10:00:00,b@example.org,woman,Sakartvelo,brno,yes,8
3,2025-02-01T10:00:00,c@example.org,M,ME,Brno,yes,7
4,2025-02-01T10:00:00,d@example.org,m,Montenegro,Gori,no,6
5,2025-02-01T10:00:00,e@example.org,another way,Georgai,,yes,5
6,2025-02-01T10:00:00,f@example.org,,ME,Gori,yes,4
7,2025-02-02T10:00:00,f@example.org,,ME,Gori,yes,4
";

#[test]
fn everybody_is_counted_once_by_what_was_read() {
    let said = Bench::new(RULES).pile(PILE).select().said.out;
    let (_, page) = said.split_once("The cohort").unwrap();
    let (page, _) = page.split_once("The lot").unwrap();
    assert_snapshot!(page, @"
    [0m
       field    value            applied  eligible  selected  reserve  selected of applied
       Gender   woman                  2         2         2        0            100.0 %
                man                    2         1         0        1              0.0 %
                not clear              1         1         0        0              0.0 %
                no answer              1         1         0        0              0.0 %
       Country  Montenegro (ME)        3         2         0        1              0.0 %
                Georgia (GE)           2         2         2        0            100.0 %
                not clear              1         1         0        0              0.0 %
       Town     Brno                   3         3         2        1             66.7 %
                Gori                   2         1         0        0              0.0 %
                no answer              1         1         0        0              0.0 %
      counted is everybody who applied; not counted: 1 application that another of the same person supersedes

    [1m
    ");
}

#[test]
fn the_manifest_has_every_value_by_group() {
    let ran = Bench::new(RULES).pile(PILE).select();
    let manifest: serde_json::Value = serde_json::from_str(ran.text("manifest.json")).unwrap();
    let lines: String = manifest["cohort"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|cohort| cohort["values"].as_array().unwrap())
        .fold(String::new(), |mut lines, counted| {
            let _ = writeln!(lines, "{counted}");
            lines
        });
    assert_snapshot!(lines, @r#"
    {"counts":{"applied":2,"eligible":2,"selected":2},"groups":[{"eligible":2,"group":"course","selected":2}],"value":"woman"}
    {"counts":{"applied":2,"eligible":1,"reserve":1},"groups":[{"eligible":1,"group":"course","reserve":1}],"value":"man"}
    {"answer":"unclear","counts":{"applied":1,"eligible":1},"groups":[{"eligible":1,"group":"course"}]}
    {"answer":"blank","counts":{"applied":1,"eligible":1},"groups":[{"eligible":1,"group":"course"}]}
    {"counts":{"applied":3,"eligible":2,"reserve":1},"groups":[{"eligible":2,"group":"course","reserve":1}],"name":"Montenegro","value":"ME"}
    {"counts":{"applied":2,"eligible":2,"selected":2},"groups":[{"eligible":2,"group":"course","selected":2}],"name":"Georgia","value":"GE"}
    {"answer":"unclear","counts":{"applied":1,"eligible":1},"groups":[{"eligible":1,"group":"course"}]}
    {"counts":{"applied":3,"eligible":3,"reserve":1,"selected":2},"groups":[{"eligible":3,"group":"course","reserve":1,"selected":2}],"value":"Brno"}
    {"counts":{"applied":2,"eligible":1},"groups":[{"eligible":1,"group":"course"}],"value":"Gori"}
    {"answer":"blank","counts":{"applied":1,"eligible":1},"groups":[{"eligible":1,"group":"course"}]}
    "#);
}

/// So many women and men, the first of whom are best.
fn pile(women: usize, men: usize, best: &[&str]) -> String {
    let mut pile = PILE.lines().next().unwrap().to_owned() + "\n";
    let all = best
        .iter()
        .copied()
        .chain(["f"].repeat(women).into_iter().chain(["m"].repeat(men)));
    for (at, gender) in all.enumerate() {
        let _ = writeln!(
            pile,
            "{at},2025-02-01T10:00:00,p{at}@example.org,{gender},ME,Brno,yes,{}",
            900 - at
        );
    }
    pile
}

/// Whose share is pointed out, of ten seats.
fn low(pile: &str) -> Vec<String> {
    let rules = RULES.replace("cap = 2\ngroup_size = 2", "cap = 10\ngroup_size = 10");
    let ran = Bench::new(&rules).pile(pile).select();
    let manifest: serde_json::Value = serde_json::from_str(ran.text("manifest.json")).unwrap();
    let gender = manifest["cohort"][0]["values"].as_array().unwrap().clone();
    let is_low = |counted: &&serde_json::Value| counted["below_four_fifths"] == true;
    gender
        .iter()
        .filter(is_low)
        .map(|counted| counted["value"].to_string())
        .collect()
}

#[test]
fn a_share_below_four_fifths_is_pointed_out_unless_chance_explains_it() {
    // 2 of 20 women and 8 of 20 men.
    assert_eq!(
        low(&pile(
            18,
            12,
            &["f", "f", "m", "m", "m", "m", "m", "m", "m", "m"]
        )),
        ["\"woman\""]
    );
    // 4 and 6 of 20: two thirds, and as easily by chance.
    assert_eq!(
        low(&pile(
            16,
            14,
            &["f", "f", "f", "f", "m", "m", "m", "m", "m", "m"]
        )),
        [""; 0]
    );
    // One man is no share to speak of.
    assert_eq!(low(&pile(50, 1, &["f"; 10])), [""; 0]);
    assert_eq!(low(&pile(0, 0, &["m"])), [""; 0]);
}

#[test]
fn a_comparison_says_whose_numbers_change() {
    let other = RULES.replace(
        "{ field = \"active\", is = true }",
        "{ field = \"active\", given = true }",
    );
    let bench = Bench::new(RULES).pile(PILE);
    let said = bench.job(&Job::Compare {
        stage: None,
        after: None,
        ratings: Vec::new(),
        a: bench.rules.clone(),
        b: bench.beside("other.toml", other),
        applications: bench.applications.clone(),
        rulings: Vec::new(),
        reading: Options::default(),
        format: Output::Text,
        movers: None,
    });
    let (_, page) = said.out.split_once("The cohort").unwrap();
    let (page, _) = page.split_once("\n\n").unwrap();
    assert_snapshot!(page, @"
    gender, man: eligible 1 → 2
    country, Montenegro (ME): eligible 2 → 3
    town, Gori: eligible 1 → 2
    ");
}

#[test]
fn personal_texts_are_not_counted_nor_what_has_no_values() {
    let told = |from: &str, to: &str| {
        let text = RULES.replacen(from, to, 1);
        render(
            "rules.toml",
            &text,
            &load("rules.toml", &text, &|_| Err(String::new())).findings,
            false,
        )
    };
    let personal = told(
        "headings = [\"Town\"]\n",
        "headings = [\"Town\"]\npersonal = true\n",
    );
    let number = told("min = 0\n", "min = 0\ncount = true\n");
    assert_snapshot!(format!("{personal}{number}"), @r#"
    error[bad-value]: the texts of a personal field are not counted: the manifest would hold them
      --> rules.toml:55:9
       |
    55 | count = true
       |         ^^^^
       |
       = help: take `count` out, or give the field options: `type = "choice"`
    error[unknown-key]: a field of type `number` has no key `count`
      --> rules.toml:62:1
       |
    62 | count = true
       | ^^^^^
       |
       = help: fields of type `text`, `country`, `choice`, `choices`, `scale`, `yes-no` take it
    "#);
}

#[test]
fn what_balance_rules_read_is_counted_beside_what_they_ask_for() {
    let balance = r#"
[[scales.place]]
level = "elsewhere"
[[scales.place]]
level = "Balkans"
[[levels]]
id = "place"
title = "Where"
cites = ["all"]
scale = "place"
table = [{ test = { field = "country", is = "ME" }, level = "Balkans" }, { level = "elsewhere" }]
[[balance]]
id = "women"
title = "Women"
cites = ["all"]
test = { field = "gender", is = "woman" }
at_least = "1/2"
[[balance]]
id = "towns"
title = "Towns"
cites = ["all"]
each = "town"
at_most = 2
every_group = true
[[balance]]
id = "not-from-here"
title = "From elsewhere"
cites = ["all"]
test = { not = { level = "place", is = "Balkans" } }
at_least = 1
hard = true
[[balance]]
id = "young-women"
title = "Women with a high rating"
cites = ["all"]
test = { all = [{ field = "gender", is = "woman" }, { field = "rating", at_least = 500 }] }
at_least = 1
"#;
    let rules = RULES
        .replace(
            "use = \"never\"\ncount = true\n",
            "use = \"balance-only\"\n",
        )
        .replace(
            "use = \"balance-only\"\ncount = true\n",
            "use = \"balance-only\"\n",
        );
    let rules = format!("{rules}{balance}");
    let said = Bench::new(&rules).pile(PILE).select().said.out;
    let (_, page) = said.split_once("The cohort").unwrap();
    let (page, _) = page.split_once("The lot").unwrap();
    assert_snapshot!(page, @"
    [0m
       field   value      applied  eligible  selected  reserve  selected of applied  asked for
       Gender  woman            2         2         2        0            100.0 %    at least 1/2 of the seats that can be filled (Women)
               man              2         1         0        1              0.0 %
               not clear        1         1         0        0              0.0 %
               no answer        1         1         0        0              0.0 %
       Town    Brno             3         3         2        1             66.7 %    at most 2 in each group (Towns)
               Gori             2         1         0        0              0.0 %    at most 2 in each group (Towns)
               no answer        1         1         0        0              0.0 %
       Where   elsewhere        2         2         2        0            100.0 %    at least 1 (From elsewhere)
               Balkans          3         2         0        1              0.0 %
               not clear        1         1         0        0              0.0 %
      counted is everybody who applied; not counted: 1 application that another of the same person supersedes

    [1m
    ");
}

#[test]
fn everybody_who_applied_stands_on_one_sheet_with_an_address_what_came_of_them_and_why() {
    let ran = Bench::new(RULES).pile(PILE).with_workbook().select();
    let bytes = ran.files["workbook.xlsx"].clone();
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range("everybody").unwrap();
    let line = |row: &[Data]| {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        format!("{}\n", cells.join(" | "))
    };
    let lines: String = sheet.rows().map(line).collect();
    assert_snapshot!(lines, @"
    Application | E-mail | Outcome | Group | Reserve | Place | Total | Why | Town | Gender as typed | Gender as read | Country as typed | Country as read | Counted
    1 | a@example.org | selected | The course |  | 1 | 9 | place 1 in the ranking; a seat in “The course” | Brno | f | woman | Georgia | Georgia | yes
    2 | b@example.org | selected | The course |  | 2 | 8 | place 2 in the ranking; a seat in “The course” | brno | woman | woman | Sakartvelo | Georgia | yes
    3 | c@example.org | reserve | The course | 1 | 3 | 7 | every seat in reach went to people ranked above; place 2 or better would have had a seat | Brno | M | man | ME | Montenegro | yes
    5 | e@example.org | unplaced |  |  | 4 | 5 | every seat in reach went to people ranked above; place 2 or better would have had a seat |  | another way | not clear | Georgai | not clear | yes
    7 | f@example.org | unplaced |  |  | 5 | 4 | every seat in reach went to people ranked above; place 2 or better would have had a seat | Gori |  | no answer | ME | Montenegro | yes
    4 | d@example.org | ineligible |  |  |  |  | not met: Active | Gori | m | man | Montenegro | Montenegro | yes
    6 | f@example.org | superseded |  |  |  |  | application 7 of the same person stands | Gori |  | no answer | ME | Montenegro | no
    ");
}
