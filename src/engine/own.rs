//! The applications of a run, read again because personal answers are asked for: by the run's own rules, from the very files it was
//! made from.

use super::{Pile, read_rulings, refuses};
use crate::answers::{self, Applications, Ratings};
use crate::base::finding::{Code, Finding, Location};
use crate::record::manifest::Manifest;
use crate::rules::Rules;
use crate::rulings::{self, Rulings};
use crate::table::Sheet;

/// Reads them again, with what people decided about them.
///
/// # Errors
/// Findings where the files cannot be read, or are not those of the run.
pub(super) fn read_again(
    rules: &Rules,
    manifest: &Manifest,
    pile: Pile<'_>,
) -> Result<Applications, Vec<Finding>> {
    let (sheets, findings) = pile.sheets([rules]);
    if refuses(&findings) {
        return Err(findings);
    }
    applications(rules, manifest, pile, &sheets)
}

/// The same with every column of the sheets, those among them that no field reads.
///
/// # Errors
/// As [`read_again`].
pub(super) fn read_whole(
    rules: &Rules,
    manifest: &Manifest,
    pile: Pile<'_>,
) -> Result<(Applications, Vec<Sheet>), Vec<Finding>> {
    let (sheets, findings) = pile.whole_sheets(rules);
    if refuses(&findings) {
        return Err(findings);
    }
    Ok((applications(rules, manifest, pile, &sheets)?, sheets))
}

fn applications(
    rules: &Rules,
    manifest: &Manifest,
    pile: Pile<'_>,
    sheets: &[Sheet],
) -> Result<Applications, Vec<Finding>> {
    same_inputs(sheets, manifest)?;
    let (rulings, _) = read_rulings(pile.rulings, pile.reading)?;
    same_rulings(&rulings, manifest)?;
    // Ratings of files of their own are not asked for.
    let (mut applications, _) = answers::read_beside(&rules.form, sheets, Ratings::Apart)?;
    rulings::reapply(rules, &rulings, &mut applications)?;
    Ok(applications)
}

/// Whether these are the rulings the run took, to the byte.
fn same_rulings(rulings: &Rulings, manifest: &Manifest) -> Result<(), Vec<Finding>> {
    let mut given: Vec<&str> = rulings
        .files
        .iter()
        .map(|(_, digest)| digest.as_str())
        .collect();
    let mut taken: Vec<&str> = manifest
        .rulings
        .iter()
        .map(|file| file.sha256.as_str())
        .collect();
    given.sort_unstable();
    taken.sort_unstable();
    if given == taken {
        return Ok(());
    }
    let names: Vec<&str> = manifest
        .rulings
        .iter()
        .map(|file| file.file.as_str())
        .collect();
    let message = if names.is_empty() {
        "the run took no decisions".to_owned()
    } else {
        format!("the run took the decisions in {}", names.join(" and "))
    };
    let location = Location::File("manifest.json".to_owned());
    let help = "give with --decisions what the run took, and nothing else";
    Err(vec![
        Finding::new(Code::OtherApplications, location, message).help(help),
    ])
}

/// Whether these are the files the run was made from, to the byte, in whatever order and by whatever name.
fn same_inputs(sheets: &[Sheet], manifest: &Manifest) -> Result<(), Vec<Finding>> {
    let mut wanted: Vec<(&str, Option<&str>)> = manifest
        .applications
        .iter()
        .map(|table| (table.sha256.as_str(), table.sheet.as_deref()))
        .collect();
    let mut findings = Vec::new();
    for sheet in sheets {
        let this = (sheet.digest.as_str(), sheet.source.sheet.as_deref());
        match wanted.iter().position(|wanted| *wanted == this) {
            Some(at) => drop(wanted.swap_remove(at)),
            None => findings.push(
                Finding::new(
                    Code::OtherApplications,
                    Location::File(sheet.source.to_string()),
                    "is not among the applications the run was made from, or was changed since",
                )
                .help("give the very files that were selected from; manifest.json has their names and SHA-256"),
            ),
        }
    }
    let missing = manifest
        .applications
        .iter()
        .filter(|table| wanted.contains(&(table.sha256.as_str(), table.sheet.as_deref())));
    if findings.is_empty() {
        findings.extend(missing.map(|table| {
            let message = "is one of the files the run was made from, and was not given";
            Finding::new(
                Code::OtherApplications,
                Location::File(table.file.clone()),
                message,
            )
            .help("give all of them")
        }));
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(findings)
    }
}
