//! Arguments that were swapped: applications for rules, rules for applications, an id for a run
//! folder. Nothing of what such a file holds is shown: it may be people's addresses.

use std::path::{Path, PathBuf};

use super::files::file_name;
use crate::shell::disk::{Disk, file, hidden::around};
use intake::base::finding::{Code, Finding, Location};
use intake::values::spelling;

/// Bytes that workbooks begin with.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];
/// Endings of tables.
const TABLES: [&str; 8] = ["csv", "tsv", "xlsx", "xlsm", "xlsb", "xls", "ods", "sav"];
/// Files of a folder that a message names.
const NAMED: usize = 5;

/// Why a file given as rules is none, where it is a table.
pub(super) fn for_rules(path: &Path, bytes: &[u8]) -> Option<Finding> {
    let what = if WORKBOOKS
        .iter()
        .any(|beginning| bytes.starts_with(beginning))
    {
        "a workbook"
    } else if is_table(path, bytes) {
        "a table"
    } else {
        return None;
    };
    let message = format!("this is {what}, such as one of applications, and no rules");
    let help = "rules are a text file that ends in `.toml`; were rules and applications given in each other's place?";
    Some(Finding::new(Code::FileUnreadable, path, message).help(help))
}

/// Whether the first line is one of headings rather than the beginning of rules.
fn is_table(path: &Path, bytes: &[u8]) -> bool {
    // UTF-16, as spreadsheets write it.
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return ends_in(path, &TABLES);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut lines = bytes
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .map(<[u8]>::trim_ascii);
    let Some(first) = lines.find(|line| !line.is_empty()) else {
        return false;
    };
    // Rules, and what a page, a document or a chat makes of them: what is wrong with these is told where they are read.
    let begins_rules =
        first.first().is_some_and(|byte| b"#[{<`".contains(byte)) || first.contains(&b'=');
    let parts = first
        .iter()
        .filter(|byte| matches!(byte, b',' | b';' | b'\t'))
        .count();
    !begins_rules && (parts > 0 || ends_in(path, &TABLES))
}

/// Why applications are none, where one of the files is of rules.
pub(super) fn rules_among(files: &[PathBuf]) -> Option<Finding> {
    let path = files
        .iter()
        .find(|path| ends_in(path, &["toml"]))?
        .as_path();
    let message = "these are rules, and no applications";
    let help = "were rules and applications given in each other's place? rules follow `--rules`, of `check` they come first";
    Some(Finding::new(Code::FileUnreadable, path, message).help(help))
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

/// Adds to a finding about rules that are not there which files of rules are.
pub(super) fn beside(path: &Path, finding: Finding) -> Finding {
    let folder = around(path);
    let Ok(entries) = file::entries(folder) else {
        return finding.help("check the name of its folder");
    };
    let mut names: Vec<String> = entries
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.retain(|name| ends_in(Path::new(name), &["toml"]));
    names.sort();
    let near = spelling::nearest(&file_name(path), names.iter().map(String::as_str));
    let shown = |name: &str| format!("`{}`", folder.join(name).display());
    let help = match (near, names.as_slice()) {
        (Some(near), _) => format!("did you mean {}?", shown(near)),
        (None, []) => {
            "there is no file of rules (`.toml`) in that folder; `intake new` drafts one for an export".to_owned()
        }
        (None, names) => {
            let listed: Vec<String> = names.iter().take(NAMED).map(|name| shown(name)).collect();
            let more = if names.len() > NAMED { " and others" } else { "" };
            format!("in that folder are {}{more}", listed.join(", "))
        }
    };
    finding.help(help)
}

/// Says that a run folder and an id were given in each other's place, where they were.
pub(super) fn run_and_id(disk: &dyn Disk, run: &Path, id: &str, command: &str) -> Option<Finding> {
    let is_run = |path: &Path| disk.bytes(&path.join("manifest.json"), 1 << 26).is_ok();
    if is_run(run) || !is_run(Path::new(id)) {
        return None;
    }
    let message = format!(
        "`{}` is no run folder, and `{id}` is one: the run folder comes first, then the id",
        run.display()
    );
    let help = format!("intake {command} {id} {}", run.display());
    Some(Finding::new(Code::RunUnreadable, Location::File(id.to_owned()), message).help(help))
}
