//! In the step *Take away*: a packet about several people for a panel, as `intake packet` writes it.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::given::Given;
use super::protocol::{Answer, Request, State};
use super::words;
use crate::base::finding::Finding;
use crate::engine::{Past, packet as engine};
use crate::values::escape::visible;

/// The name of a packet that is saved.
pub(super) const PACKET: &str = "packet.html";

/// A packet about those named, or a group, or the close calls: with names and statements where the applications are given with the run.
pub(super) fn packet(request: &Request<'_>) -> Answer {
    let (run, given) = match Given::of(request) {
        Ok(given) => (request.run(), given),
        Err(answer) => return answer,
    };
    if run.is_empty() {
        return Answer::refused(words::NO_RUN);
    }
    if request.options.names && given.applications.is_empty() {
        return Answer::refused(words::NO_NAMES);
    }
    let Some(whom) = request.options.whom() else {
        return Answer::refused(words::NOBODY_NAMED);
    };
    // Files that only lie in the page say no names: she asks for these.
    let mut pile = given.pile();
    if !request.options.names {
        (pile.applications, pile.rulings) = (&[], &[]);
    }
    // As on the command line, the ratings of a run are in its record.
    pile.ratings = &[];
    let made = Past::open(&run)
        .map_err(|finding: Finding| vec![finding])
        .and_then(|past| engine::packet(&past, &whom, pile));
    match made {
        Ok(made) => {
            let said = words::packet_made(made.people);
            let mut answer = Answer::new(State::Done, &said)
                .part("packet", html! { p { (said) } }.into_string());
            answer
                .files
                .insert(PACKET.to_owned(), made.html.into_bytes());
            answer
        }
        Err(findings) => Answer::refused_for("packet", &findings),
    }
}

/// The groups of a run and its open places, to be chosen from by their titles.
pub(super) fn groups(run: &BTreeMap<String, Vec<u8>>) -> Markup {
    let past = Past::open(run).ok();
    let seats = past.iter().flat_map(|past| &past.header().groups);
    html! {
        @for group in seats { option value=(group.id.to_string()) { (visible(&group.title)) } }
    }
}
