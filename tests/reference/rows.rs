//! Random rows, as untidy as people write them: each cell knows what it means, so that the reference need not read.

use super::chance::Chance;
use super::fraction::Fraction;
use super::rules::{Field, ID, Kind, OTHER, Rules, SUBMITTED, Value};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) meaning: Meaning,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Is(Value),
    Blank,
    /// An assessor takes no part.
    Out,
    /// It cannot be read: anything, or nothing, may be meant.
    Open,
    /// A part can be read, and these are what the whole may be.
    Among(Vec<Value>),
}

/// One application: by field, one cell a column.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) cells: Vec<Vec<Cell>>,
}

/// Countries as people write them.
pub(super) const COUNTRIES: [(&str, &[&str]); 7] = [
    ("RS", &["Serbia", "RS", "Србија", "serbia "]),
    ("GE", &["Georgia", "GE"]),
    ("UA", &["Ukraine", "Україна", "UA"]),
    ("KE", &["Kenya"]),
    ("BR", &["Brazil", "Brasil"]),
    ("DK", &["Denmark", "DENMARK"]),
    ("KZ", &["Kazakhstan"]),
];

pub(super) const TEXTS: [&str; 6] = ["Quorum", "Bazaar", "Helmet", "Jigsaw", "Voyage", "Sphinx"];
const BLANKS: [&str; 8] = ["", "", "", " ", "-", "n/a", "N/A", "no answer"];

/// Days of February 2020 on which people apply; most are in time.
const DAYS: [i64; 8] = [3, 4, 5, 9, 10, 11, 15, 27];

/// So many rows; `untidy` says how many cells of a hundred cannot be read or are blank.
pub(super) fn rows(rules: &Rules, chance: &mut Chance, many: usize, untidy: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for at in 0..many {
        let mut row = row(rules, chance, untidy);
        if at > 0 && chance.percent(20) {
            // Somebody who says all the same: a tie, or the same person.
            let submitted = row.cells[SUBMITTED].clone();
            row = rows[chance.below(at)].clone();
            if chance.percent(70) {
                row.cells[SUBMITTED] = submitted;
            }
        } else if at > 0 && chance.percent(20) {
            // The same person, who says other things.
            let before = &rows[chance.below(at)];
            for rule in &rules.duplicates {
                rule.same
                    .iter()
                    .for_each(|&field| row.cells[field] = before.cells[field].clone());
            }
        }
        let id = format!("A-{:02}", at + 11);
        row.cells[ID] = vec![is(id.clone(), Value::Word(id))];
        rows.push(row);
    }
    rows
}

pub(super) fn row(rules: &Rules, chance: &mut Chance, untidy: usize) -> Row {
    let cells = |(at, field): (usize, &Field)| {
        // Hardly anybody's moment is missing: the form writes it.
        let untidy = if at == SUBMITTED { untidy / 4 } else { untidy };
        let first = cell(rules, field, chance, untidy);
        let mut cells = vec![first];
        if let Kind::Rating {
            assessors,
            third,
            pool,
            ..
        } = &field.kind
        {
            let unread = |chance: &mut Chance| match chance.percent(70) {
                true => Cell {
                    text: String::new(),
                    meaning: Meaning::Blank,
                },
                false => Cell {
                    text: chance
                        .word(&["conflict", "Abstain", "recused", "Cannot"])
                        .to_owned(),
                    meaning: Meaning::Out,
                },
            };
            if let Some(pool) = pool {
                for at in 1..*assessors {
                    cells.push(if at < *pool || chance.percent(20) {
                        cell(rules, field, chance, untidy)
                    } else {
                        unread(chance)
                    });
                }
                let shift = chance.below(*assessors);
                cells.rotate_right(shift);
                return cells;
            }
            for _ in 1..*assessors {
                let other = cell(rules, field, chance, untidy);
                // Most assessors agree.
                cells.push(if chance.percent(60) {
                    cells[0].clone()
                } else {
                    other
                });
            }
            if third.is_some() {
                cells.push(if chance.percent(60) {
                    Cell {
                        text: String::new(),
                        meaning: Meaning::Blank,
                    }
                } else {
                    cell(rules, field, chance, untidy)
                });
            }
        }
        cells
    };
    Row {
        cells: rules.fields.iter().enumerate().map(cells).collect(),
    }
}

fn cell(rules: &Rules, field: &Field, chance: &mut Chance, untidy: usize) -> Cell {
    if chance.percent(untidy) {
        return match chance.below(5) {
            0 | 1 => {
                let text = match &field.no_answer {
                    Some(word) if chance.percent(50) => word.clone(),
                    _ => (*chance.pick(&BLANKS)).to_owned(),
                };
                Cell {
                    text,
                    meaning: Meaning::Blank,
                }
            }
            // Whatever the field, this is neither an answer nor a blank.
            2 if !matches!(field.kind, Kind::Timestamp { .. } | Kind::Text) => Cell {
                text: "Prefer not to say".to_owned(),
                meaning: Meaning::Open,
            },
            _ => bad(rules, field, chance),
        };
    }
    good(rules, field, chance)
}

fn is(text: impl Into<String>, value: Value) -> Cell {
    Cell {
        text: text.into(),
        meaning: Meaning::Is(value),
    }
}

fn any_case(text: &str, chance: &mut Chance) -> String {
    match chance.below(6) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        2 => format!(" {text} "),
        _ => text.to_owned(),
    }
}

fn good(rules: &Rules, field: &Field, chance: &mut Chance) -> Cell {
    let word = |word: &str| Value::Word(word.to_owned());
    match &field.kind {
        Kind::Id => is("", word("")),
        Kind::Text => {
            let text = chance.word(&TEXTS);
            is(any_case(text, chance), word(text))
        }
        Kind::Email => {
            let person = chance.pick(&[
                "vera", "boris", "ngozi", "tamar", "ivo", "lale", "oskar", "petra", "jun",
            ]);
            // Some addresses are only alike.
            let address = match chance.below(25) {
                0 => format!("{}.{}@example.org", &person[..1], &person[1..]),
                1 => format!("{person}+course@example.org"),
                _ => format!("{person}@example.org"),
            };
            is(any_case(&address, chance).trim(), word(&address))
        }
        Kind::Country => match chance.below(8) {
            0 if !rules.standing.is_empty() => {
                let territory = chance.pick(&rules.standing);
                is(
                    territory.name,
                    word(territory.counts_as.unwrap_or(territory.name)),
                )
            }
            _ => {
                let (code, names) = chance.pick(&COUNTRIES);
                is(*chance.pick(names), word(code))
            }
        },
        Kind::Choice { options, other } => match chance.below(8) {
            0 if *other => is("beekeeping", word(OTHER)),
            _ => {
                let (id, spellings) = chance.pick(options);
                is(any_case(spelt(id, spellings, chance), chance), word(id))
            }
        },
        Kind::Choices {
            options,
            other,
            separator,
        } => {
            let many = if chance.percent(60) {
                1
            } else {
                chance.among(1, options.len())
            };
            let chosen: Vec<_> = chance.shuffled(options).into_iter().take(many).collect();
            let mut ids: Vec<String> = chosen.iter().map(|(id, _)| id.clone()).collect();
            let mut texts: Vec<String> = chosen
                .iter()
                .map(|(id, spellings)| spelt(id, spellings, chance).to_owned())
                .collect();
            if *other && chance.percent(10) {
                ids.push(OTHER.to_owned());
                texts.push("beekeeping".to_owned());
            }
            let separator = separator.unwrap_or(';');
            let between = if chance.percent(50) {
                separator.to_string()
            } else {
                format!("{separator} ")
            };
            is(texts.join(&between), Value::Words(ids))
        }
        Kind::Scale(scale) => {
            let levels = &rules.scales[*scale].levels;
            let at = chance.below(levels.len());
            let (name, spellings) = &levels[at];
            is(
                any_case(spelt(name, spellings, chance), chance),
                Value::Level(at),
            )
        }
        Kind::YesNo { yes, no } => {
            let says = chance.percent(60);
            let words: Vec<&str> = match says {
                true => ["yes", "Y", "TRUE", "да"]
                    .into_iter()
                    .chain(yes.iter().map(String::as_str))
                    .collect(),
                false => ["no", "N", "false", "nein"]
                    .into_iter()
                    .chain(no.iter().map(String::as_str))
                    .collect(),
            };
            is(*chance.pick(&words), Value::Yes(says))
        }
        Kind::Number { min, max, decimal } => {
            let (min, max) = (
                min.unwrap_or(Fraction::whole(-4)),
                max.unwrap_or(Fraction::whole(30)),
            );
            amount(min, max, *decimal, chance)
        }
        Kind::Rating {
            min, max, decimal, ..
        } => amount(*min, *max, *decimal, chance),
        Kind::Date { order, century } => {
            let day = i64::try_from(chance.among(1, 29)).unwrap();
            is(date(day, *order, *century, chance), Value::Time(day))
        }
        Kind::Timestamp {
            order,
            century,
            zone,
        } => {
            let zone = zone.unwrap_or(rules.zone);
            let (day, hour) = (*chance.pick(&DAYS), *chance.pick(&[0, 8, 12, 18, 23]));
            let (minute, second) = *chance.pick(&[(0, 0), (59, 59), (0, 1)]);
            let at = ((day * 24 + hour) * 60 + minute) * 60 + second;
            let day = date(day, *order, *century, chance);
            let clock = format!(
                "{day}{}{hour:02}:{minute:02}:{second:02}",
                if day.starts_with("20") { "T" } else { " " }
            );
            is(clock, Value::Time(at - zone.hours * 3600))
        }
    }
}

fn spelt<'a>(name: &'a str, spellings: &'a [String], chance: &mut Chance) -> &'a str {
    match chance.below(2) {
        0 if !spellings.is_empty() => chance.pick(spellings).as_str(),
        _ => name,
    }
}

/// A number between bounds, in halves or quarters.
fn amount(
    min: Fraction,
    max: Fraction,
    decimal: Option<&'static str>,
    chance: &mut Chance,
) -> Cell {
    let steps = i128::try_from(chance.below(17)).unwrap();
    let number = min + (max - min) * Fraction::new(steps, 16);
    let number = number.floor(*chance.pick(&[0, 1, 1, 2])).max(min);
    let text = match decimal {
        Some("comma") => number.to_string().replace('.', ","),
        Some("either") if chance.percent(50) => number.to_string().replace('.', ","),
        _ => number.to_string(),
    };
    is(text, Value::Number(number))
}

/// A day of February 2020.
fn date(day: i64, order: Option<&str>, century: bool, chance: &mut Chance) -> String {
    let short = century && chance.percent(50);
    let year = if short { "20" } else { "2020" };
    match order {
        Some("day-month-year") => format!("{day:02}/02/{year}"),
        Some("month-day-year") => format!("02/{day:02}/{year}"),
        _ if short && order.is_some() => format!("20-02-{day:02}"),
        _ => format!("2020-02-{day:02}"),
    }
}

/// What cannot be read, or not wholly.
fn bad(rules: &Rules, field: &Field, chance: &mut Chance) -> Cell {
    let open = |text: &str| Cell {
        text: text.to_owned(),
        meaning: Meaning::Open,
    };
    match &field.kind {
        // Any text is a text.
        Kind::Text | Kind::Id => good(rules, field, chance),
        Kind::Email => open(chance.word(&["nobody", "vera at example.org"])),
        Kind::Country => open(chance.word(&["Polnad", "Abkhazia", "here and there"])),
        Kind::Choice { options, .. } => {
            // Almost an option; the generator's options have long spellings.
            let (id, spellings) = chance.pick(options);
            open(&misspelt(spellings.first().unwrap_or(id)))
        }
        Kind::Choices {
            options,
            other,
            separator,
        } => {
            let (wrong, spellings) = chance.pick(options);
            let wrong_text = misspelt(spellings.first().unwrap_or(wrong));
            let rest: Vec<_> = options.iter().filter(|(id, _)| id != wrong).collect();
            if rest.is_empty() || chance.percent(50) {
                return open(&wrong_text);
            }
            let read = chance.pick(&rest).0.clone();
            // What is read is certain, and in its place; what is not may be any other option, or nothing.
            let mut others: Vec<String> = options
                .iter()
                .map(|(id, _)| id.clone())
                .filter(|id| *id != read)
                .collect();
            others.extend(other.then(|| OTHER.to_owned()));
            let values = others
                .into_iter()
                .map(|id| Value::Words(vec![read.clone(), id]));
            let values = [Value::Words(vec![read.clone()])]
                .into_iter()
                .chain(values)
                .collect();
            let separator = separator.unwrap_or(';');
            Cell {
                text: format!("{read}{separator}{wrong_text}"),
                meaning: Meaning::Among(values),
            }
        }
        Kind::Scale(_) => open("a wardrobe"),
        Kind::YesNo { .. } => open(chance.word(&["partly", "maybe"])),
        Kind::Number { min, max, .. } => match (min, max) {
            (Some(_), Some(_)) => open(chance.word(&["seven", "4711", "7/10"])),
            _ => open(chance.word(&["seven", "7/10"])),
        },
        Kind::Rating { .. } => open(chance.word(&["seven", "4711", "7/10"])),
        Kind::Date { .. } | Kind::Timestamp { .. } => {
            open(chance.word(&["yesterday", "soon after the holidays"]))
        }
    }
}

/// With its second and third letter exchanged.
fn misspelt(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.swap(1, 2);
    letters.into_iter().collect()
}
