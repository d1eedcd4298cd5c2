//! Exit codes: how a command ended.

/// How it ended. The numbers are exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done, and nothing is open.
    Done = 0,
    /// Done, and questions are open for a person.
    Questions = 1,
    /// Wrong usage, or rules or examples that are not valid.
    Usage = 2,
    /// Applications refused, or output not written.
    Refused = 3,
    /// A verification, comparison or test found a difference.
    Different = 4,
    /// The program contradicts itself.
    Broken = 5,
}
