//! Cells to be filled in: what is said beside them, and lists to choose an answer from. Short lists stand in the rule of the cell; long
//! ones, such as that of countries, on a sheet of their own.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::utility::cell_range;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Workbook,
    Worksheet, XlsxError,
};

use super::print::{Foot, print_setup};
use crate::papers::lists::{Admits, Room};
use crate::values::escape::visible;

/// The sheet of long lists.
pub(super) const TAB: &str = "answers";
/// A list in the rule of a cell has so many UTF-16 units at most (Excel's specifications).
const SHORT: usize = 255;
/// Ranges that one rule of cells names.
const RANGES: usize = 500;

/// Where there is something to be filled in: by column and what is asked, the rows.
pub(super) type Rooms = BTreeMap<(u16, Room), Vec<u32>>;

/// The lists of a workbook that are too long for the rule of a cell.
pub(super) struct Choices {
    tab: String,
    lists: Vec<Vec<String>>,
}

impl Choices {
    /// On a sheet of this name.
    pub(super) fn new(tab: String) -> Self {
        Self {
            tab,
            lists: Vec::new(),
        }
    }

    /// Says beside the cells of a sheet what may stand in them.
    pub(super) fn offer(&mut self, sheet: &mut Worksheet, rooms: Rooms) -> Result<(), XlsxError> {
        for ((column, room), rows) in rooms {
            let rule = self.rule(&room)?;
            for ranges in ranges(&rows).chunks(RANGES) {
                let (Some((first, _)), Some((_, last))) = (ranges.first(), ranges.last()) else {
                    continue;
                };
                let all = ranges
                    .iter()
                    .map(|(first, last)| cell_range(*first, column, *last, column));
                let all = all.collect::<Vec<_>>().join(" ");
                let rule = rule.clone().set_multi_range(all);
                sheet.add_data_validation(*first, column, *last, column, &rule)?;
            }
        }
        Ok(())
    }

    fn rule(&mut self, room: &Room) -> Result<DataValidation, XlsxError> {
        let says = room.says();
        let rule = DataValidation::new()
            .set_input_title(room.column)?
            .set_input_message(&says)?;
        let rule = match &room.admits {
            Admits::Text => rule.allow_any_value(),
            Admits::Day => {
                let (first, last) = (
                    ExcelDateTime::from_ymd(1900, 1, 1)?,
                    ExcelDateTime::from_ymd(2100, 12, 31)?,
                );
                let days = DataValidationRule::Between(first, last);
                rule.allow_date(days)
                    .set_error_style(DataValidationErrorStyle::Warning)
                    .set_error_message("This is no day. Write it as 2019-04-02.")?
            }
            Admits::Number { least, most } => {
                let number = |number: &Decimal| number.to_f64().unwrap_or_default();
                let numbers = match (least, most) {
                    (Some(least), Some(most)) => {
                        DataValidationRule::Between(number(least), number(most))
                    }
                    (Some(least), None) => DataValidationRule::GreaterThanOrEqualTo(number(least)),
                    (None, most) => DataValidationRule::LessThanOrEqualTo(
                        most.as_ref().map(number).unwrap_or_default(),
                    ),
                };
                rule.allow_decimal_number(numbers)
                    .set_error_style(DataValidationErrorStyle::Warning)
                    .set_error_message(&says)?
            }
            admits @ (Admits::OneOf(_) | Admits::Such(_) | Admits::Country) => {
                let choices = admits.choices().unwrap_or_default();
                let rule = self.list(rule, &choices)?;
                match admits.is_closed() {
                    true => rule.set_error_message(&says)?,
                    false => rule.show_error_message(false),
                }
            }
        };
        Ok(rule)
    }

    /// A rule that offers a list.
    fn list(
        &mut self,
        rule: DataValidation,
        choices: &[&str],
    ) -> Result<DataValidation, XlsxError> {
        let units: usize = choices
            .iter()
            .map(|one| one.encode_utf16().count().saturating_add(1))
            .sum();
        // What steers a terminal or turns a text round is written out in the sheet, and is no answer as it stands there.
        if choices.iter().any(|one| visible(one) != *one) {
            return Ok(rule.allow_any_value());
        }
        // In the rule a comma parts two of them, and blanks around one are lost.
        let is_plain = |one: &&str| !one.contains([',', '"', '\n', '\r']) && one.trim() == *one;
        if units <= SHORT && choices.iter().all(is_plain) {
            return rule.allow_list_strings(choices);
        }
        let known = self.lists.iter().position(|list| list.iter().eq(choices));
        let at = known.unwrap_or_else(|| {
            self.lists
                .push(choices.iter().map(|one| (*one).to_owned()).collect());
            self.lists.len().saturating_sub(1)
        });
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        let last = u32::try_from(choices.len())
            .unwrap_or(u32::MAX)
            .saturating_sub(1);
        let range = rust_xlsxwriter::utility::cell_range_absolute(0, column, last, column);
        let list = format!("='{}'!{range}", self.tab.replace('\'', "''"));
        Ok(rule.allow_list_formula(Formula::new(list)))
    }

    /// Adds the sheet of the long lists, where there are some; hidden where nobody need see it. What is given back as a file of decisions must
    /// not have a hidden sheet, of which it would be said that it is not read.
    pub(super) fn add(
        self,
        workbook: &mut Workbook,
        foot: &Foot<'_>,
        hidden: bool,
    ) -> Result<(), XlsxError> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(&self.tab)?;
        for (column, list) in (0_u16..).zip(&self.lists) {
            for (row, one) in (0_u32..).zip(list) {
                sheet.write_string(row, column, one)?;
            }
        }
        sheet.set_hidden(hidden);
        print_setup(sheet, foot)
    }
}

/// Rows that follow each other, as their first and last.
fn ranges(lines: &[u32]) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*line) => *last = *line,
            _ => ranges.push((*line, *line)),
        }
    }
    ranges
}
