//! How two spellings of a country's name are found to be the same.
//!
//! The generator of the table folds with the very functions that look names up, so the two cannot drift apart.

use unicode_normalization::UnicodeNormalization;

use crate::values::spelling::fold_words;

/// The text in its compatibility form (NFKC), without characters that nobody sees and without the space around it.
pub fn plain(text: &str) -> String {
    let visible: String = text.nfkc().filter(|c| !invisible(*c)).collect();
    visible.trim().to_owned()
}

/// The spelling under which a name is looked up: small letters and digits, one space between words.
///
/// Apostrophes and quotes go, other punctuation parts words; letters that stand alone are drawn together, so that `U.S.A.` is
/// `usa`; `&` is `and`, `st` is `saint`. Latin, Greek and Cyrillic letters lose their accents; in other scripts marks tell
/// words apart.
pub fn key(name: &str) -> String {
    // ASCII is its own compatibility form, and has no accents.
    let visible: String = if name.is_ascii() {
        name.chars().filter(|c| !quote(*c)).collect()
    } else {
        let visible = name.nfkc().filter(|c| !invisible(*c) && !quote(*c));
        visible.collect()
    };
    let words = fold_words(&visible.replace('&', " and "));
    let bare = if words.is_ascii() {
        words
    } else {
        without_accents(&words)
    };
    let mut drawn = String::with_capacity(bare.len());
    let mut alone = false;
    for word in bare.split_whitespace() {
        let single = word.chars().nth(1).is_none();
        if !(drawn.is_empty() || alone && single) {
            drawn.push(' ');
        }
        alone = single;
        drawn.push_str(word);
    }
    let words = drawn.split(' ').map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn without_accents(words: &str) -> String {
    let mut bare = String::with_capacity(words.len());
    let mut base = ' ';
    for c in words.nfd() {
        if unicode_normalization::char::is_combining_mark(c) {
            if !loses_accents(base) {
                bare.push(c);
            }
            continue;
        }
        base = c;
        match c {
            'ı' => bare.push('i'),
            'ø' => bare.push('o'),
            'đ' | 'ð' => bare.push('d'),
            'ł' => bare.push('l'),
            'ħ' => bare.push('h'),
            'ς' => bare.push('σ'),
            'ß' => bare.push_str("ss"),
            'æ' => bare.push_str("ae"),
            'œ' => bare.push_str("oe"),
            'þ' => bare.push_str("th"),
            _ => bare.push(c),
        }
    }
    // Composed again: Hangul syllables and marks that stayed are then as short as they can be.
    bare.nfc().collect()
}

/// Splits the letters of flags from the rest: `🇷🇸 Serbia` gives `RS` and ` Serbia`.
pub fn split_flag(text: &str) -> (String, String) {
    let mut flag = String::new();
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        let letter = u32::from(c)
            .checked_sub(0x1_F1E6)
            .filter(|offset| *offset < 26);
        match letter.and_then(|offset| char::from_u32(u32::from('A').saturating_add(offset))) {
            Some(letter) => flag.push(letter),
            None => words.push(c),
        }
    }
    (flag, words)
}

fn loses_accents(base: char) -> bool {
    matches!(base, '\u{41}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}')
}

/// Apostrophes and quotes, what is typed for them, and the letters that Uzbek and others write like apostrophes.
pub(in crate::values) fn quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '`' | '´' | '\u{2B9}'..='\u{2BF}' | '\u{2C8}' | '\u{2018}'..='\u{201F}' | '\u{2032}' | '\u{5F3}' | '\u{5F4}'
    )
}

/// Soft hyphens, zero-width characters and direction marks, which copied text carries along.
pub(in crate::values) fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}
