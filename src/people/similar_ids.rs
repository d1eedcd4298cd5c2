//! Applications whose ids can hardly be told apart, which may be one application written down twice.
//!
//! They are asked about like those of one person, by a rule that every form has and no rules file names.

use super::clusters::Cluster;
use super::review;
use super::review::ForReview;
use super::{Doubt, MatchStatus, People, SameBy};
use crate::answers::{Applications, same_id};
use crate::base::ids::ApplicationId;
use crate::rules::{DuplicatesId, FieldId, Form, Stands};

/// What the rule is called; a rule of the file may be called the same.
const ID: &str = "id";

/// What a rule is called.
pub fn rule_id(form: &Form, rule: SameBy) -> &str {
    rule.rule(form).map_or(ID, |rule| rule.id.as_str())
}

/// The rules with this id; the one about ids goes by the name of its field, too.
pub fn rules_called<'f>(form: &'f Form, id: &'f str) -> impl Iterator<Item = SameBy> + 'f {
    let about_ids = id == ID || form.fields[form.id].name == id;
    let of_file = (0..).map(DuplicatesId).zip(&form.duplicates);
    of_file
        .filter(move |(_, rule)| rule.id == id)
        .map(|(id, _)| SameBy::Rule(id))
        .chain(about_ids.then_some(SameBy::Ids))
}

/// Whether it is open which application an id means: it can hardly be told from another's, and nobody has said that they are two,
/// or that one stands for the other.
pub fn ids_are_open(
    applications: &Applications,
    people: &People,
    application: ApplicationId,
) -> bool {
    let alike = applications.similar_ids(application);
    if alike.is_empty() {
        return false;
    }
    let matches = |of: ApplicationId| people.get(&of).map_or(&[][..], Vec::as_slice);
    let settled = matches(application)
        .iter()
        .any(|matched| matched.rule == SameBy::Ids && matched.status != MatchStatus::Unsettled);
    let stands = |of: &ApplicationId| {
        *of != application
            && !matches(*of)
                .iter()
                .any(|matched| matches!(matched.status, MatchStatus::Superseded { .. }))
    };
    !settled && alike.iter().any(stands)
}

/// Each set of applications with alike ids, as far as they are `wanted`.
pub(super) fn clusters(
    applications: &Applications,
    wanted: impl Fn(ApplicationId) -> bool,
) -> Vec<ForReview> {
    let mut found: Vec<ForReview> = Vec::new();
    for application in applications.ids() {
        let mut alike = applications.similar_ids(application).to_vec();
        alike.sort_unstable();
        if alike.first() == Some(&application) {
            let sets: Vec<Vec<ApplicationId>> = alike
                .into_iter()
                .filter(|one| wanted(*one))
                .map(|one| vec![one])
                .collect();
            if sets.len() > 1 {
                found.push((
                    SameBy::Ids,
                    Cluster {
                        sets,
                        doubt: Doubt::Alike,
                    },
                ));
            }
        }
    }
    found
}

/// Which of several applications with alike ids stands, were they one: as the first rule of the file that says which of several
/// stands would have it, the latest without one. Of copies that say the same and came at the same moment it is the one whose id has
/// lost nothing, which is the longest.
pub(super) fn proposed(
    form: &Form,
    submitted: FieldId,
    applications: &Applications,
    members: &[ApplicationId],
) -> Option<ApplicationId> {
    if let Some(found) = review::proposed(order(form), submitted, applications, members) {
        return Some(found);
    }
    let first = *members.first()?;
    if !members
        .iter()
        .all(|member| same_id::says_the_same(applications, first, *member))
    {
        return None;
    }
    let length = |member: ApplicationId| applications.id(member).chars().count();
    let longest = members
        .iter()
        .copied()
        .max_by_key(|member| length(*member))?;
    let rivals = members
        .iter()
        .filter(|member| length(**member) == length(longest))
        .count();
    (rivals == 1).then_some(longest)
}

/// Which stands of several of one person, as far as the file has a rule that says so.
pub fn order(form: &Form) -> Stands {
    let mut rules = form.duplicates.iter().map(|rule| rule.stands);
    rules
        .find(|stands| matches!(stands, Stands::Latest | Stands::Earliest))
        .unwrap_or(Stands::Latest)
}
