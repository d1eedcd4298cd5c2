//! Record linkage: which applications are one person's, which of them stands, and what applications share that the rules
//! want pointed out.
//!
//! Only applications that came in time compete: a late one is refused for being late and pushes nobody aside. What is the same
//! is settled by the rules; what is only alike is asked about, and nobody is pushed aside by it.

mod similar_ids;
mod clusters;
mod fields;
mod kin;
mod others;
mod parted_by_name;
mod review;
mod unread;
mod unruled;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use fields::keys;
pub use kin::{MayBe, kin, known_by};
pub use others::{Others, listed, named};
pub use review::links;
pub use similar_ids::{ids_are_open, order, rule_id, rules_called};
pub use unread::could_be;
pub use unruled::{mistyped, unruled};

use crate::answers::Applications;
use crate::base::ids::ApplicationId;
use crate::rules::{Call, Duplicates, DuplicatesId, Form, Stands};
use crate::values::Answer;
use clusters::clusters;
use fields::Compared;
use unread::unread;

/// By what applications are taken for one person's: a rule of the file, or, last, what every form has, that their ids can hardly
/// be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SameBy {
    Rule(DuplicatesId),
    Ids,
}

impl SameBy {
    /// The rule of the file.
    pub fn rule(self, form: &Form) -> Option<&Duplicates> {
        match self {
            Self::Rule(id) => Some(&form.duplicates[id]),
            Self::Ids => None,
        }
    }
}

/// One application matched with others, by one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub rule: SameBy,
    pub status: MatchStatus,
    pub others: Others,
    /// Why these may be different people's.
    pub doubt: Doubt,
    /// How others that are not the same or alike themselves come to be asked about; none where all are.
    pub chain: Option<Arc<Chain>>,
    /// Of something unsettled, the application that would stand by the rule, were these one person's.
    pub proposed: Option<ApplicationId>,
    /// People said what these applications have to do with each other.
    pub is_decided: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    None,
    /// What the rule compares is only alike.
    Alike,
    /// What the rule compares is the same, and the names contradict each other.
    Names,
}

/// Applications that a rule found the same or alike, of which others stand by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Those that the rule found, ordered by id.
    pub found: Vec<ApplicationId>,
    /// Which application stands for which, by which rule; each application for which one stands comes before that one.
    pub links: Vec<Link>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub stands: ApplicationId,
    pub rule: SameBy,
    pub of: ApplicationId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchStatus {
    /// This application stands for the others.
    Stands,
    /// Another application stands for this one.
    Superseded { by: ApplicationId },
    /// A person must say which stands: what the rule compares is only alike, the rule wants it, a moment of submission is
    /// missing, two are the same, one has no id, or two rules disagree. Without others: an answer that would tell whose
    /// application it is cannot be read.
    Unsettled,
    /// All stand, and share what the rule names.
    Shares,
}

impl Match {
    /// Whether an answer cannot be read that would tell whose application it is.
    pub fn is_unread(&self) -> bool {
        self.status == MatchStatus::Unsettled && self.others.is_empty()
    }

    /// Whether the others are the same person's; whoever is only alike may be somebody else, until a person has said.
    fn is_of_one(&self) -> bool {
        match self.status {
            MatchStatus::Stands | MatchStatus::Superseded { .. } => true,
            MatchStatus::Unsettled => self.doubt == Doubt::None,
            MatchStatus::Shares => false,
        }
    }
}

/// Each application's matches, for those that have any.
pub type People = BTreeMap<ApplicationId, Vec<Match>>;

/// The application of the same person that stands for this one, if another does.
pub fn superseded_by(people: &People, application: ApplicationId) -> Option<ApplicationId> {
    let matches = people.get(&application)?;
    matches.iter().find_map(|matched| match matched.status {
        MatchStatus::Superseded { by } => Some(by),
        MatchStatus::Stands | MatchStatus::Unsettled | MatchStatus::Shares => None,
    })
}

/// Whether it was people who said that another application stands for this one.
pub fn superseded_by_decision(people: &People, application: ApplicationId) -> bool {
    let matches = people.get(&application).into_iter().flatten();
    let mut superseded =
        matches.filter(|matched| matches!(matched.status, MatchStatus::Superseded { .. }));
    superseded.next().is_some_and(|matched| matched.is_decided)
}

/// What the rules settle by themselves, and what is to be asked about once that is settled.
#[derive(Debug, Clone)]
pub struct Linked {
    pub people: People,
    for_review: Vec<review::ForReview>,
}

impl Linked {
    /// With everything that is to be asked; nothing is asked of the sets that people have `ruled`.
    pub fn asked(
        mut self,
        form: &Form,
        call: &Call,
        applications: &Applications,
        ruled: &BTreeSet<Vec<ApplicationId>>,
    ) -> People {
        let proposed = |rule: SameBy, members: &[ApplicationId]| match rule.rule(form) {
            Some(rule) => review::proposed(rule.stands, call.submitted, applications, members),
            None => similar_ids::proposed(form, call.submitted, applications, members),
        };
        review::ask(&mut self.people, &self.for_review, ruled, proposed);
        self.people
    }
}

/// Matches applications with each other. `in_time` tells whether an application met the deadline.
pub fn link_applications(
    form: &Form,
    call: &Call,
    applications: &Applications,
    in_time: impl Fn(ApplicationId) -> Answer,
) -> Linked {
    let mut people = People::new();
    let mut for_review = Vec::new();
    let counts = |member| in_time(member) != Answer::NotMet;
    for (number, rule) in (0..).map(DuplicatesId).zip(&form.duplicates) {
        let number = SameBy::Rule(number);
        let fields = Compared::all(rule, form, applications);
        for application in unread(rule, &fields, applications, counts) {
            let others = Others::none(application);
            let (doubt, status) = (Doubt::None, MatchStatus::Unsettled);
            let matched = Match {
                rule: number,
                status,
                others,
                doubt,
                chain: None,
                proposed: None,
                is_decided: false,
            };
            people.entry(application).or_default().push(matched);
        }
        for cluster in clusters(rule, &fields, applications, counts) {
            match rule.stands {
                Stands::All => {
                    let set = Set {
                        rule: number,
                        doubt: cluster.doubt,
                        chain: None,
                        proposed: None,
                    };
                    put(&mut people, &cluster.members(), &set, |_| {
                        MatchStatus::Shares
                    });
                }
                Stands::Ask => for_review.push((number, cluster)),
                Stands::Latest | Stands::Earliest => {
                    let set = Set {
                        rule: number,
                        doubt: Doubt::None,
                        chain: None,
                        proposed: None,
                    };
                    for same in cluster.sets.iter().filter(|same| same.len() > 1) {
                        match review::proposed(rule.stands, call.submitted, applications, same) {
                            Some(by) => put(&mut people, same, &set, |member| {
                                if by == member {
                                    MatchStatus::Stands
                                } else {
                                    MatchStatus::Superseded { by }
                                }
                            }),
                            None if cluster.sets.len() == 1 => {
                                put(&mut people, same, &set, |_| MatchStatus::Unsettled);
                            }
                            None => {}
                        }
                    }
                    if cluster.sets.len() > 1 {
                        for_review.push((number, cluster));
                    }
                }
            }
        }
    }
    for_review.extend(similar_ids::clusters(applications, counts));
    keep_everybody(&mut people);
    Linked { people, for_review }
}

/// Those of the `ranked` who may yet turn out to be the same person as one of the `asked`: as one of whom an answer cannot be read by which
/// a rule would know them, or of whom it is open whether they have applied. And how many such answers are awaited: each makes way for one.
pub fn may_give_way(
    form: &Form,
    applications: &Applications,
    people: &People,
    asked: &[ApplicationId],
    ranked: &[ApplicationId],
) -> (usize, BTreeSet<ApplicationId>) {
    let (mut answers, mut all) = (0_usize, BTreeSet::new());
    for (number, rule) in (0..).map(DuplicatesId).zip(&form.duplicates) {
        let number = SameBy::Rule(number);
        let is_unread = |application: ApplicationId| {
            let mut matches = people.get(&application).into_iter().flatten();
            matches.any(|matched| matched.rule == number && matched.is_unread())
        };
        let open = |application: &ApplicationId| {
            is_unread(*application) || applications.unsure(*application).is_some()
        };
        let asked: Vec<ApplicationId> = asked.iter().copied().filter(open).collect();
        let (meeting, found) = unread::met(rule, form, applications, &asked, ranked);
        answers = answers.saturating_add(meeting);
        all.extend(found);
    }
    (answers, all)
}

/// What is the same for all applications of a set.
struct Set {
    rule: SameBy,
    doubt: Doubt,
    chain: Option<Arc<Chain>>,
    proposed: Option<ApplicationId>,
}

/// Matches every member with the others, in the order of their ids.
fn put(
    people: &mut People,
    members: &[ApplicationId],
    set: &Set,
    status: impl Fn(ApplicationId) -> MatchStatus,
) {
    let Set {
        rule,
        doubt,
        chain,
        proposed,
    } = set;
    for others in Others::each(members) {
        let status = status(others.member());
        let (chain, doubt) = (chain.clone(), *doubt);
        let matched = Match {
            rule: *rule,
            status,
            others,
            doubt,
            chain,
            proposed: *proposed,
            is_decided: false,
        };
        people
            .entry(matched.others.member())
            .or_default()
            .push(matched);
    }
}

/// The sets of applications that share what a rule points out, by rule; only those `wanted`,
/// and no set of one.
pub fn shared(
    people: &People,
    wanted: impl Fn(ApplicationId) -> bool,
) -> BTreeSet<(SameBy, Vec<ApplicationId>)> {
    let mut sets = BTreeSet::new();
    for (application, matches) in people {
        let shares = |matched: &&Match| matched.status == MatchStatus::Shares;
        for matched in matches
            .iter()
            .filter(shares)
            .filter(|matched| matched.others.all().first() == Some(application))
        {
            let set: Vec<ApplicationId> = matched
                .others
                .all()
                .iter()
                .copied()
                .filter(|member| wanted(*member))
                .collect();
            if set.len() > 1 {
                sets.insert((matched.rule, set));
            }
        }
    }
    sets
}

/// Where rules disagree so that none of a person's applications would stand, none is pushed aside: a person must say.
pub fn keep_everybody(people: &mut People) {
    let superseded = |people: &People, application: ApplicationId| {
        let matches = people.get(&application).map_or(&[][..], Vec::as_slice);
        matches
            .iter()
            .any(|matched| matches!(matched.status, MatchStatus::Superseded { .. }))
    };
    let mut seen: BTreeSet<ApplicationId> = BTreeSet::new();
    // Members of one set need not each lead to all the others.
    let mut visited = BTreeSet::new();
    for first in people.keys().copied().collect::<Vec<_>>() {
        let mut person = Vec::new();
        let mut next = vec![first];
        while let Some(application) = next.pop() {
            if seen.insert(application) {
                person.push(application);
                let matches = people.get(&application).into_iter().flatten();
                for matched in
                    matches.filter(|matched| matched.is_of_one() && !matched.others.is_empty())
                {
                    // No two sets of a rule have two members in common.
                    let [one, other, ..] = matched.others.all() else {
                        continue;
                    };
                    if visited.insert((matched.rule, *one, *other)) {
                        next.extend(matched.others.iter());
                    }
                }
            }
        }
        if person
            .iter()
            .all(|application| superseded(people, *application))
        {
            for application in person {
                let matches = people.get_mut(&application).into_iter().flatten();
                let same = matches.filter(|matched| matched.is_of_one());
                same.for_each(|matched| matched.status = MatchStatus::Unsettled);
            }
        }
    }
}
