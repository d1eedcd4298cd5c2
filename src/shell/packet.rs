//! `intake packet`: one file about several people, on the screen or in a file of its own.

use std::path::PathBuf;

use intake::base::counted::count;
use intake::engine::packet as engine;
pub(crate) use intake::engine::packet::Whom;
use intake::engine::{Past, Pile};
use intake::out::packet::BEGINS;
use intake::table;
use intake::values::escape;

use super::files::files;
use super::inputs::{refuse, write_single};
use super::past_run::RunFolder;
use super::{Exit, Screen, mistaken};
use crate::shell::disk::atomic_file::{self, Ours};

/// What `intake packet` is to write.
#[derive(Debug, Clone)]
pub(crate) struct Packet {
    pub(crate) run: PathBuf,
    pub(crate) whom: Whom,
    /// The applications the run was made from, for names and statements; none where these are not wanted.
    pub(crate) personal: Vec<PathBuf>,
    /// The rulings that run took.
    pub(crate) rulings: Vec<PathBuf>,
    pub(crate) reading: table::Options,
    /// Standard output where there is none.
    pub(crate) out: Option<PathBuf>,
    /// Write over an earlier packet of that name.
    pub(crate) replace: bool,
}

pub(super) fn packet(what: &Packet, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
    if let Some(out) = &what.out {
        atomic_file::check(out, ours(what.replace)).map_err(|found| refuse(&[found], screen))?;
    }
    let folder = RunFolder::at(screen.disk, &what.run);
    let past = Past::open(&folder).map_err(|finding| {
        let first = match &what.whom {
            Whom::Named(ids) => ids.first(),
            Whom::Group(_) | Whom::CloseCalls => None,
        };
        let swapped =
            first.and_then(|id| mistaken::run_and_id(screen.disk, &what.run, id, "packet"));
        refuse(&[swapped.unwrap_or(finding)], screen)
    })?;
    let pile = Pile {
        applications: &files(screen.disk, &what.personal),
        ratings: &[],
        rulings: &files(screen.disk, &what.rulings),
        reading: &what.reading,
        follows: None,
        stage_before: None,
    };
    let made =
        engine::packet(&past, &what.whom, pile).map_err(|findings| refuse(&findings, screen))?;
    let Some(out) = &what.out else {
        screen.say(&made.html);
        return Ok(Exit::Done);
    };
    write_single(out, made.html.as_bytes(), ours(what.replace), screen)?;
    let name = out.display().to_string();
    screen.say(&format!(
        "{}: written, {}, each on a page of their own\n",
        escape::visible(&name),
        count(made.people, "person", "people")
    ));
    Ok(Exit::Done)
}

/// A packet is written over only where that was asked for.
fn ours(replace: bool) -> Ours<'static> {
    Ours {
        begins: replace.then_some(BEGINS),
        what: "packet",
        help: if replace {
            "choose another name with --out"
        } else {
            "choose another name with --out, or renew an earlier packet with --replace"
        },
    }
}
