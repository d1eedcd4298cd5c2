//! The close calls of a selection: at each cut-off the last one in, who comes next for that seat, and what lies between them; and who was
//! passed over although ranked above.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{Side, is_near};
use crate::papers::glance::by_tie;
use crate::papers::titles::OPEN_PLACES;
use crate::rank::StandingId;
use crate::record::from_selection::came_before;
use crate::rules::GroupId;
use crate::select::{Outcome, Selection};
use crate::words;
use crate::words::balance::points;

/// Where the seats of a group, or the open places, end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::papers) struct CloseCall {
    /// None for the open places.
    pub(in crate::papers) group: Option<GroupId>,
    /// The last one seated.
    pub(in crate::papers) last: StandingId,
    /// Who comes next: when that seat is given back they come in, there or, after others moved, in another group. Where that is too much
    /// to work out, the best of those below who could have sat there. None where nobody is next.
    pub(in crate::papers) next: Option<StandingId>,
    /// The last one seated there before the best-ranked of those passed over.
    before: Option<StandingId>,
}

/// Those of the groups in the order of the rules, then that of the open places. Where nobody is seated there is none.
pub(in crate::papers) fn close_calls(selection: &Selection<'_>) -> Vec<CloseCall> {
    let groups = selection.rules.places.groups.ids().map(Some);
    groups
        .chain(std::iter::once(None))
        .filter_map(|group| {
            let ranked = selection.standings.ids();
            let sides = ranked.filter_map(|id| Some((id, side(selection, id, group)?)));
            let sides: Vec<(StandingId, Side)> = sides.collect();
            let of = |side: Side| move |(_, one): &&(StandingId, Side)| *one == side;
            let (last, _) = *sides.iter().rfind(of(Side::Inside))?;
            let mut below = sides.iter().filter(of(Side::Outside));
            let below = below.find(|(id, _)| *id > last).map(|(id, _)| *id);
            let outcome = |one: StandingId| selection.outcome(selection.standings[one].application);
            let is_seated = |one: &StandingId| matches!(outcome(*one), Outcome::Selected { .. });
            // Whoever sits in an open place goes first.
            let moves = below.filter(is_seated);
            let next = moves.or(selection.successor(last).unwrap_or(below));
            Some(CloseCall {
                group,
                last,
                next,
                before: before(selection, group),
            })
        })
        .collect()
}

/// Of those seated before people ranked above the last one who was seated before the best-ranked of these.
fn before(selection: &Selection<'_>, group: Option<GroupId>) -> Option<StandingId> {
    let came_before = &selection.balancing.as_ref()?.came_before;
    let here = came_before.iter().filter(|(one, _)| {
        let outcome = selection.outcome(selection.standings[**one].application);
        matches!(outcome, Outcome::Selected { group: own, .. } if own == group)
    });
    let best = here.max_by_key(|(one, before)| (Reverse(before.passed_over), **one));
    best.map(|(one, _)| *one)
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
    /// Whether the two are as near as a close call: see [`is_near`].
    pub(in crate::papers) fn is_close(&self, selection: &Selection<'_>) -> bool {
        let next = self.next.filter(|next| self.last < *next);
        next.is_some_and(|next| is_near(selection.rules, self.apart(selection, next)))
    }

    /// What it is called.
    pub(in crate::papers) fn word(&self, selection: &Selection<'_>) -> &'static str {
        match self.is_close(selection) {
            true => "Close call",
            false if selection.rules.is_shortlisting() => "The end of the list",
            false => "The last seat",
        }
    }

    /// `Water: last A-1 with 70, next A-2 (reserve 1) with 69: 1 between them`.
    pub(in crate::papers) fn words(&self, selection: &Selection<'_>) -> String {
        let seats = self.group.map_or(OPEN_PLACES, |group| {
            selection.rules.places.groups[group].title.as_str()
        });
        format!("{seats}: {}", self.told(selection))
    }

    /// The same without the title of its own group.
    pub(in crate::papers) fn told(&self, selection: &Selection<'_>) -> String {
        let standing = |id: StandingId| {
            let one = &selection.standings[id];
            let application = selection.applications.id(one.application);
            (application, one.score)
        };
        let (last, total) = standing(self.last);
        let last = format!("last {last} with {total}");
        let next = self.next.map_or_else(
            || match by_tie(selection, self.group) {
                0 => "nobody comes next".to_owned(),
                _ => "nobody comes next, since more are on it than it has places".to_owned(),
            },
            |next| {
                let (id, total) = standing(next);
                let waits = self.waits(selection, next);
                // Others move, or a seat of another group becomes free under the cap.
                let moves = match side(selection, next, self.group) {
                    None => ", for a seat in another group",
                    Some(_) => "",
                };
                let between = self.between(selection);
                format!("next {id}{waits} with {total}{moves}: {between}")
            },
        );
        let more = self.passed_over(selection);
        let more = more.map_or_else(String::new, |words| format!("; {words}"));
        format!("{last}, {next}{more}")
    }

    fn waits(&self, selection: &Selection<'_>, one: StandingId) -> String {
        waits(selection, one, self.group)
    }

    /// The best-ranked of those who were passed over for somebody seated there, and why.
    pub(in crate::papers) fn passed_over(&self, selection: &Selection<'_>) -> Option<String> {
        let seated = self.before?;
        let before = selection.came_before(seated)?;
        let more = match before.more {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let one = &selection.standings[seated];
        Some(format!(
            "passed over for {} at place {}: {}{}{more}, because of {}",
            selection.applications.id(one.application),
            seated.position(),
            came_before::passed_over(selection, before.passed_over),
            self.waits(selection, before.passed_over),
            came_before::because(selection, before)
        ))
    }

    fn apart(&self, selection: &Selection<'_>, next: StandingId) -> Decimal {
        let score = |id: StandingId| selection.standings[id].score.decimal();
        let apart = score(self.last).saturating_sub(score(next));
        apart.normalize()
    }

    /// `2 points between them`, or what told equal totals apart; of somebody ranked above the last seat, what keeps them out. Blank where
    /// nobody is next.
    pub(in crate::papers) fn between(&self, selection: &Selection<'_>) -> String {
        let Some(next) = self.next else {
            return String::new();
        };
        if next < self.last {
            return match selection.came_before(self.last) {
                Some(before) => {
                    let because = came_before::because(selection, before);
                    format!("ranked above, and kept out by {because}")
                }
                None => "ranked above, and comes in when others move".to_owned(),
            };
        }
        let apart = self.apart(selection, next);
        if apart.is_zero() {
            let decided =
                between(selection, self.last, next).unwrap_or_else(|| "the tie-breaks".into());
            return format!("equal totals, told apart by {decided}");
        }
        format!("{} between them", points(apart))
    }
}

/// Where somebody without a seat in the group waits: ` (reserve 2)`, ` (reserve 1 of Water)`.
pub(in crate::papers) fn waits(
    selection: &Selection<'_>,
    one: StandingId,
    here: Option<GroupId>,
) -> String {
    match selection.outcome(selection.standings[one].application) {
        Outcome::Selected { group: None, .. } => " (in an open place)".to_owned(),
        Outcome::Selected {
            group: Some(group), ..
        } => {
            format!(" (now in {})", selection.rules.places.groups[group].title)
        }
        Outcome::Reserve { group, rank, .. } if Some(group) == here => {
            format!(" (reserve {rank})")
        }
        Outcome::Reserve { group, rank, .. } => {
            let group = &selection.rules.places.groups[group].title;
            format!(" (reserve {rank} of {group})")
        }
        _ => String::new(),
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
