//! Applications of one person, ids, and several forms in one pile.
