//! What the step *After* says.

use crate::base::counted::count;

pub const LETTERS: &str = "Letters";
pub const LETTER_DATE: &str = "Day of the letters";
pub const MAKE_LETTERS: &str = "Make the letters";
pub const SAVE_LETTERS: &str = "Save the letters (.zip)";
pub const PACKS: &str = "Packs for assessors";
pub const PACKS_ABOUT: &str = "A workbook for each assessor, with what they read and cells to fill in. Filled in, it is given as a file of ratings.";
pub const ASSESSORS_FILE: &str = "Assessors, where the rules want a file of them";
pub const MAKE_PACKS: &str = "Make the packs";
pub const SAVE_PACKS: &str = "Save the packs (.zip)";
pub const DROPOUTS: &str = "Who gave a seat back";
pub const DROPOUTS_ABOUT: &str = "Whoever has a seat keeps it; what was given back goes to whoever comes next by the same rules.";
pub const APPLICATION: &str = "Application id";
pub const HOW: &str = "What happened";
pub const DROPOUT_KINDS: [(&str, &str); 2] = [
    ("withdrawn", "withdrew"),
    ("unavailable", "cannot take part"),
];
pub const LOOK_FIRST: &str = "Late by the zone of the call alone, and in time by the clock they were sent by; look before you send these:";
pub const UNADDRESSED: &str = "Without an e-mail address that can be read:";
pub const REPLACE: &str = "Find who comes next";

/// What a letter says, by its kind.
pub fn letter(kind: &str) -> &str {
    match kind {
        "selected" => "offered a seat",
        "confirmed" => "keeps a seat that was confirmed",
        "shortlisted" => "on the shortlist",
        "not-shortlisted" => "not on the shortlist",
        "dropped-out" => "no longer takes part",
        "reserve" => "on the reserve list",
        "unplaced" => "eligible, and without a seat",
        "ineligible" => "not eligible, with every reason",
        "clarify" => "asked what is not clear",
        "undecided" => "not decided yet: an awaited answer could still change it",
        "superseded" => "another application of the same person stands",
        other => other,
    }
}

pub fn letters_made(many: usize) -> String {
    count(many, "letter", "letters")
}

pub fn too_late(by: &str) -> String {
    format!("The letters ask to confirm by {by}, and are dated later: give an earlier day.")
}

pub fn packs_made(many: usize) -> String {
    count(many, "pack", "packs")
}
