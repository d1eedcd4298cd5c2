//! The ranking: highest score first, equal scores told apart by the tie-breaks in their order, the last of which is a lot.
//!
//! Points come from the rules and never from the pool, so nobody's score or order depends on who else applied.

use std::cmp::{Ordering, Reverse};

use crate::base::each;

use crate::base::digest;
use crate::base::ids::{ApplicationId, Per, id};
use crate::judge::criteria::Facts;
use crate::rules::{Compared, Measure, MeasureId, Ranking, Subject, TieBreak, TieBreakId};
use crate::score::{ByAnswer, Contribution, contribution};
use crate::values::{LevelSet, Number, Reading, Score, Value};

id! {
    /// Which of the standings, best first.
    pub StandingId
}

impl StandingId {
    /// The position in the ranking, from 1.
    pub fn position(self) -> usize {
        self.0.saturating_add(1)
    }

    pub fn above(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// The next one, or the one beyond the last.
    pub fn below(self) -> Self {
        Self(self.position())
    }
}

/// One position in the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Which application, from 0.
    pub application: ApplicationId,
    pub score: Score,
    /// From 1; shared by those whom only a lot tells apart.
    pub rank: u32,
    /// The tie-break (position in the rules, from 0) that put this standing behind the one before it, where their scores
    /// are equal.
    pub behind_by: Option<TieBreakId>,
}

/// Ranks the applications given with their scores; the order they come in does not matter.
pub fn rank<'a>(
    ranking: &Ranking,
    parts: &Per<MeasureId, ByAnswer<'_>>,
    facts: impl Fn(ApplicationId) -> Facts<'a> + Sync,
    mut scored: Vec<(ApplicationId, Score)>,
) -> Per<StandingId, Standing> {
    let by_score = |entry: &(ApplicationId, Score)| Reverse(entry.1);
    each::sort_by_key(&mut scored, by_score);
    // Only runs of equal scores need the tie-breaks.
    let settle = |run: &&[(ApplicationId, Score)]| {
        let mut settled = Vec::with_capacity(run.len());
        let members = run.iter().map(|(application, _)| *application).collect();
        settle(
            ranking,
            parts,
            &facts,
            members,
            (TieBreakId::FIRST, None),
            &mut settled,
        );
        let score = run.first().map_or(Score::ZERO, |(_, score)| *score);
        settled
            .into_iter()
            .map(move |(application, behind_by)| (application, score, behind_by))
            .collect::<Vec<_>>()
    };
    let equal = |left: &(ApplicationId, Score), right: &(ApplicationId, Score)| left.1 == right.1;
    let runs: Vec<_> = scored.chunk_by(equal).collect();
    let runs = each::each(scored.len(), &runs, settle);
    let mut standings: Vec<Standing> = Vec::with_capacity(scored.len());
    for (position, (application, score, behind_by)) in (1..).zip(runs.into_iter().flatten()) {
        let by_lot = behind_by.is_some_and(|by| ranking.tie_breaks[by].seed().is_some());
        let rank = standings
            .last()
            .filter(|_| by_lot)
            .map_or(position, |above| above.rank);
        standings.push(Standing {
            application,
            score,
            rank,
            behind_by,
        });
    }
    standings.into()
}

/// Orders those whom the tie-breaks before number `next` leave equal, and says for each which one put it behind the one
/// before: for the first of them `behind_by`, and none for the first of all.
fn settle<'a>(
    ranking: &Ranking,
    parts: &Per<MeasureId, ByAnswer<'_>>,
    facts: &impl Fn(ApplicationId) -> Facts<'a>,
    members: Vec<ApplicationId>,
    (next, behind_by): (TieBreakId, Option<TieBreakId>),
    settled: &mut Vec<(ApplicationId, Option<TieBreakId>)>,
) {
    // A later tie-break is only worked out for those who need it: lots are dear.
    let tie_break = ranking.tie_breaks.find(next).filter(|_| members.len() > 1);
    let Some(tie_break) = tie_break else {
        let behind = std::iter::once(behind_by).chain(std::iter::repeat(None));
        settled.extend(members.into_iter().zip(behind));
        return;
    };
    let keyed = members.into_iter().map(|application| {
        let facts = facts(application);
        let part = |measure| parts[measure].contribution(facts);
        (key(tie_break, &part, facts), application)
    });
    let mut keyed: Vec<(Key, ApplicationId)> = keyed.collect();
    keyed.sort();
    let mut behind_by = behind_by;
    for run in keyed.chunk_by(|left, right| left.0 == right.0) {
        let members = run.iter().map(|(_, application)| *application).collect();
        settle(
            ranking,
            parts,
            facts,
            members,
            (next.next(), behind_by),
            settled,
        );
        behind_by = Some(next);
    }
}

/// Who of two goes first by one tie-break, each with their measures and what is known of them; `Less` is the left one.
pub fn compare(
    tie_break: &TieBreak,
    left: (&Per<MeasureId, Measure>, Facts<'_>),
    right: (&Per<MeasureId, Measure>, Facts<'_>),
) -> Ordering {
    let key = |(measures, facts): (&Per<MeasureId, Measure>, Facts<'_>)| {
        let part = |measure| contribution(&measures[measure], facts);
        key(tie_break, &part, facts)
    };
    key(left).cmp(&key(right))
}

/// What one tie-break compares; the least goes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Answer(Given),
    /// An answer goes before a blank.
    Blank,
    Lot(String),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    Highest(Reverse<Comparable>),
    Lowest(Comparable),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Comparable {
    Number(Number),
    Level(u8),
    Date(jiff::civil::Date),
    Instant(jiff::Timestamp),
    Score(rust_decimal::Decimal),
}

fn key(tie_break: &TieBreak, part: &dyn Fn(MeasureId) -> Contribution, facts: Facts<'_>) -> Key {
    let answer = |subject: Subject| comparable(&facts.reading(subject));
    let compared = match tie_break.compared() {
        Compared::Order(subject) => answer(subject),
        Compared::Moment(field) => answer(Subject::Field(field)),
        Compared::Part(measure) => Some(Comparable::Score(part(measure).least.decimal())),
        Compared::Lot(seed) => {
            return Key::Lot(lot(seed, &facts.applications.id(facts.application)));
        }
    };
    let given = |value| {
        if tie_break.is_descending() {
            Given::Highest(Reverse(value))
        } else {
            Given::Lowest(value)
        }
    };
    compared.map_or(Key::Blank, |value| Key::Answer(given(value)))
}

/// What a tie-break can compare; none for a blank. Unreadable answers never come here: they make an application unclear.
fn comparable(reading: &Reading) -> Option<Comparable> {
    match reading {
        Reading::Value(Value::Number(number)) => Some(Comparable::Number(*number)),
        Reading::Value(Value::Level(levels)) => LevelSet::known(*levels).map(Comparable::Level),
        Reading::Value(Value::Date(date)) => Some(Comparable::Date(*date)),
        Reading::Value(Value::Instant(instant)) => Some(Comparable::Instant(*instant)),
        Reading::Value(_) | Reading::Blank | Reading::Unreadable(_) => None,
    }
}

/// Whether a tie-break could not be applied because its answer is open.
pub fn is_open(tie_break: &TieBreak, facts: Facts<'_>) -> bool {
    let reading = tie_break.subject().map(|subject| facts.reading(subject));
    match reading.as_deref() {
        Some(Reading::Unreadable(_)) => true,
        Some(Reading::Value(Value::Level(levels))) => levels.known().is_none(),
        Some(Reading::Value(_) | Reading::Blank) | None => false,
    }
}

/// An application's lot: SHA-256 of `seed:id` in hexadecimal. The lowest goes first.
///
/// Anyone can recompute it: `printf '%s' 'seed:id' | sha256sum`. Nobody's lot depends on who else applied.
pub fn lot(seed: &str, id: &str) -> String {
    digest::of(format!("{seed}:{id}").as_bytes())
}
