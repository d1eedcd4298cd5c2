//! The other applications of an application's cluster. The members of a cluster share one list, so
//! a hundred thousand applications from one address are no more work than as many from different
//! ones.

use std::borrow::Cow;
use std::sync::Arc;

use crate::answers::Applications;
use crate::base::ids::ApplicationId;

/// A set of applications, ordered by id, seen from one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Others {
    member: ApplicationId,
    all: Arc<[ApplicationId]>,
}

impl Others {
    /// No others.
    pub fn none(member: ApplicationId) -> Self {
        Self {
            member,
            all: Arc::new([member]),
        }
    }

    /// The same set, seen from each of its members.
    pub fn each(members: &[ApplicationId]) -> impl Iterator<Item = Self> {
        let mut all = members.to_vec();
        // Applications are numbered in the order of their ids.
        all.sort_unstable();
        all.dedup();
        let all: Arc<[ApplicationId]> = all.into();
        (0..all.len()).filter_map(move |at| {
            Some(Self {
                member: *all.get(at)?,
                all: all.clone(),
            })
        })
    }

    pub fn iter(&self) -> impl Iterator<Item = ApplicationId> {
        self.all
            .iter()
            .copied()
            .filter(|other| *other != self.member)
    }

    pub fn len(&self) -> usize {
        self.all.len().saturating_sub(1)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everybody in the set, the one it is seen from as well.
    pub fn all(&self) -> &[ApplicationId] {
        &self.all
    }

    /// The one it is seen from.
    pub fn member(&self) -> ApplicationId {
        self.member
    }
}

/// How many ids a sentence names.
const NAMED: usize = 20;

impl Others {
    /// The others' ids in a sentence: `A-1, A-2`; of more than twenty the first, and how many more there are.
    pub fn named(&self, applications: &Applications) -> String {
        let first = named(applications, self.iter().take(NAMED));
        match self.len().saturating_sub(NAMED) {
            0 => first,
            more => format!("{first} and {more} more"),
        }
    }
}

/// Ids in a sentence; of more than twenty the first.
pub fn named(applications: &Applications, of: impl Iterator<Item = ApplicationId>) -> String {
    listed(of.map(|one| applications.id(one)))
}

/// The same of names.
pub fn listed<'a>(mut names: impl Iterator<Item = Cow<'a, str>>) -> String {
    let first: Vec<Cow<'_, str>> = names.by_ref().take(NAMED).collect();
    let more = if names.next().is_some() {
        " and more"
    } else {
        ""
    };
    format!("{}{more}", first.join(", "))
}
