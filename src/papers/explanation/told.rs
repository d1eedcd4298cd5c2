//! Tests as they are said on a page. Of the texts that rules name a letter shows none but the
//! applicant's own: the others may name somebody else.

use super::Case;
use crate::papers::titles;
use crate::rules::criteria::{Ask, Leaf, Set};
use crate::rules::{Subject, Test};
use crate::values::spelling::fold;
use crate::words::{self, would_meet};

impl Case<'_> {
    /// A test as a sentence.
    pub(in crate::papers) fn test(self, test: &Test, located: bool) -> String {
        let leaf = |leaf: &Leaf| {
            format!(
                "{} {}",
                titles::subject(self.rules, leaf.subject),
                self.asks(leaf, located)
            )
        };
        words::test_by(test, &leaf)
    }

    /// What a condition asks, to follow its subject.
    pub(in crate::papers) fn asks(self, leaf: &Leaf, located: bool) -> String {
        self.unnamed(leaf, located).map_or_else(
            || words::ask(words::titled(self.rules), leaf),
            |text| format!("is {text}"),
        )
    }

    /// With which answers the condition would be met, or not met where `met` is false.
    pub(in crate::papers) fn would_meet(self, leaf: &Leaf, met: bool, located: bool) -> String {
        match self.unnamed(leaf, located) {
            Some(text) if met => text,
            Some(_) => "any other text".to_owned(),
            None => would_meet::would_meet(self.rules, leaf, met),
        }
    }

    /// What stands in place of texts that are not the applicant's own.
    fn unnamed(self, leaf: &Leaf, located: bool) -> Option<String> {
        match &leaf.ask {
            Ask::OneOf(Set::Texts(texts)) if !located => match texts.as_slice() {
                [one] if self.own(leaf.subject).as_ref() == Some(one) => None,
                [_] => Some("a text that the rules name".to_owned()),
                several => Some(format!(
                    "one of {} texts that the rules name",
                    several.len()
                )),
            },
            _ => None,
        }
    }

    /// What the applicant answered, as texts are compared.
    fn own(self, subject: Subject) -> Option<String> {
        self.evidence(subject)?.cells.first()?.as_deref().map(fold)
    }
}
