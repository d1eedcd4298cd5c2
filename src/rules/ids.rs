//! How parts of the rules refer to one another: by position, each with a type of its own.

use crate::base::ids::id;

id! {
    /// A position in [`super::Form::fields`].
    pub FieldId
}

impl FieldId {
    /// No field of the form, blank for everybody: what a rule looks at that must give what was recorded.
    pub const NONE: Self = Self(usize::MAX);
}

id! {
    /// A position in [`super::Form::scales`].
    pub ScaleId
}

id! {
    /// A position in [`super::Rules::levels`]. A level reads earlier levels only.
    pub LevelId
}

/// What a test, a measure or a tie-break looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Field(FieldId),
    Level(LevelId),
}

id! {
    /// A position in [`super::Rules::measures`].
    pub MeasureId
}

id! {
    /// A position in [`super::Places::groups`].
    pub GroupId
}

id! {
    /// A position in [`super::Rules::lists`].
    pub ListId
}

id! {
    /// A position in [`super::Rules::criteria`].
    pub CriterionId
}

impl CriterionId {
    /// The first criterion of every rules file.
    pub const DEADLINE: Self = Self(0);
}

id! {
    /// A position in [`super::Form::sources`].
    pub SourceId
}

id! {
    /// A position in [`super::Form::standing_answers`].
    pub StandingAnswerId
}

id! {
    /// A position in [`super::Form::duplicates`].
    pub DuplicatesId
}

id! {
    /// A position in [`super::Rules::balance`].
    pub BalanceRuleId
}

id! {
    /// A row of a table of points or of a level's; of points, `otherwise` stands behind the last.
    pub RowId
}

id! {
    /// A position among the bands of an award or a level.
    pub BandId
}

impl BandId {
    /// The one before it.
    pub fn below(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

id! {
    /// A position among what a level's points are added up from.
    pub TermId
}

id! {
    /// A condition of a test, in the order of its leaves.
    pub LeafId
}

id! {
    /// A position in [`super::Ranking::tie_breaks`].
    pub TieBreakId
}

impl TieBreakId {
    pub const FIRST: Self = Self(0);

    /// The one that is asked next.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

id! {
    /// A position in [`super::Rules::stages`].
    pub StageId
}

impl StageId {
    /// The one before it; none before the first.
    pub fn before(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// The one after it, or the one beyond the last.
    pub fn after(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// The ids of the clauses and decisions a rule rests on; never empty for a rule.
pub type Cites = Vec<String>;
