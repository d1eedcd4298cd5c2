//! Why an assessor may not read an application: what the assessors' file declares, what both have in common, and what the assessor does not
//! read.

use std::collections::BTreeSet;

use super::assessors::Assessor;
use crate::answers::Applications;
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rules::packs::Identity;
use crate::rules::{FieldId, GroupId, Packs};
use crate::select::Selection;
use crate::values::{Reading, Value, match_key};

/// One reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Declared,
    SameName,
    SameAddress,
    SameOrganisation,
    /// They read other groups.
    Group,
    /// They read other languages.
    Language,
    /// They do not read all languages, and the application's is not known.
    UnknownLanguage,
    /// They have said so in their ratings.
    TakesNoPart,
}

impl Why {
    /// Whether it is a conflict of interest, and not what somebody reads.
    pub fn is_conflict(self) -> bool {
        matches!(
            self,
            Self::Declared | Self::SameName | Self::SameAddress | Self::SameOrganisation
        )
    }

    /// The words for a list.
    pub fn words(self) -> &'static str {
        match self {
            Self::Declared => "declared conflict",
            Self::SameName => "same name",
            Self::SameAddress => "same e-mail address",
            Self::SameOrganisation => "same organisation",
            Self::Group => "reads other groups",
            Self::Language => "reads other languages",
            Self::UnknownLanguage => "language of the application not known",
            Self::TakesNoPart => "takes no part",
        }
    }
}

/// What names, addresses and organisations are compared by.
#[derive(Debug, Default)]
struct Keys {
    name: Option<String>,
    addresses: BTreeSet<String>,
    organisations: BTreeSet<String>,
}

/// What a cell with several organisations may list, and the whole of it, since a name may have a comma.
fn several(text: &str) -> impl Iterator<Item = &str> {
    // `Inc` and `e.V.` are no organisations.
    const SHORTEST: usize = 5;
    let parts = text.split([';', ',', '|', '\n']).map(str::trim);
    let parts = parts.filter(|part| part.chars().count() >= SHORTEST);
    std::iter::once(text).chain(parts)
}

impl Keys {
    fn of(names: &str, addresses: &[&str], organisations: &[&str]) -> Self {
        let key = |text: &str| Some(match_key::name(text)).filter(|key| !key.trim().is_empty());
        let parts = addresses.iter().flat_map(|text| {
            text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '<' | '>'))
        });
        Self {
            name: key(names),
            addresses: parts
                .filter(|part| part.contains('@'))
                .map(match_key::email)
                .collect(),
            organisations: organisations
                .iter()
                .flat_map(|text| several(text))
                .filter_map(key)
                .collect(),
        }
    }
}

/// The assessors as applications are held against them.
pub(super) struct Held<'a> {
    selection: &'a Selection<'a>,
    packs: Option<&'a Packs>,
    keys: Vec<(AssessorId, &'a Assessor, Keys)>,
}

impl<'a> Held<'a> {
    pub(super) fn new(
        selection: &'a Selection<'a>,
        packs: Option<&'a Packs>,
        assessors: impl Iterator<Item = (AssessorId, &'a Assessor)>,
    ) -> Self {
        let keys = assessors.map(|(id, one)| {
            let keys = Keys::of(&one.name, &[&one.email], &[&one.organisation]);
            (id, one, keys)
        });
        Self {
            selection,
            packs,
            keys: keys.collect(),
        }
    }

    /// Why each of them may not read an application; those who may have no reason.
    pub(super) fn against(&self, application: ApplicationId) -> Vec<(AssessorId, BTreeSet<Why>)> {
        let all = &self.selection.applications;
        let unknown = Identity::default();
        let identity = self.packs.map_or(&unknown, |packs| &packs.identity);
        let texts = |fields: &[FieldId]| -> Vec<&str> {
            let each = fields.iter().map(|field| told(all, application, *field));
            each.filter(|text| !text.is_empty()).collect()
        };
        let email: Vec<FieldId> = identity.email.into_iter().collect();
        let own = Keys::of(
            &texts(&identity.name).join(" "),
            &texts(&email),
            &texts(&identity.organisation),
        );
        let id = all.id(application);
        let each = self.keys.iter().map(|(number, assessor, keys)| {
            let mut why = BTreeSet::new();
            let mut say = |is: bool, reason: Why| {
                if is {
                    why.insert(reason);
                }
            };
            say(assessor.conflicts.contains_key(id.as_ref()), Why::Declared);
            // Somebody has seen that what they have in common is none.
            let may_be = !assessor.no_conflict.contains_key(id.as_ref());
            let same_name = own.name.is_some() && own.name == keys.name;
            say(may_be && same_name, Why::SameName);
            say(
                may_be && !own.addresses.is_disjoint(&keys.addresses),
                Why::SameAddress,
            );
            say(
                may_be && !own.organisations.is_disjoint(&keys.organisations),
                Why::SameOrganisation,
            );
            say(!self.reads_group(assessor, application), Why::Group);
            if let Some(reason) = self.language(assessor, application) {
                say(true, reason);
            }
            (*number, why)
        });
        each.collect()
    }

    /// Whether the application is in a group that they read, or may be.
    fn reads_group(&self, assessor: &Assessor, application: ApplicationId) -> bool {
        let Some(groups) = &assessor.groups else {
            return true;
        };
        let judgement = &self.selection.judgements[application];
        let may_fit = |group: &GroupId| {
            judgement.groups.contains(*group) || judgement.groups_unclear.contains(*group)
        };
        groups.iter().any(may_fit)
    }

    fn language(&self, assessor: &Assessor, application: ApplicationId) -> Option<Why> {
        let (field, languages) = self.packs?.language.zip(assessor.languages.as_ref())?;
        let options = self.selection.rules.form.fields[field].kind.options()?;
        match self.selection.applications.reading(application, field) {
            Reading::Value(Value::Choices(chosen)) => {
                let written = chosen
                    .chosen
                    .iter()
                    .filter_map(|at| options.options.get(usize::from(*at)));
                let written: Vec<&String> = written.map(|(id, _)| id).collect();
                match written.iter().all(|id| languages.contains(*id)) {
                    _ if written.is_empty() => Some(Why::UnknownLanguage),
                    true => None,
                    false => Some(Why::Language),
                }
            }
            _ => Some(Why::UnknownLanguage),
        }
    }
}

/// What somebody wrote in a field, where it says something: it is held against assessors, and looked for in answers.
pub(super) fn told(all: &Applications, application: ApplicationId, field: FieldId) -> &str {
    if matches!(all.reading(application, field), Reading::Blank) {
        return "";
    }
    all.said(application, field, AssessorId::FIRST).revealed()
}
