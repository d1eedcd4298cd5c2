//! Rules files as people write them, and unfinished ones.
