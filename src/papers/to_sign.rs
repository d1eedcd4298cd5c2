//! The rules as a page that a panel signs: every rule as a sentence, beside the clauses and decisions it rests on.

use std::collections::BTreeSet;
use std::iter::once;

use super::titles::capital;
use crate::rules::Rules;
use crate::values::moment;
use crate::words::sentences::{AtOne, said};

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSign {
    pub title: String,
    /// As pairs of what is said and what of it.
    pub about: Vec<(&'static str, String)>,
    /// What is signed: the file of rules and the lists beside it, each with its SHA-256.
    pub files: Vec<(String, String)>,
    /// By kind, in the order in which they are applied.
    pub chapters: Vec<Chapter>,
    /// Clauses and decisions that no rule rests on, and what else the call says.
    pub beside: Vec<Source>,
    /// Places of the rules that are still to be settled. While there are any the rules are a draft, which nobody signs.
    pub unsettled: usize,
}

/// Rules of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// `criterion`, `measure`, `group`, …
    pub kind: &'static str,
    /// The stage they are said for, where they are said for each.
    pub stage: Option<AtOne>,
    pub rules: Vec<Rule>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Blank where the kind has but one.
    pub id: String,
    pub says: String,
    pub rests_on: Vec<Source>,
}

/// A clause of the call, or a decision of people about what it leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub id: String,
    pub text: String,
    /// Who decided, and when; none of a clause.
    pub decided: Option<String>,
}

/// The page of these rules, of which so many places are still to be settled.
pub fn to_sign(rules: &Rules, unsettled: usize) -> ToSign {
    let mut chapters: Vec<Chapter> = Vec::new();
    for said in said(rules) {
        let rule = Rule {
            rests_on: said.cites.iter().map(|id| source(rules, id)).collect(),
            id: said.id,
            says: said.says,
        };
        let is_of =
            |chapter: &&mut Chapter| (chapter.kind, &chapter.stage) == (said.kind, &said.stage);
        match chapters.last_mut().filter(is_of) {
            Some(chapter) => chapter.rules.push(rule),
            None => chapters.push(Chapter {
                kind: said.kind,
                stage: said.stage,
                rules: vec![rule],
            }),
        }
    }
    let programme = &rules.programme;
    let deadline = moment::in_zone(rules.call.deadline, &rules.call.zone);
    let lists = rules.list_files.iter();
    let lists = lists.filter(|list| list.name != rules.file.name);
    let files = once(&rules.file).chain(lists);
    let organiser = programme.organiser.iter();
    let about = organiser
        .map(|organiser| ("organiser", organiser.clone()))
        .chain([("deadline", deadline)])
        .collect();
    ToSign {
        title: programme.title.clone(),
        about,
        files: files
            .map(|file| (file.name.clone(), file.digest.clone()))
            .collect(),
        beside: beside(rules, &chapters),
        chapters,
        unsettled,
    }
}

fn beside(rules: &Rules, chapters: &[Chapter]) -> Vec<Source> {
    let call = &rules.call;
    let all = chapters.iter().flat_map(|chapter| &chapter.rules);
    let cited: BTreeSet<&str> = all
        .flat_map(|rule| &rule.rests_on)
        .map(|source| source.id.as_str())
        .collect();
    let clauses = call.clauses.iter().map(|clause| clause.id.as_str());
    let decisions = call.decisions.iter().map(|decision| decision.id.as_str());
    let uncited = clauses.chain(decisions).filter(|id| !cited.contains(id));
    let background = call.background.iter().map(|sentence| Source {
        id: sentence.id.clone(),
        text: sentence.text.clone(),
        decided: None,
    });
    let uncited = uncited.map(|id| source(rules, id));
    uncited.chain(background).collect()
}

fn source(rules: &Rules, id: &str) -> Source {
    let call = &rules.call;
    let clause = call.clauses.iter().find(|clause| clause.id == id);
    let decision = call.decisions.iter().find(|decision| decision.id == id);
    let text = clause
        .map(|clause| &clause.text)
        .or_else(|| decision.map(|decision| &decision.text));
    Source {
        id: id.to_owned(),
        text: text.cloned().unwrap_or_default(),
        decided: decision
            .filter(|_| clause.is_none())
            .map(|decision| format!("decided by {}, {}", decision.by, decision.on)),
    }
}

impl Chapter {
    /// `Criteria`, or `Measures at the stage “Interviews”`.
    pub fn title(&self) -> String {
        let many = match self.kind {
            "criterion" => "criteria".to_owned(),
            "duplicates" | "places" | "balance" | "packs" => self.kind.to_owned(),
            kind => format!("{kind}s"),
        };
        let stage = self.stage.iter();
        let stage: String = stage
            .map(|stage| format!(" at the stage “{}”", stage.title))
            .collect();
        capital(&many) + &stage
    }
}

/// What is agreed by a signature; `there` says where the digests are.
pub fn agreed(there: &str) -> String {
    format!(
        "We agree that applications are judged by these rules, in the files whose digests (SHA-256) stand {there}."
    )
}

/// What each who signs fills in.
pub const SIGNED: [&str; 4] = ["name", "function", "date", "signature"];
/// Lines to sign; whoever needs more signs beneath them.
pub const LINES: usize = 6;
/// Said above what no rule rests on.
pub const BESIDE: &str = "What no rule rests on";
