//! Files that go in, by name.

use std::io;
use std::sync::Arc;

use crate::base::finding::Finding;
use crate::base::origin::Source;
use crate::table::{self, Options, Sheet};

/// A file that goes in, by the name it is known by. Its bytes are fetched when it is its turn, and given up when it is read.
pub struct File<'a> {
    name: String,
    fetch: Box<dyn Fn() -> io::Result<Vec<u8>> + 'a>,
}

impl<'a> File<'a> {
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::fetched(name.into(), move || Ok(bytes.clone()))
    }

    pub fn fetched(name: String, fetch: impl Fn() -> io::Result<Vec<u8>> + 'a) -> Self {
        Self {
            name,
            fetch: Box::new(fetch),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// # Errors
    /// Whatever refuses the bytes.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        (self.fetch)()
    }
}

/// Reads every file, in the order given, and everything that is to be said about any of them.
///
/// What a file is follows from its content, never from its name; text that is called a workbook is refused. A file about which a
/// finding is an error gives no sheet.
pub fn sheets(files: &[File<'_>], options: &Options) -> (Vec<Sheet>, Vec<Finding>) {
    let (mut sheets, mut findings) = (Vec::new(), Vec::new());
    for file in files {
        let source = Arc::new(Source {
            file: file.name.clone(),
            sheet: None,
        });
        let (sheet, about) = match file.bytes() {
            Ok(bytes) => table::read_bytes(&source, bytes, &options.of_file(&source.file)),
            Err(error) => (None, vec![table::unopened(&source, &error)]),
        };
        sheets.extend(sheet);
        findings.extend(about);
    }
    (sheets, findings)
}
