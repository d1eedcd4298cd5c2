//! `proofs.jsonl`: what it takes to check, by adding up and without a search, that a selection under balance rules is the best lawful one.
//! Its first line has the numbers that were settled before the ranking was walked, each with its proof; then one line for each certificate
//! that keeps people out, and one for each that forbids an exchange.
//!
//! The problem itself is not here: whoever checks makes it from the rules and the audit. `docs/run-folder.md` says how rows are numbered.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::base::controls;
use crate::base::ids::{Id as _, Per, with_ids};
use crate::rank::StandingId;
use crate::rules::{GroupId, Rules};
use crate::seats::Placing;
use crate::seats::balance::{self, BalanceId, BlockId, Proved};
use crate::select::Selection;
use crate::select::balance::{Balancing, Member, Single};
use crate::values::SeatIn;

type Id = String;

pub const FILE: &str = "proofs.jsonl";
/// Version of its shape.
pub const SCHEMA: u32 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
pub enum Line {
    Settled(Settled),
    Certificate(Certificate),
    Exchange(Exchange),
}

/// What was settled before the ranking was walked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub schema: u32,
    /// Open places there are, where seats that stay empty become open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<Number>,
    /// The most seats that can be filled.
    pub seats: Number,
    /// The most seats that can be filled in a group, where an aim asks for a share of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of_groups: Vec<OfGroup>,
    /// How many people each aim asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// How many people the aims of each priority are short of, the first priority first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aims: Vec<Number>,
    /// The same of aims that come after the ranking, one each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gentle: Vec<u32>,
    /// The largest sum of totals, in units of the smallest decimal place of any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Total>,
    /// Who moved for the sake of a gentle aim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// Ids of applications: which rules keep them out was too hard to say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unproved: Vec<Id>,
    /// Ids of applications above the lowest who has a seat: what forbids an exchange with them was too much to work out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_exchange: Vec<Id>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    pub is: u32,
    /// That no better number can be; none where it is as good as any could be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfGroup {
    pub group: Id,
    pub most: Number,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub aim: Named,
    pub people: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    pub is: i64,
    /// No sum is larger, where it is not proved that the largest was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

/// Who moved for one aim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub aim: Named,
    /// The total above which nobody had to leave.
    pub highest: String,
    /// Ids of applications.
    pub left: Vec<Id>,
    pub came: Vec<Id>,
}

/// One rule, for one value and one group: `countries:PL`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    pub rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id>,
}

/// Why people are not selected: beside everybody selected above them, these reasons leave no room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    pub reasons: Vec<Reason>,
    pub proof: Proof,
    /// Ids of applications.
    pub keeps_out: Vec<Id>,
}

/// Why people cannot have the seat of the lowest who has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    pub reasons: Vec<Reason>,
    pub proof: Proof,
    pub seated: Id,
    /// Ids of applications.
    pub keeps_out: Vec<Id>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Cap,
    Group(Id),
    OpenPlaces,
    Held,
    Seats,
    Rule(Named),
    /// The aims of one priority.
    Aims(u32),
    Total,
    Gentle(Named),
    Preferences,
}

/// A tree of cases in the order of a walk: after a split come the steps for at most so many, then those for more.
pub type Proof = Vec<Step>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Rows by their numbers from 1, each so many times: added up, more must come out of the people than may.
    Rows(Vec<(usize, i64)>),
    /// At most `at` people of a kind sit there, or more. Kinds are numbered from 1 by their best-ranked people.
    Split { kind: usize, seat: Id, at: u32 },
}

/// Writes all lines; nothing where no balance rule was asked.
///
/// # Errors
/// When `out` does.
pub fn write(out: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let Some(balancing) = &selection.balancing else {
        return Ok(());
    };
    for line in (Writes {
        selection,
        balancing,
    })
    .lines()
    {
        let mut bytes = Vec::new();
        controls::put_json(&mut bytes, &line)?;
        bytes.push(b'\n');
        out.write_all(&bytes)?;
    }
    Ok(())
}

struct Writes<'a> {
    selection: &'a Selection<'a>,
    balancing: &'a Balancing,
}

impl Writes<'_> {
    fn lines(&self) -> Vec<Line> {
        let mut certificates: BTreeMap<(Vec<Reason>, Proof), Vec<Id>> = BTreeMap::new();
        let mut exchanges: BTreeMap<(Id, Vec<Reason>, Proof), Vec<Id>> = BTreeMap::new();
        let (mut unproved, mut no_exchange) = (Vec::new(), Vec::new());
        let seats = with_ids::<StandingId, _>(&self.selection.filling.seats);
        let has_seat = |placing: &Placing| matches!(placing, Placing::Seat(_) | Placing::OpenSeat);
        let lowest = seats
            .filter(|(_, placing)| has_seat(placing))
            .map(|(one, _)| one)
            .max();
        for (standing, found) in &self.balancing.passed_over {
            let id = self.id(*standing);
            match &found.certificate {
                Some(certificate) => certificates
                    .entry(self.certificate(certificate))
                    .or_default()
                    .push(id.clone()),
                None => unproved.push(id.clone()),
            }
            if let Some(swap) = &found.swap {
                let (reasons, proof) = self.certificate(&swap.certificate);
                let key = (self.id(swap.seated), reasons, proof);
                exchanges.entry(key).or_default().push(id);
            } else if lowest.is_some_and(|lowest| *standing < lowest) {
                no_exchange.push(id);
            }
        }
        let certificates = certificates
            .into_iter()
            .map(|((reasons, proof), keeps_out)| {
                Line::Certificate(Certificate {
                    reasons,
                    proof,
                    keeps_out,
                })
            });
        let exchanges = exchanges
            .into_iter()
            .map(|((seated, reasons, proof), keeps_out)| {
                Line::Exchange(Exchange {
                    reasons,
                    proof,
                    seated,
                    keeps_out,
                })
            });
        std::iter::once(Line::Settled(self.settled(unproved, no_exchange)))
            .chain(certificates)
            .chain(exchanges)
            .collect()
    }

    fn settled(&self, unproved: Vec<Id>, no_exchange: Vec<Id>) -> Settled {
        let settled = &self.balancing.settled;
        let proofs = &self.balancing.proofs;
        let number = |is: u32, proof: &Proved| Number {
            is,
            proof: self.proved(proof),
        };
        let ids = |all: &[StandingId]| all.iter().map(|one| self.id(*one)).collect();
        let before = proofs.shortfalls.len();
        let shortfalls = settled.shortfalls.iter();
        let of_groups = proofs.of_groups.iter().map(|(group, most, proof)| OfGroup {
            group: self.group(*group),
            most: number(*most, proof),
        });
        let targets = settled.targets.iter().map(|(aim, people)| Target {
            aim: self.named(*aim),
            people: *people,
        });
        let moved = settled.windows.iter().map(|window| Moved {
            aim: self.named(window.aim),
            highest: window.highest.normalize().to_string(),
            left: ids(&window.left),
            came: ids(&window.came),
        });
        Settled {
            schema: SCHEMA,
            open: settled.open.map(|open| number(open, &proofs.open)),
            seats: number(settled.seats.unwrap_or(0), &proofs.seats),
            of_groups: of_groups.collect(),
            targets: targets.collect(),
            aims: shortfalls
                .clone()
                .zip(&proofs.shortfalls)
                .map(|(short, proof)| number(*short, proof))
                .collect(),
            gentle: shortfalls.skip(before).copied().collect(),
            total: settled.total.map(|total| Total {
                is: whole(total),
                at_most: settled.total_at_most.map(whole),
                proof: self.proved(&proofs.total),
            }),
            moved: moved.collect(),
            unproved,
            no_exchange,
        }
    }

    fn certificate(&self, certificate: &balance::Certificate) -> (Vec<Reason>, Proof) {
        let reasons = certificate.reasons.iter().map(|one| self.reason(*one));
        (reasons.collect(), self.proof(&certificate.proof))
    }

    fn reason(&self, reason: balance::Reason) -> Reason {
        match reason {
            balance::Reason::Cap => Reason::Cap,
            balance::Reason::Group(group) => Reason::Group(self.group(group)),
            balance::Reason::OpenPlaces => Reason::OpenPlaces,
            balance::Reason::Held => Reason::Held,
            balance::Reason::Seats => Reason::Seats,
            balance::Reason::Rule(id) => Reason::Rule(self.named(id)),
            balance::Reason::Aims(priority) => Reason::Aims(priority),
            balance::Reason::Total => Reason::Total,
            balance::Reason::Gentle(id) => Reason::Gentle(self.named(id)),
            balance::Reason::Preferences => Reason::Preferences,
        }
    }

    fn proved(&self, proof: &Proved) -> Option<Proof> {
        proof.as_ref().map(|proof| self.proof(proof))
    }

    fn proof(&self, proof: &balance::Proof) -> Proof {
        let mut steps = Vec::new();
        self.steps(&proof.0, &mut steps);
        steps
    }

    fn steps(&self, step: &balance::Step, steps: &mut Proof) {
        match step {
            balance::Step::Sum(times) => {
                let row = |(row, times): &(balance::RowId, i128)| {
                    (row.position().saturating_add(1), whole(*times))
                };
                steps.push(Step::Rows(times.iter().map(row).collect()));
            }
            balance::Step::Split {
                class,
                block,
                at,
                low,
                high,
            } => {
                steps.push(Step::Split {
                    kind: class.position().saturating_add(1),
                    seat: self.seat(*block),
                    at: *at,
                });
                self.steps(low, steps);
                self.steps(high, steps);
            }
        }
    }

    fn seat(&self, block: BlockId) -> Id {
        let groups = self.selection.rules.places.groups.len();
        block
            .group(groups)
            .map_or_else(|| SeatIn::OPEN.to_owned(), |group| self.group(group))
    }

    fn group(&self, group: GroupId) -> Id {
        self.selection.rules.places.groups[group].id.clone()
    }

    fn named(&self, id: BalanceId) -> Named {
        named(self.selection.rules, &self.balancing.singles[id])
    }

    fn id(&self, standing: StandingId) -> Id {
        let application = self.selection.standings[standing].application;
        self.selection.applications.id(application).into_owned()
    }
}

/// No multiple of a row, and no sum of totals, has more digits: the solver gives up before.
fn whole(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}

/// How a rule for one value and one group is called here.
pub fn named(rules: &Rules, single: &Single) -> Named {
    let member = Member {
        rule: single.rule,
        value: single.value.clone(),
    };
    let group = single
        .group
        .and_then(|group| rules.places.groups.find(group));
    Named {
        rule: member.name(rules),
        group: group.map(|group| group.id.clone()),
    }
}

/// By their names.
pub fn by_name(rules: &Rules, singles: &Per<BalanceId, Single>) -> BTreeMap<Named, BalanceId> {
    singles
        .each()
        .map(|(id, single)| (named(rules, single), id))
        .collect()
}
