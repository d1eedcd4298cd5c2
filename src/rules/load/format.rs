//! The format of rules: every kind of table, and the keys it may have. The loader, the hints, the reference in `rules/README.md` and
//! the JSON Schema go by it.

/// The keys one kind of table may have.
#[derive(Debug)]
pub struct Keys {
    /// How the table is written: `[call]`, `[[groups]]`, `{ test }`.
    pub table: &'static str,
    pub keys: &'static [&'static str],
}

pub(in crate::rules) const ROOT: Keys = Keys {
    table: "the rules file",
    keys: &[
        "format",
        "programme",
        "export",
        "sources",
        "call",
        "decisions",
        "places",
        "groups",
        "lists",
        "scales",
        "fields",
        "levels",
        "eligibility",
        "scoring",
        "ranking",
        "duplicates",
        "standing_answers",
    ],
};
pub(in crate::rules) const PROGRAMME: Keys = Keys {
    table: "[programme]",
    keys: &["id", "title", "organiser", "place", "first_day", "last_day"],
};
pub(in crate::rules) const EXPORT: Keys = Keys {
    table: "[export]",
    keys: &["tool", "header_row", "sheet", "delimiter", "encoding"],
};
pub(in crate::rules) const SOURCE: Keys = Keys {
    table: "[[sources]]",
    keys: &[
        "id",
        "files",
        "order",
        "orders",
        "decimal",
        "time_zone",
        "tool",
        "header_row",
        "sheet",
        "delimiter",
        "encoding",
    ],
};
pub(in crate::rules) const CALL: Keys = Keys {
    table: "[call]",
    keys: &[
        "deadline",
        "time_zone",
        "submitted",
        "cites",
        "clauses",
        "background",
    ],
};
pub(in crate::rules) const DECISION: Keys = Keys {
    table: "[decisions.ID]",
    keys: &["text", "by", "on"],
};
pub(in crate::rules) const PLACES: Keys = Keys {
    table: "[places]",
    keys: &[
        "cap",
        "group_size",
        "deal",
        "open",
        "unfilled",
        "several",
        "preference",
        "reserve",
        "cites",
    ],
};
pub(in crate::rules) const GROUP: Keys = Keys {
    table: "[[groups]]",
    keys: &["id", "title", "cites", "test", "size"],
};
pub(in crate::rules) const LIST: Keys = Keys {
    table: "[lists.NAME]",
    keys: &["title", "type", "values", "file", "column", "rows"],
};
pub(in crate::rules) const SCALE_LEVEL: Keys = Keys {
    table: "[[scales.NAME]]",
    keys: &["level", "spellings"],
};
pub(in crate::rules) const FIELD: Keys = Keys {
    table: "[fields.NAME]",
    keys: &[
        "type",
        "headings",
        "made_of",
        "personal",
        "roster",
        "use",
        "fixed",
        "cites", // every type
        "no_answer",
        "codes",
        "options",
        "other_answers",
        "others",
        "separator",
        "scale",
        "yes",
        "no",
        "min",
        "max",
        "decimal",
        "order",
        "orders",
        "century",
        "time_zone",
        "zones",
        "readers",
        "combine",
        "third",
        "third_above",
    ],
};
pub(in crate::rules) const DUPLICATES: Keys = Keys {
    table: "[[duplicates]]",
    keys: &["id", "same", "alike", "names", "stands", "cites"],
};
pub(in crate::rules) const STANDING_ANSWER: Keys = Keys {
    table: "[[standing_answers]]",
    keys: &["name", "counts_as", "counts_in", "footnote", "cites"],
};
pub(in crate::rules) const TEST: Keys = Keys {
    table: "{ test }",
    keys: &[
        "any", "all", "not", "field", "level", "is", "in", "at_least", "at_most", "before", "by",
        "given",
    ],
};
pub(in crate::rules) const CRITERION: Keys = Keys {
    table: "[[eligibility]]",
    keys: &["id", "title", "cites", "test"],
};
pub(in crate::rules) const LEVEL: Keys = Keys {
    table: "[[levels]]",
    keys: &["id", "title", "cites", "scale", "table", "points", "bands"],
};
pub(in crate::rules) const LEVEL_ROW: Keys = Keys {
    table: "{ row of a levels table }",
    keys: &["test", "level"],
};
pub(in crate::rules) const TERM: Keys = Keys {
    table: "{ points of a level }",
    keys: &[
        "field",
        "level",
        "points",
        "otherwise",
        "bands",
        "linear",
        "rating",
        "blank",
    ],
};
pub(in crate::rules) const LEVEL_BAND: Keys = Keys {
    table: "{ band of a level }",
    keys: &["from", "below", "level"],
};
pub(in crate::rules) const MEASURE: Keys = Keys {
    table: "[[scoring]]",
    keys: &[
        "id",
        "title",
        "cites",
        "weight",
        "field",
        "level",
        "points",
        "otherwise",
        "bands",
        "linear",
        "rating",
        "blank",
    ],
};
pub(in crate::rules) const BAND: Keys = Keys {
    table: "{ band of points }",
    keys: &["from", "below", "points"],
};
pub(in crate::rules) const LINEAR: Keys = Keys {
    table: "{ linear }",
    keys: &["from", "to", "points_from", "points_to"],
};
pub(in crate::rules) const RANKING: Keys = Keys {
    table: "[ranking]",
    keys: &["decimals", "rounding", "tie_breaks", "cites"],
};
pub(in crate::rules) const TIE_BREAK: Keys = Keys {
    table: "{ tie-break }",
    keys: &[
        "highest",
        "lowest",
        "of",
        "highest_part",
        "lowest_part",
        "earliest",
        "lot",
    ],
};

/// Every kind of table with every key it may have; the reference in `rules/README.md` is held against it.
pub const TABLES: &[&Keys] = &[
    &ROOT,
    &PROGRAMME,
    &EXPORT,
    &SOURCE,
    &CALL,
    &DECISION,
    &PLACES,
    &GROUP,
    &LIST,
    &SCALE_LEVEL,
    &FIELD,
    &DUPLICATES,
    &STANDING_ANSWER,
    &TEST,
    &CRITERION,
    &LEVEL,
    &LEVEL_ROW,
    &TERM,
    &LEVEL_BAND,
    &MEASURE,
    &BAND,
    &LINEAR,
    &RANKING,
    &TIE_BREAK,
];

/// The tables that there may be several of, each under a header in two brackets.
pub(in crate::rules) const REPEATED: &[&str] = &[
    "sources",
    "groups",
    "levels",
    "eligibility",
    "scoring",
    "duplicates",
    "standing_answers",
];
