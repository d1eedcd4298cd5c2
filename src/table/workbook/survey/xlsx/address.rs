//! Addresses of cells: `A2`, `A2:C4`.

use crate::table::workbook::survey::Area;

/// `A2:C4`, or one cell.
pub(super) fn area_of(area: &str) -> Option<Area> {
    let (from, to) = area.split_once(':').unwrap_or((area, area));
    let (from, to) = (cell_of(from.as_bytes())?, cell_of(to.as_bytes())?);
    (from.0 <= to.0 && from.1 <= to.1).then_some(Area { from, to })
}

/// Row and column of `C4`, from 1.
pub(super) fn cell_of(address: &[u8]) -> Option<(u32, u32)> {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
    let end = address.iter().position(|byte| !is_letter(byte))?;
    let (letters, digits) = address.split_at_checked(end)?;
    let column = letters.iter().try_fold(0_u32, |column, letter| {
        let letter = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?);
        column.checked_mul(26)?.checked_add(letter)?.checked_add(1)
    })?;
    let row = number(digits)?;
    (row > 0 && column > 0).then_some((row, column))
}

/// A whole number in digits.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    let (first, rest) = digits.split_first()?;
    let digit = |byte: &u8| {
        Some(u32::from(
            byte.checked_sub(b'0').filter(|digit| *digit < 10)?,
        ))
    };
    rest.iter().try_fold(digit(first)?, |number, byte| {
        number.checked_mul(10)?.checked_add(digit(byte)?)
    })
}
