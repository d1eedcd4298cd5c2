//! How assessors rated, as a page: what each gave, how far they agree, where they are apart, and who would sit if all were as strict.

pub(in crate::papers) mod agreement;
mod even_out;
mod gaps;
pub(in crate::papers) mod of_selection;

use std::borrow::Cow;

use super::explanation::{Page, Section};
use super::titles::field_title;
use crate::answers::even_out::NEEDED;
use crate::base::counted::count;
use crate::record::Header;
use crate::rules::Rules;
use crate::study::spread::told::{Exact, OfAssessor, OfField, Spread};

/// The page; sections that have nothing to say are not on it.
pub fn page(header: &Header, rules: &Rules, told: &Spread) -> Page {
    let mut sections = Vec::new();
    for of in &told.fields {
        let field = rules
            .form
            .fields
            .iter()
            .find(|field| field.name == of.field);
        let title = field.map_or(Cow::Borrowed(of.field.as_str()), field_title);
        sections.extend([
            assessors(&title, of),
            agreement(&title, of),
            gaps::section(&title, of),
            even_out::section(&title, of),
        ]);
    }
    sections.extend([left_out(told), how(told)]);
    let says = |section: &Section| !section.blocks.is_empty();
    Page {
        title: "How assessors rated".to_owned(),
        about: format!(
            "{} · {}",
            header.title,
            count(told.fields.len(), "field of ratings", "fields of ratings")
        ),
        sections: sections.into_iter().filter(says).collect(),
    }
}

/// What is said of each assessor; the last two only where several rate.
pub(in crate::papers) const OF_EACH: [&str; 7] = [
    "assessor",
    "ratings",
    "lowest",
    "mean",
    "highest",
    "shared",
    "from the others",
];

fn assessors(title: &str, of: &OfField) -> Section {
    let mut section = Section::new(
        "assessors",
        &format!("{title}: what did each assessor give?"),
    );
    if of.assessors.is_empty() {
        section.line(0, "no rating");
        return section;
    }
    section.table(&OF_EACH, of.assessors.iter().map(row).collect());
    let shares = of.assessors.iter().any(|one| one.apart.is_some());
    section.line_if(shares, FROM_THE_OTHERS);
    let few = of
        .assessors
        .iter()
        .filter(|one| (1..NEEDED).contains(&one.shared));
    let few: Vec<String> = few
        .map(|one| format!("A{} shares {}", one.assessor, one.shared))
        .collect();
    section.line_if(
        !few.is_empty(),
        format!(
            "of fewer than {NEEDED} shared applications it says little: {}",
            few.join(", ")
        ),
    );
    section
}

/// What the distance of an assessor means.
pub(in crate::papers) const FROM_THE_OTHERS: &str = "from the others: on the applications that others rated as well (shared), the own rating less the mean of theirs, on average; above 0 is more generous, below 0 is stricter";

fn row(one: &OfAssessor) -> Vec<String> {
    vec![
        format!("A{}", one.assessor),
        one.ratings.to_string(),
        shown(one.least),
        shown(one.mean),
        shown(one.greatest),
        one.shared.to_string(),
        one.apart.map_or_else(String::new, signed),
    ]
}

fn agreement(title: &str, of: &OfField) -> Section {
    let mut section = Section::new("agreement", &format!("{title}: how far do they agree?"));
    // One assessor alone is asked.
    if of.even_out.is_none() {
        return section;
    }
    for said in agreement::said(&of.agreement) {
        section.line(0, said);
    }
    section
}

fn left_out(told: &Spread) -> Section {
    let mut section = Section::new("left-out", "What was left out");
    let nothing = told.fields.is_empty() && told.notes.is_empty();
    section.line_if(nothing, "the rules have no field of ratings by assessors");
    for note in &told.notes {
        section.line(0, note.as_str());
    }
    section
}

fn how(told: &Spread) -> Section {
    let mut section = Section::new("how", "How this was worked out");
    if told.fields.is_empty() {
        return section;
    }
    section.line(0, "from the run folder alone, by all ratings that were given and could be read, whatever came of the application; of several applications of one person those of the one that stands");
    section.line(0, "exactly, in fractions; what is shown is rounded to two decimals, and Krippendorff's alpha is cut off after three");
    section
}

/// Rounded for the eye.
pub(in crate::papers) fn shown(number: Exact) -> String {
    let near = number.rounded(2);
    near.map_or_else(String::new, |near| near.to_string().replace('-', "−"))
}

/// With a sign, where it is not 0.
pub(in crate::papers) fn signed(number: Exact) -> String {
    match shown(number) {
        shown if shown == "0" || shown.starts_with('−') => shown,
        shown => format!("+{shown}"),
    }
}
