//! What an earlier round told everybody: from the run whose letters went out, so that nobody is sent the same letter again as new, and a
//! letter that says something else than the one before says so.

use std::collections::BTreeMap;

use super::{Past, PastRun, whole::whole};
use crate::base::finding::{Code, Finding, Location};
use crate::out::letters::Templates;
use crate::papers::explanation::Case;
use crate::papers::letters::mail_merge::Since;
use crate::papers::letters::{Drafted, Given, Known, LetterKind, Text, known};
use crate::rules::{Language, Rules};

/// The letters of an earlier run, by application.
pub(super) struct Told {
    by_id: BTreeMap<String, Earlier>,
}

/// What the letter of an earlier run said.
struct Earlier {
    kind: LetterKind,
    known: Known,
    /// None where its template cannot be filled in for it.
    body: Option<Text>,
}

impl Told {
    /// Works out again what the letters of a run said, of everybody of whom something is given now.
    ///
    /// # Errors
    /// Findings where the run is not as it was written, or is one of another programme.
    pub(super) fn by(
        run: &dyn PastRun,
        rules: &Rules,
        templates: &Templates<'_>,
        given: &dyn Fn(&str) -> Given,
    ) -> Result<Self, Vec<Finding>> {
        let one = |finding| vec![finding];
        let past = Past::open(run).map_err(one)?;
        whole(run)?;
        let of_then = past.rules_as_asked().map_err(one)?;
        if of_then.programme.id != rules.programme.id {
            let message = format!(
                "is a run of the programme `{}`, and these are letters of `{}`",
                of_then.programme.id, rules.programme.id
            );
            let finding = Finding::new(Code::RunUnreadable, Location::File(past.called()), message);
            return Err(vec![
                finding.help("give with `--told` the run whose letters were sent"),
            ]);
        }
        let mut by_id = BTreeMap::new();
        for record in past.records() {
            let record = record.map_err(one)?;
            let case = Case {
                header: past.header(),
                rules: &of_then,
                record: &record,
                others: &[],
                what_if: None,
            };
            if LetterKind::is_nobodys(case) {
                continue;
            }
            let given = given(&record.application);
            let Drafted { kind, known, .. } = known(case, &given);
            let earlier = Earlier {
                body: body(templates, kind, given.language, &known),
                kind,
                known,
            };
            by_id.insert(record.application.to_string(), earlier);
        }
        Ok(Self { by_id })
    }

    /// Whether a letter told of a seat that nobody could take any more.
    pub(super) fn of_a_seat(&self, application: &str) -> bool {
        let earlier = self.by_id.get(application);
        earlier.is_some_and(|earlier| has_seat(earlier.kind))
    }

    /// What is news in a letter; and into what it may know goes what the earlier one had said, where it says something else.
    pub(super) fn since(
        &self,
        templates: &Templates<'_>,
        (kind, language): (LetterKind, Language),
        now: &mut Known,
    ) -> Since {
        let Some(earlier) = self.by_id.get(&now.application) else {
            return Since::New;
        };
        let before = &earlier.known;
        let keeps_seat = has_seat(kind) && has_seat(earlier.kind);
        let seat = |known: &Known| (known.group.clone(), known.open_place);
        // What the earlier letter said counts, whatever runs there were between them.
        (now.group_before, now.open_place_before) = match keeps_seat && seat(now) != seat(before) {
            true => seat(before),
            false => (None, false),
        };
        if kind == earlier.kind
            && now.settled == before.settled
            && body(templates, kind, language, now).is_some_and(|now| earlier.body == Some(now))
        {
            return Since::Unchanged;
        }
        let says_so = is_decision(earlier.kind) && !keeps_seat && kind != LetterKind::DroppedOut;
        let is_same =
            kind == earlier.kind && before.reserve == now.reserve && seat(before) == seat(now);
        if says_so && !is_same {
            now.earlier = Some(earlier.kind.word());
            now.earlier_group.clone_from(&before.group);
            now.earlier_reserve = before.reserve;
        }
        Since::Changed
    }
}

fn has_seat(kind: LetterKind) -> bool {
    matches!(kind, LetterKind::Selected | LetterKind::Confirmed)
}

/// Whether a letter of this kind says what becomes of somebody, so that another one takes its place.
fn is_decision(kind: LetterKind) -> bool {
    match kind {
        LetterKind::Selected
        | LetterKind::Confirmed
        | LetterKind::Reserve
        | LetterKind::Unplaced
        | LetterKind::NotShortlisted
        | LetterKind::Ineligible
        | LetterKind::Superseded => true,
        // Being shortlisted is no outcome yet, and these were asked or waited, or left.
        LetterKind::Shortlisted
        | LetterKind::Undecided
        | LetterKind::Clarify
        | LetterKind::DroppedOut => false,
    }
}

/// What a letter says inside its frame, but for what it says of letters before it.
fn body(
    templates: &Templates<'_>,
    kind: LetterKind,
    language: Language,
    known: &Known,
) -> Option<Text> {
    let bare = Known {
        told_before: false,
        group_before: None,
        open_place_before: false,
        earlier: None,
        ..known.clone()
    };
    let letter = templates.letter(kind, language, &bare);
    letter.ok().map(|(_, body)| body)
}
