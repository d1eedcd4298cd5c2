//! What an applicant may know of their application, as a letter: their own data, criteria, points, rank and outcome.
//!
//! Nobody else's data is in it, not even an id: of applications that the rules take for the same person's it is only said
//! that they are there, since two people may share what such a rule compares. It is therefore made from the parts of a record
//! that speak of one application alone, never from its sentences.
//!
//! Each assessor's rating is shown, numbered: it is the applicant's personal data (CJEU C-434/16, Nowak), and without it
//! nobody could check the mean. The numbers name nobody, and neither columns nor headings are shown.

use std::ops::Deref;

use super::explanation::answers::{answers, in_words};
use super::explanation::criteria::{Said, criterion};
use super::explanation::personal::{self, Own};
use super::explanation::{Case, Page, Section, one_line, ranking, score};
use super::letters::{LetterKind, is_below_floor, kept_out_by, questions};
use super::rights::rights;
use crate::base::counted::count;
use crate::record::{Elsewhere, Instead, PartOf};
use crate::rules::{Language, Stands};
use crate::values::{Answer, OutcomeKind, SeatIn};
use crate::words;
use crate::words::would_meet::either;

/// The letter. `own` are the answers in personal columns, where these were asked for.
pub fn letter(case: Case<'_>, own: &[Own]) -> Page {
    // No record but this one can get into the letter.
    let case = Case {
        others: &[],
        ..case
    };
    let programme = &case.rules.programme;
    let from = programme
        .organiser
        .as_ref()
        .map_or_else(String::new, |organiser| format!(", {organiser}"));
    let sections = [
        about(),
        outcome(case),
        super::explanation::rulings::letter(case),
        answers(case, own.is_empty()),
        // Without cells: the applicant does not have the file.
        personal::section(
            "What else your application holds",
            &in_words(case, own),
            false,
        ),
        criteria(case),
        points(case),
        super::explanation::stage::letter(case),
        rank(case),
        rules(case),
        rights(case),
    ];
    Page {
        title: one_line(format!("Your application {}", case.record.application)),
        about: one_line(format!("{}{from}", programme.title)),
        sections: sections
            .into_iter()
            .filter(|section| !section.blocks.is_empty())
            .collect(),
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
    let group = case
        .header
        .groups
        .iter()
        .find(|group| Some(&group.id) == record.group.as_ref());
    let group = group.map_or("", |group| group.title.as_str());
    let failed = record
        .criteria
        .iter()
        .filter(|judged| judged.answer == Answer::NotMet);
    let failed: Vec<&str> = failed
        .filter_map(|judged| title(case, &judged.id))
        .collect();
    section.line_if(
        case.is_undecided(),
        "Nothing has been decided about your application yet. As things stand:",
    );
    match record.outcome {
        OutcomeKind::Selected if record.group == Some(SeatIn::Open) => {
            section.line(0, "You have been selected. You have one of the open places, which go to the best-ranked applicants without a seat in a group.");
        }
        OutcomeKind::Selected => {
            section.line(0, format!("You have been selected. You have a seat in the group: {group}."));
        }
        OutcomeKind::Reserve => {
            let number = record.reserve.unwrap_or_default();
            section.line(0, format!("You meet every criterion. There was no seat left for you, and you are number {number} on the reserve list of the group: {group}."));
            if let Some(turn) = record.turn.filter(|_| !case.is_undecided()) {
                section.line(0, words::outcomes::turn(turn));
            }
        }
        OutcomeKind::Unplaced => section.line(0, "You meet every criterion. There was no seat left for you."),
        OutcomeKind::Shortlisted => section.line(
            0,
            "Your application goes on to the next stage. This is not yet a seat: who is selected is decided after it.",
        ),
        OutcomeKind::NotShortlisted | OutcomeKind::BelowFloor => {
            section.line(0, goes_no_further(case));
        }
        OutcomeKind::Ineligible => {
            let count = if failed.len() == 1 { "one criterion" } else { "some criteria" };
            section.line(0, format!("Your application does not meet {count} of the call: {}.", either(&failed, "and")));
        }
        OutcomeKind::Superseded => section
            .line(0, "Another application counts as yours by the rules below, and was judged in place of this one."),
        OutcomeKind::DroppedOut => section
            .line(0, "You no longer take part in the selection. This has nothing to do with the criteria of the call."),
        OutcomeKind::Clarify => {
            section.line(0, "Nothing has been decided yet about your application, because of these questions:");
            questions(case, &mut section);
        }
    }
    section.line_if(
        record.comes_next && !case.is_undecided(),
        "You are among those who come next: if a place becomes free, it may be offered to you. That is no promise.",
    );
    elsewhere(case, &mut section);
    if record.outcome != OutcomeKind::Clarify && LetterKind::asks_them(case) {
        section.line(
            0,
            "An answer of yours is still awaited, because somebody's seat can depend on it:",
        );
        for open in questions::open(case, Language::English)
            .iter()
            .filter(|open| open.for_you)
        {
            section.line(1, open.sentence());
        }
    }
    section.line_if(
        case.is_undecided(),
        "This is not final: some applications still wait for an answer, and the places can change until then.",
    );
    section.line_if(
        case.number_may_change() && !case.is_undecided(),
        "Your number on the reserve list can still become a higher one, because some applications still wait for an answer.",
    );
    section.line_if(
        case.may_move(),
        "You have a place whatever is still answered. The group can change, because some applications still wait for an answer.",
    );
    section
}

/// By what stage somebody goes no further, whether by its floor or by who was ranked above, and the clauses of the call that say so.
fn goes_no_further(case: Case<'_>) -> String {
    let Some(stage) = kept_out_by(case) else {
        return "You meet every criterion. Your application does not go on.".to_owned();
    };
    let (title, cites) = (&stage.title, case.numbers(&stage.cites));
    match stage.floor.filter(|_| is_below_floor(case)) {
        Some(floor) => format!(
            "You meet every criterion. In the stage “{title}” your points are fewer than the {} that are asked for, so that your application does \
             not go on [{cites}].",
            floor.normalize()
        ),
        None => format!(
            "You meet every criterion. By the points of the stage “{title}” your application does not go on [{cites}]."
        ),
    }
}

/// Why the applicant sits elsewhere than they wanted.
fn elsewhere(case: Case<'_>, section: &mut Section) {
    // Where the form asks for no order, nobody wanted one group more than another.
    if case.rules.places.preference.is_none() {
        return;
    }
    for Elsewhere { group, because } in &case.record.elsewhere {
        let of = case
            .header
            .groups
            .iter()
            .find(|of| matches!(&of.id, SeatIn::Group(id) if id == group));
        let title = of.map_or(group.as_ref(), |of| of.title.as_str());
        let why = match because {
            Instead::NotAdmitted => "which is not for applicants with your answers",
            Instead::Full => "where every seat went to applicants ranked above you",
            Instead::GaveWay => {
                "because only so could every seat be given to the best-ranked who fit"
            }
            Instead::Dealt => {
                "because there are fewer places in all than seats in the groups, and they were dealt to the groups in turn"
            }
        };
        let words =
            format!("You do not have a seat in the group {title}, which you wanted more, {why}.");
        section.line(0, words);
    }
}

fn title<'a>(case: Case<'a>, id: &str) -> Option<&'a str> {
    case.rules
        .criteria
        .iter()
        .find(|criterion| criterion.id == id)
        .map(|criterion| criterion.title.as_str())
}

/// The open questions, without what they say of other applications.
fn questions(case: Case<'_>, section: &mut Section) {
    for open in questions::open(case, Language::English) {
        section.line(1, open.sentence());
    }
}

fn criteria(case: Case<'_>) -> Section {
    let mut section = Section::new("criteria", "The criteria");
    for judged in case.record.criteria.iter() {
        criterion(
            case,
            &mut section,
            judged,
            Said {
                located: false,
                numbered: true,
                depth: 0,
            },
        );
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
        Some(vec![
            measured.title.clone(),
            score::given(case, measured, part, false),
            score::sum(measured, part),
        ])
    };
    section.table(
        &["what counts", "points", "points × weight = part"],
        case.record
            .parts
            .iter()
            .map(Deref::deref)
            .filter_map(part)
            .collect(),
    );
    score::total(case.record)
        .iter()
        .for_each(|total| section.line(0, format!("total: {total}")));
    score::levels(case, &mut section, false);
    section
}

fn rank(case: Case<'_>) -> Section {
    let mut section = Section::new("ranking", "Your rank");
    let Some(standing) = &case.record.standing else {
        return section;
    };
    let words = format!(
        "In the ranking of all who are eligible: {}.",
        ranking::position(case, standing)
    );
    section.line(0, words);
    let tie_breaks: Vec<String> = case
        .rules
        .ranking
        .tie_breaks
        .iter()
        .map(|tie_break| words::tie_break(words::titled(case.rules), tie_break))
        .collect();
    let words = format!(
        "Who has the same total is told apart by, in this order: {}.",
        tie_breaks.join(", ")
    );
    section.line(0, words);
    if let Some(lot) = &standing.lot {
        let words = format!(
            "A lot was drawn, because nothing before it told you apart from somebody with the same total. Each lot is \
             worked out from a word that stood in the rules before anybody applied, `{}`, and the number of the \
             application, so that nobody could choose it. Yours begins with {}; the lowest goes first.",
            case.header.seed,
            lot.chars().take(8).collect::<String>()
        );
        section.line(0, words);
        section.line(
            1,
            "Whoever checks the selection can work out every lot again.",
        );
    }
    let groups: Vec<_> = case
        .header
        .groups
        .iter()
        .filter(|group| case.record.fits(&group.id))
        .collect();
    if groups.is_empty() {
        section.line(0, "None of the groups is for applicants with your answers.");
    }
    for group in &groups {
        // A list that keeps ties may be longer than the rules say.
        section.line(
            0,
            match case.rules.is_shortlisting() {
                true => format!(
                    "{} on the shortlist of the group {}.",
                    count(group.taken, "person is", "people are"),
                    group.title
                ),
                false => format!(
                    "The group {} has {}.",
                    group.title,
                    count(group.seats, "seat", "seats")
                ),
            },
        );
    }
    // Where balance rules decide, the places of groups say nothing.
    let by_place = case
        .header
        .groups
        .iter()
        .any(|group| group.lowest_position.is_some());
    if !case.record.outcome.is_chosen() && by_place {
        let open = case.header.groups.iter().filter(|group| group.id.is_open());
        section.line(
            0,
            match groups.iter().copied().chain(open).filter_map(|group| group.lowest_position).max() {
                Some(lowest) => format!(
                    "With your answers about groups, place {lowest} in the ranking or better would have had a {}.",
                    words::stages::seat(case.rules.is_shortlisting())
                ),
                None => format!(
                    "No place in the ranking would have had a {}.",
                    words::stages::seat(case.rules.is_shortlisting())
                ),
            },
        );
    }
    section
}

/// The clauses and decisions in full, by the numbers that the letter has told them by, without who took them.
fn rules(case: Case<'_>) -> Section {
    let mut section = Section::new("sources", "The call and the decisions these rules rest on");
    let call = &case.rules.call;
    for (number, id) in (1..).zip(case.sources()) {
        let clause = call.clauses.iter().find(|clause| clause.id == id);
        let decision = call.decisions.iter().find(|decision| decision.id == id);
        let words = match (clause, decision) {
            (Some(clause), _) => format!("[{number}] {}", clause.text),
            (None, Some(one)) => format!("[{number}] {} (decided on {})", one.text, one.on),
            (None, None) => continue,
        };
        section.line(0, words);
    }
    for rule in &case.rules.form.duplicates {
        let of = match rule.stands {
            Stands::All => "applications that share something",
            Stands::Latest | Stands::Earliest | Stands::Ask => "several applications of one person",
        };
        let words = words::rule::duplicates(words::titled(case.rules), rule);
        let cites = case.numbers(&rule.cites);
        section.line(0, format!("{of}: {words} [{cites}]"));
    }
    section
}
