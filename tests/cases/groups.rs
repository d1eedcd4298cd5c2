//! Preferences, groups and the order of chairs.
