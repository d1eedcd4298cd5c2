//! Form tools, their marks, struck-through cells.
