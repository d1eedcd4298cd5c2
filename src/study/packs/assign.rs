//! Who reads what: as many readers for each application as it needs, loads that differ as little as they can, and the rest drawn.
//!
//! It is a flow of least cost (a degree-constrained subgraph, or b-matching, with convex costs; successive shortest paths). Each application
//! sends so many units to different assessors, or to nobody where there are too few. What costs, in this order: units that reach nobody, of one
//! application the second more than the first; pairs that were not there before; loads, of which each further application costs more than the
//! one before; and what was drawn for each pair. Costs are whole numbers, compared one after the other, so that nothing is weighed against
//! anything else. Sums of what was drawn do not tie, and so the best assignment is one, whoever finds it.
//!
//! Loads whose squares have the smallest sum are as even as may be: no assignment of as many pairs has a smaller greatest load, and so on down
//! (a base of an integral polymatroid is least majorised where a separable convex function is least).
//!
//! An application that goes takes with it a path for each of its readers through the other assessors, each of whom it passes once. So at most
//! readers times assessors others change hands, however many applications there are.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::contradiction::contradiction;
use crate::base::ids::{AssessorId, Per, at, at_mut, id, ids};

id! {
    /// Which of the applications that are to be read.
    pub ReadId
}

/// An application that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToRead {
    /// How many more readers it needs.
    pub readers: usize,
    /// Who may read it, each with what was drawn for the pair: the smallest goes first.
    pub may: BTreeMap<AssessorId, u64>,
    /// Who read it before, and goes first where they may.
    pub before: BTreeSet<AssessorId>,
}

/// What an assessor can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Capacity {
    /// Applications that they read in any case.
    pub load: u64,
    /// The most that they read, with these.
    pub at_most: Option<u64>,
}

/// Costs in the order in which they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Cost {
    nobody: i64,
    new: i64,
    load: i128,
    drawn: i128,
}

impl Cost {
    fn plus(self, other: Self) -> Self {
        Self {
            nobody: self.nobody.saturating_add(other.nobody),
            new: self.new.saturating_add(other.new),
            load: self.load.saturating_add(other.load),
            drawn: self.drawn.saturating_add(other.drawn),
        }
    }

    fn less(self, other: Self) -> Self {
        Self {
            nobody: self.nobody.saturating_sub(other.nobody),
            new: self.new.saturating_sub(other.new),
            load: self.load.saturating_sub(other.load),
            drawn: self.drawn.saturating_sub(other.drawn),
        }
    }
}

id! {
    /// An assessor, or behind the last of them nobody.
    Node
}

/// A step of a path: by which application it came, and from where; from none where it begins.
type Step = (Cost, Option<(Node, ReadId)>);

/// By application, who reads it.
pub fn assign(all: &[ToRead], capacities: &[Capacity]) -> Per<ReadId, BTreeSet<AssessorId>> {
    let mut flow = Flow::new(all, capacities);
    for one in ids(all.len()) {
        for _ in 0..at(all, one).readers {
            flow.send(one);
        }
    }
    flow.readers
}

struct Flow<'a> {
    all: &'a [ToRead],
    capacities: &'a [Capacity],
    readers: Per<ReadId, BTreeSet<AssessorId>>,
    /// By application, how many of its units reach nobody.
    missing: Per<ReadId, i64>,
    loads: Vec<u64>,
    nobody: Node,
    /// From one node to another: the applications that can change hands so, the cheapest first.
    moves: BTreeMap<(Node, Node), BTreeSet<(Cost, ReadId)>>,
}

impl<'a> Flow<'a> {
    fn new(all: &'a [ToRead], capacities: &'a [Capacity]) -> Self {
        Self {
            all,
            capacities,
            readers: all.iter().map(|_| BTreeSet::new()).collect(),
            missing: all.iter().map(|_| 0).collect(),
            loads: capacities.iter().map(|capacity| capacity.load).collect(),
            nobody: Node(capacities.len()),
            moves: BTreeMap::new(),
        }
    }

    /// Sends one more unit of an application along the cheapest path.
    fn send(&mut self, one: ReadId) {
        let steps = self.shortest(one);
        let end = |node: Node| {
            let cost = at(&steps, node).map(|(cost, _)| cost)?;
            Some((cost.plus(self.end(node)?), node))
        };
        let ends = ids::<Node>(steps.len()).filter_map(end);
        // Nobody is always reached, so that there is an end.
        let Some((_, last)) = ends.min() else {
            contradiction("an application has nobody who does not read it")
        };
        let mut node = last;
        let mut path = Vec::new();
        while let Some((_, Some((from, by)))) = at(&steps, node) {
            path.push((*by, *from, node));
            node = *from;
        }
        for (by, from, to) in path {
            self.change(by, Some(from), to);
        }
        self.change(one, None, node);
        if last != self.nobody {
            let load = at_mut(&mut self.loads, last);
            *load = load.saturating_add(1);
        }
    }

    /// The cheapest way to every node (Bellman and Ford): there are few, and moves may cost less than nothing.
    fn shortest(&self, one: ReadId) -> Vec<Option<Step>> {
        let nodes = self.nobody.0.saturating_add(1);
        let begins = |node: Node| Some((self.to(one, node)?, None));
        let mut steps: Vec<Option<Step>> = ids(nodes).map(begins).collect();
        for _ in 0..nodes {
            let mut is_settled = true;
            for ((from, to), moves) in &self.moves {
                let (Some((before, _)), Some((cost, by))) = (at(&steps, *from), moves.first())
                else {
                    continue;
                };
                let cost = before.plus(*cost);
                if at(&steps, *to).is_none_or(|(known, _)| cost < known) {
                    *at_mut(&mut steps, *to) = Some((cost, Some((*from, *by))));
                    is_settled = false;
                }
            }
            if is_settled {
                break;
            }
        }
        steps
    }

    /// What it costs that a node has one more; none where it can have no more.
    fn end(&self, node: Node) -> Option<Cost> {
        if node == self.nobody {
            return Some(Cost::default());
        }
        let load = *at(&self.loads, node);
        let most = at(self.capacities, node).at_most;
        most.is_none_or(|most| load < most).then(|| Cost {
            load: i128::from(load).saturating_mul(2).saturating_add(1),
            ..Cost::default()
        })
    }

    /// What it costs that a unit of an application goes to a node; none where it cannot.
    fn to(&self, one: ReadId, node: Node) -> Option<Cost> {
        if node == self.nobody {
            let missing = self.missing[one];
            return Some(Cost {
                nobody: missing.saturating_mul(2).saturating_add(1),
                ..Cost::default()
            });
        }
        let assessor = AssessorId(node.0);
        let reads = self.readers[one].contains(&assessor);
        if reads {
            None
        } else {
            self.pair(one, assessor)
        }
    }

    /// What it saves that a unit no longer goes there; none where none does.
    fn from(&self, one: ReadId, node: Node) -> Option<Cost> {
        if node == self.nobody {
            let missing = self.missing[one];
            return (missing > 0).then(|| Cost {
                nobody: missing.saturating_mul(2).saturating_sub(1),
                ..Cost::default()
            });
        }
        let assessor = AssessorId(node.0);
        let reads = self.readers[one].contains(&assessor);
        if reads {
            self.pair(one, assessor)
        } else {
            None
        }
    }

    fn pair(&self, one: ReadId, assessor: AssessorId) -> Option<Cost> {
        let one = at(self.all, one);
        let drawn = *one.may.get(&assessor)?;
        Some(Cost {
            new: i64::from(!one.before.contains(&assessor)),
            drawn: i128::from(drawn),
            ..Cost::default()
        })
    }

    /// Moves a unit of an application; a new one comes from nowhere.
    fn change(&mut self, one: ReadId, from: Option<Node>, to: Node) {
        self.forget(one);
        match from {
            Some(from) if from == self.nobody => {
                self.missing[one] = self.missing[one].saturating_sub(1);
            }
            Some(from) => drop(self.readers[one].remove(&AssessorId(from.0))),
            None => {}
        }
        if to == self.nobody {
            self.missing[one] = self.missing[one].saturating_add(1);
        } else {
            self.readers[one].insert(AssessorId(to.0));
        }
        for (between, cost) in self.moves_of(one) {
            self.moves.entry(between).or_default().insert((cost, one));
        }
    }

    fn forget(&mut self, one: ReadId) {
        for (between, cost) in self.moves_of(one) {
            if let Some(moves) = self.moves.get_mut(&between) {
                moves.remove(&(cost, one));
            }
        }
    }

    /// Every way in which a unit of an application can change hands.
    fn moves_of(&self, one: ReadId) -> Vec<((Node, Node), Cost)> {
        let nodes = self.nobody.0.saturating_add(1);
        let mut moves = Vec::new();
        for from in ids::<Node>(nodes) {
            let Some(saved) = self.from(one, from) else {
                continue;
            };
            let to = ids::<Node>(nodes).filter(|to| *to != from);
            let to = to.filter_map(|to| Some(((from, to), self.to(one, to)?.less(saved))));
            moves.extend(to);
        }
        moves
    }
}
