//! Clerical review: what a person is asked because applications are only alike, because their names contradict each
//! other, or because the rules leave it to a person.
//!
//! Asked after the rules have settled what they can, about the applications that stand: where somebody's first application is
//! superseded, it is the other one that may be a third one's double.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::clusters::Cluster;
use super::{Chain, Doubt, Link, Match, MatchStatus, People, SameBy, Set, put};
use crate::answers::Applications;
use crate::base::ids::ApplicationId;
use crate::rules::{FieldId, Stands};
use crate::values::{Reading, Value};

/// A rule, and what it found.
pub(super) type ForReview = (SameBy, Cluster);

/// Matches those of each cluster that stand. A set of applications is asked about once, by the first rule that finds it.
pub(super) fn ask(
    people: &mut People,
    for_review: &[ForReview],
    ruled: &BTreeSet<Vec<ApplicationId>>,
    proposed: impl Fn(SameBy, &[ApplicationId]) -> Option<ApplicationId>,
) {
    let matches = people
        .values()
        .flatten()
        .filter(|matched| matched.status == MatchStatus::Unsettled);
    let mut asked: BTreeSet<Vec<ApplicationId>> = matches
        .filter(|matched| matched.others.all().first() == Some(&matched.others.member()))
        .map(|matched| matched.others.all().to_vec())
        .collect();
    for fork in forks(people) {
        let members = fork.members();
        if !ruled.contains(&members) && asked.insert(members.clone()) {
            let (rule, proposed) = (fork.rule, proposed(fork.rule, &members));
            let set = Set {
                rule,
                doubt: Doubt::None,
                chain: Some(Arc::new(fork.chain)),
                proposed,
            };
            put(people, &members, &set, |_| MatchStatus::Unsettled);
        }
    }
    for (rule, cluster) in for_review {
        let mut found = cluster.members();
        found.sort_unstable();
        let standing: BTreeSet<ApplicationId> = found
            .iter()
            .map(|member| stands_for(people, *member))
            .collect();
        let members: Vec<ApplicationId> = standing.into_iter().collect();
        if members.len() > 1 && !ruled.contains(&members) && asked.insert(members.clone()) {
            // Of people with different names none must be pushed aside by somebody in a hurry.
            let proposed = if cluster.doubt == Doubt::Names {
                None
            } else {
                proposed(*rule, &members)
            };
            let chain = chain(people, found, &members).map(Arc::new);
            let set = Set {
                rule: *rule,
                doubt: cluster.doubt,
                chain,
                proposed,
            };
            put(people, &members, &set, |_| MatchStatus::Unsettled);
        }
    }
}

/// Two applications of one person that stand, each for the same one by another rule: `B` has the address of `C` and the telephone
/// of `D`.
struct Fork {
    rule: SameBy,
    standing: [ApplicationId; 2],
    chain: Chain,
}

impl Fork {
    fn members(&self) -> Vec<ApplicationId> {
        let mut members = self.standing.to_vec();
        members.sort_unstable();
        members
    }
}

fn forks(people: &People) -> Vec<Fork> {
    let mut forks = Vec::new();
    for (application, matches) in people {
        let mut behind = matches
            .iter()
            .filter_map(|matched| link(*application, matched));
        let Some(first) = behind.next() else { continue };
        let one = stands_for(people, first.stands);
        for next in behind {
            let other = stands_for(people, next.stands);
            if one == other {
                continue;
            }
            let mut found = vec![*application, first.stands];
            found.sort_unstable();
            let mut all = links(people, first.stands);
            all.push(next);
            all.extend(links(people, next.stands));
            forks.push(Fork {
                rule: first.rule,
                standing: [one, other],
                chain: Chain { found, links: all },
            });
        }
    }
    forks
}

/// The application that stands for this one, by all rules together; itself where none does.
pub(super) fn stands_for(people: &People, application: ApplicationId) -> ApplicationId {
    links(people, application)
        .last()
        .map_or(application, |link| link.stands)
}

/// Which application stands for this one, which for that, and so on.
pub fn links(people: &People, application: ApplicationId) -> Vec<Link> {
    let mut at = application;
    let mut seen = BTreeSet::new();
    let mut steps = Vec::new();
    while let Some(link) = people
        .get(&at)
        .and_then(|matches| matches.iter().find_map(|one| link(at, one)))
        && seen.insert(at)
    {
        steps.push(link);
        at = link.stands;
    }
    steps
}

fn link(of: ApplicationId, matched: &Match) -> Option<Link> {
    match matched.status {
        MatchStatus::Superseded { by } => Some(Link {
            stands: by,
            rule: matched.rule,
            of,
        }),
        MatchStatus::Stands | MatchStatus::Unsettled | MatchStatus::Shares => None,
    }
}

/// How those that stand belong to those that a rule found; none where it found all of them.
fn chain(people: &People, found: Vec<ApplicationId>, standing: &[ApplicationId]) -> Option<Chain> {
    let mut all: Vec<Link> = Vec::new();
    for one in standing
        .iter()
        .filter(|one| found.binary_search(one).is_err())
    {
        // The first that leads here is enough.
        let mut leading = found.iter().map(|member| links(people, *member));
        let leading = leading.find(|links| links.last().is_some_and(|last| last.stands == *one));
        for link in leading.unwrap_or_default() {
            if !all.contains(&link) {
                all.push(link);
            }
        }
    }
    (!all.is_empty()).then_some(Chain { found, links: all })
}

/// The application that came last or first and so stands, or would; none when that cannot be told, or one has no id.
pub(super) fn proposed(
    stands: Stands,
    submitted: FieldId,
    applications: &Applications,
    members: &[ApplicationId],
) -> Option<ApplicationId> {
    let mut moments = Vec::new();
    for member in members {
        match applications.reading(*member, submitted) {
            Reading::Value(Value::Instant(instant)) if applications.has_id(*member) => {
                moments.push((*instant, *member));
            }
            Reading::Value(_) | Reading::Blank | Reading::Unreadable(_) => return None,
        }
    }
    moments.sort();
    if stands != Stands::Earliest {
        moments.reverse();
    }
    let mut order = moments.into_iter();
    let (chosen, rival) = (order.next()?, order.next()?);
    (chosen.0 != rival.0).then_some(chosen.1)
}
