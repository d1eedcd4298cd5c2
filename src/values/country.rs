//! A country by its ISO 3166-1 alpha-2 code.

use std::fmt;

/// Two upper-case letters. The table of names that may be given one is `values::countries`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Takes `ME`; anything but two upper-case ASCII letters is none.
    pub fn new(code: &str) -> Option<Self> {
        match code.as_bytes() {
            &[first, second] if first.is_ascii_uppercase() && second.is_ascii_uppercase() => {
                Some(Self([first, second]))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([first, second]) = *self;
        write!(out, "{}{}", char::from(first), char::from(second))
    }
}
