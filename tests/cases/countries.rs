//! Countries, codes, and names that are not to be refused.
