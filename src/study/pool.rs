//! Those who are ranked, as the audit has them: total, groups, seat, and the line to look further things up in.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::base::each::each;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::record::audit::Damaged;
use crate::record::{Audit, Missed, Record};
use crate::rules::{GroupId, GroupSet, Rules};
use crate::seats::Placing;
use crate::select::balance::{Memberships, Ranked, Traits};
use crate::values::{OutcomeKind, Score, SeatIn};

/// Reading a line of the audit takes as long as judging so many applications.
const LINE: usize = 10;

/// The ranking, best first; what-ifs are about one application, and leave it out.
pub(super) struct Pool<'a> {
    audit: &'a Audit,
    pub(super) ranked: Per<StandingId, Other<'a>>,
}

#[derive(Debug, Clone)]
pub(super) struct Other<'a> {
    pub(super) application: Cow<'a, str>,
    pub(super) total: Decimal,
    pub(super) fits: GroupSet,
    /// The group they sit or wait in is not among those: an audit from before groups were kept.
    incomplete: bool,
    /// In their order of preference; left blank for one group or none.
    order: Vec<GroupId>,
    /// None for whoever has no seat.
    seat: Option<SeatIn<'a>>,
    held: bool,
    /// The seat that is held is a group's.
    in_groups: bool,
    /// The balance rules that count them, and those that may.
    counts: (Vec<Cow<'a, str>>, Vec<Cow<'a, str>>),
    line: &'a str,
}

/// What a line says of somebody ranked, with their position.
type Read<'a, 'r> = &'r (dyn Fn(&'a str) -> Result<Option<(usize, Other<'a>)>, Damaged> + Sync);

/// As much of a record as the pool needs.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    application: Cow<'a, str>,
    outcome: OutcomeKind,
    #[serde(default)]
    fits: Vec<&'a str>,
    #[serde(default)]
    held: bool,
    #[serde(default)]
    in_group: bool,
    #[serde(borrow, default)]
    counts: Vec<Cow<'a, str>>,
    #[serde(borrow, default)]
    may_count: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    group: Option<SeatIn<'a>>,
    total: Option<&'a str>,
    standing: Option<Position>,
}

#[derive(Deserialize)]
struct Position {
    #[serde(rename = "place")]
    position: usize,
}

impl<'a> Pool<'a> {
    /// Reads the lines of the audit; none where they do not say who fits which groups.
    ///
    /// # Errors
    /// When a line is no record.
    pub(super) fn new(
        rules: &Rules,
        audit: &'a Audit,
        without: Option<&str>,
    ) -> Result<Option<Self>, Damaged> {
        Self::of(audit, &|line| other(rules, line, without, false))
    }

    /// With those who are not ranked because of a floor, behind all who are, in the order of their ids.
    ///
    /// # Errors
    /// As of [`Self::new`].
    pub(super) fn with_those_below_a_floor(
        rules: &Rules,
        audit: &'a Audit,
    ) -> Result<Option<Self>, Damaged> {
        Self::of(audit, &|line| other(rules, line, None, true))
    }

    fn of(audit: &'a Audit, read: Read<'a, '_>) -> Result<Option<Self>, Damaged> {
        let lines: Vec<&str> = audit.lines().collect();
        let read = |line: &&'a str| read(line).transpose();
        let ranked: Result<Vec<(usize, Other<'a>)>, Damaged> =
            each(lines.len().saturating_mul(LINE), &lines, read)
                .into_iter()
                .flatten()
                .collect();
        let mut ranked = ranked?;
        ranked.sort_by_key(|(position, _)| *position);
        if ranked.iter().any(|(_, other)| other.incomplete) {
            return Ok(None);
        }
        Ok(Some(Self {
            audit,
            ranked: ranked.into_iter().map(|(_, other)| other).collect(),
        }))
    }
}

impl<'a> Pool<'a> {
    /// Everybody else.
    pub(super) fn without(&self, one: StandingId) -> Self {
        let mut ranked = self.ranked.clone();
        ranked.remove(one);
        Self {
            audit: self.audit,
            ranked,
        }
    }

    /// Whether somebody in it holds a seat.
    pub(super) fn holds(&self) -> bool {
        self.ranked.iter().any(|other| other.held)
    }

    /// What anybody counts as, with the balance rules that are missed, as people allowed.
    pub(super) fn traits(&self, rules: &Rules) -> Traits {
        let mut traits = Traits::new(rules);
        for Missed {
            rule,
            group,
            people,
        } in &self.audit.header.missed
        {
            traits.take_missed(rules, rule, group.as_deref(), *people);
        }
        traits
    }

    /// The whole record of somebody in it.
    pub(super) fn record(&self, other: StandingId) -> Option<Record<'a>> {
        self.audit.record(self.ranked.find(other)?.line).ok()
    }
}

impl Other<'_> {
    /// As the solver sees them.
    pub(super) fn ranked(&self, rules: &Rules, traits: &mut Traits) -> Ranked {
        let (certain, possible) = &self.counts;
        let names = (
            certain.iter().map(AsRef::as_ref),
            possible.iter().map(AsRef::as_ref),
        );
        Ranked {
            fits: self.fits,
            score: Score::recorded(self.total),
            counts: Memberships::named(rules, traits, names),
            held: self.held,
            in_groups: self.in_groups,
            eligible: true,
        }
    }

    /// Whether the seat they have is held, whatever the ranking.
    pub(super) fn is_held(&self) -> bool {
        self.held
    }

    /// Whether they have a seat, be it an open place.
    pub(super) fn is_seated(&self) -> bool {
        self.seat.is_some()
    }

    /// Where they sit, if anywhere; a group that the rules do not have is nowhere.
    pub(super) fn sits(&self, rules: &Rules) -> Placing {
        let id = match &self.seat {
            None => return Placing::Unplaced,
            Some(SeatIn::Open) => return Placing::OpenSeat,
            Some(SeatIn::Group(id)) => id.as_ref(),
        };
        match groups(rules, std::iter::once(id)).first() {
            Some(group) => Placing::Seat(*group),
            None => Placing::Unplaced,
        }
    }

    pub(super) fn order(&self) -> Vec<GroupId> {
        if self.order.is_empty() {
            self.fits.iter().collect()
        } else {
            self.order.clone()
        }
    }
}

/// Somebody ranked, with their position; none for everybody else.
fn other<'a>(
    rules: &Rules,
    line: &'a str,
    without: Option<&str>,
    below_too: bool,
) -> Result<Option<(usize, Other<'a>)>, Damaged> {
    let read: Line<'a> = serde_json::from_str(line).map_err(|_| Damaged::record(line))?;
    let total = read
        .total
        .and_then(|total| Decimal::from_str_exact(total).ok());
    // Whoever takes no part in a stage has no total in it, and whoever is asked something no outcome yet.
    let is_below = matches!(
        read.outcome,
        OutcomeKind::BelowFloor | OutcomeKind::NotShortlisted
    );
    let behind_all = (below_too && is_below).then_some(usize::MAX);
    let position = read.standing.map(|standing| standing.position);
    let (Some(total), Some(position)) = (total, position.or(behind_all)) else {
        return Ok(None);
    };
    if without.is_some_and(|without| read.application == without) {
        return Ok(None);
    }
    let groups = groups(rules, read.fits.iter().copied());
    let fits = groups.iter().copied().collect();
    let incomplete =
        matches!(&read.group, Some(SeatIn::Group(id)) if !read.fits.contains(&id.as_ref()));
    let order = if groups.len() > 1 { groups } else { Vec::new() };
    Ok(Some((
        position,
        Other {
            total,
            fits,
            incomplete,
            order,
            held: read.held,
            in_groups: read.in_group,
            application: read.application,
            seat: read.group.filter(|_| read.outcome.is_chosen()),
            counts: (read.counts, read.may_count),
            line,
        },
    )))
}

/// Groups by their ids.
pub(super) fn groups<'a>(rules: &Rules, ids: impl Iterator<Item = &'a str>) -> Vec<GroupId> {
    let group = |id: &str| {
        rules
            .places
            .groups
            .iter()
            .position(|group| group.id == id)
            .map(GroupId)
    };
    ids.filter_map(group).collect()
}
