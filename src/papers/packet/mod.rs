//! A packet for a panel: a cover that says who is in it and why, and a page or two about each person.
//!
//! Made from the run folder. It is written for whoever discusses people, so it leaves out what an auditor needs: lines of the rules,
//! commands, and what other answers would have come to. `explain` has those.

mod answers;
mod around;
mod person;
mod placed;

use super::explanation::{Own, Section};
use crate::record::manifest::Manifest;
use crate::record::{Header, audit};
use crate::rules::Rules;
use crate::words;

pub use answers::{Unread, is_shown};
pub use person::person;
pub use placed::Placed;

/// What stands in a packet.
#[derive(Debug, Clone, PartialEq)]
pub struct Packet {
    pub title: String,
    /// What the packet is, as pairs of what is said and what of it: the call, the run, who is in it.
    pub about: Vec<(&'static str, String)>,
    /// Who is in it and why, in the order of the cover.
    pub listings: Vec<Listing>,
    /// In the order in which the listings name them, each once.
    pub people: Vec<Person>,
    /// What stands at the foot of every page.
    pub foot: Foot,
}

/// The foot of a printed page: who may see it, and by what a sheet of paper is matched to its run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foot {
    /// The line of the rules.
    pub confidential: String,
    pub programme: String,
    /// The beginning of the digest that all papers of a run show.
    pub digest: String,
}

/// People of the cover who are there for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    pub heading: String,
    /// What there is to say of all of them; blank where there is nothing.
    pub about: String,
    /// Their ids.
    pub ids: Vec<String>,
}

/// The page of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub id: String,
    /// As the applicant wrote it; none where personal answers were not asked for, or the rules do not say which fields make it.
    pub name: Option<String>,
    /// The outcome with the title of the group.
    pub outcome: String,
    /// As it is printed in rosters, shared by those whom only a lot tells apart; blank of whoever is not ranked.
    pub rank: String,
    /// Blank of whoever has none.
    pub total: String,
    /// Those that have anything in them.
    pub sections: Vec<Section>,
}

/// Characters of a digest that a person compares by eye; the workbook has as many.
const SHORTENED: usize = 16;

/// The cover's facts. `whom` says who is in the packet; `named` is whether names and statements are.
pub fn about(
    header: &Header,
    rules: &Rules,
    manifest: &Manifest,
    whom: String,
    named: bool,
) -> Vec<(&'static str, String)> {
    let digest = digest(manifest);
    let seat = words::stages::seat(rules.is_shortlisting());
    let state = if manifest.is_final || !header.seats_open {
        format!("no answer that is awaited can take a {seat}")
    } else {
        format!("provisional: an answer that is awaited may still take a {seat}")
    };
    let names = if named {
        "with names and statements, for the panel only; what nobody may judge by is left out"
    } else {
        "without names; personal answers are not shown"
    };
    let organiser = rules.programme.organiser.iter();
    organiser
        .map(|organiser| ("organiser", organiser.clone()))
        .chain([
            ("call", format!("deadline {}", header.deadline)),
            ("rules", rules.file.name.clone()),
            (
                "run",
                format!("{digest}, with which the SHA-256 of its audit.jsonl begins; {state}"),
            ),
            ("in this packet", whom),
            ("personal answers", names.to_owned()),
        ])
        .collect()
}

/// The foot of every page.
pub fn foot(rules: &Rules, manifest: &Manifest) -> Foot {
    let programme = &rules.programme;
    Foot {
        confidential: programme.confidential().to_owned(),
        programme: programme.title.clone(),
        digest: digest(manifest),
    }
}

/// Of the audit, which holds all that was decided: no file that the manifest names could have the manifest's own.
fn digest(manifest: &Manifest) -> String {
    let mut files = manifest.files.iter();
    let audit = files.find(|file| file.file == audit::FILE);
    let digest = audit.map(|file| file.sha256.chars().take(SHORTENED));
    digest.into_iter().flatten().collect()
}

/// The name somebody wrote, from the fields that the rules say make it.
pub fn name(rules: &Rules, own: &[Own]) -> Option<String> {
    let fields = rules.letters.name.iter();
    let texts = fields.flat_map(|field| {
        let name = rules.form.fields.find(*field).map(|field| &field.name);
        own.iter().filter(move |own| Some(&own.field) == name)
    });
    let texts: Vec<&str> = texts
        .map(|own| own.text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}
