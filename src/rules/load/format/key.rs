//! What is said of a kind of table, of each of its keys, and of a type of fields.

/// One kind of table and the keys it may have.
#[derive(Debug)]
pub struct Keys {
    /// How the table is written: `[call]`, `[[groups]]`, `{ test }`.
    pub table: &'static str,
    /// Its name among the definitions of the JSON Schema, and what the schema says of it; nothing
    /// where it is in no schema.
    pub definition: &'static str,
    pub about: &'static str,
    pub keys: &'static [&'static str],
    /// The same keys with what is said of them.
    pub each: &'static [Key],
}

#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    /// Whether every table of its kind has it.
    pub needed: bool,
    /// Which tables need it, where not all do.
    pub needed_in: &'static str,
    pub value: Value,
    pub(super) says: &'static str,
}

impl Key {
    /// What it means, in Markdown that stands alone: no capital at its beginning, no stop at its end.
    /// Brackets around a link hold that link alone, and are for the reference only.
    pub fn meaning(&self) -> String {
        match (self.says, self.value) {
            ("", Value::Id) => {
                "an id: `a-z`, `0-9` and single hyphens, 40 characters at most".to_owned()
            }
            ("", Value::Cites) => {
                "what this rests on: ids of clauses of the call or of decisions".to_owned()
            }
            (says, Value::Words(words)) => says.replace("{words}", &alternatives(words)),
            (says, _) => says.to_owned(),
        }
    }
}

/// In backticks, the last after an `or`.
fn alternatives(words: &[&str]) -> String {
    let Some((last, others)) = words.split_last() else {
        return String::new();
    };
    let ticked: Vec<String> = others.iter().map(|word| format!("`{word}`")).collect();
    format!("{} or `{last}`", ticked.join(", "))
}

/// What a key takes, as far as that can be said of the value alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Something besides white space.
    Text,
    Id,
    /// Ids of clauses and decisions.
    Cites,
    /// One of these.
    Words(&'static [&'static str]),
    /// A type of fields.
    Type,
    /// One character.
    Separator,
    Flag,
    /// `true`, since leaving the key out says the rest.
    True,
    /// `1`.
    One,
    /// From, to.
    Whole(u32, u32),
    Number,
    /// What is added up: points, differences.
    Amount,
    Weight,
    /// A number of people, or a share as a text.
    People,
    Century,
    Day,
    /// A day too.
    Moment,
    /// A number or a day.
    End,
    /// A number or a level's name.
    Bound,
    /// A text, a number, `true` or `false`.
    Plain,
    /// Several of these, or the name of a list.
    Within,
    /// By the mark that they are written with.
    Orders,
    /// Several for each assessor.
    Assessors,
    /// What only the loader checks.
    Anything,
    /// A table, by its name in the schema.
    Table(&'static str),
    /// A table whose keys are the author's own.
    Named(&'static Self),
    /// An array, which may be empty.
    Any(&'static Self),
    /// An array with something in it.
    Several(&'static Self),
}

/// One type of fields.
#[derive(Debug)]
pub struct FieldType {
    pub name: &'static str,
    /// What an answer is, in Markdown.
    pub about: &'static str,
    /// The keys it takes beside those of every type.
    pub keys: &'static [&'static str],
    /// What a test can ask of it.
    pub asked: &'static [&'static str],
    /// How its answers can earn points.
    pub earns: &'static [&'static str],
}

/// A row says whether all tables of its kind need the key, the key, which need it where not all do,
/// what it takes (nothing where only the loader checks that), and what it means.
macro_rules! tables {
    (@ needs) => { true };
    (@ takes) => { false };
    (@ $value:expr) => { $value };
    (@) => { Value::Anything };
    ($all:ident: $($constant:ident $table:literal $($name:ident $about:literal)? {
        $($needed:ident $key:literal $(($needed_in:literal))? $(: $value:expr)?, $says:literal;)*
    })*) => {
        $(pub(in crate::rules) const $constant: Keys = Keys {
            table: $table,
            definition: concat!($(stringify!($name))?),
            about: concat!($($about)?),
            keys: &[$($key),*],
            each: &[$(Key {
                name: $key,
                needed: tables!(@ $needed),
                needed_in: concat!($($needed_in)?),
                value: tables!(@ $($value)?),
                says: $says,
            }),*],
        };)*

        /// Every kind of table in the file; the whole file is the first.
        pub const $all: &[&Keys] = &[$(&$constant),*];
    };
}

macro_rules! types {
    ($($constant:ident $name:literal takes $keys:tt asked $asked:tt earns $earns:tt $about:literal;)*) => {
        $(pub(in crate::rules) const $constant: FieldType = FieldType {
            name: $name,
            about: $about,
            keys: &$keys,
            asked: &$asked,
            earns: &$earns,
        };)*

        /// Every type that a field can have.
        pub const TYPES: &[&FieldType] = &[$(&$constant),*];
    };
}

pub(super) use {tables, types};
