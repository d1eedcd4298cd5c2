//! What a rules file itself says is not settled yet. Nobody is selected by such rules.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::report::Report;
use crate::base::finding::{Code, Finding, Location};
use crate::rules::load::{Step, comments};
use crate::rules::{Rules, RulesFile};

/// Marks that people put where something is still to be done; as words of their own, in capitals.
const MARKS: &[&str] = &["EDIT", "TODO", "FIXME", "TBD", "TBC", "XXX"];
/// What stands in a draft in place of a text, folded to lower case.
#[rustfmt::skip]
const PLACEHOLDERS: &[&str] = &[
    "nobody", "nobody yet", "no one yet", "my-programme", "the title of the programme", "n.n.",
    "nn", "someone", "somebody",
];
/// Beginnings of texts that say that the text is to come.
const TO_COME: &[&str] = &[
    "to be decided",
    "to be defined",
    "to be confirmed",
    "to be determined",
    "to be announced",
    "lorem ipsum",
];
/// Years beyond any real call's: who writes an example takes one of these.
const FIRST_YEAR: i16 = 2000;
const LAST_YEAR: i16 = 2098;

/// Every location that is to be settled, in the order of the file.
pub fn unfinished(rules: &Rules) -> Vec<Finding> {
    let mut report = Report::new(rules);
    for (span, comment) in comments(&rules.file.text) {
        if let Some(mark) = mark(comment) {
            let message = format!("`{mark}` stands here: this is still to be settled");
            report.say_at(
                Code::Unfinished,
                Location::Rules(span),
                message,
                "settle it, and take the mark out",
            );
        }
    }
    let lines: BTreeSet<usize> = report
        .locations()
        .filter_map(|location| line(&rules.file, location))
        .collect();
    for (path, text) in texts(rules) {
        let Some(what) = placeholder(text) else {
            continue;
        };
        let location = report.location(&path);
        if line(&rules.file, &location).is_none_or(|line| !lines.contains(&line)) {
            let help = "write what is to stand here";
            report.say_at(
                Code::Unfinished,
                location,
                format!("`{what}` stands here in place of a text"),
                help,
            );
        }
    }
    for (path, date) in dates(rules) {
        let location = report.location(&path);
        let example = !(FIRST_YEAR..=LAST_YEAR).contains(&date.year());
        if example && line(&rules.file, &location).is_none_or(|line| !lines.contains(&line)) {
            let message = format!("{date} is an example's day, not a call's");
            report.say_at(
                Code::Unfinished,
                location,
                message,
                "write the day of the call",
            );
        }
    }
    if rules.criteria.len() <= 1 && rules.measures.is_empty() {
        let message = "there is no criterion beside the deadline and no scoring rule: whoever is in time is eligible, and the tie-breaks alone decide";
        report.say(
            Code::Unfinished,
            &[],
            message,
            "write the criteria of the call as [[eligibility]], or what earns points as [[scoring]]",
        );
    }
    report.findings()
}

/// The mark that a comment begins or ends with, or that a colon follows: elsewhere it is only spoken of.
pub fn mark(text: &str) -> Option<&'static str> {
    let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    let meant = |mark: &str, at: usize| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let after = text
            .get(at.saturating_add(mark.len())..)
            .unwrap_or_default();
        let alone = apart(text.get(..at).and_then(|before| before.chars().next_back()))
            && apart(after.chars().next());
        let rest = after.trim_matches(|letter: char| !letter.is_alphanumeric());
        alone && (before.is_empty() || rest.is_empty() || after.starts_with(':'))
    };
    MARKS
        .iter()
        .copied()
        .find(|mark| text.match_indices(mark).any(|(at, _)| meant(mark, at)))
}

fn placeholder(text: &str) -> Option<&str> {
    let folded = text.trim().trim_end_matches('.').to_lowercase();
    // One letter can be a name.
    let shape = !["", "x", "X"].contains(&text.trim())
        && text.trim().chars().all(|letter| "?.…_-xX".contains(letter));
    let known = PLACEHOLDERS
        .iter()
        .any(|known| known.trim_end_matches('.') == folded);
    let to_come = TO_COME
        .iter()
        .any(|beginning| folded.starts_with(beginning));
    (shape || known || to_come || mark(text).is_some()).then_some(text)
}

/// The texts in which an author says something, each with its way into the file.
fn texts(rules: &Rules) -> Vec<(Vec<Step>, &str)> {
    fn key<'r>(steps: &[&str], text: &'r str) -> (Vec<Step>, &'r str) {
        (steps.iter().map(|step| Step::from(*step)).collect(), text)
    }
    fn nth<'r>(table: &str, at: usize, text: &'r str) -> (Vec<Step>, &'r str) {
        (vec![table.into(), at.into(), "title".into()], text)
    }
    let programme = &rules.programme;
    let mut all = vec![
        key(&["programme", "id"], &programme.id),
        key(&["programme", "title"], &programme.title),
    ];
    all.extend(
        programme
            .organiser
            .iter()
            .map(|text| key(&["programme", "organiser"], text)),
    );
    all.extend(
        programme
            .venue
            .iter()
            .map(|text| key(&["programme", "place"], text)),
    );
    all.extend(
        rules
            .call
            .clauses
            .iter()
            .map(|clause| key(&["call", "clauses", &clause.id], &clause.text)),
    );
    for decision in &rules.call.decisions {
        all.push(key(&["decisions", &decision.id, "text"], &decision.text));
        all.push(key(&["decisions", &decision.id, "by"], &decision.by));
    }
    // The deadline is the first criterion, and no table of the file.
    all.extend(
        rules
            .criteria
            .iter()
            .skip(1)
            .enumerate()
            .map(|(at, rule)| nth("eligibility", at, &rule.title)),
    );
    all.extend(
        rules
            .measures
            .iter()
            .enumerate()
            .map(|(at, rule)| nth("scoring", at, &rule.title)),
    );
    all.extend(
        rules
            .places
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| nth("groups", at, &group.title)),
    );
    all
}

fn dates(rules: &Rules) -> Vec<(Vec<Step>, Date)> {
    let programme = &rules.programme;
    let deadline = rules.call.zone.to_datetime(rules.call.deadline).date();
    let mut all = vec![(vec!["call".into(), "deadline".into()], deadline)];
    let days = [
        ("confirm_by", rules.call.confirm_by),
        ("answer_by", rules.call.answer_by),
    ];
    for (key, day) in days {
        all.extend(day.map(|day| (vec!["call".into(), key.into()], day)));
    }
    all.extend(
        programme
            .first_day
            .map(|day| (vec!["programme".into(), "first_day".into()], day)),
    );
    all.extend(
        programme
            .last_day
            .map(|day| (vec!["programme".into(), "last_day".into()], day)),
    );
    let decided = |decision: &crate::rules::Decision| {
        (
            vec![
                "decisions".into(),
                Step::from(decision.id.as_str()),
                "on".into(),
            ],
            decision.on,
        )
    };
    all.extend(rules.call.decisions.iter().map(decided));
    all
}

/// The line of a location in the rules, from 1.
fn line(file: &RulesFile, location: &Location) -> Option<usize> {
    let Location::Rules(span) = location else {
        return None;
    };
    Some(
        file.text
            .get(..span.start)?
            .matches('\n')
            .count()
            .saturating_add(1),
    )
}
