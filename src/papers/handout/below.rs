//! What stands below a handout because it is said of few.

use std::collections::BTreeMap;

use super::row::person;
use super::shape::Shape;
use crate::papers::close_calls::of_selection::waits;
use crate::papers::glance::by_tie;
use crate::papers::lists::notes::{Footnotes, notes};
use crate::rank::StandingId;
use crate::rules::{GroupId, TieBreakId};
use crate::select::Selection;
use crate::words;

/// What is said of few: notes, equal totals, and who comes next.
pub(super) fn below(
    selection: &Selection<'_>,
    shape: &Shape,
    (group, seated): (Option<GroupId>, &[StandingId]),
    everybody: &[StandingId],
) -> Vec<(&'static str, Vec<String>)> {
    let application = |id: &StandingId| selection.standings[*id].application;
    let own = |id: &StandingId| selection.applications.id(application(id));
    let mut next: Vec<(Option<StandingId>, Vec<String>)> = Vec::new();
    for id in seated {
        let Some(comes) = selection.successor(*id) else {
            continue;
        };
        match next.iter_mut().find(|(known, _)| *known == comes) {
            Some((_, of)) => of.push(own(id).into_owned()),
            None => next.push((comes, vec![own(id).into_owned()])),
        }
    }
    let is_one = next.len() == 1 && seated.len() > 1;
    let next = next.into_iter().map(|(comes, of)| {
        let who = |comes: StandingId| {
            let named = person(selection, shape, application(&comes));
            format!("{named}{}", waits(selection, comes, group))
        };
        let nobody = || match by_tie(selection, group) {
            0 => "nobody".to_owned(),
            _ => "nobody, since more are on it than it has places".to_owned(),
        };
        let comes_in = comes.map_or_else(nobody, who);
        match (is_one, comes) {
            (true, Some(_)) => format!("{comes_in}, whichever it is"),
            (true, None) => comes_in,
            (false, _) => format!("{comes_in} for {}", of.join(", ")),
        }
    });
    let next = next.collect();
    let mut footnotes = Footnotes::new(selection, &shape.shown);
    let noted = everybody.iter().filter_map(|id| {
        let one = application(id);
        let mut said = notes(selection, one, selection.outcome(one), None);
        said.extend(footnotes.of(selection, one));
        (!said.is_empty()).then(|| format!("{}: {}", own(id), said.join("; ")))
    });
    let mut noted: Vec<String> = noted.collect();
    // Of those on this sheet alone: who else has the total is no matter to the group.
    let mut ties: BTreeMap<TieBreakId, Vec<String>> = BTreeMap::new();
    for id in everybody {
        let above = id.above().filter(|above| everybody.contains(above));
        let by = selection.standings[*id].behind_by;
        if let (Some(above), Some(by)) = (above, by) {
            let after = format!("{} after {}", own(id), own(&above));
            ties.entry(by).or_default().push(after);
        }
    }
    noted.extend(ties.into_iter().map(|(by, ties)| {
        let by = words::behind_by(words::titled(selection.rules), Some(by));
        format!("by {by}: {}", ties.join(", "))
    }));
    let all = [
        (
            match selection.rules.is_shortlisting() {
                true => "Who comes next, should somebody shortlisted withdraw",
                false => "Who comes next, should a seat be given back",
            },
            next,
        ),
        ("Notes", noted),
    ];
    all.into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}
