//! LimeSurvey: one row of headings, options of one question as `Question [option]`.
//!
//! The names of its own columns follow the language of the survey or of whoever exports; their order does not: the response's
//! number, the moment of submission, the last page, the language it was begun in.

use super::responses::Mark;
use super::{ANY, Tool, named};
use crate::table::HeadingId;
use crate::values::spelling::fold_words;

pub(super) static TOOL: Tool = Tool {
    id: "limesurvey",
    name: "LimeSurvey",
    recognise: |head| {
        named(
            head,
            &[
                "response id",
                "date submitted",
                "last page",
                "start language",
            ],
        ) >= 3
            || named(head, &["id", "submitdate", "lastpage", "startlanguage"]) >= 3
            || in_another_language(head)
            || is_laid_out(head)
    },
    own: OWN,
    marks: &[Mark::blank(
        &["date submitted", "submitdate"],
        Some(HeadingId(1)),
        "unfinished",
    )],
    // So that no spreadsheet takes the answer for a formula.
    unmasked: |text| {
        text.strip_prefix('\'')
            .filter(|rest| rest.starts_with('='))
            .unwrap_or(text)
    },
    ..ANY
};

#[rustfmt::skip]
const OWN: &[&str] = &[
    "last page", "lastpage", "start language", "startlanguage", "seed", "ip address", "ipaddr",
    "refurl", "letzte seite", "start sprache", "zufallsstartwert", "dernière page",
    "langue de départ", "última página", "idioma inicial", "lenguaje inicial", "ultima pagina",
    "lingua iniziale", "ostatnia strona", "język początkowy", "последняя страница",
    "язык интерфейса", "начальный язык", "laatste pagina", "остання сторінка", "початкова мова",
];

/// The last page and the language in which the response was begun, side by side, as the exports of other languages name them.
const PAIRS: &[(&str, &str)] = &[
    ("letzte seite", "start sprache"),
    ("letzte seite", "startsprache"),
    ("dernière page", "langue de départ"),
    ("dernière page", "langue initiale"),
    ("última página", "lenguaje inicial"),
    ("última página", "idioma inicial"),
    ("última página", "língua inicial"),
    ("ultima pagina", "lingua iniziale"),
    ("ultima pagina", "lingua di partenza"),
    ("ostatnia strona", "język początkowy"),
    ("последняя страница", "начальный язык"),
    ("последняя страница", "стартовый язык"),
    ("последняя страница", "язык интерфейса"),
    ("остання сторінка", "початкова мова"),
    ("laatste pagina", "starttaal"),
    ("laatste pagina", "begintaal"),
    ("poslední stránka", "výchozí jazyk"),
    ("utolsó oldal", "kezdő nyelv"),
    ("son sayfa", "başlangıç dili"),
    ("posljednja stranica", "početni jezik"),
    ("poslednja strana", "početni jezik"),
    ("последња страна", "почетни језик"),
    ("последна страница", "начален език"),
    ("ultima pagină", "limba de pornire"),
    ("τελευταία σελίδα", "γλώσσα έναρξης"),
    ("sista sidan", "startspråk"),
    ("siste side", "startspråk"),
    ("seneste side", "startsprog"),
];

fn in_another_language(head: &[Vec<String>]) -> bool {
    let row: Vec<String> = head
        .first()
        .into_iter()
        .flatten()
        .map(|text| fold_words(text))
        .collect();
    row.windows(2).any(|pair| matches!(pair, [page, language] if PAIRS.contains(&(page.as_str(), language.as_str()))))
}

/// Whether the first four columns hold what LimeSurvey writes there, in whatever language they are named.
fn is_laid_out(head: &[Vec<String>]) -> bool {
    let Some((headings, rows)) = head.split_first() else {
        return false;
    };
    let cell = |row: &[String], at: usize| row.get(at).map_or("", |cell| cell.trim()).to_owned();
    let number = |text: &str| {
        !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    // `2019-03-25 08:30:00`
    let moment = |text: &str| {
        text.len() == 19
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                10 => byte == b' ',
                13 | 16 => byte == b':',
                _ => byte.is_ascii_digit(),
            })
    };
    // `de`, `pt-BR`, `sr-Latn`, `de-easy`, `ca-valencia`
    let language = |text: &str| {
        let (code, region) = text.split_once('-').unwrap_or((text, "xx"));
        matches!(code.len(), 2 | 3)
            && code.bytes().all(|byte| byte.is_ascii_lowercase())
            && (2..=10).contains(&region.len())
            && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let fits = |row: &Vec<String>| {
        number(&cell(row, 0))
            && (cell(row, 1).is_empty() || moment(&cell(row, 1)))
            && (cell(row, 2).is_empty() || number(&cell(row, 2)))
            && language(&cell(row, 3))
    };
    // A table of somebody's own may hold a number, a moment, a score and a yes or no.
    let answers = |row: &Vec<String>| {
        matches!(
            cell(row, 3).as_str(),
            "yes" | "no" | "oui" | "non" | "da" | "ne" | "ja"
        )
    };
    let named = (0..4).all(|at| !cell(headings, at).is_empty())
        && fold_words(&cell(headings, 0)) != "id"
        && !rows.iter().any(answers);
    named
        && !rows.is_empty()
        && rows.iter().all(fits)
        && rows
            .iter()
            .any(|row| moment(&cell(row, 1)) && number(&cell(row, 2)))
}
