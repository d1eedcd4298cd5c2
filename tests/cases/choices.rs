//! Options, "other" columns and lists of texts.
