//! Who applied and no longer takes part: withdrew, declined a seat, gave no answer in time, or cannot come.
//!
//! That says nothing of the criteria. Whoever is refused by them stays refused.

use jiff::civil::Date;

use super::{Key, Kind, Ruling, RulingDone, RulingsPending, done, idle};
use crate::answers::Applications;
use crate::base::finding::{Code, Finding, Location};
use crate::people::{People, superseded_by};
use crate::values::Sort;
use crate::values::spelling::quoted;

impl RulingsPending<'_> {
    /// The last day to confirm, where it was not over when somebody was said to have given no answer.
    fn still_to_confirm(&self, ruling: &Ruling) -> Option<Date> {
        let by = self.rules.call.confirm_by?;
        (ruling.kind == Kind::NoAnswer && ruling.by.when <= by).then_some(by)
    }

    /// The decision by which somebody confirmed who is said to have given no answer.
    fn confirmed(&self, ruling: &Ruling) -> Option<&Ruling> {
        let mut all = self.rulings.all.iter();
        all.find(|one| {
            let same = one.kind == Kind::Confirmed && one.application == ruling.application;
            same && ruling.kind == Kind::NoAnswer
        })
    }

    /// Takes people out of the ranking.
    pub fn dropouts(&mut self, applications: &Applications, people: &People) {
        for (at, ruling) in self.open(&Kind::DROPOUTS) {
            let Some(application) = self.application(ruling, applications) else {
                continue;
            };
            if self.again(at, ruling, Key::Person(application)) {
                continue;
            }
            if let Some(by) = superseded_by(people, application) {
                let stands = applications.id(by);
                let wrong = format!("application {} of the same person stands", quoted(&stands));
                let help = "name that one: this one has no seat to lose";
                self.errors
                    .push(idle(&ruling.cells.application, wrong).help(help));
                continue;
            }
            if let Some(by) = self.still_to_confirm(ruling) {
                let wrong = format!("whoever is selected may confirm until the end of {by}");
                let help = "a day later it is known who gave no answer; whoever says no before has `declined`";
                self.errors.push(idle(&ruling.cells.when, wrong).help(help));
                continue;
            }
            if let Some(confirmed) = self.confirmed(ruling) {
                let wrong = format!(
                    "the applicant confirmed, by the decision at {}",
                    confirmed.at
                );
                let help = "keep the decision that holds; whoever confirmed and cannot come has `withdrawn`, or is `unavailable`";
                let at = Location::Input(ruling.cells.kind.clone());
                self.errors
                    .push(Finding::new(Code::RulingTwice, at, wrong).help(help));
                continue;
            }
            self.dropouts.insert(application, ruling.kind);
            let id = applications.id(application).into_owned();
            let location = applications.location(application);
            let done = done(ruling, Sort::Field, &id, location, String::new(), false);
            self.carried_out(
                at,
                RulingDone {
                    about: String::new(),
                    answer: String::new(),
                    ..done
                },
            );
        }
    }
}
