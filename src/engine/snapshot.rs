//! What rules make of some applications, as text that is kept beside the rules and held against what comes out now.

use super::decide::decide;
use super::pile::Pile;
use crate::base::counted::count;
use crate::base::finding::{Code, Finding, Location};
use crate::papers::compared;
use crate::rules::Rules;
use crate::study::compare::snapshot::{Broken, Kept, read, stage, text};
use crate::study::compare::state::{Mover, States, movers, of_selection};

/// At most so many people are named of those who keep their outcome.
const NAMED: usize = 20;

/// What comes out now.
#[derive(Debug)]
pub struct Now {
    pub text: String,
    states: States,
}

/// A kept snapshot held against what comes out now.
#[derive(Debug, PartialEq, Eq)]
pub enum Held {
    Same,
    /// Everybody is the same, and the rules or the applications are others.
    OtherInputs,
    /// Who changed, in words.
    Differs(String),
}

/// Selects, and sets down what came of everybody; of rules with stages at the one that they are a view of.
///
/// # Errors
/// What refuses the applications.
pub fn now(rules: &Rules, pile: Pile<'_>, step: &dyn Fn(&str)) -> Result<Now, Vec<Finding>> {
    if !rules.stages.is_empty() && rules.at.is_none() {
        let at = Location::File(rules.file.name.clone());
        let message = "a snapshot of rules with stages is of one of them, and none is named";
        let help = "name it with `--stage`, and the run of the stage before with `--after`";
        return Err(vec![
            Finding::new(Code::StageNeeded, at, message).help(help),
        ]);
    }
    let mut rules = rules.clone();
    let (selection, _) = decide(&mut rules, pile, step)?;
    let states = of_selection(&selection);
    Ok(Now {
        text: text(&selection, &states),
        states,
    })
}

impl Now {
    /// How many applications there are.
    pub fn applications(&self) -> usize {
        self.states.len()
    }

    /// # Errors
    /// Where what was kept is no snapshot, or none any more.
    pub fn against(&self, was: &str) -> Result<Held, Broken> {
        let kept = read(was)?;
        let body = self
            .text
            .find("\n\nCounts\n")
            .map_or(0, |at| at.saturating_add(1));
        let (head, body) = self.text.split_at_checked(body).unwrap_or_default();
        if stage(kept.head) != stage(head) {
            return Err(Broken::Stage(stage(kept.head).map(str::to_owned)));
        }
        Ok(match (kept.body == body, kept.head == head) {
            (true, true) => Held::Same,
            (true, false) => Held::OtherInputs,
            (false, _) => Held::Differs(words(
                &movers(&kept.states, &self.states),
                &self.states,
                &kept,
                head,
            )),
        })
    }
}

fn words(differences: &[Mover], states: &States, kept: &Kept<'_>, head: &str) -> String {
    let (mut moves, rest): (Vec<&Mover>, Vec<&Mover>) =
        differences.iter().partition(|mover| mover.moves);
    compared::weightiest_first(&mut moves);
    let mut lines = vec![format!(
        "{} in the snapshot, {} now: {} another outcome or group, {} only another place, total, chance or criterion",
        count(kept.states.len(), "application", "applications"),
        states.len(),
        count(moves.len(), "has", "have"),
        rest.len()
    )];
    if differences.is_empty() {
        lines.push(
            "everybody is the same, but the snapshot was changed by hand: its counts or seats do not fit".to_owned(),
        );
    } else if kept.head == head {
        lines
            .push("rules and applications are those of the snapshot: it was changed by hand, or Intake was".to_owned());
    }
    lines.extend(
        moves
            .iter()
            .map(|mover| format!("  {}", compared::line(mover))),
    );
    lines.extend(
        rest.iter()
            .take(NAMED)
            .map(|mover| format!("  {}", compared::line(mover))),
    );
    if rest.len() > NAMED {
        lines.push(format!(
            "  … and {} more who keep their outcome",
            rest.len().saturating_sub(NAMED)
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}
