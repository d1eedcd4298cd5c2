//! What the program does where it contradicts itself: it stops, loudly. A miss that should not be never becomes a verdict.

use std::fmt;
use std::panic::panic_any;

/// What was contradicted. Whoever runs the program catches it and says that it should be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction(pub String);

impl fmt::Display for Contradiction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Stops the run, whose own data contradict each other. `what` names no applicant and no answer. Where a panic cannot be caught,
/// as on `wasm32-unknown-unknown`, it ends the program: then, too, there is no verdict.
#[expect(
    clippy::panic,
    reason = "the one door: nothing a user supplies leads here, and a verdict by mistake would be worse"
)]
pub fn contradiction(what: impl Into<String>) -> ! {
    panic_any(Contradiction(what.into()))
}
