//! The close calls of a selection: at each cut-off the last one in and the next one out, and what lies between them.

use super::{Side, line};
use crate::papers::titles::OPEN_PLACES;
use crate::rank::StandingId;
use crate::rules::{Group, GroupId};
use crate::select::{Outcome, Selection};
use crate::words;

/// Where the seats of a group, or the open places, end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::papers) struct CloseCall {
    /// None for the open places.
    pub(in crate::papers) group: Option<GroupId>,
    /// The last one seated.
    pub(in crate::papers) last: StandingId,
    /// The best of those below who could have sat there.
    pub(in crate::papers) next: StandingId,
}

/// Those of the groups in the order of the rules, then that of the open places. Where nobody is next there is none.
pub(in crate::papers) fn close_calls(selection: &Selection<'_>) -> Vec<CloseCall> {
    let groups = selection.rules.places.groups.ids().map(Some);
    groups
        .chain(std::iter::once(None))
        .filter_map(|group| {
            let ranked = selection.standings.ids();
            let ranked = ranked.map(|id| (id, side(selection, id, group)));
            let total = |id: StandingId| Some(selection.standings[id].score.decimal());
            let line = line(ranked, total)?;
            let (last, next) = (line.last, line.next?);
            Some(CloseCall { group, last, next })
        })
        .collect()
}

/// On which side of the line of a group, or of the open places, somebody ranked is.
fn side(selection: &Selection<'_>, id: StandingId, group: Option<GroupId>) -> Option<Side> {
    let application = selection.standings[id].application;
    let fits = |group: GroupId| selection.judgements[application].groups.contains(group);
    match (selection.outcome(application), group) {
        (Outcome::Selected { group: seat, .. }, line) if seat == line => Some(Side::Inside),
        // An open place is worth less than a seat in a group.
        (Outcome::Selected { group: None, .. }, Some(group)) if fits(group) => Some(Side::Outside),
        (Outcome::Reserve { .. } | Outcome::Unplaced { .. }, Some(group)) if fits(group) => {
            Some(Side::Outside)
        }
        (Outcome::Reserve { .. } | Outcome::Unplaced { .. }, None) => Some(Side::Outside),
        _ => None,
    }
}

impl CloseCall {
    /// `Water: last A-1 with 70, next A-2 (reserve 1) with 69: 1 between them`.
    pub(in crate::papers) fn words(&self, selection: &Selection<'_>) -> String {
        let seats = self.group.map_or(OPEN_PLACES, |group| {
            selection.rules.places.groups[group].title.as_str()
        });
        format!("{seats}: {}", self.told(selection))
    }

    /// The same with other groups' titles, and without its own.
    pub(in crate::papers) fn told(&self, selection: &Selection<'_>) -> String {
        let own = self
            .group
            .map(|group| &selection.rules.places.groups[group].id);
        self.people(selection, |group| {
            (Some(&group.id) != own).then_some(group.title.as_str())
        })
    }

    fn people<'s>(
        &self,
        selection: &'s Selection<'_>,
        name: impl Fn(&'s Group) -> Option<&'s str>,
    ) -> String {
        let (inside, outside) = (
            &selection.standings[self.last],
            &selection.standings[self.next],
        );
        let seat = match selection.outcome(outside.application) {
            Outcome::Selected { .. } => " (in an open place)".to_owned(),
            Outcome::Reserve { group, rank, .. } => {
                match name(&selection.rules.places.groups[group]) {
                    Some(group) => format!(" (reserve {rank} of {group})"),
                    None => format!(" (reserve {rank})"),
                }
            }
            _ => String::new(),
        };
        let id = |application| selection.applications.id(application);
        format!(
            "last {} with {}, next {}{seat} with {}: {}",
            id(inside.application),
            inside.score,
            id(outside.application),
            outside.score,
            self.between(selection)
        )
    }

    /// `2 between them`, or what told equal totals apart.
    pub(in crate::papers) fn between(&self, selection: &Selection<'_>) -> String {
        let score = |id: StandingId| selection.standings[id].score.decimal();
        let apart = score(self.last)
            .saturating_sub(score(self.next))
            .normalize();
        if apart.is_zero() {
            let decided =
                between(selection, self.last, self.next).unwrap_or_else(|| "the tie-breaks".into());
            format!("equal totals, told apart by {decided}")
        } else {
            format!("{apart} between them")
        }
    }
}

/// The first tie-break that told apart any two neighbours between two standings of equal total.
fn between(selection: &Selection<'_>, better: StandingId, worse: StandingId) -> Option<String> {
    let run = selection
        .standings
        .as_slice()
        .get(better.position()..=worse.0)?;
    let first = run.iter().filter_map(|standing| standing.behind_by).min()?;
    Some(words::behind_by(
        words::titled(selection.rules),
        Some(first),
    ))
}
