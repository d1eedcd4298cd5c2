//! How tools that have no rows of headings for it write the stem (what is asked) and the option
//! into one heading: REDCap as `Question (choice=Option)` and `question___code`, Gravity Forms and
//! Jotform as `Question (Option)`, Jotform as `Question >> Option`, Alchemer as `Option:Question`.
//! All of them are found as `Question [Option]` as well.

use std::collections::BTreeMap;

use crate::values::spelling::fold_words;

type Parts<'h> = (&'h str, &'h str);

/// By column, the further name of a heading that names an option; none where it names none.
pub(super) fn also(headings: &[String]) -> Vec<Vec<String>> {
    let wholes: Vec<String> = headings.iter().map(|heading| fold_words(heading)).collect();
    let ways: [fn(&str) -> Option<Parts<'_>>; 3] = [in_parentheses, behind_arrows, before_colon];
    let mut names: Vec<Vec<String>> = headings
        .iter()
        .map(|heading| of_redcap(heading).map(named).into_iter().collect())
        .collect();
    for way in ways {
        // One heading may say anything in parentheses. Several with one question and no column of that name are a question's.
        let mut stems: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (stem, option) in headings.iter().filter_map(|heading| way(heading)) {
            stems
                .entry(fold_words(stem))
                .or_default()
                .push(fold_words(option));
        }
        stems.retain(|stem, options| {
            let several = options.len();
            options.sort_unstable();
            options.dedup();
            !stem.is_empty() && several > 1 && options.len() == several && !wholes.contains(stem)
        });
        for (heading, names) in headings
            .iter()
            .zip(&mut names)
            .filter(|(_, names)| names.is_empty())
        {
            let parts = way(heading).filter(|(stem, _)| stems.contains_key(&fold_words(stem)));
            names.extend(parts.map(named));
        }
    }
    names
}

fn named((stem, option): Parts<'_>) -> String {
    format!("{} [{}]", stem.trim(), option.trim())
}

fn of_redcap(heading: &str) -> Option<Parts<'_>> {
    let heading = heading.trim();
    if let Some((stem, option)) = heading
        .strip_suffix(')')
        .and_then(|heading| heading.split_once(" (choice="))
    {
        return Some((stem, option));
    }
    let (stem, code) = heading.rsplit_once("___")?;
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    (plain(stem) && plain(code)).then_some((stem, code))
}

fn in_parentheses(heading: &str) -> Option<Parts<'_>> {
    heading
        .trim()
        .strip_suffix(')')?
        .rsplit_once(" (")
        .filter(|(_, option)| !option.trim().is_empty())
}

fn behind_arrows(heading: &str) -> Option<Parts<'_>> {
    heading
        .split_once(" >> ")
        .filter(|(_, option)| !option.trim().is_empty())
}

fn before_colon(heading: &str) -> Option<Parts<'_>> {
    let (option, stem) = heading.split_once(':')?;
    let close = !stem.starts_with([' ', '/']) && !option.trim().is_empty();
    close.then_some((stem, option))
}
