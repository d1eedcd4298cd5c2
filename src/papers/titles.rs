//! What papers for people call things: by titles, where files for programs have names. A list says both of each column and of each
//! cell that names something; CSV takes the name, a sheet the title.

use std::borrow::Cow;

use crate::record::{Chosen, Evidence, Known};
use crate::rules::{Field, FieldId, Group, Measure, Rules, Subject};
use crate::values::{Country, SeatIn, Sort, Topic, countries};
use crate::words::naming::{BETWEEN, quoted, title_of};
pub(crate) use crate::words::naming::{capital, field_title, subject_title as subject};
use crate::words::{self, joined};

/// What is called so that has a seat in no group.
pub(in crate::papers) const OPEN_PLACES: &str = "Open places";

/// A name, as files for programs have it, and a title for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'a> {
    pub name: Cow<'a, str>,
    pub title: Cow<'a, str>,
}

/// A column of a list that is no field: `told_apart_by` is `Told apart by`.
pub(in crate::papers) fn column<'a>(name: impl Into<Cow<'a, str>>) -> Named<'a> {
    let name = name.into();
    let title = match name.as_ref() {
        "sort" => Cow::Borrowed("Kind"),
        "through" => Cow::Borrowed("By way of"),
        "came" => Cow::Borrowed("What came of it"),
        name => Cow::Owned(capital(&name.replace('_', " "))),
    };
    Named { name, title }
}

/// A column that holds the answers to a field.
pub(in crate::papers) fn of_field(rules: &Rules, id: FieldId) -> Named<'_> {
    let field = &rules.form.fields[id];
    Named {
        name: Cow::Borrowed(&field.name),
        title: field_title(field),
    }
}

/// A column that holds the part of a scoring rule.
pub(in crate::papers) fn of_part(measure: &Measure) -> Named<'_> {
    Named {
        name: Cow::Owned(format!("part {}", measure.id)),
        title: Cow::Borrowed(&measure.title),
    }
}

/// A group, or the open places, as somebody's seat has it.
pub(in crate::papers) fn seat<'a>(rules: &'a Rules, seat: &SeatIn<'_>) -> Named<'a> {
    match group(rules, seat.word()) {
        Some(group) => Named {
            name: Cow::Borrowed(&group.id),
            title: Cow::Borrowed(&group.title),
        },
        None => Named {
            name: Cow::Owned(seat.word().to_owned()),
            title: Cow::Borrowed(OPEN_PLACES),
        },
    }
}

/// What a question is about, or what hangs on it.
pub(in crate::papers) fn topic<'a>(rules: &'a Rules, topic: &'a Topic) -> Cow<'a, str> {
    let name = topic.name.as_str();
    let title = match topic.sort {
        Sort::Field => {
            let field = rules.form.fields.iter().find(|one| one.name == name);
            return field.map_or(Cow::Borrowed(name), field_title);
        }
        Sort::Level => {
            let level = rules.levels.each().find(|(_, one)| one.id == name);
            return level.map_or(Cow::Borrowed(name), |(id, _)| {
                subject(rules, Subject::Level(id))
            });
        }
        Sort::Criterion => rules
            .criteria
            .iter()
            .find(|one| one.id == name)
            .map(|one| &one.title),
        Sort::Group => group(rules, name).map(|one| &one.title),
        Sort::Scoring => rules
            .measures
            .iter()
            .find(|one| one.id == name)
            .map(|one| &one.title),
        Sort::Balance => rules
            .balance
            .iter()
            .find(|one| one.id == name)
            .map(|one| &one.title),
        Sort::Preference => return Cow::Borrowed("Which group comes first"),
        Sort::TieBreaks => return Cow::Borrowed("Tie-breaks"),
        Sort::Duplicates => return Cow::Owned(format!("Whether it is the same person ({name})")),
        Sort::Id => return Cow::Borrowed("Which application it is"),
        Sort::Response => return Cow::Borrowed("Whether it is an application"),
    };
    title.map_or(Cow::Borrowed(name), |title| Cow::Borrowed(title.as_str()))
}

fn group<'a>(rules: &'a Rules, id: &str) -> Option<&'a Group> {
    rules.places.groups.iter().find(|group| group.id == id)
}

/// Criteria by their ids.
pub(in crate::papers) fn criteria(rules: &Rules, ids: &[String]) -> String {
    let title = |id: &String| {
        let topic = Topic::new(Sort::Criterion, id);
        self::topic(rules, &topic).into_owned()
    };
    ids.iter().map(title).collect::<Vec<_>>().join(", ")
}

/// What an answer was read as, in words: of a country its name, of options their titles.
pub(in crate::papers) fn reading<'a>(
    field: &'a Field,
    found: &'a Evidence<'_>,
) -> Option<Cow<'a, str>> {
    match &found.value {
        Some(Known::Choices(chosen)) => {
            let all = options(field, chosen).chain(beside(chosen));
            Some(joined(all, BETWEEN))
        }
        Some(Known::Country(code)) => Some(Cow::Borrowed(country(code))),
        _ => found.read.as_deref().map(Cow::Borrowed),
    }
}

/// The same within a sentence, where a title is seen to end; of a country its code, too, by which lists have it.
pub(in crate::papers) fn read_as<'a>(
    field: &'a Field,
    found: &'a Evidence<'_>,
) -> Option<Cow<'a, str>> {
    match &found.value {
        Some(Known::Choices(chosen)) => {
            let titles = options(field, chosen).map(quoted);
            let beside = beside(chosen).map(str::to_owned);
            let all: Vec<String> = titles.chain(beside).collect();
            Some(Cow::Owned(all.join(", ")))
        }
        Some(Known::Country(code)) => {
            match Country::new(code).filter(|one| countries::exists(*one)) {
                Some(country) => Some(Cow::Owned(format!("{} ({code})", countries::name(country)))),
                None => Some(Cow::Borrowed(country(code))),
            }
        }
        _ => found.read.as_deref().map(Cow::Borrowed),
    }
}

fn country(code: &str) -> &str {
    Country::new(code).map_or(code, |country| countries::name(country))
}

fn options<'a>(field: &'a Field, chosen: &'a Chosen<'_>) -> impl Iterator<Item = &'a str> {
    let title = |id: &'a Cow<'_, str>| title_of(field, id).unwrap_or(id);
    chosen.options.iter().map(title)
}

fn beside<'a>(chosen: &Chosen<'_>) -> impl Iterator<Item = &'a str> + use<'a> {
    words::beside(chosen.other, chosen.unread)
}
