//! Applications that rules take for one person's: which stands, or that all do.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{ALL, Kind, Ruling, RulingsPending, done, idle};
use crate::answers::Applications;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::ApplicationId;
use crate::people::{self, Linked, Match, MatchStatus, People, SameBy};
use crate::values::Sort;
use crate::values::spelling::{fold, quoted};

/// A rule, and applications it takes for one person's or asks about.
type Set = (SameBy, BTreeSet<ApplicationId>);

impl RulingsPending<'_> {
    /// Settles who stands.
    ///
    /// What the rules settle is decided first, then what they ask about, which hangs on who stands; so that after each ruling
    /// it is asked anew whether somebody who stands now is like another.
    pub fn persons(&mut self, applications: &Applications, linked: Linked) -> People {
        let (form, call) = (&self.rules.form, &self.rules.call);
        let mut answers: BTreeMap<Set, Option<ApplicationId>> = BTreeMap::new();
        let mut settled = linked;
        let sets = |answers: &BTreeMap<Set, _>| {
            answers
                .keys()
                .map(|(_, set)| set.iter().copied().collect())
                .collect()
        };
        loop {
            let open = self.open(&[Kind::Stands]);
            if open.is_empty() {
                return settled.asked(form, call, applications, &sets(&answers));
            }
            let asked = settled
                .clone()
                .asked(form, call, applications, &sets(&answers));
            let mut found = None;
            for people in [&settled.people, &asked] {
                let fits = |(at, ruling): &(usize, &Ruling)| {
                    Some((*at, self.set(ruling, applications, people, &answers)?))
                };
                found = found.or_else(|| open.iter().find_map(fits));
            }
            let Some((at, (set, was))) = found else {
                self.unfit(&open, applications, &asked);
                return asked;
            };
            let Some(ruling) = self.rulings.all.get(at) else {
                return asked;
            };
            let Some(stands) = self.stands(ruling, &set.1, applications) else {
                self.skip(at);
                continue;
            };
            if answers.get(&set).is_some_and(|before| *before != stands) {
                let wrong = "another decision says that another of these applications stands";
                let finding = Finding::new(
                    Code::RulingTwice,
                    Location::Input(ruling.cells.answer.clone()),
                    wrong,
                );
                self.errors
                    .push(finding.help("keep the decision that holds"));
                self.skip(at);
                continue;
            }
            let id = ruling.application.clone();
            let id = self.renamed.get(&id).cloned().unwrap_or(id);
            let cell = applications
                .position(&id)
                .map(|one| applications.location(one))
                .unwrap_or_default();
            let sort = if set.0 == SameBy::Ids {
                Sort::Id
            } else {
                Sort::Duplicates
            };
            self.carried_out(at, done(ruling, sort, &id, cell, was, false));
            // What was only asked about becomes something that is settled.
            for member in &set.1 {
                let here = settled.people.entry(*member).or_default();
                let of_set = |matched: &&Match| matched.rule == set.0 && members(matched) == set.1;
                if !here.iter().any(|matched| of_set(&matched)) {
                    here.extend(
                        asked
                            .get(member)
                            .into_iter()
                            .flatten()
                            .filter(of_set)
                            .cloned(),
                    );
                }
            }
            settle(&mut settled.people, set.0, &set.1, stands);
            people::keep_everybody(&mut settled.people);
            answers.insert(set, stands);
        }
    }

    /// The set a ruling is about, if it is the one it was decided for, and what was made of it.
    fn set(
        &self,
        ruling: &Ruling,
        applications: &Applications,
        people: &People,
        answers: &BTreeMap<Set, Option<ApplicationId>>,
    ) -> Option<(Set, String)> {
        let rules: Vec<SameBy> = people::rules_called(&self.rules.form, &ruling.about).collect();
        let name = self
            .renamed
            .get(&ruling.application)
            .unwrap_or(&ruling.application);
        let application = applications.position(name)?;
        let of_rule = people
            .get(&application)
            .into_iter()
            .flatten()
            .filter(|matched| rules.contains(&matched.rule));
        let mut of_rule = of_rule.filter(|matched| {
            // Those that people let stand share what the rule compares from then on.
            let decided = || answers.contains_key(&(matched.rule, members(matched)));
            !matched.others.is_empty() && (matched.status != MatchStatus::Shares || decided())
        });
        let matched =
            of_rule.find(|matched| self.is_named(ruling, matched.others.all(), applications))?;
        let was = match matched.status {
            MatchStatus::Superseded { by } => {
                format!("{} stands by the rules", applications.id(by))
            }
            MatchStatus::Stands => "stands by the rules".to_owned(),
            MatchStatus::Unsettled | MatchStatus::Shares => "unsettled".to_owned(),
        };
        Some(((matched.rule, members(matched)), was))
    }

    /// Whether the ruling was taken between these applications, as the question named them.
    fn is_named(
        &self,
        ruling: &Ruling,
        set: &[ApplicationId],
        applications: &Applications,
    ) -> bool {
        let now = people::named(applications, set.iter().copied());
        // A row that was given an id was asked about by its location.
        let of_old = |id: Cow<'_, str>| {
            let cell = self
                .renamed
                .iter()
                .find(|(_, renamed)| **renamed == id)
                .map(|(cell, _)| cell.clone());
            Cow::Owned(cell.unwrap_or_else(|| id.into_owned()))
        };
        let before = people::listed(set.iter().map(|one| of_old(applications.id(*one))));
        let sorted = |names: &str| {
            let mut names: Vec<String> = names
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect();
            names.sort();
            names
        };
        let decided = sorted(&ruling.found);
        decided == sorted(&now) || decided == sorted(&before)
    }

    /// Says of each ruling why it fits nothing.
    fn unfit(&mut self, open: &[(usize, &Ruling)], applications: &Applications, people: &People) {
        for (_, ruling) in open {
            let Some(application) = self.application(ruling, applications) else {
                continue;
            };
            let rules = &self.rules.form.duplicates;
            let called: Vec<SameBy> =
                people::rules_called(&self.rules.form, &ruling.about).collect();
            if called.is_empty() {
                let known: Vec<String> =
                    rules.iter().map(|rule| format!("`{}`", rule.id)).collect();
                let help = match known.as_slice() {
                    [] => "the rules have none".to_owned(),
                    _ => format!("there is {}", known.join(", ")),
                };
                let wrong = format!(
                    "the rules have no duplicates rule {}",
                    quoted(&ruling.about)
                );
                self.errors
                    .push(idle(&ruling.cells.about, wrong).help(help));
                continue;
            }
            let mut of_rule = people.get(&application).into_iter().flatten();
            let now = of_rule.find(|matched| {
                called.contains(&matched.rule)
                    && matched.status != MatchStatus::Shares
                    && !matched.others.is_empty()
            });
            let finding = match now {
                Some(matched) => {
                    let between = people::named(applications, matched.others.all().iter().copied());
                    let wrong = if ruling.found.is_empty() {
                        "the decision does not say between which applications it was".to_owned()
                    } else {
                        format!(
                            "it was decided between {}, and now it is between {between}",
                            quoted(&ruling.found)
                        )
                    };
                    let help = format!("look at all of them; then write `{between}` into `found`");
                    idle(&ruling.cells.found, wrong).help(help)
                }
                None => {
                    let wrong = format!(
                        "by {} no other application is this person's",
                        quoted(&ruling.about)
                    );
                    idle(&ruling.cells.about, wrong)
                        .help("remove the row, or see which application changed since")
                }
            };
            self.errors.push(finding);
        }
    }

    /// The application that stands; inside none where all do.
    fn stands(
        &mut self,
        ruling: &Ruling,
        set: &BTreeSet<ApplicationId>,
        applications: &Applications,
    ) -> Option<Option<ApplicationId>> {
        if fold(&ruling.answer) == ALL {
            return Some(None);
        }
        let answer = ruling.answer.trim();
        let found = applications.position(self.renamed.get(answer).map_or(answer, String::as_str));
        if let Some(stands) = found.filter(|found| set.contains(found)) {
            return Some(Some(stands));
        }
        let ids: Vec<String> = set
            .iter()
            .map(|one| format!("`{}`", applications.id(*one)))
            .collect();
        let wrong = format!("{} is none of these applications", quoted(answer));
        let help = format!(
            "write {}, or `{ALL}` where each of them counts",
            ids.join(" or ")
        );
        self.errors
            .push(idle(&ruling.cells.answer, wrong).help(help));
        None
    }
}

fn members(matched: &Match) -> BTreeSet<ApplicationId> {
    matched.others.all().iter().copied().collect()
}

/// Sets what the applications of a set have to do with each other. What other rules say of the same ones gives way: a person has
/// looked.
fn settle(
    people: &mut People,
    rule: SameBy,
    set: &BTreeSet<ApplicationId>,
    stands: Option<ApplicationId>,
) {
    for member in set {
        let matches = people.get_mut(member).into_iter().flatten();
        let inside = matches.filter(|matched| {
            matched.status != MatchStatus::Shares
                && !matched.others.is_empty()
                && (matched.rule == rule || stands.is_some())
                && matched.others.all().iter().all(|other| set.contains(other))
        });
        for matched in inside {
            matched.is_decided = true;
            matched.status = match stands {
                None => MatchStatus::Shares,
                Some(by) if by == *member => MatchStatus::Stands,
                Some(by) => MatchStatus::Superseded { by },
            };
        }
    }
}
