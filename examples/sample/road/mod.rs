//! The packs in `sample-applications/trial-monitors-2026/` as they came back: those that `intake packs` makes at each step, filled in as untidily
//! as people do.

mod fill;
mod rated;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use intake::engine::packs::packs;
use intake::engine::stages::at_stage;
use intake::engine::{File, Inputs, PastRun, Pile, select};
use intake::out::Issue;
use intake::rules::Rules;
use intake::rules::load::load;
use intake::table::Options;

use fill::{Files, Way, back};

/// Rules, applications and decisions, as they stand in the repository.
struct Road<'a> {
    rules: Rules,
    rules_text: Vec<u8>,
    folder: &'a Path,
}

/// Writes the packs of each step.
pub(super) fn write(rules: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let rules_text = fs::read(rules)?;
    let loaded = load(NAME, std::str::from_utf8(&rules_text)?, &|_| {
        Err("no lists".to_owned())
    });
    let rules = loaded.rules.ok_or("the rules of the road are wrong")?;
    let road = Road {
        rules,
        rules_text,
        folder,
    };
    let first = back(
        &road.packs(("essays", None), &Files::new(), &[])?,
        "first",
        &FIRST,
    )?;
    let (swapped, rest): (Files, Files) = first
        .into_iter()
        .partition(|(name, _)| name.starts_with("swapped/"));
    road.put(&rest)?;
    road.put(&swapped)?;
    let second = road.packs(("essays", None), &rest, &["decisions-1.csv"])?;
    let second = back(&second, "second", &SECOND)?;
    road.put(&second)?;
    let all: Files = rest.into_iter().chain(second).collect();
    let essays = road.selected(&all, "decisions-1.csv")?;
    let third = road.packs(("interviews", Some(&essays)), &all, &["decisions-1.csv"])?;
    road.put(&back(&third, "interviews", &INTERVIEWS)?)
}

const NAME: &str = "trial-monitors-2026.toml";

/// Which pack comes back how, under which name. The fifth reader's does not come back in time.
const FIRST: [(&str, Way, &str); 5] = [
    ("A1", Way::Workbook, "first/Bewertung fertig (2).xlsx"),
    ("A2", Way::Semicolons, "first/export Kassim.csv"),
    ("A3", Way::Workbook, "first/A3.xlsx"),
    ("A4", Way::HeadedAs("A5"), "swapped/A4.xlsx"),
    ("A4", Way::Workbook, "mended/A4.xlsx"),
];
const SECOND: [(&str, Way, &str); 5] = [
    ("A1", Way::Workbook, "second/A1.xlsx"),
    ("A2", Way::Semicolons, "second/export Kassim 2.csv"),
    ("A3", Way::Workbook, "second/A3.xlsx"),
    ("A4", Way::Workbook, "second/A4.xlsx"),
    ("A5", Way::Workbook, "second/A5 sorry, late.xlsx"),
];
const INTERVIEWS: [(&str, Way, &str); 5] = [
    ("A1", Way::Workbook, "interviews/A1.xlsx"),
    ("A2", Way::Semicolons, "interviews/A2.csv"),
    ("A3", Way::Workbook, "interviews/A3.xlsx"),
    ("A4", Way::Workbook, "interviews/A4.xlsx"),
    ("A5", Way::Workbook, "interviews/A5.xlsx"),
];

impl Road<'_> {
    fn file(&self, name: &str) -> Result<File<'static>, Box<dyn Error>> {
        Ok(File::new(name, fs::read(self.folder.join(name))?))
    }

    fn put(&self, files: &Files) -> Result<(), Box<dyn Error>> {
        for (name, bytes) in files {
            let path = self.folder.join(name);
            fs::create_dir_all(path.parent().ok_or("no folder")?)?;
            fs::File::create(path)?.write_all(bytes)?;
        }
        Ok(())
    }

    /// What `intake packs` writes.
    fn packs(
        &self,
        (stage, before): (&str, Option<&dyn PastRun>),
        ratings: &Files,
        decisions: &[&str],
    ) -> Result<Files, Box<dyn Error>> {
        let (mut rules, told) = at_stage(&self.rules, Some(stage), before).map_err(words)?;
        let decisions = decisions.iter().map(|name| self.file(name));
        let decisions = decisions.collect::<Result<Vec<_>, _>>()?;
        let pile = Pile {
            applications: &[self.file("applications.csv")?],
            ratings: &given(ratings),
            rulings: &decisions,
            reading: &Options::default(),
            follows: None,
            stage_before: told.as_ref(),
        };
        let assessors = [self.file("assessors.csv")?];
        let made = packs(&mut rules, pile, &assessors, &|_| ()).map_err(words)?;
        let mut files = Files::new();
        made.write(&mut files).map_err(|wrong| wrong.message)?;
        Ok(files)
    }

    /// The run of the first stage.
    fn selected(&self, ratings: &Files, decisions: &str) -> Result<Files, Box<dyn Error>> {
        let mut files = BTreeMap::new();
        let inputs = Inputs {
            rules: File::new(NAME, self.rules_text.clone()),
            lists: Vec::new(),
            applications: vec![self.file("applications.csv")?],
            ratings: given(ratings),
            rulings: vec![self.file(decisions)?],
            reading: Options::default(),
            issue: Issue {
                without_workbook: true,
                without_report: true,
                ..Issue::default()
            },
            stage: Some("essays"),
            stage_before: None,
        };
        let ended = select(&inputs, &mut files);
        match ended.is_done {
            true => Ok(files),
            false => Err(words(ended.findings).into()),
        }
    }
}

fn given(files: &Files) -> Vec<File<'static>> {
    let each = files.iter();
    each.map(|(name, bytes)| File::new(name.as_str(), bytes.clone()))
        .collect()
}

fn words(findings: Vec<intake::base::finding::Finding>) -> String {
    let each = findings.into_iter().map(|one| one.message);
    each.collect::<Vec<_>>().join("\n")
}
