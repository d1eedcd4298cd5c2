//! Is there a lawful selection, and where would everybody sit? Either one that was checked row by row, or a proof that there is none.
//!
//! An integer program in few variables: how many of each class sit where. Classes enter it only when they could break the proof found
//! without them (column generation: whoever makes the sum of `proof` smaller), so that its size follows the rules and not the
//! people. What the simplex method leaves in fractions is split (branch and bound), and each case gets a proof of its own.

use super::class::ClassId;
use super::classes::Classes;
use super::proof::{Cases, LARGEST, Proof, State, Step, margin, of_class};
use super::rows::{Combination, RowId, Rows};
use super::seating::{Seating, keeps};
use super::tableau::{Conflict, Fraction, Spent, Tableau, VarId};
use crate::base::contradiction::contradiction;
use crate::base::ids::Per;
use crate::seats::group_bits::BlockId;

#[derive(Debug, Clone)]
pub(super) enum Answer {
    Found(Seating),
    Never(Proof),
}

/// The variables of a class: where its people can sit, and how many of them do where there are several.
#[derive(Debug, Clone)]
struct Own {
    seats: Vec<(BlockId, VarId)>,
    many: Option<VarId>,
}

#[derive(Debug, Clone)]
pub(super) struct Solver {
    pub(super) rows: Rows,
    pub(super) classes: Classes,
    tableau: Tableau,
    /// Which row a variable is the sum of.
    row_of: Per<VarId, Option<RowId>>,
    vars: Per<RowId, Option<VarId>>,
    own: Per<ClassId, Option<Own>>,
    entered: Vec<ClassId>,
    /// By how much rows are missed.
    shortfalls: Vec<(VarId, RowId)>,
}

/// How deep cases may be split within cases.
const DEEPEST: u32 = 400;
/// How many classes enter at once.
const AT_ONCE: usize = 8;

impl Solver {
    pub(super) fn new(rows: Rows, classes: Classes, (budget, purse): (u64, u64)) -> Self {
        let own = classes.all.iter().map(|_| None).collect();
        Self {
            rows,
            classes,
            tableau: Tableau::new(budget, purse),
            row_of: Per::default(),
            vars: Per::default(),
            own,
            entered: Vec::new(),
            shortfalls: Vec::new(),
        }
    }

    /// How many classes have variables.
    pub(super) fn entered(&self) -> usize {
        self.entered.len()
    }

    /// Begins to count the work for a question anew; what may be done in all stays.
    pub(super) fn renew(&mut self, budget: u64) {
        self.tableau.renew(budget);
    }

    /// Work that is done beside the tableau.
    pub(super) fn work(&mut self, done: usize) -> Result<(), Spent> {
        self.tableau.work(done)
    }

    /// How much work may be done in all.
    pub(super) fn purse(&mut self) -> &mut u64 {
        &mut self.tableau.purse
    }

    /// Looks for a selection that keeps all active rows.
    pub(super) fn solve(&mut self, state: &State) -> Result<Answer, Spent> {
        let answer = self.look(state);
        if answer.is_err() {
            // The tableau was left in the middle of a step: the next question begins with an empty one.
            let work = (0, self.tableau.purse);
            *self = Self::new(self.rows.clone(), self.classes.clone(), work);
        }
        answer
    }

    fn look(&mut self, state: &State) -> Result<Answer, Spent> {
        for (class, least) in state.least.each() {
            if *least > 0 {
                if self.classes.all[class].blocks.is_empty() {
                    return Ok(Answer::Never(Proof(Step::Sum(Vec::new()))));
                }
                self.enter(class)?;
            }
        }
        self.bound_rows()?;
        for at in 0..self.entered.len() {
            if let Some(&class) = self.entered.get(at) {
                self.bound_class(class, state);
            }
        }
        self.branch(state, &mut Cases::new(), 0)
            .map(|answer| match answer {
                Ok(seating) => Answer::Found(seating),
                Err(step) => Answer::Never(Proof(step)),
            })
    }

    fn branch(
        &mut self,
        state: &State,
        cases: &mut Cases,
        depth: u32,
    ) -> Result<Result<Seating, Step>, Spent> {
        if depth > DEEPEST {
            return Err(Spent);
        }
        let nothing = Combination::new(&self.rows, &[]);
        let impossible = self.entered.iter().any(|&class| {
            of_class(&nothing, class, &self.classes.all[class], state, cases).is_none()
        });
        if impossible {
            return Ok(Err(Step::Sum(Vec::new())));
        }
        while let Err(conflict) = self.tableau.check()? {
            let times = self.times(&conflict)?;
            self.tableau.work(self.classes.all.len())?;
            if margin(&self.rows, &self.classes, state, cases, &times)
                .is_none_or(|margin| margin > 0)
            {
                return Ok(Err(Step::Sum(times)));
            }
            self.enter_best(state, &times)?;
        }
        let values = self.tableau.values();
        let Some((class, block, at, nearer_high)) = self.fraction(&values) else {
            return Ok(Ok(self.seating(&values, state)));
        };
        let before = cases.get(&(class, block)).copied();
        let (least, most) = before.unwrap_or((0, u32::MAX));
        let low = (least, most.min(at));
        let high = (least.max(at.saturating_add(1)), most);
        let mut steps = Vec::new();
        let mut found = None;
        for case in if nearer_high {
            [high, low]
        } else {
            [low, high]
        } {
            cases.insert((class, block), case);
            let var = self.var(class, block);
            let bounds = self.tableau.bounds(var);
            let tighter = |bound: Option<i128>, case: u32, pick: fn(i128, i128) -> i128| {
                Some(bound.map_or(i128::from(case), |bound| pick(bound, i128::from(case))))
            };
            self.tableau.bound(
                var,
                tighter(bounds.0, case.0, i128::max),
                tighter(bounds.1, case.1, i128::min),
            );
            let answer = self.branch(state, cases, depth.saturating_add(1))?;
            self.tableau.bound(var, bounds.0, bounds.1);
            match answer {
                Ok(seating) => {
                    found = Some(seating);
                    break;
                }
                Err(step) => steps.push(Box::new(step)),
            }
        }
        match before {
            Some(before) => drop(cases.insert((class, block), before)),
            None => drop(cases.remove(&(class, block))),
        }
        if let Some(seating) = found {
            return Ok(Ok(seating));
        }
        if nearer_high {
            steps.reverse();
        }
        let mut steps = steps.into_iter();
        match (steps.next(), steps.next()) {
            (Some(low), Some(high)) => Ok(Err(Step::Split {
                class,
                block,
                at,
                low,
                high,
            })),
            _ => contradiction("two cases have fewer than two proofs"),
        }
    }

    /// The rows that make up an equation that cannot hold, so that their sum is too large.
    fn times(&self, conflict: &Conflict) -> Result<Vec<(RowId, i128)>, Spent> {
        let of_rows = conflict
            .entries
            .iter()
            .filter_map(|&(var, times)| self.row_of[var].map(|row| (row, times)));
        let mut all = Vec::new();
        for (row, times) in of_rows {
            if times.abs() > LARGEST {
                return Err(Spent);
            }
            all.push((row, if conflict.above { -times } else { times }));
        }
        all.sort_unstable();
        Ok(all)
    }

    /// Lets those classes in that break a proof most.
    fn enter_best(&mut self, state: &State, times: &[(RowId, i128)]) -> Result<(), Spent> {
        let sum = Combination::new(&self.rows, times);
        let mut best = self.classes.kinds.below_zero(&sum, &self.classes.all);
        best.retain(|(_, id)| self.own[*id].is_none() && state.most[*id] > 0);
        if best.is_empty() {
            contradiction("a proof fails for people who were already looked at");
        }
        best.sort_unstable();
        for (_, class) in best.into_iter().take(AT_ONCE) {
            self.enter(class)?;
            self.bound_class(class, state);
        }
        self.bound_rows()
    }

    fn new_var(&mut self, var: VarId, row: Option<RowId>) -> VarId {
        let known = self.row_of.push(row);
        if known != var {
            contradiction("a variable is not where it was made");
        }
        var
    }

    fn enter(&mut self, id: ClassId) -> Result<(), Spent> {
        if self.own[id].is_some() {
            return Ok(());
        }
        let blocks = self.classes.all[id].blocks.clone();
        let mut seats = Vec::with_capacity(blocks.len());
        for &block in &blocks {
            let counts = self.rows.of(&self.classes.all[id], block);
            for &(row, _) in &counts {
                self.row_var(row)?;
            }
            let counts: Vec<(VarId, i128)> = counts
                .into_iter()
                .filter_map(|(row, counts)| self.vars[row].map(|var| (var, counts)))
                .collect();
            let var = self.tableau.add_var(&counts)?;
            seats.push((block, self.new_var(var, None)));
        }
        let many = if seats.len() > 1 {
            let of: Vec<(VarId, i128)> = seats.iter().map(|&(_, var)| (var, 1)).collect();
            let var = self.tableau.add_sum(&of)?;
            Some(self.new_var(var, None))
        } else {
            None
        };
        self.own[id] = Some(Own { seats, many });
        self.entered.push(id);
        Ok(())
    }

    /// The variable of a row, made when somebody who counts enters or when nobody is too few.
    fn row_var(&mut self, id: RowId) -> Result<VarId, Spent> {
        self.vars.resize(self.rows.all.len(), None);
        if let Some(var) = self.vars[id] {
            return Ok(var);
        }
        let row = &self.rows.all[id];
        let mut of = Vec::new();
        for &class in &self.entered {
            for &(block, var) in self.own[class].iter().flat_map(|own| &own.seats) {
                let counts = row.counts(&self.classes.all[class], block, self.rows.groups);
                if counts != 0 {
                    of.push((var, counts));
                }
            }
        }
        let short = row.short;
        let var = self.tableau.add_sum(&of)?;
        self.new_var(var, Some(id));
        self.vars[id] = Some(var);
        let (least, most) = self.rows.all[id].bounds();
        self.tableau.bound(var, least, most);
        if let Some((sum, _)) = short {
            let sum = self.row_var(sum)?;
            let missed = self.tableau.add_var(&[(var, 1), (sum, 1)])?;
            self.new_var(missed, None);
            self.shortfalls.push((missed, id));
        }
        Ok(var)
    }

    fn bound_rows(&mut self) -> Result<(), Spent> {
        self.vars.resize(self.rows.all.len(), None);
        for id in self.rows.all.ids() {
            let (least, most) = self.rows.all[id].bounds();
            let needed = least.is_some_and(|least| least > 0) || most.is_some_and(|most| most < 0);
            if self.vars[id].is_none() && needed {
                self.row_var(id)?;
            }
            if let Some(var) = self.vars[id] {
                self.tableau.bound(var, least, most);
            }
        }
        for &(var, row) in &self.shortfalls {
            let most = self.rows.all[row].short.map(|(_, most)| most);
            self.tableau.bound(var, Some(0), most);
        }
        Ok(())
    }

    fn bound_class(&mut self, class: ClassId, state: &State) {
        let Some(own) = &self.own[class] else { return };
        let (least, most) = (state.least[class], state.most[class]);
        let whole = (Some(i128::from(least)), Some(i128::from(most)));
        if let Some(many) = own.many {
            self.tableau.bound(many, whole.0, whole.1);
        }
        for &(block, var) in &own.seats {
            let seats = state.seats.get(&(class, block)).copied().unwrap_or(0);
            let alone = if own.many.is_none() { least } else { 0 };
            let least = Some(i128::from(alone.max(seats)));
            self.tableau.bound(var, least, whole.1);
        }
    }

    fn var(&self, class: ClassId, block: BlockId) -> VarId {
        let own = self.own[class].iter().flat_map(|own| &own.seats);
        let mut own = own.filter(|(seat, _)| *seat == block);
        let Some(&(_, var)) = own.next() else {
            contradiction("a class has no variable for a seat");
        };
        var
    }

    /// The first class of which a fraction sits somewhere: there, the whole number below, and whether the one above is as near.
    fn fraction(&self, values: &Per<VarId, Fraction>) -> Option<(ClassId, BlockId, u32, bool)> {
        self.entered.iter().find_map(|&class| {
            let seats = self.own[class].iter().flat_map(|own| &own.seats);
            seats.into_iter().find_map(|&(block, var)| {
                let value = values[var];
                let over = value.numerator.rem_euclid(value.denominator);
                let below = u32::try_from(value.numerator.div_euclid(value.denominator)).ok()?;
                let nearer = over.saturating_mul(2) >= value.denominator;
                (over != 0).then_some((class, block, below, nearer))
            })
        })
    }

    /// The people of a point without fractions, after every row was added up again.
    fn seating(&self, values: &Per<VarId, Fraction>, state: &State) -> Seating {
        let mut seating = Seating::new();
        for &class in &self.entered {
            for &(block, var) in self.own[class].iter().flat_map(|own| &own.seats) {
                let value = values[var];
                match u32::try_from(value.numerator.div_euclid(value.denominator)) {
                    Ok(0) => {}
                    Ok(many) => seating.push((class, block, many)),
                    Err(_) => contradiction("fewer than none of a class sit somewhere"),
                }
            }
        }
        seating.sort_unstable();
        if !keeps(&self.rows, &self.classes, state, &seating) {
            contradiction("a selection that was found does not keep the rules");
        }
        seating
    }
}
