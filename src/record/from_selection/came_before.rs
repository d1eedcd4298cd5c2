//! Before whom somebody is seated although they are ranked above, and which rules made it so.

use crate::base::ids::Id as _;
use crate::rank::StandingId;
use crate::rules::GroupSet;
use crate::select::balance::{CameBefore, Ground, said};
use crate::select::{Outcome, Selection};

/// At most so many rules are named.
const NAMED: usize = 3;

/// Said of somebody seated: `seated before A-2 with 78 at place 31, because of “Half are women”; and before 4 more who are ranked above`.
pub fn came_before(selection: &Selection<'_>, standing: StandingId) -> Option<String> {
    let before = selection.came_before(standing)?;
    let more = match before.more {
        0 => String::new(),
        1 => "; and before 1 more who is ranked above".to_owned(),
        more => format!("; and before {more} more who are ranked above"),
    };
    let because = match before.because {
        Ground::Held => "because the seat is held".to_owned(),
        Ground::Rules(_) | Ground::Together(_) => {
            format!("because of {}", because(selection, before))
        }
    };
    Some(format!(
        "seated before {}, {because}{more}",
        passed_over(selection, before.passed_over),
    ))
}

/// `A-2 with 78 at place 31`.
pub fn passed_over(selection: &Selection<'_>, standing: StandingId) -> String {
    let one = &selection.standings[standing];
    format!(
        "{} with {} at place {}",
        selection.applications.id(one.application),
        one.score,
        standing.position()
    )
}

/// What made it so: `“Half are women”`, `“At most 3 of one country”: Poland, in Water`.
pub fn because(selection: &Selection<'_>, before: &CameBefore) -> String {
    let rules = selection.rules;
    let Some(balancing) = &selection.balancing else {
        return String::new();
    };
    let singles = &balancing.singles;
    let named: Vec<String> = match &before.because {
        Ground::Held => return "a seat that is held".to_owned(),
        Ground::Rules(all) => all
            .iter()
            .filter_map(|id| singles.find(*id))
            .map(|single| said::single(rules, single))
            .collect(),
        Ground::Together(all) => all
            .iter()
            .map(|reason| said::reason(rules, singles, *reason))
            .collect(),
    };
    let more = named.len().saturating_sub(NAMED);
    let named = named.into_iter().take(NAMED).collect::<Vec<_>>();
    match (named.as_slice(), more) {
        ([], _) => "what the rules ask for together".to_owned(),
        (named, 0) => named.join(" and "),
        (named, more) => format!("{} and {more} more rules", named.join(", ")),
    }
}

/// Why people ranked below a place have seats before others who are ranked above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Below {
    /// All of them hold a seat.
    Held,
    ByRules,
    Both,
}

impl Below {
    /// To follow whoever is seated below a place.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Held => "holds a seat",
            Self::ByRules => "came before because of balance rules",
            Self::Both => "holds a seat, or came before because of balance rules",
        }
    }
}

/// Why somebody ranked below a place has a seat in one of these groups before people ranked above; none where nobody has.
pub(super) fn seated_below(
    selection: &Selection<'_>,
    place: usize,
    fits: GroupSet,
) -> Option<Below> {
    let balancing = selection.balancing.as_ref()?;
    // The place below, from 1, is the same number from 0.
    let below = balancing.came_before.range(StandingId::at(place)..);
    let in_reach = below.filter(|(one, _)| {
        let outcome = selection.outcome(selection.standings[**one].application);
        matches!(outcome, Outcome::Selected { group: Some(group), .. } if fits.contains(group))
    });
    let is_held = |one: &StandingId| balancing.problem.candidates[*one].held;
    let why = in_reach.map(|(one, before)| match before.because {
        Ground::Held => Below::Held,
        // A rule keeps the best of them out, and the others may be kept out by that the seat is held.
        Ground::Rules(_) | Ground::Together(_) if is_held(one) => Below::Both,
        Ground::Rules(_) | Ground::Together(_) => Below::ByRules,
    });
    why.reduce(|one, other| if one == other { one } else { Below::Both })
}
