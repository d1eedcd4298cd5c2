//! Groups are filled from the ranking: who sits where, who is in reserve, who is left without a place.
