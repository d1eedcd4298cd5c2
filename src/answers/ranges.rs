//! Answers that name several values where one is asked for: `B2/C1`, `B1 or B2`, `8-9`, `between 7 and 8`.

/// What stands between the ends of a range, words with spaces around them.
const TO: &[&str] = &[
    "–", "—", "-", " to ", " till ", " until ", " do ", " bis ", " до ", " à ",
];
/// What stands between values of which one holds.
const OR: &[&str] = &[
    " or ", " and ", " oder ", " und ", " ili ", " lub ", " ou ", " или ", " або ", " и ", " i ",
];

/// The two ends of a range in folded words; none where that is no range, or an end is no value.
pub(super) fn ends<T>(folded: &str, value: impl Fn(&str) -> Option<T>) -> Option<(T, T)> {
    let at = |text: &str, mark: &str| -> Option<(T, T)> {
        // A spelling may hold the mark itself.
        text.match_indices(mark).find_map(|(at, _)| {
            let (from, to) = text.split_at_checked(at)?;
            value(from.trim()).zip(value(to.strip_prefix(mark)?.trim()))
        })
    };
    if let Some(inside) = folded.strip_prefix("between ") {
        return at(inside, " and ");
    }
    let inside = folded.strip_prefix("from ").unwrap_or(folded);
    TO.iter().find_map(|mark| at(inside, mark))
}

/// The pieces between words for `or`, slashes and commas.
pub(super) fn each(folded: &str) -> impl Iterator<Item = &str> {
    let folded = folded.strip_prefix("either ").unwrap_or(folded);
    let mut pieces = vec![folded];
    for mark in OR.iter().chain(&["/", ",", ";", "|"]) {
        pieces = pieces
            .into_iter()
            .flat_map(|piece| piece.split(mark))
            .collect();
    }
    pieces.into_iter().map(str::trim)
}
