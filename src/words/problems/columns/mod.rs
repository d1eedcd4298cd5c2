//! What is said of a whole column: what is asked once about it, and what was read in it as
//! something else.

mod dates;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::parts::{Said, alone, with};
use crate::base::counted::count;
use crate::rules::{Field, FormSource};
use crate::values::countries;
use crate::values::number::{DecimalMark, Marks, decimal};
use crate::values::of_column::{Count, DecimalMarks, InRows, OfColumn, ReadAs};
use crate::values::spelling::quoted;

/// Kinds shown of what was read as something else, and words of each kind.
const SHOWN: usize = 5;

/// The column of a field in files of one source.
#[derive(Clone, Copy)]
struct Of<'a> {
    field: &'a Field,
    source: Option<&'a FormSource>,
}

/// What is said of a column of `field`, where its sheet is of `source`; a personal one shows no
/// answer.
pub fn of_column(found: &OfColumn, field: &Field, source: Option<&FormSource>) -> Said {
    let of = Of { field, source };
    let name = &field.name;
    match found {
        OfColumn::OrderOpen(found) => dates::order_open(found, of),
        OfColumn::OtherOrder(found) => dates::other_order(found, of),
        OfColumn::ShortYears(cells) => with(
            format!(
                "{} a year of two digits, and the rules do not say of which century",
                of.says(cells, "has", "have")
            ),
            format!(
                "put `century = 20` under [fields.{name}] in the rules if all are from 2000 on, and the `order` of day and month {}; \
                 or export the dates with all four digits",
                source.map_or_else(|| "with it".to_owned(), |_| format!("under {}", of.under()))
            ),
        ),
        OfColumn::SerialDays(cells, first) => with(
            format!(
                "{}{}",
                of.says(
                    cells,
                    "is a bare number, perhaps a day as Excel counts them",
                    "are bare numbers, perhaps days as Excel counts them",
                ),
                of.unless_personal(first.map(|day| format!("; the first would be {}", dates::in_words(day))))
            ),
            "if they are dates, give the column a date format in the spreadsheet and save it again; Excel for Mac may count from \
             1904, so compare one with the form tool",
        ),
        OfColumn::Exchanged(texts, dates) => with(
            format!(
                "the column holds true dates beside texts: {} a text, and of the true dates {} have day and month exchanged",
                of.says(texts, "is", "are"),
                of.says(dates, "could", "could")
            ),
            "Excel turns such texts into dates by its own country's order and leaves the rest: read the form tool's export itself, \
             not a file that was opened and saved; or, if the true dates are right, type the texts anew as year-month-day",
        ),

        OfColumn::NoTimes(cells) => with(
            format!(
                "{} no time of day, so that nobody counts as in time by it",
                of.says(cells, "has", "have")
            ),
            "export with the times; where nobody kept them, decide which time holds and write it into the column, such as \
             `2020-03-28 12:00`",
        ),
        OfColumn::Placeholders { begin, old, same } => with(
            format!(
                "{}; nobody counts as in time by it",
                placeholders((begin, old), *same, of)
            ),
            "is it a date that the form tool writes for everybody? then export with the true moments; where the office knows when \
             they came, write that into the column, such as `2020-03-28 12:00`",
        ),
        OfColumn::ZoneNames(names) => zone_names(names, of),

        OfColumn::DecimalMarks(found) => decimal_marks(found, of),
        OfColumn::CountryCodes(cells) => with(
            format!(
                "{}, in a column of codes",
                of.says(
                    cells,
                    "is the code of a country that is written otherwise or means something else as well",
                    "are codes of countries that are written otherwise or mean something else as well",
                )
            ),
            format!(
                "put `codes = true` under [fields.{name}] in the rules: then each is the code of ISO 3166-1"
            ),
        ),
        OfColumn::YesOrNo(_, _, cells) if field.personal => with(
            format!(
                "{} yes or no in a word that the rules must settle {}",
                of.says(&cells.cells, "says", "say"),
                in_rows(cells)
            ),
            format!("put the word into `yes` or `no` under [fields.{name}] in the rules"),
        ),
        OfColumn::YesOrNo(word, why, cells) => with(
            format!("{} `{word}`, which {why}", cells_say(cells)),
            format!(
                "put one line under [fields.{name}] in the rules: `no = [\"{word}\"]` or `yes = [\"{word}\"]`, beside the words that are there"
            ),
        ),
        OfColumn::OtherSpeech(cells) if field.personal => {
            let said = of.says(&cells.cells, "says", "say");
            other_speech(format!("{said} {OTHER_SPEECH} {}", in_rows(cells)), of)
        }
        OfColumn::OtherSpeech(cells) => {
            let first = quoted(&cells.cells.first);
            other_speech(
                format!("{} {first}, {OTHER_SPEECH}", cells_say(cells)),
                of,
            )
        }
        OfColumn::MoreSpeech(cells) => {
            let said = of.says(&cells.cells, "says", "say");
            other_speech(
                format!(
                    "beside these {said} {OTHER_SPEECH}, in more different answers than are asked about one by one"
                ),
                of,
            )
        }
        OfColumn::ReadAs(kinds) => alone(format!("read {}", read_as(kinds, field.personal))),
    }
}

const OTHER_SPEECH: &str =
    "something beside the options that may be one of them in another language or other words";

fn other_speech(message: String, of: Of<'_>) -> Said {
    let name = &of.field.name;
    with(
        message,
        format!(
            "if it is one of the options, put it among the spellings of that option under [fields.{name}.options] in the rules; \
             if it is none of them, put it into `others` under [fields.{name}]"
        ),
    )
}

impl Of<'_> {
    /// Where a line about this column goes in the rules.
    fn under(self) -> String {
        match self.source {
            Some(source) => format!("the `[[sources]]` entry `{}`", source.id),
            None => format!("[fields.{}]", self.field.name),
        }
    }

    fn unless_personal(self, sample: Option<String>) -> String {
        sample.filter(|_| !self.field.personal).unwrap_or_default()
    }

    /// `1 cell (`3,5`)` or `14 cells such as `3,5``; a personal column shows none.
    fn said(self, cells: &Count) -> String {
        match (cells.times, self.field.personal) {
            (many, true) => count(many, "cell", "cells"),
            (1, false) => format!("1 cell ({})", quoted(&cells.first)),
            (many, false) => format!("{many} cells such as {}", quoted(&cells.first)),
        }
    }

    /// The same with a verb, which of one cell has an s.
    fn says(self, cells: &Count, one: &str, several: &str) -> String {
        let verb = if cells.times == 1 { one } else { several };
        format!("{} {verb}", self.said(cells))
    }
}

fn cells_say(cells: &InRows) -> String {
    count(cells.cells.times, "cell says", "cells say")
}

fn in_rows(InRows { cells, rows }: &InRows) -> String {
    let row = if cells.times == 1 { "row" } else { "rows" };
    let more = if cells.times > rows.len() {
        ", …"
    } else {
        ""
    };
    let rows: Vec<String> = rows.iter().map(|row| row.0.to_string()).collect();
    format!("({row} {}{more})", rows.join(", "))
}

fn placeholders((begin, old): (&Count, &Count), same: Option<(usize, bool)>, of: Of<'_>) -> String {
    let mut said = Vec::new();
    if begin.times > 0 {
        let holds = of.says(begin, "holds", "hold");
        said.push(format!(
            "{holds} the day from which a clock counts, which tools write where they keep no time"
        ));
    }
    if old.times > 0 {
        let lies = of.says(old, "lies", "lie");
        said.push(format!("{lies} more than two years before the deadline"));
    }
    if let Some((filled, midnight)) = same {
        let what = if midnight { "midnight" } else { "moment" };
        said.push(format!(
            "all {filled} cells hold one {what}, which is nobody's"
        ));
    }
    said.join("; ")
}

fn zone_names(names: &BTreeMap<String, Count>, of: Of<'_>) -> Said {
    let said = |(name, count)| format!("{} the zone `{name}`", of.says(count, "names", "name"));
    let said: Vec<String> = names.iter().map(said).collect();
    let lines: Vec<String> = names.keys().map(|name| format!("{name} = \"…\"")).collect();
    with(
        format!(
            "{}, and the rules do not say which offset that is",
            said.join("; ")
        ),
        format!(
            "put `zones = {{ {} }}` under [fields.{}] in the rules, each with its offset from UTC, such as `+02:00`",
            lines.join(", "),
            of.field.name
        ),
    )
}

fn decimal_marks(found: &DecimalMarks, of: Of<'_>) -> Said {
    let DecimalMarks {
        declared,
        commas,
        points,
        either,
        meanings,
    } = found;
    let mut said: Vec<String> = Vec::new();
    for (count, mark) in [(commas, "a comma"), (points, "a point")] {
        if count.times > 0 {
            said.push(format!("{} {mark}", of.says(count, "holds", "hold")));
        }
    }
    if let Some((decimal, thousands)) = meanings {
        let sample = of.unless_personal(Some(format!(", {decimal} or {thousands}")));
        let can = of.says(either, "can", "can");
        said.push(format!("{can} be read in two ways{sample}"));
    }
    let rules_say = match declared {
        Marks::Only(DecimalMark::Point) => "but the rules say `decimal = \"point\"`",
        Marks::Only(DecimalMark::Comma) => "but the rules say `decimal = \"comma\"`",
        Marks::Undeclared | Marks::Either => "and the rules do not say what begins the decimals",
    };
    let reads = |mark: DecimalMark| {
        let read = |count: &&Count| Some((quoted(&count.first), decimal(&count.first, mark)?));
        let (text, value): (String, Decimal) = [either, commas, points].iter().find_map(read)?;
        let sample = Some(format!(" reads {text} as {}", value.normalize()));
        let line = format!(
            "`decimal = \"{}\"`{}",
            mark.word(),
            of.unless_personal(sample)
        );
        (*declared != Marks::Only(mark)).then_some(line)
    };
    let both = commas.times > 0 && points.times > 0;
    let lines = [
        both.then(|| "`decimal = \"either\"` reads both".to_owned()),
        reads(DecimalMark::Comma),
        reads(DecimalMark::Point),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    with(
        format!("{}, {rules_say}", said.join(", ")),
        format!(
            "put one line under {} in the rules: {}; a mark between thousands is never read, so write such numbers without it in the \
             file",
            of.under(),
            lines.join(", ")
        ),
    )
}

fn read_as(kinds: &BTreeMap<ReadAs, Vec<Count>>, personal: bool) -> String {
    let times = |texts: &[Count]| texts.iter().map(|count| count.times).sum::<usize>();
    let word = |kind| match kind {
        ReadAs::NoAnswer => "no answer",
        ReadAs::Yes => "yes",
        ReadAs::No => "no",
        ReadAs::Number => "numbers",
        ReadAs::Date => "dates",
        ReadAs::Country(country) => countries::name(country),
    };
    let mut kinds: Vec<(ReadAs, &Vec<Count>)> =
        kinds.iter().map(|(kind, texts)| (*kind, texts)).collect();
    kinds.sort_by_key(|(kind, texts)| (Reverse(times(texts)), word(*kind)));
    let rest = kinds.split_off(kinds.len().min(SHOWN));
    let said = kinds.iter().map(|(kind, texts)| {
        let cells = count(times(texts), "cell", "cells");
        if personal {
            let word = match kind {
                ReadAs::NoAnswer | ReadAs::Number | ReadAs::Date => word(*kind),
                _ => "what they mean in other words",
            };
            return format!("{cells} as {word}");
        }
        let mut texts: Vec<&Count> = texts.iter().collect();
        texts.sort_by_key(|count| (Reverse(count.times), &count.first));
        let shown = texts.iter().take(SHOWN).map(|count| quoted(&count.first));
        let shown: Vec<String> = shown.collect();
        let more = if texts.len() > SHOWN { ", …" } else { "" };
        format!("{cells} as {} ({}{more})", word(*kind), shown.join(", "))
    });
    let mut said: Vec<String> = said.collect();
    if !rest.is_empty() {
        let rest: usize = rest.iter().map(|(_, texts)| times(texts)).sum();
        said.push(format!("{rest} more in other ways"));
    }
    said.join("; ")
}
