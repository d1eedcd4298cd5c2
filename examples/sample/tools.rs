//! The people of `sample-applications/tools/plain.csv` as the tools that export workbooks write them.

use std::error::Error;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Table, Workbook};

/// Id, country, fields, motivation, and when they began and ended.
type Person = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
    &'static str,
);

const PEOPLE: [Person; 5] = [
    (
        "1001",
        "Serbia",
        &["Roma and Sinti"],
        "8",
        "2019-03-25T08:20:00",
        "2019-03-25T08:30:00",
    ),
    (
        "1002",
        "Moldova",
        &["People of African descent", "Environment, land and water"],
        "6",
        "2019-03-26T20:50:00",
        "2019-03-26T21:05:10",
    ),
    (
        "1003",
        "Brazil",
        &["Environment, land and water"],
        "9",
        "2019-03-27T11:50:00",
        "2019-03-27T12:00:00",
    ),
    (
        "1004",
        "Georgia",
        &["Roma and Sinti", "Environment, land and water"],
        "7.5",
        "2019-03-28T10:00:00",
        "2019-03-28T10:15:00",
    ),
    (
        "1005",
        "Serbia",
        &[],
        "5",
        "2019-03-28T23:50:00",
        "2019-03-28T23:59:00",
    ),
];

/// Writes both workbooks.
pub(crate) fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    microsoft_forms(&folder.join("microsoft-forms.xlsx"))?;
    eusurvey(&folder.join("eusurvey.xlsx"))
}

/// A table called `Table1`, moments as real ones, choices joined by semicolons with one at the end.
fn microsoft_forms(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut workbook = dated()?;
    let moment = Format::new().set_num_format("m/d/yy h:mm:ss");
    let sheet = workbook.add_worksheet();
    sheet.set_name("Sheet1")?;
    let headings = [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Country of residence",
        "In which fields\u{a0}do you work?",
        "Motivation",
    ];
    sheet.write_row(0, 0, headings)?;
    for (row, (id, country, fields, motivation, from, to)) in (1_u32..).zip(PEOPLE) {
        sheet.write_number(row, 0, id.parse::<u32>()?)?;
        sheet.write_datetime_with_format(row, 1, ExcelDateTime::parse_from_str(from)?, &moment)?;
        sheet.write_datetime_with_format(row, 2, ExcelDateTime::parse_from_str(to)?, &moment)?;
        sheet.write_string(row, 3, "anonymous")?;
        sheet.write_string(row, 5, country)?;
        let fields: String = fields.iter().map(|field| format!("{field};")).collect();
        sheet.write_string(row, 6, fields)?;
        sheet.write_string(row, 7, motivation)?;
    }
    let names = headings.map(|heading| rust_xlsxwriter::TableColumn::new().set_header(heading));
    sheet.add_table(
        0,
        0,
        5,
        7,
        &Table::new().set_name("Table1").set_columns(&names),
    )?;
    workbook.save(path)?;
    Ok(())
}

/// Alias and day of the export above the headings, which stand in row 4; days before months.
fn eusurvey(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut workbook = dated()?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("Content")?;
    sheet.write_row(0, 0, ["Alias", "field-research-2019"])?;
    sheet.write_row(1, 0, ["Export Date", "30/03/2019 09:00"])?;
    let headings = [
        "Country of residence",
        "In which fields do you work?",
        "Motivation",
        "Invitation Number",
        "Contribution Id",
        "User Name",
        "Creation Date",
        "Last Update",
        "Languages",
    ];
    sheet.write_row(3, 0, headings)?;
    for (row, (id, country, fields, motivation, _, to)) in (4_u32..).zip(PEOPLE) {
        let (day, time) = to.split_once('T').unwrap_or((to, ""));
        let day: Vec<&str> = day.rsplit('-').collect();
        let moment = format!("{} {time}", day.join("/"));
        let fields = fields.join("; ");
        sheet.write_row(
            row,
            0,
            [
                country, &fields, motivation, "", id, "", &moment, &moment, "EN",
            ],
        )?;
    }
    workbook.save(path)?;
    Ok(())
}

/// A workbook that does not say when it was written.
fn dated() -> Result<Workbook, Box<dyn Error>> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2019, 4, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(workbook)
}
