//! The stage before: who was shortlisted in it stays so, as it was told to people, and whatever would change that must have been allowed.

use serde::{Deserialize, Serialize};

use super::allowing::{allowed_by, row};
use super::{
    AllowedChange, DecidedBefore, Kind, RulingDone, RulingsDone, RulingsPending, done, idle,
};
use crate::answers::Applications;
use crate::base::digest;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::ApplicationId;
use crate::values::spelling::{fold, quoted};
use crate::values::{OutcomeKind, SeatIn, Sort};
use crate::words::outcomes::some_of;

/// What the shortlist is called in a decision.
const SHORTLIST: &str = "shortlist";
/// At most so many are named.
const NAMED: usize = 10;

/// What the run of the stage before told people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageBefore {
    /// SHA-256 of its manifest.
    pub sha256: String,
    /// The id of the stage.
    pub stage: String,
    pub title: String,
    /// Everybody who was ranked in it or asked something, in the order of ids.
    pub told: Vec<Told>,
    /// Ratings that counted evened out in it; absent where none did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evened_out: Vec<DecidedBefore>,
    /// What the stage before that one had told; absent of the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<StageBefore>>,
}

/// What one of them was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub application: String,
    pub outcome: OutcomeKind,
    /// Where they were shortlisted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<SeatIn<'static>>,
    /// The place in its ranking, and the total that it ranked by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// Of whoever was not shortlisted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
}

impl Told {
    pub fn is_shortlisted(&self) -> bool {
        self.outcome == OutcomeKind::Shortlisted
    }
}

impl StageBefore {
    /// What an application was told; none of whoever was refused or did not take part.
    pub fn of(&self, application: &str) -> Option<&Told> {
        let at = self
            .told
            .binary_search_by(|told| told.application.as_str().cmp(application));
        self.told.get(at.ok()?)
    }

    /// The stage that kept an application from going on, this one or one before it, with what it told.
    pub fn kept_out(&self, application: &str) -> Option<(&Self, &Told)> {
        let told = self.of(application)?;
        let earlier = self.before.as_ref();
        let earlier = earlier.and_then(|earlier| earlier.kept_out(application));
        earlier.or(Some((self, told)).filter(|_| !told.is_shortlisted()))
    }

    pub fn shortlisted(&self) -> impl Iterator<Item = &str> {
        let told = self.told.iter().filter(|told| told.is_shortlisted());
        told.map(|told| told.application.as_str())
    }
}

/// How the shortlist would come out by what is given now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShortlistNow {
    /// In the order of ids; those of the shortlist who dropped out since count as being on it.
    pub shortlisted: Vec<String>,
}

/// SHA-256 over ids in their order, each followed by a line feed.
fn of_ids<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let lines: String = ids.flat_map(|id| [id, "\n"]).collect();
    digest::of(lines.as_bytes())
}

impl RulingsDone {
    /// What the stage before told an application.
    pub fn told(&self, applications: &Applications, one: ApplicationId) -> Option<&Told> {
        self.stage_before.as_ref()?.of(&applications.id(one))
    }

    /// Whether the stage before kept somebody from this one: everybody who was not shortlisted in it.
    pub fn is_kept_out(&self, applications: &Applications, one: ApplicationId) -> bool {
        let told = self.told(applications, one);
        self.stage_before.is_some() && !told.is_some_and(Told::is_shortlisted)
    }
}

impl RulingsPending<'_> {
    /// Holds the shortlist of the stage before against how it would come out now.
    pub fn stage_before(&mut self, applications: &Applications) {
        let Some(before) = &self.rulings.stage_before else {
            return;
        };
        let gone = before
            .shortlisted()
            .filter(|one| applications.position(one).is_none());
        for id in gone {
            let wrong = format!(
                "application {} was shortlisted in the stage before, and is not in the applications any more",
                quoted(id)
            );
            let at = Location::File("applications".to_owned());
            let help = "whoever takes part no longer is named by a decision, such as `withdrawn`, and never left out of the file";
            self.errors
                .push(Finding::new(Code::OtherShortlist, at, wrong).help(help));
        }
        self.seated_without(before);
        let Some(now) = &self.rulings.shortlist_now else {
            return;
        };
        let was: Vec<&str> = before.shortlisted().collect();
        let is: Vec<&str> = now.shortlisted.iter().map(String::as_str).collect();
        let (was_digest, is_digest) = (of_ids(was.iter().copied()), of_ids(is.iter().copied()));
        let is_other = was != is;
        let mut is_allowed = false;
        for (at, ruling) in self.open(&[Kind::AllowChange]) {
            if fold(&ruling.about) != SHORTLIST {
                continue;
            }
            if !is_other {
                let wrong = "the shortlist comes out as it was, so that nothing has to be allowed";
                self.errors.push(
                    idle(&ruling.cells.about, wrong).help("take the decision out of the file"),
                );
                self.skip(at);
                continue;
            }
            if fold(&ruling.answer) != is_digest {
                let wrong = format!(
                    "another change of the shortlist is allowed than this one, whose SHA-256 is {is_digest}"
                );
                let help =
                    "what was allowed may have been changed since; who allowed it must look again";
                self.errors
                    .push(idle(&ruling.cells.answer, wrong).help(help));
                self.skip(at);
                continue;
            }
            if is_allowed {
                self.skip(at);
                continue;
            }
            is_allowed = true;
            let done = done(
                ruling,
                Sort::Field,
                "",
                String::new(),
                was_digest.clone(),
                false,
            );
            let about = SHORTLIST.to_owned();
            self.carried_out(at, RulingDone { about, ..done });
            self.allowed.push(AllowedChange {
                file: SHORTLIST.to_owned(),
                was: Some(was_digest.clone()),
                is: Some(is_digest.clone()),
                who: ruling.by.who.clone(),
                when: ruling.by.when.to_string(),
                why: ruling.by.why.clone(),
            });
        }
        if !is_other {
            return;
        }
        let message = changed(&was, &is);
        let at = Location::File("the shortlist".to_owned());
        if is_allowed {
            let message = format!("{message}; as people allowed, it stays as it was told");
            self.notes
                .push(Finding::new(Code::ShortlistStays, at, message));
            return;
        }
        let help = format!(
            "the shortlist was told to people: give the files it was made from, or make the stage before anew; where it shall stay as \
             it was all the same, whoever may allow it {}",
            allowed_by(&[row(Kind::AllowChange, SHORTLIST, &is_digest)])
        );
        self.errors
            .push(Finding::new(Code::OtherShortlist, at, message).help(help));
    }
}

impl RulingsPending<'_> {
    /// Refuses a shortlist without somebody who has a seat and has not given it back.
    fn seated_without(&mut self, before: &StageBefore) {
        let seated = self.rulings.follows.iter();
        let seated = seated.flat_map(|follows| &follows.issued);
        let has_left = |id: &str| {
            let mut all = self.rulings.all.iter();
            all.any(|ruling| ruling.kind.drops_out() && ruling.application == id)
        };
        let is_on = |id: &str| before.of(id).is_some_and(Told::is_shortlisted);
        let missing: Vec<String> = seated
            .map(|issued| &issued.application)
            .filter(|id| !is_on(id) && !has_left(id))
            .cloned()
            .collect();
        if missing.is_empty() {
            return;
        }
        let message = format!(
            "not on it, and with a seat in the run that is followed: {}",
            some_of(&missing, NAMED)
        );
        let help = "nobody loses a seat by a shortlist that was made anew: leave `--after` out, or make the stage before anew from what the \
                    run was made from, with the decisions about whoever gave a seat back";
        let at = Location::File("the shortlist".to_owned());
        self.errors
            .push(Finding::new(Code::OtherShortlist, at, message).help(help));
    }
}

/// Who would come onto the shortlist, and who would not be on it any more.
fn changed(was: &[&str], is: &[&str]) -> String {
    let beyond = |all: &[&str], known: &[&str]| -> Vec<String> {
        // Both stand in the order of ids.
        let new = all.iter().filter(|one| known.binary_search(one).is_err());
        new.map(|one| (*one).to_owned()).collect()
    };
    let named = |all: &[String]| some_of(all, NAMED);
    let (comes, goes) = (beyond(is, was), beyond(was, is));
    let parts = [("would be on it", comes), ("would not be on it", goes)];
    let said: Vec<String> = parts
        .iter()
        .filter(|(_, all)| !all.is_empty())
        .map(|(what, all)| format!("{} {what}", named(all)))
        .collect();
    format!(
        "by what is given now it would come out otherwise: {}",
        said.join("; ")
    )
}
