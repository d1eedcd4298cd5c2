//! SurveyMonkey: two rows of headings, the question above and the option, or `Response`, below.
//!
//! A question of several columns stands once, over the first of them. Of a question with several choices there is one
//! column an option, which holds the option's text or nothing.

use super::{ANY, Tool, cell};
use crate::values::spelling::fold_words;

pub(super) static TOOL: Tool = Tool {
    id: "surveymonkey",
    name: "SurveyMonkey",
    recognise: |head| {
        let first = cell(head, 0, 0);
        (first == "respondent id" || first == "respondentid") && head.len() > 1 && is_second(head)
    },
    rows: 2,
    headings,
    own: OWN,
    ..ANY
};

#[rustfmt::skip]
const OWN: &[&str] = &[
    "collector id", "collectorid", "start date", "startdate", "end date", "enddate", "ip address",
    "ipaddress", "custom data 1",
];

/// Columns about a person under which nothing stands in the second row either.
const CONTACT: &[&str] = &["email address", "first name", "last name"];

/// What stands under a question of one column, in the languages in which exports were seen or its pages are written.
#[rustfmt::skip]
const RESPONSE: &[&str] = &[
    "", "response", "open ended response", "réponse", "réponse ouverte", "antwort",
    "offene antwort", "respuesta", "respuesta abierta", "risposta", "risposta aperta", "resposta",
    "odpowiedź", "ответ",
];

/// Whether the second row holds options rather than an application without a number, which would be lost among the headings.
///
/// Nothing stands under the respondent's number, something under most questions, and either the words for a question of one
/// column or an option beside another, where the first row is blank.
fn is_second(head: &[Vec<String>]) -> bool {
    let [above, below, ..] = head else {
        return false;
    };
    if !cell(head, 1, 0).is_empty() {
        return false;
    }
    let is_blank = |text: &str| text.trim().is_empty();
    let heading = |column: usize| {
        above
            .get(column)
            .map(|text| fold_words(text))
            .unwrap_or_default()
    };
    let of_tool = |heading: &str| {
        OWN.contains(&heading) || CONTACT.contains(&heading) || heading.starts_with("custom data")
    };
    let pairs: Vec<(String, &String)> = below
        .iter()
        .enumerate()
        .skip(1)
        .map(|(column, part)| (heading(column), part))
        .filter(|(heading, part)| !(of_tool(heading) || heading.is_empty() && is_blank(part)))
        .collect();
    let filled = pairs.iter().filter(|(_, part)| !is_blank(part)).count();
    let says_response = |part: &str| {
        let words = fold_words(part);
        !words.is_empty() && RESPONSE.contains(&words.as_str())
    };
    let tells = |(heading, part): &(String, &String)| {
        heading.is_empty() && !is_blank(part) || says_response(part.as_str())
    };
    filled.saturating_mul(2) > pairs.len() && pairs.iter().any(tells)
}

fn headings(rows: &[Vec<String>]) -> Vec<String> {
    let [stems, parts] = rows else {
        return super::first_row(rows);
    };
    let mut stem = String::new();
    let columns = stems.len().max(parts.len());
    let at =
        |row: &[String], column: usize| row.get(column).map_or("", |text| text.trim()).to_owned();
    (0..columns)
        .map(|column| {
            let (above, below) = (at(stems, column), at(parts, column));
            if !above.is_empty() {
                stem = above;
            } else if below.is_empty() {
                return String::new();
            }
            let below_is_no_option = RESPONSE.contains(&fold_words(&below).as_str());
            if below_is_no_option {
                stem.clone()
            } else {
                format!("{stem} [{below}]")
            }
        })
        .collect()
}
