//! Whether a formula can be read without what it came to, and whether it leads out of the workbook.

/// Whether a formula is nothing but a text or a number, such as `"007"`, and so cannot change.
pub(super) fn is_plain(formula: &str) -> bool {
    let formula = formula.trim();
    let text = formula
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let number = !formula.is_empty()
        && formula
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.is_some_and(|text| !text.contains('"')) || number
}

/// Whether a formula takes something from another workbook: `[1]Sheet1!A1`, `'file:///home/list.ods'#$Sheet1.A1`.
pub(super) fn leads_elsewhere(formula: &str) -> bool {
    let mut before = ' ';
    let book = |at: usize| {
        let inside = formula
            .get(at..)
            .unwrap_or_default()
            .split(']')
            .next()
            .unwrap_or_default();
        let digits = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
        digits
            || [".xls", ".ods", ".csv"]
                .iter()
                .any(|ending| inside.to_lowercase().contains(ending))
    };
    let bracket = formula.char_indices().any(|(at, character)| {
        // After a name a bracket holds a column of a table.
        let begins = character == '['
            && !before.is_alphanumeric()
            && before != '_'
            && before != ']'
            && before != '[';
        before = character;
        begins && book(at.saturating_add(1))
    });
    bracket || formula.contains("file:///")
}
