//! The tests, one binary; each module says what it is for.

// Filling the groups: examples, a brute-force reference, and laws.
mod fill;

// Country names: decided, asked, or unknown with a suggestion.
mod countries;
