//! Files that go in, by name.

use std::io::{self, Read};
use std::sync::Arc;

use crate::base::finding::Finding;
use crate::base::origin::Source;
use crate::table::{self, Options, Sheet, Sizes, Wanted};

/// A file that goes in, by the name it is known by. It is opened when it is its turn, and given up when it is read.
pub struct File<'a> {
    name: String,
    content: Content<'a>,
}

enum Content<'a> {
    Bytes(Vec<u8>),
    Elsewhere(Box<dyn Fn() -> io::Result<Box<dyn Read>> + 'a>),
}

impl<'a> File<'a> {
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            content: Content::Bytes(bytes.into()),
        }
    }

    /// A file that is opened by `open`, more than once where it must be looked at again.
    pub fn opened(name: String, open: impl Fn() -> io::Result<Box<dyn Read>> + 'a) -> Self {
        Self {
            name,
            content: Content::Elsewhere(Box::new(open)),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// # Errors
    /// Whatever refuses to open it.
    pub fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Box::new(bytes.as_slice())),
            Content::Elsewhere(open) => open().map(|read| read as Box<dyn Read>),
        }
    }

    /// # Errors
    /// Whatever refuses the bytes.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open()?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Reads every file, in the order given, and everything that is to be said about any of them.
///
/// What a file is follows from its content, never from its name; text that is called a workbook is refused. A file about which a
/// finding is an error gives no sheet.
pub fn sheets(files: &[File<'_>], options: &Options) -> (Vec<Sheet>, Vec<Finding>) {
    wanted(files, options, &|_| None)
}

/// The same of the columns that are wanted.
pub(super) fn wanted(
    files: &[File<'_>],
    options: &Options,
    wanted: Wanted<'_>,
) -> (Vec<Sheet>, Vec<Finding>) {
    let (mut sheets, mut findings) = (Vec::new(), Vec::new());
    for file in files {
        let source = Arc::new(Source {
            file: file.name.clone(),
            sheet: None,
        });
        let options = options.of_file(&source.file);
        let (sheet, about) =
            table::read(&source, &|| file.open(), &options, wanted, Sizes::default());
        sheets.extend(sheet);
        findings.extend(about);
    }
    (sheets, findings)
}
