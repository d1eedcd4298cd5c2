//! The tests, one binary; each module says what it is for.
