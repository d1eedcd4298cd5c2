//! `check` beside `select`: what is said of a file before anything is decided is said by both. The bench holds every selection of
//! these tests to it; here are inputs that have something to be said.

use crate::bench::{Bench, plain};

const RULES: &str = concat!(
    include_str!("call.toml"),
    r#"[places]
cap = 2
preference = "theme"
cites = ["c"]
[[groups]]
id = "water"
title = "Water"
size = 1
cites = ["c"]
test = { field = "theme", is = "water" }
[[groups]]
id = "forest"
title = "Forest"
size = 1
cites = ["c"]
test = { field = "theme", is = "forest" }
[fields.application]
type = "id"
headings = ["ID"]
[fields.submitted]
type = "timestamp"
headings = ["Submitted"]
[fields.email]
type = "email"
headings = ["E-mail"]
roster = true
[fields.theme]
type = "choices"
headings = ["Theme"]
separator = ";"
options = { water = ["Water"], forest = ["Forest"] }
[fields.member]
type = "yes-no"
headings = ["Member"]
[fields.points]
type = "rating"
headings = ["Points"]
min = 0
max = 10
[[eligibility]]
id = "member"
title = "Member"
cites = ["c"]
test = { field = "member", is = true }
[[scoring]]
id = "points"
title = "Points"
cites = ["c"]
weight = 1
field = "points"
rating = true
[ranking]
cites = ["c"]
tie_breaks = [{ lot = "seed" }]
"#
);

const HEAD: &str = "ID,Submitted,E-mail,Theme,Member,Points\n";
const GOOD: &str = "A,2020-03-01T08:00:00,a@example.org,Water,yes,7\n";

#[test]
fn what_select_says_of_a_file_check_says_as_well() {
    for (code, rows) in [
        (
            "late-by-zone",
            "B,2020-03-31T23:30:00-05:00,b@example.org,Water,yes,7\n",
        ),
        (
            "date-form",
            "B,03/04/2020 10:00,b@example.org,Water,yes,7\n",
        ),
        (
            "placeholder",
            "B,1970-01-01T00:00:00,b@example.org,Water,yes,7\n",
        ),
        (
            "zone-name",
            "B,2020/03/01 10:00:00 AM EET,b@example.org,Water,yes,7\n",
        ),
        (
            "decimal-mark",
            "B,2020-03-01T08:00:00,b@example.org,Water,yes,\"7,5\"\n",
        ),
        (
            "answer-word",
            "B,2020-03-01T08:00:00,b@example.org,Water,ne,7\n",
        ),
        (
            "untold",
            "B,2020-03-01T08:00:00,A@example.org,Water,yes,7\n",
        ),
        (
            "look-alike",
            "B,2020-03-01T08:00:00,\u{430}bc@example.org,Water,yes,7\n",
        ),
        (
            "no-application",
            "ID,Submitted,E-mail,Theme,Member,Points\n",
        ),
        ("same-row", GOOD),
    ] {
        let bench = Bench::new(RULES).pile(format!("{HEAD}{GOOD}{rows}"));
        let marked = format!("[{code}]");
        let selected = bench.select();
        let checked = bench.check();
        let [selected, checked] =
            [selected.said, checked].map(|said| plain(&format!("{}{}", said.out, said.err)));
        assert!(selected.contains(&marked), "{code}: {selected}");
        assert!(checked.contains(&marked), "{code}: {checked}");
    }
}

#[test]
fn that_columns_have_no_order_is_said_by_both() {
    let rules = RULES.replace("separator = \";\"\n", "");
    let pile = "ID,Submitted,E-mail,Theme [Water],Theme [Forest],Member,Points\nA,2020-03-01T08:00:00,a@example.org,Yes,Yes,yes,7\n";
    let bench = Bench::new(&rules).pile(pile);
    let (selected, checked) = (bench.select().said.err, bench.check());
    assert!(selected.contains("[no-order]"), "{selected}");
    assert!(
        checked.out.contains("[no-order]"),
        "{}{}",
        checked.out,
        checked.err
    );
}
