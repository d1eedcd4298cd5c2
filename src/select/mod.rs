//! The whole way from sheets to a selection, as one pure function: no file, no clock, no machine in it.

pub mod balance;
mod columns;
mod doubts;
mod evened_out;
mod firm;
mod firmness;
mod gentle;
mod judged;
mod kept;
mod known;
mod outcomes;
mod pool;
mod read;
mod stages;
mod takers;

pub use known::{facts, preference, score_to_rank};
pub use outcomes::{Outcome, is_unsettled, judged, seed};
pub use read::{Sheets, SheetsRead, join, read};
pub use stages::{is_below_floor, keep_ties};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use balance::{Balancing, Membership, Ranked, Seatholders, Traits};
use pool::Pool;

use self::judged::{Judged, judged_by};
use self::known::wished;
use self::outcomes::{first_outcomes, placed, shared};
use crate::answers::headings::SheetRead;
use crate::answers::{Applications, Waiting};
use crate::base::contradiction::contradiction;
use crate::base::finding::{Code, Finding};
use crate::base::ids::{ApplicationId, Per};
use crate::judge::criteria::Facts;
use crate::judge::preferences;
use crate::judge::{Judgement, Verdict, late_by_zone};
use crate::open_answers::Outlook;
use crate::people::{self, People};
use crate::rank::{self, Standing, StandingId};
use crate::rules::{CriterionId, GroupSet, MeasureId, Rules};
use crate::rulings::{Rulings, RulingsDone, RulingsPending};
use crate::score::{self, ByAnswer, Tally};
use crate::seats::{self, Filling};
use crate::values::{Answer, LevelSet};

/// Everything that was decided, and enough to say why.
#[derive(Debug)]
pub struct Selection<'a> {
    pub rules: &'a Rules,
    pub sheets: Vec<SheetRead>,
    /// The files of ratings, in the order in which applications name them.
    pub ratings: Vec<SheetRead>,
    pub applications: Applications,
    /// The derived levels that are possible, by level, then application.
    pub levels: Vec<Per<ApplicationId, LevelSet>>,
    pub judgements: Per<ApplicationId, Judgement>,
    pub people: People,
    /// What every answer of the pile adds to a score.
    pub parts: Per<MeasureId, ByAnswer<'a>>,
    /// The eligible with a settled score, best first.
    pub standings: Per<StandingId, Standing>,
    /// By standing.
    pub filling: Filling,
    /// Who is on a shortlist by a tie alone: with the total of the last of so many as it is for.
    pub by_tie: BTreeSet<StandingId>,
    /// What the balance rules came to, where there are some.
    pub balancing: Option<Balancing>,
    pub outcomes: Per<ApplicationId, Outcome>,
    /// What may yet come of those about whom somebody is asked, unless they are refused whatever the answers.
    pub outlooks: BTreeMap<ApplicationId, Outlook>,
    /// The same of those in the ranking whom a balance rule asks about a blank that counts otherwise, too.
    reranked: BTreeMap<ApplicationId, Outlook>,
    /// What people decided about single applications.
    pub rulings: RulingsDone,
    /// About files and columns; what was noticed about single applications is in their explanations.
    pub findings: Vec<Finding>,
    /// Once it was asked.
    firm: OnceLock<firm::Firm>,
    /// By everybody with a seat: who comes next for it; once it was asked.
    successors: OnceLock<BTreeMap<StandingId, Option<StandingId>>>,
}

impl Selection<'_> {
    /// What is known about one application.
    pub fn facts(&self, application: ApplicationId) -> Facts<'_> {
        facts(self.rules, &self.applications, &self.levels, application)
    }

    /// What came of one application.
    pub fn outcome(&self, application: ApplicationId) -> Outcome {
        self.outcomes[application]
    }

    /// What may yet come of somebody who is asked.
    fn outlook(&self, application: ApplicationId) -> Option<&Outlook> {
        let ranked = || self.reranked.get(&application);
        self.outlooks.get(&application).or_else(ranked)
    }

    /// The score, or the least and the most it can be, be it by an answer that only a balance rule asks for.
    fn open_tally(&self, application: ApplicationId) -> Tally {
        let known = || self.tally(application);
        let outlook = self.outlook(application);
        outlook.map_or_else(known, |outlook| outlook.tally)
    }

    /// The score, or the least and the most it can be.
    pub fn tally(&self, application: ApplicationId) -> Tally {
        let plain = || score::tally(&self.rules.measures, self.facts(application));
        self.outlooks
            .get(&application)
            .map_or_else(plain, |outlook| outlook.tally)
    }
}

/// Selects; nobody has decided anything about single applications yet.
///
/// # Errors
/// As [`select_ruled`].
pub fn select<'a, 's>(
    rules: &'a Rules,
    sheets: impl Into<Sheets<'s>>,
) -> Result<Selection<'a>, Vec<Finding>> {
    select_ruled(rules, sheets, &Rulings::default())
}

/// Selects, with what people decided about single applications.
///
/// # Errors
/// Findings of severity error about the applications as a whole: a needed column is missing or doubled, two different
/// applications have one id, or a person's ruling does not fit. Nothing is decided then.
pub fn select_ruled<'a, 's>(
    rules: &'a Rules,
    sheets: impl Into<Sheets<'s>>,
    rulings: &Rulings,
) -> Result<Selection<'a>, Vec<Finding>> {
    select_read(rules, read(rules, sheets)?, rulings)
}

/// As [`select_ruled`], of applications that were read by the same rules.
///
/// # Errors
/// As [`select_ruled`].
pub fn select_read<'a>(
    rules: &'a Rules,
    read: SheetsRead,
    rulings: &Rulings,
) -> Result<Selection<'a>, Vec<Finding>> {
    let SheetsRead {
        mut applications,
        sheets,
        ratings,
        rated,
    } = read;
    let mut findings = applications.noticed().to_vec();
    findings.extend(ratings.noticed.iter().cloned());
    let mut pending = RulingsPending::new(rules, rulings);
    let waiting = |applications: &Applications| match rulings.all.as_slice() {
        [] => Waiting::new(),
        _ => applications.waiting(&rules.form),
    };
    let mut waited = waiting(&applications);
    pending.rows(&mut applications);
    // Whatever people have settled is asked no more.
    findings.retain(|finding| {
        finding.code != Code::NoApplication || applications.is_marked_at(&finding.location)
    });
    // Rows have their ids by now.
    findings.extend(join(rules, ratings, &mut applications)?);
    if !rated.is_empty() {
        columns::also(&mut waited, waiting(&applications));
    }
    pending.cells(&mut applications);
    // A question about a column goes once none of its cells waits for the answer.
    let wait = waiting(&applications);
    findings.retain(|finding| !columns::waits(finding, &waited) || columns::waits(finding, &wait));
    let all_read = sheets.iter().chain(&rated);
    findings.extend(all_read.flat_map(columns::unused));
    let layouts = sheets.iter().map(|sheet| (&sheet.source, &sheet.layout));
    findings.extend(preferences::column::findings(rules, &applications, layouts));

    if pending.evens_out() {
        // Who stands for whom hangs on no rating, and is told by those that were given.
        let mut as_given = pending.clone();
        let Judged { people, .. } = judged_by(rules, &applications, &mut as_given);
        let stands = |one: ApplicationId| people::superseded_by(&people, one).is_none();
        pending.even_out(&mut applications, &stands);
    }
    let Judged {
        levels,
        mut worlds,
        judgements,
        people,
    } = judged_by(rules, &applications, &mut pending);
    let known = |application| facts(rules, &applications, &levels, application);
    let is_late =
        |one: ApplicationId| judgements[one].answer(CriterionId::DEADLINE) == Answer::NotMet;
    findings.extend(late_by_zone::by_zone(rules, &applications, is_late));
    pending.dropouts(&applications, &people);
    pending.held(&applications, &people);
    pending.stage_before(&applications);
    pending.changes(&sheets, &rated);
    pending.misses();
    let rulings = pending.finish(&applications)?;
    findings.extend(rulings.notes.iter().cloned());

    let mut outcomes = first_outcomes(&applications, &judgements, &people, &rulings);
    // Whoever is eligible or could become so has a score, or the range of one.
    let scorable: Vec<ApplicationId> = applications
        .ids()
        .filter(|one| matches!(outcomes[*one], None | Some(Outcome::Clarify { .. })))
        .collect();
    let parts = ByAnswer::all(rules, &applications);
    let tallies = score::score_all(&parts, known, &scorable);
    let (mut scored, mut open_scores) = (Vec::new(), Vec::new());
    for (application, tally) in scorable.iter().zip(&tallies) {
        let outcome @ None = &mut outcomes[*application] else {
            continue;
        };
        let held = rulings.held(*application);
        if held.is_none() && is_below_floor(rules, known(*application)) {
            *outcome = Some(match tally.known() {
                Some(total) => Outcome::BelowFloor { total },
                None => Outcome::Clarify { could_sit: false },
            });
            continue;
        }
        let score = score_to_rank(rules, tally, known(*application));
        if held.is_some() && score.is_none() {
            open_scores.push(balance::open_score(&applications, *application));
        }
        match score.or_else(|| held.map(|_| tally.least)) {
            Some(score) => scored.push((*application, score)),
            None => *outcome = Some(Outcome::Clarify { could_sit: false }),
        }
    }
    if !open_scores.is_empty() {
        return Err(open_scores);
    }
    let standings = rank::rank(&rules.ranking, &parts, known, scored);

    let fits: Vec<GroupSet> = standings
        .iter()
        .map(|standing| judgements[standing.application].groups)
        .collect();
    let prefers = |standing: StandingId| {
        let one = standings[standing].application;
        wished(rules, &applications, one, judgements[one].groups)
    };
    let mut membership = Membership::new(rules);
    let held = Seatholders::new(rules, &rulings, &judgements);
    let (mut filling, mut balancing) = if balance::is_needed(rules) || !held.is_empty() {
        let mut traits = Traits::new(rules);
        let ranked = standings.iter().map(|standing| Ranked {
            fits: held.fits(standing.application),
            score: standing.score,
            counts: membership.of(known(standing.application), &mut traits),
            held: held.is_one(standing.application),
            in_groups: held.is_in_groups(standing.application),
            eligible: judgements[standing.application].verdict() == Verdict::Eligible,
        });
        let ranked = ranked.collect();
        let id = |standing: StandingId| {
            let one = standings[standing].application;
            applications.id(one).into_owned()
        };
        let prefers =
            |standing: StandingId| held.prefers(standings[standing].application, prefers(standing));
        let (filling, balancing) =
            balance::fill(rules, traits, ranked, &rulings.misses, &prefers, &id)?;
        (filling, Some(balancing))
    } else {
        (seats::fill(&rules.places, &fits, &prefers), None)
    };
    let order = |standing: StandingId| prefers(standing).order;
    let total = |standing: StandingId| standings[standing].score;
    let by_tie = keep_ties(rules, &total, &fits, &order, &mut filling);
    for ((index, standing), placing) in standings.each().zip(&filling.seats) {
        outcomes[standing.application] = Some(placed(index, *placing));
    }

    let mut outlooks = BTreeMap::new();
    let asked: Vec<ApplicationId> = applications
        .ids()
        .filter(|one| matches!(outcomes[*one], Some(Outcome::Clarify { .. })))
        .collect();
    let give_way = |ranked: &[ApplicationId]| {
        let (answers, who) =
            people::may_give_way(&rules.form, &applications, &people, &asked, ranked);
        let blanks = balance::blanks_of_identity(rules, &applications, &scorable);
        (answers.saturating_add(blanks), who)
    };
    let mut pool = Pool::new(
        rules,
        (&standings, &fits),
        (&filling, balancing.as_ref()),
        &give_way,
    );
    for application in &scorable {
        let Some(Outcome::Clarify { could_sit }) = &mut outcomes[*application] else {
            continue;
        };
        let judgement = &judgements[*application];
        let is_below = is_below_floor(rules, known(*application));
        if judgement.verdict() == Verdict::Ineligible || is_below {
            continue;
        }
        let by_people = |judgement: &mut Judgement| rulings.judge(*application, judgement);
        let facts = known(*application);
        let also = pool.count_as(*application, |traits| membership.of(facts, traits));
        let also =
            also.map(|(counts, traits)| balance::blanks_that_count(rules, traits, counts, facts));
        let also = also.unwrap_or_default();
        let outlook = worlds.outlook((facts, &also), judgement, &by_people);
        *could_sit = pool.could_sit(*application, &outlook.best);
        outlooks.insert(*application, outlook);
    }
    let matters = pool.matters();
    let asked = pool.asked();
    let mut reranked = BTreeMap::new();
    if let (Some(balancing), Some((traits, asked))) = (&mut balancing, asked) {
        (balancing.traits, balancing.asked) = (traits, asked);
        balancing.matters = matters;
        let together = balance::could_break(balancing, &filling.seats);
        balancing.matters.extend(together);
        for standing in &balancing.matters {
            let (one, counts) = (
                standings[*standing].application,
                &balancing.counts[*standing],
            );
            let also = balance::blanks_that_count(rules, &balancing.traits, counts, known(one));
            if !also.is_empty() {
                let by_people = |judgement: &mut Judgement| rulings.judge(one, judgement);
                let facts = (known(one), also.as_slice());
                reranked.insert(one, worlds.outlook(facts, &judgements[one], &by_people));
            }
        }
    }
    let outcomes: Per<ApplicationId, Outcome> = outcomes
        .into_iter()
        .map(|outcome| {
            outcome.unwrap_or_else(|| {
                contradiction("an application is neither ranked nor anything else")
            })
        })
        .collect();
    findings.extend(shared(rules, &applications, &people, &outcomes));
    let counts = |application: ApplicationId| {
        !matches!(
            outcomes[application],
            Outcome::Ineligible | Outcome::Superseded { .. }
        )
    };
    findings.extend(people::unruled(&rules.form, &applications, counts));
    findings.extend(people::mistyped(
        &rules.form,
        &applications,
        &people,
        counts,
    ));
    let mut selection = Selection {
        rules,
        sheets,
        ratings: rated,
        applications,
        levels,
        judgements,
        people,
        parts,
        standings,
        filling,
        by_tie,
        balancing,
        outcomes,
        outlooks,
        reranked,
        rulings,
        findings,
        firm: OnceLock::new(),
        successors: OnceLock::new(),
    };
    selection.spell_values();
    selection.ask_all_whose_ratings_move_others();
    selection.ask_only_near();
    Ok(selection)
}
