//! Balance rules that must hold, and of which people allowed that they are missed.

use super::allowing::{allowed_by, row};
use super::{By, Kind, RulingDone, RulingsPending, done, idle, otherwise};
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::Origin;
use crate::rules::{Asks, BalanceRuleId};
use crate::values::Sort;
use crate::values::spelling::{fold, quoted};

/// A rule that may be missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    pub rule: BalanceRuleId,
    /// As decided: `women`; of a rule for each value or group perhaps one alone, `countries:FR in water`.
    pub about: String,
    /// By at most so many people, for each value and group that it names.
    pub people: u32,
    pub by: By,
    /// Where it is named.
    pub at: Origin,
}

impl Miss {
    /// The decisions that allow that rules are missed by so many people, as rows of a file, where some were allowed before.
    pub fn rows(missed: &[(String, u32)], before: &[Self]) -> String {
        let known = |about: &str| {
            let mut before = before.iter();
            before.find(|miss| fold(&miss.about) == fold(about))
        };
        let (more, new): (Vec<_>, Vec<_>) =
            missed.iter().partition(|(about, _)| known(about).is_some());
        let new = new.into_iter();
        let new = new.map(|(about, people)| row(Kind::AllowMissed, about, &people.to_string()));
        let new: Vec<String> = new.collect();
        let more = more.into_iter().filter_map(|(about, people)| {
            let Self {
                people: was, at, ..
            } = known(about)?;
            Some(format!(
                "writes `{people}` rather than `{was}` as the answer of the decision at {at}"
            ))
        });
        let new = (!new.is_empty()).then(|| allowed_by(&new));
        let does: Vec<String> = more.chain(new).collect();
        format!("whoever may allow it {}", does.join(", and "))
    }

    /// Whether it names all of a rule, or this value and group of it.
    pub fn is_of(&self, rule: &str, single: &str) -> bool {
        let about = fold(&self.about);
        about == fold(rule) || about == fold(single)
    }

    /// A finding at the name, which is nothing's.
    pub fn unfit(&self, known: &[String]) -> Finding {
        let wrong = format!("the rule has no {}", quoted(&self.about));
        let known: Vec<String> = known.iter().map(|one| format!("`{one}`")).collect();
        idle(&self.at, wrong).help(format!("there is {}", known.join(", ")))
    }
}

impl RulingsPending<'_> {
    /// Notes which rules may be missed.
    pub fn misses(&mut self) {
        for (at, ruling) in self.open(&[Kind::AllowMissed]) {
            let of_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let about = ruling.about.trim();
            let end = about.find(|c| !of_id(c)).unwrap_or(about.len());
            let id = fold(about.get(..end).unwrap_or(about));
            let balance = &self.rules.balance;
            let Some(rule) = balance.position(|balance| balance.id == id) else {
                let wrong = format!("the rules have no balance rule {}", quoted(&ruling.about));
                let hard = balance
                    .iter()
                    .filter(|one| !matches!(one.asks, Asks::Aim(_)));
                let hard: Vec<String> = hard.map(|one| format!("`{}`", one.id)).collect();
                let help = match hard.as_slice() {
                    [] => "the rules have none that must hold".to_owned(),
                    _ => format!("there is {}", hard.join(", ")),
                };
                self.errors
                    .push(idle(&ruling.cells.about, wrong).help(help));
                continue;
            };
            if matches!(balance[rule].asks, Asks::Aim(_)) {
                let wrong = format!("{} ({id}) is an aim", balance[rule].title);
                let help = "an aim is met as far as possible, and nothing has to be allowed: remove the row";
                self.errors
                    .push(idle(&ruling.cells.about, wrong).help(help));
                continue;
            }
            let people = ruling.answer.trim().parse::<u32>();
            let Some(people) = people.ok().filter(|people| *people > 0) else {
                let here = Location::Input(ruling.cells.answer.clone());
                let wrong = format!("{} is no number of people", quoted(&ruling.answer));
                let finding = Finding::new(Code::RulingUnreadable, here, wrong);
                let help = "write by how many people the rule may be missed, such as `1`";
                self.errors.push(finding.help(help));
                continue;
            };
            let known = self
                .misses
                .iter()
                .find(|miss| fold(&miss.about) == fold(about));
            if let Some(known) = known {
                if known.people != people {
                    self.errors.push(otherwise(ruling, &known.at));
                }
                self.skip(at);
                continue;
            }
            self.misses.push(Miss {
                rule,
                about: about.to_owned(),
                people,
                by: ruling.by.clone(),
                at: ruling.cells.about.clone(),
            });
            let was = "must hold".to_owned();
            let done = done(ruling, Sort::Balance, "", String::new(), was, false);
            self.carried_out(
                at,
                RulingDone {
                    about: about.to_owned(),
                    ..done
                },
            );
        }
    }
}
