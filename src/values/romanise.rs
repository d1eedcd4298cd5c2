//! Romanisation: names in Cyrillic, Greek, Georgian or Armenian letters as somebody would write
//! them in plain Latin ones.
//!
//! One table for all languages of an alphabet: where they part ways (`г` is g or h), `match_key` takes the usual Latin spellings
//! for one. A crate would bring a hundred scripts and none of these choices.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::confusables::Alphabet;

/// A word of small letters in plain Latin ones where they are known; letters of other scripts stay as they are.
pub fn romanise(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut written = String::with_capacity(word.len());
    let mut before = None;
    let mut letters = word.chars().map(bare).peekable();
    while let Some(c) = letters.next() {
        match (before, c) {
            // A vowel in Bulgarian; in Russian a sign before a softened vowel.
            (_, 'ъ') if matches!(letters.peek(), Some('е' | 'ё' | 'ю' | 'я') | None) => {}
            (_, 'ъ') => written.push('a'),
            // Two letters for one sound, and one for two.
            (Some('ο'), 'υ') | (Some('ո'), 'ւ') => {
                written.pop();
                written.push('u');
            }
            (Some('α' | 'ε' | 'η'), 'υ') => written.push('v'),
            (Some('γ'), 'κ') => {}
            (Some('γ'), 'γ') => {
                written.pop();
                written.push_str("ng");
            }
            (Some('μ'), 'π') if written == "m" => "b".clone_into(&mut written),
            (Some('ν'), 'τ') if written == "n" => "d".clone_into(&mut written),
            (None, 'ո') if letters.peek() != Some(&'ւ') => written.push_str("vo"),
            _ if is_combining_mark(c) && before.and_then(Alphabet::of).is_some() => {}
            _ => match sound(c) {
                Some(sound) => written.push_str(sound),
                None => written.push(c),
            },
        }
        before = Some(c);
    }
    written
}

/// A letter without its accents, unless it is a letter of its own with them; scripts whose marks are vowels keep them.
fn bare(c: char) -> char {
    if c.is_ascii() || sound(c).is_some() || Alphabet::of(c).is_none() {
        return c;
    }
    c.nfd().next().unwrap_or(c)
}

/// How a letter is written.
fn sound(c: char) -> Option<&'static str> {
    Some(match c {
        // Latin letters that are no letter with an accent.
        'ı' => "i",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ə' => "a",
        'ŋ' => "n",
        // Cyrillic; letters of Kazakh, Kyrgyz, Tajik, Tatar and Mongolian at the end.
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'ђ' => "dj",
        'ѓ' => "gj",
        'е' | 'э' | 'ѐ' | 'ѣ' => "e",
        'є' => "ye",
        'ё' => "yo",
        'ж' => "zh",
        'з' | 'ҙ' => "z",
        'ѕ' | 'ձ' | 'ძ' => "dz",
        'и' | 'і' | 'ѝ' | 'ӣ' | 'ы' => "i",
        'ї' | 'й' => "y",
        'ј' => "j",
        'к' | 'қ' | 'ҡ' => "k",
        'ќ' => "kj",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' | 'ң' => "n",
        'њ' => "nj",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ҫ' => "s",
        'т' => "t",
        'ћ' | 'ч' => "ch",
        'у' | 'ў' | 'ү' | 'ұ' | 'ӯ' => "u",
        'ф' => "f",
        'х' | 'ҳ' | 'һ' => "kh",
        'ц' => "ts",
        'џ' | 'ҷ' | 'җ' => "dzh",
        'ш' => "sh",
        'щ' => "shch",
        'ь' | 'ӏ' => "",
        'ю' => "yu",
        'я' => "ya",
        'ғ' => "gh",
        // Greek.
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' | 'ι' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' => "y",
        'φ' => "f",
        'χ' => "kh",
        'ψ' => "ps",
        // Georgian.
        'ა' => "a",
        'ბ' => "b",
        'გ' => "g",
        'დ' => "d",
        'ე' => "e",
        'ვ' => "v",
        'ზ' => "z",
        'თ' | 'ტ' => "t",
        'ი' => "i",
        'კ' | 'ქ' => "k",
        'ლ' => "l",
        'მ' => "m",
        'ნ' => "n",
        'ო' => "o",
        'პ' | 'ფ' => "p",
        'ჟ' => "zh",
        'რ' => "r",
        'ს' => "s",
        'უ' => "u",
        'ღ' => "gh",
        'ყ' => "q",
        'შ' => "sh",
        'ჩ' | 'ჭ' => "ch",
        'ც' | 'წ' => "ts",
        'ხ' => "kh",
        'ჯ' => "j",
        'ჰ' => "h",
        // Armenian.
        'ա' => "a",
        'բ' => "b",
        'գ' => "g",
        'դ' => "d",
        'ե' | 'է' => "e",
        'զ' => "z",
        'ը' => "y",
        'թ' | 'տ' => "t",
        'ժ' => "zh",
        'ի' => "i",
        'լ' => "l",
        'խ' => "kh",
        'ծ' | 'ց' => "ts",
        'կ' | 'ք' => "k",
        'հ' => "h",
        'ղ' => "gh",
        'ճ' | 'չ' => "ch",
        'մ' => "m",
        'յ' => "y",
        'ն' => "n",
        'շ' => "sh",
        'ո' | 'օ' => "o",
        'պ' | 'փ' => "p",
        'ջ' => "j",
        'ռ' | 'ր' => "r",
        'ս' => "s",
        'վ' | 'ւ' => "v",
        'ֆ' => "f",
        _ => return None,
    })
}
