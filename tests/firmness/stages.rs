//! Firmness of the run of a stage: every weight that is told is put into the rules, and the stage is selected anew, after the same list.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use insta::assert_snapshot;
use intake::engine::explain::Format;
use intake::engine::{self, File, Inputs, Past, PastRun, sheets};
use intake::out::Issue;
use intake::record::{Audit, verify};
use intake::rules::{Combination, Objective, Rules};
use intake::rulings::{Rulings, StageBefore};
use intake::select::select_ruled;
use intake::study::firmness::told::{End, Exchange, Firmness, Points, Spot, Weighed};
use intake::study::firmness::{firmness, firmness_over, turned, weights};
use intake::table::Options;
use intake::values::Weight;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::weights::{Fraction, between, decimal, exact, exchanged, outwards, parsed};
use crate::stages::made::{Files, outcomes, rules, run, verified};

/// Scoring rules, two of each stage.
const MEASURES: [(&str, &str); 4] = [
    ("essay", "one"),
    ("plan", "one"),
    ("interview", "two"),
    ("task", "two"),
];

#[derive(Debug, Clone)]
struct Shape {
    most: String,
    ties: &'static str,
    floors: (u8, u8),
    combine: &'static str,
    weights: [&'static str; 4],
    balance: &'static str,
    objective: &'static str,
    size: u32,
    /// Groups, kind, and points in the order of the scoring rules.
    rows: Vec<(&'static str, &'static str, [u8; 4])>,
}

fn shape() -> impl Strategy<Value = Shape> {
    let most = prop_oneof![
        (2..4_u32).prop_map(|many| format!("per_group = {many}")),
        (4..7_u32).prop_map(|many| format!("in_all = {many}")),
    ];
    let weight = || select(&["0.5", "1", "2"][..]);
    let weights = (weight(), weight(), weight(), weight());
    let row = (
        select(&["a", "b", "a; b", "b; a"][..]),
        select(&["x", "y"][..]),
        prop::array::uniform4(0..4_u8),
    );
    let balance = select(
        &[
            "",
            "",
            "at_most = 1",
            "at_least = 1",
            "at_least = 1\nwithin = 2",
        ][..],
    );
    (
        (most, select(&["kept", "settled"][..]), (0..4_u8, 0..4_u8)),
        select(&["sum", "weights", "last"][..]),
        weights,
        (balance, select(&["rank", "rank", "total"][..])),
        1..3_u32,
        prop::collection::vec(row, 2..12),
    )
        .prop_map(
            |((most, ties, floors), combine, weights, (balance, objective), size, rows)| Shape {
                most,
                ties,
                floors,
                combine,
                weights: [weights.0, weights.1, weights.2, weights.3],
                balance,
                // Sums and gentle aims together are not told apart.
                objective: if balance.contains("within") {
                    "rank"
                } else {
                    objective
                },
                size,
                rows,
            },
        )
}

impl Shape {
    fn rules(&self) -> String {
        let combined = match self.combine {
            "weights" => "weights = { one = 0.5, two = 1.5 }\n",
            _ => "",
        };
        let (first, last) = self.floors;
        let mut text = format!(
            "format = 1\n[programme]\nid = \"p\"\ntitle = \"P\"\n\n[call]\ndeadline = 2020-03-31\ntime_zone = \"UTC\"\nsubmitted = \"at\"\n\
             cites = [\"all\"]\n[call.clauses]\nall = \"All of it.\"\n\n\
             [places]\ncap = {}\nreserve = 1\npreference = \"groups\"\nobjective = \"{}\"\ncites = [\"all\"]\n\n\
             [fields.id]\ntype = \"id\"\nheadings = [\"id\"]\n\n[fields.at]\ntype = \"timestamp\"\nheadings = [\"at\"]\n\n\
             [fields.groups]\ntype = \"choices\"\nheadings = [\"groups\"]\noptions = {{ a = [], b = [] }}\n\n\
             [fields.kind]\ntype = \"choice\"\nheadings = [\"kind\"]\noptions = {{ x = [], y = [] }}\n\n\
             [[stages]]\nid = \"one\"\ntitle = \"One\"\ncites = [\"all\"]\nscoring = [\"essay\", \"plan\"]\n{}\nties = \"{}\"\nfloor = {first}\n\n\
             [[stages]]\nid = \"two\"\ntitle = \"Two\"\ncites = [\"all\"]\nscoring = [\"interview\", \"task\"]\ncombine = \"{}\"\n{combined}floor = {last}\n\n\
             [ranking]\ncites = [\"all\"]\ntie_breaks = [{{ highest_part = \"task\" }}, {{ highest_part = \"essay\" }}, {{ lot = \"p\" }}]\n\n",
            self.size * 2,
            self.objective,
            self.most,
            self.ties,
            self.combine,
        );
        for id in ["a", "b"] {
            let size = self.size;
            write!(text, "[[groups]]\nid = \"{id}\"\ntitle = \"{id}\"\nsize = {size}\ncites = [\"all\"]\ntest = {{ field = \"groups\", is = \"{id}\" }}\n\n").unwrap();
        }
        for ((id, _), weight) in MEASURES.into_iter().zip(self.weights) {
            write!(text, "[fields.{id}]\ntype = \"rating\"\nheadings = [\"{id}\"]\nmin = 0\nmax = 3\n\n[[scoring]]\nid = \"{id}\"\ntitle = \"{id}\"\ncites = [\"all\"]\nweight = {weight}\nfield = \"{id}\"\nrating = true\n\n").unwrap();
        }
        if !self.balance.is_empty() {
            write!(text, "[[balance]]\nid = \"kind\"\ntitle = \"Kind\"\ncites = [\"all\"]\ntest = {{ field = \"kind\", is = \"x\" }}\n{}\n", self.balance).unwrap();
        }
        text
    }

    fn csv(&self) -> String {
        let mut text = "id,at,groups,kind,essay,plan,interview,task\n".to_owned();
        for (at, (groups, kind, [essay, plan, interview, task])) in self.rows.iter().enumerate() {
            writeln!(
                text,
                "A-{at:02},2020-03-01 09:00,{groups},{kind},{essay},{plan},{interview},{task}"
            )
            .unwrap();
        }
        text
    }
}

/// A stage, with what the one before told people.
struct Stage<'a> {
    id: &'a str,
    whole: Rules,
    csv: String,
    before: Option<StageBefore>,
}

impl Stage<'_> {
    fn audit(&self, whole: &Rules) -> Option<Audit> {
        let rules = whole.clone().of_stage(Some(self.id));
        let pile = File::new("pile.csv", self.csv.as_bytes().to_vec());
        let (sheets, _) = sheets(&[pile], &Options::default());
        let rulings = Rulings {
            stage_before: self.before.clone(),
            ..Rulings::default()
        };
        let selection = select_ruled(&rules, &sheets, &rulings).ok()?;
        let mut audit = Vec::new();
        intake::record::audit::write(&mut audit, &selection).unwrap();
        Some(Audit::new(String::from_utf8(audit).unwrap()).unwrap())
    }

    fn told(&self) -> Option<Firmness> {
        let audit = self.audit(&self.whole)?;
        let rules = self.whole.clone().of_stage(Some(self.id));
        Some(firmness(&rules, &audit, Decimal::TEN).unwrap())
    }

    /// The rules with another weight, of a scoring rule or a stage.
    fn with(&self, id: &str, weight: Decimal) -> Rules {
        let mut whole = self.whole.clone();
        match id.strip_prefix("stage ") {
            None => {
                let mut all = whole.measures.iter_mut();
                all.find(|one| one.id == id).unwrap().weight = Weight::written(weight);
            }
            Some(stage) => {
                let at = whole.stages.iter().position(|one| one.id == stage).unwrap();
                for stage in &mut whole.stages {
                    if let Combination::Weights(weights) = &mut stage.combine {
                        weights[at] = Weight::written(weight);
                    }
                }
            }
        }
        whole
    }

    fn chosen(&self, id: &str, weight: Decimal) -> BTreeSet<String> {
        chosen(&self.audit(&self.with(id, weight)).unwrap())
    }

    /// Who is chosen of the same people, one of whom has other points.
    fn chosen_with(&self, row: usize, column: usize, points: &str) -> BTreeSet<String> {
        let mut lines: Vec<String> = self.csv.lines().map(str::to_owned).collect();
        let mut cells: Vec<&str> = self.csv.lines().nth(row + 1).unwrap().split(',').collect();
        cells[column] = points;
        lines[row + 1] = cells.join(",");
        let stage = Stage {
            id: self.id,
            whole: self.whole.clone(),
            csv: lines.join("\n"),
            before: self.before.clone(),
        };
        chosen(&stage.audit(&self.whole).unwrap())
    }

    /// Everybody's total and their points of this stage by a weight.
    fn numbers(&self, id: &str, weight: Decimal) -> BTreeMap<String, (Fraction, Fraction)> {
        let whole = self.with(id, weight);
        let audit = self.audit(&whole).unwrap();
        let mut all = BTreeMap::new();
        for record in audit.records().map(Result::unwrap) {
            let Some(total) = &record.total else { continue };
            let own = record.parts.iter().map(|part| {
                let is_own = MEASURES.contains(&(&part.id, self.id));
                let measure = whole.measures.iter().find(|one| one.id == part.id).unwrap();
                let points = exact(part.points.as_deref().unwrap().parse().unwrap());
                match is_own {
                    true => points * exact(measure.weight.decimal()),
                    false => Fraction::from_integer(0),
                }
            });
            let own = own.fold(Fraction::from_integer(0), |sum, one| sum + one);
            all.insert(
                record.application.to_string(),
                (exact(total.parse().unwrap()), own),
            );
        }
        all
    }

    /// Every weight at which something can change.
    fn candidates(&self, id: &str, weight: Decimal) -> BTreeSet<Fraction> {
        let floor = self.whole.stages.iter().find(|one| one.id == self.id);
        let floor = exact(floor.unwrap().floor.unwrap_or_default());
        let now = self.numbers(id, weight);
        let more = self.numbers(id, weight + Decimal::ONE);
        let weight = exact(weight);
        let lines: Vec<_> = now
            .iter()
            .map(|(who, (total, own))| {
                let (grown, own_grown) = more[who];
                let (grows, own_grows) = (grown - total, own_grown - own);
                (
                    (*total - grows * weight, grows),
                    (*own - own_grows * weight, own_grows),
                )
            })
            .collect();
        let zero = Fraction::from_integer(0);
        let mut found = BTreeSet::new();
        for ((rest, grows), (own, own_grows)) in &lines {
            if *own_grows != zero {
                found.insert((floor - own) / own_grows);
            }
            for ((other, others), _) in &lines {
                if grows != others {
                    for ahead in [0, 2] {
                        let ahead = Fraction::from_integer(ahead);
                        found.insert((ahead - rest + other) / (grows - others));
                    }
                }
            }
        }
        found.into_iter().filter(|at| *at > zero).collect()
    }

    /// Whether the largest sum of totals decides there.
    fn is_of_sums(&self) -> bool {
        self.whole.clone().of_stage(Some(self.id)).places.objective == Objective::Total
            && self.id == "two"
    }

    /// What is told of one end is what comes out at every weight.
    fn holds(&self, told: &Weighed, up: bool) {
        let (id, end) = (
            told.measure.as_str(),
            if up { &told.up } else { &told.down },
        );
        let weight: Decimal = told.weight.parse().unwrap();
        let start = exact(weight);
        let before = self.chosen(id, weight);
        let is_of_sums = self.is_of_sums();
        let mut last = Fraction::from_integer(if up { 1000 } else { 0 });
        let turn = match end {
            End::Changes(turn) => Some(turn),
            End::Never => None,
            // Sums are followed so far and no farther.
            End::Unknown { weight } => {
                assert!(up && is_of_sums, "{id}: not worked out");
                last = start * 16;
                assert_eq!(parsed(weight), last);
                None
            }
        };
        let at_turn = turn.map(|turn| parsed(&turn.weight));
        let mut candidates = self.candidates(id, weight);
        if is_of_sums {
            // Sums meet where no two people do: it is looked at the weight that is told, just beyond it, and at all others before it.
            let near = Fraction::new(if up { 1 } else { -1 }, 10_000);
            candidates.extend(at_turn.into_iter().flat_map(|at| [at, at + near]));
        }
        let mut out = outwards(&candidates, start, up);
        if is_of_sums {
            out.retain(|at| if up { *at < last } else { *at > last });
        }
        let points: Vec<Fraction> = [start].into_iter().chain(out).collect();
        for (index, point) in points.iter().enumerate() {
            let is_turn = at_turn == Some(*point);
            if let Some(weight) = decimal(*point) {
                let there = self.chosen(id, weight);
                let told = match turn.filter(|_| is_turn) {
                    Some(turn) => exchanged(&before, turn.there.as_ref().unwrap()),
                    None => before.clone(),
                };
                assert_eq!(there, told, "{id} at {point}, told {end:?}");
            }
            let next = points.get(index + 1).copied().unwrap_or(last);
            let beyond = self.chosen(id, between((*point).min(next), (*point).max(next)));
            if let Some(turn) = turn.filter(|_| is_turn) {
                assert_eq!(beyond, exchanged(&before, &turn.beyond), "{id} {point}");
                let there = turn.there.as_ref();
                let is_one = there.is_some_and(|there| *there != Exchange::default());
                assert!(beyond != before || is_one, "{id}: nothing at {point}");
                return;
            }
            assert_eq!(beyond, before, "{id} beyond {point}, told {end:?}");
        }
        assert!(at_turn.is_none_or(|at| at == last), "{id}: told {end:?}");
    }
}

fn chosen(audit: &Audit) -> BTreeSet<String> {
    let all = audit.records().map(Result::unwrap);
    let chosen = all.filter(|record| record.outcome.is_chosen());
    chosen
        .map(|record| record.application.into_owned())
        .collect()
}

/// Both stages; none of the last where no lawful selection is found.
fn stages(shape: &Shape) -> Vec<Stage<'static>> {
    let (text, csv) = (shape.rules(), shape.csv());
    let stage = |id, before| Stage {
        id,
        whole: rules(&text),
        csv: csv.clone(),
        before,
    };
    let one: Files = run((&text, &csv, ""), "", ("one", None)).unwrap();
    let two = run((&text, &csv, ""), "", ("two", Some(&one)));
    let before = two.ok().and_then(|two| {
        let manifest = verify::manifest(&two["manifest.json"]).unwrap();
        manifest.stage_before
    });
    let mut all = vec![stage("one", None)];
    all.extend(before.map(|before| stage("two", Some(before))));
    all
}

/// Scoring rules and their columns.
fn columns(stage: &Stage<'_>) -> Vec<(&'static str, usize)> {
    let all = MEASURES.into_iter().zip(4..);
    let own = all.filter(|((_, of), _)| *of == stage.id);
    own.map(|((id, _), column)| (id, column)).collect()
}

proptest! {
    #![proptest_config(crate::laws::cases(16))]

    #[test]
    fn two_weights_at_once_may_be_those_of_whole_stages(
        shape in shape(),
        pair in select(&[["stage one", "stage two"], ["stage one", "task"], ["interview", "stage one"]][..]),
        at in prop::collection::vec((0_usize..9, 0_usize..9), 6),
    ) {
        let shape = Shape { combine: "weights", ..shape };
        let Some(stage) = stages(&shape).into_iter().find(|stage| stage.id == "two") else { return Ok(()) };
        let rules = stage.whole.clone().of_stage(Some(stage.id));
        let ids = pair.map(str::to_owned);
        let now = stage.audit(&stage.whole).unwrap();
        let told = firmness_over(&rules, &now, Decimal::TEN, Some(&ids)).unwrap();
        let Some(two) = told.two else { return Ok(()) };
        let before = chosen(&now);
        for (column, row) in at {
            let by = |whole: &Rules, id: &str, weight: &str| {
                let stage = Stage { id: stage.id, whole: whole.clone(), csv: stage.csv.clone(), before: stage.before.clone() };
                stage.with(id, weight.parse().unwrap())
            };
            let whole = by(&by(&stage.whole, pair[0], &two.across.weights[column]), pair[1], &two.down.weights[row]);
            let (Some(then), Spot::Selected { exchange, .. }) = (stage.audit(&whole), &two.cells[row][column]) else { continue };
            let stays = before.iter().filter(|id| !exchange.leaves.contains(*id));
            let all: BTreeSet<String> = stays.chain(&exchange.comes).cloned().collect();
            prop_assert_eq!(all, chosen(&then), "{:?} at {} and {}", pair, two.across.weights[column], two.down.weights[row]);
        }
    }
}

proptest! {
    #![proptest_config(crate::laws::cases(12))]

    #[test]
    fn a_place_hangs_on_those_answers_that_lose_it_and_by_as_many_points_as_are_told(shape in shape()) {
        for stage in stages(&shape) {
            let told = stage.told().unwrap();
            let before: BTreeSet<String> = told.seats.iter().map(|one| one.application.clone()).collect();
            for margin in &told.seats {
                let row: usize = margin.application[2..].parse().unwrap();
                for (id, column) in columns(&stage) {
                    let measure = stage.whole.clone().of_stage(Some(stage.id));
                    let weight = measure.measures.iter().find(|one| one.id == id).unwrap().weight.decimal();
                    let has: Decimal = shape.rows[row].2[column - 4].into();
                    let own = stage.whole.measures.iter().find(|one| one.id == id).unwrap().weight.decimal();
                    for points in ["0", "1", "2", "3"] {
                        let less = (has - points.parse::<Decimal>().unwrap()) * weight;
                        if less <= Decimal::ZERO {
                            continue;
                        }
                        let then = stage.chosen_with(row, column, points);
                        let keeps = then.contains(&margin.application);
                        let above: Decimal = margin.above_floor.as_ref().unwrap().parse().unwrap();
                        if (has - points.parse::<Decimal>().unwrap()) * own > above {
                            prop_assert!(!keeps, "{} is below the floor with {points}", margin.application);
                            continue;
                        }
                        // A tie-break over the part moves as well, so that exactly so many points say nothing here.
                        match &margin.points {
                            Points::All => prop_assert!(keeps),
                            Points::Up { points, then: others, .. } => {
                                let most: Decimal = points.parse().unwrap();
                                if less < most {
                                    prop_assert!(keeps, "{} keeps with {less} less", margin.application);
                                }
                                if less > most {
                                    prop_assert!(!keeps, "{} loses with {less} less", margin.application);
                                }
                                prop_assert!(!others.comes.iter().any(|one| before.contains(one)));
                            }
                            other => prop_assert!(false, "{other:?}"),
                        }
                        let hinge = margin.hangs_on.iter().any(|one| one.change.field == id && one.change.would_be == points);
                        prop_assert!(!hinge || !keeps, "{} {id} {points}", margin.application);
                    }
                }
            }
        }
    }

    #[test]
    fn a_weight_that_is_turned_gives_the_seats_of_a_run_in_which_it_counts_so_much(shape in shape(), weight in 1..40_u32) {
        let weight = Decimal::new(i64::from(weight), 1);
        for stage in stages(&shape) {
            let audit = stage.audit(&stage.whole).unwrap();
            let rules = stage.whole.clone().of_stage(Some(stage.id));
            for knob in weights(&rules) {
                let told = turned(&rules, &audit, (&knob.id, weight)).unwrap().unwrap().unwrap();
                let Spot::Selected { exchange, .. } = &told.then else { panic!("{told:?}") };
                let there = exchanged(&chosen(&audit), exchange);
                prop_assert_eq!(there, stage.chosen(&knob.id, weight), "{} at {}", knob.id, weight);
            }
        }
    }

    #[test]
    fn at_every_stage_a_weight_changes_nobody_inside_its_range_and_those_who_are_named_beyond_it(shape in shape()) {
        for stage in stages(&shape) {
            let told = stage.told().unwrap();
            prop_assert!(told.notes.is_empty(), "{:?}", told.notes);
            for weighed in &told.measures {
                stage.holds(weighed, false);
                stage.holds(weighed, true);
            }
        }
    }
}

/// Five tie for four places and are all kept; by less than half the weight one of them is below the four others, and off the list.
#[test]
fn a_tie_that_kept_more_than_there_are_places_ends_where_one_falls_behind_the_others() {
    let plan = |groups| (groups, "x", [0, 2, 0, 0]);
    let shape = Shape {
        most: "per_group = 2".to_owned(),
        ties: "kept",
        floors: (0, 0),
        combine: "sum",
        weights: ["1", "0.5", "0.5", "0.5"],
        balance: "",
        objective: "rank",
        size: 1,
        rows: vec![
            plan("b"),
            plan("b"),
            plan("a"),
            plan("a; b"),
            ("a", "x", [2, 0, 0, 0]),
        ],
    };
    let told = stages(&shape)[0].told().unwrap();
    let essay = told
        .measures
        .iter()
        .find(|one| one.measure == "essay")
        .unwrap();
    let End::Changes(turn) = &essay.down else {
        panic!("{:?}", essay.down)
    };
    assert_eq!(
        (turn.weight.as_str(), &turn.beyond.leaves[..]),
        ("0.5", &["A-04".to_owned()][..])
    );
}

const RULES: &str = include_str!("../../sample-applications/small/two-stages.toml");
const PILE: &str = include_str!("../../sample-applications/small/two-stages.csv");
const INTERVIEWS: &str = include_str!("../../sample-applications/small/two-stages/interviews.csv");

/// The page of a run, down to the seats.
fn page(run: &Files) -> String {
    let past = Past::open(run).unwrap();
    let page = engine::firmness(&past, Decimal::TEN, None, Format::Text).unwrap();
    let lines = page
        .lines()
        .take_while(|line| !line.starts_with("By how much"));
    lines.map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn the_page_says_which_stage_it_is_and_what_stays_as_it_is() {
    let given = (RULES, PILE, INTERVIEWS);
    let one = run(given, "", ("essays", None)).unwrap();
    let two = run(given, "", ("interviews", Some(&one))).unwrap();
    assert_snapshot!(page(&one), @"
    How firm the 7 places on the shortlist are
    Two stages · 9 people ranked

    Which stage is this?
      “Essays”: a seat is a place on its shortlist here, and whoever has one goes on to “Interviews”
      its floor of 4 asks for points of this stage alone: a weight of its scoring rules moves people
          over the floor and below it, too

    Would somebody else sit if something counted more, or less?
      Essay (essay) counts 1: the same people sit from 0.8, however high
           less: below 0.8 (−20 %): A-07 leaves

    Which seats does no weight change that is up to 10 % larger or smaller?
      all 7 seats
    ");
    assert_snapshot!(page(&two), @"
    How firm the 4 seats are
    Two stages · 6 people ranked

    Which stage is this?
      “Interviews”, which deals the seats
      who takes part stays as the shortlist of “Essays” was told, whatever the weights; what was rated
          before counts in the totals as this stage combines them
      its floor of 3 asks for points of this stage alone: a weight of its scoring rules moves people
          over the floor and below it, too

    Would somebody else sit if something counted more, or less?
      Essay (essay) counts 1: the same people sit up to 1.125, and down to nothing
           more: above 1.125 (+12.5 %): A-01 comes in, A-07 leaves
      Interview (interview) counts 1: the same people sit from 8/9 (0.8888…), however high
           less: below 8/9 (0.8888…) (−11.1 %): A-01 comes in, A-07 leaves
      Essays (stage essays) counts 0.4: the same people sit up to 0.45, and down to nothing
           more: above 0.45 (+12.5 %): A-01 comes in, A-07 leaves
      Interviews (stage interviews) counts 0.6: the same people sit from 8/15 (0.5333…), however high
           less: below 8/15 (0.5333…) (−11.1 %): A-01 comes in, A-07 leaves

    Which seats does no weight change that is up to 10 % larger or smaller?
      all 4 seats
    ");
}

#[test]
fn of_every_seat_it_is_said_how_far_its_holder_is_above_the_floor_of_the_stage() {
    let given = (RULES, PILE, INTERVIEWS);
    let one = run(given, "", ("essays", None)).unwrap();
    let two = run(given, "", ("interviews", Some(&one))).unwrap();
    let past = Past::open(&two).unwrap();
    let page = engine::firmness(&past, Decimal::TEN, None, Format::Markdown).unwrap();
    let lines = page
        .lines()
        .filter(|line| line.starts_with('|') || line.contains("floor"));
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @"
    - its floor of 3 asks for points of this stage alone: a weight of its scoring rules moves people over the floor and below it, too
    - below the floor of the stage a seat is lost whatever the total; “above the floor” counts points of this stage
    | seat of | total | is kept with | above the floor | with less | single answers that would lose it |
    |---|---|---|---|---|---|
    | A-07 | 6.8 | up to 0.2 less | 5 | A-01 comes in | Essay 4 rather than 5; Interview 7 rather than 8 |
    | A-06 | 6.8 | up to 0.2 less | 3 | A-01 comes in | Essay 7 rather than 8; Interview 5 rather than 6 |
    | A-02 | 8.6 | up to 2 less | 6 | A-01 comes in | Essay 2 rather than 8; Interview 5 rather than 9 |
    | A-03 | 8.8 | up to 2.2 less | 7 | A-01 comes in | Essay 1 rather than 7; Interview 6 rather than 10 |
    ");
}

#[test]
fn a_report_that_says_how_firm_a_stage_is_is_made_anew_by_verify() {
    let mut before: Option<Files> = None;
    for stage in ["essays", "interviews"] {
        let earlier = before.take();
        let inputs = Inputs {
            rules: File::new("rules.toml", RULES),
            lists: Vec::new(),
            applications: vec![File::new("applications.csv", PILE)],
            ratings: vec![File::new("ratings.csv", INTERVIEWS)],
            rulings: Vec::new(),
            reading: Options::default(),
            issue: Issue {
                report_firmness: true,
                without_workbook: true,
                ..Issue::default()
            },
            stage: Some(stage),
            stage_before: earlier.as_ref().map(|before| before as &dyn PastRun),
        };
        let mut files = Files::new();
        let ended = engine::select(&inputs, &mut files);
        assert!(ended.is_done, "{:?}", ended.findings);
        let report = std::str::from_utf8(&files["report.html"]).unwrap();
        assert!(report.contains("Would somebody else sit if something counted more, or less?"));
        let differences = verified((RULES, PILE, INTERVIEWS), "", &files);
        assert_eq!(differences, "");
        before = Some(files);
    }
}

/// Twelve people, of whom four of each group and whoever ties with the last of them go on.
const TIED: &str = "ID,Submitted,Groups,Skill,Essay,Talk
A-01,2020-03-01 09:00,forest,1,2,4
A-02,2020-03-07 09:00,forest,2,0,1
A-03,2020-03-09 09:00,water; forest,4,5,0
A-04,2020-03-12 09:00,forest; water,1,3,1
A-06,2020-03-19 09:00,forest; water,5,1,0
A-07,2020-03-15 09:00,water; forest,3,0,2
A-08,2020-03-02 09:00,water,2,4,1
A-09,2020-03-09 09:00,water,5,2,0
A-10,2020-03-05 09:00,water; forest,1,5,4
A-11,2020-03-13 09:00,water; forest,3,5,0
A-12,2020-03-02 09:00,water; forest,1,5,5
";

fn of_two_groups() -> String {
    let group = |id: &str| {
        format!(
            "[[groups]]\nid = \"{id}\"\ntitle = \"{id}\"\nsize = 2\ncites = [\"c\"]\ntest = {{ field = \"groups\", is = \"{id}\" }}\n"
        )
    };
    let rating = |id: &str, weight: &str| {
        format!(
            "[fields.{id}]\ntype = \"rating\"\nheadings = [\"{id}\"]\nmin = 0\nmax = 5\n\
             [[scoring]]\nid = \"{id}\"\ntitle = \"{id}\"\ncites = [\"c\"]\nweight = {weight}\nfield = \"{id}\"\nrating = true\n"
        )
    };
    format!(
        "format = 1\n[programme]\nid = \"p\"\ntitle = \"P\"\n\
         [call]\ndeadline = 2020-03-31\ntime_zone = \"UTC\"\nsubmitted = \"submitted\"\ncites = [\"c\"]\n\
         [call.clauses]\nc = \"All.\"\n\
         [places]\ncap = 2\nreserve = 1\npreference = \"groups\"\ndeal = \"in-turn\"\ncites = [\"c\"]\n\
         [[stages]]\nid = \"one\"\ntitle = \"One\"\ncites = [\"c\"]\nscoring = [\"skill\", \"essay\"]\nper_group = 4\nties = \"kept\"\n\
         [[stages]]\nid = \"two\"\ntitle = \"Two\"\ncites = [\"c\"]\nscoring = [\"talk\"]\ncombine = \"sum\"\n\
         [fields.id]\ntype = \"id\"\nheadings = [\"ID\"]\n[fields.submitted]\ntype = \"timestamp\"\nheadings = [\"Submitted\"]\n\
         [fields.groups]\ntype = \"choices\"\nheadings = [\"Groups\"]\noptions = {{ water = [], forest = [] }}\n\
         {}{}{}{}{}\
         [ranking]\ncites = [\"c\"]\ntie_breaks = [{{ earliest = \"submitted\" }}, {{ lot = \"p\" }}]\n",
        group("water"),
        group("forest"),
        rating("skill", "2.5"),
        rating("essay", "2.5"),
        rating("talk", "1")
    )
}

#[test]
fn a_tie_at_the_line_of_a_group_keeps_nobody_who_does_not_fit_it() {
    let rules = of_two_groups();
    let listed = |csv: &str| {
        let one = run((&rules, csv, ""), "", ("one", None)).unwrap();
        let past = Past::open(&one).unwrap();
        let told = past
            .firmness(&past.rules().unwrap(), Decimal::TEN, None)
            .unwrap();
        let all = outcomes(&one).into_iter();
        let on_it = all.filter(|(_, outcome)| outcome.starts_with("shortlisted"));
        (on_it.map(|(id, _)| id).collect::<BTreeSet<String>>(), told)
    };
    let (before, told) = listed(TIED);
    assert!(before.contains("A-09"));
    let margin = told
        .seats
        .iter()
        .find(|one| one.application == "A-09")
        .unwrap();
    let answers = margin.hangs_on.iter();
    let answers: Vec<(&str, &str)> = answers
        .map(|one| (one.change.field.as_str(), one.change.would_be.as_str()))
        .collect();
    assert_eq!(answers, [("skill", "1")]);
    // With that answer the total is that of the last of the other group.
    let lower = TIED.replace(
        "A-09,2020-03-09 09:00,water,5,2",
        "A-09,2020-03-09 09:00,water,1,2",
    );
    assert!(!listed(&lower).0.contains("A-09"));
    let higher = TIED.replace(
        "A-09,2020-03-09 09:00,water,5,2",
        "A-09,2020-03-09 09:00,water,2,2",
    );
    assert!(listed(&higher).0.contains("A-09"));
}
