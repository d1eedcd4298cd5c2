//! The rules format as types, only to make its JSON Schema of them: what an editor shows while somebody types.
//!
//! The loader goes by its own lists of keys; tests/schema.rs holds the two together. The words here are for rule authors.

#![allow(
    dead_code,
    reason = "nothing is ever read into these types: they are there for their names and words"
)]

use std::borrow::Cow;
use std::collections::BTreeMap;

use intake::rules::load::TYPES;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

/// The schema, as it stands in rules/intake-rules.schema.json.
pub(crate) fn schema() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| {
        settings.meta_schema = Some("http://json-schema.org/draft-07/schema#".into());
    });
    let mut schema = settings.into_generator().into_root_schema_for::<Rules>();
    schema.insert("title".to_owned(), json!("Intake rules"));
    let mut schema = schema.to_value();
    without_null(&mut schema);
    schema
}

/// Takes out `null`, which TOML does not have: a key that need not be there is left out.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(without_null),
        Value::Object(object) => {
            if let Some(types) = object.get_mut("type")
                && let Some(words) = types.as_array_mut()
            {
                words.retain(|word| word != "null");
                if let [word] = words.as_slice() {
                    *types = word.clone();
                }
            }
            if let Some(Value::Array(words)) = object.get_mut("enum") {
                words.retain(|word| !word.is_null());
            }
            if let Some(Value::Array(ways)) = object.get_mut("anyOf") {
                ways.retain(|way| way != &json!({ "type": "null" }));
                if let [way] = ways.as_slice() {
                    let way = way.clone();
                    object.remove("anyOf");
                    // Beside a reference nothing else is read by this draft.
                    let key = if way.get("$ref").is_some() {
                        "allOf"
                    } else {
                        "anyOf"
                    };
                    object.insert(key.to_owned(), json!([way]));
                }
            }
            object.values_mut().for_each(without_null);
        }
        _ => {}
    }
}

/// What one call asked for: who may apply, what counts, how equal scores are told apart, how seats are dealt.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Rules {
    /// The version of this format: `1`.
    format: One,
    /// The training.
    programme: Programme,
    /// The form tool's files, where it should not be found out how to read them.
    export: Option<Export>,
    /// The forms in one pile, where there are several: one table a form.
    sources: Option<Vec<Source>>,
    /// The call: its deadline and, in clauses, what it says.
    call: Call,
    /// What the call leaves open and how it was settled, one table a decision.
    decisions: Option<BTreeMap<String, Decision>>,
    /// How many may come and how seats are dealt.
    places: Places,
    /// The groups, in order.
    #[schemars(length(min = 1))]
    groups: Vec<Group>,
    /// Named sets of values.
    lists: Option<BTreeMap<String, List>>,
    /// Ordered levels, worst first: one array of tables a scale.
    scales: Option<BTreeMap<String, Vec<ScaleLevel>>>,
    /// The form: one table for each column that matters.
    fields: BTreeMap<String, Field>,
    /// Places on a scale that are derived from several answers; other rules read them like fields.
    levels: Option<Vec<Level>>,
    /// The criteria. The deadline is always one more.
    eligibility: Option<Vec<Criterion>>,
    /// What earns points.
    scoring: Option<Vec<Measure>>,
    /// Rounding and tie-breaks.
    ranking: Ranking,
    /// Which applications are one person's, and which of them stands.
    duplicates: Option<Vec<Duplicates>>,
    /// What places that Intake always asks about count as in this call.
    standing_answers: Option<Vec<StandingAnswer>>,
}

/// The training.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Programme {
    id: Id,
    /// What is printed on every roster.
    title: Text,
    /// Who holds it.
    organiser: Option<Text>,
    /// Where.
    place: Option<Text>,
    /// The first day, such as `2019-05-27`, without quotes.
    first_day: Option<Day>,
    /// The last day, not before the first.
    last_day: Option<Day>,
}

/// The form tool's files, where it should not be found out how to read them. What is typed with a command goes before it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Export {
    /// The form tool they come from; `plain` for a table with one row of headings.
    tool: Option<Tool>,
    /// The row the headings begin in, counted from 1 as a spreadsheet or text editor shows it.
    header_row: Option<HeaderRow>,
    /// The sheet of a workbook.
    sheet: Option<Text>,
    /// What separates the cells of a CSV file.
    delimiter: Option<Delimiter>,
    /// The encoding of CSV files that are not UTF-8, such as `windows-1251`.
    encoding: Option<Text>,
}

/// One of several forms in a pile: its files, what its ids begin with, and what it writes in its own way.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Source {
    /// What ids begin with, before a hyphen: row `17` of the source `en` is `en-17`.
    id: Id,
    /// The names its files have; `*` stands for any characters or none.
    files: Texts,
    /// How day, month and year follow each other in all its text dates.
    order: Option<Order>,
    /// The orders of its dates that are written with one mark, `/`, `.` or `-`, where they have one of their own.
    orders: Option<Orders>,
    /// What begins the decimals of all its numbers.
    decimal: Option<DecimalMark>,
    /// For all its moments without an offset.
    time_zone: Option<Text>,
    /// The form tool its files come from.
    tool: Option<Tool>,
    /// The row the headings begin in, counted from 1 as a spreadsheet or text editor shows it.
    header_row: Option<HeaderRow>,
    /// The sheet of a workbook.
    sheet: Option<Text>,
    /// What separates the cells of a CSV file.
    delimiter: Option<Delimiter>,
    /// The encoding of CSV files that are not UTF-8, such as `windows-1251`.
    encoding: Option<Text>,
}

/// The call.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Call {
    /// The last moment that is in time: `2019-03-29T23:59:59`. A day means its last second.
    deadline: Moment,
    /// An IANA name such as `Europe/Warsaw`; holds for every moment without an offset.
    time_zone: Text,
    /// The field of type `timestamp` that says when an application came in.
    submitted: Text,
    cites: Cites,
    /// Each sentence of the call in your own words. Each must be cited by a rule.
    clauses: BTreeMap<String, Text>,
    /// Sentences of the call that no rule can judge.
    background: Option<BTreeMap<String, Text>>,
}

/// What the call leaves open: how it was settled, by whom, when. Rules cite decisions like clauses.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Decision {
    /// The decision.
    text: Text,
    /// Who took it.
    by: Text,
    /// The day.
    on: Day,
}

/// How many may come, and how seats are dealt.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Places {
    /// Seats in all, open places included.
    cap: Seats,
    /// Seats of each group without a `size` of its own.
    group_size: Option<Seats>,
    /// When the groups together have more seats than the cap: the ranking over all decides, or groups take seats in turn.
    deal: Option<Deal>,
    /// Seats beyond the groups' sizes: they stay empty, or go to the best-ranked without a seat.
    open: Option<Open>,
    /// Seats that a group cannot fill.
    unfilled: Option<Unfilled>,
    /// Which group somebody joins who fits several.
    several: Option<Several>,
    /// The field of type `choices` whose order is the applicant's preference; each group's id is one of its options.
    preference: Option<Text>,
    /// Reserves kept for each group.
    reserve: Option<Count>,
    cites: Cites,
}

/// One group.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Group {
    /// An id, which names the group's roster; not `open`.
    id: Id,
    title: Text,
    cites: Cites,
    /// Who may sit here; without it, every eligible applicant.
    test: Option<Test>,
    /// Seats, when not `group_size`.
    size: Option<Seats>,
}

/// A named set of values: `values` written out, or a `file` with its `column` and `rows`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct List {
    /// What the list is, to be said in a sentence: `the 57 OSCE participating States`.
    title: Option<Text>,
    /// What the values are.
    #[schemars(rename = "type")]
    kind: ListType,
    /// The values written out.
    values: Option<Vec<Plain>>,
    /// A CSV in the folder of the rules or below.
    file: Option<Text>,
    /// The heading of the column to take.
    column: Option<Text>,
    /// The number of rows the file must have, so that a list cut short is noticed.
    rows: Option<Seats>,
}

/// One level of a scale.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ScaleLevel {
    /// The level's name, which rules use.
    level: Text,
    /// What else answers may call it; a spelling belongs to one level only.
    spellings: Option<Texts>,
}

/// One field: the column it is read from and what its answers may be.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, transform = by_type)]
struct Field {
    /// What an answer is. Exactly one field has the type `id`.
    #[schemars(rename = "type")]
    kind: FieldType,
    /// The headings the column may have; compared without case and punctuation.
    headings: Option<Texts>,
    /// In place of `headings`, where the export has no id: the fields of which one is made, such as moment and e-mail address.
    made_of: Option<Texts>,
    /// `true`: shown in rosters and workbook only.
    personal: Option<bool>,
    /// `true`: shown as a column of the rosters.
    roster: Option<bool>,
    /// `true`: what an applicant cannot change, so that no what-if suggests it.
    fixed: Option<bool>,
    /// Which rules may read the field.
    #[schemars(rename = "use")]
    protection: Option<Use>,
    /// What a protection rests on: ids of clauses or decisions.
    cites: Option<Texts>,
    /// The options: `id = ["spelling", …]`; the id is a spelling too.
    options: Option<BTreeMap<String, Vec<Text>>>,
    /// `true`: an answer beside the options is an answer, and none of them; otherwise it is unreadable.
    other_answers: Option<bool>,
    /// With `other_answers`: answers that somebody has looked at and that are none of the options.
    others: Option<Texts>,
    /// What stands between several choices; default `;`.
    separator: Option<Separator>,
    /// The name of a scale.
    scale: Option<Text>,
    /// Further words for no answer.
    no_answer: Option<Texts>,
    /// `true`: the column of countries holds codes of ISO 3166-1.
    codes: Option<bool>,
    /// Short names of time zones, and the offset each stands for.
    zones: Option<BTreeMap<String, Text>>,
    /// Further words for yes.
    yes: Option<Texts>,
    /// Further words for no.
    no: Option<Texts>,
    /// The least value; of dates the earliest day.
    min: Option<End>,
    /// The greatest value; of dates the latest day.
    max: Option<End>,
    /// What begins the decimals; without it, a point that can be nothing else, and the rest is asked about once a column.
    decimal: Option<DecimalMark>,
    /// How day, month and year follow each other in text dates; without it, dates that need it are asked about once a column.
    order: Option<Order>,
    /// The orders of dates written with one mark, `/`, `.` or `-`, where they have one of their own.
    orders: Option<Orders>,
    /// What years of two digits begin with; without it, they are asked about once a column.
    century: Option<Century>,
    /// For moments without an offset; default the call's.
    time_zone: Option<Text>,
    /// In place of `headings`: one array of headings for each assessor.
    readers: Option<Readers>,
    /// How several ratings become one: every assessor who was asked must have rated.
    combine: Option<Combine>,
    /// Headings of a third assessor's column, for two that are far apart.
    third: Option<Texts>,
    /// The difference above which the third is asked.
    third_above: Option<Amount>,
}

/// Fields of one type take the keys of every type and its own.
fn by_type(schema: &mut Schema) {
    let own: Vec<&str> = TYPES
        .iter()
        .flat_map(|(_, keys)| keys.iter().copied())
        .collect();
    let of_all = |schema: &Schema| -> Vec<String> {
        let properties = schema.get("properties").and_then(Value::as_object);
        properties
            .into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .filter(|key| !own.contains(&key.as_str()))
            .collect()
    };
    let common = of_all(schema);
    let rules: Vec<Value> = TYPES
        .iter()
        .map(|(word, keys)| {
            let allowed: Vec<&str> = common
                .iter()
                .map(String::as_str)
                .chain(keys.iter().copied())
                .collect();
            json!({
                "if": { "properties": { "type": { "const": word } }, "required": ["type"] },
                "then": { "propertyNames": { "enum": allowed } },
            })
        })
        .collect();
    schema.insert("allOf".to_owned(), Value::Array(rules));
}

/// Applications that share all of some fields are one person's.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Duplicates {
    id: Id,
    /// The fields that two applications of one person share, all of them.
    same: Texts,
    /// What becomes of applications in which these are nearly the same.
    alike: Option<Alike>,
    /// The fields that together hold the applicant's name; where names contradict each other, a person is asked. Found by their
    /// headings where left out; with `[]` names are not looked at.
    names: Option<Vec<Text>>,
    /// Which stands, of those in time; with `ask` a person says, with `all` what they share is only pointed out.
    stands: Stands,
    cites: Cites,
}

/// What a place that Intake always asks about counts as: a country, or itself in some lists.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct StandingAnswer {
    /// The place, in any spelling that Intake asks about.
    name: Text,
    /// The code of the country it counts as, wherever a rule asks.
    counts_as: Option<Text>,
    /// The lists of countries it counts in, as itself; none for `[]`.
    counts_in: Option<Vec<Text>>,
    /// What is printed where a roster shows the place.
    footnote: Option<Text>,
    cites: Cites,
}

/// A question about one field or level, or several put together by `any`, `all` or `not`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Test {
    /// Met when one of these is met.
    #[schemars(length(min = 1))]
    any: Option<Vec<Test>>,
    /// Met when all of these are met.
    #[schemars(length(min = 1))]
    all: Option<Vec<Test>>,
    /// One test, turned round; unclear stays unclear.
    not: Option<Box<Test>>,
    /// The field asked about.
    field: Option<Text>,
    /// The derived level asked about, in place of a field.
    level: Option<Text>,
    /// One value: an option's id, a level's name, `true` or `false`, a number, a country code, a text.
    is: Option<Plain>,
    /// An array of values, or the name of a list.
    #[schemars(rename = "in")]
    within: Option<Within>,
    /// A number or a level; itself included.
    at_least: Option<Bound>,
    /// A number or a level; itself included.
    at_most: Option<Bound>,
    /// A day or moment, itself excluded.
    before: Option<Moment>,
    /// A day or moment, itself included; a day ends with its last second.
    by: Option<Moment>,
    /// `true`: the field is answered. The only question that a blank answers with no.
    given: Option<True>,
}

/// A criterion: whoever does not meet it is not eligible.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Criterion {
    /// An id; `deadline` is taken.
    id: Id,
    /// The criterion in a few words.
    title: Text,
    cites: Cites,
    test: Test,
}

/// A place on a scale derived from other answers: by a `table`, or by `points` and `bands`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Level {
    id: Id,
    title: Option<Text>,
    cites: Cites,
    /// The scale it is a place on.
    scale: Text,
    /// Rows read from the top; the first whose test is met decides.
    #[schemars(length(min = 1))]
    table: Option<Vec<LevelRow>>,
    /// Answers whose points are added up.
    #[schemars(length(min = 1))]
    points: Option<Vec<Term>>,
    /// Bands over the sum, without gap or overlap.
    #[schemars(length(min = 1))]
    bands: Option<Vec<LevelBand>>,
}

/// A row of a level's table.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LevelRow {
    /// When the row holds; the last row has none and catches the rest.
    test: Option<Test>,
    /// A level of the scale.
    level: Text,
}

/// What one answer adds to the sum of a level.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Term {
    /// The field.
    field: Option<Text>,
    /// A level above, in place of a field.
    level: Option<Text>,
    /// Points a value: options by id, levels by name, countries by code, `yes` and `no`.
    points: Option<BTreeMap<String, Amount>>,
    /// What all other values add.
    otherwise: Option<Amount>,
    /// Points by band.
    #[schemars(length(min = 1))]
    bands: Option<Vec<Band>>,
    /// Points on a straight line.
    linear: Option<Linear>,
    /// `true`: the number itself; the field needs `min` and `max`.
    rating: Option<True>,
    /// What a blank adds. Without it a blank leaves the level open.
    blank: Option<Amount>,
}

/// A band of sums and the level it gives.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LevelBand {
    /// The least sum of the band, included; without it, no limit.
    from: Option<Number>,
    /// Where it ends, excluded; without it, no limit.
    below: Option<Number>,
    /// A level of the scale.
    level: Text,
}

/// What an answer is worth: points times weight is a part, the parts add up to the score.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Measure {
    /// An id, which names the part's column.
    id: Id,
    title: Text,
    cites: Cites,
    /// What the points count for; above 0.
    weight: Weight,
    /// The field.
    field: Option<Text>,
    /// The derived level, in place of a field.
    level: Option<Text>,
    /// Points a value: options by id, levels by name, countries by code, `yes` and `no`. Every value must be there, or `otherwise`.
    points: Option<BTreeMap<String, Amount>>,
    /// What all other values earn.
    otherwise: Option<Amount>,
    /// Points by band, over every value the field can have.
    #[schemars(length(min = 1))]
    bands: Option<Vec<Band>>,
    /// Points on a straight line.
    linear: Option<Linear>,
    /// `true`: the number itself; the field needs `min` and `max`.
    rating: Option<True>,
    /// What a blank earns. Without it a blank leaves the score open, and a person is asked.
    blank: Option<Amount>,
}

/// A band of numbers and the points it earns.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Band {
    /// The least number of the band, included; without it, no limit.
    from: Option<Number>,
    /// Where it ends, excluded; without it, no limit.
    below: Option<Number>,
    points: Amount,
}

/// A straight line between two numbers; what lies outside earns what the nearer end earns.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Linear {
    /// Where the line begins.
    from: Number,
    /// Where it ends; above `from`.
    to: Number,
    /// The points at its beginning.
    points_from: Amount,
    /// The points at its end.
    points_to: Amount,
}

/// How scores are rounded and how equal scores are told apart.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Ranking {
    /// How many decimals points keep; default 4.
    decimals: Option<Decimals>,
    /// Where a half goes.
    rounding: Option<Rounding>,
    /// Who goes first among equal scores, in order; the last is a lot.
    #[schemars(length(min = 1))]
    tie_breaks: Vec<TieBreak>,
    cites: Cites,
}

/// One way to tell equal scores apart: exactly one of the keys, and `of` beside `highest` or `lowest`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TieBreak {
    /// The highest answer of this field goes first; with `of = "level"`, of this level.
    highest: Option<Text>,
    /// The lowest answer of this field goes first; with `of = "level"`, of this level.
    lowest: Option<Text>,
    /// Whether `highest` or `lowest` names a field (default) or a level.
    of: Option<Of>,
    /// The highest part by this scoring rule goes first.
    highest_part: Option<Text>,
    /// The lowest part by this scoring rule goes first.
    lowest_part: Option<Text>,
    /// The earliest answer of this field of type `date` or `timestamp` goes first.
    earliest: Option<Text>,
    /// The published seed of the lot.
    lot: Option<Text>,
}

/// Closed words: an enum in the schema, in the order in which they are offered.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident $($word:literal)+;)*) => {$(
        $(#[$doc])*
        struct $name;
        impl JsonSchema for $name {
            fn inline_schema() -> bool { true }
            fn schema_name() -> Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut SchemaGenerator) -> Schema { json_schema!({ "type": "string", "enum": [$($word),+] }) }
        }
    )*};
}

words! {
    Tool "surveymonkey" "qualtrics" "eusurvey" "limesurvey" "kobo" "typeform" "microsoft-forms" "google-forms" "jotform" "plain";
    Delimiter "comma" "semicolon" "tab" "pipe";
    Deal "by-rank" "in-turn";
    Open "none" "best-ranked";
    Unfilled "stay-empty" "become-open";
    Several "first-preference" "best-place";
    ListType "country" "text" "number";
    FieldType "text" "id" "email" "country" "choice" "choices" "scale" "yes-no" "number" "rating" "date" "timestamp";
    Use "any" "balance-only" "never";
    DecimalMark "point" "comma" "either";
    Order "year-month-day" "day-month-year" "month-day-year";
    Combine "mean";
    Stands "latest" "earliest" "ask" "all";
    Alike "ask" "apart";
    Rounding "half-up" "half-even";
    Of "field" "level";
}

/// Plain values with what they may be.
macro_rules! values {
    ($($name:ident $schema:tt;)*) => {$(
        struct $name;
        impl JsonSchema for $name {
            fn inline_schema() -> bool { true }
            fn schema_name() -> Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut SchemaGenerator) -> Schema { json_schema!($schema) }
        }
    )*};
}

/// Lower-case letters, digits and single hyphens, as a pattern.
pub(crate) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A day and a time without an offset, as a pattern: JSON Schema has no format for it.
pub(crate) const LOCAL: &str = "^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2})?$";
/// Something besides white space, as a pattern.
pub(crate) const NOT_BLANK: &str = "\\S";

values! {
    One { "const": 1 };
    True { "const": true };
    Id { "type": "string", "pattern": ID, "maxLength": 40, "description": "An id: a-z, 0-9 and single hyphens, 40 characters at most." };
    Text { "type": "string", "pattern": NOT_BLANK };
    Texts { "type": "array", "items": { "type": "string", "pattern": NOT_BLANK }, "minItems": 1 };
    Cites { "type": "array", "items": { "type": "string", "pattern": NOT_BLANK }, "minItems": 1, "description": "What this rests on: ids of clauses of the call or of decisions." };
    Readers { "type": "array", "items": { "type": "array", "items": { "type": "string", "pattern": NOT_BLANK }, "minItems": 1 }, "minItems": 1, "maxItems": 20 };
    Separator { "type": "string", "minLength": 1, "maxLength": 1 };
    Day { "type": "string", "format": "date" };
    Moment { "anyOf": [{ "type": "string", "format": "date" }, { "type": "string", "format": "date-time" }, { "type": "string", "pattern": LOCAL }] };
    Seats { "type": "integer", "minimum": 1, "maximum": 1_000_000 };
    HeaderRow { "type": "integer", "minimum": 1, "maximum": 1_048_576 };
    Count { "type": "integer", "minimum": 0, "maximum": 1_000_000 };
    Orders { "type": "object", "propertyNames": { "enum": ["/", ".", "-"] }, "additionalProperties": { "enum": ["year-month-day", "day-month-year", "month-day-year"] } };
    End { "anyOf": [{ "type": "number" }, { "type": "string", "format": "date" }] };
    Century { "type": "integer", "enum": [19, 20] };
    Decimals { "type": "integer", "minimum": 0, "maximum": 6 };
    Number { "type": "number" };
    Amount { "type": "number", "minimum": 0, "maximum": 1_000_000 };
    Weight { "type": "number", "exclusiveMinimum": 0, "maximum": 1_000_000 };
    Plain { "type": ["string", "number", "boolean"] };
    Bound { "type": ["string", "number"] };
    Within { "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": ["string", "number", "boolean"] }, "minItems": 1 }] };
}
