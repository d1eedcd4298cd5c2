//! Blanks and unreadable answers: unclear only where answers differ.
