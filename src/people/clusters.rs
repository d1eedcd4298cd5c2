//! Clusters: applications that are the same or alike in everything a rule compares, found by sorting blocking keys.

use super::Doubt;
use super::fields::Compared;
use super::parted_by_name::parted;
use crate::answers::Applications;
use crate::base::ids::ApplicationId;
use crate::base::interner::Symbol;
use crate::rules::Duplicates;

/// Two or more applications that are alike by a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cluster {
    /// Those that are the same, and one person's as far as their names say; each set ordered by id, and the sets.
    pub(super) sets: Vec<Vec<ApplicationId>>,
    /// Why the sets may be different people's.
    pub(super) doubt: Doubt,
}

impl Cluster {
    pub(super) fn members(&self) -> Vec<ApplicationId> {
        self.sets.concat()
    }
}

/// All clusters by the rule, ordered by id. A blank is like nothing. Only those `wanted` count.
pub(super) fn clusters(
    rule: &Duplicates,
    fields: &[Compared],
    applications: &Applications,
    wanted: impl Fn(ApplicationId) -> bool,
) -> Vec<Cluster> {
    // A million rows have no room for a list of codes each; almost all of them differ in the first field already.
    let first = |application: ApplicationId| fields.first()?.of(applications, application).alike();
    let mut keyed: Vec<(Symbol, ApplicationId)> = applications
        .ids()
        .filter_map(|application| Some((first(application)?, application)))
        .collect();
    keyed.sort_unstable();
    let mut clusters = Vec::new();
    for run in keyed
        .chunk_by(|left, right| left.0 == right.0)
        .filter(|run| run.len() > 1)
    {
        let whole = |(_, application): &(Symbol, ApplicationId)| -> Option<Member> {
            let all: Vec<_> = fields
                .iter()
                .map(|field| field.of(applications, *application))
                .collect();
            Some(Member {
                alike: all.iter().map(|said| said.alike()).collect::<Option<_>>()?,
                same: all
                    .iter()
                    .map(|said| said.same())
                    .collect::<Option<_>>()
                    .ok_or(*application),
                application: *application,
            })
        };
        let mut run: Vec<Member> = run
            .iter()
            .filter(|(_, member)| wanted(*member))
            .filter_map(whole)
            .collect();
        run.sort_unstable();
        for cluster in run
            .chunk_by(|left, right| left.alike == right.alike)
            .filter(|cluster| cluster.len() > 1)
        {
            let same = cluster.chunk_by(|left, right| left.same == right.same);
            let sets: Vec<Vec<ApplicationId>> = same
                .map(|same| same.iter().map(|member| member.application).collect())
                .collect();
            let alike = sets.len() > 1;
            let mut sets: Vec<Vec<ApplicationId>> = sets
                .into_iter()
                .flat_map(|set| parted(rule, applications, set))
                .collect();
            sets.sort_unstable();
            let doubt = match sets.len() {
                1 => Doubt::None,
                _ if alike => Doubt::Alike,
                _ => Doubt::Names,
            };
            clusters.push(Cluster { sets, doubt });
        }
    }
    // Symbols follow the rows; what two clusters both find must be asked in the words of the same one, however the rows stand.
    clusters.sort_unstable();
    clusters
}

/// An application with what it is compared by. Where an answer looks like another and cannot be read, it is the same as none.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    alike: Vec<Symbol>,
    same: Result<Vec<Symbol>, ApplicationId>,
    application: ApplicationId,
}
