//! Which application a row of ratings is about: by its id, or by an address that only one application has. Never by anything that is
//! only nearly the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::rated::{RatedRowId, RatingsFile, cell};
use crate::answers::Applications;
use crate::answers::blank::is_blank;
use crate::answers::sources::CellReaders;
use crate::base::finding::{Code, Finding};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::base::origin::{Origin, Source};
use crate::rules::{FieldId, Form};
use crate::values::spelling::{fold, quoted};
use crate::values::{Reading, Wrong, similar_ids};
use crate::words::problems;

/// The applications of some pile by what rows of ratings may know them by.
pub(super) struct Known<'a> {
    form: &'a Form,
    applications: &'a Applications,
    /// By field of e-mail addresses: who has which.
    addresses: BTreeMap<FieldId, BTreeMap<String, Vec<ApplicationId>>>,
    /// By what similar ids share; made where an id is unknown.
    similar: Option<BTreeMap<String, Vec<ApplicationId>>>,
    /// By file, the texts in its column of ids.
    stand: BTreeMap<Arc<Source>, BTreeSet<String>>,
    /// What stands in personal columns, folded; made where an id is unknown.
    personal: Option<BTreeSet<String>>,
}

/// Whose a row is.
pub(super) enum Whose {
    /// Several where one id stands in several rows of applications.
    Theirs(Vec<ApplicationId>),
    /// Nobody's, and why: what the row says, and what to do.
    Nobodys(String, String),
}

impl<'a> Known<'a> {
    pub(super) fn new(form: &'a Form, applications: &'a Applications) -> Self {
        Self {
            form,
            applications,
            addresses: BTreeMap::new(),
            similar: None,
            stand: BTreeMap::new(),
            personal: None,
        }
    }

    /// Whose a row is.
    pub(super) fn whose(&mut self, file: &RatingsFile, row: RatedRowId) -> Whose {
        let (text, doubt) = cell(&file.keys, row);
        let (field, _) = file.key;
        let nobodys = |message: String, help: &str| Whose::Nobodys(message, help.to_owned());
        if let Some(problem) = doubt.filter(|_| !text.is_empty()) {
            let personal = self.form.fields[field].personal || self.may_be_personal(text);
            let said = problems::said(problem, personal);
            let what = match personal {
                true if field == self.form.id => "what stands there".to_owned(),
                true => "the address".to_owned(),
                false => quoted(text),
            };
            return nobodys(
                format!("{what}, by which the row is known, {}", said.message),
                WRITE,
            );
        }
        if let Some(Wrong::Merged(..)) = doubt.map(|problem| &problem.wrong) {
            let message = "the row has ratings, and the cell that should say whose they are is merged with others";
            return nobodys(message.to_owned(), WRITE);
        }
        if is_blank(text) {
            return nobodys(
                "the row has ratings and nothing that says whose they are".to_owned(),
                WRITE,
            );
        }
        if field == self.form.id {
            self.by_id(file, text)
        } else {
            self.by_address(field, text)
        }
    }

    fn by_id(&mut self, file: &RatingsFile, text: &str) -> Whose {
        let all = self.applications;
        let found = all.position(text).filter(|found| all.has_id(*found));
        if let Some(first) = found {
            let from = (first.0..all.len()).map(ApplicationId);
            let same = from.take_while(|one| all.has_id(*one) && *all.id(*one) == *text);
            return Whose::Theirs(same.collect());
        }
        if self.may_be_personal(text) {
            let addresses = self.form.fields.iter().find(|field| field.kind.is_email());
            let heading = addresses.and_then(|field| field.assessors.first()?.first());
            let message = if text.contains('@') {
                "an e-mail address stands in the column of ids, so that the ratings reach nobody"
            } else {
                "no application's id stands in the column of ids, so that the ratings reach nobody; what does may be personal, and is not \
                 shown"
            };
            let help = match heading.filter(|_| text.contains('@')) {
                Some(heading) => format!(
                    "write the id as the applications have it; rows may be known by addresses instead where the column of ids is taken out and \
                     these stand under `{heading}`"
                ),
                None => WRITE.to_owned(),
            };
            return Whose::Nobodys(message.to_owned(), help);
        }
        let message = format!(
            "there is no application {}, so that its ratings reach nobody",
            quoted(text)
        );
        let own = CellReaders::new(self.form, self.form.id).map(|readers| readers.read(None, text));
        let help = match (own, self.near(file, text).as_slice()) {
            (_, [near]) => format!(
                "did you mean {}? write the id as the applications have it",
                quoted(near)
            ),
            (Some(Reading::Unreadable(problem)), []) => {
                format!("it {}: {WRITE}", problems::said(&problem, false).message)
            }
            (_, []) => UNKNOWN.to_owned(),
            (_, several) => {
                let several: Vec<String> = several.iter().map(|near| quoted(near)).collect();
                format!(
                    "it could be {}; write the id as the applications have it",
                    several.join(" or ")
                )
            }
        };
        Whose::Nobodys(message, help)
    }

    /// Whether an unknown id may say who somebody is: an address, the text of a personal column, or words as names are.
    fn may_be_personal(&mut self, text: &str) -> bool {
        let personal = || {
            let fields = self.form.fields.each();
            fields.filter(|(_, field)| field.personal)
        };
        if personal().next().is_none() {
            return false;
        }
        let is_name = text.contains(char::is_whitespace)
            && text.chars().any(char::is_alphabetic)
            && !text.chars().any(|c| c.is_ascii_digit());
        let all = self.applications;
        let texts = || {
            let cells = personal().flat_map(|(field, _)| {
                all.ids()
                    .map(move |one| fold(all.cell(one, field, AssessorId::FIRST)))
            });
            cells.collect()
        };
        text.contains('@')
            || is_name
            || self
                .personal
                .get_or_insert_with(texts)
                .contains(&fold(text))
    }

    /// The ids of applications that may have been meant, a few of them: one that only lacks its source is not the other that stands in the
    /// file with it.
    fn near(&mut self, file: &RatingsFile, text: &str) -> Vec<String> {
        let all = self.applications;
        let sources = self.form.sources.iter();
        let full = sources.filter_map(|source| {
            let id = source.full_id(text);
            all.position(&id).filter(|found| all.has_id(*found))
        });
        let named = |found: &[ApplicationId]| -> Vec<String> {
            found.iter().map(|one| all.id(*one).into_owned()).collect()
        };
        let full: Vec<ApplicationId> = full.collect();
        if !full.is_empty() {
            let texts = || {
                let texts = file.keys.texts.symbols.iter();
                texts.map(str::to_owned).collect()
            };
            let stand = self.stand.entry(Arc::clone(&file.source));
            let stand: &BTreeSet<String> = stand.or_insert_with(texts);
            let mut full = named(&full);
            full.retain(|id| !stand.contains(id));
            return full;
        }
        let similar = self.similar.get_or_insert_with(|| {
            let mut similar: BTreeMap<String, Vec<ApplicationId>> = BTreeMap::new();
            for one in all.ids().filter(|one| all.has_id(*one)) {
                for key in keys(&all.id(one)) {
                    similar.entry(key).or_default().push(one);
                }
            }
            similar
        });
        let known = keys(text).into_iter().find_map(|key| similar.get(&key));
        let mut known = named(known.map_or(&[], Vec::as_slice));
        known.dedup();
        known.truncate(MEANT);
        known
    }

    fn by_address(&mut self, field: FieldId, text: &str) -> Whose {
        let all = self.applications;
        let addresses = self.addresses.entry(field).or_insert_with(|| {
            let mut addresses: BTreeMap<String, Vec<ApplicationId>> = BTreeMap::new();
            for one in all.ids() {
                let address = all.cell(one, field, AssessorId::FIRST);
                if !is_blank(address) {
                    addresses.entry(fold(address)).or_default().push(one);
                }
            }
            addresses
        });
        let with_id = |one: &ApplicationId| all.has_id(*one);
        let name = &self.form.fields[field].name;
        match addresses.get(&fold(text)).map(Vec::as_slice) {
            Some([one]) if with_id(one) => Whose::Theirs(vec![*one]),
            Some([_]) => {
                let message = format!(
                    "the application with the `{name}` of the row has no id yet, so that the ratings reach nobody"
                );
                let help = "say which application it is: the clarify list of a run asks it";
                Whose::Nobodys(message, help.to_owned())
            }
            Some(several) => {
                let message = format!(
                    "{} applications have the `{name}` of the row, so that its ratings reach none of them",
                    several.len()
                );
                Whose::Nobodys(
                    message,
                    "give the file a column with the ids of the applications".to_owned(),
                )
            }
            None => {
                let message = format!(
                    "there is no application with the `{name}` of the row, so that its ratings reach nobody"
                );
                Whose::Nobodys(
                    message,
                    "write it as the application has it, or give the file a column with the ids"
                        .to_owned(),
                )
            }
        }
    }
}

/// So many ids that may have been meant are named.
const MEANT: usize = 3;
const WRITE: &str = "write the id as the applications have it, as a value and no formula";
const UNKNOWN: &str =
    "correct the id in the file; where the application was withdrawn, take the row out";

/// What ids share that may be one, written twice.
fn keys(id: &str) -> [String; 3] {
    let apart = |kind: &str, key: String| format!("{kind} {key}");
    [
        apart("fold", fold(id)),
        apart("words", similar_ids::by_words(id)),
        apart("shapes", similar_ids::by_shapes(id)),
    ]
}

/// What is said of ratings that reach nobody, where the row is known.
pub(super) fn unknown(
    file: &RatingsFile,
    row: RatedRowId,
    message: String,
    help: String,
) -> Finding {
    let at = Origin::cell(&file.source, file.rows[row], file.key.1);
    Finding::new(Code::RatedUnknown, at, message).help(help)
}
