//! What the step *After* says.

use crate::base::counted::count;

pub const LETTERS: &str = "Letters";
pub const LETTER_DATE: &str = "Day of the letters";
pub const LETTER_OPTIONS: &str = "A later round, or letters of your own";
pub const TOLD: &str = "The run whose letters went out last (.zip)";
pub const TOLD_ABOUT: &str = "With it nobody is sent the same letter again, and a letter that says something else than the one before says so.";
pub const ALL_LETTERS: &str = "Write letters that say the same as those, too";
pub const TEMPLATES: &str = "Templates of your own (a folder, packed as .zip)";
pub const TEMPLATES_ABOUT: &str = "Save those of Intake, unpack and edit them, and pack that folder again. What is not in it is as Intake has it.";
pub const PRINT_TEMPLATES: &str = "Save the templates of Intake (.zip)";
pub const NO_TEMPLATES: &str = "holds no template (.j2)";
pub const TEMPLATES_HELP: &str =
    "save the templates of Intake here, unpack and edit them, and pack that folder again";
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
pub const EARLY: &str =
    "These letters speak of decisions that are later than their day; give a later day:";
pub const TOLD_BEFORE: &str = "Told of a seat by the letters of the run before, and told now that it stays; leave these out where nobody wants them:";
pub const COME_NEXT: &str = "Without a seat, and told that one which becomes free may be offered to them; do not treat these as final:";
pub const NOBODYS: &str = "No letter, because the row seems to be a total or a remark under the table; see the questions:";
pub const LACKS: &str = "Letters usually say this, and these do not:";
pub const UNTRANSLATED: &str =
    "Letters in these languages have texts as the rules say them for all languages:";
pub const UNTOLD_BEFORE: &str = "This run follows another one. Give the run whose letters went out last, and nobody is sent the same letter again.";
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

/// How many letters are new, changed and unchanged since those that went out.
pub fn letters_since(each: &[(&str, usize)], all: bool) -> String {
    let said: Vec<String> = each
        .iter()
        .map(|(word, many)| format!("{many} {word}"))
        .collect();
    let unchanged = each.last().map_or(0, |(_, many)| *many);
    let left_out = match (unchanged, all) {
        (0, _) => "",
        (_, true) => "; all are written",
        (_, false) => {
            "; what is unchanged is not written again, and stands on a sheet of its own in mail-merge.xlsx"
        }
    };
    format!(
        "Since the letters that went out: {}{left_out}.",
        said.join(", ")
    )
}

pub fn and_more(named: &str, more: usize) -> String {
    format!("{named} and {more} more")
}
