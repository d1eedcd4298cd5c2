//! How files are to be read, where Intake should not find out for itself; every command that reads takes these.

use clap::{Args, ValueEnum};
use intake::table;

#[derive(Debug, Args)]
pub(super) struct Reading {
    /// The sheet that holds the applications, where a workbook has several.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What separates the cells of a CSV file, where that cannot be told.
    #[arg(long, value_enum)]
    delimiter: Option<Delimiter>,
    /// The encoding of CSV files that are not UTF-8, such as `windows-1251`.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static encoding_rs::Encoding>,
    /// The form tool the files come from, where that is not recognised; `plain` for a table with one row of headings.
    #[arg(long, value_name = "TOOL", value_parser = tool())]
    tool: Option<&'static table::Tool>,
    /// The row the headings begin in, from 1; what stands above it is not read.
    #[arg(long, value_name = "ROW", value_parser = clap::value_parser!(u32).range(1..))]
    header_row: Option<u32>,
    /// Whether hidden rows and columns of a workbook count: read them like all others, or leave them out.
    #[arg(long, value_enum)]
    hidden: Option<Hidden>,
    /// Whether rows of a workbook that are crossed out count: read them like all others, or leave them out.
    #[arg(long, value_enum)]
    struck: Option<Hidden>,
}

fn encoding(name: &str) -> Result<&'static encoding_rs::Encoding, String> {
    encoding_rs::Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        "write a name such as `windows-1250`, `windows-1251`, `windows-1252` or `utf-16le`"
            .to_owned()
    })
}

fn tool() -> impl clap::builder::TypedValueParser<Value = &'static table::Tool> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    let ids = table::tools::TOOLS.iter().map(|tool| tool.id);
    PossibleValuesParser::new(ids)
        .try_map(|id| table::Tool::named(&id).ok_or("no form tool Intake knows"))
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Hidden {
    Include,
    Exclude,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Delimiter {
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

impl Reading {
    pub(super) fn options(self) -> table::Options {
        let delimiter = self.delimiter.map(|delimiter| match delimiter {
            Delimiter::Comma => table::Delimiter::Comma,
            Delimiter::Semicolon => table::Delimiter::Semicolon,
            Delimiter::Tab => table::Delimiter::Tab,
            Delimiter::Pipe => table::Delimiter::Pipe,
        });
        let counts = |said: Hidden| match said {
            Hidden::Include => table::Hidden::Include,
            Hidden::Exclude => table::Hidden::Exclude,
        };
        let (hidden, struck) = (self.hidden.map(counts), self.struck.map(counts));
        let Self {
            sheet,
            encoding,
            tool,
            header_row,
            ..
        } = self;
        table::Options {
            sheet,
            delimiter,
            encoding,
            tool,
            header_row,
            hidden,
            struck,
            ..table::Options::default()
        }
    }
}
