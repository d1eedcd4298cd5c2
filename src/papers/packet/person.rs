//! The page of one person, as a panel reads it: what came of them and why, their points with every assessor's rating, their answers, what
//! is open, what was decided, and who stands around them.

use std::borrow::Cow;

use super::{Person, Unread, answers, around, name};
use crate::papers::explanation::answers::answer;
use crate::papers::explanation::criteria::{Said, criterion};
use crate::papers::explanation::{
    Case, Own, Section, evened_out, one_line, outcome, rulings, score,
};
use crate::papers::lists::everybody::PROVISIONAL;
use crate::papers::titles;
use crate::record::{Nth, PartOf, Record};
use crate::rules::Subject;
use crate::values::{Answer, OutcomeKind, SeatIn};

/// The page. `own` are the answers that are shown beside the run's, where these were asked for, and `unread` those that the rules do not
/// know of; `named` gives the name of somebody else by their id.
pub fn person(
    case: Case<'_>,
    own: &[Own],
    unread: &[Unread],
    named: &dyn Fn(&str) -> Option<String>,
) -> Person {
    let record = case.record;
    let cutoffs = around::cutoffs(case);
    let sections = [
        outcome::why(case),
        outcome::to_ask(case),
        rulings::section(case),
        points(case, own),
        criteria(case),
        around::ranking(case),
        cutoffs.clone(),
        outcome::related(case),
        around::named(&around::spoken_of(case, &cutoffs), named),
        answers::section(case, own),
        answers::statements(case, own, unread),
    ];
    Person {
        id: record.application.to_string(),
        name: name(case.rules, own).map(one_line),
        outcome: one_line(in_words(case)),
        rank: rank(case),
        total: total(record),
        sections: sections
            .into_iter()
            .filter(|section| !section.blocks.is_empty())
            .collect(),
    }
}

/// `reserve 1 for Human rights of Roma and Sinti`.
fn in_words(case: Case<'_>) -> String {
    let record = case.record;
    let groups = &case.header.groups;
    let group = groups
        .iter()
        .find(|group| Some(&group.id) == record.group.as_ref());
    let title = group.map(|group| group.title.as_str());
    let said = match (record.outcome, title, record.reserve) {
        (OutcomeKind::Reserve, Some(title), Some(number)) => {
            format!("reserve {number} for {title}")
        }
        (OutcomeKind::Selected, _, _) if record.group == Some(SeatIn::Open) => {
            "selected for an open place".to_owned()
        }
        (OutcomeKind::Selected, Some(title), _) => format!("selected for {title}"),
        (OutcomeKind::Shortlisted, Some(title), _) => format!("shortlisted for {title}"),
        (OutcomeKind::Unplaced, ..) => "eligible, without a place".to_owned(),
        (outcome, ..) => outcome.in_words().to_owned(),
    };
    match record.outcome.is_chosen() && case.is_provisional() {
        true => format!("{said}, {PROVISIONAL}"),
        false => said,
    }
}

/// `18=` where the lot alone told somebody apart from who is directly above or below.
fn rank(case: Case<'_>) -> String {
    let Some(standing) = &case.record.standing else {
        return String::new();
    };
    let tie_breaks = &case.rules.ranking.tie_breaks;
    let mut beside = standing.above.iter().chain(&standing.below);
    let by_lot = beside.any(|neighbour| {
        let by = neighbour.tie_break.and_then(Nth::id);
        let by = by.and_then(|by| tie_breaks.find(by));
        by.is_some_and(|by| by.seed().is_some())
    });
    format!("{}{}", standing.rank, if by_lot { "=" } else { "" })
}

fn total(record: &Record<'_>) -> String {
    match (&record.total, &record.total_at_most) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(total), None) => total.to_string(),
        (None, _) => String::new(),
    }
}

/// Part by part, with the ratings that went into each.
fn points(case: Case<'_>, own: &[Own]) -> Section {
    let mut section = Section::new("points", "Points");
    let parts = &case.record.parts;
    if parts.is_empty() {
        return section;
    }
    let ratings: Vec<Vec<String>> = parts.iter().map(|part| ratings(case, part)).collect();
    let assessors = ratings.iter().map(Vec::len).max().unwrap_or_default();
    let rows = parts.iter().zip(ratings).filter_map(|(part, mut ratings)| {
        let measured = score::measured(case, part)?;
        let read = read(case, part, own);
        ratings.resize(assessors, String::new());
        let cells = [format!("{} ({})", measured.title, measured.id)].into_iter();
        let last = [read, score::sum(measured, part)];
        Some(cells.chain(ratings).chain(last).collect())
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let numbered: Vec<String> = (1..=assessors).map(|number| format!("A{number}")).collect();
    let headings: Vec<&str> = ["what counts"]
        .into_iter()
        .chain(numbered.iter().map(String::as_str))
        .chain(["counted as", "points × weight = part"])
        .collect();
    section.table(&headings, rows);
    let total = score::total(case.record);
    total
        .iter()
        .for_each(|total| section.line(0, format!("total: {total}")));
    section.line_if(
        assessors > 0,
        "A1, A2 and so on are the assessors, in the order of the rules",
    );
    for said in evened_out::said(case, true) {
        section.line(0, said);
    }
    section
}

/// Each assessor's rating behind a part, as it was typed; none where it is no rating.
fn ratings(case: Case<'_>, part: &PartOf<'_>) -> Vec<String> {
    let subject = score::measure(case, part).map(|measure| measure.worth.subject);
    let Some(Subject::Field(id)) = subject else {
        return Vec::new();
    };
    let rated = case.rules.form.fields.find(id);
    let rated = rated.is_some_and(|field| field.kind.is_rating());
    let evidence = case.evidence(Subject::Field(id)).filter(|_| rated);
    let Some(evidence) = evidence else {
        return Vec::new();
    };
    answers::ratings(evidence)
}

/// What was counted: of ratings the mean, of anything else what it was read as.
fn read(case: Case<'_>, part: &PartOf<'_>, own: &[Own]) -> String {
    let subject = score::measure(case, part).map(|measure| measure.worth.subject);
    let evidence = subject.and_then(|subject| case.evidence(subject));
    let field = match subject {
        Some(Subject::Field(id)) => case.rules.form.fields.find(id),
        _ => None,
    };
    let mean = evidence.and_then(|evidence| case.mean(evidence));
    let read = || {
        let read = match field {
            Some(field) => titles::reading(field, evidence?)?,
            None => Cow::Borrowed(evidence?.read.as_deref()?),
        };
        Some(read.into_owned())
    };
    let is_personal = evidence.is_some_and(|one| one.cells.iter().any(Option::is_none));
    let mine = || {
        let mut own = own.iter().filter(|_| is_personal);
        let own = own.find(|own| field.is_some_and(|field| field.name == own.field))?;
        Some(own.read.clone().unwrap_or_else(|| own.text.clone()))
    };
    let missing = || match (&part.points, field.zip(evidence)) {
        (None, _) => "open".to_owned(),
        _ if part.blank => "no answer".to_owned(),
        (_, Some((field, evidence))) if !is_personal => {
            let typed = answer(case, field, evidence);
            format!("“{typed}”, which is not clear and earns the same whatever it means")
        }
        _ => answers::PERSONAL.to_owned(),
    };
    mean.or_else(read).or_else(mine).unwrap_or_else(missing)
}

/// Every criterion; what was found and what would have met it where it is not met.
fn criteria(case: Case<'_>) -> Section {
    let mut section = Section::new("criteria", "Criteria");
    let said = Said {
        located: true,
        numbered: false,
        depth: 0,
    };
    for judged in case.record.criteria.iter() {
        if judged.answer != Answer::Met {
            criterion(case, &mut section, judged, said);
        }
    }
    let met = case.record.criteria.iter();
    let met = met.filter(|judged| judged.answer == Answer::Met);
    let titles = met.filter_map(|judged| {
        let mut criteria = case.rules.criteria.iter();
        criteria.find(|criterion| criterion.id == judged.id)
    });
    let titles: Vec<&str> = titles.map(|criterion| criterion.title.as_str()).collect();
    if !titles.is_empty() {
        section.answer(0, Answer::Met, titles.join("; "));
    }
    section
}
