//! What a list of ranked applicants says of a person beside the numbers.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::superseded;
use crate::base::ids::ApplicationId;
use crate::base::interner::BySymbol;
use crate::papers::titles;
use crate::people::{self, MatchStatus};
use crate::rank::StandingId;
use crate::record::from_selection::came_before;
use crate::record::from_selection::found::settled;
use crate::record::from_selection::reasons::{self, Unplaced};
use crate::rules::{FieldId, StandingAnswer};
use crate::rulings::Kind;
use crate::select::{Outcome, Selection};
use crate::values::Topic;
use crate::words;
use crate::words::outcomes::not_final;

/// The footnotes of territories that rows show and the rules settle, looked up once for each distinct answer.
pub(in crate::papers) struct Footnotes<'a> {
    fields: Vec<(FieldId, BySymbol<Settled<'a>>)>,
}

/// The standing answer that settled what somebody answered, if one did.
type Settled<'a> = Option<&'a StandingAnswer>;

impl<'a> Footnotes<'a> {
    /// Of these fields.
    pub(in crate::papers) fn new(selection: &Selection<'a>, fields: &[FieldId]) -> Self {
        let any = !selection.rules.form.standing_answers.is_empty();
        let fields = fields.iter().filter(|_| any);
        Self {
            fields: fields.map(|field| (*field, BySymbol::default())).collect(),
        }
    }

    /// Those of one application, each once.
    pub(in crate::papers) fn of(
        &mut self,
        selection: &Selection<'a>,
        application: ApplicationId,
    ) -> Vec<String> {
        let mut footnotes: Vec<String> = Vec::new();
        for (field, known) in &mut self.fields {
            let symbol = selection.applications.symbol(application, *field);
            let answer = known.get(symbol, || settled(selection, application, *field));
            if let Some(answer) = answer
                && let Some(footnote) = &answer.footnote
            {
                let footnote = format!("{}: {footnote}", answer.territory.name);
                if !footnotes.contains(&footnote) {
                    footnotes.push(footnote);
                }
            }
        }
        footnotes
    }
}

/// Which tie-break settled an equal total, and with whom: `after A-0102 by lot; before A-0110 by earlier submitted`.
pub(super) fn told_apart<'a>(
    selection: &Selection<'_>,
    naming: impl Into<words::Naming<'a>>,
    index: StandingId,
) -> String {
    /// Bytes that hold what is said of most.
    const SAID: usize = 64;
    let naming = naming.into();
    let mut said = String::with_capacity(SAID);
    let mut say = |word: &str, other: StandingId, by: StandingId| {
        let standings = &selection.standings;
        let settled = standings.find(by).and_then(|standing| standing.behind_by);
        if let (Some(by), Some(other)) = (settled, standings.find(other)) {
            let by = words::behind_by(naming, Some(by));
            let id = selection.applications.id(other.application);
            let and = if said.is_empty() { "" } else { "; " };
            let _ = write!(said, "{and}{word} {id} by {by}");
        }
    };
    if let Some(above) = index.above() {
        say("after", above, index);
    }
    say("before", index.below(), index.below());
    said
}

/// What above a list says that answers are awaited: for its seats, or, once these are firm, for those who wait on it.
pub(super) fn awaited(selection: &Selection<'_>, waits: bool) -> Option<String> {
    let said = not_final(selection.awaited());
    match selection.seats_are_open() {
        true => Some(said),
        false => (waits && selection.unclear() > 0).then(|| format!("who waits is {said}")),
    }
}

/// What a panel should know about a person beside the numbers, and `why` somebody has no place where the list says so.
pub(in crate::papers) fn notes(
    selection: &Selection<'_>,
    application: ApplicationId,
    outcome: Outcome,
    why: Option<&mut Unplaced>,
) -> Vec<String> {
    let mut notes = Vec::new();
    for matched in selection.people.get(&application).into_iter().flatten() {
        // Who stands for another application shares nothing with it that is worth pointing out.
        let apart = |other: &ApplicationId| {
            matched.status != MatchStatus::Shares
                || !matches!(selection.outcome(*other), Outcome::Superseded { .. })
        };
        let others = people::named(&selection.applications, matched.others.iter().filter(apart));
        if others.is_empty() {
            continue;
        }
        match (matched.status, matched.rule.rule(&selection.rules.form)) {
            (MatchStatus::Stands, _) => {
                notes.push(format!("stands for {others}, of the same person"));
            }
            (MatchStatus::Shares, Some(rule)) => {
                let same = superseded::same(selection, rule);
                notes.push(format!("{same} as {others}"));
            }
            // By the id alone.
            (MatchStatus::Shares, None)
            | (MatchStatus::Superseded { .. } | MatchStatus::Unsettled, _) => {}
        }
    }
    let rulings: Vec<Cow<'_, str>> = selection
        .rulings
        .about(application)
        .map(|done| match done.kind {
            Kind::AcceptLate => Cow::Borrowed("accepted late"),
            kind if kind.holds() => Cow::Borrowed(kind.word()),
            _ => {
                let topic = Topic::new(done.sort, &done.about);
                Cow::Owned(titles::topic(selection.rules, &topic).into_owned())
            }
        })
        .collect();
    if !rulings.is_empty() {
        notes.push(format!("decided by people: {}", rulings.join(", ")));
    }
    match outcome {
        Outcome::Unplaced { standing } => {
            notes.extend(why.map(|why| why.why(selection, standing)));
        }
        Outcome::Selected { standing, group } => {
            notes.extend(came_before::came_before(selection, standing));
            // Whoever is shortlisted goes on with all groups that admit them.
            if !selection.rules.is_shortlisting() {
                notes.extend(reasons::seated_elsewhere(selection, standing, group));
            }
            notes.extend(reasons::no_order(selection, standing));
        }
        Outcome::Reserve {
            standing, group, ..
        } => {
            notes.extend(reasons::no_order(selection, standing));
            notes.extend(reasons::also_waiting(selection, standing, group));
        }
        _ => {}
    }
    notes
}
