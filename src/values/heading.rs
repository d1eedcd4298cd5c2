//! Headings as they are compared: without the markup that form tools leave in them, which is HTML tags and
//! entities and the marks for recalled answers (piped text).

use std::borrow::Cow;

use super::spelling::fold_words;

/// The headings that one column may have, as they are compared.
#[derive(Debug)]
pub struct FoldedHeadings(pub Vec<String>);

impl From<&Vec<String>> for FoldedHeadings {
    fn from(headings: &Vec<String>) -> Self {
        Self(
            headings
                .iter()
                .map(|heading| fold_heading(heading))
                .collect(),
        )
    }
}

/// A heading as it is compared: without marks of form tools, whatever its case, spaces and punctuation.
pub fn fold_heading(heading: &str) -> String {
    let heading = plain(heading);
    let words = fold_words(&heading);
    // Typeform calls the number of a response so.
    if words.is_empty() && heading.trim() == "#" {
        "#".to_owned()
    } else {
        words
    }
}

/// A heading without what form tools leave in it: HTML tags and entities, and places for recalled answers.
pub fn plain(heading: &str) -> Cow<'_, str> {
    if !heading.contains(['<', '&', '{']) {
        return Cow::Borrowed(heading);
    }
    let text = without(&without(heading, "<", ">", is_tag), "{{", "}}", |_| true);
    if !text.contains('&') {
        return Cow::Owned(text);
    }
    let mut read = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('&') {
        read.push_str(before);
        // No entity has a longer name, and looking to the end for each would take long.
        let end = after.bytes().take(ENTITY).position(|byte| byte == b';');
        let named = end.and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?)));
        match named.and_then(|(name, after)| Some((entity(name)?, after))) {
            Some((letter, after)) => {
                read.push(letter);
                rest = after;
            }
            None => {
                read.push('&');
                rest = after;
            }
        }
    }
    Cow::Owned(read + rest)
}

/// A text with a space for everything between two marks that `goes`, in one pass.
fn without(text: &str, open: &str, close: &str, goes: impl Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(open) {
        let Some((between, after)) = inside.split_once(close) else {
            break;
        };
        kept.push_str(before);
        if goes(between) {
            kept.push(' ');
            rest = after;
        } else {
            kept.push_str(open);
            rest = inside;
        }
    }
    kept + rest
}

/// Whether what stands between `<` and `>` is a tag of HTML, and no part of a question such as `Age < 30 or > 60`.
fn is_tag(inside: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "body", "br", "button", "center",
        "cite", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "font",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i",
        "iframe", "img", "input", "ins", "kbd", "label", "li", "link", "main", "mark", "meta",
        "nav", "nobr", "o:p", "ol", "option", "p", "pre", "q", "s", "samp", "script", "section",
        "select", "small", "span", "strike", "strong", "style", "sub", "sup", "table", "tbody",
        "td", "tfoot", "th", "thead", "title", "tr", "tt", "u", "ul", "var", "video", "wbr",
    ];
    if inside.starts_with("!--") {
        return true;
    }
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let end = inside
        .find(|character: char| character.is_whitespace())
        .unwrap_or(inside.len());
    let (name, attributes) = inside.split_at_checked(end).unwrap_or((inside, ""));
    let attributes = attributes.trim();
    NAMES.contains(&name.to_ascii_lowercase().as_str())
        && (attributes.is_empty() || attributes.contains('='))
}

/// Bytes between `&` and `;`, at most.
const ENTITY: usize = 16;

/// The letter an entity of HTML stands for, by the name between `&` and `;`.
fn entity(name: &str) -> Option<char> {
    const NAMED: [(&str, char); 14] = [
        ("nbsp", ' '),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("amp", '&'),
        ("rsquo", '’'),
        ("lsquo", '‘'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("ndash", '–'),
        ("hellip", '…'),
    ];
    let Some(number) = name.strip_prefix('#') else {
        return NAMED
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, letter)| *letter);
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(number).filter(|letter| !letter.is_control())
}
