//! The comments of a rules file, for those who look for what its author still meant to do.

use std::ops::Range;

use super::statements::{Lexer, Token};

/// Every comment with its span, without its `#`.
pub(in crate::rules::load) fn comments(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut lexer = Lexer::new(text, 0);
    let mut found = Vec::new();
    while let Some((at, token)) = lexer.next() {
        if matches!(token, Token::Comment) {
            let span = at..lexer.at();
            found.push((
                span.clone(),
                text.get(span)
                    .unwrap_or_default()
                    .trim_start_matches('#')
                    .trim(),
            ));
        }
    }
    found
}
