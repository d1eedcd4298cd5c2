//! The rules of one programme, valid by construction: a [`Rules`] exists only when nothing in the file was wrong.
//!
//! Each stage gets its own slice: the form for reading and normalising, criteria for judging, measures for scoring, and so
//! on. `load` makes them from text.

pub mod assessors;
mod at_stage;
pub mod balance;
pub mod bands;
pub mod criteria;
pub mod dependencies;
pub mod domains;
pub mod edit;
pub mod examples;
pub mod export;
pub mod form;
pub mod group_set;
mod ids;
pub mod letters;
pub mod levels;
pub mod load;
pub mod marks;
pub mod measures;
pub mod packs;
pub mod panel;
pub mod places;
pub mod programme;
pub mod ranking;
pub mod sources;
pub mod spellings;
pub mod stages;
pub mod standing_answers;
mod visitor;

pub use assessors::Assessor;
pub use balance::{
    Aim, Amount, Asks, Balance, Counts as BalanceCounts, Share, Within as BalanceWithin,
};
pub use bands::Band;
pub use criteria::{Ask, Criterion, Leaf, Set, Test};
pub use export::Export;
pub use form::{Alike, Duplicates, Field, Form, Kind, Options, Protection, Scale, Stands};
pub use group_set::GroupSet;
pub use ids::{
    BalanceRuleId, BandId, Cites, CriterionId, DuplicatesId, FieldId, GroupId, LeafId, LevelId,
    ListId, MeasureId, RowId, ScaleId, SourceId, StageId, StandingAnswerId, Subject, TermId,
    TieBreakId,
};
pub use letters::{Language, LetterTexts, Letters};
pub use levels::{Derivation, Level};
pub use measures::{Award, Measure, Piece, Worth};
pub use packs::{Anchor, Hits, Packs};
pub use panel::{Combine, Pool};
pub use places::{Assignment, Deal, Group, Objective, OpenPlaces, Places, Several, Unfilled};
pub use programme::{Call, Decision, List, Programme, Sentence};
pub use ranking::{Compared, Ranking, TieBreak};
pub use sources::FormSource;
pub use stages::{AtStage, Combination, Most, Reserves, Shortlist, Stage, Ties};
pub use standing_answers::{Counts, StandingAnswer};
pub use visitor::{TestAt, WorthAt};

use crate::base::digest;
use crate::base::ids::Per;

/// Everything one rules file says.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The rules file, by its name without its folder.
    pub file: RulesFile,
    /// The lists beside it, by path as written in the rules; each file once.
    pub list_files: Vec<RulesFile>,
    pub programme: Programme,
    /// How the files are to be read.
    pub export: Export,
    pub call: Call,
    pub lists: Per<ListId, List>,
    pub form: Form,
    pub levels: Per<LevelId, Level>,
    /// The deadline first, then the criteria in the order of the file.
    pub criteria: Per<CriterionId, Criterion>,
    pub measures: Per<MeasureId, Measure>,
    pub ranking: Ranking,
    pub places: Places,
    /// How many of whom shall be among those selected.
    pub balance: Per<BalanceRuleId, Balance>,
    /// In their order; none where everything counts at once.
    pub stages: Per<StageId, Stage>,
    /// The stage of which this is a view; none of rules without stages, and of all that the file says.
    pub at: Option<AtStage>,
    /// What letters need beside a run; it decides nothing.
    pub letters: Letters,
}

/// A file that rules were read from, as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesFile {
    pub name: String,
    pub text: String,
    /// SHA-256 in hexadecimal.
    pub digest: String,
}

impl RulesFile {
    pub fn new(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: text.to_owned(),
            digest: digest::of(text.as_bytes()),
        }
    }
}
