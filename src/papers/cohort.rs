//! What is said of the cohort's numbers, and the table of them in the terminal.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::mem;

use comfy_table::{CellAlignment, Table, presets};

use super::{glance, titles};
use crate::base::counted::count;
use crate::record::cohort::{Cohort, Counted, NoValue, Steps};
use crate::rules::{Rules, Subject};
use crate::select::{Outcome, Selection};
use crate::values::escape::visible;
use crate::values::{Country, Reading, Sort, Topic, Value, Wrong, countries};
use crate::words;

/// Said of a value of which few were selected.
pub(super) const BELOW_FOUR_FIFTHS: &str = "less than four fifths of the highest share";

/// Whom the cohort counts: whoever applied twice once.
pub(super) fn counts(outcome: &Outcome) -> bool {
    !matches!(outcome, Outcome::Superseded { .. })
}

/// Said below its numbers, where these are not those of all applications.
pub(super) fn whom(selection: &Selection<'_>) -> Option<String> {
    let left_out = selection.outcomes.iter().filter(|one| !counts(one)).count();
    let left_out = (left_out > 0).then(|| {
        count(
            left_out,
            "application that another of the same person supersedes",
            "applications that others of the same people supersede",
        )
    });
    // Whoever meets every criterion and waits for an answer is not ranked yet.
    let some_wait = glance::eligible(selection) != selection.standings.len();
    let ranked = "eligible are those who are ranked";
    let said = match left_out {
        Some(left_out) => format!("counted is everybody who applied; not counted: {left_out}"),
        None if some_wait => "counted is everybody who applied".to_owned(),
        None => return None,
    };
    Some(match some_wait {
        true => format!("{said}; {ranked}"),
        false => said,
    })
}

/// What is no value.
const ANOTHER: &str = "another answer";
const NOT_CLEAR: &str = "not clear";
const DECLINED: &str = "prefers not to say";
const NO_ANSWER: &str = "no answer";

/// An answer: a country by its name and code, an option by its title.
pub(super) fn value(counted: &Counted) -> Cow<'_, str> {
    match (&counted.value, &counted.name, counted.answer) {
        (Some(value), None, _) => Cow::Borrowed(value),
        (Some(value), Some(name), _) => with_code(name, value),
        (None, _, Some(NoValue::Other)) => Cow::Borrowed(ANOTHER),
        (None, _, Some(NoValue::Further)) => Cow::Borrowed("further values"),
        (None, _, Some(NoValue::Unclear)) => Cow::Borrowed(NOT_CLEAR),
        (None, _, Some(NoValue::Declined)) => Cow::Borrowed(DECLINED),
        (None, _, Some(NoValue::Blank) | None) => Cow::Borrowed(NO_ANSWER),
    }
}

/// A value by what people call it; a country with its code, by which lists have it.
pub(super) fn with_code<'a>(name: &'a str, value: &str) -> Cow<'a, str> {
    match Country::new(value) {
        Some(country) if countries::name(country) == name => {
            Cow::Owned(format!("{name} ({value})"))
        }
        _ => Cow::Borrowed(name),
    }
}

/// What an answer was read as, in the words by which it is counted; none where it is counted by what it says, as a text is.
pub(super) fn read<'a>(
    rules: &'a Rules,
    subject: Subject,
    reading: &Reading,
) -> Option<Cow<'a, str>> {
    match reading {
        Reading::Blank => Some(Cow::Borrowed(NO_ANSWER)),
        Reading::Unreadable(problem) if matches!(problem.wrong, Wrong::Declined) => {
            Some(Cow::Borrowed(DECLINED))
        }
        Reading::Unreadable(_) | Reading::Value(Value::NearText(_)) => {
            Some(Cow::Borrowed(NOT_CLEAR))
        }
        Reading::Value(Value::Country(country)) => Some(Cow::Borrowed(countries::name(*country))),
        Reading::Value(Value::Choices(choices))
            if choices.chosen.is_empty() && choices.unread.is_some() =>
        {
            Some(Cow::Borrowed(NOT_CLEAR))
        }
        Reading::Value(Value::Choices(choices)) if choices.chosen.is_empty() && choices.other => {
            Some(Cow::Borrowed(ANOTHER))
        }
        Reading::Value(Value::Level(levels)) if levels.known().is_none() => {
            Some(Cow::Borrowed(NOT_CLEAR))
        }
        reading => words::reading(words::titled(rules), subject, reading),
    }
}

/// The field, or the level.
fn name(cohort: &Cohort) -> Cow<'_, str> {
    match (&cohort.field, &cohort.level) {
        (Some(field), _) => Cow::Borrowed(field),
        (None, Some(level)) => Cow::Owned(format!("{level} (level)")),
        (None, None) => Cow::Borrowed(""),
    }
}

/// The same by its title.
pub(super) fn title(rules: &Rules, cohort: &Cohort) -> String {
    let topic = match (&cohort.field, &cohort.level) {
        (Some(field), _) => Topic::new(Sort::Field, field),
        (None, level) => Topic::new(Sort::Level, level.as_deref().unwrap_or_default()),
    };
    titles::topic(rules, &topic).into_owned()
}

/// What balance rules ask for of a value: `at least 3 (Half of the seats for women); at most 5 (No more than a quarter)`.
pub(super) fn asked(rules: &Rules, counted: &Counted) -> String {
    let all = counted.asked.iter();
    let all = all.map(|asked| {
        let rule = Topic::new(Sort::Balance, &asked.rule);
        format!("{} ({})", asked.asks, titles::topic(rules, &rule))
    });
    all.collect::<Vec<String>>().join("; ")
}

/// The share of those who applied that was selected, as `12.5 %`; none where nobody applied.
pub(super) fn percent(steps: &Steps) -> Option<String> {
    share(steps.selected, steps.applied)
}

/// What has become of those who were chosen: at a stage that is not the last nobody has a seat yet.
pub(super) fn chosen(rules: &Rules) -> &'static str {
    match rules.is_shortlisting() {
        true => "shortlisted",
        false => "selected",
    }
}

/// A part of a whole as `12.5 %`, rounded once; none of no whole.
pub(super) fn share(part: u32, whole: u32) -> Option<String> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    let doubled = part.saturating_mul(2000).saturating_add(whole);
    let tenths = doubled.checked_div(whole.saturating_mul(2))?;
    Some(format!("{}.{} %", tenths / 10, tenths % 10))
}

/// At most so many values of a field are shown.
const VALUES: usize = 12;

/// The fields with their values: those of which most applied, and what the others come to together.
pub(super) fn table(rules: &Rules, cohorts: &[Cohort]) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let is_asked = cohorts
        .iter()
        .flat_map(|cohort| &cohort.values)
        .any(|counted| !counted.asked.is_empty());
    let chosen = chosen(rules);
    table.set_header([
        "  field",
        "value",
        "applied",
        "eligible",
        chosen,
        "reserve",
        &format!("{chosen} of applied"),
        if is_asked { "asked for" } else { "" },
    ]);
    for column in 2..=6 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut low = false;
    for cohort in cohorts {
        let mut field = format!("  {}", visible(&title(rules, cohort)));
        let shown = shown(&cohort.values);
        for (_, counted) in cohort
            .values
            .iter()
            .enumerate()
            .filter(|(at, _)| shown.contains(at))
        {
            low |= counted.below_four_fifths;
            let mark = if counted.below_four_fifths {
                " *"
            } else {
                "  "
            };
            let steps = counted.steps;
            let numbers = [steps.applied, steps.eligible, steps.selected, steps.reserve];
            let mut row = vec![mem::take(&mut field), visible(&value(counted)).into_owned()];
            row.extend(numbers.map(|number| number.to_string()));
            row.push(format!("{}{mark}", percent(&steps).unwrap_or_default()));
            row.push(visible(&asked(rules, counted)).into_owned());
            table.add_row(row);
        }
        if let Some((beside, steps)) = beside(&cohort.values, &shown) {
            let more = count(
                beside,
                "more value: manifest.json",
                "more values: manifest.json",
            );
            let numbers = [steps.applied, steps.eligible, steps.selected, steps.reserve];
            let mut row = vec![mem::take(&mut field), more];
            row.extend(numbers.map(|number| number.to_string()));
            row.push(format!("{}  ", percent(&steps).unwrap_or_default()));
            table.add_row(row);
        }
    }
    let mut page = format!("{}\n", table.trim_fmt());
    if low {
        let _ = writeln!(
            page,
            "  * {BELOW_FOUR_FIFTHS} of the field, and more than chance explains"
        );
    }
    page
}

/// The positions of the values that are shown: those that are remarkable, then those of which most applied.
pub(super) fn shown(values: &[Counted]) -> BTreeSet<usize> {
    let mut order: Vec<(usize, &Counted)> = values.iter().enumerate().collect();
    order.sort_by_key(|(at, counted)| {
        let steps = counted.steps;
        (
            Reverse((
                counted.below_four_fifths,
                steps.applied,
                steps.selected,
                steps.reserve,
            )),
            *at,
        )
    });
    order.into_iter().take(VALUES).map(|(at, _)| at).collect()
}

/// How many values are not shown, and what they come to together; none where all are.
pub(super) fn beside(values: &[Counted], shown: &BTreeSet<usize>) -> Option<(usize, Steps)> {
    let mut others = (0_usize..)
        .zip(values)
        .filter(|(at, _)| !shown.contains(at));
    let (_, first) = others.next()?;
    let start = (1_usize, first.steps);
    Some(others.fold(start, |(many, all), (_, one)| {
        (many.saturating_add(1), all.joined(&one.steps))
    }))
}

/// The values of which another number came how far in B than in A, a line each.
pub(super) fn differences(a: &[Cohort], b: &[Cohort]) -> Vec<String> {
    let nobody = Steps::default();
    let mut lines = Vec::new();
    for (one, other) in a.iter().filter_map(|one| {
        let same = |other: &&Cohort| (&other.field, &other.level) == (&one.field, &one.level);
        Some((one, b.iter().find(same)?))
    }) {
        let mut values: Vec<Cow<'_, str>> = one.values.iter().map(value).collect();
        for counted in &other.values {
            let own = value(counted);
            if !values.contains(&own) {
                values.push(own);
            }
        }
        for own in values {
            let steps = |of: &Cohort| {
                let known = of.values.iter().find(|counted| value(counted) == own);
                known.map_or(nobody, |counted| counted.steps)
            };
            let (from, to) = (steps(one), steps(other));
            let steps = [
                ("applied", from.applied, to.applied),
                ("eligible", from.eligible, to.eligible),
                ("selected", from.selected, to.selected),
                ("reserve", from.reserve, to.reserve),
            ];
            let changed = steps.iter().filter(|(_, from, to)| from != to);
            let changed: Vec<String> = changed
                .map(|(step, from, to)| format!("{step} {from} → {to}"))
                .collect();
            if !changed.is_empty() {
                lines.push(format!(
                    "{}, {}: {}",
                    visible(&name(one)),
                    visible(&own),
                    changed.join(", ")
                ));
            }
        }
    }
    lines
}
