//! Everything that there is to decide in some rules, each with its line and its words.

use super::Undecided;
use crate::rules::{
    Award, Derivation, Leaf, Level, Measure, OpenPlaces, Rules, Subject, Test, Unfilled,
};
use crate::words;

/// One thing to decide. Positions count from 0, in the order of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A question of a test, in the order of its leaves, decided with yes or with no.
    Leaf {
        owner: Owner,
        leaf: usize,
        met: bool,
    },
    /// A row of a levels table that gives the level.
    LevelRow {
        level: usize,
        row: usize,
    },
    /// A band of a level that the sum falls into.
    LevelBand {
        level: usize,
        band: usize,
    },
    /// What an answer earns.
    Award {
        owner: Awarding,
        part: Part,
    },
    /// A group whose last seat is taken while somebody else fits it.
    Group(usize),
    TieBreak(usize),
    Duplicates(usize),
    Place(PlaceRule),
}

/// What a test belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    Criterion(usize),
    Group(usize),
    Row { level: usize, row: usize },
}

/// What awards points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Awarding {
    Measure(usize),
    Term { level: usize, term: usize },
}

/// Where points come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Row(usize),
    Otherwise,
    Band(usize),
    /// At the first end of a line, or before it.
    From,
    Between,
    /// At the other end of a line, or behind it.
    To,
    /// The number itself.
    Number,
    /// Nothing was answered.
    Blank,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceRule {
    Cap,
    Deal,
    Open,
    Unfilled,
    Several,
    Reserve,
}

/// Everything, in the order in which rules are applied.
pub(super) fn items(rules: &Rules) -> Vec<(Item, Undecided)> {
    let mut items = Items {
        rules,
        all: Vec::new(),
    };
    for (index, rule) in rules.form.duplicates.iter().enumerate() {
        let says = words::duplicates(rules, rule);
        items.push(
            Item::Duplicates(index),
            rule.line,
            format!("duplicates {}", rule.id),
            says,
        );
    }
    for (index, level) in rules.levels.iter().enumerate() {
        items.level(index, level);
    }
    for (index, criterion) in rules.criteria.iter().enumerate() {
        items.test(
            Owner::Criterion(index),
            &format!("criterion {}", criterion.id),
            &criterion.test,
        );
    }
    for (index, measure) in rules.measures.iter().enumerate() {
        items.measure(index, measure);
    }
    for (index, (tie_break, line)) in rules
        .ranking
        .tie_breaks
        .iter()
        .zip(&rules.ranking.lines)
        .enumerate()
    {
        let says = words::tie_break(rules, tie_break);
        items.push(Item::TieBreak(index), *line, "tie-breaks".to_owned(), says);
    }
    for (index, group) in rules.places.groups.iter().enumerate() {
        let rule = format!("group {}", group.id);
        if let Some(test) = &group.test {
            items.test(Owner::Group(index), &rule, test);
        }
        let taken = if group.size == 1 {
            "its seat is".to_owned()
        } else {
            format!("all {} seats are", group.size)
        };
        let says = format!("{taken} taken, and somebody else fits");
        items.push(Item::Group(index), group.line, rule, says);
    }
    items.places();
    items.all
}

struct Items<'a> {
    rules: &'a Rules,
    all: Vec<(Item, Undecided)>,
}

impl Items<'_> {
    fn push(&mut self, item: Item, line: u32, rule: String, what: String) {
        self.all.push((item, Undecided { line, rule, what }));
    }

    fn test(&mut self, owner: Owner, rule: &str, test: &Test) {
        for (leaf, Leaf { subject, line, .. }) in test.leaves().into_iter().enumerate() {
            for met in [true, false] {
                let asks = test
                    .leaves()
                    .get(leaf)
                    .map_or_else(String::new, |leaf| words::ask(self.rules, leaf));
                let says = if met { "met" } else { "not met" };
                let what = format!("{} {asks}: {says}", words::subject(self.rules, *subject));
                self.push(
                    Item::Leaf { owner, leaf, met },
                    *line,
                    rule.to_owned(),
                    what,
                );
            }
        }
    }

    fn level(&mut self, index: usize, level: &Level) {
        let rules = self.rules;
        let rule = format!("level {}", level.id);
        let name = |position: u8| words::level_of_scale(rules, level.scale, position).to_owned();
        match &level.derivation {
            Derivation::Table(rows) => {
                for (at, row) in rows.iter().enumerate() {
                    if let Some(test) = &row.test {
                        self.test(
                            Owner::Row {
                                level: index,
                                row: at,
                            },
                            &rule,
                            test,
                        );
                    }
                    let what = format!("the row that gives {}", name(row.level));
                    self.push(
                        Item::LevelRow {
                            level: index,
                            row: at,
                        },
                        row.line,
                        rule.clone(),
                        what,
                    );
                }
            }
            Derivation::Points { terms, bands } => {
                for (at, term) in terms.iter().enumerate() {
                    let owner = Awarding::Term {
                        level: index,
                        term: at,
                    };
                    self.award(owner, &rule, term.line, term.subject, &term.award);
                }
                for (at, band) in bands.iter().enumerate() {
                    let what = format!(
                        "{}: {}",
                        words::range(band.from, band.below),
                        name(band.gives)
                    );
                    self.push(
                        Item::LevelBand {
                            level: index,
                            band: at,
                        },
                        band.line,
                        rule.clone(),
                        what,
                    );
                }
            }
        }
    }

    fn measure(&mut self, index: usize, measure: &Measure) {
        let rule = format!("measure {}", measure.id);
        self.award(
            Awarding::Measure(index),
            &rule,
            measure.line,
            measure.subject,
            &measure.award,
        );
    }

    fn award(&mut self, owner: Awarding, rule: &str, line: u32, subject: Subject, award: &Award) {
        let rules = self.rules;
        let of = words::subject(rules, subject).to_owned();
        let mut part = |part: Part, line: u32, what: String| {
            self.push(
                Item::Award { owner, part },
                line,
                rule.to_owned(),
                format!("{of}: {what}"),
            );
        };
        match award {
            Award::Table { rows, otherwise } => {
                for (at, row) in rows.iter().enumerate() {
                    let values = words::set(rules, subject, &row.value).join(", ");
                    part(
                        Part::Row(at),
                        row.line,
                        format!("{values} earns {}", row.points),
                    );
                }
                if let Some(points) = otherwise {
                    part(
                        Part::Otherwise,
                        line,
                        format!("anything else earns {points}"),
                    );
                }
            }
            Award::Bands(bands) => {
                for (at, band) in bands.iter().enumerate() {
                    let range = words::range(band.from, band.below);
                    part(
                        Part::Band(at),
                        band.line,
                        format!("{range}: {}", band.gives),
                    );
                }
            }
            Award::Linear(linear) => {
                part(
                    Part::From,
                    line,
                    format!("{} at {} and beyond", linear.points_from, linear.from),
                );
                part(
                    Part::Between,
                    line,
                    "between the ends of the line".to_owned(),
                );
                part(
                    Part::To,
                    line,
                    format!("{} at {} and beyond", linear.points_to, linear.to),
                );
            }
            Award::Rating => part(Part::Number, line, "the rating itself".to_owned()),
        }
        if matches!(subject, Subject::Field(_)) {
            part(Part::Blank, line, "a blank".to_owned());
        }
    }

    fn places(&mut self) {
        let places = &self.rules.places;
        let several = places.groups.len() > 1;
        let open = match places.open {
            OpenPlaces::None => "places beyond the groups stay empty while somebody has no seat",
            OpenPlaces::BestRanked => "somebody without a seat in a group takes an open place",
        };
        let unfilled = match places.unfilled {
            Unfilled::StayEmpty => {
                "a seat that its group cannot fill stays empty while somebody has no seat"
            }
            Unfilled::BecomeOpen => "a seat that its group cannot fill becomes an open place",
        };
        let rules = [
            (
                PlaceRule::Cap,
                "cap",
                "all places are taken, and somebody else has none",
                true,
            ),
            (
                PlaceRule::Deal,
                "deal",
                "the groups have more seats than the cap, and all places are taken",
                several,
            ),
            (PlaceRule::Open, "open", open, true),
            (PlaceRule::Unfilled, "unfilled", unfilled, true),
            (
                PlaceRule::Several,
                "several",
                "somebody who fits several groups has a seat",
                several,
            ),
            (
                PlaceRule::Reserve,
                "reserve",
                "a reserve list is full, and somebody else fits the group",
                true,
            ),
        ];
        for (rule, key, what, asked) in rules {
            if asked {
                let line =
                    crate::study::examples::line_of_key(self.rules, self.rules.places.line, key);
                self.push(
                    Item::Place(rule),
                    line,
                    format!("places {key}"),
                    what.to_owned(),
                );
            }
        }
    }
}
