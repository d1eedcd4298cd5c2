//! What is allowed and hardly meant: a deadline after the first day, a scale from best to worst, applications years from the deadline.

use jiff::Timestamp;

use super::report::Report;
use crate::base::finding::{Code, Finding};
use crate::rules::load::Step;
use crate::rules::{Rules, Scale};
use crate::values::spelling::fold_words;

/// Levels as they are usually called, from worst to best; words in one row are as good as each other.
#[rustfmt::skip]
const LADDERS: &[&[&[&str]]] = &[
    &[&["a1"], &["a2"], &["b1"], &["b2"], &["c1"], &["c2"]],
    &[
        &["none", "no", "never", "nothing", "unable", "no knowledge"],
        &[
            "beginner", "elementary", "basic", "poor", "weak", "little", "limited", "low",
            "rarely", "some", "bad",
        ],
        &[
            "intermediate", "medium", "moderate", "average", "fair", "sometimes", "satisfactory",
            "considerable",
        ],
        &["good", "high", "upper intermediate", "often", "strong", "advanced", "very good"],
        &[
            "excellent", "fluent", "proficient", "native", "expert", "always", "extensive",
            "outstanding", "native speaker",
        ],
    ],
];
/// How far from the deadline an application may come before nobody believes it.
const FAR: i64 = 366 * 24 * 3600;

/// What is unlikely about the rules by themselves.
pub fn unlikely(rules: &Rules) -> Vec<Finding> {
    let mut report = Report::new(rules);
    unlikely_in(rules, &mut report);
    report.findings()
}

pub(super) fn unlikely_in(rules: &Rules, report: &mut Report<'_>) {
    let deadline = rules.call.zone.to_datetime(rules.call.deadline).date();
    let first = rules.programme.first_day.or(rules.programme.last_day);
    if let Some(first) = first.filter(|first| *first < deadline) {
        let message = format!("the deadline, {deadline}, is after the programme begins, {first}");
        let path: [Step; 2] = ["call".into(), "deadline".into()];
        report.say(
            Code::DeadlineUnlikely,
            &path,
            message,
            "check the year of both",
        );
    }
    let days = [
        ("confirm_by", "confirm", rules.call.confirm_by),
        ("answer_by", "answer", rules.call.answer_by),
    ];
    for (key, verb, day) in days {
        let Some(day) = day else { continue };
        let first = first.filter(|first| *first < day);
        let wrong = if day < deadline {
            Some(format!("before the deadline, {deadline}"))
        } else {
            first.map(|first| format!("after the programme begins, {first}"))
        };
        if let Some(wrong) = wrong {
            let message = format!("the day to {verb} by, {day}, is {wrong}");
            let path: [Step; 2] = ["call".into(), key.into()];
            let help = "check the year of both";
            report.say(Code::ConfirmUnlikely, &path, message, help);
        }
    }
    for scale in &rules.form.scales {
        if let Some((best, worst)) = falls(scale) {
            let message = format!(
                "the scale `{}` begins with `{best}` and ends with `{worst}`",
                scale.name
            );
            let help =
                "write the levels from worst to best: `at_least` and points go by that order";
            report.say(
                Code::ScaleOrder,
                &["scales".into(), Step::Name(scale.name.clone())],
                message,
                help,
            );
        }
    }
}

/// The first and the last level of a scale whose usual names only ever go down.
fn falls(scale: &Scale) -> Option<(&str, &str)> {
    let names = || {
        scale
            .levels
            .iter()
            .map(|(name, spellings)| (name, spellings))
    };
    let down = |ranks: &[usize]| ranks.len() > 1 && ranks.is_sorted_by(|a, b| a > b);
    let by_words = LADDERS.iter().any(|ladder| {
        let rank = |text: &str| {
            ladder
                .iter()
                .position(|words| words.contains(&fold_words(text).as_str()))
        };
        let ranks = names().filter_map(|(name, spellings)| {
            rank(name).or_else(|| spellings.iter().find_map(|spelling| rank(spelling)))
        });
        down(&ranks.collect::<Vec<_>>())
    });
    let numbers: Option<Vec<usize>> = names().map(|(name, _)| name.parse().ok()).collect();
    let falls = by_words || numbers.is_some_and(|numbers| down(&numbers));
    let (first, last) = (scale.levels.first()?, scale.levels.last()?);
    falls.then_some((first.0.as_str(), last.0.as_str()))
}

/// What is unlikely about the deadline beside moments at which people applied, in whatever order.
pub fn far(rules: &Rules, moments: impl IntoIterator<Item = Timestamp>) -> Option<Finding> {
    let after = |moment: Timestamp| {
        moment
            .as_second()
            .saturating_sub(rules.call.deadline.as_second())
    };
    let (mut least, mut most) = (i64::MAX, i64::MIN);
    for moment in moments {
        (least, most) = (least.min(after(moment)), most.max(after(moment)));
    }
    let (what, from) = if least > FAR && least != i64::MAX {
        ("after", least)
    } else if most < -FAR && most != i64::MIN {
        ("before", -most)
    } else {
        return None;
    };
    let years = from / FAR;
    let deadline = rules.call.zone.to_datetime(rules.call.deadline).date();
    let span = if years == 1 {
        "a year".to_owned()
    } else {
        format!("{years} years")
    };
    let message =
        format!("every application came more than {span} {what} the deadline, {deadline}");
    let location = Report::new(rules).location(&["call".into(), "deadline".into()]);
    Some(
        Finding::new(Code::DeadlineFar, location, message)
            .help("check the year, and that these are the applications of this call"),
    )
}
