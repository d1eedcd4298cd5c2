//! Files, folders and limits.

mod appears;
mod controls;
mod disk;
mod faults;
mod lists;
mod screen;
mod stopped;
