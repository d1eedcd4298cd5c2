//! The score, part by part: which rule gave the points, and the proof that the parts add up.

use std::ops::Deref;

use rust_decimal::Decimal;

use super::derived::derivation;
use super::evidence::amount;
use super::{Case, Section, evened_out};
use crate::papers::titles;
use crate::record::from_selection::header::rows;
use crate::record::{Measured, PartOf, Record};
use crate::rules::{Award, Measure, Subject};
use crate::values::Rounding;
use crate::words;

pub(in crate::papers) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("score", "Score");
    if case.record.parts.is_empty() {
        return section;
    }
    let part = |part: &PartOf<'_>| {
        let measured = measured(case, part)?;
        let measure = measure(case, part)?;
        let subject = measure.worth.subject;
        let found = case.found(subject, true);
        let of = titles::subject(case.rules, subject);
        let answer = match of == measure.title {
            true => found,
            false => format!("{of}: {found}"),
        };
        Some(vec![
            format!("{} ({})", measure.title, measure.id),
            answer,
            given(case, measured, part, true),
            sum(measured, part),
        ])
    };
    let rows = case
        .record
        .parts
        .iter()
        .map(Deref::deref)
        .filter_map(part)
        .collect();
    section.table(
        &["scoring rule", "answer", "points", "points × weight = part"],
        rows,
    );
    total(case.record)
        .iter()
        .for_each(|total| section.line(0, format!("total: {total}")));
    for said in evened_out::said(case, true) {
        section.line(0, said);
    }
    levels(case, &mut section, true);
    section
}

/// How those levels came about that no criterion has said already.
pub(in crate::papers) fn levels(case: Case<'_>, section: &mut Section, located: bool) {
    let said: Vec<Subject> = case
        .rules
        .criteria
        .iter()
        .flat_map(|criterion| criterion.test.subjects())
        .collect();
    for part in &case.record.parts {
        if let Some(measure) =
            measure(case, part).filter(|measure| !said.contains(&measure.worth.subject))
        {
            derivation(case, section, measure.worth.subject, (0, located));
        }
    }
}

pub(in crate::papers) fn measure<'a>(case: Case<'a>, part: &PartOf<'_>) -> Option<&'a Measure> {
    case.rules
        .measures
        .iter()
        .find(|measure| measure.id == part.id)
}

pub(in crate::papers) fn measured<'a>(case: Case<'a>, part: &PartOf<'_>) -> Option<&'a Measured> {
    case.header
        .measures
        .iter()
        .find(|measured| measured.id == part.id)
}

/// Which row, band or line gave the points: `C1: 8.5 (line 370)`.
pub(in crate::papers) fn given(
    case: Case<'_>,
    measured: &Measured,
    part: &PartOf<'_>,
    lines: bool,
) -> String {
    let rows = measure(case, part).map(|of| rows(words::titled(case.rules), &of.worth));
    let row = part.row.zip(rows.as_deref());
    let row = row.and_then(|(row, rows)| row.of(rows));
    let (words, line) = match (row, &measured.blank) {
        _ if part.points.is_none() => ("still open".to_owned(), measured.line),
        (_, Some(worth)) if part.blank => (format!("a blank: {worth}"), measured.line),
        (Some(row), _) => (format!("{}: {}", row.answer, row.points), row.line),
        (None, _) if measured.rows.is_empty() => (worked_out(case, part), measured.line),
        (None, _) => (
            "a row that is not shown, the answer being personal".to_owned(),
            measured.line,
        ),
    };
    if lines {
        format!("{words} (line {line})")
    } else {
        words
    }
}

/// How points that stand in no row came about, so that a pocket calculator can repeat it.
fn worked_out(case: Case<'_>, part: &PartOf<'_>) -> String {
    let ranking = &case.rules.ranking;
    let half = match ranking.rounding {
        Rounding::HalfUp => "a half up",
        Rounding::HalfEven => "a half to the even neighbour",
    };
    let rounded = format!("rounded to {} decimals, {half}", ranking.decimals);
    let of = measure(case, part);
    let read = of.and_then(|of| amount(case.evidence(of.worth.subject)?.read.as_deref()?));
    let award = of.map(|of| &of.worth.award);
    let awards = of.map(|of| words::rule::award(words::titled(case.rules), &of.worth));
    let awards = awards.unwrap_or_default();
    let itself = award.is_some_and(Award::is_itself);
    match (award.and_then(Award::line), read) {
        (Some(line), Some(read)) if line.from < read && read < line.to => {
            let (from, to, least, most) = (line.from, line.to, line.points_from, line.points_to);
            format!(
                "{awards}: {least} + ({read} - {from}) × ({most} - {least}) / ({to} - {from}), {rounded}"
            )
        }
        (None, read)
            if itself && read.is_none_or(|read| read.normalize().scale() > ranking.decimals) =>
        {
            format!("{awards}, {rounded}")
        }
        _ => awards,
    }
}

/// `5.5 × 4 = 22`.
pub(in crate::papers) fn sum(measured: &Measured, part: &PartOf<'_>) -> String {
    match (&part.points, &part.at_most) {
        (Some(points), None) => format!("{points} × {} = {}", measured.weight, part.part),
        (_, most) => format!(
            "open: from {} to {}",
            part.part,
            most.as_ref().unwrap_or(&part.part)
        ),
    }
}

/// Whether the least parts make the least total, and the greatest the greatest.
fn add_up(record: &Record<'_>) -> bool {
    let sum = |texts: Vec<&str>| -> Option<Decimal> {
        texts.into_iter().try_fold(Decimal::ZERO, |sum, text| {
            Some(sum.saturating_add(amount(text)?))
        })
    };
    let least = sum(record.parts.iter().map(|part| part.part.as_ref()).collect());
    let most = sum(record
        .parts
        .iter()
        .map(|part| part.at_most.as_ref().unwrap_or(&part.part).as_ref())
        .collect());
    let (total, at_most) = (
        record.total.as_deref(),
        record.total_at_most.as_deref().or(record.total.as_deref()),
    );
    least == total.and_then(amount) && most == at_most.and_then(amount)
}

/// `22 + 18 + 15 = 55`.
pub(in crate::papers) fn total(record: &Record<'_>) -> Option<String> {
    let total = record.total.as_ref()?;
    let parts: Vec<&str> = record.parts.iter().map(|part| part.part.as_ref()).collect();
    let most = record
        .total_at_most
        .as_ref()
        .map_or_else(String::new, |most| format!(" at least, {most} at most"));
    if record.could_sit.is_some() && !add_up(record) {
        return Some(format!(
            "{total}{most}, over all answers together to what is asked"
        ));
    }
    Some(format!("{} = {total}{most}", parts.join(" + ")))
}
