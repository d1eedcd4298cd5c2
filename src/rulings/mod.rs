//! What people decided about single applications once the questions had gone out: a cell answered, a duplicate settled, a late
//! application accepted, a criterion overridden, a seat given back. Each with who, when and why.
//!
//! `load` reads them from a table; `rows`, `cells`, `verdicts`, `persons`, `dropouts` and `held` put them where they belong, one file a stage of the
//! selection; `follows`, `misses` and `even_out` those that are about the run. A ruling that fits nothing is an error: somebody believes it counts.

mod allowing;
mod answers;
mod carried_out;
mod cells;
mod dropouts;
pub mod even_out;
mod follows;
mod held;
mod kind;
pub mod load;
mod misses;
mod moved;
mod persons;
mod rows;
mod stage_before;
mod verdicts;
mod whose_cell;

use std::collections::{BTreeMap, BTreeSet};

pub use carried_out::RulingsDone;
pub use even_out::{DecidedBefore, EvenedOut, WithoutIt};
pub use follows::{AllowedChange, Change, Digested, FORGOTTEN, Follows, Issued, MadeFrom};
pub use held::{Held, HeldBy, HeldIn};
use jiff::civil::Date;
pub use kind::{COUNTS, Kind, NO_APPLICATION};
pub use misses::Miss;
pub use moved::withheld;
pub use stage_before::{ShortlistNow, StageBefore, Told};

use crate::answers::{Applications, same_id};
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::base::origin::Origin;
use crate::rules::{CriterionId, FieldId, Rules};
use crate::values::Sort;
use crate::values::spelling::{self, fold, quoted};
pub use crate::values::unusable::{NO_ANSWER, OTHER};

/// What stands in the clarify list in place of a personal answer.
pub const PERSONAL: &str = "(personal, see the cell)";
/// How what stands on a sheet for people in place of a personal answer begins: where it is follows, and at the end the same mark.
pub const PERSONAL_AT: &str = "personal: it stands in ";
/// What is written where all applications of a set stand, because they are of different people or each counts.
pub const ALL: &str = "all";

/// The rulings that a run takes.
#[derive(Debug, Clone, Default)]
pub struct Rulings {
    /// Each file's name without its folder, and its SHA-256.
    pub files: Vec<(String, String)>,
    pub all: Vec<Ruling>,
    /// The run whose seats stay.
    pub follows: Option<Follows>,
    /// What the run of the stage before told people, and how its shortlist would come out now.
    pub stage_before: Option<StageBefore>,
    pub shortlist_now: Option<ShortlistNow>,
    /// A field whose ratings count as they were given all the same, so that it is known what a decision to even them out changed.
    pub as_given: Option<String>,
}

/// One ruling about one application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The row it stands in.
    pub at: Origin,
    /// The application's id; `file:row` for a row without one.
    pub application: String,
    pub kind: Kind,
    /// The field, duplicates rule or criterion.
    pub about: String,
    /// The cell of the application, where it is said: `file:row:column`.
    pub cell: String,
    /// What the cell said when it was decided, where that is said.
    pub found: String,
    /// The row is a form's, which says of a blank cell that it was blank.
    pub was_blank: bool,
    /// The assessor whom the row asks, where it is a form's.
    pub asked: Option<AssessorId>,
    pub answer: String,
    pub by: By,
    /// Where each of these stands.
    pub cells: Cells,
}

/// The cells of a ruling's row, so that what is wrong is pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    pub application: Origin,
    pub kind: Origin,
    pub about: Origin,
    pub cell: Origin,
    pub found: Origin,
    pub answer: Origin,
    pub when: Origin,
}

/// Who decided, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    pub who: String,
    pub when: Date,
    pub why: String,
}

/// A ruling that was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingDone {
    /// The application as it was named, or the id it was given.
    pub application: String,
    pub kind: Kind,
    /// The field, duplicates rule or criterion; blank where the ruling is about the whole application.
    pub about: String,
    /// What that is the name of.
    pub sort: Sort,
    /// The cell or row of the application.
    pub cell: String,
    /// What the file says, or what the rules had made of it.
    pub was: String,
    pub answer: String,
    /// Whether `was` and `answer` are of a personal column.
    pub personal: bool,
    /// It left a row out as no application, in whichever words.
    pub left_out: bool,
    pub by: By,
}

/// What a ruling is about, once it is known: the row of an application, the person who sent it, a criterion, or a field's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Row(ApplicationId),
    Person(ApplicationId),
    Seat(ApplicationId, Kind),
    Criterion(ApplicationId, CriterionId),
    Cell(ApplicationId, FieldId, AssessorId),
}

/// Rulings on their way into a selection.
#[derive(Debug, Clone)]
pub struct RulingsPending<'a> {
    rules: &'a Rules,
    rulings: &'a Rulings,
    /// By ruling.
    done: Vec<Option<RulingDone>>,
    verdicts: BTreeMap<ApplicationId, Vec<(CriterionId, bool)>>,
    dropouts: BTreeMap<ApplicationId, Kind>,
    held: BTreeMap<ApplicationId, Held>,
    allowed: Vec<AllowedChange>,
    misses: Vec<Miss>,
    evened: Vec<EvenedOut>,
    errors: Vec<Finding>,
    /// What should be looked at although it is carried out.
    notes: Vec<Finding>,
    /// By ruling: the mark that the personal cell it is about has.
    marks: Vec<Option<String>>,
    /// Positions of rulings that are settled without being carried out: refused, or saying what another one says.
    skipped: BTreeSet<usize>,
    /// What was decided, by what it is about; where, with which answer, and of what the cell said.
    seen: BTreeMap<Key, (Origin, String, String)>,
    /// What rows without an id were called before they were given one.
    renamed: BTreeMap<String, String>,
}

impl<'a> RulingsPending<'a> {
    pub fn new(rules: &'a Rules, rulings: &'a Rulings) -> Self {
        Self {
            rules,
            rulings,
            done: rulings.all.iter().map(|_| None).collect(),
            verdicts: BTreeMap::new(),
            dropouts: BTreeMap::new(),
            held: BTreeMap::new(),
            allowed: Vec::new(),
            misses: Vec::new(),
            evened: Vec::new(),
            errors: Vec::new(),
            notes: Vec::new(),
            marks: Vec::new(),
            skipped: BTreeSet::new(),
            seen: BTreeMap::new(),
            renamed: BTreeMap::new(),
        }
    }

    /// The rulings of some kinds that nothing was done about yet, with their positions.
    fn open(&self, kinds: &[Kind]) -> Vec<(usize, &'a Ruling)> {
        let rulings = self.rulings.all.iter().enumerate();
        rulings
            .filter(|(at, ruling)| {
                let open =
                    self.done.get(*at).is_some_and(Option::is_none) && !self.skipped.contains(at);
                open && kinds.contains(&ruling.kind)
            })
            .collect()
    }

    /// The application a ruling is about; where there is none, that is an error.
    fn application(
        &mut self,
        ruling: &Ruling,
        applications: &Applications,
    ) -> Option<ApplicationId> {
        let name = self
            .renamed
            .get(&ruling.application)
            .unwrap_or(&ruling.application);
        let found = applications.position(name);
        if found.is_none() {
            let wrong = format!("there is no application {}", quoted(name));
            let ids: Vec<_> = applications
                .ids()
                .map(|application| applications.id(application))
                .collect();
            let near = spelling::nearest(name, ids.iter().map(AsRef::as_ref));
            let help = near.map_or_else(
                || {
                    "if it was withdrawn from the export, take the decision out of the file"
                        .to_owned()
                },
                |near| format!("did you mean `{near}`?"),
            );
            self.errors
                .push(idle(&ruling.cells.application, wrong).help(help));
        }
        found
    }

    fn skip(&mut self, at: usize) {
        self.skipped.insert(at);
    }

    /// Whether the same was decided before. The same answer twice is no harm; another one is an error.
    fn again(&mut self, at: usize, ruling: &Ruling, key: Key) -> bool {
        let answer = format!("{} {}", ruling.kind.word(), fold(&ruling.answer));
        match self.seen.get(&key) {
            None => {
                self.seen
                    .insert(key, (ruling.at.clone(), answer, moved::bare(&ruling.found)));
                false
            }
            Some((first, before, found)) => {
                let now = moved::bare(&ruling.found);
                let of_a_cell = matches!(ruling.kind, Kind::Clarify | Kind::Correct);
                if of_a_cell
                    && *before == answer
                    && *found != now
                    && !found.is_empty()
                    && !now.is_empty()
                {
                    let wrong = format!(
                        "the same was decided at {first}, of something else that the cell said"
                    );
                    let finding = Finding::new(
                        Code::RulingTwice,
                        Location::Input(ruling.cells.found.clone()),
                        wrong,
                    );
                    self.errors
                        .push(finding.help("keep the decision of what the cell says now"));
                }
                if *before != answer {
                    let wrong = format!("the same was decided otherwise at {first}");
                    let finding = Finding::new(
                        Code::RulingTwice,
                        Location::Input(ruling.cells.answer.clone()),
                        wrong,
                    );
                    self.errors
                        .push(finding.help("keep the decision that holds"));
                }
                self.skip(at);
                true
            }
        }
    }

    fn carried_out(&mut self, at: usize, done: RulingDone) {
        if let Some(open) = self.done.get_mut(at) {
            *open = Some(done);
        }
    }

    /// Everything that was carried out.
    ///
    /// # Errors
    /// A finding for every ruling that does not fit the applications.
    pub fn finish(self, applications: &Applications) -> Result<RulingsDone, Vec<Finding>> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let done: Vec<RulingDone> = self.done.into_iter().flatten().collect();
        let mut by_application: BTreeMap<ApplicationId, Vec<usize>> = BTreeMap::new();
        // A row that was left out may have had an id that somebody else has.
        let of_one = |of: &RulingDone| !of.left_out && !of.kind.is_of_run();
        for (at, of) in done.iter().enumerate().filter(|(_, of)| of_one(of)) {
            if let Some(application) = applications.position(&of.application) {
                by_application.entry(application).or_default().push(at);
            }
        }
        let files = self.rulings.files.clone();
        Ok(RulingsDone {
            files,
            done,
            notes: self.notes,
            by_application,
            verdicts: self.verdicts,
            dropouts: self.dropouts,
            held: self.held,
            allowed: self.allowed,
            misses: self.misses,
            evened: self.evened,
            follows: self.rulings.follows.clone(),
            stage_before: self.rulings.stage_before.clone(),
        })
    }
}

/// Puts what was decided about rows and cells into applications read anew for somebody's explanation. What does not fit is passed
/// over: the selection that was made with the same rulings has taken every one.
///
/// # Errors
/// As [`same_id::settle`].
pub fn reapply(
    rules: &Rules,
    rulings: &Rulings,
    applications: &mut Applications,
) -> Result<(), Vec<Finding>> {
    let mut pending = RulingsPending::new(rules, rulings);
    pending.rows(applications);
    same_id::settle(applications)?;
    pending.cells(applications);
    Ok(())
}

/// A ruling that fits nothing, by the cell that shows it.
fn idle(at: &Origin, message: impl Into<String>) -> Finding {
    Finding::new(Code::RulingIdle, Location::Input(at.clone()), message)
}

/// That a ruling says something else than one of the same at another place.
fn otherwise(ruling: &Ruling, at: &Origin) -> Finding {
    let here = Location::Input(ruling.cells.answer.clone());
    let wrong = format!("the same was decided otherwise at {at}");
    Finding::new(Code::RulingTwice, here, wrong).help("keep the decision that holds")
}

/// The ruling with what it was before.
fn done(
    ruling: &Ruling,
    sort: Sort,
    application: &str,
    cell: String,
    was: String,
    personal: bool,
) -> RulingDone {
    RulingDone {
        application: application.to_owned(),
        kind: ruling.kind,
        about: ruling.about.clone(),
        sort,
        cell,
        was,
        answer: ruling.answer.clone(),
        personal,
        left_out: false,
        by: ruling.by.clone(),
    }
}
