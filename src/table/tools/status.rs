//! Columns in which tools of all kinds, and people in their own tables, say what has become of a response: not approved, on hold,
//! partial, disqualified, a draft.
//!
//! A column with a name that only a form tool gives counts whatever stands in it: what says neither that the response was
//! approved nor that nobody has looked yet is asked about. A column with a plain name (`Status`) counts only where every cell of
//! it is such a word, so that nobody's marital status is taken for one.

use crate::values::spelling::fold_words;
use crate::values::yes_no::{self, Says};

/// What a word says of a response: what it is then, or nothing against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Fine,
    Marked(&'static str),
}

/// How a column is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Only a form tool names a column so.
    Surely,
    /// By its heading and by what stands in it.
    ByWords,
    /// Says by yes or no whether the response was finished, where some were.
    Finished,
    /// One of REDCap's instruments, by its heading and by words or their numbers; the instrument need not be the applicant's.
    Instrument,
}

/// Folded, so that `_validation_status` and `Validation status` are one.
const SURELY: &[&str] = &[
    "validation status",
    "reviewstate",
    "review state",
    "system reviewstate",
    "review status",
];

#[rustfmt::skip]
const BY_WORDS: &[&str] = &[
    "status", "state", "response status", "response state", "response type", "submission status",
    "submission state", "submission type", "completion status", "completion state", "entry status",
    "form status", "survey status", "application status", "approval status", "workflow status",
    "flow status", "validation", "approval", "review", "progress status", "статус", "statut",
    "stato", "estado", "stan",
];

/// Names of columns that say whether somebody came to the end of the form.
#[rustfmt::skip]
const FINISHED: &[&str] = &[
    "finished", "is finished", "finished survey", "completed", "complete", "is complete",
    "is completed", "response complete", "response completed", "survey completed",
    "form completed", "submission complete", "submitted", "is submitted", "abgeschlossen",
    "beendet", "terminé", "complété", "completado", "terminado", "finalizado", "completato",
    "завершено", "завершён", "завершен", "заполнено", "završeno", "ukończone", "zakończone",
];

/// How a column with this heading is known; none where it says nothing of responses.
pub(super) fn known(heading: &str) -> Option<Known> {
    let heading = heading.trim();
    // `_status` is where KoboToolbox says how a response came.
    let folded = fold_words(heading);
    if SURELY.contains(&folded.as_str()) {
        Some(Known::Surely)
    } else if heading.to_lowercase().ends_with("_complete")
        || folded == "complete" && heading.ends_with('?')
    {
        Some(Known::Instrument)
    } else if FINISHED.contains(&folded.as_str()) {
        Some(Known::Finished)
    } else if BY_WORDS.contains(&folded.as_str()) && !heading.starts_with('_') {
        Some(Known::ByWords)
    } else {
        None
    }
}

/// What a cell says; none where it is no word for it.
pub(super) fn word(known: Known, text: &str) -> Option<Word> {
    let folded = fold_words(text);
    let said = folded.strip_prefix("validation status ").unwrap_or(&folded);
    if said.is_empty() {
        return Some(Word::Fine);
    }
    if known == Known::Instrument {
        match said {
            "0" => return Some(Word::Marked("unfinished")),
            "1" => return Some(Word::Marked("unverified")),
            "2" => return Some(Word::Fine),
            _ => {}
        }
    }
    if known == Known::Finished {
        let says = match said {
            "1" => Some(Says::Yes),
            "0" => Some(Says::No),
            _ => yes_no::find(text),
        };
        match says {
            Some(Says::Yes) => return Some(Word::Fine),
            Some(Says::No) => return Some(Word::Marked("unfinished")),
            Some(Says::Ask(_)) | None => {}
        }
    }
    let marked = MARKED
        .iter()
        .find(|(_, words)| words.contains(&said))
        .map(|(what, _)| Word::Marked(what));
    let fine = || FINE.contains(&said).then_some(Word::Fine);
    // Ona writes numbers where its review has no words: 1 is approved, 3 waits.
    let number = || (known == Known::Surely && ["1", "3"].contains(&said)).then_some(Word::Fine);
    let otherwise = || (known == Known::Surely).then_some(Word::Marked("not approved"));
    marked.or_else(fine).or_else(number).or_else(otherwise)
}

/// Words that say nothing against a response, or only that nobody has looked at it yet.
#[rustfmt::skip]
const FINE: &[&str] = &[
    "approved", "accepted", "complete", "completed", "finished", "submitted", "received", "edited",
    "reviewed", "verified", "valid", "confirmed", "published", "ip address", "imported", "pending",
    "new", "read", "unread", "aprobado", "aprovado", "approvato", "approuvé", "genehmigt",
    "zatwierdzone", "одобрено", "утверждено", "схвалено", "затверджено", "odobreno", "одобрен",
    "onaylandı", "abgeschlossen", "vollständig", "complet", "terminé", "completo", "completado",
    "completato", "завершено", "завершен",
];

#[rustfmt::skip]
const MARKED: &[(&str, &[&str])] = &[
    (
        "not approved",
        &[
            "not approved", "notapproved", "unapproved", "rejected", "denied", "declined",
            "refused", "invalid", "отклонено", "отклонен", "не одобрено", "не утверждено",
            "non approuvé", "rejeté", "refusé", "no aprobado", "rechazado", "não aprovado",
            "rejeitado", "non approvato", "respinto", "nicht genehmigt", "abgelehnt", "відхилено",
            "odbijeno", "odrzucone",
        ],
    ),
    (
        "on hold",
        &[
            "on hold", "onhold", "held", "en attente", "en espera", "in sospeso", "wstrzymane",
            "на удержании",
        ],
    ),
    ("having issues", &["hasissues", "has issues", "issues", "flagged"]),
    (
        "unfinished",
        &[
            "partial", "partially complete", "partially completed", "partial response",
            "incomplete", "not complete", "not completed", "unfinished", "not finished",
            "in progress", "inprogress", "started", "not started", "draft", "saved", "saved draft",
            "not submitted", "unsubmitted", "abandoned", "opened", "unvollständig", "entwurf",
            "incomplet", "partiel", "brouillon", "en cours", "incompleto", "parcial", "borrador",
            "en curso", "parziale", "bozza", "в процессе", "не завершено", "не завершен",
            "черновик", "частично", "nepotpuno", "nacrt", "niekompletne",
        ],
    ),
    ("unverified", &["unverified", "not verified", "unconfirmed"]),
    (
        "disqualified",
        &[
            "disqualified", "screened out", "screenedout", "screen out", "terminated",
            "quota full", "over quota", "overquota", "quota exceeded",
        ],
    ),
    ("deleted", &["deleted", "trash", "trashed", "archived", "withdrawn", "cancelled", "canceled"]),
    ("spam", &["spam", "possible spam", "suspicious", "fraud"]),
    ("a test", &["test", "test data", "survey test"]),
    ("a preview", &["preview", "survey preview"]),
];
