//! Dates and moments as tools write them.
