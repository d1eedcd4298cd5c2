//! The best selection under balance rules, by how many applied: `benches/README.md` says how to run this.

use criterion::{BenchmarkId, Criterion, Throughput};
use intake::judge::preferences::PreferenceOrder;
use intake::rules::places::Several;
use intake::rules::{Aim, Amount, Asks, Assignment, Objective, Share};
use intake::rules::{GroupId, GroupSet};
use intake::seats::balance::{BUDGET, Candidate, Open, Problem, Rule, TraitId, balance};

const COUNTRIES: usize = 120;
const REGIONS: usize = 5;
const WOMEN: TraitId = TraitId(0);

fn main() {
    let mut bench = Criterion::default().sample_size(10).configure_from_args();
    let mut group = bench.benchmark_group("balance");
    for people in [200_u64, 2_000, 20_000, 200_000] {
        group.throughput(Throughput::Elements(people));
        for groups in [3, 5, 10] {
            for (kind, words) in [
                (Ask::Aims, ""),
                (Ask::Hard, ", hard"),
                (Ask::Organisations, ", organisations"),
            ] {
                let name = format!("{groups} groups{words}");
                let problem = problem(people, groups, kind);
                group.bench_with_input(
                    BenchmarkId::new(name, people),
                    &problem,
                    |bench, problem| {
                        bench.iter(|| balance(problem, &|_| PreferenceOrder::default()).is_ok());
                    },
                );
            }
        }
    }
    group.finish();
    bench.final_summary();
}

/// Numbers that always come out the same (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let x = usize::try_from((x ^ (x >> 31)) >> 33).unwrap_or(0);
        x.checked_rem(end).unwrap_or(0)
    }
}

/// What the rules ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// So many of a country at most, so many women, somebody of each region.
    Aims,
    /// Fewer of a country, half women, four of each region, and all of it must hold.
    Hard,
    /// The same as aims, and one person of an organisation, of which there are half as many as people.
    Organisations,
}

/// Groups of eight, of which each fits one to three, and rules that cross.
fn problem(people: u64, groups: usize, ask: Ask) -> Problem {
    let hard = ask == Ask::Hard;
    let organisations = usize::try_from(people / 2).unwrap_or(0);
    let organisation = |at: usize| TraitId(1 + COUNTRIES + REGIONS + at);
    let mut random = Random(people ^ u64::try_from(groups).unwrap_or(0));
    let country = |at: usize| TraitId(1 + at);
    let region = |at: usize| TraitId(1 + COUNTRIES + at);
    let candidates = (0..people).map(|_| {
        let fits = 1 + random.below(3);
        let fits: GroupSet = (0..fits).map(|_| GroupId(random.below(groups))).collect();
        // A few countries bring most people.
        let most = 1 + random.below(COUNTRIES);
        let at = random.below(most);
        let mut traits = vec![country(at), region(at % REGIONS)];
        if random.below(10) < 3 {
            traits.push(WOMEN);
        }
        if ask == Ask::Organisations {
            traits.push(organisation(random.below(organisations)));
        }
        Candidate {
            groups: fits,
            traits,
            ..Candidate::default()
        }
    });
    let candidates = candidates.collect();
    let seats = u32::try_from(groups * 8).unwrap_or(0);
    let rule = |over, asks| Rule {
        over,
        group: None,
        asks,
        slack: 0,
    };
    let share = |numerator| {
        Amount::Share(Share {
            numerator,
            denominator: 10,
        })
    };
    let aim = |least, priority| {
        Asks::Aim(Aim {
            least,
            priority,
            within: None,
        })
    };
    let most = Amount::People(if hard { 2 } else { 3 });
    let mut rules: Vec<Rule> = (0..COUNTRIES)
        .map(|at| rule(country(at), Asks::AtMost(most)))
        .collect();
    if ask == Ask::Organisations {
        let one = || Asks::AtMost(Amount::People(1));
        rules.extend((0..organisations).map(|at| rule(organisation(at), one())));
    }
    rules.push(rule(
        WOMEN,
        if hard {
            Asks::AtLeast(share(5))
        } else {
            aim(share(4), 1)
        },
    ));
    rules.extend((0..REGIONS).map(|at| {
        let asks = if hard {
            Asks::AtLeast(Amount::People(4))
        } else {
            aim(Amount::People(1), 2)
        };
        rule(region(at), asks)
    }));
    Problem {
        cap: seats,
        sizes: vec![8; groups].into(),
        open: Open::Places(0),
        candidates,
        rules: rules.into(),
        objective: Objective::Rank,
        assignment: Assignment::SelectionFirst,
        several: Several::FirstPreference,
        budget: BUDGET,
    }
}
