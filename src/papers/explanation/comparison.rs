//! Two applications side by side, and what separates them; of any two outcomes.

use std::borrow::Cow;
use std::ops::Deref;

use super::criteria::{Said, criterion};
use super::evidence::{More, amount};
use super::separation::{lots, separated};
use super::{Case, Page, Section, one_line, outcome, ranking, score, sources};
use crate::papers::titles;
use crate::record::{Nth, PartOf};
use crate::rules::TieBreakId;
use crate::values::SeatIn;
use crate::words;
use crate::words::outcomes::not_final;

/// The page about two applications. `by` is the tie-break that told them apart, where their totals are equal.
pub fn comparison(one: Case<'_>, other: Case<'_>, by: Option<Nth<TieBreakId>>) -> Page {
    let (a, b) = (&one.record.application, &other.record.application);
    let sections = [
        outcomes(one, other),
        between(one, other, by),
        scores(one, other),
        criteria(one, other),
        sources::section(&[one, other]),
    ];
    Page {
        title: one_line(format!("{a} and {b} side by side")),
        about: one_line(one.header.title.clone()),
        sections: sections
            .into_iter()
            .filter(|section| !section.blocks.is_empty())
            .collect(),
    }
}

fn outcomes(one: Case<'_>, other: Case<'_>) -> Section {
    let mut section = Section::new("outcome", "Outcome");
    let none = || "none".to_owned();
    let position = |case: Case<'_>| {
        let standing = case.record.standing.as_ref();
        standing.map_or_else(
            || "not ranked".to_owned(),
            |standing| ranking::position(case, standing),
        )
    };
    let total = |case: Case<'_>| match (&case.record.total, &case.record.total_at_most) {
        (Some(least), Some(most)) => format!("from {least} to {most}"),
        (Some(total), None) => total.to_string(),
        (None, _) => none(),
    };
    let fits = |case: Case<'_>| match case.record.standing {
        Some(_) if !case.record.fits.is_empty() => {
            let title = |id: &Cow<'_, str>| {
                let seat = SeatIn::Group(Cow::Borrowed(id.as_ref()));
                titles::seat(case.rules, &seat).title.into_owned()
            };
            case.record
                .fits
                .iter()
                .map(title)
                .collect::<Vec<_>>()
                .join(", ")
        }
        _ => none(),
    };
    let row =
        |name: &str, of: &dyn Fn(Case<'_>) -> String| vec![name.to_owned(), of(one), of(other)];
    let mut rows = vec![
        row("outcome", &|case| outcome::words(case.rules, case.record)),
        row("ranking", &position),
        row("total", &total),
    ];
    if one.record.standing.is_some() || other.record.standing.is_some() {
        rows.push(row("admitted by", &fits));
    }
    rows.push(row("read from", &|case| case.record.origin.to_string()));
    section.table(
        &["", &one.record.application, &other.record.application],
        rows,
    );
    let open = one.is_provisional() || other.is_provisional();
    section.line_if(open, not_final(one.header.awaited()));
    section
}

/// What separates the two.
fn between(one: Case<'_>, other: Case<'_>, by: Option<Nth<TieBreakId>>) -> Section {
    let mut section = Section::new("between", "What separates them");
    let (Some(position), Some(other_position)) = (position(one), position(other)) else {
        as_they_came(&mut section, [one, other]);
        return section;
    };
    let (first, second) = if position < other_position {
        (one, other)
    } else {
        (other, one)
    };
    let (better, worse) = (&first.record.application, &second.record.application);
    let totals = total(first).zip(total(second));
    match totals.filter(|(first, second)| first != second) {
        Some((more, less)) => {
            let apart = More::of(more, less);
            let words = format!("{better} is ranked above {worse}: {more} against {less}, {apart}");
            section.line(0, words);
        }
        None => {
            let by = by
                .and_then(|by| one.rules.ranking.tie_breaks.find(by.id()?))
                .map_or_else(
                    || "the tie-breaks".to_owned(),
                    |by| words::tie_break(words::titled(one.rules), by),
                );
            let words =
                format!("{better} is ranked above {worse}: equal totals, told apart by {by}");
            section.line(0, words);
        }
    }
    if separated(first, second.record, by, &mut section, 1) {
        lots(first, &[better, worse], &mut section);
    }
    as_they_came(&mut section, [first, second]);
    section
}

/// What came of each, and why.
fn as_they_came(section: &mut Section, cases: [Case<'_>; 2]) {
    for Case { record, rules, .. } in cases {
        section.line(
            0,
            format!("{}: {}", record.application, outcome::words(rules, record)),
        );
        record
            .why
            .iter()
            .for_each(|why| section.line(1, why.as_ref()));
    }
}

fn position(case: Case<'_>) -> Option<usize> {
    case.record
        .standing
        .as_ref()
        .map(|standing| standing.position)
}

fn total(case: Case<'_>) -> Option<rust_decimal::Decimal> {
    case.record.total.as_deref().and_then(amount)
}

fn scores(one: Case<'_>, other: Case<'_>) -> Section {
    let mut section = Section::new("score", "Score");
    if one.record.parts.is_empty() && other.record.parts.is_empty() {
        return section;
    }
    let unscored = || "not scored".to_owned();
    let mut rows = Vec::new();
    let subjects = one
        .rules
        .measures
        .iter()
        .map(|measure| measure.worth.subject);
    for (measured, subject) in one.header.measures.iter().zip(subjects) {
        let (this, that) = (part(one, &measured.id), part(other, &measured.id));
        let said = |case: Case<'_>, part: Option<&PartOf<'_>>| {
            let sum = |part| {
                format!(
                    "{}; {}",
                    case.found(subject, true),
                    score::sum(measured, part)
                )
            };
            part.map_or_else(unscored, sum)
        };
        let known = |part: Option<&PartOf<'_>>| {
            part.filter(|part| part.at_most.is_none())
                .and_then(|part| amount(&part.part))
        };
        let apart = known(this)
            .zip(known(that))
            .map_or_else(String::new, |(this, that)| More::of(this, that).to_string());
        rows.push(vec![
            measured.id.clone(),
            said(one, this),
            said(other, that),
            apart,
        ]);
    }
    let sum = |case: Case<'_>| score::total(case.record).unwrap_or_else(unscored);
    let closed = |case: Case<'_>| total(case).filter(|_| case.record.total_at_most.is_none());
    let more = closed(one)
        .zip(closed(other))
        .map_or_else(String::new, |(this, that)| More::of(this, that).to_string());
    rows.push(vec!["total".to_owned(), sum(one), sum(other), more]);
    let first = format!("{} has", one.record.application);
    section.table(
        &[
            "scoring rule",
            &one.record.application,
            &other.record.application,
            &first,
        ],
        rows,
    );
    section
}

fn part<'a>(case: Case<'a>, id: &str) -> Option<&'a PartOf<'a>> {
    case.record
        .parts
        .iter()
        .map(Deref::deref)
        .find(|part| part.id == id)
}

/// The criteria whose answers, or the answers inside them, differ.
fn criteria(one: Case<'_>, other: Case<'_>) -> Section {
    let mut section = Section::new("criteria", "Criteria where they differ");
    let mut same = Vec::new();
    for (judged, against) in one.record.criteria.iter().zip(other.record.criteria.iter()) {
        if judged == against {
            same.push(judged.id.as_ref());
            continue;
        }
        for (case, judged) in [(one, judged), (other, against)] {
            section.line(0, format!("{}, {}", judged.id, case.record.application));
            criterion(
                case,
                &mut section,
                judged,
                Said {
                    located: true,
                    numbered: false,
                    depth: 1,
                },
            );
        }
    }
    if !same.is_empty() {
        section.line(0, format!("the same answers for both: {}", same.join(", ")));
    }
    section
}
