//! Why an outcome is what it is, in sentences: the criterion that failed, the group that was full, the rule that settled it.

use std::collections::BTreeMap;

use super::came_before::came_before;
use super::elsewhere::elsewhere;
use super::passed_over::{PassedOver, dealt, fits, name, names};
use super::stages;
use jiff::civil::Date;

use crate::base::contradiction::contradiction;
use crate::base::ids::ApplicationId;
use crate::judge::Verdict;
use crate::rank::StandingId;
use crate::record::Instead;
use crate::rules::{CriterionId, GroupId};
use crate::rulings::{HeldBy, HeldIn, Kind};
use crate::select::balance::Ground;
use crate::select::{Outcome, Selection};
use crate::values::Answer;
use crate::words::{self, outcomes};

/// Why somebody who fits a group is on no reserve list.
pub(super) const NO_LIST: &str = "the reserve lists in reach are full";

/// The sentences for one application.
pub fn why(selection: &Selection<'_>, application: ApplicationId, outcome: Outcome) -> Vec<String> {
    match outcome {
        Outcome::NotShortlisted => stages::kept_out(selection, application),
        Outcome::BelowFloor { .. } => stages::below_floor(selection, application),
        Outcome::Selected { standing, group } if selection.rules.is_shortlisting() => {
            let mut why = vec![stages::shortlisted(selection, standing, group)];
            why.extend(no_order(selection, standing));
            why.extend(behind_by(selection, standing));
            why
        }
        Outcome::Unplaced { standing } if selection.rules.is_shortlisting() => {
            stages::not_shortlisted(selection, standing)
        }
        Outcome::Ineligible => answered(selection, application, Answer::NotMet).collect(),
        Outcome::Clarify { could_sit } => clarify(selection, application, could_sit),
        Outcome::Superseded { by } => {
            vec![format!(
                "application {} of the same person stands",
                selection.applications.id(by)
            )]
        }
        Outcome::DroppedOut => {
            let how = selection.rulings.dropped_out(application);
            how.map(|how| dropped_out(how, selection.rules.call.confirm_by))
                .into_iter()
                .collect()
        }
        Outcome::Selected { standing, group } => seated(selection, standing, group),
        Outcome::Reserve {
            standing,
            group,
            rank,
        } => {
            let mut why = passed_over(selection, standing);
            why.extend(waits(selection, standing, (group, rank)));
            why
        }
        Outcome::Unplaced { standing } => {
            let mut why = passed_over(selection, standing);
            why.extend(fits_some(selection, standing).then(|| NO_LIST.to_owned()));
            why
        }
    }
}

/// The same in a list that has outcome, group and place beside it; of somebody passed over without which seats went to whom, as far as
/// that can be said in few words.
pub fn in_brief(
    selection: &Selection<'_>,
    application: ApplicationId,
    outcome: Outcome,
) -> Vec<String> {
    let (standing, behind) = match outcome {
        Outcome::Selected { standing, group } if !selection.rules.is_shortlisting() => {
            return besides_the_seat(selection, standing, group);
        }
        Outcome::Reserve {
            standing, group, ..
        } => {
            let mut behind: Vec<String> = no_order(selection, standing).into_iter().collect();
            behind.extend(also_waiting(selection, standing, group));
            (standing, behind)
        }
        Outcome::Unplaced { standing } if !selection.rules.is_shortlisting() => {
            (standing, Vec::new())
        }
        _ => return why(selection, application, outcome),
    };
    let (why, lowest) = PassedOver::new(selection, standing).in_brief(selection);
    let all = [why, lowest].into_iter().chain(behind);
    all.filter(|words| !words.is_empty()).collect()
}

/// How somebody came to take part no longer.
fn dropped_out(how: Kind, confirm_by: Option<Date>) -> String {
    let words = match how {
        Kind::Withdrawn => "the applicant withdrew the application",
        Kind::Declined => "the applicant declined the seat",
        Kind::NoAnswer => match confirm_by {
            Some(by) => return format!("the applicant did not confirm by {by}"),
            None => "the applicant did not confirm in time",
        },
        Kind::Unavailable => "the applicant cannot come",
        Kind::Clarify
        | Kind::Correct
        | Kind::Stands
        | Kind::AcceptLate
        | Kind::Override
        | Kind::LeaveOut
        | Kind::Invited
        | Kind::Confirmed
        | Kind::AllowChange
        | Kind::AllowMissed
        | Kind::EvenOut => contradiction("somebody dropped out by another decision"),
    };
    words.to_owned()
}

fn passed_over(selection: &Selection<'_>, standing: StandingId) -> Vec<String> {
    let (why, lowest) = PassedOver::new(selection, standing).said(selection);
    vec![outcomes::placed(standing.position(), &why), lowest]
}

/// Why people have neither a seat nor a reserve, in one line each; what many of them came upon is put into words once.
#[derive(Default)]
pub struct Unplaced(BTreeMap<PassedOver, String>);

impl Unplaced {
    pub fn why(&mut self, selection: &Selection<'_>, standing: StandingId) -> String {
        let passed_over = PassedOver::new(selection, standing);
        let said = self.0.entry(passed_over).or_insert_with_key(|passed_over| {
            let (why, lowest) = passed_over.said(selection);
            let list = fits_some(selection, standing).then_some(NO_LIST);
            let said = [why.as_str(), &lowest].into_iter().chain(list);
            said.collect::<Vec<_>>().join("; ")
        });
        outcomes::placed(standing.position(), said)
    }
}

/// What is said of a reserve after why they were passed over.
pub(super) fn waits(
    selection: &Selection<'_>,
    standing: StandingId,
    (group, rank): (GroupId, u32),
) -> Vec<String> {
    let mut why = vec![format!(
        "number {rank} on the reserve list of {}",
        name(selection, group)
    )];
    why.extend(no_order(selection, standing));
    why.extend(also_waiting(selection, standing, group));
    why
}

/// Whether some group admits somebody ranked.
pub(super) fn fits_some(selection: &Selection<'_>, standing: StandingId) -> bool {
    !fits(selection, standing).is_empty()
}

/// The criteria with an answer: `not met: Fluent English`.
fn answered(
    selection: &Selection<'_>,
    application: ApplicationId,
    answer: Answer,
) -> impl Iterator<Item = String> {
    let judgement = &selection.judgements[application];
    let criteria = selection.rules.criteria.iter().enumerate();
    criteria
        .filter(move |(index, _)| judgement.answer(CriterionId(*index)) == answer)
        .map(move |(_, criterion)| {
            said(
                answer,
                &words::naming::criterion(selection.rules, criterion),
            )
        })
}

/// What is said of a criterion's answer.
pub(super) fn said(answer: Answer, title: &str) -> String {
    format!("{}: {title}", answer.words())
}

fn clarify(selection: &Selection<'_>, application: ApplicationId, could_sit: bool) -> Vec<String> {
    let mut why = Vec::new();
    if let Some(unsure) = selection.applications.unsure(application) {
        why.push(format!("may be no application: {}", unsure.why));
        why.extend(answered(selection, application, Answer::NotMet));
    }
    why.extend(answered(selection, application, Answer::Unclear));
    let judgement = &selection.judgements[application];
    if judgement.order_unclear {
        why.push(format!(
            "unclear: which of {} comes first",
            names(selection, judgement.groups)
        ));
    }
    if why.is_empty() {
        why.push(
            "every criterion is met; the score, the groups or the identity are open".to_owned(),
        );
    }
    why.push(
        match (could_sit, selection.rules.is_shortlisting()) {
            (true, false) => "the best possible answers would win a seat",
            (false, false) => "no answer could win a seat",
            (true, true) => "with the best possible answers they would be shortlisted",
            (false, true) => "no answer could bring them onto the shortlist",
        }
        .to_owned(),
    );
    why
}

fn seated(selection: &Selection<'_>, standing: StandingId, group: Option<GroupId>) -> Vec<String> {
    let seat = match group {
        Some(group) => format!("a seat in {}", name(selection, group)),
        None => "an open place, the best-ranked without a seat in a group".to_owned(),
    };
    let mut why = vec![outcomes::placed(standing.position(), &seat)];
    why.extend(besides_the_seat(selection, standing, group));
    why
}

/// What is said of somebody seated beside the seat.
fn besides_the_seat(
    selection: &Selection<'_>,
    standing: StandingId,
    group: Option<GroupId>,
) -> Vec<String> {
    let mut why = seat_held(selection, standing);
    why.extend(came_before(selection, standing));
    why.extend(seated_elsewhere(selection, standing, group));
    why.extend(no_order(selection, standing));
    why.extend(behind_by(selection, standing));
    why
}

/// Said of somebody with the total of the place above: what put them behind it.
fn behind_by(selection: &Selection<'_>, standing: StandingId) -> Option<String> {
    let by = selection.standings[standing].behind_by;
    by.is_some().then(|| {
        format!(
            "the same total as the place above, put behind it by: {}",
            words::behind_by(words::titled(selection.rules), by)
        )
    })
}

/// Said of a seat that is held, and where the rules alone would now decide otherwise.
fn seat_held(selection: &Selection<'_>, standing: StandingId) -> Vec<String> {
    let application = selection.standings[standing].application;
    let Some(held) = selection.rulings.held(application) else {
        return Vec::new();
    };
    let how = match held.by {
        HeldBy::Decision(Kind::Invited) => "the applicant was invited",
        HeldBy::Decision(_) => "the applicant confirmed",
        HeldBy::Run => "it was given by the run before",
    };
    let mut why = vec![format!("the seat is held: {how}")];
    if let HeldIn::Group(group) = held.seat
        && !selection.judgements[application].groups.contains(group)
    {
        why.push(format!(
            "by the rules alone {} would not admit the applicant",
            name(selection, group)
        ));
    }
    let balancing = selection.balancing.as_ref();
    let alone = balancing.and_then(|balancing| balancing.alone.as_ref());
    // Before whom they come for that is said of them by name.
    let before = selection.came_before(standing);
    let is_said = before.is_some_and(|before| matches!(before.because, Ground::Held));
    match selection.judgements[application].verdict() {
        Verdict::Eligible => why.extend(
            alone
                .filter(|alone| !is_said && !alone.contains(&standing))
                .map(|_| "the rules alone would now give the seat to somebody else".to_owned()),
        ),
        Verdict::Ineligible => {
            why.push("by the rules alone the applicant would now be ineligible".to_owned());
            why.extend(answered(selection, application, Answer::NotMet));
        }
        Verdict::Unclear => {
            why.push("by the rules alone the applicant would now be asked".to_owned());
            why.extend(answered(selection, application, Answer::Unclear));
        }
    }
    why
}

/// Said of somebody seated elsewhere than they wanted.
pub fn seated_elsewhere(
    selection: &Selection<'_>,
    standing: StandingId,
    seat: Option<GroupId>,
) -> Vec<String> {
    let said = |(group, because): (GroupId, Instead)| {
        let wanted = name(selection, group);
        match because {
            Instead::NotAdmitted => {
                format!("seated here rather than in {wanted}, which does not admit the applicant")
            }
            Instead::Full => {
                format!(
                    "seated here rather than in {wanted}, where every seat went to people ranked above"
                )
            }
            Instead::Dealt => format!(
                "seated here rather than in {wanted}, because the cap is reached and the seats were dealt in turn: {}",
                dealt(selection, group)
            ),
            Instead::GaveWay => {
                format!(
                    "seated here rather than in {wanted}, because otherwise somebody selected would lose their seat"
                )
            }
        }
    };
    elsewhere(selection, standing, seat)
        .into_iter()
        .map(said)
        .collect()
}

/// Said of somebody who could as well have had another group, and of whom no order of preference is known.
pub fn no_order(selection: &Selection<'_>, standing: StandingId) -> Option<String> {
    let unordered = &selection.filling.unordered;
    let at = unordered
        .binary_search_by_key(&standing, |(at, _)| *at)
        .ok()?;
    let (_, groups) = unordered.get(at)?;
    Some(format!(
        "no order of preference is known between {}: the order of the groups in the rules decided",
        names(selection, *groups)
    ))
}

/// Said of a reserve: the other groups they fit, and who is ranked above, fits this group too and waits on another list: the
/// best-ranked of them, and how many more there are.
///
/// Everybody waits on one list, so whoever fills a seat must see who would come before.
pub fn also_waiting(
    selection: &Selection<'_>,
    standing: StandingId,
    group: GroupId,
) -> Vec<String> {
    let mut said = Vec::new();
    let also: Vec<String> = fits(selection, standing)
        .without(group)
        .iter()
        .map(|group| name(selection, group))
        .collect();
    if !also.is_empty() {
        said.push(format!("also fits {}", also.join(" and ")));
    }
    let (first, many) = selection.filling.wait_elsewhere.above(standing, group);
    let named: Vec<String> = first
        .map(|(above, other)| {
            format!(
                "{} on the list of {}",
                selection
                    .applications
                    .id(selection.standings[above].application),
                name(selection, other)
            )
        })
        .collect();
    if many > 0 {
        let more = match many.saturating_sub(named.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        said.push(format!(
            "ranked above and fits too: {}{more}",
            named.join(", ")
        ));
    }
    said
}
