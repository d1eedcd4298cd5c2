//! Decisions of people.
