//! `intake explain`: pages about applications.

use std::path::{Path, PathBuf};

use super::files::files;
use super::inputs::refuse;
use super::past_run::RunFolder;
use super::{Exit, Screen, mistaken};
use intake::engine::explain::{About, Format};
use intake::engine::{Past, Pile, explain as engine};
use intake::table;

pub(super) fn explain(
    run: &Path,
    about: &About,
    (personal, rulings, reading): (&[PathBuf], &[PathBuf], &table::Options),
    format: Format,
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    if matches!(about, About::Two(one, other) if one == other) {
        screen.warn("error: --compare takes the ids of two different applications\n");
        return Err(Exit::Usage);
    }
    let (About::Application(id) | About::Two(id, _) | About::ForApplicant(id)) = about;
    let folder = RunFolder::at(screen.disk, run);
    let past = Past::open(&folder).map_err(|finding| {
        refuse(
            &[mistaken::run_and_id(screen.disk, run, id, "explain").unwrap_or(finding)],
            screen,
        )
    })?;
    let pile = Pile {
        applications: &files(screen.disk, personal),
        ratings: &[],
        rulings: &files(screen.disk, rulings),
        reading,
        follows: None,
        stage_before: None,
    };
    let text = engine::explain(&past, about, pile, format)
        .map_err(|findings| refuse(&findings, screen))?;
    screen.say(&text);
    Ok(Exit::Done)
}
