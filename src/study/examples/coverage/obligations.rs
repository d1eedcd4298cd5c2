//! Coverage obligations: everything that there is to decide in some rules, each with its line and
//! its words.

use super::Undecided;
use crate::base::ids::with_ids;
use crate::rules::{
    BalanceRuleId, BandId, Derivation, DuplicatesId, GroupId, LeafId, Level, LevelId, OpenPlaces,
    Piece, RowId, Rules, Stage, StageId, Subject, Test, TestAt, TieBreakId, Ties, Unfilled, Worth,
    WorthAt,
};
use crate::words;

/// One thing to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obligation {
    /// A condition of a test, met or not met.
    Leaf {
        owner: TestAt,
        leaf: LeafId,
        met: bool,
    },
    /// A row of a levels table that gives the level.
    LevelRow {
        level: LevelId,
        row: RowId,
    },
    /// A band of a level that the sum falls into.
    LevelBand {
        level: LevelId,
        band: BandId,
    },
    /// What an answer earns.
    Award {
        owner: WorthAt,
        part: Piece,
    },
    /// A group whose last seat is taken while somebody else fits it.
    Group(GroupId),
    TieBreak(TieBreakId),
    Duplicates(DuplicatesId),
    Places(PlaceRule),
    Stage(StageId, StageRule),
    /// A balance rule without which the seats of a pool would go otherwise.
    Balance(BalanceRuleId),
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

/// What a stage decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StageRule {
    Shortlist,
    Ties,
    Floor,
}

/// Everything, in the order in which rules are applied.
pub(super) fn obligations(rules: &Rules) -> Vec<(Obligation, Undecided)> {
    let mut obligations = Obligations {
        rules,
        all: Vec::new(),
    };
    for (index, rule) in rules.form.duplicates.each() {
        let says = words::rule::duplicates(rules, rule);
        obligations.push(
            Obligation::Duplicates(index),
            rule.line,
            format!("duplicates {}", rule.id),
            says,
        );
    }
    for (index, level) in rules.levels.each() {
        obligations.level(index, level);
    }
    for (index, criterion) in rules.criteria.each() {
        obligations.test(TestAt::Criterion(index), &criterion.test);
    }
    for (index, measure) in rules.measures.each() {
        obligations.award(WorthAt::Measure(index), &measure.worth);
    }
    for ((index, tie_break), line) in rules.ranking.tie_breaks.each().zip(&rules.ranking.lines) {
        let says = words::tie_break(rules, tie_break);
        obligations.push(
            Obligation::TieBreak(index),
            *line,
            "tie-breaks".to_owned(),
            says,
        );
    }
    for (index, group) in rules.places.groups.each() {
        let rule = format!("group {}", group.id);
        if let Some(test) = &group.test {
            obligations.test(TestAt::Group(index), test);
        }
        let taken = if group.size == 1 {
            "its seat is".to_owned()
        } else {
            format!("all {} seats are", group.size)
        };
        let says = format!("{taken} taken, and somebody else fits");
        obligations.push(Obligation::Group(index), group.line, rule, says);
    }
    obligations.places();
    for (index, stage) in rules.stages.each() {
        obligations.stage(index, stage);
    }
    for (index, rule) in rules.balance.each() {
        let says = format!("{}: without it other people have seats", rule.title);
        let name = format!("balance {}", rule.id);
        obligations.push(Obligation::Balance(index), rule.line, name, says);
    }
    obligations.all
}

struct Obligations<'a> {
    rules: &'a Rules,
    all: Vec<(Obligation, Undecided)>,
}

impl Obligations<'_> {
    fn push(&mut self, obligation: Obligation, line: u32, rule: String, what: String) {
        self.all.push((obligation, Undecided { line, rule, what }));
    }

    fn test(&mut self, owner: TestAt, test: &Test) {
        let rule = owner.rule(self.rules);
        let leaves = test.leaves();
        for (leaf, asked) in with_ids(&leaves) {
            let subject = words::subject(self.rules, asked.subject);
            let asks = words::ask(self.rules, asked);
            for (met, says) in [(true, "met"), (false, "not met")] {
                let what = format!("{subject} {asks}: {says}");
                self.push(
                    Obligation::Leaf { owner, leaf, met },
                    asked.line,
                    rule.clone(),
                    what,
                );
            }
        }
    }

    fn stage(&mut self, id: StageId, stage: &Stage) {
        let ties = stage.shortlist.map(|shortlist| match shortlist.ties {
            Ties::Kept => "somebody is on its shortlist by a tie alone",
            Ties::Settled => "a tie at the end of its shortlist is settled",
        });
        let full = "its shortlist is full, and somebody else is ranked";
        let all = [
            (
                StageRule::Shortlist,
                stage.shortlist.map(|_| full),
                "scoring",
            ),
            (StageRule::Ties, ties, "ties"),
            (
                StageRule::Floor,
                stage
                    .floor
                    .map(|_| "somebody eligible has fewer points than its floor"),
                "floor",
            ),
        ];
        for (rule, what, key) in all {
            if let Some(what) = what {
                let line = crate::study::examples::line_of_key(self.rules, stage.line, key);
                let name = format!("stage {}", stage.id);
                self.push(Obligation::Stage(id, rule), line, name, what.to_owned());
            }
        }
    }

    fn level(&mut self, level: LevelId, of: &Level) {
        let rules = self.rules;
        let rule = format!("level {}", of.id);
        let name = |position: u8| words::level_of_scale(rules, of.scale, position).to_owned();
        match &of.derivation {
            Derivation::Table(rows) => {
                for (row, of) in with_ids(rows) {
                    if let Some(test) = &of.test {
                        self.test(TestAt::Row { level, row }, test);
                    }
                    let what = format!("the row that gives {}", name(of.level));
                    let obligation = Obligation::LevelRow { level, row };
                    self.push(obligation, of.line, rule.clone(), what);
                }
            }
            Derivation::Points { terms, bands } => {
                for (term, worth) in with_ids(terms) {
                    self.award(WorthAt::Term { level, term }, worth);
                }
                for (band, of) in with_ids(bands) {
                    let range = words::rule::range(of.from, of.below);
                    let what = format!("{range}: {}", name(of.gives));
                    let obligation = Obligation::LevelBand { level, band };
                    self.push(obligation, of.line, rule.clone(), what);
                }
            }
        }
    }

    fn award(&mut self, owner: WorthAt, worth: &Worth) {
        let rules = self.rules;
        let of = words::subject(rules, worth.subject);
        let blank = matches!(worth.subject, Subject::Field(_)).then_some(Piece::Blank);
        for part in worth.award.pieces().into_iter().chain(blank) {
            let given = worth.award.points_of(part);
            let what = match (given, part, worth.award.line()) {
                (Some((points, _)), ..) => words::rule::piece_gives(rules, worth, part, &points),
                (None, Piece::From, Some(line)) => {
                    format!("{} at {} and beyond", line.points_from, line.from)
                }
                (None, Piece::To, Some(line)) => {
                    format!("{} at {} and beyond", line.points_to, line.to)
                }
                _ => words::rule::piece(rules, worth, part),
            };
            let line = given.and_then(|(_, line)| line).unwrap_or(worth.line);
            self.push(
                Obligation::Award { owner, part },
                line,
                owner.rule(rules),
                format!("{of}: {what}"),
            );
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
                    Obligation::Places(rule),
                    line,
                    format!("places {key}"),
                    what.to_owned(),
                );
            }
        }
    }
}
