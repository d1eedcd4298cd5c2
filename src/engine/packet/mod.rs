//! `intake packet`: from a past run one file about several people, for a panel.

mod unread;
mod whom;

use std::collections::{BTreeMap, BTreeSet};

use super::{Past, Pile, own};
use crate::answers::Applications;
use crate::base::finding::Finding;
use crate::base::ids::ApplicationId;
use crate::out;
use crate::papers::explanation::{Case, Own, personal_answers};
use crate::papers::packet::{Packet, Person, Placed, about, foot, is_shown, name, person};
use crate::record::Record;
pub use whom::Whom;
use whom::listings;

/// A packet, set down, and how many people are in it.
#[derive(Debug)]
pub struct Made {
    pub html: String,
    pub people: usize,
}

/// The packet about some people of a past run.
///
/// # Errors
/// Findings where the run or the files for the personal answers cannot be taken, or the run holds nobody of those asked for: one for
/// every id that it does not hold.
pub fn packet(run: &Past<'_>, whom: &Whom, personal: Pile<'_>) -> Result<Made, Vec<Finding>> {
    let one = |finding| vec![finding];
    let rules = run.rules_as_asked().map_err(one)?;
    let header = run.header();
    let everybody: Vec<Placed> = run
        .records()
        .map(|record| record.map(|record| Placed::of(&record)))
        .collect::<Result<_, _>>()
        .map_err(one)?;
    let (listings, says) = listings(run, &rules, whom, &everybody)?;
    let mut order: Vec<&str> = Vec::new();
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    for id in listings.iter().flat_map(|listing| &listing.ids) {
        if wanted.insert(id) {
            order.push(id);
        }
    }
    let records = records(run, &|id| wanted.contains(id)).map_err(one)?;
    let beside: BTreeSet<String> = records
        .values()
        .flat_map(|record| Case::speaks_of(header, record))
        .filter(|id| !records.contains_key(*id))
        .map(str::to_owned)
        .collect();
    let beside = self::records(run, &|id| beside.contains(id)).map_err(one)?;
    let named = !personal.applications.is_empty();
    let whole = if named {
        Some(own::read_whole(&rules, &run.manifest, personal)?)
    } else {
        None
    };
    let (applications, sheets) = whole.unzip();
    let by_id: BTreeMap<String, ApplicationId> = applications
        .iter()
        .flat_map(|all| all.ids().map(|id| (all.id(id).into_owned(), id)))
        .collect();
    let shown = |id: &str| -> Vec<Own> {
        let found = by_id.get(id);
        let found = applications.as_ref().zip(found);
        found.map_or_else(Vec::new, |(all, id): (&Applications, _)| {
            personal_answers(&rules, all, *id, &|field| {
                is_shown(field) && !field.kind.is_rating()
            })
        })
    };
    let known = by_id.iter().filter(|(id, _)| wanted.contains(id.as_str()));
    let known = known.map(|(_, one)| *one);
    let unread = applications.as_ref().zip(sheets.as_ref());
    let unread = unread.map(|(all, sheets)| unread::unread(&rules, sheets, all, known));
    let unread = unread.unwrap_or_default();
    let unread = |id: &str| {
        let own = by_id.get(id).and_then(|one| unread.get(one));
        own.map_or(&[][..], Vec::as_slice)
    };
    let mut people: Vec<Person> = Vec::new();
    for record in order.iter().filter_map(|id| records.get(*id)) {
        let others = Case::speaks_of(header, record).into_iter();
        let others = others.filter_map(|id| records.get(id).or_else(|| beside.get(id)));
        let others: Vec<Record<'_>> = others.cloned().collect();
        let named = |id: &str| name(&rules, &shown(id));
        let case = Case {
            header,
            rules: &rules,
            record,
            others: &others,
            what_if: None,
        };
        let id = &record.application;
        people.push(person(case, &shown(id), unread(id), &named));
    }
    let packet = Packet {
        title: header.title.clone(),
        about: about(header, &rules, &run.manifest, says, named),
        listings,
        people,
        foot: foot(&rules, &run.manifest),
    };
    Ok(Made {
        html: out::packet::packet(&packet),
        people: packet.people.len(),
    })
}

/// The records of the applications wanted, by their ids.
fn records<'a>(
    run: &'a Past<'_>,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<BTreeMap<String, Record<'a>>, Finding> {
    let mut found = BTreeMap::new();
    for record in run.records() {
        let record = record?;
        if wanted(&record.application) {
            let record = run.added_up(record)?;
            found.insert(record.application.to_string(), record);
        }
    }
    Ok(found)
}
