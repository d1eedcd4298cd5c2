//! Applications that rules take for one person's: which stands, or that all do.

use std::collections::BTreeSet;

use super::{ALL, Deciding, Kind, Ruling, done, idle};
use crate::domain::spelling::{fold, quoted};
use crate::finding::{Code, Finding, Place};
use crate::normalise::Applications;
use crate::people::{self, Kinship, People};

impl Deciding<'_> {
    /// Settles who stands.
    pub fn persons(&mut self, applications: &Applications, people: &mut People) {
        // The answers of one set, so that both applications' rows may be filled in.
        let mut settled: Vec<(usize, BTreeSet<usize>, Option<usize>)> = Vec::new();
        for (at, ruling) in self.open(&[Kind::Stands]) {
            let Some(application) = self.application(ruling, applications) else { continue };
            let Some((rule, set, was)) = self.set(ruling, application, applications, people) else { continue };
            let Some(stands) = self.stands(ruling, &set, applications) else { continue };
            let before = settled.iter().find(|(of, other, _)| *of == rule && *other == set);
            if before.is_some_and(|(.., other)| *other != stands) {
                let wrong = "another decision says that another of these applications stands";
                let finding = Finding::new(Code::DecisionTwice, Place::Input(ruling.at.clone()), wrong);
                self.errors.push(finding.help("keep the decision that holds"));
                continue;
            }
            settled.push((rule, set, stands));
            let id = applications.id(application).into_owned();
            self.carried_out(at, done(ruling, &id, applications.place(application), was, false));
        }
        for (rule, set, stands) in &settled {
            settle(people, *rule, set, *stands);
        }
        if !settled.is_empty() {
            people::keep_everybody(people);
        }
    }

    /// The rule, the applications it takes for one person's, and what it made of them.
    fn set(
        &mut self,
        ruling: &Ruling,
        application: usize,
        applications: &Applications,
        people: &People,
    ) -> Option<(usize, BTreeSet<usize>, String)> {
        let rule = self.rules.form.duplicates.iter().position(|rule| rule.id == ruling.about);
        let Some(rule) = rule else {
            let known: Vec<String> = self.rules.form.duplicates.iter().map(|rule| format!("`{}`", rule.id)).collect();
            let help = if known.is_empty() {
                "the rules have none".to_owned()
            } else {
                format!("there is {}", known.join(", "))
            };
            let wrong = format!("the rules have no duplicates rule {}", quoted(&ruling.about));
            self.errors.push(idle(ruling, wrong).help(help));
            return None;
        };
        let of_rule = people.get(&application).into_iter().flatten();
        let of_rule: Vec<_> = of_rule
            .filter(|relation| relation.rule == rule && relation.kind != Kinship::Shares && !relation.others.is_empty())
            .collect();
        // Whoever stands for one application can be asked about for being like another.
        let asked = of_rule.iter().find(|relation| relation.kind == Kinship::Unsettled);
        let Some(relation) = asked.or(of_rule.first()) else {
            let wrong = format!("by {} no other application is this person's", quoted(&ruling.about));
            self.errors.push(idle(ruling, wrong).help("remove the row, or see which application changed since"));
            return None;
        };
        let was = match relation.kind {
            Kinship::Superseded { by } => format!("{} stands by the rules", applications.id(by)),
            Kinship::Stands => "stands by the rules".to_owned(),
            Kinship::Unsettled | Kinship::Shares => "unsettled".to_owned(),
        };
        Some((rule, relation.others.all().iter().copied().collect(), was))
    }

    /// The application that stands; inside none where all do.
    fn stands(&mut self, ruling: &Ruling, set: &BTreeSet<usize>, applications: &Applications) -> Option<Option<usize>> {
        if fold(&ruling.answer) == ALL {
            return Some(None);
        }
        let answer = ruling.answer.trim();
        let found = applications.position(self.renamed.get(answer).map_or(answer, String::as_str));
        if let Some(stands) = found.filter(|found| set.contains(found)) {
            return Some(Some(stands));
        }
        let ids: Vec<String> = set.iter().map(|one| format!("`{}`", applications.id(*one))).collect();
        let wrong = format!("{} is none of these applications", quoted(answer));
        let help = format!("write {}, or `{ALL}` where each of them counts", ids.join(" or "));
        self.errors.push(idle(ruling, wrong).help(help));
        None
    }
}

/// Sets what the applications of a set have to do with each other. What other rules say of the same ones gives way: a person has
/// looked.
fn settle(people: &mut People, rule: usize, set: &BTreeSet<usize>, stands: Option<usize>) {
    for member in set {
        let relations = people.get_mut(member).into_iter().flatten();
        let inside = relations.filter(|relation| {
            relation.kind != Kinship::Shares
                && !relation.others.is_empty()
                && (relation.rule == rule || stands.is_some())
                && relation.others.all().iter().all(|other| set.contains(other))
        });
        for relation in inside {
            relation.kind = match stands {
                None => Kinship::Shares,
                Some(by) if by == *member => Kinship::Stands,
                Some(by) => Kinship::Superseded { by },
            };
        }
    }
}
