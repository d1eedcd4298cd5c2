//! Every answer there could be: what a cell that is blank or cannot be read may yet turn out to say.

use std::collections::BTreeSet;

use super::answers::World;
use super::fraction::Fraction;
use super::rows::{Cell, Meaning, Row};
use super::rules::{Ask, Award, Combine, Field, How, Kind, OTHER, Of, Rules, Test, Value};

/// What is known of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    Is(Value),
    /// There is none; questions other than whether it is given would have to be asked.
    Blank,
    /// One of these, or none after all.
    Open(Vec<Value>),
    /// One of these for certain.
    Given(Vec<Value>),
}

/// By field: answers that stand for all, so that whatever rules tell apart is among them.
pub(super) struct Possible(pub(super) Vec<Vec<Value>>);

/// Less than anything that rules of the generator tell apart.
fn hair() -> Fraction {
    Fraction::new(1, 100_000_000)
}

impl Possible {
    pub(super) fn new(rules: &Rules) -> Self {
        let of = |(at, field): (usize, &Field)| values(rules, at, field);
        Self(rules.fields.iter().enumerate().map(of).collect())
    }

    /// What is known of each answer of a row.
    pub(super) fn known(&self, rules: &Rules, row: &Row) -> Vec<Known> {
        let fields = rules.fields.iter().enumerate();
        fields
            .map(
                |(at, field)| match (&field.kind, &row.cells[at][0].meaning) {
                    (
                        Kind::Rating {
                            min,
                            max,
                            assessors,
                            third,
                            pool,
                            combine,
                            ..
                        },
                        _,
                    ) if *assessors > 1 => {
                        let bounds = (*min, *max);
                        let combine = (*combine, asked(*assessors, *pool));
                        match pool {
                            Some(pool) => self.pooled(bounds, (*pool, combine), at, &row.cells[at]),
                            None => self.mean(bounds, (*third, combine), at, &row.cells[at]),
                        }
                    }
                    (_, Meaning::Is(value)) => Known::Is(value.clone()),
                    (_, Meaning::Blank) => Known::Blank,
                    (_, Meaning::Open | Meaning::Out) => Known::Open(self.0[at].clone()),
                    (_, Meaning::Among(values)) => Known::Given(values.clone()),
                },
            )
            .collect()
    }

    /// Several assessors: the mean, once everybody who was asked has rated; a third is asked where two are far apart.
    fn mean(
        &self,
        (min, max): (Fraction, Fraction),
        (third, combine): (Option<Fraction>, Combined),
        at: usize,
        cells: &[Cell],
    ) -> Known {
        let cuts: Vec<Fraction> = self.0[at].iter().filter_map(number).collect();
        let (first, rest) = cells.split_at(cells.len() - usize::from(third.is_some()));
        let known: Vec<Fraction> = first.iter().filter_map(stated).collect();
        if cells.iter().all(|cell| cell.meaning == Meaning::Blank) {
            return Known::Blank;
        }
        if known.is_empty() {
            return Known::Given(self.0[at].clone());
        }
        // All means from one to another: those that rules tell apart.
        let between = |least: Fraction, most: Fraction| {
            cuts.iter()
                .copied()
                .filter(move |cut| (least..=most).contains(cut))
                .chain([least, most])
        };
        let open = first.len() - known.len();
        let mut means = BTreeSet::new();
        match third {
            None => means.extend(between(
                combined(combine, &known, (open, min)),
                combined(combine, &known, (open, max)),
            )),
            Some(gap) => {
                let (one, two, three) = (known[0], whole(2), whole(3));
                let third = stated(&rest[0]);
                let others: Vec<Fraction> = match known.get(1) {
                    Some(other) => vec![*other],
                    // Whatever brings the difference to its bound, or the mean of two or three to a cut.
                    None => {
                        let bounds = [min, max, one - gap, one + gap].into_iter();
                        let all = bounds.chain(cuts.iter().map(|cut| two * *cut - one));
                        let all =
                            all.chain(third.iter().flat_map(|third| {
                                cuts.iter().map(|cut| three * *cut - one - *third)
                            }));
                        let near = all.flat_map(|rate| [rate - hair(), rate, rate + hair()]);
                        near.filter(|rate| (min..=max).contains(rate)).collect()
                    }
                };
                for other in others {
                    let apart = if one < other {
                        other - one
                    } else {
                        one - other
                    };
                    match third {
                        _ if apart <= gap => means.extend([(one + other) / two]),
                        Some(third) => means.extend([(one + other + third) / three]),
                        None => means.extend(between(
                            (one + other + min) / three,
                            (one + other + max) / three,
                        )),
                    }
                }
            }
        }
        one_of(means)
    }

    /// Any so many of a pool: what they come to, once so many have rated. Where so few are left that not so many can rate, what is there
    /// may be enough.
    fn pooled(
        &self,
        (min, max): (Fraction, Fraction),
        (pool, combine): (usize, Combined),
        at: usize,
        cells: &[Cell],
    ) -> Known {
        let count = |meaning: Meaning| cells.iter().filter(|cell| cell.meaning == meaning).count();
        let known: Vec<Fraction> = cells.iter().filter_map(stated).collect();
        let (blank, out) = (count(Meaning::Blank), count(Meaning::Out));
        let unread = cells.len() - known.len() - blank - out;
        let enough = cells.len() - out >= pool;
        if blank == cells.len() || (known.is_empty() && unread == 0 && enough) {
            return Known::Blank;
        }
        if known.is_empty() && !enough && unread == 0 {
            return Known::Open(self.0[at].clone());
        }
        let more = pool.saturating_sub(known.len()).max(unread);
        let mut means = BTreeSet::new();
        let cuts: Vec<Fraction> = self.0[at].iter().filter_map(number).collect();
        for open in [more.min(usize::from(known.is_empty() || unread > 0)), more] {
            let ends = [min, max].map(|end| combined(combine, &known, (open, end)));
            let within = cuts
                .iter()
                .copied()
                .filter(|cut| (ends[0]..=ends[1]).contains(cut));
            means.extend(within.chain(ends));
        }
        one_of(means)
    }
}

fn one_of(means: BTreeSet<Fraction>) -> Known {
    match means.len() {
        1 => Known::Is(Value::Number(*means.first().unwrap())),
        _ => Known::Given(means.into_iter().map(Value::Number).collect()),
    }
}

fn stated(cell: &Cell) -> Option<Fraction> {
    if let Meaning::Is(Value::Number(rate)) = cell.meaning {
        Some(rate)
    } else {
        None
    }
}

/// What these ratings come to, with so many more that are all the same.
fn combined(
    (combine, asked): Combined,
    known: &[Fraction],
    (more, end): (usize, Fraction),
) -> Fraction {
    let mut all: Vec<Fraction> = known.iter().copied().chain(vec![end; more]).collect();
    all.sort();
    let many = all.len();
    let counted = match combine {
        Combine::Median => &all[(many - 1) / 2..=many / 2],
        Combine::Trimmed if many > 2 => &all[1..many - 1],
        Combine::Mean | Combine::Sum | Combine::Trimmed => &all[..],
    };
    let sum = counted
        .iter()
        .fold(Fraction::whole(0), |sum, rate| sum + *rate);
    let mean = sum / whole(counted.len());
    match combine {
        Combine::Sum => mean * whole(asked),
        _ => mean,
    }
}

/// How several ratings become one, and how many are asked for one.
type Combined = (Combine, usize);

fn asked(assessors: usize, pool: Option<usize>) -> usize {
    pool.unwrap_or(assessors)
}

fn whole(many: usize) -> Fraction {
    Fraction::whole(i128::try_from(many).unwrap())
}

fn number(value: &Value) -> Option<Fraction> {
    if let Value::Number(number) = value {
        Some(*number)
    } else {
        None
    }
}

/// Calls `each` with every world: the fields in `open` take every value there could be, all others stay as they are.
/// Returns how many there were.
pub(super) fn every(
    possible: &Possible,
    known: &[Known],
    open: &BTreeSet<usize>,
    each: &mut dyn FnMut(&World),
) -> usize {
    let filler = |at: usize| possible.0[at].first().cloned().unwrap_or(Value::Yes(false));
    let mut world: World = known
        .iter()
        .enumerate()
        .map(|(at, known)| match known {
            Known::Is(value) => (true, value.clone()),
            _ => (false, filler(at)),
        })
        .collect();
    let ways: Vec<(usize, Vec<(bool, Value)>)> = open
        .iter()
        .filter_map(|&at| {
            let all = |given: bool, values: &[Value]| {
                values
                    .iter()
                    .map(|value| (given, value.clone()))
                    .collect::<Vec<_>>()
            };
            match &known[at] {
                Known::Is(_) => None,
                Known::Blank => Some((at, all(false, &possible.0[at]))),
                Known::Open(values) => Some((at, [all(true, values), all(false, values)].concat())),
                Known::Given(values) => Some((at, all(true, values))),
            }
        })
        .collect();
    walk(&ways, &mut world, each)
}

fn walk(
    ways: &[(usize, Vec<(bool, Value)>)],
    world: &mut World,
    each: &mut dyn FnMut(&World),
) -> usize {
    let Some(((at, answers), rest)) = ways.split_first() else {
        each(world);
        return 1;
    };
    let mut many = 0;
    for answer in answers {
        world[*at] = answer.clone();
        many += walk(rest, world, each);
    }
    many
}

fn values(rules: &Rules, at: usize, field: &Field) -> Vec<Value> {
    let word = |word: &String| Value::Word(word.clone());
    let stranger = || Value::Word("a word that no rule knows".to_owned());
    match &field.kind {
        Kind::Id => Vec::new(),
        Kind::Text | Kind::Email => [named(rules, at), vec![stranger()]].concat(),
        Kind::Country => {
            let standing = rules.standing.iter().map(|territory| {
                Value::Word(territory.counts_as.unwrap_or(territory.name).to_owned())
            });
            let all = named(rules, at)
                .into_iter()
                .chain(standing)
                .chain([Value::Word("VU".to_owned())]);
            all.collect::<BTreeSet<_>>().into_iter().collect()
        }
        Kind::Choice { options, other, .. } => {
            let other = other.then(|| Value::Word(OTHER.to_owned()));
            options
                .iter()
                .map(|(id, _)| word(id))
                .chain(other)
                .collect()
        }
        Kind::Choices { options, other, .. } => {
            let mut words: Vec<String> = options.iter().map(|(id, _)| id.clone()).collect();
            words.extend(other.then(|| OTHER.to_owned()));
            // The order matters only where it is a preference.
            let ordered =
                |chosen: &Vec<String>| chosen.is_sorted() || rules.places.preference == Some(at);
            orders(&words)
                .into_iter()
                .filter(|chosen| !chosen.is_empty() && ordered(chosen))
                .map(Value::Words)
                .collect()
        }
        Kind::Scale(scale) => (0..rules.scales[*scale].levels.len())
            .map(Value::Level)
            .collect(),
        Kind::YesNo { .. } => vec![Value::Yes(false), Value::Yes(true)],
        Kind::Number { min, max, .. } => numbers(rules, at, *min, *max),
        Kind::Rating {
            min,
            max,
            assessors,
            pool,
            combine,
            ..
        } => {
            let times = match combine {
                Combine::Sum => whole(asked(*assessors, *pool)),
                _ => Fraction::whole(1),
            };
            numbers(rules, at, Some(*min * times), Some(*max * times))
        }
        Kind::Date { .. } | Kind::Timestamp { .. } => {
            let mut cuts = BTreeSet::from([0]);
            each_ask(rules, &mut |of, ask| match ask {
                Ask::Before(bound) | Ask::By(bound) if of == Of::Field(at) => {
                    cuts.extend([bound.at - 1, bound.at, bound.at + 1]);
                }
                _ => {}
            });
            if at == super::rules::SUBMITTED {
                cuts.extend([rules.deadline.at, rules.deadline.at + 1]);
            }
            cuts.into_iter().map(Value::Time).collect()
        }
    }
}

/// Every choice of some words in every order.
fn orders(words: &[String]) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    let mut last = all.clone();
    while !last.is_empty() {
        let longer = |chosen: &Vec<String>| {
            let chosen = chosen.clone();
            let rest = words
                .iter()
                .filter(|word| !chosen.contains(word))
                .cloned()
                .collect::<Vec<_>>();
            rest.into_iter()
                .map(move |word| [chosen.clone(), vec![word]].concat())
                .collect::<Vec<_>>()
        };
        last = last.iter().flat_map(longer).collect();
        all.extend(last.clone());
    }
    all
}

/// Calls `each` with every question of every rule.
fn each_ask(rules: &Rules, each: &mut dyn FnMut(Of, &Ask)) {
    fn test(of: &Test, each: &mut dyn FnMut(Of, &Ask)) {
        match of {
            Test::Any(tests) | Test::All(tests) => tests.iter().for_each(|of| test(of, each)),
            Test::Not(of) => test(of, each),
            Test::Ask(of, ask) => each(*of, ask),
        }
    }
    rules.criteria.iter().for_each(|of| test(of, each));
    rules
        .places
        .groups
        .iter()
        .filter_map(|group| group.test.as_ref())
        .for_each(|of| test(of, each));
    for level in &rules.levels {
        if let How::Table(rows, _) = &level.how {
            rows.iter().for_each(|(of, _)| test(of, each));
        }
    }
}

/// Calls `each` with everything that earns points, and with the bands over the sum where that makes a level.
fn each_award(rules: &Rules, each: &mut dyn FnMut(Of, &Award)) {
    rules
        .measures
        .iter()
        .for_each(|measure| each(measure.earns.of, &measure.earns.award));
    for level in &rules.levels {
        if let How::Points(terms, _) = &level.how {
            terms.iter().for_each(|term| each(term.of, &term.award));
        }
    }
}

/// The values that rules name.
fn named(rules: &Rules, at: usize) -> Vec<Value> {
    let mut named = BTreeSet::new();
    each_ask(rules, &mut |of, ask| match ask {
        _ if of != Of::Field(at) => {}
        Ask::Is(value) => drop(named.insert(value.clone())),
        Ask::In(values) => named.extend(values.clone()),
        Ask::InList(list) => named.extend(rules.lists[*list].values.clone()),
        _ => {}
    });
    each_award(rules, &mut |of, award| match award {
        Award::Points(table, _) if of == Of::Field(at) => {
            named.extend(table.iter().map(|(value, _)| value.clone()));
        }
        _ => {}
    });
    named.into_iter().collect()
}

/// Every number at which a rule changes its mind, and a hair beside it.
fn numbers(rules: &Rules, at: usize, min: Option<Fraction>, max: Option<Fraction>) -> Vec<Value> {
    let mut cuts: BTreeSet<Fraction> = named(rules, at).iter().filter_map(number).collect();
    cuts.extend(min.into_iter().chain(max));
    cuts.insert(min.or(max).unwrap_or(Fraction::whole(0)));
    each_ask(rules, &mut |of, ask| match ask {
        Ask::AtLeast(Value::Number(number)) | Ask::AtMost(Value::Number(number))
            if of == Of::Field(at) =>
        {
            cuts.insert(*number);
        }
        _ => {}
    });
    each_award(rules, &mut |of, award| match award {
        Award::Bands(bands) if of == Of::Field(at) => {
            cuts.extend(bands.iter().filter_map(|band| band.from));
        }
        Award::Linear { from, to, .. } if of == Of::Field(at) => cuts.extend([*from, *to]),
        _ => {}
    });
    cuts.extend(inverted(rules, at));
    let near = |cut: &Fraction| [*cut - hair(), *cut, *cut + hair()];
    let within = |number: &Fraction| {
        min.is_none_or(|min| min <= *number) && max.is_none_or(|max| *number <= max)
    };
    let all: BTreeSet<Fraction> = cuts.iter().flat_map(near).filter(within).collect();
    all.into_iter().map(Value::Number).collect()
}

/// The numbers at which a line or a rating brings the sum behind a level to the edge of a band, whatever the other answers add.
fn inverted(rules: &Rules, at: usize) -> Vec<Fraction> {
    let mut cuts = Vec::new();
    for level in &rules.levels {
        let How::Points(terms, bands) = &level.how else {
            continue;
        };
        for (index, term) in terms
            .iter()
            .enumerate()
            .filter(|(_, term)| term.of == Of::Field(at))
        {
            let mut sums = BTreeSet::from([Fraction::whole(0)]);
            for (_, other) in terms
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
            {
                let mut worth: BTreeSet<Fraction> = other.blank.into_iter().collect();
                match &other.award {
                    Award::Points(table, otherwise) => {
                        worth.extend(table.iter().map(|(_, points)| *points).chain(*otherwise));
                    }
                    Award::Bands(bands) => worth.extend(bands.iter().map(|band| band.gives)),
                    // Two lines in one level: their ends.
                    Award::Linear {
                        points_from,
                        points_to,
                        ..
                    } => worth.extend([*points_from, *points_to]),
                    Award::Rating => worth.extend([Fraction::whole(0)]),
                }
                sums = sums
                    .iter()
                    .flat_map(|sum| worth.iter().map(|points| *sum + *points))
                    .collect();
            }
            let half = Fraction::new(1, 2 * 10_i128.pow(rules.decimals.unwrap_or(4)));
            for sum in sums {
                for edge in bands
                    .iter()
                    .filter_map(|band| band.from)
                    .flat_map(|from| [from - sum, from - sum - half])
                {
                    cuts.extend(match &term.award {
                        Award::Linear {
                            from,
                            to,
                            points_from,
                            points_to,
                        } if points_from != points_to => {
                            let x = *from
                                + (edge - *points_from) * (*to - *from)
                                    / (*points_to - *points_from);
                            (*from..=*to).contains(&x).then(|| x.floor(7))
                        }
                        Award::Rating => Some(edge),
                        _ => None,
                    });
                }
            }
        }
    }
    // A hair on both sides of a number that was cut off reaches what was cut off.
    cuts.iter()
        .flat_map(|cut| [*cut, *cut + Fraction::new(1, 10_000_000)])
        .collect()
}
