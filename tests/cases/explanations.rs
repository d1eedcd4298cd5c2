//! Explanations and letters.
