//! Which application a row of ratings is about: by its id, or by an address that only one application has. Never by anything that is
//! only nearly the same.

use std::collections::BTreeMap;

use super::file::{RatedRowId, RatingsFile, cell};
use crate::answers::Applications;
use crate::answers::blank::is_blank;
use crate::answers::sources::CellReaders;
use crate::base::finding::{Code, Finding};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::base::origin::Origin;
use crate::rules::{FieldId, Form};
use crate::values::spelling::{fold, quoted};
use crate::values::{Reading, similar_ids};
use crate::words::problems;

/// The applications of some pile by what rows of ratings may know them by.
pub(super) struct Known<'a> {
    form: &'a Form,
    applications: &'a Applications,
    /// By field of e-mail addresses: who has which.
    addresses: BTreeMap<FieldId, BTreeMap<String, Vec<ApplicationId>>>,
    /// By what similar ids share; made where an id is unknown.
    similar: Option<BTreeMap<String, ApplicationId>>,
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
        }
    }

    /// Whose a row is.
    pub(super) fn whose(&mut self, file: &RatingsFile, row: RatedRowId) -> Whose {
        let (text, doubt) = cell(&file.keys, row);
        let (field, _) = file.key;
        let nobodys = |message: String, help: &str| Whose::Nobodys(message, help.to_owned());
        if let Some(problem) = doubt.filter(|_| !text.is_empty()) {
            let personal = self.form.fields[field].personal;
            let said = problems::said(problem, personal);
            let what = if personal {
                "the address".to_owned()
            } else {
                quoted(text)
            };
            return nobodys(
                format!("{what}, by which the row is known, {}", said.message),
                WRITE,
            );
        }
        if is_blank(text) {
            return nobodys(
                "the row has ratings and nothing that says whose they are".to_owned(),
                WRITE,
            );
        }
        if field == self.form.id {
            self.by_id(text)
        } else {
            self.by_address(field, text)
        }
    }

    fn by_id(&mut self, text: &str) -> Whose {
        let all = self.applications;
        let found = all.position(text).filter(|found| all.has_id(*found));
        if let Some(first) = found {
            let from = (first.0..all.len()).map(ApplicationId);
            let same = from.take_while(|one| all.has_id(*one) && *all.id(*one) == *text);
            return Whose::Theirs(same.collect());
        }
        let message = format!(
            "there is no application {}, so that its ratings reach nobody",
            quoted(text)
        );
        let own = CellReaders::new(self.form, self.form.id).map(|readers| readers.read(None, text));
        let help = match (own, self.near(text)) {
            (_, Some(near)) => format!(
                "did you mean {}? write the id as the applications have it",
                quoted(&near)
            ),
            (Some(Reading::Unreadable(problem)), None) => {
                format!("it {}: {WRITE}", problems::said(&problem, false).message)
            }
            _ => UNKNOWN.to_owned(),
        };
        Whose::Nobodys(message, help)
    }

    /// The id of an application that may have been meant.
    fn near(&mut self, text: &str) -> Option<String> {
        let all = self.applications;
        let mut sources = self.form.sources.iter();
        let full = sources.find_map(|source| {
            let id = source.full_id(text);
            all.position(&id).filter(|found| all.has_id(*found))
        });
        if let Some(found) = full {
            return Some(all.id(found).into_owned());
        }
        let similar = self.similar.get_or_insert_with(|| {
            let mut similar = BTreeMap::new();
            for one in all.ids().filter(|one| all.has_id(*one)) {
                for key in keys(&all.id(one)) {
                    similar.entry(key).or_insert(one);
                }
            }
            similar
        });
        let found = keys(text).into_iter().find_map(|key| similar.get(&key))?;
        Some(all.id(*found).into_owned())
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
