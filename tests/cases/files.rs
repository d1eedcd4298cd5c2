//! Files, folders and limits.
