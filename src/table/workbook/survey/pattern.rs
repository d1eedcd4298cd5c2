//! Number formats that show more than the number: `0000` shows 7 as 0007, `"A-"000` as A-007, and `d.m.yy h:mm` the midnight of a day.

use rust_decimal::Decimal;

/// Characters that a format shows without quotation marks.
const BARE: &str = "$-+/():!^&'~{}<>= ";

/// A format of zeros, and perhaps characters around them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern(Vec<Piece>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Digit,
    Shown(char),
    /// The number a hundred times as large, and a percent sign.
    Percent,
    /// The time of day behind a date.
    Clock,
}

impl Pattern {
    /// None for a format that shows a number's own digits, or that shows it in a way that is no matter of zeros: a date, a
    /// decimal.
    pub fn of(format: &str) -> Option<Self> {
        // Outside of quotation marks; a section of its own is for what is negative.
        if format.split('"').step_by(2).any(|bare| bare.contains('%')) {
            return Some(Self(vec![Piece::Percent]));
        }
        if has_clock(format) {
            return Some(Self::clock());
        }
        let mut pieces = Vec::new();
        let mut rest = format.chars();
        while let Some(next) = rest.next() {
            match next {
                '0' => pieces.push(Piece::Digit),
                ';' => break,
                '\\' => pieces.push(Piece::Shown(rest.next()?)),
                '"' => loop {
                    match rest.next()? {
                        '"' => break,
                        shown => pieces.push(Piece::Shown(shown)),
                    }
                },
                shown if BARE.contains(shown) => pieces.push(Piece::Shown(shown)),
                _ => return None,
            }
        }
        let digits = pieces
            .iter()
            .filter(|piece| **piece == Piece::Digit)
            .count();
        (digits > 0 && pieces.len() > 1).then_some(Self(pieces))
    }

    /// The formats that have a number and need not be written down: `0%`, `0.00%` and a date with its time (ECMA-376, part 1, 18.8.30).
    pub(super) fn built_in() -> [(u16, Self); 3] {
        [
            (9, Self(vec![Piece::Percent])),
            (10, Self(vec![Piece::Percent])),
            (22, Self::clock()),
        ]
    }

    /// That of a date with its time of day.
    fn clock() -> Self {
        Self(vec![Piece::Clock])
    }

    /// That of a day by itself which is shown with the time at which it begins.
    pub(super) fn seen_of_day(shown: &str) -> Option<Self> {
        shown.contains(':').then(Self::clock)
    }

    /// Whether it shows a time of day, so that a day by itself is its midnight and not a day of which no time is known.
    pub fn is_clock(&self) -> bool {
        self.0 == [Piece::Clock]
    }

    /// The pattern by which a whole number is shown with zeros or characters around it; none where it is shown as it is, or
    /// otherwise than by its digits.
    pub fn seen(number: &str, shown: &str) -> Option<Self> {
        if shown.ends_with('%') {
            return Some(Self(vec![Piece::Percent]));
        }
        let is_digit = |character: char| character.is_ascii_digit();
        let (before, rest) = shown.split_at_checked(shown.find(is_digit)?)?;
        let digits = rest.trim_end_matches(|character| !is_digit(character));
        let after = rest.get(digits.len()..)?;
        let same = digits.chars().all(is_digit)
            && digits.trim_start_matches('0') == number.trim_start_matches('0');
        let around = |text: &str| text.chars().map(Piece::Shown).collect::<Vec<_>>();
        (same && shown != number && shown.len() <= 32).then(|| {
            Self(
                [
                    around(before),
                    vec![Piece::Digit; digits.len()],
                    around(after),
                ]
                .concat(),
            )
        })
    }

    /// Whether it only puts zeros in front.
    pub(in crate::table::workbook) fn is_zeros(&self) -> bool {
        self.0.iter().all(|piece| *piece == Piece::Digit)
    }

    /// How a whole number that is not negative is shown; none for any other text.
    pub fn show(&self, number: &str) -> Option<String> {
        if self.0 == [Piece::Percent] {
            let hundredfold = Decimal::from_str_exact(number)
                .ok()?
                .checked_mul(Decimal::ONE_HUNDRED)?;
            return Some(format!("{}%", hundredfold.normalize()));
        }
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let width = self
            .0
            .iter()
            .filter(|piece| **piece == Piece::Digit)
            .count();
        let padded = format!("{number:0>width$}");
        let mut digits = padded.chars();
        let mut surplus = padded.len().saturating_sub(width);
        let mut shown = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Shown(character) => shown.push(*character),
                Piece::Percent => shown.push('%'),
                // Where a plain number stands in such a format, it is no date.
                Piece::Clock => return None,
                Piece::Digit => {
                    // The first place takes all digits for which there is none.
                    shown.extend(digits.by_ref().take(surplus.saturating_add(1)));
                    surplus = 0;
                }
            }
        }
        Some(shown)
    }
}

/// Whether a format of dates shows hours: `h` outside of what it quotes, and not in brackets, which hold a span of hours or a colour.
fn has_clock(format: &str) -> bool {
    let mut rest = format.chars();
    while let Some(next) = rest.next() {
        match next {
            'h' | 'H' => return true,
            ';' => return false,
            '\\' | '_' | '*' => drop(rest.next()),
            '"' => drop(rest.by_ref().find(|quoted| *quoted == '"')),
            '[' => drop(rest.by_ref().find(|inside| *inside == ']')),
            _ => {}
        }
    }
    false
}
