//! The simplex method for yes or no, on integers alone (after Dutertre and de Moura): is there a point within all bounds, and if not,
//! which equation shows it? Bounds can change at any time, and the next question starts from where the last one ended.
//!
//! Every equation is a sum of whole multiples of variables that comes to zero. Each has one basic variable, which stands in no
//! other; the values of all others are whole numbers, so a basic variable's value is one fraction, made when it is asked for. No
//! fraction is stored, nothing is rounded, and a number that would not fit ends the search as too hard.

use crate::base::ids::{Per, id};

id! {
    pub(super) VarId
}
id! {
    pub(super) EquationId
}

/// The budget is used up, or a number grew beyond what can be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spent;

#[derive(Debug, Clone)]
struct Var {
    least: Option<i128>,
    most: Option<i128>,
    /// Where it is, unless it is basic.
    value: i128,
    basic: bool,
}

#[derive(Debug, Clone)]
struct Equation {
    basic: VarId,
    /// In order; the multiple of the basic variable is positive.
    entries: Vec<(VarId, i128)>,
    /// The multiple of the basic variable.
    own: i128,
    /// What the others leave to the basic variable, times its multiple: kept, because every step asks every equation.
    rest: i128,
}

/// An equation that cannot hold within the bounds: its sum is always above zero, or always below.
#[derive(Debug, Clone)]
pub(super) struct Conflict {
    pub(super) entries: Vec<(VarId, i128)>,
    pub(super) above: bool,
}

/// A value as a fraction with a positive denominator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fraction {
    pub(super) numerator: i128,
    pub(super) denominator: i128,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Tableau {
    vars: Per<VarId, Var>,
    equations: Per<EquationId, Equation>,
    /// Work that may still be done for the question at hand, and in all.
    left: u64,
    pub(super) purse: u64,
}

/// After so many steps without an end the smallest variable goes first, which cannot go round in a circle (Bland).
const PATIENCE: u32 = 200;

fn multiple(entries: &[(VarId, i128)], var: VarId) -> i128 {
    let found = entries.binary_search_by_key(&var, |(own, _)| *own);
    let entry = found.ok().and_then(|at| entries.get(at));
    entry.map_or(0, |(_, multiple)| *multiple)
}

/// A product, if it can be held; most are of small numbers, for which that need not be found out.
fn product(one: i128, other: i128) -> Option<i128> {
    const SMALL: u128 = 1 << 63;
    if one.unsigned_abs() < SMALL && other.unsigned_abs() < SMALL {
        return Some(one.wrapping_mul(other));
    }
    one.checked_mul(other)
}

fn gcd(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.unsigned_abs(), other.unsigned_abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    i128::try_from(one).unwrap_or(1).max(1)
}

/// `one` times its multiple less `other` times its own.
fn combine(
    one: &[(VarId, i128)],
    times: i128,
    other: &[(VarId, i128)],
    less: i128,
) -> Result<Vec<(VarId, i128)>, Spent> {
    let mut sum = Vec::with_capacity(one.len().saturating_add(other.len()));
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    loop {
        let (var, left, right) = match (one.peek(), other.peek()) {
            (None, None) => return Ok(sum),
            (Some(&&(var, left)), Some(&&(same, right))) if var == same => (var, left, right),
            (Some(&&(var, left)), Some(&&(next, _))) if var < next => (var, left, 0),
            (Some(&&(var, left)), None) => (var, left, 0),
            (_, Some(&&(var, right))) => (var, 0, right),
        };
        one.next_if(|(own, _)| *own == var);
        other.next_if(|(own, _)| *own == var);
        let left = product(left, times).ok_or(Spent)?;
        let right = product(right, less).ok_or(Spent)?;
        let entry = left.checked_sub(right).ok_or(Spent)?;
        if entry != 0 {
            sum.push((var, entry));
        }
    }
}

fn reduced(mut entries: Vec<(VarId, i128)>) -> Vec<(VarId, i128)> {
    let common = entries
        .iter()
        .try_fold(0, |common, (_, entry)| match gcd(common, *entry) {
            1 => Err(()),
            common => Ok(common),
        });
    if let Ok(common) = common {
        for (_, entry) in &mut entries {
            *entry = entry.checked_div(common).unwrap_or(*entry);
        }
    }
    entries
}

impl Equation {
    fn value(&self) -> Fraction {
        Fraction {
            numerator: self.rest,
            denominator: self.own,
        }
    }
}

impl Tableau {
    /// With so much work for the question at hand, and so much in all.
    pub(super) fn new(budget: u64, purse: u64) -> Self {
        Self {
            left: budget.min(purse),
            purse,
            ..Self::default()
        }
    }

    /// Begins to count the work for a question anew; what may be done in all stays.
    pub(super) fn renew(&mut self, budget: u64) {
        self.left = budget.min(self.purse);
    }

    pub(super) fn work(&mut self, done: usize) -> Result<(), Spent> {
        let done = u64::try_from(done).map_err(|_| Spent)?;
        self.purse = self.purse.saturating_sub(done);
        self.left = self.left.checked_sub(done).ok_or(Spent)?;
        Ok(())
    }

    fn push(&mut self, basic: bool) -> VarId {
        self.vars.push(Var {
            least: None,
            most: None,
            value: 0,
            basic,
        })
    }

    /// A new variable, which counts so much in some sums.
    pub(super) fn add_var(&mut self, counts: &[(VarId, i128)]) -> Result<VarId, Spent> {
        let var = self.push(false);
        for equation in &mut self.equations {
            let of_sums = counts.iter().try_fold(0_i128, |all, &(sum, counts)| {
                let times = multiple(&equation.entries, sum);
                all.checked_sub(times.checked_mul(counts)?)
            });
            let entry = of_sums.ok_or(Spent)?;
            if entry != 0 {
                equation.entries.push((var, entry));
            }
        }
        self.work(self.equations.len())?;
        Ok(var)
    }

    /// A new variable that is the sum of multiples of others.
    pub(super) fn add_sum(&mut self, of: &[(VarId, i128)]) -> Result<VarId, Spent> {
        let sum = self.push(true);
        let mut entries: Vec<(VarId, i128)> =
            of.iter().map(|&(var, times)| (var, -times)).collect();
        entries.push((sum, 1));
        entries.sort_unstable();
        for equation in &self.equations {
            let own = multiple(&entries, equation.basic);
            if own != 0 {
                let basic = equation.own;
                let common = gcd(own, basic);
                let (times, less) = (basic / common, own / common);
                entries = reduced(combine(&entries, times, &equation.entries, less)?);
            }
        }
        self.work(entries.len())?;
        let rest = self.rest(sum, &entries)?;
        self.equations.push(Equation {
            basic: sum,
            own: multiple(&entries, sum),
            entries,
            rest,
        });
        Ok(sum)
    }

    pub(super) fn bound(&mut self, var: VarId, least: Option<i128>, most: Option<i128>) {
        let var = &mut self.vars[var];
        var.least = least;
        var.most = most;
    }

    pub(super) fn bounds(&self, var: VarId) -> (Option<i128>, Option<i128>) {
        (self.vars[var].least, self.vars[var].most)
    }

    /// What a variable is; where it is basic, its equation says.
    pub(super) fn values(&self) -> Per<VarId, Fraction> {
        let whole = |var: &Var| Fraction {
            numerator: var.value,
            denominator: 1,
        };
        let mut values: Per<VarId, Fraction> = self.vars.iter().map(whole).collect();
        for equation in &self.equations {
            values[equation.basic] = equation.value();
        }
        values
    }

    fn rest(&self, basic: VarId, entries: &[(VarId, i128)]) -> Result<i128, Spent> {
        let others = entries.iter().filter(|(var, _)| *var != basic);
        let sum = others
            .map(|&(var, times)| (times, self.vars[var].value))
            .filter(|(_, value)| *value != 0)
            .try_fold(0_i128, |sum, (times, value)| {
                sum.checked_sub(product(times, value)?)
            });
        sum.ok_or(Spent)
    }

    /// Puts variables that are not basic back between their bounds.
    fn clamp(&mut self) -> Result<(), Spent> {
        for (id, var) in self.vars.each_mut() {
            if var.basic {
                continue;
            }
            let below = var.most.map_or(var.value, |most| var.value.min(most));
            let value = var.least.map_or(below, |least| below.max(least));
            if value == var.value {
                continue;
            }
            let by = value.checked_sub(var.value).ok_or(Spent)?;
            var.value = value;
            for equation in &mut self.equations {
                let less = multiple(&equation.entries, id).checked_mul(by);
                let rest = less.and_then(|less| equation.rest.checked_sub(less));
                equation.rest = rest.ok_or(Spent)?;
            }
        }
        Ok(())
    }

    /// Looks for a point within all bounds, and stays there.
    pub(super) fn check(&mut self) -> Result<Result<(), Conflict>, Spent> {
        self.clamp()?;
        let mut steps = 0_u32;
        loop {
            let Some((leaving, goal, up)) = self.violated(steps > PATIENCE)? else {
                return Ok(Ok(()));
            };
            steps = steps.saturating_add(1);
            let equation = &self.equations[leaving];
            let can_move = |&&(var, times): &&(VarId, i128)| {
                let own = &self.vars[var];
                // More of it moves the basic variable the other way where both stand on one side of the equation.
                if (times > 0) == up {
                    own.least.is_none_or(|least| own.value > least)
                } else {
                    own.most.is_none_or(|most| own.value < most)
                }
            };
            let others = equation
                .entries
                .iter()
                .filter(|(var, _)| *var != equation.basic);
            let entering = others.filter(can_move).map(|(var, _)| *var).next();
            let Some(entering) = entering else {
                return Ok(Err(Conflict {
                    entries: equation.entries.clone(),
                    above: up,
                }));
            };
            self.pivot(leaving, entering, goal)?;
        }
    }

    /// An equation whose basic variable is out of its bounds, the bound it misses, and whether it must go up.
    fn violated(&mut self, first: bool) -> Result<Option<(EquationId, i128, bool)>, Spent> {
        let mut found: Option<(EquationId, i128, bool)> = None;
        let mut worst = (0_i128, VarId(usize::MAX));
        let mut seen = 0_usize;
        for (id, equation) in self.equations.each() {
            let (least, most) = self.bounds(equation.basic);
            if least.is_none() && most.is_none() {
                continue;
            }
            seen = seen.saturating_add(1);
            let value = equation.value();
            let at = |bound: i128| product(bound, value.denominator).ok_or(Spent);
            let (bound, up, by) = match (least, most) {
                (Some(least), _) if value.numerator < at(least)? => {
                    (least, true, at(least)?.saturating_sub(value.numerator))
                }
                (_, Some(most)) if value.numerator > at(most)? => {
                    (most, false, value.numerator.saturating_sub(at(most)?))
                }
                _ => continue,
            };
            // Rounded up; only which goes first hangs on it.
            let by = if first {
                1
            } else {
                by.saturating_add(value.denominator).saturating_sub(1) / value.denominator
            };
            if found.is_none() || by > worst.0 || (by == worst.0 && equation.basic < worst.1) {
                worst = (by, equation.basic);
                found = Some((id, bound, up));
            }
        }
        self.work(seen)?;
        Ok(found)
    }

    /// Makes a variable basic in the place of that of an equation, which goes to its goal.
    fn pivot(&mut self, leaving: EquationId, entering: VarId, goal: i128) -> Result<(), Spent> {
        let basic = self.equations[leaving].basic;
        self.vars[basic].basic = false;
        self.vars[basic].value = goal;
        self.vars[entering].basic = true;
        let mut entries = std::mem::take(&mut self.equations[leaving].entries);
        if multiple(&entries, entering) < 0 {
            for (_, entry) in &mut entries {
                *entry = entry.checked_neg().ok_or(Spent)?;
            }
        }
        let own = multiple(&entries, entering);
        let mut done = entries.len();
        for id in self.equations.ids() {
            let equation = &self.equations[id];
            let times = multiple(&equation.entries, entering);
            if times == 0 {
                continue;
            }
            let common = gcd(own, times);
            let sum = combine(&equation.entries, own / common, &entries, times / common)?;
            let sum = if own == common { sum } else { reduced(sum) };
            done = done.saturating_add(sum.len());
            let rest = self.rest(equation.basic, &sum)?;
            let equation = &mut self.equations[id];
            equation.own = multiple(&sum, equation.basic);
            (equation.entries, equation.rest) = (sum, rest);
        }
        let rest = self.rest(entering, &entries)?;
        self.equations[leaving] = Equation {
            basic: entering,
            entries,
            own,
            rest,
        };
        self.work(done)
    }
}
