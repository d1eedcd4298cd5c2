//! A position as the record has it.

use std::fmt::{self, Display, Formatter};
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use crate::base::ids::{Id, find};

/// A position in one kind of list, counted from 1. Read from a file it may lie beyond the list, or be 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent, bound = "")]
pub struct Nth<I> {
    number: usize,
    of: PhantomData<fn(I)>,
}

impl<I: Id> Nth<I> {
    pub fn id(self) -> Option<I> {
        self.number.checked_sub(1).map(I::at)
    }

    /// What stands there, if anything does.
    pub fn of<T>(self, all: &[T]) -> Option<&T> {
        find(all, self.id()?)
    }
}

impl<I: Id> From<I> for Nth<I> {
    fn from(id: I) -> Self {
        Self {
            number: id.position().saturating_add(1),
            of: PhantomData,
        }
    }
}

impl<I> Display for Nth<I> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.number.fmt(out)
    }
}
