//! Why an example came out as it did: each expression of its rules with its answer, and under it
//! the values it was worked out from.

use std::fmt::Write as _;

use super::single::About;
use crate::base::ids::ApplicationId;
use crate::judge::criteria::{self, level};
use crate::rules::{Derivation, Level, LevelId, Measure, Rules, Subject, Test, Worth};
use crate::select::Selection;
use crate::values::{Reading, Value};
use crate::words::problems;
use crate::{score, words};

/// The page, indented by two; each rule once.
pub fn page(
    rules: &Rules,
    selection: &Selection<'_>,
    application: ApplicationId,
    about: &[About],
) -> String {
    let mut tree = Tree {
        rules,
        selection,
        application,
        page: String::new(),
    };
    let mut about = about.to_vec();
    about.sort();
    about.dedup();
    for about in about {
        match about {
            About::Criterion(index) => {
                let criterion = &rules.criteria[index];
                tree.line(
                    0,
                    &format!(
                        "line {}: {} ({})",
                        criterion.line, criterion.title, criterion.id
                    ),
                );
                tree.test(1, &criterion.test);
            }
            About::Group(group) => {
                let group = &rules.places.groups[group];
                tree.line(0, &format!("line {}: the group {}", group.line, group.id));
                match &group.test {
                    Some(test) => tree.test(1, test),
                    None => tree.line(1, &words::rule::admits(rules, None)),
                }
            }
            About::Level(id) => {
                let level = &rules.levels[id];
                tree.line(0, &format!("line {}: the level {}", level.line, level.id));
                tree.level(1, id, level);
            }
            About::Measure(id) => {
                tree.measure(&rules.measures[id]);
            }
        }
    }
    tree.page
}

struct Tree<'a> {
    rules: &'a Rules,
    selection: &'a Selection<'a>,
    application: ApplicationId,
    page: String,
}

impl Tree<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.page, "{}{text}", "  ".repeat(depth.saturating_add(1)));
    }

    fn test(&mut self, depth: usize, test: &Test) {
        let answer = criteria::answer(test, self.selection.facts(self.application)).words();
        let below = depth.saturating_add(1);
        match test {
            Test::Any(tests) => {
                self.line(depth, &format!("any of these: {answer}"));
                tests.iter().for_each(|test| self.test(below, test));
            }
            Test::All(tests) => {
                self.line(depth, &format!("all of these: {answer}"));
                tests.iter().for_each(|test| self.test(below, test));
            }
            Test::Not(test) => {
                self.line(depth, &format!("not this: {answer}"));
                self.test(below, test);
            }
            Test::Leaf(leaf) => {
                let (subject, asks) = (
                    words::subject(self.rules, leaf.subject),
                    words::ask(self.rules, leaf),
                );
                self.line(depth, &format!("{subject} {asks}: {answer}"));
                self.value(below, leaf.subject);
            }
        }
    }

    /// What stands in the cells and what it was read as; of a level, what it comes from.
    fn value(&mut self, depth: usize, subject: Subject) {
        match subject {
            Subject::Level(id) => self.level(depth, id, &self.rules.levels[id]),
            Subject::Field(_) => {
                let said = self.said(subject);
                self.line(depth, &said);
            }
        }
    }

    fn said(&self, subject: Subject) -> String {
        let facts = self.selection.facts(self.application);
        let reading = facts.reading(subject);
        let read = words::reading(self.rules, subject, &reading);
        let Subject::Field(field) = subject else {
            return read.unwrap_or_default().into_owned();
        };
        let applications = &self.selection.applications;
        let cells: Vec<String> = applications
            .assessors(field)
            .map(|assessor| {
                match applications
                    .said(self.application, field, assessor)
                    .revealed()
                {
                    "" => "blank".to_owned(),
                    text => format!("`{text}`"),
                }
            })
            .collect();
        let cells = cells.join(" and ");
        match (&*reading, read) {
            (Reading::Unreadable(problem), _) => {
                format!("{cells}, which {}", problems::said(problem, false).message)
            }
            (Reading::Value(Value::Choices(choices)), Some(read)) => match &choices.unread {
                Some(problem) => format!(
                    "{cells}, read as {read}: part of it {}",
                    problems::said(problem, false).message
                ),
                None => format!("{cells}, read as {read}"),
            },
            (_, Some(read)) => format!("{cells}, read as {read}"),
            (_, None) => cells,
        }
    }

    fn level(&mut self, depth: usize, id: LevelId, level: &Level) {
        let facts = self.selection.facts(self.application);
        let read = self.said(Subject::Level(id));
        self.line(depth, &format!("{} is {read}", level.id));
        let below = depth.saturating_add(1);
        match &level.derivation {
            Derivation::Table(rows) => {
                for row in rows {
                    let answer = row.test.as_ref().map(|test| criteria::answer(test, facts));
                    match &row.test {
                        Some(test) => {
                            self.line(below, &format!("line {}:", row.line));
                            self.test(below.saturating_add(1), test);
                        }
                        None => self.line(below, &format!("line {}: everything else", row.line)),
                    }
                    if answer == Some(crate::values::Answer::Met) {
                        break;
                    }
                }
            }
            Derivation::Points { terms, .. } => {
                terms.iter().for_each(|term| self.term(below, term));
                let (least, most) = level::sum(terms, facts);
                self.line(
                    below,
                    &format!("sum {}", between(&least.normalize(), &most.normalize())),
                );
            }
        }
    }

    fn term(&mut self, depth: usize, term: &Worth) {
        let facts = self.selection.facts(self.application);
        let points = facts.points(term);
        let subject = words::subject(self.rules, term.subject);
        self.line(
            depth,
            &format!("{subject}: {} points", between(&points.least, &points.most)),
        );
        self.value(depth.saturating_add(1), term.subject);
    }

    fn measure(&mut self, measure: &Measure) {
        let part = score::contribution(measure, self.selection.facts(self.application));
        let points = between(&part.points.least, &part.points.most);
        let blank = if part.points.blank {
            ", for a blank"
        } else {
            ""
        };
        self.line(
            0,
            &format!(
                "line {}: {} ({})",
                measure.worth.line, measure.title, measure.id
            ),
        );
        let (weight, worth) = (measure.weight, between(&part.least, &part.most));
        self.line(
            1,
            &format!("{points} points{blank} × weight {weight} = {worth}"),
        );
        self.value(2, measure.worth.subject);
    }
}

fn between<T: std::fmt::Display + PartialEq>(least: &T, most: &T) -> String {
    if least == most {
        least.to_string()
    } else {
        format!("{least} to {most}")
    }
}
