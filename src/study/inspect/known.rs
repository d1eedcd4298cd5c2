//! Which column tells applications apart, and which says when people applied.

use std::collections::BTreeSet;

use super::{Column, Guess, Heading};
use crate::table::tools::google_forms::TIMESTAMPS;
use crate::values::spelling::fold;

/// What form tools and plain tables call the number of an application, the more telling first; Typeform calls it `#`.
#[rustfmt::skip]
const IDS: &[&str] = &[
    "application id", "application number", "application no", "application", "submission id",
    "submissionid", "response id", "responseid", "respondent id", "respondentid",
    "contribution id", "record id", "recordid", "entry id", "id", "#", "submission", "response",
    "respondent", "token", "uuid", "key", "instanceid", "instance id", "meta instanceid",
    "meta instance id", "uid", "ид", "identyfikator", "identifikator", "identifiant",
    "ідентифікатор", "идентификатор", "идентификатор ответа", "kimlik", "azonosító",
    "αναγνωριστικό",
];
/// Words of other headings that may be ids.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "id", "no", "nr", "number", "code", "token", "ref", "reference", "broj", "номер", "број",
    "nummer", "numéro", "número", "šifra", "шифра", "шифр", "kod", "код",
];
/// Words of numbers that are not an application's.
#[rustfmt::skip]
const NOT: &[&str] = &[
    "of", "many", "phone", "telephone", "mobile", "passport", "card", "tax", "vat", "bank",
    "account", "house", "postal", "post", "zip", "national", "personal", "country", "group",
    "collector", "years", "network", "seed",
];

/// Beginnings and parts of headings over the moment of submission, which are nothing else whatever stands below.
#[rustfmt::skip]
const SURE: &[&str] = &[
    "submit", "submission", "abgeschickt", "eingereicht", "soumission", "wysłani", "zakończeni",
    "отправки",
];

/// The same of headings that may be others, the more telling first.
#[rustfmt::skip]
const MOMENTS: &[&str] = &[
    "completion time", "fertigstellungszeit", "heure de fin", "hora de finalización",
    "hora de conclusão", "ora di completamento", "ora de finalizare", "ukończeni",
    "время выполнения", "время завершения", "час завершення", "завършване", "завршетка",
    "завршување", "završetka", "tamamlanma", "bitiş zamanı", "dokončen", "dokončanja", "befejezés",
    "ολοκλήρωσης", "voltooi", "slutförande", "fuldførelse", "fullføring", "valmistumis",
    "completed", "eingegangen", "envío", "invio", "подачи", "надсилання", "slanja", "prijave",
    "слања", "пријаве", "gönder", "dërgimit", "recorded", "date created", "created", "creation",
    "received", "applied", "application date", "date of application", "sent", "datestamp",
    "end date", "enddate", "last update", "end",
];

/// Parts of headings over the moment when somebody changed something afterwards.
#[rustfmt::skip]
const CHANGED: &[&str] = &[
    "modif", "changed", "edited", "updated", "änderung", "измен", "зміни", "izmene", "izmjene",
    "değiştir", "последња", "last action", "posted",
];

/// Parts of headings over the moment when somebody began.
#[rustfmt::skip]
const BEGUN: &[&str] = &[
    "start", "begin", "began", "open", "début", "inicio", "início", "inizio", "începer",
    "rozpoczęci", "начала", "початку", "початок", "почетка", "почеток", "početka", "početak",
    "начален", "zahájen", "začat", "začetn", "başla", "kezdés", "έναρξης", "aloitus",
];

/// The column that is the application's id: it says something else for nearly everybody.
pub(super) fn id(columns: &mut [Column]) {
    let twice = |column: &Column| {
        let different: BTreeSet<String> = column.said().map(|(text, _)| fold(text)).collect();
        column
            .said()
            .map(|(_, times)| times)
            .sum::<usize>()
            .saturating_sub(different.len())
    };
    let could = |column: &Column| {
        let said: usize = column.said().map(|(_, times)| times).sum();
        column.left_out.is_none()
            && column.columns.len() == 1
            && said > column.blank
            // An id may stand twice by mistake, hardly ever more often.
            && twice(column).saturating_mul(20) <= said
            && column.said().all(|(text, _)| !text.contains(char::is_whitespace))
            && matches!(column.guess, Guess::Text | Guess::Number(_) | Guess::Choice { .. })
    };
    let candidates = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| could(column));
    let best = candidates
        .filter_map(|(at, column)| Some((twice(column) > 0, rank(&column.heading)?, at)))
        .min();
    if let Some((repeated, _, at)) = best
        && let Some(column) = columns.get_mut(at)
    {
        column.guess = Guess::Id;
        column.doubts.clear();
        if repeated {
            column.doubt("an id stands twice, and every application needs one of its own");
        }
    }
}

fn rank(heading: &Heading) -> Option<usize> {
    let folded = heading.compiled().compared();
    if let Some(known) = IDS.iter().position(|id| *id == folded) {
        return Some(known);
    }
    let words = || folded.split(' ');
    let named =
        words().any(|word| WORDS.contains(&word)) && !words().any(|word| NOT.contains(&word));
    // `Reference` is a number; `Name of referee, reference` is somebody.
    let alone = WORDS.contains(&folded);
    (named && (alone || !heading.compiled().identifies)).then_some(IDS.len())
}

/// The position of the column that says when people applied.
pub(super) fn submitted(columns: &[Column]) -> Option<usize> {
    let could = |column: &Column| {
        column.left_out.is_none()
            && !column.heading.compiled().identifies
            && !column.heading.compiled().of_others
    };
    let ranked = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| could(column))
        .filter_map(|(at, column)| {
            let folded = column.heading.compiled().compared();
            let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
            let sure = has(TIMESTAMPS) || has(SURE);
            let is = |moment: &&str| {
                if *moment == "end" {
                    folded == "end"
                } else {
                    folded.contains(moment)
                }
            };
            let named = || {
                if sure {
                    return Some(0);
                }
                MOMENTS.iter().position(is).map(|at| at.saturating_add(1))
            };
            let other = || match () {
                () if has(TIMESTAMPS) => 0,
                () if has(BEGUN) => 2,
                () => u8::from(has(CHANGED)),
            };
            let worst = MOMENTS.len().saturating_add(1);
            match &column.guess {
                Guess::Timestamp(_) => Some((0, other(), named().unwrap_or(worst), at)),
                // Days alone are worse than any moment.
                Guess::Date(_) => Some((1, other(), named()?, at)),
                // Of what cannot be read yet the heading alone speaks; the draft asks.
                Guess::Text | Guess::Choice { .. } => sure.then(|| (2, other(), 0, at)),
                _ => None,
            }
        });
    ranked.min().map(|(.., at)| at)
}
