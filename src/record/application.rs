//! What the audit keeps of one application: its keys, in their order.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};

use super::dictionary::Held;
use super::found::Evidence;
use super::nth::Nth;
use super::whom::Whom;
use crate::rules::{RowId, TieBreakId};
use crate::rulings;
use crate::values::{Answer, Inquiry, OutcomeKind, SeatIn, Sort, Topic, Turn};

type Text<'a> = Cow<'a, str>;

/// By field, for each assessor the number of a file among the header's `ratings` and the row, both from 1.
pub type Rated<'a> = BTreeMap<Text<'a>, Vec<Option<(usize, u32)>>>;

/// One application, in full: what its line and the lines before all records say of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record<'a> {
    /// Always `application`.
    pub record: Text<'a>,
    pub application: Text<'a>,
    /// `file:row`, in a workbook `file[sheet]:row`. Rows count from 1.
    pub origin: Text<'a>,
    /// Of ratings that came from files of their own: by field, where each assessor's stands; null for one that stands in the row.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rated: Rated<'a>,
    pub outcome: OutcomeKind,
    /// The group of a seat or a reserve; `open` for an open place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<SeatIn<'a>>,
    /// The number on a reserve list, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<u32>,
    /// Of somebody selected: whether they keep a seat whatever is still answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firm: Option<bool>,
    /// What the stage before told the applicant; none where there is none before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Before<'a>>,
    /// Sentences that say why the outcome is what it is.
    pub why: Vec<Text<'a>>,
    /// What was found for every field and level that a rule looks at, each once; of a superseded application only for the
    /// criteria.
    pub found: Vec<Held<'a, Evidence<'a>>>,
    pub criteria: Held<'a, Vec<Judged<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Held<'a, PartOf<'a>>>,
    /// The sum of the parts; for an open score what it is at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Text<'a>>,
    /// For an open score, what it is at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_at_most: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Ranked<'a>>,
    /// The ids of the groups that admit the applicant, in the applicant's order of preference.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fits: Vec<Text<'a>>,
    /// Has a seat that is held: invited, confirmed, or given by the run before.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// Of somebody selected whose seat in the run before was another: that seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat_before: Option<SeatIn<'a>>,
    /// Of somebody on a reserve list, where its order alone does not say who comes next for a seat: what their turn hangs on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
    /// Would have a seat if somebody who has one had not applied, and stands on no reserve list.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub comes_next: bool,
    /// The seat that is held is a group's by a decision: no open place would do instead.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_group: bool,
    /// Of somebody ranked, or who may yet be: the balance rules that count them, as `women`, for each value as `countries:PL`; and those
    /// of which it is open whether they do, or for which value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub may_count: Vec<Text<'a>>,
    /// Of somebody selected: the groups they had wanted before their own, and why they do not sit there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Elsewhere<'a>>,
    /// The groups of which it is unclear whether they do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub may_fit: Vec<Text<'a>>,
    /// Who applied is open, whatever the answers are: there is no id, or several applications of the person could stand.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsettled: bool,
    /// Of a superseded one: people said which application stands, and not the rules alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub superseded_by_decision: bool,
    /// It is late in the zone of the call, and was in time by the clock it was sent by.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub late_by_zone: bool,
    /// What people decided about it, in the order of their file.
    #[serde(rename = "decisions", skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<Settled<'a>>,
    /// For `clarify`: what to ask, and whether any answer could win a seat.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub could_sit: Option<bool>,
    /// Whose seats an answer could take, were all others left as they are: the own first, which may be lost, then the ids of the best-ranked
    /// of them, and how many more there are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub could_take: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub could_take_more: Option<NonZeroUsize>,
    /// Other applications of the same person, or sharing what the rules point out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Text<'a>>,
    /// Links the line to those before it. None before it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<Text<'a>>,
}

impl Record<'_> {
    /// Whether this group admits the applicant.
    pub fn fits(&self, group: &SeatIn<'_>) -> bool {
        matches!(group, SeatIn::Group(id) if self.fits.contains(id))
    }
}

/// What came of an application in the stage before, as it was told then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before<'a> {
    pub outcome: OutcomeKind,
    /// Where it was shortlisted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<SeatIn<'a>>,
    /// The place in the ranking of that stage, and the total that it ranked by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Text<'a>>,
    /// The number among those who come after the reserves of this stage, from 1, where the rules say that they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve: Option<usize>,
    /// What the stage before that one told; absent of the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<Before<'a>>>,
}

impl Before<'_> {
    fn went_on(&self) -> bool {
        self.outcome == OutcomeKind::Shortlisted
    }

    /// Whether it took part in that stage: the one before had not kept it out.
    pub fn took_part(&self) -> bool {
        self.before.as_ref().is_none_or(|before| before.went_on())
    }

    /// That stage, or the earlier one that kept it out.
    pub fn own(&self) -> &Self {
        let earlier = self.before.as_deref().filter(|_| !self.took_part());
        earlier.map_or(self, Self::own)
    }

    /// How many stages before that one lies the one that kept it out.
    pub fn kept_out_before(&self) -> usize {
        let earlier = self.before.as_ref().filter(|_| !self.took_part());
        earlier.map_or(0, |before| before.kept_out_before().saturating_add(1))
    }
}

/// A ruling of people. The cells of the record say what they decided, `was` what the file says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settled<'a> {
    #[serde(rename = "decision")]
    pub kind: rulings::Kind,
    /// The field, duplicates rule or criterion.
    pub about: Text<'a>,
    /// Which of them it is.
    #[serde(default, skip_serializing_if = "Sort::is_field")]
    pub sort: Sort,
    /// The cell, or the row, as in a question.
    pub cell: Text<'a>,
    /// What the file says, or what came out by the rules; none of a personal column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Text<'a>>,
    /// Blank where the applicant has no answer; none of a personal column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Text<'a>>,
    pub who: Text<'a>,
    /// Year-month-day.
    pub when: Text<'a>,
    pub why: Text<'a>,
}

/// What is asked of a person so that an unclear application becomes clear.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question<'a> {
    /// The cell as `file:row:column`, or the row.
    pub at: Text<'a>,
    /// The field's name, or what else is open, and the question.
    pub ask: Text<'a>,
    /// The question as the applicant hears it in English, where that is something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_applicant: Option<Text<'a>>,
    /// The same as a kind, so that it can be asked in every language; none in runs of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inquiry: Option<Inquiry>,
    /// What is asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Topic>,
    /// Who is asked; none in runs of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whom: Option<Whom>,
    /// Whether nothing was answered.
    #[serde(default, skip_serializing_if = "super::cohort::is_false")]
    pub blank: bool,
}

impl Question<'_> {
    /// What stands before the question.
    pub(crate) fn begins(about: &Topic) -> String {
        format!("{}: ", about.name)
    }

    /// The question without what it is about.
    pub fn bare(&self) -> &str {
        let begins = self.about.as_ref().map(Self::begins);
        let bare = begins.and_then(|begins| self.ask.strip_prefix(&begins));
        bare.unwrap_or(&self.ask)
    }
}

/// A group that somebody wanted more than the one they sit in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Elsewhere<'a> {
    pub group: Text<'a>,
    pub because: Instead,
}

/// Why somebody does not sit in a group they wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instead {
    /// It does not admit them.
    NotAdmitted,
    /// Every seat went to people ranked above.
    Full,
    /// Otherwise somebody selected would lose their seat.
    GaveWay,
    /// It has fewer seats than the rules state, because the cap is reached and they were dealt in turn.
    Dealt,
}

/// A criterion's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged<'a> {
    pub id: Text<'a>,
    pub answer: Answer,
    /// The answers of the conditions the test is made of, in the header's order; none for a single one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Tried>,
}

/// The answer to a part of a test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    pub answer: Answer,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Tried>,
}

/// Points × weight = part; the weight is the header's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartOf<'a> {
    pub id: Text<'a>,
    /// None for an open part, so that nobody takes what is not known for points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Text<'a>>,
    /// For an open part, the least.
    pub part: Text<'a>,
    /// For an open part, the most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Text<'a>>,
    /// The answer is blank and earns what the rules give a blank.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blank: bool,
    /// The row of the header's that gave the points; not said of a personal answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Nth<RowId>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranked<'a> {
    /// From 1, each number once: the order of the ranking.
    #[serde(rename = "place")]
    pub position: usize,
    /// From 1; shared by those whom only a lot tells apart.
    pub rank: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<Neighbour<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Neighbour<'a>>,
    /// The lot, where one was drawn: SHA-256 of `seed:application`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<Text<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Neighbour<'a> {
    pub application: Text<'a>,
    pub total: Text<'a>,
    /// What decided between the two: `score` or a tie-break.
    pub by: Text<'a>,
    /// The tie-break of the header's; none where the score decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie_break: Option<Nth<TieBreakId>>,
}
