//! Similar ids: which can hardly be told apart, and by what they differ.

use crate::base::ids::ApplicationId;

/// Applications whose ids can hardly be told apart. Every application of a large group refers to it: what takes looking at all
/// of them is found out once.
#[derive(Debug)]
pub(super) struct SimilarIds {
    /// In the order they were read.
    pub(super) applications: Vec<ApplicationId>,
    pub(super) differ: Differ,
}

/// By what alike ids differ.
#[derive(Debug, Clone, Copy)]
pub(super) enum Differ {
    Case,
    Letters,
    Parts,
    Shapes,
}

impl Differ {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Case => "they differ by capital letters or width alone",
            Self::Letters => "they differ by letters that look alike, or by characters nobody sees",
            Self::Parts => "they differ by zeros in front, or by what stands between their parts",
            Self::Shapes => {
                "they differ by letters and digits that look alike, such as `O` and `0` or `l` and `1`"
            }
        }
    }
}
