//! The tests, one binary; each module says what it is for.

// The whole program on a bench: rules and applications in, text out.
mod bench;
// Country names: decided, asked, or unknown with a suggestion.
mod countries;
// Filling the groups: examples, a brute-force reference, and laws.
mod fill;
// Bytes to sheets: every dialect and every broken file.
mod read;
// Rules files: what each mistake is told, and the reference page held against the loader.
mod rules;
// The sample applications: each shows what it is there to show.
mod samples;
// What holds for every pile, through the whole program.
mod laws;
// The shape of the house: imports, files, clocks, and how long a file may be.
mod architecture;
// What applicants write stays text, and stays where it belongs.
mod safety;
// Bad input through the whole program: exit codes, words, and nothing left behind.
mod inputs;
// The commands as they are typed, and the pages they show.
mod commands;
