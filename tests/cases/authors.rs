//! Rules files as people write them, and unfinished ones.

use intake::base::finding::{Code, Finding, Location};
use intake::rules::load::load;
use intake::study::analyse::unfinished::unfinished;
use proptest::prelude::*;

use crate::bench::{Bench, plain, put, repository};
use crate::shell::Exit;

const MINIMAL: &str = include_str!("../rules/minimal.toml");
const ALPS: &str = "code,name\nAT,Austria\nCH,Switzerland\nSI,Slovenia\n";

fn findings(text: &str) -> Vec<Finding> {
    load("spring.toml", text, &|_| Ok(ALPS.to_owned())).findings
}

fn minimal(from: &str, to: &str) -> String {
    assert!(
        MINIMAL.contains(from),
        "the minimal rules no longer contain {from}"
    );
    MINIMAL.replacen(from, to, 1)
}

/// What is found in the minimal rules with one place written otherwise: there must be one thing.
fn only(from: &str, to: &str) -> Finding {
    let found = findings(&minimal(from, to));
    assert_eq!(found.len(), 1, "{to}: {found:#?}");
    found.into_iter().next().unwrap()
}

fn span(finding: &Finding) -> std::ops::Range<usize> {
    let Location::Rules(span) = &finding.location else {
        panic!("{finding:?} is not in the rules")
    };
    span.clone()
}

/// What people write, where, and what the help proposes. In place of what is underlined it makes the rules valid.
const MENDED: &[(&str, &str, &str)] = &[
    (
        "deadline = 2024-03-01",
        "deadline = 01.03.2024",
        "2024-03-01",
    ),
    ("deadline = 2024-03-01", "deadline = 1.3.2024", "2024-03-01"),
    (
        "deadline = 2024-03-01",
        "deadline = 31.01.2024 23:59",
        "2024-01-31T23:59",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 31/01/2024",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024/01/31",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024-1-31",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 31-01-2024",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 31 January 2024",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = January 31, 2024",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024-01-31T24:00",
        "2024-01-31T23:59:59",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024-01-31T23:59:59 CET",
        "2024-01-31T23:59:59",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 31. 1. 2024",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 31.01.2024.",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024‑01‑31",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024–01–31",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 31 January, 2024",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = Jan 31st, 2024",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = Wednesday, 31 January 2024",
        "2024-01-31",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 31/01/2024 11:59 PM",
        "2024-01-31T23:59",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024-01-31 12:00 am",
        "2024-01-31T00:00",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024-01-31 23.59",
        "2024-01-31T23:59",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024-01-31 at 23:59",
        "2024-01-31T23:59",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024-01-31T23h59",
        "2024-01-31T23:59",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 23:59 2024-01-31",
        "2024-01-31T23:59",
    ),
    (
        "deadline = 2024-03-01",
        "deadline = 2024-01-31, 23:59 CET",
        "2024-01-31T23:59",
    ),
    ("weight = 0.5", "weight = 2,5", "2.5"),
    ("weight = 0.5", "weight = 1.000,5", "1000.5"),
    ("weight = 0.5", "weight = 1,000.5", "1000.5"),
    ("cap = 12", "cap = 1 000", "1000"),
    ("cap = 12", "cap = 1’000", "1000"),
    ("cap = 12", "cap = ２５", "25"),
    ("cap = 12", "cap = 25,", "25"),
    ("weight = 0.5", "weight = 0,125", "0.125"),
    ("weight = 0.5", "weight = 2 %", "2"),
    ("weight = 0.5", "weight = 2%", "2"),
    ("weight = 0.5", "weight = .5", "0.5"),
    ("weight = 0.5", "weight = 5.", "5"),
    ("weight = 0.5", "weight = 02", "2"),
    ("weight = 0.5", "weight = 00.5", "0.5"),
    ("weight = 0.5", "weight = 2 points", "2"),
    ("high = 10 }", "high = 7,5 }", "7.5"),
    ("at_least = 18 }", "at_least = 18 years }", "18"),
    ("roster = true", "roster = True", "true"),
    ("roster = true", "roster = TRUE", "true"),
    ("roster = true", "roster = yes", "true"),
    ("title = \"Everyone\"", "title = Everyone", "\"Everyone\""),
    ("title = \"Everyone\"", "title = “Everyone”", "\"Everyone\""),
    (
        "title = \"Everyone\"",
        "title = „Everyone (it's all)“",
        "\"Everyone (it's all)\"",
    ),
    ("title = \"Everyone\"", "title = «Everyone»", "\"Everyone\""),
    ("title = \"Everyone\"", "title = ‹Everyone›", "\"Everyone\""),
    (
        "title = \"Everyone\"",
        "title = 「Everyone」",
        "\"Everyone\"",
    ),
    ("title = \"Everyone\"", "title = `Everyone`", "\"Everyone\""),
    (
        "title = \"Everyone\"",
        "title = ``Everyone``",
        "\"Everyone\"",
    ),
    (
        "title = \"Everyone\"",
        "title = ＂Everyone＂",
        "\"Everyone\"",
    ),
    (
        "title = \"Everyone\"",
        "title = \"Everyone”",
        "\"Everyone\"",
    ),
    (
        "title = \"Everyone\"",
        "title = “Everyone\"",
        "\"Everyone\"",
    ),
    ("title = \"Everyone\"", "title = Everyone\"", "\"Everyone\""),
    (
        "title = \"Everyone\"",
        "title = Anyone? (100% of all)",
        "\"Anyone? (100% of all)\"",
    ),
    ("title = \"Everyone\"", "title = 5 places", "\"5 places\""),
    ("roster = true", "roster = Да", "true"),
    ("headings = [\"Age\"]", "headings = [Age]", "\"Age\""),
    ("headings = [\"Age\"]", "headings = [“Age”]", "\"Age\""),
    ("in = \"alps\"", "in = alps", "\"alps\""),
    ("[fields.age]", "[fields.age", "[fields.age]"),
    ("[[scoring]]", "[[scoring]", "[[scoring]]"),
    ("[fields.age]", "[fields.age ] ]", "[fields.age]"),
    ("[fields.age]", "{fields.age}", "[fields.age]"),
    ("[fields.age]", "fields.age:", "[fields.age]"),
    ("[fields.age]", "[fields/age]", "[fields.age]"),
    ("[fields.age]", "[fields age]", "[fields.age]"),
    ("[[scoring]]", "scoring", "[[scoring]]"),
    ("[[scoring]]", "[ [scoring] ]", "[[scoring]]"),
    ("[places]", "places", "[places]"),
    ("[places]", "places:", "[places]"),
];

/// The minimal rules with something that is true or false.
fn with_roster(from: &str, to: &str) -> String {
    MINIMAL
        .replacen(
            "headings = [\"Age\"]",
            "headings = [\"Age\"]\nroster = true",
            1,
        )
        .replacen(from, to, 1)
}

#[test]
fn what_people_write_is_said_once_where_it_stands_and_what_is_proposed_makes_the_rules_valid() {
    for (from, to, proposed) in MENDED {
        let text = with_roster(from, to);
        let found = findings(&text);
        let [finding] = found.as_slice() else {
            panic!("{to}: {found:#?}")
        };
        assert_eq!(finding.code, Code::Syntax);
        let help = finding.help.as_deref().unwrap_or_default();
        assert!(
            help.starts_with(&format!("write `{proposed}`")),
            "{to}: {help}"
        );
        let mut mended = text.clone();
        mended.replace_range(span(finding), proposed);
        assert_eq!(findings(&mended), [], "{to} became\n{mended}");
    }
}

#[test]
fn a_day_that_could_be_two_is_proposed_as_both() {
    let help = only("deadline = 2024-03-01", "deadline = 03/04/2024")
        .help
        .unwrap();
    assert_eq!(
        help,
        "write `2024-04-03` or `2024-03-04`, whichever is meant: year, month, day"
    );
    let help = only("weight = 0.5", "weight = 1,500").help.unwrap();
    assert_eq!(help, "write `1500` for thousands, `1.500` for decimals");
}

/// A bracket or quotation mark that is missing, and the one that is pointed at.
const BRACKETS: &[(&str, &str, &str)] = &[
    (
        "in = \"alps\" }] }",
        "in = \"alps\" ] }",
        "{ field = \"home\"",
    ),
    (
        "in = \"alps\" }] }",
        "in = \"alps\" } }",
        "[{ field = \"age\"",
    ),
    ("in = \"alps\" }] }", "in = \"alps\" }]", "{ all"),
    ("in = \"alps\" }] }", "in = \"alps\" }] } }", "}\n"),
    ("high = 10 }", "high = 10", "{ low = 0, high"),
    ("headings = [\"Age\"]", "headings = [\"Age\"", "[\"Age\""),
    ("cites = [\"adult\"]", "cites = [\"adult\"", "[\"adult\""),
    ("title = \"Everyone\"", "title = \"Everyone", "\"Everyone\n"),
    ("title = \"Everyone\"", "title = 'Everyone", "'Everyone\n"),
];

#[test]
fn a_missing_bracket_is_one_error_at_the_bracket_that_stays_open() {
    for (from, to, at) in BRACKETS {
        let text = minimal(from, to);
        let found = findings(&text);
        let [finding] = found.as_slice() else {
            panic!("{to}: {found:#?}")
        };
        assert!(
            text[span(finding).start..].starts_with(at),
            "{to}: {finding:?}"
        );
        assert!(finding.help.is_some());
    }
}

/// What a test is called elsewhere, and the word that must be in the help. What must not be there comes last.
const MEANT: &[(&str, &str, &str)] = &[
    (
        "{ and = [{ field = \"age\", at_least = 18 }] }",
        "`all = ",
        "`any",
    ),
    (
        "{ both = [{ field = \"age\", at_least = 18 }] }",
        "`all = ",
        "`any",
    ),
    (
        "{ AND = [{ field = \"age\", at_least = 18 }] }",
        "`all = ",
        "`any",
    ),
    (
        "{ or = [{ field = \"age\", at_least = 18 }] }",
        "`any = ",
        "`all",
    ),
    (
        "{ either = [{ field = \"age\", at_least = 18 }] }",
        "`any = ",
        "`all",
    ),
    (
        "{ none_of = [{ field = \"age\", at_least = 18 }] }",
        "`not = { any",
        "`all",
    ),
    (
        "{ field = \"age\", at_least = 18 } and { field = \"home\", in = \"alps\" }",
        "all = ",
        "any = ",
    ),
    (
        "{ field = \"age\", at_least = 18 } AND { field = \"home\", in = \"alps\" }",
        "all = ",
        "any = ",
    ),
    (
        "{ field = \"age\", at_least = 18 } && { field = \"home\", in = \"alps\" }",
        "all = ",
        "any = ",
    ),
    (
        "{ field = \"age\", at_least = 18 } or { field = \"home\", in = \"alps\" }",
        "any = ",
        "all = ",
    ),
    (
        "{ field = \"age\", at_least = 18 } || { field = \"home\", in = \"alps\" }",
        "any = ",
        "all = ",
    ),
    ("{ field = \"age\", >= 18 }", "`at_least", "at_most"),
    ("{ field = \"age\" >= 18 }", "`at_least", "at_most"),
    ("{ field = \"age\", \">=\" = 18 }", "`at_least", "at_most"),
    ("{ field = \"age\", min = 18 }", "`at_least", "at_most"),
    ("{ field = \"age\", max = 18 }", "`at_most", "at_least"),
    ("{ field = \"age\", <= 18 }", "`at_most", "at_least"),
    (
        "{ field = \"age\", > 18 }",
        "not = { field = \"…\", at_most",
        "at_least",
    ),
    (
        "{ field = \"age\", below = 18 }",
        "not = { field = \"…\", at_least",
        "at_most",
    ),
    ("{ field = \"age\", equals = 18 }", "`is = ", "not"),
    ("{ field = \"age\", == 18 }", "`is = ", "not ="),
    (
        "{ field = \"age\", != 18 }",
        "not = { field = \"…\", is",
        "in = ",
    ),
    (
        "{ field = \"sent\", after = 2024-01-01 }",
        "not = { field = \"…\", by",
        "before =",
    ),
    (
        "{ field = \"sent\", since = 2024-01-01 }",
        "not = { field = \"…\", before",
        "by =",
    ),
    (
        "{ field = \"sent\", until = 2024-01-01 }",
        "`by = ",
        "before",
    ),
    (
        "{ field = \"home\", not_in = \"alps\" }",
        "not = { field = \"…\", in",
        "is =",
    ),
    (
        "{ field = \"home\", empty = true }",
        "not = { field = \"…\", given",
        "is =",
    ),
];

#[test]
fn a_test_in_other_words_is_told_in_ours_and_never_in_the_contrary() {
    let written =
        "{ all = [{ field = \"age\", at_least = 18 }, { field = \"home\", in = \"alps\" }] }";
    for (test, wanted, unwanted) in MEANT {
        let help = only(written, test).help.unwrap();
        assert!(
            help.contains(wanted) && !help.contains(unwanted),
            "{test}: {help}"
        );
    }
}

/// What stands where something else was due, and a word of the help.
const OUT_OF_PLACE: &[(&str, &str)] = &[
    ("title = \"Everyone\",", "leave it out"),
    ("title = \"Everyone\".", "leave it out"),
    ("title = = \"Everyone\"", "leave the other out"),
    ("title == \"Everyone\"", "leave the other out"),
    ("title := \"Everyone\"", "write `title = …`"),
    ("title -> \"Everyone\"", "write `title = …`"),
    ("title – \"Everyone\"", "write `title = …`"),
    ("title", "write `title = …`"),
    ("let title = \"Everyone\"", "write `title`"),
    ("* title = \"Everyone\"", "write `title = …`"),
    ("- title = \"Everyone\"", "write `title = …`"),
    ("title = \"Everyone\" // all", "begin it with `#`"),
    ("title = \"Everyone\" ; all", "begin it with `#`"),
    ("title = \"Everyone\" -- all", "begin it with `#`"),
    ("title = \"Everyone\" (all)", "begin it with `#`"),
    ("; all\ntitle = \"Everyone\"", "begin it with `#`"),
    ("-- all\ntitle = \"Everyone\"", "begin it with `#`"),
    ("/* all */\ntitle = \"Everyone\"", "begin it with `#`"),
    ("<!-- all -->\ntitle = \"Everyone\"", "begin it with `#`"),
    (
        "ask the panel\ntitle = \"Everyone\"",
        "begin a remark with `#`",
    ),
    ("---\ntitle = \"Everyone\"", "leave it out"),
    ("title = \"Every\" \"one\"", "leave it out"),
    ("title = \"\"Everyone\"\"", "write one before the text"),
    ("title = ''Everyone''", "write one before the text"),
    ("title =\n\"Everyone\"", "behind the `=`"),
    ("title = \"Every\none\"", "over several lines"),
    ("title = “Every\none”", "over several lines"),
    ("title = \"Every\u{7}one\"", "leave it out"),
    ("название = \"Everyone\"", "a key of the rules"),
    (
        "title = \"Everyone\" cites = [\"cap\"]",
        "a new line before `cites`",
    ),
];

#[test]
fn what_stands_in_a_place_of_something_else_is_one_error_that_says_what_to_do() {
    let written = "title = \"Everyone\"";
    let line = MINIMAL[..MINIMAL.find(written).unwrap()]
        .matches('\n')
        .count();
    for (to, wanted) in OUT_OF_PLACE {
        let text = minimal(written, to);
        let finding = only(written, to);
        assert!(
            finding
                .help
                .as_deref()
                .is_some_and(|help| help.contains(wanted)),
            "{to}: {finding:?}"
        );
        let there = text[..span(&finding).start].matches('\n').count();
        assert!(
            (line..=line + to.matches('\n').count()).contains(&there),
            "{to}: {finding:?}"
        );
    }
}

/// Tests that are not written as tests, a word that must be in the help, and one that must not.
const NO_TESTS: &[(&str, &str, &str)] = &[
    ("{ field = \"age\" at_least = 18 }", "write one", "any"),
    ("{ field = \"age\"; at_least = 18 }", "write `,`", "any"),
    (
        "{ field: \"age\", at_least: 18 }",
        "write `field = …`",
        "any",
    ),
    (
        "{ any [{ field = \"age\", at_least = 18 }] }",
        "write `any = …`",
        "all",
    ),
    (
        "{ all = [ field = \"age\", at_least = 18 }] }",
        "write `{ field = … }`",
        "any",
    ),
    ("{{ field = \"age\", at_least = 18 }", "leave it out", "any"),
    (
        "{ all = [{ field = \"age\", at_least = 18 },, { field = \"home\", in = \"alps\" }] }",
        "leave it out",
        "any",
    ),
    (
        "{ all = [{ field = \"age\", at_least = 18 } { field = \"home\", in = \"alps\" }] }",
        "write one",
        "any",
    ),
    (
        "{ field = \"age\", at_least = 18 }, { field = \"home\", in = \"alps\" }",
        "`{ all = ",
        "leave",
    ),
    (
        "{ field = \"age\", at_least = 18 } xor { field = \"home\", in = \"alps\" }",
        "`{ all = ",
        "leave",
    ),
    (
        "{ field = \"age\", at_least = 18 } + { field = \"home\", in = \"alps\" }",
        "`{ all = ",
        "leave",
    ),
    (
        "{ field = \"age\", at_least = 18 } und { field = \"home\", in = \"alps\" }",
        "all = ",
        "any = ",
    ),
    (
        "{ field = \"age\", at_least = 18 } oder { field = \"home\", in = \"alps\" }",
        "any = ",
        "all = ",
    ),
    (
        "{ field = \"age\", at_least = 18 } | { field = \"home\", in = \"alps\" }",
        "any = ",
        "all = ",
    ),
    (
        "{ field = \"age\", at_least = 18 } & { field = \"home\", in = \"alps\" }",
        "all = ",
        "any = ",
    ),
    (
        "{ field = \"age\", at_least = 18, field = \"home\", in = \"alps\" }",
        "`{ all = ",
        "leave",
    ),
    (
        "[{ field = \"age\", at_least = 18 }, { field = \"home\", in = \"alps\" }]",
        "{ all = ",
        "leave",
    ),
    ("\"age at least 18\"", "in braces", "any"),
    ("age >= 18", "at_least", "at_most"),
    ("age at least 18", "{ field = ", "any"),
    (
        "{ и = [{ field = \"age\", at_least = 18 }] }",
        "all = ",
        "any = ",
    ),
    (
        "{ или = [{ field = \"age\", at_least = 18 }] }",
        "any = ",
        "all = ",
    ),
    (
        "{ not_any = [{ field = \"age\", at_least = 18 }] }",
        "not = { any",
        "all",
    ),
    ("{ age = 18 }", "`field = \"age\"`", "any"),
    (
        "{ field = [\"age\", \"home\"], at_least = 18 }",
        "a test of its own",
        "leave",
    ),
    (
        "{ field = \"home\", in = \"AT, CH\" }",
        "`in = [\"AT\", \"CH\"]`",
        "any",
    ),
    (
        "{ field = \"home\", in = [\"alps\"] }",
        "`in = \"alps\"`",
        "any",
    ),
    (
        "{ field = \"home\", is = \"alps\" }",
        "`in = \"alps\"`",
        "any",
    ),
];

#[test]
fn what_is_no_test_is_told_how_a_test_is_written_and_nothing_that_asks_something_else() {
    let written =
        "{ all = [{ field = \"age\", at_least = 18 }, { field = \"home\", in = \"alps\" }] }";
    for (test, wanted, unwanted) in NO_TESTS {
        let help = only(written, test)
            .help
            .unwrap_or_else(|| panic!("{test} without a help"));
        assert!(
            help.contains(wanted) && !help.replace(wanted, "").contains(unwanted)
                || help.contains(wanted) && *unwanted == "any" && help.contains("any of"),
            "{test}: {help}"
        );
    }
}

#[test]
fn a_value_that_is_not_what_its_key_takes_is_never_proposed_as_a_text() {
    for (from, values) in [
        (
            "deadline = 2024-03-01",
            &[
                "tomorrow",
                "31.1.24",
                "31/1/24",
                "2024-01-31 midnight",
                "31 gennaio 2024",
                "2024-02-30",
            ][..],
        ),
        (
            "cap = 12",
            &[
                "twelve", "12 or 13", "10-12", "~12", "max 12", "12O", "1 2", "?", "all", "½",
            ][..],
        ),
    ] {
        let key = from.split(" = ").next().unwrap();
        for value in values {
            let help = only(from, &format!("{key} = {value}")).help.unwrap();
            assert!(
                !help.contains('"') && !help.contains("in quotes"),
                "{value}: {help}"
            );
            assert!(
                !help.starts_with("write `12`") && !help.starts_with("write `1`"),
                "{value}: {help}"
            );
        }
    }
}

#[test]
fn a_file_of_another_kind_is_one_error() {
    let wrap = |before: &str, after: &str| format!("{before}{MINIMAL}{after}");
    for (text, wanted) in [
        (wrap("{\\rtf1\\ansi ", "}"), "RTF"),
        (wrap("<html><body><pre>", "</pre>"), "a page of the web"),
        (wrap("```toml\n", "```\n"), "a chat or a wiki"),
        ("{\"format\": 1}".to_owned(), "JSON"),
        (
            "format: 1\ncall:\n  deadline: x\n".to_owned(),
            "no line has a header",
        ),
        ("ID;Name\nA1;Ana\n".to_owned(), "no line has a header"),
        (
            MINIMAL.chars().flat_map(|letter| [letter, '\0']).collect(),
            "UTF-16",
        ),
        (
            MINIMAL.replace('\n', "\u{2028}"),
            "the lines end with a sign",
        ),
        (
            minimal(
                "cap = 12",
                "<<<<<<< ours\ncap = 12\n=======\ncap = 13\n>>>>>>> theirs",
            ),
            "two versions",
        ),
    ] {
        let found = findings(&text);
        let [finding] = found.as_slice() else {
            panic!("{wanted}: {found:#?}")
        };
        assert!(
            finding.message.contains(wanted) && finding.help.is_some(),
            "{finding:?}"
        );
    }
    for (bytes, wanted) in [
        (&b"PK\x03\x04\x14\0"[..], "a document or workbook"),
        (b"\xd0\xcf\x11\xe0\0", "a document or workbook"),
        (b"%PDF-1.5", "a PDF"),
        (b"\xff\xfef\0o\0", "UTF-16"),
        (b"format = 1\ntitle = \"caf\xe9\"", "line 2"),
    ] {
        assert!(
            intake::rules::load::not_text(bytes).0.contains(wanted),
            "{wanted}"
        );
    }
}

#[test]
fn a_missing_header_and_a_header_of_the_wrong_kind_are_one_error_each() {
    let own = "[[eligibility]]\nid = \"b\"\ntitle = \"B\"\ncites = [\"adult\"]\ntest = { field = \"age\", at_least = 18 }\n";
    let several = minimal(
        "[[scoring]]",
        &format!("{own}\n{}\n[[scoring]]", own.replace("\"b\"", "\"c\"")),
    );
    assert_eq!(findings(&several), []);
    let last = several.rfind("[[eligibility]]").unwrap();
    for (header, wanted) in [
        ("", "its header before this line, such as `[[eligibility]]`"),
        (
            "[eligibility]",
            "write `[[eligibility]]`, with two brackets",
        ),
        ("[eligibility]]", "write `[[eligibility]]`"),
        ("[[eligibility]", "write `[[eligibility]]`"),
        ("eligibility", "write `[[eligibility]]`"),
        ("[eligibility.c]", "write `[[eligibility]]` over each"),
        ("[[eligibilty]]", "did you mean `eligibility`?"),
    ] {
        // The second of three, so that something follows that could be misread.
        let second = several[..last].rfind("[[eligibility]]").unwrap();
        let mut text = several.clone();
        text.replace_range(second..second + "[[eligibility]]".len(), header);
        let found = findings(&text);
        let [finding] = found.as_slice() else {
            panic!("{header}: {found:#?}")
        };
        assert!(
            finding
                .help
                .as_deref()
                .is_some_and(|help| help.contains(wanted)),
            "{header}: {finding:?}"
        );
    }
    assert!(
        only("[places]", "")
            .help
            .unwrap()
            .starts_with("write `[places]` before")
    );
    let misspelt = only("[places]", "[place]");
    assert_eq!(misspelt.help.as_deref(), Some("did you mean `places`?"));
    assert_eq!(
        only("title = \"Everyone\"", "Title = \"Everyone\"")
            .help
            .as_deref(),
        Some("did you mean `title`?")
    );
}

#[test]
fn a_header_or_key_that_stands_for_another_is_one_error_that_says_what_to_write() {
    for (good, written) in [
        ("[places]", "[call.places]"),
        ("[places]", "[programme.places]"),
        ("[places]", "[places.seats]"),
        ("[ranking]", "[places.ranking]"),
        ("[programme]", "[programme.about]"),
        ("[call]", "[programme.call]"),
        ("[call]", "[call.times]"),
        ("[[groups]]", "[[places.groups]]"),
        ("[[groups]]", "[places.groups]"),
        ("[fields.age]", "[fields.age.x]"),
        ("[fields.english]", "[fields.english.scale-of]"),
        ("[fields.age]", "[call.fields.age]"),
        ("[lists.alps]", "[lists.alps.countries]"),
        ("[decisions.points]", "[call.decisions.points]"),
        ("[decisions.points]", "[decisions.points.x]"),
        ("[call]", "[Call]"),
        ("[[groups]]", "[[GROUPS]]"),
        ("[fields.age]", "[Fields.age]"),
        ("[lists.alps]", "[LISTS.alps]"),
        ("format = 1", "version = 1"),
        ("format = 1", "schema_version = 1"),
    ] {
        let finding = only(good, written);
        assert_eq!(
            finding.help,
            Some(format!("write `{good}`")),
            "{written}: {finding:?}"
        );
        assert_eq!(finding.code, Code::UnknownKey);
        let text = minimal(good, written);
        assert!(
            written.starts_with(&text[span(&finding)]),
            "{written}: {finding:?}"
        );
        // Whatever else is wrong is said as well.
        let found =
            findings(&text.replacen("title = \"Everyone\"", "title = \"Everyone\"\nhats = 3", 1));
        assert_eq!(found.len(), 2, "{written}: {found:#?}");
    }
    // Where the right one stands as well it is one error still, and nothing else is taken for another thing.
    assert_eq!(
        findings(&format!("{MINIMAL}\n[call.places]\ncap = 3\n")).len(),
        1
    );
    assert_eq!(
        findings(&minimal("format = 1", "format = 1\nversion = 1")).len(),
        1
    );
    assert_eq!(
        findings(&minimal(
            "[fields.age]",
            "[fields.places]\ntype = \"text\"\nheadings = [\"P\"]\nroster = true\n\n[fields.age]"
        )),
        []
    );
}

#[test]
fn a_table_is_told_how_many_brackets_it_takes() {
    for (from, to) in [
        ("[[eligibility]]", "[eligibility]"),
        ("[[groups]]", "[groups]"),
        ("[[levels]]", "[levels]"),
        ("[places]", "[[places]]"),
        ("[fields.age]", "[[fields.age]]"),
        ("[ranking]", "[[ranking]]"),
    ] {
        let finding = only(from, to);
        assert_eq!(finding.code, Code::WrongType);
        let help = finding.help.unwrap();
        assert!(help.starts_with(&format!("write `{from}`")), "{to}: {help}");
    }
    let twice = format!("{MINIMAL}\n[eligibility]\nid = \"a\"\n\n[eligibility]\nid = \"b\"\n")
        .replace("[[eligibility]]", "[eligibility]");
    let found = findings(&twice);
    assert!(
        found.iter().any(|found| found
            .help
            .as_deref()
            .is_some_and(|help| help.contains("`[[eligibility]]`"))),
        "{found:#?}"
    );
}

#[test]
fn a_value_of_the_wrong_type_is_told_as_it_is_written() {
    let yes_no = MINIMAL
        .replacen(
            "[fields.gender]",
            "[fields.member]\ntype = \"yes-no\"\nheadings = [\"Member\"]\n\n[fields.gender]",
            1,
        )
        .replacen(
            "{ field = \"age\", at_least = 18 }",
            "{ field = \"member\", is = \"yes\" }",
            1,
        );
    let help = |text: &str| {
        findings(text)
            .into_iter()
            .next()
            .unwrap()
            .help
            .unwrap_or_default()
    };
    assert_eq!(help(&yes_no), "write `is = true`, without quotes");
    for (from, to, wanted) in [
        (
            "weight = 0.5",
            "weight = \"1\"",
            "write `weight = 1`, without quotes",
        ),
        (
            "weight = 0.5",
            "weight = \"2,5\"",
            "write `weight = 2.5`, without quotes",
        ),
        (
            "cap = 12",
            "cap = \"12\"",
            "write `cap = 12`, without quotes",
        ),
        (
            "deadline = 2024-03-01",
            "deadline = \"2024-03-01\"",
            "write `deadline = 2024-03-01`",
        ),
        (
            "deadline = 2024-03-01",
            "deadline = \"01.03.2024\"",
            "write `deadline = 2024-03-01`",
        ),
        (
            "headings = [\"Age\"]",
            "headings = \"Age\"",
            "write `headings = [\"Age\"]`",
        ),
        ("title = \"Everyone\"", "title = 5", "write `title = \"5\"`"),
    ] {
        assert_eq!(help(&minimal(from, to)), wanted, "{to}");
    }
}

#[test]
fn a_level_that_reads_itself_or_one_below_is_told_so() {
    let own = only(
        "points = [{ field = \"age\", bands",
        "points = [{ level = \"experience\", bands",
    );
    assert_eq!(own.message, "the level `experience` reads itself");
    let below = "[[levels]]\nid = \"first\"\ncites = [\"points\"]\nscale = \"skill\"\ntable = [{ test = { level = \"experience\", is = \"low\" }, level = \"low\" }, { level = \"high\" }]\n\n[[levels]]";
    let found = findings(&minimal("[[levels]]", below));
    assert!(
        found[0]
            .message
            .starts_with("the level `experience` stands further down, in line "),
        "{found:#?}"
    );
}

#[test]
fn letters_that_cannot_be_seen_are_named() {
    for blank in ['\u{a0}', '\u{202f}', '\u{200b}', '\u{3000}'] {
        for to in [
            format!("weight{blank}= 0.5"),
            format!("weight ={blank}0.5"),
            format!("{blank}weight = 0.5"),
        ] {
            let finding = only("weight = 0.5", &to);
            assert!(
                finding
                    .message
                    .contains(&format!("U+{:04X}", u32::from(blank))),
                "{finding:?}"
            );
        }
    }
}

#[test]
fn a_file_that_is_empty_or_of_an_old_mac_is_said_as_a_whole() {
    for empty in ["", "\n\n", "\u{feff}", "# nothing yet\n"] {
        let found = findings(empty);
        assert_eq!(found.len(), 1, "{empty:?}: {found:#?}");
        assert!(found[0].message.contains("is empty"));
    }
    let found = findings(&MINIMAL.replace('\n', "\r"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0]
            .help
            .as_deref()
            .is_some_and(|help| help.contains("line ends"))
    );
    assert_eq!(
        findings(&MINIMAL.replace('\n', "\r\n")),
        [],
        "Windows is no mistake"
    );
}

#[test]
fn signs_of_other_languages_are_told() {
    for (to, wanted) in [
        ("weight: 0.5", "write `weight = …`"),
        ("weight 0.5", "write `weight = …`"),
        ("weight = 0.5;", "leave it out"),
        ("weight = 0.5 // half", "begin it with `#`"),
        ("weight = null", "leave the line out where there is none"),
        ("weight =", "write one after the `=`, or leave the line out"),
    ] {
        assert_eq!(only("weight = 0.5", to).help.unwrap(), wanted, "{to}");
    }
    assert_eq!(
        only("group_size = 10", "group size = 10").help.unwrap(),
        "write `group_size`"
    );
    let twice = only("group_size = 10", "group_size = 10\ngroup_size = 11");
    assert!(
        twice
            .message
            .starts_with("`group_size` stands twice; the first is in line "),
        "{twice:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// One mistake neither hides another statement's nor makes a third.
    #[test]
    fn mistakes_in_different_places_are_each_said_once(first in 0..MENDED.len(), second in 0..MENDED.len()) {
        let (one, other) = (MENDED[first], MENDED[second]);
        let text = with_roster(one.0, one.1);
        let line = |of: &str| MINIMAL.find(of).map(|at| MINIMAL[..at].matches('\n').count());
        prop_assume!(line(one.0) != line(other.0) && one.0 != other.0 && text.contains(other.0) && !one.0.starts_with('[') && !other.0.starts_with('['));
        let found = findings(&text.replacen(other.0, other.1, 1));
        prop_assert_eq!(found.len(), 2, "{} and {}: {:#?}", one.1, other.1, found);
    }

    /// Whatever is cut out of a file, it ends, and never with nothing to say and no rules.
    #[test]
    fn damage_is_always_told(from in 0..MINIMAL.len(), length in 1usize..40, put in "[\\[\\]{}\"'=,.#a \n]{0,3}") {
        let from = MINIMAL.floor_char_boundary(from);
        let to = MINIMAL.floor_char_boundary((from + length).min(MINIMAL.len()));
        let mut text = MINIMAL.to_owned();
        text.replace_range(from..to, &put);
        let loaded = load("spring.toml", &text, &|_| Ok(ALPS.to_owned()));
        prop_assert!(loaded.rules.is_some() || !loaded.findings.is_empty());
        for finding in &loaded.findings {
            let Location::Rules(span) = &finding.location else { continue };
            prop_assert!(span.end <= text.len() && text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
    }
}

/// The minimal rules, settled, with one place that is not.
fn open_places(from: &str, to: &str) -> Vec<String> {
    let loaded = load("spring.toml", &minimal(from, to), &|_| Ok(ALPS.to_owned()));
    let rules = loaded
        .rules
        .unwrap_or_else(|| panic!("{to}: {:#?}", loaded.findings));
    unfinished(&rules)
        .into_iter()
        .map(|finding| finding.message)
        .collect()
}

#[test]
fn newcomer_school_an_untouched_draft_decides_nothing_and_check_lists_what_is_left() {
    let export = "ID,Timestamp,Name,Motivation\nS001,2025-03-03 15:23:14,Ana Kovac,care\nS002,2025-03-03 17:04:06,Ben Ilic,work\n";
    let bench = Bench::new("").file("export.csv", export);
    let rules = bench.path("draft.toml");
    let drafted = bench.job(&crate::shell::Job::New {
        rules: rules.clone(),
        from: bench.applications.clone(),
        reading: intake::table::Options::default(),
    });
    assert_eq!(drafted.exit, Exit::Done, "{drafted:?}");
    let bench = Bench::new(&bench.read(&rules)).file("export.csv", export);
    let checked = bench.check();
    let places = |line: &str| {
        line.rsplit_once('(')?
            .1
            .strip_suffix(" lines)")?
            .parse::<usize>()
            .ok()
    };
    let said = checked
        .out
        .lines()
        .filter(|line| line.starts_with("warning[unfinished]"));
    let left: usize = said.map(|line| places(line).unwrap_or(1)).sum();
    assert!(
        left > 5
            && checked.out.contains(&format!(
                "  {left} places are still to be settled; until then `select` refuses"
            )),
        "{}",
        checked.out
    );
    let ran = bench.select();
    assert_eq!((ran.said.exit, ran.files.len()), (Exit::Usage, 0));
    assert!(
        ran.said.err.contains("unfinished rules decide nothing"),
        "{}",
        ran.said.err
    );
    assert!(!bench.left().contains(&"run".to_owned()));
}

#[test]
fn what_says_itself_that_it_is_unfinished_is_listed_wherever_it_stands() {
    assert_eq!(
        open_places("cap = 12", "cap = 12 # settled on 3 May"),
        Vec::<String>::new()
    );
    for (from, to) in [
        ("cap = 12", "cap = 12 # EDIT"),
        ("cap = 12", "cap = 12 # TODO: ask the panel"),
        ("cap = 12", "# how many? TBD\ncap = 12"),
        ("by = \"the panel\"", "by = \"nobody yet\""),
        ("by = \"the panel\"", "by = \"Nobody\""),
        ("by = \"the panel\"", "by = \"TBC\""),
        (
            "text = \"English counts most.\"",
            "text = \"To be decided by the panel.\"",
        ),
        ("title = \"Of age\"", "title = \"…\""),
        (
            "title = \"Spring course\"",
            "title = \"The title of the programme\"",
        ),
        ("adult = \"Applicants are of age.\"", "adult = \"???\""),
        ("deadline = 2024-03-01", "deadline = 2099-12-31"),
        ("deadline = 2024-03-01", "deadline = 1970-01-01"),
        ("on = 2024-01-10", "on = 2099-01-01"),
    ] {
        assert_eq!(
            open_places(from, to).len(),
            1,
            "{to}: {:?}",
            open_places(from, to)
        );
    }
    // To speak of a mark is not to set one, and words that hold one are other words.
    for to in [
        "cap = 12 # the EDITION of May",
        "cap = 12 # no TODO is left here, all was settled",
        "cap = 12 # edit with care",
    ] {
        assert_eq!(open_places("cap = 12", to), Vec::<String>::new(), "{to}");
    }
    for short in ["x", "X", "T", "Ä"] {
        let title = format!("title = \"{short}\"");
        assert_eq!(
            open_places("title = \"Of age\"", &title),
            Vec::<String>::new(),
            "{title}"
        );
    }
}

#[test]
fn rules_without_criterion_and_score_decide_nothing_and_either_is_enough() {
    let text = std::fs::read_to_string(repository("rules/minimal.toml")).unwrap();
    let count = |text: &str| {
        let loaded = load("minimal.toml", text, &|_| Err(String::new()));
        unfinished(
            &loaded
                .rules
                .unwrap_or_else(|| panic!("{:#?}", loaded.findings)),
        )
        .len()
    };
    assert_eq!(count(&text), 0);
    let bare = include_str!("authors/bare.toml");
    assert_eq!(count(bare), 1);
    let criterion = "\n[[eligibility]]\nid = \"name\"\ntitle = \"Gives a name\"\ncites = [\"places\"]\ntest = { field = \"name\", given = true }\n";
    assert_eq!(count(&format!("{bare}{criterion}")), 0);
}

#[test]
fn rules_unlikely_a_scale_from_best_to_worst_is_a_warning_with_its_line() {
    let check = |levels: &[&str]| {
        let scale: String = levels
            .iter()
            .map(|level| format!("[[scales.ladder]]\nlevel = \"{level}\"\n\n"))
            .collect();
        let field = "[fields.step]\ntype = \"scale\"\nscale = \"ladder\"\nheadings = [\"Step\"]\nroster = true\n\n";
        let rules = minimal("[fields.age]", &format!("{scale}{field}[fields.age]"));
        let loaded = load("spring.toml", &rules, &|_| Ok(ALPS.to_owned()));
        let found = intake::study::analyse::analyse(
            &loaded
                .rules
                .unwrap_or_else(|| panic!("{:#?}", loaded.findings)),
        );
        found.iter().any(|finding| finding.code == Code::ScaleOrder)
    };
    for falling in [
        ["C2", "C1", "B2"],
        ["excellent", "good", "poor"],
        ["extensive", "limited", "none"],
        ["5", "4", "1"],
        ["always", "sometimes", "never"],
        ["fluent", "intermediate", "beginner"],
    ] {
        assert!(check(&falling), "{falling:?}");
        let rising: Vec<&str> = falling.into_iter().rev().collect();
        assert!(!check(&rising), "{rising:?}");
    }
    for unknown in [
        ["red", "green", "blue"],
        ["bachelor", "master", "doctor"],
        ["B2", "C2", "C1"],
    ] {
        assert!(!check(&unknown), "{unknown:?}");
    }
}

#[test]
fn rules_unlikely_select_warns_as_check_does() {
    let scale: String = ["C2", "C1", "B2"]
        .map(|level| format!("[[scales.ladder]]\nlevel = \"{level}\"\n\n"))
        .concat();
    let field = "[fields.step]\ntype = \"scale\"\nscale = \"ladder\"\nheadings = [\"Step\"]\nroster = true\n\n";
    let rules = minimal("[fields.age]", &format!("{scale}{field}[fields.age]"));
    let bench = Bench::new(&rules).file(
        "pile.csv",
        "ID,Sent,Age,Country,English,Gender,Step\nA1,2024-02-01 10:00,20,AT,low,,C1\n",
    );
    bench.beside("alps.csv", ALPS);
    let said = bench.select().said.err;
    assert!(
        plain(&said).contains("warning[scale-order]: the scale `ladder` begins with `C2`"),
        "{said}"
    );
}

#[test]
fn rules_unlikely_a_deadline_after_the_first_day_or_years_from_every_application_is_a_warning() {
    let pile = "ID,Sent,Age,Country,English,Gender\nA1,2024-02-01 10:00,20,AT,low,\nA2,2024-02-20 10:00,30,CH,high,\n";
    let bench = |from: &str, to: &str| Bench::new(&minimal(from, to)).file("pile.csv", pile);
    let said = |from: &str, to: &str| {
        let folder = bench(from, to);
        put(&folder.folder().join("alps.csv"), ALPS);
        plain(&folder.check().out)
    };
    let day = |day: &str| format!("title = \"Spring course\"\nfirst_day = {day}");
    assert!(!said("title = \"Spring course\"", &day("2024-05-01")).contains("deadline-"));
    assert!(
        said("title = \"Spring course\"", &day("2024-02-01")).contains(
            "warning[deadline-unlikely]: the deadline, 2024-03-01, is after the programme begins, 2024-02-01"
        )
    );
    let far = said("deadline = 2024-03-01", "deadline = 2042-03-01");
    assert!(
        far.contains(
            "warning[deadline-far]: every application came more than 17 years before the deadline, 2042-03-01"
        ),
        "{far}"
    );
    let far = said("deadline = 2024-03-01", "deadline = 2004-03-01");
    assert!(
        far.contains("every application came more than 19 years after the deadline, 2004-03-01"),
        "{far}"
    );
}

#[test]
fn a_bound_on_a_scale_is_written_out_among_the_sentences() {
    let bench = Bench::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    let job = crate::shell::Job::Check {
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        applications: Vec::new(),
        reading: intake::table::Options::default(),
        sentences: Some(crate::shell::Sentences::Text),
        notes: false,
    };
    let said = bench.job(&job).out;
    assert!(
        said.contains("English level is at least B2; met by English level B2, C1 or C2\n"),
        "{said}"
    );
    assert!(
        said.contains("Training is at most limited; met by Training none or limited\n"),
        "{said}"
    );
}
