//! What sentences call fields, levels, groups and scoring rules: by their names in the rules file, for whoever writes it, or by
//! titles, for everybody else.

use std::borrow::Cow;

pub use crate::rules::spellings::option_title;
use crate::rules::{Criterion, Field, GroupId, List, MeasureId, Rules, Subject};
use crate::values::spelling::fold;

/// A longer heading is a question, which no column of a sheet and no sentence has room for; in characters.
const SHORT: usize = 48;

/// What stands between the titles of several options.
pub(crate) const BETWEEN: &str = "; ";

/// The rules, and by what their sentences call things.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'a> {
    pub rules: &'a Rules,
    by: By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Names,
    Titles,
}

/// By the names of the rules file.
impl<'a> From<&'a Rules> for Naming<'a> {
    fn from(rules: &'a Rules) -> Self {
        Self {
            rules,
            by: By::Names,
        }
    }
}

/// By titles.
pub fn titled(rules: &Rules) -> Naming<'_> {
    Naming {
        rules,
        by: By::Titles,
    }
}

impl<'a> Naming<'a> {
    /// A field or a level, at the beginning of what is said of it.
    pub fn subject(self, subject: Subject) -> Cow<'a, str> {
        match (self.by, subject) {
            (By::Names, _) => Cow::Borrowed(self::subject(self.rules, subject)),
            (By::Titles, _) => subject_title(self.rules, subject),
        }
    }

    /// The same within a sentence.
    pub(super) fn quoted(self, subject: Subject) -> Cow<'a, str> {
        let title = self.subject(subject);
        match self.by {
            By::Titles if !title.ends_with('”') => Cow::Owned(quoted(&title)),
            _ => title,
        }
    }

    pub(super) fn group(self, id: GroupId) -> Cow<'a, str> {
        match self.by != By::Names {
            true => Cow::Owned(group(self.rules, id)),
            false => Cow::Borrowed(&self.rules.places.groups[id].id),
        }
    }

    pub(super) fn measure(self, id: MeasureId) -> Cow<'a, str> {
        let measure = &self.rules.measures[id];
        match self.by != By::Names {
            true => Cow::Owned(quoted(&measure.title)),
            false => Cow::Borrowed(&measure.id),
        }
    }

    /// `the list osce (the 57 participating States)`, `the list “the 57 participating States”`.
    pub(super) fn list(self, list: &'a List) -> String {
        let name = self.list_name(list);
        match &list.title {
            Some(title) if self.by == By::Names => format!("the list {name} ({title})"),
            _ => format!("the list {name}"),
        }
    }

    /// An option by itself.
    pub(super) fn value(self, subject: Subject, option: u8) -> &'a str {
        let field = self.rules.field(subject);
        let options = field.and_then(|field| field.kind.options());
        let option = options.and_then(|options| options.options.get(usize::from(option)));
        match self.by {
            By::Names => option.map_or("", |(id, _)| id),
            By::Titles => option.map_or("", option_title),
        }
    }

    /// The same within a sentence.
    pub(super) fn option(self, subject: Subject, option: u8) -> Cow<'a, str> {
        let value = self.value(subject, option);
        match self.by {
            By::Names => Cow::Borrowed(value),
            By::Titles => Cow::Owned(quoted(value)),
        }
    }

    /// What stands between several options: a title may hold a comma, an id cannot.
    pub(super) fn between(self) -> &'static str {
        match self.by {
            By::Names => ", ",
            By::Titles => BETWEEN,
        }
    }

    pub(super) fn list_name(self, list: &'a List) -> Cow<'a, str> {
        match &list.title {
            Some(title) if self.by != By::Names => Cow::Owned(quoted(title)),
            _ => Cow::Borrowed(&list.id),
        }
    }
}

/// A field's name or a level's id.
pub fn subject(rules: &Rules, subject: Subject) -> &str {
    match subject {
        Subject::Field(field) => rules
            .form
            .fields
            .find(field)
            .map_or("", |field| &field.name),
        Subject::Level(level) => &rules.levels[level].id,
    }
}

/// A title within a sentence, so that it is seen where it ends.
pub fn quoted(title: &str) -> String {
    format!("“{title}”")
}

/// A group within a sentence; with its id where another has the same title.
pub fn group(rules: &Rules, id: GroupId) -> String {
    let groups = &rules.places.groups;
    let own = &groups[id];
    match groups
        .iter()
        .filter(|group| group.title == own.title)
        .count()
    {
        0 | 1 => quoted(&own.title),
        _ => format!("{} ({})", quoted(&own.title), own.id),
    }
}

/// A criterion; with its id where another has the same title.
pub fn criterion<'a>(rules: &Rules, own: &'a Criterion) -> Cow<'a, str> {
    let mut same = rules.criteria.iter().filter(|one| one.title == own.title);
    match same.nth(1) {
        None => Cow::Borrowed(&own.title),
        Some(_) => Cow::Owned(format!("{} ({})", own.title, own.id)),
    }
}

/// A field or a level by its title; a question in quotation marks, since a sentence goes on behind it.
pub fn subject_title(rules: &Rules, subject: Subject) -> Cow<'_, str> {
    match subject {
        Subject::Field(field) => match field_title(&rules.form.fields[field]) {
            question if question.ends_with('?') => Cow::Owned(quoted(&question)),
            title => title,
        },
        Subject::Level(level) => {
            let level = &rules.levels[level];
            match &level.title {
                Some(title) => Cow::Borrowed(title),
                None => Cow::Owned(in_words(&level.id)),
            }
        }
    }
}

/// The title that the rules give a field, or, once applications were read, their form (`answers/as_asked`); otherwise the first of its headings, where that is short; otherwise its name in words.
/// The headings of ratings may name an assessor. Of a question of several choices some headings may be its options, or each that of a
/// column of its own, such as `First choice` and `Second choice`: these are no titles.
pub fn field_title(field: &Field) -> Cow<'_, str> {
    let heading = || {
        let all: Vec<&String> = field.assessors.first()?.iter().collect();
        let first = all.iter().find(|heading| !is_option(field, heading))?;
        let is_one_of_several =
            |other: &&String| field.kind.is_several() && differ_in_a_word(first, other);
        let is_title =
            !field.kind.is_rating() && !all.iter().any(is_one_of_several) && is_short(first);
        is_title.then_some(*first)
    };
    match field.title.as_ref().or_else(heading) {
        Some(title) => Cow::Borrowed(title),
        None => Cow::Owned(in_words(&field.name)),
    }
}

/// The title of an option by its id; none of any other value.
pub fn title_of<'a>(field: &'a Field, value: &str) -> Option<&'a str> {
    let options = field.kind.options()?;
    let option = options.options.iter().find(|(id, _)| id == value)?;
    Some(option_title(option))
}

/// Whether a heading serves as a title.
pub fn is_short(heading: &str) -> bool {
    heading.chars().count() <= SHORT
}

fn is_option(field: &Field, heading: &str) -> bool {
    let options = field.kind.options().filter(|_| field.kind.is_several());
    options.is_some_and(|options| options.compiled().option(&fold(heading)).is_some())
}

/// `First choice` and `Second choice`.
fn differ_in_a_word(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let differ = one.iter().zip(&other).filter(|(one, other)| one != other);
    one.len() > 1 && one.len() == other.len() && differ.count() == 1
}

/// A name of the rules file, where there is no title.
pub fn in_words(name: &str) -> String {
    capital(&name.replace(['-', '_'], " "))
}

/// With a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    let first: String = first.into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}
