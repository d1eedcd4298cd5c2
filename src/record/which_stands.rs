//! What is asked of applications that may be one person's: whether they are, and which stands. It
//! shows ids and names of fields only.

use crate::answers::same_id;
use crate::base::ids::ApplicationId;
use crate::people::{self, Chain, Doubt, Match, MatchStatus};
use crate::rules::{FieldId, Rules, Stands};
use crate::select::Selection;

/// Asks which of an application and others stands.
pub(crate) fn which_stands(selection: &Selection<'_>, matched: &Match) -> String {
    let (rules, applications) = (selection.rules, &selection.applications);
    let others = matched.others.named(applications);
    let application = matched.others.member();
    let proposed = matched.proposed.map(|one| applications.id(one));
    let Some(rule) = matched.rule.rule(&rules.form) else {
        let told = match &matched.chain {
            Some(chain) => linked(selection, chain, "have ids that can hardly be told apart"),
            None => format!("the id {}", same_id::hardly_told(applications, application)),
        };
        let ask = format!(
            "perhaps the same application as {others}: {told}: which of them stands, or `all` if they are different \
             applications?"
        );
        let Some(id) = proposed else { return ask };
        let copies = matched
            .others
            .iter()
            .all(|other| same_id::says_the_same(applications, application, other));
        let why = if copies {
            "they say the same in every other column the rules read".to_owned()
        } else {
            in_time(people::order(&rules.form))
        };
        return format!("{ask} proposed: {id}, {why}");
    };
    let fields = fields(rules, &rule.same);
    let ask = if let Some(chain) = &matched.chain {
        let found = match matched.doubt {
            Doubt::Alike => format!("have nearly the same {fields}"),
            Doubt::None => format!("have the same {fields}"),
            Doubt::Names => {
                format!(
                    "have the same {fields} and {} that contradict each other",
                    names(rules, &rule.names)
                )
            }
        };
        let links = linked(selection, chain, &found);
        format!(
            "perhaps the same person as {others}: {links}: which application stands, or `all` if they are different people?"
        )
    } else {
        match matched.doubt {
            Doubt::Alike => format!(
                "perhaps the same person as {others}, by nearly the same {fields}: which application stands, or `all` if they are different people?"
            ),
            Doubt::Names => format!(
                "perhaps the same person as {others}, by the same {fields}, though the {} contradict each other: which application stands, or `all` if they are different people?",
                names(rules, &rule.names)
            ),
            Doubt::None if rule.stands == Stands::Ask => format!(
                "perhaps the same person as {others}, by the same {fields}: which application stands, or `all` if they are different people?"
            ),
            Doubt::None => format!("the same person as {others}: which application stands?"),
        }
    };
    proposed.map_or(ask.clone(), |id| {
        format!("{ask} proposed: {id}, {}", in_time(rule.stands))
    })
}

fn in_time(stands: Stands) -> String {
    let of_all = if stands == Stands::Earliest {
        "earliest"
    } else {
        "latest"
    };
    format!("the {of_all} that came in time")
}

fn fields(rules: &Rules, fields: &[FieldId]) -> String {
    let named = fields
        .iter()
        .map(|field| format!("`{}`", rules.form.fields[*field].name));
    named.collect::<Vec<_>>().join(" and ")
}

fn names(rules: &Rules, of: &[FieldId]) -> String {
    format!("names ({})", fields(rules, of))
}

/// How each comes to be asked about, link by link: `A-2 stands for A-1 by the same `name`, and have the same `email``.
fn linked(selection: &Selection<'_>, chain: &Chain, found: &str) -> String {
    const MOST: usize = 5;
    let (rules, applications) = (selection.rules, &selection.applications);
    let id = |one: ApplicationId| applications.id(one);
    let link = |link: &people::Link| {
        let by = match link.rule.rule(&rules.form) {
            Some(rule) => format!("by the same {}", fields(rules, &rule.same)),
            None => "by a decision about their ids".to_owned(),
        };
        format!("{} stands for {} {by}", id(link.stands), id(link.of))
    };
    let mut links: Vec<String> = chain.links.iter().take(MOST).map(link).collect();
    if let more @ 1.. = chain.links.len().saturating_sub(MOST) {
        links.push(format!("{more} more stand for others"));
    }
    links.push(format!(
        "and {} {found}",
        people::named(applications, chain.found.iter().copied())
    ));
    links.join(", ")
}

/// Whose application it may be, where an answer that would tell cannot be read; for whoever asks, and never for a letter.
pub fn may_be(
    selection: &Selection<'_>,
    application: ApplicationId,
    field: &str,
) -> Option<String> {
    /// More are not looked through for every such answer.
    const PILE: usize = 5_000;
    /// More names say nothing.
    const MOST: usize = 5;
    let (form, applications) = (&selection.rules.form, &selection.applications);
    let matches = selection.people.get(&application)?;
    let open = matches
        .iter()
        .filter(|one| one.status == MatchStatus::Unsettled && one.others.is_empty());
    let mut rules = open.filter_map(|one| one.rule.rule(form));
    let rule = rules.find(|rule| rule.same.iter().any(|one| form.fields[*one].name == field))?;
    if applications.len() > PILE {
        return None;
    }
    let others = people::could_be(rule, form, applications, application);
    let said = match others.len() {
        0 => return None,
        1..=MOST => format!(
            "of whoever sent in {}",
            people::named(applications, others.into_iter())
        ),
        many => format!("of somebody who sent in one of {many} others"),
    };
    Some(format!(
        "by the rule {} this may be another application {said}",
        rule.id
    ))
}
