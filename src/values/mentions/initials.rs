//! Initials with full stops: those of a name, as in `A. P.`, and those of an organisation, as in `F.W.I.`

use std::ops::Range;

use crate::values::match_key;
use crate::values::spelling::fold;

/// Initials that stand side by side.
pub(super) struct Initials {
    pub(super) at: Range<usize>,
    pub(super) letters: Vec<char>,
}

/// Capitals with a full stop each, or letters of a script without capitals, with or without white space between; the last may have none.
pub(super) fn initials(text: &str) -> Vec<Initials> {
    let mut all: Vec<Initials> = Vec::new();
    let mut before: Option<char> = None;
    let mut rest = text.char_indices().peekable();
    while let Some((from, c)) = rest.next() {
        let is_alone = !before.is_some_and(char::is_alphanumeric);
        before = Some(c);
        if !is_alone || !c.is_alphabetic() || c.is_lowercase() {
            continue;
        }
        let next = rest.peek().map(|(_, next)| *next);
        let has_stop = next == Some('.');
        let end = from.saturating_add(c.len_utf8());
        let follows = all.last_mut().filter(|one| {
            let between = text.get(one.at.end..from);
            between.is_some_and(|between| between.chars().all(|c| c.is_whitespace() || c == '-'))
                && text
                    .get(..one.at.end)
                    .is_some_and(|so_far| so_far.ends_with('.'))
        });
        let end = if has_stop { end.saturating_add(1) } else { end };
        match follows {
            // `A.P`, and not the `I` of `A. P. I came`.
            Some(one)
                if has_stop || one.at.end == from && !next.is_some_and(char::is_alphanumeric) =>
            {
                one.at.end = end;
                one.letters.push(c);
            }
            _ if has_stop => all.push(Initials {
                at: from..end,
                letters: vec![c],
            }),
            _ => {}
        }
    }
    all
}

/// How each word of a name may begin, as letters are heard and as they are written.
pub(super) fn beginnings(name: &str) -> Vec<Vec<char>> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.chars().nth(1).is_some());
    words
        .map(|word| {
            let heard = match_key::heard(word).chars().next();
            heard.into_iter().chain(word.chars().next()).collect()
        })
        .collect()
}

/// Whether letters are the initials of different words of a name, in any order.
pub(super) fn are_of(letters: &[char], words: &[Vec<char>]) -> bool {
    let Some((first, others)) = letters.split_first() else {
        return true;
    };
    let written = fold(first.encode_utf8(&mut [0; 4]));
    let heard = match_key::heard(&written).chars().next();
    let may_be: Vec<char> = written.chars().take(1).chain(heard).collect();
    (0..words.len()).any(|at| {
        let mut left = words.to_vec();
        let word = left.remove(at);
        may_be.iter().any(|letter| word.contains(letter)) && are_of(others, &left)
    })
}
