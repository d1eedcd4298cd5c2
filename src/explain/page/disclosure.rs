//! What an applicant may know of their application, as a letter: their own data, criteria, points, rank and outcome.
//!
//! Nobody else's data is in it, not even an id: of applications that the rules take for the same person's it is only said
//! that they are there, since two people may share what such a rule compares. It is therefore made from the parts of a record
//! that speak of one application alone, never from its sentences.
//!
//! Each assessor's rating is shown, numbered: it is the applicant's personal data (CJEU C-434/16, Nowak), and without it
//! nobody could check the mean. The numbers name nobody, and neither columns nor headings are shown.

use super::criteria::{Said, criterion};
use super::personal::{self, Own};
use super::{Case, Page, Section, one_line, ranking, score, sources};
use crate::domain::Answer;
use crate::explain::record::PartOf;
use crate::explain::wanted::either;
use crate::explain::words;
use crate::rules::{Field, Kind, Stands};

/// The letter. `own` are the answers in personal columns, where these were asked for.
pub fn disclosure(case: Case<'_>, own: &[Own]) -> Page {
    // No record but this one can get into the letter.
    let case = Case { others: &[], ..case };
    let programme = &case.rules.programme;
    let from = programme.organiser.as_ref().map_or_else(String::new, |organiser| format!(", {organiser}"));
    let sections = [
        about(),
        outcome(case),
        super::decisions::letter(case),
        answers(case, own.is_empty()),
        // Without cells: the applicant does not have the file.
        personal::section("What else your application holds", &in_words(case, own), false),
        criteria(case),
        points(case),
        rank(case),
        rules(case),
        rights(),
    ];
    Page {
        title: one_line(format!("Your application {}", case.record.application)),
        about: one_line(format!("{}{from}", programme.title)),
        sections: sections.into_iter().filter(|section| !section.blocks.is_empty()).collect(),
    }
}

fn about() -> Section {
    let mut section = Section::new("about", "About this letter");
    section.line(
        0,
        "This letter says what is recorded of your application, by which rules it was judged, and what came of it.",
    );
    section.line(0, "The same rules were applied to everybody who applied. What they rest on stands at the end.");
    section.line(0, "Nothing in this letter is about anybody else.");
    section
}

fn outcome(case: Case<'_>) -> Section {
    let mut section = Section::new("outcome", "The outcome");
    let record = case.record;
    let group = case.header.groups.iter().find(|group| Some(group.id.as_str()) == record.group.as_deref());
    let group = group.map_or("", |group| group.title.as_str());
    let failed = record.criteria.iter().filter(|judged| judged.answer == Answer::NotMet);
    let failed: Vec<&str> = failed.filter_map(|judged| title(case, &judged.id)).collect();
    match record.outcome.as_ref() {
        "selected" if record.group.as_deref() == Some("open") => {
            section.line(0, "You have been selected. You have one of the open places, which go to the best-ranked applicants without a seat in a group.");
        }
        "selected" => section.line(0, format!("You have been selected. You have a seat in the group: {group}.")),
        "reserve" => {
            let place = record.reserve.unwrap_or_default();
            section.line(0, format!("You meet every criterion. There was no seat left for you, and you are number {place} on the reserve list of the group: {group}."));
        }
        "unplaced" => section.line(0, "You meet every criterion. There was no seat left for you."),
        "ineligible" => {
            let count = if failed.len() == 1 { "one criterion" } else { "some criteria" };
            section.line(0, format!("Your application does not meet {count} of the call: {}.", either(&failed, "and")));
        }
        "superseded" => section
            .line(0, "Another application counts as yours by the rules below, and was judged in place of this one."),
        _ => {
            section.line(0, "Nothing has been decided yet about your application, because of these questions:");
            questions(case, &mut section);
        }
    }
    section
}

fn title<'a>(case: Case<'a>, id: &str) -> Option<&'a str> {
    case.rules.criteria.iter().find(|criterion| criterion.id == id).map(|criterion| criterion.title.as_str())
}

/// The open questions, without what they say of other applications.
fn questions(case: Case<'_>, section: &mut Section) {
    for question in &case.record.questions {
        let (about, ask) = question.ask.split_once(": ").unwrap_or(("", &question.ask));
        if case.rules.form.duplicates.iter().any(|rule| rule.id == about) {
            section.line(1, "another application may be yours, and it is not known which of them you mean to stand");
        } else if about == "id" {
            section.line(1, "it is not certain which application is meant by the number of yours");
        } else {
            section.line(1, format!("{about}: {ask}"));
        }
    }
}

/// What the applicant answered, and how it was read.
fn answers(case: Case<'_>, without_own: bool) -> Section {
    let mut section = Section::new("answers", "Your answers, as far as a rule looked at them");
    let mut rows = Vec::new();
    let mut ratings = Vec::new();
    for evidence in case.record.found.iter().filter(|evidence| !evidence.cells.is_empty()) {
        let Some(field) = case.field(&evidence.of) else { continue };
        if matches!(field.kind, Kind::Rating(_)) {
            ratings.push(vec![field.name.clone(), case.found(&evidence.of, false)]);
            continue;
        }
        let answer = match evidence.cells.first() {
            Some(Some(text)) if text.is_empty() => "no answer".to_owned(),
            Some(Some(text)) => text.to_string(),
            _ => "a personal answer, not shown here".to_owned(),
        };
        let read = match (&evidence.read, &evidence.problem) {
            (Some(read), _) => read.to_string(),
            (None, Some(problem)) => format!("not understood: {problem}"),
            (None, None) => String::new(),
        };
        rows.push(vec![asked(field), answer, read]);
    }
    section.table(&["question", "your answer", "understood as"], rows);
    if !ratings.is_empty() {
        section.line(0, "Assessors rated your application. They are numbered here, A1 and so on, and not named.");
        section.table(&["rated", "ratings"], ratings);
    }
    if without_own {
        let recorded =
            |name: &&str| case.evidence(name).is_none_or(|evidence| evidence.cells.iter().any(Option::is_none));
        let names = case.columns().map(|(name, _)| name).filter(recorded);
        let names: Vec<String> = names.filter_map(|name| case.field(name)).map(asked).collect();
        if !names.is_empty() {
            section.line(
                0,
                format!("Also recorded with your application, and not shown in this letter: {}.", names.join(", ")),
            );
        }
    }
    section
}

/// The answers under the questions of the form.
fn in_words(case: Case<'_>, own: &[Own]) -> Vec<Own> {
    own.iter()
        .map(|own| Own { field: case.field(&own.field).map_or_else(|| own.field.clone(), asked), ..own.clone() })
        .collect()
}

/// The question as the form asks it, and the name by which the rules call it. Of a rating only the name: a heading may hold an
/// assessor's.
pub(super) fn asked(field: &Field) -> String {
    let heading = field.readers.first().and_then(|headings| headings.first());
    let same = |heading: &&String| heading.to_lowercase() == field.name.to_lowercase();
    match heading.filter(|heading| !same(heading) && !matches!(field.kind, Kind::Rating(_))) {
        Some(heading) => format!("{heading} ({})", field.name),
        None => field.name.clone(),
    }
}

fn criteria(case: Case<'_>) -> Section {
    let mut section = Section::new("criteria", "The criteria");
    for judged in &case.record.criteria {
        criterion(case, &mut section, judged, Said { places: false, depth: 0 });
    }
    section
}

fn points(case: Case<'_>) -> Section {
    let mut section = Section::new("score", "Your points");
    if case.record.parts.is_empty() {
        return section;
    }
    let part = |part: &PartOf<'_>| {
        let measured = score::measured(case, part)?;
        Some(vec![measured.title.clone(), score::given(case, measured, part, false), score::sum(measured, part)])
    };
    section.table(
        &["what counts", "points", "points × weight = part"],
        case.record.parts.iter().filter_map(part).collect(),
    );
    score::total(case.record).iter().for_each(|total| section.line(0, format!("total: {total}")));
    score::levels(case, &mut section, false);
    section
}

fn rank(case: Case<'_>) -> Section {
    let mut section = Section::new("ranking", "Your rank");
    let Some(standing) = &case.record.standing else { return section };
    section.line(0, format!("In the ranking of all who are eligible: {}.", ranking::place(case, standing)));
    let tie_breaks: Vec<String> =
        case.rules.ranking.tie_breaks.iter().map(|tie_break| words::tie_break(case.rules, tie_break)).collect();
    section.line(0, format!("Who has the same total is told apart by, in this order: {}.", tie_breaks.join(", ")));
    if let Some(lot) = &standing.lot {
        section.line(
            0,
            format!(
                "A lot was drawn. Yours is {lot}, and the lowest goes first. You can draw it again with this command:"
            ),
        );
        section.command(super::apart::draw(&case.header.seed, &case.record.application));
    }
    let groups: Vec<_> =
        case.header.groups.iter().filter(|group| case.record.fits.contains(&group.id.as_str().into())).collect();
    if groups.is_empty() {
        section.line(0, "None of the groups is for applicants with your answers.");
    }
    for group in &groups {
        section.line(0, format!("The group {} has {} seats.", group.title, group.seats));
    }
    if case.record.outcome != "selected" {
        let open = case.header.groups.iter().filter(|group| group.id == "open");
        section.line(
            0,
            match groups.iter().copied().chain(open).filter_map(|group| group.lowest_place).max() {
                Some(lowest) => format!(
                    "With your answers about groups, place {lowest} in the ranking or better would have had a seat."
                ),
                None => "No place in the ranking would have had a seat.".to_owned(),
            },
        );
    }
    section
}

/// The clauses and decisions in full, without who took them.
fn rules(case: Case<'_>) -> Section {
    let mut section = Section::new("sources", "The call and the decisions these rules rest on");
    let call = &case.rules.call;
    let mut cited = sources::cited(&[case]);
    cited.extend(case.rules.form.duplicates.iter().flat_map(|rule| &rule.cites).map(String::as_str));
    let is_cited = |id: &str| cited.contains(&id);
    for clause in call.clauses.iter().filter(|clause| is_cited(&clause.id)) {
        section.line(0, format!("{}: {}", clause.id, clause.text));
    }
    for decision in call.decisions.iter().filter(|decision| is_cited(&decision.id)) {
        section.line(0, format!("{} (decided on {}): {}", decision.id, decision.on, decision.text));
    }
    for rule in &case.rules.form.duplicates {
        let of = match rule.stands {
            Stands::All => "applications that share something",
            Stands::Latest | Stands::Earliest | Stands::Ask => "several applications of one person",
        };
        section.line(0, format!("{of}, {}: {}", rule.id, words::duplicates(case.rules, rule)));
    }
    section
}

fn rights() -> Section {
    let mut section = Section::new("rights", "What you can do");
    section.line(0, "If something recorded here is wrong, you may ask us to correct it.");
    section.line(0, "You may ask us why your data is kept, for how long and who receives it, and to erase it; and you may complain to a data protection authority.");
    section
}
