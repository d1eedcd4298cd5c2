//! What `intake test` shows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::base::counted::count;
use crate::rules::Rules;
use crate::rules::examples::Examples;
use crate::study::examples::coverage::{Coverage, Undecided};
use crate::study::examples::mutate::{Mutation, Outcome};
use crate::study::examples::{Difference, Failure};

/// How many examples there are and which fail, each with the rules it hangs on and the values under their expressions.
pub fn results(examples: &Examples, failures: &[Failure]) -> String {
    let file = &examples.file.name;
    let mut page = String::new();
    for Failure {
        line,
        id,
        title,
        differences,
        tree,
    } in failures
    {
        let _ = writeln!(page, "{file}:{line}: {id} fails: {title}");
        for Difference {
            what,
            expected,
            came,
        } in differences
        {
            let _ = writeln!(page, "  {what}: expected {expected}, came {came}");
        }
        if !tree.is_empty() {
            let _ = writeln!(page, "\n{tree}");
        }
    }
    let all = [
        count(examples.examples.len(), "example", "examples"),
        count(examples.pools.len(), "pool", "pools"),
        count(examples.lists.len(), "list", "lists"),
    ];
    let come = match failures.len() {
        0 => "all come out as expected".to_owned(),
        1 => "1 does not come out as expected".to_owned(),
        failing => format!("{failing} do not come out as expected"),
    };
    let _ = writeln!(page, "{file}: {}: {come}", all.join(", "));
    page
}

/// What no example decides.
pub fn coverage(rules: &Rules, coverage: &Coverage) -> String {
    let file = &rules.file.name;
    let mut page = String::new();
    let line = |page: &mut String, undecided: &Undecided| {
        let Undecided { line, rule, what } = undecided;
        let _ = writeln!(page, "    {file}:{line}: {rule}: {what}");
    };
    let Coverage {
        possible,
        missing,
        never,
    } = coverage;
    if missing.is_empty() {
        let _ = writeln!(
            page,
            "coverage: all {possible} questions, rows, bands and rules are decided by some example"
        );
    } else {
        let (decided, missing_count) = (possible.saturating_sub(missing.len()), missing.len());
        let _ = writeln!(
            page,
            "coverage: {decided} of {possible} questions, rows, bands and rules are decided by some example"
        );
        let _ = writeln!(page, "  {missing_count} by none:");
        missing
            .iter()
            .for_each(|undecided| line(&mut page, undecided));
    }
    if !never.is_empty() {
        let _ = writeln!(
            page,
            "  {} more can never be decided, whatever anybody answers:",
            never.len()
        );
        never
            .iter()
            .for_each(|undecided| line(&mut page, undecided));
    }
    page
}

/// Which changes of the rules no example notices.
pub fn mutations(rules: &Rules, outcome: &Outcome) -> String {
    let file = &rules.file.name;
    let mut page = String::new();
    let Outcome {
        tried,
        noticed,
        idle,
        explained,
        survivors,
        ..
    } = outcome;
    let said = |mutation: &Mutation| {
        format!(
            "{file}:{}: {}: {}",
            mutation.line, mutation.rule, mutation.change
        )
    };
    let _ = writeln!(
        page,
        "changes: {tried} of the rules, one at a time; {noticed} noticed by some example"
    );
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, why) in idle {
        let times = reasons.entry(why).or_default();
        *times = times.saturating_add(1);
    }
    if !idle.is_empty() {
        let _ = writeln!(page, "  {} change nothing for anybody:", idle.len());
    }
    for (why, times) in reasons {
        let _ = writeln!(page, "    {times}: {why}");
    }
    if !explained.is_empty() {
        let _ = writeln!(
            page,
            "  {} noticed by none, as the examples explain:",
            explained.len()
        );
    }
    for (mutation, because) in explained {
        let _ = writeln!(page, "    {}\n      {because}", said(mutation));
    }
    if survivors.is_empty() {
        let _ = writeln!(page, "  none goes unnoticed without a reason");
    } else {
        let _ = writeln!(page, "  {} noticed by none:", survivors.len());
        unnoticed(file, survivors, &mut page);
    }
    page
}

/// The survivors, those of one list together: fifty-seven lines of one kind say no more than one.
fn unnoticed(file: &str, survivors: &[Mutation], page: &mut String) {
    const SHOWN: usize = 5;
    let is_list = |mutation: &Mutation| mutation.of_list;
    for run in survivors.chunk_by(|one, next| is_list(one) && one.rule == next.rule) {
        let Some(first) = run.first() else { continue };
        let changes: Vec<&str> = run
            .iter()
            .take(SHOWN)
            .map(|mutation| mutation.change.as_str())
            .collect();
        let more = match run.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!("; {more} more"),
        };
        let _ = writeln!(
            page,
            "    {file}:{}: {}: {}{more}",
            first.line,
            first.rule,
            changes.join("; ")
        );
        if is_list(first) {
            let _ = writeln!(
                page,
                "      write the list out a second time, from its source, under `[[lists]]` with `exactly`"
            );
        }
    }
}
