//! Who holds a seat: invited, confirmed, or selected by the run that this one follows. Such a seat stays, whatever is answered or decided
//! later; only whoever drops out gives it back.
//!
//! That says nothing of the criteria.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Follows, Key, Kind, Ruling, RulingDone, RulingsDone, RulingsPending, done, idle};
use crate::answers::Applications;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::ApplicationId;
use crate::people::{People, superseded_by};
use crate::rules::{GroupId, OpenPlaces};
use crate::values::spelling::{fold, quoted};
use crate::values::{SeatIn, Sort};
use crate::words::outcomes::some_of;

/// How somebody holds a seat, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub by: HeldBy,
    pub seat: HeldIn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBy {
    /// Invited or confirmed.
    Decision(Kind),
    /// Selected by the run before.
    Run,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldIn {
    /// Whichever of their groups.
    Any,
    Group(GroupId),
    Open,
}

/// Who holds a seat by the run before alone, in which it was provisional.
fn provisional(
    follows: Option<&Follows>,
    held: &BTreeMap<ApplicationId, Held>,
    applications: &Applications,
) -> Vec<ApplicationId> {
    let issued = follows.into_iter().flat_map(|follows| &follows.issued);
    let issued = issued.filter(|issued| issued.is_provisional);
    let theirs = issued.filter_map(|issued| applications.position(&issued.application));
    let by_run = |one: &ApplicationId| held.get(one).is_some_and(|held| held.by == HeldBy::Run);
    theirs.filter(by_run).collect()
}

impl RulingsDone {
    /// Whose seats were provisional in the run before, and of whom nobody has decided that they hold.
    pub fn undecided(&self, applications: &Applications) -> Vec<ApplicationId> {
        provisional(self.follows.as_ref(), &self.held, applications)
    }
}

impl RulingsPending<'_> {
    /// Notes who holds a seat.
    pub fn held(&mut self, applications: &Applications, people: &People) {
        let issued = self.rulings.follows.as_ref();
        for issued in issued.into_iter().flat_map(|follows| &follows.issued) {
            let Some(application) = applications.position(&issued.application) else {
                let wrong = format!(
                    "application {} has a seat in the run before, and is not in the applications any more",
                    quoted(&issued.application)
                );
                let at = Location::File("applications".to_owned());
                let help = "a seat is given back by a decision, such as `withdrawn`, and never by leaving a row out";
                self.errors
                    .push(Finding::new(Code::RulingIdle, at, wrong).help(help));
                continue;
            };
            let seat = match &issued.seat {
                SeatIn::Open => HeldIn::Open,
                SeatIn::Group(id) => self.group(id).map_or(HeldIn::Any, HeldIn::Group),
            };
            let by = HeldBy::Run;
            self.hold(application, Held { by, seat });
        }
        for (at, ruling) in self.open(&Kind::HOLD) {
            if self.rules.is_shortlisting() {
                let wrong = "nobody has a seat yet in this stage, so that none is held";
                let help = "leave the decision out here; it counts in the last stage";
                self.errors.push(idle(&ruling.cells.kind, wrong).help(help));
                self.skip(at);
                continue;
            }
            let Some(application) = self.application(ruling, applications) else {
                continue;
            };
            if self.again(at, ruling, Key::Seat(application, ruling.kind)) {
                continue;
            }
            if let Some(by) = superseded_by(people, application) {
                let stands = applications.id(by);
                let wrong = format!("application {} of the same person stands", quoted(&stands));
                let help = "name that one, or decide that this one stands";
                self.errors
                    .push(idle(&ruling.cells.application, wrong).help(help));
                continue;
            }
            let Some(seat) = self.seat(ruling) else {
                continue;
            };
            let by = HeldBy::Decision(ruling.kind);
            let known = self.held.get(&application);
            let decided = known.filter(|known| known.by != HeldBy::Run);
            if decided.is_some_and(|known| {
                seat != HeldIn::Any && known.seat != HeldIn::Any && known.seat != seat
            }) {
                let at = Location::Input(ruling.cells.answer.clone());
                let wrong = "the applicant holds a seat in another group by an earlier decision";
                let finding = Finding::new(Code::RulingTwice, at, wrong);
                self.errors
                    .push(finding.help("keep the decision that holds"));
                continue;
            }
            self.confirmed_late(ruling);
            self.hold(application, Held { by, seat });
            let id = applications.id(application).into_owned();
            let location = applications.location(application);
            let done = done(ruling, Sort::Field, &id, location, String::new(), false);
            self.carried_out(
                at,
                RulingDone {
                    about: String::new(),
                    ..done
                },
            );
        }
        self.held_provisionally(applications);
    }

    /// Whether letters went out all the same is for people to say.
    fn held_provisionally(&mut self, applications: &Applications) {
        /// At most so many are named.
        const NAMED: usize = 10;
        let follows = self.rulings.follows.as_ref();
        let provisional = provisional(follows, &self.held, applications);
        if provisional.is_empty() {
            return;
        }
        let ids = provisional.iter().map(|one| applications.id(*one));
        let ids: Vec<_> = ids.collect();
        let message = format!(
            "in it these seats were provisional, since an answer could still have taken them; they are held now like all others: {}",
            some_of(&ids, NAMED)
        );
        let help = "where they were made known, write a decision `invited` for each; where not, settle what is asked and use `intake select`, which deals them anew";
        let at = Location::File("the run before".to_owned());
        let finding = Finding::new(Code::ProvisionalHeld, at, message);
        self.notes.push(finding.help(help));
    }

    /// It holds all the same: whoever wrote it took it.
    fn confirmed_late(&mut self, ruling: &Ruling) {
        let is_late = |by: &Date| ruling.kind == Kind::Confirmed && ruling.by.when > *by;
        if let Some(by) = self.rules.call.confirm_by.filter(is_late) {
            let at = Location::Input(ruling.cells.when.clone());
            let message = format!(
                "whoever is selected could confirm until the end of {by}; the seat is held"
            );
            let help = "nothing is wrong if it was taken late; if not, the decision is `no-answer`";
            let finding = Finding::new(Code::ConfirmedLate, at, message);
            self.notes.push(finding.help(help));
        }
    }

    /// What says more stands: confirmed before invited, a group before none.
    fn hold(&mut self, application: ApplicationId, held: Held) {
        if self.dropouts.contains_key(&application) {
            return;
        }
        let known = self.held.get(&application).copied();
        let confirmed = HeldBy::Decision(Kind::Confirmed);
        let keeps = |known: &Held| known.by == confirmed && held.by != confirmed;
        let by = known.filter(keeps).map_or(held.by, |known| known.by);
        let seat = match (held.seat, known) {
            (HeldIn::Any, Some(known)) => known.seat,
            (seat, _) => seat,
        };
        self.held.insert(application, Held { by, seat });
    }

    fn group(&self, word: &str) -> Option<GroupId> {
        let word = fold(word);
        let groups = &self.rules.places.groups;
        groups.position(|group| fold(&group.id) == word || fold(&group.title) == word)
    }

    /// Where the seat is, as the answer says; none where it says no group, which is an error.
    fn seat(&mut self, ruling: &Ruling) -> Option<HeldIn> {
        let has_open = self.rules.places.open != OpenPlaces::None;
        match ruling.answer.trim() {
            "" => Some(HeldIn::Any),
            word if fold(word) == SeatIn::OPEN && has_open => Some(HeldIn::Open),
            word => {
                let group = self.group(word);
                if group.is_none() {
                    let groups = self.rules.places.groups.iter();
                    let open = has_open.then(|| "`open` for an open place".to_owned());
                    let groups = groups.map(|group| format!("`{}`", group.id));
                    let groups: Vec<String> = groups.chain(open).collect();
                    let at = Location::Input(ruling.cells.answer.clone());
                    let wrong = format!("there is no group {}", quoted(word));
                    let help = format!(
                        "write one of {}, or nothing where any of their groups will do",
                        groups.join(", ")
                    );
                    let finding = Finding::new(Code::RulingUnreadable, at, wrong);
                    self.errors.push(finding.help(help));
                }
                group.map(HeldIn::Group)
            }
        }
    }
}
