//! Words that people write for decisions and that are none.

/// What to say of what people would decide and cannot, by how its word begins.
pub(super) fn unknown(word: &str) -> Option<&'static str> {
    const LEAVING: [&str; 7] = [
        "withdr", "cancel", "declin", "no-show", "cannot-c", "can't-c", "resign",
    ];
    const PLACES: [&str; 9] = [
        "select", "reject", "refus", "approv", "eligib", "ineligib", "reserve", "unplaced",
        "waitlist",
    ];
    let begins = |words: &[&str]| words.iter().any(|begins| word.starts_with(begins));
    if begins(&LEAVING) {
        return Some(
            "of somebody who no longer takes part write `withdrawn`, `declined` (the seat that was offered), `no-answer` (not confirmed in \
             time) or `unavailable` (no visa, illness)",
        );
    }
    begins(&PLACES).then_some(
        "places follow from points, and nobody is selected or refused by a decision: answer a cell with `clarify` or `correct`, or \
         a criterion with `override`",
    )
}
