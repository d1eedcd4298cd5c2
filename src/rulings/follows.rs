//! The run that another one follows: who has a seat in it, what it was made from, and which changes since then people allowed.

use serde::{Deserialize, Serialize};

use super::allowing::{allowed_by, row};
use super::kind::LEFT_OUT;
use super::{DecidedBefore, Kind, Ruling, RulingDone, RulingsPending, done, idle};
use crate::answers::headings::SheetRead;
use crate::base::finding::{Code, Finding, Location};
use crate::rules::{Rules, RulesFile};
use crate::values::spelling::{fold, quoted};
use crate::values::{SeatIn, Sort};

/// What the rules may be called in a decision, whatever their file is called.
const RULES: &str = "rules";

/// A seat that the run before gave to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    pub application: String,
    pub seat: SeatIn<'static>,
    /// An answer could still have taken it in that run, and nobody has decided that it was given out all the same.
    pub is_provisional: bool,
}

/// The run that this one follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follows {
    /// SHA-256 of its manifest.
    pub digest: String,
    pub issued: Vec<Issued>,
    pub made_from: MadeFrom,
    /// What was allowed in it, or before.
    pub allowed: Vec<AllowedChange>,
    /// Ratings that counted evened out in it.
    pub evened_out: Vec<DecidedBefore>,
}

/// The files that decide a run, decisions aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFrom {
    pub rules: Digested,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Digested>,
    pub applications: Vec<Digested>,
    /// Absent where no ratings stood in files of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<Digested>,
}

/// A file by its name, and its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digested {
    pub file: String,
    pub sha256: String,
}

/// A change since the run before that people allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowedChange {
    pub file: String,
    /// SHA-256; none where the run before had no file of that name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// SHA-256; none where the file is given no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
    pub who: String,
    pub when: String,
    pub why: String,
}

/// What a file is to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Rules,
    List,
    Applications,
    Ratings,
}

/// A file that is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    what: What,
    pub file: String,
    pub was: Option<String>,
    pub is: Option<String>,
}

impl MadeFrom {
    fn of(rules: &Rules, sheets: &[SheetRead], ratings: &[SheetRead]) -> Self {
        let of_rules = |file: &RulesFile| Digested {
            file: file.name.clone(),
            sha256: file.digest.clone(),
        };
        let sheet = |sheet: &SheetRead| Digested {
            file: sheet.source.file.clone(),
            sha256: sheet.digest.clone(),
        };
        // By number, as the run before has them.
        let rated = |(number, sheet): (usize, &SheetRead)| Digested {
            file: format!("ratings {number}"),
            sha256: sheet.digest.clone(),
        };
        Self {
            rules: of_rules(&rules.file),
            lists: rules.list_files.iter().map(of_rules).collect(),
            applications: sheets.iter().map(sheet).collect(),
            ratings: (1..).zip(ratings).map(rated).collect(),
        }
    }

    /// How later files differ. The name of a file is no matter, nor is the order.
    pub fn changes(&self, now: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        if self.rules.sha256 != now.rules.sha256 {
            changes.push(Change {
                what: What::Rules,
                file: now.rules.file.clone(),
                was: Some(self.rules.sha256.clone()),
                is: Some(now.rules.sha256.clone()),
            });
        }
        // A list that is read no more is a change of the rules.
        new(What::List, &self.lists, &now.lists, &mut changes);
        let applications = (What::Applications, &self.applications, &now.applications);
        let ratings = (What::Ratings, &self.ratings, &now.ratings);
        for (what, old, given) in [applications, ratings] {
            new(what, old, given, &mut changes);
            gone(what, old, given, &mut changes);
        }
        changes
    }
}

/// The files that were not there before, each beside the one that had its name.
fn new(what: What, before: &[Digested], now: &[Digested], changes: &mut Vec<Change>) {
    let is_new = |file: &&Digested| before.iter().all(|one| one.sha256 != file.sha256);
    for file in now.iter().filter(is_new) {
        let is_gone = |one: &Digested| now.iter().all(|other| other.sha256 != one.sha256);
        let named = before
            .iter()
            .find(|one| one.file == file.file && is_gone(one));
        let change = Change {
            what,
            file: file.file.clone(),
            was: named.map(|one| one.sha256.clone()),
            is: Some(file.sha256.clone()),
        };
        // A workbook of several sheets is one file.
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
}

/// The files that are there no more, and in whose place no other one is.
fn gone(what: What, before: &[Digested], now: &[Digested], changes: &mut Vec<Change>) {
    for file in before {
        let is_here = now.iter().any(|one| one.sha256 == file.sha256);
        let was = Some(&file.sha256);
        if !is_here && !changes.iter().any(|change| change.was.as_ref() == was) {
            changes.push(Change {
                what,
                file: file.file.clone(),
                was: was.cloned(),
                is: None,
            });
        }
    }
}

impl Change {
    /// Whether a decision names this file, if not this change of it.
    fn is_named(&self, ruling: &Ruling) -> bool {
        let name = fold(&ruling.about);
        name == fold(&self.file) || (self.what == What::Rules && name == RULES)
    }

    /// Whether a decision allows this change.
    fn is_allowed(&self, ruling: &Ruling) -> bool {
        let found = fold(&ruling.found);
        let fits = found.is_empty() || self.was.as_ref().is_some_and(|was| *was == found);
        self.is_named(ruling) && fits && answer(ruling) == self.is
    }

    /// Whether this is the change that people allowed.
    pub fn is_in(&self, allowed: &AllowedChange) -> bool {
        (&self.file, &self.was, &self.is) == (&allowed.file, &allowed.was, &allowed.is)
    }

    /// The row of a file of decisions that would allow it.
    fn row(&self) -> String {
        let name = if self.what == What::Rules {
            RULES
        } else {
            self.file.as_str()
        };
        let is = self.is.as_deref().unwrap_or(LEFT_OUT);
        row(Kind::AllowChange, name, is)
    }
}

/// The digest that a decision allows; none where it allows that a file is left out.
fn answer(ruling: &Ruling) -> Option<String> {
    let answer = fold(&ruling.answer).replace('-', " ");
    (answer != LEFT_OUT).then_some(answer)
}

impl AllowedChange {
    fn of(change: &Change, ruling: &Ruling) -> Self {
        Self {
            file: change.file.clone(),
            was: change.was.clone(),
            is: change.is.clone(),
            who: ruling.by.who.clone(),
            when: ruling.by.when.to_string(),
            why: ruling.by.why.clone(),
        }
    }

    /// Whether this is the decision that was carried out then.
    fn is_of(&self, ruling: &Ruling) -> bool {
        let by = &ruling.by;
        let same_by = self.who == by.who && self.when == by.when.to_string();
        let name = fold(&ruling.about);
        same_by && self.is == answer(ruling) && (name == RULES || name == fold(&self.file))
    }

    /// `rules.toml is another file than the run before had, allowed by Panel on 2019-04-20: a bound was wrong`.
    pub fn words(&self) -> String {
        let Self {
            file,
            who,
            when,
            why,
            ..
        } = self;
        let what = match (&self.was, &self.is) {
            (_, None) => "is left out",
            (None, _) => "is a file that the run before did not have",
            (Some(_), Some(_)) => "is another file than the run before had",
        };
        format!("{file} {what}, allowed by {who} on {when}: {why}")
    }
}

impl RulingsPending<'_> {
    /// Holds rules and applications against those of the run that is followed: whatever is another file must have been allowed.
    pub fn changes(&mut self, sheets: &[SheetRead], ratings: &[SheetRead]) {
        let open = self.open(&[Kind::AllowChange]);
        let Some(follows) = &self.rulings.follows else {
            for (at, ruling) in open {
                let message = "no run is followed here, so that nothing has to be allowed";
                let here = Location::Input(ruling.cells.kind.clone());
                let finding = Finding::new(Code::RulingUnneeded, here, message);
                self.notes
                    .push(finding.help("it counts in `intake replace`"));
                self.skip(at);
            }
            return;
        };
        let made_from = MadeFrom::of(self.rules, sheets, ratings);
        let changes = follows.made_from.changes(&made_from);
        let mut is_kept: Vec<bool> = follows.allowed.iter().map(|_| false).collect();
        for (at, ruling) in open {
            let earlier = follows.allowed.iter().position(|one| one.is_of(ruling));
            if let Some(kept) = earlier.and_then(|earlier| is_kept.get_mut(earlier)) {
                *kept = true;
            }
            let change = changes.iter().find(|change| change.is_allowed(ruling));
            let allowed = match (change, earlier) {
                (Some(change), _) => AllowedChange::of(change, ruling),
                (None, Some(earlier)) => match follows.allowed.get(earlier) {
                    Some(earlier) => earlier.clone(),
                    None => continue,
                },
                (None, None) => {
                    self.errors.push(unfit(ruling, &changes));
                    self.skip(at);
                    continue;
                }
            };
            let is_known = |one: &AllowedChange| one.is == allowed.is && one.file == allowed.file;
            if self.allowed.iter().any(is_known) {
                self.skip(at);
                continue;
            }
            let was = allowed.was.clone().unwrap_or_default();
            let done = done(ruling, Sort::Field, "", String::new(), was, false);
            let about = allowed.file.clone();
            self.carried_out(at, RulingDone { about, ..done });
            self.allowed.push(allowed);
        }
        for (allowed, _) in follows
            .allowed
            .iter()
            .zip(is_kept)
            .filter(|(_, kept)| !kept)
        {
            let message = format!(
                "the run before knows a decision about {} (`{}`, {}, {}) that is missing here",
                allowed.file,
                Kind::AllowChange.word(),
                allowed.who,
                allowed.when
            );
            let at = Location::File("decisions".to_owned());
            let finding = Finding::new(Code::RulingIdle, at, message);
            self.errors.push(finding.help(FORGOTTEN));
        }
        let is_allowed = |change: &&Change| self.allowed.iter().any(|one| change.is_in(one));
        let refused: Vec<Finding> = changes
            .iter()
            .filter(|change| !is_allowed(change))
            .map(|change| refused(change, ratings))
            .collect();
        self.errors.extend(refused);
    }
}

/// What to do about decisions of the run before that are missing.
pub const FORGOTTEN: &str =
    "give the decisions of the run before as well: with another `--decisions`, or in one file";

/// A change that nobody allowed.
fn refused(change: &Change, ratings: &[SheetRead]) -> Finding {
    let what = match (change.what, &change.is) {
        (What::Rules, _) => "these are other rules",
        (What::List, _) => "this is another list",
        (What::Applications, Some(_)) => "these are other applications",
        (What::Applications, None) => "without this file these are other applications",
        (What::Ratings, Some(_)) => "these are other ratings",
        (What::Ratings, None) => "without this file these are other ratings",
    };
    let message = format!("{what} than the run was made from");
    let help = format!(
        "a replacement is of the same applications and rules, so that nothing but the seats given back can move anybody; where this \
         change is meant, whoever may allow it {}",
        allowed_by(&[change.row()])
    );
    // Whoever gave it knows a file by its name.
    let mut given = ratings.iter().filter(|_| change.what == What::Ratings);
    let given = given.find(|file| Some(&file.digest) == change.is.as_ref());
    let file = given.map_or(&change.file, |file| &file.source.file);
    let at = Location::File(file.clone());
    Finding::new(Code::OtherApplications, at, message).help(help)
}

/// Why a decision allows nothing.
fn unfit(ruling: &Ruling, changes: &[Change]) -> Finding {
    let named = changes.iter().find(|change| change.is_named(ruling));
    match named {
        Some(change) if answer(ruling) != change.is => {
            let is = change.is.as_deref();
            let wrong = is.map_or_else(
                || {
                    format!(
                        "another change is allowed than this: {} is left out",
                        change.file
                    )
                },
                |is| {
                    format!(
                        "another file is allowed than this one: the SHA-256 of {} is {is}",
                        change.file
                    )
                },
            );
            idle(&ruling.cells.answer, wrong).help(
                "what was allowed may have been changed since; who allowed it must look again",
            )
        }
        Some(change) => {
            let was = change.was.as_deref().unwrap_or("(none)");
            let wrong =
                format!("it was allowed where the file before had another SHA-256: it was {was}");
            idle(&ruling.cells.found, wrong).help("leave `found` blank, or write that one")
        }
        None => {
            let wrong = format!(
                "{} is no file that differs from the run before",
                quoted(&ruling.about)
            );
            idle(&ruling.cells.about, wrong)
                .help("remove the row, or write `rules`, or the name of a file of applications, of ratings or of a list")
        }
    }
}
