//! The run that another one follows, as its manifest keeps it.

use serde::{Deserialize, Serialize};

use crate::rulings::{AllowedChange, DecidedBefore, Follows, Issued, MadeFrom};
use crate::values::SeatIn;

/// The run that another one follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// SHA-256 of its manifest.json.
    pub sha256: String,
    /// Who has a seat in it, in the order of ids.
    pub seats: Vec<SeatGiven>,
    pub made_from: MadeFrom,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<AllowedChange>,
    /// Ratings that counted evened out in it; absent where none did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evened_out: Vec<DecidedBefore>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatGiven {
    pub application: String,
    pub group: SeatIn<'static>,
    /// Absent where it was firm, or a person decided that it holds.
    #[serde(default, skip_serializing_if = "super::cohort::is_false")]
    pub provisional: bool,
}

/// As a manifest keeps it.
pub(super) fn followed(follows: &Follows) -> Followed {
    let given = |issued: &Issued| SeatGiven {
        application: issued.application.clone(),
        group: issued.seat.clone(),
        provisional: issued.is_provisional,
    };
    Followed {
        sha256: follows.digest.clone(),
        seats: follows.issued.iter().map(given).collect(),
        made_from: follows.made_from.clone(),
        allowed: follows.allowed.clone(),
        evened_out: follows.evened_out.clone(),
    }
}

impl Followed {
    /// As a selection takes it.
    pub fn follows(&self) -> Follows {
        let issued = |given: &SeatGiven| Issued {
            application: given.application.clone(),
            seat: given.group.clone(),
            is_provisional: given.provisional,
        };
        Follows {
            digest: self.sha256.clone(),
            issued: self.seats.iter().map(issued).collect(),
            made_from: self.made_from.clone(),
            allowed: self.allowed.clone(),
            evened_out: self.evened_out.clone(),
        }
    }
}
