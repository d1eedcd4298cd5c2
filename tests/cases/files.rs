//! Files, folders and limits.

mod appears;
mod disk;
mod faults;
mod screen;
mod stopped;
