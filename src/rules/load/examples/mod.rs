//! Worked examples: text to examples, held against the rules they stand beside. Everything wrong is reported at once.

mod answers;
mod expect;
mod pools;

use std::collections::BTreeSet;

use answers::Bases;
use toml::de::DeTable;

use super::diagnostics::{Notes, Spot, shown};
use super::format::{EXAMPLE, EXAMPLES, Keys, MEMBERS, POOL, SURVIVOR};
use super::names::Register;
use super::scope::Scope;
use super::table::{Item, Table};
use super::{checks, noticed, syntax, values};
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::id;
use crate::rules::examples::{Example, Examples, Members, Survivor};
use crate::rules::form::Bounds;
use crate::rules::{Cites, Kind, ListId, Rules, RulesFile, Set};
use crate::values::number::{DecimalMark, Marks};

id! {
    /// An example or a pool.
    pub(super) ExampleId
}

/// Examples of one file; more are somebody's mistake.
const MOST: usize = 10_000;

/// What came of reading an examples file.
#[derive(Debug)]
pub struct LoadedExamples {
    /// None exactly when a finding is an error.
    pub examples: Option<Examples>,
    /// In the order of the file.
    pub findings: Vec<Finding>,
}

/// Reads the examples of `rules` from `text`; `file` is the name to record.
pub fn load_examples(rules: &Rules, file: &str, text: &str) -> LoadedExamples {
    if text.len() > super::LARGEST {
        let message = format!(
            "the examples file has {} bytes, and {} is the most",
            text.len(),
            super::LARGEST
        );
        return LoadedExamples {
            examples: None,
            findings: vec![Finding::new(Code::Syntax, Location::Rules(0..0), message)],
        };
    }
    let mended = syntax::mend(text);
    let (document, _) = DeTable::parse_recoverable(&mended.text);
    let notes = Notes::new(text);
    let examples = sections(rules, file, text, document.get_ref(), &notes);
    let examples = examples.filter(|_| mended.findings.is_empty() && !notes.any_error());
    LoadedExamples {
        examples,
        findings: noticed(&notes, mended.findings),
    }
}

fn sections<'d>(
    rules: &Rules,
    file: &str,
    text: &str,
    document: &'d DeTable<'d>,
    notes: &'d Notes<'d>,
) -> Option<Examples> {
    let root = Table::root(notes, document, &EXAMPLES);
    let bases = root
        .get("base")
        .map_or_else(Bases::default, |item| answers::bases(item, rules));
    let mut ids = Register::new("example or pool");
    let mut examples = Vec::new();
    for table in tables(&root, "examples", &EXAMPLE) {
        examples.push(example(&table, &bases, rules, &mut ids));
    }
    let mut pools = Vec::new();
    for table in tables(&root, "pools", &POOL) {
        pools.push(pools::pool(&table, &bases, rules, &mut ids));
    }
    let lists: Vec<_> = tables(&root, "lists", &MEMBERS)
        .iter()
        .map(|table| members(table, rules))
        .collect();
    let survivors: Vec<_> = tables(&root, "survivors", &SURVIVOR)
        .iter()
        .map(survivor)
        .collect();
    if examples.is_empty() && pools.is_empty() {
        let message = "there is neither an example nor a pool in the file";
        let finding = Finding::new(Code::NoExample, Location::Rules(0..0), message);
        notes.push(
            finding.help("begin with an `[[examples]]`: an id, a title, `given` and `expect`"),
        );
    }
    Some(Examples {
        file: RulesFile::new(file, text),
        examples: all(examples)?,
        pools: all(pools)?,
        lists: all(lists)?,
        survivors: all(survivors)?,
    })
}

fn all<T>(things: Vec<Option<T>>) -> Option<Vec<T>> {
    things.into_iter().collect()
}

fn tables<'d>(root: &Table<'d>, key: &'static str, keys: &'static Keys) -> Vec<Table<'d>> {
    let Some(item) = root.get(key) else {
        return Vec::new();
    };
    let tables = item.tables(keys);
    if tables.len() > MOST {
        item.spot
            .say_bad(format!("there are more than {MOST} `[[{key}]]`"));
        return Vec::new();
    }
    tables
}

fn example<'d>(
    table: &Table<'d>,
    bases: &Bases<'d>,
    rules: &Rules,
    ids: &mut Register<'d, ExampleId, ()>,
) -> Option<Example> {
    let (id, title, cites) = heading(table, rules, ids);
    let base = bases.of(table);
    let given = table.get("given").map(|item| answers::given(item, rules));
    let expect = table
        .need("expect")
        .and_then(|item| expect::expect(item, rules));
    let mut cells = base?;
    answers::put(&mut cells, given.unwrap_or_default());
    if !bases.room(&cells, table.spot) {
        return None;
    }
    Some(Example {
        id: id?.to_owned(),
        title: title?.to_owned(),
        cites,
        given: cells,
        expect: expect?,
        line: table.spot.line(),
    })
}

/// Id, title and citations of an example or a pool.
fn heading<'d>(
    table: &Table<'d>,
    rules: &Rules,
    ids: &mut Register<'d, ExampleId, ()>,
) -> (Option<&'d str>, Option<&'d str>, Cites) {
    let id = checks::id(table);
    if let Some((id, spot)) = id {
        ids.push(id, spot, Some(()));
    }
    let title = table.need("title").and_then(Item::text);
    let mut cites = Cites::new();
    for (cited, spot) in table.get("cites").and_then(Item::texts).unwrap_or_default() {
        let call = &rules.call;
        let clauses = call
            .clauses
            .iter()
            .chain(&call.background)
            .map(|clause| clause.id.as_str());
        let known = clauses.chain(call.decisions.iter().map(|decision| decision.id.as_str()));
        if find("clause or decision", cited, spot, known).is_some() {
            cites.push(cited.to_owned());
        }
    }
    (id.map(|(id, _)| id), title, cites)
}

/// The position of a name among those the rules have; an unknown one is noted.
fn find<'n>(
    what: &str,
    name: &str,
    spot: Spot<'_>,
    mut known: impl Iterator<Item = &'n str> + Clone,
) -> Option<usize> {
    let names = known.clone();
    let found = known.position(|known| known == name);
    if found.is_none() {
        let message = format!("the rules have no {what} `{}`", shown(name));
        spot.say_unknown(
            Code::UnknownName,
            message,
            name,
            names,
            "look it up in the rules file",
        );
    }
    found
}

fn members(table: &Table<'_>, rules: &Rules) -> Option<Members> {
    let list = table.need("list").and_then(|item| {
        find(
            "list",
            item.text()?,
            item.spot,
            rules.lists.iter().map(|list| list.id.as_str()),
        )
    });
    let no_bounds = Bounds {
        min: None,
        max: None,
        marks: Marks::Only(DecimalMark::Point),
    };
    let kind = match rules.lists.find(ListId(list?)).map(|list| &list.values) {
        Some(Set::Countries(_)) => Kind::Country,
        Some(Set::Numbers(_)) => Kind::Number(no_bounds),
        _ => Kind::Text,
    };
    let scope = Scope::new();
    // The outer none is a value that cannot be read, the inner one a key that is not there.
    let values = |key| {
        table.get(key).map_or(Some(None), |item: Item<'_>| {
            values::array(item, &kind, &scope).map(Some)
        })
    };
    let (exactly, has, lacks) = (values("exactly"), values("has"), values("lacks"));
    if table.present(&["exactly", "has", "lacks"]).is_empty() {
        table.spot.say_help(
            Code::NoExample,
            "nothing is expected of the list",
            "add `exactly`, `has` or `lacks` with the values",
        );
    }
    Some(Members {
        list: ListId(list?),
        exactly: exactly?,
        has: has?,
        lacks: lacks?,
        line: table.spot.line(),
    })
}

fn survivor(table: &Table<'_>) -> Option<Survivor> {
    let rule = table.need("rule").and_then(Item::text);
    let changes = table.need("changes").and_then(Item::texts);
    let because = table.need("because").and_then(Item::text);
    let changes: BTreeSet<String> = changes?
        .into_iter()
        .map(|(change, _)| change.to_owned())
        .collect();
    Some(Survivor {
        rule: rule?.to_owned(),
        changes: changes.into_iter().collect(),
        because: because?.to_owned(),
        span: table.spot.start..table.spot.end,
    })
}

/// Notes an expectation that states nothing; what is stated wrongly has been noted, and is not nothing.
fn nothing_expected(item: Item<'_>, nothing: bool) {
    let blank = item.value.as_table().is_some_and(DeTable::is_empty);
    if !blank && (!nothing || item.spot.notes.any_error()) {
        return;
    }
    item.spot.say_help(
        Code::NoExample,
        "nothing is expected, so this could never fail",
        "say what must come of it, such as `judgement = \"eligible\"`",
    );
}
