//! The clauses and decisions that everything on the page rests on, in full.

use std::collections::BTreeSet;

use super::{Case, Section};
use crate::rules::StandingAnswer;
use crate::words;

pub(in crate::papers) fn section(cases: &[Case<'_>]) -> Section {
    let mut section = Section::new("sources", "What the rules rest on");
    let Some(first) = cases.first() else {
        return section;
    };
    let (header, rules) = (first.header, first.rules);
    let cited = cited(cases);
    let mut footnotes: Vec<String> = Vec::new();
    for answer in settled(cases) {
        let footnote = answer
            .footnote
            .iter()
            .map(|footnote| format!(" ({footnote})"))
            .collect::<String>();
        let line = format!(
            "standing answer: {}{footnote}",
            words::rule::standing_answer(words::titled(rules), answer)
        );
        if !footnotes.contains(&line) {
            footnotes.push(line);
        }
    }
    footnotes.into_iter().for_each(|line| section.line(0, line));
    for source in header
        .sources
        .iter()
        .filter(|source| cited.contains(&source.id.as_str()))
    {
        section.line(0, format!("{} {}: {}", source.kind, source.id, source.text));
    }
    let words = format!(
        "lines are those of rules/{} in the run folder",
        rules.file.name
    );
    section.line(0, words);
    section
}

/// The ids that the rules cite which were applied to these applications.
pub(in crate::papers) fn cited<'a>(cases: &[Case<'a>]) -> Vec<&'a str> {
    let mut cited: Vec<&str> = Vec::new();
    for case in cases {
        let (rules, record) = (case.rules, case.record);
        cited.extend(
            rules
                .criteria
                .iter()
                .flat_map(|criterion| &criterion.cites)
                .map(String::as_str),
        );
        if !record.parts.is_empty() {
            cited.extend(
                rules
                    .measures
                    .iter()
                    .flat_map(|measure| &measure.cites)
                    .map(String::as_str),
            );
        }
        if record.standing.is_some() {
            let groups = rules.places.groups.iter().flat_map(|group| &group.cites);
            cited.extend(
                groups
                    .chain(&rules.ranking.cites)
                    .chain(&rules.places.cites)
                    .map(String::as_str),
            );
        }
    }
    cited.extend(
        settled(cases)
            .flat_map(|answer| &answer.cites)
            .map(String::as_str),
    );
    cited
}

impl<'a> Case<'a> {
    /// The clauses and decisions behind what an applicant is told, in the order of the call, clauses first: they are told by their numbers there.
    pub(in crate::papers) fn sources(self) -> Vec<&'a str> {
        let rules = self.rules;
        let mut cited: BTreeSet<&str> = cited(&[self]).into_iter().collect();
        let duplicates = rules.form.duplicates.iter().flat_map(|rule| &rule.cites);
        let so_far = rules.stages.each().filter(|(id, _)| {
            let at = rules.at.as_ref();
            at.is_some_and(|at| *id <= at.stage)
        });
        let stages = so_far.flat_map(|(_, stage)| &stage.cites);
        cited.extend(duplicates.chain(stages).map(String::as_str));
        let clauses = rules.call.clauses.iter().map(|clause| clause.id.as_str());
        let decisions = rules.call.decisions.iter().map(|one| one.id.as_str());
        let all = clauses.chain(decisions);
        all.filter(|id| cited.contains(id)).collect()
    }

    /// The numbers of these.
    pub(in crate::papers) fn numbers(self, cites: &[String]) -> String {
        let sources = self.sources();
        let number = |id: &String| (1..).zip(&sources).find(|(_, source)| **source == id);
        let mut numbers: Vec<u32> = cites.iter().filter_map(number).map(|(at, _)| at).collect();
        numbers.sort_unstable();
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        numbers.join(", ")
    }
}

/// The standing answers that settled something of these applications.
fn settled<'a>(cases: &[Case<'a>]) -> impl Iterator<Item = &'a StandingAnswer> {
    cases.iter().flat_map(|case| {
        case.record
            .found
            .iter()
            .filter_map(|evidence| case.standing_answer(evidence))
    })
}
