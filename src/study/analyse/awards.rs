//! Points out of reach: rows, bands and ends of lines that no answer leads to, or nobody who is
//! ranked.

use super::TOO_MANY;
use super::answered::Answered;
use super::eligible_combinations::{Eligible, Who, count_conditions};
use super::report::{Path, Report, listed, then};
use crate::base::finding::Code;
use crate::rules::load::Step;
use crate::rules::{Piece, Rules, Worth, WorthAt};
use crate::study::combinations::Combinations;
use crate::values::{Reading, Value};
use crate::{awards, words};

/// Something that earns points, wherever it stands.
struct Earner<'a> {
    worth: &'a Worth,
    /// The table it is written in.
    path: Path,
    /// Where a finding about the whole of it points.
    spot: Path,
    /// Its name in a sentence.
    what: String,
    /// Whether it is a scoring rule, whose points somebody in the ranking earns, and no part of a level.
    scores: bool,
}

/// Everything that earns points, in the order of the file's sections: levels first.
fn earners(rules: &Rules) -> Vec<Earner<'_>> {
    let mut all: Vec<(WorthAt, &Worth)> = rules.worths_at().collect();
    all.sort_by_key(|(at, _)| matches!(at, WorthAt::Measure(_)));
    all.into_iter()
        .map(|(at, worth)| earner(rules, at, worth))
        .collect()
}

fn earner<'a>(rules: &'a Rules, at: WorthAt, worth: &'a Worth) -> Earner<'a> {
    match at {
        WorthAt::Term { level, term } => {
            let path: Path = vec!["levels".into(), level.into(), "points".into(), term.into()];
            let id = &rules.levels[level].id;
            let what = format!(
                "`{}` in the level `{id}`",
                words::subject(rules, worth.subject)
            );
            Earner {
                worth,
                spot: path.clone(),
                path,
                what,
                scores: false,
            }
        }
        WorthAt::Measure(at) => {
            let path: Path = vec!["scoring".into(), at.into()];
            let id = &rules.measures[at].id;
            let (what, spot) = (
                format!("the scoring rule `{id}`"),
                then(&path, ["id".into()]),
            );
            Earner {
                worth,
                path,
                spot,
                what,
                scores: true,
            }
        }
    }
}

impl Earner<'_> {
    /// What it is made of, each with the path it is written at; between the ends of a line there is none.
    fn pieces(&self) -> Vec<(Piece, Path)> {
        let blank = self.worth.blank.map(|_| Piece::Blank);
        let all = self.worth.award.pieces().into_iter().chain(blank);
        let placed = |piece| {
            let key: Vec<Step> = match piece {
                Piece::Row(at) => vec!["points".into(), Step::Entry(at)],
                Piece::Otherwise => vec![Step::Name("otherwise".to_owned())],
                Piece::Band(at) => vec!["bands".into(), Step::Band(at)],
                Piece::From => vec!["linear".into(), "from".into()],
                Piece::To => vec!["linear".into(), "to".into()],
                Piece::Blank => vec![Step::Name("blank".to_owned())],
                Piece::Between | Piece::Number => return None,
            };
            Some((piece, self.path.iter().cloned().chain(key).collect()))
        };
        all.filter_map(placed).collect()
    }

    /// A piece by its name in the file.
    fn name(&self, rules: &Rules, piece: Piece) -> String {
        match piece {
            Piece::Otherwise => "otherwise".to_owned(),
            Piece::Blank => "blank".to_owned(),
            piece => words::rule::piece(rules, self.worth, piece),
        }
    }

    /// Which of the pieces some combination leads to. A level that is still open leads to none: what it can be is tried, too.
    fn reached(&self, pieces: &[(Piece, Path)], tried: &Combinations<'_>) -> Vec<bool> {
        let mut reached = vec![false; pieces.len()];
        for row in 0..tried.rows.len() {
            let led_to = match &*tried.facts(row).reading(self.worth.subject) {
                Reading::Blank => vec![Piece::Blank],
                Reading::Value(Value::Level(levels)) if levels.known().is_none() => Vec::new(),
                Reading::Value(value) => awards::pieces(&self.worth.award, value),
                Reading::Unreadable(_) => Vec::new(),
            };
            for (reached, (piece, _)) in reached.iter_mut().zip(pieces) {
                *reached = *reached || led_to.contains(piece);
            }
        }
        reached
    }
}

/// Looks at everything that earns points.
pub(super) fn awards(
    answered: &Answered<'_>,
    eligible: &Eligible,
    anybody: bool,
    report: &mut Report<'_>,
) {
    let rules = answered.rules;
    for earner in earners(rules) {
        let (pieces, what, subject) = (earner.pieces(), &earner.what, earner.worth.subject);
        let fields = rules.fields_behind([subject]);
        let Some(tried) =
            answered.every(&fields, count_conditions(rules, &[subject], pieces.len()))
        else {
            report.unseen(&earner.spot, what, TOO_MANY);
            continue;
        };
        let sure = answered.exact(&[subject]);
        let reached = earner.reached(&pieces, &tried);
        report.only_if(sure, &earner.spot, what, |report| {
            for ((piece, path), _) in pieces
                .iter()
                .zip(&reached)
                .filter(|(_, reached)| !**reached)
            {
                let name = earner.name(rules, *piece);
                let (message, help) = match piece {
                    Piece::Blank => (format!("{what} is never blank"), "take `blank` out"),
                    Piece::Otherwise => (
                        format!("no answer leads to `otherwise` of {what}"),
                        "every value is named: take it out",
                    ),
                    _ => (
                        format!("no answer leads to `{name}` of {what}"),
                        "the field's values, or the levels that are derived, exclude it",
                    ),
                };
                report.say(Code::Unreachable, path, message, help);
            }
            Vec::new()
        });
        if !earner.scores || !anybody {
            continue;
        }
        let Some(through) = eligible.through(answered, &fields, Who::Ranked) else {
            continue;
        };
        if sure && through.exact {
            let ranked = answered.combinations(
                &fields,
                through.rows.into_iter().map(|(row, _)| row).collect(),
            );
            let also = earner.reached(&pieces, &ranked);
            let others = pieces.iter().zip(reached.iter().zip(&also));
            let others = others.filter(|(_, (any, ranked))| **any && !**ranked);
            let names: Vec<String> = others
                .map(|((piece, _), _)| earner.name(rules, *piece))
                .collect();
            if !names.is_empty() {
                let message = format!(
                    "nobody in the ranking earns the points for {} of {what}",
                    listed(&names)
                );
                let help = "nothing is wrong if they stand there so that the rule is complete";
                report.say(Code::OnlyForOthers, &earner.spot, message, help);
            }
        }
    }
}
