//! Scripts in which names are written otherwise than in alphabets with capitals: without spaces, or with vowels and small words put to the
//! letters.

/// Whether words of the letter's script are not told apart by spaces, or take endings without one: Chinese, Japanese, Korean, Thai and its
/// neighbours.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{3130}'..='\u{318F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Whether a letter is a Chinese one, which a Japanese or Korean name may have as well.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Whether a letter is a syllable of Korean.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// Whether names are written in small letters: Georgian has capitals for headlines alone.
pub(super) fn has_no_capitals(c: char) -> bool {
    matches!(c, '\u{10D0}'..='\u{10FF}')
}

/// A letter of Arabic or Hebrew as a name has it, whoever writes it: none of a vowel or another mark, and one of letters that are written
/// one for the other. Others are as they are.
pub(super) fn bare(c: char) -> Option<char> {
    Some(match c {
        // Vowels, and the stroke that makes a word longer.
        '\u{0591}'..='\u{05BD}'
        | '\u{05BF}'
        | '\u{05C1}'
        | '\u{05C2}'
        | '\u{05C4}'
        | '\u{05C5}'
        | '\u{05C7}' => {
            return None;
        }
        '\u{0610}'..='\u{061A}'
        | '\u{0640}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06ED}' => {
            return None;
        }
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' | 'ۀ' => 'ه',
        'ک' => 'ك',
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        c => c,
    })
}

/// A word without the small words that are written together with it: `والكاتب`, `ולדנה`. Each way there may be.
pub(super) fn without_prefix(word: &str) -> impl Iterator<Item = &str> {
    without_one(word).flat_map(|rest| std::iter::once(rest).chain(without_one(rest)))
}

fn without_one(word: &str) -> impl Iterator<Item = &str> {
    const SMALL: [&str; 18] = [
        "وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "ה", "ו", "ב", "ל", "מ",
        "ש", "כ",
    ];
    let all = SMALL.into_iter();
    all.filter_map(move |small| word.strip_prefix(small))
}
