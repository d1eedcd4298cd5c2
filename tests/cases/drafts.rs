//! What `inspect` and `new` propose.
