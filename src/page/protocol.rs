//! Requests and answers as bytes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::options::Options;
use crate::base::finding::Finding;
use crate::engine::File;

/// What a file of a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Rules,
    /// A list beside the rules.
    List,
    /// A rules file to compare with, and a list beside it.
    OtherRules,
    OtherList,
    Application,
    Ratings,
    /// What people decided about single applications.
    Decisions,
    /// A file of a run, by its path inside.
    Run,
    /// A packed run folder.
    Packed,
    /// The packed run whose letters went out.
    Told,
    /// The officer's own templates for letters, a packed folder.
    Templates,
    /// Who reads and rates, for packs.
    Assessors,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    ask: String,
    #[serde(default)]
    options: Options,
    #[serde(default)]
    files: Vec<Listed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    role: Role,
    name: String,
    length: usize,
}

/// What is asked.
#[derive(Debug)]
pub struct Request<'b> {
    pub ask: String,
    pub options: Options,
    files: Vec<(Role, String, &'b [u8])>,
}

impl<'b> Request<'b> {
    /// # Errors
    /// Why the bytes are no request.
    pub fn read(bytes: &'b [u8]) -> Result<Self, String> {
        let cut = || "the request is cut off".to_owned();
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or_else(cut)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| cut())?;
        let (head, mut rest) = rest.split_at_checked(length).ok_or_else(cut)?;
        let head: Head = serde_json::from_slice(head)
            .map_err(|error| format!("the request is none: {error}"))?;
        let mut files = Vec::new();
        for listed in head.files {
            let (bytes, after) = rest.split_at_checked(listed.length).ok_or_else(cut)?;
            files.push((listed.role, listed.name, bytes));
            rest = after;
        }
        if !rest.is_empty() {
            return Err("the request goes on behind its files".to_owned());
        }
        Ok(Self {
            ask: head.ask,
            options: head.options,
            files,
        })
    }

    /// The files of a role, in their order.
    pub fn of(&self, role: Role) -> impl Iterator<Item = (&str, &'b [u8])> {
        let all = self.files.iter().filter(move |(is, _, _)| *is == role);
        all.map(|(_, name, bytes)| (name.as_str(), *bytes))
    }

    /// The same for the engine.
    pub fn files(&self, role: Role) -> Vec<File<'b>> {
        self.of(role)
            .map(|(name, bytes)| File::new(name, bytes))
            .collect()
    }

    /// The files of a run by their paths inside.
    pub fn run(&self) -> BTreeMap<String, Vec<u8>> {
        self.of(Role::Run)
            .map(|(name, bytes)| (name.to_owned(), bytes.to_vec()))
            .collect()
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Done,
    /// Done, and a person must answer something.
    Open,
    Refused,
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    pub state: State,
    /// What the step says of itself, in a few words.
    pub line: String,
    /// HTML of ours by the place it is for.
    pub parts: BTreeMap<&'static str, String>,
    /// Facts that the page acts on.
    pub facts: BTreeMap<&'static str, String>,
    pub files: BTreeMap<String, Vec<u8>>,
}

#[derive(Serialize)]
struct Told<'a> {
    state: State,
    line: &'a str,
    parts: &'a BTreeMap<&'static str, String>,
    facts: &'a BTreeMap<&'static str, String>,
    files: Vec<Length<'a>>,
}

#[derive(Serialize)]
struct Length<'a> {
    name: &'a str,
    length: usize,
}

impl Answer {
    pub fn new(state: State, line: impl Into<String>) -> Self {
        Self {
            state,
            line: line.into(),
            parts: BTreeMap::new(),
            facts: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    pub fn refused(why: impl Into<String>) -> Self {
        Self::new(State::Refused, why)
    }

    /// Refused for what was found, which is said in the place named.
    pub(super) fn refused_for(place: &'static str, findings: &[Finding]) -> Self {
        use super::findings::{found, refused};
        Self::refused(refused(findings)).part(place, found(None, findings).into_string())
    }

    pub(super) fn part(mut self, place: &'static str, html: impl Into<String>) -> Self {
        self.parts.insert(place, html.into());
        self
    }

    pub(super) fn fact(mut self, name: &'static str, fact: impl Into<String>) -> Self {
        self.facts.insert(name, fact.into());
        self
    }

    /// As bytes.
    pub fn written(&self) -> Vec<u8> {
        let files = self.files.iter().map(|(name, bytes)| Length {
            name,
            length: bytes.len(),
        });
        let told = Told {
            state: self.state,
            line: &self.line,
            parts: &self.parts,
            facts: &self.facts,
            files: files.collect(),
        };
        // Texts by texts: there is nothing in it that JSON has not.
        let head = serde_json::to_vec(&told).unwrap_or_default();
        let length = u32::try_from(head.len()).unwrap_or(u32::MAX);
        let mut bytes = length.to_le_bytes().to_vec();
        bytes.extend(head);
        self.files.values().for_each(|file| bytes.extend(file));
        bytes
    }
}
