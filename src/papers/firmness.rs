//! How firm a selection is, as a page: what would have to count more or less for others to sit, by how much each seat hangs and on
//! whose answer, and what comes out without each assessor.

use crate::base::counted::count;
use crate::papers::explanation::{Page, Section};
use crate::record::Header;
use crate::study::firmness::told::{End, Exchange, Firmness, Turn, Weighed};

/// The page.
pub fn page(header: &Header, told: &Firmness) -> Page {
    let title = format!(
        "How firm the {} are",
        count(told.seated, "seat is", "seats are")
    );
    let sections = vec![weights(told), within(told), notes(told)];
    Page {
        title,
        about: header.title.clone(),
        sections: sections.into_iter().filter(|section| !section.blocks.is_empty()).collect(),
    }
}

fn weights(told: &Firmness) -> Section {
    let mut section = Section::new("weights", "Would somebody else sit if something counted more, or less?");
    for weighed in &told.measures {
        section.line(0, format!("{:?}", weighed));
    }
    section
}

fn within(told: &Firmness) -> Section {
    let mut section = Section::new("within", "x");
    section.line(0, format!("{:?}", told.within));
    section
}

fn notes(told: &Firmness) -> Section {
    let mut section = Section::new("notes", "Notes");
    for note in &told.notes { section.line(0, note.clone()); }
    section
}
