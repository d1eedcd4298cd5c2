//! A snapshot: what came of everyone, in a text that a person can review and a version control can show the changes of.
//!
//! A head says what it was made from, then counts and seats, then one line an application in the order of ids. It is read
//! back to say who changed; what it says beyond the applications is made from them and must agree.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::state::{State, States};
use crate::base::controls;
use crate::record::from_selection::header;
use crate::record::numbered::ratings;
use crate::select::Selection;
use crate::values::{OutcomeKind, SeatIn};

/// What a snapshot begins with; a file without it is none and is not touched.
pub const FIRST_LINE: &str = "Intake snapshot 1: what came of everyone. `intake snapshot` compares with it and, with --accept, renews it.";

const COUNTS: &str = "Counts";
const SEATS: &str = "Seats";
const APPLICATIONS: &str = "Applications";
/// Between the pieces of a line; no id that is written plain has it.
const BETWEEN: &str = " | ";

/// The snapshot of a selection.
pub fn text(selection: &Selection<'_>, states: &States) -> String {
    let mut text = format!("{FIRST_LINE}\n\n");
    let rules = selection.rules;
    if let Some(stage) = rules.stage() {
        let _ = writeln!(text, "{:<13} {}", "stage", plain(&stage.id));
    }
    if let Some(before) = &selection.rulings.stage_before {
        let name = plain(&before.stage);
        let _ = writeln!(text, "{:<13} {name} SHA-256 {}", "after", before.sha256);
    }
    let mut file = |what: &str, name: &str, digest: &str| {
        let _ = writeln!(text, "{what:<13} {} SHA-256 {digest}", plain(name));
    };
    file("rules", &rules.file.name, &rules.file.digest);
    rules
        .list_files
        .iter()
        .for_each(|list| file("list", &list.name, &list.digest));
    selection
        .sheets
        .iter()
        .for_each(|sheet| file("applications", &sheet.source.to_string(), &sheet.digest));
    // By number: the name of a file may be an assessor's.
    (1..)
        .zip(&selection.ratings)
        .for_each(|(number, sheet)| file("ratings", &ratings(number), &sheet.digest));
    selection
        .rulings
        .files
        .iter()
        .for_each(|(name, digest)| file("decisions", name, digest));
    text.push_str(&body(selection, states));
    text
}

/// What stands below the head.
fn body(selection: &Selection<'_>, states: &States) -> String {
    let mut text = format!("\n{COUNTS}\n");
    let mut counts: BTreeMap<OutcomeKind, usize> = BTreeMap::new();
    for state in states.values() {
        let count = counts.entry(state.outcome).or_default();
        *count = count.saturating_add(1);
    }
    let _ = writeln!(text, "  {:<12} {}", "received", states.len());
    for outcome in OutcomeKind::ALL {
        let count = counts.get(&outcome).copied().unwrap_or_default();
        // Before the letters go out nobody has dropped out; rules without stages have no shortlists.
        let is_rare = outcome == OutcomeKind::DroppedOut || outcome.is_of_stages();
        if count == 0 && is_rare {
            continue;
        }
        let _ = writeln!(text, "  {:<12} {count}", outcome.adjective());
    }
    let _ = writeln!(text, "\n{SEATS}");
    for group in header::groups(selection) {
        let last = group
            .last
            .map(|(total, id)| format!(", the last {} with {total}", plain(&id)))
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "  {:<22} {} of {}{last}",
            group.id, group.taken, group.seats
        );
    }
    let _ = writeln!(text, "\n{APPLICATIONS}");
    for (id, state) in states {
        let _ = writeln!(text, "{}", line(id, state));
    }
    text
}

/// An id or name, in quotes where it could be taken for something else.
fn plain(text: &str) -> String {
    let safe = |c: char| {
        c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | '#' | '[' | ']' | '+')
    };
    if !text.is_empty() && text.chars().all(safe) {
        text.to_owned()
    } else {
        controls::in_json(&serde_json::to_string(text).unwrap_or_default()).into_owned()
    }
}

fn line(id: &str, state: &State) -> String {
    let total = state
        .total
        .as_ref()
        .map(|total| match &state.total_at_most {
            Some(most) => format!("total {total} to {most}"),
            None => format!("total {total}"),
        });
    let list = |word: &str, ids: &[String]| {
        (!ids.is_empty()).then(|| format!("{word}: {}", ids.join(", ")))
    };
    let pieces = [
        Some(plain(id)),
        Some(state.outcome_words()),
        state.position.map(|position| format!("place {position}")),
        total,
        list("not met", &state.not_met),
        list("unclear", &state.unclear),
    ];
    pieces
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(BETWEEN)
}

/// A snapshot read back.
#[derive(Debug)]
pub struct Kept<'t> {
    /// The inputs' names and digests.
    pub head: &'t str,
    pub body: &'t str,
    pub states: BTreeMap<String, State>,
}

/// Why a text is no snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It does not begin like one.
    Foreign,
    /// A line, from 1, that no snapshot has.
    Line(usize),
    /// It is of another stage, or of rules without stages.
    Stage(Option<String>),
}

/// The stage of a snapshot, by its head.
pub fn stage(head: &str) -> Option<&str> {
    let mut lines = head.lines();
    lines.find_map(|line| Some(line.strip_prefix("stage ")?.trim()))
}

/// Reads a snapshot.
///
/// # Errors
/// When it does not begin like one, or a line is none of a snapshot's.
pub fn read(text: &str) -> Result<Kept<'_>, Broken> {
    if text.lines().next() != Some(FIRST_LINE) {
        return Err(Broken::Foreign);
    }
    let counts = format!("\n\n{COUNTS}\n");
    let at = text
        .find(&counts)
        .map(|at| at.saturating_add(1))
        .ok_or(Broken::Line(2))?;
    let (head, body) = text.split_at_checked(at).ok_or(Broken::Line(2))?;
    let mut lines = (1_usize..).zip(text.lines());
    let mut last = 1;
    let begun = lines
        .by_ref()
        .inspect(|(number, _)| last = *number)
        .any(|(_, line)| line == APPLICATIONS);
    if !begun {
        return Err(Broken::Line(last));
    }
    let mut states = BTreeMap::new();
    for (number, line) in lines {
        let (id, state) = parse(line).ok_or(Broken::Line(number))?;
        // Each line stands once, and says nothing that would be written otherwise.
        if self::line(&id, &state) != line || states.insert(id, state).is_some() {
            return Err(Broken::Line(number));
        }
    }
    Ok(Kept { head, body, states })
}

fn parse(line: &str) -> Option<(String, State)> {
    let (id, rest) = parse_id(line)?;
    let mut pieces = rest.split(BETWEEN);
    let words = pieces.next()?;
    let group = |id: &str| Some(SeatIn::Group(Cow::Owned(id.to_owned())));
    let (outcome, group, reserve) = if words == "selected, open place" {
        (OutcomeKind::Selected, Some(SeatIn::Open), None)
    } else if words == OutcomeKind::Shortlisted.adjective() {
        // In no group is in an open place.
        (OutcomeKind::Shortlisted, Some(SeatIn::Open), None)
    } else if let Some(id) = words.strip_prefix("shortlisted ") {
        (OutcomeKind::Shortlisted, group(id), None)
    } else if let Some(id) = words.strip_prefix("selected ") {
        (OutcomeKind::Selected, group(id), None)
    } else if let Some((number, id)) = words
        .strip_prefix("reserve ")
        .and_then(|rest| rest.split_once(" of "))
    {
        (OutcomeKind::Reserve, group(id), Some(number.parse().ok()?))
    } else {
        let word = words.strip_suffix(", could win a seat").unwrap_or(words);
        let outcome = OutcomeKind::ALL
            .into_iter()
            .find(|outcome| outcome.adjective() == word)?;
        (outcome, None, None)
    };
    let mut state = State {
        outcome,
        group,
        reserve,
        position: None,
        total: None,
        total_at_most: None,
        could_sit: (outcome == OutcomeKind::Clarify)
            .then(|| words != OutcomeKind::Clarify.adjective()),
        not_met: Vec::new(),
        unclear: Vec::new(),
    };
    for piece in pieces {
        let ids = |list: &str| list.split(", ").map(str::to_owned).collect();
        if let Some(position) = piece.strip_prefix("place ") {
            state.position = Some(position.parse().ok()?);
        } else if let Some(total) = piece.strip_prefix("total ") {
            let (least, most) = total
                .split_once(" to ")
                .map_or((total, None), |(least, most)| (least, Some(most)));
            state.total = Some(least.to_owned());
            state.total_at_most = most.map(str::to_owned);
        } else if let Some(list) = piece.strip_prefix("not met: ") {
            state.not_met = ids(list);
        } else if let Some(list) = piece.strip_prefix("unclear: ") {
            state.unclear = ids(list);
        } else {
            return None;
        }
    }
    Some((id, state))
}

/// The id at the beginning of a line, and what follows it.
fn parse_id(line: &str) -> Option<(String, &str)> {
    if !line.starts_with('"') {
        return line
            .split_once(BETWEEN)
            .map(|(id, rest)| (id.to_owned(), rest));
    }
    let mut values = serde_json::Deserializer::from_str(line).into_iter::<String>();
    let id = values.next()?.ok()?;
    let rest = line.get(values.byte_offset()..)?;
    Some((id, rest.strip_prefix(BETWEEN)?))
}
