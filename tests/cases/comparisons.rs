//! Changes that only leave together.
