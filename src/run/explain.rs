//! `intake explain`: one application's page, from a run folder alone.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use super::inputs::refuse;
use super::{Exit, Screen};
use crate::explain::{Header, Record, page};
use crate::finding::{self, Code, Finding, Place};
use crate::write::safe;

pub(super) fn explain(run: &Path, application: &str, screen: &mut Screen<'_>) -> Exit {
    let path = run.join("audit.jsonl");
    let wrong = |message: String| Finding::new(Code::RunUnreadable, Place::File(path.display().to_string()), message);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            let finding = wrong(format!("cannot be read: {}", finding::refusal(&error)))
                .help("name the folder that `intake select --out` wrote");
            return refuse(&[finding], screen);
        }
    };
    let mut lines = text.lines();
    let Some(Ok(header)) = lines.next().map(serde_json::from_str::<Header>) else {
        return refuse(&[wrong("does not begin with the rules".to_owned())], screen);
    };
    // The id is looked for in the line first: a million records need not be taken apart.
    let quoted = serde_json::to_string(application).unwrap_or_default();
    for line in lines.clone().filter(|line| line.contains(&quoted)) {
        match serde_json::from_str::<Record<'_>>(line) {
            Ok(record) if record.application == application => {
                screen.say(&safe::visible_lines(&page::page(&header, &record)));
                return Exit::Done;
            }
            Ok(_) => {}
            Err(error) => return refuse(&[wrong(format!("a record is damaged: {error}"))], screen),
        }
    }
    let ids: Result<Vec<Known<'_>>, _> = lines.map(serde_json::from_str).collect();
    let ids = match ids {
        Ok(ids) => ids,
        Err(error) => return refuse(&[wrong(format!("a record is damaged: {error}"))], screen),
    };
    let near = crate::domain::spelling::nearest(application, ids.iter().map(|known| known.application.as_ref()));
    let help = near.map_or_else(
        || "ids are in the rosters and lists of the run".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    refuse(&[wrong(format!("holds no application `{application}`")).help(help)], screen)
}

/// As much of a record as is needed to name it.
#[derive(serde::Deserialize)]
struct Known<'a> {
    #[serde(borrow)]
    application: Cow<'a, str>,
}
