//! `intake snapshot`: what the rules make of some applications, kept beside the rules and held against what comes out now.

use std::fs;
use std::path::{Path, PathBuf};

use super::inputs::{Given, load_settled, piled, refuse, write_single};
use super::select::looked_at;
use super::{Exit, Screen};
use crate::shell::disk::atomic_file::{self, Ours};
use crate::shell::disk::file;
use intake::base::counted::count;
use intake::base::finding::{Code, Finding, refusal};
use intake::engine::Pile;
use intake::engine::snapshot as engine;
use intake::engine::snapshot::{Held, Now};
use intake::study::compare::snapshot::{Broken, FIRST_LINE};
use intake::table::Options;
use intake::values::escape;

/// A snapshot begins so; whatever does not is somebody else's file.
const OURS: Ours<'static> = Ours {
    begins: Some(FIRST_LINE),
    what: "snapshot",
    help: "choose another place with --snapshot FILE",
};
/// Room for ten million applications, in bytes.
const LARGEST: u64 = 1 << 30;

pub(super) fn snapshot(
    rules: &Path,
    given: Given<'_>,
    reading: &Options,
    (stage, after): (Option<&str>, Option<&Path>),
    (chosen, accept): (Option<&Path>, bool),
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    let path = chosen.map_or_else(|| beside(rules, given.applications, stage), Path::to_owned);
    atomic_file::check(&path, OURS).map_err(|found| refuse(&[found], screen))?;
    let loaded = load_settled(rules, screen)?;
    let (loaded, before) = looked_at(&loaded, (stage, after), screen)?;
    let now = piled(screen.disk, given, reading, |pile, step| {
        let pile = Pile {
            stage_before: before.as_ref(),
            ..pile
        };
        engine::now(&loaded, pile, step)
    })
    .map_err(|findings| refuse(&findings, screen))?;
    let name = escape::visible(&path.display().to_string()).into_owned();
    let was = screen.disk.bytes(&path, LARGEST).and_then(file::text);
    let mut unreadable = |message: String, help: Option<&str>| {
        let mut finding = Finding::new(Code::SnapshotUnreadable, path.as_path(), message);
        finding.help = help.map(str::to_owned);
        Err(refuse(&[finding], screen))
    };
    let was = match was {
        // Editors leave marks and line ends of their own.
        Ok(was) => was.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        Err(_) if fs::symlink_metadata(&path).is_err() => {
            return first(&path, &now, accept, screen);
        }
        Err(error) => return unreadable(format!("cannot be read: {}", refusal(&error)), None),
    };
    let held = match now.against(&was) {
        Ok(held) => held,
        Err(Broken::Stage(of)) => {
            let of = of.map_or("rules without stages".to_owned(), |of| {
                format!("the stage `{of}`")
            });
            let message = format!("is a snapshot of {of}, and not of what is asked for");
            return unreadable(message, Some("choose another file with --snapshot"));
        }
        Err(_) if accept => return renew(&path, &now.text, &name, screen),
        Err(Broken::Line(line)) => {
            let message = format!(
                "line {line} is no line of a snapshot: the file was changed by hand or cut off"
            );
            let help = "fetch the reviewed snapshot again, or write a new one with --accept";
            return unreadable(message, Some(help));
        }
        Err(Broken::Foreign) => return unreadable("is no snapshot".to_owned(), None),
    };
    if let Held::Differs(words) = &held {
        screen.say(&escape::visible_lines(words));
        if accept {
            return renew(&path, &now.text, &name, screen);
        }
        screen.say(&format!(
            "{name} is as it was. If this is what is meant, accept it:\n  intake snapshot"
        ));
        let typed = std::iter::once(rules).chain(given.applications.iter().map(PathBuf::as_path));
        typed.for_each(|path| {
            screen.say(&format!(
                " {}",
                escape::visible(&path.display().to_string())
            ));
        });
        for (option, files) in [("ratings", given.ratings), ("decisions", given.rulings)] {
            for file in files {
                let typed = format!(" --{option} {}", file.display());
                screen.say(&escape::visible(&typed));
            }
        }
        let after = after.map(|after| after.display().to_string());
        for (option, typed) in [("stage", stage), ("after", after.as_deref())] {
            if let Some(typed) = typed {
                screen.say(&escape::visible(&format!(" --{option} {typed}")));
            }
        }
        let option = chosen
            .map(|path| format!(" --snapshot {}", path.display()))
            .unwrap_or_default();
        screen.say(&format!("{} --accept\n", escape::visible(&option)));
        return Ok(Exit::Different);
    }
    screen.say(&format!(
        "{name}: {}, all as in the snapshot\n",
        count(now.applications(), "application", "applications")
    ));
    match (held, accept) {
        (Held::OtherInputs, true) => return renew(&path, &now.text, &name, screen),
        (Held::OtherInputs, false) => screen
            .say("  the rules or applications were changed since, without effect; --accept notes their new digests\n"),
        _ => {}
    }
    Ok(Exit::Done)
}

/// `rules.applications.snapshot.txt` beside the rules, of a stage `rules.applications.stage.snapshot.txt`; several files of applications are
/// joined by `+`.
fn beside(rules: &Path, applications: &[PathBuf], stage: Option<&str>) -> PathBuf {
    let stem = |path: &Path| {
        path.file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let piles: Vec<String> = applications.iter().map(|path| stem(path)).collect();
    let stage = stage.map_or_else(String::new, |stage| format!(".{stage}"));
    let (rule, pile) = (stem(rules), piles.join("+"));
    rules.with_file_name(format!("{rule}.{pile}{stage}.snapshot.txt"))
}

fn first(path: &Path, now: &Now, accept: bool, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
    write_single(path, now.text.as_bytes(), OURS, screen)?;
    screen.say(&format!(
        "{}: written, the first snapshot of {}\n  look it through and keep it with the rules; from now on it is compared with\n",
        escape::visible(&path.display().to_string()),
        count(now.applications(), "application", "applications")
    ));
    Ok(if accept { Exit::Done } else { Exit::Questions })
}

fn renew(path: &Path, now: &str, name: &str, screen: &mut Screen<'_>) -> Result<Exit, Exit> {
    write_single(path, now.as_bytes(), OURS, screen)?;
    screen.say(&format!("{name}: accepted and renewed\n"));
    Ok(Exit::Done)
}
