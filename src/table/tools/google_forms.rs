//! Google Forms: one row of headings that begins with the time; options joined by a comma and a space.

use super::{ANY, Tool, cell};

/// What it calls the time of a response, in the languages of the region, folded.
#[rustfmt::skip]
pub const TIMESTAMPS: &[&str] = &[
    "timestamp", "horodateur", "zeitstempel", "отметка времени", "позначка часу", "пазнака часу",
    "marca temporal", "marca de temps", "carimbo de data hora", "informazioni cronologiche",
    "sygnatura czasowa", "zaman damgası", "vremenska oznaka", "временска ознака", "časovni žig",
    "časové razítko", "časová pečiatka", "időbélyeg", "marcaj de timp", "клеймо за време",
    "χρονική σήμανση", "vula kohore", "tijdstempel", "tidstämpel", "tidsstempel", "tidsmerke",
    "tímastimpill", "aikaleima", "ajatempel", "laikspiedols", "laiko žyma", "laiko žymė",
    "დროის ანაბეჭდი", "ժամանակի դրոշմ", "ժամանականիշ", "vaxt möhürü", "уақыт белгісі",
    "убакыт белгиси", "vaqt belgisi", "цагийн тэмдэг",
];

pub(super) static TOOL: Tool = Tool {
    id: "google-forms",
    name: "Google Forms",
    recognise: |head| TIMESTAMPS.contains(&cell(head, 0, 0).as_str()),
    ..ANY
};
