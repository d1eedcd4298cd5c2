//! Where an answer gives its applicant away: their own name, address, organisation or telephone number in it, in whatever alphabet.

use std::ops::Range;

use super::conflicts::told;
use crate::base::ids::ApplicationId;
use crate::rules::FieldId;
use crate::rules::packs::Identity;
use crate::select::Selection;
use crate::values::mentions;

/// What an answer gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gives {
    Name,
    Address,
    Organisation,
    Phone,
}

impl Gives {
    /// What stands in place of it, and what a list calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Address => "e-mail address",
            Self::Organisation => "organisation",
            Self::Phone => "telephone number",
        }
    }
}

/// One place of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub gives: Gives,
    pub at: Range<usize>,
}

/// What is known of an applicant, to be looked for in answers.
pub struct Known<'a> {
    name: String,
    others: Vec<(Gives, &'a str)>,
}

impl<'a> Known<'a> {
    pub fn new(
        selection: &'a Selection<'_>,
        identity: &Identity,
        application: ApplicationId,
    ) -> Self {
        let all = &selection.applications;
        let texts = |fields: &[FieldId]| -> Vec<&'a str> {
            let each = fields.iter().map(|field| told(all, application, *field));
            each.filter(|text| !text.is_empty()).collect()
        };
        let email: Vec<FieldId> = identity.email.into_iter().collect();
        let of = |gives: Gives, fields: &[FieldId]| {
            let each = texts(fields).into_iter();
            each.map(|text| (gives, text)).collect::<Vec<_>>()
        };
        let mut others = of(Gives::Address, &email);
        others.extend(of(Gives::Organisation, &identity.organisation));
        others.extend(of(Gives::Phone, &identity.phone));
        Self {
            name: texts(&identity.name).join(" "),
            others,
        }
    }

    /// Where a text gives them away, in order; no two places touch.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        let mut found: Vec<(Gives, Range<usize>)> = Vec::new();
        let mut all = |gives: Gives, at: Vec<Range<usize>>| {
            found.extend(at.into_iter().map(|at| (gives, at)));
        };
        all(Gives::Name, mentions::of_name(text, &self.name));
        // Any address may lead to its owner, also where the applicant's own is not known.
        all(Gives::Address, mentions::of_email(text, ""));
        for (gives, said) in &self.others {
            let at = match gives {
                Gives::Name => mentions::of_name(text, said),
                Gives::Address => mentions::of_email(text, said),
                Gives::Organisation => mentions::of_organisation(text, said),
                Gives::Phone => mentions::of_phone(text, said),
            };
            all(*gives, at);
        }
        let places = mentions::joined(text, found.iter().map(|(_, at)| at.clone()).collect());
        let named = |at: Range<usize>| {
            // What is longest says what a place is: an address holds a name.
            let within = found
                .iter()
                .filter(|(_, one)| one.start >= at.start && one.end <= at.end);
            let longest = within.max_by_key(|(gives, one)| (one.len(), *gives));
            longest.map(|(gives, _)| Hit { gives: *gives, at })
        };
        places.into_iter().filter_map(named).collect()
    }
}

/// A text in which some places are covered: `[name]`.
pub fn masked(text: &str, hits: &[Hit]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for hit in hits {
        masked.push_str(text.get(from..hit.at.start).unwrap_or_default());
        masked.push('[');
        masked.push_str(hit.gives.words());
        masked.push(']');
        from = hit.at.end;
    }
    masked.push_str(text.get(from..).unwrap_or_default());
    masked
}
