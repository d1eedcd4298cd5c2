//! The proofs of a run, each checked by itself and without a search: the problem is made from the rules and the audit alone, and
//! rows are added up.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::pool::Pool;
use crate::base::ids::Per;
use crate::rank::StandingId;
use crate::record::Audit;
use crate::record::audit::Damaged;
use crate::record::proofs::{self, Line, Named, Step};
use crate::rules::{GroupId, Rules};
use crate::seats::Placing;
use crate::seats::balance::{
    self, BalanceId, BlockId, Certificate, Checker, ClassId, Moved, Problem, Proof, Proofs, Proved,
    Reason, RowId, Settled, Swap, windows,
};
use crate::select::balance::asked;
use crate::values::SeatIn;
use crate::values::spelling::quoted;

/// What the proofs of a run came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// How many people were passed over, and of how many of them it is proved.
    pub passed_over: usize,
    pub proved: usize,
    /// What does not hold; one sentence each, lower case, no full stop.
    pub wrong: Vec<String>,
}

impl Checked {
    /// There should be proofs, and are none.
    pub fn missing() -> Self {
        let words =
            "is not there, so that nothing shows why people have no seat under these balance rules";
        Self {
            wrong: vec![words.to_owned()],
            ..Self::default()
        }
    }
}

/// Cases may lie within cases so deep.
const DEEPEST: usize = 1_000;
/// So many faults are named.
const NAMED: usize = 20;

/// Checks the lines of `proofs.jsonl`.
///
/// # Errors
/// When a line of the audit is no record.
pub fn check(rules: &Rules, audit: &Audit, text: &str) -> Result<Checked, Damaged> {
    let wrong = |words: &str| Checked {
        wrong: vec![words.to_owned()],
        ..Checked::default()
    };
    let Some(pool) = Pool::new(rules, audit, None)? else {
        return Ok(wrong("the audit does not say who fits which groups"));
    };
    let lines: Result<Vec<Line>, _> = text.lines().map(serde_json::from_str).collect();
    let Ok(lines) = lines else {
        return Ok(wrong("is not written as Intake writes it"));
    };
    let Some((Line::Settled(said), rest)) = lines.split_first() else {
        return Ok(wrong("does not begin with what was settled"));
    };
    let seats: Per<StandingId, Placing> = pool.ranked.iter().map(|one| one.sits(rules)).collect();
    let read = Reads::new(rules, &pool);
    let unproved = read.people(&said.unproved);
    let no_exchange = read.people(&said.no_exchange);
    Ok(match (read.settled(said, &seats), unproved, no_exchange) {
        (Some((settled, proofs)), Some(unproved), Some(no_exchange)) => {
            let mut all = Checking {
                checker: Checker::new(&read.problem, &settled, &seats),
                read: &read,
                seats: &seats,
                wrong: Vec::new(),
            };
            all.whole(&proofs);
            all.people(rest, &unproved, &no_exchange)
        }
        _ => wrong("names rules, groups or people that the run does not have"),
    })
}

struct Checking<'a> {
    read: &'a Reads<'a>,
    seats: &'a Per<StandingId, Placing>,
    checker: Checker<'a>,
    wrong: Vec<String>,
}

impl Checking<'_> {
    fn say(&mut self, words: impl Into<String>) {
        if self.wrong.len() < NAMED {
            self.wrong.push(words.into());
        }
    }

    /// What is the same for everybody.
    fn whole(&mut self, proofs: &Proofs) {
        if !self.checker.is_lawful() {
            self.say("by the audit a rule that must hold is not kept, or an aim not met as far as is said here");
        }
        if !self.checker.is_settled(proofs) {
            self.say("it does not follow that no more seats could be filled, no aim come nearer and no sum be larger");
        }
    }

    /// One by one; `unproved` of whom nothing is proved, and `no_exchange` of whom nothing forbids an exchange as far as is known.
    fn people(
        mut self,
        lines: &[Line],
        unproved: &[StandingId],
        no_exchange: &[StandingId],
    ) -> Checked {
        let (mut proved, mut named) = (BTreeSet::new(), BTreeSet::new());
        let mut exchanged = BTreeSet::new();
        for line in lines {
            match line {
                Line::Settled(_) => self.say("says twice what was settled"),
                Line::Certificate(one) => {
                    let certificate = self.read.certificate(&one.reasons, &one.proof);
                    for id in &one.keeps_out {
                        named.extend(self.read.standing(id));
                        match self.keeps_out(id, certificate.as_ref()) {
                            Some(standing) => drop(proved.insert(standing)),
                            None => self.say(format!(
                                "application {}: the reasons named here do not keep it out",
                                quoted(id)
                            )),
                        }
                    }
                }
                Line::Exchange(one) => {
                    let certificate = self.read.certificate(&one.reasons, &one.proof);
                    for id in &one.keeps_out {
                        exchanged.extend(self.read.standing(id));
                        if self
                            .forbids(id, &one.seated, certificate.as_ref())
                            .is_none()
                        {
                            self.say(format!(
                                "application {}: the reasons named here do not forbid an exchange with {}",
                                quoted(id),
                                quoted(&one.seated)
                            ));
                        }
                    }
                }
            }
        }
        let without = self.seats.each().filter(|(_, seat)| !is_seat(**seat));
        let without: Vec<StandingId> = without.map(|(standing, _)| standing).collect();
        for standing in &without {
            if !named.contains(standing) && !unproved.contains(standing) {
                let id = quoted(self.read.id(*standing));
                self.say(format!(
                    "application {id}: nothing here says why it has no seat"
                ));
            }
            let is_above = self
                .checker
                .lowest_selected()
                .is_some_and(|one| *standing < one);
            if is_above && !exchanged.contains(standing) && !no_exchange.contains(standing) {
                let id = quoted(self.read.id(*standing));
                self.say(format!(
                    "application {id}: nothing here says what forbids an exchange with whoever has a seat below it"
                ));
            }
        }
        Checked {
            passed_over: without.len(),
            proved: proved.len(),
            wrong: self.wrong,
        }
    }

    /// Somebody without a seat whom a certificate keeps out.
    fn keeps_out(&mut self, id: &str, certificate: Option<&Certificate>) -> Option<StandingId> {
        let (standing, certificate) = (self.without_seat(id)?, certificate?);
        if !self.checker.keeps_out(standing, certificate) {
            return None;
        }
        if !self.checker.needs_all_to_keep_out(standing, certificate) {
            self.superfluous(id);
        }
        Some(standing)
    }

    fn forbids(&mut self, id: &str, seated: &str, certificate: Option<&Certificate>) -> Option<()> {
        let standing = self.without_seat(id)?;
        let swap = Swap {
            seated: self.read.standing(seated)?,
            certificate: certificate?.clone(),
        };
        if !self.checker.forbids(standing, &swap) {
            return None;
        }
        if !self.checker.needs_all_to_forbid(standing, &swap) {
            self.superfluous(id);
        }
        Some(())
    }

    fn superfluous(&mut self, id: &str) {
        let id = quoted(id);
        self.say(format!(
            "application {id}: a reason is named here that its proof does without"
        ));
    }

    fn without_seat(&self, id: &str) -> Option<StandingId> {
        let standing = self.read.standing(id)?;
        (!is_seat(self.seats[standing])).then_some(standing)
    }
}

fn is_seat(placing: Placing) -> bool {
    matches!(placing, Placing::Seat(_) | Placing::OpenSeat)
}

/// Takes names for what they name; none where they name nothing.
struct Reads<'a> {
    rules: &'a Rules,
    problem: Problem,
    rule_of: BTreeMap<Named, BalanceId>,
    ids: Per<StandingId, &'a str>,
    standings: BTreeMap<&'a str, StandingId>,
}

impl<'a> Reads<'a> {
    fn new(rules: &'a Rules, pool: &'a Pool<'_>) -> Self {
        let mut traits = pool.traits(rules);
        let people = pool.ranked.iter();
        let ranked = people.map(|one| one.ranked(rules, &mut traits)).collect();
        let (singles, problem) = asked(rules, &traits, &ranked);
        let ids: Per<StandingId, &str> = pool
            .ranked
            .iter()
            .map(|one| one.application.as_ref())
            .collect();
        Self {
            rules,
            problem,
            rule_of: proofs::by_name(rules, &singles),
            standings: ids.each().map(|(at, id)| (*id, at)).collect(),
            ids,
        }
    }

    fn id(&self, standing: StandingId) -> &str {
        self.ids[standing]
    }

    fn standing(&self, id: &str) -> Option<StandingId> {
        self.standings.get(id).copied()
    }

    /// In the order of the ranking.
    fn people(&self, ids: &[String]) -> Option<Vec<StandingId>> {
        let all: Option<BTreeSet<StandingId>> = ids.iter().map(|id| self.standing(id)).collect();
        all.map(|all| all.into_iter().collect())
    }

    fn rule(&self, named: &Named) -> Option<BalanceId> {
        self.rule_of.get(named).copied()
    }

    fn group(&self, id: &str) -> Option<GroupId> {
        let mut groups = self.rules.places.groups.each();
        groups.find(|(_, group)| group.id == id).map(|(at, _)| at)
    }

    fn settled(
        &self,
        said: &proofs::Settled,
        seats: &Per<StandingId, Placing>,
    ) -> Option<(Settled, Proofs)> {
        let mut found = Proofs {
            seats: self.proved(said.seats.proof.as_ref())?,
            ..Proofs::default()
        };
        if let Some(open) = &said.open {
            found.open = self.proved(open.proof.as_ref())?;
        }
        if let Some(total) = &said.total {
            found.total = self.proved(total.proof.as_ref())?;
        }
        for proofs::OfGroup { group, most } in &said.of_groups {
            let proof = self.proved(most.proof.as_ref())?;
            found.of_groups.push((self.group(group)?, most.is, proof));
        }
        for aims in &said.aims {
            found.shortfalls.push(self.proved(aims.proof.as_ref())?);
        }
        let target = |target: &proofs::Target| Some((self.rule(&target.aim)?, target.people));
        let moved = |moved: &proofs::Moved| -> Option<Moved> {
            let (left, came) = (self.people(&moved.left)?, self.people(&moved.came)?);
            Some(Moved {
                aim: self.rule(&moved.aim)?,
                highest: Decimal::from_str_exact(&moved.highest).ok()?,
                left,
                came,
            })
        };
        let moved: Option<Vec<Moved>> = said.moved.iter().map(moved).collect();
        let selected = seats.each().filter(|(_, seat)| is_seat(**seat));
        let selected = selected.map(|(standing, _)| standing);
        let shortfalls = said.aims.iter().map(|aims| aims.is);
        let total = said.total.as_ref();
        let settled = Settled {
            open: said.open.as_ref().map(|open| open.is),
            seats: Some(said.seats.is),
            targets: said.targets.iter().map(target).collect::<Option<_>>()?,
            shortfalls: shortfalls.chain(said.gentle.iter().copied()).collect(),
            total: total.map(|total| total.is.into()),
            total_at_most: total.and_then(|total| total.at_most).map(i128::from),
            windows: windows(&self.problem, selected, moved?)?,
        };
        Some((settled, found))
    }

    fn certificate(
        &self,
        reasons: &[proofs::Reason],
        proof: &proofs::Proof,
    ) -> Option<Certificate> {
        let reasons = reasons.iter().map(|reason| self.reason(reason));
        Some(Certificate {
            reasons: reasons.collect::<Option<_>>()?,
            proof: self.proof(proof)?,
        })
    }

    fn reason(&self, reason: &proofs::Reason) -> Option<Reason> {
        Some(match reason {
            proofs::Reason::Cap => Reason::Cap,
            proofs::Reason::Group(group) => Reason::Group(self.group(group)?),
            proofs::Reason::OpenPlaces => Reason::OpenPlaces,
            proofs::Reason::Held => Reason::Held,
            proofs::Reason::Seats => Reason::Seats,
            proofs::Reason::Rule(named) => Reason::Rule(self.rule(named)?),
            proofs::Reason::Aims(priority) => Reason::Aims(*priority),
            proofs::Reason::Total => Reason::Total,
            proofs::Reason::Gentle(named) => Reason::Gentle(self.rule(named)?),
            proofs::Reason::Preferences => Reason::Preferences,
        })
    }

    fn proved(&self, proof: Option<&proofs::Proof>) -> Option<Proved> {
        match proof {
            None => Some(None),
            Some(proof) => self.proof(proof).map(Some),
        }
    }

    fn proof(&self, proof: &proofs::Proof) -> Option<Proof> {
        let mut steps = proof.iter();
        let whole = self.step(&mut steps, 0)?;
        steps.next().is_none().then_some(Proof(whole))
    }

    fn step(&self, steps: &mut std::slice::Iter<'_, Step>, depth: usize) -> Option<balance::Step> {
        match steps.next()? {
            Step::Rows(times) => {
                let row = |(row, times): &(usize, i64)| {
                    Some((RowId(row.checked_sub(1)?), i128::from(*times)))
                };
                let times = times.iter().map(row).collect::<Option<_>>()?;
                Some(balance::Step::Sum(times))
            }
            Step::Split { kind, seat, at } => {
                if depth > DEEPEST {
                    return None;
                }
                let depth = depth.saturating_add(1);
                let block = if seat == SeatIn::OPEN {
                    BlockId(self.rules.places.groups.len())
                } else {
                    self.group(seat)?.into()
                };
                Some(balance::Step::Split {
                    class: ClassId(kind.checked_sub(1)?),
                    block,
                    at: *at,
                    low: Box::new(self.step(steps, depth)?),
                    high: Box::new(self.step(steps, depth)?),
                })
            }
        }
    }
}
