//! An application's line in the audit: its record, with numbers in place of what the dictionary has.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};

use super::dictionary::{Dictionary, Entry, Sentence, are_distinct};
use super::{
    Before, Elsewhere, Evidence, Header, Judged, Neighbour, Nth, PartOf, Question, Ranked, Rated,
    Record, Settled,
};
use crate::rank;
use crate::rules::TieBreakId;
use crate::values::{OutcomeKind, SeatIn, Turn};
use crate::words::outcomes;

type Text<'a> = Cow<'a, str>;

/// One application; what is said of the keys of [`Record`] holds here, too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line<'a> {
    pub application: Text<'a>,
    pub origin: Origin<'a>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rated: Rated<'a>,
    pub outcome: OutcomeKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<SeatIn<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firm: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Before<'a>>,
    pub why: Vec<Entry<Text<'a>>>,
    pub found: Vec<Entry<Evidence<'a>>>,
    pub criteria: Entry<Vec<Judged<'a>>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Entry<PartOf<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_at_most: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Stands<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fits: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat_before: Option<SeatIn<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub comes_next: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_group: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_count: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Elsewhere<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_fit: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsettled: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub superseded_by_decision: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late_by_zone: bool,
    #[serde(rename = "decisions", default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<Settled<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub could_sit: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub could_take: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub could_take_more: Option<NonZeroUsize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<Text<'a>>,
}

/// Where an application was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Origin<'a> {
    /// The number of the sheet among the header's, and the row; both from 1.
    Row(usize, u32),
    /// `file:row`, as runs of the first schema have it.
    Whole(Text<'a>),
}

/// As [`Ranked`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stands<'a> {
    #[serde(rename = "place")]
    pub position: usize,
    pub rank: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<Beside<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Beside<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<Lot<'a>>,
}

/// As [`Neighbour`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Beside<'a> {
    /// Id, total, and the tie-break of the header's.
    ByTieBreak(Text<'a>, Text<'a>, Nth<TieBreakId>),
    /// Id and total.
    ByScore(Text<'a>, Text<'a>),
    /// As runs of the first schema have it.
    Whole(Neighbour<'a>),
}

/// Whether a lot was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Lot<'a> {
    /// Anybody can draw it: the header has the seed.
    Drawn(bool),
    /// Itself, as runs of the first schema have it.
    Whole(Text<'a>),
}

impl<'a> Line<'a> {
    /// The record of the line.
    ///
    /// # Errors
    /// The key in which it points at something that header and dictionary do not have, has something twice, or is in the form of
    /// another schema.
    pub fn record(
        self,
        header: &'a Header,
        dictionary: &'a Dictionary<'a>,
    ) -> Result<Record<'a>, &'static str> {
        let distinct = [
            ("why", are_distinct(&self.why)),
            ("found", are_distinct(&self.found)),
            ("parts", are_distinct(&self.parts)),
        ];
        if let Some((key, _)) = distinct.iter().find(|(_, distinct)| !distinct) {
            return Err(key);
        }
        let position = self.standing.as_ref().map(|standing| standing.position);
        let sentence = |sentence: &'a Sentence<'_>| match sentence {
            Sentence::Whole(text) => Some(Cow::Borrowed(text.as_ref())),
            Sentence::Placed { placed } => Some(Cow::Owned(outcomes::placed(position?, placed))),
        };
        let why = |entry: Entry<Text<'a>>| match entry {
            Entry::Here(text) => Some(*text),
            Entry::Number(number) => dictionary
                .why
                .get(number.checked_sub(1)?)
                .and_then(sentence),
        };
        let found = |entry: Entry<Evidence<'a>>| entry.held(&dictionary.found);
        let part = |entry: Entry<PartOf<'a>>| entry.held(&dictionary.parts);
        let origin = match self.origin {
            Origin::Whole(text) if header.schema < 2 => text,
            Origin::Whole(_) => return Err("origin"),
            Origin::Row(sheet, row) => {
                let sheet = sheet.checked_sub(1).and_then(|at| header.sheets.get(at));
                Cow::Owned(format!("{}:{row}", sheet.ok_or("origin")?.sheet))
            }
        };
        let files = header.ratings.len();
        let mut rated = self.rated.values().flatten().flatten();
        if rated.any(|(file, _)| *file == 0 || *file > files) {
            return Err("rated");
        }
        let standing = self
            .standing
            .map(|standing| standing.ranked(header, &self.application));
        let criteria = self.criteria.held(&dictionary.criteria);
        let asked = header.criteria.iter().map(|asked| asked.id.as_str());
        let criteria = criteria.filter(|judged| judged.iter().map(|one| one.id.as_ref()).eq(asked));
        let parts: Option<Vec<_>> = self.parts.into_iter().map(part).collect();
        let measured = header.measures.iter().map(|measure| measure.id.as_str());
        let parts = parts.filter(|parts| {
            parts.is_empty() || parts.iter().map(|part| part.id.as_ref()).eq(measured)
        });
        Ok(Record {
            record: Cow::Borrowed("application"),
            origin,
            rated: self.rated,
            outcome: self.outcome,
            group: self.group,
            reserve: self.reserve,
            firm: self.firm,
            before: self.before,
            why: self
                .why
                .into_iter()
                .map(why)
                .collect::<Option<_>>()
                .ok_or("why")?,
            found: self
                .found
                .into_iter()
                .map(found)
                .collect::<Option<_>>()
                .ok_or("found")?,
            criteria: criteria.ok_or("criteria")?,
            parts: parts.ok_or("parts")?,
            total: self.total,
            total_at_most: self.total_at_most,
            standing: standing.transpose()?,
            fits: self.fits,
            held: self.held,
            seat_before: self.seat_before,
            turn: self.turn,
            comes_next: self.comes_next,
            in_group: self.in_group,
            counts: self.counts,
            may_count: self.may_count,
            elsewhere: self.elsewhere,
            may_fit: self.may_fit,
            unsettled: self.unsettled,
            superseded_by_decision: self.superseded_by_decision,
            late_by_zone: self.late_by_zone,
            rulings: self.rulings,
            questions: self.questions,
            could_sit: self.could_sit,
            could_take: self.could_take,
            could_take_more: self.could_take_more,
            related: self.related,
            chain: self.chain,
            application: self.application,
        })
    }
}

impl<'a> Stands<'a> {
    fn ranked(self, header: &'a Header, application: &str) -> Result<Ranked<'a>, &'static str> {
        let lot = |lot| match lot {
            Lot::Whole(lot) => (header.schema < 2).then_some(lot),
            Lot::Drawn(drawn) => drawn.then(|| Cow::Owned(rank::lot(&header.seed, application))),
        };
        let beside = |beside: Beside<'a>| beside.neighbour(header).ok_or("standing");
        Ok(Ranked {
            position: self.position,
            rank: self.rank,
            above: self.above.map(beside).transpose()?,
            below: self.below.map(beside).transpose()?,
            lot: self
                .lot
                .map(|drawn| lot(drawn).ok_or("standing"))
                .transpose()?,
        })
    }
}

impl<'a> Beside<'a> {
    fn neighbour(self, header: &'a Header) -> Option<Neighbour<'a>> {
        Some(match self {
            Self::Whole(neighbour) if header.schema < 2 => neighbour,
            Self::Whole(_) => return None,
            Self::ByScore(application, total) => Neighbour {
                application,
                total,
                by: Cow::Borrowed(outcomes::BY_SCORE),
                tie_break: None,
            },
            Self::ByTieBreak(application, total, number) => Neighbour {
                application,
                total,
                by: Cow::Borrowed(number.of(&header.tie_breaks)?),
                tie_break: Some(number),
            },
        })
    }
}
