//! What a test answers for one application, three-valued. Each kind of condition is one file.
//!
//! Adding a kind is one new file here, one arm in [`ask`], its loading in `rules::load::criteria` and its tests.

pub mod bounds;
pub mod level;
pub mod moments;
pub mod one_of;

use std::borrow::Cow;

use crate::answers::Applications;
use crate::awards::{self, Awarded, Precision};
use crate::base::ids::{ApplicationId, AssessorId, Per, find};
use crate::rules::criteria::{Ask, Bound, Leaf, Set, Test};
use crate::rules::levels::Level;
use crate::rules::programme::List;
use crate::rules::{LevelId, ListId, Subject, Worth};
use crate::values::{Answer, LevelSet, Number, Reading, Value};

/// What can be known about one application: its answers, and the levels derived from them.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub applications: &'a Applications,
    pub levels: &'a Per<LevelId, Level>,
    /// What the levels came out as, by level; one that is not there, or has nobody, is worked out when asked for.
    pub derived: &'a [Per<ApplicationId, LevelSet>],
    pub lists: &'a Per<ListId, List>,
    pub precision: Precision,
    /// What is taken for granted in place of what was found: one of the answers that something open may have. Mostly nothing.
    pub supposed: &'a [Supposed],
    /// The application's own levels where `derived` does not hold, by level.
    pub own: &'a [LevelSet],
    /// Which application, from 0.
    pub application: ApplicationId,
}

/// An answer that something open may have; see [`crate::open_answers`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supposed {
    pub subject: Subject,
    pub reading: Reading,
    /// The text of a text field.
    pub text: String,
    /// The cell is left blank, so that `given` is not met and a blank earns what it is worth; what else is asked of it goes by
    /// the reading.
    pub blank: bool,
}

impl<'a> Facts<'a> {
    /// What a field was read as, or the levels that are possible.
    pub fn reading(self, subject: Subject) -> Cow<'a, Reading> {
        if let Some(supposed) = self.supposed(subject) {
            return Cow::Borrowed(&supposed.reading);
        }
        match subject {
            Subject::Field(field) => {
                Cow::Borrowed(self.applications.reading(self.application, field))
            }
            Subject::Level(id) => {
                let derived = find(self.derived, id)
                    .filter(|levels| !levels.is_empty())
                    .map(|levels| &levels[self.application]);
                let derived = find(self.own, id).or(derived).copied();
                // A level that was open may be known by what is supposed.
                let derived =
                    derived.filter(|levels| self.supposed.is_empty() || levels.known().is_some());
                let levels = derived.unwrap_or_else(|| level::derive(&self.levels[id], self));
                Cow::Owned(Reading::Value(Value::Level(levels)))
            }
        }
    }

    /// The points of what is found, or the range they lie in.
    pub fn points(self, worth: &Worth) -> Awarded {
        let blank = self
            .supposed(worth.subject)
            .is_some_and(|supposed| supposed.blank);
        match worth.blank.filter(|_| blank) {
            Some(points) => Awarded {
                blank: true,
                ..Awarded::exactly(points)
            },
            None => awards::points(worth, &self.reading(worth.subject), self.precision),
        }
    }

    fn supposed(self, subject: Subject) -> Option<&'a Supposed> {
        self.supposed
            .iter()
            .find(|supposed| supposed.subject == subject)
    }
}

/// The answer of a test.
pub fn answer(test: &Test, facts: Facts<'_>) -> Answer {
    match test {
        Test::Any(tests) => Answer::any(tests.iter().map(|test| answer(test, facts))),
        Test::All(tests) => Answer::all(tests.iter().map(|test| answer(test, facts))),
        Test::Not(test) => !answer(test, facts),
        Test::Leaf(leaf) => ask(leaf, facts),
    }
}

/// The answer of one condition.
pub fn ask(leaf: &Leaf, facts: Facts<'_>) -> Answer {
    let reading = facts.reading(leaf.subject);
    let value = match (reading.as_ref(), &leaf.ask) {
        (_, Ask::Given)
            if facts
                .supposed(leaf.subject)
                .is_some_and(|supposed| supposed.blank) =>
        {
            return Answer::NotMet;
        }
        (Reading::Blank, Ask::Given) => return Answer::NotMet,
        (Reading::Unreadable(problem), Ask::Given) if problem.answered => return Answer::Met,
        (Reading::Unreadable(problem), ask) => {
            let mut answers = problem
                .among
                .iter()
                .map(|value| of_value(leaf, value, facts));
            if let Some(first) = answers.next() {
                return if answers.all(|answer| answer == first) {
                    first
                } else {
                    Answer::Unclear
                };
            }
            return problem
                .between
                .map_or(Answer::Unclear, |ends| between(ask, ends, facts.lists));
        }
        (Reading::Blank, _) => return Answer::Unclear,
        (Reading::Value(value), _) => value,
    };
    of_value(leaf, value, facts)
}

fn of_value(leaf: &Leaf, value: &Value, facts: Facts<'_>) -> Answer {
    match &leaf.ask {
        Ask::Given => Answer::Met,
        Ask::OneOf(set) => one_of::answer(set, value, || text(leaf.subject, facts)),
        Ask::InList(list) => one_of::answer(&facts.lists[*list].values, value, || {
            text(leaf.subject, facts)
        }),
        Ask::AtLeast(bound) => bounds::at_least(*bound, value),
        Ask::AtMost(bound) => bounds::at_most(*bound, value),
        Ask::Before(moment) => moments::before(*moment, value),
        Ask::By(moment) => moments::by(*moment, value),
    }
}

/// What is answered by every rating that can still come, where some of the assessors have rated.
fn between(ask: &Ask, (least, most): (Number, Number), lists: &Per<ListId, List>) -> Answer {
    let ends = |bound: &Bound, met: &dyn Fn(Number) -> bool| match bound {
        Bound::Number(_) => one_of::known(met(least) && met(most), met(least) || met(most)),
        Bound::Level(_) => Answer::Unclear,
    };
    let none_of = |set: &Set| match set {
        Set::Numbers(numbers) => !numbers
            .iter()
            .any(|number| least <= *number && *number <= most),
        _ => false,
    };
    match ask {
        Ask::AtLeast(bound) => ends(bound, &|end| {
            bounds::at_least(*bound, &Value::Number(end)) == Answer::Met
        }),
        Ask::AtMost(bound) => ends(bound, &|end| {
            bounds::at_most(*bound, &Value::Number(end)) == Answer::Met
        }),
        Ask::OneOf(set) if none_of(set) => Answer::NotMet,
        Ask::InList(list) if none_of(&lists[*list].values) => Answer::NotMet,
        _ => Answer::Unclear,
    }
}

/// The text of a text field, which is its value.
fn text(subject: Subject, facts: Facts<'_>) -> &str {
    if let Some(supposed) = facts.supposed(subject) {
        return &supposed.text;
    }
    match subject {
        Subject::Field(field) => facts
            .applications
            .said(facts.application, field, AssessorId::FIRST)
            .revealed(),
        Subject::Level(_) => "",
    }
}
