//! Answers in words: choices, blanks, yes and no, countries, and text that would be more than text.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use intake::values::yes_no::{Says, find, words};

use super::{HEADINGS, MINIMAL, asked, noted, read_as, rules_with, told, with_answers};
use crate::bench::{Bench, plain};
use crate::shell::{About, Format};

const OPTIONS: &str = "type = \"choices\"\noptions = { roma = [\"Roma and Sinti\"], youth = [\"Youth; children\"], land = [\"Land, water, air\"] }";

#[test]
fn b71_a_separator_at_the_end_makes_no_answer() {
    assert_snapshot!(read_as(with_answers(OPTIONS, &["Roma and Sinti;", "Roma and Sinti; land;", ";", "; ;"]), "answer"), @"
    `Roma and Sinti;` = roma
    `Roma and Sinti; land;` = roma, land
    `;` is blank
    `; ;` is blank
    ");
}

#[test]
fn b72_an_option_may_hold_the_separator_and_what_is_no_option_is_asked_about() {
    let cells = [
        "Youth; children;Roma and Sinti",
        "Roma and Sinti;Youth; children",
        "Youth;Roma and Sinti",
        "Youth; elderly",
    ];
    assert_snapshot!(read_as(with_answers(OPTIONS, &cells), "answer"), @"
    `Youth; children;Roma and Sinti` = youth, roma
    `Roma and Sinti;Youth; children` = roma, youth
    `Youth;Roma and Sinti` = youth, roma
    `Youth; elderly` = youth, something unreadable
    ");
    let commas = OPTIONS.replace(
        "type = \"choices\"",
        "type = \"choices\"\nseparator = \",\"",
    );
    assert_snapshot!(read_as(with_answers(&commas, &["Land, water, air, Roma and Sinti", "Roma and Sinti,Land, water"]), "answer"), @"
    `Land, water, air, Roma and Sinti` = land, roma
    `Roma and Sinti,Land, water` = roma, land, something unreadable
    ");
}

#[test]
fn b74_columns_of_single_options_that_disagree_with_the_summary_are_asked_about() {
    let row = |id: u32, cells: &str| format!("A-{id},2020-03-02T09:00:00,Ana,3,7,{cells}\n");
    let rows = [
        row(1, "roma;land,1,0,1"),
        row(2, "roma,1,0,1"),
        row(3, "roma;land,1,,"),
        row(4, ",0,1,0"),
        row(5, "roma,maybe,0,0"),
        // As LimeSurvey in German and older exports of Kobo say it.
        row(6, "land,Nein,,Ja"),
        row(7, "n/a,n/a,n/a,n/a"),
        // None of the columns was filled in, or the summary was written by hand.
        row(8, "roma,0,0,0"),
        row(9, "chess,0,0,0"),
        row(10, ",0,0,0"),
        row(11, "prefer not to say,0,0,0"),
    ];
    let headings = HEADINGS.join(",");
    let file = format!(
        "{headings},Answer,Answer/roma,Answer/youth,Answer/land\n{}",
        rows.concat()
    );
    let bench = Bench::new(&rules_with(OPTIONS)).file("a.csv", file);
    assert_snapshot!(asked(bench), @"
    a.csv:12:F answer: `prefer not to say` says that the applicant prefers not to answer; do not ask again: a person must decide what follows from it
    a.csv:3:F answer: `roma` names other options than the columns of the single options, by which the applicant chose `roma`, `land`
    a.csv:4:F answer: `roma;land` names other options than the columns of the single options, by which the applicant chose `roma`
    a.csv:6:G answer: `maybe` says neither that its option was chosen nor that it was not
    a.csv:9:F answer: `roma` names an answer, but no column of the single options says that it was chosen
    a.csv:10:F answer: `chess` names an answer, but no column of the single options says that it was chosen
    ");
}

#[test]
fn b77_a_personal_column_names_the_rows_of_a_word_and_not_the_word() {
    let field = "type = \"yes-no\"\npersonal = true";
    let said = |cells: &[&str]| {
        let ran = with_answers(field, cells).replacing().select();
        plain(&ran.said.err)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        said(&["ne", "yes"]),
        "question[answer-word] a.csv:column F: answer: 1 cell says yes or no in a word that the rules must settle (row 2)"
    );
    assert_eq!(
        said(&["yes", "ne", "ne", "ne", "ne"]),
        "question[answer-word] a.csv:column F: answer: 4 cells say yes or no in a word that the rules must settle (rows 3, 4, 5, …)"
    );
}

#[test]
fn b75_an_option_that_is_not_declared_is_asked_about() {
    let single = OPTIONS.replace("choices", "choice");
    assert_snapshot!(read_as(with_answers(&single, &["roma", "LGBTI", "Roma and Sintis", "Sinti"]), "answer"), @"
    `roma` = roma
    `LGBTI` ? is none of the options
    `Roma and Sintis` ? is almost, but not quite, one of the options
    `Sinti` ? names `sinti`, a word of the option `Roma and Sinti`, but is none of the options
    ");
}

#[test]
fn b76_words_for_no_answer_are_blanks_and_a_refusal_to_answer_is_kept_apart() {
    let cells = [
        "",
        " ",
        "-",
        "–",
        "n/a",
        "N/A",
        "none",
        "NULL",
        "Not applicable",
        "keine Ahnung",
        "Prefer not to say",
        "Не хочу отвечать",
    ];
    assert_snapshot!(read_as(with_answers("type = \"number\"", &cells), "answer"), @"
    `` is blank
    `` is blank
    `-` is blank
    `–` is blank
    `n/a` is blank
    `N/A` is blank
    `none` is blank
    `NULL` is blank
    `Not applicable` is blank
    `keine Ahnung` ? is no number
    `Prefer not to say` ? says that the applicant prefers not to answer
    `Не хочу отвечать` ? says that the applicant prefers not to answer
    ");
    assert_snapshot!(noted(with_answers("type = \"number\"", &cells)), @"a.csv:column F: answer: read 7 cells as no answer (`n/a`, `-`, `NULL`, `Not applicable`, `none`, …)");
    // A blank may be worth something, and who will not answer has not left a blank: nobody is ranked by that.
    assert_snapshot!(asked(with_answers("type = \"number\"", &["prefer not to say"])), @"a.csv:2:F answer: `prefer not to say` says that the applicant prefers not to answer; do not ask again: a person must decide what follows from it");
}

#[test]
fn b76_the_rules_have_words_of_their_own_and_an_option_is_an_option() {
    let cells = ["keine Ahnung", "none", "prefer not to say"];
    assert_snapshot!(read_as(with_answers("type = \"number\"\nno_answer = [\"keine Ahnung\"]", &cells), "answer"), @"
    `keine Ahnung` is blank
    `none` is blank
    `prefer not to say` ? says that the applicant prefers not to answer
    ");
    let options = "type = \"choice\"\noptions = { none = [], private = [\"Prefer not to say\"] }";
    assert_snapshot!(read_as(with_answers(options, &cells), "answer"), @"
    `keine Ahnung` ? is none of the options
    `none` = none
    `prefer not to say` = private
    ");
    let text = read_as(
        with_answers(
            "type = \"text\"",
            &["-", "Roma Centre", "prefer not to say"],
        ),
        "answer",
    );
    assert_snapshot!(text, @"
    `-` is blank
    `Roma Centre` is a text
    `prefer not to say` ? says that the applicant prefers not to answer
    ");
    let both = with_answers(
        "type = \"yes-no\"\nno = [\"nope\"]\nno_answer = [\"Nope\"]",
        &["yes"],
    );
    assert_snapshot!(plain(&both.select().said.err), @r#"
    error[ambiguous-spelling]: `Nope` is an answer of the field and no answer at once
      --> rules.toml:92:14
       |
    92 | no_answer = ["Nope"]
       |              ^^^^^^
    "#);
}

#[test]
fn b77_words_that_mean_one_thing_in_every_language_are_read_and_noted() {
    let cells = [
        "Oui", "Ja", "ДА", "Так", "TRUE", "✓", "Evet", "igen", "WAHR", "нет", "Nein", "Hayır",
        "HAYIR", "yo'q", "ոչ",
    ];
    assert_snapshot!(read_as(with_answers("type = \"yes-no\"", &cells), "answer"), @"
    `Oui` = yes
    `Ja` = yes
    `ДА` = yes
    `Так` = yes
    `TRUE` = yes
    `✓` = yes
    `Evet` = yes
    `igen` = yes
    `WAHR` = yes
    `нет` = no
    `Nein` = no
    `Hayır` = no
    `HAYIR` = no
    `yo'q` = no
    `ոչ` = no
    ");
    assert_snapshot!(noted(with_answers("type = \"yes-no\"", &cells)), @"a.csv:column F: answer: read 8 cells as yes (`Evet`, `Ja`, `Oui`, `WAHR`, `igen`, …); 6 cells as no (`HAYIR`, `Hayır`, `Nein`, `yo'q`, `нет`, …)");
}

#[test]
fn b77_words_that_mean_both_are_asked_about_once_a_column_and_settled_by_the_rules() {
    let cells = ["da", "ne", "Ne", "jo", "1", "0", "x", "perhaps"];
    assert_snapshot!(read_as(with_answers("type = \"yes-no\"", &cells), "answer"), @r#"
    question[answer-word] a.csv:column F: answer: 1 cell says `0`, which is no in most exports, but some tools number the options from 0
      help: put one line under [fields.answer] in the rules: `no = ["0"]` or `yes = ["0"]`, beside the words that are there
    question[answer-word] a.csv:column F: answer: 1 cell says `1`, which is yes in most exports, but some tools number the options from 0
      help: put one line under [fields.answer] in the rules: `no = ["1"]` or `yes = ["1"]`, beside the words that are there
    question[answer-word] a.csv:column F: answer: 1 cell says `jo`, which is yes in Danish, Lower Sorbian, Luxembourgish, Northern Sami, Norwegian and Swedish, and no in Albanian
      help: put one line under [fields.answer] in the rules: `no = ["jo"]` or `yes = ["jo"]`, beside the words that are there
    question[answer-word] a.csv:column F: answer: 2 cells say `ne`, which is yes in Greek in Latin letters and Korean in Latin letters, and no in Bosnian, Croatian, Czech, Latvian, Lithuanian, Serbian in Latin and Slovenian
      help: put one line under [fields.answer] in the rules: `no = ["ne"]` or `yes = ["ne"]`, beside the words that are there
    question[answer-word] a.csv:column F: answer: 1 cell says `x`, which is a tick to some and a cross to others
      help: put one line under [fields.answer] in the rules: `no = ["x"]` or `yes = ["x"]`, beside the words that are there
    `da` = yes
    `ne` ? is yes or no only where the rules say which
    `Ne` ? is yes or no only where the rules say which
    `jo` ? is yes or no only where the rules say which
    `1` ? is yes or no only where the rules say which
    `0` ? is yes or no only where the rules say which
    `x` ? is yes or no only where the rules say which
    `perhaps` ? is neither yes nor no
    "#);
    assert_snapshot!(asked(with_answers("type = \"yes-no\"", &["ne"])), @"a.csv:2:F answer: `ne` is yes or no only where the rules say which; this is asked once, about the whole column, and not of the applicant");
    let declared = "type = \"yes-no\"\nyes = [\"1\"]\nno = [\"ne\", \"0\", \"jo\"]";
    assert_snapshot!(read_as(with_answers(declared, &["da", "ne", "jo", "1", "0"]), "answer"), @"
    `da` = yes
    `ne` = no
    `jo` = no
    `1` = yes
    `0` = no
    ");
}

#[test]
fn b77_no_word_is_a_yes_here_and_a_no_there() {
    let mut seen = BTreeMap::new();
    for (word, says, why) in words() {
        assert_eq!(seen.insert(word, says), None, "`{word}` stands twice");
        assert_eq!(says == "ask", !why.is_empty(), "`{word}`");
        let found = find(&word.to_uppercase()).or_else(|| find(word));
        assert!(
            matches!(
                (says, found),
                ("yes", Some(Says::Yes)) | ("no", Some(Says::No)) | ("ask", Some(Says::Ask(_)))
            ),
            "`{word}` is not found as {says}"
        );
        // A single Latin, Greek or Cyrillic letter begins a yes in one language and a no in another.
        let letters = word.chars().count();
        assert!(
            letters > 1 || says == "ask" || word.chars().all(|letter| letter >= '\u{2000}'),
            "`{word}`"
        );
    }
    for word in ["ne", "jo", "na", "1", "0", "x", "ie"] {
        assert!(
            matches!(find(word), Some(Says::Ask(_))),
            "`{word}` is for a person to settle"
        );
    }
}

#[test]
fn b78_a_country_in_another_language_or_case_is_read_and_noted() {
    let cells = [
        "DEUTSCHLAND",
        "Србија",
        "türkiye",
        "Bosna i Hercegovina",
        "Україна",
        "fr",
    ];
    assert_snapshot!(read_as(with_answers("type = \"country\"", &cells), "answer"), @"
    `DEUTSCHLAND` = DE
    `Србија` = RS
    `türkiye` = TR
    `Bosna i Hercegovina` = BA
    `Україна` = UA
    `fr` ? is the code of a country in capitals only, and a word as well
    ");
    assert_snapshot!(noted(with_answers("type = \"country\"", &cells)), @"a.csv:column F: answer: read 1 cell as Bosnia and Herzegovina (`Bosna i Hercegovina`); 1 cell as Germany (`DEUTSCHLAND`); 1 cell as Serbia (`Србија`); 1 cell as Ukraine (`Україна`)");
}

#[test]
fn b79_a_misspelt_country_is_asked_about_with_the_one_that_was_probably_meant() {
    assert_snapshot!(asked(with_answers("type = \"country\"", &["Polnad", "Slovania", "Atlantis"])), @"
    a.csv:2:F answer: `Polnad` is no country Intake knows; did the applicant mean `Poland`?
    a.csv:3:F answer: `Slovania` is no country Intake knows
    a.csv:4:F answer: `Atlantis` is no country Intake knows
    ");
}

#[test]
fn b80_places_without_an_undisputed_answer_are_asked_about() {
    let cells = [
        "Kosovo",
        "Косово",
        "Crimea",
        "Крим",
        "Transnistria",
        "Northern Cyprus",
        "KKTC",
        "Abkhazia",
        "South Ossetia",
        "Nagorno-Karabakh",
        "Palestine",
        "Taiwan",
        "USSR",
        "Yugoslavia",
        "Gibraltar",
        "Hong Kong",
    ];
    assert_snapshot!(read_as(with_answers("type = \"country\"", &cells), "answer"), @"
    `Kosovo` ? needs a person to decide: states differ on its status: the call must say whether and how applicants from there count (a standing answer in the rules says it)
    `Косово` ? needs a person to decide: states differ on its status: the call must say whether and how applicants from there count (a standing answer in the rules says it)
    `Crimea` ? needs a person to decide: a region under occupation: a person decides which country it counts as (or the rules do for everybody who answers so)
    `Крим` ? needs a person to decide: a region under occupation: a person decides which country it counts as (or the rules do for everybody who answers so)
    `Transnistria` ? needs a person to decide: its status is disputed: a person decides which country it counts as (or the rules do for everybody who answers so)
    `Northern Cyprus` ? needs a person to decide: its status is disputed: a person decides which country it counts as (or the rules do for everybody who answers so)
    `KKTC` ? needs a person to decide: its status is disputed: a person decides which country it counts as (or the rules do for everybody who answers so)
    `Abkhazia` ? needs a person to decide: its status is disputed: a person decides which country it counts as (or the rules do for everybody who answers so)
    `South Ossetia` ? needs a person to decide: its status is disputed: a person decides which country it counts as (or the rules do for everybody who answers so)
    `Nagorno-Karabakh` ? needs a person to decide: its status is disputed: a person decides which country it counts as (or the rules do for everybody who answers so)
    `Palestine` ? needs a person to decide: states differ on its status: a person decides which country it counts as (or the rules do for everybody who answers so)
    `Taiwan` ? needs a person to decide: states differ on its status: a person decides which country it counts as (or the rules do for everybody who answers so)
    `USSR` ? needs a person to decide: a state that no longer exists: a person asks which country is meant today
    `Yugoslavia` ? needs a person to decide: a state that no longer exists: a person asks which country is meant today
    `Gibraltar` ? needs a person to decide: a territory of the United Kingdom: a person decides which country it counts as (or the rules do for everybody who answers so)
    `Hong Kong` ? needs a person to decide: a special administrative region of China: a person decides which country it counts as (or the rules do for everybody who answers so)
    ");
}

#[test]
fn b80_the_rules_may_answer_for_such_a_place_and_the_roster_prints_the_footnote() {
    let answer = "\n[[standing_answers]]\nname = \"Kosovo\"\ncounts_in = []\nfootnote = \"UNSCR 1244\"\ncites = [\"practice\"]\n";
    let rules = format!(
        "{}{answer}",
        rules_with("type = \"country\"\nroster = true")
    );
    let ran = Bench::new(&rules)
        .file("a.csv", super::table("Answer", &["Kosova", "Crimea"]))
        .select();
    let notes = ran
        .rows("rosters/course.csv")
        .into_iter()
        .map(|row| format!("{}: {}", row["application"], row["notes"]));
    assert_snapshot!(notes.collect::<Vec<_>>().join("\n"), @"A-01: Kosovo: UNSCR 1244");
    assert_snapshot!(ran.rows("clarify.csv").iter().map(|row| row["application"].as_str()).collect::<String>(), @"A-02");
}

#[test]
fn b81_two_countries_a_people_and_a_city_are_asked_about() {
    let cells = [
        "Serbia and Kosovo",
        "Serbia / Croatia",
        "Serbian",
        "Sarajevo",
    ];
    assert_snapshot!(asked(with_answers("type = \"country\"", &cells)), @"
    a.csv:2:F answer: `Serbia and Kosovo` names Serbia and Kosovo; ask which of them is meant, or whether both are
    a.csv:3:F answer: `Serbia / Croatia` names Serbia and Croatia; ask which of them is meant, or whether both are
    a.csv:4:F answer: `Serbian` is no country, but what people are called; did the applicant mean `Serbia`?
    a.csv:5:F answer: `Sarajevo` is no country, but a place in one; did the applicant mean `Bosnia and Herzegovina`?
    ");
}

/// Names that would be more than text somewhere.
const NAMES: [&str; 6] = [
    "=HYPERLINK(\"https://example.org\")",
    "<script>alert(1)</script>",
    "Ana \u{202e}fdp.exe",
    "+cmd|' /C calc'!A0",
    "[Ana](javascript:alert(1)) | **x**",
    "Ana &amp; <b>Bora</b>",
];

fn named() -> Bench {
    let rows: String = (1..)
        .zip(NAMES)
        .map(|(id, name)| {
            format!(
                "A-{id},2020-03-02T09:00:00,\"{}\",3,7\n",
                name.replace('"', "\"\"")
            )
        })
        .collect();
    let rules = MINIMAL
        .replace("personal = true\n", "")
        .replace("cap = 2", "cap = 6")
        .replace("size = 2", "size = 6");
    Bench::new(&rules).file("a.csv", format!("{}\n{rows}", HEADINGS.join(",")))
}

#[test]
fn b82_text_shaped_like_a_formula_stays_text_and_is_neutral_on_output() {
    let ran = named().select();
    let names: Vec<String> = ran
        .rows("rosters/course.csv")
        .iter()
        .map(|row| row["name"].clone())
        .collect();
    assert!(
        names.contains(&format!("'{}", NAMES[0])) && names.contains(&format!("'{}", NAMES[3])),
        "{names:?}"
    );
    // In the workbook it is a text and no formula.
    let bench = named().with_workbook();
    let files = bench.select().files;
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(files["workbook.xlsx"].clone())).unwrap();
    for sheet in calamine::Reader::sheet_names(&book) {
        let formulas = calamine::Reader::worksheet_formula(&mut book, &sheet).unwrap();
        assert!(
            formulas
                .used_cells()
                .all(|(.., formula)| formula.is_empty()),
            "a formula in {sheet}"
        );
    }
}

#[test]
fn b83_markup_scripts_and_direction_marks_are_escaped_wherever_they_are_shown() {
    let bench = named().replacing();
    told(&super::select(&bench, None));
    for id in ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"] {
        let page = |format| {
            bench
                .explain_as(About::Application(id.to_owned()), format)
                .out
        };
        let html = page(Format::Html);
        assert!(
            !html.contains("<script>alert")
                && !html.contains("<b>Bora")
                && !html.contains("href=\"javascript"),
            "{html}"
        );
        let markdown = page(Format::Markdown);
        assert!(
            !markdown.contains("<script>") && !markdown.contains("[Ana](javascript"),
            "{markdown}"
        );
        let lists = ["rosters/course.csv", "unplaced.csv", "ineligible.csv"];
        for file in lists.iter().map(|list| bench.written(list)) {
            assert!(!file.contains('\u{202e}'), "{file}");
        }
        for format in [Format::Html, Format::Markdown, Format::Text, Format::Json] {
            let page = plain(&page(format));
            assert!(
                !page
                    .chars()
                    .any(|c| c == '\u{202e}' || (c.is_control() && c != '\n')),
                "{page:?}"
            );
        }
    }
}
