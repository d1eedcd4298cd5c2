//! Where no rule about duplicates compares e-mail addresses: who seems to have applied twice, and whose address nobody could
//! type. It decides nothing; that is for the rules.

use super::clusters::{Cluster, clusters};
use super::fields::Compared;
use super::{People, named};
use crate::answers::Applications;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::ApplicationId;
use crate::base::origin::Origin;
use crate::rules::{Alike, Duplicates, FieldId, Form, Kind, Protection, Stands};
use crate::values::{Reading, Wrong};

/// The field with the applicants' addresses, where the rules say nothing of it. Further fields hold a referee's.
fn addresses(form: &Form) -> Option<FieldId> {
    let ruled = form
        .duplicates
        .iter()
        .any(|rule| rule.same.iter().any(|field| is_address(form, *field)));
    (0..form.fields.len())
        .map(FieldId)
        .find(|field| !ruled && is_address(form, *field))
}

fn is_address(form: &Form, field: FieldId) -> bool {
    let field = form.fields.find(field);
    field.is_some_and(|field| {
        matches!(field.kind, Kind::Email) && field.protection == Protection::None
    })
}

/// A question that names those of the `wanted` whose addresses are the same or alike; none where a rule compares addresses.
pub fn unruled(
    form: &Form,
    applications: &Applications,
    wanted: impl Fn(ApplicationId) -> bool,
) -> Option<Finding> {
    const MOST: usize = 10;
    let id = addresses(form)?;
    let field = form.fields.find(id)?;
    let rule = Duplicates {
        id: field.name.clone(),
        same: vec![id],
        alike: Alike::Ask,
        stands: Stands::All,
        names: Vec::new(),
        cites: field.cites.clone(),
        line: field.line,
    };
    let fields = Compared::all(&rule, form, applications);
    let mut sets: Vec<Vec<ApplicationId>> = clusters(&rule, &fields, applications, &wanted)
        .iter()
        .map(Cluster::members)
        .collect();
    sets.iter_mut().for_each(|set| set.sort_unstable());
    sets.sort_unstable();
    let location = location(applications, *sets.first()?.first()?);
    let named: Vec<String> = sets
        .iter()
        .take(MOST)
        .map(|set| named(applications, set.iter().copied()))
        .collect();
    let more = match sets.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let message = format!(
        "`{}` is the same or nearly the same in applications that may be one person's: {}{more}; all of them count",
        field.name,
        named.join("; ")
    );
    let help = format!(
        "say in `[[duplicates]]` of the rules, with `same = [\"{}\"]`, which application stands; `stands = \"all\"` if all do",
        field.name
    );
    Some(Finding::new(Code::Unruled, location, message).help(help))
}

/// A question that names those of the `wanted` whose addresses mix alphabets, without those that a rule about people asks about one
/// by one.
pub fn mistyped(
    form: &Form,
    applications: &Applications,
    people: &People,
    wanted: impl Fn(ApplicationId) -> bool,
) -> Option<Finding> {
    let id = (0..form.fields.len())
        .map(FieldId)
        .find(|field| is_address(form, *field))?;
    let field = form.fields.find(id)?;
    let is_mixed = |reading: &Reading| matches!(reading, Reading::Unreadable(problem) if matches!(problem.wrong, Wrong::MixedAlphabets(..)));
    if !applications.readings(id).iter().any(is_mixed) {
        return None;
    }
    let asked = |application: ApplicationId| {
        people
            .get(&application)
            .into_iter()
            .flatten()
            .any(|one| one.others.is_empty())
    };
    let mixed = |application: &ApplicationId| {
        wanted(*application)
            && !asked(*application)
            && is_mixed(applications.reading(*application, id))
    };
    let mut found = applications.ids().filter(mixed).peekable();
    let location = location(applications, *found.peek()?);
    let message = format!(
        "`{}` mixes letters of two alphabets that look alike, in one word: {}; a letter sent there may reach somebody else",
        field.name,
        named(applications, found)
    );
    Some(Finding::new(Code::LookAlike, location, message).help("ask for the address again"))
}

fn location(applications: &Applications, application: ApplicationId) -> Location {
    Location::Input(Origin::row(
        applications.source(application),
        applications.row(application),
    ))
}
