use insta::assert_snapshot;
use intake::base::finding::Code;
use intake::study::analyse::analyse;

use super::{brief, loaded, patched};

const WOMEN: &str = "test = { field = \"gender\", is = \"woman\" }";
const MEN: &str = "test = { field = \"gender\", is = \"man\" }";
const OF_BALANCE: &[Code] = &[
    Code::BalanceImpossible,
    Code::BalanceEmpties,
    Code::AimUnreachable,
    Code::BalanceIdle,
];

/// What is said of these balance rules beside two groups of ten with a cap of twelve.
fn said(rules: &[String]) -> String {
    let gender = "type = \"choice\"\nheadings = [\"Gender\"]\noptions = { woman = [], man = [], other = [] }\nuse = \"balance-only\"\n\n[fields.roles]\ntype = \"choices\"\nheadings = [\"Roles\"]\noptions = { lawyer = [], teacher = [] }\n\n[fields.region]\ntype = \"choice\"\nheadings = [\"Region\"]\noptions = { north = [], south = [] }\nother_answers = true\n";
    let with: String = rules
        .iter()
        .zip('a'..)
        .map(|(keys, id)| {
            format!(
                "[[balance]]\nid = \"{id}\"\ntitle = \"Rule {id}\"\ncites = [\"seats\"]\n{keys}\n\n"
            )
        })
        .collect();
    let text = patched(&[
        (
            "type = \"text\"\nheadings = [\"Gender\"]\nuse = \"never\"",
            gender,
        ),
        (
            "[lists.alps]",
            "[[groups]]\nid = \"second\"\ntitle = \"Second\"\ncites = [\"seats\"]\n\n[lists.alps]",
        ),
        ("[ranking]", &(with + "[ranking]")),
    ]);
    let findings = analyse(&loaded(&text)).into_iter();
    let own = findings.filter(|finding| OF_BALANCE.contains(&finding.code));
    brief(&text, &own.collect::<Vec<_>>())
}

fn rule(whom: &str, asks: &str) -> String {
    format!("{whom}\n{asks}")
}

#[test]
fn a_hard_minimum_above_the_seats_of_its_scope_can_never_hold() {
    assert_snapshot!(said(&[rule(WOMEN, "at_least = 13\nhard = true")]), @"
    error[balance-impossible] 13
      `a` asks for 13 people among all selected, and there are 12 seats
    ");
    assert_snapshot!(said(&[rule(WOMEN, "at_least = 11\nhard = true\ngroup = \"all\"")]), @"
    error[balance-impossible] 11
      `a` asks for 11 people in the group all, and there are 10 seats
    ");
    assert_snapshot!(said(&[rule(WOMEN, "at_least = 7\nhard = true\nevery_group = true")]), @"
    error[balance-impossible] 7
      `a` asks for 14 people among all selected, and there are 12 seats
    ");
    assert_snapshot!(said(&[rule(WOMEN, "at_least = 12\nhard = true")]), @"");
    assert_snapshot!(said(&[rule(WOMEN, "at_least = 6\nhard = true\nevery_group = true")]), @"");
}

#[test]
fn hard_minimums_over_people_who_exclude_each_other_add_up() {
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = 7\nhard = true"),
        rule(MEN, "at_least = 6\nhard = true"),
    ]), @"
    error[balance-impossible] 6
      `a` and `b` together ask for 13 people among all selected, and there are 12 seats
    ");
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = 7\nhard = true"),
        rule("test = { not = { field = \"gender\", is = \"woman\" } }", "at_least = 6\nhard = true\ngroup = \"all\""),
    ]), @"
    error[balance-impossible] 6
      `a` and `b` together ask for 13 people among all selected, and there are 12 seats
    ");
    assert_snapshot!(said(&[
        rule("test = { level = \"experience\", is = \"high\" }", "at_least = 7\nhard = true"),
        rule("test = { level = \"experience\", at_most = \"low\" }", "at_least = 6\nhard = true"),
    ]), @"
    error[balance-impossible] 6
      `a` and `b` together ask for 13 people among all selected, and there are 12 seats
    ");
    // One person can be both.
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = 7\nhard = true"),
        rule("test = { field = \"home\", is = \"AT\" }", "at_least = 6\nhard = true"),
    ]), @"");
    assert_snapshot!(said(&[
        rule("test = { field = \"roles\", is = \"lawyer\" }", "at_least = 7\nhard = true"),
        rule("test = { field = \"roles\", is = \"teacher\" }", "at_least = 6\nhard = true"),
    ]), @"");
}

#[test]
fn a_minimum_for_each_of_too_many_values_can_never_hold() {
    assert_snapshot!(said(&[rule("each = \"gender\"", "at_least = 5\nhard = true")]), @"
    error[balance-impossible] 5
      `a` asks for 15 people among all selected, and there are 12 seats
    ");
    assert_snapshot!(said(&[rule("each = \"gender\"", "at_least = 4\nhard = true\nevery_group = true")]), @"
    error[balance-impossible] 4
      `a` asks for 12 people in the group all, and there are 10 seats
    ");
    assert_snapshot!(said(&[rule("each = \"gender\"", "at_least = 4\nhard = true")]), @"");
    assert_snapshot!(said(&[rule("each = \"roles\"", "at_least = 10\nhard = true")]), @"");
}

#[test]
fn a_hard_minimum_above_a_maximum_over_the_same_people_or_more_can_never_hold() {
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = 5\nhard = true"),
        rule(WOMEN, "at_most = 4"),
    ]), @"
    error[balance-impossible] 5
      `a` asks for 5 people, of whom `b` allows 4 among all selected
    ");
    assert_snapshot!(said(&[
        rule("test = { field = \"gender\", in = [\"woman\", \"man\"] }", "at_most = 4"),
        rule(WOMEN, "at_least = 3\nhard = true\ngroup = \"second\""),
        rule(MEN, "at_least = 2\nhard = true\ngroup = \"all\""),
    ]), @"
    error[balance-impossible] 2
      `b` and `c` together ask for 5 people, of whom `a` allows 4 among all selected
    ");
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = 5\nhard = true"),
        rule("each = \"gender\"", "at_most = 4"),
    ]), @"
    error[balance-impossible] 5
      `a` asks for 5 people, of whom `b` allows 4 among all selected
    ");
    assert_snapshot!(said(&[
        rule("test = { field = \"home\", is = \"AT\" }", "at_least = 4\nhard = true\ngroup = \"all\""),
        rule("each = \"home\"", "at_most = 3"),
    ]), @"
    error[balance-impossible] 4
      `a` asks for 4 people, of whom `b` allows 3 among all selected
    ");
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = 5\nhard = true"),
        rule(WOMEN, "at_most = \"1/3\""),
    ]), @"
    error[balance-impossible] 5
      `a` asks for 5 people, of whom `b` allows 4 among all selected
    ");
    // In another group, and over fewer people, there is no contradiction.
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = 5\nhard = true\ngroup = \"all\""),
        rule(WOMEN, "at_most = 4\ngroup = \"second\""),
        rule("test = { all = [{ field = \"gender\", is = \"woman\" }, { field = \"home\", is = \"AT\" }] }", "at_most = 4"),
        rule("each = \"home\"", "at_most = 3"),
    ]), @"");
}

#[test]
fn a_conjunction_is_within_its_parts_and_a_negation_apart_from_what_it_negates() {
    assert_snapshot!(said(&[
        rule("test = { all = [{ field = \"gender\", is = \"woman\" }, { field = \"home\", is = \"AT\" }] }", "at_least = 5\nhard = true"),
        rule("test = { any = [{ field = \"gender\", is = \"woman\" }, { field = \"home\", is = \"CH\" }] }", "at_most = 4"),
    ]), @"
    error[balance-impossible] 5
      `a` asks for 5 people, of whom `b` allows 4 among all selected
    ");
    assert_snapshot!(said(&[
        rule("test = { not = { field = \"home\", in = \"alps\" } }", "at_least = 10\nhard = true"),
        rule("test = { field = \"home\", is = \"AT\" }", "at_least = 3\nhard = true"),
    ]), @"
    error[balance-impossible] 3
      `a` and `b` together ask for 13 people among all selected, and there are 12 seats
    ");
}

#[test]
fn hard_shares_that_add_up_to_more_than_the_whole_keep_everybody_out() {
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = \"1/2\"\nhard = true\ngroup = \"all\""),
        rule(MEN, "at_least = \"50.1 %\"\nhard = true\ngroup = \"all\""),
    ]), @r#"
    warning[balance-empties] "50.1 %"
      `a` and `b` together ask for more than the whole of those seated in the group all: nobody can be seated there
    "#);
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = \"2/5\"\nhard = true"),
        rule(WOMEN, "at_most = \"33.3 %\""),
    ]), @r#"
    warning[balance-empties] "2/5"
      `a` asks for a larger share of those seated among all selected than `b` allows: nobody can be seated there
    "#);
    assert_snapshot!(said(&[rule("each = \"gender\"", "at_least = \"34 %\"\nhard = true")]), @r#"
    warning[balance-empties] "34 %"
      `a` asks for more than the whole of those seated among all selected: nobody can be seated there
    "#);
    assert_snapshot!(said(&[
        rule("each = \"gender\"", "at_least = \"1/3\"\nhard = true"),
        rule(WOMEN, "at_most = \"1/3\""),
    ]), @"");
}

#[test]
fn an_aim_that_can_never_be_met_in_full_is_pointed_out() {
    assert_snapshot!(said(&[
        rule(WOMEN, "at_least = 11\ngroup = \"second\""),
        rule(MEN, "at_least = 5"),
        rule(MEN, "at_most = \"40 %\""),
        rule("test = { field = \"gender\", is = \"other\" }", "at_least = 8\nhard = true"),
    ]), @"
    warning[aim-unreachable] 11
      `a` asks for 11 people in the group second, and there are 10 seats: the aim can never be met in full
    warning[aim-unreachable] 5
      `b` and `d` together ask for 13 people among all selected, and there are 12 seats: the aim can never be met in full
    warning[aim-unreachable] 5
      `b` asks for 5 people, of whom `c` allows 4 among all selected: the aim can never be met in full
    ");
    // Aims beside each other are a matter of their priorities.
    assert_snapshot!(said(&[rule(WOMEN, "at_least = 7"), rule(MEN, "at_least = 6")]), @"");
}

#[test]
fn a_maximum_for_each_value_that_cannot_fill_the_seats_is_pointed_out() {
    assert_snapshot!(said(&[rule("each = \"gender\"", "at_most = 3")]), @"
    warning[balance-empties] 3
      `a` allows 3 of each of 3 values of `gender`: 9 together, and there are 12 seats
    ");
    assert_snapshot!(said(&[rule("each = \"gender\"", "at_most = 3\nevery_group = true")]), @"
    warning[balance-empties] 3
      `a` allows 3 of each of 3 values of `gender`: 9 together, and there are 10 seats in the group all
    ");
    assert_snapshot!(said(&[rule("each = \"gender\"", "at_most = \"33.3 %\"")]), @r#"
    warning[balance-empties] "33.3 %"
      `a` allows 33.3 % of each of 3 values of `gender`, which is less than all together: nobody who answers can be selected unless others leave it blank
    "#);
    assert_snapshot!(said(&[
        rule("each = \"gender\"", "at_most = 4"),
        rule("each = \"gender\"", "at_most = \"1/3\""),
        rule("each = \"region\"", "at_most = 1"),
        rule("each = \"roles\"", "at_most = 1"),
        rule("each = \"home\"", "at_most = 1"),
    ]), @"");
}

#[test]
fn a_rule_that_never_decides_is_pointed_out() {
    assert_snapshot!(said(&[
        rule(WOMEN, "at_most = 12"),
        rule(WOMEN, "at_most = 10\nevery_group = true"),
        rule(WOMEN, "at_most = \"100 %\""),
        rule(WOMEN, "at_least = 0"),
        rule(WOMEN, "at_least = 0\nhard = true"),
    ]), @r#"
    warning[balance-idle] 12
      `a` allows 12 among all selected, and there are 12 seats: it never decides
    warning[balance-idle] 10
      `b` allows 10 in every group by itself, and there are 10 seats: it never decides
    warning[balance-idle] "100 %"
      `c` allows everybody: it never decides
    warning[balance-idle] 0
      `d` asks for nobody: it never decides
    warning[balance-idle] 0
      `e` asks for nobody: it never decides
    "#);
    assert_snapshot!(said(&[
        rule(WOMEN, "at_most = 11"),
        rule(WOMEN, "at_most = 9\nevery_group = true"),
        rule(WOMEN, "at_most = 0"),
    ]), @"");
}

#[test]
fn an_aim_within_points_decides_nothing_beside_the_largest_sum_of_totals() {
    let of = |objective: &str, within: &str| {
        let gender = (
            "type = \"text\"\nheadings = [\"Gender\"]\nuse = \"never\"",
            "type = \"choice\"\nheadings = [\"Gender\"]\noptions = { woman = [], man = [] }\nuse = \"balance-only\"",
        );
        let aim = format!(
            "[[balance]]\nid = \"a\"\ntitle = \"Rule a\"\ncites = [\"seats\"]\n{WOMEN}\nat_least = 2\n{within}\n\n[ranking]"
        );
        let places = format!("[places]\nobjective = \"{objective}\"");
        let text = patched(&[gender, ("[ranking]", &aim), ("[places]", &places)]);
        let findings = analyse(&loaded(&text)).into_iter();
        let own = findings.filter(|finding| finding.code == Code::BalanceIdle);
        brief(&text, &own.collect::<Vec<_>>())
    };
    assert_snapshot!(of("total", "within = 2.5"), @r#"
    warning[balance-idle] 2.5
      `a` may prefer somebody to a person at most 2.5 points ahead, and with `objective = "total"` the largest sum of totals comes first: it decides among equal sums alone
    "#);
    for (objective, within) in [
        ("rank", "within = 2.5"),
        ("total", "tie = true"),
        ("total", ""),
    ] {
        assert_eq!(of(objective, within), "", "{objective} {within}");
    }
}
