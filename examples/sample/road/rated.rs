//! What each reader says of each application: what it is worth, give or take how strict they are, but for what was written otherwise.

use rust_decimal::Decimal;

/// What motivation, use and interview are worth, in tenths.
const WORTH: [(&str, [i64; 3]); 28] = [
    ("T-01", [80, 75, 75]),
    ("T-02", [80, 70, 60]),
    ("T-03", [80, 85, 85]),
    ("T-04", [75, 70, 70]),
    ("T-05", [10, 10, 0]),
    ("T-06", [70, 60, 65]),
    ("T-08", [90, 80, 60]),
    ("T-09", [60, 50, 40]),
    ("T-10", [90, 90, 90]),
    ("T-11", [85, 80, 70]),
    ("T-13", [70, 75, 80]),
    ("T-14", [80, 80, 80]),
    ("T-15", [80, 85, 90]),
    ("T-16", [90, 80, 90]),
    ("T-17", [20, 10, 0]),
    ("T-18", [90, 75, 50]),
    ("T-19", [60, 50, 50]),
    ("T-20", [50, 40, 40]),
    ("T-21", [70, 60, 60]),
    ("T-22", [80, 90, 70]),
    ("T-23", [20, 20, 0]),
    ("T-24", [50, 20, 30]),
    ("T-25", [90, 90, 35]),
    ("T-26", [75, 75, 70]),
    ("T-27", [80, 80, 65]),
    ("T-28", [75, 70, 80]),
    ("T-29", [85, 80, 80]),
    ("T-30", [50, 50, 50]),
];

/// How strict each reader is, in tenths.
const STRICT: [(&str, i64); 5] = [("A1", 0), ("A2", 5), ("A3", -10), ("A4", -5), ("A5", 10)];

/// What somebody wrote in place of the number, or beside it: when, reader, application, column, text.
const WRITTEN: [(&str, &str, &str, &str, &str); 21] = [
    // Text with a comma in a column of numbers.
    ("first", "A1", "T-04", "use", "7,5"),
    // Left blank.
    ("first", "A1", "T-30", "motivation", ""),
    // A conflict: the cells of ratings stay blank.
    ("first", "A1", "T-21", "conflict", "yes"),
    ("first", "A1", "T-21", "motivation", ""),
    ("first", "A1", "T-21", "use", ""),
    (
        "first",
        "A1",
        "T-21",
        "comment",
        "she was a trainee of mine",
    ),
    // Rated one of the two.
    ("first", "A2", "T-16", "use", "N/A"),
    ("first", "A2", "T-19", "comment", "short, but clear"),
    // Of ten, as if that had to be said.
    ("first", "A3", "T-25", "motivation", "7/10"),
    // Far from the other reader.
    ("first", "A1", "T-27", "motivation", "4"),
    ("first", "A3", "T-09", "use", "9"),
    ("first", "A4", "T-09", "use", "4"),
    // Takes no part for a reason of their own.
    ("first", "A4", "T-03", "abstain", "yes"),
    ("first", "A4", "T-03", "motivation", ""),
    ("first", "A4", "T-03", "use", ""),
    // What was rated before is not asked again.
    ("second", "A1", "T-09", "motivation", ""),
    ("second", "A1", "T-30", "use", ""),
    ("second", "A2", "T-16", "motivation", ""),
    ("second", "A2", "T-27", "use", ""),
    ("interviews", "A1", "T-10", "comment", "the best of mine"),
    ("interviews", "A3", "T-13", "interview", "8,5"),
];

/// What stands in a cell of a filled-in pack; none where the reader writes nothing.
pub(super) fn said(when: &str, reader: &str, id: &str, what: &str) -> Option<String> {
    let mut written = WRITTEN.iter();
    let own = written
        .find(|(at, by, of, column, _)| (*at, *by, *of, *column) == (when, reader, id, what));
    if let Some((.., text)) = own {
        return Some((*text).to_owned());
    }
    let at = ["motivation", "use", "interview"]
        .iter()
        .position(|one| *one == what)?;
    if (at == 2) != (when == "interviews") {
        return None;
    }
    let (_, worth) = WORTH.iter().find(|(of, _)| *of == id)?;
    let (_, strict) = STRICT.iter().find(|(by, _)| *by == reader)?;
    let tenths = (worth.get(at)? - strict).clamp(0, 100);
    Some(Decimal::new(tenths, 1).normalize().to_string())
}
