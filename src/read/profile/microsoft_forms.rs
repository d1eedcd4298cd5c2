//! Microsoft Forms: one row of headings, its own columns named in the language of whoever owns the form.

use super::{ANY, Tool, cell, named};

/// Start and completion in the languages in which exports were seen or its pages are written.
const TIMES: &[&str] = &[
    "start time",
    "completion time",
    "heure de début",
    "heure de fin",
    "startzeit",
    "fertigstellungszeit",
    "hora de inicio",
    "hora de finalización",
    "ora di inizio",
    "ora di completamento",
    "godzina rozpoczęcia",
    "godzina ukończenia",
    "время начала",
    "время выполнения",
];

pub(super) static TOOL: Tool = Tool {
    id: "microsoft-forms",
    name: "Microsoft Forms",
    recognise: |head| cell(head, 0, 0) == "id" && named(head, TIMES) == 2,
    own: &["start time", "last modified time", "total points", "quiz feedback"],
    nameless: &[
        "email",
        "name",
        "adresse de messagerie",
        "nom",
        "e mail",
        "correo electrónico",
        "nombre",
        "posta elettronica",
        "nome",
        "adres e mail",
        "nazwa",
        "imię i nazwisko",
        "электронная почта",
        "имя",
    ],
    ..ANY
};
