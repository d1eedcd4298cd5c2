//! SurveyMonkey: two rows of headings, the question above and the option, or `Response`, below.
//!
//! A question of several columns stands once, over the first of them. Of a question with several choices there is one
//! column an option, which holds the option's text or nothing.

use super::{ANY, Tool, cell};
use crate::domain::spelling::fold_words;

pub(super) static TOOL: Tool = Tool {
    id: "surveymonkey",
    name: "SurveyMonkey",
    recognise: |head| {
        let first = cell(head, 0, 0);
        (first == "respondent id" || first == "respondentid") && head.len() > 1 && is_second(head)
    },
    rows: 2,
    headings,
    own: &[
        "collector id",
        "collectorid",
        "start date",
        "startdate",
        "end date",
        "enddate",
        "ip address",
        "ipaddress",
        "custom data 1",
    ],
    ..ANY
};

/// What stands under a question of one column, in the languages in which exports were seen or its pages are written.
const RESPONSE: &[&str] = &[
    "",
    "response",
    "open ended response",
    "réponse",
    "réponse ouverte",
    "antwort",
    "offene antwort",
    "respuesta",
    "respuesta abierta",
    "risposta",
    "risposta aperta",
    "resposta",
    "odpowiedź",
    "ответ",
];

/// Whether the second row holds options rather than an application: it has nothing under the respondent's number.
fn is_second(head: &[Vec<String>]) -> bool {
    cell(head, 1, 0).is_empty() && head.get(1).is_some_and(|row| row.iter().any(|cell| !cell.trim().is_empty()))
}

fn headings(rows: &[Vec<String>]) -> Vec<String> {
    let [questions, parts] = rows else { return super::first_row(rows) };
    let mut question = String::new();
    let columns = questions.len().max(parts.len());
    let at = |row: &[String], column: usize| row.get(column).map_or("", |text| text.trim()).to_owned();
    (0..columns)
        .map(|column| {
            let (above, below) = (at(questions, column), at(parts, column));
            if !above.is_empty() {
                question = above;
            } else if below.is_empty() {
                return String::new();
            }
            let below_is_no_option = RESPONSE.contains(&fold_words(&below).as_str());
            if below_is_no_option { question.clone() } else { format!("{question} [{below}]") }
        })
        .collect()
}
