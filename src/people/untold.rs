//! Who seems to have applied twice by an e-mail address of which the rules say nothing.

use super::circles::circles;
use super::named;
use crate::finding::{Code, Finding, Place};
use crate::normalise::Applications;
use crate::origin::Origin;
use crate::rules::{Alike, Duplicates, FieldId, Form, Kind, Protection, Stands};

/// A question for each e-mail field that no rule about duplicates compares and in which some of the `wanted` are alike. It
/// decides nothing: that is for the rules.
pub fn untold(form: &Form, applications: &Applications, wanted: impl Fn(usize) -> bool) -> Vec<Finding> {
    const MOST: usize = 10;
    let told = |field: &FieldId| form.duplicates.iter().any(|rule| rule.same.contains(field));
    let mut findings = Vec::new();
    for (at, field) in form.fields.iter().enumerate() {
        let id = FieldId(at);
        if !matches!(field.kind, Kind::Email) || field.protection != Protection::None || told(&id) {
            continue;
        }
        let rule = Duplicates {
            id: field.name.clone(),
            same: vec![id],
            alike: Alike::Ask,
            stands: Stands::All,
            cites: field.cites.clone(),
            line: field.line,
        };
        let mut sets: Vec<Vec<usize>> =
            circles(&rule, form, applications, &wanted).iter().map(|circle| circle.concat()).collect();
        sets.iter_mut().for_each(|set| set.sort_unstable());
        sets.sort_unstable();
        let Some(first) = sets.first().and_then(|set| set.first()).copied() else { continue };
        let Some(source) = applications.source(first) else { continue };
        let place = Place::Input(Origin::row(source, applications.row(first)));
        let named: Vec<String> = sets.iter().take(MOST).map(|set| named(applications, set.iter().copied())).collect();
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
        findings.push(Finding::new(Code::Untold, place, message).help(help));
    }
    findings
}
