//! Whom a packet is about, found in a run: by their ids, by group, or by how near they are to a last seat.

use std::collections::BTreeMap;

use crate::base::counted::count;
use crate::base::finding::{Code, Finding, Location};
use crate::engine::Past;
use crate::papers::close_calls::of_records::close_calls;
use crate::papers::glance::taken;
use crate::papers::packet::{Listing, Placed};
use crate::record::{GroupSeats, Header};
use crate::rules::Rules;
use crate::values::{OutcomeKind, SeatIn, spelling};

/// Whom a packet is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// These applications, by their ids, in this order.
    Named(Vec<String>),
    /// A group, by its id or title, or `open` for the open places: who is selected, then who is in reserve.
    Group(String),
    /// Those around the last seats.
    CloseCalls,
}

/// Who is in the packet and why, with that in a few words.
pub(super) fn listings(
    run: &Past<'_>,
    rules: &Rules,
    whom: &Whom,
    everybody: &[Placed],
) -> Result<(Vec<Listing>, String), Vec<Finding>> {
    let header = run.header();
    let listing = |heading: &str, about: &str, people: &[&Placed]| Listing {
        heading: heading.to_owned(),
        about: about.to_owned(),
        ids: people.iter().map(|placed| placed.id.clone()).collect(),
    };
    match whom {
        Whom::Named(ids) => {
            let known: BTreeMap<&str, &Placed> = everybody
                .iter()
                .map(|placed| (placed.id.as_str(), placed))
                .collect();
            let unknown = ids.iter().filter(|id| !known.contains_key(id.as_str()));
            let unknown: Vec<Finding> = unknown.filter_map(|id| run.record(id).err()).collect();
            if !unknown.is_empty() {
                return Err(unknown);
            }
            let mut named: Vec<&Placed> = Vec::new();
            for placed in ids.iter().filter_map(|id| known.get(id.as_str())) {
                if !named.iter().any(|known| known.id == placed.id) {
                    named.push(placed);
                }
            }
            let says = count(named.len(), "person", "people");
            let says = format!("{says}, as they were named");
            Ok((vec![listing("As named", "", &named)], says))
        }
        Whom::Group(name) => {
            let group = group(run, header, name).map_err(|finding| vec![finding])?;
            let mut selected: Vec<&Placed> = everybody
                .iter()
                .filter(|placed| placed.sits_in(&group.id))
                .collect();
            selected.sort_by_key(|placed| placed.ranked);
            let waits = |placed: &&Placed| {
                placed.outcome == OutcomeKind::Reserve && placed.group.as_ref() == Some(&group.id)
            };
            let mut reserve: Vec<&Placed> = everybody.iter().filter(waits).collect();
            reserve.sort_by_key(|placed| placed.reserve);
            let chosen = match header.is_shortlisting() {
                true => "shortlisted",
                false => "selected",
            };
            let listings = [
                listing(
                    &format!("{}: {chosen}", group.title),
                    &taken(rules, group),
                    &selected,
                ),
                listing(&format!("{}: in reserve", group.title), "", &reserve),
            ];
            let listings = filled(listings.into());
            if listings.is_empty() {
                let message = format!("nobody is {chosen} for `{}` or in reserve", group.title);
                return Err(nobody(run, message));
            }
            let says = match header.is_shortlisting() {
                true => format!("everybody shortlisted for {}", group.title),
                false => format!(
                    "everybody selected for {}, then its reserve list",
                    group.title
                ),
            };
            Ok((listings, says))
        }
        Whom::CloseCalls => {
            let calls = close_calls(header, everybody);
            let listings: Vec<Listing> = calls
                .iter()
                .map(|call| {
                    let people = [call.inside.as_slice(), call.outside.as_slice()].concat();
                    listing(&call.seats.title, &call.words(rules), &people)
                })
                .collect();
            if listings.is_empty() {
                let message = "there is no close call: nobody who is ranked waits for a seat that somebody else has";
                return Err(nobody(run, message.to_owned()));
            }
            let says = "the close calls: of each group, and of the open places, those around the last seat";
            Ok((listings, says.to_owned()))
        }
    }
}

fn filled(mut listings: Vec<Listing>) -> Vec<Listing> {
    listings.retain(|listing| !listing.ids.is_empty());
    listings
}

fn nobody(run: &Past<'_>, message: String) -> Vec<Finding> {
    vec![
        Finding::new(Code::RunUnreadable, Location::File(run.called()), message)
            .help("name the applications by their ids instead; the lists of the run have them"),
    ]
}

/// The group of this id or title.
fn group<'a>(run: &Past<'_>, header: &'a Header, name: &str) -> Result<&'a GroupSeats, Finding> {
    let groups = || header.groups.iter();
    let by_id = groups().find(|group| group.id.word() == name);
    let folded = spelling::fold(name);
    let by_title = || {
        groups().find(|group| {
            spelling::fold(&group.title) == folded || spelling::fold(group.id.word()) == folded
        })
    };
    if let Some(group) = by_id.or_else(by_title) {
        return Ok(group);
    }
    let names = groups().flat_map(|group| [group.id.word(), group.title.as_str()]);
    let all: Vec<String> = groups()
        .map(|group| match &group.id {
            SeatIn::Open => format!("`{}`", SeatIn::OPEN),
            SeatIn::Group(id) => format!("`{id}` ({})", group.title),
        })
        .collect();
    let help = spelling::nearest(name, names).map_or_else(
        || format!("there are {}", all.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    let message = format!("has no group `{name}`");
    Err(Finding::new(Code::RunUnreadable, Location::File(run.called()), message).help(help))
}
