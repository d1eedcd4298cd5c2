//! `intake explain`: pages about applications.

use std::path::{Path, PathBuf};

use super::earlier::RunFolder;
use super::files::files;
use super::inputs::refuse;
use super::{Exit, Screen, mistaken};
use intake::engine::explain::{About, Format};
use intake::engine::{Past, Pile, explain as engine};
use intake::table;

pub(super) fn explain(
    run: &Path,
    about: &About,
    (personal, decisions, reading): (&[PathBuf], &[PathBuf], &table::Options),
    format: Format,
    screen: &mut Screen<'_>,
) -> Exit {
    if matches!(about, About::Two(one, other) if one == other) {
        screen.warn("error: --compare takes the ids of two different applications\n");
        return Exit::Usage;
    }
    let (About::Application(id) | About::Two(id, _) | About::ForApplicant(id)) = about;
    let folder = RunFolder::at(run);
    let past = match Past::open(&folder) {
        Ok(past) => past,
        Err(finding) => return refuse(&[mistaken::run_and_id(run, id).unwrap_or(finding)], screen),
    };
    let (applications, decisions) = (files(personal), files(decisions));
    let pile = Pile {
        applications: &applications,
        decisions: &decisions,
        reading,
    };
    match engine::explain(&past, about, pile, format) {
        Ok(text) => {
            screen.say(&text);
            Exit::Done
        }
        Err(findings) => refuse(&findings, screen),
    }
}
