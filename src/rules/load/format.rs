//! The format of rules: every kind of table, the keys it may have, and what each takes and means.
//! The loader, the hints, the reference in `rules/README.md` and the JSON Schema go by it.

use crate::rules::export::TOOLS;

/// The keys one kind of table may have.
#[derive(Debug)]
pub struct Keys {
    /// How the table is written: `[call]`, `[[groups]]`, `{ test }`.
    pub table: &'static str,
    pub keys: &'static [&'static str],
}

/// One kind of table, explained to whoever writes rules.
#[derive(Debug)]
pub struct Explained {
    pub keys: &'static Keys,
    /// Its name in the JSON Schema.
    pub name: &'static str,
    pub about: &'static str,
    pub each: &'static [Key],
}

#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    /// Whether every table of its kind has it.
    pub needed: bool,
    pub value: Value,
    /// What it means; nothing where its name says so.
    pub about: &'static str,
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
    /// A table, by its name in the schema.
    Table(&'static str),
    /// A table whose keys are the author's own.
    Named(&'static Self),
    /// An array, which may be empty.
    Any(&'static Self),
    /// An array with something in it.
    Several(&'static Self),
}

use Value::{
    Amount, Any, Assessors, Bound, Century, Cites, Day, End, Flag, Id, Moment, Named, Number, One,
    Orders, Plain, Separator, Several, Table, Text, True, Type, Weight, Whole, Within, Words,
};

const SEATS: Value = Whole(1, 1_000_000);
const DELIMITERS: &[&str] = &["comma", "semicolon", "tab", "pipe"];
const DECIMALS: &[&str] = &["point", "comma", "either"];
/// The orders of day, month and year in a date.
pub const ORDERS: &[&str] = &["year-month-day", "day-month-year", "month-day-year"];

/// The tables that there may be several of, each under a header in two brackets.
pub(in crate::rules) fn is_repeated(key: &str) -> bool {
    let tables = |value: Value| matches!(value, Any(Table(_)) | Several(Table(_)));
    let mut root = FORMAT.iter().take(1).flat_map(|table| table.each);
    root.any(|one| one.name == key && tables(one.value))
}

/// Whether some table takes such a value under this key; true of keys that no table of the rules
/// has.
pub(in crate::rules) fn takes(key: &str, such: impl Fn(Value) -> bool) -> bool {
    let keys = FORMAT.iter().flat_map(|table| table.each);
    let mut named = keys.filter(|one| one.name == key).peekable();
    named.peek().is_none() || named.any(|one| such(one.value))
}

macro_rules! tables {
    (@ needs) => { true };
    (@ takes) => { false };
    ($($constant:ident $table:literal $name:ident $about:literal { $($needed:ident $key:literal: $value:expr, $says:literal;)* })*) => {
        $(pub(in crate::rules) const $constant: Keys = Keys { table: $table, keys: &[$($key),*] };)*

        /// Every kind of table with every key it may have.
        pub const TABLES: &[&Keys] = &[$(&$constant),*];

        /// The same with what each takes and means; the whole file is the first.
        pub const FORMAT: &[Explained] = &[$(Explained {
            keys: &$constant,
            name: stringify!($name),
            about: $about,
            each: &[$(Key { name: $key, needed: tables!(@ $needed), value: $value, about: $says }),*],
        }),*];
    };
}

tables! {
    ROOT "the rules file" Rules "What one call asked for: who may apply, what counts, how equal scores are told apart, how seats are dealt." {
        needs "format": One, "The version of this format: `1`.";
        needs "programme": Table("Programme"), "The training.";
        takes "export": Table("Export"), "The form tool's files, where it should not be found out how to read them.";
        takes "sources": Any(&Table("Source")), "The forms in one pile, where there are several: one table a form.";
        needs "call": Table("Call"), "The call: its deadline and, in clauses, what it says.";
        takes "decisions": Named(&Table("Decision")), "What the call leaves open and how it was settled, one table a decision.";
        needs "places": Table("Places"), "How many may come and how seats are dealt.";
        needs "groups": Several(&Table("Group")), "The groups, in order.";
        takes "lists": Named(&Table("List")), "Named sets of values.";
        takes "scales": Named(&Any(&Table("ScaleLevel"))), "Ordered levels, worst first: one array of tables a scale.";
        needs "fields": Named(&Table("Field")), "The form: one table for each column that matters.";
        takes "levels": Any(&Table("Level")), "Places on a scale that are derived from several answers; other rules read them like fields.";
        takes "eligibility": Any(&Table("Criterion")), "The criteria. The deadline is always one more.";
        takes "scoring": Any(&Table("Measure")), "What earns points.";
        needs "ranking": Table("Ranking"), "Rounding and tie-breaks.";
        takes "duplicates": Any(&Table("Duplicates")), "Which applications are one person's, and which of them stands.";
        takes "standing_answers": Any(&Table("StandingAnswer")), "What places that Intake always asks about count as in this call.";
    }
    PROGRAMME "[programme]" Programme "The training." {
        needs "id": Id, "";
        needs "title": Text, "What is printed on every roster.";
        takes "organiser": Text, "Who holds it.";
        takes "place": Text, "Where.";
        takes "first_day": Day, "The first day, such as `2019-05-27`, without quotes.";
        takes "last_day": Day, "The last day, not before the first.";
    }
    EXPORT "[export]" Export "The form tool's files, where it should not be found out how to read them. What is typed with a command goes before it." {
        takes "tool": Words(&TOOLS), "The form tool they come from; `plain` for a table with one row of headings.";
        takes "header_row": Whole(1, 1_048_576), "The row the headings begin in, counted from 1 as a spreadsheet or text editor shows it.";
        takes "sheet": Text, "The sheet of a workbook.";
        takes "delimiter": Words(DELIMITERS), "What separates the cells of a CSV file.";
        takes "encoding": Text, "The encoding of CSV files that are not UTF-8, such as `windows-1251`.";
    }
    SOURCE "[[sources]]" Source "One of several forms in a pile: its files, what its ids begin with, and what it writes in its own way." {
        needs "id": Id, "What ids begin with, before a hyphen: row `17` of the source `en` is `en-17`.";
        needs "files": Several(&Text), "The names its files have; `*` stands for any characters or none.";
        takes "order": Words(ORDERS), "How day, month and year follow each other in all its text dates.";
        takes "orders": Orders, "The orders of its dates that are written with one mark, `/`, `.` or `-`, where they have one of their own.";
        takes "decimal": Words(DECIMALS), "What begins the decimals of all its numbers.";
        takes "time_zone": Text, "For all its moments without an offset.";
        takes "tool": Words(&TOOLS), "The form tool its files come from.";
        takes "header_row": Whole(1, 1_048_576), "The row the headings begin in, counted from 1 as a spreadsheet or text editor shows it.";
        takes "sheet": Text, "The sheet of a workbook.";
        takes "delimiter": Words(DELIMITERS), "What separates the cells of a CSV file.";
        takes "encoding": Text, "The encoding of CSV files that are not UTF-8, such as `windows-1251`.";
    }
    CALL "[call]" Call "The call." {
        needs "deadline": Moment, "The last moment that is in time: `2019-03-29T23:59:59`. A day means its last second.";
        needs "time_zone": Text, "An IANA name such as `Europe/Warsaw`; holds for every moment without an offset.";
        needs "submitted": Text, "The field of type `timestamp` that says when an application came in.";
        needs "cites": Cites, "";
        needs "clauses": Named(&Text), "Each sentence of the call in your own words. Each must be cited by a rule.";
        takes "background": Named(&Text), "Sentences of the call that no rule can judge.";
    }
    DECISION "[decisions.ID]" Decision "What the call leaves open: how it was settled, by whom, when. Rules cite decisions like clauses." {
        needs "text": Text, "The decision.";
        needs "by": Text, "Who took it.";
        needs "on": Day, "The day.";
    }
    PLACES "[places]" Places "How many may come, and how seats are dealt." {
        needs "cap": SEATS, "Seats in all, open places included.";
        takes "group_size": SEATS, "Seats of each group without a `size` of its own.";
        takes "deal": Words(&["by-rank", "in-turn"]), "When the groups together have more seats than the cap: the ranking over all decides, or groups take seats in turn.";
        takes "open": Words(&["none", "best-ranked"]), "Seats beyond the groups' sizes: they stay empty, or go to the best-ranked without a seat.";
        takes "unfilled": Words(&["stay-empty", "become-open"]), "Seats that a group cannot fill.";
        takes "several": Words(&["first-preference", "best-place"]), "Which group somebody joins who fits several.";
        takes "preference": Text, "The field of type `choices` whose order is the applicant's preference; each group's id is one of its options.";
        takes "reserve": Whole(0, 1_000_000), "Reserves kept for each group.";
        needs "cites": Cites, "";
    }
    GROUP "[[groups]]" Group "One group." {
        needs "id": Id, "An id, which names the group's roster; not `open`.";
        needs "title": Text, "";
        needs "cites": Cites, "";
        takes "test": Table("Test"), "Who may sit here; without it, every eligible applicant.";
        takes "size": SEATS, "Seats, when not `group_size`.";
    }
    LIST "[lists.NAME]" List "A named set of values: `values` written out, or a `file` with its `column` and `rows`." {
        takes "title": Text, "What the list is, to be said in a sentence: `the 57 OSCE participating States`.";
        needs "type": Words(&["country", "text", "number"]), "What the values are.";
        takes "values": Any(&Plain), "The values written out.";
        takes "file": Text, "A CSV in the folder of the rules or below.";
        takes "column": Text, "The heading of the column to take.";
        takes "rows": SEATS, "The number of rows the file must have, so that a list cut short is noticed.";
    }
    SCALE_LEVEL "[[scales.NAME]]" ScaleLevel "One level of a scale." {
        needs "level": Text, "The level's name, which rules use.";
        takes "spellings": Several(&Text), "What else answers may call it; a spelling belongs to one level only.";
    }
    FIELD "[fields.NAME]" Field "One field: the column it is read from and what its answers may be." {
        needs "type": Type, "What an answer is. Exactly one field has the type `id`.";
        takes "headings": Several(&Text), "The headings the column may have; compared without case and punctuation.";
        takes "made_of": Several(&Text), "In place of `headings`, where the export has no id: the fields of which one is made, such as moment and e-mail address.";
        takes "personal": Flag, "`true`: shown in rosters and workbook only.";
        takes "roster": Flag, "`true`: shown as a column of the rosters.";
        takes "use": Words(&["any", "balance-only", "never"]), "Which rules may read the field.";
        takes "fixed": Flag, "`true`: what an applicant cannot change, so that no what-if suggests it.";
        takes "cites": Several(&Text), "What a protection rests on: ids of clauses or decisions.";
        takes "no_answer": Several(&Text), "Further words for no answer.";
        takes "codes": Flag, "`true`: the column of countries holds codes of ISO 3166-1.";
        takes "options": Named(&Any(&Text)), "The options: `id = [\"spelling\", …]`; the id is a spelling too.";
        takes "other_answers": Flag, "`true`: an answer beside the options is an answer, and none of them; otherwise it is unreadable.";
        takes "others": Several(&Text), "With `other_answers`: answers that somebody has looked at and that are none of the options.";
        takes "separator": Separator, "What stands between several choices; default `;`.";
        takes "scale": Text, "The name of a scale.";
        takes "yes": Several(&Text), "Further words for yes.";
        takes "no": Several(&Text), "Further words for no.";
        takes "min": End, "The least value; of dates the earliest day.";
        takes "max": End, "The greatest value; of dates the latest day.";
        takes "decimal": Words(DECIMALS), "What begins the decimals; without it, a point that can be nothing else, and the rest is asked about once a column.";
        takes "order": Words(ORDERS), "How day, month and year follow each other in text dates; without it, dates that need it are asked about once a column.";
        takes "orders": Orders, "The orders of dates written with one mark, `/`, `.` or `-`, where they have one of their own.";
        takes "century": Century, "What years of two digits begin with; without it, they are asked about once a column.";
        takes "time_zone": Text, "For moments without an offset; default the call's.";
        takes "zones": Named(&Text), "Short names of time zones, and the offset each stands for.";
        takes "readers": Assessors, "In place of `headings`: one array of headings for each assessor.";
        takes "combine": Words(&["mean"]), "How several ratings become one: every assessor who was asked must have rated.";
        takes "third": Several(&Text), "Headings of a third assessor's column, for two that are far apart.";
        takes "third_above": Amount, "The difference above which the third is asked.";
    }
    DUPLICATES "[[duplicates]]" Duplicates "Applications that share all of some fields are one person's." {
        needs "id": Id, "";
        needs "same": Several(&Text), "The fields that two applications of one person share, all of them.";
        takes "alike": Words(&["ask", "apart"]), "What becomes of applications in which these are nearly the same.";
        takes "names": Any(&Text), "The fields that together hold the applicant's name; where names contradict each other, a person is asked. Found by their headings where left out; with `[]` names are not looked at.";
        needs "stands": Words(&["latest", "earliest", "ask", "all"]), "Which stands, of those in time; with `ask` a person says, with `all` what they share is only pointed out.";
        needs "cites": Cites, "";
    }
    STANDING_ANSWER "[[standing_answers]]" StandingAnswer "What a place that Intake always asks about counts as: a country, or itself in some lists." {
        needs "name": Text, "The place, in any spelling that Intake asks about.";
        takes "counts_as": Text, "The code of the country it counts as, wherever a rule asks.";
        takes "counts_in": Any(&Text), "The lists of countries it counts in, as itself; none for `[]`.";
        takes "footnote": Text, "What is printed where a roster shows the place.";
        needs "cites": Cites, "";
    }
    TEST "{ test }" Test "A question about one field or level, or several put together by `any`, `all` or `not`." {
        takes "any": Several(&Table("Test")), "Met when one of these is met.";
        takes "all": Several(&Table("Test")), "Met when all of these are met.";
        takes "not": Table("Test"), "One test, turned round; unclear stays unclear.";
        takes "field": Text, "The field asked about.";
        takes "level": Text, "The derived level asked about, in place of a field.";
        takes "is": Plain, "One value: an option's id, a level's name, `true` or `false`, a number, a country code, a text.";
        takes "in": Within, "An array of values, or the name of a list.";
        takes "at_least": Bound, "A number or a level; itself included.";
        takes "at_most": Bound, "A number or a level; itself included.";
        takes "before": Moment, "A day or moment, itself excluded.";
        takes "by": Moment, "A day or moment, itself included; a day ends with its last second.";
        takes "given": True, "`true`: the field is answered. The only question that a blank answers with no.";
    }
    CRITERION "[[eligibility]]" Criterion "A criterion: whoever does not meet it is not eligible." {
        needs "id": Id, "An id; `deadline` is taken.";
        needs "title": Text, "The criterion in a few words.";
        needs "cites": Cites, "";
        needs "test": Table("Test"), "";
    }
    LEVEL "[[levels]]" Level "A place on a scale derived from other answers: by a `table`, or by `points` and `bands`." {
        needs "id": Id, "";
        takes "title": Text, "";
        needs "cites": Cites, "";
        needs "scale": Text, "The scale it is a place on.";
        takes "table": Several(&Table("LevelRow")), "Rows read from the top; the first whose test is met decides.";
        takes "points": Several(&Table("Term")), "Answers whose points are added up.";
        takes "bands": Several(&Table("LevelBand")), "Bands over the sum, without gap or overlap.";
    }
    LEVEL_ROW "{ row of a levels table }" LevelRow "A row of a level's table." {
        takes "test": Table("Test"), "When the row holds; the last row has none and catches the rest.";
        needs "level": Text, "A level of the scale.";
    }
    TERM "{ points of a level }" Term "What one answer adds to the sum of a level." {
        takes "field": Text, "The field.";
        takes "level": Text, "A level above, in place of a field.";
        takes "points": Named(&Amount), "Points a value: options by id, levels by name, countries by code, `yes` and `no`.";
        takes "otherwise": Amount, "What all other values add.";
        takes "bands": Several(&Table("Band")), "Points by band.";
        takes "linear": Table("Linear"), "Points on a straight line.";
        takes "rating": True, "`true`: the number itself; the field needs `min` and `max`.";
        takes "blank": Amount, "What a blank adds. Without it a blank leaves the level open.";
    }
    LEVEL_BAND "{ band of a level }" LevelBand "A band of sums and the level it gives." {
        takes "from": Number, "The least sum of the band, included; without it, no limit.";
        takes "below": Number, "Where it ends, excluded; without it, no limit.";
        needs "level": Text, "A level of the scale.";
    }
    MEASURE "[[scoring]]" Measure "What an answer is worth: points times weight is a part, the parts add up to the score." {
        needs "id": Id, "An id, which names the part's column.";
        needs "title": Text, "";
        needs "cites": Cites, "";
        needs "weight": Weight, "What the points count for; above 0.";
        takes "field": Text, "The field.";
        takes "level": Text, "The derived level, in place of a field.";
        takes "points": Named(&Amount), "Points a value: options by id, levels by name, countries by code, `yes` and `no`. Every value must be there, or `otherwise`.";
        takes "otherwise": Amount, "What all other values earn.";
        takes "bands": Several(&Table("Band")), "Points by band, over every value the field can have.";
        takes "linear": Table("Linear"), "Points on a straight line.";
        takes "rating": True, "`true`: the number itself; the field needs `min` and `max`.";
        takes "blank": Amount, "What a blank earns. Without it a blank leaves the score open, and a person is asked.";
    }
    BAND "{ band of points }" Band "A band of numbers and the points it earns." {
        takes "from": Number, "The least number of the band, included; without it, no limit.";
        takes "below": Number, "Where it ends, excluded; without it, no limit.";
        needs "points": Amount, "";
    }
    LINEAR "{ linear }" Linear "A straight line between two numbers; what lies outside earns what the nearer end earns." {
        needs "from": Number, "Where the line begins.";
        needs "to": Number, "Where it ends; above `from`.";
        needs "points_from": Amount, "The points at its beginning.";
        needs "points_to": Amount, "The points at its end.";
    }
    RANKING "[ranking]" Ranking "How scores are rounded and how equal scores are told apart." {
        takes "decimals": Whole(0, 6), "How many decimals points keep; default 4.";
        takes "rounding": Words(&["half-up", "half-even"]), "Where a half goes.";
        needs "tie_breaks": Several(&Table("TieBreak")), "Who goes first among equal scores, in order; the last is a lot.";
        needs "cites": Cites, "";
    }
    TIE_BREAK "{ tie-break }" TieBreak "One way to tell equal scores apart: exactly one of the keys, and `of` beside `highest` or `lowest`." {
        takes "highest": Text, "The highest answer of this field goes first; with `of = \"level\"`, of this level.";
        takes "lowest": Text, "The lowest answer of this field goes first; with `of = \"level\"`, of this level.";
        takes "of": Words(&["field", "level"]), "Whether `highest` or `lowest` names a field (default) or a level.";
        takes "highest_part": Text, "The highest part by this scoring rule goes first.";
        takes "lowest_part": Text, "The lowest part by this scoring rule goes first.";
        takes "earliest": Text, "The earliest answer of this field of type `date` or `timestamp` goes first.";
        takes "lot": Text, "The published seed of the lot.";
    }
}
