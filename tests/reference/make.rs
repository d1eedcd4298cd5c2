//! Random rules over every key of the reference page.

use super::answers::{World, met};
use super::chance::Chance;
use super::fraction::Fraction;
use super::rows::{COUNTRIES, TEXTS, row};
use super::rules::{
    Ask, Award, Band, Bound, Combine, Duplicates, Earns, Export, Field, Group, How, Kind, Level,
    List, Measure, Of, Places, Rules, Scale, Standing, Test, TieBreak, Value, Zone,
};
use super::worlds::{Known, Possible};

const ZONES: [Zone; 4] = [
    Zone {
        name: "Europe/Vienna",
        hours: 1,
    },
    Zone {
        name: "Asia/Tashkent",
        hours: 5,
    },
    Zone {
        name: "Atlantic/Reykjavik",
        hours: 0,
    },
    Zone {
        name: "America/New_York",
        hours: -5,
    },
];

const ORDERS: [Option<&str>; 4] = [
    None,
    Some("year-month-day"),
    Some("day-month-year"),
    Some("month-day-year"),
];

pub(super) fn rules(chance: &mut Chance) -> Rules {
    let zone = *chance.pick(&ZONES);
    let mut rules = Rules {
        export: export(chance),
        workbook: false,
        zone,
        deadline: bound(15, zone, false, chance),
        lists: lists(chance),
        scales: scales(chance),
        fields: Vec::new(),
        levels: Vec::new(),
        criteria: Vec::new(),
        measures: Vec::new(),
        decimals: chance
            .percent(60)
            .then(|| u32::try_from(chance.among(0, 6)).unwrap()),
        rounding: *chance.pick(&[None, Some("half-up"), Some("half-even")]),
        ties: Vec::new(),
        seed: format!("seed-{}", chance.below(1000)),
        duplicates: Vec::new(),
        standing: Vec::new(),
        places: places(chance),
    };
    rules.workbook = rules.export.sheet;
    fields(&mut rules, chance);
    rules.standing = standing(&rules, chance);
    for at in 0..chance.among(0, 3) {
        let level = a_level(&rules, at, chance);
        rules.levels.push(level);
    }
    for _ in 0..chance.among(1, 3) {
        let test = likely(&rules, chance, 60, 100);
        rules.criteria.push(test);
    }
    for at in 0..chance.among(1, 4) {
        let of = of(&rules, chance, earning);
        let weight = number(chance, &["1", "2", "0.5", "1.5", "0.3", "0.25"]);
        let earns = earns(&rules, of, chance);
        rules.measures.push(Measure {
            id: format!("m{at}"),
            weight,
            earns,
        });
    }
    ties(&mut rules, chance);
    duplicates(&mut rules, chance);
    for at in 0..rules.places.groups.len() {
        let id = Value::Word(rules.places.groups[at].id.clone());
        rules.places.groups[at].test = match (rules.places.preference, chance.below(10)) {
            (Some(wish), 0..8) => Some(Test::Ask(Of::Field(wish), Ask::Is(id))),
            (None, 0..8) => Some(likely(&rules, chance, 25, 75)),
            _ => None,
        };
    }
    rules
}

fn number(chance: &mut Chance, of: &[&str]) -> Fraction {
    Fraction::parse(chance.word(of))
}

fn export(chance: &mut Chance) -> Export {
    if chance.percent(60) {
        return Export::default();
    }
    let sheet = chance.percent(15);
    Export {
        tool: true,
        header_row: chance.percent(30).then(|| chance.among(1, 4)),
        sheet,
        delimiter: (!sheet && chance.percent(50)).then(|| {
            *chance.pick(&[
                ("comma", b','),
                ("semicolon", b';'),
                ("tab", b'\t'),
                ("pipe", b'|'),
            ])
        }),
        encoding: !sheet && chance.percent(20),
    }
}

/// A day or a moment in it, with or without an offset. As the end of `by` and of the deadline a day means its last second,
/// as the end of `before` its first.
fn bound(day: i64, zone: Zone, excluded: bool, chance: &mut Chance) -> Bound {
    let start = day * 86_400;
    match chance.below(3) {
        0 => {
            let end = if excluded { 0 } else { 86_399 };
            Bound {
                text: format!("2020-02-{day:02}"),
                at: start + end - zone.hours * 3600,
            }
        }
        1 => Bound {
            text: format!("2020-02-{day:02}T18:00:00"),
            at: start + 18 * 3600 - zone.hours * 3600,
        },
        _ => Bound {
            text: format!("2020-02-{day:02}T18:00:00+02:00"),
            at: start + 16 * 3600,
        },
    }
}

fn lists(chance: &mut Chance) -> Vec<List> {
    let word = |word: &&str| Value::Word((*word).to_owned());
    let codes: Vec<&str> = COUNTRIES.iter().map(|(code, _)| *code).collect();
    let list = |name: &str, kind: &'static str, values: Vec<Value>, file: bool| List {
        name: name.to_owned(),
        kind,
        values,
        file,
    };
    let numbers = ["1", "2.5", "5", "10"].map(|number| Value::Number(Fraction::parse(number)));
    vec![
        list(
            "region",
            "country",
            chance.some(&codes).iter().map(word).collect(),
            chance.percent(50),
        ),
        list(
            "words",
            "text",
            chance.some(&TEXTS).iter().map(word).collect(),
            chance.percent(50),
        ),
        list(
            "numbers",
            "number",
            chance.some(&numbers),
            chance.percent(50),
        ),
    ]
}

fn scales(chance: &mut Chance) -> Vec<Scale> {
    let scale = |name: &str, levels: &[(&str, &[&str])]| Scale {
        name: name.to_owned(),
        levels: levels
            .iter()
            .map(|(level, spellings)| {
                (
                    (*level).to_owned(),
                    spellings.iter().map(|text| (*text).to_owned()).collect(),
                )
            })
            .collect(),
    };
    let amount = [
        ("none", &["not at all"][..]),
        ("some", &["a little"]),
        ("much", &[]),
        ("everything", &["the whole of it"]),
    ];
    let grade = [
        ("basic", &["A1", "A2"][..]),
        ("fluent", &["B1", "B2"]),
        ("native", &["mother tongue"]),
    ];
    vec![
        scale("amount", &amount[..chance.among(2, 4)]),
        scale("grade", &grade[..chance.among(2, 3)]),
    ]
}

const OPTIONS: [(&str, &[&str]); 4] = [
    ("water", &["Rivers and lakes", "H2O"]),
    ("forest", &["Trees of every kind"]),
    ("mountain", &["Rocks and glaciers"]),
    ("desert", &["Sand, heat: nothing else"]),
];

fn options(chance: &mut Chance) -> Vec<(String, Vec<String>)> {
    let options = chance.shuffled(&OPTIONS);
    let many = chance.among(2, 3);
    let owned = |(id, spellings): &(&str, &[&str])| {
        (
            (*id).to_owned(),
            spellings.iter().map(|text| (*text).to_owned()).collect(),
        )
    };
    options[..many].iter().map(owned).collect()
}

fn fields(rules: &mut Rules, chance: &mut Chance) {
    let field = |name: &str, kind: Kind| Field {
        name: name.to_owned(),
        kind,
        personal: false,
        roster: false,
        count: false,
        fixed: false,
        usable: None,
        no_answer: None,
    };
    let moments = |chance: &mut Chance| {
        let order = *chance.pick(&ORDERS);
        let zone = chance.percent(40).then(|| *chance.pick(&ZONES));
        Kind::Timestamp {
            order,
            century: order.is_some() && chance.percent(30),
            zone,
        }
    };
    rules.fields.push(field("application", Kind::Id));
    rules.fields.push(field("submitted", moments(chance)));
    if chance.percent(75) {
        rules.places.preference = Some(rules.fields.len());
        let spelt = |group: &Group| {
            (
                group.id.clone(),
                vec![format!("The course about {}", group.id)],
            )
        };
        // Sometimes something that no group is about, so that a blank is never the one option.
        let many = rules.places.groups.len();
        let elsewhere = (many < 4).then(|| {
            (
                "elsewhere".to_owned(),
                vec!["A course of another kind".to_owned()],
            )
        });
        let options = rules
            .places
            .groups
            .iter()
            .map(spelt)
            .chain(elsewhere)
            .collect();
        let other = many < 3 && chance.percent(50);
        rules.fields.push(field(
            "wish",
            Kind::Choices {
                options,
                other,
                separator: chance.percent(30).then_some('|'),
            },
        ));
    }
    let many = chance.among(4, 8);
    for at in 0..many {
        let decimal = *chance.pick(&[None, Some("point"), Some("comma"), Some("either")]);
        // The last one is a rating, so that there is always something that earns points.
        let kind = match if at + 1 == many { 9 } else { chance.below(13) } {
            0 => Kind::Text,
            1 => Kind::Email,
            2 => Kind::Country,
            3 => Kind::Choice {
                options: options(chance),
                other: chance.percent(50),
            },
            4 => {
                let separator = *chance.pick(&[None, Some(';'), Some('/')]);
                Kind::Choices {
                    options: options(chance),
                    other: chance.percent(50),
                    separator,
                }
            }
            5 => Kind::Scale(chance.below(rules.scales.len())),
            6 => Kind::YesNo {
                yes: chance.some(&["aye", "indeed"].map(str::to_owned)),
                no: if chance.percent(50) {
                    vec!["never".to_owned()]
                } else {
                    Vec::new()
                },
            },
            7 | 8 => {
                let (min, max) = *chance.pick(&[
                    (None, None),
                    (Some("0"), Some("20")),
                    (Some("0"), None),
                    (None, Some("12.5")),
                ]);
                Kind::Number {
                    min: min.map(Fraction::parse),
                    max: max.map(Fraction::parse),
                    decimal,
                }
            }
            9 | 10 => {
                let assessors = chance.among(1, 3);
                let third = (assessors == 2 && chance.percent(60))
                    .then(|| number(chance, &["2", "2.5", "4"]));
                let pool = chance.percent(40).then(|| chance.among(1, 3));
                let pool = pool.filter(|_| third.is_none());
                let assessors = pool.map_or(assessors, |pool| chance.among(pool.max(2), 4));
                let combine = match (third, chance.below(4)) {
                    (None, 0) if assessors > 1 => Combine::Median,
                    (None, 1) if assessors > 1 => Combine::Trimmed,
                    (None, 2) if assessors > 1 => Combine::Sum,
                    _ => Combine::Mean,
                };
                Kind::Rating {
                    min: Fraction::whole(0),
                    max: Fraction::whole(10),
                    decimal,
                    assessors,
                    third,
                    pool,
                    combine,
                }
            }
            11 => {
                let order = *chance.pick(&ORDERS);
                Kind::Date {
                    order,
                    century: order.is_some() && chance.percent(30),
                }
            }
            _ => moments(chance),
        };
        let mut made = field(&format!("f{at}"), kind);
        made.personal = chance.percent(20);
        made.roster = chance.percent(20);
        let is_text = matches!(made.kind, Kind::Text);
        let has_values = matches!(
            made.kind,
            Kind::Choice { .. }
                | Kind::Choices { .. }
                | Kind::Country
                | Kind::Scale(_)
                | Kind::YesNo { .. }
        );
        // Not drawn, so that the same seeds make the same rules.
        made.count = at % 3 == 0 && (has_values || is_text && !made.personal);
        made.fixed = chance.percent(20);
        made.no_answer = chance.percent(20).then(|| "left open".to_owned());
        rules.fields.push(made);
    }
    for usable in ["never", "balance-only", "any"] {
        let mut made = field(usable, Kind::Text);
        made.usable = Some(usable);
        if chance.percent(20) {
            rules.fields.push(made);
        }
    }
}

fn standing(rules: &Rules, chance: &mut Chance) -> Vec<Standing> {
    if chance.percent(50)
        || !rules
            .fields
            .iter()
            .any(|field| matches!(field.kind, Kind::Country))
    {
        return Vec::new();
    }
    let footnote = chance.percent(50);
    let kosovo = if chance.percent(50) {
        Standing {
            name: "Kosovo",
            counts_as: None,
            counts_in: if chance.percent(70) {
                vec![0]
            } else {
                Vec::new()
            },
            footnote,
        }
    } else {
        Standing {
            name: "Kosovo",
            counts_as: Some("BR"),
            counts_in: Vec::new(),
            footnote,
        }
    };
    let greenland = Standing {
        name: "Greenland",
        counts_as: Some("DK"),
        counts_in: Vec::new(),
        footnote,
    };
    if chance.percent(50) {
        vec![kosovo]
    } else {
        vec![kosovo, greenland]
    }
}

/// A field that rules may use and `may` takes, or a level.
fn of(rules: &Rules, chance: &mut Chance, may: fn(&Kind) -> bool) -> Of {
    if !rules.levels.is_empty() && chance.percent(25) {
        return Of::Level(chance.below(rules.levels.len()));
    }
    Of::Field(*chance.pick(&usable(rules, may)))
}

fn usable(rules: &Rules, may: fn(&Kind) -> bool) -> Vec<usize> {
    let fields = rules.fields.iter().enumerate();
    let free = |field: &Field| matches!(field.usable, None | Some("any")) && may(&field.kind);
    let found: Vec<usize> = fields
        .filter(|(_, field)| free(field))
        .map(|(at, _)| at)
        .collect();
    if found.is_empty() {
        vec![super::rules::SUBMITTED]
    } else {
        found
    }
}

fn earning(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::Id | Kind::Text | Kind::Email | Kind::Date { .. } | Kind::Timestamp { .. }
    )
}

fn asking(_: &Kind) -> bool {
    true
}

/// A test that so many of a hundred tidy people meet, if one is found soon.
fn likely(rules: &Rules, chance: &mut Chance, least: usize, most: usize) -> Test {
    let mut best = test(rules, chance, 2);
    for _ in 0..12 {
        let possible = Possible::new(rules);
        let world = |chance: &mut Chance| -> World {
            let known = possible.known(rules, &row(rules, chance, 0));
            let settled = |known: Known| match known {
                Known::Is(value) => (true, value),
                // Two assessors who wait for a third.
                Known::Given(values) => (true, values[0].clone()),
                _ => (false, Value::Yes(false)),
            };
            known.into_iter().map(settled).collect()
        };
        let worlds: Vec<World> = (0..20).map(|_| world(chance)).collect();
        let meet = 5 * worlds
            .iter()
            .filter(|world| met(rules, world, &best))
            .count();
        if (least..=most).contains(&meet) {
            break;
        }
        best = test(rules, chance, 2);
    }
    best
}

fn test(rules: &Rules, chance: &mut Chance, deep: usize) -> Test {
    let several = |chance: &mut Chance| {
        let many = chance.among(2, if deep == 2 { 3 } else { 2 });
        (0..many).map(|_| test(rules, chance, deep - 1)).collect()
    };
    match chance.below(if deep == 0 { 4 } else { 10 }) {
        0..4 => ask(rules, chance),
        4 | 5 => Test::Not(Box::new(test(rules, chance, deep - 1))),
        6 | 7 => Test::All(several(chance)),
        _ => Test::Any(several(chance)),
    }
}

fn ask(rules: &Rules, chance: &mut Chance) -> Test {
    let of = of(rules, chance, asking);
    let word = |word: &str| Value::Word(word.to_owned());
    let day = |chance: &mut Chance| i64::try_from(chance.among(4, 20)).unwrap();
    let given = chance.percent(15);
    let way = chance.below(4);
    let ask = match of {
        Of::Level(at) => on_scale(rules.levels[at].scale, rules, chance),
        Of::Field(_) if given => Ask::Given,
        Of::Field(at) => match &rules.fields[at].kind {
            Kind::Id | Kind::Email => Ask::Given,
            Kind::Text if way == 0 => Ask::Is(word(chance.word(&TEXTS))),
            Kind::Text if way == 1 => Ask::InList(1),
            Kind::Text => Ask::In(chance.some(&TEXTS).iter().map(|text| word(text)).collect()),
            Kind::Country if way == 0 => Ask::Is(word(chance.pick(&COUNTRIES).0)),
            Kind::Country if way == 1 => Ask::In(
                chance
                    .some(&COUNTRIES)
                    .iter()
                    .map(|(code, _)| word(code))
                    .collect(),
            ),
            Kind::Country => Ask::InList(0),
            Kind::Choice { options, .. } | Kind::Choices { options, .. } => {
                let ids: Vec<Value> = options.iter().map(|(id, _)| word(id)).collect();
                if way == 0 {
                    Ask::In(chance.some(&ids))
                } else {
                    Ask::Is(chance.pick(&ids).clone())
                }
            }
            Kind::Scale(scale) => on_scale(*scale, rules, chance),
            Kind::YesNo { .. } => Ask::Is(Value::Yes(chance.percent(70))),
            Kind::Number { .. } | Kind::Rating { .. } => {
                let numbers = ["1", "2.5", "3", "4", "5", "5.25", "6", "8"];
                let value = |chance: &mut Chance| Value::Number(number(chance, &numbers));
                match chance.below(8) {
                    0 => Ask::Is(value(chance)),
                    1 => Ask::In(vec![value(chance), Value::Number(Fraction::whole(9))]),
                    2 => Ask::InList(2),
                    3 | 4 => Ask::AtMost(value(chance)),
                    _ => Ask::AtLeast(value(chance)),
                }
            }
            Kind::Date { .. } => {
                let day = day(chance);
                let bound = Bound {
                    text: format!("2020-02-{day:02}"),
                    at: day,
                };
                if way < 2 {
                    Ask::By(bound)
                } else {
                    Ask::Before(Bound { at: day, ..bound })
                }
            }
            Kind::Timestamp { .. } if way < 2 => {
                Ask::By(bound(day(chance), rules.zone, false, chance))
            }
            Kind::Timestamp { .. } => Ask::Before(bound(day(chance), rules.zone, true, chance)),
        },
    };
    Test::Ask(of, ask)
}

fn on_scale(scale: usize, rules: &Rules, chance: &mut Chance) -> Ask {
    let levels: Vec<Value> = (0..rules.scales[scale].levels.len())
        .map(Value::Level)
        .collect();
    match chance.below(4) {
        0 => Ask::Is(chance.pick(&levels).clone()),
        1 => Ask::In(chance.some(&levels)),
        2 => Ask::AtMost(chance.pick(&levels).clone()),
        _ => Ask::AtLeast(chance.pick(&levels).clone()),
    }
}

fn a_level(rules: &Rules, at: usize, chance: &mut Chance) -> Level {
    let scale = chance.below(rules.scales.len());
    let levels: Vec<usize> = (0..rules.scales[scale].levels.len()).collect();
    let how = if chance.percent(50) {
        let rows = (0..chance.among(1, 3))
            .map(|_| (test(rules, chance, 1), *chance.pick(&levels)))
            .collect();
        How::Table(rows, *chance.pick(&levels))
    } else {
        let terms = (0..chance.among(1, 2)).map(|_| {
            let of = of(rules, chance, earning);
            earns(rules, of, chance)
        });
        let terms: Vec<Earns> = terms.collect();
        let edges = [
            Fraction::whole(2),
            Fraction::parse("4.5"),
            Fraction::whole(7),
        ];
        How::Points(
            terms,
            bands(&edges[..levels.len() - 1], chance.shuffled(&levels)),
        )
    };
    Level {
        id: format!("l{at}"),
        scale,
        how,
    }
}

/// Bands between edges; without limits below and above.
fn bands<T: Clone>(edges: &[Fraction], gives: Vec<T>) -> Vec<Band<T>> {
    let from = [None].into_iter().chain(edges.iter().copied().map(Some));
    let below = edges.iter().copied().map(Some).chain([None]);
    from.zip(below)
        .zip(gives)
        .map(|((from, below), gives)| Band { from, below, gives })
        .collect()
}

fn some_points(chance: &mut Chance) -> Fraction {
    number(
        chance,
        &[
            "0", "0", "1", "2", "2.5", "4", "6", "10", "1.25", "3.000001",
        ],
    )
}

fn earns(rules: &Rules, of: Of, chance: &mut Chance) -> Earns {
    let values = |values: Vec<Value>, must_have_rest: bool, chance: &mut Chance| {
        let all = !must_have_rest && chance.percent(60);
        let listed = if all { values } else { chance.some(&values) };
        let rest = must_have_rest || !all;
        Award::Points(
            listed
                .into_iter()
                .map(|value| (value, some_points(chance)))
                .collect(),
            rest.then(|| some_points(chance)),
        )
    };
    let word = |word: &str| Value::Word(word.to_owned());
    let levels = |scale: usize| {
        (0..rules.scales[scale].levels.len())
            .map(Value::Level)
            .collect::<Vec<_>>()
    };
    let award = match of {
        Of::Level(at) => values(levels(rules.levels[at].scale), false, chance),
        Of::Field(at) => match &rules.fields[at].kind {
            Kind::Country => values(
                COUNTRIES.iter().map(|(code, _)| word(code)).collect(),
                true,
                chance,
            ),
            Kind::Choice { options, other } | Kind::Choices { options, other, .. } => values(
                options.iter().map(|(id, _)| word(id)).collect(),
                *other,
                chance,
            ),
            Kind::Scale(scale) => values(levels(*scale), false, chance),
            Kind::YesNo { .. } => values(vec![Value::Yes(true), Value::Yes(false)], false, chance),
            Kind::Number { min, max, .. } => by_number(min.is_some() && max.is_some(), chance),
            Kind::Rating { .. } => by_number(true, chance),
            kind => panic!("{kind:?} earns no points"),
        },
    };
    let blank = (matches!(of, Of::Field(_)) && chance.percent(40)).then(|| some_points(chance));
    Earns { of, award, blank }
}

fn by_number(bounded: bool, chance: &mut Chance) -> Award {
    match chance.below(if bounded { 4 } else { 2 }) {
        0 => {
            let edges = [
                Fraction::whole(2),
                Fraction::whole(5),
                Fraction::parse("7.5"),
            ];
            let many = chance.among(1, 3);
            let gives = (0..=many).map(|_| some_points(chance)).collect();
            Award::Bands(bands(&edges[..many], gives))
        }
        1 => Award::Linear {
            from: number(chance, &["0", "1", "2.5"]),
            to: number(chance, &["3", "7", "10"]),
            points_from: some_points(chance),
            points_to: some_points(chance),
        },
        _ => Award::Rating,
    }
}

fn ties(rules: &mut Rules, chance: &mut Chance) {
    let ordered = |kind: &Kind| {
        matches!(
            kind,
            Kind::Number { .. } | Kind::Rating { .. } | Kind::Scale(_) | Kind::Date { .. }
        )
    };
    let timed = |kind: &Kind| matches!(kind, Kind::Date { .. } | Kind::Timestamp { .. });
    for _ in 0..chance.among(0, 3) {
        let highest = chance.percent(50);
        let fields = usable(rules, ordered);
        let tie = match chance.below(4) {
            0 if fields != [super::rules::SUBMITTED] => TieBreak::Answer {
                highest,
                of: Of::Field(*chance.pick(&fields)),
            },
            1 if !rules.levels.is_empty() => TieBreak::Answer {
                highest,
                of: Of::Level(chance.below(rules.levels.len())),
            },
            2 => TieBreak::Part {
                highest,
                measure: chance.below(rules.measures.len()),
            },
            _ => TieBreak::Earliest(*chance.pick(&usable(rules, timed))),
        };
        let same = |other: &TieBreak| {
            format!("{other:?}").replace("true", "false")
                == format!("{tie:?}").replace("true", "false")
        };
        if !rules.ties.iter().any(same) {
            rules.ties.push(tie);
        }
    }
}

fn duplicates(rules: &mut Rules, chance: &mut Chance) {
    let telling = |kind: &Kind| {
        matches!(
            kind,
            Kind::Email | Kind::Text | Kind::Country | Kind::Choice { .. } | Kind::Date { .. }
        )
    };
    for at in 0..chance.among(0, 2) {
        let mut same = chance.some(&usable(rules, telling));
        same.truncate(2);
        let alone = same.len() == 1 && !matches!(rules.fields[same[0]].kind, Kind::Email);
        if alone || same.contains(&super::rules::SUBMITTED) {
            continue;
        }
        let stands = *chance.pick(&["latest", "latest", "earliest", "ask", "all"]);
        rules.duplicates.push(Duplicates {
            id: format!("d{at}"),
            same,
            apart: chance.percent(30),
            stands,
        });
    }
}

fn places(chance: &mut Chance) -> Places {
    let group_size = chance.percent(70).then(|| chance.among(1, 4));
    let groups = (0..chance.among(1, 4)).map(|at| Group {
        id: ["garden", "kitchen", "cellar", "attic"][at].to_owned(),
        test: None,
        size: (group_size.is_none() || chance.percent(30)).then(|| chance.among(1, 5)),
    });
    let groups: Vec<Group> = groups.collect();
    let open = *chance.pick(&[None, Some("none"), Some("best-ranked"), Some("best-ranked")]);
    Places {
        cap: chance.among(1, 14),
        group_size,
        deal: *chance.pick(&[None, Some("by-rank"), Some("in-turn"), Some("in-turn")]),
        open,
        unfilled: if open == Some("best-ranked") {
            *chance.pick(&[None, Some("stay-empty"), Some("become-open")])
        } else {
            *chance.pick(&[None, Some("stay-empty")])
        },
        several: *chance.pick(&[None, Some("first-preference"), Some("best-place")]),
        preference: None,
        reserve: chance.percent(70).then(|| chance.among(0, 4)),
        groups,
    }
}
