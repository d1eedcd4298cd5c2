//! The rows of a pile: the sample's invented people, with ids in no order and a statement as long as real ones.
//!
//! A row takes about 1.3 KB, two thirds of it a quoted text with commas, quotation marks, line breaks and four scripts.

use std::io::{self, Write};

use crate::application::{Application, HEADINGS, blur, sound, spoil};
use crate::random::Random;
use crate::texts::STATEMENTS;

/// How long a statement is at least, in bytes.
const STATEMENT: usize = 1_000;

/// Writes headings and `count` rows as UTF-8 with a byte order mark.
///
/// # Errors
/// When `out` does.
pub(crate) fn write(out: &mut dyn Write, count: u32) -> io::Result<()> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADINGS)?;
    let mut random = Random::new(1_000_003);
    let mut above = Application::default();
    for number in 1..=count {
        let application = application(&mut random, number, &above);
        writer.write_record(application.cells())?;
        above = application;
    }
    writer.flush()
}

/// In a hundred: about 66 sound, 25 refused, 4 unclear, 2 late, 1 who had applied in the row above already.
fn application(random: &mut Random, number: u32, above: &Application) -> Application {
    let mut application = sound(random, usize::try_from(number).unwrap_or_default());
    match random.below(100) {
        0..=24 => spoil(random, &mut application),
        25..=27 => blur(random, &mut application),
        28 => {
            spoil(random, &mut application);
            blur(random, &mut application);
        }
        29..=30 => application.submitted = format!("2019-03-30T{:02}:00:00", random.below(24)),
        31 if number > 1 => application.email.clone_from(&above.email),
        _ => {}
    }
    // An odd factor gives every number an id of its own.
    application.id = format!("P-{:08x}", number.wrapping_mul(0x9E37_79B1));
    while application.statement.len() < STATEMENT {
        application
            .statement
            .push_str(random.pick(&[" ", "\n", "\n\n", ", and: "]));
        application.statement.push_str(random.pick(STATEMENTS));
    }
    application
}
