//! Points: rows, bands and ends of lines that no answer leads to, or nobody who is ranked.

use super::TOO_MANY;
use super::answered::Answered;
use super::eligible_combinations::{Gate, Who, asked};
use super::report::{Path, Report, listed, then};
use crate::base::finding::Code;
use crate::judge::criteria::one_of;
use crate::rules::load::Step;
use crate::rules::{Award, Derivation, Rules, Subject};
use crate::study::combinations::Combinations;
use crate::values::{Answer, Number, Points, Reading, Value};
use crate::{awards, words};

/// Something that earns points, wherever it stands.
pub(super) struct Earner<'a> {
    pub(super) subject: Subject,
    pub(super) award: &'a Award,
    pub(super) blank: Option<Points>,
    /// The table it is written in.
    pub(super) path: Path,
    /// Where a finding about the whole of it points.
    pub(super) spot: Path,
    /// Its name in a sentence.
    pub(super) what: String,
    /// Whether it is a scoring rule, whose points somebody in the ranking earns, and no part of a level.
    pub(super) scores: bool,
}

/// A row, a band, an end of a line, or what a blank is worth: its name and its place.
struct Piece {
    name: String,
    path: Path,
    leads: Leads,
}

enum Leads {
    Row(usize),
    Otherwise,
    Band(usize),
    /// Up to the beginning of the line, or from its end on.
    From,
    To,
    Blank,
}

/// Everything that earns points, in the order of the file's sections.
pub(super) fn earners(rules: &Rules) -> Vec<Earner<'_>> {
    let mut all = Vec::new();
    for (at, level) in rules.levels.iter().enumerate() {
        let Derivation::Points { terms, .. } = &level.derivation else {
            continue;
        };
        for (nth, term) in terms.iter().enumerate() {
            let path: Path = vec!["levels".into(), at.into(), "points".into(), nth.into()];
            let what = format!(
                "`{}` in the level `{}`",
                words::subject(rules, term.subject),
                level.id
            );
            let (subject, award, blank) = (term.subject, &term.award, term.blank);
            all.push(Earner {
                subject,
                award,
                blank,
                spot: path.clone(),
                path,
                what,
                scores: false,
            });
        }
    }
    for (at, measure) in rules.measures.iter().enumerate() {
        let path: Path = vec!["scoring".into(), at.into()];
        let (subject, award, blank) = (measure.subject, &measure.award, measure.blank);
        let (what, spot) = (
            format!("the scoring rule `{}`", measure.id),
            then(&path, ["id".into()]),
        );
        all.push(Earner {
            subject,
            award,
            blank,
            path,
            spot,
            what,
            scores: true,
        });
    }
    all
}

fn pieces(rules: &Rules, earner: &Earner<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |name: String, path: Path, leads| pieces.push(Piece { name, path, leads });
    match earner.award {
        Award::Table { rows, otherwise } => {
            for (at, row) in rows.iter().enumerate() {
                let name = words::set(rules, earner.subject, &row.value).join(", ");
                add(
                    name,
                    then(&earner.path, ["points".into(), Step::Entry(at)]),
                    Leads::Row(at),
                );
            }
            if otherwise.is_some() {
                let path = then(&earner.path, [Step::Name("otherwise".to_owned())]);
                add("otherwise".to_owned(), path, Leads::Otherwise);
            }
        }
        Award::Bands(bands) => {
            for (at, band) in bands.iter().enumerate() {
                let name = words::range(band.from, band.below);
                add(
                    name,
                    then(&earner.path, ["bands".into(), Step::Band(at)]),
                    Leads::Band(at),
                );
            }
        }
        Award::Linear(line) => {
            let end = |key: &str| then(&earner.path, ["linear".into(), key.into()]);
            add(format!("{} or less", line.from), end("from"), Leads::From);
            add(format!("{} or more", line.to), end("to"), Leads::To);
        }
        Award::Rating => {}
    }
    if earner.blank.is_some() {
        add(
            "blank".to_owned(),
            then(&earner.path, [Step::Name("blank".to_owned())]),
            Leads::Blank,
        );
    }
    pieces
}

impl Piece {
    /// Whether a reading leads here.
    fn is_led_to(&self, award: &Award, reading: &Reading) -> bool {
        let value = match (reading, &self.leads) {
            (Reading::Blank, Leads::Blank) => return true,
            (Reading::Value(value), _) => value,
            (Reading::Blank | Reading::Unreadable(_), _) => return false,
        };
        let number = match value {
            Value::Number(number) => Some(*number),
            _ => None,
        };
        match (award, &self.leads) {
            (Award::Table { rows, otherwise }, Leads::Row(_) | Leads::Otherwise) => {
                self.decides(rows, *otherwise, value)
            }
            (Award::Bands(bands), Leads::Band(at)) => number
                .zip(bands.get(*at))
                .is_some_and(|(number, band)| band.covers(number)),
            (Award::Linear(line), Leads::From) => {
                number.is_some_and(|number| number <= Number::plain(line.from))
            }
            (Award::Linear(line), Leads::To) => {
                number.is_some_and(|number| number >= Number::plain(line.to))
            }
            _ => false,
        }
    }

    /// Whether a row of a table decides what a value earns: it names the value, and of several options the best.
    fn decides(
        &self,
        rows: &[crate::rules::measures::PointsRow],
        otherwise: Option<Points>,
        value: &Value,
    ) -> bool {
        let earned =
            awards::table::points(rows, otherwise, value).and_then(|awarded| awarded.known());
        let named = |value: &Value| {
            rows.iter()
                .any(|row| one_of::answer(&row.value, value, || "") == Answer::Met)
        };
        match self.leads {
            Leads::Row(at) => rows.get(at).is_some_and(|row| {
                Some(row.points) == earned
                    && one_of::answer(&row.value, value, || "") == Answer::Met
            }),
            _ => match value {
                Value::Choices(choices) => {
                    let alone = |option: &u8| {
                        let chosen = crate::values::value::Choices {
                            chosen: vec![*option],
                            ..Default::default()
                        };
                        named(&Value::Choices(chosen))
                    };
                    earned == otherwise && (choices.other || !choices.chosen.iter().all(alone))
                }
                value => !named(value),
            },
        }
    }
}

/// Looks at everything that earns points.
pub(super) fn awards(answered: &Answered<'_>, gate: &Gate, anybody: bool, report: &mut Report<'_>) {
    let rules = answered.rules;
    for earner in earners(rules) {
        let pieces = pieces(rules, &earner);
        let fields = rules.fields_behind([earner.subject]);
        let Some(grid) = answered.every(&fields, asked(rules, &[earner.subject], pieces.len()))
        else {
            report.unseen(&earner.spot, &earner.what, TOO_MANY);
            continue;
        };
        let sure = answered.exact(&[earner.subject]);
        let reached = reached(&earner, &pieces, &grid);
        report.only_if(sure, &earner.spot, &earner.what, |report| {
            for (piece, _) in pieces
                .iter()
                .zip(&reached)
                .filter(|(_, reached)| !**reached)
            {
                let (message, help) = match piece.leads {
                    Leads::Blank => (
                        format!("{} is never blank", earner.what),
                        "take `blank` out",
                    ),
                    Leads::Otherwise => (
                        format!("no answer leads to `otherwise` of {}", earner.what),
                        "every value is named: take it out",
                    ),
                    _ => {
                        let help = "the field's values, or the levels that are derived, exclude it";
                        (
                            format!("no answer leads to `{}` of {}", piece.name, earner.what),
                            help,
                        )
                    }
                };
                report.say(Code::Unreachable, &piece.path, message, help);
            }
            Vec::new()
        });
        if !earner.scores || !anybody {
            continue;
        }
        let Some(through) = gate.through(answered, &fields, Who::Ranked) else {
            continue;
        };
        if sure && through.exact {
            let ranked = answered.grid(
                &fields,
                through.rows.into_iter().map(|(row, _)| row).collect(),
            );
            let also = self::reached(&earner, &pieces, &ranked);
            let others = pieces
                .iter()
                .zip(reached.iter().zip(&also))
                .filter(|(_, (any, ranked))| **any && !**ranked);
            let names: Vec<&str> = others.map(|(piece, _)| piece.name.as_str()).collect();
            if !names.is_empty() {
                let message = format!(
                    "nobody in the ranking earns the points for {} of {}",
                    listed(&names),
                    earner.what
                );
                report.say(
                    Code::OnlyForOthers,
                    &earner.spot,
                    message,
                    "nothing is wrong if they stand there so that the rule is complete",
                );
            }
        }
    }
}

fn reached(earner: &Earner<'_>, pieces: &[Piece], grid: &Combinations<'_>) -> Vec<bool> {
    let mut reached = vec![false; pieces.len()];
    for row in 0..grid.rows.len() {
        let reading = grid.facts(row).reading(earner.subject);
        for (reached, piece) in reached.iter_mut().zip(pieces) {
            *reached = *reached || piece.is_led_to(earner.award, &reading);
        }
    }
    reached
}
