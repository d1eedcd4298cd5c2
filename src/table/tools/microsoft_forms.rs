//! Microsoft Forms: one row of headings, its own columns named in the language of whoever owns the form.

use super::{ANY, Tool, cell, named};

/// Start and completion in the languages in which exports were seen or its pages are written.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "start time", "completion time", "heure de début", "heure de fin", "startzeit",
    "fertigstellungszeit", "hora de inicio", "hora de finalización", "ora di inizio",
    "ora di completamento", "godzina rozpoczęcia", "godzina ukończenia", "время начала",
    "время выполнения", "час початку", "час завершення", "hora de início", "hora de conclusão",
    "ora de începere", "ora de finalizare", "čas zahájení", "čas dokončení", "čas začatia",
    "čas dokončenia", "kezdés időpontja", "befejezés időpontja", "kezdési idő", "befejezési idő",
    "vrijeme početka", "vrijeme završetka", "vreme početka", "vreme završetka", "време почетка",
    "време завршетка", "време на почеток", "време на завршување", "начален час",
    "час на завършване", "başlangıç zamanı", "tamamlanma zamanı", "ώρα έναρξης", "ώρα ολοκλήρωσης",
    "begintijd", "tijd van voltooien", "starttid", "slutförandetid", "starttidspunkt",
    "fuldførelsestidspunkt", "fullføringstidspunkt", "aloitusaika", "valmistumisaika",
    "začetni čas", "čas dokončanja",
];

/// The number of a response.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "id", "ид", "identyfikator", "ідентифікатор", "идентификатор", "kimlik", "azonosító",
    "αναγνωριστικό", "tunnus",
];

/// What it calls the name and the address of whoever answered.
#[rustfmt::skip]
const NAMELESS: &[&str] = &[
    "email", "name", "adresse de messagerie", "nom", "e mail", "correo electrónico", "nombre",
    "posta elettronica", "nome", "adres e mail", "nazwa", "imię i nazwisko", "электронная почта",
    "адрес электронной почты", "имя", "електронна пошта", "електронна адреса", "ім я", "e posta",
    "ad", "e pošta", "e adresa", "adresa e pošte", "имејл", "име", "ime", "correio eletrónico",
    "naam", "namn", "navn", "nimi", "jméno", "meno", "név", "nume", "όνομα",
];

pub(super) static TOOL: Tool = Tool {
    id: "microsoft-forms",
    name: "Microsoft Forms",
    recognise: |head| NUMBERS.contains(&cell(head, 0, 0).as_str()) && named(head, TIMES) == 2,
    own: &[
        "start time",
        "last modified time",
        "total points",
        "quiz feedback",
        "grade posted time",
    ],
    nameless: NAMELESS,
    ..ANY
};
