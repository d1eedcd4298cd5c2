//! Who is one person with whom by now, and who may turn out to be once answers are known.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{Compared, Said};
use super::{MatchStatus, People};
use crate::answers::Applications;
use crate::base::ids::ApplicationId;
use crate::rules::{Duplicates, FieldId, Form, Stands};

/// The applications that are one person's by now, or asked about together, through however many others: one number for all of them.
/// Who has to do with nobody is not among them.
pub fn kin(people: &People) -> BTreeMap<ApplicationId, usize> {
    let mut kin = BTreeMap::new();
    // Members of one set need not each lead to all the others.
    let mut visited = BTreeSet::new();
    for (number, first) in people.keys().enumerate() {
        let mut next = vec![*first];
        while let Some(application) = next.pop() {
            let matches = people.get(&application).into_iter().flatten();
            for matched in matches.filter(|matched| matched.status != MatchStatus::Shares) {
                let [one, other, ..] = matched.others.all() else {
                    continue;
                };
                if visited.insert((matched.rule, *one, *other)) {
                    for member in matched.others.all() {
                        if kin.insert(*member, number).is_none() {
                            next.push(*member);
                        }
                    }
                }
            }
        }
    }
    kin
}

/// The fields by which it is known which applications are one person's, as far as that says which of them stands.
pub fn known_by(form: &Form) -> BTreeSet<FieldId> {
    let fields = settling(form).flat_map(|rule| rule.same.iter().chain(&rule.names));
    fields.copied().collect()
}

fn settling(form: &Form) -> impl Iterator<Item = &Duplicates> {
    let rules = form.duplicates.iter();
    rules.filter(|rule| rule.stands != Stands::All)
}

/// Who may turn out to be one person's with whom, by the rules that say which of several applications stands.
pub struct MayBe<'a> {
    applications: &'a Applications,
    rules: Vec<Vec<Compared>>,
    /// The fields that the rules look at.
    looks_at: BTreeSet<FieldId>,
}

impl<'a> MayBe<'a> {
    pub fn new(form: &Form, applications: &'a Applications) -> Self {
        let rules = settling(form);
        Self {
            applications,
            looks_at: known_by(form),
            rules: rules
                .map(|rule| Compared::all(rule, form, applications))
                .collect(),
        }
    }

    /// Whether one of the rules looks at the field.
    pub fn looks_at(&self, field: FieldId) -> bool {
        self.looks_at.contains(&field)
    }

    /// Whether the applications agree in all fields of a rule that can be read in both. A blank of the first may say anything where it is
    /// `asked` about, and agrees with nothing otherwise.
    pub fn are_one(
        &self,
        (one, asked): (ApplicationId, &dyn Fn(FieldId) -> bool),
        other: ApplicationId,
    ) -> bool {
        let agree = |field: &Compared| {
            let said = |of| field.of(self.applications, of);
            match (said(one), said(other)) {
                (_, Said::Nothing) => false,
                (Said::Nothing, _) => asked(field.field()),
                (Said::Open { .. }, _) | (_, Said::Open { .. }) => true,
                (one, other) => one.alike() == other.alike(),
            }
        };
        self.rules.iter().any(|fields| fields.iter().all(agree))
    }
}
