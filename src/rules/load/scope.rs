//! What rules may refer to: clauses and decisions, scales, lists, fields and levels, and who has referred to what.
//!
//! Filled from the bottom up, so that a rule may stand above the field it reads. Every reading of a field goes through
//! [`Scope::read`], which is where protected fields are defended.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use super::diagnostics::{Notes, Spot, shown};
use super::names::Register;
use super::table::Table;
use crate::base::finding::Code;
use crate::base::ids::{Per, id};
use crate::rules::{
    Cites, Field, FieldId, Kind, Level, LevelId, List, ListId, Protection, Scale, ScaleId, Subject,
};

id! {
    /// A clause, a decision or a sentence of the background.
    pub(super) ClauseId
}

/// What kind of rule is being read: not each may read every protected field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// May read none.
    Rule,
    /// May read what is kept for balance rules.
    Balance,
    /// May read what is kept for balance rules, and is then kept for them, too.
    Level,
}

pub(super) struct Scope<'d> {
    /// The call's zone.
    pub(super) zone: TimeZone,
    pub(super) clauses: Register<'d, ClauseId, ()>,
    pub(super) decisions: Register<'d, ClauseId, ()>,
    pub(super) background: Register<'d, ClauseId, ()>,
    cited: RefCell<BTreeSet<String>>,
    pub(super) scales: Register<'d, ScaleId, Scale>,
    pub(super) lists: Register<'d, ListId, List>,
    pub(super) fields: Register<'d, FieldId, Field>,
    read: RefCell<BTreeSet<FieldId>>,
    /// The fields of which the id is made.
    pub(super) made_of: Vec<FieldId>,
    /// How many assessors send files of their own.
    pub(super) assessors: usize,
    pub(super) levels: Register<'d, LevelId, Level>,
    /// The line of every level that is declared anywhere.
    pub(super) level_lines: BTreeMap<String, u32>,
    /// For each level, the protected field it reads, if any.
    tainted: Per<LevelId, Option<FieldId>>,
    /// The protected field that was read last, until a level takes it as its own.
    taint: Cell<Option<FieldId>>,
    reader: Cell<Reader>,
}

impl<'d> Scope<'d> {
    pub(super) fn new() -> Self {
        Self {
            zone: TimeZone::UTC,
            clauses: Register::new("clause"),
            decisions: Register::new("decision"),
            background: Register::new("background sentence"),
            cited: RefCell::default(),
            scales: Register::new("scale"),
            lists: Register::new("list"),
            fields: Register::new("field"),
            read: RefCell::default(),
            made_of: Vec::new(),
            assessors: 0,
            levels: Register::new("level"),
            level_lines: BTreeMap::new(),
            tainted: Per::default(),
            taint: Cell::new(None),
            reader: Cell::new(Reader::Rule),
        }
    }

    /// The clauses and decisions a rule rests on; a rule without any is noted.
    pub(super) fn cites(&self, table: &Table<'d>, owner: &str) -> Cites {
        let empty =
            |value: &toml::de::DeValue<'_>| value.as_array().is_some_and(|array| array.is_empty());
        match table.get("cites") {
            Some(item) if !empty(item.value) => self.known(item),
            _ => {
                let spot = table.key_spot("cites").unwrap_or(table.spot);
                spot.say_help(
                    Code::NoCitation,
                    format!("{owner} cites neither a clause nor a decision"),
                    "add `cites = [\"…\"]` with the clause of the call it rests on, or record a decision and cite that",
                );
                Cites::new()
            }
        }
    }

    /// What a field cites, which need not cite anything.
    pub(super) fn cites_if_any(&self, table: &Table<'d>) -> Cites {
        table
            .get("cites")
            .map(|item| self.known(item))
            .unwrap_or_default()
    }

    fn known(&self, item: super::table::Item<'d>) -> Cites {
        let mut cites = Cites::new();
        for (id, spot) in item.texts().unwrap_or_default() {
            if self.background.find(id).is_some() {
                spot.say_help(
                    Code::UnknownName,
                    format!("`{}` is background, which no rule can rest on", shown(id)),
                    "move it to [call.clauses] to cite it",
                );
            } else if self.clauses.find(id).is_none() && self.decisions.find(id).is_none() {
                let known = || self.clauses.names().chain(self.decisions.names());
                // What was meant is probably cited, and need not be reported as uncited.
                self.cited
                    .borrow_mut()
                    .extend(spot.notes.nearest(id, known()).map(str::to_owned));
                spot.say_unknown(
                    Code::UnknownName,
                    format!("there is no clause or decision `{}`", shown(id)),
                    id,
                    known(),
                    "write it under [call.clauses], or record it as a decision",
                );
            } else {
                cites.push(id.to_owned());
            }
        }
        self.cited.borrow_mut().extend(cites.iter().cloned());
        cites
    }

    /// Notes clauses and decisions that nothing rests on, and fields that nothing reads.
    pub(super) fn unused(&self, notes: &Notes<'_>) {
        // Of rules that could not be read nobody knows what they cite and read.
        if notes.any_error() {
            return;
        }
        let cited = self.cited.borrow();
        let uncited = |register: &Register<'d, ClauseId, ()>| {
            let mut left = Vec::new();
            for (id, spot, _) in register.each() {
                let name = register.name(id);
                if !cited.contains(name) {
                    left.push((name.to_owned(), spot));
                }
            }
            left
        };
        for (name, spot) in uncited(&self.clauses) {
            spot.say_help(
                Code::UncitedClause,
                format!("no rule cites the clause `{name}`"),
                "cite it in the rule that carries it out, or move it to [call.background]",
            );
        }
        for (name, spot) in uncited(&self.decisions) {
            spot.say_help(
                Code::UncitedDecision,
                format!("nothing cites the decision `{name}`"),
                "cite it where it applies, or take it out",
            );
        }
        let read = self.read.borrow();
        for (id, spot, field) in self.fields.each() {
            if let Some(field) = field
                && !read.contains(&id)
                && !field.roster
                && !field.count
                && field.protection == Protection::None
                && !field.kind.is_id()
                // Ratings may be joined by it.
                && !(field.kind.is_email() && self.assessors > 0)
            {
                spot.say_help(
                    Code::Unread,
                    format!("nothing reads the field `{}` and no roster shows it", field.name),
                    "take it out, add `roster = true` or `count = true`, or add `use = \"never\"` if no rule may read it",
                );
            }
        }
    }

    /// What a rule looks at: the one of `field` and `level` that is there, and the kind of its values.
    pub(super) fn subject(&self, table: &Table<'d>, owner: &str) -> Option<(Subject, Kind)> {
        match (table.get("field"), table.get("level")) {
            (Some(_), Some(level)) => {
                level.spot.say_bad(format!(
                    "{} takes either `field` or `level`, not both",
                    table.name()
                ));
                None
            }
            (None, None) if table.strange() => None,
            (None, None) => {
                table.spot.say(
                    Code::MissingKey,
                    format!("{} needs `field` or `level`", table.name()),
                );
                None
            }
            (Some(field), None) => {
                let name = field.text()?;
                if self.fields.find(name).is_none() && self.levels.find(name).is_some() {
                    field.spot.say_help(
                        Code::UnknownName,
                        format!("there is no field `{}`", shown(name)),
                        format!("`{name}` is a level: write `level = \"{name}\"`"),
                    );
                    return None;
                }
                self.field(name, field.spot, owner)
            }
            (None, Some(level)) => {
                let name = level.text()?;
                if self.levels.find(name).is_none() && self.fields.find(name).is_some() {
                    level.spot.say_help(
                        Code::UnknownName,
                        format!("there is no level `{}` above this", shown(name)),
                        format!("`{name}` is a field: write `field = \"{name}\"`"),
                    );
                    return None;
                }
                self.level(name, level.spot, owner)
            }
        }
    }

    /// A level that is named before its turn: by itself, or by one that stands above it.
    fn too_early(&self, name: &str, spot: Spot<'d>, owner: &str) -> bool {
        let Some(line) = self
            .level_lines
            .get(name)
            .filter(|_| self.levels.find(name).is_none())
        else {
            return false;
        };
        if owner == format!("the level `{name}`") {
            let help = "a level is derived from fields, and from levels that stand above it";
            spot.say_help(Code::UnknownName, format!("{owner} reads itself"), help);
        } else {
            let help =
                "put it above this one; a level can only be derived from those that stand above it";
            let message = format!(
                "the level `{}` stands further down, in line {line}",
                shown(name)
            );
            spot.say_help(Code::UnknownName, message, help);
        }
        true
    }

    pub(super) fn field(&self, name: &str, spot: Spot<'d>, owner: &str) -> Option<(Subject, Kind)> {
        let id = self.read(name, spot, owner)?;
        Some((Subject::Field(id), self.fields.get(id)?.kind.clone()))
    }

    pub(super) fn level(&self, name: &str, spot: Spot<'d>, owner: &str) -> Option<(Subject, Kind)> {
        if self.too_early(name, spot, owner) {
            return None;
        }
        let id = self.levels.resolve(name, spot)?;
        if let Some(field) = self.tainted[id]
            && !self.may_read(field)
        {
            let field = self.fields.name(field);
            spot.say_help(
                Code::ProtectedField,
                format!(
                    "{owner} reads the level `{name}`, which reads the protected field `{field}`"
                ),
                "a protected field may not be reached by way of a level either",
            );
        }
        Some((Subject::Level(id), Kind::Scale(self.levels.get(id)?.scale)))
    }

    /// A field that is only shown, by which nothing is decided: a protected one may be, too.
    pub(super) fn shown(&self, name: &str, spot: Spot<'d>) -> Option<FieldId> {
        let id = self.fields.resolve(name, spot)?;
        self.read.borrow_mut().insert(id);
        Some(id)
    }

    /// Notes that a rule reads a field; that it does not exist, or that no such rule may read it.
    pub(super) fn read(&self, name: &str, spot: Spot<'d>, owner: &str) -> Option<FieldId> {
        let Some(id) = self.fields.resolve(name, spot) else {
            // What was meant is probably read, and need not be reported as unread.
            let meant = spot
                .notes
                .nearest(name, self.fields.names())
                .and_then(|meant| self.fields.find(meant));
            self.read.borrow_mut().extend(meant);
            return None;
        };
        self.read.borrow_mut().insert(id);
        let field = self.fields.get(id)?;
        let rule = match field.protection {
            Protection::None => return Some(id),
            Protection::BalanceOnly => "only balance rules may read it",
            Protection::Never => "no rule may read it",
        };
        if self.may_read(id) {
            return Some(id);
        }
        let help = match field.cites.first() {
            Some(clause) => format!("this rests on `{clause}`: take the field out of the rule"),
            None => "take it out of the rule, or change the field's `use`".to_owned(),
        };
        spot.say_help(
            Code::ProtectedField,
            format!("{owner} reads the field `{name}`, and {rule}"),
            help,
        );
        Some(id)
    }

    /// Whether what is being read may look at a protected field. A level that does is protected in the same way.
    fn may_read(&self, field: FieldId) -> bool {
        let never = |field: FieldId| {
            self.fields
                .get(field)
                .is_some_and(|field| field.protection == Protection::Never)
        };
        if !self.taint.get().is_some_and(never) {
            self.taint.set(Some(field));
        }
        self.reader.get() != Reader::Rule && !never(field)
    }

    /// Reads something on behalf of a kind of rule.
    pub(super) fn reading<T>(&self, reader: Reader, read: impl FnOnce(&Self) -> T) -> T {
        self.taint.set(None);
        let before = self.reader.replace(reader);
        let made = read(self);
        self.reader.set(before);
        made
    }

    /// Adds a level; a protected field that its reading met protects it.
    pub(super) fn add_level(&mut self, id: &str, spot: Spot<'d>, level: Option<Level>) {
        let taint = self.taint.take();
        self.levels.push(id, spot, level);
        _ = self.tainted.push(taint);
    }

    pub(super) fn levels_of(&self, kind: &Kind) -> Option<&Scale> {
        match kind {
            Kind::Scale(scale) => self.scales.get(*scale),
            _ => None,
        }
    }
}
